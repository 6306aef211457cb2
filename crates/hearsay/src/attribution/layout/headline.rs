//! Headlines and headings: "Minister: no talks", "No talks: minister", "No talks, says minister", "Talks off - ministry".

use std::ops::Range;

use super::{Page, Placed};
use crate::article::BlockKind;

/// Words that are said, at least.
const LEAST: usize = 2;

/// Tokens of a speaker behind what is said, at most.
const SHORT: usize = 5;

pub(super) fn read(page: &Page<'_>) -> Vec<Placed> {
    let lines = page.of(&[BlockKind::Title, BlockKind::Heading]);
    lines
        .filter_map(|(_, line)| {
            before(page, &line)
                .or_else(|| verb(page, &line))
                .or_else(|| behind(page, &line))
        })
        .collect()
}

fn placed(
    page: &Page<'_>,
    source: Range<usize>,
    cue: Range<usize>,
    content: Range<usize>,
) -> Option<Placed> {
    let content = page.trimmed(content);
    (page.words(&content) >= LEAST).then(|| Placed {
        source,
        cue,
        content: vec![content],
        quoted: false,
        rules: false,
    })
}

/// "Minister: no talks".
fn before(page: &Page<'_>, line: &Range<usize>) -> Option<Placed> {
    let colon = line.clone().find(|&at| page.tokens.lower(at) == ":")?;
    let source = line.start..colon;
    let fits = page.is_speaker(&source);
    fits.then(|| placed(page, source, colon..colon + 1, colon + 1..line.end))?
}

/// "No talks: minister", "Talks off - ministry". A name of an outlet behind a dash is whose page it is.
fn behind(page: &Page<'_>, line: &Range<usize>) -> Option<Placed> {
    let tokens = &page.tokens;
    let sign = line.clone().rev().take(SHORT + 1).find(|&at| {
        let apart = || {
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            let this = tokens.get(at);
            matches!((before, this), (Some(a), Some(b)) if a.range.end < b.range.start)
        };
        match tokens.lower(at) {
            ":" => true,
            "-" | "–" | "—" => apart(),
            _ => false,
        }
    })?;
    let source = sign + 1..line.end;
    let content = line.start..sign;
    let fits = page.is_speaker(&source) && !page.is_outlet(&source) && !page.is_speaker(&content);
    fits.then(|| placed(page, source, sign..sign + 1, content))?
}

/// "No talks, says minister", "No talks, minister says".
fn verb(page: &Page<'_>, line: &Range<usize>) -> Option<Placed> {
    let comma = line
        .clone()
        .rev()
        .take(super::LONGEST)
        .find(|&at| matches!(page.tokens.lower(at), "," | "”" | "\"" | "–" | "—" | "-"))?;
    let start = comma + 1;
    let last = line.end - 1;
    let (source, cue) = if page.speaks(start) {
        (start + 1..line.end, start)
    } else if page.speaks(last) {
        (start..last, last)
    } else {
        return None;
    };
    let fits = page.is_speaker(&source);
    fits.then(|| placed(page, source, cue..cue + 1, line.start..comma + 1))?
}

#[cfg(test)]
mod tests {
    use super::super::tests::{said, titled};

    #[test]
    fn speakers_of_headlines() {
        for (title, source, content) in [
            (
                "Harbour minister: no talks on the quay",
                "Harbour minister",
                "no talks on the quay",
            ),
            (
                "No talks on the quay: minister",
                "minister",
                "No talks on the quay",
            ),
            (
                "No talks on the quay, says minister",
                "minister",
                "No talks on the quay",
            ),
            (
                "No talks on the quay, mayor of Lund says",
                "mayor of Lund",
                "No talks on the quay",
            ),
            ("Quay talks off - ministry", "ministry", "Quay talks off"),
            ("Varga: 'Nobody asked us'", "Varga", "'Nobody asked us'"),
            (
                "‘Nobody asked us’ – pilots' guild",
                "pilots' guild",
                "‘Nobody asked us’",
            ),
        ] {
            assert_eq!(
                said(&titled(title)),
                [(source.to_owned(), content.to_owned())],
                "{title}"
            );
        }
    }

    #[test]
    fn headlines_that_nobody_says() {
        for title in [
            "Update: the quay is closed",
            "Live: quay talks in Lund",
            "Analysis: why the quay closed",
            "Exclusive: minister to close the quay",
            "Editor's note: a correction",
            "Quay closed - The Lund Herald",
            "Quay closed – live updates",
            "The quay, closed since May, opens",
            "Minister: no",
        ] {
            assert!(
                said(&titled(title)).is_empty(),
                "{title}: {:?}",
                said(&titled(title))
            );
        }
    }
}
