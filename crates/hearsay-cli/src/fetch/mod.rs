//! Fetching a page: the only network access of the program.
//!
//! Decides what may be fetched (http and https; public addresses, unless told otherwise), how long
//! it may take and how much it may bring. What the bytes mean is left to the page reader.

mod guard;

use std::io::Read;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use ureq::http::Uri;

/// What the program calls itself.
const AGENT: &str = concat!(
    "hearsay/",
    env!("CARGO_PKG_VERSION"),
    " (command line; fetches one page that a person asked for)"
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
}

/// Fetches pages over one pool of connections.
#[derive(Debug)]
pub(crate) struct Fetcher {
    agent: ureq::Agent,
    limit: usize,
}

/// Whether this is an http or https address.
pub(crate) fn is_web(text: &str) -> bool {
    matches!(scheme(text), Some(scheme) if is_http(scheme)) && text.parse::<Uri>().is_ok()
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

impl Fetcher {
    /// A fetcher of pages up to `limit` bytes; from private and loopback addresses only if
    /// `allow_private`. Proxies of the environment are not used: behind one, nobody could tell
    /// which address answers.
    pub(crate) fn new(limit: usize, allow_private: bool) -> Self {
        let config = ureq::Agent::config_builder()
            .user_agent(AGENT)
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(WHOLE))
            .max_redirects(REDIRECTS)
            .proxy(None)
            .accept("text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5")
            .build();
        let connector = ureq::unversioned::transport::DefaultConnector::default();
        let agent = ureq::Agent::with_parts(config, connector, guard::Guard::new(allow_private));
        Self { agent, limit }
    }

    /// Fetches one page.
    ///
    /// # Errors
    /// If the address is not http or https, does not answer in time, answers with an error, leads
    /// to a private address, or sends more than the limit. The caller adds the address.
    pub(crate) fn fetch(&self, url: &str) -> Result<Fetched> {
        match scheme(url) {
            Some(scheme) if is_http(scheme) => {}
            scheme => bail!(
                "cannot fetch {}\n  hint: give an http or https address, or the path of a saved page",
                scheme.map_or("this".to_owned(), |scheme| format!("over {scheme}"))
            ),
        }
        let mut response = self.agent.get(url).call().map_err(explain)?;
        let url = ureq::ResponseExt::get_uri(&response).to_string();
        let mut bytes = Vec::new();
        response
            .body_mut()
            .as_reader()
            .take(self.limit as u64 + 1)
            .read_to_end(&mut bytes)
            .context("the answer broke off")?;
        if bytes.len() > self.limit {
            bail!("the page is larger than {} bytes", self.limit);
        }
        Ok(Fetched { url, bytes })
    }
}

/// The words for a failed request.
fn explain(error: ureq::Error) -> anyhow::Error {
    match error {
        ureq::Error::StatusCode(code) => {
            anyhow!("the server answered {code}\n  hint: does the page open in a browser?")
        }
        ureq::Error::Timeout(_) => anyhow!("no answer in time"),
        ureq::Error::HostNotFound => {
            anyhow!("no such host\n  hint: is the address spelt right, and is there a network?")
        }
        ureq::Error::Io(error) => anyhow!(
            "no connection: {error}\n  hint: is the address spelt right, and is there a network?"
        ),
        ureq::Error::Other(error) if error.is::<guard::Private>() => anyhow!("{error}"),
        error => anyhow!("{error}"),
    }
}

#[cfg(test)]
mod tests;
