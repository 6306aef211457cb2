//! The arguments of the commands about claims.

use clap::Args;
use hearsay::export::trace::Drawing;

use super::ledger::{LedgerArgs, OutputArgs};
use super::parse;

/// List what is claimed, with how many independent origins stand for it and against it
///
/// Copies of one text and citations of one saying count as one origin. A claim that a single
/// statement makes and nobody contests is left out, unless --all; --json has all of them, and
/// whoever is named, which articles are copies, and which name which (`hearsay schema --claims`).
#[derive(Debug, Args)]
pub(crate) struct ClaimsArgs {
    /// Words that must occur in the claim, or in what is said of it
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    /// Only claims that are denied and stood by
    #[arg(long)]
    pub(crate) contested: bool,
    /// Only claims that an article published then or later bears on: 2031, 2031-03 or 2031-03-17
    #[arg(long, value_name = "DAY", value_parser = parse::period)]
    pub(crate) since: Option<String>,
    /// Those of a single statement too
    #[arg(long)]
    pub(crate) all: bool,
    /// The most claims; 0 for all [default: 20, with --json and --csv all]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u32>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Show one claim: who stands for it and who against, since when, in which words
#[derive(Debug, Args)]
pub(crate) struct ClaimArgs {
    /// The id of a claim, or of an attribution that bears on it; its first digits are enough
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Print JSON: the claim and what belongs to it, as in `hearsay claims --json`
    #[arg(long)]
    pub(crate) json: bool,
    /// Do not page long answers
    #[arg(long)]
    pub(crate) no_pager: bool,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Show who had it from whom: the tree of a claim, or of one attribution
///
/// Of a claim: from those who had it first down to those who have it from them. Of an attribution: from its
/// article up to those it had it from. Circles, dead ends ("reports say") and outlets whose
/// article is not in the ledger are marked.
#[derive(Debug, Args)]
pub(crate) struct TraceArgs {
    /// The id of a claim or an attribution; its first digits are enough
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// text, dot (Graphviz), svg, mermaid, graphml or json
    #[arg(long, value_name = "FORMAT", default_value_t = Drawing::Text)]
    pub(crate) format: Drawing,
    /// Do not page long answers
    #[arg(long)]
    pub(crate) no_pager: bool,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Show what two articles share and where they part
///
/// Passages that stand in both, with the words that differ in them; claims that both bear on, with
/// what each says; whom both have it from; which names the other; claims that only one has.
#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// The id of an article, or of an attribution in it; its first digits are enough
    #[arg(value_name = "A")]
    pub(crate) a: String,
    /// The id of another
    #[arg(value_name = "B")]
    pub(crate) b: String,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Do not page long answers
    #[arg(long)]
    pub(crate) no_pager: bool,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}
