//! Where pages come from: files, folders of them, stdin, addresses.
//!
//! Decides what each argument means and brings its bytes, never more than the limit.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use crate::fetch::{self, Fetcher};

/// One page to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// A file on disk.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// An address.
    Web(String),
}

/// The bytes of an input.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) bytes: Vec<u8>,
    /// The address they came from.
    pub(super) url: Option<String>,
}

/// Whether an argument names a folder.
pub(super) fn is_folder(argument: &str) -> bool {
    kind(argument) == Kind::Path && Path::new(argument).is_dir()
}

/// The inputs that an argument stands for: the files of a folder and of the folders in it, sorted
/// by name, without those whose name starts with a dot; else the one it names. What cannot be
/// listed is an error with its name.
pub(super) fn expand(argument: &str) -> Vec<Result<Input, (String, anyhow::Error)>> {
    match kind(argument) {
        Kind::Stdin => vec![Ok(Input::Stdin)],
        Kind::Web => vec![Ok(Input::Web(argument.to_owned()))],
        Kind::Path if Path::new(argument).is_dir() => {
            let mut found = Vec::new();
            walk(Path::new(argument), &mut found);
            if found.is_empty() {
                let error = anyhow!("no files in this folder");
                found.push(Err((argument.to_owned(), error)));
            }
            found
        }
        Kind::Path => vec![Ok(Input::File(PathBuf::from(argument)))],
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Stdin,
    Web,
    Path,
}

fn kind(argument: &str) -> Kind {
    if argument == "-" {
        Kind::Stdin
    } else if fetch::scheme(argument).is_some() {
        Kind::Web
    } else {
        Kind::Path
    }
}

/// Adds the files under a folder. Links to folders are not followed: they can form a ring.
fn walk(folder: &Path, found: &mut Vec<Result<Input, (String, anyhow::Error)>>) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            let error = anyhow::Error::from(error).context("cannot list the folder");
            found.push(Err((folder.display().to_string(), error)));
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let path = entry.path();
        if hidden {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&path, found);
        } else if path.is_file() {
            found.push(Ok(Input::File(path)));
        }
    }
}

impl Input {
    /// What messages call it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "(stdin)".to_owned(),
            Self::Web(url) => url.clone(),
        }
    }

    /// Brings the bytes.
    ///
    /// # Errors
    /// If it cannot be opened, fetched or read, or holds more than `limit` bytes. The caller adds
    /// the name.
    pub(super) fn load(&self, fetcher: &Fetcher, limit: usize) -> Result<Loaded> {
        match self {
            Self::File(path) => open(path).and_then(|file| take(file, limit)).map(local),
            Self::Stdin => take(io::stdin().lock(), limit).map(local),
            Self::Web(url) => fetcher.fetch(url).map(|fetched| Loaded {
                bytes: fetched.bytes,
                url: Some(fetched.url),
            }),
        }
    }
}

fn local(bytes: Vec<u8>) -> Loaded {
    Loaded { bytes, url: None }
}

fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => anyhow!("no such file\n  hint: is the path spelt right?"),
        io::ErrorKind::PermissionDenied => anyhow!("this file may not be read"),
        _ => anyhow!("cannot open the file: {error}"),
    })
}

/// Everything a source gives, if it is not more than `limit` bytes.
fn take(source: impl Read, limit: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source
        .take(limit as u64 + 1)
        .read_to_end(&mut bytes)
        .context("cannot read it to its end")?;
    if bytes.len() > limit {
        bail!(
            "too large for one page: more than {limit} bytes\n  hint: split the input into single articles"
        );
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_told_apart() {
        assert_eq!(kind("-"), Kind::Stdin);
        assert_eq!(kind("https://example.org/a"), Kind::Web);
        assert_eq!(kind("ftp://example.org/a"), Kind::Web);
        assert_eq!(kind("C:\\a.html"), Kind::Path);
        assert_eq!(kind("pages/a.html"), Kind::Path);
    }

    #[test]
    fn the_limit_is_the_last_byte_allowed() {
        assert_eq!(take(&b"abc"[..], 3).expect("fits"), b"abc");
        let error = take(&b"abcd"[..], 3).expect_err("too long").to_string();
        assert!(error.contains("more than 3 bytes"), "{error}");
    }
}
