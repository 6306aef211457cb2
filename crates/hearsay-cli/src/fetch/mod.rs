//! Fetching over the web: the only network access of the program.
//!
//! Decides what may be fetched (http and https; public addresses, unless told otherwise; the same
//! at each redirect), how long it may take and how much it may bring. [`Polite`] adds what a
//! program owes to servers that it asks again and again. What the bytes mean is left to the
//! readers.

mod body;
mod error;
mod guard;
mod polite;
mod retry;
mod robots;
#[cfg(test)]
pub(crate) mod server;

use std::time::Duration;

use anyhow::Result;
use ureq::http::header::{self, HeaderMap, HeaderName};
use url::Url;

use crate::clock;
pub(crate) use error::FetchError;
pub(crate) use guard::Reach;
pub(crate) use polite::Polite;

/// What the program calls itself when a person asked for a page.
const AGENT: &str = concat!(
    "hearsay/",
    env!("CARGO_PKG_VERSION"),
    " (command line; fetches one page that a person asked for)"
);
/// What the program calls itself when it goes round by itself. `hearsay` is its name in
/// robots.txt.
const WATCHER: &str = concat!(
    "hearsay/",
    env!("CARGO_PKG_VERSION"),
    " (reads the news feeds that a person follows, and their articles)"
);
/// Longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// Longest wait for the whole answer, redirects included.
const WHOLE: Duration = Duration::from_secs(60);
/// Most redirects followed.
const REDIRECTS: u32 = 8;

/// A page as it came.
#[derive(Debug)]
pub(crate) struct Fetched {
    /// The address that answered, after redirects.
    pub(crate) url: String,
    /// The body, decompressed.
    pub(crate) bytes: Vec<u8>,
    /// The charset that the `Content-Type` names.
    pub(crate) charset: Option<String>,
    /// The media type that the `Content-Type` names, in lower case, without parameters.
    pub(crate) content_type: Option<String>,
    /// The `ETag`, to be sent back as it is.
    pub(crate) etag: Option<String>,
    /// The `Last-Modified`, to be sent back as it is.
    pub(crate) last_modified: Option<String>,
}

/// What is known of an earlier answer (RFC 9110, 13.1).
#[derive(Debug, Clone, Default)]
pub(crate) struct Condition {
    /// Its `ETag`.
    pub(crate) etag: Option<String>,
    /// Its `Last-Modified`, or another time as an HTTP date.
    pub(crate) last_modified: Option<String>,
}

/// What a server says to a conditional request.
#[derive(Debug)]
pub(crate) enum Answer {
    /// The page, new or changed.
    Fetched(Fetched),
    /// The earlier answer still holds.
    NotModified,
}

/// Limits of a fetcher.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Most bytes of a body, as sent and as inflated.
    pub(crate) bytes: usize,
    /// Longest wait for a connection.
    pub(crate) connect: Duration,
    /// Longest wait for a whole answer, redirects included.
    pub(crate) whole: Duration,
}

impl Limits {
    /// The usual ones, with this most of bytes.
    pub(crate) fn of(bytes: usize) -> Self {
        Self {
            bytes,
            connect: CONNECT,
            whole: WHOLE,
        }
    }
}

/// Fetches pages over one pool of connections.
#[derive(Debug)]
pub(crate) struct Fetcher {
    agent: ureq::Agent,
    limits: Limits,
}

/// Whether this is an http or https address.
pub(crate) fn is_web(text: &str) -> bool {
    matches!(scheme(text), Some(scheme) if is_http(scheme)) && Url::parse(text).is_ok()
}

/// The scheme of what looks like an address: letters, then `://`.
pub(crate) fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once("://")?;
    let mut chars = scheme.chars();
    let word = chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    word.then_some(scheme)
}

fn is_http(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// What is asked of each address before a request goes out to it, redirects too.
type Permit<'a> = &'a mut dyn FnMut(&Url) -> Result<(), FetchError>;

impl Fetcher {
    /// A fetcher of pages up to `limit` bytes; from private and loopback addresses only if
    /// `allow_private`. Proxies of the environment are not used: behind one, nobody could tell
    /// which address answers.
    pub(crate) fn new(limit: usize, allow_private: bool) -> Self {
        Self::with(Limits::of(limit), Reach::new(allow_private), AGENT)
    }

    fn with(limits: Limits, reach: Reach, name: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .user_agent(name)
            .timeout_connect(Some(limits.connect))
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .accept("text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5")
            .accept_encoding("gzip")
            .build();
        let connector = ureq::unversioned::transport::DefaultConnector::default();
        let agent = ureq::Agent::with_parts(config, connector, guard::Guard::new(reach));
        Self { agent, limits }
    }

    /// Fetches one page.
    ///
    /// # Errors
    /// If the address is not http or https, does not answer in time, answers with an error, leads
    /// to a private address, or sends more than the limit. The caller adds the address.
    pub(crate) fn fetch(&self, url: &str) -> Result<Fetched> {
        match self.ask(url, &Condition::default(), &mut |_| Ok(()))? {
            Answer::Fetched(fetched) => Ok(fetched),
            Answer::NotModified => Err(FetchError::Status {
                status: 304,
                retry: None,
            }
            .into()),
        }
    }

    /// Asks for a page, following redirects, each of them only with leave of `permit`.
    fn ask(
        &self,
        url: &str,
        condition: &Condition,
        permit: Permit<'_>,
    ) -> Result<Answer, FetchError> {
        let mut bytes = Vec::new();
        match self.open(url, condition, permit)? {
            Opened::NotModified => Ok(Answer::NotModified),
            Opened::Body(opened) => {
                let (mut fetched, mut response) = *opened;
                let encoding = text(response.headers(), header::CONTENT_ENCODING);
                let raw = response.body_mut().as_reader();
                body::read(raw, encoding.as_deref(), self.limits.bytes, &mut bytes)?;
                fetched.bytes = bytes;
                Ok(Answer::Fetched(fetched))
            }
        }
    }

    /// The first `most` bytes of a page; a longer one is cut, one that breaks off is an error.
    fn opening(&self, url: &str, most: usize, permit: Permit<'_>) -> Result<Vec<u8>, FetchError> {
        let mut bytes = Vec::new();
        if let Opened::Body(opened) = self.open(url, &Condition::default(), permit)? {
            let (_, mut response) = *opened;
            let encoding = text(response.headers(), header::CONTENT_ENCODING);
            let raw = response.body_mut().as_reader();
            match body::read(raw, encoding.as_deref(), most, &mut bytes) {
                Ok(()) | Err(FetchError::TooLarge(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(bytes)
    }

    /// Goes to where the body of the page begins.
    fn open(
        &self,
        url: &str,
        condition: &Condition,
        permit: Permit<'_>,
    ) -> Result<Opened, FetchError> {
        match scheme(url) {
            Some(scheme) if is_http(scheme) => {}
            scheme => {
                let over = scheme.map_or("this".to_owned(), |scheme| format!("over {scheme}"));
                return Err(FetchError::Scheme { over });
            }
        }
        // Spells numbers as addresses (`http://0x7f.1/`), names in ASCII, and escapes the rest.
        let mut url = Url::parse(url)?;
        let mut left = self.limits.whole;
        for _ in 0..=REDIRECTS {
            permit(&url)?;
            let start = clock::moment();
            let response = self.request(&url, condition, left)?;
            left = left.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Err(FetchError::Slow);
            }
            let headers = response.headers();
            let status = response.status().as_u16();
            let target = text(headers, header::LOCATION);
            match (status, target) {
                (200..=299, _) => {
                    let fetched = described(&url, headers);
                    return Ok(Opened::Body(Box::new((fetched, response))));
                }
                (304, _) => return Ok(Opened::NotModified),
                (301 | 302 | 303 | 307 | 308, Some(target)) => url = redirect(&url, &target)?,
                (status, _) => {
                    let retry = text(headers, header::RETRY_AFTER);
                    let retry = retry.and_then(|text| retry::after(&text, clock::now()));
                    return Err(FetchError::Status { status, retry });
                }
            }
        }
        Err(FetchError::Redirects(REDIRECTS))
    }

    fn request(
        &self,
        url: &Url,
        condition: &Condition,
        time: Duration,
    ) -> Result<Response, FetchError> {
        let mut request = self.agent.get(url.as_str());
        for (name, value) in [
            (header::IF_NONE_MATCH, &condition.etag),
            (header::IF_MODIFIED_SINCE, &condition.last_modified),
        ] {
            // What a server or a file gave may hold what no header can.
            if let Some(Ok(value)) = value.as_deref().map(header::HeaderValue::from_str) {
                request = request.header(name, value);
            }
        }
        let request = request.config().timeout_global(Some(time)).build();
        Ok(request.call()?)
    }
}

type Response = ureq::http::Response<ureq::Body>;

/// An answer before its body is read.
enum Opened {
    Body(Box<(Fetched, Response)>),
    NotModified,
}

/// Where a redirect leads, if that is the web.
fn redirect(from: &Url, target: &str) -> Result<Url, FetchError> {
    let url = from.join(target.trim())?;
    if is_http(url.scheme()) {
        Ok(url)
    } else {
        Err(FetchError::Sideways(url.to_string()))
    }
}

/// What the head of an answer says of the page.
fn described(url: &Url, headers: &HeaderMap) -> Fetched {
    let kind = text(headers, header::CONTENT_TYPE).unwrap_or_default();
    let mut parts = kind.split(';');
    let media = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']).trim();
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty())
            .then(|| value.to_ascii_lowercase())
    });
    Fetched {
        url: shown(url),
        bytes: Vec::new(),
        charset,
        content_type: Some(media).filter(|media| !media.is_empty()),
        etag: text(headers, header::ETAG),
        last_modified: text(headers, header::LAST_MODIFIED),
    }
}

/// The address without what no server sees and what nobody else should see: fragment, password.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_fragment(None);
    // These fail for addresses that can have neither.
    let _ = url.set_username("").and_then(|()| url.set_password(None));
    url.to_string()
}

/// A header's value as text. Some servers put names in Latin-1 or UTF-8 into `Location`.
fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name)?.as_bytes();
    Some(String::from_utf8_lossy(value).into_owned())
}

#[cfg(test)]
mod tests;
