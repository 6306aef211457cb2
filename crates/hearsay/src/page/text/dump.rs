//! The article inside a text dump of a whole page.
//!
//! What a browser's "select all" gives: the skip link, the name of the site, the headline, the
//! text with captions between its paragraphs, share bar, comments, and teasers of other posts.
//! There is no markup, so the words of a line and the lines around it decide.

use super::paragraphs;
use crate::article::{BlockKind, Signalled};
use crate::page::html::dom::squeeze;
use crate::page::meta::outlet::{copyright, is_name};
use crate::page::meta::visible;
use crate::page::words::{self, Furniture, Role};
use crate::page::{Draft, lines};

/// What a line is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Prose,
    Caption,
    Credit,
    Furniture(Furniture),
    /// By-line or date.
    Signature,
    Teaser,
    Item,
    /// Too little to say: a headline, a heading, a name, a short sentence.
    Short,
}

struct Line {
    text: String,
    kind: Kind,
}

/// Reads a dump, or plain text, which is a dump without furniture.
pub(crate) fn read(text: &str) -> Draft {
    let mut lines: Vec<Line> = paragraphs(text)
        .into_iter()
        .map(|range| squeeze(&text[range]))
        .filter(|text| !text.is_empty())
        .map(|text| Line {
            kind: kind(&text),
            text,
        })
        .collect();
    let end = tail(&lines);
    let tail = lines.split_off(end);
    let Some(first) = lines.iter().position(|line| line.kind == Kind::Prose) else {
        return unreadable(lines, tail);
    };
    let mut draft = Draft::default();
    let title = title(&lines[..first]);
    head(&lines, first, title, &mut draft);
    let dump = !tail.is_empty()
        || lines
            .iter()
            .any(|line| matches!(line.kind, Kind::Furniture(_)));
    body(&lines, first, dump, &mut draft);
    if draft.outlet.is_none() {
        let owner = lines
            .iter()
            .chain(&tail)
            .find_map(|line| copyright(&line.text));
        draft.outlet = owner.map(|name| Signalled::new(name, "copyright"));
    }
    draft
}

fn kind(text: &str) -> Kind {
    if let Some(found) = words::furniture(text) {
        return Kind::Furniture(found);
    }
    if is_menu(text) {
        return Kind::Furniture(Furniture::Line);
    }
    if text.starts_with(['•', '▪', '◦', '‣']) || text.starts_with("- ") || text.starts_with("* ")
    {
        return Kind::Item;
    }
    match lines::caption(text) {
        Some(Role::Credit) => return Kind::Credit,
        Some(_) => return Kind::Caption,
        None => {}
    }
    if lines::is_teaser(text) {
        return Kind::Teaser;
    }
    if visible::read(text).is_some() {
        return Kind::Signature;
    }
    if lines::is_prose(text) {
        return Kind::Prose;
    }
    // Nobody writes a heading this long: the words under a picture.
    if text.chars().count() > LONG && lines::inner_ends(text) == 0 {
        return Kind::Caption;
    }
    Kind::Short
}

/// Code points above which a line without the end of a sentence is a caption, not a heading.
const LONG: usize = 110;

/// `Home News Sport`, `Home > News > World`: nothing but words of menus.
fn is_menu(text: &str) -> bool {
    let parts: Vec<&str> = text
        .split(['|', '>', '›', '»', '/', '·', '•', '\t'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let menu = |parts: &[&str]| {
        parts.len() > 1
            && parts
                .iter()
                .filter(|part| words::furniture(part).is_some())
                .count()
                * 2
                > parts.len()
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    menu(&parts) || words.len() > 2 && words.iter().all(|word| words::furniture(word).is_some())
}

/// Where the article has ended: at the first heading of comments or of other stories that has
/// enough text above it.
fn tail(lines: &[Line]) -> usize {
    let all: usize = lines
        .iter()
        .filter(|line| line.kind == Kind::Prose)
        .map(|line| line.text.len())
        .sum();
    let mut above = 0;
    let mut paragraphs = 0;
    for (index, line) in lines.iter().enumerate() {
        match line.kind {
            Kind::Prose => {
                above += line.text.len();
                paragraphs += 1;
            }
            Kind::Furniture(Furniture::Tail) if paragraphs >= 3 || above * 2 > all && above > 0 => {
                // "Related" amid the text heads a box, not the end.
                let below: usize = all - above;
                let heading = lines::byline(&line.text).is_none();
                if heading && (below * 2 <= above || is_last(&line.text)) {
                    return index;
                }
            }
            _ => {}
        }
    }
    lines.len()
}

/// Headings that nothing of an article ever follows.
fn is_last(text: &str) -> bool {
    let folded = words::fold(text);
    [
        "comment",
        "popular posts",
        "leave a",
        "post a",
        "# thoughts",
        "one thought",
        "# responses",
        "be the first",
        "blog archive",
    ]
    .iter()
    .any(|start| folded.starts_with(start))
        || folded.starts_with("# comment")
}

/// A page without a line of running text keeps all that is no furniture.
fn unreadable(lines: Vec<Line>, tail: Vec<Line>) -> Draft {
    let all = || lines.iter().chain(&tail);
    let bare = all().all(|line| matches!(line.kind, Kind::Furniture(_)));
    Draft {
        blocks: all()
            .filter(|line| bare || !matches!(line.kind, Kind::Furniture(_)))
            .map(|line| (BlockKind::Paragraph, line.text.clone()))
            .collect(),
        warnings: vec!["no article found: all text of the page was kept".to_owned()],
        ..Draft::default()
    }
}

/// The headline among the lines above the text: the first one of several words that stands below
/// the menu, else the longest.
fn title(head: &[Line]) -> Option<usize> {
    let menu = head
        .iter()
        .rposition(|line| is_navigation(&line.text))
        .map_or(0, |at| at + 1);
    let candidates = |from: usize| {
        (from..head.len()).filter(|&at| {
            let line = &head[at];
            let headline = matches!(line.kind, Kind::Short | Kind::Teaser)
                || line.kind == Kind::Caption && line.text.chars().count() > LONG;
            headline && line.text.chars().count() <= 250
        })
    };
    let words = |at: usize| head[at].text.split_whitespace().count();
    candidates(menu)
        .find(|&at| words(at) >= 4)
        .or_else(|| candidates(0).find(|&at| words(at) >= 4))
        .or_else(|| candidates(menu).max_by_key(|&at| head[at].text.len()))
        .or_else(|| candidates(0).max_by_key(|&at| head[at].text.len()))
}

fn is_navigation(text: &str) -> bool {
    let folded = words::fold(text);
    [
        "search",
        "menu",
        "sign in",
        "log in",
        "subscribe",
        "home",
        "main menu",
        "navigation",
        "newsletter",
        "newsletters",
    ]
    .contains(&folded.as_str())
        || folded.starts_with("skip to")
        || folded.starts_with("jump to")
}

/// Lines below the headline in which the by-line may stand.
const REACH: usize = 4;

/// Headline, standfirst, outlet, authors and date.
fn head(lines: &[Line], first: usize, title: Option<usize>, draft: &mut Draft) {
    if let Some(at) = title {
        draft.title = Some(Signalled::new(lines[at].text.clone(), "text"));
        draft
            .blocks
            .push((BlockKind::Title, lines[at].text.clone()));
    }
    let last = title.map_or(first, |at| at.max(first)) + REACH;
    for line in lines
        .iter()
        .take(last.min(lines.len()))
        .filter(|line| line.kind == Kind::Signature)
    {
        let Some(found) = visible::read(&line.text) else {
            continue;
        };
        if draft.published.is_none() {
            draft.published = found.date.map(|date| Signalled::new(date, "byline"));
        }
        if draft.authors.is_empty() {
            draft.authors = found
                .authors
                .into_iter()
                .map(|name| Signalled::new(name, "byline"))
                .collect();
        }
        let name = found
            .rest
            .iter()
            .find(|part| words::names_outlet(part))
            .or(found.rest.first());
        if let Some(name) = name.filter(|name| draft.outlet.is_none() && is_name(name)) {
            draft.outlet = Some(Signalled::new(name.clone(), "byline"));
        }
    }
    let above = &lines[..title.unwrap_or(first)];
    let names: Vec<&Line> = above
        .iter()
        .filter(|line| {
            line.kind == Kind::Short
                && is_name(&line.text)
                && line
                    .text
                    .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        })
        .collect();
    let masthead = names
        .iter()
        .find(|line| words::names_outlet(&line.text))
        .or_else(|| names.first().filter(|_| names.len() <= 2));
    if let Some(line) = masthead {
        draft.outlet = Some(Signalled::new(line.text.clone(), "masthead"));
    }
}

/// The lines from the headline on, as blocks.
fn body(lines: &[Line], first: usize, dump: bool, draft: &mut Draft) {
    let title = draft.title.as_ref().map(|title| title.value.clone());
    let start = lines
        .iter()
        .position(|line| Some(&line.text) == title.as_ref())
        .map_or(first, |at| at + 1)
        .min(first);
    let last = lines
        .iter()
        .rposition(|line| matches!(line.kind, Kind::Prose | Kind::Item))
        .unwrap_or(first);
    let mut boxed = false;
    for at in start..lines.len() {
        let line = &lines[at];
        if line.kind == Kind::Prose || line.kind == Kind::Caption {
            boxed = false;
        }
        if Some(&line.text) == title.as_ref() {
            continue;
        }
        let block = match line.kind {
            Kind::Furniture(found) => {
                boxed |= found != Furniture::Line;
                None
            }
            _ if boxed => None,
            Kind::Signature => None,
            Kind::Teaser => teaser(lines, at, draft),
            Kind::Caption => Some(BlockKind::Caption),
            Kind::Credit => Some(BlockKind::Credit),
            Kind::Item => Some(BlockKind::ListItem),
            Kind::Prose if is_standfirst(lines, at, first) => Some(BlockKind::Standfirst),
            Kind::Prose if at == last && dump && line.text.ends_with(':') => {
                Some(BlockKind::Caption)
            }
            Kind::Prose => Some(BlockKind::Paragraph),
            Kind::Short => short(lines, at, first, last, dump),
        };
        draft
            .blocks
            .extend(block.map(|kind| (kind, line.text.clone())));
    }
}

/// Cut text is another story's if a headline or a "read more" belongs to it; then the headline
/// goes too. Otherwise somebody's sentence trailed off.
fn teaser(lines: &[Line], at: usize, draft: &mut Draft) -> Option<BlockKind> {
    let more = lines
        .get(at + 1)
        .is_some_and(|next| matches!(next.kind, Kind::Furniture(_)));
    let headed = draft
        .blocks
        .last()
        .is_some_and(|(kind, _)| *kind == BlockKind::Heading);
    if headed && more {
        draft.blocks.pop();
    }
    (!more && lines[at].text.chars().count() > 40).then_some(BlockKind::Paragraph)
}

/// A summary: text above the by-line.
fn is_standfirst(lines: &[Line], at: usize, first: usize) -> bool {
    at == first
        && lines[at + 1..]
            .iter()
            .take(2)
            .any(|line| line.kind == Kind::Signature)
}

fn short(lines: &[Line], at: usize, first: usize, last: usize, dump: bool) -> Option<BlockKind> {
    let line = &lines[at];
    let length = line.text.chars().count();
    if at < first {
        let summary = length >= 30 && at > 0;
        return summary.then_some(BlockKind::Standfirst);
    }
    if lines::ends_sentence(&line.text) && (at < last || !dump) {
        return Some(BlockKind::Paragraph);
    }
    if at > last {
        // Below the last paragraph of a dump stand buttons; below that of a plain text, its end.
        return (!dump).then_some(BlockKind::Paragraph);
    }
    let next = lines[at + 1..]
        .iter()
        .find(|line| line.kind != Kind::Caption);
    let heads =
        next.is_some_and(|next| matches!(next.kind, Kind::Prose | Kind::Item | Kind::Short));
    match length {
        _ if line.text.ends_with(':') => Some(BlockKind::Paragraph),
        3..=90 if heads => Some(BlockKind::Heading),
        91.. => Some(BlockKind::Caption),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "The harbour office closed the quay on Monday, two officials said.";

    fn kinds(text: &str) -> Vec<&'static str> {
        read(text)
            .blocks
            .iter()
            .map(|(kind, _)| kind.name())
            .collect()
    }

    #[test]
    fn a_dump_loses_its_furniture() {
        let dump = format!(
            "Skip to main content\nTarn Observer\nSearch\nQUAY CLOSED AFTER FIRE IN SHED\nMarch 4, 2031\n{PROSE}\n{PROSE}\n\
             Photo: the quay at dusk\n{PROSE}\nShare\nGet link\nComments\nIt was the goats, everybody knows that here.\n\
             Popular posts from this blog\nANOTHER STORY\nThe goats came back and the ..."
        );
        let draft = read(&dump);
        assert_eq!(
            kinds(&dump),
            ["title", "paragraph", "paragraph", "caption", "paragraph"]
        );
        assert_eq!(
            draft.outlet.map(|o| o.value).as_deref(),
            Some("Tarn Observer")
        );
        assert_eq!(
            draft.published.map(|o| o.value).as_deref(),
            Some("2031-03-04")
        );
        assert_eq!(
            draft.title.map(|o| o.value).as_deref(),
            Some("QUAY CLOSED AFTER FIRE IN SHED")
        );
    }

    #[test]
    fn plain_text_is_kept_whole() {
        let text = format!("{PROSE}\n\nNo.\n\n{PROSE}\n\nThe end of the matter");
        assert_eq!(kinds(&text), ["paragraph"; 4]);
    }

    #[test]
    fn text_without_prose_is_kept_and_said() {
        let draft = read("alpha\nbeta\n");
        assert_eq!(draft.blocks.len(), 2);
        assert_eq!(draft.warnings.len(), 1);
    }
}
