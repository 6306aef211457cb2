//! ECB+: do sentences of two documents about one seminal event share an event; topics by number.
//!
//! Within a topic, the documents of ECB and those added by ECB+ are about two events. The
//! sentences are those that the corpus lists as checked and that have an event in them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Pair, split};

/// The list of checked sentences.
const LIST: &str = "ECBplus_coreference_sentences.csv";

struct Sentence {
    document: String,
    text: String,
    events: BTreeSet<String>,
}

/// The pairs of the topics that are held out: 0 an event is shared, 1 none is.
///
/// # Errors
/// If the list or a document cannot be read.
pub(in super::super) fn read(folder: &Path) -> Result<Vec<Pair>> {
    let listed = listed(&folder.join(LIST))?;
    let mut topics: Vec<(u64, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        if let Ok(number) = entry.file_name().to_string_lossy().parse()
            && split::number_held(number)
        {
            topics.push((number, entry.path()));
        }
    }
    topics.sort();
    let mut out = Vec::new();
    for (number, topic) in topics {
        let mut files: Vec<PathBuf> = fs::read_dir(&topic)
            .with_context(|| topic.display().to_string())?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_>>()?;
        files.sort();
        for kind in ["ecb", "ecbplus"] {
            let mut found = Vec::new();
            for path in &files {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                // "1_10ecb" but not "1_10ecbplus".
                let ours = stem
                    .strip_suffix(kind)
                    .is_some_and(|rest| rest.ends_with(|letter: char| letter.is_ascii_digit()));
                if ours {
                    let xml = fs::read_to_string(path)
                        .with_context(|| format!("cannot read {}", path.display()))?;
                    found.extend(sentences(&stem, &xml, listed.get(stem.as_ref())));
                }
            }
            for (at, one) in found.iter().enumerate() {
                for other in &found[at + 1..] {
                    if one.document != other.document {
                        out.push(Pair {
                            first: one.text.clone(),
                            second: other.text.clone(),
                            gold: usize::from(one.events.is_disjoint(&other.events)),
                            group: number.to_string(),
                        });
                    }
                }
            }
        }
    }
    Ok(out)
}

/// The numbers of the checked sentences of each document.
fn listed(path: &Path) -> Result<HashMap<String, BTreeSet<usize>>> {
    let shown = path.display();
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(path)
        .with_context(|| format!("cannot read {shown}"))?;
    let mut out: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for row in reader.deserialize() {
        let (topic, document, sentence): (String, String, usize) =
            row.with_context(|| format!("cannot parse {shown}"))?;
        out.entry(format!("{topic}_{document}"))
            .or_default()
            .insert(sentence);
    }
    Ok(out)
}

/// The wanted sentences of a document that have events, with their clusters. An event that is in
/// no cluster is one of its own.
fn sentences(document: &str, xml: &str, wanted: Option<&BTreeSet<usize>>) -> Vec<Sentence> {
    let mut words: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut place: HashMap<&str, usize> = HashMap::new();
    let mut mentions: HashMap<&str, usize> = HashMap::new();
    let mut events: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut mention = None;
    let mut cluster = None;
    for (tag, text) in tags(xml) {
        let value = |name| attribute(tag, name);
        if tag.starts_with("token ") {
            let number = value("sentence").and_then(|n| n.parse().ok()).unwrap_or(0);
            words.entry(number).or_default().push(unescaped(text));
            place.extend(value("t_id").map(|id| (id, number)));
        } else if tag.starts_with("token_anchor") {
            if let Some((id, number)) = mention
                .take()
                .zip(value("t_id").and_then(|id| place.get(id)))
            {
                mentions.insert(id, *number);
                let own = format!("{document}#{id}");
                events.entry(*number).or_default().insert(own);
            }
        } else if tag.starts_with("CROSS_DOC_COREF") {
            cluster = value("note");
        } else if tag.starts_with("source ") {
            let number = value("m_id").and_then(|id| mentions.get(id));
            if let Some((name, number)) = cluster.zip(number) {
                events.entry(*number).or_default().insert(name.to_owned());
            }
        } else if tag.starts_with("/CROSS_DOC_COREF") {
            cluster = None;
        } else if !tag.starts_with('/') {
            mention = tag.contains("ACTION").then(|| value("m_id")).flatten();
        }
    }
    let wanted: HashSet<usize> = wanted.into_iter().flatten().copied().collect();
    words
        .into_iter()
        .filter(|(number, _)| wanted.contains(number))
        .filter_map(|(number, words)| {
            Some(Sentence {
                document: document.to_owned(),
                text: words.join(" "),
                events: events.remove(&number)?,
            })
        })
        .collect()
}

/// The tags of a document, without their brackets, and the text after each.
fn tags(xml: &str) -> impl Iterator<Item = (&str, &str)> {
    xml.split('<')
        .skip(1)
        .filter_map(|part| part.split_once('>'))
}

/// The value of an attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// A text without the five entities of XML.
fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_have_the_clusters_of_their_events() {
        let xml = r#"<Document doc_name="7_1ecb.xml">
<token t_id="1" sentence="0" number="0">Ferry</token>
<token t_id="2" sentence="0" number="1">sank</token>
<token t_id="3" sentence="1" number="0">Crew &amp; cargo</token>
<token t_id="4" sentence="1" number="1">safe</token>
<Markables>
<ACTION_OCCURRENCE m_id="10" ><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="11" ><token_anchor t_id="3"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="12" RELATED_TO="" TAG_DESCRIPTOR="sinking" instance_id="ACT1" />
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="1" note="ACT1" ><source m_id="10" /><target m_id="12" /></CROSS_DOC_COREF>
<CROSS_DOC_COREF r_id="2" note="HUM2" ><source m_id="11" /><target m_id="13" /></CROSS_DOC_COREF>
</Relations></Document>"#;
        let found = sentences("7_1ecb", xml, Some(&BTreeSet::from([0, 1])));
        assert_eq!(found.len(), 1, "the second has no event");
        assert_eq!(found[0].text, "Ferry sank");
        assert_eq!(
            found[0].events,
            BTreeSet::from(["7_1ecb#10".to_owned(), "ACT1".to_owned()])
        );
        assert!(sentences("7_1ecb", xml, None).is_empty());
    }
}
