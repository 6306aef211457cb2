//! What must hold of whatever is read back, for the property tests and for the fuzzer.

use hearsay::export::jsonl::{self, Line};
use hearsay::export::{Exporter, Format, brat, labelstudio};
use hearsay::reading::Reading;

/// Reads the bytes as both formats that come back and checks what they gave.
///
/// # Panics
/// If something that was accepted does not hold together.
pub(crate) fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(Line::Reading(reading)) = jsonl::parse(text) {
        exports(&reading);
    }
    let Ok(tasks) = labelstudio::corrections(text) else {
        return;
    };
    for task in tasks {
        let points: Vec<char> = task.text.chars().collect();
        let mut ids: Vec<&String> = Vec::new();
        for attribution in &task.attributions {
            ids.extend(&attribution.id);
            let parts = [&attribution.source, &attribution.cue, &attribution.content];
            assert!(
                parts.iter().any(|part| part.is_some()),
                "an empty attribution"
            );
            for part in parts.into_iter().flatten() {
                let words: Vec<String> = part
                    .spans
                    .iter()
                    .map(|&[start, end]| points[start..end].iter().collect())
                    .collect();
                assert_eq!(words.join(" "), part.text);
                assert!(part.spans.windows(2).all(|pair| pair[0][1] < pair[1][0]));
            }
        }
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all, "an id stands twice");
    }
}

/// Writes a reading that was accepted in every format; as JSON lines, it must come back.
fn exports(reading: &Reading) {
    for &format in Format::ALL {
        let Some(mut exporter) = Exporter::new(format, Vec::new()) else {
            assert!(!brat::files(reading).name.contains(['/', '\\', '.']));
            continue;
        };
        exporter.begin().expect("memory can be written to");
        exporter.reading(reading).expect("memory can be written to");
        let out = exporter.end().expect("memory can be written to");
        let out = String::from_utf8(out).expect("UTF-8");
        match format {
            Format::Jsonl => match jsonl::parse(&out) {
                Ok(Line::Reading(again)) => assert_eq!(*again, *reading),
                other => panic!("{other:?}"),
            },
            Format::LabelStudio => assert_eq!(labelstudio::corrections(&out), Ok(Vec::new())),
            _ => {}
        }
    }
}
