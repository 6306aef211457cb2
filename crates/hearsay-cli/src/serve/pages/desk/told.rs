//! What a form of the desk says: what is overruled, of which thing, why, and where its reader goes on from.

use std::fmt::Display;
use std::str::FromStr;

use crate::desk::change::{Change, Parts};
use crate::serve::fault::Fault;
use crate::serve::pages::back;

/// The fields of a form by their names, as they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told(Vec<(String, String)>);

impl Told {
    /// A form with these fields.
    pub(super) fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// Every field but this one, to be asked again with it.
    pub(super) fn without(&self, name: &str) -> Vec<(String, String)> {
        let others = self.0.iter().filter(|(field, _)| field != name);
        others.cloned().collect()
    }

    /// What a field says; `None` if nothing.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let field = self.0.iter().find(|(field, _)| field == name);
        let value = field.map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty())
    }

    /// What a field says that must say something.
    pub(super) fn need(&self, name: &str) -> Result<&str, Fault> {
        self.get(name)
            .ok_or_else(|| Fault::senseless(format!("the form does not say which {name}")))
    }

    /// Where the reader goes on: a path of the room, the desk if none was given.
    pub(super) fn back(&self) -> &str {
        self.get("back")
            .filter(|path| back::is_own(path))
            .unwrap_or("/desk")
    }

    /// One word of a closed set.
    fn word<T>(&self, name: &str) -> Result<Option<T>, Fault>
    where
        T: FromStr,
        T::Err: Display,
    {
        let word = self.get(name).map(str::parse).transpose();
        word.map_err(|wrong: T::Err| Fault::senseless(wrong.to_string()))
    }

    /// What is overruled.
    pub(super) fn change(&self) -> Result<Change, Fault> {
        let other = || self.need("other").map(str::to_owned);
        Ok(match self.need("change")? {
            "confirm" => Change::Confirm {},
            "reject" => Change::Reject {},
            "correct" => Change::Correct {
                parts: self.parts()?,
            },
            "merge" => Change::Merge { other: other()? },
            "separate" => Change::Separate { other: other()? },
            "together" => Change::Together { other: other()? },
            "apart" => Change::Apart { other: other()? },
            "bearing" => Change::Bearing {
                bearing: self
                    .word("bearing")?
                    .ok_or_else(|| Fault::senseless("the form does not say which bearing"))?,
            },
            unknown => {
                return Err(Fault::senseless(format!("{unknown:?} is no correction")));
            }
        })
    }

    fn parts(&self) -> Result<Parts, Fault> {
        let words = |name| self.get(name).map(str::to_owned);
        let part = |name, none| match self.get(none) {
            Some(_) => Some(None),
            None => words(name).map(Some),
        };
        let parts = Parts {
            source: part("source", "no_source"),
            cue: part("cue", "no_cue"),
            content: words("content"),
            source_kind: self.word("source_kind")?,
            stance: self.word("stance")?,
            certainty: self.word("certainty")?,
        };
        if parts == Parts::default() {
            return Err(Fault::senseless(
                "nothing is changed\n  hint: fill in what is wrong, or say that it is right as read",
            ));
        }
        Ok(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearsay::account::Bearing;
    use hearsay::voice::Stance;

    fn told(fields: &[(&str, &str)]) -> Told {
        let own = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
        Told::new(fields.iter().map(own).collect())
    }

    #[test]
    fn fields_left_empty_say_nothing() {
        let parts = Parts {
            source: Some(Some("Ines Varga".to_owned())),
            stance: Some(Stance::Denies),
            ..Parts::default()
        };
        let form = told(&[
            ("change", "correct"),
            ("source", " Ines Varga "),
            ("stance", "denies"),
            ("certainty", ""),
            ("content", " "),
        ]);
        assert_eq!(form.change(), Ok(Change::Correct { parts }));
        let nobody = told(&[("change", "correct"), ("source", "x"), ("no_source", "on")]);
        let parts = Parts {
            source: Some(None),
            ..Parts::default()
        };
        assert_eq!(nobody.change(), Ok(Change::Correct { parts }));
        let bears = told(&[("change", "bearing"), ("bearing", "doubts")]);
        let bearing = Bearing::Doubts;
        assert_eq!(bears.change(), Ok(Change::Bearing { bearing }));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for fields in [
            &[][..],
            &[("change", "correct")],
            &[("change", "erase")],
            &[("change", "merge"), ("other", " ")],
            &[("change", "bearing")],
            &[("change", "correct"), ("stance", "shouts")],
        ] {
            assert!(told(fields).change().is_err(), "{fields:?}");
        }
    }

    #[test]
    fn the_way_back_stays_in_the_room() {
        assert_eq!(
            told(&[("back", "/articles/ab?at=c#d")]).back(),
            "/articles/ab?at=c#d"
        );
        for foreign in ["//attacker.example", "https://attacker.example", "desk", ""] {
            assert_eq!(told(&[("back", foreign)]).back(), "/desk", "{foreign}");
        }
    }
}
