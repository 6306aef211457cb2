//! Fetching from a server of the test's own, on loopback.

use std::io::{Read, Write};
use std::net::TcpListener;

use super::*;

/// A server that gives these answers, one a connection, and its address.
fn serve(answers: Vec<String>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for answer in answers {
            let Ok((mut stream, _)) = listener.accept() else {
                return;
            };
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    format!("http://{address}/page")
}

fn answer(status: &str, head: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\n{head}Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

#[test]
fn a_page_comes_with_the_address_that_answered() {
    let url = serve(vec![
        answer("302 Found", "Location: /moved\r\n", ""),
        answer("200 OK", "", "<p>Tide.</p>"),
    ]);
    let fetched = Fetcher::new(100, true).fetch(&url).expect("a page");
    assert_eq!(fetched.bytes, b"<p>Tide.</p>");
    assert_eq!(fetched.url, url.replace("/page", "/moved"));
}

#[test]
fn loopback_is_refused_unless_allowed() {
    let url = serve(vec![answer("200 OK", "", "secret")]);
    let error = Fetcher::new(100, false).fetch(&url).expect_err("private");
    let text = error.to_string();
    assert!(text.contains("private address 127.0.0.1"), "{text}");
    assert!(text.contains("--allow-private"), "{text}");
}

#[test]
fn too_much_is_refused() {
    let url = serve(vec![answer("200 OK", "", &"x".repeat(101))]);
    let error = Fetcher::new(100, true).fetch(&url).expect_err("too long");
    assert!(error.to_string().contains("larger than 100 bytes"));
}

#[test]
fn an_error_of_the_server_is_named() {
    let url = serve(vec![answer("404 Not Found", "", "gone")]);
    let error = Fetcher::new(100, true).fetch(&url).expect_err("404");
    assert!(error.to_string().contains("404"));
}

#[test]
fn only_the_web_is_fetched() {
    for url in ["ftp://example.org/a", "file:///etc/hosts", "gopher://x"] {
        let error = Fetcher::new(100, true).fetch(url).expect_err("no web");
        assert!(error.to_string().contains("cannot fetch over"), "{url}");
    }
    assert!(is_web("HTTPS://example.org/a?b=c"));
    assert!(!is_web("C:\\pages\\a.html"));
    assert!(!is_web("pages/http://x"));
}
