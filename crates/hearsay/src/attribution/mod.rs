//! Who says what: attributions found in an article's text.

use crate::span::Span;

/// How the content is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quotation {
    /// The whole content stands in quotation marks.
    Direct,
    /// No part of the content stands in quotation marks.
    Indirect,
    /// Quoted words inside the reporter's sentence.
    Mixed,
}

/// One attribution: who says what, and the words that say so.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Who: the words that name the source, perhaps in another sentence.
    pub source: Option<Span>,
    /// How: the reporting words.
    pub cue: Option<Span>,
    /// What is said.
    pub content: Option<Span>,
    /// Direct, indirect or mixed.
    pub quotation: Quotation,
    /// The program's belief that content and source are both right, 0 to 1.
    pub confidence: f32,
}
