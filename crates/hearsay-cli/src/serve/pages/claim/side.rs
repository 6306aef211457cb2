//! The statements that do the same with a claim, under the origins that they go back to.

use hearsay::account::{Bearing, Claim, Statement};
use hearsay::attribution::Quotation;
use hearsay::export::Shelf;

use crate::view::claims::{count, origins, quoted, voices};

/// One side.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) name: &'static str,
    /// What stands on it.
    pub(super) note: &'static str,
    /// How many origins stand behind it, where that is counted.
    pub(super) origins: String,
    pub(super) statements: String,
    pub(super) groups: Vec<Group>,
}

/// The statements that go back to one origin.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) who: String,
    pub(super) kind: &'static str,
    /// The entity, if it is one.
    pub(super) entity: Option<String>,
    /// Whether it is an origin, or what cannot be followed.
    pub(super) known: bool,
    pub(super) evidence: Vec<Evidence>,
}

/// The words of a statement, and where they stand.
#[derive(Debug)]
pub(super) struct Evidence {
    pub(super) attribution: String,
    pub(super) article: String,
    pub(super) place: String,
    pub(super) voices: String,
    pub(super) cue: String,
    pub(super) words: String,
    /// Whether the words are quoted as they were said.
    pub(super) direct: bool,
    pub(super) stance: Bearing,
}

impl Side {
    /// The statements of a claim with these stances.
    pub(super) fn new(
        shelf: &Shelf<'_>,
        claim: &Claim,
        name: &'static str,
        note: &'static str,
        stances: &[Bearing],
    ) -> Self {
        let statements = claim.bearing(stances);
        let mut groups: Vec<(Option<&str>, Vec<&Statement>)> = Vec::new();
        for statement in &statements {
            let origin = statement.origin.as_deref();
            match groups.iter_mut().find(|(known, _)| *known == origin) {
                Some((_, group)) => group.push(statement),
                None => groups.push((origin, vec![statement])),
            }
        }
        // Those that cannot be followed come last.
        groups.sort_by_key(|(origin, _)| origin.is_none());
        let counted = match stances {
            [Bearing::Denies] => origins(claim.against()),
            [Bearing::Asserts, ..] => origins(claim.origins),
            _ => String::new(),
        };
        Self {
            name,
            note,
            origins: counted,
            statements: count(statements.len(), "statement"),
            groups: groups
                .into_iter()
                .map(|(origin, statements)| Group::new(shelf, origin, &statements))
                .collect(),
        }
    }

    /// Whether nothing stands on it.
    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

impl Group {
    fn new(shelf: &Shelf<'_>, origin: Option<&str>, statements: &[&Statement]) -> Self {
        let origin = origin.and_then(|id| shelf.origin(id));
        Self {
            who: origin.map_or_else(
                || "no origin that can be followed".to_owned(),
                |origin| origin.who.clone(),
            ),
            kind: origin.map_or("", |origin| origin.kind.name()),
            entity: origin.and_then(|origin| origin.entity.clone()),
            known: origin.is_some(),
            evidence: statements
                .iter()
                .map(|statement| Evidence::new(shelf, statement))
                .collect(),
        }
    }
}

impl Evidence {
    pub(super) fn new(shelf: &Shelf<'_>, statement: &Statement) -> Self {
        let value = shelf.attribution(&statement.attribution);
        let cue = value.and_then(|(_, value)| value.cue.as_ref());
        Self {
            attribution: statement.attribution.clone(),
            article: statement.article.clone(),
            place: shelf.place(&statement.article),
            voices: voices(shelf, statement),
            cue: cue.map_or(String::new(), |cue| cue.text.clone()),
            words: quoted(shelf, statement).to_owned(),
            direct: value.is_some_and(|(_, value)| value.quotation == Quotation::Direct),
            stance: statement.stance,
        }
    }
}
