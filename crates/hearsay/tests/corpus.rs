//! Reads every page of `tests/corpus` and compares the article with its reviewed snapshot: a line
//! a block, then the metadata with their signals, then the warnings.

use std::fmt::Write as _;
use std::fs;

use hearsay::article::{Article, Signalled, text};
use hearsay::page::{self, PageOptions};

fn show(article: &Article) -> String {
    let mut shown = String::new();
    for block in &article.blocks {
        let line = article.text[block.range.clone()].replace('\n', "\\n");
        writeln!(shown, "{:<10} | {line}", block.kind.name()).expect("a string takes all");
    }
    let mut field = |name: &str, value: Option<&Signalled<String>>| {
        let line = value.map_or("-".to_owned(), |v| format!("{} ({})", v.value, v.signal));
        writeln!(shown, "{name}: {line}").expect("a string takes all");
    };
    field("outlet", article.outlet.as_ref());
    field("title", article.title.as_ref());
    for author in &article.authors {
        field("author", Some(author));
    }
    field("published", article.published.as_ref());
    field("url", article.url.as_ref());
    field("language", article.language.as_ref());
    for warning in &article.warnings {
        writeln!(shown, "warning: {warning}").expect("a string takes all");
    }
    shown
}

#[test]
fn pages_read_as_reviewed() {
    insta::glob!("corpus/*.*", |path| {
        let bytes = fs::read(path).expect("the page");
        let article = page::read(&bytes, &PageOptions::default()).expect("an article");
        let joined: Vec<&str> = article
            .blocks
            .iter()
            .map(|block| &article.text[block.range.clone()])
            .collect();
        assert_eq!(joined.join(text::SEPARATOR), article.text);
        assert_eq!(article.id, text::id(&article.text));
        insta::assert_snapshot!(show(&article));
    });
}
