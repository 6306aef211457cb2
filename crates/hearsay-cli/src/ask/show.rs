//! `hearsay show`: an article with its voices marked, or one attribution with its evidence
//! underlined.

use std::process::ExitCode;

use anyhow::{Result, bail};
use hearsay::ledger::{CorrectionLine, Ledger, Stored};
use hearsay::reading::{AttributionValue, Marked, Reading, Said};
use serde::Serialize;

use super::short;
use crate::args::ShowArgs;
use crate::exit;
use crate::ledger;
use crate::printer::Printer;
use crate::view::look::Look;
use crate::view::underline::{self, Mark};
use crate::view::wrap::Wrap;
use crate::view::{self, Screen};

/// Prints what has the id.
///
/// # Errors
/// If the ledger cannot be read, or nothing in it has the id.
pub(crate) fn run(args: &ShowArgs, printer: &Printer) -> Result<ExitCode> {
    let ledger = ledger::read_only(&args.ledger)?;
    let screen = Screen::of(printer);
    let (value, text) = match ledger.find(&args.id)? {
        Stored::Article(id) => {
            let reading = ledger.reading(&id)?;
            let text = if args.json {
                String::new()
            } else {
                article(&ledger, &reading, screen)?
            };
            (serde_json::to_value(reading)?, text)
        }
        Stored::Attribution(id) => {
            let evidence = Evidence::of(&ledger, &id)?;
            let text = evidence.view(screen);
            (serde_json::to_value(evidence.value)?, text)
        }
        Stored::Entity(id) => bail!(
            "{} is an entity\n  hint: `hearsay who NAME` tells of it",
            short(&id)
        ),
        Stored::Claim(id) => bail!(
            "{0} is a claim\n  hint: `hearsay claim {0}` tells of it",
            short(&id)
        ),
        Stored::Origin(id) => bail!(
            "{} is an origin\n  hint: `hearsay claim ID` tells what goes back to it",
            short(&id)
        ),
        Stored::Correction(id) => bail!(
            "{} is a correction\n  hint: `hearsay corrections` lists them",
            short(&id)
        ),
    };
    if args.json {
        let mut out = serde_json::to_vec(&value)?;
        out.push(b'\n');
        printer.data(&out)?;
    } else {
        printer.page(&text, args.no_pager)?;
    }
    Ok(exit::after(0))
}

/// The article as `hearsay read` shows it, and the ids of what is said.
fn article(ledger: &Ledger, reading: &Reading, screen: Screen) -> Result<String> {
    let mut out = view::view(&reading.to_article(), &reading.to_heard(), None, screen);
    let mut wrap = Wrap::new(&mut out, screen, "", "");
    wrap.text("Ids", Look::STRONG);
    wrap.end();
    let digits = reading.attributions.len().to_string().len();
    for (at, value) in reading.attributions.iter().enumerate() {
        out.push_str(&format!("{:>digits$}. {}\n", at + 1, short(&value.id)));
    }
    out.push_str(&format!("article {}\n", short(&reading.article.id)));
    if let Some(url) = &reading.article.url {
        let versions = ledger.versions(url)?;
        out.push_str(&format!("{url}\n"));
        if versions.len() > 1 {
            out.push_str(&format!(
                "{} versions; `hearsay versions {}` compares them\n",
                versions.len(),
                short(&reading.article.id)
            ));
        }
    }
    for warning in &reading.article.warnings {
        let mut wrap = Wrap::new(&mut out, screen, "warning: ", "  ");
        wrap.text(warning, Look::PLAIN);
        wrap.end();
    }
    Ok(out)
}

/// An attribution, and what people said of it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub(crate) struct EvidenceValue {
    /// The article's id.
    pub(crate) article: String,
    /// As corrected; if it was rejected, as it was read.
    pub(crate) attribution: AttributionValue,
    /// Whether people said that it is none.
    pub(crate) rejected: bool,
    /// What people overruled, the oldest first.
    pub(crate) corrections: Vec<CorrectionLine>,
}

/// An attribution with its article.
pub(crate) struct Evidence {
    /// The article.
    pub(crate) reading: Reading,
    /// The attribution.
    pub(crate) value: EvidenceValue,
}

impl Evidence {
    /// The attribution with this whole id.
    ///
    /// # Errors
    /// If the ledger has none, or cannot be read.
    pub(crate) fn of(ledger: &Ledger, id: &str) -> Result<Self> {
        let article = ledger.article_of(id)?;
        let reading = ledger.reading(&article)?;
        let mut corrections = ledger.correction_lines(&article)?;
        corrections.retain(|line| line.attribution == id);
        let shown = reading.attributions.iter().find(|value| value.id == id);
        let rejected = shown.is_none();
        let was = corrections.first().map(|line| &line.was);
        let Some(value) = shown.or(was).cloned() else {
            bail!("{id} is not in its article");
        };
        Ok(Self {
            reading,
            value: EvidenceValue {
                article,
                attribution: value,
                rejected,
                corrections,
            },
        })
    }

    fn view(&self, screen: Screen) -> String {
        let article = &self.reading.article;
        let mut out = String::new();
        let line = |out: &mut String, label: &str, text: &str, look: Look| {
            let mut wrap = Wrap::new(out, screen, label, "    ");
            wrap.text(text, look);
            wrap.end();
        };
        if let Some(title) = &article.title {
            line(&mut out, "", title, Look::STRONG);
        }
        let place = [&article.outlet, &article.published, &article.url];
        let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
        if !place.is_empty() {
            line(&mut out, "", &place.join(" · "), Look::FAINT);
        }
        out.push('\n');
        let text: Vec<char> = article.text.chars().collect();
        let marks = self.marks();
        for block in self.blocks(text.len(), &marks) {
            underline::write(&mut out, screen, &text, block, &marks);
            out.push('\n');
        }
        line(&mut out, "", "who ^^^  how ---  what ~~~", Look::FAINT);
        out.push('\n');
        let value = &self.value.attribution;
        let words =
            |marked: Option<&Marked>| marked.map_or("—", |marked| marked.text.as_str()).to_owned();
        let mut facts = vec![
            (
                "who",
                words(value.source.as_ref().map(|source| &source.words)),
            ),
            ("how", words(value.cue.as_ref())),
            ("what", words(value.content.as_ref())),
            ("quotation", value.quotation.to_string()),
        ];
        let kind = value.source.as_ref().and_then(|source| source.kind);
        facts.extend(kind.map(|kind| ("source", kind.to_string())));
        facts.extend(value.stance.map(|stance| ("stance", stance.to_string())));
        facts.extend(
            value
                .certainty
                .map(|certainty| ("certainty", certainty.to_string())),
        );
        facts.extend(value.mode.map(|mode| ("mode", mode.to_string())));
        if !value.chain.is_empty() {
            let voices: Vec<&str> = value
                .chain
                .iter()
                .map(|voice| voice.text.as_str())
                .collect();
            facts.push(("voices", voices.join(" ← ")));
        }
        facts.extend(value.said.as_ref().map(|said| ("said", when(said))));
        facts.push(("confidence", format!("{:.2}", value.confidence)));
        facts.push(("id", value.id.clone()));
        facts.push(("article", article.id.clone()));
        for (name, text) in facts {
            line(&mut out, &format!("{name:<11}"), &text, Look::PLAIN);
        }
        if self.value.rejected {
            line(
                &mut out,
                "",
                "This was rejected: it is shown nowhere else.",
                Look::STRONG,
            );
        }
        for correction in &self.value.corrections {
            line(&mut out, "correction ", &told(correction), Look::PLAIN);
        }
        out
    }

    fn marks(&self) -> Vec<Mark> {
        let value = &self.value.attribution;
        let parts = [
            (value.content.as_ref(), '~', Look::CONTENT),
            (
                value.source.as_ref().map(|source| &source.words),
                '^',
                Look::SOURCE,
            ),
            (value.cue.as_ref(), '-', Look::CUE),
        ];
        let mut marks = Vec::new();
        for (marked, sign, look) in parts {
            for [start, end] in marked.iter().flat_map(|marked| &marked.spans) {
                marks.push(Mark {
                    range: *start..*end,
                    sign,
                    look,
                });
            }
        }
        marks
    }

    /// The blocks that hold a part of it, in code points.
    fn blocks(&self, length: usize, marks: &[Mark]) -> Vec<std::ops::Range<usize>> {
        let blocks = self.reading.article.blocks.iter();
        let mut found: Vec<_> = blocks
            .map(|block| block.start..block.end)
            .filter(|block| {
                marks
                    .iter()
                    .any(|mark| mark.range.start < block.end && block.start < mark.range.end)
            })
            .collect();
        if found.is_empty() {
            found.push(0..length);
        }
        found
    }
}

/// When something was said: the words, and the days that they mean.
pub(crate) fn when(said: &Said) -> String {
    let days = match (&said.from, &said.to) {
        (Some(from), Some(to)) if from != to => format!("{from} to {to}"),
        (Some(day), _) | (None, Some(day)) => day.clone(),
        (None, None) => return said.words.text.clone(),
    };
    format!("{} ({days})", said.words.text)
}

/// A correction, in words.
fn told(line: &CorrectionLine) -> String {
    let what = match (line.kind.as_str(), &line.value) {
        ("rejected", _) => "not an attribution".to_owned(),
        ("added", _) => "added".to_owned(),
        (_, Some(edit)) => edit.in_words(),
        (_, None) => String::new(),
    };
    let note = line
        .note
        .as_ref()
        .map_or(String::new(), |note| format!(" ({note})"));
    let withdrawn = match &line.withdrawn {
        Some(time) => format!(", withdrawn {time}"),
        None => String::new(),
    };
    format!(
        "{}: {what}, by {} {}{note}{withdrawn}",
        short(&line.id),
        line.who,
        line.made
    )
}
