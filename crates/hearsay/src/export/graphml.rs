//! GraphML (1.0): articles, outlets, origins and claims as nodes, and what leads from the one to the other as edges.
//!
//! Networkx, Gephi, igraph and yEd read it. Every value is a string; one that is not known is left out.
//!
//! | edge | from | to |
//! |---|---|---|
//! | `publishes` | outlet | article |
//! | `asserts`, `denies`, `confirms`, `doubts`, `reports` | article | claim |
//! | `stands behind` | origin | claim |
//! | `copies`, `cites` | article | article, or an outlet whose article is not there |
//! | `hears` | article | origin |

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::xml::escaped;
use crate::account::{Account, Bearing, Edge, End};
use crate::reading::Reading;

/// Every key that a node or an edge may have: its name, and what has it.
const KEYS: [(&str, &str); 12] = [
    ("kind", "node"),
    ("id", "node"),
    ("label", "node"),
    ("published", "node"),
    ("url", "node"),
    ("status", "node"),
    ("origins_min", "node"),
    ("origins_max", "node"),
    ("stance", "all"),
    ("link", "edge"),
    ("attribution", "edge"),
    ("loop", "edge"),
];

/// A graph that is being written.
#[derive(Debug, Default)]
pub(super) struct Graph {
    out: String,
}

impl Graph {
    /// A directed graph with nothing in it.
    pub(super) fn new() -> Self {
        let mut graph = Self::default();
        graph.begin();
        graph
    }

    /// What stands before the first node.
    fn begin(&mut self) {
        self.out.push_str(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        );
        for (name, has) in KEYS {
            let _ = writeln!(
                self.out,
                "<key id=\"{name}\" for=\"{has}\" attr.name=\"{name}\" attr.type=\"string\"/>"
            );
        }
        self.out
            .push_str("<graph id=\"hearsay\" edgedefault=\"directed\">\n");
    }

    /// A node with these values.
    pub(super) fn node(&mut self, id: &str, values: &[(&str, &str)]) {
        let _ = write!(self.out, "<node id=\"{}\">", escaped(id));
        self.values(values);
        self.out.push_str("</node>\n");
    }

    /// An edge with these values.
    pub(super) fn edge(&mut self, from: &str, to: &str, values: &[(&str, &str)]) {
        let _ = write!(
            self.out,
            "<edge source=\"{}\" target=\"{}\">",
            escaped(from),
            escaped(to)
        );
        self.values(values);
        self.out.push_str("</edge>\n");
    }

    fn values(&mut self, values: &[(&str, &str)]) {
        for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = write!(self.out, "<data key=\"{name}\">{}</data>", escaped(value));
        }
    }

    /// What was written since this was last asked.
    fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    /// The rest of the document.
    pub(super) fn end(mut self) -> String {
        self.out.push_str("</graph>\n</graphml>\n");
        self.out
    }
}

/// Writes readings and an account as one graph.
#[derive(Debug, Default)]
pub(super) struct Writer {
    graph: Graph,
    /// Nodes that are written, by id: GraphML takes each once.
    written: BTreeSet<String>,
}

impl Writer {
    /// What stands before the first node.
    pub(super) fn begin(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.graph.begin();
        out.write_all(self.graph.take().as_bytes())
    }

    /// The article, and its outlet.
    pub(super) fn reading(&mut self, out: &mut impl Write, reading: &Reading) -> io::Result<()> {
        let article = &reading.article;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        self.node(
            "article",
            &article.id,
            &[
                ("label", &text(&article.title)),
                ("published", &text(&article.published)),
                ("url", &text(&article.url)),
            ],
        );
        if let Some(outlet) = &article.outlet {
            self.node("outlet", outlet, &[("label", outlet)]);
            self.link("outlet", outlet, "article", &article.id, "publishes");
        }
        out.write_all(self.graph.take().as_bytes())
    }

    /// Claims, origins, and what leads from the one to the other.
    pub(super) fn account(&mut self, out: &mut impl Write, account: &Account) -> io::Result<()> {
        for origin in &account.origins {
            self.node("origin", &origin.id, &[("label", &origin.who)]);
        }
        for claim in &account.claims {
            self.node(
                "claim",
                &claim.id,
                &[
                    ("label", &claim.text),
                    ("status", claim.status.name()),
                    ("origins_min", &claim.origins.min.to_string()),
                    ("origins_max", &claim.origins.max.to_string()),
                ],
            );
            let mut behind = BTreeSet::new();
            for statement in &claim.statements {
                self.node("article", &statement.article, &[]);
                self.graph.edge(
                    &key("article", &statement.article),
                    &key("claim", &claim.id),
                    &[
                        ("link", statement.stance.name()),
                        ("attribution", &statement.attribution),
                    ],
                );
                let holds = matches!(statement.stance, Bearing::Asserts | Bearing::Confirms);
                behind.extend(statement.origin.as_deref().filter(|_| holds));
            }
            for origin in behind {
                self.node("origin", origin, &[]);
                self.link("origin", origin, "claim", &claim.id, "stands behind");
            }
            for edge in &claim.edges {
                self.edge(account, edge);
            }
        }
        out.write_all(self.graph.take().as_bytes())
    }

    /// What stands after the last edge.
    pub(super) fn end(self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(self.graph.end().as_bytes())
    }

    fn edge(&mut self, account: &Account, edge: &Edge) {
        let (Some((from_kind, from)), Some((to_kind, to))) =
            (named(account, &edge.from), named(account, &edge.to))
        else {
            return;
        };
        self.node(from_kind, from, &[("label", from)]);
        self.node(to_kind, to, &[("label", to)]);
        self.graph.edge(
            &key(from_kind, from),
            &key(to_kind, to),
            &[
                ("link", edge.link.name()),
                ("attribution", &edge.attribution),
                ("loop", if edge.is_loop { "true" } else { "" }),
            ],
        );
    }

    fn link(&mut self, from_kind: &str, from: &str, to_kind: &str, to: &str, link: &str) {
        self.graph
            .edge(&key(from_kind, from), &key(to_kind, to), &[("link", link)]);
    }

    fn node(&mut self, kind: &str, id: &str, values: &[(&str, &str)]) {
        let key = key(kind, id);
        if self.written.contains(&key) {
            return;
        }
        let mut all = vec![("kind", kind), ("id", id)];
        all.extend(values);
        self.graph.node(&key, &all);
        self.written.insert(key);
    }
}

/// A node's id: its kind keeps ids of different kinds apart.
fn key(kind: &str, id: &str) -> String {
    format!("{kind}:{id}")
}

/// What an end is, and its id; outlets go by their names. `None` of an end that cannot be followed: it is no node.
fn named<'a>(account: &'a Account, end: &'a End) -> Option<(&'static str, &'a str)> {
    Some(match end {
        End::Article(id) => ("article", id),
        End::Origin(id) => ("origin", id),
        End::Outlet(id) => {
            let figure = account.entities.iter().find(|figure| figure.id == *id);
            ("outlet", figure.map_or(id, |figure| &figure.name))
        }
        End::Nobody(_) => return None,
    })
}
