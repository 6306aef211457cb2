//! Chains of voices: on whose word an attribution comes, from the voice nearest the reader to the innermost.
//!
//! The tagger gives one source to each attribution: mostly the one nearest the reader ("the daily"), with
//! another attribution beside it for what it cites. Here each becomes a thread: the innermost source
//! as its source, and the voices that it came `through`. In order: names that belong to the
//! source (`apposition`), voices inside the source's own words (`within`), voices that are cited
//! (`cited`), outlets that were told (`told`), and the agency whose text the page carries (`wire`).

mod apposition;
mod cited;
mod told;
mod wire;
mod within;

use super::context::Context;
use super::source::Sources;
use super::{Link, SourceKind};
use crate::attribution::Attribution;
use crate::entity::Entities;
use crate::span::Span;

/// An attribution, its source the innermost voice.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Thread {
    /// Who, how and what.
    pub(super) attribution: Attribution,
    /// The voices that it came through, outermost first, without the source.
    pub(super) through: Vec<Outer>,
}

/// A voice before the innermost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outer {
    /// Named by these words.
    Words(Span),
    /// Named by the page's metadata alone.
    Named(String),
}

/// The attributions of an article as threads, in their order. Those that only name a cited voice
/// are gone.
pub(super) fn threads(context: &Context<'_>, attributions: Vec<Attribution>) -> Vec<Thread> {
    let mut threads: Vec<Thread> = attributions
        .into_iter()
        .map(|attribution| Thread {
            attribution,
            through: Vec::new(),
        })
        .collect();
    for thread in &mut threads {
        apposition::take(context, thread);
        within::split(context, thread);
        cited::split(context, thread);
    }
    cited::join(context, &mut threads);
    for thread in &mut threads {
        told::add(context, thread);
    }
    wire::add(context, &mut threads);
    threads
}

impl Thread {
    /// Makes `inner` the source; what was the source becomes the last voice that it came through, in
    /// the words `outer`.
    fn deepen(&mut self, outer: Span, inner: Span) {
        self.through.push(Outer::Words(outer));
        self.attribution.source = Some(inner);
    }
}

/// The chain of a thread: the voices that it came through, then its source of this kind. Links that name the same
/// as the one before are left out, and so is the article's own outlet.
pub(super) fn links(
    context: &Context<'_>,
    sources: &Sources<'_>,
    thread: &Thread,
    entities: &Entities,
    kind: SourceKind,
) -> Vec<Link> {
    let link = |span: &Span, kind: SourceKind| {
        let entity = entities.of(span);
        let name = entity
            .and_then(|at| entities.all().get(at))
            .map(|one| one.name.clone());
        Link {
            span: Some(span.clone()),
            text: name.unwrap_or_else(|| {
                let short = context.whole(span).and_then(|whole| context.called(&whole));
                short.as_ref().unwrap_or(span).text(&context.article.text)
            }),
            kind,
            entity,
        }
    };
    let mut out: Vec<Link> = Vec::new();
    for outer in &thread.through {
        let next = match outer {
            Outer::Words(span) => {
                let Some(whole) = context.whole(span).filter(|whole| !context.is_own(whole)) else {
                    continue;
                };
                link(span, sources.kind(&whole, &[], true).kind)
            }
            Outer::Named(name) => Link {
                span: None,
                text: name.clone(),
                kind: SourceKind::Outlet,
                entity: None,
            },
        };
        out.push(next);
    }
    if let Some(source) = &thread.attribution.source {
        out.push(link(source, kind));
    }
    out.dedup_by(|a, b| a.text == b.text || a.entity.is_some() && a.entity == b.entity);
    out
}
