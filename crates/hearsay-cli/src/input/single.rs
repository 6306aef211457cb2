//! One page that somebody hands in: its bytes, or its address. Archives are for `hearsay add`.

use std::io::Cursor;

use anyhow::{Result, anyhow, bail};
use hearsay::intake::{self, Options, Page};

use crate::clock;
use crate::fetch::Fetcher;

/// The one page of these bytes.
///
/// # Errors
/// If they hold none, or more than one.
pub(crate) fn given(bytes: Vec<u8>) -> Result<Page> {
    let mut pages = intake::open_file(Cursor::new(bytes), &Options::default());
    let first = pages
        .next()
        .ok_or_else(|| anyhow!("there is no page in it"))??;
    if pages.next().is_some() {
        bail!(
            "there is more than one page in it\n  hint: `hearsay add` takes in archives and feeds"
        );
    }
    Ok(first)
}

/// The one page at an address.
///
/// # Errors
/// As [`given`], and if it cannot be fetched.
pub(crate) fn fetched(fetcher: &Fetcher, url: &str) -> Result<Page> {
    let fetched = fetcher.fetch(url)?;
    let page = given(fetched.bytes)?;
    Ok(Page {
        address: page.address.or(Some(fetched.url)),
        charset: page.charset.or(fetched.charset),
        fetched: page.fetched.or_else(|| Some(clock::stamp())),
        ..page
    })
}
