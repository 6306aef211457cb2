//! Whatever the bytes, an input gives pages within the limit, or faults, and always ends.
//!
//! The same checks run under cargo-fuzz in `fuzz/fuzz_targets/intake.rs`.

#[path = "intake/build.rs"]
mod build;
#[path = "intake/checks.rs"]
mod checks;

use std::io::{self, Read};

use build::{PAGE, gzip, record, zip, zstd};
use checks::check;
use hearsay::intake::{Options, open};
use proptest::prelude::*;

/// Whole inputs and pieces of them.
fn pieces() -> Vec<Vec<u8>> {
    let mail = "From: Tarn Gazette <news@tarn.example>\nTo: x@kite.example\nSubject: Quay\n\
                Date: Tue, 4 Mar 2031 09:00:00 +0100\n\nThe quay is shut.\n\n";
    let line = format!("{{\"html\":{PAGE:?},\"url\":\"https://kite.example/a\"}}\n");
    let feed = "<rss version=\"2.0\"><channel><title>Kite</title><item><title>Quay</title>\
                <description>The quay is shut.</description></item></channel></rss>";
    let long = "Reed, sedge, rush. ".repeat(400);
    vec![
        record(PAGE),
        gzip(&record(PAGE)),
        zstd(&record("<p>Shut.")),
        gzip(&[record(&long), record(PAGE)].concat()),
        zip(&[("a.html", PAGE.into()), ("b.warc.gz", gzip(&record(PAGE)))]),
        zip(&[
            ("datapackage.json", b"{}".to_vec()),
            ("archive/a.warc.gz", gzip(&record(PAGE))),
        ]),
        format!("From x@tarn.example Tue Mar  4 09:00:00 2031\n{mail}").into_bytes(),
        mail.as_bytes().to_vec(),
        line.clone().into_bytes(),
        gzip(line.as_bytes()),
        feed.as_bytes().to_vec(),
        b"{\"text\":\"\\ud800\"}\n".to_vec(),
        b"{\"text\":\"\\u0000\"}\n".to_vec(),
        b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n".to_vec(),
        b"%PDF-1.7\n".to_vec(),
        b"\x5D\x2A\x4D\x18\xFF\xFF\xFF\xFF".to_vec(),
        PAGE.as_bytes().to_vec(),
        long.into_bytes(),
        vec![0; 50],
        b"\r\n".to_vec(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn bytes(bytes in proptest::collection::vec(any::<u8>(), 0..1000)) {
        check(&bytes);
    }

    #[test]
    fn broken_containers(
        picks in proptest::collection::vec(0..20_usize, 1..5),
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        cut in any::<prop::sample::Index>(),
        whole in any::<bool>(),
    ) {
        let pieces = pieces();
        let mut bytes: Vec<u8> = picks.iter().flat_map(|&pick| pieces[pick].clone()).collect();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if !whole {
            bytes.truncate(cut.index(bytes.len()));
        }
        check(&bytes);
    }
}

/// A gzip stream without end, made of one member of zeros over and over.
struct Endless {
    member: Vec<u8>,
    at: usize,
    given: u64,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = &self.member[self.at..];
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.at = (self.at + length) % self.member.len();
        self.given += length as u64;
        assert!(
            self.given < 1 << 20,
            "it is read to an end that does not come"
        );
        Ok(length)
    }
}

#[test]
fn a_page_that_does_not_end_is_left_at_the_limit() {
    let source = Endless {
        member: gzip(&[b' '; 1 << 20]),
        at: 0,
        given: 0,
    };
    let found: Vec<_> = open(source, &Options::default()).collect();
    let [Err(fault)] = found.as_slice() else {
        panic!("{} pages", found.len());
    };
    assert!(fault.reason.contains("too large"), "{fault}");
}

#[test]
fn a_bomb_in_an_archive_costs_its_record() {
    let zeros = vec![b'a'; 200 << 20];
    let body = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n\
         HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        zeros.len() + 44
    );
    let bomb = gzip(&[body.as_bytes(), &zeros].concat());
    drop(zeros);
    let archive = [gzip(&record(PAGE)), bomb, gzip(&record(PAGE))].concat();
    let found: Vec<_> = open(archive.as_slice(), &Options::default()).collect();
    assert!(found[0].is_ok(), "{:?}", found[0]);
    assert!(found[1].is_err());
    assert!(
        found.last().is_some_and(Result::is_ok),
        "{} found",
        found.len()
    );
    assert!(found.len() <= 4, "{} found", found.len());
}
