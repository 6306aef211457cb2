//! How far the inputs are read: bytes of files, of all that there are.

use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::walk::{Walk, Where};

/// Counts the bytes that are read of files. Clones count together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meter(Arc<AtomicU64>);

impl Meter {
    /// Bytes read so far.
    pub(crate) fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Bytes of the files that these arguments name, those in folders too. Lists and addresses
    /// are not counted.
    pub(crate) fn whole(arguments: &[String]) -> u64 {
        let named = arguments.iter().filter(|argument| *argument != "-");
        Walk::new(named.cloned().map(Ok))
            .map(|found| match found {
                Ok(Where::File(path)) => size(&path),
                _ => 0,
            })
            .sum()
    }

    /// A file whose reading counts.
    pub(super) fn over<R>(&self, inner: R) -> Metered<R> {
        Metered {
            inner,
            meter: self.clone(),
        }
    }
}

fn size(path: &Path) -> u64 {
    path.metadata().map_or(0, |about| about.len())
}

/// A reader that counts.
pub(super) struct Metered<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.meter.0.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
