//! A buffered reader that can look ahead, hand out lines, and start anew after broken data.

use std::io::{self, BufRead, Read};

/// How far one can look ahead, in bytes.
const BUFFER: usize = 64 << 10;

/// How far one can go back, in bytes.
const HISTORY: usize = 64 << 10;

/// A reader of packed data that can go on behind a break.
pub(super) trait Resync: Read {
    /// Moves to where the data can be read again. `false` if there is no such place.
    fn resync(&mut self) -> io::Result<bool>;
}

impl<R: Resync + ?Sized> Resync for Box<R> {
    fn resync(&mut self) -> io::Result<bool> {
        (**self).resync()
    }
}

/// Data as it comes: nothing to go on behind.
pub(super) struct Plain<R>(pub(super) R);

impl<R: Read> Read for Plain<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl<R: Read> Resync for Plain<R> {
    fn resync(&mut self) -> io::Result<bool> {
        Ok(false)
    }
}

/// One line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Its bytes, with the line feed.
    Whole(Vec<u8>),
    /// It was longer than the limit, and was skipped.
    TooLong,
}

/// A buffered reader.
pub(super) struct Source<R> {
    reader: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    consumed: u64,
    /// What the reader failed with while it was looked ahead.
    failure: Option<io::Error>,
}

impl<R: Read> Source<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            buffer: vec![0; HISTORY + BUFFER],
            start: 0,
            end: 0,
            consumed: 0,
            failure: None,
        }
    }

    /// How many bytes were taken out, looking ahead not counted.
    pub(super) fn consumed(&self) -> u64 {
        self.consumed
    }

    /// Goes back to where `consumed` bytes had been taken, or as near to it as is still known: at
    /// least 64 KiB.
    pub(super) fn back(&mut self, consumed: u64) {
        let far = usize::try_from(self.consumed.saturating_sub(consumed)).unwrap_or(usize::MAX);
        let far = far.min(self.start);
        self.start -= far;
        self.consumed -= far as u64;
    }

    /// The next `bytes` bytes, at most 64 KiB, without taking them; fewer at the end, or before
    /// data that cannot be read.
    pub(super) fn peek(&mut self, bytes: usize) -> io::Result<&[u8]> {
        let bytes = bytes.min(BUFFER);
        if self.start + bytes > self.buffer.len() {
            let kept = self.start.saturating_sub(HISTORY);
            self.buffer.copy_within(kept..self.end, 0);
            self.end -= kept;
            self.start -= kept;
        }
        while self.end - self.start < bytes && self.failure.is_none() {
            match self.reader.read(&mut self.buffer[self.end..]) {
                Ok(0) => break,
                Ok(more) => self.end += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => self.failure = Some(error),
            }
        }
        if self.start == self.end
            && let Some(error) = self.failure.take()
        {
            return Err(error);
        }
        let end = self.end.min(self.start + bytes);
        Ok(&self.buffer[self.start..end])
    }

    /// Goes on to where these bytes stand. `false` if they do not.
    pub(super) fn find(&mut self, bytes: &[u8]) -> io::Result<bool> {
        loop {
            let ready = self.fill_buf()?;
            if ready.is_empty() {
                return Ok(false);
            }
            let first = ready.iter().position(|byte| bytes.first() == Some(byte));
            let skip = first.unwrap_or(ready.len());
            self.consume(skip);
            if first.is_some() {
                if self.peek(bytes.len())?.starts_with(bytes) {
                    return Ok(true);
                }
                self.consume(1);
            }
        }
    }

    /// The next line; `None` at the end. A line of more than `limit` bytes is skipped without
    /// being held.
    pub(super) fn line(&mut self, limit: usize) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let mut long = false;
        loop {
            let chunk = self.fill_buf()?;
            if chunk.is_empty() {
                break;
            }
            let stop = chunk.iter().position(|&byte| byte == b'\n');
            let length = stop.map_or(chunk.len(), |at| at + 1);
            if long || line.len() + length > limit {
                long = true;
                line = Vec::new();
            } else {
                line.extend_from_slice(&chunk[..length]);
            }
            self.consume(length);
            if stop.is_some() {
                break;
            }
        }
        Ok(if long {
            Some(Line::TooLong)
        } else {
            Some(Line::Whole(line)).filter(|line| *line != Line::Whole(Vec::new()))
        })
    }
}

/// Everything that a reader gives; `None` if it is more than `limit` bytes.
pub(super) fn all(reader: impl Read, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let length = ready.len().min(buffer.len());
        buffer[..length].copy_from_slice(&ready[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start < self.end {
            return Ok(&self.buffer[self.start..self.end]);
        }
        self.peek(1)?;
        Ok(&self.buffer[self.start..self.end])
    }

    fn consume(&mut self, bytes: usize) {
        self.start = (self.start + bytes).min(self.end);
        self.consumed += bytes as u64;
    }
}

impl<R: Resync> Resync for Source<R> {
    fn resync(&mut self) -> io::Result<bool> {
        self.failure = None;
        self.start = 0;
        self.end = 0;
        self.reader.resync()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, then an error.
    struct Drip(&'static [u8]);

    impl Read for Drip {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else {
                return Err(io::Error::other("broken"));
            };
            buffer[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    #[test]
    fn looking_ahead_takes_nothing_and_errors_come_in_their_turn() {
        let mut source = Source::new(Drip(b"abc\nd"));
        assert_eq!(source.peek(100).expect("what is there"), b"abc\nd");
        assert_eq!(source.consumed(), 0);
        assert_eq!(
            source.line(10).expect("a line"),
            Some(Line::Whole(b"abc\n".to_vec()))
        );
        assert_eq!(source.peek(1).expect("one more"), b"d");
        assert!(source.line(10).is_err());
    }

    #[test]
    fn one_can_go_back() {
        let bytes: Vec<u8> = (0..500_000_u32).map(|at| (at % 251) as u8).collect();
        let mut source = Source::new(bytes.as_slice());
        let mut first = vec![0; 300_000];
        source.read_exact(&mut first).expect("memory");
        source.back(250_000);
        assert_eq!(source.consumed(), 250_000);
        assert_eq!(source.peek(10).expect("memory"), &bytes[250_000..250_010]);
        source.back(0);
        let at = usize::try_from(source.consumed()).expect("small");
        assert!(at <= 300_000 - HISTORY, "{at}");
        assert_eq!(source.peek(10).expect("memory"), &bytes[at..at + 10]);
    }

    #[test]
    fn long_lines_are_skipped() {
        let text = format!("{}\nb\n", "a".repeat(BUFFER * 3));
        let mut source = Source::new(text.as_bytes());
        assert_eq!(source.line(BUFFER).expect("a line"), Some(Line::TooLong));
        assert_eq!(
            source.line(2).expect("a line"),
            Some(Line::Whole(b"b\n".to_vec()))
        );
        assert_eq!(source.line(2).expect("the end"), None);
    }

    #[test]
    fn the_limit_is_the_last_byte_allowed() {
        assert_eq!(all(&b"abc"[..], 3).expect("bytes"), Some(b"abc".to_vec()));
        assert_eq!(all(&b"abcd"[..], 3).expect("bytes"), None);
    }
}
