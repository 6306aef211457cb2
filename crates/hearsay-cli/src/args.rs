//! The arguments of every command, and the words of `--help`.

mod claims;
mod eval;
mod ledger;
mod serve;
mod watch;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Reads the news and keeps the receipts: who says what, on whose word.
///
/// hearsay never says what is true. It shows what is said, by whom, and where it stands in the
/// text.
#[derive(Debug, Parser)]
#[command(name = "hearsay", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, 1 some inputs failed or something does not hold, 2 usage, or a ledger that cannot be opened."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Colour on stdout; never the only sign of anything
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
}

/// When stdout is coloured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Numbers the tagger computes with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Numbers {
    /// Bytes, as `hearsay read` does
    #[default]
    Int8,
    /// The same weights as 32-bit numbers
    F32,
}

pub(crate) use claims::{ClaimArgs, ClaimsArgs, CompareArgs, TraceArgs};
#[cfg(test)]
pub(crate) use eval::BootstrapArgs;
pub(crate) use eval::{
    EvalBratArgs, EvalCommand, EvalCorefArgs, EvalFactualityArgs, EvalModeArgs, EvalNamesArgs,
    EvalPagesArgs, EvalPairsArgs, EvalPronounsArgs, EvalStoriesArgs, Learnt,
};
pub(crate) use ledger::{
    AddArgs, CorrectArgs, CorrectionsArgs, ExportArgs, ImportArgs, LedgerArgs, OutputArgs,
    RereadArgs, SaidArgs, SearchArgs, ShowArgs, StatsArgs, VerifyArgs, VersionsArgs, WhoArgs,
};
pub(crate) use serve::ServeArgs;
pub(crate) use watch::WatchArgs;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Read(ReadArgs),
    Add(AddArgs),
    Watch(WatchArgs),
    Search(SearchArgs),
    Said(SaidArgs),
    Show(ShowArgs),
    Who(WhoArgs),
    Stats(StatsArgs),
    Versions(VersionsArgs),
    Claims(ClaimsArgs),
    Claim(ClaimArgs),
    Trace(TraceArgs),
    Compare(CompareArgs),
    Correct(CorrectArgs),
    Corrections(CorrectionsArgs),
    Reread(RereadArgs),
    Verify(VerifyArgs),
    Serve(ServeArgs),
    Export(ExportArgs),
    Import(ImportArgs),
    /// Print the JSON Schema of a reading
    Schema {
        /// Of the claims that `hearsay claims --json` prints
        #[arg(long)]
        claims: bool,
        /// Of the API under /api/v1, in OpenAPI
        #[arg(long, conflicts_with = "claims")]
        openapi: bool,
    },
    /// Measure the program against gold that people made
    #[command(subcommand)]
    Eval(EvalCommand),
    /// Print the text of a PDF document on stdin as JSON, within limits of time and memory
    #[command(hide = true)]
    PdfText,
    /// Print the manual page or shell completions
    #[command(hide = true, subcommand)]
    Generate(GenerateCommand),
}

/// Read pages: print the article, and who says what in it
///
/// On a screen: the article with its voices marked, then the list of who, how and what. With
/// --json: one JSON object a line, in the order of the inputs (`hearsay schema` describes it).
/// An input that cannot be read is named on stderr, and the run goes on.
///
/// What an input is, is told by its content: HTML, MHTML, text, mail and mail boxes, PDF, JSON lines,
/// RSS and Atom, WARC, WACZ, zip. Each page in it gives one reading.
#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    /// Files, folders of them, http(s) addresses, or - for stdin
    #[arg(required = true, value_name = "PATH|URL|-")]
    pub(crate) inputs: Vec<String>,
    /// Print one JSON object a line
    #[arg(long)]
    pub(crate) json: bool,
    /// Take the text as it is: nothing is removed as page furniture
    #[arg(long)]
    pub(crate) verbatim: bool,
    /// The page's own sentences too, those that it puts in nobody's mouth
    #[arg(long)]
    pub(crate) own_voice: bool,
    /// Say which rule, word list or model gave each value
    #[arg(long)]
    pub(crate) explain: bool,
    /// Address of the page, in place of what the page says; for a single input
    #[arg(long, value_name = "URL", value_parser = parse::address)]
    pub(crate) url: Option<String>,
    /// Publication date, in place of what the pages say: 2031-05-17 or 2031-05-17T08:30:00+02:00
    #[arg(long, value_name = "DATE", value_parser = parse::date)]
    pub(crate) published: Option<String>,
    /// How many pages are read at once [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Fetch from private and loopback addresses too
    #[arg(long)]
    pub(crate) allow_private: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum GenerateCommand {
    /// The manual page, in roff
    Man,
    /// Completions for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

/// Values that clap does not know.
pub(crate) mod parse {
    use jiff::Timestamp;
    use jiff::civil::Date;

    /// An http or https address.
    pub(crate) fn address(text: &str) -> Result<String, String> {
        if crate::fetch::is_web(text) {
            Ok(text.to_owned())
        } else {
            Err("not an http or https address".to_owned())
        }
    }

    /// A year, a month or a day.
    pub(crate) fn period(text: &str) -> Result<String, String> {
        let whole = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.to_owned(),
        };
        if whole.len() == 10 && whole.parse::<Date>().is_ok() {
            Ok(text.to_owned())
        } else {
            Err("not a day (2031-05-17), a month (2031-05) or a year (2031)".to_owned())
        }
    }

    /// A belief between 0 and 1, in thousandths.
    pub(super) fn thousandths(text: &str) -> Result<u16, String> {
        let value: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
        if (0.0..=1.0).contains(&value) {
            // Between 0 and 1000 nothing is cut off.
            Ok((value * 1000.0).round() as u16)
        } else {
            Err("not between 0 and 1".to_owned())
        }
    }

    /// A day, or a time stamp with its offset.
    pub(crate) fn date(text: &str) -> Result<String, String> {
        let day = text.len() == 10 && text.parse::<Date>().is_ok();
        if day || text.parse::<Timestamp>().is_ok() {
            Ok(text.to_owned())
        } else {
            Err(
                "not a day (2031-05-17) nor a time with its offset (2031-05-17T08:30:00+02:00)"
                    .to_owned(),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn dates_are_days_or_time_stamps() {
        for good in [
            "2031-05-17",
            "2031-05-17T08:30:00+02:00",
            "2031-05-17T08:30:00Z",
        ] {
            assert!(parse::date(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "yesterday",
            "2031-13-01",
            "2031-05-17T08:30:00",
            "17.5.2031",
        ] {
            assert!(parse::date(bad).is_err(), "{bad}");
        }
    }
}
