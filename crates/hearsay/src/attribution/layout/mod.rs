//! Speakers that colon, dash, indentation or line name: headlines ("Talks off - ministry"), colons before a quotation,
//! transcripts, block quotations, and captions of given pictures.
//!
//! No verb says it, or none that the tagger was taught, so that these are rules. Each looks at the article's blocks and
//! finds [`Placed`] sayings; whether what the tagger found there gives way is said by each.

mod block;
mod caption;
mod colon;
mod headline;
mod transcript;

use std::ops::Range;

use super::{Attribution, Quotation};
use crate::article::{Article, BlockKind};
use crate::grammar::lemma;
use crate::grammar::names::{Name, Names};
use crate::grammar::phrase::{self, Phrase};
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Function, Noun};
use crate::lexicon::{self, CueWord};
use crate::span::Span;

/// The belief in such an attribution.
const CONFIDENCE: f32 = 0.8;

/// Tokens that name a speaker, at most.
const LONGEST: usize = 10;

/// Adds to `found` the attributions to speakers that the layout of the article names.
pub(super) fn add(article: &Article, found: &mut Vec<Attribution>) {
    let page = Page::new(article);
    let all = transcript::read(&page)
        .into_iter()
        .chain(block::read(&page, found))
        .chain(headline::read(&page))
        .chain(colon::read(&page))
        .chain(caption::read(&page));
    let all: Vec<Placed> = all.collect();
    for one in all {
        let Some(attribution) = page.attribution(&one) else {
            continue;
        };
        let Some(content) = attribution.content.clone() else {
            continue;
        };
        if one.rules {
            let within = |span: &Span| holds(&content, span);
            found.retain(|other| {
                let own = other.source.as_ref().is_some_and(&within);
                own || !other
                    .content
                    .as_ref()
                    .is_some_and(|span| span.overlaps(&content))
            });
        } else if found.iter().any(|other| touches(other, &attribution)) {
            continue;
        }
        found.push(attribution);
    }
}

/// Whether the one's words are said, or say, where the other's are.
fn touches(one: &Attribution, other: &Attribution) -> bool {
    one.spans().any(|a| other.spans().any(|b| a.overlaps(b)))
}

/// Whether all of `inner` lies between the ends of one of the ranges of `outer`.
fn holds(outer: &Span, inner: &Span) -> bool {
    let ranges = outer.ranges();
    ranges
        .iter()
        .any(|range| range.start <= inner.start() && inner.end() <= range.end)
}

/// What the layout says somebody says.
struct Placed {
    /// Tokens of who.
    source: Range<usize>,
    /// Tokens of the sign or the verb that says so.
    cue: Range<usize>,
    /// Tokens of what, one range a paragraph.
    content: Vec<Range<usize>>,
    /// Whether it is quoted by where it stands, without marks.
    quoted: bool,
    /// Whether what was found in the content gives way, unless its source stands there too; else it must be nobody's.
    rules: bool,
}

/// An article as these rules look at it.
struct Page<'a> {
    article: &'a Article,
    tokens: Tokens,
    names: Names,
    /// The tokens of each block.
    blocks: Vec<Range<usize>>,
}

impl<'a> Page<'a> {
    fn new(article: &'a Article) -> Self {
        let tokens = Tokens::new(article);
        let outlet = article.outlet.as_ref().map(|outlet| &*outlet.value);
        let names = Names::new(&tokens, outlet);
        let mut blocks: Vec<Range<usize>> = vec![0..0; article.blocks.len()];
        for (at, token) in tokens.iter() {
            if let Some(block) = blocks.get_mut(token.block) {
                *block = if block.end == 0 { at } else { block.start }..at + 1;
            }
        }
        Self {
            article,
            tokens,
            names,
            blocks,
        }
    }

    /// The blocks of these kinds that have words: number and tokens.
    fn of(&self, kinds: &'static [BlockKind]) -> impl Iterator<Item = (usize, Range<usize>)> {
        let blocks = self.article.blocks.iter().zip(&self.blocks).enumerate();
        blocks
            .filter(|(_, (block, tokens))| kinds.contains(&block.kind) && !tokens.is_empty())
            .map(|(at, (_, tokens))| (at, tokens.clone()))
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_word)
    }

    /// How many of these tokens are words.
    fn words(&self, range: &Range<usize>) -> usize {
        range.clone().filter(|&at| self.is_word(at)).count()
    }

    /// The bytes over these tokens.
    fn bytes(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let first = self.tokens.get(range.start)?;
        let last = self.tokens.get(range.end.checked_sub(1)?)?;
        (first.range.start < last.range.end).then_some(first.range.start..last.range.end)
    }

    fn attribution(&self, placed: &Placed) -> Option<Attribution> {
        let one = |range: &Range<usize>| Span::new(vec![self.bytes(range)?]);
        let content = placed.content.iter();
        Some(Attribution {
            source: Some(one(&placed.source)?),
            cue: one(&placed.cue),
            content: Some(Span::new(
                content.filter_map(|part| self.bytes(part)).collect(),
            )?),
            quotation: self.quotation(placed),
            confidence: CONFIDENCE,
        })
    }

    /// How the words of a content stand to the marks around them.
    fn quotation(&self, placed: &Placed) -> Quotation {
        if placed.quoted {
            return Quotation::Direct;
        }
        let (mut inside, mut outside) = (0, 0);
        for part in &placed.content {
            let mut open = false;
            for at in part.clone() {
                match self.tokens.lower(at) {
                    "“" | "«" | "„" => open = true,
                    "”" | "»" => open = false,
                    "\"" => open = !open,
                    _ if self.is_word(at) && open => inside += 1,
                    _ if self.is_word(at) => outside += 1,
                    _ => {}
                }
            }
        }
        match (inside, outside) {
            (0, _) => Quotation::Indirect,
            (_, 0) => Quotation::Direct,
            _ => Quotation::Mixed,
        }
    }

    /// Whether the token is a verb of speaking, in one of the forms that stand in a main clause.
    fn speaks(&self, at: usize) -> bool {
        let word = self.tokens.lower(at);
        lexicon::cue_word(word) == Some(CueWord::SpeechVerb) && !word.ends_with("ing")
    }

    /// Whether these tokens can name somebody who speaks: an office, a person, a body, an outlet, or a name that the
    /// article makes known. "Update", "Analysis" and "Note" are none.
    fn is_speaker(&self, range: &Range<usize>) -> bool {
        if range.is_empty() || range.len() > LONGEST {
            return false;
        }
        let verb = |at: usize| {
            let helps = matches!(
                vocabulary::function(self.tokens.lower(at)),
                Some(Function::Auxiliary | Function::Modal | Function::Subordinator)
            );
            // "State television" is no verb.
            let word = self.tokens.lower(at);
            let inflected = word.ends_with(['s', 'd']) || lemma::is_irregular(word);
            let capital = self.tokens.get(at).is_some_and(|token| token.capital);
            helps || self.speaks(at) && inflected && !capital
        };
        let marks = |at: usize| {
            !self.is_word(at) && !matches!(self.tokens.lower(at), "." | "," | "'" | "’" | "&")
        };
        if range.clone().any(|at| verb(at) || marks(at)) {
            return false;
        }
        // "Ida Moe, mayor of Lund": the first part says enough.
        let Some(part) = phrase::parts(&self.tokens, range).into_iter().next() else {
            return false;
        };
        let phrase = Phrase::read(&self.tokens, part.clone());
        if phrase.whole.start != range.start {
            return false;
        }
        match phrase.head {
            Some((Noun::Document | Noun::Hearsay, _)) => false,
            Some(_) => true,
            None => phrase.name.is_some_and(|name| {
                let whole = name == part;
                whole && self.names.known(&self.tokens, &name).is_some()
            }),
        }
    }

    /// Whether they name an outlet.
    fn is_outlet(&self, range: &Range<usize>) -> bool {
        let phrase = Phrase::read(&self.tokens, range.clone());
        let known = phrase
            .name
            .and_then(|name| self.names.known(&self.tokens, &name));
        matches!(phrase.head, Some((Noun::Outlet, _))) || known == Some(Name::Outlet)
    }

    /// The tokens without marks at either end.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let counts = |at: &usize| {
            self.is_word(*at) || matches!(self.tokens.lower(*at), "“" | "”" | "\"" | "«" | "»")
        };
        let start = range.clone().find(counts).unwrap_or(range.end);
        let end = range.rev().find(counts).map_or(start, |at| at + 1);
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;
    use crate::article::tests::lines;

    /// Who says what in the article by its layout alone, as text.
    pub(super) fn said(article: &Article) -> Vec<(String, String)> {
        let mut found = Vec::new();
        add(article, &mut found);
        let words = |span: &Option<Span>| {
            span.as_ref()
                .map_or(String::new(), |span| span.text(&article.text))
        };
        found
            .iter()
            .map(|one| (words(&one.source), words(&one.content)))
            .collect()
    }

    /// An article with a paragraph a line.
    pub(super) fn lined(text: &str) -> Article {
        lines(text)
    }

    /// An article with this headline.
    pub(super) fn titled(title: &str) -> Article {
        let mut article = lines(&format!(
            "{title}\nThe harbour master, Ilse Varga, left. The Lund Herald has it."
        ));
        article.blocks[0].kind = BlockKind::Title;
        article
    }

    /// A paragraph, a block quotation, and what stands below it, if anything.
    pub(super) fn quoting(before: &str, quote: &str, below: &str) -> Article {
        let mut article = lines(&format!("{before}\n{quote}\n{below}"));
        article.blocks[1].kind = BlockKind::Quote;
        article
            .blocks
            .retain(|block: &Block| !block.range.is_empty());
        article
    }

    #[test]
    fn what_is_found_gives_way_or_stays() {
        let article = quoting("The mayor wrote:", "Oud said that it rained.", "");
        let find = |words: &str| article.text.find(words).map(|at| at..at + words.len());
        let span = |words: &str| find(words).and_then(|range| Span::new(vec![range]));
        let one = |source: &str| Attribution {
            source: span(source),
            cue: span("said"),
            content: span("that it rained"),
            quotation: Quotation::Indirect,
            confidence: 1.0,
        };
        for (source, left) in [("Oud", 2), ("The mayor", 1)] {
            let mut found = vec![one(source)];
            add(&article, &mut found);
            assert_eq!(found.len(), left, "{source}");
        }
    }
}
