//! Where a reader goes on after a form: back to the screen that it stood on.

use url::form_urlencoded;

/// The parameter that names the correction that was just made.
pub(super) const NOTED: &str = "noted";

/// Whether a path leads to a screen of the room and nowhere else.
pub(super) fn is_own(path: &str) -> bool {
    // Browsers take `\` for `/`, and two of them for another host.
    let mut chars = path.chars();
    let rooted = chars.next() == Some('/') && !matches!(chars.next(), Some('/' | '\\'));
    rooted
        && path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// The path with a correction to tell of, in place of one told of before.
pub(super) fn noting(path: &str, correction: &str) -> String {
    let (path, fragment) = match path.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (path, None),
    };
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if name != NOTED {
            pairs.append_pair(&name, &value);
        }
    }
    pairs.append_pair(NOTED, correction);
    let mut whole = format!("{path}?{}", pairs.finish());
    if let Some(fragment) = fragment {
        whole.push('#');
        whole.push_str(fragment);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_the_room_are_own() {
        for own in [
            "/",
            "/desk",
            "/articles/ab12?at=cd34#a",
            "/search?q=f%C3%A4hre",
        ] {
            assert!(is_own(own), "{own}");
        }
        for foreign in [
            "",
            "desk",
            "//attacker.example",
            "/\\attacker.example",
            "https://attacker.example/",
            "javascript:alert(1)",
            "/desk\r\nSet-Cookie: a=b",
            "/a\\b",
            "/fähre",
        ] {
            assert!(!is_own(foreign), "{foreign:?}");
        }
    }

    #[test]
    fn one_correction_is_told_of() {
        assert_eq!(noting("/desk", "ab"), "/desk?noted=ab");
        assert_eq!(
            noting("/articles/x?at=y&noted=old#n3", "ab"),
            "/articles/x?at=y&noted=ab#n3"
        );
    }
}
