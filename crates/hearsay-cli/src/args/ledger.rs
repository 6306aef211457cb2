//! The arguments of the commands over a ledger.

use std::path::PathBuf;

use clap::Args;
use hearsay::account::Bearing;
use hearsay::attribution::Quotation;
use hearsay::export::Format;
use hearsay::voice::{Certainty, Mode, SourceKind, Stance};

use super::parse;

/// Which ledger.
#[derive(Debug, Clone, Args)]
pub(crate) struct LedgerArgs {
    /// The ledger's file
    #[arg(
        long,
        value_name = "FILE",
        env = "HEARSAY_LEDGER",
        default_value = "hearsay.db",
        hide_env_values = true
    )]
    pub(crate) ledger: PathBuf,
    /// How many seconds to wait for another program that writes to the ledger
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) wait: u64,
}

/// In which form an answer is printed.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct OutputArgs {
    /// Print JSON
    #[arg(long, conflicts_with = "csv")]
    pub(crate) json: bool,
    /// Print comma-separated values (RFC 4180)
    #[arg(long)]
    pub(crate) csv: bool,
    /// Do not page long answers
    #[arg(long)]
    pub(crate) no_pager: bool,
}

/// Read inputs and keep what is read in the ledger
///
/// Files, folders of them, http(s) addresses, and - for a list of these on stdin, one a line. What
/// an input is, is told by its content: HTML, MHTML, text, mail and mail boxes, PDF, JSON lines,
/// RSS and Atom, WARC, WACZ, zip. The same page again adds nothing; the same address with another
/// text adds a version. A run that was stopped goes on where it was when it is started again.
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// What to read
    #[arg(value_name = "PATH|URL|-", required_unless_present = "urls")]
    pub(crate) inputs: Vec<String>,
    /// Fetch the addresses in a column of this CSV file
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) urls: Option<PathBuf>,
    /// The column of --urls [default: the first that holds addresses]
    #[arg(long, value_name = "NAME", requires = "urls")]
    pub(crate) column: Option<String>,
    /// Take texts as they are: nothing is removed as page furniture
    #[arg(long)]
    pub(crate) verbatim: bool,
    /// Do not keep the bytes of the pages
    #[arg(long)]
    pub(crate) no_originals: bool,
    /// How many pages are read at once [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Fetch from private and loopback addresses too
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// Print the summary as JSON on stdout
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Find words in what is said, and in articles
///
/// All words must occur; "a phrase" in quotation marks, a beginning* with a star, -word for texts
/// without it (after --). Words are stemmed: harbours finds harbour. Of a page with several versions,
/// the latest is searched.
#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// What to look for
    #[arg(required = true, value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    /// The most hits of each sort; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: u32,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// List who said what, by filters that combine
///
/// Those published last first. --json prints one object a line.
#[derive(Debug, Args)]
pub(crate) struct SaidArgs {
    /// Words of the source, or of the name that it is known by
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// Words of an outlet, paper or person that it came through: "X, citing Y" comes through X
    #[arg(long, value_name = "NAME")]
    pub(crate) through: Option<String>,
    /// Words of what is said
    #[arg(long, value_name = "WORDS")]
    pub(crate) about: Option<String>,
    /// Published then or later: 2031, 2031-03 or 2031-03-17
    #[arg(long, value_name = "DATE", value_parser = parse::period)]
    pub(crate) since: Option<String>,
    /// Published then or earlier
    #[arg(long, value_name = "DATE", value_parser = parse::period)]
    pub(crate) until: Option<String>,
    /// Words of the outlet's name
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// Only in this article
    #[arg(long, value_name = "ID")]
    pub(crate) article: Option<String>,
    /// What kind of voice: person, organization, outlet, document, collective, anonymous, none, author
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub(crate) kind: Vec<SourceKind>,
    /// With which stance: asserts, denies, confirms, doubts, asks, declines
    #[arg(long, value_name = "STANCE", value_delimiter = ',')]
    pub(crate) stance: Vec<Stance>,
    /// How sure: certain, probable, possible, unknown
    #[arg(long, value_name = "HOW", value_delimiter = ',')]
    pub(crate) certainty: Vec<Certainty>,
    /// In which mode: speech, writing, thought
    #[arg(long, value_name = "MODE", value_delimiter = ',')]
    pub(crate) mode: Vec<Mode>,
    /// How quoted: direct, indirect, mixed
    #[arg(long, value_name = "HOW", value_delimiter = ',')]
    pub(crate) quotation: Vec<Quotation>,
    /// At least this confident, 0 to 1
    #[arg(long, value_name = "P", value_parser = parse::thousandths)]
    pub(crate) confidence: Option<u16>,
    /// Only what people corrected or added
    #[arg(long)]
    pub(crate) corrected: bool,
    /// Older versions of pages too, not the latest alone
    #[arg(long)]
    pub(crate) all_versions: bool,
    /// The most rows; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: u32,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Show an article, or one attribution with its evidence underlined
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The id of an article or an attribution; its first digits are enough
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Print JSON: the reading, or the attribution
    #[arg(long)]
    pub(crate) json: bool,
    /// Do not page long answers
    #[arg(long)]
    pub(crate) no_pager: bool,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Show what is known of a voice: roles, what it said, what was said of it
#[derive(Debug, Args)]
pub(crate) struct WhoArgs {
    /// Words of its name
    #[arg(required = true, value_name = "NAME")]
    pub(crate) name: Vec<String>,
    /// The most rows of each list; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: u32,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Count: outlets, sources by kind, anonymous sources, direct against indirect
#[derive(Debug, Args)]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Show how a page changed: its versions, a word diff, attributions that vanished or appeared
///
/// Without an address: the pages that changed.
#[derive(Debug, Args)]
pub(crate) struct VersionsArgs {
    /// The page's address, or the id of one of its articles
    #[arg(value_name = "URL|ID")]
    pub(crate) page: Option<String>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Check that the ledger is whole
///
/// Every span's text is what is stored, every hash holds, every foreign key resolves, the
/// full-text index agrees. Exits with 1 and names what does not hold.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// Print JSON: one object a problem
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Overrule the program: its reading is kept beside the correction, with who and when
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true))]
#[command(group = clap::ArgGroup::new("ruling").conflicts_with_all(["source", "no_source", "cue", "content", "kind", "stance", "certainty", "not_an_attribution", "confirm", "withdraw"]))]
pub(crate) struct CorrectArgs {
    /// The id of an attribution; with --merge and --apart of an entity, with --same-claim and --other-claim of
    /// an attribution or a claim
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Who says it: words of the article, the occurrence nearest to the attribution
    #[arg(long, value_name = "WORDS", group = "what")]
    pub(crate) source: Option<String>,
    /// Nobody is named as the source
    #[arg(long, group = "what", conflicts_with = "source")]
    pub(crate) no_source: bool,
    /// The words that report it
    #[arg(long, value_name = "WORDS", group = "what")]
    pub(crate) cue: Option<String>,
    /// What is said
    #[arg(long, value_name = "WORDS", group = "what")]
    pub(crate) content: Option<String>,
    /// What kind of voice it is: person, organization, outlet, document, collective, anonymous
    #[arg(
        long,
        value_name = "KIND",
        group = "what",
        conflicts_with = "no_source"
    )]
    pub(crate) kind: Option<SourceKind>,
    /// The source's stance: asserts, denies, confirms, doubts, asks, declines
    #[arg(long, value_name = "STANCE", group = "what")]
    pub(crate) stance: Option<Stance>,
    /// How sure the source sounds: certain, probable, possible, unknown
    #[arg(long, value_name = "HOW", group = "what")]
    pub(crate) certainty: Option<Certainty>,
    /// Nobody says anything here
    #[arg(long, group = "what", conflicts_with_all = ["source", "no_source", "cue", "content", "kind", "stance", "certainty"])]
    pub(crate) not_an_attribution: bool,
    /// It is right as it was read
    #[arg(long, group = "what", conflicts_with_all = ["source", "no_source", "cue", "content", "kind", "stance", "certainty", "not_an_attribution"])]
    pub(crate) confirm: bool,
    /// This entity is the same; ID keeps its name
    #[arg(long, value_name = "ID", group = "what", group = "ruling")]
    pub(crate) merge: Option<String>,
    /// This entity is another one, whatever its name
    #[arg(long, value_name = "ID", group = "what", group = "ruling")]
    pub(crate) apart: Option<String>,
    /// This attribution, or this claim, is about the same claim
    #[arg(long, value_name = "ID", group = "what", group = "ruling")]
    pub(crate) same_claim: Option<String>,
    /// This attribution, or this claim, is about another claim: not a denial of it, nor the same
    #[arg(long, value_name = "ID", group = "what", group = "ruling")]
    pub(crate) other_claim: Option<String>,
    /// What the attribution does with its claim: asserts, denies, confirms, doubts, reports
    #[arg(long, value_name = "BEARING", group = "what", group = "ruling")]
    pub(crate) bears: Option<Bearing>,
    /// Take the correction with this id back
    #[arg(long, group = "what", conflicts_with_all = ["source", "no_source", "cue", "content", "kind", "stance", "certainty", "not_an_attribution", "confirm"])]
    pub(crate) withdraw: bool,
    #[command(flatten)]
    pub(crate) by: SignatureArgs,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Who corrects.
#[derive(Debug, Clone, Args)]
pub(crate) struct SignatureArgs {
    /// Who corrects: a name or an address
    #[arg(long, value_name = "NAME", env = "HEARSAY_WHO", hide_env_values = true)]
    pub(crate) who: Option<String>,
    /// Why
    #[arg(long, value_name = "WORDS")]
    pub(crate) note: Option<String>,
}

/// List the corrections
#[derive(Debug, Args)]
pub(crate) struct CorrectionsArgs {
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Read stored articles anew with this program, and say what changed
///
/// Only those that another version or model read, unless --all. Corrections stay.
#[derive(Debug, Args)]
pub(crate) struct RereadArgs {
    /// Articles to read anew [default: all that another version or model read]
    #[arg(value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// All articles
    #[arg(long, conflicts_with = "ids")]
    pub(crate) all: bool,
    /// How many articles are read at once [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Print JSON: one object an article that changed
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Print the ledger in a form that other programs read
///
/// jsonl: everything, and `hearsay import` takes it in again. csv: one row an attribution.
/// webannotation: W3C Web Annotation, one a line. ftm: FollowTheMoney entities. schema-org: JSON-LD
/// with NewsArticle, Quotation and Claim. prov: PROV-O and CiTO in JSON-LD. graphml: articles, outlets,
/// origins and claims as a graph. labelstudio: tasks to correct in Label Studio. brat: a folder of
/// .txt and .ann files.
///
/// jsonl, ftm, schema-org, prov and graphml hold the claims too, unless only some articles are asked for.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// jsonl, csv, webannotation, ftm, schema-org, prov, graphml, labelstudio or brat
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Format,
    /// The file to write, or the folder for brat [default: stdout]
    #[arg(long, short, value_name = "PATH", required_if_eq("format", "brat"))]
    pub(crate) output: Option<PathBuf>,
    /// Only these articles
    #[arg(value_name = "ID")]
    pub(crate) ids: Vec<String>,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}

/// Take in what was exported, or corrected in Label Studio
///
/// JSON lines of `hearsay export --format jsonl` or `hearsay read --json`, and the JSON export of
/// Label Studio; which it is, is told by the content.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// Files, or - for stdin
    #[arg(required = true, value_name = "FILE|-")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) by: SignatureArgs,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
}
