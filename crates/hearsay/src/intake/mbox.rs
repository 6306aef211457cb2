//! Mail boxes (RFC 4155): messages, each behind a line that begins with `From `.
//!
//! Read one message at a time. A line of a message that began with `From ` has a `>` before it,
//! which goes.

use std::io::Read;

use super::mail::{self, Kind};
use super::source::{Line, Source};
use super::{Fault, Page, cannot_read, decode};

/// Whether a line opens a message: `From ada@kite.example Tue Mar  4 09:00:00 2031`.
fn opens(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    let text = String::from_utf8_lossy(rest);
    let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    text.contains(':') && text.split_whitespace().skip(1).any(year)
}

/// Whether a text opens as a mail box does.
pub(super) fn is_mbox(text: &str) -> bool {
    let mut lines = text.lines();
    let header = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        let named = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !name.is_empty() && name.len() < line.len() && name.bytes().all(named)
    };
    lines.next().is_some_and(|first| opens(first.as_bytes())) && lines.next().is_some_and(header)
}

/// The messages of a mail box.
pub(super) struct Mbox<R: Read> {
    source: Source<R>,
    max_bytes: usize,
    message: u64,
    ended: bool,
}

impl<R: Read> Mbox<R> {
    pub(super) fn new(source: Source<R>, max_bytes: usize) -> Self {
        Self {
            source,
            max_bytes,
            message: 0,
            ended: false,
        }
    }

    /// The bytes of the next message; `None` if it is too large. The source stands behind the
    /// line that opens it.
    fn message(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut message = Some(Vec::new());
        // The line that opens the first message was not taken yet.
        let mut blank = self.message == 1;
        let mut first = self.message == 1;
        loop {
            let Some(line) = self.source.line(self.max_bytes)? else {
                self.ended = true;
                return Ok(message);
            };
            let line = match line {
                Line::Whole(line) => line,
                Line::TooLong => {
                    (message, blank) = (None, false);
                    continue;
                }
            };
            if blank && opens(&line) {
                if !first {
                    return Ok(message);
                }
                first = false;
                continue;
            }
            blank = line.trim_ascii().is_empty();
            let quotes = line.iter().take_while(|&&byte| byte == b'>').count();
            let quoted = quotes > 0 && line[quotes..].starts_with(b"From ");
            message = message.filter(|held| held.len() + line.len() <= self.max_bytes);
            if let Some(held) = &mut message {
                held.extend_from_slice(&line[usize::from(quoted)..]);
            }
        }
    }
}

impl<R: Read> Iterator for Mbox<R> {
    type Item = Result<Page, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.message += 1;
        let place = format!("message {}", self.message);
        Some(match self.message() {
            Ok(Some(bytes)) => {
                let head = &bytes[..bytes.len().min(super::form::WINDOW)];
                let kind = mail::kind(&decode::decode(head, None).text).unwrap_or(Kind::Letter);
                let page = mail::page(bytes, kind);
                Ok(Page { place, ..page })
            }
            Ok(None) => Err(Fault::too_large(place, self.max_bytes)),
            Err(error) => {
                self.ended = true;
                Err(Fault::new(place, cannot_read(&error)))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::intake::{Options, open};

    fn message(subject: &str, body: &str) -> String {
        format!(
            "From news@tarn.example Tue Mar  4 09:00:00 2031\nFrom: Tarn Gazette <news@tarn.example>\n\
             To: x@kite.example\nSubject: {subject}\nDate: Tue, 4 Mar 2031 09:00:00 +0100\n\n{body}\n\n"
        )
    }

    #[test]
    fn messages_come_one_by_one() {
        let long = "Reed, sedge, rush.\n".repeat(60);
        let input = [
            message(
                "One",
                ">From here on the quay is shut.\n\nFrom there it is open.",
            ),
            message("Two", &long),
            message("Three", "The mayor spoke."),
        ]
        .concat();
        let found: Vec<_> = open(input.as_bytes(), &Options { max_bytes: 1000 }).collect();
        let [Ok(first), Err(second), Ok(third)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(first.place, "message 1");
        assert_eq!(first.known.title.as_deref(), Some("One"));
        let body = String::from_utf8_lossy(&first.bytes);
        assert!(body.starts_with("From: Tarn"), "{body}");
        assert!(
            body.contains("\nFrom here on") && body.contains("\nFrom there"),
            "{body}"
        );
        assert!(!body.contains("Three"), "{body}");
        assert!(
            second.to_string().starts_with("message 2: too large"),
            "{second}"
        );
        assert_eq!(third.known.title.as_deref(), Some("Three"));
        assert_eq!(third.signal, "mail");
    }
}
