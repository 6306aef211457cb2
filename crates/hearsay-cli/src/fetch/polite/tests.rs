//! Politeness to a server of the test's own. No test waits for a pause: each looks whether one is due.

use std::io::Write;

use super::super::server::{Server, answer, moved, ok};
use super::*;

const LONG: Duration = Duration::from_secs(3600);

fn polite(pause: Duration, stop: &Stop) -> Polite {
    Polite::new(Limits::of(1 << 20), Reach::Everywhere, pause, stop.clone())
}

fn hasty() -> Polite {
    polite(Duration::ZERO, &Stop::default())
}

fn get(polite: &mut Polite, url: &str) -> Result<(), String> {
    let answer = polite.get(url, &Condition::default());
    answer.map(|_| ()).map_err(|error| error.to_string())
}

#[test]
fn robots_txt_is_read_once_and_obeyed() {
    let file = ok("User-agent: *\nDisallow: /\n\nUser-agent: hearsay\nDisallow: /draft\n");
    let server = Server::of(vec![
        ("/robots.txt", file),
        ("/a", ok("Tide.")),
        ("/draft/b", ok("secret")),
        ("/c", moved("/draft/b")),
    ]);
    let mut polite = hasty();
    assert_eq!(get(&mut polite, &server.url("/a")), Ok(()));
    for path in ["/draft/b", "/c"] {
        let error = get(&mut polite, &server.url(path)).expect_err("forbidden");
        assert!(error.contains("robots.txt asks"), "{path}: {error}");
    }
    assert_eq!(server.count("/robots.txt"), 1);
    assert_eq!(server.count("/draft/b"), 0);
    let agent = &server.requests()[0].headers["user-agent"];
    assert!(agent.contains("feeds that a person follows"), "{agent}");
}

#[test]
fn a_robots_txt_that_is_not_there_allows_everything() {
    let server = Server::of(vec![("/a", ok("Tide."))]);
    assert_eq!(get(&mut hasty(), &server.url("/a")), Ok(()));
    let elsewhere = Server::of(vec![
        ("/robots.txt", moved("/r")),
        ("/r", ok("User-agent: *\nDisallow: /a")),
        ("/a", ok("Tide.")),
    ]);
    assert!(get(&mut hasty(), &elsewhere.url("/a")).is_err());
}

#[test]
fn a_robots_txt_that_cannot_be_read_forbids_everything() {
    for status in ["500 Oops", "503 Busy", "429 Slower"] {
        let server = Server::of(vec![
            ("/robots.txt", answer(status, "", b"")),
            ("/a", ok("Tide.")),
        ]);
        let mut polite = hasty();
        let error = get(&mut polite, &server.url("/a")).expect_err("forbidden");
        assert!(
            error.contains("robots.txt cannot be read"),
            "{status}: {error}"
        );
        let error = get(&mut polite, &server.url("/a")).expect_err("resting");
        assert!(error.contains("left alone until"), "{status}: {error}");
        assert_eq!(server.requests().len(), 1, "{status}");
    }
    let broken =
        Server::new(|_, stream| stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nU"));
    assert!(get(&mut hasty(), &broken.url("/a")).is_err());
    assert_eq!(broken.count("/a"), 0);
}

#[test]
fn only_the_beginning_of_a_long_robots_txt_counts() {
    let mut file = "User-agent: *\nDisallow: /draft\n".to_owned();
    file.push_str(&"# tide\n".repeat(100_000));
    file.push_str("Disallow: /a\n");
    let server = Server::of(vec![("/robots.txt", ok(&file)), ("/a", ok("Tide."))]);
    let mut polite = hasty();
    assert_eq!(get(&mut polite, &server.url("/a")), Ok(()));
    assert!(get(&mut polite, &server.url("/draft")).is_err());
}

#[test]
fn a_site_that_asks_for_patience_gets_it() {
    let server = Server::of(vec![
        ("/a", answer("429 Slower", "Retry-After: 7200\r\n", b"")),
        ("/b", ok("Tide.")),
    ]);
    let mut polite = hasty();
    let error = get(&mut polite, &server.url("/a")).expect_err("429");
    assert!(error.contains("answered 429"), "{error}");
    let rest = polite.rest(&server.url("/b")).expect("a rest");
    let wait = rest.duration_since(clock::now());
    assert!(wait > SignedDuration::from_mins(115) && wait <= SignedDuration::from_hours(2));
    polite.begin_round();
    assert!(
        get(&mut polite, &server.url("/b")).is_err(),
        "still resting"
    );
    assert_eq!(server.count("/b"), 0);
    // Another site is asked all the same.
    let other = Server::of(vec![("/b", ok("Tide."))]);
    assert_eq!(get(&mut polite, &other.url("/b")), Ok(()));
}

#[test]
fn a_rest_that_is_over_ends_with_the_round() {
    let server = Server::of(vec![
        ("/a", answer("503 Busy", "Retry-After: 0\r\n", b"")),
        ("/b", ok("Tide.")),
    ]);
    let mut polite = hasty();
    assert!(get(&mut polite, &server.url("/a")).is_err());
    assert!(
        get(&mut polite, &server.url("/b")).is_err(),
        "not in this round"
    );
    polite.begin_round();
    assert_eq!(get(&mut polite, &server.url("/b")), Ok(()));
    assert_eq!(polite.rest(&server.url("/b")), None);
}

#[test]
fn what_is_wrong_with_one_page_is_not_wrong_with_its_site() {
    let server = Server::of(vec![("/b", ok("Tide."))]);
    let mut polite = hasty();
    assert!(get(&mut polite, &server.url("/a")).is_err(), "404");
    assert_eq!(get(&mut polite, &server.url("/b")), Ok(()));
}

#[test]
fn a_pause_lies_between_two_requests() {
    let server = Server::of(vec![("/a", ok("Tide."))]);
    let stop = Stop::default();
    let mut polite = polite(LONG, &stop);
    assert_eq!(polite.wait(&server.url("/a")), Duration::ZERO);
    // The page would come an hour after robots.txt; whoever stops does not wait for it.
    let watch = stop.clone();
    let requests = std::thread::scope(|scope| {
        scope.spawn(|| {
            while server.requests().is_empty() {
                std::thread::yield_now();
            }
            watch.ask();
        });
        assert_eq!(
            get(&mut polite, &server.url("/a")),
            Err("stopped".to_owned())
        );
        server.requests()
    });
    assert_eq!(requests.len(), 1);
    assert!(polite.wait(&server.url("/b")) > LONG / 2);
    assert_eq!(polite.wait("http://tarn.example/"), Duration::ZERO);
}

#[test]
fn a_site_may_ask_for_a_longer_pause() {
    for (delay, least, most) in [("20", 10, 20), ("86400", 20, 30)] {
        let file = format!("User-agent: *\nCrawl-delay: {delay}\n");
        let server = Server::of(vec![("/robots.txt", ok(&file)), ("/a", ok("Tide."))]);
        let mut polite = hasty();
        assert_eq!(get(&mut polite, &server.url("/a")), Ok(()));
        let wait = polite.wait(&server.url("/a"));
        assert!(wait > Duration::from_secs(least), "{delay}: {wait:?}");
        assert!(wait <= Duration::from_secs(most), "{delay}: {wait:?}");
    }
}

#[test]
fn a_site_that_is_not_there_rests_a_minute() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/a", listener.local_addr().expect("an address"));
    drop(listener);
    let mut polite = hasty();
    for _ in 0..3 {
        assert!(get(&mut polite, &url).is_err());
    }
    let wait = polite
        .rest(&url)
        .expect("a rest")
        .duration_since(clock::now());
    assert!(wait <= SignedDuration::from_mins(1));
}
