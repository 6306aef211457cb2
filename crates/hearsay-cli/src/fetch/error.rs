//! Why a page did not come, and whose fault it may be.

use jiff::Timestamp;
use thiserror::Error;

use super::guard;

/// Why a page did not come. The caller adds the address.
#[derive(Debug, Error)]
pub(crate) enum FetchError {
    /// Not http nor https.
    #[error(
        "cannot fetch {over}\n  hint: give an http or https address, or the path of a saved page"
    )]
    Scheme { over: String },
    /// An address that cannot be read.
    #[error("not an address: {0}")]
    Address(#[from] url::ParseError),
    /// A redirect to something else than the web.
    #[error("the server redirects to {0}, which is not http or https")]
    Sideways(String),
    /// More redirects than are followed, or one without a target.
    #[error("the server redirects without end: more than {0} times")]
    Redirects(u32),
    /// A host that leads to a private address.
    #[error("{0}")]
    Private(guard::Private),
    /// The name of the host leads nowhere.
    #[error("no such host\n  hint: is the address spelt right, and is there a network?")]
    NoHost,
    /// No connection, or one that broke before the answer began.
    #[error("no connection: {0}\n  hint: is the address spelt right, and is there a network?")]
    Connection(String),
    /// Not done in time.
    #[error("no answer in time")]
    Slow,
    /// An answer of another kind than a page.
    #[error("the server answered {status}\n  hint: {}", hint(*.status))]
    Status {
        status: u16,
        /// When the server wants to be asked again (RFC 9110, 10.2.3).
        retry: Option<Timestamp>,
    },
    /// A body that ended too early or makes no sense.
    #[error("the answer broke off: {0}")]
    Broken(String),
    /// A body that is longer than allowed, as sent or inflated.
    #[error("the page is larger than {0} bytes")]
    TooLarge(usize),
    /// A body in a compression that was not asked for.
    #[error("the server compressed the page by {0}, which was not asked for")]
    Encoding(String),
    /// The site's robots.txt forbids it.
    #[error("the site's robots.txt asks programs not to fetch this")]
    Robots,
    /// The site's robots.txt cannot be read, which forbids everything (RFC 9309, 2.3.1.4).
    #[error("the site's robots.txt cannot be read, so nothing of it is fetched: {0}")]
    NoRobots(String),
    /// The host has failed or asked for patience, and is left alone for a while.
    #[error("{host} is left alone until {until}")]
    Resting {
        host: String,
        /// RFC 3339.
        until: String,
    },
    /// Somebody wished to stop.
    #[error("stopped")]
    Stopped,
    /// Anything else that the client says.
    #[error("{0}")]
    Other(String),
}

fn hint(status: u16) -> &'static str {
    match status {
        404 | 410 => "is the address spelt right? The page may have been taken down",
        429 | 503 => "it asks for patience: try again later",
        _ => "does the page open in a browser?",
    }
}

impl FetchError {
    /// Whether the host is overloaded, down, or asks for patience: to be left alone for a while.
    pub(super) fn tires(&self) -> bool {
        match self {
            Self::Status { status, .. } => *status == 429 || *status >= 500,
            Self::NoHost | Self::Connection(_) | Self::Slow => true,
            _ => false,
        }
    }

    /// When the server wants to be asked again, if it said so.
    pub(super) fn retry(&self) -> Option<Timestamp> {
        match self {
            Self::Status { retry, .. } => *retry,
            _ => None,
        }
    }
}

impl From<ureq::Error> for FetchError {
    fn from(error: ureq::Error) -> Self {
        match error {
            ureq::Error::Timeout(_) => Self::Slow,
            ureq::Error::HostNotFound => Self::NoHost,
            ureq::Error::Io(error) => Self::Connection(error.to_string()),
            ureq::Error::Other(error) => match error.downcast::<guard::Private>() {
                Ok(private) => Self::Private(*private),
                Err(error) => Self::Other(error.to_string()),
            },
            error => Self::Other(error.to_string()),
        }
    }
}
