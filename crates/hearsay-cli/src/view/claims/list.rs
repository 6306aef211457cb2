//! Claims as a list: of each its id, how it stands, its words, and how many stand for it and against it.

use hearsay::account::Claim;
use hearsay::export::Shelf;

use super::{first_seen, short, tally};
use crate::view::Screen;
use crate::view::look::Look;
use crate::view::wrap::Wrap;

/// What stands before the words of an entry.
const INDENT: &str = "          ";

/// The list.
pub(crate) fn view(shelf: &Shelf<'_>, claims: &[&Claim], screen: Screen) -> String {
    let mut out = String::new();
    for claim in claims {
        let mut wrap = Wrap::new(&mut out, screen, "", INDENT);
        wrap.text(&short(&claim.id), Look::STRONG);
        wrap.glue();
        wrap.glue();
        wrap.text(claim.status.name(), Look::CUE);
        if let Some(first) = first_seen(shelf, claim) {
            wrap.text(&format!(" · first {first}"), Look::FAINT);
        }
        wrap.end();
        for (text, look) in [
            (claim.text.as_str(), Look::PLAIN),
            (&tally(claim), Look::FAINT),
        ] {
            let mut wrap = Wrap::new(&mut out, screen, INDENT, INDENT);
            wrap.text(text, look);
            wrap.end();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn origins_are_counted_not_articles() {
        let (account, readings) = sample::bridge();
        let shelf = Shelf::new(&account, &readings);
        let claims: Vec<&Claim> = account.claims.iter().collect();
        let screen = Screen {
            colour: false,
            columns: 60,
        };
        assert_eq!(
            view(&shelf, &claims, screen),
            "\
c0000001  contested · first 2031-05-01 · Ostrel Post
          The bridge at Lund will be closed in May
          1 to 2 origins for (4 statements) · 1 origin
          against (2 statements) · 1 doubt · 5 articles
c0000002  unconfirmed
          The mayor has sold the ferry
          at most 1 origin for (1 statement) · 1 article
"
        );
    }
}
