//! What gave each value of a reading: under each attribution's number a line a reason.

use hearsay::voice::{By, Field, Heard, Voice};

use super::look::Look;
use super::wrap::Wrap;
use super::{Screen, line};

/// Columns of the field's name.
const FIELD: usize = 10;
/// Columns of its value.
const VALUE: usize = 14;

/// The reasons, attribution by attribution.
pub(crate) fn explain(text: &str, heard: &Heard, screen: Screen) -> String {
    let mut out = String::new();
    if heard.attributions.is_empty() {
        return out;
    }
    line(&mut out, screen, Look::STRONG, "Why");
    let digits = heard.attributions.len().to_string().len();
    let hang = " ".repeat(digits + 2 + FIELD + VALUE);
    for (at, (_, voice)) in heard.iter().enumerate() {
        for (nth, reason) in voice.why.iter().enumerate() {
            let number = if nth == 0 {
                format!("{:>digits$}. ", at + 1)
            } else {
                " ".repeat(digits + 2)
            };
            let value = value(reason.field, voice);
            let label = format!("{number}{:<FIELD$}{value:<VALUE$}", reason.field.name());
            let mut wrap = Wrap::new(&mut out, screen, &label, &hang);
            let by = match reason.by {
                By::Model => "the tagger".to_owned(),
                By::Row { list, row } => format!("list {list}, row “{row}”"),
                By::Rule(rule) => rule.to_owned(),
            };
            wrap.text(&by, Look::PLAIN);
            if let Some(words) = reason.words.clone().and_then(|range| text.get(range)) {
                wrap.text(&format!(": {words}"), Look::FAINT);
            }
            wrap.end();
        }
    }
    out.push('\n');
    out
}

/// The value that a reason speaks for, where it is a word.
fn value(field: Field, voice: &Voice) -> &'static str {
    match field {
        Field::Kind => voice.kind.name(),
        Field::Mode => voice.mode.name(),
        Field::Stance => voice.stance.name(),
        Field::Certainty => voice.certainty.name(),
        Field::Polarity => voice.polarity.name(),
        Field::Source
        | Field::Cue
        | Field::Content
        | Field::Entity
        | Field::Chain
        | Field::Said => "",
    }
}
