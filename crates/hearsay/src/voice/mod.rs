//! Whose voice it is: what kind of source speaks, in which mode, with which stance, how sure.
//!
//! One function over an article and its attributions gives each its [`Voice`]. The words of the
//! source say its kind (`source`, `reference`), the reporting words say mode, stance and certainty
//! (`cue`, with their verb `group` and the `answer` that is none), the content's main clause adds hedges and negation (`content`, `clause`), and both together
//! give stance, certainty and polarity (`stance`). The words that decide are lists under
//! `assets/voice/` (`lists`); each value keeps what gave it (`why`). Chains of
//! voices, who a source is and when it spoke are left to later stages.
//!
//! The sets are those of the JSON contract. The mode follows Semino and Short; certainty and
//! polarity follow FactBank (Saurí and Pustejovsky): polarity is that of the content as the source
//! holds it, so "denied that it sank" and "it did not sink" are both negative.

mod answer;
mod chain;
mod clause;
mod content;
mod context;
mod cue;
mod event;
mod group;
mod guess;
mod heard;
mod lists;
mod named;
mod own;
mod reference;
mod said;
mod source;
mod stance;
mod thing;
mod why;

pub use event::commitment;
pub use heard::Heard;
pub use why::{By, Field, Reason};

use std::collections::HashSet;

use jiff::civil::Date;

use crate::attribution::{Attribution, Quotation};
use crate::entity::Entities;
use crate::grammar::vocabulary;
use crate::span::Span;
use crate::word::words;
use chain::Thread;
use context::Context;
use why::Ground;

words! {
    /// What kind of voice a source is.
    pub enum SourceKind {
        /// One person with a name or an office.
        Person = "person",
        /// A body, company, party, state or its parts.
        Organization = "organization",
        /// A newspaper, broadcaster, agency or site.
        Outlet = "outlet",
        /// A paper: a report, letter, law, filing or record.
        Document = "document",
        /// A group without a name, such as local media or residents.
        Collective = "collective",
        /// Somebody whose name is held back.
        Anonymous = "anonymous",
        /// Hearsay without a source.
        None = "none",
        /// The page's own unsourced assertion.
        Author = "author",
    }
}

words! {
    /// How something is put forth.
    pub enum Mode {
        /// Spoken.
        Speech = "speech",
        /// Written: statements, reports, posts, laws.
        Writing = "writing",
        /// Hopes, beliefs, plans, fears.
        Thought = "thought",
    }
}

words! {
    /// What the innermost source does with the content.
    pub enum Stance {
        /// Says that it is so.
        Asserts = "asserts",
        /// Says that it is not so.
        Denies = "denies",
        /// Says that what another said is so.
        Confirms = "confirms",
        /// Thinks it unlikely.
        Doubts = "doubts",
        /// Wants to know it, or demands it.
        Asks = "asks",
        /// Will not say.
        Declines = "declines",
    }
}

words! {
    /// How sure the source sounds, on FactBank's scale.
    pub enum Certainty {
        /// Stated flat.
        Certain = "certain",
        /// Probably, most likely.
        Probable = "probable",
        /// May, could, perhaps.
        Possible = "possible",
        /// No commitment.
        Unknown = "unknown",
    }
}

words! {
    /// Whether the content is put as so or as not so.
    pub enum Polarity {
        /// As so.
        Positive = "positive",
        /// As not so.
        Negative = "negative",
    }
}

/// What kind of voice an attribution is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The source's kind; [`SourceKind::None`] where no words name one.
    pub kind: SourceKind,
    /// The number of the source among the article's entities.
    pub entity: Option<usize>,
    /// The number of the attribution whose content this one stands in.
    pub parent: Option<usize>,
    /// The voices that it came through, outermost (nearest the reader) to innermost; the article's own
    /// outlet is left out. Empty where nobody is named.
    pub chain: Vec<Link>,
    /// When it was said, where the text says so.
    pub said: Option<Said>,
    /// How many people an anonymous source is, where the text says so.
    pub count: Option<u32>,
    /// Speech, writing or thought.
    pub mode: Mode,
    /// What the source does with the content.
    pub stance: Stance,
    /// How sure it sounds.
    pub certainty: Certainty,
    /// Whether the source puts the content as so or as not so.
    pub polarity: Polarity,
    /// What gave these values.
    pub why: Vec<Reason>,
}

/// One voice of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words that name it; none for a voice that only the page's metadata name.
    pub span: Option<Span>,
    /// What it is called: the words, or the fullest name of what they refer to.
    pub text: String,
    /// What kind of voice it is.
    pub kind: SourceKind,
    /// Its number among the article's entities.
    pub entity: Option<usize>,
}

/// When something was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The first day.
    pub from: Date,
    /// The last day; the same for a single day.
    pub to: Date,
    /// The words that say so.
    pub span: Span,
}

/// The voice of each attribution, in their order. They must be those of the article, in reading order:
/// a pronoun looks back at the sources before it.
fn read(context: &Context<'_>, threads: &[Thread], entities: &Entities) -> Vec<Voice> {
    let tokens = &context.tokens;
    let mut sources = source::Sources::new(tokens, &context.names, entities);
    let mut before: Option<stance::Turn> = None;
    let mut out = Vec::with_capacity(threads.len());
    for thread in threads {
        let found = &thread.attribution;
        let of = |span: &Option<Span>| span.as_ref().map_or(Vec::new(), |span| tokens.of(span));
        let (who, how, what) = (of(&found.source), of(&found.cue), of(&found.content));
        let taken: HashSet<usize> = who.iter().chain(&what).copied().collect();
        let nobody = who
            .first()
            .is_some_and(|&at| vocabulary::negator(tokens.lower(at)).is_some());
        let mut report = cue::read(tokens, &how, &taken, nobody);
        let said = content::read(tokens, &what);
        let mut kind = sources.read(&who, &what, report.reports);
        let place = what.first().or(how.first());
        let block = place
            .and_then(|&at| tokens.get(at))
            .map(|token| token.block);
        if let Some((subject, none)) = answer::read(tokens, &how, &what, &taken) {
            if who.is_empty() {
                kind = sources.kind(&subject, &what, false);
            }
            report = none.unwrap_or(report);
        } else if who.is_empty() && !report.is_hearsay() {
            let last = block.and_then(|block| sources.last_in(block));
            kind = last.unwrap_or(kind);
        }
        // "It is said": nobody says it.
        if report.passive && who.len() == 1 && tokens.lower(who[0]) == "it" {
            kind.kind = SourceKind::None;
            kind.ground = Ground::rule_at("\"it\" of a passive stands for nobody", who[0], who[0]);
        }
        let entity = found.source.as_ref().and_then(|words| entities.of(words));
        let turn = stance::Turn::new(tokens, found, entity, &who, &what, &how);
        let heard = stance::judge(&stance::Parts {
            tokens,
            report: &report,
            said: &said,
            what: &what,
            kind: kind.kind,
            nobody: kind.kind == SourceKind::None && found.quotation == Quotation::Indirect,
            earlier: before
                .as_ref()
                .and_then(|before| turn.goes_on_from(before, &report)),
        });
        let (mode, mode_by) = mode(&report, &kind);
        let grounds = [
            (Field::Kind, kind.ground),
            (Field::Mode, mode_by),
            (Field::Stance, heard.stance.1),
            (Field::Certainty, heard.certainty.1),
            (Field::Polarity, heard.polarity.1),
        ];
        let mut why = tagged(found);
        why.extend(grounds.map(|(field, ground)| ground.reason(field, tokens)));
        out.push(Voice {
            kind: kind.kind,
            entity,
            parent: None,
            chain: Vec::new(),
            said: None,
            count: kind.count,
            mode,
            stance: heard.stance.0,
            certainty: heard.certainty.0,
            polarity: heard.polarity.0,
            why,
        });
        before = Some(turn.with(heard.stance.0));
    }
    chain::fill(context, &sources, entities, threads, &mut out);
    said::tell(context, threads, entities, &mut out);
    out
}

/// The spans are the tagger's.
fn tagged(found: &Attribution) -> Vec<Reason> {
    let spans = [
        (Field::Source, &found.source),
        (Field::Cue, &found.cue),
        (Field::Content, &found.content),
    ];
    let reason = |(field, span): (Field, &Option<Span>)| {
        let span = span.as_ref()?;
        Some(Reason {
            field,
            by: By::Model,
            words: Some(span.start()..span.end()),
        })
    };
    spans.into_iter().filter_map(reason).collect()
}

/// What a document says is written, and so is what outlets report.
fn mode(report: &cue::Report, kind: &source::Kind) -> (Mode, Ground) {
    match (report.mode.0, kind.kind) {
        (Mode::Speech, SourceKind::Document | SourceKind::Outlet) => (
            Mode::Writing,
            Ground::rule("what documents and outlets say is written"),
        ),
        (Mode::Thought, SourceKind::Organization) if report.reckons => (
            Mode::Writing,
            Ground::rule("what a body reckons stands in its papers"),
        ),
        _ => report.mode,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::article;
    use crate::attribution::tests::indirect;

    /// The voice of the last attribution of `parts`: source, cue, content, empty for none; each is
    /// found behind the one before it in `text`.
    fn voice(text: &str, parts: &[[&str; 3]]) -> Voice {
        let found = parts.iter().map(|one| indirect(text, one)).collect();
        let heard = Heard::of(&article(text), found);
        heard.voices.into_iter().next_back().expect("a voice")
    }

    #[test]
    fn stance_polarity_and_certainty_go_together() {
        use Certainty::{Certain, Possible, Unknown};
        use Polarity::{Negative, Positive};
        use Stance::{Asks, Asserts, Declines, Denies};
        for (text, parts, wanted) in [
            (
                "The bank said that there were no talks.",
                ["The bank", "said", "that there were no talks"],
                (Denies, Certain, Negative),
            ),
            (
                "The bank denied that it had held talks.",
                ["The bank", "denied", "that it had held talks"],
                (Denies, Certain, Negative),
            ),
            (
                "The bank denied that no talks were held.",
                ["The bank", "denied", "that no talks were held"],
                (Denies, Certain, Positive),
            ),
            (
                "The guild complained that nobody came.",
                ["The guild", "complained", "that nobody came"],
                (Asserts, Certain, Negative),
            ),
            (
                "The bank said the vault may be empty.",
                ["The bank", "said", "the vault may be empty"],
                (Asserts, Possible, Positive),
            ),
            (
                "The bank said it did not comment on rumours.",
                ["The bank", "said", "it did not comment on rumours"],
                (Declines, Unknown, Negative),
            ),
            (
                "The guild asked who had the key.",
                ["The guild", "asked", "who had the key"],
                (Asks, Unknown, Positive),
            ),
            (
                "Reportedly, the vault is empty.",
                ["", "Reportedly", "the vault is empty"],
                (Asserts, Unknown, Positive),
            ),
            (
                "It is said that the vault is empty.",
                ["", "is said", "that the vault is empty"],
                (Asserts, Unknown, Positive),
            ),
        ] {
            let voice = voice(text, &[parts]);
            assert_eq!(
                (voice.stance, voice.certainty, voice.polarity),
                wanted,
                "{text}"
            );
        }
    }

    #[test]
    fn a_denial_goes_on_in_its_sentence() {
        let text = "The bank denied this, saying the vault was full.";
        let denied = ["The bank", "denied", "this"];
        let saying = ["The bank", "saying", "the vault was full"];
        assert_eq!(voice(text, &[denied, saying]).stance, Stance::Denies);
        assert_eq!(voice(text, &[saying]).stance, Stance::Asserts);
    }

    #[test]
    fn what_is_said_together_decides_the_stance() {
        use Stance::{Asserts, Confirms, Declines, Denies, Doubts};
        for (text, parts, wanted) in [
            (
                "The bank rejected the charge. Its spokesman said the vault was full.",
                &[
                    ["The bank", "rejected", "the charge"],
                    ["Its spokesman", "said", "the vault was full"],
                ][..],
                Denies,
            ),
            (
                "A diver said there were no fish.",
                &[["A diver", "said", "there were no fish"]],
                Asserts,
            ),
            (
                "The weekly admitted that its story was a fabrication.",
                &[["The weekly", "admitted", "that its story was a fabrication"]],
                Denies,
            ),
            (
                "The bank branded the story utter nonsense.",
                &[["The bank", "branded", "the story utter nonsense"]],
                Denies,
            ),
            (
                "Asked whether it leaks, the clerk declined to say.",
                &[["", "Asked", "whether it leaks"]],
                Declines,
            ),
            (
                "The deed mentions no well.",
                &[["The deed", "mentions", "no well"]],
                Declines,
            ),
            (
                "The bank referred the weekly to the court.",
                &[["The bank", "referred", "the weekly to the court"]],
                Declines,
            ),
            (
                "The dean said the tale was hard to believe.",
                &[["The dean", "said", "the tale was hard to believe"]],
                Doubts,
            ),
            (
                "The clerk did not hide that it leaks.",
                &[["The clerk", "did not hide", "that it leaks"]],
                Confirms,
            ),
        ] {
            assert_eq!(voice(text, parts).stance, wanted, "{text}");
        }
    }

    #[test]
    fn each_value_has_its_reason() {
        let text = "The bank denied that it may have leaked.";
        let voice = voice(text, &[["The bank", "denied", "that it may have leaked"]]);
        let by = |field| {
            let reason = voice.why.iter().find(|reason| reason.field == field);
            let reason = reason.expect("a reason");
            (reason.by, reason.words.clone().map(|words| &text[words]))
        };
        let row = |list, row| By::Row { list, row };
        assert_eq!(by(Field::Source), (By::Model, Some("The bank")));
        assert_eq!(by(Field::Kind), (row("nouns", "bank"), Some("bank")));
        assert_eq!(by(Field::Mode), (row("cues", "deny"), Some("denied")));
        assert_eq!(by(Field::Stance), (row("cues", "deny"), Some("denied")));
        assert_eq!(by(Field::Certainty), (row("hedges", "may"), Some("may")));
        assert_eq!(by(Field::Polarity), (row("cues", "deny"), Some("denied")));
    }

    #[test]
    fn modes() {
        for (text, parts, wanted) in [
            (
                "The clerk fears a flood.",
                ["The clerk", "fears", "a flood"],
                Mode::Thought,
            ),
            (
                "The memo puts it at nine.",
                ["The memo", "puts", "it at nine"],
                Mode::Writing,
            ),
            (
                "The clerk said it rains.",
                ["The clerk", "said", "it rains"],
                Mode::Speech,
            ),
            (
                "The clerk said in a short letter it rains.",
                ["The clerk", "said", "it rains"],
                Mode::Writing,
            ),
            (
                "The bureau estimates a loss.",
                ["The bureau", "estimates", "a loss"],
                Mode::Writing,
            ),
        ] {
            assert_eq!(voice(text, &[parts]).mode, wanted, "{text}");
        }
    }
}
