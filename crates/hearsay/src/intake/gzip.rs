//! Gzip (RFC 1952): any number of members, one after the other.
//!
//! Web archives pack each record into a member of its own, so that a broken one costs no other.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use super::source::{Resync, Source};

/// What a member may grow by before it is taken for a bomb: text packs tenfold, zeros thousandfold.
const GROWTH: u64 = 200;

/// What a member may unpack to whatever it grows by, in bytes.
const HARMLESS: u64 = 64 << 20;

/// What opens a member that is packed in the one way there is.
const MAGIC: [u8; 3] = [0x1F, 0x8B, 8];

/// The unpacked members.
pub(super) struct Gzip<R: Read> {
    state: State<Source<R>>,
    /// Where the member began, and how much came out of it.
    began: u64,
    unpacked: u64,
}

enum State<R: BufRead> {
    Member(Box<GzDecoder<R>>),
    Between(R),
    /// Only while one state becomes another.
    Moving,
}

impl<R: Read> Gzip<R> {
    pub(super) fn new(source: Source<R>) -> Self {
        Self {
            began: source.consumed(),
            unpacked: 0,
            state: State::Between(source),
        }
    }

    /// The packed data, wherever it was left.
    fn packed(&mut self) -> Option<Source<R>> {
        match std::mem::replace(&mut self.state, State::Moving) {
            State::Member(decoder) => Some(decoder.into_inner()),
            State::Between(source) => Some(source),
            State::Moving => None,
        }
    }

    fn begin(&mut self, source: Source<R>) {
        self.began = source.consumed();
        self.unpacked = 0;
        self.state = State::Member(Box::new(GzDecoder::new(source)));
    }

    /// Counts what came out of a member.
    fn grow(&mut self, bytes: usize) -> io::Result<()> {
        self.unpacked += bytes as u64;
        let State::Member(decoder) = &self.state else {
            return Ok(());
        };
        let packed = decoder.get_ref().consumed() - self.began;
        is_bomb(self.unpacked, packed)
    }
}

/// An error if data grows beyond all measure: what came out, and what of it was read, in bytes.
pub(super) fn is_bomb(unpacked: u64, packed: u64) -> io::Result<()> {
    if unpacked <= HARMLESS || unpacked / GROWTH <= packed {
        return Ok(());
    }
    let text = format!("it unpacks to more than {GROWTH} times its size: not unpacked");
    Err(io::Error::new(io::ErrorKind::InvalidData, text))
}

impl<R: Read> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let State::Member(decoder) = &mut self.state {
                let bytes = decoder.read(buffer)?;
                if bytes > 0 || buffer.is_empty() {
                    self.grow(bytes)?;
                    return Ok(bytes);
                }
            }
            let Some(mut source) = self.packed() else {
                return Ok(0);
            };
            while matches!(source.peek(1), Ok([0])) {
                source.consume(1);
            }
            let next = source.peek(2).map(<[u8]>::to_vec);
            match next.as_deref() {
                Ok([]) => {
                    self.state = State::Between(source);
                    return Ok(0);
                }
                Ok([0x1F, 0x8B]) => self.begin(source),
                _ => {
                    self.state = State::Between(source);
                    next?;
                    return Err(io::Error::new(
                        io::ErrorKind::InvalidData,
                        "no gzip member begins where one should",
                    ));
                }
            }
        }
    }
}

impl<R: Read> Resync for Gzip<R> {
    fn resync(&mut self) -> io::Result<bool> {
        let Some(mut source) = self.packed() else {
            return Ok(false);
        };
        // The break may have been seen only after the next member had begun.
        if source.consumed() > self.began {
            source.back(self.began + 1);
        }
        let found = source.find(&MAGIC);
        if matches!(found, Ok(true)) {
            self.begin(source);
        } else {
            self.state = State::Between(source);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn pack(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).expect("memory");
        encoder.finish().expect("memory")
    }

    #[test]
    fn members_follow_one_another() {
        let mut bytes = [pack("one "), pack("two")].concat();
        bytes.extend_from_slice(&[0, 0, 0]);
        let mut text = String::new();
        Gzip::new(Source::new(bytes.as_slice()))
            .read_to_string(&mut text)
            .expect("text");
        assert_eq!(text, "one two");
    }

    #[test]
    fn a_broken_member_costs_itself() {
        let mut broken = pack("the ferry does not sail before the weather turns");
        let middle = broken.len() / 2;
        broken.truncate(middle);
        let bytes = [broken, pack("two")].concat();
        let mut gzip = Gzip::new(Source::new(bytes.as_slice()));
        let mut text = Vec::new();
        assert!(gzip.read_to_end(&mut text).is_err());
        assert!(gzip.resync().expect("memory"));
        text.clear();
        gzip.read_to_end(&mut text).expect("the second member");
        assert_eq!(text, b"two");
        assert!(!gzip.resync().expect("memory"));
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        for _ in 0..256 {
            encoder.write_all(&[0; 1 << 20]).expect("memory");
        }
        let bytes = encoder.finish().expect("memory");
        let mut gzip = Gzip::new(Source::new(bytes.as_slice()));
        let error = io::copy(&mut gzip, &mut io::sink()).expect_err("a bomb");
        assert!(error.to_string().contains("200 times"), "{error}");
        assert!(gzip.unpacked < 2 * HARMLESS);
    }
}
