//! The voices of an article as brackets in its text: `[1 who]`, `<1 how>`, `{1 what}`.
//!
//! A span that leaves its block is closed there and opened again in the next, so that each block
//! can be read alone. Attributions that share their source share its bracket: `[1,2 who]`.

use std::collections::BTreeMap;
use std::ops::Range;

use hearsay::attribution::Attribution;

use super::look::Look;
use super::wrap::Wrap;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Content,
    Source,
    Cue,
}

impl Role {
    const fn brackets(self) -> (&'static str, &'static str) {
        match self {
            Self::Source => ("[", "]"),
            Self::Cue => ("<", ">"),
            Self::Content => ("{", "}"),
        }
    }

    const fn look(self) -> Look {
        match self {
            Self::Source => Look::SOURCE,
            Self::Cue => Look::CUE,
            Self::Content => Look::CONTENT,
        }
    }
}

/// A stretch of text with a role in one or more attributions.
#[derive(Debug)]
struct Mark {
    range: Range<usize>,
    role: Role,
    numbers: Vec<usize>,
}

/// All marks of an article.
#[derive(Debug)]
pub(super) struct Marks(Vec<Mark>);

impl Marks {
    /// The marks of these attributions, which are numbered from 1.
    pub(super) fn of(attributions: &[Attribution]) -> Self {
        let mut numbers: BTreeMap<(usize, usize, Role), Vec<usize>> = BTreeMap::new();
        for (at, found) in attributions.iter().enumerate() {
            for (role, span) in [
                (Role::Source, &found.source),
                (Role::Cue, &found.cue),
                (Role::Content, &found.content),
            ] {
                for range in span.iter().flat_map(|span| span.ranges()) {
                    let key = (range.start, range.end, role);
                    numbers.entry(key).or_default().push(at + 1);
                }
            }
        }
        let mark = |((start, end, role), numbers)| Mark {
            range: start..end,
            role,
            numbers,
        };
        Self(numbers.into_iter().map(mark).collect())
    }

    /// Writes a block of the text with the marks in it.
    pub(super) fn write(&self, text: &str, block: Range<usize>, base: Look, wrap: &mut Wrap<'_>) {
        let inside = |mark: &&Mark| mark.range.start < block.end && mark.range.end > block.start;
        let marks: Vec<(Range<usize>, &Mark)> = self
            .0
            .iter()
            .filter(inside)
            .map(|mark| {
                let start = mark.range.start.max(block.start);
                (start..mark.range.end.min(block.end), mark)
            })
            .collect();
        let mut borders: Vec<usize> = marks.iter().flat_map(|(r, _)| [r.start, r.end]).collect();
        borders.extend([block.start, block.end]);
        borders.sort_unstable();
        borders.dedup();
        for (at, &border) in borders.iter().enumerate() {
            // The last opened closes first, the longest opens first: marks nest.
            let mut closing: Vec<_> = marks.iter().filter(|(r, _)| r.end == border).collect();
            closing.sort_by_key(|(r, mark)| {
                (std::cmp::Reverse(r.start), std::cmp::Reverse(mark.role))
            });
            for (_, mark) in closing {
                wrap.text(mark.role.brackets().1, Look::FAINT);
            }
            let mut opening: Vec<_> = marks.iter().filter(|(r, _)| r.start == border).collect();
            opening.sort_by_key(|(r, mark)| (std::cmp::Reverse(r.end), mark.role));
            for (_, mark) in opening {
                let numbers: Vec<String> = mark.numbers.iter().map(usize::to_string).collect();
                let open = format!("{}{}", mark.role.brackets().0, numbers.join(","));
                wrap.text(&open, Look::FAINT);
                wrap.glue();
            }
            let Some(&next) = borders.get(at + 1) else {
                break;
            };
            let look = marks
                .iter()
                .filter(|(r, _)| r.start <= border && next <= r.end)
                .fold(base, |look, (_, mark)| look.with(mark.role.look()));
            wrap.text(text.get(border..next).unwrap_or_default(), look);
        }
    }
}
