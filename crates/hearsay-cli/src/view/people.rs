//! Who is named in an article: name, kind, what the article says they are, what else it calls them.

use hearsay::entity::{Entities, Entity, Form};

use super::look::Look;
use super::wrap::Wrap;
use super::{Screen, line};

/// A line for each entity; nothing if there are none.
pub(super) fn list(out: &mut String, screen: Screen, text: &str, entities: &Entities) {
    if entities.all().is_empty() {
        return;
    }
    line(out, screen, Look::STRONG, "Who is named");
    for entity in entities.all() {
        let mut wrap = Wrap::new(out, screen, "- ", "  ");
        wrap.text(&entity.name, Look::SOURCE);
        let mut rest = format!(" ({}", entity.kind);
        for role in &entity.roles {
            rest.push_str(&format!("; {role}"));
        }
        rest.push(')');
        let others = others(text, entity);
        if !others.is_empty() {
            rest.push_str(&format!(", also {}", others.join(", ")));
        }
        let times = entity.mentions.len();
        rest.push_str(&format!(
            ": {times} {}",
            if times == 1 { "mention" } else { "mentions" }
        ));
        wrap.text(&rest, Look::FAINT);
        wrap.end();
    }
    out.push('\n');
}

/// The other names that the article uses, each once, in text order.
fn others<'a>(text: &'a str, entity: &Entity) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    for mention in entity.mentions.iter().filter(|one| one.form == Form::Name) {
        let words = text.get(mention.range.clone()).unwrap_or_default();
        if words != entity.name && !words.is_empty() && !out.contains(&words) {
            out.push(words);
        }
    }
    out
}
