//! Everything that is heard in an article: attributions, who they name, and their voices.

use std::collections::HashMap;

use super::context::Context;
use super::{Voice, chain, guess, own, thing};
use crate::article::Article;
use crate::attribution::{self, Attribution, Model};
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
        let found = attribution::read(article);
        let inner = attribution::inside(article, &found, Model::shared());
        Self::join(article, found, inner)
    }

    /// What these attributions of the article say, which are in reading order.
    pub fn of(article: &Article, attributions: Vec<Attribution>) -> Self {
        Self::join(article, attributions, Vec::new())
    }

    /// The same with attributions that stand in the contents of others.
    fn join(article: &Article, attributions: Vec<Attribution>, inner: Vec<Attribution>) -> Self {
        let context = Context::new(article);
        let bare = |mut all: Vec<Attribution>| {
            all.retain(|one| !guess::is_guess(&context, one));
            thing::bare(&context, all)
        };
        let threads = chain::threads(&context, bare(attributions), bare(inner));
        let attributions: Vec<Attribution> = threads
            .iter()
            .map(|thread| thread.attribution.clone())
            .collect();
        let entities = entity::read(article, &attributions);
        let voices = super::read(&context, &threads, &entities);
        Self {
            attributions,
            entities,
            voices,
        }
    }

    /// The same, and the page's own sentences, of kind [`SourceKind::Author`], among them in reading order.
    pub fn with_own_voice(article: &Article) -> Self {
        let (found, outside) = attribution::listen(article, Model::shared());
        let inner = attribution::inside(article, &found, Model::shared());
        let heard = Self::join(article, found, inner);
        let own = own::sentences(article, &heard.attributions, &outside);
        heard.with(own)
    }

    /// With more attributions, which are nobody's parents.
    fn with(self, more: Vec<(Attribution, Voice)>) -> Self {
        let heard = self.attributions.into_iter().zip(self.voices);
        let mut all: Vec<(Option<usize>, (Attribution, Voice))> = heard
            .enumerate()
            .map(|(number, one)| (Some(number), one))
            .chain(more.into_iter().map(|one| (None, one)))
            .collect();
        all.sort_by_key(|(_, (one, _))| one.start());
        let moved: HashMap<usize, usize> = all
            .iter()
            .enumerate()
            .filter_map(|(now, (before, _))| Some(((*before)?, now)))
            .collect();
        let (attributions, mut voices): (Vec<_>, Vec<Voice>) =
            all.into_iter().map(|(_, one)| one).unzip();
        for voice in &mut voices {
            voice.parent = voice.parent.and_then(|before| moved.get(&before).copied());
        }
        Self {
            attributions,
            entities: self.entities,
            voices,
        }
    }

    /// The attributions and their voices.
    pub fn iter(&self) -> impl Iterator<Item = (&Attribution, &Voice)> {
        self.attributions.iter().zip(&self.voices)
    }
}
