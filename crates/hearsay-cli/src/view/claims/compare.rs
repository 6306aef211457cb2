//! Two articles: what they share and where they part.

use hearsay::account::{Bearing, Claim, Statement};
use hearsay::export::Shelf;
use hearsay::reading::Reading;

use super::{columns, count, quoted, short, voices};
use crate::claims::Comparison;
use crate::view::Screen;
use crate::view::look::Look;
use crate::view::wrap::Wrap;

/// The comparison.
pub(crate) fn view(
    shelf: &Shelf<'_>,
    readings: [&Reading; 2],
    found: &Comparison<'_>,
    screen: Screen,
) -> String {
    let mut out = String::new();
    for (name, reading) in ["A", "B"].iter().zip(readings) {
        let article = &reading.article;
        let mut wrap = Wrap::new(&mut out, screen, &format!("{name}  "), "   ");
        wrap.text(&shelf.place(&article.id), Look::STRONG);
        if let Some(title) = &article.title {
            wrap.text(&format!(": {title}"), Look::PLAIN);
        }
        wrap.text(&format!(" · {}", short(&article.id)), Look::FAINT);
        wrap.end();
    }
    copied(&mut out, readings, found, screen);
    heading(&mut out, screen, "What both claim");
    if found.shared.is_empty() {
        line(&mut out, screen, "", "nothing");
    }
    for both in &found.shared {
        claim(&mut out, both.whole, screen);
        if !both.differ {
            alike(&mut out, shelf, &both.statements[0], screen);
            continue;
        }
        for (name, statements) in ["A", "B"].iter().zip(&both.statements) {
            for statement in statements {
                said(&mut out, shelf, name, statement, screen);
            }
        }
        line(&mut out, screen, "  ", "They part here.");
    }
    if !found.sources.is_empty() {
        heading(&mut out, screen, "Whom both have it from");
        for source in &found.sources {
            line(&mut out, screen, "- ", source);
        }
    }
    if !found.citations.is_empty() {
        heading(&mut out, screen, "Who names whom");
        for one in &found.citations {
            let (from, to) = if one.from == readings[0].article.id {
                ("A", "B")
            } else {
                ("B", "A")
            };
            line(
                &mut out,
                screen,
                "- ",
                &format!("{from} names {to}: “{}”", one.words),
            );
        }
    }
    only(&mut out, shelf, readings, found, screen);
    out
}

fn copied(out: &mut String, readings: [&Reading; 2], found: &Comparison<'_>, screen: Screen) {
    heading(out, screen, "Text");
    let copied = &found.copied;
    if copied.words == 0 {
        line(out, screen, "", "no passage stands in both");
        return;
    }
    let first = match &copied.first {
        Some(id) if *id == readings[0].article.id => "; A was first",
        Some(_) => "; B was first",
        None => "; which was first is not known",
    };
    let told = format!(
        "{} of {} words of A and {} of B stand in both, {:.0}% of the shorter{first}",
        copied.words,
        copied.of[0],
        copied.of[1],
        copied.share * 100.0
    );
    line(out, screen, "", &told);
    for change in &copied.changes {
        let mut wrap = Wrap::new(out, screen, "  ", "    ");
        wrap.text(&format!("… {} ", change.before), Look::PLAIN);
        for (name, words, look) in [("A", &change.a, Look::CUE), ("B", &change.b, Look::SOURCE)] {
            let words = if words.is_empty() { "(nothing)" } else { words };
            wrap.text(&format!("[{name}: {words}]"), look);
            wrap.text(" ", Look::PLAIN);
        }
        wrap.text(&format!("{} …", change.after), Look::PLAIN);
        wrap.end();
    }
}

/// The claims that only one of them bears on.
fn only(
    out: &mut String,
    shelf: &Shelf<'_>,
    readings: [&Reading; 2],
    found: &Comparison<'_>,
    screen: Screen,
) {
    if found.only.iter().all(Vec::is_empty) {
        return;
    }
    out.push('\n');
    let side = |at: usize, screen: Screen| {
        let mut out = String::new();
        let name = ["Only in A", "Only in B"][at];
        let mut wrap = Wrap::new(&mut out, screen, "", "");
        wrap.text(name, Look::STRONG);
        wrap.end();
        if found.only[at].is_empty() {
            line(&mut out, screen, "", "nothing");
        }
        let id = &readings[at].article.id;
        for one in &found.only[at] {
            let here = one.statements.iter().find(|said| said.article == *id);
            let how = here.map_or(String::new(), |said| {
                format!(" · {} {}", voices(shelf, said), said.stance)
            });
            let mut wrap = Wrap::new(&mut out, screen, "- ", "  ");
            wrap.text(&one.text, Look::PLAIN);
            wrap.text(&format!("{how} · {}", short(&one.id)), Look::FAINT);
            wrap.end();
        }
        out
    };
    match columns::halves(screen) {
        Some(half) => columns::beside(out, half, &side(0, half), &side(1, half)),
        None => out.push_str(&format!("{}\n{}", side(0, screen), side(1, screen))),
    }
}

fn claim(out: &mut String, claim: &Claim, screen: Screen) {
    let mut wrap = Wrap::new(out, screen, "", "          ");
    wrap.text(&short(&claim.id), Look::STRONG);
    wrap.glue();
    wrap.glue();
    wrap.text(&claim.text, Look::PLAIN);
    wrap.text(
        &format!(
            " ({}, {})",
            claim.status,
            count(claim.articles().len(), "article")
        ),
        Look::FAINT,
    );
    wrap.end();
}

/// What both do with a claim, and on whose word.
fn alike(out: &mut String, shelf: &Shelf<'_>, statements: &[&Statement], screen: Screen) {
    let mut told: Vec<String> = Vec::new();
    for statement in statements {
        let origin = statement.origin.as_deref().and_then(|id| shelf.origin(id));
        let one = match origin {
            Some(origin) => format!("{} ({})", statement.stance, origin.who),
            None => statement.stance.to_string(),
        };
        if !told.contains(&one) {
            told.push(one);
        }
    }
    line(out, screen, "  both: ", &told.join(", "));
}

fn said(out: &mut String, shelf: &Shelf<'_>, name: &str, statement: &Statement, screen: Screen) {
    let mut wrap = Wrap::new(out, screen, &format!("  {name}  "), "     ");
    let look = match statement.stance {
        Bearing::Asserts | Bearing::Reports => Look::PLAIN,
        _ => Look::CUE,
    };
    wrap.text(statement.stance.name(), look);
    wrap.text(" — ", Look::FAINT);
    wrap.text(&voices(shelf, statement), Look::SOURCE);
    wrap.text(" — ", Look::FAINT);
    wrap.text(quoted(shelf, statement), Look::CONTENT);
    wrap.text(
        &format!(" · {}", short(&statement.attribution)),
        Look::FAINT,
    );
    wrap.end();
}

fn heading(out: &mut String, screen: Screen, words: &str) {
    out.push('\n');
    let mut wrap = Wrap::new(out, screen, "", "");
    wrap.text(words, Look::STRONG);
    wrap.end();
}

fn line(out: &mut String, screen: Screen, label: &str, words: &str) {
    let mut wrap = Wrap::new(out, screen, label, "  ");
    wrap.text(words, Look::PLAIN);
    wrap.end();
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn two_articles_share_claims_and_part() {
        let (account, readings) = sample::bridge();
        let shelf = Shelf::new(&account, &readings);
        let found = Comparison::new(&shelf, &readings[2], &readings[3]);
        let screen = Screen {
            colour: false,
            columns: 80,
        };
        assert_eq!(
            view(&shelf, [&readings[2], &readings[3]], &found, screen),
            "\
A  Lund Courier, 2031-05-02 · a0000003
B  Weir Herald, 2031-05-03 · a0000004

Text
no passage stands in both

What both claim
c0000001  The bridge at Lund will be closed in May (contested, 5 articles)
  A  asserts — the Ostrel Post — the bridge would be closed · b0000003
  B  denies — the road office — There are no plans to close it · b0000004
  B  denies — (not in the ledger) — · b0000006
  B  doubts — (not in the ledger) — · b0000007
  They part here.
"
        );
    }

    #[test]
    fn a_copy_is_told_with_what_only_it_claims() {
        let (account, readings) = sample::bridge();
        let shelf = Shelf::new(&account, &readings);
        let found = Comparison::new(&shelf, &readings[0], &readings[1]);
        let screen = Screen {
            colour: false,
            columns: 40,
        };
        let shown = view(&shelf, [&readings[0], &readings[1]], &found, screen);
        assert!(
            shown.contains("12 of 12 words of A and 12 of B stand in\n  both, 100% of the shorter; which was\n  first is not known\n"),
            "{shown}"
        );
        assert!(
            shown.contains("Whom both have it from\n- Ines Varga\n"),
            "{shown}"
        );
        assert!(
            shown.contains("Only in A\nnothing\n\nOnly in B\n- The mayor has sold the ferry"),
            "{shown}"
        );
    }
}
