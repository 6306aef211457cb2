//! Who signs: asked once, then remembered by the browser.

use axum::http::{HeaderMap, header};
use hearsay::ledger::Signature;
use url::form_urlencoded;

use super::told::Told;
use crate::clock;
use crate::desk::change::{LONGEST_NAME, LONGEST_NOTE};
use crate::serve::fault::Fault;

/// The cookie that remembers who signs.
const COOKIE: &str = "hearsay-who";
/// How long it does, in seconds: a year.
const LASTS: u32 = 365 * 24 * 60 * 60;

/// Who signs, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signed {
    who: String,
    made: String,
    note: Option<String>,
    /// Whether the form gave the name.
    fresh: bool,
}

impl Signed {
    /// Now, by the one whom the form names, or else whom the browser remembers; `None` if neither does.
    ///
    /// # Errors
    /// If the name or the note is too long, or the name is none.
    pub(super) fn of(headers: &HeaderMap, told: &Told) -> Result<Option<Self>, Fault> {
        let note = told.get("note").map(str::to_owned);
        if note
            .as_ref()
            .is_some_and(|note| note.chars().count() > LONGEST_NOTE)
        {
            return Err(Fault::senseless(format!(
                "the note is too long\n  hint: {LONGEST_NOTE} characters are the most"
            )));
        }
        let given = told.get("who").map(name).transpose()?;
        let fresh = given.is_some();
        let who = given.or_else(|| remembered(headers));
        Ok(who.map(|who| Self {
            who,
            made: clock::stamp(),
            note,
            fresh,
        }))
    }

    /// As the ledger takes it.
    pub(super) fn by(&self) -> Signature<'_> {
        Signature {
            who: &self.who,
            made: &self.made,
            note: self.note.as_deref(),
        }
    }

    /// The cookie to set, if the name is new.
    pub(super) fn cookie(&self) -> Option<String> {
        self.fresh.then(|| cookie(&self.who))
    }
}

/// The cookie that remembers this name.
pub(super) fn cookie(who: &str) -> String {
    let value: String = form_urlencoded::byte_serialize(who.as_bytes()).collect();
    format!("{COOKIE}={value}; Path=/; Max-Age={LASTS}; HttpOnly; SameSite=Strict")
}

/// A name as it can be signed with.
///
/// # Errors
/// If it is too long, or holds what is no letter of a name.
pub(super) fn name(text: &str) -> Result<String, Fault> {
    if text.chars().count() > LONGEST_NAME || text.chars().any(char::is_control) {
        return Err(Fault::senseless(format!(
            "nobody signs with that name\n  hint: up to {LONGEST_NAME} characters on one line"
        )));
    }
    Ok(text.trim().to_owned())
}

/// Who signed last in this browser.
pub(super) fn remembered(headers: &HeaderMap) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter();
    let values = all.filter_map(|value| value.to_str().ok());
    let mut pairs = values
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(name, _)| *name == COOKIE)?;
    let pair = format!("{COOKIE}={value}");
    let (_, who) = form_urlencoded::parse(pair.as_bytes()).next()?;
    name(&who).ok().filter(|who| !who.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn told(fields: &[(&str, &str)]) -> Told {
        let own = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
        Told::new(fields.iter().map(own).collect())
    }

    fn carrying(cookie: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_str(cookie).expect("a value"),
        );
        headers
    }

    #[test]
    fn a_name_comes_back_as_it_went() {
        for who in ["Ines Varga", "Åsa; \"b=c\" & Co", "岡田", "a@b.example"] {
            let set = cookie(who);
            assert!(set.contains("SameSite=Strict") && set.contains("HttpOnly"));
            let pair = set.split(';').next().expect("a pair");
            let headers = carrying(&format!("a=b; {pair}; c=d"));
            assert_eq!(remembered(&headers).as_deref(), Some(who));
        }
        assert_eq!(remembered(&HeaderMap::new()), None);
        assert_eq!(remembered(&carrying("hearsay-who=")), None);
        assert_eq!(remembered(&carrying("hearsay-who=a%0Ab")), None);
    }

    #[test]
    fn the_form_goes_before_the_browser() {
        let headers = carrying("hearsay-who=Old");
        let who = |fields: &[(&str, &str)]| {
            let signed = Signed::of(&headers, &told(fields)).expect("a name");
            signed.map(|signed| (signed.who.clone(), signed.cookie().is_some()))
        };
        assert_eq!(who(&[]), Some(("Old".to_owned(), false)));
        assert_eq!(who(&[("who", "New")]), Some(("New".to_owned(), true)));
        assert_eq!(Signed::of(&HeaderMap::new(), &told(&[])), Ok(None));
        let long = "x".repeat(LONGEST_NAME + 1);
        assert!(Signed::of(&headers, &told(&[("who", &long)])).is_err());
        let long = "x".repeat(LONGEST_NOTE + 1);
        assert!(Signed::of(&headers, &told(&[("note", &long)])).is_err());
    }
}
