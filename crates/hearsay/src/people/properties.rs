//! What holds for any story: drawn from a small pool, so that names collide as often as they can.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

const NAMES: &[&str] = &[
    "Ida Moe",
    "I. Moe",
    "Moe",
    "Mr Moe",
    "Pieter Oud",
    "P. Oud",
    "Willem Oud",
    "Pieter Oud Jr",
    "Oud",
    "Oudt",
    "Pieter",
    "Rashad al-Tamim",
    "Reshad Temim",
    "Rashad",
    "Tameem",
    "Рашад Тамим",
    "Bob Okoro",
    "Robert Okorro",
    "Lund",
    "Norvia",
    "Norgas",
    "Norgas JSC",
    "Norgas Energy",
    "Norvia News Agency",
    "NNA",
    "Harbour Lamp",
    "Lamp of Lund",
    "Lund Harbour Lamp",
    "the Lamp",
    "…",
];

const CALLED: &[&str] = &[
    "the minister",
    "the health minister",
    "the ministry",
    "the Norvian health ministry",
    "Norvia's health ministry",
    "the league",
    "the Norvian league",
    "a minister",
    "his company",
    "the harbour master of Lund",
];

const ROLES: &[&str] = &[
    "health minister",
    "minister",
    "harbour master of Lund",
    "clerk",
];

const STRANGERS: &[&str] = &[
    "Zsofi Vykuzhak",
    "Vykuzhak",
    "Xaver Qvixzhal",
    "Qvixzhal Bakehouses",
    "Yxhavik",
];

/// A figure of one of so many articles.
fn figure(
    names: &'static [&'static str],
    articles: usize,
) -> impl Strategy<Value = Figure<'static>> {
    let role = prop::option::of(select(ROLES));
    let pronoun = prop::option::of(select(&["he", "she", "it"][..]));
    let form = prop_oneof![3 => Just(Form::Name), 1 => Just(Form::Role)];
    (
        0..articles,
        select(names),
        select(CALLED),
        select(EntityKind::ALL),
        role,
        pronoun,
        form,
    )
        .prop_map(|(article, name, called, kind, role, pronoun, form)| {
            let name = if form == Form::Name { name } else { called };
            let pronoun = pronoun.map(|word| (word, Form::Pronoun));
            Figure {
                article,
                name,
                kind,
                roles: role
                    .into_iter()
                    .filter(|_| kind == EntityKind::Person)
                    .collect(),
                mentions: [(name, form)].into_iter().chain(pronoun).collect(),
            }
        })
}

/// The clusters as the numbers that `number` gives to members, in order.
fn clusters(joined: &[Joined], number: impl Fn(usize) -> usize) -> Vec<(Vec<usize>, String)> {
    let mut out: Vec<(Vec<usize>, String)> = joined
        .iter()
        .map(|one| {
            let mut members: Vec<usize> = one.members.iter().map(|&at| number(at)).collect();
            members.sort_unstable();
            (members, one.name.clone())
        })
        .collect();
    out.sort_unstable();
    out
}

proptest! {
    #[test]
    fn the_order_of_articles_and_figures_changes_nothing(
        (figures, order) in prop::collection::vec(figure(NAMES, 5), 1..24).prop_flat_map(|figures| {
            let order: Vec<usize> = (0..figures.len()).collect();
            (Just(figures), Just(order).prop_shuffle())
        }),
    ) {
        for run in [join, across] {
            let first = run(&figures, &Rulings::default());
            let shuffled: Vec<Figure<'_>> = order
                .iter()
                .map(|&at| Figure { article: 100 - figures[at].article, ..figures[at].clone() })
                .collect();
            let again = run(&shuffled, &Rulings::default());
            prop_assert_eq!(clusters(&first, |at| at), clusters(&again, |at| order[at]));
        }
    }

    #[test]
    fn every_figure_is_in_one_cluster_and_rulings_hold(
        figures in prop::collection::vec(figure(NAMES, 5), 2..24),
        one in prop::collection::vec((0..24usize, 0..24usize), 0..3),
        two in prop::collection::vec((0..24usize, 0..24usize), 0..3),
    ) {
        let rulings = Rulings { one, two };
        let joined = join(&figures, &rulings);
        let mut members: Vec<usize> = joined.iter().flat_map(|one| one.members.clone()).collect();
        members.sort_unstable();
        prop_assert_eq!(members, (0..figures.len()).collect::<Vec<_>>());
        let of = |figure: usize| joined.iter().position(|one| one.members.contains(&figure));
        for &(a, b) in &rulings.two {
            prop_assert!(a == b || of(a).is_none() || of(a) != of(b));
        }
        if rulings.two.is_empty() {
            for &(a, b) in &rulings.one {
                prop_assert!(of(a).is_none() || of(b).is_none() || of(a) == of(b));
            }
        }
        for one in &joined {
            prop_assert_eq!(one.links.len() + 1, one.members.len());
        }
    }

    #[test]
    fn strangers_change_nothing(
        figures in prop::collection::vec(figure(NAMES, 5), 1..20),
        strangers in prop::collection::vec((0..3usize, select(STRANGERS)), 1..10),
    ) {
        let alone = clusters(&join(&figures, &Rulings::default()), |at| at);
        let mut all = figures.clone();
        all.extend(strangers.into_iter().map(|(article, name)| Figure {
            article: 50 + article,
            name,
            kind: if name.contains(' ') { EntityKind::Person } else { EntityKind::Organization },
            roles: Vec::new(),
            mentions: vec![(name, Form::Name)],
        }));
        let mut with = clusters(&join(&all, &Rulings::default()), |at| at);
        with.retain(|(members, _)| members.iter().all(|&at| at < figures.len()));
        prop_assert_eq!(alone, with);
    }
}
