//! Who is who over the articles of a story: the program's joins against the gold's entities.
//!
//! Counted are the program's entities that a page calls by words of one entity of the gold: its name or a
//! place where it is named, as words in lower case without marks, articles and "'s". Of several entities
//! of the gold the one that most places name is meant; words that name several of them are left to the kind, and
//! count for none if that does not tell. B-cubed (Bagga and Baldwin, 1998) is over these: what share of those joined
//! with it are the same to the gold, and what share of those that are the same are joined with it.
//!
//! Beside it stands the share of entities that pages name (their names, and aliases that begin with a capital) of
//! which the program has an entity in that page: an entity that is not found costs there, not in B-cubed.

use std::collections::{BTreeMap, BTreeSet};

use hearsay::article::Article;
use hearsay::entity::{Entity, Form};
use hearsay::people::{self, Figure, Rulings};
use hearsay::voice::Heard;

use super::people::People;
use super::tally::Tally;

/// An entity of the program that is one of the gold.
struct Item {
    /// The number of its page.
    page: usize,
    /// The number of the cluster that it is in.
    cluster: usize,
    /// The gold's id.
    id: String,
}

/// Counts a story's clusters into the tallies of its pages, which have these ids. Differences go to `misses`.
pub(super) fn count(
    pages: &[(&str, Article, Heard)],
    people: &People,
    tallies: &mut [Tally],
    misses: &mut Vec<String>,
) {
    let mut figures: Vec<Figure<'_>> = Vec::new();
    let mut of: Vec<(usize, &Entity)> = Vec::new();
    for (page, (_, article, heard)) in pages.iter().enumerate() {
        for entity in heard.entities.all() {
            figures.push(Figure::new(page, article, entity));
            of.push((page, entity));
        }
    }
    let clusters = people::join(&figures, &Rulings::default());
    let mut items: Vec<Item> = Vec::new();
    for (cluster, joined) in clusters.iter().enumerate() {
        for &member in &joined.members {
            let (page, entity) = of[member];
            let named = figures[member].mentions.iter();
            let named = named.filter(|(_, form)| *form == Form::Name);
            let names = std::iter::once(figures[member].name).chain(named.map(|(text, _)| *text));
            if let Some(id) = people.called(names, entity.kind.name()) {
                items.push(Item { page, cluster, id });
            }
        }
    }
    let mut both: BTreeMap<(usize, &str), u32> = BTreeMap::new();
    let mut joined: BTreeMap<usize, u32> = BTreeMap::new();
    let mut same: BTreeMap<&str, u32> = BTreeMap::new();
    for item in &items {
        *both.entry((item.cluster, &item.id)).or_default() += 1;
        *joined.entry(item.cluster).or_default() += 1;
        *same.entry(&item.id).or_default() += 1;
    }
    for item in &items {
        let right = both[&(item.cluster, &*item.id)];
        tallies[item.page].joined(right, joined[&item.cluster], same[&*item.id]);
    }
    let name = |cluster: usize| clusters[cluster].name.as_str();
    for id in same.keys() {
        let apart = both.keys().filter(|(_, other)| other == id);
        let apart: Vec<&str> = apart.map(|(cluster, _)| name(*cluster)).collect();
        if apart.len() > 1 {
            misses.push(format!("{id}: apart: {}", apart.join(" | ")));
        }
    }
    for &cluster in joined.keys() {
        let ids = both.keys().filter(|(other, _)| *other == cluster);
        let ids: Vec<&str> = ids.map(|(_, id)| *id).collect();
        if ids.len() > 1 {
            misses.push(format!("{}: is {}", name(cluster), ids.join(" | ")));
        }
    }
    for (page, (label, article, _)) in pages.iter().enumerate() {
        let here = items.iter().filter(|item| item.page == page);
        let here: BTreeSet<&str> = here.map(|item| item.id.as_str()).collect();
        for id in people.named(&article.text) {
            let found = here.contains(id);
            tallies[page].named(found);
            if !found {
                misses.push(format!("{label}: named and not found: {id}"));
            }
        }
    }
}
