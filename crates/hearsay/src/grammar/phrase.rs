//! The words that name a source, taken apart: determiner, head noun, name, what stands behind.
//!
//! No grammar: the head is the last listed noun before the first preposition, relative or
//! conjunction, and names are runs of capitals. Apposition is what stands between commas.

use std::ops::Range;

use super::table::Row;
use super::tokens::Tokens;
use super::vocabulary::{self, Determiner, Function, Noun};

/// A noun phrase, as far as it tells what kind of source it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Its first determiners, the most telling one.
    pub(crate) determiner: Option<Determiner>,
    /// The class of its head, and whether it is a plural.
    pub(crate) head: Option<(Noun, bool)>,
    /// The token of the head.
    pub(crate) head_at: Option<usize>,
    /// The row that lists it.
    pub(crate) head_row: Option<Row>,
    /// The last run of capitals before anything stands behind the head.
    pub(crate) name: Option<Range<usize>>,
    /// One past the last token of its head.
    pub(crate) end: usize,
    /// Its tokens, what stands behind the head included.
    pub(crate) whole: Range<usize>,
}

/// The phrases of a source's tokens, cut at commas and brackets, marks at the ends left out.
pub(crate) fn parts(tokens: &Tokens, source: &Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = source.start;
    for at in source.clone() {
        if matches!(
            tokens.lower(at),
            "," | "(" | ")" | "–" | "—" | "-" | ";" | ":" | "\"" | "“" | "”"
        ) {
            out.push(start..at);
            start = at + 1;
        }
    }
    out.push(start..source.end);
    out.retain(|part| !part.is_empty());
    out
}

impl Phrase {
    /// Reads the phrase over these tokens.
    pub(crate) fn read(tokens: &Tokens, part: Range<usize>) -> Self {
        let mut start = part.start;
        while start < part.end && leads(tokens.lower(start)) && start + 1 < part.end {
            start += 1;
        }
        let mut determiner = None;
        let mut head = start;
        while head < part.end {
            let lower = tokens.lower(head);
            let Some(found) = vocabulary::determiner(lower) else {
                // "one of the two pilots": what counts stands before "of".
                if lower == "of" && determiner.is_some() && head > start {
                    head += 1;
                    continue;
                }
                break;
            };
            determiner = Some(stronger(determiner, found));
            head += 1;
        }
        if let Some(owner) = possessor(tokens, &(head..part.end)) {
            determiner = match (determiner, vocabulary::determiner(tokens.lower(owner + 1))) {
                (_, Some(count @ Determiner::Count(_))) => Some(count),
                _ => Some(Determiner::Possessive),
            };
            head = owner + 1;
        }
        let end = (head + 1..part.end)
            .find(|&at| ends_head(tokens, at))
            .unwrap_or(part.end);
        let listed = head_noun(tokens, &(head..end), determiner);
        let name = name(tokens, &(head..end)).or_else(|| trailing_name(tokens, &(end..part.end)));
        Self {
            determiner,
            head: listed.map(|(noun, _, _)| noun),
            head_at: listed.map(|(_, at, _)| at),
            head_row: listed.map(|(_, _, row)| row),
            name,
            end,
            whole: start..part.end,
        }
    }
}

/// Words before a noun phrase that are no part of it.
fn leads(lower: &str) -> bool {
    vocabulary::determiner(lower).is_none()
        && matches!(
            vocabulary::function(lower),
            Some(
                Function::Preposition
                    | Function::Conjunction
                    | Function::Adverb
                    | Function::Subordinator
            )
        )
        || matches!(lower, "'" | "’" | "‘" | "." | "'s")
}

/// Of two determiners, the one that tells more: a number, then "a" or "some" over "the".
fn stronger(before: Option<Determiner>, found: Determiner) -> Determiner {
    let rank = |determiner| match determiner {
        Determiner::Count(_) => 4,
        Determiner::Indefinite => 3,
        Determiner::Vague => 2,
        Determiner::Possessive => 1,
        Determiner::Definite => 0,
    };
    match before {
        Some(before) if rank(before) >= rank(found) => before,
        _ => found,
    }
}

/// The last "'s" (or "'" behind a plural) that a noun follows, before anything stands behind.
fn possessor(tokens: &Tokens, part: &Range<usize>) -> Option<usize> {
    let limit = part
        .clone()
        .skip(1)
        .find(|&at| {
            matches!(
                vocabulary::function(tokens.lower(at)),
                Some(
                    Function::Relative
                        | Function::Subordinator
                        | Function::Modal
                        | Function::Preposition
                )
            )
        })
        .unwrap_or(part.end);
    let owns = |at: &usize| {
        matches!(tokens.lower(*at), "'s" | "'" | "’") && *at + 1 < limit && *at > part.start
    };
    (part.start..limit).rev().find(owns)
}

/// Whether the head of a phrase is over at this token.
fn ends_head(tokens: &Tokens, at: usize) -> bool {
    let lower = tokens.lower(at);
    let Some(token) = tokens.get(at) else {
        return true;
    };
    if token.capital && vocabulary::function(lower) == Some(Function::Particle) {
        return false;
    }
    if matches!(lower, "and" | "or") && shares_head(tokens, at) {
        return false;
    }
    matches!(
        vocabulary::function(lower),
        Some(
            Function::Preposition
                | Function::Relative
                | Function::Subordinator
                | Function::Auxiliary
                | Function::Modal
                | Function::Conjunction
        )
    ) || !token.is_word && lower != "." && lower != "'" && lower != "’"
        || vocabulary::holds_name_back(lower, |words| tokens.has(at, words))
}

/// "Local and foreign media": whether the words on both sides of "and" have one head, which comes last.
fn shares_head(tokens: &Tokens, and: usize) -> bool {
    let many = |at: usize| {
        matches!(
            vocabulary::noun(tokens.lower(at)),
            Some((Noun::Collective, _) | (_, true))
        )
    };
    let before = and.checked_sub(1).map_or("", |at| tokens.lower(at));
    let modifier =
        |word: &str| vocabulary::noun(word).is_none() && vocabulary::function(word).is_none();
    many(and + 2) && modifier(before) && modifier(tokens.lower(and + 1))
}

/// The last listed noun of the head, two words before one: its class and whether it is a plural, its
/// token, its row.
fn head_noun(
    tokens: &Tokens,
    head: &Range<usize>,
    determiner: Option<Determiner>,
) -> Option<((Noun, bool), usize, Row)> {
    for at in head.clone().rev() {
        let lower = tokens.lower(at);
        let two = (at > head.start).then(|| format!("{} {lower}", tokens.lower(at - 1)));
        let capital = tokens.get(at).is_some_and(|token| token.capital);
        let in_name = capital && head.len() > 1
            || at > 0 && vocabulary::determiner(tokens.lower(at - 1)).is_some();
        // In "Bill Oud" the word is part of a name.
        let first_name = capital
            && at + 1 < head.end
            && tokens.get(at + 1).is_some_and(|next| next.capital)
            && vocabulary::noun(tokens.lower(at + 1)).is_none();
        let office = |noun| matches!(noun, Noun::Office | Noun::Spokesperson | Noun::Person);
        // A paper in the singular has a determiner: "Page said" is of a person.
        let last_name = capital && head.len() == 1 && determiner.is_none();
        let name = |(noun, plural): (Noun, bool)| {
            first_name && !office(noun) || last_name && noun == Noun::Document && !plural
        };
        let two = two.and_then(|two| Some((vocabulary::noun(&two)?, vocabulary::noun_row(&two)?)));
        let found = two.or_else(|| {
            if let Some(row) = vocabulary::outlet_name_row(lower).filter(|_| capital && in_name) {
                return Some(((Noun::Outlet, false), row));
            }
            let noun = vocabulary::noun(lower).filter(|noun| !name(*noun))?;
            Some((noun, vocabulary::noun_row(lower)?))
        });
        if let Some((noun, row)) = found {
            return Some((noun, at, row));
        }
    }
    None
}

/// The last run of capitals in the head, nouns of offices before it included.
fn name(tokens: &Tokens, head: &Range<usize>) -> Option<Range<usize>> {
    let capital = |at: usize| tokens.get(at).is_some_and(|token| token.capital);
    let ordinary = |at: usize| {
        tokens.get(at).is_some_and(|token| token.first)
            && (vocabulary::determiner(tokens.lower(at)).is_some()
                || vocabulary::pronoun(tokens.lower(at)).is_some())
    };
    let last = head
        .clone()
        .rev()
        .find(|&at| capital(at) && !ordinary(at))?;
    let mut start = last;
    while start > head.start {
        let before = start - 1;
        let inner = tokens.lower(before) == "."
            || vocabulary::function(tokens.lower(before)) == Some(Function::Particle);
        if capital(before) && !ordinary(before)
            || inner && before > head.start && capital(before - 1)
        {
            start = before;
        } else {
            break;
        }
    }
    Some(start..last + 1)
}

/// A name that ends a phrase without a comma: "the head of the guild Jan Oud". Two capitals at
/// least, behind a small word or another name.
fn trailing_name(tokens: &Tokens, rest: &Range<usize>) -> Option<Range<usize>> {
    let run = rest
        .clone()
        .rev()
        .take_while(|&at| tokens.get(at).is_some_and(|token| token.capital))
        .count();
    (run >= 2).then(|| rest.end - 2..rest.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;

    fn read(text: &str) -> (Option<Determiner>, Option<(Noun, bool)>, Option<String>) {
        let tokens = Tokens::new(&article(text));
        let parts = parts(&tokens, &(0..tokens.len()));
        let phrase = Phrase::read(&tokens, parts[0].clone());
        let name = phrase.name.map(|name| {
            let words: Vec<&str> = name.map(|at| tokens.lower(at)).collect();
            words.join(" ")
        });
        (phrase.determiner, phrase.head, name)
    }

    #[test]
    fn the_shortest_phrases_are_read() {
        for text in ["Oud", "x", "that", "Jan Oud", "1"] {
            read(text);
        }
    }

    #[test]
    fn heads_determiners_and_names() {
        let name = |name: &str| Some(name.to_owned());
        for (text, wanted) in [
            (
                "a senior official of the ministry",
                (
                    Some(Determiner::Indefinite),
                    Some((Noun::Person, false)),
                    None,
                ),
            ),
            (
                "two of the divers",
                (Some(Determiner::Count(2)), Some((Noun::Person, true)), None),
            ),
            (
                "Norgas spokeswoman Ida Moe",
                (None, Some((Noun::Spokesperson, false)), name("ida moe")),
            ),
            (
                "Norvian and foreign media",
                (None, Some((Noun::Collective, false)), None),
            ),
            (
                "The Ellery Herald",
                (
                    Some(Determiner::Definite),
                    Some((Noun::Outlet, false)),
                    name("ellery herald"),
                ),
            ),
            (
                "the ministry’s two envoys",
                (Some(Determiner::Count(2)), Some((Noun::Office, true)), None),
            ),
            (
                "A letter dated May 3 from the bank",
                (
                    Some(Determiner::Indefinite),
                    Some((Noun::Document, false)),
                    None,
                ),
            ),
        ] {
            let (determiner, head, found) = read(text);
            assert_eq!((determiner, head), (wanted.0, wanted.1), "{text}");
            if wanted.2.is_some() {
                assert_eq!(found, wanted.2, "{text}");
            }
        }
    }
}
