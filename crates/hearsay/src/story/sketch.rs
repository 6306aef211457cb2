//! The sketch of an article: its telling words, weighted, and its day.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::date::local_day;
use crate::grammar::terms;
use crate::reading::Reading;

/// From this likeness on two articles are of one story.
pub const LIKE: f64 = 0.2;

/// Days that two articles of one story may lie apart.
pub const WINDOW: i32 = 60;

/// How many terms a sketch keeps: the heaviest.
const TERMS: usize = 128;

/// How many of them, the heaviest, an article is looked up by.
const KEYS: usize = 24;

/// What an article is about, in a kilobyte at most.
#[derive(Debug, Clone, PartialEq)]
pub struct Sketch {
    /// Days since 1970-01-01 of its publication, if that is known.
    pub day: Option<i32>,
    /// Hashes of its telling words and their weights, the heaviest first; the squares of the weights sum to 1.
    terms: Vec<(u32, f32)>,
}

impl Sketch {
    /// The sketch of an article: of its title and text.
    pub fn of(reading: &Reading) -> Self {
        let article = &reading.article;
        let mut counts: HashMap<u32, (f32, f32)> = HashMap::new();
        for term in terms::of(&article.text) {
            let entry = counts
                .entry(terms::hash(&term.word))
                .or_insert((0.0, term.weight));
            entry.0 += 1.0;
        }
        let mut terms: Vec<(u32, f32)> = counts
            .into_iter()
            .map(|(term, (count, weight))| (term, (1.0 + count.ln()) * weight))
            .collect();
        terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(TERMS);
        let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>();
        if length > 0.0 {
            for (_, weight) in &mut terms {
                *weight /= length.sqrt();
            }
        }
        let published = article.published.as_deref().and_then(local_day);
        Self {
            day: published.map(days),
            terms,
        }
    }

    /// What an article is looked up by: two articles of one story share some of these.
    pub fn keys(&self) -> impl Iterator<Item = u32> + '_ {
        self.terms.iter().take(KEYS).map(|(term, _)| *term)
    }

    /// How alike two articles are, from 0 to 1: the cosine of their weighted words. 0 if their days lie further apart than
    /// [`WINDOW`].
    pub fn likeness(&self, other: &Self) -> f64 {
        if let (Some(one), Some(other)) = (self.day, other.day)
            && (one - other).abs() > WINDOW
        {
            return 0.0;
        }
        let weights: HashMap<u32, f32> = other.terms.iter().copied().collect();
        let products = self.terms.iter().filter_map(|(term, weight)| {
            let other = weights.get(term)?;
            Some(f64::from(weight * other))
        });
        products.sum::<f64>().min(1.0)
    }

    /// The terms as bytes, eight each, to be stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.terms
            .iter()
            .flat_map(|(term, weight)| [term.to_le_bytes(), weight.to_le_bytes()])
            .flatten()
            .collect()
    }

    /// The sketch with these bytes of [`Sketch::to_bytes`] and this day.
    pub fn from_bytes(bytes: &[u8], day: Option<i32>) -> Self {
        let terms = bytes
            .as_chunks::<8>()
            .0
            .iter()
            .map(|&[a, b, c, d, e, f, g, h]| {
                (
                    u32::from_le_bytes([a, b, c, d]),
                    f32::from_le_bytes([e, f, g, h]),
                )
            })
            .collect();
        Self { day, terms }
    }
}

/// Days since 1970-01-01.
fn days(day: Date) -> i32 {
    let epoch = Date::constant(1970, 1, 1);
    (day - epoch).get_days()
}
