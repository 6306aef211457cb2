//! A page that somebody gives, as text, as HTML or by its address, read for an answer: nothing is stored.

use anyhow::{Result, bail};
use hearsay::article::Article;
use hearsay::intake::{Known, Page};
use hearsay::page::MAX_BYTES;
use hearsay::reading::Reading;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{heard, value};
use crate::args::parse;
use crate::fetch::Fetcher;
use crate::input::{self, single};

/// The longest text that somebody waits for, in code points: ten seconds of reading, and longer than articles are.
const LONGEST: usize = 100_000;

/// A page to read: its text or its HTML, or the address alone, which is fetched then.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ToRead)]
pub(crate) struct Given {
    /// Clean text, taken as it is.
    pub(crate) text: Option<String>,
    /// The page as HTML.
    pub(crate) html: Option<String>,
    /// The address.
    #[schema(pattern = "^[hH][tT][tT][pP][sS]?://")]
    pub(crate) url: Option<String>,
    /// Publication date, in place of what the page says: 2031-05-17 or 2031-05-17T08:30:00+02:00.
    pub(crate) published: Option<String>,
    /// Who publishes it, in place of what the page says.
    pub(crate) outlet: Option<String>,
    /// The headline, in place of what the page says.
    pub(crate) title: Option<String>,
    /// Take the text as it is: nothing is removed as page furniture.
    #[serde(default)]
    pub(crate) verbatim: bool,
    /// The page's own sentences too, those that it puts in nobody's mouth.
    #[serde(default)]
    pub(crate) own_voice: bool,
    /// Say which rule, word list or model gave each value.
    #[serde(default)]
    pub(crate) explain: bool,
}

impl Given {
    /// Reads it. Pages of private and loopback addresses are not fetched.
    ///
    /// # Errors
    /// If it is not one page, cannot be fetched, is no article, or is longer than [`LONGEST`].
    pub(crate) fn read(self) -> Result<Reading> {
        if let Some(Err(wrong)) = self.url.as_deref().map(parse::address) {
            bail!("\"url\" is {wrong}");
        }
        if let Some(Err(wrong)) = self.published.as_deref().map(parse::date) {
            bail!("\"published\" is {wrong}");
        }
        let holds_page = self.text.is_some() || self.html.is_some();
        let known = Known {
            url: self.url.clone().filter(|_| holds_page),
            outlet: self.outlet,
            title: self.title,
            published: self.published,
            ..Known::default()
        };
        let page = match (self.text, self.html, self.url) {
            (Some(text), None, _) => sent(text, true),
            (None, Some(html), _) => sent(html, false),
            (None, None, Some(url)) => single::fetched(&Fetcher::new(MAX_BYTES, false), &url)?,
            (Some(_), Some(_), _) => {
                bail!("both \"text\" and \"html\"\n  hint: give one of them")
            }
            (None, None, None) => {
                bail!("neither \"text\" nor \"html\" nor \"url\"\n  hint: give one of them")
            }
        };
        let article = input::article(&page, self.verbatim, known)?;
        short(&article)?;
        let heard = heard(&article, self.own_voice);
        Ok(value(&article, &heard, self.explain))
    }
}

/// That an article can be waited for.
///
/// # Errors
/// If it is longer than [`LONGEST`].
pub(crate) fn short(article: &Article) -> Result<()> {
    let length = article.text.chars().count();
    if length > LONGEST {
        bail!(
            "the text has {length} letters and signs, too many to be read while somebody waits\n  \
             hint: `hearsay add` reads texts of any length"
        );
    }
    Ok(())
}

fn sent(bytes: String, verbatim: bool) -> Page {
    Page {
        bytes: bytes.into_bytes(),
        verbatim,
        charset: Some("utf-8".to_owned()),
        ..Page::default()
    }
}
