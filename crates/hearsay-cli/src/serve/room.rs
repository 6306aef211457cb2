//! The room: the ledger as all requests share it.
//!
//! Reading takes one of a few read-only connections, so that an `add` may go on beside it; what is written passes one
//! connection, one change after the other. SQLite waits for disks, so that all of it runs on threads that may wait.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use hearsay::ledger::Ledger;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::fault::Fault;
use super::guard::Door;
use super::pages::Tray;
use crate::args::LedgerArgs;
use crate::ledger;

/// The fewest and the most connections that read at once: what a processor does not work on, waits for the disk.
const READERS: (usize, usize) = (4, 16);

/// The most questions that take long at once.
const ASIDES: usize = 2;

/// The shared state of all requests. Clones are the same room.
#[derive(Debug, Clone)]
pub(super) struct Room(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    place: LedgerArgs,
    door: Door,
    turns: Arc<Semaphore>,
    asides: Arc<Semaphore>,
    desks: Arc<Semaphore>,
    readers: Mutex<Vec<Ledger>>,
    writer: Mutex<Option<Ledger>>,
    tray: Tray,
}

impl Room {
    /// A room over the ledger at this place.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub(super) fn new(place: LedgerArgs, door: Door) -> Result<Self> {
        let first = ledger::read_only(&place)?;
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let turns = (2 * processors).clamp(READERS.0, READERS.1);
        Ok(Self(Arc::new(Inner {
            place,
            door,
            turns: Arc::new(Semaphore::new(turns)),
            asides: Arc::new(Semaphore::new(ASIDES)),
            desks: Arc::new(Semaphore::new(processors)),
            readers: Mutex::new(vec![first]),
            writer: Mutex::new(None),
            tray: Tray::default(),
        })))
    }

    /// Who may come in.
    pub(super) fn door(&self) -> &Door {
        &self.0.door
    }

    /// Pages that were dropped and are not kept yet.
    pub(super) fn tray(&self) -> &Tray {
        &self.0.tray
    }

    /// The answer to a question to the ledger.
    ///
    /// # Errors
    /// If the ledger cannot be opened, or the question fails.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Ledger) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let inner = Arc::clone(&self.0);
        let turn = Arc::clone(&inner.turns).acquire_owned().await;
        let asked = spawn_blocking(move || {
            // Held until the question is answered, also where nobody waits for the answer any more.
            let _turn = turn;
            let idle = inner.readers().pop();
            let reader = match idle {
                Some(reader) => reader,
                None => ledger::read_only(&inner.place)?,
            };
            let answer = question(&reader);
            inner.readers().push(reader);
            answer
        });
        joined(asked.await)
    }

    /// The answer to a question that takes long: on a connection of its own, two at a time.
    ///
    /// # Errors
    /// If the ledger cannot be opened, or the question fails.
    pub(super) async fn aside<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Ledger) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let inner = Arc::clone(&self.0);
        let turn = Arc::clone(&inner.asides).acquire_owned().await;
        let asked = spawn_blocking(move || {
            let _turn = turn;
            question(&ledger::read_only(&inner.place)?)
        });
        joined(asked.await)
    }

    /// Work without the ledger that keeps a processor busy: one such a processor at a time.
    ///
    /// # Errors
    /// If the work fails.
    pub(super) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let turn = Arc::clone(&self.0.desks).acquire_owned().await;
        let done = spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        joined(done.await)
    }

    /// Changes the ledger.
    ///
    /// # Errors
    /// If it cannot be opened for writing, or the change fails.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Ledger) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let inner = Arc::clone(&self.0);
        let changed = spawn_blocking(move || {
            // A change that panicked left its transaction behind, which ends with its connection.
            let mut writer = inner.writer.lock().unwrap_or_else(|poisoned| {
                let mut writer = poisoned.into_inner();
                *writer = None;
                inner.writer.clear_poison();
                writer
            });
            if writer.is_none() {
                *writer = Some(ledger::open(&inner.place)?);
            }
            match writer.as_mut() {
                Some(writer) => change(writer),
                None => Err(Fault::internal("the ledger is not open")),
            }
        });
        joined(changed.await)
    }
}

impl Inner {
    fn readers(&self) -> std::sync::MutexGuard<'_, Vec<Ledger>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The answer of a thread; a panic in it goes on in the request.
fn joined<T>(answer: Result<Result<T, Fault>, tokio::task::JoinError>) -> Result<T, Fault> {
    match answer {
        Ok(answer) => answer,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(Fault::internal("the reading room is closing")),
        },
    }
}
