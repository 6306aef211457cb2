//! `hearsay eval`: what each measurement takes.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Numbers;

#[derive(Debug, Subcommand)]
pub(crate) enum EvalCommand {
    Coref(EvalCorefArgs),
    Factuality(EvalFactualityArgs),
    Mode(EvalModeArgs),
    Names(EvalNamesArgs),
    Pages(EvalPagesArgs),
    Pairs(EvalPairsArgs),
    Pronouns(EvalPronounsArgs),
    Stories(EvalStoriesArgs),
    Brat(EvalBratArgs),
}

/// How the 95% intervals are drawn.
#[derive(Debug, Args)]
pub(crate) struct BootstrapArgs {
    /// Seed of the bootstrap
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Resamples of the bootstrap
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub(crate) resamples: usize,
}

/// Score attributions against gold in brat form
///
/// DIR holds NAME.txt and NAME.ann for each article. The program reads each text as it is;
/// tokens, spans and attributions are then compared.
#[derive(Debug, Args)]
pub(crate) struct EvalBratArgs {
    /// Folder with NAME.txt and NAME.ann
    pub(crate) dir: PathBuf,
    /// Score the NAME.ann files of this folder instead of the program
    #[arg(long, value_name = "DIR", conflicts_with = "between")]
    pub(crate) predictions: Option<PathBuf>,
    /// Score the people who annotated the same texts (NAME_ANNOTATOR.ann) against each other
    #[arg(long)]
    pub(crate) between: bool,
    /// Numbers the tagger computes with; f32 is slower and what int8 is measured against
    #[arg(long, value_enum, default_value_t, value_name = "KIND", conflicts_with_all = ["between", "predictions"])]
    pub(crate) precision: Numbers,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) bootstrap: BootstrapArgs,
    /// How many articles are read at once [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
}

/// Score mentions and coreference against CoNLL-U files
///
/// DIR holds files that end in .conllu, with coreference in Entity= of the last column. A mention is
/// right if it lies in the marked one and holds its head. Chains of one mention count for mention F1 only.
#[derive(Debug, Args)]
pub(crate) struct EvalCorefArgs {
    /// Folder with the files
    pub(crate) dir: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) bootstrap: BootstrapArgs,
}

/// Score certainty and polarity on the factuality of events
///
/// DIR holds a folder a corpus with dev.jsonl, else train.jsonl: sentences, and events with a
/// judgement from -3 to 3. Prints mean absolute error and Pearson's r, and the error of taking
/// every event for certain.
#[derive(Debug, Args)]
pub(crate) struct EvalFactualityArgs {
    /// Folder of the corpora
    pub(crate) dir: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) bootstrap: BootstrapArgs,
}

/// Score speech, writing and thought on attributions that people labelled
///
/// FILE is a table of articles, places in them and labels; the program reads the gold spans of
/// the corpus.
#[derive(Debug, Args)]
pub(crate) struct EvalModeArgs {
    /// Table of labels: article, content_start, content_end, cue_start, cue_end, mode, part
    pub(crate) file: PathBuf,
    /// Folder with NAME.txt and NAME.ann
    #[arg(long, value_name = "DIR")]
    pub(crate) corpus: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) bootstrap: BootstrapArgs,
}

/// Score the comparison of names on pairs that people judged
///
/// FILE is a CSV with the columns schema (Person, Vessel, or a kind of body), name1, name2, is_match
/// (true or false) and quality; beside hearsay stand Levenshtein, Jaro-Winkler and token-set similarity,
/// each at the threshold that suits it best on these pairs.
#[derive(Debug, Args)]
pub(crate) struct EvalNamesArgs {
    /// Table of pairs of names
    pub(crate) file: PathBuf,
    /// Name every pair that is judged otherwise, with the reasons
    #[arg(long)]
    pub(crate) misses: bool,
    /// Print JSON
    #[arg(long, conflicts_with = "misses")]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) bootstrap: BootstrapArgs,
}

/// Score the reading of pages against articles that people marked
#[derive(Debug, Args)]
pub(crate) struct EvalPagesArgs {
    /// Folder with the pages and their gold
    pub(crate) dir: PathBuf,
    /// Name every paragraph, caption and field that is missed or read differently
    #[arg(long)]
    pub(crate) misses: bool,
    /// Print JSON
    #[arg(long, conflicts_with = "misses")]
    pub(crate) json: bool,
}

/// Score how texts stand to each other, on pairs that people judged
///
/// DATA holds fnc1 (stance of bodies to headlines), claimdiff (what a claim does to another) and ecbplus (do
/// sentences tell of one event). Only the fifth of each that was not learnt from is asked: bodies
/// and topics whose number divides by five, topics whose name's FNV-1a hash does. Beside the program
/// stand words in common and the most frequent label.
#[derive(Debug, Args)]
pub(crate) struct EvalPairsArgs {
    /// Folder of the corpora
    pub(crate) data: PathBuf,
    /// Folder with stories whose contents are sorted by claim; those not learnt from are asked
    #[arg(long, value_name = "DIR")]
    pub(crate) claims: Option<PathBuf>,
    /// Dossiers whose statements of claims are paired
    #[arg(long, value_name = "DIR")]
    pub(crate) stories: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) bootstrap: BootstrapArgs,
    /// How many pairs are read at once [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
}

/// Score whom pronouns and other sources refer to, against judgements
///
/// JUDGED is a table: article, where a source stands and where the article names it most fully, in
/// code points, and whether it is a pronoun. DIR holds the texts, ARTICLE.txt.
#[derive(Debug, Args)]
pub(crate) struct EvalPronounsArgs {
    /// The judgements
    pub(crate) judged: PathBuf,
    /// Folder with the texts
    pub(crate) dir: PathBuf,
    /// Name every source that is read differently
    #[arg(long)]
    pub(crate) misses: bool,
    /// Print JSON
    #[arg(long, conflicts_with = "misses")]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) bootstrap: BootstrapArgs,
}

/// A part of the reading that was learnt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Learnt {
    /// Contents of attributions, read again by the tagger.
    Inside,
    /// The tagger.
    Tagger,
}

/// Score the voices of story dossiers against statements that people marked
///
/// DIR is a dossier - pages and their gold.json - or a folder of dossiers. A statement is found
/// if an attribution's content has the same words: words in both are at least half of the words
/// in either. Source kind, stance, certainty, quotation, chain, entity and day of saying are
/// then compared on those found.
///
/// A chain is right if it has as many voices as the gold's and each is the one meant, outermost
/// first. An entity is meant if the voice's words, its entity's name or another naming of its entity
/// (no pronoun) are the entity's name or an alias, or hold one and no later one of another entity. A
/// description is meant if half of the telling words of the shorter side are the same; the innermost
/// voice may match the gold's source words instead. "Voices before source" leaves the innermost out
/// and counts chains of two or more on either side. "Source entity" is the innermost voice where the gold names
/// an entity.
///
/// "Entity B-cubed" compares who is who over the pages of a story. Counted are the program's entities, one
/// by one in each page, whose name or naming in the page is the name or an alias of an entity of the gold
/// (as words in lower case, without articles and "'s"); other entities are not. Precision is the
/// share of those joined with it that are the same to the gold, recall the share of those the
/// same to the gold that are joined with it. "Named entity found" is the share of the gold's entities
/// named in a page, by their names or aliases that begin with a capital, that the program has an
/// entity for in that page.
#[derive(Debug, Args)]
pub(crate) struct EvalStoriesArgs {
    /// Folder with the pages and their gold
    pub(crate) dir: PathBuf,
    /// Count the page's own assertions too
    #[arg(long)]
    pub(crate) author: bool,
    /// Leave out what was learnt: "inside", contents read again; "tagger", all of it, for quotation marks and
    /// a list of verbs
    #[arg(long, value_name = "PART")]
    pub(crate) without: Option<Learnt>,
    /// Name every statement that is missed or read differently
    #[arg(long)]
    pub(crate) misses: bool,
    /// Take claims and stances from the gold, to score copies, citations and origins alone
    #[arg(long)]
    pub(crate) given_claims: bool,
    /// Write what is counted of pairs of statements, and whether they bear on one claim, to this CSV
    #[arg(long, value_name = "FILE")]
    pub(crate) pairs: Option<PathBuf>,
    /// Print JSON
    #[arg(long, conflicts_with = "misses")]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) bootstrap: BootstrapArgs,
}
