//! Regions and relations as attributions.
//!
//! What a relation means follows from what it joins, whichever way it points and whatever its
//! label: two regions of one label are parts of one span; a content and a cue, a content and a
//! source, a cue and a source belong together. Each content is an attribution, with the cues it is
//! joined to and the sources that it or they are joined to. Cues and sources may be shared.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Label;
use super::read::Corrected;
use crate::export::points::Points;
use crate::reading::Marked;

/// A labelled stretch of text.
#[derive(Debug, Clone)]
pub(super) struct Region {
    /// Label Studio's id of it.
    pub(super) id: String,
    /// What it is.
    pub(super) label: Label,
    /// `[start, end)` in code points.
    pub(super) range: [usize; 2],
    /// The attribution that it was a prediction of.
    pub(super) attribution: Option<String>,
}

/// The ids of two regions that a person or the program joined.
pub(super) type Relation = (String, String);

/// Regions that are one span, and what they are joined to.
struct Group {
    label: Label,
    ranges: Vec<[usize; 2]>,
    /// The attributions that the regions were predictions of.
    origins: Vec<String>,
    joined: BTreeSet<usize>,
}

/// An attribution by its groups.
#[derive(Default)]
struct Draft {
    sources: BTreeSet<usize>,
    cues: BTreeSet<usize>,
    content: Option<usize>,
    id: Option<String>,
}

/// The attributions in text order, and what was left out.
pub(super) fn attributions(
    regions: &[Region],
    relations: &[Relation],
    points: &Points<'_>,
) -> (Vec<Corrected>, Vec<String>) {
    let groups = groups(regions, relations);
    let mut drafts = drafts(&groups);
    let taken = name(&mut drafts, &groups);
    let mut warnings = Vec::new();
    drafts.retain(|draft| {
        let drawn = !draft.cues.is_empty() && !draft.sources.is_empty();
        // What is left over of an attribution that stands elsewhere is no second one.
        let remains = draft.id.is_none() && draft.origins(&groups).any(|id| taken.contains(id));
        let kept = draft.content.is_some() || draft.id.is_some() || (drawn && !remains);
        if !kept {
            let at = draft.place(&groups);
            let words = points.words(&[at]).unwrap_or_default();
            warnings.push(format!(
                "{words:?} at {} is joined to no content: left out",
                at[0]
            ));
        }
        kept
    });
    drafts.sort_by_key(|draft| draft.place(&groups));
    let corrected = drafts
        .into_iter()
        .map(|draft| Corrected {
            source: marked(&draft.sources, &groups, points),
            cue: marked(&draft.cues, &groups, points),
            content: marked(&draft.content.into_iter().collect(), &groups, points),
            id: draft.id,
        })
        .collect();
    (corrected, warnings)
}

/// Regions of one label that relations join, in the order of the regions.
fn groups(regions: &[Region], relations: &[Relation]) -> Vec<Group> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for (number, region) in regions.iter().enumerate() {
        numbers.entry(&region.id).or_insert(number);
    }
    let ends: Vec<(usize, usize)> = relations
        .iter()
        .filter_map(|(a, b)| Some((*numbers.get(a.as_str())?, *numbers.get(b.as_str())?)))
        .collect();
    let mut heads: Vec<usize> = (0..regions.len()).collect();
    for &(a, b) in &ends {
        if regions[a].label == regions[b].label {
            let (a, b) = (head(&mut heads, a), head(&mut heads, b));
            heads[a.max(b)] = a.min(b);
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut group_of: Vec<usize> = Vec::with_capacity(regions.len());
    for (number, region) in regions.iter().enumerate() {
        // A head comes before all others of its group.
        let head = head(&mut heads, number);
        let group = if head == number {
            groups.push(Group {
                label: region.label,
                ranges: Vec::new(),
                origins: Vec::new(),
                joined: BTreeSet::new(),
            });
            groups.len() - 1
        } else {
            group_of[head]
        };
        group_of.push(group);
        groups[group].ranges.push(region.range);
        groups[group].origins.extend(region.attribution.clone());
    }
    for (a, b) in ends {
        let (a, b) = (group_of[a], group_of[b]);
        if groups[a].label != groups[b].label {
            groups[a].joined.insert(b);
            groups[b].joined.insert(a);
        }
    }
    groups
}

/// The least number that `number` is joined to; shortens the way there.
fn head(heads: &mut [usize], mut number: usize) -> usize {
    while heads[number] != number {
        heads[number] = heads[heads[number]];
        number = heads[number];
    }
    number
}

/// An attribution for each content, then for each cue that is left, then for each source.
fn drafts(groups: &[Group]) -> Vec<Draft> {
    let of = |group: usize, label: Label| {
        let joined = groups[group].joined.iter().copied();
        joined.filter(move |&other| groups[other].label == label)
    };
    let numbers = |label: Label| (0..groups.len()).filter(move |&at| groups[at].label == label);
    let (mut drafts, mut used) = (Vec::new(), HashSet::new());
    let contents = numbers(Label::Content).map(|content| Draft {
        cues: of(content, Label::Cue).collect(),
        content: Some(content),
        ..Draft::default()
    });
    let lone = |number: usize| Draft {
        cues: BTreeSet::from([number]),
        ..Draft::default()
    };
    for mut draft in contents.collect::<Vec<_>>() {
        used.extend(draft.cues.iter().copied());
        draft.sources = draft
            .cues
            .iter()
            .copied()
            .chain(draft.content)
            .flat_map(|group| of(group, Label::Source))
            .collect();
        drafts.push(draft);
    }
    for cue in numbers(Label::Cue).filter(|cue| !used.contains(cue)) {
        let mut draft = lone(cue);
        draft.sources = of(cue, Label::Source).collect();
        drafts.push(draft);
    }
    let spoken: HashSet<usize> = drafts
        .iter()
        .flat_map(|draft| draft.sources.clone())
        .collect();
    for source in numbers(Label::Source).filter(|source| !spoken.contains(source)) {
        drafts.push(Draft {
            sources: BTreeSet::from([source]),
            ..Draft::default()
        });
    }
    drafts
}

/// Gives each id to one draft: to the one with its content, else with its cue, else with its
/// source.
fn name(drafts: &mut [Draft], groups: &[Group]) -> HashSet<String> {
    let mut taken: HashSet<String> = HashSet::new();
    for label in [Label::Content, Label::Cue, Label::Source] {
        for draft in drafts.iter_mut().filter(|draft| draft.id.is_none()) {
            let free = draft
                .parts()
                .filter(|&part| groups[part].label == label)
                .flat_map(|part| &groups[part].origins)
                .find(|id| !taken.contains(*id));
            if let Some(id) = free {
                taken.insert(id.clone());
                draft.id = Some(id.clone());
            }
        }
    }
    taken
}

impl Draft {
    /// Content, cues, sources.
    fn parts(&self) -> impl Iterator<Item = usize> {
        let cues = self.cues.iter().chain(&self.sources);
        self.content.into_iter().chain(cues.copied())
    }

    fn origins<'a>(&self, groups: &'a [Group]) -> impl Iterator<Item = &'a String> {
        self.parts().flat_map(|part| &groups[part].origins)
    }

    /// The first range of the content, or else of the cue, or else of the source.
    fn place(&self, groups: &[Group]) -> [usize; 2] {
        let first = self.parts().next();
        let ranges = first.map(|part| groups[part].ranges.iter());
        ranges
            .and_then(|ranges| ranges.min().copied())
            .unwrap_or_default()
    }
}

/// The words of these groups as one span.
fn marked(parts: &BTreeSet<usize>, groups: &[Group], points: &Points<'_>) -> Option<Marked> {
    let mut ranges: Vec<[usize; 2]> = parts
        .iter()
        .flat_map(|&part| groups[part].ranges.iter().copied())
        .collect();
    ranges.sort_unstable();
    let mut spans: Vec<[usize; 2]> = Vec::new();
    for [start, end] in ranges {
        match spans.last_mut() {
            Some(last) if start <= last[1] => last[1] = last[1].max(end),
            _ => spans.push([start, end]),
        }
    }
    let text = points.words(&spans)?;
    (!spans.is_empty()).then_some(Marked { spans, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Orr said no and Venn said yes, adding maybe.";

    /// The attributions of regions `(id, label, words)` and relations between their ids.
    fn read(regions: &[(&str, Label, &str)], relations: &[(&str, &str)]) -> (Vec<String>, usize) {
        let regions: Vec<Region> = regions
            .iter()
            .map(|&(id, label, words)| {
                let start = TEXT.find(words).expect("words of the text");
                Region {
                    id: id.to_owned(),
                    label,
                    range: [start, start + words.len()],
                    attribution: super::super::attribution(id).map(str::to_owned),
                }
            })
            .collect();
        let relations: Vec<Relation> = relations
            .iter()
            .map(|&(a, b)| (a.to_owned(), b.to_owned()))
            .collect();
        let (found, warnings) = attributions(&regions, &relations, &Points::new(TEXT));
        let text = |part: Option<Marked>| part.map_or_else(|| "-".to_owned(), |part| part.text);
        let told = found.into_iter().map(|one| {
            let id = one.id.unwrap_or_else(|| "new".to_owned());
            [id, text(one.source), text(one.cue), text(one.content)].join("|")
        });
        (told.collect(), warnings.len())
    }

    use Label::{Content, Cue, Source};

    #[test]
    fn a_new_content_takes_the_id_of_its_cue() {
        let (found, warnings) = read(
            &[
                ("x", Content, "no"),
                ("a-Cue-1", Cue, "said"),
                ("a-Source-1", Source, "Orr"),
            ],
            &[("x", "a-Cue-1"), ("a-Cue-1", "a-Source-1")],
        );
        assert_eq!((found, warnings), (vec!["a|Orr|said|no".to_owned()], 0));
    }

    #[test]
    fn contents_that_share_a_cue_are_two_attributions() {
        let (found, _) = read(
            &[
                ("a-Content-1", Content, "yes"),
                ("x", Content, "maybe"),
                ("a-Cue-1", Cue, "said"),
                ("s", Source, "Venn"),
            ],
            &[
                ("a-Cue-1", "a-Content-1"),
                ("x", "a-Cue-1"),
                ("s", "a-Cue-1"),
            ],
        );
        assert_eq!(found, ["a|Venn|said|yes", "new|Venn|said|maybe"]);
    }

    #[test]
    fn regions_of_one_label_are_one_span() {
        let (found, _) = read(
            &[
                ("c", Content, "maybe"),
                ("b", Content, "yes"),
                ("u", Cue, "adding"),
                ("v", Cue, "said"),
            ],
            &[("c", "b"), ("b", "u"), ("b", "v")],
        );
        assert_eq!(found, ["new|-|said adding|yes maybe"]);
    }

    #[test]
    fn what_is_joined_to_nothing_is_said() {
        let (found, warnings) = read(
            &[
                ("a-Content-1", Content, "no"),
                ("a-Source-1", Source, "Orr"),
                ("u", Cue, "adding"),
                ("b-Source-1", Source, "Venn"),
            ],
            &[],
        );
        // The source of `a` was cut off by the person; `b` never had more than its source.
        assert_eq!(found, ["a|-|-|no", "b|Venn|-|-"]);
        assert_eq!(warnings, 2);
    }
}
