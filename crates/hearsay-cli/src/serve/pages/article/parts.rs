//! An article in parts: a browser shows a page of a book at once, not the book.

use std::ops::Range;

use hearsay::article::BlockKind;
use hearsay::reading::{ArticleValue, Reading};

use super::Asked;

/// How many code points stand in a part, unless a block is longer.
const PART: usize = 40_000;

/// Where the parts of a text begin and end, in code points.
#[derive(Debug)]
pub(super) struct Parts {
    windows: Vec<Range<usize>>,
}

impl Parts {
    /// The parts of an article; one at least. Blocks stay whole where they are no longer than a part.
    pub(super) fn of(article: &ArticleValue) -> Self {
        let mut windows: Vec<Range<usize>> = Vec::new();
        let length = article.text.chars().count();
        for (_, block) in whole(article, length) {
            match windows.last_mut() {
                Some(last) if block.end - last.start <= PART => last.end = block.end,
                _ => {
                    let mut start = block.start;
                    while block.end - start > PART {
                        windows.push(start..start + PART);
                        start += PART;
                    }
                    windows.push(start..block.end);
                }
            }
        }
        if windows.is_empty() {
            windows.push(0..0);
        }
        Self { windows }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.windows.len()
    }

    /// The code points of a part.
    pub(super) fn window(&self, part: usize) -> Range<usize> {
        self.windows[part].clone()
    }

    /// The part that is asked for, from 0: by its number, or by an attribution that begins in it.
    pub(super) fn asked(&self, reading: &Reading, asked: &Asked) -> usize {
        if let Some(part) = asked.part {
            return part.clamp(1, self.count()) - 1;
        }
        let mut values = reading.attributions.iter();
        let first = values.find(|value| value.id == asked.at).and_then(|value| {
            let content = value.content.as_ref();
            let words = content.or(value.source.as_ref().map(|source| &source.words));
            Some(words?.spans.first()?[0])
        });
        let place = first.and_then(|at| self.windows.iter().position(|one| at < one.end));
        place.unwrap_or(0)
    }

    /// The blocks of a part, and what they are; those that reach beyond it end with it.
    pub(super) fn blocks(
        &self,
        article: &ArticleValue,
        part: usize,
    ) -> Vec<(BlockKind, Range<usize>)> {
        let window = &self.windows[part];
        whole(article, window.end)
            .into_iter()
            .map(|(kind, block)| {
                let (start, end) = (block.start.max(window.start), block.end.min(window.end));
                (kind, start..end)
            })
            .filter(|(_, block)| block.start < block.end)
            .collect()
    }
}

/// The blocks of an article; its whole text where it has none.
fn whole(article: &ArticleValue, length: usize) -> Vec<(BlockKind, Range<usize>)> {
    let blocks = article.blocks.iter();
    let blocks: Vec<_> = blocks
        .map(|block| (block.kind, block.start..block.end.max(block.start)))
        .collect();
    if blocks.is_empty() {
        return vec![(BlockKind::Paragraph, 0..length)];
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn reading(blocks: &[usize]) -> Reading {
        let mut at = 0;
        let mut ranges = Vec::new();
        for length in blocks {
            ranges.push(json!({"kind": "paragraph", "start": at, "end": at + length}));
            at += length + 2;
        }
        let text = "ä".repeat(at);
        serde_json::from_value(json!({
            "schema": "hearsay.reading/1", "entities": [],
            "article": {"id": "w", "url": null, "outlet": null, "title": null, "authors": [], "published": null,
                "language": null, "text": text, "blocks": ranges, "warnings": [],
                "signals": {"url": null, "outlet": null, "title": null, "authors": [], "published": null, "language": null}},
            "attributions": [{"id": "a", "parent": null, "source": null, "cue": null,
                "content": {"spans": [[PART + 3, PART + 9]], "text": "ääääää"}, "quotation": "indirect", "mode": null,
                "stance": null, "certainty": null, "polarity": null, "chain": [], "said": null, "confidence": 0.5}]
        }))
        .expect("a reading")
    }

    #[test]
    fn blocks_stay_whole_where_they_can() {
        let one = reading(&[100, 200]);
        let parts = Parts::of(&one.article);
        assert_eq!((parts.count(), parts.window(0)), (1, 0..302));
        let two = reading(&[PART - 10, 100]);
        let parts = Parts::of(&two.article);
        assert_eq!(parts.count(), 2);
        assert_eq!(parts.window(1), PART - 8..PART + 92);
        assert_eq!(parts.blocks(&two.article, 1).len(), 1);
    }

    #[test]
    fn a_block_without_end_is_cut() {
        let long = reading(&[3 * PART - 1]);
        let parts = Parts::of(&long.article);
        assert_eq!(parts.count(), 3);
        let lengths: usize = (0..3).map(|part| parts.window(part).len()).sum();
        assert_eq!(lengths, 3 * PART - 1);
        assert_eq!(parts.blocks(&long.article, 1)[0].1, PART..2 * PART);
    }

    #[test]
    fn the_part_is_found_by_what_is_said_in_it() {
        let long = reading(&[3 * PART]);
        let parts = Parts::of(&long.article);
        let asked = |part, at: &str| {
            let asked = Asked {
                part,
                at: at.to_owned(),
            };
            parts.asked(&long, &asked)
        };
        assert_eq!(asked(None, "a"), 1);
        assert_eq!(asked(None, "elsewhere"), 0);
        assert_eq!(asked(Some(3), ""), 2);
        assert_eq!(asked(Some(0), ""), 0);
        assert_eq!(asked(Some(99), ""), 2);
    }
}
