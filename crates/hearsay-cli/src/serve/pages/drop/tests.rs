//! Dropping pages through the whole router: words, addresses, files; kept or not; what is refused.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};

use super::given::Given;
use super::*;
use crate::fetch::server::{Server, ok};
use crate::serve::sample::Shelf;
use crate::serve::tests::{Answer, got, request, sent};

const WORDS: &str = "The mill at Lund will close, its owner, Jo Lark, said on Friday.\n\n\
    The council denied that it had been told. \"Nobody came to us,\" the mayor, Ana Reed, said.";

/// A form of these fields; a field with a name of a file is one.
fn form(fields: &[(&str, Option<&str>, &str)]) -> Body {
    let mut body = String::new();
    for (name, file, value) in fields {
        let file = file.map_or(String::new(), |file| format!("; filename=\"{file}\""));
        body.push_str(&format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n"
        ));
    }
    body.push_str("--edge--\r\n");
    Body::from(body)
}

fn dropped_on(shelf: &Shelf, fields: &[(&str, Option<&str>, &str)]) -> Answer {
    let request = request(Method::POST, "/drop")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(form(fields));
    sent(&shelf.room, request.expect("a request"))
}

fn posted(shelf: &Shelf, path: &str, id: &str) -> Answer {
    let request = request(Method::POST, path)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("id={id}")));
    sent(&shelf.room, request.expect("a request"))
}

fn articles(shelf: &Shelf) -> u64 {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let count = runtime.block_on(shelf.room.read(|ledger| Ok(ledger.stats()?.articles)));
    count.expect("a number")
}

#[test]
fn words_are_read_shown_and_kept() {
    let shelf = Shelf::new("drop-words");
    let answer = dropped_on(
        &shelf,
        &[
            ("text", None, WORDS),
            ("title", None, "Mill <b>to close</b>"),
            ("outlet", None, ""),
        ],
    );
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let address = answer.header("location").to_owned();
    let screen = got(&shelf.room, &address);
    assert_eq!(screen.status, StatusCode::OK);
    assert!(screen.body.contains("class=\"note"), "{}", screen.body);
    assert!(
        screen.body.contains("Mill &#60;b&#62;to close"),
        "{}",
        screen.body
    );
    assert!(
        !screen.body.contains("/entities/"),
        "nobody of it has a screen"
    );
    assert!(
        !screen.body.contains("/desk/change"),
        "nor can it be put right"
    );
    assert_eq!(articles(&shelf), 1, "nothing is kept yet");
    assert!(got(&shelf.room, "/drop").body.contains(&address));
    let id = address.strip_prefix("/drop/").expect("an id").to_owned();
    let kept = posted(&shelf, "/drop/keep", &id);
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    assert_eq!(articles(&shelf), 2);
    let article = got(&shelf.room, kept.header("location"));
    assert_eq!(article.status, StatusCode::OK);
    assert!(article.body.contains("Jo Lark") && article.body.contains("/desk/change"));
    assert_eq!(got(&shelf.room, &address).status, StatusCode::NOT_FOUND);
    assert_eq!(
        posted(&shelf, "/drop/keep", &id).status,
        StatusCode::NOT_FOUND
    );
    // Once more: it is known.
    let again = dropped_on(&shelf, &[("text", None, WORDS)]);
    let again = got(&shelf.room, again.header("location"));
    assert!(
        again.body.contains("The ledger has this article"),
        "{}",
        again.body
    );
}

#[test]
fn a_file_is_taken_away_again() {
    let shelf = Shelf::new("drop-file");
    let html = format!("<html lang=en><title>Mill</title><p>{WORDS}</p><script>alert(1)</script>");
    let answer = dropped_on(&shelf, &[("file", Some("mill.html"), &html)]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let address = answer.header("location").to_owned();
    let screen = got(&shelf.room, &address);
    assert!(screen.body.contains("Ana Reed") && !screen.body.contains("alert(1)"));
    let id = address.strip_prefix("/drop/").expect("an id");
    assert_eq!(
        posted(&shelf, "/drop/away", id).status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        posted(&shelf, "/drop/away", id).status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(articles(&shelf), 1);
}

#[test]
fn what_is_no_page_is_refused_with_a_way_back() {
    let shelf = Shelf::new("drop-none");
    let long = "The mill is old. ".repeat(8_000);
    for fields in [
        &[][..],
        &[("text", None, "  \n ")],
        &[
            ("text", None, WORDS),
            ("address", None, "https://lund.example/"),
        ],
        &[("text", None, WORDS), ("published", None, "yesterday")],
        &[("text", None, WORDS), ("url", None, "javascript:alert(1)")],
        &[("text", None, &long)],
        &[("address", None, "file:///etc/passwd")],
        &[("address", None, "lund")],
        &[("file", Some("a.png"), "\u{89}PNG\r\n\u{1a}\n\0\0\0\rIHDR")],
    ] {
        let answer = dropped_on(&shelf, fields);
        let names: Vec<&str> = fields.iter().map(|(name, ..)| *name).collect();
        assert!(
            answer.status.is_client_error(),
            "{names:?}: {}",
            answer.status
        );
        let back = "<a href=\"/drop\">Back to where you were</a>";
        assert!(answer.body.contains(back), "{names:?}: {}", answer.body);
    }
    let huge = "x".repeat(LARGEST + AROUND);
    let answer = dropped_on(&shelf, &[("file", Some("huge.txt"), &huge)]);
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(shelf.room.tray().all().is_empty());
}

#[test]
fn private_networks_are_not_asked() {
    let shelf = Shelf::new("drop-private");
    let server = Server::of(vec![("/secret", ok(WORDS))]);
    for address in [
        server.url("/secret"),
        format!("http://localhost:{}/secret", server.address.port()),
        format!("http://[::ffff:127.0.0.1]:{}/secret", server.address.port()),
        "http://169.254.169.254/latest/meta-data".to_owned(),
    ] {
        let answer = dropped_on(&shelf, &[("address", None, &address)]);
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{address}: {}",
            answer.body
        );
    }
    assert_eq!(server.count("/secret"), 0);
}

#[test]
fn an_address_is_fetched_and_read() {
    let html = format!("<html lang=en><title>Mill</title><p>{WORDS}</p>");
    let server = Server::of(vec![("/mill", ok(&html))]);
    let given = Given::at(&server.url("/mill"));
    let page = given.read(&Fetcher::new(LARGEST, true)).expect("a page");
    let reading = page.reading().expect("a reading");
    assert_eq!(page.name, "Mill");
    assert!(reading.attributions.len() > 1);
    assert!(
        Given::at(&server.url("/none"))
            .read(&Fetcher::new(LARGEST, true))
            .is_err()
    );
    assert!(
        Given::at(&server.url("/mill"))
            .read(&Fetcher::new(20, true))
            .is_err()
    );
}

#[test]
fn other_sites_drop_nothing() {
    let shelf = Shelf::new("drop-foreign");
    for path in ["/drop", "/drop/keep", "/drop/away"] {
        let request = request(Method::POST, path)
            .header("origin", "http://attacker.example")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .body(form(&[("text", None, WORDS)]));
        let answer = sent(&shelf.room, request.expect("a request"));
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert!(shelf.room.tray().all().is_empty());
    assert_eq!(got(&shelf.room, "/drop/0000").status, StatusCode::NOT_FOUND);
}
