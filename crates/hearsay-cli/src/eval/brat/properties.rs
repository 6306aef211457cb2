//! What must hold for any coding whatever: perfect self-agreement, symmetry, no effect of order.

use super::document::{Coding, Document, Relation, TokenSet};
use super::sheet::{Sheet, figures};
use super::tokens::Tokens;
use proptest::prelude::*;

const TEXT: &str = "“The lake is gone,” Mara Oduya said. She blamed the “greed” of Ferro Lines. \
    According to the ferry line, nobody had asked. It was reportedly sold.\n\
    The claim that it sank is false, Orr told Mara. “Ask them,” he added.";

fn set() -> impl Strategy<Value = Option<TokenSet>> {
    proptest::option::weighted(0.8, proptest::collection::vec(0..50_usize, 1..7))
        .prop_map(|tokens| TokenSet::new(tokens?))
}

fn relations() -> impl Strategy<Value = Vec<Relation>> {
    let relation = (set(), set(), set()).prop_map(|(content, source, cue)| Relation {
        content,
        source,
        cue,
    });
    proptest::collection::vec(relation, 0..7)
}

fn sheet(gold: Vec<Relation>, predicted: Vec<Relation>) -> Sheet {
    let pairs = vec![(Coding::new(gold), Coding::new(predicted))];
    Sheet::of(&Document {
        tokens: Tokens::new(TEXT),
        pairs,
    })
}

proptest! {
    #[test]
    fn gold_against_itself_is_perfect(gold in relations()) {
        let sheet = sheet(gold.clone(), gold);
        for (figure, counts) in figures().iter().zip(&sheet.counts) {
            prop_assert!(matches!(counts.f1(), None | Some(1.0)), "{figure:?} {counts:?}");
        }
        prop_assert!(matches!(sheet.agreement.alpha(), None | Some(1.0)));
    }

    #[test]
    fn swapping_the_sides_swaps_precision_and_recall(a in relations(), b in relations()) {
        let (one, other) = (sheet(a.clone(), b.clone()), sheet(b, a));
        prop_assert_eq!(one.agreement.alpha().map(|a| (a * 1e9).round()), other.agreement.alpha().map(|a| (a * 1e9).round()));
        // The slices depend on which of several equally large matchings was found.
        for (figure, (x, y)) in figures().iter().zip(one.counts.iter().zip(&other.counts)) {
            if ["quotation", "cue", "place", "source", "content"].contains(&figure.0) {
                continue;
            }
            prop_assert_eq!((x.gold, x.found, x.predicted, x.right), (y.predicted, y.right, y.gold, y.found), "{:?}", figure);
        }
    }

    #[test]
    fn order_changes_nothing(a in relations(), b in relations(), by in 0..7_usize) {
        let turned = |relations: &[Relation]| {
            let mut relations = relations.to_vec();
            if !relations.is_empty() {
                let by = by % relations.len();
                relations.rotate_left(by);
                relations.reverse();
            }
            relations
        };
        prop_assert_eq!(sheet(a.clone(), b.clone()), sheet(turned(&a), turned(&b)));
    }

    #[test]
    fn figures_stay_between_none_and_all(a in relations(), b in relations()) {
        let sheet = sheet(a, b);
        for counts in &sheet.counts {
            prop_assert!(counts.found <= counts.gold && counts.right <= counts.predicted);
        }
        prop_assert!(sheet.agreement.alpha().is_none_or(|alpha| alpha <= 1.0));
    }

    #[test]
    fn a_spoilt_coding_scores_lower(gold in relations(), lost in 0..7_usize) {
        let said = gold.iter().filter(|relation| relation.content.is_some()).count();
        prop_assume!(lost < gold.len() && gold[lost].content.is_some());
        let mut spoilt = gold.clone();
        spoilt.remove(lost);
        let sheet = sheet(gold, spoilt);
        let at = figures().iter().position(|figure| figure.0 == "attribution").expect("there");
        prop_assert_eq!(sheet.counts[at].found, said as f64 - 1.0);
        prop_assert_eq!(sheet.counts[at].precision(), (said > 1).then_some(1.0));
    }
}
