//! Answers that are none: "asked whether it leaks, the clerk declined to say".

use std::collections::HashSet;
use std::ops::Range;

use super::cue::{self, Report};
use super::{Stance, lists};
use crate::grammar::tokens::Tokens;
use crate::grammar::vocabulary::{self, Function};

/// What the answer of "asked whether it leaks, the clerk declined to say" says if it is none; and its subject's
/// tokens. `cue` and `content` are the tokens of the question, `taken` with those of its source.
pub(super) fn read(
    tokens: &Tokens,
    cue: &[usize],
    content: &[usize],
    taken: &HashSet<usize>,
) -> Option<(Range<usize>, Option<Report>)> {
    let (&[asked], Some(&last)) = (cue, content.last()) else {
        return None;
    };
    let asks = matches!(tokens.lower(asked), "asked" | "pressed" | "questioned")
        && tokens.get(asked).is_some_and(|token| token.first);
    let sentence = tokens.sentence(asked);
    let comma = (last..sentence.end)
        .find(|&at| tokens.lower(at) == ",")
        .filter(|_| asks)?;
    let verbs = (comma + 1..sentence.end).filter(|&at| {
        lists::cue_word(tokens.lower(at)).is_some()
            && (tokens.get(at).is_some_and(|token| !token.capital))
    });
    let first = verbs.clone().next()?;
    let group = |at: &usize| {
        matches!(
            vocabulary::function(tokens.lower(*at)),
            Some(Function::Auxiliary | Function::Modal)
        ) || vocabulary::negator(tokens.lower(*at)).is_some()
    };
    let end = (comma + 1..first).find(group).unwrap_or(first);
    let none = verbs
        .map(|verb| cue::read(tokens, &[verb], taken, false))
        .find(|report| report.stance.0 == Stance::Declines);
    (end > comma + 1).then_some((comma + 1..end, none))
}
