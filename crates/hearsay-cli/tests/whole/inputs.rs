//! What `read` makes of inputs that hold many pages, and the process that reads PDF documents.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::program::{Folder, done, hearsay, run};

fn record(number: usize) -> String {
    let body = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Quay closed {number}</h1>\
         <p>The quay at Lund was closed on Monday after fire number {number}, the mayor said.</p>"
    );
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://kite.example/{number}\r\n\
         Content-Type: application/http\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    )
}

#[test]
fn each_page_of_an_archive_is_a_reading() {
    let folder = Folder::new("readings");
    folder.write("two.warc", [record(1), record(2)].concat());
    let readings = done(&folder, &["read", "--json", "two.warc"]);
    let readings: Vec<Value> = readings
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(readings.len(), 2);
    for (at, reading) in readings.iter().enumerate() {
        let address = format!("https://kite.example/{}", at + 1);
        assert_eq!(reading["article"]["url"], address);
    }
    let screen = done(&folder, &["read", "two.warc"]);
    assert!(screen.contains("── two.warc, record 2"), "{screen}");
    let url = ["read", "--url", "https://kite.example/a", "two.warc"];
    let refused = run(&folder, &url);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("several inputs"));
}

#[test]
fn the_reader_of_pdfs_answers_in_json() {
    let folder = Folder::new("pdf-text");
    let mut child = hearsay(&folder, &["pdf-text"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
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
