//! Archives built here, whole and broken.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::intake::{Options, open};

const HTML: &str = "<p>The quay is shut, the mayor said.</p>";

fn record(kind: &str, content_type: &str, body: &str) -> String {
    format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nwarc-target-uri: <https://kite.example/a>\r\n\
         WARC-Date: 2031-03-04T09:00:00Z\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    )
}

fn response(head: &str, body: &str) -> String {
    record(
        "response",
        "application/http; msgtype=response",
        &format!("HTTP/1.1 {head}\r\n\r\n{body}"),
    )
}

fn page(body: &str) -> String {
    response("200 OK\r\nContent-Type: text/html; charset=utf-8", body)
}

fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn of(bytes: &[u8]) -> Vec<Result<Page, Fault>> {
    open(bytes, &Options { max_bytes: 1000 }).collect()
}

/// Places of pages, and faults.
fn told(bytes: &[u8]) -> Vec<String> {
    of(bytes)
        .into_iter()
        .map(|found| found.map_or_else(|fault| fault.to_string(), |page| page.place))
        .collect()
}

#[test]
fn only_pages_are_taken() {
    let archive = [
        record("warcinfo", "application/warc-fields", "software: x"),
        record("request", "application/http", "GET /a HTTP/1.1\r\n\r\n"),
        page(HTML),
        response("404 Not Found\r\nContent-Type: text/html", HTML),
        response("200 OK\r\nContent-Type: image/gif", "GIF8"),
        record("resource", "text/html; charset=latin1", HTML),
        record("resource", "text/css", "p {}"),
        response(
            "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
            "3\r\n<p>\r\n1\r\nx\r\n0\r\n\r\n",
        ),
    ]
    .concat();
    let found = of(archive.as_bytes());
    let [Ok(first), Ok(second), Ok(third)] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(first.place, "record 3");
    assert_eq!(first.bytes, HTML.as_bytes());
    assert_eq!(first.charset.as_deref(), Some("utf-8"));
    assert_eq!(first.address.as_deref(), Some("https://kite.example/a"));
    assert_eq!(first.fetched.as_deref(), Some("2031-03-04T09:00:00Z"));
    assert_eq!(first.signal, "warc");
    assert_eq!(second.charset.as_deref(), Some("latin1"));
    assert_eq!(third.bytes, b"<p>x");
}

#[test]
fn a_broken_member_costs_itself() {
    let mut broken = pack(page(&format!("{HTML}{}", "Reed, sedge, rush. ".repeat(9))).as_bytes());
    let middle = broken.len() / 2;
    broken[middle] ^= 0xFF;
    broken.truncate(broken.len() - 20);
    let archive = [
        pack(page(HTML).as_bytes()),
        broken,
        pack(page(HTML).as_bytes()),
    ]
    .concat();
    let told = told(&archive);
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(
        (told[0].as_str(), told[2].as_str()),
        ("record 1", "record 3")
    );
    assert!(told[1].starts_with("record 2: "), "{told:?}");
}

#[test]
fn a_truncated_archive_gives_what_is_there() {
    let mut archive = [pack(page(HTML).as_bytes()), pack(page(HTML).as_bytes())].concat();
    archive.truncate(archive.len() - 40);
    let told = told(&archive);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].starts_with("record 2: "), "{told:?}");
}

#[test]
fn wrong_lengths_cost_their_record() {
    let good = page(HTML);
    let length = |record: &str, length: &str| {
        let at = record.find("Content-Length: ").expect("a length") + 16;
        let end = at + record[at..].find('\r').expect("an end");
        format!("{}{length}{}", &record[..at], &record[end..])
    };
    for (wrong, words) in [
        (length(&good, "40"), "its length is wrong"),
        (length(&good, "x"), "how long"),
        (length(&good, "-1"), "how long"),
        (
            "WARC/1.0\r\nWARC-Type: response\r\n\r\n".to_owned(),
            "how long",
        ),
        ("nonsense\r\n\r\n".to_owned(), "its length is wrong"),
    ] {
        let told = told(format!("{good}{wrong}{good}").as_bytes());
        assert!(told.iter().any(|told| told.contains(words)), "{told:?}");
        assert!(
            told.last()
                .is_some_and(|last| last.starts_with("record") && !last.contains(':')),
            "{told:?}"
        );
    }
    let told = told(format!("{good}{}", length(&good, "18446744073709551615")).as_bytes());
    assert!(told[1].contains("cut off"), "{told:?}");
}

#[test]
fn pages_over_the_limit_are_passed_over() {
    let large = page(&"<p>Reed.".repeat(1000));
    for archive in [
        format!("{}{large}{}", page(HTML), page(HTML)).into_bytes(),
        pack(format!("{}{large}{}", page(HTML), page(HTML)).as_bytes()),
    ] {
        let told = told(&archive);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[1].contains("too large"), "{told:?}");
        assert_eq!(told[2], "record 3");
    }
}

#[test]
fn an_archive_without_a_page_says_so() {
    let told = told(record("warcinfo", "application/warc-fields", "software: x").as_bytes());
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("without a web page"), "{told:?}");
}
