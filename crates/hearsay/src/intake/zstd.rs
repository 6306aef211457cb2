//! Zstandard (RFC 8878): any number of frames, one after the other.
//!
//! Web archives pack each record into a frame of its own. They may open with a skippable frame
//! that holds the dictionary of all others, itself packed or not (WARC with Zstandard, IIPC).

use std::io::{self, BufRead, Read};

use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder};

use super::gzip::is_bomb;
use super::source::{Resync, Source, all};

/// The most that a frame may refer back to, in bytes: what is held in memory.
const WINDOW: u64 = 64 << 20;

/// The longest dictionary, in bytes.
const DICTIONARY: usize = 8 << 20;

/// What opens a frame.
const MAGIC: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// What opens the skippable frame with a dictionary.
const DICTIONARY_MAGIC: [u8; 4] = [0x5D, 0x2A, 0x4D, 0x18];

/// The unpacked frames.
pub(super) struct Zstd<R: Read> {
    source: Source<R>,
    decoder: FrameDecoder,
    /// The dictionary that the archive opens with.
    dictionary: Option<u32>,
    inside: bool,
    /// Where the frame began, and how much came out of it.
    began: u64,
    unpacked: u64,
}

impl<R: Read> Zstd<R> {
    pub(super) fn new(source: Source<R>) -> Self {
        Self {
            source,
            decoder: decoder(),
            dictionary: None,
            inside: false,
            began: 0,
            unpacked: 0,
        }
    }

    /// Begins the next frame; `false` at the end.
    fn begin(&mut self) -> io::Result<bool> {
        loop {
            let at = self.source.consumed();
            let head = self.source.peek(8)?;
            if head.is_empty() {
                return Ok(false);
            }
            if let [first, 0x2A, 0x4D, 0x18, length @ ..] = head
                && (0x50..0x60).contains(first)
            {
                let length = length.try_into().map_err(|_| cut())?;
                let (holds, length) = (*first == DICTIONARY_MAGIC[0], u32::from_le_bytes(length));
                self.source.consume(8);
                let mut frame = (&mut self.source).take(u64::from(length));
                if holds {
                    let bytes = all(&mut frame, DICTIONARY)?.ok_or_else(|| {
                        broken(format!("its dictionary is longer than {DICTIONARY} bytes"))
                    })?;
                    self.dictionary = Some(take_in(&mut self.decoder, &bytes)?);
                } else {
                    io::copy(&mut frame, &mut io::sink())?;
                }
                continue;
            }
            if !head.starts_with(&MAGIC) {
                return Err(broken("no zstd frame begins where one should"));
            }
            self.began = at;
            self.decoder.init(&mut self.source).map_err(broken)?;
            // A frame need not name a dictionary that the archive gives to all.
            if let Some(id) = self.dictionary {
                self.decoder.force_dict(id).map_err(broken)?;
            }
            self.inside = true;
            self.unpacked = 0;
            return Ok(true);
        }
    }
}

fn decoder() -> FrameDecoder {
    let mut decoder = FrameDecoder::new();
    decoder.set_max_window_size(WINDOW);
    decoder
}

/// Gives a dictionary to a decoder; returns its number.
fn take_in(decoder: &mut FrameDecoder, bytes: &[u8]) -> io::Result<u32> {
    let unpacked;
    let raw = if bytes.starts_with(&MAGIC) {
        unpacked = all(Zstd::new(Source::new(bytes)), DICTIONARY)?
            .ok_or_else(|| broken(format!("its dictionary is longer than {DICTIONARY} bytes")))?;
        &unpacked
    } else {
        bytes
    };
    let dictionary = Dictionary::decode_dict(raw)
        .map_err(|error| broken(format!("its dictionary is broken: {error}")))?;
    let id = dictionary.id;
    decoder.add_dict(dictionary).map_err(broken)?;
    Ok(id)
}

fn broken(error: impl ToString) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}

fn cut() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "cut off")
}

impl<R: Read> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.inside && !self.begin()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decoder
                    .decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(broken)?;
            }
            let bytes = self.decoder.read(buffer)?;
            if bytes == 0 {
                self.inside = false;
                let told = self.decoder.get_checksum_from_data();
                if told.is_some() && told != self.decoder.get_calculated_checksum() {
                    return Err(broken("the checksum of a zstd frame does not match"));
                }
                continue;
            }
            self.unpacked += bytes as u64;
            is_bomb(self.unpacked, self.source.consumed() - self.began)?;
            return Ok(bytes);
        }
    }
}

impl<R: Read> Resync for Zstd<R> {
    fn resync(&mut self) -> io::Result<bool> {
        self.inside = false;
        if self.source.consumed() > self.began {
            self.source.back(self.began + 1);
        }
        self.source.find(&MAGIC)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame with one uncompressed block.
    fn frame(text: &str) -> Vec<u8> {
        let length = u8::try_from(text.len()).expect("a short text");
        // Single segment, so the length stands in one byte; then the block's head: last, raw.
        let mut frame = [&MAGIC[..], &[0x20, length]].concat();
        frame.extend_from_slice(&(u32::from(length) << 3 | 1).to_le_bytes()[..3]);
        frame.extend_from_slice(text.as_bytes());
        frame
    }

    fn skippable(first: u8, content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).expect("short");
        [
            &[first, 0x2A, 0x4D, 0x18][..],
            &length.to_le_bytes(),
            content,
        ]
        .concat()
    }

    #[test]
    fn frames_follow_one_another() {
        let bytes = [frame("one "), skippable(0x50, b"note"), frame("two")].concat();
        let mut text = String::new();
        Zstd::new(Source::new(bytes.as_slice()))
            .read_to_string(&mut text)
            .expect("text");
        assert_eq!(text, "one two");
    }

    #[test]
    fn a_broken_frame_costs_itself() {
        let mut broken = frame("the ferry does not sail");
        broken.truncate(25);
        let bytes = [broken, frame("two")].concat();
        let mut zstd = Zstd::new(Source::new(bytes.as_slice()));
        let mut text = Vec::new();
        assert!(zstd.read_to_end(&mut text).is_err());
        assert!(zstd.resync().expect("memory"));
        text.clear();
        zstd.read_to_end(&mut text).expect("the second frame");
        assert_eq!(text, b"two");
    }

    #[test]
    fn a_broken_dictionary_and_a_huge_window_are_errors() {
        let of = |bytes: Vec<u8>| {
            let mut text = Vec::new();
            let error = Zstd::new(Source::new(bytes.as_slice())).read_to_end(&mut text);
            error.expect_err("an error").to_string()
        };
        let error = of(skippable(DICTIONARY_MAGIC[0], b"no dictionary"));
        assert!(error.contains("dictionary"), "{error}");
        // A window of a terabyte.
        let error = of([&MAGIC[..], &[0, 0xF0, 1, 0, 0]].concat());
        assert!(error.to_lowercase().contains("window"), "{error}");
        // One byte, sixty thousand times a block of four bytes: a bomb.
        let mut bomb = [&MAGIC[..], &[0, 0x50]].concat();
        for _ in 0..3000 {
            bomb.extend_from_slice(&(0xFFFF_u32 << 3 | 2).to_le_bytes()[..3]);
            bomb.push(b'a');
        }
        let error = io::copy(
            &mut Zstd::new(Source::new(bomb.as_slice())),
            &mut io::sink(),
        );
        assert!(
            error
                .expect_err("a bomb")
                .to_string()
                .contains("times its size")
        );
    }
}
