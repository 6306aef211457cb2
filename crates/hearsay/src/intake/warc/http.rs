//! The answer of a web server, as an archive keeps it: head, then the page, perhaps packed.

use super::header::fields;
use crate::intake::Fault;
use crate::intake::source::all;

/// The head of an answer.
#[derive(Debug)]
pub(super) struct Head {
    /// The status code.
    pub(super) status: u16,
    /// The charset that it names.
    pub(super) charset: Option<String>,
    content_type: String,
    chunked: bool,
    /// How the page was packed, in the order of packing.
    encodings: Vec<String>,
}

/// Whether a content type is that of a page.
pub(super) fn is_html(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    ["text/html", "application/xhtml+xml"]
        .iter()
        .any(|html| kind.eq_ignore_ascii_case(html))
}

/// The charset parameter of a content type.
pub(super) fn charset(content_type: &str) -> Option<String> {
    let value = content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })?;
    let value = value.trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then(|| value.to_owned())
}

impl Head {
    /// Reads the lines of a head; `None` if they are no answer of a web server.
    pub(super) fn parse(head: &[u8]) -> Option<Self> {
        let first = head.split(|&byte| byte == b'\n').next()?;
        let first = String::from_utf8_lossy(first);
        let mut words = first.split_whitespace();
        if !words.next()?.starts_with("HTTP/") {
            return None;
        }
        let mut parsed = Self {
            status: words.next()?.parse().ok()?,
            charset: None,
            content_type: String::new(),
            chunked: false,
            encodings: Vec::new(),
        };
        for (name, value) in fields(head) {
            match name.as_str() {
                "content-type" => parsed.content_type = value,
                "transfer-encoding" => {
                    parsed.chunked |= value.to_ascii_lowercase().contains("chunked");
                }
                "content-encoding" => parsed.encodings.extend(
                    value
                        .split(',')
                        .map(|name| name.trim().to_ascii_lowercase()),
                ),
                _ => {}
            }
        }
        parsed.charset = charset(&parsed.content_type);
        Some(parsed)
    }

    /// Whether the answer is a page.
    pub(super) fn is_page(&self) -> bool {
        is_html(&self.content_type)
    }

    /// The page, unpacked. Archives often keep it unpacked already and leave the head as it was,
    /// so what does not look packed is taken as it is.
    pub(super) fn decode(&self, payload: Vec<u8>, max_bytes: usize) -> Result<Vec<u8>, String> {
        let mut bytes = payload;
        if self.chunked
            && let Some(joined) = join_chunks(&bytes)
        {
            bytes = joined;
        }
        for encoding in self.encodings.iter().rev() {
            bytes = unpack(bytes, encoding, max_bytes)?;
        }
        Ok(bytes)
    }
}

fn unpack(bytes: Vec<u8>, encoding: &str, max_bytes: usize) -> Result<Vec<u8>, String> {
    let unpacked = match encoding {
        "gzip" | "x-gzip" if bytes.starts_with(b"\x1F\x8B") => all(
            flate2::read::MultiGzDecoder::new(bytes.as_slice()),
            max_bytes,
        ),
        "deflate" if is_zlib(&bytes) => {
            all(flate2::read::ZlibDecoder::new(bytes.as_slice()), max_bytes)
        }
        "deflate" if !is_markup(&bytes) => all(
            flate2::read::DeflateDecoder::new(bytes.as_slice()),
            max_bytes,
        ),
        "br" if !is_markup(&bytes) => {
            let reader = brotli_decompressor::Decompressor::new(bytes.as_slice(), 4096);
            all(reader, max_bytes)
        }
        "gzip" | "x-gzip" | "deflate" | "br" | "identity" | "" => return Ok(bytes),
        // Unpacked by whoever archived it, or of no use.
        _ if is_markup(&bytes) => return Ok(bytes),
        other => {
            return Err(format!(
                "packed with {other:?}, which hearsay cannot unpack"
            ));
        }
    };
    unpacked
        .map_err(|error| format!("cannot be unpacked from {encoding}: {error}"))?
        .ok_or_else(|| Fault::too_large("", max_bytes).reason)
}

/// A zlib head: deflate, and a check that its two bytes pass.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..]
        if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

fn is_markup(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    start.trim_ascii_start().starts_with(b"<")
}

/// The content of a chunked body (RFC 9112, 7.1); `None` if it is not chunked. A body that breaks
/// off gives what is there.
fn join_chunks(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    loop {
        let end = rest.iter().take(1024).position(|&byte| byte == b'\n');
        let line = end.map(|end| rest[..end].trim_ascii());
        let size = line.and_then(|line| {
            let digits = line.split(|&byte| byte == b';').next()?.trim_ascii();
            usize::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
        });
        let (Some(end), Some(size)) = (end, size) else {
            return (!joined.is_empty()).then_some(joined);
        };
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(joined);
        }
        let length = size.min(rest.len());
        joined.extend_from_slice(&rest[..length]);
        rest = &rest[length..];
        rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn head(fields: &str) -> Head {
        let text = format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n");
        Head::parse(text.as_bytes()).expect("an answer")
    }

    #[test]
    fn heads() {
        let page = head("content-TYPE: Text/HTML; x=y; Charset=\"windows-1251\"");
        assert!(page.is_page() && page.status == 200);
        assert_eq!(page.charset.as_deref(), Some("windows-1251"));
        assert!(!head("Content-Type: image/gif").is_page());
        assert!(Head::parse(b"SSH-2.0").is_none());
        assert!(Head::parse(b"HTTP/1.1 OK").is_none());
        assert!(Head::parse(b"").is_none());
    }

    #[test]
    fn chunks_are_joined_if_there_are_any() {
        let chunked = head("Transfer-Encoding: chunked");
        let of = |bytes: &[u8]| chunked.decode(bytes.to_vec(), 1000).expect("a page");
        assert_eq!(of(b"4\r\n<p>a\r\n3;x=y\r\nbcd\r\n0\r\n\r\n"), b"<p>abcd");
        assert_eq!(of(b"<p>joined already"), b"<p>joined already");
        assert_eq!(of(b"ffffffffffffffff\r\n<p>a"), b"<p>a");
        assert_eq!(of(b"4\r\n<p>a\r\nnonsense"), b"<p>a");
    }

    #[test]
    fn packed_pages_are_unpacked_up_to_the_limit() {
        let page = b"<p>The quay is shut.</p>".repeat(20);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&page).expect("memory");
        let packed = gzip.finish().expect("memory");
        let head = head("Content-Encoding: gzip");
        assert_eq!(head.decode(packed.clone(), 1000).expect("a page"), page);
        assert_eq!(head.decode(page.clone(), 1000).expect("a page"), page);
        assert!(
            head.decode(packed.clone(), 100)
                .expect_err("too large")
                .contains("too large")
        );
        assert!(head.decode(packed[..30].to_vec(), 1000).is_err());
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        zlib.write_all(&page).expect("memory");
        let deflate = self::head("Content-Encoding: deflate");
        let packed = zlib.finish().expect("memory");
        assert_eq!(deflate.decode(packed.clone(), 1000).expect("a page"), page);
        // Without the zlib head, as some servers send it.
        let raw = packed[2..packed.len() - 4].to_vec();
        assert_eq!(deflate.decode(raw, 1000).expect("a page"), page);
        let br = self::head("Content-Encoding: br");
        // An empty last meta-block before an uncompressed one of three bytes.
        let packed = [0x0b, 0x01, 0x80, b'<', b'p', b'>', 0x03];
        assert_eq!(br.decode(packed.to_vec(), 1000).expect("a page"), b"<p>");
        assert!(
            self::head("Content-Encoding: zstd")
                .decode(vec![1, 2], 10)
                .is_err()
        );
    }
}
