//! Single quotation marks, read as double ones.
//!
//! Some newsrooms quote with ‘ ’ or ' where others have “ ” or ". The marks are apostrophes too, so that which of
//! them quote is decided once, here: [`doubled`] gives the text with these as double marks, byte for byte as long
//! as it was, and the double ones inside of them as single. Whoever reads quotations reads that text.

use std::ops::Range;

use super::vocabulary;
use crate::article::Article;

/// A quotation that is not closed and does not go on in the next paragraph has at least this many blanks in it.
const LONG: usize = 3;

/// The article's text with the single quotation marks as double ones, and these inside of them as single ones.
/// Every character stays where it was.
pub(crate) fn doubled(article: &Article) -> String {
    let text = &article.text;
    let blocks: Vec<Range<usize>> = if article.blocks.is_empty() {
        std::iter::once(0..text.len()).collect()
    } else {
        let all = article.blocks.iter();
        all.map(|block| block.range.clone()).collect()
    };
    let mut out = text.clone();
    for (at, block) in blocks.iter().enumerate() {
        let part = &text[block.clone()];
        if !part.contains(['\'', '‘']) {
            continue;
        }
        let goes_on = blocks
            .get(at + 1)
            .is_some_and(|next| text[next.clone()].trim_start().starts_with(['\'', '‘']));
        for (place, mark) in (Reader::new(part, goes_on)).read() {
            let start = block.start + place;
            let mut bytes = [0; 4];
            let mark = mark.encode_utf8(&mut bytes);
            out.replace_range(start..start + mark.len(), mark);
        }
    }
    out
}

/// Reads one paragraph.
struct Reader {
    chars: Vec<(usize, char)>,
    /// Whether the next paragraph opens with a single mark.
    goes_on: bool,
}

impl Reader {
    fn new(text: &str, goes_on: bool) -> Self {
        Self {
            chars: text.char_indices().collect(),
            goes_on,
        }
    }

    fn is(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|(_, c)| *c)
    }

    fn before(&self, at: usize) -> Option<char> {
        self.is(at.checked_sub(1)?)
    }

    /// The marks that become others, with their bytes in the paragraph.
    fn read(&self) -> Vec<(usize, char)> {
        let mut out = Vec::new();
        let mut at = 0;
        // Once nothing closes what a mark opens, nothing closes what the next one does.
        let mut unclosed = [false; 2];
        while let Some(c) = self.is(at) {
            let double = match c {
                '“' | '„' => Some('”'),
                '"' => Some('"'),
                '«' => Some('»'),
                _ => None,
            };
            if let Some(closing) = double {
                let end = (at + 1..self.chars.len()).find(|&end| self.is(end) == Some(closing));
                at = end.map_or(self.chars.len(), |end| end + 1);
                continue;
            }
            let kind = usize::from(c == '‘');
            if !matches!(c, '\'' | '‘') || unclosed[kind] || !self.opens(at) {
                at += 1;
                continue;
            }
            let last = self.chars[..at].iter().rfind(|(_, c)| !c.is_whitespace());
            let first = last.is_none();
            let goes_on =
                self.goes_on && last.is_none_or(|(_, c)| matches!(c, '.' | ':' | ',' | '!' | '?'));
            let end = self.closer(at, goes_on);
            unclosed[kind] = end.is_none();
            let blanks = self.chars[at..].iter().filter(|(_, c)| c.is_whitespace());
            let long = first && blanks.take(LONG).count() == LONG;
            if end.is_none() && !goes_on && !long {
                at += 1;
                continue;
            }
            let end = end.unwrap_or(self.chars.len());
            for &(place, c) in &self.chars[at..self.chars.len().min(end + 1)] {
                let outer = place == self.chars[at].0 || self.is_at(end, place);
                out.extend(turned(c, outer).map(|mark| (place, mark)));
            }
            at = end + 1;
        }
        out
    }

    fn is_at(&self, at: usize, place: usize) -> bool {
        self.chars.get(at).is_some_and(|(other, _)| *other == place)
    }

    /// Whether the single mark here can open a quotation: it stands before a word and behind none.
    fn opens(&self, at: usize) -> bool {
        let apart = self.before(at).is_none_or(|c| {
            c.is_whitespace() || matches!(c, '(' | '[' | '-' | '–' | '—' | ':' | '/' | '…')
        });
        let word = self.is(at + 1).is_some_and(|c| {
            c.is_alphanumeric()
                || matches!(c, '“' | '"' | '«' | '…' | '[' | '(' | '£' | '$' | '€' | '.')
        });
        apart && word && !self.is_cut(at)
    }

    /// Whether the word behind the mark is one that is cut short: "’tis", "’90s".
    fn is_cut(&self, at: usize) -> bool {
        let word: String = self.chars[at + 1..]
            .iter()
            .map(|(_, c)| *c)
            .take_while(|c| c.is_alphanumeric())
            .take(8)
            .collect();
        let lower = word.to_lowercase();
        let digits = lower.trim_end_matches('s');
        let decade = digits.len() == 2 && digits.bytes().all(|c| c.is_ascii_digit());
        decade || vocabulary::is_elision(&lower)
    }

    /// The mark that closes the quotation which is opened here. `may_go_on`: whether it may be one of several
    /// paragraphs.
    fn closer(&self, open: usize, may_go_on: bool) -> Option<usize> {
        let closes = |at: usize| {
            let kind = matches!(
                (self.is(open), self.is(at)),
                (Some('‘'), Some('’')) | (_, Some('\''))
            );
            let behind = self.before(at).is_some_and(|c| !c.is_whitespace());
            let glued = self.is(at + 1).is_some_and(char::is_alphanumeric);
            kind && at > open + 1 && behind && !glued
        };
        let first = (open + 1..self.chars.len()).find(|&at| closes(at))?;
        let mut end = first;
        while self.owns(end) {
            let next = (end + 1..self.chars.len())
                .take_while(|&at| !(matches!(self.is(at), Some('\'' | '‘')) && self.opens(at)))
                .find(|&at| closes(at));
            match next {
                Some(next) => end = next,
                None if may_go_on => return None,
                None => return Some(first),
            }
        }
        Some(end)
    }

    /// Whether the mark can be an apostrophe at a word's end: "the workers’ pay", "goin’ home".
    fn owns(&self, at: usize) -> bool {
        let cut = self.before(at) == Some('n')
            && at >= 3
            && self.is(at - 2) == Some('i')
            && self.is(at - 3).is_some_and(char::is_alphabetic);
        let letter = matches!(self.before(at), Some('s' | 'S' | 'z' | 'x')) || cut;
        let word = self.is(at + 2).is_some_and(char::is_alphabetic);
        letter && self.is(at + 1) == Some(' ') && word
    }
}

/// What a mark becomes: the outer ones double, those inside single.
const fn turned(mark: char, outer: bool) -> Option<char> {
    match (mark, outer) {
        ('‘', true) => Some('“'),
        ('’', true) => Some('”'),
        ('\'', true) => Some('"'),
        ('“', false) => Some('‘'),
        ('”', false) => Some('’'),
        ('"', false) => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::lines;

    #[test]
    fn single_marks_that_quote() {
        for (text, wanted) in [
            ("'It fell,' she said.", "\"It fell,\" she said."),
            ("‘It fell,’ she said.", "“It fell,” she said."),
            (
                "She called it 'a ruin' twice.",
                "She called it \"a ruin\" twice.",
            ),
            (
                "'It can't be the workers' fault,' she said.",
                "\"It can't be the workers' fault,\" she said.",
            ),
            (
                "‘He said “no” to Ida’s plan,’ she said.",
                "“He said ‘no’ to Ida’s plan,” she said.",
            ),
            (
                "He called them 'useless workers' and 'fools'.",
                "He called them \"useless workers\" and \"fools\".",
            ),
            (
                "'It fell.\n'It rose,' she said.",
                "\"It fell.\n\"It rose,\" she said.",
            ),
            (
                "She said: ‘It was the pilots’ boat that fell.\n‘It rose.’",
                "She said: “It was the pilots’ boat that fell.\n“It rose.”",
            ),
            (
                "The mayor: 'We will pay.' ('Perhaps', he added.)",
                "The mayor: \"We will pay.\" (\"Perhaps\", he added.)",
            ),
        ] {
            assert_eq!(doubled(&lines(text)), wanted);
        }
    }

    #[test]
    fn apostrophes_and_inner_marks_stay() {
        for text in [
            "The workers' pay and the pilots' boats.",
            "’Tis the mayor’s, and it isn't theirs.",
            "Back in the '90s and '80s they didn't.",
            "“He said ‘no’ to me,” she said.",
            "\"He said 'no' to me,\" she said.",
            "It is 5' 10\" long.",
            "Rock 'n' roll, an' all.",
            "'Twas so",
            "'",
            "‘’‘’ '' ' '",
            "",
        ] {
            assert_eq!(doubled(&lines(text)), text);
        }
    }
}
