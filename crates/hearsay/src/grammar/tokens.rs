//! An article's text as words and marks, with its sentences.
//!
//! Finer than the tagger's words: "'s" is a token of its own, so that whose it is and what it is
//! stay apart. Positions are numbers of tokens.

use std::ops::Range;

use super::quotes;
use crate::article::Article;
use crate::lexicon;
use crate::span::Span;

/// A word or a mark.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// Its bytes in the article's text.
    pub(crate) range: Range<usize>,
    /// In lower case, with straight apostrophes.
    pub(crate) lower: String,
    /// Whether it begins with an upper case letter, a particle such as "al-" aside.
    pub(crate) capital: bool,
    /// Whether it has letters, all of them in upper case.
    pub(crate) acronym: bool,
    /// Whether it is a word or a number, not a mark.
    pub(crate) is_word: bool,
    /// Whether it is the first word of its sentence, quotation marks aside.
    pub(crate) first: bool,
    /// Number of its sentence, counted through the article.
    pub(crate) sentence: usize,
    /// Number of its block.
    pub(crate) block: usize,
}

/// The tokens of one article.
#[derive(Debug)]
pub(crate) struct Tokens(Vec<Token>);

impl Tokens {
    /// The tokens of the article's blocks; of the whole text if it has none. Single marks that quote are
    /// double ones here.
    pub(crate) fn new(article: &Article) -> Self {
        let mut out = Self(Vec::new());
        let text = &quotes::doubled(article);
        if article.blocks.is_empty() {
            out.block(text, 0..text.len(), 0);
        }
        for (number, block) in article.blocks.iter().enumerate() {
            out.block(text, block.range.clone(), number);
        }
        out
    }

    /// Adds the tokens of one block.
    fn block(&mut self, text: &str, range: Range<usize>, block: usize) {
        let mut sentence = self.0.last().map_or(0, |last| last.sentence + 1);
        let (mut first, mut ended) = (true, false);
        let words: Vec<Range<usize>> = words(text, range);
        for (at, word) in words.iter().enumerate() {
            let is = &text[word.clone()];
            let is_word = is.starts_with(char::is_alphanumeric) || is_possessive(is);
            self.0.push(Token {
                range: word.clone(),
                lower: is.to_lowercase().replace('’', "'"),
                capital: is.starts_with(char::is_uppercase) || is_prefixed(is),
                acronym: is.chars().all(|c| c.is_uppercase() || c.is_numeric())
                    && is.starts_with(char::is_alphabetic),
                is_word,
                first: first && is_word,
                sentence,
                block,
            });
            first &= !is_word;
            ended |= matches!(is, "." | "!" | "?" | "…") && self.ends(text, &words, at);
            // The mark that closes a quotation belongs to what it closes.
            let closes = words.get(at + 1).is_some_and(|next| {
                next.start == word.end && matches!(&text[next.clone()], "”" | "\"" | "’" | "»")
            });
            if ended && !closes {
                sentence += 1;
                (first, ended) = (true, false);
            }
        }
    }

    /// Whether the sentence ends at this full stop, question or exclamation mark: the next word
    /// begins with no small letter and the word before is no abbreviation.
    fn ends(&self, text: &str, words: &[Range<usize>], at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| &text[words[before].clone()]);
        let short = before.is_some_and(|word| {
            lexicon::is_title(word)
                || word.chars().count() == 1 && word.starts_with(char::is_uppercase)
        });
        // "Jan. 31", "No. 5".
        let counts = at > 0
            && is_cut(&text[words[at - 1].clone()])
            && words
                .get(at + 1)
                .is_some_and(|next| text[next.clone()].starts_with(|c: char| c.is_ascii_digit()));
        let glued = words
            .get(at + 1)
            .is_some_and(|next| next.start == words[at].end && starts_word(&text[next.clone()]));
        let small = words[at + 1..]
            .iter()
            .map(|next| &text[next.clone()])
            .find(|next| starts_word(next))
            .is_some_and(|next| next.starts_with(char::is_lowercase));
        !((short || counts) && &text[words[at].clone()] == "." || glued || small)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The token with this number.
    pub(crate) fn get(&self, at: usize) -> Option<&Token> {
        self.0.get(at)
    }

    /// The word or mark with this number in lower case; nothing past the ends.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.0.get(at).map_or("", |token| &token.lower)
    }

    /// All tokens, with their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &Token)> {
        self.0.iter().enumerate()
    }

    /// Numbers of the tokens that lie in the span, in text order.
    pub(crate) fn of(&self, span: &Span) -> Vec<usize> {
        span.ranges()
            .iter()
            .flat_map(|range| {
                let start = self
                    .0
                    .partition_point(|token| token.range.end <= range.start);
                let end = self
                    .0
                    .partition_point(|token| token.range.start < range.end);
                start..end.max(start)
            })
            .collect()
    }

    /// The tokens of the sentence around this token.
    pub(crate) fn sentence(&self, at: usize) -> Range<usize> {
        let Some(token) = self.0.get(at) else {
            return at..at;
        };
        let start = self
            .0
            .partition_point(|other| other.sentence < token.sentence);
        let end = self
            .0
            .partition_point(|other| other.sentence <= token.sentence);
        start..end
    }

    /// Whether these lower-case words, parted by one blank, stand from this token on.
    pub(crate) fn has(&self, at: usize, words: &str) -> bool {
        words
            .split(' ')
            .enumerate()
            .all(|(n, word)| self.lower(at + n) == word)
    }
}

/// Whether the word can be one that is cut short before a number.
fn is_cut(word: &str) -> bool {
    word.chars().count() <= 4 && word.starts_with(char::is_uppercase)
}

/// "al-Oud": a name behind a particle in small letters.
fn is_prefixed(word: &str) -> bool {
    word.split_once('-').is_some_and(|(particle, name)| {
        matches!(
            particle,
            "al" | "el" | "ad" | "as" | "ash" | "at" | "az" | "an" | "ar" | "ul"
        ) && name.starts_with(char::is_uppercase)
    })
}

fn starts_word(word: &str) -> bool {
    word.starts_with(char::is_alphanumeric)
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s")
}

/// The words and marks of a part of the text. A word holds letters, digits, and hyphens,
/// apostrophes, full stops and commas between them as far as they do not end it.
fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let part = &text[range.clone()];
    let mut chars = part.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        if c.is_alphanumeric() {
            while let Some(&(at, next)) = chars.peek() {
                let after = part[at + next.len_utf8()..].chars().next();
                let inner = match next {
                    '-' | '\'' | '’' | '\u{2011}' => after.is_some_and(char::is_alphanumeric),
                    '.' | ',' => {
                        let before = part[..at].chars().next_back();
                        before.is_some_and(|c| c.is_ascii_digit())
                            && after.is_some_and(|c| c.is_ascii_digit())
                    }
                    _ => next.is_alphanumeric() || is_mark_of_letter(next),
                };
                if !inner {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            let word = &part[start..end];
            let cut = ["'s", "’s", "'S", "’S"]
                .iter()
                .find(|tail| word.len() > tail.len() && word.ends_with(**tail))
                .map_or(end, |tail| end - tail.len());
            out.push(range.start + start..range.start + cut);
            if cut < end {
                out.push(range.start + cut..range.start + end);
            }
        } else {
            out.push(range.start + start..range.start + end);
        }
    }
    out
}

/// Accents that follow their letter.
fn is_mark_of_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;

    #[test]
    fn words_marks_and_sentences() {
        let text = "Mr. Oud’s well-kept boat didn’t sail at 7.30. “It can’t,” he said.";
        let tokens = Tokens::new(&article(text));
        let words: Vec<&str> = tokens.iter().map(|(_, t)| &*t.lower).collect();
        assert_eq!(
            words,
            [
                "mr",
                ".",
                "oud",
                "'s",
                "well-kept",
                "boat",
                "didn't",
                "sail",
                "at",
                "7.30",
                ".",
                "“",
                "it",
                "can't",
                ",",
                "”",
                "he",
                "said",
                "."
            ]
        );
        let starts: Vec<&str> = tokens
            .iter()
            .filter(|(_, t)| t.first)
            .map(|(_, t)| &*t.lower)
            .collect();
        assert_eq!(starts, ["mr", "it"]);
        assert_eq!(tokens.sentence(17), 11..19);
        let dated = Tokens::new(&article("It sank on Jan. 31. It was cold."));
        assert_eq!(dated.sentence(0), 0..7);
        let span = Span::new(vec![4..9, 21..25]).expect("a span");
        let of: Vec<&str> = tokens
            .of(&span)
            .into_iter()
            .map(|at| tokens.lower(at))
            .collect();
        assert_eq!(of, ["oud", "'s", "boat"]);
    }
}
