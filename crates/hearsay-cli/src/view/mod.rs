//! The view of a reading for people.
//!
//! Decides the order on the screen: headline, outlet and date, the article block by block with
//! its voices marked, then the list of who, how and what. The marks carry everything: colour and
//! underlining only repeat what brackets and numbers say.

pub(crate) mod claims;
pub(crate) mod explain;
pub(crate) mod look;
mod marks;
mod people;
#[cfg(test)]
mod tests;
pub(crate) mod underline;
pub(crate) mod wrap;

use hearsay::article::{Article, Block, BlockKind, Signalled};
use hearsay::attribution::Attribution;
use hearsay::span::Span;
use hearsay::voice::{Certainty, Heard, SourceKind, Stance, Voice};

use crate::printer::Printer;
use look::Look;
use wrap::Wrap;

/// What the view is laid out for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    /// Whether to colour.
    pub(crate) colour: bool,
    /// Width of a line.
    pub(crate) columns: usize,
}

impl Screen {
    /// The screen that a printer writes to.
    pub(crate) fn of(printer: &Printer) -> Self {
        Self {
            colour: printer.colour(),
            columns: printer.columns(),
        }
    }
}

/// The article and its lists, ready to print. `name` heads it where several are printed.
pub(crate) fn view(article: &Article, heard: &Heard, name: Option<&str>, screen: Screen) -> String {
    let mut out = String::new();
    if let Some(name) = name {
        line(&mut out, screen, Look::FAINT, &format!("── {name}"));
    }
    let titled = article.blocks.iter().any(|b| b.kind == BlockKind::Title);
    if let Some(title) = article.title.as_ref().filter(|_| !titled) {
        line(&mut out, screen, Look::STRONG, &title.value);
    }
    if !titled {
        dateline(&mut out, screen, article);
    }
    let whole = [Block {
        kind: BlockKind::Paragraph,
        range: 0..article.text.len(),
    }];
    let blocks = if article.blocks.is_empty() {
        &whole[..]
    } else {
        &article.blocks
    };
    let marks = marks::Marks::of(&heard.attributions);
    for shown in blocks {
        block(&mut out, screen, &article.text, shown, &marks);
        if shown.kind == BlockKind::Title {
            dateline(&mut out, screen, article);
        }
    }
    list(&mut out, screen, &article.text, heard);
    people::list(&mut out, screen, &article.text, &heard.entities);
    out
}

/// One line of the view's own words, and a blank one.
fn line(out: &mut String, screen: Screen, look: Look, text: &str) {
    let mut wrap = Wrap::new(out, screen, "", "");
    wrap.text(text, look);
    wrap.end();
    out.push('\n');
}

/// Outlet, date and authors, as far as the page says them.
fn dateline(out: &mut String, screen: Screen, article: &Article) {
    let value = |field: &Option<Signalled<String>>| field.as_ref().map(|f| f.value.clone());
    let mut parts: Vec<String> = [value(&article.outlet), value(&article.published)]
        .into_iter()
        .flatten()
        .collect();
    let authors: Vec<&str> = article.authors.iter().map(|a| a.value.as_str()).collect();
    if !authors.is_empty() {
        parts.push(format!("by {}", authors.join(", ")));
    }
    if !parts.is_empty() {
        line(out, screen, Look::FAINT, &parts.join(" · "));
    }
}

/// A block: paragraphs at the margin, everything else under its name.
fn block(out: &mut String, screen: Screen, text: &str, block: &Block, marks: &marks::Marks) {
    let label = match block.kind {
        BlockKind::Title | BlockKind::Standfirst | BlockKind::Paragraph => String::new(),
        BlockKind::ListItem => "  - ".to_owned(),
        kind => format!("  {}: ", kind.name().replace('_', " ")),
    };
    let base = match block.kind {
        BlockKind::Title | BlockKind::Heading | BlockKind::Standfirst => Look::STRONG,
        _ => Look::PLAIN,
    };
    let hang = if label.is_empty() { "" } else { "    " };
    let mut wrap = Wrap::new(out, screen, &label, hang);
    marks.write(text, block.range.clone(), base, &mut wrap);
    wrap.end();
    out.push('\n');
}

/// Who, how and what, numbered as in the text.
fn list(out: &mut String, screen: Screen, text: &str, heard: &Heard) {
    if heard.attributions.is_empty() {
        line(
            out,
            screen,
            Look::STRONG,
            "Nobody is found to say anything here.",
        );
        return;
    }
    line(out, screen, Look::STRONG, "Who says what");
    let mut legend = Wrap::new(out, screen, "", "");
    legend.text("In the text: [1 who] <1 how> {1 what}", Look::FAINT);
    legend.end();
    out.push('\n');
    let digits = heard.attributions.len().to_string().len();
    for (at, (found, voice)) in heard.iter().enumerate() {
        let label = format!("{:>digits$}. ", at + 1);
        let hang = " ".repeat(digits + 2);
        let mut wrap = Wrap::new(out, screen, &label, &hang);
        who(&mut wrap, text, found, voice);
        for (span, look, nothing) in [
            (&found.cue, Look::CUE, "(no word for it)"),
            (&found.content, Look::CONTENT, "(not given)"),
        ] {
            wrap.text(" — ", Look::FAINT);
            match span {
                Some(span) => quoted(&mut wrap, text, span, look),
                None => wrap.text(nothing, Look::FAINT),
            }
        }
        let belief = found.confidence;
        let rest = format!(" ({}{}, {belief:.2})", remarks(voice), found.quotation);
        wrap.text(&rest, Look::FAINT);
        wrap.end();
    }
    out.push('\n');
}

/// The chain of voices, nearest the reader first; the innermost by the words of the article, with the name
/// of whom they stand for.
fn who(wrap: &mut Wrap<'_>, text: &str, found: &Attribution, voice: &Voice) {
    let (innermost, outer) = match voice.chain.split_last() {
        Some((innermost, outer)) => (Some(innermost), outer),
        None => (None, &[][..]),
    };
    for link in outer {
        wrap.text(&link.text, Look::SOURCE);
        wrap.text(" ← ", Look::FAINT);
    }
    match (&found.source, innermost) {
        (Some(span), _) => quoted(wrap, text, span, Look::SOURCE),
        (None, Some(link)) => wrap.text(&link.text, Look::SOURCE),
        (None, None) if voice.kind == SourceKind::Author => {
            wrap.text("(the page itself)", Look::FAINT)
        }
        (None, None) => wrap.text("(nobody named)", Look::FAINT),
    }
    if let (Some(span), Some(link)) = (&found.source, innermost)
        && !span
            .text(text)
            .to_lowercase()
            .contains(&link.text.to_lowercase())
    {
        wrap.text(" = ", Look::FAINT);
        wrap.text(&link.text, Look::SOURCE);
    }
}

/// What is not the ordinary about a voice, each followed by a comma: the ordinary is a person or body
/// that asserts something flatly. Who asks or will not say commits to nothing anyway.
fn remarks(voice: &Voice) -> String {
    let mut words: Vec<String> = Vec::new();
    match (voice.kind, voice.count) {
        (SourceKind::Person | SourceKind::Organization | SourceKind::None, _) => {}
        (kind, Some(count)) if count > 1 => words.push(format!("{count} {kind}")),
        (kind, _) => words.push(kind.to_string()),
    }
    if voice.stance != Stance::Asserts {
        words.push(voice.stance.to_string());
    }
    let open = matches!(voice.stance, Stance::Asks | Stance::Declines);
    if voice.certainty != Certainty::Certain && !open {
        words.push(voice.certainty.to_string());
    }
    if let Some(said) = &voice.said {
        let (from, to) = (said.from, said.to);
        words.push(if from == to {
            from.to_string()
        } else {
            format!("{from} to {to}")
        });
    }
    if let Some(parent) = voice.parent {
        words.push(format!("within {}", parent + 1));
    }
    words.iter().map(|word| format!("{word}, ")).collect()
}

/// The words of a span, with an ellipsis where it leaves some out, without the commas that set it
/// off in its sentence.
fn quoted(wrap: &mut Wrap<'_>, text: &str, span: &Span, look: Look) {
    let last = span.ranges().len() - 1;
    for (at, range) in span.ranges().iter().enumerate() {
        if at > 0 {
            wrap.text(" … ", Look::FAINT);
        }
        let words = text.get(range.clone()).unwrap_or_default();
        let mut bare = words;
        if at == 0 {
            bare = bare.trim_start_matches([',', ';', ' ']);
        }
        if at == last {
            bare = bare.trim_end_matches([',', ';', ' ']);
        }
        wrap.text(if bare.is_empty() { words } else { bare }, look);
    }
}
