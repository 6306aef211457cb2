//! The body of an answer: inflated, and never more than allowed, as sent nor as inflated.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use super::FetchError;

/// Reads a body of at most `limit` bytes. What had come before a failure stays in `bytes`.
pub(super) fn read(
    raw: impl Read,
    encoding: Option<&str>,
    limit: usize,
    bytes: &mut Vec<u8>,
) -> Result<(), FetchError> {
    let mut raw = BufReader::new(Within::new(raw, limit));
    let done = match encoding.map(str::trim).filter(|name| !name.is_empty()) {
        None => raw.read_to_end(bytes),
        Some(name) if name.eq_ignore_ascii_case("identity") => raw.read_to_end(bytes),
        Some(name) if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") => {
            // Some servers say gzip and send the page as it is.
            match raw.fill_buf() {
                Ok([0x1f, 0x8b, ..]) => {
                    Within::new(MultiGzDecoder::new(raw), limit).read_to_end(bytes)
                }
                Ok(_) => raw.read_to_end(bytes),
                Err(error) => Err(error),
            }
        }
        Some(name) => return Err(FetchError::Encoding(name.to_owned())),
    };
    done.map(|_| ()).map_err(|error| explain(error, limit))
}

fn explain(error: io::Error, limit: usize) -> FetchError {
    if error.get_ref().is_some_and(|inner| inner.is::<Over>()) {
        return FetchError::TooLarge(limit);
    }
    match ureq::Error::from(error) {
        ureq::Error::Timeout(_) => FetchError::Slow,
        error => FetchError::Broken(error.to_string()),
    }
}

/// A reader that fails after `left` bytes.
struct Within<R> {
    inner: R,
    left: usize,
}

impl<R> Within<R> {
    fn new(inner: R, left: usize) -> Self {
        Self { inner, left }
    }
}

impl<R: Read> Read for Within<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(self.left.saturating_add(1));
        let count = self.inner.read(&mut buffer[..most])?;
        match self.left.checked_sub(count) {
            Some(left) => self.left = left,
            None => return Err(io::Error::other(Over)),
        }
        Ok(count)
    }
}

/// More bytes than allowed.
#[derive(Debug)]
struct Over;

impl fmt::Display for Over {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("more bytes than allowed")
    }
}

impl std::error::Error for Over {}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    }

    fn all(raw: &[u8], encoding: Option<&str>, limit: usize) -> Result<Vec<u8>, FetchError> {
        let mut bytes = Vec::new();
        read(raw, encoding, limit, &mut bytes).map(|()| bytes)
    }

    #[test]
    fn the_limit_is_the_last_byte_allowed() {
        assert_eq!(all(b"abc", None, 3).expect("fits"), b"abc");
        assert!(matches!(
            all(b"abcd", None, 3),
            Err(FetchError::TooLarge(3))
        ));
        let sent = gzip(&[b'a'; 100]);
        assert_eq!(all(&sent, Some("gzip"), 100).expect("fits").len(), 100);
        assert!(matches!(
            all(&sent, Some("GZIP"), 99),
            Err(FetchError::TooLarge(99))
        ));
    }

    #[test]
    fn a_body_that_inflates_to_nothing_is_limited_as_sent() {
        let endless = gzip(b"").repeat(1000);
        assert_eq!(all(&endless, Some("gzip"), 1 << 20).expect("fits"), b"");
        assert!(matches!(
            all(&endless, Some("gzip"), 1000),
            Err(FetchError::TooLarge(1000))
        ));
    }

    #[test]
    fn broken_and_strange_compressions_are_said() {
        let cut = gzip(b"The ferry is late.");
        let error = all(&cut[..cut.len() - 9], Some("gzip"), 1000).expect_err("cut");
        assert!(matches!(error, FetchError::Broken(_)), "{error}");
        assert_eq!(all(b"plain", Some("gzip"), 10).expect("as it is"), b"plain");
        let error = all(b"x", Some("br"), 10).expect_err("not asked for");
        assert!(error.to_string().contains("by br"), "{error}");
    }
}
