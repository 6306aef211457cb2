//! The score sheet: all counts of one document, ready to be added up over documents.

use super::agreement::Agreement;
use super::counts::Counts;
use super::document::{Coding, Document, ROLES, Role, TokenSet};
use super::matching::matching;
use super::slices::{SLICES, slices};
use super::tokens::Tokens;
use std::collections::HashSet;
use std::hash::Hash;

/// The content F1 from which two attributions can match.
pub(crate) const THRESHOLD: f64 = 0.5;
/// The stricter one.
pub(crate) const STRICT: f64 = 0.8;

/// Groups and names of all figures, in the order of [`Sheet::counts`].
pub(crate) fn figures() -> Vec<(&'static str, &'static str)> {
    let mut figures = Vec::new();
    for group in [
        "token",
        "span, exact",
        "span, overlap",
        "fragment, exact",
        "fragment, overlap",
    ] {
        figures.extend(ROLES.map(|role| (group, role.name())));
        figures.push((group, "all"));
    }
    figures.extend([
        ("attribution", "content F1 >= 0.5"),
        ("attribution", "content F1 >= 0.8"),
    ]);
    figures.extend(SLICES);
    figures
}

/// The counts of one document, or the sum over several.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Sheet {
    /// One entry a figure.
    pub(crate) counts: Vec<Counts>,
    /// For alpha.
    pub(crate) agreement: Agreement,
}

impl Sheet {
    /// Scores a document: the mean over its pairs of codings.
    pub(crate) fn of(document: &Document) -> Self {
        let mut sheet = Self::default();
        for (gold, predicted) in &document.pairs {
            sheet.add(&Self::of_pair(gold, predicted, &document.tokens));
        }
        let pairs = document.pairs.len().max(1) as f64;
        for counts in &mut sheet.counts {
            *counts = counts.divided(pairs);
        }
        sheet.agreement = sheet.agreement.divided(pairs);
        sheet
    }

    /// Adds another sheet to this one.
    pub(crate) fn add(&mut self, other: &Self) {
        self.counts
            .resize(self.counts.len().max(other.counts.len()), Counts::default());
        for (sum, counts) in self.counts.iter_mut().zip(&other.counts) {
            *sum += *counts;
        }
        self.agreement += other.agreement;
    }

    fn of_pair(gold: &Coding, predicted: &Coding, tokens: &Tokens) -> Self {
        let mut counts = Vec::with_capacity(figures().len());
        let by_role = |counts: &mut Vec<Counts>, of: &dyn Fn(Role) -> Counts| {
            let mut all = Counts::default();
            for role in ROLES {
                let one = of(role);
                counts.push(one);
                all += one;
            }
            counts.push(all);
        };
        let tokens_of = |coding: &Coding, role| -> HashSet<usize> {
            coding
                .spans(role)
                .iter()
                .flat_map(|span| span.tokens().iter().copied())
                .collect()
        };
        by_role(&mut counts, &|role| {
            exact(&tokens_of(gold, role), &tokens_of(predicted, role))
        });
        let spans = |coding: &Coding, role| {
            coding
                .spans(role)
                .into_iter()
                .cloned()
                .collect::<HashSet<TokenSet>>()
        };
        by_role(&mut counts, &|role| {
            exact(&spans(gold, role), &spans(predicted, role))
        });
        by_role(&mut counts, &|role| {
            overlap(&spans(gold, role), &spans(predicted, role), |a, b| {
                a.shared(b) > 0
            })
        });
        let fragments = |coding: &Coding, role| -> HashSet<(usize, usize)> {
            coding
                .spans(role)
                .iter()
                .flat_map(|span| span.runs())
                .collect()
        };
        by_role(&mut counts, &|role| {
            exact(&fragments(gold, role), &fragments(predicted, role))
        });
        by_role(&mut counts, &|role| {
            overlap(
                &fragments(gold, role),
                &fragments(predicted, role),
                |a, b| a.0 <= b.1 && b.0 <= a.1,
            )
        });
        attributions(&mut counts, gold, predicted, tokens);
        Self {
            counts,
            agreement: Agreement::new(gold, predicted, tokens.len()),
        }
    }
}

/// Items right if the other side has the very same.
fn exact<T: Eq + Hash>(gold: &HashSet<T>, predicted: &HashSet<T>) -> Counts {
    let hits = gold.intersection(predicted).count() as f64;
    Counts {
        gold: gold.len() as f64,
        found: hits,
        predicted: predicted.len() as f64,
        right: hits,
    }
}

/// Items right if the other side has one that meets them.
fn overlap<T>(gold: &HashSet<T>, predicted: &HashSet<T>, meet: impl Fn(&T, &T) -> bool) -> Counts {
    Counts {
        gold: gold.len() as f64,
        found: gold
            .iter()
            .filter(|a| predicted.iter().any(|b| meet(a, b)))
            .count() as f64,
        predicted: predicted.len() as f64,
        right: predicted
            .iter()
            .filter(|b| gold.iter().any(|a| meet(a, b)))
            .count() as f64,
    }
}

/// Attributions at both thresholds, then by slice at the lower one. A slice's recall is over the
/// gold attributions in it, its precision over the predicted ones in it, whatever slice their
/// partners are in.
fn attributions(counts: &mut Vec<Counts>, gold: &Coding, predicted: &Coding, tokens: &Tokens) {
    let (gold, predicted) = (gold.relations(), predicted.relations());
    let said = |relations: &[super::document::Relation]| {
        relations
            .iter()
            .filter(|relation| relation.content.is_some())
            .count() as f64
    };
    let mut sliced = vec![Counts::default(); SLICES.len()];
    for threshold in [THRESHOLD, STRICT] {
        let matched = matching(gold, predicted, threshold);
        let hits = matched.iter().flatten().count() as f64;
        counts.push(Counts {
            gold: said(gold),
            found: hits,
            predicted: said(predicted),
            right: hits,
        });
        if threshold == STRICT {
            continue;
        }
        for (relation, partner) in gold
            .iter()
            .zip(&matched)
            .filter(|(relation, _)| relation.content.is_some())
        {
            for slice in slices(relation, tokens) {
                sliced[slice].gold += 1.0;
                sliced[slice].found += f64::from(u8::from(partner.is_some()));
            }
        }
        let right: HashSet<usize> = matched.into_iter().flatten().collect();
        for (at, relation) in predicted
            .iter()
            .enumerate()
            .filter(|(_, relation)| relation.content.is_some())
        {
            for slice in slices(relation, tokens) {
                sliced[slice].predicted += 1.0;
                sliced[slice].right += f64::from(u8::from(right.contains(&at)));
            }
        }
    }
    counts.append(&mut sliced);
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    const TEXT: &str =
        "“The lake is gone,” Mara Oduya said. She blamed the “greed” of Ferro Lines.";
    const GOLD: &str = "T1\tSource 20 30\tMara Oduya\nT2\tCue 31 35\tsaid\nT3\tContent 0 19\t“The lake is gone,”\n\
        T4\tSource 37 40\tShe\nT5\tCue 41 47\tblamed\nT6\tContent 48 74\tthe “greed” of Ferro Lines\n\
        E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\nE2\tAttribution:T5 Source:T4 Cue:T5 Content:T6\n";
    // "Oduya" for the first source, nothing of the first cue, the second content in two pieces.
    const FOUND: &str = "T1\tSource 26 30\tduya\nT2\tSource 25 30\tOduya\nT3\tContent 0 19\t“The lake is gone,”\n\
        T4\tSource 37 40\tShe\nT5\tCue 41 47\tblamed\nT6\tContent 48 51;63 74\tthe Ferro Lines\n\
        E1\tAttribution:T2 Source:T2 Content:T3\nE2\tAttribution:T5 Source:T4 Cue:T5 Content:T6\n";

    fn sheet(gold: &str, found: &str) -> Sheet {
        let tokens = Tokens::new(TEXT);
        let (gold, _) = parse(gold, TEXT, &tokens);
        let (found, _) = parse(found, TEXT, &tokens);
        Sheet::of(&Document {
            tokens,
            pairs: vec![(gold, found)],
        })
    }

    fn counts(sheet: &Sheet, group: &str, name: &str) -> [f64; 4] {
        let at = figures()
            .iter()
            .position(|figure| *figure == (group, name))
            .expect("such a figure");
        let Counts {
            gold,
            found,
            predicted,
            right,
        } = sheet.counts[at];
        [gold, found, predicted, right]
    }

    #[test]
    fn counts_by_hand() {
        let sheet = sheet(GOLD, FOUND);
        assert_eq!(counts(&sheet, "token", "source"), [3.0, 2.0, 2.0, 2.0]);
        assert_eq!(counts(&sheet, "token", "cue"), [2.0, 1.0, 1.0, 1.0]);
        // “ The lake is gone , ” and: the “ greed ” of Ferro Lines; found: the, Ferro, Lines.
        assert_eq!(counts(&sheet, "token", "content"), [14.0, 10.0, 10.0, 10.0]);
        assert_eq!(
            counts(&sheet, "span, exact", "source"),
            [2.0, 1.0, 2.0, 1.0]
        );
        assert_eq!(
            counts(&sheet, "span, overlap", "source"),
            [2.0, 2.0, 2.0, 2.0]
        );
        assert_eq!(
            counts(&sheet, "span, exact", "content"),
            [2.0, 1.0, 2.0, 1.0]
        );
        assert_eq!(
            counts(&sheet, "fragment, exact", "content"),
            [2.0, 1.0, 3.0, 1.0]
        );
        assert_eq!(
            counts(&sheet, "fragment, overlap", "content"),
            [2.0, 2.0, 3.0, 3.0]
        );
        assert_eq!(counts(&sheet, "span, exact", "all"), [6.0, 3.0, 5.0, 3.0]);
        // The second content: 2 * 3 / (7 + 3) = 0.6.
        assert_eq!(
            counts(&sheet, "attribution", "content F1 >= 0.5"),
            [2.0, 2.0, 2.0, 2.0]
        );
        assert_eq!(
            counts(&sheet, "attribution", "content F1 >= 0.8"),
            [2.0, 1.0, 2.0, 1.0]
        );
        assert_eq!(counts(&sheet, "quotation", "direct"), [1.0, 1.0, 1.0, 1.0]);
        assert_eq!(counts(&sheet, "quotation", "mixed"), [1.0, 1.0, 0.0, 0.0]);
        assert_eq!(
            counts(&sheet, "quotation", "indirect"),
            [0.0, 0.0, 1.0, 1.0]
        );
        assert_eq!(
            counts(&sheet, "cue", "listed speech verb"),
            [2.0, 2.0, 1.0, 1.0]
        );
        assert_eq!(counts(&sheet, "cue", "none"), [0.0, 0.0, 1.0, 1.0]);
        assert_eq!(counts(&sheet, "source", "pronoun"), [1.0, 1.0, 1.0, 1.0]);
    }

    #[test]
    fn a_sheet_has_an_entry_for_every_figure() {
        assert_eq!(sheet(GOLD, FOUND).counts.len(), figures().len());
    }

    #[test]
    fn several_pairs_are_averaged() {
        let tokens = Tokens::new(TEXT);
        let (a, _) = parse(GOLD, TEXT, &tokens);
        let (b, _) = parse(FOUND, TEXT, &tokens);
        let both = Sheet::of(&Document {
            tokens,
            pairs: vec![(a.clone(), b.clone()), (b, a)],
        });
        // Tokens of content: 14 gold and 10 found one way round, 10 and 14 the other.
        assert_eq!(counts(&both, "token", "content"), [12.0, 10.0, 12.0, 10.0]);
    }
}
