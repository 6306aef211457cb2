//! Where pages come from: files, folders of them, standard input, addresses, and lists of these.
//!
//! Decides what each argument means, opens it, and hands out its pages one by one, so that an
//! archive of any size is read in bounded memory. Whatever fails is named and costs itself.

pub(crate) mod list;
mod meter;
pub(crate) mod pdf;
pub(crate) mod single;
mod walk;
mod web;

use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use hearsay::article::Article;
use hearsay::intake::{self, Known, Options, Page, Pages};
use hearsay::page::{self, PageOptions};

use crate::clock;
use crate::fetch::{Fetched, Fetcher};
pub(crate) use meter::Meter;
pub(crate) use walk::is_folder;
use walk::{Walk, Where};
use web::Ahead;

/// One page to be read.
#[derive(Debug)]
pub(crate) struct Found {
    /// What messages call it: the input and the place in it.
    pub(crate) name: String,
    /// The input that it came from: a path, an address, `(stdin)`.
    pub(crate) input: String,
    /// The page, as found.
    pub(crate) page: Page,
}

/// An input, or a part of one, that gives no page.
#[derive(Debug)]
pub(crate) struct Failed {
    /// As [`Found::name`].
    pub(crate) name: String,
    /// What is wrong with it.
    pub(crate) error: anyhow::Error,
}

impl Failed {
    fn new(name: impl Into<String>, error: anyhow::Error) -> Self {
        Self {
            name: name.into(),
            error,
        }
    }
}

/// The pages of these arguments, in their order: files, folders, addresses, `-` for standard
/// input. Nothing is opened before its turn, but for a few addresses that are fetched ahead.
pub(crate) fn expand<A>(
    arguments: A,
    fetcher: Arc<Fetcher>,
    meter: &Meter,
) -> impl Iterator<Item = Result<Found, Failed>> + Send + use<A>
where
    A: Iterator<Item = Result<String, Failed>> + Send,
{
    Inputs {
        inputs: Ahead::new(Walk::new(arguments), fetcher),
        open: None,
        meter: meter.clone(),
    }
}

struct Inputs<A: Iterator<Item = Result<String, Failed>>> {
    inputs: Ahead<Walk<A>>,
    open: Option<Open>,
    meter: Meter,
}

/// The input that pages are drawn from.
struct Open {
    name: String,
    pages: Pages<'static>,
    /// What a server said of the answer.
    answer: Option<Answer>,
}

/// An answer, without its bytes.
struct Answer {
    url: String,
    charset: Option<String>,
}

impl<A: Iterator<Item = Result<String, Failed>>> Iterator for Inputs<A> {
    type Item = Result<Found, Failed>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(open) = &mut self.open {
                // A fault of the program in one input must not end the others.
                let page = catch_unwind(AssertUnwindSafe(|| open.draw()));
                match page {
                    Ok(None) => self.open = None,
                    Ok(found) => return found,
                    Err(_) => {
                        let error = anyhow!(
                            "hearsay failed on this input\n  hint: please report it with the input"
                        );
                        let failed = Failed::new(open.name.clone(), error);
                        self.open = None;
                        return Some(Err(failed));
                    }
                }
            }
            match self.inputs.next()? {
                Ok(input) => {
                    let name = input.name();
                    match open(input, &self.meter) {
                        Ok((pages, answer)) => {
                            self.open = Some(Open {
                                name,
                                pages,
                                answer,
                            });
                        }
                        Err(error) => return Some(Err(Failed::new(name, error))),
                    }
                }
                Err(failed) => return Some(Err(failed)),
            }
        }
    }
}

impl Open {
    fn draw(&mut self) -> Option<Result<Found, Failed>> {
        let named = |place: &str| match place {
            "" => self.name.clone(),
            place => format!("{}, {place}", self.name),
        };
        match self.pages.next()? {
            Ok(mut page) => {
                // What the server says is said of the answer, not of the pages in an archive.
                if let Some(answer) = self.answer.take().filter(|_| page.place.is_empty()) {
                    page.address = page.address.or(Some(answer.url));
                    page.charset = page.charset.or(answer.charset);
                    page.fetched = page.fetched.or_else(|| Some(clock::stamp()));
                }
                Some(Ok(Found {
                    name: named(&page.place),
                    input: self.name.clone(),
                    page,
                }))
            }
            Err(fault) => Some(Err(Failed::new(named(&fault.place), anyhow!(fault.reason)))),
        }
    }
}

/// An input whose turn has come.
enum Input {
    Place(Where),
    Fetched(String, Result<Fetched>),
}

impl Input {
    fn name(&self) -> String {
        match self {
            Self::Place(place) => place.name(),
            Self::Fetched(url, _) => url.clone(),
        }
    }
}

fn open(input: Input, meter: &Meter) -> Result<(Pages<'static>, Option<Answer>)> {
    let options = Options::default();
    match input {
        Input::Place(Where::File(path)) => Ok((file(&path, &options, meter)?, None)),
        Input::Place(Where::Stdin) => Ok((intake::open(io::stdin(), &options), None)),
        Input::Place(Where::Web(_)) => Err(anyhow!("not fetched")),
        Input::Fetched(_, fetched) => {
            let fetched = fetched?;
            let answer = Answer {
                url: fetched.url,
                charset: fetched.charset,
            };
            let pages = intake::open_file(io::Cursor::new(fetched.bytes), &options);
            Ok((pages, Some(answer)))
        }
    }
}

fn file(path: &Path, options: &Options, meter: &Meter) -> Result<Pages<'static>> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => anyhow!("no such file\n  hint: is the path spelt right?"),
        io::ErrorKind::PermissionDenied => anyhow!("this file may not be read"),
        _ => anyhow!("cannot open the file: {error}"),
    })?;
    // A pipe has a path too, and cannot be read from anywhere but its start.
    if file.metadata().is_ok_and(|about| about.is_file()) {
        Ok(intake::open_file(meter.over(file), options))
    } else {
        Ok(intake::open(meter.over(file), options))
    }
}

/// Reads a page as the user wants it. What is costly or dangerous happens here, not when the page
/// is drawn.
///
/// # Errors
/// If no article can be made of it. The caller adds the name.
pub(crate) fn article(page: &Page, verbatim: bool, user: Known) -> Result<Article> {
    let (mut warnings, mut text) = (Vec::new(), None);
    if intake::pdf::is_pdf(&page.bytes) && !page.verbatim {
        let mut found = pdf::text(&page.bytes)?;
        warnings = std::mem::take(&mut found.warnings);
        text = Some(found.into_page(page));
    }
    let page = text.as_ref().unwrap_or(page);
    let options = PageOptions {
        verbatim: verbatim || page.verbatim,
        user,
        ..PageOptions::of(page)
    };
    let mut article = page::read(&page.bytes, &options)?;
    article.warnings.splice(..0, warnings);
    Ok(article)
}
