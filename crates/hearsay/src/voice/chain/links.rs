//! Threads to chains: what each voice is called, which chain goes on another, and what is left out.

use super::super::source::Sources;
use super::super::{Link, Mode, SourceKind, Stance, Voice};
use super::agency::Agency;
use super::{Thread, again, wire};
use crate::entity::Entities;
use crate::span::Span;
use crate::voice::context::{Context, is_outlet_noun};
use crate::voice::why::{Field, Reason};

/// Why an agency is the first voice.
const CARRIED: &str = "the page carries the text of an agency";

/// Gives every voice its chain, its parent, and the reasons for the chain. The voices are those of the threads, in
/// their order.
pub(in super::super) fn fill(
    context: &Context<'_>,
    sources: &Sources<'_>,
    entities: &Entities,
    threads: &[Thread],
    voices: &mut [Voice],
) {
    let reader = Reader {
        context,
        sources,
        entities,
    };
    let agency = wire::read(context);
    let mut bare: Vec<Vec<Link>> = Vec::with_capacity(threads.len());
    for (at, thread) in threads.iter().enumerate() {
        let voice = &mut voices[at];
        voice.parent = thread.parent;
        let carried = agency
            .as_ref()
            .filter(|agency| agency.carries(context, thread));
        if matches!(voice.kind, SourceKind::None | SourceKind::Author) {
            bare.push(Vec::new());
            let hearsay = voice.kind == SourceKind::None;
            if let Some(carried) = carried.filter(|_| hearsay) {
                voice.chain = vec![reader.agency(&carried.name)];
                voice.why.push(Reason::rule(Field::Chain, CARRIED));
            }
            continue;
        }
        let mut why = thread.why.clone();
        let mut chain = reader.own(thread, voice.kind);
        let last = || again::last(context, threads, voices, &bare, at);
        let unnamed = thread.attribution.source.is_none();
        if let Some(last) = unnamed.then(last).flatten() {
            why.push(Reason::rule(
                Field::Chain,
                "no source: who spoke last in the paragraph",
            ));
            chain.clone_from(&bare[last]);
        }
        let spoken = |parent: &usize| passes_on(&voices[*parent]);
        if let Some(parent) = thread.parent.filter(spoken) {
            why.push(Reason::rule(
                Field::Chain,
                "it stands in what the voices of its parent say",
            ));
            chain.splice(0..0, bare[parent].iter().cloned());
        } else if chain.len() == 1 {
            let earlier = again::earlier(context, threads, voices, &bare, at, &chain[0]);
            if let Some(earlier) = earlier {
                why.push(Reason::rule(
                    Field::Chain,
                    "the source spoke through these voices just before",
                ));
                let before = bare[earlier].len() - 1;
                chain.splice(0..0, bare[earlier][..before].iter().cloned());
            }
        }
        let outer = carried.map(|carried| reader.agency(&carried.name));
        if outer.is_some() {
            why.push(Reason::rule(Field::Chain, CARRIED));
        }
        voices[at].chain = reader.clean(outer.into_iter().chain(chain.iter().cloned()));
        bare.push(chain);
        voices[at].why.append(&mut why);
    }
}

/// Whether what stands in the content of this voice is said on its word: not what it will not say, asks or wishes.
fn passes_on(voice: &Voice) -> bool {
    voice.mode != Mode::Thought && !matches!(voice.stance, Stance::Asks | Stance::Declines)
}

/// Reads the links of one article.
struct Reader<'a> {
    context: &'a Context<'a>,
    sources: &'a Sources<'a>,
    entities: &'a Entities,
}

impl Reader<'_> {
    /// The voices of the thread itself.
    fn own(&self, thread: &Thread, kind: SourceKind) -> Vec<Link> {
        let outer = thread.through.iter().filter_map(|span| {
            let whole = self.context.whole(span)?;
            Some(self.link(span, self.sources.kind(&whole, &[], true).kind))
        });
        let source = thread.attribution.source.iter();
        outer
            .chain(source.map(|span| self.link(span, kind)))
            .collect()
    }

    /// The voice that these words name. It is called by its name, or by the words that tell most of it.
    fn link(&self, span: &Span, kind: SourceKind) -> Link {
        let context = self.context;
        // An outlet that is named by its own words is not one of another name beside it.
        let all = self.entities.all();
        let names: Vec<&str> = context
            .whole(span)
            .into_iter()
            .flat_map(|whole| context.names.within(whole))
            .flat_map(|name| name.clone())
            .map(|at| context.tokens.lower(at))
            .collect();
        let named = !names.is_empty();
        let shares = |name: &str| {
            let name = name.to_lowercase();
            name.split(' ').any(|word| names.contains(&word))
        };
        let fits = |at: &usize| {
            let other = named && all.get(*at).is_some_and(|one| !shares(&one.name));
            kind != SourceKind::Collective && !(kind == SourceKind::Outlet && other)
        };
        let meant = self.entities.of(span);
        let entity = meant.filter(fits);
        let name = entity
            .and_then(|at| all.get(at))
            .map(|one| one.name.clone());
        let telling = self.entities.fullest(span);
        let telling = telling.filter(|_| meant == entity && !(kind == SourceKind::Outlet && named));
        let telling = telling.and_then(|words| Span::new(vec![words]));
        let words = telling.as_ref().unwrap_or(span);
        let short = context
            .whole(words)
            .and_then(|whole| context.called(&whole));
        let text =
            name.unwrap_or_else(|| short.as_ref().unwrap_or(words).text(&context.article.text));
        Link {
            span: Some(span.clone()),
            text,
            kind,
            entity,
        }
    }

    fn agency(&self, agency: &Agency) -> Link {
        match agency {
            Agency::Words(span) => self.link(span, SourceKind::Outlet),
            Agency::Named(name) => Link {
                span: None,
                text: name.clone(),
                kind: SourceKind::Outlet,
                entity: None,
            },
        }
    }

    /// The chain without the article's own outlet, and without a voice that comes again: the source stays where it is,
    /// of the others the first stays.
    fn clean(&self, chain: impl Iterator<Item = Link>) -> Vec<Link> {
        let own = |link: &Link| {
            let whole = link.span.as_ref().and_then(|span| self.context.whole(span));
            link.kind == SourceKind::Outlet
                && whole.is_some_and(|whole| self.context.is_own(&whole))
        };
        let mut all: Vec<Link> = chain.filter(|link| !own(link)).collect();
        let Some(source) = all.pop() else {
            return all;
        };
        let mut out: Vec<Link> = Vec::with_capacity(all.len() + 1);
        for link in all {
            if !is_same(&link, &source) && !out.iter().any(|before| is_same(&link, before)) {
                out.push(link);
            }
        }
        out.push(source);
        out
    }
}

/// Whether two links name the same voice: "KNA" and "the KNA agency" do.
pub(super) fn is_same(a: &Link, b: &Link) -> bool {
    let outlet = [a, b].iter().any(|link| link.kind == SourceKind::Outlet);
    let bare = |link: &Link| -> Vec<String> {
        let text = link.text.to_lowercase();
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words
            .filter(|word| *word != "the" && !(outlet && is_outlet_noun(word)))
            .map(str::to_owned)
            .collect()
    };
    let entity = a.entity.is_some() && a.entity == b.entity;
    let (one, other) = (bare(a), bare(b));
    entity || one == other && (!one.is_empty() || a.text == b.text)
}
