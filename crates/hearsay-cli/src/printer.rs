//! The one place that writes: data to stdout, talk to stderr.
//!
//! Decides about colour and how a closed pipe ends a run. What other people wrote (names of
//! inputs, words of pages) loses its control characters before it reaches a terminal.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use crate::args::Color;

/// Columns of a screen that says nothing of itself.
const COLUMNS: usize = 80;
/// Longer lines are tiring to read, however wide the screen is.
const MOST_COLUMNS: usize = 100;
/// Narrower than this nothing can be laid out.
const LEAST_COLUMNS: usize = 24;

/// Whether the reader of stdout still listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listening {
    /// Go on.
    Yes,
    /// The pipe is closed: stop, quietly and successfully.
    No,
}

/// Writes data and talk.
#[derive(Debug)]
pub(crate) struct Printer {
    colour: bool,
    columns: usize,
}

impl Printer {
    /// A printer that colours by `choice`; `auto` obeys `NO_COLOR`, `CLICOLOR` and the terminal.
    pub(crate) fn new(choice: Color) -> Self {
        let colour = match choice {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        };
        let columns = match terminal_size::terminal_size_of(io::stdout()) {
            Some((width, _)) if io::stdout().is_terminal() => usize::from(width.0),
            _ => COLUMNS,
        };
        Self {
            colour,
            columns: columns.clamp(LEAST_COLUMNS, MOST_COLUMNS),
        }
    }

    /// Whether stdout gets colour.
    pub(crate) fn colour(&self) -> bool {
        self.colour
    }

    /// How wide a line of text on stdout may be.
    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// Writes data to stdout.
    ///
    /// # Errors
    /// If stdout cannot be written, a full disk for example. A closed pipe is no error.
    pub(crate) fn data(&self, data: &[u8]) -> io::Result<Listening> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(data).and_then(|()| stdout.flush()) {
            Ok(()) => Ok(Listening::Yes),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Listening::No),
            Err(error) => Err(error),
        }
    }

    /// Shows an answer to a person: through a pager if it is longer than the terminal, unless
    /// `plain`; else as data.
    ///
    /// # Errors
    /// If stdout cannot be written.
    pub(crate) fn page(&self, text: &str, plain: bool) -> io::Result<Listening> {
        let lines = match terminal_size::terminal_size_of(io::stdout()) {
            Some((_, height)) if io::stdout().is_terminal() && !plain => usize::from(height.0),
            _ => usize::MAX,
        };
        if text.lines().count() > lines && pager(text) {
            return Ok(Listening::Yes);
        }
        self.data(text.as_bytes())
    }

    /// Whether progress is worth showing: stderr is a terminal.
    pub(crate) fn shows_progress(&self) -> bool {
        io::stderr().is_terminal()
    }

    /// Says something on stderr that is neither a warning nor an error.
    pub(crate) fn note(&self, text: &str) {
        let lines: Vec<String> = text.lines().map(clean).collect();
        let _ = writeln!(io::stderr().lock(), "{}", lines.join("\n"));
    }

    /// Says on stderr that something is strange.
    pub(crate) fn warning(&self, text: &str) {
        self.say("warning", text);
    }

    /// Says on stderr that something failed.
    pub(crate) fn error(&self, text: &str) {
        self.say("error", text);
    }

    /// One line, or several where `text` has them. Nobody can be told that stderr is closed.
    fn say(&self, what: &str, text: &str) {
        let lines: Vec<String> = text.lines().map(clean).collect();
        let _ = writeln!(io::stderr().lock(), "{what}: {}", lines.join("\n"));
    }
}

/// Shows the text in `$PAGER`, or in `less`. `false` if there is none that starts.
fn pager(text: &str) -> bool {
    let command = std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
    let mut words = command.split_whitespace();
    let Some(program) = words.next() else {
        return false;
    };
    let mut pager = std::process::Command::new(program);
    pager.args(words).stdin(std::process::Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        // Keep colours, and the text on the screen afterwards.
        pager.env("LESS", "FRX");
    }
    let Ok(mut child) = pager.spawn() else {
        return false;
    };
    if let Some(mut stdin) = child.stdin.take() {
        // A reader who quits early has seen enough.
        let _ = stdin.write_all(text.as_bytes());
    }
    child.wait().is_ok()
}

/// The text with its control characters replaced: tabs by a blank, others by U+FFFD. A page must
/// not move the cursor, rename the window or turn the direction of the line.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(clean_char).collect()
}

/// As [`clean`], for one character.
pub(crate) fn clean_char(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_cannot_steer_the_terminal() {
        assert_eq!(
            clean("a\u{1b}[31mb\u{9b}2J\tc\u{202e}d é"),
            "a\u{fffd}[31mb\u{fffd}2J c\u{fffd}d é"
        );
    }
}
