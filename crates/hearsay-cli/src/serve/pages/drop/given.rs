//! What the form of the screen sends: a text, an address or a file, and what is known of it.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use hearsay::intake::{Known, MAX_BYTES, Page};

use crate::fetch::{self, Fetcher};
use crate::input::{self, Failed, Found};
use crate::serve::fault::Fault;

/// What was sent. Fields that were left open are empty.
#[derive(Debug, Default)]
pub(super) struct Given {
    text: String,
    url: String,
    file: Vec<u8>,
    name: String,
    known: Known,
}

impl Given {
    /// The fields of a form.
    pub(super) async fn of(mut form: Multipart) -> Result<Self, Fault> {
        let mut given = Self::default();
        while let Some(field) = form.next_field().await.map_err(unread)? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "file" {
                given.name = field.file_name().unwrap_or_default().to_owned();
                given.file = field.bytes().await.map_err(unread)?.to_vec();
                continue;
            }
            let text = field.text().await.map_err(unread)?;
            let told = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
            match name.as_str() {
                "text" => given.text = text,
                "url" => given.url = told.unwrap_or_default(),
                "address" => given.known.url = told,
                "outlet" => given.known.outlet = told,
                "published" => given.known.published = told,
                _ => {}
            }
        }
        Ok(given)
    }

    /// The page, and what its input is called. An address is fetched.
    pub(super) fn page(self) -> Result<(String, Page), Fault> {
        let mut pages = self.pages()?;
        let first = pages.next().unwrap_or_else(|| Err(nothing()));
        let found = first.map_err(|failed| wrong(format!("{:#}", failed.error)))?;
        if pages.next().is_some() {
            return Err(wrong(
                "it holds more than one page\n  hint: `hearsay add` reads them all",
            ));
        }
        Ok((found.input, found.page))
    }

    fn pages(self) -> Result<Box<dyn Iterator<Item = Result<Found, Failed>>>, Fault> {
        if !self.url.is_empty() {
            if !fetch::is_web(&self.url) {
                return Err(wrong("that is not an http or https address"));
            }
            // Private networks are this machine's, not the visitor's.
            let fetcher = Fetcher::new(MAX_BYTES, false);
            let pages = input::fetched(&self.url, &fetcher);
            return Ok(Box::new(
                pages.map_err(|error| wrong(format!("{error:#}")))?,
            ));
        }
        if !self.file.is_empty() {
            return Ok(Box::new(input::handed(&self.name, self.file)));
        }
        if self.text.trim().is_empty() {
            return Err(wrong(
                "nothing was dropped\n  hint: paste a text, or give an address or a file",
            ));
        }
        let known = self.known;
        let pages = input::handed("(pasted)", self.text.into_bytes());
        Ok(Box::new(pages.map(move |found| {
            let mut found = found?;
            if known != Known::default() {
                found.page.known = known.clone();
                found.page.signal = "user";
                found.page.overrules = true;
            }
            Ok(found)
        })))
    }
}

fn nothing() -> Failed {
    Failed {
        name: String::new(),
        error: anyhow::anyhow!("nothing to read in it"),
    }
}

fn wrong(detail: impl Into<String>) -> Fault {
    Fault::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
}

/// A form that cannot be read, or is too large.
fn unread(error: MultipartError) -> Fault {
    Fault::new(error.status(), error.body_text().to_lowercase())
}
