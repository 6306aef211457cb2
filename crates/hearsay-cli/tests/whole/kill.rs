//! `add` killed at any moment, and two at once: nothing is lost, nothing doubled.
//!
//! `HEARSAY_KILLS` and `HEARSAY_ARTICLES` make it longer: `just kills`.

use std::time::Duration;

use crate::articles::{Chance, article};
use crate::program::{Folder, done, hearsay, run};

/// A number of the environment.
fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |text| text.parse().expect("a number"))
}

/// A folder with so many articles: pages, and JSON lines.
fn inputs(name: &str, count: usize) -> Folder {
    let folder = Folder::new(name);
    let mut lines = String::new();
    for number in 0..count {
        let article = article(number, 2);
        if number % 2 == 0 {
            folder.write(&format!("in/pages/{number:05}.html"), article.html());
        } else {
            lines.push_str(&article.json());
            lines.push('\n');
        }
    }
    folder.write("in/lines.jsonl", lines);
    folder
}

/// How long that takes, so that the kills can be spread over it.
#[expect(
    clippy::disallowed_methods,
    reason = "only the pace of the kills depends on it"
)]
fn milliseconds<T>(work: impl FnOnce() -> T) -> usize {
    let start = std::time::Instant::now();
    work();
    start.elapsed().as_millis() as usize
}

#[test]
fn killed_at_any_moment_it_goes_on_where_it_was() {
    let (kills, count) = (number("HEARSAY_KILLS", 12), number("HEARSAY_ARTICLES", 120));
    let folder = inputs("kill", count);
    let reading = milliseconds(|| done(&folder, &["add", "in", "--ledger", "whole.db"]));
    let passing = milliseconds(|| done(&folder, &["add", "in", "--ledger", "whole.db"]));
    let whole = done(
        &folder,
        &["export", "--format", "jsonl", "--ledger", "whole.db"],
    );
    let readings = whole
        .lines()
        .filter(|line| line.contains(r#""type":"reading""#));
    assert_eq!(readings.count(), count);
    let mut chance = Chance::new(7);
    let mut killed = 0;
    for at in 0..kills {
        let mut child = hearsay(&folder, &["add", "in", "--ledger", "killed.db"])
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the program starts");
        // On average each run gets on by half of its part of the whole; the later, the more is there to be
        // passed over before something new is stored.
        let longest = 40 + reading / kills + passing * (at + 1) / kills;
        std::thread::sleep(Duration::from_millis(chance.below(longest) as u64));
        killed += usize::from(child.try_wait().expect("a state").is_none());
        child.kill().expect("killed");
        child.wait().expect("gone");
    }
    assert!(
        killed * 2 >= kills,
        "most runs were killed before their end: {killed} of {kills}"
    );
    done(&folder, &["add", "in", "--ledger", "killed.db"]);
    done(&folder, &["verify", "--ledger", "killed.db"]);
    let after = done(
        &folder,
        &["export", "--format", "jsonl", "--ledger", "killed.db"],
    );
    assert!(after == whole, "the ledger is that of an undisturbed run");
    println!("{killed} runs killed, {count} articles: the export is that of an undisturbed run");
    let again = run(&folder, &["add", "in", "--ledger", "killed.db", "--json"]);
    let summary: serde_json::Value = serde_json::from_slice(&again.stdout).expect("JSON");
    assert_eq!(
        (&summary["new"], &summary["unchanged"]),
        (&0.into(), &count.into())
    );
}

#[test]
fn two_at_once_wait_for_each_other() {
    let folder = inputs("two", 60);
    done(&folder, &["add", "in", "--ledger", "one.db"]);
    let pair: Vec<_> = (0..2)
        .map(|_| {
            hearsay(&folder, &["add", "in", "--ledger", "two.db", "--jobs", "1"])
                .stderr(std::process::Stdio::null())
                .spawn()
                .expect("the program starts")
        })
        .collect();
    for mut child in pair {
        assert!(child.wait().expect("an end").success());
    }
    done(&folder, &["verify", "--ledger", "two.db"]);
    let export = |ledger: &str| {
        done(
            &folder,
            &["export", "--format", "jsonl", "--ledger", ledger],
        )
    };
    assert!(
        export("one.db") == export("two.db"),
        "the order of writing does not show"
    );
}
