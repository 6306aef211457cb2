//! The page as a tree in page order: a lean copy of the parsed document.
//!
//! Nodes stand in one list, parents before children, so that everything inside a node is one
//! range of it. Each node knows how many characters, links and pictures it holds. Elements below
//! a depth of [`DEPTH`] are flattened into their ancestor; scripts keep their text for the
//! metadata readers and count as nothing.

use std::ops::Range;

use dom_query::{Document, NodeData, NodeId};

/// Deepest element that is kept as one; deeper text belongs to its ancestor.
const DEPTH: usize = 450;

/// An element or a text.
#[derive(Debug)]
pub(crate) struct Node {
    /// Its place in the parsed document.
    pub(crate) id: NodeId,
    /// Lower-case name; empty for a text.
    pub(crate) name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    /// The text of a text node.
    pub(crate) text: Box<str>,
    /// Index of the parent; the root is its own.
    pub(crate) parent: usize,
    /// One past the last node inside.
    pub(crate) end: usize,
    /// Characters inside that are no blanks.
    pub(crate) chars: usize,
    /// Those of them inside links.
    pub(crate) linked: usize,
    /// Pictures and films inside.
    pub(crate) pictures: usize,
}

impl Node {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| &**key == name)
            .map(|(_, value)| &**value)
    }

    /// Whether it is an element of one of these names.
    pub(crate) fn is(&self, names: &[&str]) -> bool {
        names.contains(&&*self.name)
    }
}

/// Elements whose text is not shown as text.
pub(crate) const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "head", "select",
    "option", "textarea", "input", "button", "video", "audio", "canvas", "map", "datalist",
    "dialog",
];

/// Name, attributes and text of a node.
type Parts = (Box<str>, Vec<(Box<str>, Box<str>)>, Box<str>);

/// The tree.
#[derive(Debug)]
pub(crate) struct Dom {
    pub(crate) nodes: Vec<Node>,
    /// Whether elements had to be flattened.
    pub(crate) flattened: bool,
}

impl Dom {
    /// A copy of a parsed document.
    pub(crate) fn new(document: &Document) -> Self {
        let mut nodes: Vec<Node> = Vec::new();
        let mut flattened = false;
        // (index of the element, its depth); the walk leaves an element by seeing it again.
        let mut open: Vec<usize> = Vec::new();
        let root = document.root();
        let mut walk = vec![(root, false)];
        while let Some((node, leaving)) = walk.pop() {
            if leaving {
                if let Some(index) = open.pop() {
                    nodes[index].end = nodes.len();
                }
                continue;
            }
            let parent = open.last().copied().unwrap_or(0);
            let kept: Option<Option<Parts>> = node.query(|inner| match &inner.data {
                NodeData::Document => Some((Box::from("#document"), Vec::new(), Box::from(""))),
                NodeData::Text { contents } => {
                    Some((Box::from(""), Vec::new(), Box::from(&**contents)))
                }
                NodeData::Element(element) => {
                    let attributes = element
                        .attrs
                        .iter()
                        .map(|a| (Box::from(&*a.name.local), Box::from(&*a.value)))
                        .collect();
                    Some((Box::from(&*element.node_name()), attributes, Box::from("")))
                }
                _ => None,
            });
            let Some((name, attributes, text)) = kept.flatten() else {
                continue;
            };
            let element = !name.is_empty();
            let deep = element && open.len() >= DEPTH;
            flattened |= deep;
            if !deep {
                let index = nodes.len();
                nodes.push(Node {
                    id: node.id,
                    name,
                    attributes,
                    text,
                    parent,
                    end: index + 1,
                    chars: 0,
                    linked: 0,
                    pictures: 0,
                });
                if element {
                    open.push(index);
                    walk.push((node, true));
                }
            }
            walk.extend(node.children_it(true).map(|child| (child, false)));
        }
        let mut dom = Self { nodes, flattened };
        dom.count();
        dom
    }

    /// Sums characters, links and pictures from the leaves up.
    fn count(&mut self) {
        let silent = self.inherited(|node| node.is(SILENT));
        let linked = self.inherited(|node| node.is(&["a"]) && node.attribute("href").is_some());
        for index in (0..self.nodes.len()).rev() {
            let node = &mut self.nodes[index];
            if !node.text.is_empty() && !silent[index] {
                node.chars = node.text.chars().filter(|c| !c.is_whitespace()).count();
                node.linked = if linked[index] { node.chars } else { 0 };
            }
            if is_picture(node) {
                node.pictures += 1;
            }
            let (parent, chars, linked, pictures) =
                (node.parent, node.chars, node.linked, node.pictures);
            if parent != index {
                let parent = &mut self.nodes[parent];
                parent.chars += chars;
                parent.linked += linked;
                parent.pictures += pictures;
            }
        }
    }

    /// For each node whether it or an ancestor passes the test.
    pub(crate) fn inherited(&self, test: impl Fn(&Node) -> bool) -> Vec<bool> {
        let mut passed: Vec<bool> = Vec::with_capacity(self.nodes.len());
        for (index, node) in self.nodes.iter().enumerate() {
            let above = node.parent != index && passed[node.parent];
            passed.push(above || test(node));
        }
        passed
    }

    /// The indices of everything inside a node, the node itself first.
    pub(crate) fn inside(&self, index: usize) -> Range<usize> {
        index..self.nodes[index].end
    }

    /// The children of a node.
    pub(crate) fn children(&self, index: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes[index].end;
        let mut next = index + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = next;
                next = self.nodes[child].end;
                child
            })
        })
    }

    /// The ancestors of a node, the nearest first, without the node.
    pub(crate) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> {
        let mut at = index;
        std::iter::from_fn(move || {
            let parent = self.nodes[at].parent;
            (parent != at).then(|| {
                at = parent;
                parent
            })
        })
    }

    /// The first element of a name.
    pub(crate) fn first(&self, name: &str) -> Option<usize> {
        self.nodes.iter().position(|node| &*node.name == name)
    }

    /// All text inside a node, shown or not, blanks folded.
    pub(crate) fn raw_text(&self, index: usize) -> String {
        let all: String = self.nodes[self.inside(index)]
            .iter()
            .map(|node| &*node.text)
            .collect();
        squeeze(&all)
    }

    /// The shown text inside a node, blanks folded.
    pub(crate) fn text(&self, index: usize) -> String {
        let mut text = String::new();
        let mut at = index;
        while at < self.nodes[index].end {
            let node = &self.nodes[at];
            if at != index && node.is(SILENT) {
                at = node.end;
                continue;
            }
            if node.is(&["br", "p", "div", "li", "td", "time", "h1", "h2", "h3"]) {
                text.push(' ');
            }
            text.push_str(&node.text);
            at += 1;
        }
        squeeze(&text)
    }
}

/// Pictures and films, but no counters, icons of mood and spacers.
fn is_picture(node: &Node) -> bool {
    match &*node.name {
        "video" | "amp-img" | "amp-video" => true,
        "img" => {
            let tiny = |name| {
                node.attribute(name)
                    .and_then(|value| value.trim_end_matches("px").parse::<u32>().ok())
                    .is_some_and(|pixels| pixels < 32)
            };
            let class = node.attribute("class").unwrap_or_default();
            !tiny("width")
                && !tiny("height")
                && !class.contains("emoji")
                && !class.contains("smiley")
        }
        _ => false,
    }
}

/// Blanks folded into single ones, none at the ends; soft hyphens and zero-width blanks go.
pub(crate) fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() {
            blank = true;
        } else if !matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}' | '\u{2060}') {
            if blank && !squeezed.is_empty() {
                squeezed.push(' ');
            }
            blank = false;
            squeezed.push(c);
        }
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_ranges() {
        let dom = Dom::new(&Document::from(
            "<div id=a><p>One <a href=x>two</a></p><img src=y></div><script>no</script>",
        ));
        let div = dom.first("div").expect("the div");
        assert_eq!(
            (
                dom.nodes[div].chars,
                dom.nodes[div].linked,
                dom.nodes[div].pictures
            ),
            (6, 3, 1)
        );
        assert_eq!(dom.text(div), "One two");
        assert_eq!(dom.children(div).count(), 2);
        assert_eq!(dom.nodes[0].chars, 6);
        assert!(dom.inside(div).contains(&(div + 1)));
    }

    #[test]
    fn depth_is_flattened_without_loss() {
        let html = format!("{}deep", "<svg><td>".repeat(3000));
        let dom = Dom::new(&Document::from(format!("<p>x{html}")));
        assert!(dom.flattened);
    }
}
