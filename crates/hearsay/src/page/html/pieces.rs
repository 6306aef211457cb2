//! Cuts a page into pieces: the smallest stretches of text that no element's border runs through.
//!
//! Every piece knows where it stood and what the markup calls it. Which of them are the article
//! is left to `choose`.

use super::dom::{Dom, Node, SILENT, squeeze};
use super::marks::{Marks, is_dropped};
use crate::page::lines;
use crate::page::meta::visible;
use crate::page::words::Role;

/// What the markup calls a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    /// `p`.
    Paragraph,
    /// `h1` to `h6`, with the number.
    Heading(u8),
    /// `li`, `dd`.
    Item,
    /// Inside `blockquote` or `q` blocks.
    Quote,
    /// Text that stands in no such element: `div`, `td`, between two `br`.
    Loose,
}

/// A stretch of text.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) tag: Tag,
    /// Blanks folded; a single `br` is a blank too.
    pub(crate) text: String,
    /// The element whose direct text it is.
    pub(crate) node: usize,
    /// Characters inside links, of all that are no blanks.
    pub(crate) linked: usize,
    /// Whether all of it is set in bold or large type.
    pub(crate) bold: bool,
    pub(crate) chars: usize,
    /// What the markup says about the place.
    pub(crate) role: Option<Role>,
}

impl Piece {
    /// Whether more than this share (in percent) of the piece is links.
    pub(crate) fn is_linked(&self, percent: usize) -> bool {
        self.linked * 100 > self.chars * percent
    }
}

/// Elements that break the text around them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "picture",
    "img",
];

/// The pieces of a page, in page order.
pub(crate) fn cut(dom: &Dom, marks: &Marks) -> Vec<Piece> {
    let mut cutter = Cutter {
        dom,
        marks,
        pieces: Vec::new(),
        text: String::new(),
        chars: 0,
        linked: 0,
        bold: 0,
        first: None,
    };
    if !dom.nodes.is_empty() {
        cutter.visit(0, 0, Tag::Loose, Style::default());
        cutter.flush(0, Tag::Loose);
    }
    cutter.pieces
}

/// How the text of a node is set.
#[derive(Debug, Clone, Copy, Default)]
struct Style {
    link: bool,
    bold: bool,
}

/// `font` of a size above the usual.
fn is_large(node: &Node) -> bool {
    let size = node.attribute("size").unwrap_or_default();
    node.is(&["font"]) && matches!(size, "4" | "5" | "6" | "7" | "+1" | "+2" | "+3" | "+4")
}

struct Cutter<'a> {
    dom: &'a Dom,
    marks: &'a Marks,
    pieces: Vec<Piece>,
    text: String,
    chars: usize,
    linked: usize,
    bold: usize,
    /// The element of the first text in the buffer: its role is the piece's.
    first: Option<usize>,
}

impl Cutter<'_> {
    /// Reads a node; the tree is at most a few hundred elements deep.
    fn visit(&mut self, index: usize, block: usize, tag: Tag, style: Style) {
        let node = &self.dom.nodes[index];
        if node.name.is_empty() {
            self.push(index, style);
            return;
        }
        if node.is(SILENT) {
            return;
        }
        if node.is(&["br"]) {
            self.line_break(block, tag);
            return;
        }
        // Custom elements are boxes; a caption or credit inside a line is one of its own.
        let role = self.marks.of(index);
        let apart = matches!(role, Some(Role::Caption | Role::Credit)) || is_dropped(role);
        // A label inside a headline is none of its words.
        let label =
            matches!(tag, Tag::Heading(_)) && (role == Some(Role::Meta) || node.is(&["small"]));
        let marked = apart && role != self.marks.of(block) || label;
        let breaks = node.is(BLOCKS) || node.name.contains('-') || marked;
        let style = Style {
            link: style.link || node.is(&["a"]) && node.attribute("href").is_some(),
            bold: style.bold || node.is(&["b", "strong", "big"]) || is_large(node),
        };
        if breaks {
            self.flush(block, tag);
        }
        let (inner, inner_tag) = if breaks {
            (index, tag_of(&node.name, tag))
        } else {
            (block, tag)
        };
        for child in self.dom.children(index) {
            self.visit(child, inner, inner_tag, style);
        }
        if breaks {
            self.flush(inner, inner_tag);
        } else if node.is(&["span", "time"]) && self.marks.of(index) != self.marks.of(block) {
            // Parts of a by-line often touch: `<span>Ada Lund</span><span>4 March</span>`.
            self.text.push(' ');
        }
    }

    fn push(&mut self, index: usize, style: Style) {
        let node = &self.dom.nodes[index];
        self.text.push_str(&node.text);
        if node.chars > 0 {
            self.first.get_or_insert(node.parent);
        }
        self.chars += node.chars;
        if style.link {
            self.linked += node.chars;
        }
        if style.bold {
            self.bold += node.chars;
        }
    }

    /// A second break after blanks ends the piece.
    fn line_break(&mut self, block: usize, tag: Tag) {
        let blank = self
            .text
            .trim_end_matches([' ', '\t', '\r', '\u{A0}', '\n']);
        // Source lines end in "\n" too: breaks are remembered as a character no page has.
        if blank.ends_with(BREAK) {
            self.flush(block, tag);
        } else {
            self.text.push(BREAK);
        }
    }

    fn flush(&mut self, block: usize, tag: Tag) {
        let first = self.first.take().unwrap_or(block);
        let (chars, linked, bold) = (self.chars, self.linked, self.bold);
        (self.chars, self.linked, self.bold) = (0, 0, 0);
        let raw = std::mem::take(&mut self.text);
        let lines: Vec<String> = raw
            .split(BREAK)
            .map(squeeze)
            .filter(|line| !line.is_empty())
            .collect();
        if lines.is_empty() {
            return;
        }
        let role = self.marks.of(first).or_else(|| self.marks.of(block));
        // Lines that are each running text or a by-line are pieces; others wrap one piece.
        let sentences = |shortest: usize| {
            let ends =
                |line: &String| lines::ends_sentence(line) && line.chars().count() > shortest;
            lines.iter().all(ends)
        };
        let apart = match tag {
            _ if lines.len() < 2 => false,
            Tag::Quote | Tag::Heading(_) => false,
            _ if role == Some(Role::Byline) => true,
            // Headline, by-line and date in one element, a break after each.
            _ if lines.iter().any(|line| visible::read(line).is_some()) => true,
            Tag::Loose if lines.len() > 2 => sentences(35),
            _ => sentences(80),
        };
        let parts = if apart { lines } else { vec![lines.join(" ")] };
        let count = parts.len();
        for text in parts {
            let own = text.chars().filter(|c| !c.is_whitespace()).count();
            self.pieces.push(Piece {
                tag,
                text,
                node: block,
                linked: if count == 1 {
                    linked
                } else {
                    linked * own / chars.max(1)
                },
                bold: bold > 0 && bold == chars,
                chars: own,
                role,
            });
        }
    }
}

/// Stands for a `br` while a piece is read.
const BREAK: char = '\u{1E}';

fn tag_of(name: &str, outer: Tag) -> Tag {
    match name {
        "h1" => Tag::Heading(1),
        "h2" => Tag::Heading(2),
        "h3" => Tag::Heading(3),
        "h4" => Tag::Heading(4),
        "h5" => Tag::Heading(5),
        "h6" => Tag::Heading(6),
        "li" | "dd" => Tag::Item,
        "blockquote" => Tag::Quote,
        // A paragraph of a quotation or of a list item belongs to it.
        "p" | "pre" if matches!(outer, Tag::Quote | Tag::Item) => outer,
        "p" | "pre" => Tag::Paragraph,
        "div" | "span" | "cite" | "footer" | "a" | "b" | "strong" | "img" | "picture" => outer,
        _ if name.contains('-') => outer,
        _ => Tag::Loose,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn of(html: &str) -> Vec<(Tag, String)> {
        let dom = Dom::new(&Document::from(html));
        let marks = Marks::new(&dom);
        cut(&dom, &marks)
            .into_iter()
            .map(|piece| (piece.tag, piece.text))
            .collect()
    }

    #[test]
    fn borders_of_elements_are_borders_of_pieces() {
        assert_eq!(
            of(
                "<h1>A<br>b</h1><p>One <b>two</b>\n three<p>Four<ul><li>Five</ul><blockquote><p>Six</blockquote>"
            ),
            [
                (Tag::Heading(1), "A b".to_owned()),
                (Tag::Paragraph, "One two three".to_owned()),
                (Tag::Paragraph, "Four".to_owned()),
                (Tag::Item, "Five".to_owned()),
                (Tag::Quote, "Six".to_owned()),
            ]
        );
    }

    #[test]
    fn two_breaks_end_a_paragraph_and_one_does_not() {
        let pieces = of("<div>One<br>line<br/>\n&nbsp;<br>Two</div>");
        assert_eq!(
            pieces,
            [
                (Tag::Loose, "One line".to_owned()),
                (Tag::Loose, "Two".to_owned())
            ]
        );
    }

    #[test]
    fn a_label_in_a_headline_is_a_piece() {
        let pieces = of("<h1><span class=kicker>Exclusive</span>Quay closed</h1>");
        assert_eq!(pieces[1], (Tag::Heading(1), "Quay closed".to_owned()));
    }

    #[test]
    fn an_inline_credit_is_a_piece() {
        let pieces = of(
            "<figure><img src=x><figcaption>The quay <span class=credit>Ivo Tarn</span></figcaption></figure>",
        );
        assert_eq!(pieces.len(), 2, "{pieces:?}");
    }
}
