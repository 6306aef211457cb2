//! Who had it from whom: the way of one claim, or of one attribution, and drawings of it.
//!
//! Nodes are articles, outlets whose article is not there, origins, and ends that cannot be followed; an arrow leads
//! from whoever had the words first to whoever has them from there. A step that closes a circle is kept and
//! marked; drawings do not follow it.

pub mod dot;
pub mod graphml;
mod layers;
pub mod mermaid;
pub mod svg;
mod tree;

pub use tree::Branch;

use std::collections::HashMap;

use serde::Serialize;

use super::Shelf;
use crate::account::{Bearing, Claim, Edge, End, Link};
use crate::reading::{AttributionValue, Reading, Voice};
use crate::voice::SourceKind;
use crate::word::words;

/// The name of the JSON shape, the value of every trace's `schema`.
pub const SCHEMA: &str = "hearsay.trace/1";

words! {
    /// A form that a trace is drawn in.
    pub enum Drawing {
        /// A tree of lines of text.
        Text = "text",
        /// Graphviz.
        Dot = "dot",
        /// A picture.
        Svg = "svg",
        /// A flowchart of Mermaid.
        Mermaid = "mermaid",
        /// GraphML.
        Graphml = "graphml",
        /// JSON, `hearsay.trace/1`.
        Json = "json",
    }
}

/// Who had it from whom.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Trace {
    /// The name of the shape: `hearsay.trace/1`.
    pub schema: &'static str,
    /// The id of the claim or the attribution.
    pub of: String,
    /// Its words.
    pub text: String,
    /// Who and what is on the way.
    pub nodes: Vec<Node>,
    /// The steps, from whoever has the words to whom they have them from.
    pub steps: Vec<Step>,
    /// The node that the question is about: an attribution's article.
    #[serde(skip)]
    start: Option<usize>,
}

/// Somebody or something on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Node {
    /// What it is, by its id or words.
    #[serde(flatten)]
    pub end: EndValue,
    /// What it is called.
    pub name: String,
    /// What it does with the claim, where it is an article that says so in one way only.
    pub stance: Option<Bearing>,
}

/// An end of an edge as other programs get it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EndValue {
    /// What it is.
    pub kind: EndKind,
    /// The id, or the words that stand for it.
    pub id: String,
}

words! {
    /// What an end is.
    pub enum EndKind {
        /// An article.
        Article = "article",
        /// An outlet that is named and whose article is not there.
        Outlet = "outlet",
        /// A person, document or unnamed source that spoke to an outlet.
        Origin = "origin",
        /// Nobody that could be followed.
        Nobody = "nobody",
    }
}

/// A step of the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    /// Who has it: the number of a node, from 0.
    pub from: usize,
    /// From whom.
    pub to: usize,
    /// How.
    pub link: Link,
    /// What the words do with the claim; `null` outside of a claim, and of a copy: it does what its text does.
    pub stance: Option<Bearing>,
    /// The attributions whose words say so.
    pub attributions: Vec<String>,
    /// Whether it closes a circle.
    #[serde(rename = "loop")]
    pub is_loop: bool,
}

impl Trace {
    /// The way of a claim.
    pub fn of_claim(shelf: &Shelf<'_>, claim: &Claim) -> Self {
        let mut trace = Self::new(&claim.id, &claim.text);
        for edge in &claim.edges {
            trace.step(shelf, edge, stance(claim, &edge.attribution));
        }
        // Articles that name nobody are on no edge.
        for statement in &claim.statements {
            let node = trace.node(shelf, &End::Article(statement.article.clone()));
            trace.nodes[node].stance = one_stance(claim, &statement.article);
        }
        trace
    }

    /// The way by which an attribution came to its article: within its claim, or else by the voices that its
    /// own article names. `None` if no reading holds it.
    pub fn of_attribution(shelf: &Shelf<'_>, id: &str) -> Option<Self> {
        let (reading, value) = shelf.attribution(id)?;
        let text = value.content.as_ref().map_or("", |content| &content.text);
        let mut trace = Self::new(id, text);
        let start = End::Article(reading.article.id.clone());
        trace.start = Some(trace.node(shelf, &start));
        match shelf.claim_of(id) {
            Some((claim, statement)) => {
                trace.upstream(shelf, claim, &start);
                trace.nodes[0].stance = Some(statement.stance);
            }
            None => trace.chain(shelf, reading, value),
        }
        Some(trace)
    }

    fn new(of: &str, text: &str) -> Self {
        Self {
            schema: SCHEMA,
            of: of.to_owned(),
            text: text.to_owned(),
            nodes: Vec::new(),
            steps: Vec::new(),
            start: None,
        }
    }

    /// The steps that lead up from an article.
    fn upstream(&mut self, shelf: &Shelf<'_>, claim: &Claim, start: &End) {
        let mut from: HashMap<&End, Vec<&Edge>> = HashMap::new();
        for edge in &claim.edges {
            from.entry(&edge.from).or_default().push(edge);
        }
        let mut open = vec![start];
        let mut seen = vec![start];
        while let Some(end) = open.pop() {
            for edge in from.get(end).into_iter().flatten() {
                self.step(shelf, edge, stance(claim, &edge.attribution));
                if !seen.contains(&&edge.to) {
                    seen.push(&edge.to);
                    open.push(&edge.to);
                }
            }
        }
    }

    /// The voices of an attribution, one after the other.
    fn chain(&mut self, shelf: &Shelf<'_>, reading: &Reading, value: &AttributionValue) {
        let mut from = End::Article(reading.article.id.clone());
        let mut voices: Vec<(End, Link)> = value.chain.iter().map(voice).collect();
        if voices.is_empty() {
            let cue = value.cue.as_ref().map_or("", |cue| &cue.text);
            voices.push((End::Nobody(cue.to_owned()), Link::Hears));
        }
        for (to, link) in voices {
            let edge = Edge {
                from,
                to: to.clone(),
                link,
                attribution: value.id.clone(),
                is_loop: false,
            };
            self.step(shelf, &edge, None);
            from = to;
        }
    }

    fn step(&mut self, shelf: &Shelf<'_>, edge: &Edge, stance: Option<Bearing>) {
        let (from, to) = (self.node(shelf, &edge.from), self.node(shelf, &edge.to));
        let stance = stance.filter(|_| edge.link != Link::Copies);
        let known = self.steps.iter_mut().find(|step| {
            (step.from, step.to, step.link, step.stance, step.is_loop)
                == (from, to, edge.link, stance, edge.is_loop)
        });
        match known {
            Some(step) if step.attributions.contains(&edge.attribution) => {}
            Some(step) => step.attributions.push(edge.attribution.clone()),
            None => self.steps.push(Step {
                from,
                to,
                link: edge.link,
                stance,
                attributions: vec![edge.attribution.clone()],
                is_loop: edge.is_loop,
            }),
        }
    }

    /// The number of an end's node.
    fn node(&mut self, shelf: &Shelf<'_>, end: &End) -> usize {
        let value = EndValue::of(end);
        if let Some(known) = self.nodes.iter().position(|node| node.end == value) {
            return known;
        }
        self.nodes.push(Node {
            end: value,
            name: shelf.name(end),
            stance: None,
        });
        self.nodes.len() - 1
    }
}

impl EndValue {
    fn of(end: &End) -> Self {
        let (kind, id) = match end {
            End::Article(id) => (EndKind::Article, id),
            End::Outlet(id) => (EndKind::Outlet, id),
            End::Origin(id) => (EndKind::Origin, id),
            End::Nobody(id) => (EndKind::Nobody, id),
        };
        Self {
            kind,
            id: id.clone(),
        }
    }
}

impl Node {
    /// What stands in its box beside its name: what is not the ordinary.
    fn remarks(&self) -> impl Iterator<Item = &'static str> {
        let stance = self.stance.filter(|stance| *stance != Bearing::Asserts);
        stance.map(Bearing::name).into_iter().chain(self.remark())
    }

    /// What a reader has to know of it beyond its name; nothing of an article or an origin.
    pub fn remark(&self) -> Option<&'static str> {
        match self.end.kind {
            EndKind::Article | EndKind::Origin => None,
            EndKind::Outlet => Some("its article is not here"),
            EndKind::Nobody => Some("dead end"),
        }
    }
}

impl Step {
    /// What is written beside it: what is not the ordinary.
    pub fn label(&self) -> String {
        let mut words = vec![self.link.name()];
        words.extend(
            self.stance
                .filter(|stance| *stance != Bearing::Asserts)
                .map(Bearing::name),
        );
        if self.is_loop {
            words.push("loop");
        }
        words.join(", ")
    }
}

/// What an attribution does with the claim.
fn stance(claim: &Claim, attribution: &str) -> Option<Bearing> {
    let statements = claim.statements.iter();
    let mut found = statements.filter(|one| one.attribution == attribution);
    found.next().map(|one| one.stance)
}

/// What an article does with the claim, if all its statements do the same.
fn one_stance(claim: &Claim, article: &str) -> Option<Bearing> {
    let statements = claim.statements.iter();
    let mut stances = statements
        .filter(|one| one.article == article)
        .map(|one| one.stance);
    let first = stances.next()?;
    stances.all(|stance| stance == first).then_some(first)
}

/// A voice of a chain as an end, and how it is reached.
fn voice(voice: &Voice) -> (End, Link) {
    let name = voice.text.clone();
    match voice.kind {
        Some(SourceKind::Outlet) => (End::Outlet(name), Link::Cites),
        Some(SourceKind::None) => (End::Nobody(name), Link::Hears),
        _ => (End::Origin(name), Link::Hears),
    }
}
