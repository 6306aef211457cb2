//! A source that spoke through other voices and speaks again: "The daily, citing a clerk, wrote ... The clerk added
//! ...", or "... he told the radio. “We knew,” he said".

use super::Thread;
use super::links::is_same;
use crate::grammar::phrase::Phrase;
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Determiner, Pronoun};
use crate::voice::context::Context;
use crate::voice::{Link, SourceKind, Voice};

/// Attributions that a source looks back.
const FAR: usize = 60;

/// The number of the earlier thread through whose voices this one's source, `own`, speaks too. `bare` are the chains before it. A source that is not named by the page goes back as far as it must,
/// others within the paragraph and the one before.
pub(super) fn earlier(
    context: &Context<'_>,
    threads: &[Thread],
    voices: &[Voice],
    bare: &[Vec<Link>],
    at: usize,
    own: &Link,
) -> Option<usize> {
    let tokens = &context.tokens;
    let source = threads[at].attribution.source.as_ref()?;
    let whole = context.whole(source)?;
    let block = tokens.get(whole.start)?.block;
    let place = block_of(context, &threads[at])?;
    let unnamed = matches!(own.kind, SourceKind::Anonymous | SourceKind::Collective);
    let refers = Refers::read(tokens, &whole);
    // What the source is called here may stand in another paragraph than what it says.
    for before in (at.saturating_sub(FAR)..at).rev() {
        let Some(link) = bare[before].last() else {
            continue;
        };
        let same_words = threads[before].attribution.source.as_ref() == Some(source);
        let other = block_of(context, &threads[before]);
        let near = other == Some(place);
        let next = other.is_some_and(|other| other + 1 == place) && is_same(link, own);
        let same = same_words
            || is_same(link, own)
            || match &refers {
                Refers::Pronoun => near && voices[before].kind == own.kind,
                Refers::Definite(head) => heads(context, link).is_some_and(|other| other == *head),
                Refers::No => false,
            };
        if same && (near || next || unnamed || same_words && block != place) {
            return (bare[before].len() > 1 && threads[before].parent.is_none()).then_some(before);
        }
        if near && refers == Refers::Pronoun {
            return None;
        }
    }
    None
}

/// The number of the last thread of the same paragraph whose source is of this one's kind: who speaks on without being
/// named again.
pub(super) fn last(
    context: &Context<'_>,
    threads: &[Thread],
    voices: &[Voice],
    bare: &[Vec<Link>],
    at: usize,
) -> Option<usize> {
    let place = block_of(context, &threads[at])?;
    (at.saturating_sub(FAR)..at).rev().find(|&before| {
        let speaks = !bare[before].is_empty() && voices[before].kind == voices[at].kind;
        speaks && block_of(context, &threads[before]) == Some(place)
    })
}

/// How a source points back.
#[derive(Debug, PartialEq, Eq)]
enum Refers {
    /// "He".
    Pronoun,
    /// "The clerk": its head.
    Definite(String),
    No,
}

impl Refers {
    fn read(tokens: &Tokens, whole: &std::ops::Range<usize>) -> Self {
        let pronoun = vocabulary::pronoun(tokens.lower(whole.start));
        if matches!(
            pronoun,
            Some(Pronoun::Person | Pronoun::Plural | Pronoun::Thing)
        ) {
            return Self::Pronoun;
        }
        let phrase = Phrase::read(tokens, whole.clone());
        match (phrase.determiner, phrase.head_at, &phrase.name) {
            (Some(Determiner::Definite), Some(at), None) => {
                Self::Definite(singular(tokens.lower(at)))
            }
            _ => Self::No,
        }
    }
}

/// The head noun of a link's words.
fn heads(context: &Context<'_>, link: &Link) -> Option<String> {
    let whole = context.whole(link.span.as_ref()?)?;
    let phrase = Phrase::read(&context.tokens, whole);
    Some(singular(context.tokens.lower(phrase.head_at?)))
}

fn singular(word: &str) -> String {
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// The number of the block that a thread's content stands in.
fn block_of(context: &Context<'_>, thread: &Thread) -> Option<usize> {
    let content = context.whole(thread.attribution.content.as_ref()?)?;
    Some(context.tokens.get(content.start)?.block)
}
