//! Fetching from a server of the test's own: what is refused, and what bad answers come to.

use std::io::Write;
use std::net::TcpStream;

use super::server::{Request, Server, answer, moved, ok};
use super::*;

/// Generous for a test machine, and short for a test.
const SHORT: Duration = Duration::from_millis(400);

fn fetcher() -> Fetcher {
    Fetcher::new(100, true)
}

/// The error of fetching with this time.
fn error_within(whole: Duration, server: &Server) -> String {
    let limits = Limits {
        whole,
        ..Limits::of(1 << 20)
    };
    let fetcher = Fetcher::with(limits, Reach::Everywhere, AGENT);
    let error = fetcher.fetch(&server.url("/page")).expect_err("no page");
    error.to_string()
}

/// A server that writes the same to everybody, then hangs up.
fn writes(bytes: &'static [u8]) -> Server {
    Server::new(move |_, stream| stream.write_all(bytes))
}

/// A server that goes on with `piece` for ever after `start`, with a break before each.
fn goes_on(start: &'static [u8], piece: &'static [u8], pause: Duration) -> Server {
    Server::new(move |_: &Request, stream: &mut TcpStream| {
        stream.write_all(start)?;
        loop {
            stream.write_all(piece)?;
            std::thread::sleep(pause);
        }
    })
}

#[test]
fn a_page_comes_with_what_its_head_says() {
    let head = "Content-Type: Text/HTML; x=y; Charset=\"ISO-8859-1\"\r\nETag: W/\"a\"\r\nLast-Modified: Tue, 04 Mar 2031 10:00:00 GMT\r\n";
    let server = Server::of(vec![
        ("/page", moved("/moved?x=%C3%A9#y")),
        ("/moved?x=%C3%A9", answer("200 OK", head, b"<p>Tide.</p>")),
    ]);
    let fetched = fetcher().fetch(&server.url("/page").replace("//", "//me:secret@"));
    let fetched = fetched.expect("a page");
    assert_eq!(fetched.bytes, b"<p>Tide.</p>");
    assert_eq!(fetched.url, server.url("/moved?x=%C3%A9"));
    assert_eq!(fetched.charset.as_deref(), Some("iso-8859-1"));
    assert_eq!(fetched.content_type.as_deref(), Some("text/html"));
    assert_eq!(fetched.etag.as_deref(), Some("W/\"a\""));
    let date = fetched.last_modified.as_deref();
    assert_eq!(date, Some("Tue, 04 Mar 2031 10:00:00 GMT"));
    let agent = &server.requests()[0].headers["user-agent"];
    assert!(agent.starts_with("hearsay/"), "{agent}");
}

#[test]
fn addresses_that_are_no_plain_ascii_are_asked_for() {
    let server = Server::of(vec![("/caf%C3%A9%20x", ok("Tide."))]);
    assert!(fetcher().fetch(&server.url("/café x")).is_ok());
    assert!(is_web("https://tarn.example/café"));
}

#[test]
fn a_page_that_has_not_changed_does_not_come() {
    let server = Server::new(|request, stream| {
        let known = request.headers.get("if-none-match").map(String::as_str) == Some("\"a\"");
        stream.write_all(&match known {
            true => answer("304 Not Modified", "ETag: \"a\"\r\n", b""),
            false => ok("Tide."),
        })
    });
    let condition = |etag: &str| Condition {
        etag: Some(etag.to_owned()),
        last_modified: Some("Tue, 04 Mar 2031 10:00:00 GMT".to_owned()),
    };
    let ask = |etag| fetcher().ask(&server.url("/"), &condition(etag), &mut |_| Ok(()));
    assert!(matches!(ask("\"a\""), Ok(Answer::NotModified)));
    assert!(matches!(ask("\"b\""), Ok(Answer::Fetched(_))));
    assert!(matches!(ask("bad\r\nvalue: x"), Ok(Answer::Fetched(_))));
    let date = &server.requests()[0].headers["if-modified-since"];
    assert_eq!(date, "Tue, 04 Mar 2031 10:00:00 GMT");
}

#[test]
fn private_addresses_are_refused_in_every_spelling() {
    let server = Server::of(vec![("/page", ok("secret"))]);
    let port = server.address.port();
    for host in [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0",
        "localhost",
        "LOCALHOST",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "someone@127.0.0.1",
        "１２７.0.0.1",
    ] {
        let url = format!("http://{host}:{port}/page");
        let error = Fetcher::new(100, false).fetch(&url).expect_err("private");
        let text = error.to_string();
        assert!(text.contains("private address"), "{host}: {text}");
        assert!(text.contains("--allow-private"), "{host}: {text}");
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn redirects_are_checked_one_by_one() {
    let secret = Server::of(vec![("/secret", ok("secret"))]);
    for (target, reason) in [
        (secret.url("/secret"), "private address 127.0.0.1"),
        (
            secret.url("/secret").replace("127.0.0.1", "localhost"),
            "private address",
        ),
        (
            "http://169.254.169.254/".to_owned(),
            "private address 169.254.169.254",
        ),
        ("//[::1]/".to_owned(), "private address ::1"),
        ("file:///etc/hosts".to_owned(), "not http or https"),
        ("ftp://tarn.example/a".to_owned(), "not http or https"),
        ("javascript:alert(1)".to_owned(), "not http or https"),
        ("http://".to_owned(), "not an address"),
    ] {
        let page = moved(&target);
        let server = Server::new(move |_, stream| stream.write_all(&page));
        let reach = Reach::Server(server.address);
        let fetcher = Fetcher::with(Limits::of(100), reach, AGENT);
        let error = fetcher.fetch(&server.url("/")).expect_err("refused");
        assert!(error.to_string().contains(reason), "{target}: {error}");
    }
    assert_eq!(secret.requests().len(), 0);
}

#[test]
fn a_ring_of_redirects_ends() {
    let server = Server::of(vec![("/a", moved("/b")), ("/b", moved("a"))]);
    let error = fetcher().fetch(&server.url("/a")).expect_err("a ring");
    assert!(error.to_string().contains("without end"), "{error}");
    assert_eq!(server.requests().len(), 9);
}

#[test]
fn only_the_web_is_fetched() {
    for url in ["ftp://example.org/a", "file:///etc/hosts", "gopher://x"] {
        let error = fetcher().fetch(url).expect_err("no web");
        assert!(error.to_string().contains("cannot fetch over"), "{url}");
    }
    assert!(is_web("HTTPS://example.org/a?b=c"));
    assert!(!is_web("C:\\pages\\a.html"));
    assert!(!is_web("pages/http://x"));
    assert!(!is_web("http://"));
}

#[test]
fn too_much_is_refused() {
    let server = Server::of(vec![("/page", ok(&"x".repeat(101)))]);
    let error = fetcher().fetch(&server.url("/page")).expect_err("too long");
    assert!(error.to_string().contains("larger than 100 bytes"));
    let start = b"HTTP/1.1 200 OK\r\n\r\n";
    let endless = goes_on(start, &[b'x'; 4096], Duration::ZERO);
    let error = error_within(WHOLE, &endless);
    assert!(error.contains("larger than 1048576 bytes"), "{error}");
}

#[test]
fn a_bomb_does_not_go_off() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..256 {
        encoder.write_all(&[0; 1 << 18]).expect("memory");
    }
    let bomb = encoder.finish().expect("memory");
    assert!(bomb.len() < 1 << 17, "64 MiB in {} bytes", bomb.len());
    let server = Server::of(vec![(
        "/page",
        answer("200 OK", "Content-Encoding: gzip\r\n", &bomb),
    )]);
    let error = error_within(WHOLE, &server);
    assert!(error.contains("larger than 1048576 bytes"), "{error}");
}

#[test]
fn slow_answers_end() {
    let never = Server::new(|_, _| {
        std::thread::sleep(Duration::from_secs(30));
        Ok(())
    });
    let drop_by_drop = Duration::from_millis(20);
    let body = goes_on(b"HTTP/1.1 200 OK\r\n\r\n", b"x", drop_by_drop);
    let head = goes_on(b"HTTP/1.1 200 OK\r\nX: ", b"x", drop_by_drop);
    let chunks = goes_on(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"1\r\nx\r\n",
        drop_by_drop,
    );
    for server in [never, body, head, chunks] {
        assert_eq!(error_within(SHORT, &server), "no answer in time");
    }
}

#[test]
fn broken_answers_are_said() {
    for (bytes, reason) in [
        (
            &b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n<p>Ti"[..],
            "broke off",
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Ti\r\nzz\r\n",
            "broke off",
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n<p>Ti",
            "broke off",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx",
            "by br",
        ),
        (b"SSH-2.0-OpenSSH_9.6\r\n", ""),
        (
            b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
            "answered 302",
        ),
        (b"", ""),
    ] {
        let error = error_within(WHOLE, &writes(bytes));
        assert!(error.contains(reason), "{}: {error}", bytes.escape_ascii());
    }
    // A length that is too short cuts the page; nobody can tell.
    let cut = writes(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<p>Tide</p>");
    let fetched = fetcher().fetch(&cut.url("/")).expect("a page");
    assert_eq!(fetched.bytes, b"<p>Ti");
}

#[test]
fn a_head_without_end_is_refused() {
    let server = goes_on(
        b"HTTP/1.1 200 OK\r\n",
        b"X: yyyyyyyyyyyyyyyyyyyy\r\n",
        Duration::ZERO,
    );
    let error = error_within(WHOLE, &server);
    assert!(!error.contains("in time"), "{error}");
}

#[test]
fn an_error_of_the_server_is_named() {
    let server = Server::of(Vec::new());
    let error = fetcher().fetch(&server.url("/page")).expect_err("404");
    assert_eq!(
        error.to_string(),
        "the server answered 404\n  hint: does the page open in a browser?"
    );
}
