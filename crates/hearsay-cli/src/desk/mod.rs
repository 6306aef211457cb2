//! Work on a ledger: corrections, reading anew, checking that it is whole.

pub(crate) mod change;
mod correct;
mod corrections;
mod reread;
mod verify;

pub(crate) use correct::run as correct;
pub(crate) use corrections::run as corrections;
pub(crate) use reread::run as reread;
pub(crate) use verify::run as verify;

/// Who corrects: the name given, else the one that the system knows.
pub(crate) fn who(given: Option<&str>) -> String {
    let system = || {
        ["USER", "USERNAME", "LOGNAME"]
            .iter()
            .find_map(|name| std::env::var(name).ok())
    };
    given
        .map(str::to_owned)
        .or_else(system)
        .unwrap_or_else(|| "unknown".to_owned())
}
