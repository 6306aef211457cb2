use super::*;

/// A figure with a name only.
fn named(article: usize, name: &str, kind: EntityKind) -> Figure<'_> {
    Figure {
        article,
        name,
        kind,
        roles: Vec::new(),
        mentions: vec![(name, Form::Name)],
    }
}

fn person(article: usize, name: &str) -> Figure<'_> {
    named(article, name, EntityKind::Person)
}

fn body(article: usize, name: &str) -> Figure<'_> {
    named(article, name, EntityKind::Organization)
}

fn clusters(figures: &[Figure<'_>]) -> Vec<Vec<usize>> {
    let joined = join(figures, &Rulings::default());
    for one in &joined {
        assert_eq!(one.links.len() + 1, one.members.len(), "{one:?}");
    }
    joined.into_iter().map(|one| one.members).collect()
}

#[test]
fn people_by_their_names() {
    let found = clusters(&[
        person(0, "Rashad Tamim"),
        person(1, "Рашад Тамим"),
        person(2, "Reshad Temim"),
        person(3, "Tamim"),
        person(0, "Pieter Oud"),
        person(1, "P. Oud"),
        person(1, "Willem Oud"),
        // One of two.
        person(2, "Oud"),
        // Of nobody with a longer name.
        person(2, "Okoro"),
        person(3, "Okoro"),
    ]);
    assert_eq!(
        found,
        [vec![0, 1, 2, 3], vec![4, 5], vec![6], vec![7], vec![8, 9]]
    );
}

#[test]
fn a_role_tells_two_of_one_surname_apart() {
    let with = |figure: Figure<'static>, role| Figure {
        roles: vec![role],
        ..figure
    };
    let found = clusters(&[
        with(person(0, "Pieter Oud"), "harbour master"),
        with(person(0, "Willem Oud"), "ferry captain"),
        with(person(1, "Oud"), "ferry captain"),
    ]);
    assert_eq!(found, [vec![0], vec![1, 2]]);
}

#[test]
fn he_is_not_she() {
    let with = |figure: Figure<'static>, pronoun| {
        let mut figure = figure;
        figure.mentions.push((pronoun, Form::Pronoun));
        figure
    };
    let found = clusters(&[
        with(person(0, "Pieter Oud"), "he"),
        with(person(1, "Oud"), "she"),
        with(person(2, "Oud"), "his"),
    ]);
    assert_eq!(found, [vec![0, 2], vec![1]]);
}

#[test]
fn bodies_by_their_names() {
    let described = |article, name| Figure {
        mentions: vec![(name, Form::Role)],
        ..body(article, name)
    };
    let outlet = |article, name| named(article, name, EntityKind::Outlet);
    let found = clusters(&[
        outlet(0, "Norvia News Agency"),
        outlet(1, "NNA"),
        outlet(0, "Harbour Lamp of Lund"),
        outlet(1, "the Lund Harbour Lamp"),
        outlet(2, "Harbour Lamp"),
        outlet(0, "Kanal Sud"),
        outlet(1, "Canal Sud"),
        body(0, "Norgas"),
        body(1, "Norgas JSC"),
        described(0, "the Norvian health ministry"),
        described(1, "Norvia's health ministry"),
        described(2, "the Velder health ministry"),
        // Of which country?
        described(3, "the health ministry"),
        described(4, "a health ministry"),
        described(5, "a health ministry"),
    ]);
    assert_eq!(
        found,
        [
            vec![0, 1],
            vec![2, 3, 4],
            vec![5, 6],
            vec![7, 8],
            vec![9, 10],
            vec![11],
            vec![12],
            vec![13],
            vec![14],
        ]
    );
}

#[test]
fn a_guessed_kind_is_outvoted_and_a_told_one_is_not() {
    let place = |article| named(article, "Lund", EntityKind::Place);
    let told = Figure {
        roles: vec!["harbour master"],
        ..person(3, "Lund")
    };
    let found = clusters(&[place(0), body(1, "Lund"), person(2, "Lund"), told]);
    assert_eq!(found, [vec![0, 1, 2], vec![3]]);
}

#[test]
fn what_one_article_keeps_apart_stays_apart() {
    let found = clusters(&[
        body(0, "Norvia"),
        body(0, "Norvia Energy"),
        body(1, "Norvia"),
        body(1, "Velder Energy"),
        body(2, "Velder"),
    ]);
    assert_eq!(found, [vec![0, 2], vec![1], vec![3, 4]]);
}

#[test]
fn rulings_go_before_names() {
    let figures = [
        person(0, "Pieter Oud"),
        person(1, "Pieter Oud"),
        person(2, "Ida Moe"),
        person(3, "Oud"),
    ];
    let rulings = Rulings {
        one: vec![(0, 2)],
        two: vec![(0, 1)],
    };
    let members: Vec<Vec<usize>> = join(&figures, &rulings)
        .into_iter()
        .map(|one| one.members)
        .collect();
    assert_eq!(members, [vec![0, 2], vec![1], vec![3]]);
    let both = Rulings {
        one: vec![(0, 1)],
        two: vec![(1, 0)],
    };
    assert_eq!(join(&figures[..2], &both).len(), 2);
}

#[test]
fn between_stories_only_whole_names_count() {
    let figures = [
        person(0, "Rashad Tamim"),
        person(1, "Reshad Temim"),
        person(2, "Tamim"),
        person(3, "Tamim"),
        body(0, "Norgas"),
        body(1, "Norgas JSC"),
        body(2, "Norgas Energy"),
    ];
    let found: Vec<Vec<usize>> = across(&figures, &Rulings::default())
        .into_iter()
        .map(|one| one.members)
        .collect();
    assert_eq!(found, [vec![0, 1], vec![2], vec![3], vec![4, 5], vec![6]]);
}
