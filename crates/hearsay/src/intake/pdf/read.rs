//! Opens a PDF document and asks it for its characters, page by page.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, MediaBox, Object, OutputDev, OutputError, Transform};

use super::layout::{Glyph, Layout};
use super::{PdfError, PdfText};

/// How many pages are read.
const PAGES: usize = 500;

/// The text of a PDF document.
///
/// Panics of the reader are caught a page at a time; against recursion without end, memory and
/// time the caller must guard itself: see [`super`].
///
/// # Errors
/// If the document is broken, locked with a password, or has no characters.
pub fn text(bytes: &[u8]) -> Result<PdfText, PdfError> {
    let start = bytes.len() - bytes.trim_ascii_start().len();
    let document = catch_unwind(|| open(&bytes[start..]))
        .map_err(|_| PdfError::Broken("its structure cannot be followed".to_owned()))??;
    let mut warnings = Vec::new();
    let pages = catch_unwind(AssertUnwindSafe(|| document.get_pages()))
        .map_err(|_| PdfError::Broken("its pages cannot be found".to_owned()))?;
    if pages.len() > PAGES {
        warnings.push(format!(
            "only the first {PAGES} of {} pages were read",
            pages.len()
        ));
    }
    let mut device = Device::default();
    let mut failed = 0;
    for number in pages.keys().copied().take(PAGES) {
        device.layout.turn();
        let page = catch_unwind(AssertUnwindSafe(|| {
            pdf_extract::output_doc_page(&document, &mut device, number)
        }));
        failed += usize::from(!matches!(page, Ok(Ok(()))));
    }
    if failed > 0 {
        warnings.push(format!(
            "{failed} of {} pages could not be read whole",
            pages.len().min(PAGES)
        ));
    }
    let text = device.layout.text();
    if !text.contains(char::is_alphabetic) {
        return Err(match failed {
            0 => PdfError::NoText,
            _ => PdfError::Broken("none of its pages can be read".to_owned()),
        });
    }
    Ok(PdfText {
        text,
        title: info(&document, b"Title").filter(|title| is_title(title)),
        created: info(&document, b"CreationDate").and_then(|date| stamp(&date)),
        warnings,
    })
}

fn open(bytes: &[u8]) -> Result<Document, PdfError> {
    let mut document =
        Document::load_mem(bytes).map_err(|error| PdfError::Broken(error.to_string()))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(PdfError::Locked);
    }
    Ok(document)
}

/// A text of the information dictionary.
fn info(document: &Document, key: &[u8]) -> Option<String> {
    let value = catch_unwind(AssertUnwindSafe(|| {
        let mut info = document.trailer.get(b"Info").ok()?;
        if let Object::Reference(id) = info {
            info = document.get_object(*id).ok()?;
        }
        let value = info.as_dict().ok()?.get(key).ok()?;
        pdf_extract::decode_text_string(value).ok()
    }));
    let value = value.ok()??;
    let words: Vec<&str> = value.split_whitespace().collect();
    Some(words.join(" ")).filter(|value| !value.is_empty())
}

/// Whether somebody wrote this title: programs put the names of their files there.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let file = [
        ".doc", ".docx", ".indd", ".qxd", ".pdf", ".odt", ".rtf", ".tex", ".pages",
    ]
    .iter()
    .any(|ending| lower.ends_with(ending));
    !file && lower.contains(char::is_alphabetic) && !lower.starts_with("untitled")
}

/// `D:20310304090000+01'00'` as RFC 3339; the day alone where there is no offset.
fn stamp(date: &str) -> Option<String> {
    let date = date.strip_prefix("D:").unwrap_or(date);
    let part = |from: usize, to: usize| {
        let part = date.get(from..to)?;
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(part)
    };
    let day = format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let time = || {
        let clock = format!("{}:{}:{}", part(8, 10)?, part(10, 12)?, part(12, 14)?);
        let zone: String = date
            .get(14..)?
            .chars()
            .filter(|c| *c != '\'' && *c != ':')
            .collect();
        let zone = match zone.as_str() {
            zone if zone.starts_with('Z') => "Z".to_owned(),
            zone => format!("{}:{}", zone.get(..3)?, zone.get(3..5)?),
        };
        Some(format!("{day}T{clock}{zone}"))
    };
    Some(time().unwrap_or(day))
}

/// Takes the characters as the reader finds them.
#[derive(Default)]
struct Device {
    layout: Layout,
    /// Whether the next character is the first of a run that was placed on its own.
    placed: bool,
}

impl OutputDev for Device {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        // The area of a square of one unit says how much the page enlarges a font.
        let scale = (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        self.layout.take(Glyph {
            x: place.m31,
            y: place.m32,
            width: width * size.abs() * scale,
            size: size.abs() * scale,
            placed: std::mem::take(&mut self.placed),
            text,
        });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.placed = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Options, open as open_input};
    use crate::page::{self, PageOptions};

    /// A document of one page a stream, in Helvetica.
    fn document(pages: &[&str]) -> Vec<u8> {
        let kids: Vec<String> = (0..pages.len())
            .map(|at| format!("{} 0 R", 5 + 2 * at))
            .collect();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!(
                "<< /Type /Pages /Kids [{}] /Count {} >>",
                kids.join(" "),
                pages.len()
            ),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
                .to_owned(),
            "<< /Title (Quay closed) /CreationDate (D:20310304090000+01'00') >>".to_owned(),
        ];
        for (at, stream) in pages.iter().enumerate() {
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
                 /Resources << /Font << /F1 3 0 R >> >> >>",
                6 + 2 * at
            ));
            objects.push(format!(
                "<< /Length {} >>\nstream\n{stream}\nendstream",
                stream.len()
            ));
        }
        let mut bytes = b"%PDF-1.4\n".to_vec();
        let mut places = Vec::new();
        for (at, object) in objects.iter().enumerate() {
            places.push(bytes.len());
            bytes.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", at + 1).as_bytes());
        }
        let table = bytes.len();
        bytes.extend_from_slice(
            format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes(),
        );
        for place in places {
            bytes.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
        }
        let trailer = format!(
            "trailer\n<< /Size {} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        );
        bytes.extend_from_slice(trailer.as_bytes());
        bytes
    }

    /// Lines set one under the other from the top of the page.
    fn lines(lines: &[&str]) -> String {
        let shown: Vec<String> = lines.iter().map(|line| format!("({line}) Tj T*")).collect();
        format!("BT /F1 12 Tf 14 TL 72 770 Td {} ET", shown.join(" "))
    }

    #[test]
    fn paragraphs_are_rebuilt() {
        let page = lines(&[
            "The quay at Lund was closed on Monday after a fire, the harbour mas-",
            "ter said, and nobody could say on which day it would be opened again.",
            "",
            "We waited, she added, and waited, and nobody came to tell us anything",
            "at all.",
        ]);
        let found = text(&document(&[&page])).expect("text");
        assert_eq!(
            found.text,
            "The quay at Lund was closed on Monday after a fire, the harbour master said, and nobody \
             could say on which day it would be opened again.\n\n\
             We waited, she added, and waited, and nobody came to tell us anything at all."
        );
        assert_eq!(found.title.as_deref(), Some("Quay closed"));
        assert_eq!(found.created.as_deref(), Some("2031-03-04T09:00:00+01:00"));
        assert!(found.warnings.is_empty(), "{:?}", found.warnings);
    }

    #[test]
    fn running_heads_go_and_paragraphs_go_on_over_the_page() {
        let page =
            |number: usize, body: &str| lines(&[&format!("Tarn Gazette, page {number}"), "", body]);
        let found = text(&document(&[
            &page(
                1,
                "The ferry to the island did not sail on Tuesday because the wind had",
            ),
            &page(
                2,
                "turned, its master said. The next one sails on Friday if it turns again.",
            ),
            &page(
                3,
                "Nobody on the island complained, and the shop there had bread for days.",
            ),
        ]));
        assert_eq!(
            found.expect("text").text,
            "The ferry to the island did not sail on Tuesday because the wind had turned, its master \
             said. The next one sails on Friday if it turns again.\n\n\
             Nobody on the island complained, and the shop there had bread for days."
        );
    }

    #[test]
    fn it_is_read_as_a_page() {
        let bytes = document(&[&lines(&[
            "The quay was closed on Monday after a fire, the mayor of Lund said.",
        ])]);
        let found: Vec<_> = open_input(bytes.as_slice(), &Options::default()).collect();
        let [Ok(raw)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(super::super::is_pdf(&raw.bytes));
        let ready = text(&raw.bytes).expect("text").into_page(raw);
        let article = page::read(&ready.bytes, &PageOptions::of(&ready)).expect("an article");
        let title = article.title.expect("a title");
        assert_eq!(
            (title.value.as_str(), title.signal.as_str()),
            ("Quay closed", "pdf")
        );
        let published = article.published.expect("a date");
        assert_eq!(published.value, "2031-03-04T09:00:00+01:00");
    }

    #[test]
    fn hostile_documents_are_errors() {
        let whole = document(&[&lines(&["The quay was closed."])]);
        for cut in (0..whole.len()).step_by(37) {
            // Cut or not, no panic gets out.
            let _ = text(&whole[..cut]);
            let mut broken = whole.clone();
            broken[cut] ^= 0x15;
            let _ = text(&broken);
        }
        assert!(matches!(
            text(b"%PDF-1.7\nnothing"),
            Err(PdfError::Broken(_))
        ));
        assert_eq!(text(&document(&["0 0 m 10 10 l S"])), Err(PdfError::NoText));
    }

    #[test]
    fn dates_and_titles() {
        assert_eq!(stamp("D:20310304").as_deref(), Some("2031-03-04"));
        assert_eq!(
            stamp("D:20310304090000Z").as_deref(),
            Some("2031-03-04T09:00:00Z")
        );
        assert_eq!(stamp("20310304090000").as_deref(), Some("2031-03-04"));
        assert_eq!(stamp("yesterday"), None);
        assert!(is_title("Quay closed") && !is_title("Microsoft Word - quay.docx"));
    }
}
