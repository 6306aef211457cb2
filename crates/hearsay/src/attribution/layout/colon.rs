//! A speaker, a colon, and a quotation: "The mayor: “We will pay.”"

use super::{LONGEST, Page, Placed};
use crate::article::BlockKind;

pub(super) fn read(page: &Page<'_>) -> Vec<Placed> {
    let tokens = &page.tokens;
    let mut out = Vec::new();
    for (_, block) in page.of(&[
        BlockKind::Standfirst,
        BlockKind::Paragraph,
        BlockKind::ListItem,
    ]) {
        for colon in block.clone().filter(|&at| tokens.lower(at) == ":") {
            let start = tokens.sentence(colon).start.max(block.start);
            let source = start..colon;
            let open = colon + 1;
            let closing = match tokens.lower(open) {
                "“" | "„" => "”",
                "\"" => "\"",
                "«" => "»",
                _ => continue,
            };
            if open >= block.end || source.len() > LONGEST || !page.is_speaker(&source) {
                continue;
            }
            let end = (open + 1..block.end)
                .find(|&at| tokens.lower(at) == closing)
                .map_or(block.end, |at| at + 1);
            out.push(Placed {
                source,
                cue: colon..open,
                content: std::iter::once(open..end).collect(),
                quoted: false,
                rules: false,
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::{lined, said};

    #[test]
    fn a_colon_before_a_quotation() {
        for text in [
            "The mayor: 'We will pay.'",
            "It rained. The mayor: “We will pay.” It did.",
            "Ida Moe, mayor of Lund: \"We will pay.\"",
        ] {
            let found = said(&lined(text));
            assert_eq!(found.len(), 1, "{text}");
            assert!(found[0].1.contains("We will pay."), "{found:?}");
        }
        for text in [
            "The sign: “Closed.”",
            "What the mayor wants is this: “A quay.”",
            "The mayor: a portrait.",
        ] {
            assert!(said(&lined(text)).is_empty(), "{text}");
        }
    }
}
