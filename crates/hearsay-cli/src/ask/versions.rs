//! `hearsay versions`: how a page changed, word by word, and which attributions came and went.

use std::process::ExitCode;

use anyhow::{Result, bail};
use hearsay::ledger::{Change, Ledger, Version};
use hearsay::reading::AttributionValue;
use serde::Serialize;
use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};

use super::{answer, short};
use crate::args::VersionsArgs;
use crate::ledger;
use crate::printer::Printer;
use crate::table::Table;
use crate::view::Screen;
use crate::view::look::Look;
use crate::view::wrap::Wrap;

/// Words on either side of a change that are shown with it.
const CONTEXT: usize = 8;

/// Prints the versions of a page, or the pages that have several.
///
/// # Errors
/// If the ledger cannot be read, or the page is not in it.
pub(crate) fn run(args: &VersionsArgs, printer: &Printer) -> Result<ExitCode> {
    let ledger = ledger::read_only(&args.ledger)?;
    let Some(page) = &args.page else {
        return changed(&ledger, args, printer);
    };
    let url = if crate::fetch::is_web(page) {
        page.clone()
    } else {
        let article = ledger::article(&ledger, page)?;
        let Some(url) = ledger.url_of(&article)? else {
            bail!(
                "the article {} has no address, so no other versions",
                short(&article)
            );
        };
        url
    };
    let versions = ledger.versions(&url)?;
    if versions.is_empty() {
        bail!(
            "no page with the address {url} is in the ledger\n  hint: `hearsay versions` lists the pages that changed"
        );
    }
    let steps = steps(&versions);
    let screen = Screen::of(printer);
    answer(
        printer,
        args.output,
        &if args.output.json {
            values(&url, &versions)
        } else {
            Vec::new()
        },
        || table(&steps),
        || {
            let mut out = format!("{url}\n");
            for step in &steps {
                step.view(&mut out, screen);
            }
            out
        },
    )
}

/// The pages with several versions.
fn changed(ledger: &Ledger, args: &VersionsArgs, printer: &Printer) -> Result<ExitCode> {
    let pages = ledger.changed_pages()?;
    let values: Vec<Value> = pages
        .iter()
        .map(|(url, versions)| json!({"url": url, "versions": versions}))
        .collect();
    let table = || {
        let mut table = Table::new(&["versions", "page"]);
        for (url, versions) in &pages {
            table.row([versions.to_string(), url.clone()]);
        }
        table
    };
    answer(printer, args.output, &values, table, || {
        if pages.is_empty() {
            "No page has changed.\n".to_owned()
        } else {
            table().screen(printer)
        }
    })
}

/// One version and what changed since the one before.
struct Step<'a> {
    version: &'a Version,
    diff: Vec<Run>,
    change: Change,
}

/// What stayed, went or came from one text to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = DiffOp)]
pub(crate) enum Op {
    /// Stands in both.
    Equal,
    /// Stands in the older one only.
    Delete,
    /// Stands in the newer one only.
    Insert,
}

/// A run of words of a diff.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = DiffRun)]
pub(crate) struct Run {
    /// What became of them.
    pub(crate) op: Op,
    /// The words, with what stands between them.
    pub(crate) text: String,
}

/// One version of a page, and what changed since the one before.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub(crate) struct VersionValue {
    /// The page's address.
    pub(crate) url: String,
    /// 1 for the oldest.
    pub(crate) number: u32,
    /// The id of the article that it is.
    pub(crate) article: String,
    /// When it was fetched; `null` if nobody knows.
    pub(crate) fetched: Option<String>,
    /// When it was added to the ledger.
    pub(crate) added: String,
    /// The headline.
    pub(crate) title: Option<String>,
    /// The words of both texts, run by run; empty for the oldest.
    pub(crate) diff: Vec<Run>,
    /// The attributions that it no longer has.
    pub(crate) vanished: Vec<AttributionValue>,
    /// The attributions that it has and the one before had not.
    pub(crate) appeared: Vec<AttributionValue>,
}

/// The versions of a page, oldest first, each with what changed.
pub(crate) fn values(url: &str, versions: &[Version]) -> Vec<VersionValue> {
    steps(versions)
        .into_iter()
        .map(|step| step.value(url))
        .collect()
}

fn steps(versions: &[Version]) -> Vec<Step<'_>> {
    versions
        .iter()
        .enumerate()
        .map(|(at, version)| Step::new(at.checked_sub(1).map(|before| &versions[before]), version))
        .collect()
}

impl<'a> Step<'a> {
    fn new(before: Option<&Version>, version: &'a Version) -> Self {
        let (diff, change) = match before {
            None => (
                Vec::new(),
                Change {
                    vanished: Vec::new(),
                    appeared: Vec::new(),
                },
            ),
            Some(before) => (
                words(&before.reading.article.text, &version.reading.article.text),
                Change::between(&before.reading, &version.reading),
            ),
        };
        Self {
            version,
            diff,
            change,
        }
    }

    fn count(&self, op: Op) -> usize {
        let runs = self.diff.iter().filter(|run| run.op == op);
        runs.map(|run| run.text.split_whitespace().count()).sum()
    }

    fn value(self, url: &str) -> VersionValue {
        VersionValue {
            url: url.to_owned(),
            number: self.version.number,
            article: self.version.reading.article.id.clone(),
            fetched: self.version.fetched.clone(),
            added: self.version.added.clone(),
            title: self.version.reading.article.title.clone(),
            diff: self.diff,
            vanished: self.change.vanished,
            appeared: self.change.appeared,
        }
    }

    fn view(&self, out: &mut String, screen: Screen) {
        let version = self.version;
        let when = match &version.fetched {
            Some(fetched) => format!("fetched {fetched}"),
            None => format!("added {}", version.added),
        };
        out.push('\n');
        let mut wrap = Wrap::new(out, screen, "", "");
        wrap.text(
            &format!(
                "Version {} · {} · {when}",
                version.number,
                short(&version.reading.article.id)
            ),
            Look::STRONG,
        );
        wrap.end();
        if version.number == 1 {
            return;
        }
        let (gone, come) = (self.count(Op::Delete), self.count(Op::Insert));
        let mut wrap = Wrap::new(out, screen, "  ", "  ");
        wrap.text(&format!("{gone} words out, {come} words in"), Look::FAINT);
        wrap.end();
        for line in hunks(&self.diff) {
            let mut wrap = Wrap::new(out, screen, "  ", "  ");
            for (op, text) in line {
                match op {
                    Op::Equal => wrap.text(&text, Look::PLAIN),
                    Op::Delete => wrap.text(&format!("[-{}-]", text.trim()), Look::CUE),
                    Op::Insert => wrap.text(&format!("{{+{}+}}", text.trim()), Look::SOURCE),
                }
                wrap.text(" ", Look::PLAIN);
            }
            wrap.end();
        }
        for (heading, values) in [
            ("vanished", &self.change.vanished),
            ("appeared", &self.change.appeared),
        ] {
            for value in values {
                let mut wrap = Wrap::new(out, screen, &format!("  {heading}: "), "    ");
                wrap.text(&one_line(value), Look::PLAIN);
                wrap.end();
            }
        }
    }
}

fn table(steps: &[Step<'_>]) -> Table {
    let mut table = Table::new(&[
        "number",
        "article",
        "fetched",
        "added",
        "words_out",
        "words_in",
        "vanished",
        "appeared",
    ]);
    for step in steps {
        table.row([
            step.version.number.to_string(),
            step.version.reading.article.id.clone(),
            step.version.fetched.clone().unwrap_or_default(),
            step.version.added.clone(),
            step.count(Op::Delete).to_string(),
            step.count(Op::Insert).to_string(),
            step.change.vanished.len().to_string(),
            step.change.appeared.len().to_string(),
        ]);
    }
    table
}

/// Who, how and what, on one line.
pub(crate) fn one_line(value: &AttributionValue) -> String {
    let who = value
        .source
        .as_ref()
        .map_or("(nobody named)", |source| &source.words.text);
    let how = value.cue.as_ref().map_or("—", |cue| &cue.text);
    let what = value.content.as_ref().map_or("", |content| &content.text);
    format!("{who} — {how} — {what}")
}

/// The runs of words that stayed, went and came.
pub(crate) fn words(old: &str, new: &str) -> Vec<Run> {
    let diff = TextDiff::from_words(old, new);
    let mut runs: Vec<Run> = Vec::new();
    for change in diff.iter_all_changes() {
        let op = match change.tag() {
            ChangeTag::Equal => Op::Equal,
            ChangeTag::Delete => Op::Delete,
            ChangeTag::Insert => Op::Insert,
        };
        match runs.last_mut().filter(|run| run.op == op) {
            Some(run) => run.text.push_str(change.value()),
            None => runs.push(Run {
                op,
                text: change.value().to_owned(),
            }),
        }
    }
    runs
}

/// The changes with a few words around each; changes that stand close are one line.
pub(crate) fn hunks(runs: &[Run]) -> Vec<Vec<(Op, String)>> {
    let mut lines: Vec<Vec<(Op, String)>> = vec![Vec::new()];
    for (at, Run { op, text }) in runs.iter().enumerate() {
        if *op != Op::Equal {
            // A change of white space alone is none that can be read.
            if !text.trim().is_empty()
                && let Some(line) = lines.last_mut()
            {
                line.push((*op, text.clone()));
            }
            continue;
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let (first, last) = (at == 0, at + 1 == runs.len());
        if !first && !last && words.len() <= 2 * CONTEXT {
            if let Some(line) = lines.last_mut() {
                line.push((Op::Equal, words.join(" ")));
            }
            continue;
        }
        if !first && let Some(line) = lines.last_mut() {
            let head = &words[..words.len().min(CONTEXT)];
            line.push((Op::Equal, format!("{} …", head.join(" "))));
        }
        if !last {
            let tail = &words[words.len().saturating_sub(CONTEXT)..];
            lines.push(vec![(Op::Equal, format!("… {}", tail.join(" ")))]);
        }
    }
    lines.retain(|line| line.iter().any(|(op, _)| *op != Op::Equal));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_shown_with_a_few_words_around_it() {
        let old = "one two three four five six seven eight nine ten eleven twelve thirteen";
        let new = old.replace("ten", "10");
        let lines = hunks(&words(old, &new));
        assert_eq!(lines.len(), 1);
        let text: Vec<&str> = lines[0].iter().map(|(_, text)| text.trim()).collect();
        assert_eq!(
            text,
            [
                "… two three four five six seven eight nine",
                "ten",
                "10",
                "eleven twelve thirteen …"
            ]
        );
    }
}
