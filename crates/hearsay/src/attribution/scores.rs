//! What the tagger says of a text: tag probabilities word by word, and links between words.
//!
//! The tagger sees windows of 256 pieces. Windows overlap by 70 pieces or more, and what is said
//! of a word that is read twice is averaged with less weight near a window's edge, where context
//! is missing. Pieces are cut into sections before that, at paragraph borders where possible, so
//! that a text of any length takes bounded memory.

use std::ops::Range;

use hearsay_tagger::{LINK, Model, Piece, Scratch, TAGS};

/// Ids of the two pieces that open and close a window.
const OPEN: u32 = 101;
const CLOSE: u32 = 102;

/// From one window's start to the next, in pieces, at most. On PolNeAR dev 128 takes 1.4 times as
/// long for no better F1 of attributions.
const STRIDE: usize = 184;

/// Within this many pieces of a window's edge, the weight of what is said falls linearly.
const EDGE: f32 = 32.0;

/// The most pieces of a section.
const SECTION: usize = 8192;

/// A word and what it is likely to be.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// Whether it stands inside double quotation marks.
    pub(super) quoted: bool,
    /// Whether it is a paragraph break.
    pub(super) is_break: bool,
    /// Probability of each tag.
    pub(super) tags: [f32; TAGS],
}

/// Which link is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// From the words of a content to its cue.
    ToCue,
    /// From the words of a cue to its source.
    ToSource,
}

/// The words of one section and the links between them.
#[derive(Debug, Default)]
pub(super) struct Scores {
    pub(super) words: Vec<Word>,
    windows: Vec<Window>,
}

/// Link vectors of one window: `[CLS]`, then its pieces, then `[SEP]`; four vectors each.
#[derive(Debug)]
struct Window {
    /// Words that start in it.
    words: Range<usize>,
    /// For each of these words, its row in `vectors`.
    rows: Vec<usize>,
    vectors: Vec<f32>,
    /// Whether it starts, and ends, where the section does.
    whole: (bool, bool),
}

const ROW: usize = 4 * LINK;

/// Cuts the pieces of a text into sections, each ending with a paragraph if it can.
pub(super) fn sections(pieces: &[Piece]) -> Vec<&[Piece]> {
    let mut out = Vec::new();
    let mut rest = pieces;
    while rest.len() > SECTION {
        let cut = (SECTION / 2..SECTION)
            .rev()
            .find(|&at| rest[at].is_break())
            .or_else(|| {
                (SECTION / 2..SECTION)
                    .rev()
                    .find(|&at| rest[at].starts_word)
            })
            .unwrap_or(SECTION);
        let (head, tail) = rest.split_at(cut);
        out.push(head);
        rest = tail;
    }
    out.push(rest);
    out
}

/// Where windows with room for `room` pieces start: as few as [`STRIDE`] allows, evenly apart.
fn starts(pieces: usize, room: usize) -> Vec<usize> {
    let last = pieces.saturating_sub(room);
    let steps = last.div_ceil(STRIDE);
    (0..=steps).map(|step| last * step / steps.max(1)).collect()
}

/// How much a place counts, by its distance from the nearer edge that cuts text off.
fn weight(before: usize, after: usize, whole: (bool, bool)) -> f32 {
    let before = if whole.0 {
        f32::INFINITY
    } else {
        before as f32 + 1.0
    };
    let after = if whole.1 {
        f32::INFINITY
    } else {
        after as f32 + 1.0
    };
    (before.min(after) / EDGE).clamp(0.05, 1.0)
}

impl Scores {
    /// Whether a paragraph border lies between word `from` and word `to`.
    pub(super) fn breaks_between(&self, from: usize, to: usize) -> bool {
        self.words[from..to].iter().any(|word| word.is_break)
    }

    /// Reads one section.
    pub(super) fn read(pieces: &[Piece], model: &Model, scratch: &mut Scratch) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut word_of = Vec::with_capacity(pieces.len());
        for piece in pieces {
            if piece.starts_word || words.is_empty() {
                words.push(Word {
                    range: piece.start..piece.end,
                    quoted: piece.is_quoted(),
                    is_break: piece.is_break(),
                    tags: [0.0; TAGS],
                });
            } else if let Some(word) = words.last_mut() {
                word.range.end = word.range.end.max(piece.end);
            }
            word_of.push(words.len() - 1);
        }
        let mut scores = Self {
            words,
            windows: Vec::new(),
        };
        if pieces.is_empty() {
            return scores;
        }
        let room = model.window() - 2;
        let mut total = vec![0.0_f32; scores.words.len()];
        for start in starts(pieces.len(), room) {
            let end = (start + room).min(pieces.len());
            scores.read_window(pieces, start..end, &word_of, &mut total, model, scratch);
        }
        for (word, total) in scores.words.iter_mut().zip(total) {
            word.tags = word.tags.map(|share| share / total);
        }
        scores
    }

    fn read_window(
        &mut self,
        pieces: &[Piece],
        range: Range<usize>,
        word_of: &[usize],
        total: &mut [f32],
        model: &Model,
        scratch: &mut Scratch,
    ) {
        let inside = &pieces[range.clone()];
        let mut ids = vec![OPEN];
        let mut features = vec![0];
        ids.extend(inside.iter().map(|piece| piece.id));
        features.extend(inside.iter().map(|piece| piece.feature));
        ids.push(CLOSE);
        features.push(0);
        let said = model.read(&ids, &features, scratch);
        let whole = (range.start == 0, range.end == pieces.len());
        let mut rows = Vec::new();
        let mut first_word = None;
        for (i, piece) in inside.iter().enumerate() {
            let at = range.start + i;
            if !(piece.starts_word || at == 0) {
                continue;
            }
            let word = word_of[at];
            first_word.get_or_insert(word);
            rows.push(i + 1);
            let share = weight(i, inside.len() - 1 - i, whole);
            total[word] += share;
            let tags = softmax(said.tags(i + 1));
            for (sum, tag) in self.words[word].tags.iter_mut().zip(tags) {
                *sum += share * tag;
            }
        }
        let mut vectors = Vec::with_capacity(ids.len() * ROW);
        for piece in 0..ids.len() - 1 {
            for part in [
                said.to_cue(piece),
                said.as_cue(piece),
                said.to_source(piece),
                said.as_source(piece),
            ] {
                vectors.extend_from_slice(part);
            }
        }
        let first = first_word.unwrap_or(0);
        self.windows.push(Window {
            words: first..first + rows.len(),
            rows,
            vectors,
            whole,
        });
    }

    /// How likely the words of each of `from` link to one of `to` (both ranges of words): a row
    /// for each of `from`, a column for each of `to`, and a last column for `to none of this text`.
    ///
    /// A row is the mean over its words and over the windows that hold them; a column, the sum
    /// over its words.
    pub(super) fn links(
        &self,
        link: Link,
        from: &[Range<usize>],
        to: &[Range<usize>],
    ) -> Vec<Vec<f32>> {
        let mut sums = vec![vec![(0.0_f32, 0.0_f32); to.len() + 1]; from.len()];
        for window in &self.windows {
            // Targets whose first word the window holds.
            let low = to.partition_point(|range| range.start < window.words.start);
            let high = to.partition_point(|range| range.start < window.words.end);
            let first = from.partition_point(|range| range.end <= window.words.start);
            for (row, range) in from.iter().enumerate().skip(first) {
                let held = range.start.max(window.words.start)..range.end.min(window.words.end);
                if held.is_empty() {
                    break;
                }
                let count = held.len() as f32;
                let before = held.start - window.words.start;
                let after = window.words.end - held.end;
                let share = count * weight(before, after, window.whole);
                let mut nowhere = 0.0;
                let mut there = vec![0.0; high - low];
                for word in held {
                    let chances = window.chances(link, word);
                    nowhere += chances[0];
                    for (sum, target) in there.iter_mut().zip(&to[low..high]) {
                        let end = target.end.min(window.words.end);
                        *sum += (target.start..end)
                            .map(|word| chances[window.row(word)])
                            .sum::<f32>();
                    }
                }
                let sums = &mut sums[row];
                for (column, chance) in there.into_iter().enumerate() {
                    sums[low + column].0 += share * chance / count;
                    sums[low + column].1 += share;
                }
                let last = to.len();
                sums[last].0 += share * nowhere / count;
                sums[last].1 += share;
            }
        }
        sums.into_iter()
            .map(|row| {
                row.into_iter()
                    .map(|(sum, share)| if share > 0.0 { sum / share } else { 0.0 })
                    .collect()
            })
            .collect()
    }
}

impl Window {
    fn row(&self, word: usize) -> usize {
        self.rows[word - self.words.start]
    }

    /// Probability over all pieces of the window that `word` links to them; piece 0 is `none`.
    fn chances(&self, link: Link, word: usize) -> Vec<f32> {
        let (asking, answering) = match link {
            Link::ToCue => (0, LINK),
            Link::ToSource => (2 * LINK, 3 * LINK),
        };
        let asker = &self.vectors[self.row(word) * ROW + asking..][..LINK];
        let scores: Vec<f32> = self
            .vectors
            .chunks_exact(ROW)
            .map(|row| dot(asker, &row[answering..][..LINK]) / (LINK as f32).sqrt())
            .collect();
        softmax(&scores)
    }
}

/// A dot product in sixteen running sums, which the compiler can keep in vectors.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 16];
    for (a, b) in a.chunks_exact(16).zip(b.chunks_exact(16)) {
        for i in 0..16 {
            sums[i] += a[i] * b[i];
        }
    }
    sums.iter().sum()
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

/// For tests: the words of a text, marks and paragraph breaks apart, without scores.
#[cfg(test)]
pub(super) fn words_of(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() && open {
            if let Some(word) = out.last_mut() {
                word.range.end = at + c.len_utf8();
            }
        } else if !c.is_whitespace() || c == '\n' {
            out.push(Word {
                range: at..at + c.len_utf8(),
                quoted: false,
                is_break: c == '\n',
                tags: [0.0; TAGS],
            });
        }
        open = c.is_alphanumeric();
    }
    out
}

/// For tests: the text of a run of words.
#[cfg(test)]
pub(super) fn text_of(text: &str, words: &[Word], run: &Range<usize>) -> String {
    text[words[run.start].range.start..words[run.end - 1].range.end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_cover_every_piece_and_end_with_the_text() {
        for pieces in [1, 253, 254, 255, 300, 1000, 5000] {
            let starts = starts(pieces, 254);
            assert_eq!(starts[0], 0);
            assert!(
                starts
                    .windows(2)
                    .all(|two| two[0] < two[1] && two[1] <= two[0] + STRIDE)
            );
            assert_eq!(starts[starts.len() - 1], pieces.saturating_sub(254));
        }
    }

    #[test]
    fn weight_falls_towards_a_cut_edge_only() {
        assert_eq!(weight(0, 200, (true, false)), 1.0);
        assert_eq!(weight(0, 200, (false, false)), 0.05);
        assert_eq!(weight(15, 200, (false, false)), 0.5);
        assert_eq!(weight(100, 100, (false, false)), 1.0);
    }
}
