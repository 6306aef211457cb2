//! Two texts side by side, or one under the other where the screen is narrow.

use unicode_width::UnicodeWidthChar;

use crate::view::Screen;

/// From this width on two texts stand side by side.
const WIDE: usize = 76;
/// Blanks between them.
const GAP: usize = 3;

/// The screen for each of two texts; `None` where they do not fit side by side.
pub(crate) fn halves(screen: Screen) -> Option<Screen> {
    (screen.columns >= WIDE).then_some(Screen {
        columns: (screen.columns - GAP) / 2,
        ..screen
    })
}

/// The lines of the texts, which were made for one of the [`halves`], beside each other.
pub(crate) fn beside(out: &mut String, half: Screen, left: &str, right: &str) {
    let mut rights = right.lines();
    let mut lefts = left.lines();
    loop {
        let (left, right) = (lefts.next(), rights.next());
        if left.is_none() && right.is_none() {
            break;
        }
        let (left, right) = (left.unwrap_or_default(), right.unwrap_or_default());
        out.push_str(left);
        if !right.is_empty() {
            let blanks = (half.columns + GAP).saturating_sub(visible(left));
            out.extend(std::iter::repeat_n(' ', blanks));
            out.push_str(right);
        }
        out.push('\n');
    }
}

/// The columns that a line takes, without the signs that switch its colours.
fn visible(line: &str) -> usize {
    let mut columns = 0;
    let mut hidden = false;
    for c in line.chars() {
        match c {
            '\u{1b}' => hidden = true,
            'm' if hidden => hidden = false,
            _ if hidden => {}
            c => columns += c.width().unwrap_or(0),
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_take_no_room() {
        let half = Screen {
            colour: true,
            columns: 6,
        };
        let mut out = String::new();
        beside(&mut out, half, "\u{1b}[1mab\u{1b}[0m\n潮", "x\ny\nz");
        assert_eq!(
            out,
            "\u{1b}[1mab\u{1b}[0m       x\n潮       y\n         z\n"
        );
    }
}
