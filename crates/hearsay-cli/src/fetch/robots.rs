//! robots.txt: what a site lets programs fetch (RFC 9309).
//!
//! Decides which rules are meant for us and whether they allow a path. Fetching the file, and
//! what follows when it is not there, is left to [`super::polite`]. Written here because the
//! crates for it have had no release for years; it is a page of code.

use std::time::Duration;

/// How much of the file is read, in bytes: the least that RFC 9309 (2.5) lets a program stop at.
pub(super) const LONGEST: usize = 500 << 10;

/// The rules of one site for one program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rules {
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    pattern: Vec<u8>,
}

/// Rules of the groups read so far, and whether a line belongs to them.
#[derive(Default)]
struct Groups {
    /// Those that name the program.
    own: Option<Rules>,
    /// Those for everybody.
    common: Rules,
    /// Whether the group at hand names the program, and everybody.
    names: (bool, bool),
    /// Whether the last line named a program, so that a further name joins the group.
    naming: bool,
}

impl Rules {
    /// The rules of a file for the program called `name`: those of all groups that name it, else
    /// those for everybody. Lines that make no sense are skipped.
    pub(super) fn read(bytes: &[u8], name: &str) -> Self {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]);
        let mut groups = Groups::default();
        for line in text.trim_start_matches('\u{FEFF}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            if let Some((key, value)) = line.split_once(':') {
                groups.line(key.trim(), value.trim(), name);
            }
        }
        groups.own.unwrap_or(groups.common)
    }

    /// Whether they allow this path with its query: the longest pattern that fits decides, and of
    /// equally long ones the one that allows.
    pub(super) fn allow(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let path = normal(path);
        let fitting = self.rules.iter().filter(|rule| fits(&rule.pattern, &path));
        fitting
            .max_by_key(|rule| (rule.pattern.len(), rule.allow))
            .is_none_or(|rule| rule.allow)
    }

    /// How long the site wants a program to wait between two requests; no part of the standard,
    /// but many sites say it.
    pub(super) fn delay(&self) -> Option<Duration> {
        self.delay
    }
}

impl Groups {
    fn line(&mut self, key: &str, value: &str, name: &str) {
        let is = |known: &str| key.eq_ignore_ascii_case(known);
        if is("user-agent") {
            if !self.naming {
                self.names = (false, false);
            }
            self.naming = true;
            // Some sites write a version or a whole user agent.
            let token = value
                .split(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '-' | '_')))
                .next()
                .unwrap_or_default();
            if token.eq_ignore_ascii_case(name) {
                self.names.0 = true;
                self.own.get_or_insert_default();
            } else if value.starts_with('*') {
                self.names.1 = true;
            }
            return;
        }
        let rule = is("allow") || is("disallow");
        if !rule && !is("crawl-delay") {
            // Sitemaps and unknown lines do not end a run of names (RFC 9309, 2.2.4).
            return;
        }
        self.naming = false;
        let (own, common) = self.names;
        for rules in [
            self.own.as_mut().filter(|_| own),
            Some(&mut self.common).filter(|_| common),
        ]
        .into_iter()
        .flatten()
        {
            if rule {
                // An empty rule matches nothing: `Disallow:` alone allows everything.
                if !value.is_empty() {
                    let pattern = normal(value);
                    rules.rules.push(Rule {
                        allow: is("allow"),
                        pattern,
                    });
                }
            } else if let Some(delay) = seconds(value) {
                rules.delay = Some(delay);
            }
        }
    }
}

fn seconds(text: &str) -> Option<Duration> {
    let seconds: f64 = text.parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

/// A path or pattern with one spelling: bytes beyond ASCII are escaped, escapes are in upper case,
/// and what need not be escaped is not (RFC 9309, 2.2.2).
fn normal(path: &str) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = (byte == b'%').then(|| {
            let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
            u8::try_from(digit(at + 1)? * 16 + digit(at + 2)?).ok()
        });
        let (byte, raw) = match escaped.flatten() {
            Some(byte) => {
                at += 3;
                let plain =
                    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
                (byte, plain)
            }
            None => {
                at += 1;
                (byte, byte.is_ascii())
            }
        };
        if raw {
            out.push(byte);
        } else {
            out.extend([
                b'%',
                DIGITS[usize::from(byte >> 4)],
                DIGITS[usize::from(byte & 15)],
            ]);
        }
    }
    out
}

/// Whether a pattern fits the beginning of a path: `*` stands for anything, `$` at its end for the
/// end of the path. Each piece takes its first place, so the time is that of a search.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, whole) = match pattern.strip_suffix(b"$") {
        Some(rest) => (rest, true),
        None => (pattern, false),
    };
    let mut pieces = pattern.split(|&b| b == b'*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else {
        return false;
    };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return !whole || rest.is_empty();
    }
    while let Some(piece) = pieces.next() {
        if whole && pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        match find(rest, piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    true
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return Some(0);
    }
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn allows(file: &str, path: &str) -> bool {
        Rules::read(file.as_bytes(), "hearsay").allow(path)
    }

    #[test]
    fn the_longest_rule_decides() {
        let file = "User-agent: *\nDisallow: /\nAllow: /news\nDisallow: /news/draft\nAllow: /x\nDisallow: /x\n";
        assert!(!allows(file, "/"));
        assert!(allows(file, "/news/quay"));
        assert!(!allows(file, "/news/draft/1"));
        assert!(allows(file, "/x"), "as long as the other, and it allows");
        assert!(allows(file, "/robots.txt"));
    }

    #[test]
    fn a_group_that_names_us_overrules_the_one_for_all() {
        let file = "user-agent: *\ndisallow: /\n\nUser-Agent: other\nUser-Agent: Hearsay/2.0 # us\nSitemap: https://tarn.example/s\nDisallow: /a\n\nUser-agent: hearsay\nDisallow: /b\nCrawl-delay: 2.5\n";
        assert!(allows(file, "/c"));
        assert!(!allows(file, "/a"));
        assert!(!allows(file, "/b"));
        let rules = Rules::read(file.as_bytes(), "hearsay");
        assert_eq!(rules.delay(), Some(Duration::from_millis(2500)));
        assert!(!Rules::read(file.as_bytes(), "somebody").allow("/c"));
    }

    #[test]
    fn an_empty_group_of_our_own_allows_everything() {
        assert!(allows(
            "User-agent: *\nDisallow: /\nUser-agent: hearsay\nDisallow:\n",
            "/a"
        ));
        assert!(allows("", "/a"));
        assert!(allows("Disallow: /a\n", "/a"), "a rule of nobody");
        assert!(allows("<html>Not found</html>", "/a"));
    }

    #[test]
    fn stars_and_ends() {
        for (pattern, path, fit) in [
            ("/*.php$", "/a.php", true),
            ("/*.php$", "/a.php?b", false),
            ("/*.php", "/a.php?b", true),
            ("/a*b*c", "/a-b-b-c-d", true),
            ("/a*b*c", "/a-c-b", false),
            ("/a$", "/a", true),
            ("/a$", "/ab", false),
            ("*/feed", "/x/feed/y", true),
            ("/a*a$", "/a", false),
            ("/caf%c3%a9", "/caf%C3%A9", true),
            ("/café", "/caf%C3%A9", true),
            ("/%61bc", "/abc", true),
            ("/a%2fb", "/a/b", false),
            ("/A", "/a", false),
        ] {
            assert_eq!(
                fits(&normal(pattern), &normal(path)),
                fit,
                "{pattern} {path}"
            );
        }
    }

    #[test]
    fn other_ends_of_lines_and_odd_delays() {
        assert!(!allows(
            "\u{FEFF}User-agent: *\rDisallow: /a\rCrawl-delay: -1\r",
            "/a"
        ));
        let rules = Rules::read(
            b"User-agent: *\nCrawl-delay: 1e400\nCrawl-delay: soon",
            "hearsay",
        );
        assert_eq!(rules.delay(), None);
    }

    proptest! {
        #[test]
        fn any_file_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..300), path in "/[ -~é]{0,40}") {
            Rules::read(&bytes, "hearsay").allow(&path);
        }

        #[test]
        fn a_rule_for_a_path_is_a_rule_for_what_is_under_it(path in "/[a-z/é]{0,20}", rest in "[a-z/]{0,9}") {
            let file = format!("User-agent: *\nDisallow: {path}");
            let under = format!("{path}{rest}");
            prop_assert!(!allows(&file, &under), "{}", under);
        }
    }
}
