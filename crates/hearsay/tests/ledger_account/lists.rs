//! Lists of articles, attributions, claims, entities and origins: page by page they are the whole, also while rows are
//! added; one entity; a reading that a person confirms.

use hearsay::account::{Bearing, Status};
use hearsay::entity::EntityKind;
use hearsay::ledger::{
    ArticleFilter, ClaimFilter, EntityFilter, LedgerError, Order, OriginFilter, Query, Words,
};

use super::desk::*;

/// Everything that `page` gives, one thing a page, each page from where the one before ended.
fn pages<T, M>(page: impl Fn(Option<M>) -> Vec<T>, mark: impl Fn(&T) -> M) -> Vec<T> {
    let mut all = Vec::new();
    loop {
        let after = all.last().map(&mark);
        let mut next = page(after);
        assert!(next.len() < 2 && all.len() < 50, "a page is one thing");
        match next.pop() {
            Some(one) => all.push(one),
            None => return all,
        }
    }
}

#[test]
fn pages_of_lists_are_the_whole() {
    let desk = Desk::with("pages", DAM.iter().chain([&BAKERS]));
    let ledger = &desk.ledger;
    for order in [Order::Latest, Order::LeastSure] {
        let said = |after, limit| {
            let query = Query {
                order,
                after,
                limit,
                ..Query::default()
            };
            ledger.said(&query).expect("a list")
        };
        let paged = pages(|after| said(after, 1).0, |one| one.mark());
        assert_eq!(paged, said(None, 0).0);
        let after_two = said(Some(paged[1].mark()), 2);
        assert_eq!((after_two.0.len(), after_two.1), (2, paged.len() as u64));
    }
    let articles = |after, limit| {
        let filter = ArticleFilter {
            after,
            limit,
            ..ArticleFilter::default()
        };
        ledger.article_list(&filter).expect("a list").0
    };
    let paged = pages(
        |after| articles(after, 1),
        |one| (one.head.published.clone(), one.head.id.clone()),
    );
    assert_eq!(paged, articles(None, 0));
    assert_eq!(paged[0].head.outlet.as_deref(), Some("Harbour Echo"));
    let claims = |after, limit| {
        let filter = ClaimFilter {
            after,
            limit,
            ..ClaimFilter::default()
        };
        ledger.account(&filter).expect("an account").claims
    };
    let mark = |one: &hearsay::account::Claim| (one.statements.len() as u64, one.id.clone());
    assert_eq!(pages(|after| claims(after, 1), mark), claims(None, 0));
    let entities = |after, limit| {
        let filter = EntityFilter {
            after,
            limit,
            ..EntityFilter::default()
        };
        ledger.entity_list(&filter).expect("a list")
    };
    let paged = pages(
        |after| entities(after, 1),
        |one| (one.name.clone(), one.id.clone()),
    );
    assert_eq!(paged, entities(None, 0));
    let lark: Vec<_> = paged.iter().filter(|one| one.name == "Jo Lark").collect();
    assert_eq!((lark.len(), lark[0].articles, lark[0].said), (1, 3, 3));
    let origins = |after, limit| {
        let filter = OriginFilter {
            after,
            limit,
            ..OriginFilter::default()
        };
        ledger.origins(&filter).expect("a list")
    };
    let paged = pages(|after| origins(after, 1), |one| one.origin.id.clone());
    assert_eq!(paged, origins(None, 0));
    assert!(paged.len() > 2);
}

#[test]
fn a_page_begins_where_it_would_have_when_rows_come_between() {
    let mut desk = Desk::with("between", [&DAM[0], &DAM[1], &DAM[3]]);
    let list = |desk: &Desk, after, limit| {
        let query = Query {
            after,
            limit,
            ..Query::default()
        };
        desk.ledger.said(&query).expect("a list").0
    };
    let first = list(&desk, None, 1);
    let rest = list(&desk, Some(first[0].mark()), 0);
    // Published between the two pages: it is found, and nothing is found twice.
    desk.store(&DAM[2]);
    desk.anew();
    let now = list(&desk, Some(first[0].mark()), 0);
    assert_eq!(now.len(), rest.len() + DAM[2].said.len());
    assert_eq!(now[now.len() - rest.len()..], rest);
}

#[test]
fn filters_of_lists() {
    let desk = Desk::with("filters", DAM.iter().chain([&BAKERS]));
    let ledger = &desk.ledger;
    let titles = |filter: ArticleFilter| {
        let (rows, count) = ledger.article_list(&filter).expect("a list");
        assert_eq!(rows.len() as u64, count);
        rows.into_iter()
            .map(|row| row.head.url.expect("an address"))
            .collect::<Vec<_>>()
    };
    let bakers = ArticleFilter {
        about: Words::parse("rye"),
        ..ArticleFilter::default()
    };
    assert_eq!(titles(bakers), [BAKERS.url]);
    let story = ArticleFilter {
        story_of: Some(desk.reading(&DAM[1]).article.id),
        until: Some("2031-02-04".to_owned()),
        ..ArticleFilter::default()
    };
    assert_eq!(titles(story), [DAM[1].url, DAM[0].url]);
    let lark = desk.reading(&BAKERS).entities[0].id.clone();
    let of_lark = OriginFilter {
        entity: Some(lark.clone()),
        ..OriginFilter::default()
    };
    let origins = ledger.origins(&of_lark).expect("a list");
    // Her word in two stories is two origins.
    assert_eq!(origins.len(), 2, "{origins:?}");
    let by_lark = |statuses: Vec<Status>| {
        let filter = ClaimFilter {
            entity: Some(lark.clone()),
            statuses,
            ..ClaimFilter::default()
        };
        ledger.account(&filter).expect("an account").claims
    };
    let cracked = desk.claim_of(&desk.said(&DAM[0])).expect("a claim").0;
    assert!(by_lark(Vec::new()).iter().any(|claim| claim.id == cracked));
    let contested = by_lark(vec![Status::Contested]);
    assert_eq!(contested.len(), 1);
    assert_eq!(contested[0].id, cracked);
    for origin in &origins {
        let filter = ClaimFilter {
            origin: Some(origin.origin.id.clone()),
            ..ClaimFilter::default()
        };
        let claims = ledger.account(&filter).expect("an account").claims;
        assert_eq!(claims.len() as u64, origin.claims);
    }
    let outlets = EntityFilter {
        kinds: vec![EntityKind::Outlet],
        words: Words::parse("weir post"),
        ..EntityFilter::default()
    };
    let found = ledger.entity_list(&outlets).expect("a list");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].name, "The Weir Post");
}

#[test]
fn a_profile_gathers_one_person_over_articles() {
    let desk = Desk::with("profile", &DAM);
    let lark = Words::parse("Jo Lark").expect("words");
    let found = desk.ledger.named(&lark, 5).expect("a list");
    assert_eq!(found.len(), 1, "two articles, one person: {found:?}");
    let (id, name, kind) = &found[0];
    assert_eq!((name.as_str(), kind.as_str()), ("Jo Lark", "person"));
    let profile = desk.ledger.profile(id).expect("a profile");
    assert_eq!(profile.articles, 2);
    assert_eq!(profile.names, [("Jo Lark".to_owned(), 2)]);
    let outlets: Vec<&str> = profile.cited_by.iter().map(|tie| &*tie.name).collect();
    assert_eq!(outlets, ["Mill Gazette", "Weir Post"]);
    assert_eq!(profile.cites, []);
    let said = Query {
        speaker: Some(id.clone()),
        ..Query::default()
    };
    assert_eq!(desk.ledger.said(&said).expect("a list").1, 2);
    let of = Query {
        of: Some(id.clone()),
        ..Query::default()
    };
    assert_eq!(desk.ledger.said(&of).expect("a list").1, 0);
    // Any id of hers leads to her.
    let own: String = desk.raw("SELECT max(key) FROM entities WHERE name = 'Jo Lark'");
    assert_eq!(desk.ledger.profile(&own).expect("a profile"), profile);
    assert!(matches!(
        desk.ledger.profile("00000000"),
        Err(LedgerError::NoSuchId(_))
    ));
}

#[test]
fn lists_name_articles_and_claims_without_their_texts() {
    let desk = Desk::with("heads", &DAM);
    let latest = desk.ledger.latest(2, 1).expect("a list");
    let days: Vec<Option<&str>> = latest.iter().map(|head| head.day()).collect();
    assert_eq!(days, [Some("2031-02-05"), Some("2031-02-04")]);
    assert_eq!(latest[0].name(), "Mill Gazette");
    let heads = desk.ledger.heads(["nothing", latest[1].id.as_str()]);
    assert_eq!(heads.expect("a list"), latest[1..]);
    let filter = ClaimFilter {
        contested: true,
        ..ClaimFilter::default()
    };
    let claims = desk.ledger.claims(&filter).expect("a list");
    assert_eq!(
        claims,
        desk.ledger.account(&filter).expect("an account").claims
    );
    let bears = desk.ledger.bears(&latest[1].id).expect("a list");
    assert_eq!(bears.len(), 1);
    assert_eq!(bears[0].stance, Bearing::Denies);
    assert_eq!(bears[0].claim, claims[0].id);
    let versions = desk.ledger.version_heads(&latest[0].id).expect("a list");
    assert_eq!(versions.len(), 1);
}

#[test]
fn a_confirmed_reading_stays_as_it_is() {
    let mut desk = Desk::with("confirmed", [&DAM[0], &DAM[1]]);
    let id = desk.said(&DAM[0]);
    let untouched = |desk: &Desk| {
        let query = Query {
            untouched: true,
            order: Order::LeastSure,
            ..Query::default()
        };
        desk.ledger.said(&query).expect("a list").0.len()
    };
    let before = desk.reading(&DAM[0]);
    assert_eq!(untouched(&desk), 2);
    let made = desk
        .ledger
        .confirm(&id, by("2031-02-08T08:00:00Z"), &run())
        .expect("confirmed");
    assert_eq!(untouched(&desk), 1);
    assert_eq!(desk.reading(&DAM[0]), before);
    let corrections = desk.ledger.corrections().expect("a list");
    assert!(
        corrections[0].text.starts_with("confirmed: "),
        "{corrections:?}"
    );
    desk.ledger
        .withdraw(&made, by("2031-02-09T08:00:00Z"), &run())
        .expect("withdrawn");
    assert_eq!(untouched(&desk), 2);
    desk.anew();
    desk.holds();
}
