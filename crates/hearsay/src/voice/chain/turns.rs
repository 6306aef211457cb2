//! Whose turn it is: quotations over several paragraphs, quotations that go on behind their cue, and those that nobody
//! is named for.
//!
//! A quotation that is opened anew at each paragraph and closed once is one attribution, with the speaker that
//! any of its paragraphs names. What is quoted in a sentence of its own behind "he said." is one by itself. A
//! quotation that makes a sentence or more and is nobody's yet belongs to who spoke last, or to the person that the
//! sentence before it begins with.

use std::ops::Range;

use crate::attribution::{Attribution, Quotation};
use crate::grammar::names::Name;
use crate::span::Span;
use crate::voice::context::Context;

/// The belief in a quotation's speaker where no word names one.
const CONFIDENCE: f32 = 0.6;

/// Words that a quotation has at least, to be a saying and not a name.
const LEAST: usize = 3;

/// The attributions of an article with its quotations in order, in reading order.
pub(super) fn put(context: &Context<'_>, attributions: Vec<Attribution>) -> Vec<Attribution> {
    let quotes = quotes(context);
    let mut out: Vec<Attribution> = Vec::with_capacity(attributions.len());
    for attribution in attributions {
        let attribution = closed(context, &quotes, attribution);
        out.extend(apart(context, attribution));
    }
    join(context, &quotes, &mut out);
    out.sort_by_key(Attribution::start);
    float(context, &quotes, &mut out);
    out.sort_by_key(Attribution::start);
    out
}

/// Words between quotation marks: tokens, the marks included.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Quote {
    tokens: Range<usize>,
    /// Whether a mark closes it before its block ends.
    closed: bool,
    block: usize,
}

/// The quotations of the body's blocks, in text order.
fn quotes(context: &Context<'_>) -> Vec<Quote> {
    let tokens = &context.tokens;
    let mut out: Vec<Quote> = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let close = |out: &mut Vec<Quote>, start: usize, end: usize, closed: bool, block: usize| {
        out.push(Quote {
            tokens: start..end,
            closed,
            block,
        });
    };
    let mut block = usize::MAX;
    for (at, token) in tokens.iter() {
        if token.block != block {
            if let Some((start, _)) = open.take() {
                close(&mut out, start, at, false, block);
            }
            block = token.block;
        }
        let blocks = &context.article.blocks;
        if !blocks.get(block).is_none_or(|block| block.kind.is_body()) {
            continue;
        }
        let mark = &*token.lower;
        match open {
            Some((start, closing)) if mark == closing => {
                close(&mut out, start, at + 1, true, block);
                open = None;
            }
            None => open = closing(mark).map(|closing| (at, closing)),
            Some(_) => {}
        }
    }
    if let Some((start, _)) = open {
        close(&mut out, start, tokens.len(), false, block);
    }
    out
}

/// The mark that closes what this one opens.
fn closing(mark: &str) -> Option<&'static str> {
    match mark {
        "“" | "„" => Some("”"),
        "\"" => Some("\""),
        "«" => Some("»"),
        _ => None,
    }
}

/// The attribution without the sentences behind the quotation that its cue leads to: `said: {"It rains." It did.}`.
fn closed(context: &Context<'_>, quotes: &[Quote], attribution: Attribution) -> Attribution {
    let tokens = &context.tokens;
    let (Some(content), Some(cue)) = (&attribution.content, &attribution.cue) else {
        return attribution;
    };
    let Some(last) = content.ranges().last().cloned() else {
        return attribution;
    };
    let all = Span::new(vec![last.clone()]).map_or(Vec::new(), |span| tokens.of(&span));
    let (Some(&start), Some(&end)) = (all.first(), all.last()) else {
        return attribution;
    };
    let at = quotes.partition_point(|quote| quote.tokens.start < start);
    let Some(quote) = quotes
        .get(at)
        .filter(|quote| quote.closed && cue.end() <= last.start)
    else {
        return attribution;
    };
    let close = quote.tokens.end - 1;
    let leads =
        quote.tokens.start == start && tokens.sentence(close).end == close + 1 && close < end;
    let goes_on = tokens
        .get(close + 1)
        .is_some_and(|next| closing(&next.lower).is_some());
    let cut = tokens
        .get(close)
        .map(|mark| mark.range.end)
        .filter(|_| leads && !goes_on);
    let Some(cut) = cut else {
        return attribution;
    };
    let mut ranges = content.ranges().to_vec();
    ranges.pop();
    let quotation = if ranges.is_empty() {
        Quotation::Direct
    } else {
        attribution.quotation
    };
    ranges.push(last.start..cut);
    Attribution {
        content: Span::new(ranges),
        quotation,
        ..attribution
    }
}

/// A quotation that goes on in a sentence of its own behind its cue, as two attributions.
fn apart(context: &Context<'_>, attribution: Attribution) -> Vec<Attribution> {
    let tokens = &context.tokens;
    let Some(content) = attribution
        .content
        .clone()
        .filter(|span| span.ranges().len() > 1)
    else {
        return vec![attribution];
    };
    let beside: Vec<usize> = [&attribution.cue, &attribution.source]
        .into_iter()
        .flatten()
        .flat_map(|span| tokens.of(span))
        .collect();
    let cut = content.ranges().windows(2).position(|two| {
        let (Some(before), Some(after)) = (last(context, &two[0]), first(context, &two[1])) else {
            return false;
        };
        let told = beside.iter().any(|&at| before < at && at < after);
        let opens = tokens
            .get(after)
            .is_some_and(|token| closing(&token.lower).is_some());
        let sentence = tokens.sentence(after);
        told && opens && sentence.start == after && attribution.quotation == Quotation::Direct
    });
    let Some(cut) = cut else {
        return vec![attribution];
    };
    let (head, tail) = content.ranges().split_at(cut + 1);
    let (Some(head), Some(tail)) = (Span::new(head.to_vec()), Span::new(tail.to_vec())) else {
        return vec![attribution];
    };
    let rest = Attribution {
        cue: None,
        content: Some(tail),
        ..attribution.clone()
    };
    let mut out = vec![Attribution {
        content: Some(head),
        ..attribution
    }];
    out.extend(apart(context, rest));
    out
}

fn first(context: &Context<'_>, range: &Range<usize>) -> Option<usize> {
    let span = Span::new(vec![range.clone()])?;
    context.tokens.of(&span).first().copied()
}

fn last(context: &Context<'_>, range: &Range<usize>) -> Option<usize> {
    let span = Span::new(vec![range.clone()])?;
    context.tokens.of(&span).last().copied()
}

/// Makes one attribution of each quotation over several paragraphs.
fn join(context: &Context<'_>, quotes: &[Quote], all: &mut Vec<Attribution>) {
    let goes_on = |at: usize| {
        let (this, next) = (&quotes[at], quotes.get(at + 1));
        let tokens = &context.tokens;
        !this.closed
            && next.is_some_and(|next| {
                next.tokens.start == this.tokens.end
                    && tokens.lower(next.tokens.start) == tokens.lower(this.tokens.start)
            })
    };
    let mut at = 0;
    while at < quotes.len() {
        let start = at;
        while at + 1 < quotes.len() && goes_on(at) {
            at += 1;
        }
        at += 1;
        let parts = &quotes[start..at];
        if parts.len() < 2 {
            continue;
        }
        let ranges: Vec<Range<usize>> = parts
            .iter()
            .filter_map(|part| bytes(context, &part.tokens))
            .collect();
        let within = |span: &Span| {
            span.ranges().iter().any(|range| {
                ranges
                    .iter()
                    .any(|part| part.start <= range.start && range.end <= part.end)
            })
        };
        // Who is named inside of the quotation speaks in it, and is not its speaker.
        let speaks = |one: &Attribution| {
            let touches = one.content.as_ref().is_some_and(|span| {
                let part = |part: &Range<usize>| Span::new(vec![part.clone()]);
                ranges
                    .iter()
                    .filter_map(part)
                    .any(|part| part.overlaps(span))
            });
            touches && !one.source.iter().chain(&one.cue).any(within)
        };
        let spoken: Vec<Attribution> = all.extract_if(.., |one| speaks(one)).collect();
        let best = spoken
            .iter()
            .rev()
            .find(|one| one.cue.is_some())
            .or_else(|| {
                spoken
                    .iter()
                    .rev()
                    .find(|one| one.source.is_some())
                    .or(spoken.last())
            });
        let Some(best) = best.cloned() else {
            continue;
        };
        // Words of the reporter's before the first mark stay part of what is said.
        let whole: Vec<Range<usize>> = spoken
            .iter()
            .filter_map(|one| one.content.as_ref())
            .flat_map(|span| span.ranges().to_vec())
            .chain(ranges.iter().cloned())
            .collect();
        all.push(Attribution {
            content: Span::new(whole),
            ..best
        });
    }
}

/// The bytes over these tokens, without blanks at the ends.
fn bytes(context: &Context<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let first = context.tokens.get(range.start)?;
    let last = context.tokens.get(range.end.checked_sub(1)?)?;
    Some(first.range.start..last.range.end)
}

/// Adds the quotations that nobody is named for.
fn float(context: &Context<'_>, quotes: &[Quote], all: &mut Vec<Attribution>) {
    let tokens = &context.tokens;
    let mut taken = vec![false; tokens.len()];
    for span in all.iter().flat_map(Attribution::spans) {
        for at in tokens.of(span) {
            taken[at] = true;
        }
    }
    let mut found: Vec<Attribution> = Vec::new();
    let mut next = 0;
    for quote in quotes {
        let Range { start, end } = quote.tokens;
        let words = (start..end)
            .filter(|&at| tokens.get(at).is_some_and(|token| token.is_word))
            .count();
        let alone = tokens.sentence(start).start == start && tokens.sentence(end - 1).end == end;
        if words < LEAST || !alone || (start..end).any(|at| taken[at]) {
            continue;
        }
        let Some(content) = bytes(context, &quote.tokens) else {
            continue;
        };
        while next < all.len() && all[next].start() < content.start {
            next += 1;
        }
        let speaker =
            person_before(context, &taken, quote).or_else(|| speaker(context, &all[..next], quote));
        if let Some(speaker) = speaker {
            found.push(Attribution {
                source: Some(speaker),
                cue: None,
                content: Span::new(vec![content]),
                quotation: Quotation::Direct,
                confidence: CONFIDENCE,
            });
        }
    }
    all.append(&mut found);
}

/// The person whose name begins the sentence before the quotation, if that is in the same block and in nobody's mouth.
fn person_before(context: &Context<'_>, taken: &[bool], quote: &Quote) -> Option<Span> {
    let tokens = &context.tokens;
    let before = tokens.sentence(quote.tokens.start.checked_sub(1)?);
    let same = tokens
        .get(before.start)
        .is_some_and(|token| token.block == quote.block);
    let free = !before.clone().any(|at| taken[at]);
    let name = context.names.within(before.clone()).next()?;
    let opens =
        name.start <= before.start + 2 && context.names.known(tokens, name) == Some(Name::Person);
    (same && free && opens).then(|| context.span(name))?
}

/// The source of the last quotation or saying before, in the same block; in the one before only if this is quoted
/// from its beginning and that one to its end.
fn speaker(context: &Context<'_>, before: &[Attribution], quote: &Quote) -> Option<Span> {
    let tokens = &context.tokens;
    let begins = quote
        .tokens
        .start
        .checked_sub(1)
        .and_then(|at| tokens.get(at))
        .is_none_or(|token| token.block != quote.block);
    let last = before.iter().rev().find(|one| {
        one.source.is_some() && (one.cue.is_some() || one.quotation == Quotation::Direct)
    })?;
    let content = context.whole(last.content.as_ref()?)?;
    let block = tokens.get(content.end - 1)?.block;
    let quoted = last.quotation == Quotation::Direct;
    let next = begins && quoted && block + 1 == quote.block;
    (block == quote.block || next).then(|| last.source.clone())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::lines;

    /// Source and content of each attribution, once those of `found` (source, cue, content in pieces) are put in order.
    fn said(text: &str, found: &[(&str, &str, &[&str])]) -> Vec<(String, String)> {
        let article = lines(text);
        let place = |words: &str| {
            let start = text.find(words).expect("the words stand there");
            start..start + words.len()
        };
        let found = found.iter().map(|(source, cue, content)| Attribution {
            source: Span::new(vec![place(source)]),
            cue: Span::new(vec![place(cue)]),
            content: Span::new(content.iter().map(|piece| place(piece)).collect()),
            quotation: Quotation::Direct,
            confidence: 1.0,
        });
        let words =
            |span: &Option<Span>| span.as_ref().map_or(String::new(), |span| span.text(text));
        put(&Context::new(&article), found.collect())
            .iter()
            .map(|one| (words(&one.source), words(&one.content)))
            .collect()
    }

    fn pairs<const N: usize>(of: [(&str, &str); N]) -> Vec<(String, String)> {
        of.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec()
    }

    #[test]
    fn what_is_quoted_behind_the_cue_is_a_turn_of_its_own() {
        let text = "“It rains,” Oud said. “It pours.” He left.";
        let oud = ("Oud", "said", &["“It rains,”", "“It pours.”"][..]);
        assert_eq!(
            said(text, &[oud]),
            pairs([("Oud", "“It rains,”"), ("Oud", "“It pours.”")])
        );
        let text = "“It rains,” Oud said, “and it pours.”";
        let oud = ("Oud", "said", &["“It rains,”", "“and it pours.”"][..]);
        assert_eq!(
            said(text, &[oud]),
            pairs([("Oud", "“It rains,” “and it pours.”")])
        );
    }

    #[test]
    fn a_quotation_ends_where_it_is_closed() {
        let text = "Oud said: “It rains.” Nobody heard him.";
        let oud = ("Oud", "said:", &["“It rains.” Nobody heard him"][..]);
        assert_eq!(said(text, &[oud]), pairs([("Oud", "“It rains.”")]));
        let text = "Oud said: “It rains.” “It pours.”";
        let oud = ("Oud", "said:", &["“It rains.” “It pours.”"][..]);
        assert_eq!(
            said(text, &[oud]),
            pairs([("Oud", "“It rains.” “It pours.”")])
        );
    }

    #[test]
    fn a_quotation_over_paragraphs_is_one() {
        for [open, close] in [["“", "”"], ["\"", "\""]] {
            let text = format!(
                "{open}It fell.\n{open}It rose,{close} Oud said. {open}It fell again.{close}"
            );
            let last = format!("{open}It rose,{close}");
            let first = format!("{open}It fell.");
            let found = [("Oud", "said", &[&*last][..])];
            assert_eq!(
                said(&text, &found),
                pairs([
                    ("Oud", &format!("{first} {last}")),
                    ("Oud", &format!("{open}It fell again.{close}")),
                ])
            );
        }
        let text = "“It fell.”\n“It rose,” Oud said.";
        let found = [("Oud", "said", &["“It rose,”"][..])];
        assert_eq!(said(text, &found), pairs([("Oud", "“It rose,”")]));
    }

    #[test]
    fn a_quotation_without_a_speaker_is_the_last_ones() {
        let text =
            "“It rains,” Oud said. He sat down. “It pours and pours.”\n“It will stop one day.”";
        let found = [("Oud", "said", &["“It rains,”"][..])];
        assert_eq!(
            said(text, &found),
            pairs([
                ("Oud", "“It rains,”"),
                ("Oud", "“It pours and pours.”"),
                ("Oud", "“It will stop one day.”"),
            ])
        );
        let text = "“It rains,” Oud said. Ida Moe was cross. “It pours and pours.” The “Ada of Ostrel” sank.";
        assert_eq!(
            said(text, &found),
            pairs([("Oud", "“It rains,”"), ("Ida Moe", "“It pours and pours.”")])
        );
        assert_eq!(said("“It pours and pours.”", &[]), []);
    }
}
