//! What the reporting words say of their content: mode, stance, certainty.
//!
//! The tagger's cue often leaves out what turns it round ("could not | say"), so the words of its
//! verb group are read with it: auxiliaries, negations, adverbs and other reporting words beside
//! the cue, as far as they belong to no source and no content. Each row of the list says what its
//! word does, and what it does when negated: who did not say, declines; who does not deny,
//! half confirms.

use std::collections::HashSet;
use std::ops::Range;

use super::group::{REACH, group, is_passive, refers_on, rows};
use super::lists::{self, Found};
use super::why::Ground;
use super::{Certainty, Mode, Stance};
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Negator, Noun};

/// What the reporting words say, each with what gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Report {
    /// Speech, writing or thought.
    pub(super) mode: (Mode, Ground),
    /// The stance, negation counted.
    pub(super) stance: (Stance, Ground),
    /// How sure they sound.
    pub(super) certainty: (Certainty, Ground),
    /// Whether they are of the passive: "is said", "was rumoured".
    pub(super) passive: bool,
    /// Whether the word judges what it reports, so that a negated content is no denial: "complained".
    pub(super) grievance: bool,
    /// Whether the word is what outlets do: "reported", "quoted".
    pub(super) reports: bool,
    /// Whether the word only says that something is said, and so may report a denial: "said".
    pub(super) plain: bool,
    /// Whether it goes on with what was said before: "saying", "adding".
    pub(super) goes_on: bool,
    /// Whether it takes what it names as its object, so that a negative object negates it: "named | no
    /// one".
    pub(super) object: Option<Ground>,
    /// Whether it is what bodies do on paper: "estimates".
    pub(super) reckons: bool,
    /// Whether it calls something by a name: "branded".
    pub(super) calls: bool,
    /// Whether it turns to something else: "added".
    pub(super) adds: bool,
    /// Whether it says that no more is said: "saying only".
    pub(super) only: bool,
    /// Whether it is "told", which asks for what it says to do.
    pub(super) tells: bool,
}

impl Report {
    /// Whether they put something forth in nobody's name.
    pub(super) fn is_hearsay(&self) -> bool {
        self.passive || self.certainty.0 == Certainty::Unknown && self.stance.0 == Stance::Asserts
    }

    const fn plain(ground: Ground) -> Self {
        Self {
            mode: (Mode::Speech, ground),
            stance: (Stance::Asserts, ground),
            certainty: (Certainty::Certain, ground),
            passive: false,
            grievance: false,
            plain: true,
            reports: false,
            goes_on: false,
            object: None,
            reckons: false,
            calls: false,
            adds: false,
            only: false,
            tells: false,
        }
    }
}

/// Words behind "in" in which the paper is named: "in a short written reply".
const MEDIUM: usize = 6;

/// Words behind the cue that may negate it: "said nothing".
const BEHIND: usize = 3;

/// Reads the cue over these tokens. `taken` are the tokens of its source and content; `nobody` is
/// whether the source is "nobody" or "neither".
pub(super) fn read(tokens: &Tokens, cue: &[usize], taken: &HashSet<usize>, nobody: bool) -> Report {
    let (Some(&first), Some(&last)) = (cue.first(), cue.last()) else {
        return Report::plain(Ground::rule("no reporting words: put forth flat"));
    };
    let group = group(tokens, first, last, taken);
    let words: Vec<&str> = group.clone().map(|at| tokens.lower(at)).collect();
    let rows = rows(tokens, &group);
    let signed = words
        .iter()
        .all(|word| matches!(*word, "―" | "—" | "–"))
        .then(|| Ground::rule_at("a name behind a dash signs what is written", first, last));
    let unlisted = Ground::rule_at("reporting words of no list: said, and flat", first, last);
    let mut report = Report {
        passive: is_passive(&words),
        grievance: words.iter().any(|word| lists::is_grievance(word)),
        reports: rows.len() <= 1 && words.iter().any(|word| is_what_outlets_do(word)),
        goes_on: cue.len() == 1 && is_going_on(tokens.lower(first)),
        only: words.contains(&"only"),
        tells: cue.len() == 1 && matches!(tokens.lower(first), "tell" | "tells" | "told"),
        mode: signed.map_or((Mode::Speech, unlisted), |by| (Mode::Writing, by)),
        ..Report::plain(unlisted)
    };
    let hedge = hearsay(tokens, &group);
    if let Some(hedge) = hedge {
        report.certainty = hedge;
    }
    // "tried to make the case" tells of the case.
    let main = rows
        .iter()
        .min_by_key(|(at, found)| (rank(found.cue.stance), is_trying(found.row.key), *at));
    let Some(&(main, found)) = main else {
        return report;
    };
    let cue = found.cue;
    let negators: Vec<usize> = (group.start..group.end.min(main.max(group.start + 1) + BEHIND))
        .filter(|&at| {
            // "has yet to answer"
            let not_yet = tokens.has(at, "yet to");
            not_yet || vocabulary::negator(tokens.lower(at)).is_some() && !is_part(&rows, at)
        })
        .collect();
    let negated = (negators.len() + usize::from(nobody)) % 2 == 1
        && !words
            .iter()
            .any(|word| vocabulary::negator(word) == Some(Negator::Half));
    report.plain = cue.stance == Stance::Asserts
        && cue.mode != Mode::Thought
        && cue.certainty == Certainty::Certain
        && !negated;
    let end = main + found.length - 1;
    let ground = Ground::row(found.row, main, end);
    let (mode, (at, by)) = rows
        .iter()
        .find(|(_, found)| found.cue.mode == Mode::Writing)
        .map_or((cue.mode, (main, found)), |(at, found)| {
            (Mode::Writing, (*at, *found))
        });
    report.mode = (mode, Ground::row(by.row, at, at + by.length - 1));
    if mode == Mode::Speech {
        report.mode = medium(tokens, &group, taken).map_or(report.mode, |by| (Mode::Writing, by));
    }
    report.calls = is_calling(found.row.key);
    report.reckons = matches!(
        found.row.key,
        "calculate" | "estimate" | "forecast" | "project"
    );
    report.adds = matches!(found.row.key, "add" | "according to");
    report.object = (report.plain && takes_object(found.row.key)).then_some(ground);
    let speaks = rows.iter().any(|(_, found)| {
        found.cue.mode != Mode::Thought && found.cue.negated.0 == Stance::Declines
    });
    let start = negators.first().map_or(main, |&at| at.min(main));
    let turned = Ground::row(found.row, start, end.max(start));
    let (stance, certainty, ground) = if refers_on(tokens, &found, end) {
        let by = "who refers somebody to another does not answer";
        let ground = Ground::rule_at(by, main, end);
        (Stance::Declines, Certainty::Unknown, ground)
    } else if negated && speaks && cue.mode == Mode::Thought {
        (Stance::Declines, Certainty::Unknown, turned)
    } else if negated {
        (cue.negated.0, cue.negated.1, turned)
    } else {
        (cue.stance, cue.certainty, ground)
    };
    report.stance = (stance, ground);
    report.certainty = match hedge {
        Some(hedge) if hedge.0 > certainty => hedge,
        _ => (certainty, ground),
    };
    report
}

/// The paper that what is said stands in, beside the reporting words: "said | in a letter to the guild".
fn medium(tokens: &Tokens, group: &Range<usize>, taken: &HashSet<usize>) -> Option<Ground> {
    let sentence = tokens.sentence(group.start);
    let free = |at: &usize| !taken.contains(at);
    let behind = (group.end..sentence.end.min(group.end + REACH)).find(free)?;
    let medium = |at: usize| {
        let noun = (at + 1..at + MEDIUM).find(|&at| {
            let lower = tokens.lower(at);
            vocabulary::noun(lower).is_some_and(|(noun, _)| noun == Noun::Document)
                || matches!(lower, "twitter" | "facebook" | "telegram" | "instagram")
        })?;
        let within = (at + 1..noun).all(|at| {
            let word = tokens.get(at).is_some_and(|token| token.is_word);
            word && vocabulary::function(tokens.lower(at)).is_none()
        });
        let row = vocabulary::noun_row(tokens.lower(noun));
        let ground = row.map_or(
            Ground::rule_at("what is posted is written", at, noun),
            |row| Ground::row(row, at, noun),
        );
        within.then_some(ground)
    };
    let ways = |at: &usize| matches!(tokens.lower(*at), "in" | "on" | "by" | "via");
    let inside = group.clone().find(ways);
    inside.or(Some(behind).filter(ways)).and_then(medium)
}

/// A word of the group that marks hearsay: "reportedly".
fn hearsay(tokens: &Tokens, group: &Range<usize>) -> Option<(Certainty, Ground)> {
    group.clone().find_map(|at| {
        let stands = |row: &str| tokens.has(at, row) && at + row.split(' ').count() <= group.end;
        let (row, certainty) = lists::hedge(tokens.lower(at), stands)?;
        let last = at + row.key.split(' ').count() - 1;
        (certainty == Certainty::Unknown).then(|| (certainty, Ground::row(row, at, last)))
    })
}

fn is_going_on(word: &str) -> bool {
    matches!(
        word,
        "saying"
            | "insisting"
            | "stating"
            | "claiming"
            | "calling"
            | "stressing"
            | "maintaining"
            | "blaming"
            | "arguing"
    )
}

/// Of several reporting words in a group, the one that tells most comes first.
const fn rank(stance: Stance) -> u8 {
    match stance {
        Stance::Declines => 0,
        Stance::Denies => 1,
        Stance::Doubts => 2,
        Stance::Asks => 3,
        Stance::Confirms => 4,
        Stance::Asserts => 5,
    }
}

/// Whether the token is part of a row of the list, as in "no comment".
fn is_part(rows: &[(usize, Found)], at: usize) -> bool {
    rows.iter()
        .any(|(first, found)| (*first..first + found.length).contains(&at))
}

fn is_trying(row: &str) -> bool {
    matches!(row, "attempt" | "strive" | "try")
}

/// Whether the verb of this row gives something a name.
fn is_calling(row: &str) -> bool {
    matches!(
        row,
        "brand"
            | "call"
            | "characterise"
            | "characterize"
            | "consider"
            | "declare"
            | "deem"
            | "denounce"
            | "describe"
            | "dub"
            | "judge"
            | "label"
            | "term"
    )
}

/// Whether the verb of this row has things for objects, not only what is said.
fn takes_object(row: &str) -> bool {
    matches!(
        row,
        "address"
            | "contain"
            | "disclose"
            | "discuss"
            | "give"
            | "identify"
            | "list"
            | "mention"
            | "name"
            | "offer"
            | "provide"
            | "release"
            | "specify"
    )
}

fn is_what_outlets_do(word: &str) -> bool {
    ["report", "quot", "cit", "publish", "headlin"]
        .iter()
        .any(|stem| word.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;

    fn report(text: &str, cue: &str, nobody: bool) -> (Stance, Certainty) {
        let tokens = Tokens::new(&article(text));
        let at = (0..tokens.len())
            .find(|&at| tokens.has(at, cue))
            .expect("the cue stands there");
        let cue: Vec<usize> = (at..at + cue.split(' ').count()).collect();
        let report = read(&tokens, &cue, &HashSet::from([0]), nobody);
        (report.stance.0, report.certainty.0)
    }

    #[test]
    fn stances_of_cues_and_their_negation() {
        use Certainty::{Certain, Possible, Unknown};
        use Stance::{Asks, Asserts, Confirms, Declines, Denies, Doubts};
        for (text, cue, wanted) in [
            ("The mayor said it rains.", "said", (Asserts, Certain)),
            (
                "The mayor could not say if it rains.",
                "say",
                (Declines, Unknown),
            ),
            (
                "The mayor did not immediately respond.",
                "respond",
                (Declines, Unknown),
            ),
            (
                "The mayor declined to comment.",
                "declined",
                (Declines, Unknown),
            ),
            (
                "The mayor would not confirm it.",
                "confirm",
                (Declines, Unknown),
            ),
            (
                "The mayor could not be reached.",
                "reached",
                (Declines, Unknown),
            ),
            ("The mayor denied it.", "denied", (Denies, Certain)),
            ("The mayor did not deny it.", "deny", (Confirms, Possible)),
            (
                "The mayor didn’t rule out a sale.",
                "rule out",
                (Asserts, Possible),
            ),
            (
                "The mayor refused to rule out a sale.",
                "rule out",
                (Declines, Unknown),
            ),
            (
                "A clerk who did not want to be named told them so.",
                "told",
                (Asserts, Certain),
            ),
            (
                "The mayor has yet to respond.",
                "respond",
                (Declines, Unknown),
            ),
            ("The mayor confirmed it.", "confirmed", (Confirms, Certain)),
            (
                "The mayor does not believe it.",
                "believe",
                (Doubts, Certain),
            ),
            ("The mayor fears a flood.", "fears", (Asserts, Possible)),
            ("The mayor demanded a boat.", "demanded", (Asks, Unknown)),
        ] {
            assert_eq!(report(text, cue, false), wanted, "{text}");
        }
        assert_eq!(
            report("Nobody believes it.", "believes", true),
            (Doubts, Certain)
        );
    }
}
