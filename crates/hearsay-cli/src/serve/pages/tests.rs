//! The screens in process: what they show, where they lead, and that words of pages stay words.

use axum::http::StatusCode;

use crate::serve::sample::Shelf;
use crate::serve::tests::got;

const WIRE: (&str, &str) = (
    "https://lundwire.example/1",
    "<html lang=en><title>Ferry to stop, harbour master says</title><meta property=og:site_name content='Lund Wire'>\
     <meta property=article:published_time content=2031-05-01><article><h1>Ferry to stop, harbour master says</h1>\
     <p>The ferry across the Lund will stop in May, the harbour master Ines Varga told Lund Wire on Monday.</p>\
     <p>\"The ferry across the Lund will stop in May for want of a boiler,\" Varga said.</p></article>",
);
const HERALD: (&str, &str) = (
    "https://herald.example/2",
    "<html lang=en><title>Line denies end of ferry</title><meta property=og:site_name content='Weir Herald'>\
     <meta property=article:published_time content=2031-05-02><article><h1>Line denies end of ferry</h1>\
     <p>The director of the line, Piet Oud, denied that the ferry across the Lund would stop in May.</p>\
     <p>The harbour master Ines Varga said again that the ferry across the Lund will stop in May.</p></article>",
);
const HERALD_LATER: (&str, &str) = (
    HERALD.0,
    "<html lang=en><title>Line denies end of ferry</title><meta property=og:site_name content='Weir Herald'>\
     <meta property=article:published_time content=2031-05-02><article><h1>Line denies end of ferry</h1>\
     <p>The owner of the line, Piet Oud, denied that the ferry across the Lund would stop in May.</p></article>",
);

/// The addresses of this kind that a page leads to, in order.
fn links<'a>(body: &'a str, beginning: &str) -> Vec<&'a str> {
    let links = body
        .match_indices("href=\"")
        .map(|(at, mark)| &body[at + mark.len()..]);
    let links = links.filter_map(|rest| rest.split('"').next());
    links.filter(|link| link.starts_with(beginning)).collect()
}

#[test]
fn one_finds_the_way_from_the_front_page_to_the_evidence() {
    let shelf = Shelf::of("way", &[WIRE, HERALD]);
    let front = got(&shelf.room, "/");
    assert_eq!(front.status, StatusCode::OK);
    let claims = got(&shelf.room, "/claims");
    let claim = links(&claims.body, "/claims/");
    let claim = got(&shelf.room, claim.first().expect("a claim"));
    assert_eq!(claim.status, StatusCode::OK);
    assert!(claim.body.contains("Ines Varga"), "{}", claim.body);
    // An evidence quote leads to its very words.
    let evidence = links(&claim.body, "/articles/");
    let evidence = evidence
        .iter()
        .find(|link| link.contains("#at-"))
        .expect("evidence");
    let (address, anchor) = evidence.split_once('#').expect("an anchor");
    let article = got(&shelf.room, address);
    assert!(
        article.body.contains(&format!("id=\"{anchor}\"")),
        "{anchor}: {}",
        article.body
    );
    assert!(
        article.body.contains("class=\"here said "),
        "{}",
        article.body
    );
    // Every number leads to a note, every voice that is somebody to a page of its own.
    for note in links(&article.body, "#note-") {
        let id = format!("id=\"{}\"", &note[1..]);
        assert!(article.body.contains(&id), "{note}");
    }
    let somebody = links(&article.body, "/entities/");
    let somebody = got(&shelf.room, somebody.first().expect("somebody"));
    assert_eq!(somebody.status, StatusCode::OK);
    assert!(somebody.body.contains("What it said"), "{}", somebody.body);
}

#[test]
fn a_claim_is_drawn_and_told_in_words() {
    let shelf = Shelf::of("tree", &[WIRE, HERALD]);
    let claims = got(&shelf.room, "/claims");
    let claim = *links(&claims.body, "/claims/").first().expect("a claim");
    let page = got(&shelf.room, claim);
    assert!(
        page.body.contains("<div class=\"branches\">\n<ul><li>"),
        "{}",
        page.body
    );
    let tree = got(&shelf.room, &format!("{claim}/tree.svg"));
    assert_eq!(tree.header("content-type"), "image/svg+xml");
    assert!(
        tree.header("content-security-policy")
            .starts_with("default-src 'none'")
    );
    assert!(tree.body.starts_with("<svg"));
}

#[test]
fn ids_of_parts_lead_to_the_whole_and_others_nowhere() {
    let shelf = Shelf::of("ids", &[WIRE, HERALD]);
    let claims = got(&shelf.room, "/claims");
    let claim = *links(&claims.body, "/claims/").first().expect("a claim");
    let page = got(&shelf.room, claim);
    let evidence = links(&page.body, "/articles/");
    let attribution = evidence[0].rsplit_once("at-").expect("an anchor").1;
    let by_part = got(&shelf.room, &format!("/claims/{attribution}"));
    assert_eq!(by_part.status, StatusCode::SEE_OTHER);
    assert_eq!(by_part.header("location"), claim);
    let article = got(&shelf.room, &format!("/articles/{attribution}"));
    assert_eq!(article.status, StatusCode::OK);
    for nowhere in [
        "/claims/00000000",
        "/articles/00000000",
        "/entities/00000000",
        "/articles/%3Cscript%3E",
        "/claims/zz",
        "/articles/00000000/changes",
    ] {
        let answer = got(&shelf.room, nowhere);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nowhere}");
        assert!(answer.body.contains("href=\"/\""), "{nowhere}");
    }
}

#[test]
fn versions_are_compared() {
    let shelf = Shelf::of("versions", &[HERALD, HERALD_LATER]);
    let list = got(&shelf.room, "/articles");
    let latest = *links(&list.body, "/articles/").first().expect("an article");
    let changes = got(&shelf.room, &format!("{latest}/changes"));
    assert!(
        changes
            .body
            .contains("<ins><span class=\"unseen\">new: </span>owner</ins>"),
        "{}",
        changes.body
    );
    assert!(changes.body.contains("director</del>"), "{}", changes.body);
    let older = links(&changes.body, "/articles/");
    let older = older
        .iter()
        .find(|link| **link != latest)
        .expect("the older");
    let older = got(&shelf.room, older);
    assert!(
        older.body.contains("an older version of its page"),
        "{}",
        older.body
    );
}

#[test]
fn search_finds_names_claims_sayings_articles() {
    let shelf = Shelf::of("search", &[WIRE, HERALD]);
    let found = got(&shelf.room, "/search?q=ferry");
    for (heading, beginning) in [("Claims", "/claims/"), ("Said", "/articles/")] {
        assert!(found.body.contains(heading), "{}", found.body);
        assert!(!links(&found.body, beginning).is_empty(), "{beginning}");
    }
    assert!(found.body.contains("<mark>ferry</mark>"), "{}", found.body);
    let varga = got(&shelf.room, "/search?q=Varga");
    assert!(!links(&varga.body, "/entities/").is_empty());
    let denied = got(&shelf.room, "/search?stance=denies");
    assert!(denied.body.contains("Piet Oud"), "{}", denied.body);
    for odd in [
        "/search",
        "/search?q=%22",
        "/search?q=-x",
        "/search?kind=nobody",
        "/search?q=%00",
    ] {
        assert_eq!(got(&shelf.room, odd).status, StatusCode::OK, "{odd}");
    }
}

#[test]
fn words_of_pages_stay_words() {
    let hostile = (
        "https://lund.example/hostile",
        "<html lang=en><title>&lt;script&gt;alert(1)&lt;/script&gt; \u{202e}gnp.exe</title>\
         <meta property=og:site_name content='\"&gt;&lt;img src=x onerror=alert(2)&gt;'>\
         <article><h1>&lt;script&gt;alert(1)&lt;/script&gt; \u{202e}gnp.exe</h1>\
         <p>&lt;/p&gt;&lt;/script&gt;&lt;svg onload=alert(3)&gt;, the harbour master \"&lt;b&gt;Ines\" Varga said on Monday.</p>\
         <p>The line denied &lt;img src=x onerror=alert(4)&gt;'\"&gt; it, Piet Oud said.</p></article>",
    );
    let shelf = Shelf::of("hostile", &[hostile]);
    let list = got(&shelf.room, "/articles");
    let article = links(&list.body, "/articles/")[0].to_owned();
    let search = "/search?q=alert".to_owned();
    let asked = "/search?q=%22%3E%3Cscript%3Ealert(5)%3C/script%3E".to_owned();
    for path in [
        "/".to_owned(),
        "/articles".to_owned(),
        article,
        search,
        asked,
    ] {
        let answer = got(&shelf.room, &path);
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(path == "/" || answer.body.contains("alert("), "{path}");
        for bad in ["<script>", "<img", "<svg", "<b>", "</p></script>"] {
            // The frame itself has one script, from its own address.
            assert!(!answer.body.contains(bad), "{path}: {bad}");
        }
    }
}

#[test]
fn addresses_that_run_are_no_links() {
    let odd = ("javascript:alert(1)", HERALD.1);
    let shelf = Shelf::of("address", &[odd]);
    let list = got(&shelf.room, "/articles");
    let article = links(&list.body, "/articles/")[0].to_owned();
    let article = got(&shelf.room, &article);
    assert!(
        links(&article.body, "javascript").is_empty(),
        "{}",
        article.body
    );
}
