//! Chains of voices: on whose word an attribution comes, from the voice nearest the reader to the innermost.
//!
//! The tagger gives one source to each attribution: mostly the one nearest the reader ("the daily"), with
//! another attribution beside it for what it cites. Here each becomes a thread: the innermost source
//! as its source, and the voices that it came `through`. In order: quotations are put together and taken
//! apart (`turns`), hearsay becomes nobody's (`nobody`), reporting words get the source that the tagger did not see (`subject`), names that belong to the source join it (`apposition`), then come voices inside the
//! source's own words (`within`), outlets that pass on another's report (`relayed`), voices that are cited (`cited`), outlets that were told (`told`), that
//! print or report what is said (`printed`), and attributions inside the content of others (`nested`).
//! What a thread came through is then made a chain of links, with that of its parent, that of what it
//! goes back to (`again`), and the agency whose text the page carries (`wire`, `agency`).

mod again;
mod agency;
mod apposition;
mod cited;
mod links;
mod nested;
mod nobody;
mod printed;
mod relative;
mod relayed;
mod subject;
mod told;
mod turns;
mod wire;
mod within;

use std::cmp::Reverse;
use std::ops::Range;

use super::context::Context;
use super::why::{Field, Reason};
use crate::attribution::Attribution;
use crate::span::Span;

pub(super) use links::fill;

/// An attribution, its source the innermost voice.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Thread {
    /// Who, how and what.
    pub(super) attribution: Attribution,
    /// The voices that it came through, outermost first, without the source.
    pub(super) through: Vec<Span>,
    /// The number of the thread whose content this one stands in.
    pub(super) parent: Option<usize>,
    /// Whether it was found in a content, so that words outside of that do not speak of it.
    inner: bool,
    /// Which rules gave the voices.
    pub(super) why: Vec<Reason>,
}

/// The attributions of an article as threads, in reading order: those of its text, and those found in
/// their contents, read again as texts of their own. Those that only name a cited voice are gone.
pub(super) fn threads(
    context: &Context<'_>,
    attributions: Vec<Attribution>,
    inner: Vec<Attribution>,
) -> Vec<Thread> {
    let mut attributions = turns::put(context, attributions);
    nobody::find(context, &mut attributions);
    subject::find(context, &mut attributions);
    let mut threads: Vec<Thread> = attributions.into_iter().map(Thread::new).collect();
    let inner = inner.into_iter().map(|one| Thread {
        inner: true,
        ..Thread::new(one)
    });
    threads.extend(inner.filter(|thread| !cited::is_citation(context, thread)));
    for thread in &mut threads {
        apposition::take(context, thread);
        within::split(context, thread);
        relayed::add(context, thread);
        cited::split(context, thread);
    }
    cited::join(context, &mut threads);
    nested::join(context, &mut threads);
    once(&mut threads);
    let cues = cues(context, &threads);
    for thread in threads.iter_mut().filter(|thread| !thread.inner) {
        cited::beside(context, &cues, thread);
        told::add(context, &cues, thread);
        printed::add(context, &cues, thread);
    }
    nested::fold(context, &mut threads);
    // A parent, which is the longer of the two, comes before its child.
    threads.sort_by_key(|thread| {
        let content = thread.attribution.content.as_ref();
        let (start, end) = content.map_or((0, 0), |span| (span.start(), span.end()));
        (thread.attribution.start(), start, Reverse(end))
    });
    nested::parents(&mut threads);
    threads
}

/// Leaves one of the threads with the same source and content: what the tagger finds in a content may be what was taken
/// from it already.
fn once(threads: &mut Vec<Thread>) {
    let mut seen = std::collections::HashSet::new();
    threads.retain(|thread| {
        let one = &thread.attribution;
        seen.insert((one.source.clone(), one.content.clone()))
    });
}

/// The tokens of all cues, in text order.
fn cues(context: &Context<'_>, threads: &[Thread]) -> Vec<Range<usize>> {
    let cue = |thread: &Thread| context.whole(thread.attribution.cue.as_ref()?);
    let mut cues: Vec<Range<usize>> = threads.iter().filter_map(cue).collect();
    cues.sort_by_key(|cue| (cue.start, cue.end));
    cues
}

impl Thread {
    /// The thread of an attribution as it came.
    const fn new(attribution: Attribution) -> Self {
        Self {
            attribution,
            through: Vec::new(),
            parent: None,
            inner: false,
            why: Vec::new(),
        }
    }

    /// Makes `inner` the source; what was the source becomes the last voice that it came through, in
    /// the words `outer`.
    fn deepen(&mut self, outer: Span, inner: Span, rule: &'static str) {
        self.because(rule, &outer);
        self.through.push(outer);
        self.attribution.source = Some(inner);
    }

    /// Puts a voice before all others.
    fn widen(&mut self, outer: Span, rule: &'static str) {
        self.because(rule, &outer);
        self.through.insert(0, outer);
    }

    /// Notes which rule gave these words as a voice.
    fn because(&mut self, rule: &'static str, words: &Span) {
        self.why.push(Reason {
            field: Field::Chain,
            by: super::why::By::Rule(rule),
            words: Some(words.start()..words.end()),
        });
    }

    /// The tokens of its source and its content.
    fn taken(&self, context: &Context<'_>) -> std::collections::HashSet<usize> {
        [&self.attribution.source, &self.attribution.content]
            .into_iter()
            .flatten()
            .flat_map(|span| context.tokens.of(span))
            .collect()
    }

    /// The tokens of its cue; failing that the last one of its source, which stands beside where it would be.
    fn cue(&self, context: &Context<'_>) -> Option<Range<usize>> {
        let cue = self.attribution.cue.as_ref();
        cue.and_then(|cue| context.whole(cue)).or_else(|| {
            let source = context.whole(self.attribution.source.as_ref()?)?;
            Some(source.end - 1..source.end)
        })
    }
}

/// Whether no other cue stands between these tokens and the cue.
fn is_nearest(cues: &[Range<usize>], cue: &Range<usize>, words: &Range<usize>) -> bool {
    let between = cue.end.min(words.end)..cue.start.max(words.start);
    let from = cues.partition_point(|other| other.start < between.start);
    !cues[from..]
        .iter()
        .take_while(|other| other.start < between.end)
        .any(|other| other != cue && other.end <= between.end)
}

#[cfg(test)]
mod tests;
