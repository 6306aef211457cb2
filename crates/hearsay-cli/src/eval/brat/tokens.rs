//! The scorer's own tokens, and what it knows about each: sentence and quotation marks.
//!
//! A token is a maximal run of alphanumeric characters (Unicode `Alphabetic` or numeric), or one
//! other character that is not white space. It belongs to a span if its first character does.
//! The rules are simple on purpose: they serve to compare codings, not to read.

use super::document::TokenSet;
use std::ops::Range;

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Its characters in the text, in code points.
    pub(crate) range: Range<usize>,
    /// Its characters in lower case.
    pub(crate) lower: String,
    /// Whether it is made of letters or digits.
    pub(crate) is_word: bool,
    /// Number of the sentence it stands in.
    pub(crate) sentence: usize,
    /// Number of the line it stands in.
    pub(crate) line: usize,
    /// Whether it stands between double quotation marks (the marks themselves do).
    pub(crate) quoted: bool,
}

/// The tokens of one text.
#[derive(Debug)]
pub(crate) struct Tokens {
    tokens: Vec<Token>,
}

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "capt", "cmdr", "co", "col", "corp", "dr", "fr", "gen", "gov", "inc", "jr", "lt", "ltd", "maj",
    "messrs", "mr", "mrs", "ms", "no", "prof", "rep", "reps", "rev", "sen", "sens", "sgt", "sr",
    "st", "vs",
];

impl Tokens {
    /// Cuts `text` into tokens.
    pub(crate) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut tokens = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            let start = at;
            let is_word = chars[at].is_alphanumeric();
            at += 1;
            if chars[start].is_whitespace() {
                continue;
            }
            while is_word && at < chars.len() && chars[at].is_alphanumeric() {
                at += 1;
            }
            tokens.push(Token {
                range: start..at,
                lower: chars[start..at]
                    .iter()
                    .flat_map(|c| c.to_lowercase())
                    .collect(),
                is_word,
                sentence: 0,
                line: 0,
                quoted: false,
            });
        }
        number_sentences(&mut tokens, &chars);
        mark_quotations(&mut tokens, &chars);
        Self { tokens }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token with this number.
    pub(crate) fn get(&self, number: usize) -> Option<&Token> {
        self.tokens.get(number)
    }

    /// The tokens of a set.
    pub(crate) fn of(&self, set: &TokenSet) -> impl Iterator<Item = &Token> {
        set.tokens().iter().filter_map(|&number| self.get(number))
    }

    /// The tokens whose first character lies in one of `ranges` (code points).
    pub(crate) fn within(&self, ranges: &[Range<usize>]) -> Option<TokenSet> {
        let mut numbers = Vec::new();
        for range in ranges {
            let first = self
                .tokens
                .partition_point(|token| token.range.start < range.start);
            let behind = self
                .tokens
                .partition_point(|token| token.range.start < range.end);
            numbers.extend(first..behind.max(first));
        }
        TokenSet::new(numbers)
    }
}

/// Whether the characters between two neighbouring tokens hold a line break.
fn line_break(chars: &[char], before: &Token, after: &Token) -> bool {
    chars[before.range.end..after.range.start].contains(&'\n')
}

/// Numbers lines and sentences. A sentence ends at a line break, and at `.`, `!`, `?` or `…` (with closing
/// marks behind it) before white space and a token that does not start in lower case, unless a
/// one-letter word or an abbreviation stands before the stop.
fn number_sentences(tokens: &mut [Token], chars: &[char]) {
    let (mut sentence, mut line) = (0, 0);
    for at in 1..tokens.len() {
        let (before, rest) = tokens.split_at_mut(at);
        let token = &mut rest[0];
        let previous = &before[at - 1];
        let new_line = line_break(chars, previous, token);
        let spaced_capital =
            previous.range.end < token.range.start && !chars[token.range.start].is_lowercase();
        line += usize::from(new_line);
        sentence += usize::from(new_line || (spaced_capital && ends_sentence(before)));
        token.line = line;
        token.sentence = sentence;
    }
}

fn ends_sentence(before: &[Token]) -> bool {
    let closing = |token: &&Token| {
        matches!(
            token.lower.as_str(),
            "\"" | "”" | "’" | "'" | "»" | ")" | "]"
        )
    };
    let mut back = before.iter().rev().skip_while(closing);
    let Some(stop) = back.next() else {
        return false;
    };
    match stop.lower.as_str() {
        "!" | "?" | "…" => true,
        "." => back.next().is_none_or(|word| {
            let initial =
                word.is_word && word.range.len() == 1 && !word.lower.chars().all(char::is_numeric);
            !initial && !ABBREVIATIONS.contains(&word.lower.as_str())
        }),
        _ => false,
    }
}

/// Marks the tokens between double quotation marks (`"…"`, `“…”`, `„…“`, `«…»`, and doubled
/// single marks). A quotation that is still open at the end of its line ends there: a quotation
/// over several paragraphs opens anew in each.
fn mark_quotations(tokens: &mut [Token], chars: &[char]) {
    let mut open: Option<char> = None;
    let mut doubled = false;
    for at in 0..tokens.len() {
        if at > 0 && line_break(chars, &tokens[at - 1], &tokens[at]) {
            open = None;
        }
        if std::mem::take(&mut doubled) {
            tokens[at].quoted = true;
            continue;
        }
        doubled = tokens.get(at + 1).is_some_and(|next| {
            next.range.start == tokens[at].range.end
                && next.lower == tokens[at].lower
                && matches!(next.lower.as_str(), "'" | "`" | "’" | "‘")
        });
        let was_open = open.is_some();
        let mark = tokens[at].lower.chars().next().unwrap_or(' ');
        let is_mark = match mark {
            // Closes the German pair, opens the English one.
            '“' => {
                open = if open == Some('„') {
                    None
                } else {
                    Some(mark)
                };
                true
            }
            '„' | '«' => {
                open = Some(mark);
                true
            }
            '”' | '»' => {
                open = None;
                true
            }
            '"' | '＂' => {
                open = if was_open { None } else { Some(mark) };
                true
            }
            '\'' | '`' | '’' | '‘' if doubled => {
                open = if was_open { None } else { Some(mark) };
                true
            }
            _ => false,
        };
        tokens[at].quoted = open.is_some() || was_open || is_mark;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Tokens::new(text)
            .tokens
            .into_iter()
            .map(|token| token.lower)
            .collect()
    }

    fn sentences(text: &str) -> Vec<usize> {
        Tokens::new(text)
            .tokens
            .iter()
            .map(|token| token.sentence)
            .collect()
    }

    fn quoted(text: &str) -> Vec<String> {
        let tokens = Tokens::new(text).tokens;
        tokens
            .into_iter()
            .filter(|token| token.quoted && token.is_word)
            .map(|token| token.lower)
            .collect()
    }

    #[test]
    fn letters_run_together_and_marks_stand_alone() {
        assert_eq!(
            words("Ünal’s 3.5m—no!"),
            ["ünal", "’", "s", "3", ".", "5m", "—", "no", "!"]
        );
    }

    #[test]
    fn a_token_belongs_to_the_span_that_holds_its_first_character() {
        let tokens = Tokens::new("Mara Oduya said");
        // Code points 1..8: inside "Mara", the whole head of "Oduya".
        let set = tokens
            .within(std::slice::from_ref(&(1..8)))
            .expect("one token starts there");
        assert_eq!(set.tokens(), [1]);
        assert_eq!(tokens.within(std::slice::from_ref(&(4..5))), None);
    }

    #[test]
    fn initials_and_titles_end_no_sentence() {
        assert_eq!(
            sentences("Dr. J. Orr left. He ran."),
            [0, 0, 0, 0, 0, 0, 0, 1, 1, 1]
        );
        assert_eq!(sentences("It cost 5. Then 6."), [0, 0, 0, 0, 1, 1, 1]);
        assert_eq!(sentences("“Go!” she said."), [0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(sentences("“Go!” Then rain"), [0, 0, 0, 0, 1, 1]);
        assert_eq!(sentences("Title\nBody"), [0, 1]);
    }

    #[test]
    fn quotations_end_with_their_paragraph() {
        assert_eq!(
            quoted("He said “never again\nThe rain fell"),
            ["never", "again"]
        );
        assert_eq!(
            quoted("a \"b c\" d ''e'' f «g» h „i“ j"),
            ["b", "c", "e", "g", "i"]
        );
        assert_eq!(quoted("the club's 'old' rule"), Vec::<String>::new());
    }
}
