//! Names across articles: which entities of several articles are one.
//!
//! The practice of sanctions screening: names are taken apart, those that can be the same are found by keys
//! of their words, and pairs are judged, the plainest evidence first; every join says why. A surname, a short form of
//! a body or an office is believed only inside one story, and only where it can be of one alone. Two
//! entities that one article keeps apart stay two, unless it gives both the same name. What people ruled goes before all.
//!
//! Whether an entity is a person, a body or a place is often a guess from one article. Articles that give the same name
//! outvote a guess; they do not outvote what an article says in so many words.

mod book;
mod evidence;
mod judge;
mod profile;
mod round;

use crate::article::Article;
use crate::entity::{Entity, EntityKind, Form};
use crate::word::words;
use book::Book;
use profile::Profile;
use round::Round;

/// An entity of one article, as that article names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure<'a> {
    /// A number for its article; between stories ([`across`]), for its story.
    pub article: usize,
    /// The fullest name that the article gives; of somebody without a name, a description.
    pub name: &'a str,
    /// What it is.
    pub kind: EntityKind,
    /// What the article says it is besides its name.
    pub roles: Vec<&'a str>,
    /// The words that name it, place by place, pronouns included.
    pub mentions: Vec<(&'a str, Form)>,
}

impl<'a> Figure<'a> {
    /// An entity of this article, to which the caller gave a number.
    pub fn new(number: usize, article: &'a Article, entity: &'a Entity) -> Self {
        let mention =
            |one: &crate::entity::Mention| Some((article.text.get(one.range.clone())?, one.form));
        Self {
            article: number,
            name: &entity.name,
            kind: entity.kind,
            roles: entity.roles.iter().map(String::as_str).collect(),
            mentions: entity.mentions.iter().filter_map(mention).collect(),
        }
    }
}

words! {
    /// Why two figures were taken for one.
    pub enum Reason {
        /// A person said so.
        Ruling = "ruling",
        /// They have the same name, in whatever order of words, with or without a legal form.
        Name = "name",
        /// Their names are spelt nearly alike, or one has a short form or one word more.
        Spelling = "spelling",
        /// One gives first letters for what the other writes out.
        Initials = "initials",
        /// One is the name of the other without some of its words.
        Short = "short form",
        /// One is the surname or first name of the other, and of nobody else in the story.
        Part = "part of a name",
        /// One has no name; what it is called is what the other is, and nobody else in the story.
        Role = "role",
    }
}

/// One step by which figures came together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The numbers of the two figures, as they were given.
    pub figures: [usize; 2],
    /// The names by which they were joined, folded to small ASCII letters.
    pub names: [String; 2],
    /// Why.
    pub reason: Reason,
}

/// Figures that are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// Their numbers, as they were given, ascending.
    pub members: Vec<usize>,
    /// The fullest name that they have.
    pub name: String,
    /// What most of them are.
    pub kind: EntityKind,
    /// What joined them: one link fewer than members.
    pub links: Vec<Link>,
}

/// What people said of figures, by their numbers. It holds whatever the names say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rulings {
    /// These two are one.
    pub one: Vec<(usize, usize)>,
    /// These two are not one. Where rulings contradict each other, this one holds.
    pub two: Vec<(usize, usize)>,
}

/// Joins the figures of the articles of one story. Every figure is in one of the results, which come in the order of
/// their first members; the order of the figures changes nothing else.
pub fn join(figures: &[Figure<'_>], rulings: &Rulings) -> Vec<Joined> {
    run(figures, rulings, &Round::STORY)
}

/// Joins figures between stories: one for each that [`join`] gave, with all that its members are called, and the
/// number of its story as its article. Only whole names count.
pub fn across(figures: &[Figure<'_>], rulings: &Rulings) -> Vec<Joined> {
    run(figures, rulings, &Round::LEDGER)
}

fn run(figures: &[Figure<'_>], rulings: &Rulings, rounds: &[Round]) -> Vec<Joined> {
    let profiles: Vec<Profile> = figures.iter().map(Profile::read).collect();
    let mut book = Book::new(&profiles, rulings);
    for round in rounds {
        round.play(&mut book);
    }
    book.close(figures)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
