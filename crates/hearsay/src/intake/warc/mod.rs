//! Web archives (WARC 0.17 to 1.1, ISO 28500): records, one after the other.
//!
//! Takes the web pages out of `response` and `resource` records and passes over all others. A
//! broken record is a fault; reading goes on at the next record that can be found.

mod header;
mod http;

use std::io::{self, BufRead, Read};

use super::source::{Line, Resync, Source, all};
use super::{Fault, Page};
use header::Header;

/// The longest head of a record or of an answer, in bytes.
const HEAD: usize = 64 << 10;

/// The pages of a web archive.
pub(super) struct Warc<R: Resync> {
    source: Source<R>,
    max_bytes: usize,
    /// Records begun, whatever they hold.
    number: u64,
    /// Whether the source stands where no record begins.
    lost: bool,
    /// Whether anything was found: a page or a fault.
    found: bool,
    ended: bool,
}

/// What went wrong in a record.
enum Wrong {
    /// The record holds no page that can be read; what follows it stands where it should.
    Content(String),
    /// Its borders are wrong.
    Frame(String),
    /// The data under it cannot be read.
    Data(io::Error),
}

impl From<io::Error> for Wrong {
    fn from(error: io::Error) -> Self {
        Self::Data(error)
    }
}

impl<R: Resync> Warc<R> {
    pub(super) fn new(source: Source<R>, max_bytes: usize) -> Self {
        Self {
            source,
            max_bytes,
            number: 0,
            lost: false,
            found: false,
            ended: false,
        }
    }

    /// Skips to the next line that opens a record. `false` at the end.
    fn find(&mut self) -> io::Result<bool> {
        loop {
            let blank = matches!(self.source.peek(1)?, [b'\r' | b'\n']);
            if blank {
                self.source.consume(1);
                continue;
            }
            match self.source.peek(5)? {
                [] => return Ok(false),
                b"WARC/" => return Ok(true),
                _ if !self.lost => return Ok(true),
                _ => {
                    self.source.line(HEAD)?;
                }
            }
        }
    }

    /// Reads one record; `None` if it holds no page.
    fn record(&mut self) -> Result<Option<Page>, Wrong> {
        let lines = self.head()?;
        let header = Header::parse(&lines).map_err(Wrong::Frame)?;
        let max_bytes = self.max_bytes;
        let mut body = (&mut self.source).take(header.length);
        let content = if header.is_answer() {
            answer(&mut body, max_bytes)?
        } else if header.is_page() {
            let bytes = all(&mut body, max_bytes)?;
            bytes
                .map(|bytes| Some((bytes, header.charset())))
                .ok_or_else(|| Fault::too_large("", max_bytes).reason)
        } else {
            Ok(None)
        };
        io::copy(&mut body, &mut io::sink())?;
        if body.limit() > 0 {
            return Err(Wrong::Frame(format!(
                "cut off: {} of its {} bytes are missing",
                body.limit(),
                header.length
            )));
        }
        while matches!(self.source.peek(1), Ok([b'\r' | b'\n'])) {
            self.source.consume(1);
        }
        if !matches!(self.source.peek(5), Ok([] | b"WARC/") | Err(_)) {
            return Err(Wrong::Frame(
                "its length is wrong: no record follows where it ends".to_owned(),
            ));
        }
        let content = content.map_err(Wrong::Content)?;
        Ok(content.map(|(bytes, charset)| Page {
            bytes,
            charset,
            address: header.address,
            fetched: header.date,
            signal: "warc",
            ..Page::default()
        }))
    }

    /// The lines of a record's head.
    fn head(&mut self) -> Result<Vec<u8>, Wrong> {
        let mut head = Vec::new();
        loop {
            match self.source.line(HEAD)? {
                Some(Line::Whole(line)) if head.len() + line.len() <= HEAD => {
                    if line.trim_ascii().is_empty() {
                        return Ok(head);
                    }
                    head.extend_from_slice(&line);
                    if !head.starts_with(b"WARC/") {
                        return Err(Wrong::Frame("no record begins where one should".to_owned()));
                    }
                }
                None => return Err(Wrong::Frame("cut off inside its head".to_owned())),
                Some(_) => {
                    return Err(Wrong::Frame(format!(
                        "its head is longer than {HEAD} bytes"
                    )));
                }
            }
        }
    }

    /// After an error of the data: goes on where it can be read again.
    fn recover(&mut self) {
        match self.source.resync() {
            Ok(true) => {}
            Ok(false) | Err(_) => self.ended = true,
        }
    }

    fn fault(&mut self, reason: String) -> Fault {
        self.found = true;
        Fault::new(format!("record {}", self.number), reason)
    }
}

impl<R: Resync> Iterator for Warc<R> {
    type Item = Result<Page, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.find() {
                Ok(true) => {}
                Ok(false) => {
                    self.ended = true;
                    let reason =
                        "a web archive without a web page: no answer of a server in it is HTML";
                    return (!self.found).then(|| Err(Fault::new("", reason)));
                }
                // The record before was said to be broken already.
                Err(_) if self.lost => {
                    self.recover();
                    continue;
                }
                Err(error) => {
                    self.lost = true;
                    self.recover();
                    let reason = format!("what follows it {}", unreadable(&error));
                    return Some(Err(self.fault(reason)));
                }
            }
            self.number += 1;
            self.lost = false;
            match self.record() {
                Ok(None) => {}
                Ok(Some(page)) => {
                    self.found = true;
                    let place = format!("record {}", self.number);
                    return Some(Ok(Page { place, ..page }));
                }
                Err(Wrong::Content(reason)) => return Some(Err(self.fault(reason))),
                Err(Wrong::Frame(reason)) => {
                    self.lost = true;
                    return Some(Err(self.fault(reason)));
                }
                Err(Wrong::Data(error)) => {
                    self.lost = true;
                    self.recover();
                    return Some(Err(self.fault(unreadable(&error))));
                }
            }
        }
        None
    }
}

fn unreadable(error: &io::Error) -> String {
    format!("cannot be unpacked: {error}")
}

/// A page and the charset that its carrier names.
type Content = Option<(Vec<u8>, Option<String>)>;

/// The page in a server's answer. The inner error costs the record alone.
fn answer(body: &mut impl BufRead, max_bytes: usize) -> io::Result<Result<Content, String>> {
    let mut head = Vec::new();
    loop {
        let before = head.len();
        body.take((HEAD - before) as u64)
            .read_until(b'\n', &mut head)?;
        if head.len() == before || head[before..].trim_ascii().is_empty() {
            break;
        }
    }
    let Some(head) = http::Head::parse(&head) else {
        return Ok(Err("not the answer of a web server".to_owned()));
    };
    if head.status != 200 || !head.is_page() {
        return Ok(Ok(None));
    }
    let Some(payload) = all(body, max_bytes)? else {
        return Ok(Err(Fault::too_large("", max_bytes).reason));
    };
    Ok(head
        .decode(payload, max_bytes)
        .map(|bytes| Some((bytes, head.charset))))
}

#[cfg(test)]
mod tests;
