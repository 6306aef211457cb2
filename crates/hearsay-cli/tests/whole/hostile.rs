//! Inputs that want to break the program: each costs itself at most, the rest is stored.
//!
//! `HEARSAY_HOSTILE` makes it longer: `just hostile`.

use std::io::Write;
use std::time::Duration;

use crate::articles::{Chance, article};
use crate::program::{Folder, done, hearsay, peak_memory};
use flate2::Compression;
use flate2::write::GzEncoder;

/// More than this the program never holds, in KiB. Two jobs hold a page of at most 32 MiB each, as
/// bytes, text and document.
const MOST_MEMORY: u64 = 3 << 20;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// So many bytes, packed without holding them.
fn bomb(bytes: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let block = vec![b'a'; 1 << 20];
    for _ in 0..bytes >> 20 {
        encoder.write_all(&block).expect("memory");
    }
    encoder.finish().expect("memory")
}

fn noise(chance: &mut Chance, length: usize) -> Vec<u8> {
    (0..length).map(|_| chance.below(256) as u8).collect()
}

fn warc(length: &str, page: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nWARC-Date: 2031-01-01T00:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n\
         HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}\r\n\r\n"
    )
}

/// Hostile input `number`.
fn hostile(number: usize) -> Vec<u8> {
    let mut chance = Chance::new(number as u64 + 99);
    let page = article(number + 50_000, 3).html();
    let cut = chance.below(page.len());
    let whole = page.as_bytes();
    match number % 24 {
        0 => whole[..cut].to_vec(),
        1 => page.replace("utf-8", "utf-16le").into_bytes(),
        2 => format!("{}<p>Deep, she said.{}", "<div>".repeat(20_000), "</div>".repeat(20_000)).into_bytes(),
        3 => {
            let length = chance.below(5_000);
            noise(&mut chance, length)
        }
        4 => page.replace(' ', "\0").into_bytes(),
        5 => format!("{{\"text\":\"\\ud800 said {number}\"}}\n{{\"text\":\"\\udc00\\ud800\"}}\n").into_bytes(),
        6 => Vec::new(),
        7 => [b"\x89PNG\r\n\x1a\n".to_vec(), noise(&mut chance, 400)].concat(),
        8 => {
            let packed = gzip(whole);
            packed[..packed.len() * 2 / 3].to_vec()
        }
        9 => bomb(if number < 48 { 300 << 20 } else { 40 << 20 }),
        10 => warc("99999999999999999999", &page).into_bytes(),
        11 => warc("12", &page).into_bytes(),
        12 => warc(&(page.len() + 44).to_string(), &page).into_bytes()[..cut].to_vec(),
        13 => format!(
            "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"ha\">{}]><rss><channel><item><description>&z;</description></item></channel></rss>",
            (b'b'..=b'z').map(|c| format!("<!ENTITY {} \"&{p};&{p};&{p};&{p};\">", c as char, p = (c - 1) as char)).collect::<String>()
        ).into_bytes(),
        14 => [b"PK\x03\x04".to_vec(), noise(&mut chance, 3_000)].concat(),
        15 => format!("From: a@b.example\r\nSubject: {number}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!{number}\r\n--y\r\n").into_bytes(),
        16 => [b"%PDF-1.7\n".to_vec(), noise(&mut chance, 4_000)].concat(),
        17 => format!("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R/Size {number}>>\nstartxref\n9\n%%EOF").into_bytes(),
        18 => format!("[1,2,{number}]\n").into_bytes(),
        19 => format!("{{\"text\":{}}}\n", "[".repeat(50_000)).into_bytes(),
        20 => [b"\xff\xfe".to_vec(), noise(&mut chance, 1_001)].concat(),
        21 if number < 48 => b"<b>".repeat((50 << 20) / 3),
        21 => b"<b>".repeat(100_000),
        22 => [b"From x Mon Jan  1 00:00:00 2031\n".to_vec(), noise(&mut chance, 2_000)].concat(),
        _ => [b"\x28\xb5\x2f\xfd".to_vec(), noise(&mut chance, 2_000)].concat(),
    }
}

#[test]
fn each_costs_itself_and_the_rest_is_stored() {
    let count: usize =
        std::env::var("HEARSAY_HOSTILE").map_or(96, |text| text.parse().expect("a number"));
    let folder = Folder::new("hostile");
    for number in 0..count {
        folder.write(&format!("in/bad-{number:04}"), hostile(number));
        if number % 10 == 0 {
            folder.write(&format!("in/good-{number:04}"), article(number, 1).html());
        }
    }
    let good = count.div_ceil(10);
    let stderr = std::fs::File::create(folder.path().join("stderr")).expect("a file");
    let mut child = hearsay(&folder, &["add", "in", "--jobs", "2", "--json"])
        .stderr(stderr)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut peak = 0;
    while child.try_wait().expect("a state").is_none() {
        peak = peak.max(peak_memory(child.id()).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(10));
    }
    let output = child.wait_with_output().expect("an end");
    let told = std::fs::read_to_string(folder.path().join("stderr")).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1), "{told}");
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    println!(
        "{count} hostile inputs: {summary}, peak memory {} MiB",
        peak / 1024
    );
    assert!(peak < MOST_MEMORY, "{peak} KiB");
    let stored = done(&folder, &["export", "--format", "csv"]);
    let inputs = done(&folder, &["export", "--format", "jsonl"]);
    assert!(stored.contains("example/2031/"), "what is good is there");
    for number in (0..count).step_by(10) {
        let url = article(number, 1).url;
        assert!(
            inputs.contains(&format!("\"url\":\"{url}\"")),
            "good-{number:04} is stored"
        );
    }
    assert!(inputs.lines().count() >= good);
    let failed = summary["failed"].as_u64().expect("a number") as usize;
    assert!(failed * 2 > count, "most fail: {failed}");
    assert!(
        told.lines()
            .filter(|line| line.starts_with("error: in/bad-"))
            .count()
            >= failed,
        "each is named"
    );
    assert!(!told.contains("panicked"), "{told}");
    done(&folder, &["verify"]);
}
