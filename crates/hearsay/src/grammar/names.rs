//! What the proper names of an article name: persons, bodies or outlets.
//!
//! No list of names: the article itself says what its names are. "Chief executive Ida Moe" and "Dr
//! Moe" are persons, "operator Norgas" is a body, "in Norvia" a place, and a last name is its
//! bearer's wherever it stands alone. A name of two or more words that nothing speaks for is a
//! person's; one word is a body's, since the news gives a person's whole name first.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::tokens::Tokens;
use super::vocabulary::{self, Function, Noun};
use crate::lexicon::{self, CueWord};

/// What a name can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    /// A human being.
    Person,
    /// A body, or a place that speaks like one.
    Organization,
    /// Who publishes.
    Outlet,
}

/// How strongly an article speaks for each.
#[derive(Debug, Default, Clone, Copy)]
struct Evidence {
    person: u32,
    organization: u32,
    outlet: u32,
    /// Whether it is two words or more, or the last of such: a person's if nothing speaks against.
    full: bool,
}

impl Evidence {
    fn add(&mut self, name: Name, weight: u32) {
        match name {
            Name::Person => self.person += weight,
            Name::Organization => self.organization += weight,
            Name::Outlet => self.outlet += weight,
        }
    }

    fn best(self) -> Option<Name> {
        let Self {
            person,
            organization,
            outlet,
            full,
        } = self;
        // A whole name is a person's if no more than a hint speaks against.
        let person = person + u32::from(full);
        if person + organization + outlet == 0 {
            None
        } else if person >= organization && person >= outlet {
            Some(Name::Person)
        } else if outlet >= organization {
            Some(Name::Outlet)
        } else {
            Some(Name::Organization)
        }
    }
}

/// The names of an article.
#[derive(Debug)]
pub(crate) struct Names {
    evidence: HashMap<String, Evidence>,
    /// Every name in the text, in order: its tokens.
    runs: Vec<Range<usize>>,
}

/// Weight of a word that says what its name is.
const TOLD: u32 = 4;
/// Tokens of what stands between commas behind a name, at most.
const ASIDE: usize = 15;
/// Weight of a hint.
const HINT: u32 = 1;

impl Names {
    /// The names in these tokens. `outlet` is who publishes the article.
    pub(crate) fn new(tokens: &Tokens, outlet: Option<&str>) -> Self {
        let mut names = Self {
            evidence: HashMap::new(),
            runs: Vec::new(),
        };
        let small: HashSet<&str> = tokens
            .iter()
            .filter(|(_, token)| !token.capital)
            .map(|(_, token)| &*token.lower)
            .collect();
        let mut at = 0;
        while at < tokens.len() {
            let run = run(tokens, at, &small);
            if run.is_empty() {
                at += 1;
                continue;
            }
            at = run.end;
            names.learn(tokens, &run);
            names.runs.push(run);
        }
        if let Some(outlet) = outlet {
            let outlet = outlet.to_lowercase();
            let bare = outlet.strip_prefix("the ").unwrap_or(&outlet);
            names.tell(bare.to_owned(), Name::Outlet, TOLD);
            if let Some(last) = bare.rsplit(' ').next() {
                names.tell(last.to_owned(), Name::Outlet, TOLD);
            }
        }
        names
    }

    fn tell(&mut self, key: String, name: Name, weight: u32) {
        self.evidence.entry(key).or_default().add(name, weight);
    }

    /// What one occurrence says of its name.
    fn learn(&mut self, tokens: &Tokens, run: &Range<usize>) {
        let (bare, office) = without_office(tokens, run);
        if bare.is_empty() {
            return;
        }
        let key = key(tokens, &bare);
        let words: Vec<usize> = bare.clone().filter(|&at| tokens.lower(at) != ".").collect();
        let alone = words.len() == 1;
        let before = run.start.checked_sub(1).map_or("", |at| tokens.lower(at));
        let said = if office {
            Some((Name::Person, TOLD))
        } else if let Some(known) = by_keyword(tokens, &bare) {
            Some((known, TOLD))
        } else {
            let by_noun = match vocabulary::noun(before) {
                Some((Noun::Office | Noun::Person | Noun::Spokesperson, false)) => {
                    Some(Name::Person)
                }
                Some((Noun::Organization, false)) => Some(Name::Organization),
                Some((Noun::Outlet, false)) => Some(Name::Outlet),
                _ => None,
            };
            by_noun
                .map(|name| (name, TOLD))
                .or_else(|| by_place(tokens, run, before))
                .or_else(|| (!alone && words.len() <= 4).then_some((Name::Person, 0)))
        };
        let Some((name, weight)) = said else {
            return;
        };
        self.tell(key.clone(), name, weight);
        // "The Daily Lamp" is "the Lamp" later.
        if let (Name::Outlet, false, Some(&last)) = (name, alone, words.last()) {
            self.tell(tokens.lower(last).to_owned(), name, weight);
        }
        if name == Name::Person && !alone {
            self.evidence.entry(key).or_default().full = true;
            for word in [words.first(), words.last()].into_iter().flatten() {
                let evidence = self
                    .evidence
                    .entry(tokens.lower(*word).to_owned())
                    .or_default();
                evidence.add(Name::Person, weight);
                evidence.full = true;
            }
        }
    }

    /// What the name over these tokens names; `None` if the article does not tell.
    pub(crate) fn known(&self, tokens: &Tokens, name: &Range<usize>) -> Option<Name> {
        let (bare, office) = without_office(tokens, name);
        if office && !bare.is_empty() {
            return Some(Name::Person);
        }
        by_keyword(tokens, &bare).or_else(|| {
            let own = self.evidence.get(&key(tokens, &bare)).copied();
            let last = bare.clone().last().map(|at| tokens.lower(at));
            let of_last = last.and_then(|word| self.evidence.get(word)).copied();
            own.or(of_last).and_then(Evidence::best)
        })
    }

    /// Whether a word of the name, or one beside it somewhere, says plainly what it names.
    pub(crate) fn told(&self, tokens: &Tokens, name: &Range<usize>) -> bool {
        let (bare, office) = without_office(tokens, name);
        let evidence = |key: &str| self.evidence.get(key).copied().unwrap_or_default();
        let strong =
            |found: Evidence| found.person.max(found.organization).max(found.outlet) >= TOLD;
        office
            || by_keyword(tokens, &bare).is_some()
            || strong(evidence(&key(tokens, &bare)))
            || bare
                .clone()
                .last()
                .is_some_and(|at| strong(evidence(tokens.lower(at))))
    }

    /// What the name over these tokens names, by guess if the article does not tell.
    pub(crate) fn kind(&self, tokens: &Tokens, name: &Range<usize>) -> Name {
        self.known(tokens, name).unwrap_or_else(|| {
            let words = name
                .clone()
                .filter(|&at| tokens.get(at).is_some_and(|t| t.is_word));
            if words.count() > 1 {
                Name::Person
            } else {
                Name::Organization
            }
        })
    }

    /// The name without the titles and offices before it.
    pub(crate) fn bare(&self, tokens: &Tokens, name: &Range<usize>) -> Range<usize> {
        let (bare, _) = without_office(tokens, name);
        if bare.is_empty() { name.clone() } else { bare }
    }

    /// The titles and offices at the beginning of a name, and the rest of it; either can be empty.
    pub(crate) fn titled(tokens: &Tokens, name: &Range<usize>) -> (Range<usize>, Range<usize>) {
        let (bare, _) = without_office(tokens, name);
        (name.start..bare.start, bare)
    }

    /// The names in this range of tokens, in text order.
    pub(crate) fn within(&self, range: Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        let start = self.runs.partition_point(|run| run.start < range.start);
        self.runs[start..]
            .iter()
            .take_while(move |run| run.end <= range.end)
    }
}

/// The tokens of the name that begins at this token; empty if none does.
fn run(tokens: &Tokens, start: usize, small: &HashSet<&str>) -> Range<usize> {
    let Some(first) = tokens.get(start).filter(|token| token.capital) else {
        return start..start;
    };
    if is_no_name(&first.lower) && !is_first_name(tokens, start)
        || first.first && is_common(tokens, start, small)
    {
        return start..start;
    }
    let mut end = start + 1;
    let mut at = start + 1;
    while let Some(token) = tokens.get(at).filter(|token| token.block == first.block) {
        let dot = token.lower == "."
            && at == end
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.capital && !next.first);
        let inner = vocabulary::function(&token.lower) == Some(Function::Particle) || dot;
        let outlet = vocabulary::is_outlet_name(&token.lower);
        if token.capital && (outlet || !is_no_name(&token.lower)) {
            end = at + 1;
        } else if !inner {
            break;
        }
        at += 1;
    }
    start..end
}

/// Whether a month is a first name here: "Jan Oud".
fn is_first_name(tokens: &Tokens, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| tokens.lower(at));
    let dated = matches!(
        vocabulary::function(before),
        Some(Function::Preposition | Function::Time)
    ) && !matches!(before, "by" | "with" | "for" | "to" | "against" | "of")
        || matches!(before, "last" | "this" | "next" | "early" | "late" | "mid");
    let single = tokens
        .get(at)
        .is_some_and(|token| !token.first || token.lower == "jan");
    single
        && matches!(
            tokens.lower(at),
            "april" | "august" | "jan" | "june" | "may"
        )
        && tokens
            .get(at + 1)
            .is_some_and(|next| next.capital && !is_no_name(&next.lower))
        && !dated
}

/// Words with a capital that begin no name.
fn is_no_name(lower: &str) -> bool {
    if lower == "what" {
        return true;
    }
    // "I've"
    let lower = lower.split_once('\'').map_or(lower, |(stem, _)| stem);
    vocabulary::determiner(lower).is_some()
        || vocabulary::pronoun(lower).is_some()
        || vocabulary::negator(lower).is_some()
        || matches!(vocabulary::function(lower), Some(function) if function != Function::Particle)
}

/// Whether the first word of a sentence is an ordinary word: the text has it in small letters too,
/// or it is a form of a listed noun or reporting word with no other name word behind it.
fn is_common(tokens: &Tokens, at: usize, small: &HashSet<&str>) -> bool {
    let word = tokens.lower(at);
    let small = small.contains(word);
    let next = tokens.get(at + 1).is_some_and(|token| token.capital);
    let listed =
        vocabulary::noun(word).is_some() || vocabulary::function(word) == Some(Function::Adverb);
    !next && (small || listed)
}

/// The name without the titles and offices before it, and whether there were any.
fn without_office(tokens: &Tokens, run: &Range<usize>) -> (Range<usize>, bool) {
    let is_office = |at: &usize| {
        let lower = tokens.lower(*at);
        let noun = vocabulary::noun(lower);
        matches!(
            noun,
            Some((Noun::Office | Noun::Spokesperson | Noun::Person, false))
        ) || is_title(lower)
    };
    // "Joint Observer Mission" is no observer, "General Staff" no general.
    let body = run.end > run.start + 1
        && matches!(
            vocabulary::noun(tokens.lower(run.end - 1)),
            Some((Noun::Organization | Noun::Outlet | Noun::Collective, _))
        );
    match run.clone().rev().find(is_office).filter(|_| !body) {
        Some(at) => {
            let dot = usize::from(tokens.lower(at + 1) == ".");
            ((at + 1 + dot).min(run.end)..run.end, true)
        }
        None => (run.clone(), false),
    }
}

/// Whether the word, in lower case, is the abbreviation of a title.
fn is_title(lower: &str) -> bool {
    let mut chars = lower.chars();
    chars.next().is_some_and(|first| {
        let word: String = first.to_uppercase().chain(chars).collect();
        word != "St" && lexicon::is_title(&word)
    })
}

/// A word of the name that says what it names.
fn by_keyword(tokens: &Tokens, name: &Range<usize>) -> Option<Name> {
    let last = name.clone().last()?;
    if vocabulary::is_outlet_name(tokens.lower(last)) && (name.len() > 1 || is_the(tokens, name)) {
        return Some(Name::Outlet);
    }
    let nouns = name
        .clone()
        .filter_map(|at| vocabulary::noun(tokens.lower(at)));
    let mut found = None;
    for (noun, _) in nouns {
        found = match noun {
            Noun::Organization | Noun::Collective => Some(Name::Organization),
            Noun::Outlet => Some(Name::Outlet),
            _ => found,
        };
    }
    found
}

fn is_the(tokens: &Tokens, name: &Range<usize>) -> bool {
    let before = name.start.checked_sub(1).map(|at| tokens.lower(at));
    before == Some("the")
}

/// Whether the name is only the beginning of a phrase: "Moe" in "the Moe campaign".
fn is_modifier(tokens: &Tokens, name: &Range<usize>) -> bool {
    let Some(next) = tokens.get(name.end) else {
        return false;
    };
    let verb = lexicon::cue_word(&next.lower) == Some(CueWord::SpeechVerb)
        || next.lower.ends_with("ed")
        || next.lower.ends_with('s') && vocabulary::noun(&next.lower).is_none();
    next.is_word
        && !next.capital
        && !verb
        && vocabulary::function(&next.lower).is_none()
        && vocabulary::pronoun(&next.lower).is_none()
}

/// What the words around a name say of it.
fn by_place(tokens: &Tokens, run: &Range<usize>, before: &str) -> Option<(Name, u32)> {
    let after = |n: usize| tokens.lower(run.end + n);
    let age = after(0) == "," && after(1).parse::<u8>().is_ok() && after(2) == ",";
    let who = after(0) == "," && after(1) == "who" || after(0) == "who";
    if age || who {
        return Some((Name::Person, TOLD));
    }
    if after(0) == "," && after(1) == "which" {
        return Some((Name::Organization, TOLD));
    }
    // "Norgas, whose shares fell, said it was calm."
    let aside = usize::from(after(0) == ",");
    let verb = if aside == 1 {
        (1..ASIDE).find(|&n| after(n) == ",").map_or(0, |n| n + 1)
    } else {
        0
    };
    if lexicon::cue_word(after(verb)) == Some(CueWord::SpeechVerb) {
        let that = usize::from(after(verb + 1) == "that");
        match after(verb + 1 + that) {
            "he" | "she" => return Some((Name::Person, 2)),
            // "It was clear" is of nothing.
            "it" if !matches!(
                after(verb + 2 + that),
                "is" | "was" | "'s" | "would" | "seems"
            ) =>
            {
                return Some((Name::Organization, 2));
            }
            _ => {}
        }
    }
    if before == "(" && after(0) == ")" && matches!(after(1), "-" | "–" | "—") {
        return Some((Name::Outlet, TOLD));
    }
    let leans = before == "in" && run.start > 1 && vocabulary::leans(tokens.lower(run.start - 2));
    if matches!(
        before,
        "in" | "near" | "across" | "inside" | "outside" | "throughout"
    ) && !leans
    {
        return Some((Name::Organization, 2));
    }
    if is_the(tokens, run) && !is_modifier(tokens, run) {
        return Some((Name::Organization, 2));
    }
    let capitals = run.len() == 1
        && tokens
            .get(run.start)
            .is_some_and(|token| token.range.len() > 1 && token.range.len() <= 6 && token.acronym);
    if capitals {
        return Some((Name::Organization, 2));
    }
    if before == "told" && run.len() == 1 {
        return Some((Name::Outlet, HINT));
    }
    None
}

/// A name as the evidence knows it: its words in lower case.
fn key(tokens: &Tokens, name: &Range<usize>) -> String {
    let words: Vec<&str> = name
        .clone()
        .map(|at| tokens.lower(at))
        .filter(|word| *word != ".")
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;

    fn kind(text: &str, name: &str) -> Option<Name> {
        let tokens = Tokens::new(&article(text));
        let names = Names::new(&tokens, Some("The Ellery Lamp"));
        let words: Vec<&str> = name.split(' ').collect();
        let start = (0..tokens.len())
            .rev()
            .find(|&at| tokens.has(at, &name.to_lowercase()))
            .expect("the name stands there");
        names.known(&tokens, &(start..start + words.len()))
    }

    #[test]
    fn the_article_says_what_its_names_are() {
        for (text, name, wanted) in [
            (
                "Ilse Varga left. Later Varga came back.",
                "Varga",
                Some(Name::Person),
            ),
            ("Dr. Oud left. Oud came back.", "Oud", Some(Name::Person)),
            ("Chief executive Moe left.", "Moe", Some(Name::Person)),
            (
                "The operator Norgas paid. Norgas was late.",
                "Norgas",
                Some(Name::Organization),
            ),
            (
                "It rains in Norvia. Norvia sleeps.",
                "Norvia",
                Some(Name::Organization),
            ),
            (
                "He told the Norvia Herald so.",
                "Norvia Herald",
                Some(Name::Outlet),
            ),
            ("The Lamp was told so.", "Lamp", Some(Name::Outlet)),
            (
                "NORVIA (KNA) - It rains, KNA said.",
                "KNA",
                Some(Name::Outlet),
            ),
            ("Tolm left. Later came Brusk.", "Brusk", None),
        ] {
            assert_eq!(kind(text, name), wanted, "{text}");
        }
    }
}
