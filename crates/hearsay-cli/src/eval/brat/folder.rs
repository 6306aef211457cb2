//! The folder of texts and gold, and where the codings to score come from.

use super::document::{Coding, Document, Relation};
use super::parse::{from_bytes, parse};
use super::tokens::Tokens;
use anyhow::{Context, bail};
use hearsay::attribution::{self, Model};
use hearsay::page::{self, PageOptions};
use hearsay::span::CodePoints;
use std::path::{Path, PathBuf};

/// Who made the codings that are scored.
#[derive(Debug)]
pub(crate) enum Predictions<'a> {
    /// The program, reading each text as it is with this model.
    Program(&'a Model),
    /// Whoever wrote the brat files of this folder.
    Folder(&'a Path),
    /// Each person against each other.
    People,
}

/// One text and its gold.
#[derive(Debug)]
pub(crate) struct Input {
    text: PathBuf,
    gold: Vec<PathBuf>,
}

/// A document and what was strange about its files.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) document: Document,
    pub(crate) warnings: Vec<String>,
}

/// The texts of `dir` that have gold, in order of name.
///
/// # Errors
/// If the folder cannot be listed, or no text in it has gold.
pub(crate) fn list(dir: &Path, predictions: &Predictions<'_>) -> anyhow::Result<Vec<Input>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(dir).with_context(|| dir.display().to_string())? {
        paths.push(entry.with_context(|| dir.display().to_string())?.path());
    }
    paths.sort();
    let annotations: Vec<(&str, &PathBuf)> = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|ext| ext == "ann"))
        .filter_map(|path| Some((path.file_stem()?.to_str()?, path)))
        .collect();
    let mut inputs = Vec::new();
    for text in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|ext| ext == "txt"))
    {
        let Some(name) = text.file_stem().and_then(|stem| stem.to_str()) else {
            continue;
        };
        let belongs = |stem: &str| match predictions {
            Predictions::People => stem
                .rsplit_once('_')
                .is_some_and(|(article, _)| article == name),
            Predictions::Program(_) | Predictions::Folder(_) => stem == name,
        };
        let gold: Vec<PathBuf> = annotations
            .iter()
            .filter(|(stem, _)| belongs(stem))
            .map(|(_, path)| (*path).clone())
            .collect();
        let enough = if matches!(predictions, Predictions::People) {
            2
        } else {
            1
        };
        if gold.len() >= enough {
            inputs.push(Input {
                text: text.clone(),
                gold,
            });
        }
    }
    if inputs.is_empty() {
        let wanted = match predictions {
            Predictions::People => "no NAME.txt with two or more NAME_ANNOTATOR.ann",
            Predictions::Program(_) | Predictions::Folder(_) => "no NAME.txt with a NAME.ann",
        };
        bail!(
            "{}: {wanted}\nhint: texts and brat files stand side by side in one folder",
            dir.display()
        );
    }
    Ok(inputs)
}

/// Reads a text, its gold and the codings to score.
///
/// # Errors
/// If a file cannot be read or is not UTF-8.
pub(crate) fn load(input: &Input, predictions: &Predictions<'_>) -> anyhow::Result<Loaded> {
    let mut warnings = Vec::new();
    let text = utf8(&input.text)?;
    let tokens = Tokens::new(&text);
    let mut codings = Vec::with_capacity(input.gold.len());
    for path in &input.gold {
        codings.push(annotated(path, &text, &tokens, &mut warnings)?);
    }
    let mut pairs = Vec::new();
    match predictions {
        Predictions::People => {
            for (a, gold) in codings.iter().enumerate() {
                for (b, other) in codings.iter().enumerate() {
                    if a != b {
                        pairs.push((gold.clone(), other.clone()));
                    }
                }
            }
        }
        Predictions::Program(model) => {
            let coding = program(&input.text, &text, &tokens, model)?;
            pairs.extend(codings.into_iter().map(|gold| (gold, coding.clone())));
        }
        Predictions::Folder(folder) => {
            let path = folder.join(input.gold[0].file_name().unwrap_or_default());
            let coding = if path.is_file() {
                annotated(&path, &text, &tokens, &mut warnings)?
            } else {
                warnings.push(format!(
                    "{}: no such file: scored as no attributions",
                    path.display()
                ));
                Coding::default()
            };
            pairs.extend(codings.into_iter().map(|gold| (gold, coding.clone())));
        }
    }
    Ok(Loaded {
        document: Document { tokens, pairs },
        warnings,
    })
}

fn annotated(
    path: &Path,
    text: &str,
    tokens: &Tokens,
    warnings: &mut Vec<String>,
) -> anyhow::Result<Coding> {
    let (coding, told) = parse(&utf8(path)?, text, tokens);
    warnings.extend(
        told.into_iter()
            .map(|warning| format!("{}: {warning}", path.display())),
    );
    Ok(coding)
}

/// The program's own coding of a text.
fn program(path: &Path, text: &str, tokens: &Tokens, model: &Model) -> anyhow::Result<Coding> {
    if text.trim().is_empty() {
        return Ok(Coding::default());
    }
    let options = PageOptions {
        verbatim: true,
        ..PageOptions::default()
    };
    let article =
        page::read(text.as_bytes(), &options).with_context(|| path.display().to_string())?;
    if article.text != text {
        bail!(
            "{}: the text changed on reading, so that offsets do not fit the gold",
            path.display()
        );
    }
    let points = CodePoints::new(&article.text);
    let set = |span: Option<&hearsay::span::Span>| from_bytes(span?, &points, tokens);
    let relations = attribution::read_with(&article, model)
        .iter()
        .map(|found| Relation {
            content: set(found.content.as_ref()),
            source: set(found.source.as_ref()),
            cue: set(found.cue.as_ref()),
        })
        .collect();
    Ok(Coding::new(relations))
}

fn utf8(path: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    String::from_utf8(bytes).with_context(|| path.display().to_string())
}
