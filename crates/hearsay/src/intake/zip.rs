//! Zip archives (PKWARE APPNOTE 6.3): each entry is an input of its own.
//!
//! Walks the directory at the end of the file entry by entry and believes nothing of it: what an
//! entry unpacks to is counted while it is unpacked, names are only shown, and entries that lie
//! over one another are refused. A web archive collection (WACZ 1.1) is told by its
//! `datapackage.json`; of it only `archive/` is read.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::read::DeflateDecoder;

use super::gzip::is_bomb;
use super::source::{Plain, Resync};
use super::{Context, Fault, Page, Pages, cannot_read, pages};
use crate::span::clip;

/// What opens the end of the directory, and how long it is without its comment, in bytes.
const END: [u8; 4] = *b"PK\x05\x06";
const END_BYTES: usize = 22;

/// The same with 64-bit numbers, and what says where it stands.
const END_64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_64: [u8; 4] = *b"PK\x06\x07";

/// What opens an entry of the directory, and the entry itself.
const LISTED: [u8; 4] = *b"PK\x01\x02";
const ENTRY: [u8; 4] = *b"PK\x03\x04";

/// How much of an entry's name is shown, in bytes.
const NAME: usize = 300;

/// The longest comment at the end, in bytes.
const COMMENT: u64 = 0xFFFF;

/// A part of a file, read through a handle that all parts share.
struct Part<R> {
    file: Arc<Mutex<R>>,
    at: u64,
    end: u64,
}

impl<R: Read + Seek> Read for Part<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let length = buffer.len().min(left);
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let bytes = file.read(&mut buffer[..length])?;
        self.at += bytes as u64;
        Ok(bytes)
    }
}

/// The archive, and how far its directory was read.
struct Zip<'a, R> {
    file: Arc<Mutex<R>>,
    length: u64,
    /// Where the next entry of the directory stands, and how many there are.
    at: u64,
    left: u64,
    /// Packed bytes of all entries opened so far: no more than the file has.
    opened: u64,
    /// Whether only the web archives in it are read.
    wacz: bool,
    context: Context,
    /// The entry that pages are drawn from.
    entry: Option<(String, Pages<'a>)>,
    found: bool,
}

/// An entry as the directory lists it.
struct Listed {
    name: String,
    flags: u16,
    method: u16,
    packed: u64,
    offset: u64,
}

/// The pages of an archive.
pub(super) fn open<'a, R: Read + Seek + Send + 'a>(file: R, context: Context) -> Pages<'a> {
    match Zip::new(file, context) {
        Ok(zip) => Pages::new(zip),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Pages::fault(error.to_string()),
        Err(error) => Pages::fault(cannot_read(&error)),
    }
}

impl<'a, R: Read + Seek + Send + 'a> Zip<'a, R> {
    fn new(mut file: R, context: Context) -> io::Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        let (at, left) = directory(&mut file, length)?;
        let mut zip = Self {
            file: Arc::new(Mutex::new(file)),
            length,
            at,
            left,
            opened: 0,
            wacz: false,
            context,
            entry: None,
            found: false,
        };
        zip.look()?;
        (zip.at, zip.left) = (at, left);
        Ok(zip)
    }

    /// Reads the directory once to see what kind of archive it is.
    fn look(&mut self) -> io::Result<()> {
        while let Some(listed) = self.listed()? {
            match listed.name.as_str() {
                "datapackage.json" => self.wacz = true,
                "[Content_Types].xml" => {
                    return Err(broken(
                        "an office document\n  hint: save it as text or as HTML",
                    ));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn part(&self, at: u64, length: u64) -> Part<R> {
        Part {
            file: Arc::clone(&self.file),
            at,
            end: at.saturating_add(length),
        }
    }

    fn exactly<const N: usize>(&self, at: u64) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.part(at, N as u64).read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// The next entry of the directory.
    fn listed(&mut self) -> io::Result<Option<Listed>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let head: [u8; 46] = self.exactly(self.at)?;
        if !head.starts_with(&LISTED) {
            return Err(broken("its directory is broken"));
        }
        let [name, extra, comment] = [28, 30, 32].map(|at| u64::from(u16_at(&head, at)));
        let mut rest = Vec::new();
        self.part(self.at + 46, name + extra)
            .read_to_end(&mut rest)?;
        let (name_bytes, extra_bytes) =
            rest.split_at(rest.len().min(usize::from(u16_at(&head, 28))));
        self.at = self.at.saturating_add(46 + name + extra + comment);
        let mut listed = Listed {
            name: String::from_utf8_lossy(name_bytes).into_owned(),
            flags: u16_at(&head, 8),
            method: u16_at(&head, 10),
            packed: u64::from(u32_at(&head, 20)),
            offset: u64::from(u32_at(&head, 42)),
        };
        let unpacked = u32_at(&head, 24);
        listed.widen(extra_bytes, unpacked);
        Ok(Some(listed))
    }

    /// Opens an entry.
    fn open(&mut self, listed: &Listed) -> io::Result<Pages<'a>> {
        if listed.flags & 1 != 0 {
            return Err(broken("locked with a password\n  hint: unpack it first"));
        }
        let head: [u8; 30] = self.exactly(listed.offset)?;
        if !head.starts_with(&ENTRY) {
            return Err(broken("no entry stands where the directory says"));
        }
        let skip = 30 + u64::from(u16_at(&head, 26)) + u64::from(u16_at(&head, 28));
        let start = listed.offset.saturating_add(skip);
        self.opened = self.opened.saturating_add(listed.packed);
        if self.opened > self.length {
            self.left = 0;
            return Err(broken(
                "its entries lie over one another: the rest is not unpacked",
            ));
        }
        let part = self.part(start, listed.packed);
        let entry: Box<dyn Resync + Send + 'a> = match listed.method {
            0 => Box::new(Plain(part)),
            8 => Box::new(Plain(Inflated {
                decoder: DeflateDecoder::new(part),
            })),
            other => {
                return Err(broken(format!(
                    "packed by method {other}, which hearsay cannot unpack"
                )));
            }
        };
        Ok(pages(entry, self.context.inside()))
    }

    fn wants(&self, name: &str) -> bool {
        let hidden = name
            .split('/')
            .any(|part| part.starts_with('.') && part != "..");
        let page = !name.ends_with('/') && !hidden && !name.starts_with("__MACOSX/");
        page && (!self.wacz || name.starts_with("archive/"))
    }
}

impl<'a, R: Read + Seek + Send + 'a> Iterator for Zip<'a, R> {
    type Item = Result<Page, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((name, pages)) = &mut self.entry {
                let inside = |place: &str| match place {
                    "" => name.clone(),
                    place => format!("{name}, {place}"),
                };
                match pages.next() {
                    Some(Ok(page)) => {
                        let place = inside(&page.place);
                        return Some(Ok(Page { place, ..page }));
                    }
                    Some(Err(fault)) => {
                        return Some(Err(Fault::new(inside(&fault.place), fault.reason)));
                    }
                    None => self.entry = None,
                }
            }
            let listed = match self.listed() {
                Ok(Some(listed)) => listed,
                Ok(None) if self.found => return None,
                Ok(None) => {
                    self.found = true;
                    return Some(Err(Fault::new("", "an archive without a page in it")));
                }
                Err(error) => {
                    (self.left, self.found) = (0, true);
                    return Some(Err(Fault::new("", cannot_read(&error))));
                }
            };
            if !self.wants(&listed.name) {
                continue;
            }
            self.found = true;
            let name = clip(&listed.name, NAME).to_owned();
            match self.open(&listed) {
                Ok(pages) => self.entry = Some((name, pages)),
                Err(error) => return Some(Err(Fault::new(name, error.to_string()))),
            }
        }
    }
}

/// An entry, unpacked.
struct Inflated<R> {
    decoder: DeflateDecoder<R>,
}

impl<R: Read> Read for Inflated<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.decoder.read(buffer)?;
        is_bomb(self.decoder.total_out(), self.decoder.total_in())?;
        Ok(bytes)
    }
}

impl Listed {
    /// Takes the 64-bit numbers of the extra field, for those that do not fit 32 bits.
    fn widen(&mut self, mut extra: &[u8], unpacked: u32) {
        const FULL: u64 = 0xFFFF_FFFF;
        while let [kind @ .., length_low, length_high] = extra.get(..4).unwrap_or_default() {
            let length = usize::from(u16::from_le_bytes([*length_low, *length_high]));
            let wide = kind == [1, 0];
            let end = (4 + length).min(extra.len());
            let mut numbers = extra[4..end]
                .as_chunks::<8>()
                .0
                .iter()
                .map(|bytes| u64::from_le_bytes(*bytes));
            extra = &extra[end..];
            if !wide {
                continue;
            }
            if u64::from(unpacked) == FULL {
                numbers.next();
            }
            for slot in [&mut self.packed, &mut self.offset] {
                if *slot == FULL {
                    *slot = numbers.next().unwrap_or(FULL);
                }
            }
            return;
        }
    }
}

/// Where the directory begins, and how many entries it has.
fn directory<R: Read + Seek>(file: &mut R, length: u64) -> io::Result<(u64, u64)> {
    let window = length.min(COMMENT + END_BYTES as u64);
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(length - window))?;
    file.by_ref().take(window).read_to_end(&mut tail)?;
    let end = tail
        .windows(END_BYTES)
        .rposition(|end| end.starts_with(&END))
        .ok_or_else(|| {
            broken("a ZIP archive without its end\n  hint: was the download cut off?")
        })?;
    let (mut entries, mut at) = (
        u64::from(u16_at(&tail, end + 10)),
        u64::from(u32_at(&tail, end + 16)),
    );
    if let Some(locator) = end.checked_sub(20)
        && tail[locator..].starts_with(&LOCATOR_64)
    {
        let mut wide = [0; 56];
        file.seek(SeekFrom::Start(u64_at(&tail, locator + 8)))?;
        file.read_exact(&mut wide)?;
        if wide.starts_with(&END_64) {
            (entries, at) = (u64_at(&wide, 32), u64_at(&wide, 48));
        }
    }
    Ok((at, entries))
}

fn bytes_at<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let found = bytes.get(at..at + N).and_then(|part| part.try_into().ok());
    found.unwrap_or([0; N])
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(bytes_at(bytes, at))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes_at(bytes, at))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes_at(bytes, at))
}

fn broken(text: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, text.into())
}

#[cfg(test)]
mod tests;
