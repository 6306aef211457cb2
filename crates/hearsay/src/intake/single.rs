//! An input that is one page.

use std::io::Read;

use super::mail::{self, Kind};
use super::source::all;
use super::{Fault, Page, Pages, cannot_read};

/// The page that a source is, read when it is asked for.
pub(super) fn pages<'a>(
    source: impl Read + Send + 'a,
    mail: Option<Kind>,
    max_bytes: usize,
) -> Pages<'a> {
    Pages::new(std::iter::once(source).map(move |source| read(source, mail, max_bytes)))
}

fn read(source: impl Read, mail: Option<Kind>, max_bytes: usize) -> Result<Page, Fault> {
    let bytes = all(source, max_bytes)
        .map_err(|error| Fault::new("", cannot_read(&error)))?
        .ok_or_else(|| Fault::too_large("", max_bytes))?;
    Ok(match mail {
        Some(kind) => mail::page(bytes, kind),
        None => Page {
            bytes,
            ..Page::default()
        },
    })
}
