//! What the exit code of the program means. Scripts rely on these numbers.

use std::process::ExitCode;

/// All inputs were done; also when the reader of stdout closed it early.
pub(crate) const DONE: u8 = 0;
/// Some inputs failed; each is named on stderr, the others were done.
pub(crate) const SOME_FAILED: u8 = 1;
/// The arguments make no sense (clap exits with the same number), or nothing could be opened.
pub(crate) const USAGE: u8 = 2;

/// The exit code of a run in which `failed` inputs failed.
pub(crate) fn after(failed: usize) -> ExitCode {
    ExitCode::from(if failed == 0 { DONE } else { SOME_FAILED })
}

/// The exit code of a run that its arguments forbid.
pub(crate) fn usage() -> ExitCode {
    ExitCode::from(USAGE)
}
