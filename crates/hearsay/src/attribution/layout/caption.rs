//! Captions that say whose picture it is in the sentence: "A barge burns, in this picture released by the navy". Whoever
//! gave the picture says what it shows. A bare credit ("Photo: KNA") says nothing.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::{LONGEST, Page, Placed};
use crate::article::BlockKind;
use crate::grammar::table::rows;

const PICTURES: &str = include_str!("../../../assets/attribution/pictures.csv");

/// Whether a word is one for a picture, not for a way of giving it.
static IS_PICTURE: LazyLock<HashMap<&'static str, bool>> = LazyLock::new(|| {
    let all = rows(PICTURES, 3);
    all.map(|row| (row[0], row[1] == "picture")).collect()
});

/// Tokens from "in" to the picture: "in this undated aerial picture".
const NEAR: usize = 5;

/// Words of what the picture shows, at least.
const LEAST: usize = 3;

pub(super) fn read(page: &Page<'_>) -> Vec<Placed> {
    let captions = page.of(&[BlockKind::Caption]);
    captions
        .filter_map(|(_, caption)| shown(page, &caption))
        .collect()
}

fn shown(page: &Page<'_>, caption: &Range<usize>) -> Option<Placed> {
    let tokens = &page.tokens;
    let picture = |at: usize| IS_PICTURE.get(tokens.lower(at)) == Some(&true);
    let way = |at: usize| IS_PICTURE.get(tokens.lower(at)) == Some(&false);
    let start = caption.clone().find(|&at| {
        let near = at + 1..caption.end.min(at + 1 + NEAR);
        matches!(tokens.lower(at), "in" | "as" | "on") && near.clone().any(picture)
    })?;
    let by = (start + 1..caption.end).find(|&at| match tokens.lower(at) {
        "by" => way(at - 1),
        "from" => picture(at - 1),
        _ => false,
    })?;
    let end = (by + 1..caption.end)
        .find(|&at| {
            let word = page.is_word(at);
            !word && tokens.lower(at) != "." || matches!(tokens.lower(at), "on" | "in" | "shows")
        })
        .unwrap_or(caption.end);
    let source = page.trimmed(by + 1..end.min(by + 1 + LONGEST));
    let content = page.trimmed(caption.start..start);
    let fits = page.is_speaker(&source) && page.words(&content) >= LEAST;
    fits.then(|| Placed {
        source,
        cue: by - 1..by + 1,
        content: vec![content],
        quoted: false,
        rules: false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{lined, said};
    use super::*;
    use crate::grammar::table::tests::check;

    #[test]
    fn whose_picture_it_is() {
        check(PICTURES, "pictures", 3);
        for (text, wanted) in [
            (
                "A barge burns off Lund, in this picture released by the navy on Monday.",
                Some(("the navy", "A barge burns off Lund")),
            ),
            (
                "A barge burns off Lund in a video grab from state television.",
                Some(("state television", "A barge burns off Lund")),
            ),
            ("A barge burns off Lund. Photo: KNA", None),
            ("A picture by the mayor hangs in the hall.", None),
        ] {
            let mut article = lined(text);
            article.blocks[0].kind = BlockKind::Caption;
            let wanted: Vec<(String, String)> = wanted
                .into_iter()
                .map(|(who, what)| (who.to_owned(), what.to_owned()))
                .collect();
            assert_eq!(said(&article), wanted, "{text}");
        }
    }
}
