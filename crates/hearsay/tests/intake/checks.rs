//! What must hold of every input, for the property tests and for the fuzzer.

use std::io::Cursor;

use hearsay::intake::{Fault, Options, Page, open, open_file};
use hearsay::page::{self, PageOptions};

/// The longest page here, in bytes: short, so that the limit is met often.
const MOST: usize = 4096;

/// Opens the bytes as a stream and as a file, and checks the pages.
///
/// # Panics
/// If a page is too long, a fault says nothing, or two readings differ.
pub(crate) fn check(bytes: &[u8]) {
    let options = Options { max_bytes: MOST };
    let file: Vec<Result<Page, Fault>> = open_file(Cursor::new(bytes), &options).collect();
    let again: Vec<Result<Page, Fault>> = open_file(Cursor::new(bytes), &options).collect();
    assert_eq!(file, again, "two readings differ");
    let stream: Vec<Result<Page, Fault>> = open(bytes, &options).collect();
    let large_zip = bytes.starts_with(b"PK") && bytes.len() > MOST;
    assert!(stream == file || large_zip, "a stream differs from a file");
    assert!(!file.is_empty(), "an input must give a page or a fault");
    for (at, found) in file.iter().enumerate() {
        match found {
            Ok(page) => {
                assert!(page.bytes.len() <= MOST, "{} bytes", page.bytes.len());
                assert!(!page.place.contains('\n') || bytes.starts_with(b"PK"));
                // Some pages are enough to see that reading them does not fail.
                if at < 3 {
                    let _ = page::read(&page.bytes, &PageOptions::of(page));
                }
            }
            Err(fault) => assert!(!fault.reason.is_empty()),
        }
    }
}
