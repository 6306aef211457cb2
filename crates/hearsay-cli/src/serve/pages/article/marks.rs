//! A block of text cut where marks begin and end: contents underlined by voice and stance, sources and cues marked.

use std::collections::BTreeSet;
use std::ops::Range;

use hearsay::reading::{AttributionValue, Marked, Reading};

use super::note;

/// Where an attribution stands, in code points, and how it is told apart.
#[derive(Debug)]
pub(super) struct Extent {
    /// Its place in the reading, from 0.
    pub(super) number: usize,
    /// Its id.
    pub(super) id: String,
    /// The number of its voice's hue.
    pub(super) hue: usize,
    stance: &'static str,
    /// Who says it and how, in a line.
    told: String,
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

impl Extent {
    /// Those of a reading.
    pub(super) fn all(reading: &Reading, hues: &[usize]) -> Vec<Self> {
        let values = reading.attributions.iter().enumerate();
        values
            .map(|(number, value)| Self::new(number, value, hues[number]))
            .collect()
    }

    fn new(number: usize, value: &AttributionValue, hue: usize) -> Self {
        let spans = |marked: Option<&Marked>| marked.map_or(Vec::new(), |one| one.spans.clone());
        let stance = value.stance.map_or("unread", |stance| stance.name());
        Self {
            number,
            id: value.id.clone(),
            hue,
            stance,
            told: format!("{}. {} — {stance}", number + 1, note::voices(value)),
            source: spans(value.source.as_ref().map(|source| &source.words)),
            cue: spans(value.cue.as_ref()),
            content: spans(value.content.as_ref()),
        }
    }

    /// What is looked for when it is looked for: the content, or else who says it, or how.
    fn main(&self) -> &[[usize; 2]] {
        let parts = [&self.content, &self.source, &self.cue];
        let mut parts = parts.into_iter().filter(|spans| !spans.is_empty());
        parts.next().map_or(&[], Vec::as_slice)
    }

    /// Where it begins.
    pub(super) fn first(&self) -> usize {
        self.main().first().map_or(usize::MAX, |span| span[0])
    }

    fn end(&self) -> usize {
        self.main().last().map_or(usize::MAX, |span| span[1])
    }

    fn touches(&self, block: &Range<usize>) -> bool {
        let all = self.content.iter().chain(&self.source).chain(&self.cue);
        all.into_iter()
            .any(|[start, end]| *start < block.end && block.start < *end)
    }

    /// How many code points its content has.
    fn length(&self) -> usize {
        self.content.iter().map(|[start, end]| end - start).sum()
    }
}

/// A run of text under the same marks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::serve::pages) struct Piece {
    /// The words.
    pub(in crate::serve::pages) text: String,
    /// Ids of the attributions that are found here.
    pub(in crate::serve::pages) anchors: Vec<String>,
    /// How it looks; empty for plain text.
    pub(in crate::serve::pages) class: String,
    /// Who says it, outermost attribution first.
    pub(in crate::serve::pages) told: String,
    /// The numbers of the attributions that it belongs to, from 1, with blanks between them.
    pub(in crate::serve::pages) of: String,
    /// The numbers of the attributions that end here, from 1, with their ids.
    pub(in crate::serve::pages) refs: Vec<(usize, String)>,
}

/// Cuts the words of a block. `at` is the id of the attribution that is looked for.
pub(super) fn cut(words: &[char], block: Range<usize>, extents: &[Extent], at: &str) -> Vec<Piece> {
    let mut near: Vec<&Extent> = extents.iter().filter(|one| one.touches(&block)).collect();
    // What contains another comes before it.
    near.sort_by_key(|one| (std::cmp::Reverse(one.length()), one.number));
    let mut borders = BTreeSet::from([block.start, block.end]);
    for extent in &near {
        let all = extent.content.iter().chain(&extent.source);
        for border in all.chain(&extent.cue).flatten() {
            borders.insert((*border).clamp(block.start, block.end));
        }
    }
    let borders: Vec<usize> = borders.into_iter().collect();
    let runs = borders.windows(2);
    runs.map(|run| {
        let text = words[run[0] - block.start..run[1] - block.start].iter();
        piece(text.collect(), run[0]..run[1], &near, at)
    })
    .collect()
}

fn piece(text: String, run: Range<usize>, near: &[&Extent], at: &str) -> Piece {
    let under = |spans: &[[usize; 2]]| {
        let mut spans = spans.iter();
        spans.any(|[start, end]| *start <= run.start && run.end <= *end)
    };
    let mut piece = Piece {
        text,
        ..Piece::default()
    };
    let mut classes: BTreeSet<&str> = BTreeSet::new();
    let mut inner = None;
    let mut of = BTreeSet::new();
    for extent in near {
        let mut belongs = false;
        for (spans, class) in [(&extent.source, "source"), (&extent.cue, "cue")] {
            if under(spans) {
                classes.insert(class);
                belongs = true;
            }
        }
        if under(&extent.content) {
            inner = Some(extent);
            belongs = true;
            if !piece.told.is_empty() {
                piece.told.push('\n');
            }
            piece.told.push_str(&extent.told);
        }
        if belongs {
            of.insert(extent.number + 1);
            if extent.id == at && under(extent.main()) {
                classes.insert("here");
            }
        }
        if run.start == extent.first() {
            piece.anchors.push(extent.id.clone());
        }
        if run.end == extent.end() {
            piece.refs.push((extent.number + 1, extent.id.clone()));
        }
    }
    piece.refs.sort_unstable();
    let mut class: Vec<String> = classes.into_iter().map(str::to_owned).collect();
    if let Some(extent) = inner {
        class.push(format!("said {} hue{}", extent.stance, extent.hue));
    }
    piece.class = class.join(" ");
    let numbers: Vec<String> = of.iter().map(usize::to_string).collect();
    piece.of = numbers.join(" ");
    piece
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(number: usize, source: &[[usize; 2]], content: &[[usize; 2]]) -> Extent {
        Extent {
            number,
            id: format!("id{number}"),
            hue: number,
            stance: "asserts",
            told: format!("voice {number}"),
            source: source.to_vec(),
            cue: Vec::new(),
            content: content.to_vec(),
        }
    }

    fn shown(pieces: &[Piece]) -> Vec<(&str, &str)> {
        let pieces = pieces.iter();
        pieces.map(|one| (&*one.text, &*one.class)).collect()
    }

    #[test]
    fn contents_nest_and_the_innermost_shows() {
        // "Ä said Ö denied it": 0..1 says 7..18, 7..8 denies 16..18
        let text: Vec<char> = "Ä said Ö denied it".chars().collect();
        let extents = [
            extent(0, &[[0, 1]], &[[7, 18]]),
            extent(1, &[[7, 8]], &[[16, 18]]),
        ];
        let pieces = cut(&text, 0..18, &extents, "id1");
        assert_eq!(
            shown(&pieces),
            [
                ("Ä", "source"),
                (" said ", ""),
                ("Ö", "source said asserts hue0"),
                (" denied ", "said asserts hue0"),
                ("it", "here said asserts hue1"),
            ]
        );
        assert_eq!(pieces[4].told, "voice 0\nvoice 1");
        assert_eq!(pieces[4].refs.len(), 2);
        assert_eq!(pieces[2].anchors, ["id0"]);
        assert_eq!(pieces[2].of, "1 2");
    }

    #[test]
    fn a_block_shows_its_own_piece_of_a_content() {
        let text: Vec<char> = "world".chars().collect();
        let extents = [extent(0, &[], &[[3, 9], [12, 14]])];
        let pieces = cut(&text, 7..12, &extents, "");
        assert_eq!(shown(&pieces), [("wo", "said asserts hue0"), ("rld", "")]);
        assert!(pieces.iter().all(|piece| piece.refs.is_empty()));
        assert!(pieces.iter().all(|piece| piece.anchors.is_empty()));
    }
}
