//! Values that FollowTheMoney's property types accept (followthemoney 4).
//!
//! Each type has a longest value, in code points, and drops a value that it cannot clean. What it
//! would drop is left out here, what is too long is cut.

use crate::article::text;

/// A type of words with its longest value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    longest: usize,
}

/// Names.
pub(super) const NAME: Words = Words { longest: 384 };
/// Short strings.
pub(super) const STRING: Words = Words { longest: 1024 };
/// Long texts.
pub(super) const TEXT: Words = Words { longest: 65_000 };
/// Addresses.
pub(super) const ADDRESS: Words = Words { longest: 250 };

impl Words {
    /// The words, cut to what fits, in one run of blanks where the type has no lines. `None` if
    /// they hold no letter or digit: such a value is dropped.
    pub(super) fn clip(self, words: &str) -> Option<String> {
        let words = if self.longest < TEXT.longest {
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        } else {
            words.to_owned()
        };
        let clipped: String = words.chars().take(self.longest).collect();
        clipped
            .chars()
            .any(char::is_alphanumeric)
            .then_some(clipped)
    }
}

/// An entity's id: `hearsay-KIND-ID`. The format takes letters, digits, dots and hyphens only, 200 at
/// most, and the kind keeps ids of different kinds apart; any other id is named by its hash.
pub(super) fn reference(kind: &str, id: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if (1..=100).contains(&id.len()) && id.bytes().all(plain) && !id.ends_with('-') {
        format!("hearsay-{kind}-{id}")
    } else {
        format!("hearsay-{kind}-{}", text::id(id))
    }
}

/// A day, month or year as it is; a time stamp in UTC without its zone, since the format knows no
/// other. `None` for what is no date, or one before the year 1001, which it drops.
pub(super) fn date(value: &str) -> Option<String> {
    let date = if let Ok(stamp) = value.parse::<jiff::Timestamp>() {
        let utc = stamp.to_zoned(jiff::tz::TimeZone::UTC);
        utc.strftime("%Y-%m-%dT%H:%M:%S").to_string()
    } else if let Ok(day) = value.parse::<jiff::civil::Date>() {
        day.to_string()
    } else {
        let rest = match value.len() {
            4 => "-01-01",
            7 => "-01",
            _ => return None,
        };
        format!("{value}{rest}").parse::<jiff::civil::Date>().ok()?;
        value.to_owned()
    };
    ("1001"..="9999").contains(&date.get(..4)?).then_some(date)
}

/// An address of the web. `None` for anything else.
pub(super) fn url(value: &str) -> Option<String> {
    let rest = value
        .strip_prefix("https://")
        .or_else(|| value.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let fits = host.chars().any(char::is_alphanumeric)
        && value.chars().count() <= 4096
        && !value.contains(|c: char| c.is_whitespace() || c.is_control());
    fits.then(|| value.to_owned())
}

/// ISO 639-1 and 639-3 codes of the languages that both sides know.
const LANGUAGES: &[(&str, &str)] = &[
    ("af", "afr"),
    ("ar", "ara"),
    ("be", "bel"),
    ("bg", "bul"),
    ("bn", "ben"),
    ("ca", "cat"),
    ("cs", "ces"),
    ("da", "dan"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("es", "spa"),
    ("et", "est"),
    ("fa", "fas"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("id", "ind"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ka", "kat"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("mk", "mkd"),
    ("nl", "nld"),
    ("no", "nor"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("sr", "srp"),
    ("sv", "swe"),
    ("ta", "tam"),
    ("th", "tha"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("vi", "vie"),
    ("zh", "zho"),
];

/// The ISO 639-3 code for a BCP 47 tag. `None` for a language that the format does not list.
pub(super) fn language(tag: &str) -> Option<String> {
    let primary = tag.split('-').next()?.to_ascii_lowercase();
    LANGUAGES
        .iter()
        .find(|(two, three)| *two == primary || *three == primary)
        .map(|(_, three)| (*three).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_utc_prefixes() {
        for (value, expected) in [
            ("2031-05-12", Some("2031-05-12")),
            ("2031-05", Some("2031-05")),
            ("2031", Some("2031")),
            ("2031-05-12T01:30:00+02:00", Some("2031-05-11T23:30:00")),
            ("2031-05-12T01:30:00Z", Some("2031-05-12T01:30:00")),
            ("2031-13", None),
            ("0900-01-01", None),
            ("on Sunday", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(date(value).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn references_are_plain() {
        assert_eq!(reference("entity", "0a1f"), "hearsay-entity-0a1f");
        for id in ["", "a b", "é", "-", &"a".repeat(101)] {
            assert_eq!(reference("entity", id).len(), "hearsay-entity-".len() + 64);
        }
    }

    #[test]
    fn words_that_would_be_dropped_are_left_out() {
        assert_eq!(NAME.clip(" Orla \n Venn ").as_deref(), Some("Orla Venn"));
        assert_eq!(TEXT.clip("a\nb").as_deref(), Some("a\nb"));
        assert_eq!(NAME.clip("“”"), None);
        assert_eq!(
            NAME.clip(&"é".repeat(500)).map(|name| name.chars().count()),
            Some(384)
        );
    }

    #[test]
    fn addresses_and_languages() {
        assert!(url("https://press.example/a").is_some());
        for bad in [
            "press.example",
            "https:///x",
            "javascript:alert",
            "https://x y",
        ] {
            assert_eq!(url(bad), None, "{bad}");
        }
        assert_eq!(language("en-GB").as_deref(), Some("eng"));
        assert_eq!(language("tlh"), None);
    }
}
