//! Everything that is heard in an article: attributions, who they name, and their voices.

use super::Voice;
use crate::article::Article;
use crate::attribution::{self, Attribution};
use crate::entity::{self, Entities};

/// The attributions of an article with what was read out of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heard {
    /// Who says what, in reading order.
    pub attributions: Vec<Attribution>,
    /// Who and what is named.
    pub entities: Entities,
    /// The voice of each attribution, in their order.
    pub voices: Vec<Voice>,
}

impl Heard {
    /// All that the program hears in the article.
    pub fn read(article: &Article) -> Self {
        Self::of(article, attribution::read(article))
    }

    /// What these attributions of the article say, which are in reading order.
    pub fn of(article: &Article, attributions: Vec<Attribution>) -> Self {
        let entities = entity::read(article, &attributions);
        let voices = super::read(article, &attributions, &entities);
        Self {
            attributions,
            entities,
            voices,
        }
    }

    /// The attributions and their voices.
    pub fn iter(&self) -> impl Iterator<Item = (&Attribution, &Voice)> {
        self.attributions.iter().zip(&self.voices)
    }
}
