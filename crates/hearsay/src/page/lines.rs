//! What a line of a page is, judged by its words alone: prose, caption, teaser.
//!
//! Serves pages with and without markup; where it stood on the page is judged elsewhere.

use super::words::{self, Role};

/// Shortest running text that is taken for prose without markup that says so, in code points.
const PROSE: usize = 40;

/// A line that does not end as a sentence must be longer than this to be prose, in code points.
const UNSTOPPED: usize = 140;

/// Longest caption, in code points.
const CAPTION: usize = 400;

/// Characters that may follow the end of a sentence.
const CLOSERS: &[char] = &['"', '”', '’', '\'', '»', '“', ')', ']', '*', '†', ' '];

/// Whether the words end as a sentence does.
pub(crate) fn ends_sentence(line: &str) -> bool {
    line.trim_end()
        .trim_end_matches(CLOSERS)
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '।'])
}

/// How many sentences end inside the line, before its last character.
pub(crate) fn inner_ends(line: &str) -> usize {
    let mut count = 0;
    let mut word = 0;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() {
            word += 1;
            continue;
        }
        // One letter and a dot is an initial, two or three a title.
        let ends = matches!(c, '!' | '?') || c == '.' && word > 3;
        word = 0;
        if !ends {
            continue;
        }
        while chars
            .next_if(|c| CLOSERS.contains(c) && *c != ' ')
            .is_some()
        {}
        if chars.next_if_eq(&' ').is_some() && chars.peek().is_some_and(|c| !c.is_lowercase()) {
            count += 1;
        }
    }
    count
}

/// Running text: long enough, and made of sentences. A paragraph that introduces a list or a
/// quotation ends with a colon, one whose writer forgot the stop has sentence ends inside.
pub(crate) fn is_prose(line: &str) -> bool {
    let length = line.chars().take(PROSE).count();
    // Headlines ask questions too; only long lines without a stop can be paragraphs.
    let stopped = ends_sentence(line) || line.ends_with(':');
    let unstopped = || inner_ends(line) >= 1 && line.chars().count() > UNSTOPPED;
    length >= PROSE && !is_teaser(line) && !is_shouted(line) && (stopped || unstopped())
}

/// Letters that are nearly all capitals: a headline of the old style.
fn is_shouted(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = line.chars().filter(|c| c.is_uppercase()).count();
    line.chars().count() < 300 && capitals * 10 > letters * 8
}

/// Text that somebody cut: it ends in dots after a letter or a blank, not after a sentence.
pub(crate) fn is_teaser(line: &str) -> bool {
    let trimmed = line.trim_end();
    let Some(cut) = trimmed
        .strip_suffix("...")
        .or_else(|| trimmed.strip_suffix('…'))
        .or_else(|| trimmed.strip_suffix("[...]"))
        .or_else(|| trimmed.strip_suffix("[…]"))
    else {
        return false;
    };
    let quotes = cut.matches(['“', '"', '„', '«']).count() + cut.matches(['”', '»']).count();
    cut.trim_end()
        .ends_with(|c: char| c.is_alphanumeric() || c == ',')
        && quotes % 2 == 0
}

/// A caption or a credit by its words.
pub(crate) fn caption(line: &str) -> Option<Role> {
    if line.chars().count() > CAPTION {
        return None;
    }
    let found = words::caption(line);
    let marked = MARKS.iter().any(|mark| line.contains(mark));
    match found {
        // Inside prose the words "Source:" or "courtesy of" prove nothing.
        Some(Role::Caption) if inner_ends(line) >= 3 => None,
        Some(role) => Some(role),
        None if marked && inner_ends(line) == 0 && !ends_quote(line) => Some(Role::Caption),
        None => None,
    }
}

/// Marks of persons in a picture.
const MARKS: &[&str] = &[
    "(L)",
    "(R)",
    "(C)",
    "(left)",
    "(right)",
    "(centre)",
    "(center)",
    "(back)",
    "(front)",
    "(2nd",
    "(second from",
    "(from left",
    ", left,",
    ", right,",
    "(l.)",
    "(r.)",
];

fn ends_quote(line: &str) -> bool {
    line.contains(['“', '"', '«', '„'])
}

/// A line that announces pictures which the text cannot show: it ends with a colon and begins with their name.
pub(crate) fn announces_pictures(line: &str) -> bool {
    line.trim_end().ends_with(':')
        && line.chars().count() <= CAPTION
        && words::caption(line) == Some(Role::Caption)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_and_teasers() {
        assert!(is_prose(
            "The harbour was closed on Monday, the mayor said."
        ));
        assert!(is_prose(
            "“Nobody told us that the ferry was sold to anyone at all.”"
        ));
        assert!(is_prose(
            "The letter names three demands. They are old, and the union has repeated them every spring since the ferry was sold to the owners of the other quay (not shown"
        ));
        assert!(!is_prose("The harbour was closed on Monday and the"));
        assert!(!is_prose("Too short."));
        assert!(!is_prose("WHO SOLD THE FERRY? THREE ANSWERS AND A DENIAL."));
        assert!(!is_prose("Who sold the ferry? Three answers and a denial"));
        assert!(is_teaser("The harbour was closed on Monday and the ..."));
        assert!(is_teaser("It was re…"));
        assert!(!is_teaser("“We waited and waited …"));
    }

    #[test]
    fn captions_by_their_words() {
        assert_eq!(
            caption("Mayor Lund (R) and the harbour master on the quay"),
            Some(Role::Caption)
        );
        assert_eq!(
            caption("The quay at dusk. Photo: Ivo Tarn"),
            Some(Role::Caption)
        );
        assert_eq!(caption("The mayor (left the party in May) said so."), None);
        assert!(announces_pictures("Photos of the meeting on the quay:"));
        assert!(!announces_pictures("The union has three demands:"));
    }
}
