//! Lines of text, broken between words at the width of the screen.
//!
//! Counts columns, not characters: East Asian signs and most emoji take two, combining marks none
//! (Unicode Standard Annex 11). A word wider than a line is broken where the line ends.

use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Screen;
use super::look::Look;
use crate::printer::clean_char;

/// Writes words to lines.
#[derive(Debug)]
pub(crate) struct Wrap<'a> {
    out: &'a mut String,
    screen: Screen,
    hang: String,
    /// Columns taken on this line.
    column: usize,
    /// Whether a word stands on this line already.
    begun: bool,
    /// The look of a blank that waits for the next word.
    blank: Option<Look>,
    word: Vec<(char, Look)>,
    /// Columns of the word, character by character.
    wide: usize,
    /// The look switched on in `out`.
    on: Look,
}

impl<'a> Wrap<'a> {
    /// Lines that start with `label`, the later ones with `hang`.
    pub(crate) fn new(out: &'a mut String, screen: Screen, label: &str, hang: &str) -> Self {
        let mut wrap = Self {
            out,
            screen,
            hang: hang.to_owned(),
            column: label.width(),
            begun: false,
            blank: None,
            word: Vec::new(),
            wide: 0,
            on: Look::PLAIN,
        };
        wrap.switch(Look::FAINT);
        wrap.out.push_str(label);
        wrap.switch(Look::PLAIN);
        wrap
    }

    /// Adds text; any white space in it is one blank where a line may end.
    pub(crate) fn text(&mut self, text: &str, look: Look) {
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{A0}' && c != '\u{202F}' {
                self.flush();
                self.blank = Some(self.blank.unwrap_or(look));
            } else {
                self.push(clean_char(c), look);
            }
        }
    }

    /// Adds a blank where no line may end.
    pub(crate) fn glue(&mut self) {
        self.push(' ', Look::FAINT);
    }

    /// Ends the last line.
    pub(crate) fn end(mut self) {
        self.flush();
        self.switch(Look::PLAIN);
        self.out.push('\n');
    }

    fn push(&mut self, c: char, look: Look) {
        let width = c.width().unwrap_or(0);
        let room = self.screen.columns.saturating_sub(self.hang.width()).max(1);
        if self.wide + width > room {
            self.flush();
        }
        self.word.push((c, look));
        self.wide += width;
    }

    /// Puts the word on this line or, if it does not fit, on the next.
    fn flush(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let letters: String = self.word.iter().map(|(c, _)| *c).collect();
        let width = letters.width();
        let blank = self.blank.take();
        let gap = usize::from(blank.is_some() && self.begun);
        if self.begun && self.column + gap + width > self.screen.columns {
            self.switch(Look::PLAIN);
            self.out.push('\n');
            self.out.push_str(&self.hang);
            self.column = self.hang.width();
        } else if gap == 1 {
            self.switch(blank.unwrap_or_default());
            self.out.push(' ');
            self.column += 1;
        }
        for (c, look) in std::mem::take(&mut self.word) {
            self.switch(look);
            self.out.push(c);
        }
        self.wide = 0;
        self.column += width;
        self.begun = true;
    }

    fn switch(&mut self, look: Look) {
        if look == self.on || !self.screen.colour {
            return;
        }
        if self.on != Look::PLAIN {
            let _ = write!(self.out, "{:#}", self.on.style());
        }
        if look != Look::PLAIN {
            let _ = write!(self.out, "{}", look.style());
        }
        self.on = look;
    }
}
