//! One claim with everything that belongs to it: its words and status, who stands for it and who against, how it
//! went on, and the words of each statement.

use hearsay::account::{Bearing, Claim, Statement};
use hearsay::export::Shelf;
use hearsay::voice::SourceKind;

use super::{columns, count, first_seen, quoted, short, tally, voices};
use crate::view::Screen;
use crate::view::look::Look;
use crate::view::wrap::Wrap;

/// The dossier.
pub(crate) fn view(shelf: &Shelf<'_>, claim: &Claim, screen: Screen) -> String {
    let mut out = String::new();
    line(&mut out, screen, "", &claim.text, Look::STRONG);
    line(
        &mut out,
        screen,
        "",
        &format!("{} · {}", claim.status, tally(claim)),
        Look::PLAIN,
    );
    let first =
        first_seen(shelf, claim).unwrap_or_else(|| "no dated article asserts it".to_owned());
    line(
        &mut out,
        screen,
        "",
        &format!("first seen: {first}"),
        Look::FAINT,
    );
    line(
        &mut out,
        screen,
        "",
        &format!("claim {}", claim.id),
        Look::FAINT,
    );
    sides(&mut out, shelf, claim, screen);
    for (heading, stances) in [
        ("Doubts", [Bearing::Doubts]),
        ("Reports without a side", [Bearing::Reports]),
    ] {
        let statements = claim.bearing(&stances);
        if !statements.is_empty() {
            out.push('\n');
            out.push_str(&side(shelf, heading, &statements, screen));
        }
    }
    history(&mut out, shelf, claim, screen);
    evidence(&mut out, shelf, claim, screen);
    copies(&mut out, shelf, claim, screen);
    out
}

/// Who stands for it and who against, side by side where the screen is wide enough.
fn sides(out: &mut String, shelf: &Shelf<'_>, claim: &Claim, screen: Screen) {
    let holds = claim.bearing(&[Bearing::Asserts, Bearing::Confirms]);
    let denies = claim.bearing(&[Bearing::Denies]);
    out.push('\n');
    match columns::halves(screen).filter(|_| !denies.is_empty()) {
        Some(half) => columns::beside(
            out,
            half,
            &side(shelf, "For", &holds, half),
            &side(shelf, "Against", &denies, half),
        ),
        None => {
            out.push_str(&side(shelf, "For", &holds, screen));
            out.push('\n');
            out.push_str(&side(shelf, "Against", &denies, screen));
        }
    }
}

/// Statements under the origins that they go back to.
fn side(shelf: &Shelf<'_>, heading: &str, statements: &[&Statement], screen: Screen) -> String {
    let mut out = String::new();
    line(&mut out, screen, "", heading, Look::STRONG);
    if statements.is_empty() {
        line(&mut out, screen, "", "nobody", Look::FAINT);
    }
    let mut groups: Vec<(Option<&str>, Vec<&Statement>)> = Vec::new();
    for statement in statements {
        let origin = statement.origin.as_deref();
        match groups.iter_mut().find(|(known, _)| *known == origin) {
            Some((_, group)) => group.push(statement),
            None => groups.push((origin, vec![statement])),
        }
    }
    // Those that cannot be followed come last.
    groups.sort_by_key(|(origin, _)| origin.is_none());
    for (origin, group) in groups {
        let name = origin.map_or_else(
            || "no origin that can be followed".to_owned(),
            |id| who(shelf, id),
        );
        line(&mut out, screen, "", &name, Look::SOURCE);
        for statement in group {
            let mut wrap = Wrap::new(&mut out, screen, "  ", "    ");
            wrap.text(&shelf.place(&statement.article), Look::PLAIN);
            let how = match statement.stance {
                Bearing::Confirms => " · confirms",
                _ => "",
            };
            wrap.text(
                &format!("{how} · {}", short(&statement.attribution)),
                Look::FAINT,
            );
            wrap.end();
        }
    }
    out
}

/// An origin, with what it is where its name does not say so.
fn who(shelf: &Shelf<'_>, id: &str) -> String {
    match shelf.origin(id) {
        Some(origin) => match origin.kind {
            SourceKind::Person | SourceKind::Organization | SourceKind::Outlet => {
                origin.who.clone()
            }
            kind => format!("{} ({kind})", origin.who),
        },
        None => short(id),
    }
}

/// How its status came about.
fn history(out: &mut String, shelf: &Shelf<'_>, claim: &Claim, screen: Screen) {
    if claim.history.is_empty() {
        return;
    }
    out.push('\n');
    line(out, screen, "", "How it went on", Look::STRONG);
    for turn in &claim.history {
        let day = turn.date.as_deref().unwrap_or("no date");
        let mut wrap = Wrap::new(out, screen, &format!("{day:<12}"), "            ");
        wrap.text(turn.status.name(), Look::CUE);
        if let Some(statement) = find(claim, &turn.attribution) {
            wrap.text(
                &format!(
                    " — {} {}",
                    voices(shelf, statement),
                    stance_words(statement.stance)
                ),
                Look::PLAIN,
            );
            wrap.text(
                &format!(
                    " · {} · {}",
                    shelf.outlet(&statement.article),
                    short(&turn.attribution)
                ),
                Look::FAINT,
            );
        }
        wrap.end();
    }
}

/// The words of each statement, with where they stand.
fn evidence(out: &mut String, shelf: &Shelf<'_>, claim: &Claim, screen: Screen) {
    out.push('\n');
    let heading = format!("Evidence: {}", count(claim.statements.len(), "statement"));
    line(out, screen, "", &heading, Look::STRONG);
    for statement in &claim.statements {
        let mut wrap = Wrap::new(out, screen, "", INDENT);
        wrap.text(&short(&statement.attribution), Look::STRONG);
        wrap.glue();
        wrap.glue();
        wrap.text(statement.stance.name(), Look::CUE);
        wrap.text(
            &format!(" · {}", shelf.place(&statement.article)),
            Look::FAINT,
        );
        wrap.end();
        let mut wrap = Wrap::new(out, screen, INDENT, INDENT);
        wrap.text(&voices(shelf, statement), Look::SOURCE);
        wrap.text(" — ", Look::FAINT);
        if let Some((_, value)) = shelf.attribution(&statement.attribution)
            && let Some(cue) = &value.cue
        {
            wrap.text(&cue.text, Look::CUE);
            wrap.text(" — ", Look::FAINT);
        }
        let words = quoted(shelf, statement);
        wrap.text(
            if words.is_empty() {
                "(not given)"
            } else {
                words
            },
            Look::CONTENT,
        );
        wrap.end();
    }
}

/// Which of its articles are one text.
fn copies(out: &mut String, shelf: &Shelf<'_>, claim: &Claim, screen: Screen) {
    let articles = claim.articles();
    let groups: Vec<String> = shelf
        .account
        .copies
        .iter()
        .map(|group| {
            let here = group.iter().filter(|id| articles.contains(&id.as_str()));
            here.map(|id| shelf.place(id)).collect::<Vec<_>>()
        })
        .filter(|group| group.len() > 1)
        .map(|group| group.join(" = "))
        .collect();
    if groups.is_empty() {
        return;
    }
    out.push('\n');
    line(
        out,
        screen,
        "",
        "One text, the earliest first",
        Look::STRONG,
    );
    for group in groups {
        line(out, screen, "- ", &group, Look::PLAIN);
    }
}

/// What stands before the words of a statement.
const INDENT: &str = "          ";

fn find<'a>(claim: &'a Claim, attribution: &str) -> Option<&'a Statement> {
    let mut statements = claim.statements.iter();
    statements.find(|one| one.attribution == attribution)
}

pub(crate) const fn stance_words(stance: Bearing) -> &'static str {
    match stance {
        Bearing::Asserts => "asserts it",
        Bearing::Denies => "denies it",
        Bearing::Confirms => "confirms it",
        Bearing::Doubts => "doubts it",
        Bearing::Reports => "speaks of it",
    }
}

fn line(out: &mut String, screen: Screen, label: &str, text: &str, look: Look) {
    let mut wrap = Wrap::new(out, screen, label, "  ");
    wrap.text(text, look);
    wrap.end();
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn shown(columns: usize) -> String {
        let (account, readings) = sample::bridge();
        let screen = Screen {
            colour: false,
            columns,
        };
        view(&Shelf::new(&account, &readings), &account.claims[0], screen)
    }

    #[test]
    fn both_sides_stand_beside_each_other() {
        let shown = shown(80);
        assert!(
            shown.contains(
                "For                                      Against\n\
                 Ines Varga                               the road office\n"
            ),
            "{shown}"
        );
    }

    #[test]
    fn on_a_narrow_screen_they_stand_one_under_the_other() {
        let shown = shown(40);
        let at = |words: &str| {
            shown
                .find(words)
                .unwrap_or_else(|| panic!("{words}: {shown}"))
        };
        assert!(at("\nFor\n") < at("Ines Varga"));
        assert!(at("Ines Varga") < at("\nAgainst\n"));
        assert!(
            shown.lines().all(|line| line.chars().count() <= 40),
            "{shown}"
        );
    }

    #[test]
    fn what_cannot_be_followed_is_said() {
        let shown = shown(80);
        assert!(shown.contains("no origin that can be followed"), "{shown}");
        assert!(
            shown.contains("Ostrel Post, 2031-05-01 = Quay News, no date"),
            "{shown}"
        );
    }
}
