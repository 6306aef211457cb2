//! Archives built here, whole and hostile.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

use super::*;
use crate::intake::{Options, open_file};

const PAGE: &str = "<p>The quay is shut, the mayor said.</p>";

/// An archive of these entries, all packed.
struct Build {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
}

impl Build {
    fn new() -> Self {
        Self {
            bytes: Vec::new(),
            directory: Vec::new(),
            entries: 0,
        }
    }

    fn with(mut self, name: &str, content: &[u8]) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).expect("memory");
        let packed = encoder.finish().expect("memory");
        let offset = u32::try_from(self.bytes.len()).expect("small");
        self.bytes.extend_from_slice(b"PK\x03\x04");
        self.bytes.extend_from_slice(&[0; 22]);
        self.bytes
            .extend_from_slice(&u16::try_from(name.len()).expect("short").to_le_bytes());
        self.bytes.extend_from_slice(&[0; 2]);
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(&packed);
        self.list(name, u32::try_from(packed.len()).expect("small"), offset);
        self
    }

    fn list(&mut self, name: &str, packed: u32, offset: u32) {
        let mut head = [0; 46];
        head[..4].copy_from_slice(&LISTED);
        head[10] = 8;
        head[20..24].copy_from_slice(&packed.to_le_bytes());
        // Says of itself that it unpacks to nothing.
        head[28..30].copy_from_slice(&u16::try_from(name.len()).expect("short").to_le_bytes());
        head[42..46].copy_from_slice(&offset.to_le_bytes());
        self.directory.extend_from_slice(&head);
        self.directory.extend_from_slice(name.as_bytes());
        self.entries += 1;
    }

    fn done(mut self) -> Vec<u8> {
        let at = u32::try_from(self.bytes.len()).expect("small");
        self.bytes.append(&mut self.directory);
        let mut end = [0; END_BYTES];
        end[..4].copy_from_slice(&END);
        end[10..12].copy_from_slice(&self.entries.to_le_bytes());
        end[16..20].copy_from_slice(&at.to_le_bytes());
        self.bytes.extend_from_slice(&end);
        self.bytes
    }
}

/// Places of pages, and faults.
fn told(bytes: Vec<u8>) -> Vec<String> {
    open_file(Cursor::new(bytes), &Options { max_bytes: 5000 })
        .map(|found| found.map_or_else(|fault| fault.to_string(), |page| page.place))
        .collect()
}

#[test]
fn each_entry_is_an_input() {
    let lines = format!("{{\"html\":{PAGE:?}}}\n{{}}\n");
    let archive = Build::new()
        .with("a.html", PAGE.as_bytes())
        .with("folder/", b"")
        .with("folder/.hidden", PAGE.as_bytes())
        .with("folder/b.jsonl", lines.as_bytes())
        .with("c.html", b"")
        .done();
    let told = told(archive.clone());
    assert_eq!(told[..2], ["a.html", "folder/b.jsonl, line 1"]);
    assert!(
        told[2].starts_with("folder/b.jsonl, line 2: no \"text\""),
        "{told:?}"
    );
    assert!(told[3].starts_with("c.html: nothing to read"), "{told:?}");
    let streamed: Vec<_> = crate::intake::open(archive.as_slice(), &Options::default()).collect();
    assert_eq!(streamed.len(), 4);
    assert_eq!(streamed[0].as_ref().expect("a page").bytes, PAGE.as_bytes());
}

#[test]
fn of_a_collection_only_the_web_archives_are_read() {
    let body = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
    let record = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    );
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(record.as_bytes()).expect("memory");
    let warc = encoder.finish().expect("memory");
    let archive = Build::new()
        .with("archive/data.warc.gz", &warc)
        .with("pages/pages.jsonl", b"{\"format\":\"json-pages-1.0\"}")
        .with("datapackage.json", b"{}");
    assert_eq!(told(archive.done()), ["archive/data.warc.gz, record 1"]);
}

#[test]
fn nothing_an_archive_says_is_believed() {
    let outside = told(
        Build::new()
            .with("../../etc/passwd", PAGE.as_bytes())
            .done(),
    );
    assert_eq!(outside, ["../../etc/passwd"]);
    let inner = Build::new().with("a.html", PAGE.as_bytes()).done();
    let deep = told(Build::new().with("inner.zip", &inner).done());
    assert!(
        deep[0].starts_with("inner.zip: an archive inside"),
        "{deep:?}"
    );
    let large = told(Build::new().with("zeros", &[b'a'; 100_000]).done());
    assert!(large[0].contains("too large"), "{large:?}");
    let mut over = Build::new().with("a.html", PAGE.as_bytes());
    for _ in 0..50 {
        over.list("a.html", 500, 0);
    }
    let over = told(over.done());
    assert!(over.len() < 50, "{over:?}");
    assert!(
        over[over.len() - 1].contains("over one another"),
        "{over:?}"
    );
    let mut wrong = Build::new().with("a.html", PAGE.as_bytes());
    wrong.list("b.html", u32::MAX, u32::MAX);
    wrong.list("c.html", 10, 7);
    let wrong = told(wrong.done());
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    assert!(wrong[2].contains("no entry stands"), "{wrong:?}");
    let whole = Build::new().with("a.html", PAGE.as_bytes()).done();
    for cut in 4..whole.len() {
        assert_eq!(told(whole[..cut].to_vec()).len(), 1, "cut at {cut}");
    }
    let office = told(Build::new().with("[Content_Types].xml", b"<x/>").done());
    assert!(office[0].contains("office document"), "{office:?}");
    let empty = told(Build::new().done());
    assert!(empty[0].contains("without a page"), "{empty:?}");
}
