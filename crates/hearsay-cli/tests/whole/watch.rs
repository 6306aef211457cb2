//! `watch` against a real web server on loopback: feeds, redirects, slow and broken answers, and
//! what is in the ledger afterwards.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use crate::articles::article;
use crate::program::{Folder, done, run};

/// What the server answers at each path, and the requests that it had.
#[derive(Default)]
struct Site {
    answers: HashMap<String, Vec<u8>>,
    requests: Vec<String>,
}

struct Server {
    address: String,
    site: Arc<Mutex<Site>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let site = Arc::new(Mutex::new(Site::default()));
        let shared = Arc::clone(&site);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || answer(stream, &shared));
            }
        });
        Self { address, site }
    }

    fn serve(&self, path: &str, status: &str, head: &str, body: &str) {
        let text = format!(
            "HTTP/1.1 {status}\r\n{head}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        self.raw(path, text.as_bytes());
    }

    fn raw(&self, path: &str, bytes: &[u8]) {
        let mut site = self.site.lock().expect("a site");
        site.answers.insert(path.to_owned(), bytes.to_vec());
    }

    fn page(&self, path: &str, number: usize, paragraphs: usize) {
        // Without a canonical address: the page is known by where it was found.
        let html = article(number, paragraphs).html();
        let (before, rest) = html.split_once("<link").expect("an address");
        let after = rest.split_once('>').expect("its end").1;
        self.serve(
            path,
            "200 OK",
            "Content-Type: text/html\r\n",
            &format!("{before}{after}"),
        );
    }

    fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.site.lock().expect("a site").requests)
    }
}

fn answer(mut stream: TcpStream, site: &Mutex<Site>) {
    let mut lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
    let first = lines.next().and_then(Result::ok).unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut etag = None;
    for line in lines.map_while(Result::ok) {
        if line.is_empty() {
            break;
        }
        if let Some(tag) = line.to_lowercase().strip_prefix("if-none-match: ") {
            etag = Some(tag.to_owned());
        }
    }
    let mut site = site.lock().expect("a site");
    site.requests.push(path.clone());
    let found = site.answers.get(&path).cloned();
    drop(site);
    let missing =
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec();
    let mut bytes = found.unwrap_or(missing);
    if etag.is_some_and(|tag| String::from_utf8_lossy(&bytes).contains(&tag)) {
        bytes = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_vec();
    }
    let _ = stream.write_all(&bytes);
}

fn feed(server: &Server, paths: &[&str]) -> String {
    let items: Vec<String> = paths
        .iter()
        .map(|path| {
            format!(
                "<item><title>Item {path}</title><link>{}{path}</link><pubDate>Tue, 04 Mar 2031 09:00:00 GMT</pubDate></item>",
                server.address
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>River News</title>{}</channel></rss>",
        items.concat()
    )
}

#[test]
fn a_feed_is_read_politely_and_kept() {
    let server = Server::start();
    server.serve(
        "/robots.txt",
        "200 OK",
        "",
        "User-agent: *\nDisallow: /closed\n",
    );
    let listed = ["/a", "/moved", "/gone", "/closed", "/torn", "/away"];
    server.serve(
        "/feed",
        "200 OK",
        "ETag: \"one\"\r\n",
        &feed(&server, &listed),
    );
    server.page("/a", 1, 2);
    server.page("/b", 2, 2);
    server.serve("/moved", "301 Moved Permanently", "Location: /b\r\n", "");
    server.serve("/away", "302 Found", "Location: file:///etc/hosts\r\n", "");
    server.page("/closed", 3, 2);
    server.raw(
        "/torn",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<p>Half",
    );
    let folder = Folder::new("watch");
    let feed_url = format!("{}/feed", server.address);
    let watch = [
        "watch",
        &feed_url,
        "--once",
        "--allow-private",
        "--pause",
        "0s",
    ];
    let output = run(&folder, &watch);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    for path in ["/gone", "/closed", "/torn", "/away"] {
        assert!(
            told.contains(&format!("{}{path}", server.address)),
            "{path}: {told}"
        );
    }
    let requests = server.requests();
    assert!(
        !requests.contains(&"/closed".to_owned()),
        "robots.txt is obeyed: {requests:?}"
    );
    let stats: serde_json::Value =
        serde_json::from_str(&done(&folder, &["stats", "--json"])).expect("JSON");
    assert_eq!(stats["articles"], 2);
    let csv = done(&folder, &["export", "--format", "csv"]);
    assert!(
        csv.contains(&format!("{}/b", server.address)),
        "the address that answered: {csv}"
    );
    // Again: the feed is asked whether it changed; what is known is not fetched.
    run(&folder, &watch);
    let requests = server.requests();
    assert!(
        !requests.contains(&"/a".to_owned()) && !requests.contains(&"/b".to_owned()),
        "{requests:?}"
    );
    // A silent edit is noticed where known articles are fetched again.
    server.page("/a", 1, 1);
    let mut again = watch.to_vec();
    again.extend(["--again", "0s"]);
    run(&folder, &again);
    let versions = done(
        &folder,
        &["versions", &format!("{}/a", server.address), "--csv"],
    );
    assert_eq!(versions.lines().count(), 3, "{versions}");
    done(&folder, &["verify"]);
}

#[test]
fn private_addresses_are_refused() {
    let server = Server::start();
    server.serve("/feed", "200 OK", "", &feed(&server, &["/a"]));
    let folder = Folder::new("watch-private");
    let output = run(
        &folder,
        &["watch", &format!("{}/feed", server.address), "--once"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("private address"));
    assert!(server.requests().is_empty(), "nothing was asked");
}
