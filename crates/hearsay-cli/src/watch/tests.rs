//! Rounds over a server of the test's own, with a memory that is a few maps.

use std::collections::HashMap;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;

use super::*;
use crate::args::Color;
use crate::fetch::server::{Server, answer, missing, moved, ok};
use crate::fetch::{Limits, Reach};

/// What is remembered, as the ledger does it: pages by the name they were added under.
#[derive(Default)]
struct Maps {
    feeds: HashMap<String, FeedState>,
    articles: HashMap<String, String>,
}

impl Memory for Maps {
    fn feed(&self, url: &str) -> Result<Option<FeedState>> {
        Ok(self.feeds.get(url).cloned())
    }

    fn keep_feed(&mut self, url: &str, state: &FeedState) -> Result<()> {
        self.feeds.insert(url.to_owned(), state.clone());
        Ok(())
    }

    fn has_article(&self, url: &str) -> Result<bool> {
        Ok(self.articles.contains_key(url))
    }

    fn last_fetched(&self, url: &str) -> Result<Option<String>> {
        Ok(self.articles.get(url).cloned())
    }

    fn end_round(&mut self) -> Result<()> {
        Ok(())
    }
}

/// A person who watches: what they remember, and what came.
struct Desk {
    memory: Maps,
    pages: Vec<(String, Page)>,
    options: Options,
    fetcher: Polite,
    stop: Stop,
}

impl Desk {
    fn new() -> Self {
        let stop = Stop::default();
        let limits = Limits {
            whole: Duration::from_millis(800),
            ..Limits::of(1 << 20)
        };
        Self {
            memory: Maps::default(),
            pages: Vec::new(),
            options: Options {
                every: Duration::ZERO,
                once: true,
                again: None,
            },
            fetcher: Polite::new(limits, Reach::Everywhere, Duration::ZERO, stop.clone()),
            stop,
        }
    }

    /// Runs, and remembers what came as the ledger would.
    fn run(&mut self, feeds: &[String]) -> Outcome {
        let mut pages = Vec::new();
        let known = self.memory.articles.clone();
        let outcome = run(
            feeds,
            self.options,
            &mut self.fetcher,
            &mut self.memory,
            &mut |page, name| {
                let added = match (&page.bytes[..], known.contains_key(name)) {
                    (b"", _) => Added::Failed(anyhow::anyhow!("nothing to read")),
                    (_, false) => Added::New,
                    (b"Tide.", true) => Added::Unchanged,
                    (_, true) => Added::Changed,
                };
                pages.push((name.to_owned(), page));
                Ok(added)
            },
            &Printer::new(Color::Never),
            &self.stop,
        );
        for (name, page) in &pages {
            if !page.bytes.is_empty() {
                let fetched = page.fetched.clone().expect("a time");
                self.memory.articles.insert(name.clone(), fetched);
            }
        }
        self.pages.append(&mut pages);
        outcome.expect("a memory that works")
    }

    fn names(&self) -> Vec<&str> {
        self.pages.iter().map(|(name, _)| name.as_str()).collect()
    }
}

/// An RSS feed of these links.
fn rss(links: &[&str]) -> Vec<u8> {
    let mut items = String::new();
    for link in links {
        items.push_str(&format!(
            "<item><title>About {link}</title><link>{link}</link><author>Ada Brandt</author><pubDate>Tue, 04 Mar 2031 10:00:00 +0100</pubDate></item>"
        ));
    }
    let feed =
        format!("<rss version=\"2.0\"><channel><title>Tarn Mail</title>{items}</channel></rss>");
    answer(
        "200 OK",
        "ETag: \"1\"\r\nContent-Type: application/rss+xml\r\n",
        feed.as_bytes(),
    )
}

fn feeds(servers: &[&Server]) -> Vec<String> {
    servers.iter().map(|server| server.url("/feed")).collect()
}

#[test]
fn articles_come_with_what_the_feed_says() {
    let head = "Content-Type: text/html; charset=koi8-r\r\n";
    let server = Server::of(vec![
        ("/feed", rss(&["/quay#top", "/quay"])),
        ("/quay", moved("/2031/quay")),
        ("/2031/quay", answer("200 OK", head, b"<p>Tide.</p>")),
    ]);
    let mut desk = Desk::new();
    let outcome = desk.run(&feeds(&[&server]));
    assert_eq!((outcome.new, outcome.failed), (1, 0));
    let (name, page) = &desk.pages[0];
    assert_eq!(*name, server.url("/quay"));
    assert_eq!(page.address, Some(server.url("/2031/quay")));
    assert_eq!(page.charset.as_deref(), Some("koi8-r"));
    assert_eq!((page.signal, page.overrules), ("feed", false));
    assert_eq!(page.known.outlet.as_deref(), Some("Tarn Mail"));
    assert_eq!(page.known.title.as_deref(), Some("About /quay#top"));
    assert_eq!(page.known.authors, ["Ada Brandt"]);
    let published = page.known.published.as_deref();
    assert_eq!(published, Some("2031-03-04T10:00:00+01:00"));
    let fetched = page.fetched.as_deref().expect("a time");
    assert!(fetched.parse::<Timestamp>().is_ok(), "{fetched}");
}

#[test]
fn a_second_run_asks_only_for_the_feed() {
    let server = Server::new(|request, stream| {
        let known = request.headers.contains_key("if-none-match");
        stream.write_all(&match request.path.as_str() {
            "/feed" if known => answer("304 Not Modified", "", b""),
            "/feed" => rss(&["/a", "/b"]),
            "/robots.txt" => missing(),
            _ => ok("Tide."),
        })
    });
    let mut desk = Desk::new();
    assert_eq!(desk.run(&feeds(&[&server])).new, 2);
    let state = desk.memory.feeds[&server.url("/feed")].clone();
    assert_eq!(state.etag.as_deref(), Some("\"1\""));
    assert_eq!(state.title.as_deref(), Some("Tarn Mail"));
    assert_eq!((state.status.as_str(), state.failures), ("ok", 0));
    let before = server.requests().len();
    assert_eq!(desk.run(&feeds(&[&server])).new, 0);
    assert_eq!(server.requests().len(), before + 1);
    // What was kept of the feed holds for the next time too.
    let kept = &desk.memory.feeds[&server.url("/feed")];
    assert_eq!(kept.etag, state.etag);
    assert_eq!(kept.title, state.title);
}

#[test]
fn feeds_that_fail_do_not_stop_the_round() {
    let page =
        "<html><head><link rel=alternate type='application/rss+xml' href='/rss'></head></html>";
    let server = Server::new(move |request, stream| match request.path.as_str() {
        "/page" => stream.write_all(&ok(page)),
        "/cut" => stream.write_all(
            b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss version='2.0'><channel>",
        ),
        "/half" => stream.write_all(&ok("<rss version='2.0'><channel><item><title>Qu")),
        "/latin" => stream.write_all(&ok(
            "<rss version='2.0'><channel><title>T\u{e4}rn</title></channel></rss>",
        )),
        "/empty" => stream.write_all(&ok("")),
        _ => stream.write_all(&missing()),
    });
    let slow = Server::new(|request, stream| match request.path.as_str() {
        "/robots.txt" => stream.write_all(&missing()),
        _ => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nX: ")?;
            loop {
                stream.write_all(b"x")?;
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    });
    let good = Server::of(vec![("/feed", rss(&["/a"])), ("/a", ok("Tide."))]);
    let mut all: Vec<String> = ["/page", "/cut", "/half", "/latin", "/empty", "/gone"]
        .map(|path| server.url(path))
        .into();
    all.extend(feeds(&[&slow, &good]));
    let mut desk = Desk::new();
    let outcome = desk.run(&all);
    assert_eq!((outcome.new, outcome.failed), (1, 6));
    let state = |url: &str| desk.memory.feeds[url].clone();
    let status = |path: &str| state(&server.url(path)).status;
    assert!(
        status("/page").contains("text/html: an HTML page"),
        "{}",
        status("/page")
    );
    assert!(status("/cut").contains("broke off"), "{}", status("/cut"));
    assert!(
        status("/half").contains("broken feed"),
        "{}",
        status("/half")
    );
    assert!(
        status("/empty").contains("not a feed"),
        "{}",
        status("/empty")
    );
    assert!(status("/gone").contains("404"), "{}", status("/gone"));
    assert_eq!(status("/latin"), "ok");
    assert_eq!(state(&slow.url("/feed")).failures, 1);
    assert!(state(&slow.url("/feed")).not_before.is_some());
    desk.run(&all);
    assert_eq!(desk.memory.feeds[&server.url("/gone")].failures, 2);
}

#[test]
fn a_page_says_which_feed_to_use() {
    let page =
        "<html><head><link rel=alternate type='application/rss+xml' href='rss'></head></html>";
    let server = Server::of(vec![("/news/", ok(page))]);
    let mut fetcher = Desk::new().fetcher;
    let answer = fetcher.get(&server.url("/news/"), &crate::fetch::Condition::default());
    let Ok(crate::fetch::Answer::Fetched(fetched)) = answer else {
        panic!("no page");
    };
    let error = format!("{:#}", entry::listing(&fetched).expect_err("a page"));
    assert!(
        error.contains(&format!(
            "hint: the page names this feed: {}",
            server.url("/news/rss")
        )),
        "{error}"
    );
}

#[test]
fn what_a_feed_asks_for_is_left_alone_until_then() {
    let server = Server::of(vec![(
        "/feed",
        answer("503 Busy", "Retry-After: 3600\r\n", b""),
    )]);
    let mut desk = Desk::new();
    assert_eq!(desk.run(&feeds(&[&server])).failed, 1);
    // Another run of the program, with the same memory.
    let mut later = Desk::new();
    later.memory = desk.memory;
    let outcome = later.run(&feeds(&[&server]));
    assert_eq!(outcome.failed, 0, "it was not asked");
    assert_eq!(server.count("/feed"), 1);
}

#[test]
fn an_article_that_fails_is_tried_again_but_not_for_ever() {
    let server = Server::new(|request, stream| {
        stream.write_all(&match request.path.as_str() {
            "/feed" if request.headers.contains_key("if-none-match") => {
                answer("304 Not Modified", "", b"")
            }
            "/feed" => rss(&["/blank", "/gone", "/a"]),
            "/blank" => ok(""),
            "/a" => ok("Tide."),
            _ => missing(),
        })
    });
    let feeds = feeds(&[&server]);
    let mut desk = Desk::new();
    let mut watch = Watch::new(&feeds, desk.options);
    let mut tallies = Vec::new();
    for _ in 0..5 {
        let mut sink = |page: Page, name: &str| {
            if page.bytes.is_empty() {
                return Ok(Added::Failed(anyhow::anyhow!("nothing to read")));
            }
            desk.pages.push((name.to_owned(), page));
            Ok(Added::New)
        };
        let printer = Printer::new(Color::Never);
        let round = watch.round(
            &mut desk.fetcher,
            &mut desk.memory,
            &mut sink,
            &printer,
            &desk.stop,
        );
        tallies.push(round.expect("a memory that works").remove(0).1);
        desk.memory
            .articles
            .insert(server.url("/a"), clock::stamp());
        let kept = desk.memory.feeds[&feeds[0]].etag.is_some();
        assert_eq!(kept, tallies.len() >= 3, "{tallies:?}");
    }
    let lines: Vec<String> = tallies.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "1 new, 2 failed",
            "0 new, 1 known, 1 failed, 1 given up",
            "0 new, 1 known, 1 failed, 1 given up",
            "unchanged, 1 known, 2 given up",
            "unchanged, 1 known, 2 given up",
        ]
    );
    assert_eq!((server.count("/blank"), server.count("/gone")), (3, 1));
}

#[test]
fn an_article_whose_site_is_busy_is_left_for_later() {
    let busy = Server::of(vec![
        ("/a", answer("503 Busy", "", b"")),
        ("/b", ok("Tide.")),
    ]);
    let links = [
        busy.url("/a"),
        busy.url("/b"),
        "/c".to_owned(),
        "mailto:desk@tarn.example".to_owned(),
    ];
    let page = rss(&links.each_ref().map(String::as_str));
    let server = Server::new(move |request, stream| match request.path.as_str() {
        "/feed" => stream.write_all(&page),
        "/c" => stream.write_all(&ok("Tide.")),
        _ => stream.write_all(&missing()),
    });
    let mut desk = Desk::new();
    let outcome = desk.run(&feeds(&[&server]));
    assert_eq!((outcome.new, outcome.failed), (1, 1));
    assert_eq!(desk.names(), [server.url("/c")]);
    assert_eq!(busy.count("/b"), 0);
    let state = &desk.memory.feeds[&server.url("/feed")];
    assert_eq!(state.etag, None, "the feed must list them again");
}

#[test]
fn known_articles_are_looked_at_again_when_asked_to() {
    let server = Server::new(|request, stream| {
        stream.write_all(&match request.path.as_str() {
            "/feed" => rss(&["/old", "/fresh", "/same", "/edited"]),
            "/same" if request.headers.contains_key("if-modified-since") => {
                answer("304 Not Modified", "", b"")
            }
            "/robots.txt" => missing(),
            "/edited" => ok("Low tide."),
            _ => ok("Tide."),
        })
    });
    let mut desk = Desk::new();
    for (path, time) in [
        ("/old", "2001-03-04T10:00:00Z".to_owned()),
        ("/same", "2001-03-04T10:00:00Z".to_owned()),
        ("/edited", "2001-03-04T10:00:00Z".to_owned()),
        ("/fresh", clock::stamp()),
    ] {
        desk.memory.articles.insert(server.url(path), time);
    }
    assert_eq!(desk.run(&feeds(&[&server])).new, 0);
    assert_eq!(server.count("/old"), 0, "nobody asked to");
    desk.options.again = Some(SignedDuration::from_hours(24));
    let outcome = desk.run(&feeds(&[&server]));
    assert_eq!((outcome.new, outcome.changed, outcome.failed), (0, 1, 0));
    let counts = ["/old", "/same", "/fresh"].map(|path| server.count(path));
    assert_eq!(counts, [1, 1, 0]);
    let requests = server.requests();
    let old = requests.iter().find(|request| request.path == "/old");
    let since = &old.expect("a request").headers["if-modified-since"];
    assert_eq!(since, "Sun, 04 Mar 2001 10:00:00 GMT");
}

#[test]
fn rounds_go_on_until_somebody_stops_them() {
    let count = AtomicUsize::new(0);
    let stop = Stop::default();
    let wish = stop.clone();
    let server = Server::new(move |request, stream| {
        if request.path == "/feed" && count.fetch_add(1, Ordering::SeqCst) == 2 {
            wish.ask();
        }
        stream.write_all(&match request.path.as_str() {
            "/feed" => rss(&["/a"]),
            "/a" => ok("Tide."),
            _ => missing(),
        })
    });
    let mut desk = Desk::new();
    desk.stop = stop;
    desk.options.once = false;
    desk.memory
        .articles
        .insert(server.url("/a"), clock::stamp());
    let outcome = desk.run(&feeds(&[&server]));
    assert_eq!((outcome.rounds, server.count("/feed")), (3, 3));
}

#[test]
fn a_stop_leaves_the_rest_for_the_next_run() {
    let stop = Stop::default();
    let wish = stop.clone();
    let server = Server::new(move |request, stream| {
        if request.path == "/a" {
            wish.ask();
        }
        stream.write_all(&match request.path.as_str() {
            "/feed" => rss(&["/a", "/b"]),
            "/robots.txt" => missing(),
            _ => ok("Tide."),
        })
    });
    let mut desk = Desk::new();
    desk.stop = stop;
    assert_eq!(desk.run(&feeds(&[&server])).new, 1);
    assert_eq!(server.count("/b"), 0);
    assert_eq!(desk.memory.feeds[&server.url("/feed")].etag, None);
    let mut next = Desk::new();
    next.memory = desk.memory;
    next.run(&feeds(&[&server]));
    assert_eq!(next.names(), [server.url("/b")]);
}
