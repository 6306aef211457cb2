//! English as far as the later stages need it: words, sentences, noun phrases, names.
//!
//! No parser: words and marks with their sentences (`tokens`), the base forms of words (`lemma`),
//! the classes of common words (`vocabulary`, from `assets/grammar/`), the noun phrase over some
//! tokens (`phrase`), the telling words of a text (`terms`), what the proper names of an article name (`names`), and
//! which single marks quote (`quotes`).

pub(crate) mod lemma;
pub(crate) mod names;
pub(crate) mod phrase;
pub(crate) mod quotes;
pub(crate) mod table;
pub(crate) mod terms;
pub(crate) mod tokens;
pub(crate) mod vocabulary;
