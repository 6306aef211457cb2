//! The lines of a text, and what each is by its own words.

use std::ops::Range;

use crate::page::html::dom::squeeze;
use crate::page::lines;
use crate::page::meta::visible;
use crate::page::words::{self, Furniture, Role};

/// What a line is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Prose,
    Caption,
    Credit,
    Furniture(Furniture),
    /// By-line or date.
    Signature,
    Teaser,
    Item,
    /// What a mail quotes, behind ">".
    Quoted,
    /// Too little to say: a headline, a heading, a name, a short sentence.
    Short,
}

/// A line, or the lines of a wrapped paragraph.
pub(super) struct Line {
    pub(super) text: String,
    pub(super) kind: Kind,
    /// Whether a blank line stands above.
    pub(super) gap: bool,
    /// The text with a bar for each wide space, if it has any: columns stood side by side there.
    parted: Option<String>,
}

impl Line {
    /// The text with its columns apart.
    pub(super) fn parted(&self) -> &str {
        self.parted.as_deref().unwrap_or(&self.text)
    }

    /// What a by-line or date says.
    pub(super) fn signature(&self) -> Option<visible::Line> {
        (self.kind == Kind::Signature)
            .then(|| visible::read(self.parted()))
            .flatten()
    }

    /// How many words.
    pub(super) fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }
}

/// The lines at these places of a text.
pub(super) fn cut(text: &str, places: Vec<Range<usize>>) -> Vec<Line> {
    let mut above = 0;
    let mut lines = Vec::new();
    for place in places {
        let between = &text[above..place.start];
        let gap = between
            .matches('\n')
            .count()
            .max(between.matches('\r').count())
            > 1;
        above = place.end;
        let raw = &text[place];
        let bare = unquoted(raw);
        let text = squeeze(bare.as_deref().unwrap_or(raw));
        if text.is_empty() {
            continue;
        }
        let parted = parted(raw);
        let found = kind(&text, parted.as_deref().unwrap_or(&text));
        let prose = matches!(found, Kind::Prose | Kind::Short);
        lines.push(Line {
            kind: if bare.is_some() && prose {
                Kind::Quoted
            } else {
                found
            },
            text,
            gap,
            parted,
        });
    }
    lines
}

/// The text of lines that each have the mark of a quotation before them, without it.
fn unquoted(raw: &str) -> Option<String> {
    let bare = raw.lines().map(|line| line.trim_start().strip_prefix('>'));
    let bare: Option<Vec<&str>> = bare
        .map(|line| Some(line?.trim_start_matches(['>', ' '])))
        .collect();
    bare.map(|lines| lines.join("\n"))
}

/// Blanks in a row that set columns apart.
const WIDE: &str = "   ";

fn parted(raw: &str) -> Option<String> {
    let flat = raw.replace('\t', WIDE);
    flat.contains(WIDE).then(|| {
        let parts: Vec<String> = flat
            .split(WIDE)
            .map(squeeze)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" | ")
    })
}

fn kind(text: &str, parted: &str) -> Kind {
    if let Some(found) = words::furniture(text) {
        // "4 min read" or a count of comments beside a date makes it no furniture.
        let updated = text.to_lowercase().starts_with("last ");
        let dated = visible::read(parted).is_some_and(|found| found.date.is_some());
        return match dated && !updated {
            true => Kind::Signature,
            false => Kind::Furniture(found),
        };
    }
    if text.starts_with(&BULLETS[..4]) || text.starts_with("- ") || text.starts_with("* ") {
        return Kind::Item;
    }
    match lines::caption(text) {
        Some(Role::Credit) => return Kind::Credit,
        Some(_) => return Kind::Caption,
        None => {}
    }
    let short = text.len() <= 400;
    let signature = || short && visible::read(parted).is_some();
    let digits = text.contains(|c: char| c.is_ascii_digit());
    if digits && signature() {
        return Kind::Signature;
    }
    if is_menu(parted) || !text.contains(char::is_alphanumeric) {
        return Kind::Furniture(Furniture::Line);
    }
    if lines::is_teaser(text) {
        return Kind::Teaser;
    }
    if !digits && signature() {
        return Kind::Signature;
    }
    if lines::is_prose(text) {
        return Kind::Prose;
    }
    // Labels side by side.
    if parted != text && parted.split(" | ").all(|part| part.split(' ').count() <= 3) {
        return Kind::Furniture(Furniture::Line);
    }
    // Nobody writes a heading this long: the words under a picture.
    if text.chars().count() > LONG && lines::inner_ends(text) == 0 {
        return Kind::Caption;
    }
    Kind::Short
}

/// Code points above which a line without the end of a sentence is a caption, not a heading.
pub(super) const LONG: usize = 110;

/// What opens an item of a list; the last three only with a blank behind them.
pub(super) const BULLETS: &[char] = &['•', '▪', '◦', '‣', '-', '*', ' '];

/// `Home News Sport`, `Home > News > World`: nothing but words of menus, or a path from the front
/// page on.
fn is_menu(text: &str) -> bool {
    const PATH: [char; 3] = ['>', '›', '»'];
    let parts: Vec<&str> = text
        .split(PATH)
        .flat_map(|part| part.split(['|', '/', '·', '•', '\t']))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let known = parts
        .iter()
        .filter(|part| words::furniture(part).is_some())
        .count();
    let path = (text.contains(PATH) || text.contains(" / "))
        && parts
            .first()
            .is_some_and(|part| words::furniture(part).is_some());
    let words: Vec<&str> = text.split_whitespace().collect();
    parts.len() > 1 && (known * 2 > parts.len() || path)
        || words.len() > 2 && words.iter().all(|word| words::furniture(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        let lines = cut(text, super::super::paragraphs(text));
        lines.iter().map(|line| line.kind).collect()
    }

    #[test]
    fn furniture_by_its_words() {
        let line = Kind::Furniture(Furniture::Line);
        assert_eq!(kinds("Home > Harbour"), [line]);
        assert_eq!(kinds("Velmar   ferry   strike"), [line]);
        assert_eq!(
            kinds("We and our 40 partners store and/or access information on a device."),
            [line]
        );
        assert_eq!(kinds("Posted 21 hours ago"), [line]);
    }

    #[test]
    fn what_a_mail_quotes() {
        let text = "The guild wrote:\n\n> We did nothing to the pumps.\n> > They were old.\n\nIt rained on Monday.";
        let lines = cut(text, super::super::paragraphs(text));
        let quoted: Vec<&str> = lines
            .iter()
            .filter(|line| line.kind == Kind::Quoted)
            .map(|line| &*line.text)
            .collect();
        assert_eq!(quoted, ["We did nothing to the pumps.", "They were old."]);
        assert_eq!(
            kinds("> Home > Harbour"),
            [Kind::Furniture(Furniture::Line)]
        );
    }

    #[test]
    fn columns_are_read_one_by_one() {
        let text = "04.03.2031  09:12        Reads: 3 118        Comments: 2";
        let lines = cut(text, super::super::paragraphs(text));
        let found = lines[0].signature().expect("a date");
        assert_eq!(found.date.as_deref(), Some("2031-03-04"));
        assert!(found.rest.is_empty());
    }

    #[test]
    fn blank_lines_are_remembered() {
        let lines = cut(
            "A\r\nB\r\n\r\nC",
            super::super::paragraphs("A\r\nB\r\n\r\nC"),
        );
        assert_eq!(
            lines.iter().map(|line| line.gap).collect::<Vec<_>>(),
            [false, false, true]
        );
    }
}
