//! From arguments to inputs: what an argument means, and the files of a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::Failed;
use crate::fetch;

/// Where an input is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Where {
    /// On disk.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// At an address.
    Web(String),
}

impl Where {
    /// What messages call it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "(stdin)".to_owned(),
            Self::Web(url) => url.clone(),
        }
    }
}

/// What an argument means.
fn meaning(argument: String) -> Where {
    if argument == "-" {
        Where::Stdin
    } else if fetch::scheme(&argument).is_some() {
        Where::Web(argument)
    } else {
        Where::File(PathBuf::from(argument))
    }
}

/// Whether an argument names a folder.
pub(crate) fn is_folder(argument: &str) -> bool {
    matches!(meaning(argument.to_owned()), Where::File(path) if path.is_dir())
}

/// The inputs that arguments stand for: for a folder its files and those of the folders in it,
/// sorted by name, without those whose name starts with a dot. Holds the names of the folders
/// that it is in.
pub(super) struct Walk<A> {
    arguments: A,
    /// What is left of the folders, the last name first.
    left: Vec<PathBuf>,
    /// A folder in which no file was seen yet.
    empty: Option<String>,
}

impl<A: Iterator<Item = Result<String, Failed>>> Walk<A> {
    pub(super) fn new(arguments: A) -> Self {
        Self {
            arguments,
            left: Vec::new(),
            empty: None,
        }
    }

    /// Puts the entries of a folder on top of what is left.
    fn enter(&mut self, folder: &Path) -> io::Result<()> {
        let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.file_name()));
        let shown = |entry: &fs::DirEntry| !entry.file_name().as_encoded_bytes().starts_with(b".");
        // Links to folders are not followed: they can form a ring.
        let open = |entry: &fs::DirEntry| {
            entry.file_type().is_ok_and(|kind| kind.is_dir()) || !entry.path().is_dir()
        };
        let entries = entries.into_iter().filter(|e| shown(e) && open(e));
        self.left.extend(entries.map(|entry| entry.path()));
        Ok(())
    }
}

impl<A: Iterator<Item = Result<String, Failed>>> Iterator for Walk<A> {
    type Item = Result<Where, Failed>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let path = match self.left.pop() {
                Some(path) => path,
                None => {
                    if let Some(folder) = self.empty.take() {
                        return Some(Err(Failed::new(folder, anyhow!("no files in this folder"))));
                    }
                    match self.arguments.next()?.map(meaning) {
                        Ok(Where::File(path)) => {
                            if path.is_dir() {
                                self.empty = Some(path.display().to_string());
                            }
                            path
                        }
                        other => return Some(other),
                    }
                }
            };
            if !path.is_dir() {
                self.empty = None;
                return Some(Ok(Where::File(path)));
            }
            if let Err(error) = self.enter(&path) {
                self.empty = None;
                let error = anyhow::Error::from(error).context("cannot list the folder");
                return Some(Err(Failed::new(path.display().to_string(), error)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_told_apart() {
        let of = |argument: &str| meaning(argument.to_owned());
        assert_eq!(of("-"), Where::Stdin);
        assert_eq!(
            of("https://example.org/a"),
            Where::Web("https://example.org/a".to_owned())
        );
        assert_eq!(
            of("ftp://example.org/a"),
            Where::Web("ftp://example.org/a".to_owned())
        );
        for path in ["C:\\a.html", "pages/a.html"] {
            assert_eq!(of(path), Where::File(path.into()));
        }
    }

    #[test]
    fn folders_are_walked_in_the_order_of_names() {
        let root = std::env::temp_dir().join(format!("hearsay-walk-{}", std::process::id()));
        for folder in ["b", "empty/deep", ".hidden"] {
            fs::create_dir_all(root.join(folder)).expect("a folder");
        }
        for file in [
            "c.html",
            "a.html",
            "b/2.html",
            "b/1.html",
            ".hidden/x",
            ".y",
        ] {
            fs::write(root.join(file), "x").expect("a file");
        }
        let name = |path: &Path| path.display().to_string();
        let arguments = [
            name(&root),
            name(&root.join("empty")),
            name(&root.join("nowhere")),
        ];
        let found: Vec<String> = Walk::new(arguments.into_iter().map(Ok))
            .map(|found| match found {
                Ok(place) => place.name(),
                Err(failed) => format!("{}: {}", failed.name, failed.error),
            })
            .map(|found| found.replace(&name(&root), "ROOT").replace('\\', "/"))
            .collect();
        fs::remove_dir_all(&root).expect("the folder");
        assert_eq!(
            found,
            [
                "ROOT/a.html",
                "ROOT/b/1.html",
                "ROOT/b/2.html",
                "ROOT/c.html",
                "ROOT/empty: no files in this folder",
                "ROOT/nowhere"
            ]
        );
    }
}
