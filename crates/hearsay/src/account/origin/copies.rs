//! Copies: articles that are one text, perhaps edited, cut or added to.
//!
//! Compared is the narration alone, without what stands in quotation marks: two reporters who heard the same speech
//! share its words. The measure is containment (Broder 1997): the share of the shorter text's runs of words that
//! stand in the other.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::account::facts::Paper;
use crate::grammar::terms;
use crate::name;

/// Words of a run.
const RUN: usize = 5;

/// From this containment on one of two texts is a copy. Copies of our stories have 0.28 and more, others 0.03 at most.
const COPY: f64 = 0.2;

/// Runs that two texts must share at least: a stock phrase or a sentence that both cite is no copy.
const FEWEST: usize = 12;

/// Later articles that an article is compared with over one run: many copies of one text hang together all the same.
const NEXT: usize = 40;

/// Copies among some articles.
#[derive(Debug, Default)]
pub(in crate::account) struct Copies {
    /// The groups, by the numbers of the articles, the earliest first.
    pub(in crate::account) groups: Vec<Vec<usize>>,
    first: HashMap<usize, usize>,
}

impl Copies {
    pub(in crate::account) fn among(articles: &[Paper<'_>]) -> Self {
        let runs: Vec<HashSet<u64>> = articles.iter().map(runs).collect();
        let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
        for (number, runs) in runs.iter().enumerate() {
            for &run in runs {
                holders.entry(run).or_default().push(number);
            }
        }
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for holders in holders.values() {
            for (at, &one) in holders.iter().enumerate() {
                for &other in holders[at + 1..].iter().take(NEXT) {
                    *shared.entry((one, other)).or_insert(0) += 1;
                }
            }
        }
        let mut root: Vec<usize> = (0..articles.len()).collect();
        for ((one, other), shared) in shared {
            let shorter = runs[one].len().min(runs[other].len());
            if shared >= FEWEST && shared as f64 >= COPY * shorter as f64 {
                let (a, b) = (find(&mut root, one), find(&mut root, other));
                root[a.max(b)] = a.min(b);
            }
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for number in 0..articles.len() {
            let owner = find(&mut root, number);
            groups.entry(owner).or_default().push(number);
        }
        let mut out = Self::default();
        for mut group in groups.into_values().filter(|group| group.len() > 1) {
            // Of those of the first day, the one whose outlet another names as its agency was there first.
            let day = articles[group[0]].day;
            let agency = group.iter().position(|&number| {
                articles[number].day == day
                    && group.iter().any(|&other| {
                        other != number && credits(&articles[other], &articles[number])
                    })
            });
            group[..=agency.unwrap_or(0)].rotate_right(1);
            let first = group[0];
            out.first
                .extend(group[1..].iter().map(|&number| (number, first)));
            out.groups.push(group);
        }
        out
    }

    /// The earliest article with this text: the article itself, if it is no copy.
    pub(in crate::account) fn first(&self, article: usize) -> usize {
        self.first.get(&article).copied().unwrap_or(article)
    }
}

/// Whether an article names the other's outlet as the agency whose text it carries.
fn credits(paper: &Paper<'_>, other: &Paper<'_>) -> bool {
    let Some(outlet) = other.reading.article.outlet.as_deref().map(name::fold) else {
        return false;
    };
    let chains = paper.reading.attributions.iter();
    let first = chains.filter_map(|value| value.chain.first());
    let mut named = first
        .map(|voice| &voice.text)
        .chain(&paper.reading.article.authors);
    named.any(|text| name::fold(text) == outlet)
}

fn find(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

/// The runs of words of an article's narration, paragraph by paragraph.
fn runs(paper: &Paper<'_>) -> HashSet<u64> {
    let blocks = &paper.reading.article.blocks;
    let mut out = HashSet::new();
    for block in blocks.iter().filter(|block| block.kind.is_body()) {
        let narration = unquoted(paper.slice(block.start, block.end));
        let words: Vec<u64> = terms::words(&narration)
            .map(|word| u64::from(terms::hash(&word.to_lowercase())))
            .collect();
        for run in words.windows(RUN) {
            out.insert(run.iter().fold(0u64, |hash, word| {
                u64::rotate_left(hash, 7).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word
            }));
        }
    }
    out
}

/// The text without what stands in double quotation marks; a mark that is not closed quotes the rest.
fn unquoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for letter in text.chars() {
        match letter {
            '“' | '«' | '„' => inside = true,
            '”' | '»' => inside = false,
            '"' => inside = !inside,
            _ if !inside => out.push(letter),
            _ => {}
        }
        if matches!(letter, '“' | '«' | '„' | '"') {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_are_no_narration() {
        assert_eq!(unquoted("He said “never” and left."), "He said   and left.");
        assert_eq!(unquoted("It \"sank\"."), "It   .");
        assert_eq!(unquoted("“Never"), " ");
    }
}
