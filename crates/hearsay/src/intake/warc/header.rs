//! The head of a record: what it is, how long it is, where and when it was fetched.

use super::http::{charset, is_html};

/// What a record says of itself.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// Bytes of its content.
    pub(super) length: u64,
    /// The address that was fetched.
    pub(super) address: Option<String>,
    /// When it was fetched: RFC 3339.
    pub(super) date: Option<String>,
    kind: String,
    content_type: String,
}

impl Header {
    /// Reads the lines of a head, the version first.
    pub(super) fn parse(head: &[u8]) -> Result<Self, String> {
        let mut header = Self::default();
        let mut length = None;
        for (name, value) in fields(head) {
            match name.as_str() {
                "warc-type" => header.kind = value.to_ascii_lowercase(),
                "content-type" => header.content_type = value,
                "content-length" => length = value.parse().ok(),
                // Early writers put the address in angle brackets.
                "warc-target-uri" => {
                    header.address = Some(value.trim_matches(['<', '>']).to_owned());
                }
                "warc-date" => header.date = Some(value),
                _ => {}
            }
        }
        header.length = length.ok_or("it does not say how long it is")?;
        header.address = header
            .address
            .filter(|url| url.starts_with("http://") || url.starts_with("https://"));
        Ok(header)
    }

    /// Whether it holds the answer of a web server.
    pub(super) fn is_answer(&self) -> bool {
        let kind = self.content_type.to_ascii_lowercase();
        self.kind == "response" && kind.starts_with("application/http")
    }

    /// Whether it holds a page as it is.
    pub(super) fn is_page(&self) -> bool {
        self.kind == "resource" && is_html(&self.content_type)
    }

    /// The charset of its page.
    pub(super) fn charset(&self) -> Option<String> {
        charset(&self.content_type)
    }
}

/// The fields of a head after its first line: names in lower case, values of several lines joined.
pub(super) fn fields(head: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(head);
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.lines().skip(1) {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    fields
}
