//! Documents of a CoNLL-U file with their coreference: `Entity=` in MISC, as GUM and CorefUD 1.0 write it.
//!
//! A mention opens with "(ID-TYPE-...-HEADS-..." and closes with "ID)"; the names of the fields stand in
//! `# global.Entity`. The text is put together again from the words and `SpaceAfter=No`, with a
//! blank line before each `# newpar`.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use anyhow::{Result, bail};

/// A document with what people marked in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Document {
    /// Its genre; empty if the file does not say.
    pub(super) genre: String,
    /// Its text.
    pub(super) text: String,
    /// The bytes of each word in the text.
    pub(super) words: Vec<Range<usize>>,
    /// The mentions, in the order of their first words.
    pub(super) mentions: Vec<Marked>,
}

/// A mention that people marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marked {
    /// Its words.
    pub(super) words: Range<usize>,
    /// The words without which it is not named.
    pub(super) heads: BTreeSet<usize>,
    /// What it is a mention of.
    pub(super) entity: String,
    /// What that is, in the corpus's words.
    pub(super) kind: String,
}

/// The places of the fields of a mention.
struct Fields {
    group: usize,
    kind: usize,
    heads: Option<usize>,
}

impl Fields {
    fn read(line: &str) -> Option<Self> {
        let names: Vec<&str> = line.split('-').collect();
        let at = |name: &str| names.iter().position(|one| *one == name);
        Some(Self {
            group: at("GRP").or_else(|| at("eid"))?,
            kind: at("etype")?,
            heads: at("minspan").or_else(|| at("head")),
        })
    }
}

/// The documents of a file.
///
/// # Errors
/// If a mention closes that was not opened, or the fields of the mentions are not named; with the line.
pub(super) fn parse(file: &str) -> Result<Vec<Document>> {
    let mut out: Vec<Document> = Vec::new();
    let mut fields = None;
    let mut open: HashMap<String, Vec<usize>> = HashMap::new();
    let mut glue = true;
    // The words of a multi-word token stand without blanks; what follows it is said at its own line.
    let mut multi: Option<(usize, bool)> = None;
    for (number, line) in file.lines().enumerate() {
        let place = number + 1;
        if line.starts_with("# newdoc") {
            out.push(Document::default());
            open.clear();
            (glue, multi) = (true, None);
            continue;
        }
        if let Some(names) = line.strip_prefix("# global.Entity = ") {
            fields = Fields::read(names);
            continue;
        }
        let Some(document) = out.last_mut() else {
            continue;
        };
        if let Some(genre) = line.strip_prefix("# meta::genre = ") {
            genre.trim().clone_into(&mut document.genre);
        } else if line.starts_with("# newpar") && !line.starts_with("# newpar_") {
            if !document.text.is_empty() {
                document.text.push_str("\n\n");
            }
            glue = true;
        } else if !line.starts_with('#') && !line.is_empty() {
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, form, .., misc] = columns[..] else {
                bail!("line {place}: not ten columns");
            };
            let after = !misc.split('|').any(|one| one == "SpaceAfter=No");
            if let Some((_, last)) = id.split_once('-') {
                multi = Some((last.parse().unwrap_or(0), after));
                continue;
            }
            let Ok(id) = id.parse::<usize>() else {
                continue;
            };
            if !glue {
                document.text.push(' ');
            }
            let start = document.text.len();
            document.text.push_str(form);
            document.words.push(start..document.text.len());
            glue = match multi {
                Some((last, _)) if id < last => true,
                Some((_, after)) => {
                    multi = None;
                    !after
                }
                None => !after,
            };
            if let Some(value) = misc.split('|').find_map(|one| one.strip_prefix("Entity=")) {
                let Some(fields) = &fields else {
                    bail!("line {place}: mentions before their fields are named");
                };
                if let Err(error) = brackets(document, fields, value, &mut open) {
                    bail!("line {place}: {error}");
                }
            }
        }
    }
    Ok(out)
}

/// Opens and closes the mentions of one word.
fn brackets(
    document: &mut Document,
    fields: &Fields,
    value: &str,
    open: &mut HashMap<String, Vec<usize>>,
) -> Result<()> {
    let word = document.words.len() - 1;
    let mut rest = value;
    while !rest.is_empty() {
        let opens = rest.starts_with('(');
        let body = rest.strip_prefix('(').unwrap_or(rest);
        let end = body.find(['(', ')']).unwrap_or(body.len());
        let closes = body[end..].starts_with(')');
        let inside = &body[..end];
        rest = &body[end + usize::from(closes)..];
        if opens {
            let values: Vec<&str> = inside.split('-').collect();
            let get = |at: usize| values.get(at).copied().unwrap_or_default();
            let heads = fields.heads.map_or("", get).split(',');
            let entity = get(fields.group).to_owned();
            let number = document.mentions.len();
            document.mentions.push(Marked {
                words: word..word + 1,
                heads: heads
                    .filter_map(|head| Some(word + head.parse::<usize>().ok()?.checked_sub(1)?))
                    .collect(),
                entity: entity.clone(),
                kind: get(fields.kind).to_owned(),
            });
            if !closes {
                open.entry(entity).or_default().push(number);
            }
        } else if closes {
            let Some(number) = open.get_mut(inside).and_then(Vec::pop) else {
                bail!("`{inside}` closes and was not opened");
            };
            document.mentions[number].words.end = word + 1;
        } else {
            bail!("`{inside}` is no mention");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../../../tests/coref/quay.conllu");

    #[test]
    fn words_text_and_mentions() {
        let documents = parse(FILE).expect("well formed");
        let document = &documents[0];
        assert_eq!(document.genre, "news");
        assert_eq!(
            document.text,
            "Ida Moe runs Norvia's quay.\n\nShe said Moe's boat, Maren, leaked."
        );
        let marked: Vec<(&str, &str)> = document
            .mentions
            .iter()
            .map(|one| {
                let words = &document.words[one.words.clone()];
                let text = &document.text[words[0].start..words[words.len() - 1].end];
                (text, one.entity.as_str())
            })
            .collect();
        assert_eq!(
            marked,
            [
                ("Ida Moe", "1"),
                ("Norvia's quay", "2"),
                ("Norvia", "3"),
                ("She", "1"),
                ("Moe's boat, Maren", "4"),
                ("Moe", "1"),
            ]
        );
        assert_eq!(document.mentions[1].heads, BTreeSet::from([5]));
        assert_eq!(document.mentions[0].kind, "person");
    }

    #[test]
    fn flaws_are_named_with_their_line() {
        for (row, wanted) in [
            ("1\tOud\t_\t_\t_\t_\t_\t_\t_\tEntity=9)", "line 4"),
            ("1\tOud", "not ten columns"),
            ("1\tOud\t_\t_\t_\t_\t_\t_\t_\tEntity=9", "is no mention"),
        ] {
            let file =
                format!("# newdoc id = a\n# global.Entity = GRP-etype\n# text = Oud\n{row}\n");
            let error = parse(&file).expect_err("a flaw").to_string();
            assert!(error.contains(wanted), "{error}");
        }
    }
}
