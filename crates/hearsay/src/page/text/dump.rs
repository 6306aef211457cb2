//! The article inside a text dump of a whole page.
//!
//! What a browser's "select all" gives: the skip link, the name of the site, the headline, the
//! text with captions between its paragraphs, share bar, comments, and teasers of other posts.
//! There is no markup, so the words of a line and the lines around it decide.

use super::line::{self, BULLETS, Kind, Line};
use super::{fields, headline, paragraphs, signature};
use crate::article::{BlockKind, Signalled};
use crate::page::words::{self, Furniture};
use crate::page::{Draft, byline, lines, repeats};

/// Reads a dump, or plain text, which is a dump without furniture.
pub(crate) fn read(text: &str) -> Draft {
    let mut lines = line::cut(text, paragraphs(text));
    let end = tail(&lines);
    let tail = lines.split_off(end);
    let mut draft = Draft::default();
    fields::take(&mut lines, &mut draft);
    let title = headline::find(&lines).filter(|_| draft.title.is_none());
    let below = title.map_or(0, |at| at + 1);
    let prose = |line: &Line| line.kind == Kind::Prose;
    let Some(first) = lines[below..].iter().position(prose).map(|at| at + below) else {
        return unreadable(lines, tail);
    };
    if let Some(at) = title {
        draft.title = Some(Signalled::new(lines[at].text.clone(), "text"));
    }
    let headline = draft.title.as_ref().map(|title| title.value.clone());
    draft
        .blocks
        .extend(headline.map(|text| (BlockKind::Title, text)));
    signature::read(&lines, &tail, title, first, &mut draft);
    let dump = !tail.is_empty()
        || lines
            .iter()
            .any(|line| matches!(line.kind, Kind::Furniture(_)));
    body(&lines, title, first, dump, &mut draft);
    draft
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
            Kind::Furniture(found)
                if (found == Furniture::Tail || words::ends_page(&line.text))
                    && (paragraphs >= 3 || above * 2 > all && above > 0) =>
            {
                // "Related" amid the text heads a box, not the end.
                let below: usize = all - above;
                let heading = byline::read(&line.text).is_none();
                if heading && (below * 2 <= above || words::ends_page(&line.text)) {
                    return index;
                }
            }
            _ => {}
        }
    }
    lines.len()
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

/// The lines from the headline on, as blocks.
fn body(lines: &[Line], title: Option<usize>, first: usize, dump: bool, draft: &mut Draft) {
    let start = title.map_or(first, |at| at + 1);
    let repeated = repeated(&lines[first..], first);
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
        let again = title.is_some_and(|title| line.text == lines[title].text);
        if again || repeated.contains(&at) {
            continue;
        }
        let block = match line.kind {
            Kind::Furniture(found) => {
                boxed |= found != Furniture::Line || heads_list(lines, at);
                None
            }
            _ if boxed => None,
            Kind::Signature => None,
            Kind::Teaser => teaser(lines, at, draft),
            Kind::Caption => Some(BlockKind::Caption),
            Kind::Credit => Some(BlockKind::Credit),
            Kind::Item => Some(BlockKind::ListItem),
            Kind::Quoted => Some(BlockKind::Quote),
            Kind::Prose if is_standfirst(lines, at, first) => Some(BlockKind::Standfirst),
            Kind::Prose if at == last && dump && line.text.ends_with(':') => {
                Some(BlockKind::Caption)
            }
            Kind::Prose => Some(BlockKind::Paragraph),
            Kind::Short => short(lines, at, first, last, dump),
        };
        let text = match line.kind {
            Kind::Item => line.text.trim_start_matches(BULLETS),
            _ => &line.text,
        };
        draft
            .blocks
            .extend(block.map(|kind| (kind, text.to_owned())));
    }
}

/// Pull quotes among the lines from the first paragraph on.
fn repeated(lines: &[Line], first: usize) -> Vec<usize> {
    let of = |kinds: &[Kind], longest: usize| -> Vec<(usize, &str)> {
        lines
            .iter()
            .enumerate()
            .filter(|(_, line)| kinds.contains(&line.kind) && line.text.len() < longest)
            .map(|(at, line)| (first + at, line.text.as_str()))
            .collect()
    };
    repeats::find(
        &of(&[Kind::Prose, Kind::Short], 300),
        &of(&[Kind::Prose], usize::MAX),
    )
}

/// "Read more" with nothing but titles right below.
fn heads_list(lines: &[Line], at: usize) -> bool {
    let folded = words::fold(&lines[at].text);
    let title = |line: &Line| {
        !line.gap
            && matches!(line.kind, Kind::Short | Kind::Item)
            && !lines::ends_sentence(&line.text)
    };
    ["read more", "see also", "more on", "related"]
        .iter()
        .any(|opener| folded.starts_with(opener))
        && lines.get(at + 1).is_some_and(title)
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
