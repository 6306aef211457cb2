//! Readings in the formats of other tools, and the way back from two of them.
//!
//! Each format is a pure function of one [`Reading`], and those that have a place for claims also of an
//! [`Account`]; an [`Exporter`] puts them one after the other into a stream. Spans keep their code points, as everywhere; where a format counts
//! otherwise, its module says so. `docs/export.md` describes every field. What is exported, and
//! what becomes of what is read back ([`jsonl::parse`], [`labelstudio::corrections`]), is left
//! to the caller.

pub mod brat;
pub mod check;
pub mod csv;
mod error;
pub mod ftm;
mod graphml;
mod json_ld;
pub mod jsonl;
pub mod labelstudio;
mod points;
mod prov;
mod schema_org;
mod shelf;
pub mod trace;
pub mod webannotation;
mod xml;

pub use error::ImportError;
pub use shelf::Shelf;

use std::io::{self, Write};

use crate::account::Account;
use crate::reading::Reading;
use crate::word::words;

words! {
    /// A format that readings are written in.
    pub enum Format {
        /// The readings themselves, one JSON object a line.
        Jsonl = "jsonl",
        /// A table, one row an attribution.
        Csv = "csv",
        /// W3C Web Annotations, one JSON-LD object a line.
        WebAnnotation = "webannotation",
        /// FollowTheMoney entities, one JSON object a line.
        Ftm = "ftm",
        /// schema.org in JSON-LD, one document.
        SchemaOrg = "schema-org",
        /// PROV-O and CiTO in JSON-LD, one document.
        Prov = "prov",
        /// A graph in GraphML.
        Graphml = "graphml",
        /// Tasks of Label Studio with predictions, one JSON array.
        LabelStudio = "labelstudio",
        /// brat stand-off: two files an article.
        Brat = "brat",
    }
}

impl Format {
    /// Whether it has a place for claims.
    pub const fn holds_claims(self) -> bool {
        match self {
            Self::Jsonl | Self::Ftm | Self::SchemaOrg | Self::Prov | Self::Graphml => true,
            Self::Csv | Self::WebAnnotation | Self::LabelStudio | Self::Brat => false,
        }
    }
}

/// Writes readings to a stream: `begin`, any number of `reading`s, then of `account`s, `end`.
#[derive(Debug)]
pub struct Exporter<W> {
    format: Format,
    cells: csv::Cells,
    written: usize,
    linked: json_ld::Graph,
    graph: graphml::Writer,
    out: W,
}

impl<W: Write> Exporter<W> {
    /// An exporter to `out`. `None` for [`Format::Brat`], which is no stream: its files come
    /// from [`brat::files`].
    pub fn new(format: Format, out: W) -> Option<Self> {
        (format != Format::Brat).then_some(Self {
            format,
            cells: csv::Cells::Guarded,
            written: 0,
            linked: json_ld::Graph::default(),
            graph: graphml::Writer::default(),
            out,
        })
    }

    /// How the cells of [`Format::Csv`] are written; guarded unless said otherwise.
    #[must_use]
    pub fn cells(mut self, cells: csv::Cells) -> Self {
        self.cells = cells;
        self
    }

    /// What stands before the first reading.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn begin(&mut self) -> io::Result<()> {
        match self.format {
            Format::Csv => csv::header(&mut self.out),
            Format::LabelStudio => self.out.write_all(b"["),
            Format::SchemaOrg => json_ld::Graph::begin(&mut self.out, &schema_org::context()),
            Format::Prov => json_ld::Graph::begin(&mut self.out, &prov::context()),
            Format::Graphml => self.graph.begin(&mut self.out),
            Format::Jsonl | Format::WebAnnotation | Format::Ftm | Format::Brat => Ok(()),
        }
    }

    /// One reading.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn reading(&mut self, reading: &Reading) -> io::Result<()> {
        self.written += 1;
        let out = &mut self.out;
        match self.format {
            Format::Jsonl => jsonl::write(out, reading),
            Format::Csv => csv::write(out, reading, self.cells),
            Format::WebAnnotation => webannotation::write(out, reading),
            Format::Ftm => ftm::write(out, reading),
            Format::SchemaOrg => schema_org::reading(&mut self.linked, out, reading),
            Format::Prov => prov::reading(&mut self.linked, out, reading),
            Format::Graphml => self.graph.reading(out, reading),
            Format::LabelStudio => {
                out.write_all(if self.written > 1 { b",\n" } else { b"\n" })?;
                labelstudio::write(out, reading)
            }
            // `new` makes no exporter for it.
            Format::Brat => Ok(()),
        }
    }

    /// An account of some of the readings, after all of them; nothing in a format without a place for claims.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn account(&mut self, account: &Account) -> io::Result<()> {
        let out = &mut self.out;
        match self.format {
            Format::Jsonl => jsonl::account(out, account),
            Format::Ftm => ftm::claims::write(out, account),
            Format::SchemaOrg => schema_org::account(&mut self.linked, out, account),
            Format::Prov => prov::account(&mut self.linked, out, account),
            Format::Graphml => self.graph.account(out, account),
            Format::Csv | Format::WebAnnotation | Format::LabelStudio | Format::Brat => Ok(()),
        }
    }

    /// A line of another type among [`Format::Jsonl`]'s readings; nothing in other formats.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn line(&mut self, kind: &str, value: &impl serde::Serialize) -> io::Result<()> {
        match self.format {
            Format::Jsonl => jsonl::write_other(&mut self.out, kind, value),
            _ => Ok(()),
        }
    }

    /// What stands after the last reading; then the stream, flushed.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn end(mut self) -> io::Result<W> {
        match self.format {
            Format::LabelStudio => self.out.write_all(b"\n]\n")?,
            Format::SchemaOrg | Format::Prov => json_ld::Graph::end(&mut self.out)?,
            Format::Graphml => self.graph.end(&mut self.out)?,
            Format::Jsonl | Format::Csv | Format::WebAnnotation | Format::Ftm | Format::Brat => {}
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

/// `value` as JSON on a line of its own.
fn line(out: &mut impl Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// The words of a source without the comma or colon that ends them in their sentence.
fn named(words: &str) -> &str {
    words.trim_end_matches([',', ';', ':', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brat_is_no_stream() {
        for &format in Format::ALL {
            assert_eq!(
                Exporter::new(format, Vec::new()).is_none(),
                format == Format::Brat
            );
        }
    }

    #[test]
    fn an_export_of_nothing_is_well_formed() {
        for (format, expected) in [
            (Format::Jsonl, ""),
            (Format::LabelStudio, "[\n]\n"),
            (
                Format::SchemaOrg,
                "{\"@context\":{\"@vocab\":\"https://schema.org/\"},\"@graph\":[\n]}\n",
            ),
        ] {
            let mut exporter = Exporter::new(format, Vec::new()).expect("a stream");
            exporter.begin().expect("memory");
            let out = exporter.end().expect("memory");
            assert_eq!(String::from_utf8_lossy(&out), expected);
        }
    }
}
