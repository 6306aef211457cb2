//! How a character looks where colour is wanted.

use anstyle::{AnsiColor, Style};

/// Roles add up: a source inside a content is underlined and coloured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Look {
    source: bool,
    cue: bool,
    content: bool,
    strong: bool,
    faint: bool,
}

impl Look {
    /// As the rest.
    pub(crate) const PLAIN: Self = Self {
        source: false,
        cue: false,
        content: false,
        strong: false,
        faint: false,
    };
    /// Headlines.
    pub(crate) const STRONG: Self = Self {
        strong: true,
        ..Self::PLAIN
    };
    /// Marks, labels and remarks of the program.
    pub(crate) const FAINT: Self = Self {
        faint: true,
        ..Self::PLAIN
    };
    /// Who.
    pub(crate) const SOURCE: Self = Self {
        source: true,
        ..Self::PLAIN
    };
    /// How.
    pub(crate) const CUE: Self = Self {
        cue: true,
        ..Self::PLAIN
    };
    /// What.
    pub(crate) const CONTENT: Self = Self {
        content: true,
        ..Self::PLAIN
    };

    /// Both.
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            source: self.source || other.source,
            cue: self.cue || other.cue,
            content: self.content || other.content,
            strong: self.strong || other.strong,
            faint: self.faint || other.faint,
        }
    }

    /// The terminal's words for it.
    pub(crate) fn style(self) -> Style {
        let mut style = Style::new();
        if self.content {
            style = style.underline();
        }
        if self.cue {
            style = style.fg_color(Some(AnsiColor::Yellow.into())).italic();
        }
        if self.source {
            style = style.fg_color(Some(AnsiColor::Cyan.into())).bold();
        }
        if self.strong {
            style = style.bold();
        }
        if self.faint {
            style = style.dimmed();
        }
        style
    }
}
