//! How fast the reading room answers when many read at once, while an `add` goes on beside it.
//!
//! `cargo bench -p hearsay-cli --bench serve [-- ARTICLES]` (10,000). The ledger is made by rule, as for the benchmark of
//! claims: stories with copies, citations and denials. The server is a process of its own; 50 readers ask over connections
//! that stay open. They ask at once again (what is the limit?), or once a second, as one who clicks quickly. Readers run
//! on the same machine, so that their work is in the figures. A page is compared with the stylesheet, a file that the same
//! server sends out of memory in the same minute.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../tests/whole/articles.rs"]
mod articles;
#[path = "serve/fill.rs"]
mod fill;
#[path = "../../hearsay/benches/claims/made.rs"]
mod made;
#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../tests/whole/program.rs"]
mod program;
#[path = "serve/readers.rs"]
mod readers;
#[path = "../../hearsay/benches/claims/stored.rs"]
mod stored;

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::time::Duration;

use program::{Folder, hearsay, peak_memory};
use readers::{Crowd, Times};

/// Readers at once.
const READERS: usize = 50;

fn main() {
    // `cargo test --benches` runs this too: a small round then.
    let whole = std::env::args().any(|argument| argument == "--bench");
    let asked = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok());
    let count: usize = asked.unwrap_or(if whole { 10_000 } else { 30 });
    let (seconds, readers) = if whole { (20, READERS) } else { (1, 4) };
    let folder = Folder::new("bench-serve");
    let ids = fill::ledger(&folder.path().join("room.db"), count);
    for number in 0..if whole { 3_000 } else { 3 } {
        let page = articles::article(number, 8).html();
        folder.write(&format!("in/{number:05}.html"), page);
    }
    let server = Server::start(&folder);
    println!(
        "{count} articles, {} claims, {readers} readers, {} processors for them, the server and the `add`; milliseconds\n",
        ids.claims.len(),
        std::thread::available_parallelism().map_or(1, usize::from)
    );
    for (pause, adding) in [(1_000, false), (1_000, true), (0, false), (0, true)] {
        let add = adding.then(|| Add::start(&folder));
        let crowd = Crowd {
            address: server.address.clone(),
            readers,
            pause: Duration::from_millis(pause),
            lasts: Duration::from_secs(seconds),
        };
        let times = crowd.read(&ids);
        let added = add.is_none_or(Add::ran_on);
        tell(&times, &crowd, adding, added);
    }
    println!(
        "\npeak memory of the server: {} MiB",
        peak_memory(server.child.id()).unwrap_or(0) / 1024
    );
}

/// Prints a table.
fn tell(times: &Times, crowd: &Crowd, adding: bool, added: bool) {
    let rate = times.count() as f64 / crowd.lasts.as_secs_f64();
    let pause = if crowd.pause.is_zero() {
        "ask again at once".to_owned()
    } else {
        format!("ask every {} ms", crowd.pause.as_millis())
    };
    let beside = match (adding, added) {
        (false, _) => "nothing beside it",
        (true, true) => "an `add` beside it",
        (true, false) => "an `add` beside it, which came to its end before",
    };
    println!("\nReaders {pause}, {beside}: {rate:.0} answers a second\n");
    println!("| page | answers | median | 95th percentile | by the file's median |");
    println!("|---|---|---|---|---|");
    let file = times.of("file").map_or(0.0, |file| file.at(0.5));
    for (name, kind) in times.kinds() {
        let (median, late) = (kind.at(0.5), kind.at(0.95));
        println!(
            "| {name} | {} | {median:.1} | {late:.1} | {:.1} |",
            kind.count(),
            median / file
        );
    }
    let all = times.all();
    println!(
        "| all | {} | {:.1} | {:.1} | {:.1} |",
        all.count(),
        all.at(0.5),
        all.at(0.95),
        all.at(0.5) / file
    );
}

/// The reading room as a process.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(folder: &Folder) -> Self {
        let mut child = hearsay(
            folder,
            &["serve", "--ledger", "room.db", "--bind", "127.0.0.1:0"],
        )
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
        let told = child.stderr.take().expect("its words");
        let mut line = String::new();
        BufReader::new(told).read_line(&mut line).expect("a line");
        let address = line
            .split_once("http://")
            .and_then(|(_, rest)| rest.split_once('/'));
        let (address, _) = address.unwrap_or_else(|| panic!("no address in {line}"));
        Self {
            child,
            address: address.to_owned(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An `add` as a process.
struct Add(Child);

impl Add {
    fn start(folder: &Folder) -> Self {
        let add = hearsay(folder, &["add", "in", "--ledger", "room.db", "--jobs", "1"])
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn();
        Self(add.expect("the program starts"))
    }

    /// Ends it; whether it ran until now.
    fn ran_on(mut self) -> bool {
        self.0.try_wait().expect("a state").is_none()
    }
}

impl Drop for Add {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
