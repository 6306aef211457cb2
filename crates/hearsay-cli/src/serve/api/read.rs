//! Reading a page at once: nothing is stored.

use anyhow::{Result, bail};
use axum::extract::State;
use axum::response::Response;
use hearsay::intake::{Known, Page};
use hearsay::page::MAX_BYTES;
use hearsay::reading::Reading;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::json;
use super::asked::Told;
use crate::args::parse;
use crate::fetch::Fetcher;
use crate::input::{self, single};
use crate::read;
use crate::serve::fault::Fault;
use crate::serve::room::Room;

/// A page to read: its text or its HTML, or the address alone, which is fetched then.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ToRead {
    /// Clean text, taken as it is.
    text: Option<String>,
    /// The page as HTML.
    html: Option<String>,
    /// The address.
    #[schema(pattern = "^[hH][tT][tT][pP][sS]?://")]
    url: Option<String>,
    /// Publication date, in place of what the page says: 2031-05-17 or 2031-05-17T08:30:00+02:00.
    published: Option<String>,
    /// Who publishes it, in place of what the page says.
    outlet: Option<String>,
    /// The headline, in place of what the page says.
    title: Option<String>,
    /// Take the text as it is: nothing is removed as page furniture.
    #[serde(default)]
    verbatim: bool,
    /// The page's own sentences too, those that it puts in nobody's mouth.
    #[serde(default)]
    own_voice: bool,
    /// Say which rule, word list or model gave each value.
    #[serde(default)]
    explain: bool,
}

/// Read a page: the article, and who says what in it; nothing is kept
///
/// As `hearsay read --json` prints it. Pages of private and loopback addresses are not fetched.
#[utoipa::path(post, path = "/read", operation_id = "readPage", tag = "read", request_body = ToRead,
    responses((status = 200, description = "The reading", body = Reading)))]
pub(super) async fn read(
    State(room): State<Room>,
    Told(told): Told<ToRead>,
) -> Result<Response, Fault> {
    let reading = room.work(move || Ok(reading(told)?)).await?;
    json(&reading)
}

fn reading(told: ToRead) -> Result<Reading> {
    if let Some(Err(wrong)) = told.url.as_deref().map(parse::address) {
        bail!("\"url\" is {wrong}");
    }
    if let Some(Err(wrong)) = told.published.as_deref().map(parse::date) {
        bail!("\"published\" is {wrong}");
    }
    let known = Known {
        url: told
            .url
            .clone()
            .filter(|_| told.text.is_some() || told.html.is_some()),
        outlet: told.outlet,
        title: told.title,
        published: told.published,
        ..Known::default()
    };
    let given = |bytes: String, verbatim| Page {
        bytes: bytes.into_bytes(),
        verbatim,
        charset: Some("utf-8".to_owned()),
        ..Page::default()
    };
    let page = match (told.text, told.html, told.url) {
        (Some(text), None, _) => given(text, true),
        (None, Some(html), _) => given(html, false),
        (None, None, Some(url)) => single::fetched(&Fetcher::new(MAX_BYTES, false), &url)?,
        (Some(_), Some(_), _) => {
            bail!("both \"text\" and \"html\"\n  hint: give one of them")
        }
        (None, None, None) => {
            bail!("neither \"text\" nor \"html\" nor \"url\"\n  hint: give one of them")
        }
    };
    let article = input::article(&page, told.verbatim, known)?;
    let heard = read::heard(&article, told.own_voice);
    Ok(read::value(&article, &heard, told.explain))
}
