//! What somebody dropped: words, an address or a file, and what is known of it; and how it is read.

use anyhow::{Result, bail};
use axum::extract::Multipart;
use axum::extract::multipart::Field;
use hearsay::intake::{Known, Page};
use hearsay::reading::Reading;
use hearsay::voice::Heard;

use super::KEEPING;
use super::tray::Dropped;
use crate::args::parse;
use crate::fetch::Fetcher;
use crate::input::{self, single};
use crate::serve::fault::Fault;

/// The longest text that is read while somebody waits, in code points: longer than articles are.
const MOST: usize = 100_000;

/// The fields of the form, as they came; empty ones are `None`.
#[derive(Debug, Default)]
pub(super) struct Given {
    text: Option<String>,
    address: Option<String>,
    /// A file and its name.
    file: Option<(String, Vec<u8>)>,
    known: Known,
}

impl Given {
    /// What a form says.
    ///
    /// # Errors
    /// If it breaks off, is too large, or has a field that is no text where text is meant.
    pub(super) async fn of(mut form: Multipart) -> Result<Self, Fault> {
        let mut given = Self::default();
        while let Some(field) = form.next_field().await.map_err(broken)? {
            match field.name().unwrap_or_default() {
                "text" => given.text = words(field).await?,
                "address" => given.address = words(field).await?,
                "url" => given.known.url = words(field).await?,
                "outlet" => given.known.outlet = words(field).await?,
                "title" => given.known.title = words(field).await?,
                "published" => given.known.published = words(field).await?,
                "file" => {
                    let name = field.file_name().unwrap_or_default().to_owned();
                    let bytes = field.bytes().await.map_err(broken)?;
                    given.file = (!bytes.is_empty()).then(|| (name, bytes.to_vec()));
                }
                _ => {}
            }
        }
        Ok(given)
    }

    /// The page at an address.
    #[cfg(test)]
    pub(super) fn at(address: &str) -> Self {
        Self {
            address: Some(address.to_owned()),
            ..Self::default()
        }
    }

    /// Reads the page.
    ///
    /// # Errors
    /// If there is none or more than one, it cannot be fetched, it is no page, or its text is too long to wait for.
    pub(super) fn read(self, fetcher: &Fetcher) -> Result<Dropped> {
        if let Some(Err(wrong)) = self.known.url.as_deref().map(parse::address) {
            bail!("the address of the page is {wrong}");
        }
        if let Some(Err(wrong)) = self.known.published.as_deref().map(parse::date) {
            bail!("the date of publication is {wrong}");
        }
        let (input, page) = match (self.text, self.address, self.file) {
            (Some(text), None, None) => {
                let page = single::given(text.into_bytes())?;
                let charset = Some("utf-8".to_owned());
                ("(pasted)".to_owned(), Page { charset, ..page })
            }
            (None, Some(address), None) => {
                let page = single::fetched(fetcher, &address)?;
                (address, page)
            }
            (None, None, Some((name, bytes))) => (format!("(file) {name}"), single::given(bytes)?),
            (None, None, None) => {
                bail!(
                    "nothing was dropped\n  hint: paste a text, give an address, or choose a file"
                )
            }
            _ => bail!("more than one page was dropped\n  hint: drop them one after the other"),
        };
        let page = told(page, self.known);
        let article = input::article(&page, KEEPING.verbatim, Known::default())?;
        let length = article.text.chars().count();
        if length > MOST {
            bail!(
                "its text has {length} characters, and {MOST} are the most that are read here\n  hint: `hearsay add` takes in longer ones"
            );
        }
        let reading = Reading::new(&article, &Heard::read(&article));
        let key = KEEPING.capture_key(&page);
        let dropped = Dropped::new(KEEPING.ready(&input, page, key, reading));
        dropped.ok_or_else(|| anyhow::anyhow!("nothing was read"))
    }
}

/// The page with what its reader knows of it, which overrules what the page says.
fn told(page: Page, user: Known) -> Page {
    if user == Known::default() {
        return page;
    }
    Page {
        known: Known {
            url: user.url.or(page.known.url),
            outlet: user.outlet.or(page.known.outlet),
            title: user.title.or(page.known.title),
            published: user.published.or(page.known.published),
            ..page.known
        },
        overrules: true,
        signal: "user",
        ..page
    }
}

async fn words(field: Field<'_>) -> Result<Option<String>, Fault> {
    let text = field.text().await.map_err(broken)?;
    Ok(Some(text).filter(|text| !text.trim().is_empty()))
}

fn broken(error: axum::extract::multipart::MultipartError) -> Fault {
    Fault::new(error.status(), error.body_text()).back_to("/drop")
}
