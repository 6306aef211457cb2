//! A web server of the tests' own, on loopback: real sockets, and answers as bad as wished.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// The path with its query.
    pub(crate) path: String,
    /// Headers by their names in lower case.
    pub(crate) headers: HashMap<String, String>,
}

/// A server that runs until the test ends.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// A server that lets `handle` write what it likes to each connection.
    pub(crate) fn new(
        handle: impl Fn(&Request, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        let handle = Arc::new(handle);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (handle, kept) = (Arc::clone(&handle), Arc::clone(&kept));
                std::thread::spawn(move || {
                    let mut stream = stream.expect("a connection");
                    if let Some(request) = read(&stream) {
                        kept.lock().expect("unpoisoned").push(request.clone());
                        // The client may hang up on an answer that it does not like.
                        let _ = handle(&request, &mut stream);
                    }
                });
            }
        });
        Self { address, requests }
    }

    /// A server of fixed pages; what is not among them is a 404.
    pub(crate) fn of(pages: Vec<(&'static str, Vec<u8>)>) -> Self {
        Self::new(move |request, stream| {
            let page = pages.iter().find(|(path, _)| *path == request.path);
            stream.write_all(&page.map_or_else(missing, |(_, page)| page.clone()))
        })
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("unpoisoned").clone()
    }

    /// How often a path was asked for.
    pub(crate) fn count(&self, path: &str) -> usize {
        let requests = self.requests();
        requests
            .iter()
            .filter(|request| request.path == path)
            .count()
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut headers = HashMap::new();
    for line in lines {
        let line = line.ok()?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    Some(Request { path, headers })
}

/// A whole answer; `head` has a line break after each header.
pub(crate) fn answer(status: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let mut bytes =
        format!("HTTP/1.1 {status}\r\n{head}Connection: close\r\nContent-Length: {length}\r\n\r\n")
            .into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// A page.
pub(crate) fn ok(body: &str) -> Vec<u8> {
    answer("200 OK", "Content-Type: text/html\r\n", body.as_bytes())
}

/// No page.
pub(crate) fn missing() -> Vec<u8> {
    answer("404 Not Found", "", b"gone")
}

/// A redirect.
pub(crate) fn moved(target: &str) -> Vec<u8> {
    answer("302 Found", &format!("Location: {target}\r\n"), b"")
}
