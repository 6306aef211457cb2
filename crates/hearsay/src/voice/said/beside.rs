//! The time expression that stands beside a saying: behind its reporting words, between source and cue, at the
//! head of its clause, or with the words that name a paper (`paper`).
//!
//! No grammar: what lies between the expression and the cue decides. A relative clause, a conjunction
//! or what somebody else says in between takes the expression for itself.

use std::ops::Range;

use super::{Dated, Place};
use crate::date::{Edge, When};
use crate::grammar::vocabulary::{self, Function};
use crate::voice::SourceKind;
use crate::voice::context::Context;

/// Tokens between an expression and what it stands beside.
pub(super) const NEAR: usize = 14;

/// Tokens of a content before an expression that its reporting verb takes: "accused the bank on Monday of".
pub(super) const TAKEN: usize = 6;

/// Finds the expressions beside sayings.
pub(super) struct Beside<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) whens: &'a [When],
    pub(super) places: &'a [Place],
}

impl<'a> Beside<'a> {
    /// The expression that dates the saying with this number, whose source is of this kind.
    pub(super) fn of(&self, number: usize, kind: SourceKind) -> Option<Dated<'a>> {
        let place = &self.places[number];
        let start = place.cue.as_ref().or(place.source.as_ref())?.start;
        let sentence = self.context.tokens.sentence(start);
        let first = self
            .whens
            .partition_point(|when| when.tokens.end <= sentence.start);
        self.whens[first..]
            .iter()
            .take_while(|when| when.tokens.start < sentence.end)
            .filter(|when| when.edge == Edge::At && self.may_date(number, when))
            .filter_map(|when| {
                let (rank, rule) = self.rule(place, kind, when, &sentence)?;
                let far = when.tokens.start.abs_diff(start);
                Some(((rank, far), Dated { when, rule }))
            })
            .min_by_key(|&(rank, _)| rank)
            .map(|(_, dated)| dated)
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.context.tokens.lower(at)
    }

    pub(super) fn function(&self, at: usize) -> Option<Function> {
        vocabulary::function(self.lower(at))
    }

    /// Whether nobody else says the expression; who speaks inside of what another says has its times there.
    fn may_date(&self, number: usize, when: &When) -> bool {
        let at = when.tokens.start;
        let place = &self.places[number];
        let mut here = place.at().unwrap_or(at);
        if let Some(source) = &place.source
            && self.function(source.start) == Some(Function::Relative)
        {
            // "Who" speaks inside of what its noun stands in.
            here = source.start.saturating_sub(2);
        }
        // "A letter of 4 March", not "the wreck of 4 March".
        let paper = (at.saturating_sub(3)..at).any(|at| self.is_occasion(at));
        let told = self.lower(at) == "for" || self.lower(at) == "of" && !paper;
        let others = self.places.iter().enumerate();
        !told
            && others
                .filter(|&(other, _)| other != number)
                .all(|(_, other)| !other.says(at) || other.says(here))
    }

    /// The rule by which the expression dates the saying, and its rank: the lowest is the surest.
    fn rule(
        &self,
        place: &Place,
        kind: SourceKind,
        when: &When,
        sentence: &Range<usize>,
    ) -> Option<(usize, &'static str)> {
        let words = &when.tokens;
        let owns = self.lower(words.end) == "'s" || self.lower(words.end) == "'";
        if when.opens_clause {
            return self
                .follows(place, words)
                .then_some((0, "it dates the clause in which this is said"));
        }
        // "The August storm" is of August, not what is said of it.
        let before = words.start.checked_sub(1).map(|at| self.lower(at));
        let named = self.function(words.start) != Some(Function::Preposition)
            && before.is_some_and(|word| vocabulary::determiner(word).is_some());
        if owns || named {
            return self
                .occasion(place, words)
                .then_some((2, "it dates what this is said in"));
        }
        if let Some(cue) = &place.cue {
            if cue.contains(&words.start) {
                return Some((0, "it stands among the reporting words"));
            }
            if self.is_seam(place, cue, words) {
                return Some((1, "it stands between the reporting words and what is said"));
            }
            if !place.says(words.start) {
                if self.is_behind(place, cue, words) || self.is_after(place, cue, words) {
                    return Some((1, "it stands behind the reporting words"));
                }
                if when.from == when.to && self.goes_on(place, cue, words) {
                    return Some((2, "it dates what the source does before it speaks"));
                }
                if self.is_between(place, kind, cue, words) {
                    return Some((1, "it stands between the source and the reporting words"));
                }
            }
        }
        if place.says(words.start) {
            return None;
        }
        if self.is_issued(place, kind, words) {
            return Some((2, "it dates the document that is the source"));
        }
        self.is_head(place, words, sentence).then_some((
            3,
            "it stands at the head of the clause in which this is said",
        ))
    }

    /// "Three days after [the daily quoted him]".
    fn follows(&self, place: &Place, words: &Range<usize>) -> bool {
        let voice = place.voices.iter().map(|voice| voice.start);
        let cue = place.cue.iter().map(|cue| cue.start);
        let Some(next) = voice.chain(cue).filter(|&at| at >= words.end).min() else {
            return false;
        };
        next - words.end <= TAKEN && !(words.end..next).any(|at| self.lower(at) == ",")
    }

    /// What the tagger took for the beginning of the content: "said [on Monday that it sank]", "accused
    /// [the bank on Monday of theft]".
    fn is_seam(&self, place: &Place, cue: &Range<usize>, words: &Range<usize>) -> bool {
        let Some(first) = place.content.iter().copied().find(|&at| at >= cue.end) else {
            return false;
        };
        let inside = place.says(words.start);
        let before = first..words.start;
        if !inside || words.start < first || before.len() > TAKEN {
            return false;
        }
        let last = place.content.last().is_some_and(|&last| last < words.end);
        let near = first - cue.end <= NEAR && !(cue.end..first).any(|at| self.parts(at));
        let quiet = !before.clone().any(|at| self.parts(at) || self.is_quote(at));
        let joins = matches!(self.lower(words.end), "that" | "of" | "to" | "not" | "over");
        // "Rejected [the claims on Monday]" has no clause that the expression could belong to, as "[which]
        // are said [to resume on Monday]" has.
        let clause = |at: usize| self.is_verb(at) || self.lower(at) == "to";
        let bare = place.rejects
            && last
            && place.content.first() == Some(&first)
            && !before.clone().any(clause);
        near && quiet && !self.is_quote(first) && (before.is_empty() || joins || bare)
    }

    fn is_quote(&self, at: usize) -> bool {
        matches!(self.lower(at), "“" | "”" | "\"" | "‘" | "«" | "»" | "„")
    }

    /// Whether the token begins another clause.
    fn parts(&self, at: usize) -> bool {
        let join =
            self.function(at) == Some(Function::Conjunction) && at > 0 && self.lower(at - 1) == ",";
        // "when asked on Monday" has no subject of its own.
        let bare = self.function(at) == Some(Function::Subordinator) && self.is_verb(at + 1);
        join || !bare
            && matches!(
                self.function(at),
                Some(Function::Relative | Function::Subordinator | Function::Modal)
            )
            || matches!(self.lower(at), "that" | ":" | ";")
    }

    /// "[said] a spokesman in the capital on Monday".
    fn is_behind(&self, place: &Place, cue: &Range<usize>, words: &Range<usize>) -> bool {
        if words.start < cue.end || words.start - cue.end > NEAR + self.source_in(place, cue.end) {
            return false;
        }
        // "Is said to have sunk on Monday".
        let infinitive = self.lower(cue.end) == "to" || self.lower(cue.end - 1) == "to";
        if infinitive && place.source.is_none() {
            return false;
        }
        let own = |at: usize| place.voices.iter().any(|voice| voice.contains(&at));
        let gap = cue.end..words.start;
        let said = gap.clone().filter(|&at| place.says(at)).count();
        said <= TAKEN
            && gap
                .filter(|&at| !own(at))
                .all(|at| !self.parts(at) && !self.is_quote(at) && !self.is_told(place, at))
    }

    /// "[called the plan “a joke”] on Monday".
    fn is_after(&self, place: &Place, cue: &Range<usize>, words: &Range<usize>) -> bool {
        let last = place.content.iter().copied().rfind(|&at| at < words.start);
        last.filter(|last| *last >= cue.end).is_some_and(|last| {
            let mut start = last + 1;
            while start < words.start && self.is_quote(start) {
                start += 1;
            }
            let gap = start..words.start;
            // "In a post", "at the quay".
            let plain = |at: usize| !self.parts(at) && !self.is_mark(at) && !self.is_verb(at);
            gap.is_empty() || gap.len() <= TAKEN && self.leads(start) && gap.clone().all(plain)
        })
    }

    /// How many tokens of the voices stand behind this one.
    fn source_in(&self, place: &Place, start: usize) -> usize {
        let behind = place.voices.iter().filter(|voice| voice.start >= start);
        behind.map(Range::len).max().unwrap_or(0)
    }

    /// Whether another saying has its reporting words here.
    pub(super) fn is_told(&self, place: &Place, at: usize) -> bool {
        self.places
            .iter()
            .filter(|other| other.cue != place.cue)
            .any(|other| other.cue.as_ref().is_some_and(|cue| cue.contains(&at)))
    }

    /// "[The bank] on Monday [said]", "[the report], published on Monday, [says]".
    fn is_between(
        &self,
        place: &Place,
        kind: SourceKind,
        cue: &Range<usize>,
        words: &Range<usize>,
    ) -> bool {
        place.voices.iter().any(|voice| {
            if voice.contains(&words.start) {
                return self.is_swallowed(voice, cue, words);
            }
            if voice.end > words.start || words.end > cue.start {
                return false;
            }
            let (left, right) = (voice.end..words.start, words.end..cue.start);
            let issued =
                self.is_issued_before(words.start, left.start) && self.is_paper(place, kind);
            let plain = self.is_clause(&left) || !self.is_open(voice) && self.is_plain(&left);
            (issued || plain)
                && right.len() <= TAKEN
                && right
                    .clone()
                    .all(|at| !self.parts(at) && !place.says(at) && !self.is_told(place, at))
        })
    }

    /// "[The bank] closed its doors on Monday, [saying ...]", "... and [said ...]".
    fn goes_on(&self, place: &Place, cue: &Range<usize>, words: &Range<usize>) -> bool {
        let between = |voice: &&Range<usize>| voice.end <= words.start && words.end < cue.start;
        let Some(voice) = place.voices.iter().find(between) else {
            return false;
        };
        let (left, right) = (voice.end..words.start, words.end..cue.start);
        let joins = match right.len() {
            1 if self.lower(cue.start).ends_with("ing") => self.is_mark(right.start),
            1 => self.lower(right.start) == "and",
            2 => self.lower(right.start) == "," && self.lower(right.start + 1) == "and",
            _ => false,
        };
        let quiet = |at: usize| {
            !self.parts(at) && !self.is_mark(at) && !place.says(at) && !self.is_told(place, at)
        };
        joins && left.len() <= NEAR && left.clone().all(quiet)
    }

    /// What the tagger took for the end of the source: "[The bank on Monday] said".
    fn is_swallowed(&self, voice: &Range<usize>, cue: &Range<usize>, words: &Range<usize>) -> bool {
        let before = voice.start..words.start;
        let near = voice.end <= cue.start && cue.start - voice.end.min(words.end) <= TAKEN;
        (words.end..voice.end).all(|at| self.is_mark(at))
            && near
            && !before.is_empty()
            && !before.clone().any(|at| self.parts(at) || self.is_verb(at))
    }

    /// "[The bank], in a statement [on Monday, said]": nothing or a phrase that tells where.
    fn is_plain(&self, left: &Range<usize>) -> bool {
        let opens = |at: usize| at == left.start && matches!(self.lower(at), "," | "–" | "—");
        let quiet = |at: usize| {
            let verb = self.is_verb(at) && !self.is_speaking(at);
            opens(at) || !self.parts(at) && !self.is_mark(at) && !verb
        };
        let first = left.start + usize::from(self.is_mark(left.start));
        let leads = self.function(first) == Some(Function::Preposition) || self.leads(first);
        left.len() <= TAKEN && left.clone().all(quiet) && (left.len() <= 1 || leads)
    }

    /// "[The pilot], who [on Monday denied it]".
    fn is_clause(&self, left: &Range<usize>) -> bool {
        let last = left.end.saturating_sub(1);
        left.len() <= 2 && !left.is_empty() && matches!(self.lower(last), "who" | "which" | "that")
    }

    /// Whether a relative clause goes on where the voice's words end.
    fn is_open(&self, voice: &Range<usize>) -> bool {
        let relative = voice
            .clone()
            .rev()
            .find(|&at| self.function(at) == Some(Function::Relative));
        // "[The pilot, who] on Monday [denied it]" is the clause itself.
        relative.is_some_and(|at| {
            at + 1 < voice.end && !(at..voice.end).any(|at| self.lower(at) == ",")
        })
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.context
            .tokens
            .get(at)
            .is_none_or(|token| !token.is_word)
    }

    /// Whether the word looks like a verb that is not in the base form.
    fn is_verb(&self, at: usize) -> bool {
        let word = self.lower(at);
        let ending = word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"));
        ending || self.function(at) == Some(Function::Auxiliary)
    }

    /// "On Monday [the bank said]", "In a statement issued on Monday [the bank said]".
    fn is_head(&self, place: &Place, words: &Range<usize>, sentence: &Range<usize>) -> bool {
        let voice = place.voices.iter().map(|voice| voice.start);
        let cue = place.cue.iter().map(|cue| cue.start);
        let Some(next) = voice.chain(cue).filter(|&at| at >= words.end).min() else {
            return false;
        };
        // "It was on Monday that [the bank said]".
        let cleft = words.start == sentence.start + 2
            && self.lower(sentence.start) == "it"
            && self.lower(words.end) == "that";
        let gap = words.end + usize::from(cleft)..next.max(words.end + usize::from(cleft));
        if gap.len() > NEAR
            || gap.clone().any(|at| {
                // "On Monday, as the rain began, [the bank said]".
                let aside =
                    self.function(at) == Some(Function::Subordinator) && self.lower(at - 1) == ",";
                self.parts(at) && !aside
                    || place.says(at)
                    || self.is_quote(at)
                    || self.is_told(place, at)
            })
        {
            return false;
        }
        let start = (sentence.start..words.start)
            .rev()
            .find(|&at| {
                let join = self.function(at) == Some(Function::Conjunction)
                    && self.lower(at.saturating_sub(1)) == ",";
                join || self.is_quote(at) || matches!(self.lower(at), ";" | ":" | "—" | "–")
            })
            .map_or(sentence.start, |at| at + 1);
        let start = (start..words.start)
            .find(|&at| {
                !matches!(
                    self.function(at),
                    Some(Function::Conjunction | Function::Adverb)
                ) && self.lower(at) != ","
                    && self.lower(at) != "meanwhile"
            })
            .unwrap_or(words.start);
        let left = start..words.start;
        if left.is_empty() || cleft {
            return true;
        }
        let time = self
            .whens
            .iter()
            .any(|when| when.tokens.start == left.start);
        let other = time
            || left
                .clone()
                .any(|at| matches!(self.lower(at), "earlier" | "later" | "after" | "asked"));
        // "A letter dated 4 March and seen by [the radio warns of rust]".
        let dated = self.lower(words.start) == "dated";
        let leads = self.leads(left.start) || other || dated;
        let issued = self.is_issued_before(words.start, left.start);
        let marked = left.clone().any(|at| self.lower(at) == ",");
        let said_in = left.clone().any(|at| self.is_occasion(at));
        leads && (issued || other || !marked) && (said_in || left.len() <= TAKEN)
    }

    /// Whether the word begins a phrase that can tell where and when somebody speaks.
    fn leads(&self, at: usize) -> bool {
        self.is_speaking(at)
            || matches!(
                self.lower(at),
                "in" | "at" | "during" | "on" | "to" | "by" | "from" | "with" | "after" | "as"
            ) && !self
                .whens
                .iter()
                .any(|when| when.tokens.start == at && when.edge != Edge::At)
    }

    /// "Speaking in the capital on Monday".
    fn is_speaking(&self, at: usize) -> bool {
        matches!(
            self.lower(at),
            "speaking"
                | "writing"
                | "asked"
                | "questioned"
                | "addressing"
                | "appearing"
                | "reached"
                | "contacted"
                | "testifying"
                | "quoted"
        )
    }
}
