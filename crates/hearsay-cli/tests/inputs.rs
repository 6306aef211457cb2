//! A folder with an input of every format goes in; every page in it comes out as a reading.

#[path = "common/program.rs"]
mod program;

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use program::{Folder, done, hearsay, run};
use serde_json::Value;

fn text(number: usize) -> String {
    format!("The quay at Lund was closed on Monday after fire number {number}, the mayor said.")
}

fn html(number: usize) -> String {
    format!(
        "<!doctype html><html><head><title>Quay closed {number}</title></head><body><h1>Quay closed {number}</h1>\
         <p>{}</p></body></html>",
        text(number)
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn record(number: usize) -> Vec<u8> {
    let body = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}",
        html(number)
    );
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://kite.example/{number}\r\n\
         WARC-Date: 2031-03-04T09:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    )
    .into_bytes()
}

fn letter(number: usize) -> String {
    format!(
        "From: Tarn Gazette <news@tarn.example>\nTo: x@kite.example\nSubject: Quay {number}\n\
         Date: Tue, 4 Mar 2031 09:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/html\n\n{}\n",
        html(number)
    )
}

/// A zip archive of one entry, stored as it is.
fn zip(name: &str, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("small").to_le_bytes();
    let name_length = u16::try_from(name.len()).expect("short").to_le_bytes();
    let mut local = [0; 30];
    local[..4].copy_from_slice(b"PK\x03\x04");
    local[26..28].copy_from_slice(&name_length);
    let mut listed = [0; 46];
    listed[..4].copy_from_slice(b"PK\x01\x02");
    listed[20..24].copy_from_slice(&length);
    listed[28..30].copy_from_slice(&name_length);
    let entry = [&local[..], name.as_bytes(), content].concat();
    let mut end = [0; 22];
    end[..4].copy_from_slice(b"PK\x05\x06");
    end[10] = 1;
    end[16..20].copy_from_slice(&u32::try_from(entry.len()).expect("small").to_le_bytes());
    [&entry[..], &listed, name.as_bytes(), &end].concat()
}

/// A document of one page with these operators.
fn pdf(stream: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R \
         /Resources << /Font << /F1 3 0 R >> >> >>"
            .to_owned(),
        format!(
            "<< /Length {} >>\nstream\n{stream}\nendstream",
            stream.len()
        ),
    ];
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (at, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", at + 1).as_bytes());
    }
    let tail = format!(
        "xref\n0 6\n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
        bytes.len()
    );
    bytes.extend_from_slice(tail.as_bytes());
    bytes
}

fn fill(folder: &Folder) {
    folder.write("in/01.html", html(1));
    folder.write("in/02.mht", {
        let page = html(2);
        format!(
            "From: <Saved by Kite>\r\nSnapshot-Content-Location: https://kite.example/2\r\n\
             Date: Tue, 4 Mar 2031 09:00:00 +0100\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n{page}\r\n--b--\r\n"
        )
    });
    folder.write("in/03.txt", text(3));
    folder.write("in/04.page.gz", gzip(html(4).as_bytes()));
    folder.write("in/05.eml", letter(5));
    let opening = "From x@tarn.example Tue Mar  4 09:00:00 2031\n";
    folder.write(
        "in/06.mbox",
        format!("{opening}{}\n{opening}{}", letter(6), letter(7)),
    );
    folder.write(
        "in/07.warc.gz",
        [gzip(&record(8)), gzip(&record(9))].concat(),
    );
    folder.write("in/08.wacz", zip("archive/a.warc", &record(10)));
    folder.write("in/09.zip", zip("pages/a.html", html(11).as_bytes()));
    folder.write(
        "in/10.jsonl",
        format!(
            "{{\"text\":{:?},\"url\":\"https://kite.example/12\",\"title\":\"Twelve\"}}\n{{broken\n",
            text(12)
        ),
    );
    folder.write(
        "in/11.rss",
        format!(
            "<rss version=\"2.0\"><channel><title>Kite</title><item><title>Thirteen</title>\
             <link>https://kite.example/13</link><description>&lt;p&gt;{}&lt;/p&gt;</description></item></channel></rss>",
            text(13)
        ),
    );
    folder.write(
        "in/12.pdf",
        pdf(&format!("BT /F1 11 Tf 40 700 Td ({}) Tj ET", text(14))),
    );
    folder.write("in/13.png", b"\x89PNG\r\n\x1A\n");
    folder.write("in/14.pdf", pdf("0 0 m 10 10 l S"));
}

#[test]
fn every_format_is_read() {
    let folder = Folder::new("inputs");
    fill(&folder);
    let output = run(&folder, &["read", "--json", "in"]);
    let talk = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{talk}");
    let readings: Vec<Value> = output
        .stdout
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).expect("JSON"))
        .collect();
    assert_eq!(readings.len(), 14, "{talk}");
    for (at, reading) in readings.iter().enumerate() {
        let words = reading["article"]["text"].as_str().unwrap_or_default();
        assert!(words.contains(&text(at + 1)), "{}: {words}", at + 1);
        let found = reading["attributions"].as_array().map_or(0, Vec::len);
        assert!(found > 0, "{}: nobody says anything", at + 1);
    }
    let url = |at: usize| readings[at - 1]["article"]["url"].as_str();
    for at in [2, 8, 9, 10, 12, 13] {
        let address = format!("https://kite.example/{at}");
        assert_eq!(url(at), Some(address.as_str()));
    }
    assert_eq!(readings[11]["article"]["title"], "Twelve");
    assert_eq!(
        readings[4]["article"]["published"],
        "2031-03-04T09:00:00+01:00"
    );
    for fault in [
        "10.jsonl, line 2: broken JSON",
        "13.png: not a page but a PNG image",
        "14.pdf: a PDF document without text",
    ] {
        assert!(talk.contains(fault), "{fault} is not in\n{talk}");
    }
}

#[test]
fn the_reader_of_pdfs_answers_in_json() {
    let folder = Folder::new("pdf-text");
    let mut child = hearsay(&folder, &["pdf-text"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(b"%PDF-1.7 and no more").expect("a reader");
    drop(stdin);
    let output = child.wait_with_output().expect("an answer");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let reason = answer["error"].as_str().expect("an error");
    assert!(reason.contains("broken PDF"), "{reason}");
}

#[test]
fn one_address_for_many_pages_is_refused() {
    let folder = Folder::new("one-address");
    folder.write("two.warc", [record(1), record(2)].concat());
    let readings = done(&folder, &["read", "--json", "two.warc"]);
    assert_eq!(readings.lines().count(), 2);
    let output = run(
        &folder,
        &["read", "--url", "https://kite.example/a", "two.warc"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("several inputs"));
}
