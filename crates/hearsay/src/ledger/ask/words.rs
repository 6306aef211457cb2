//! The words of a question as a query of SQLite's full-text search (FTS5).
//!
//! `port strike` finds texts with both words, `"port strike"` the phrase, `harb*` beginnings, `-word`
//! texts without it. Everything else that FTS5 gives a meaning to is a plain word here, so that no
//! question is a syntax error.

/// A parsed question; never without a word that must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    wanted: Vec<Term>,
    unwanted: Vec<Term>,
}

/// A word or a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    text: String,
    beginning: bool,
}

impl Words {
    /// Reads a question. `None` if it names no word that must be there.
    pub fn parse(question: &str) -> Option<Self> {
        let mut words = Self {
            wanted: Vec::new(),
            unwanted: Vec::new(),
        };
        let mut rest = question.trim_start();
        while !rest.is_empty() {
            let (without, after) = match rest.strip_prefix('-') {
                Some(after) => (true, after),
                None => (false, rest),
            };
            let (term, after) = match after.strip_prefix('"') {
                Some(phrase) => phrase.split_once('"').unwrap_or((phrase, "")),
                None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            let beginning = term.ends_with('*') || after.starts_with('*');
            let text: String = term.chars().filter(|c| !matches!(c, '\0' | '*')).collect();
            if text.chars().any(char::is_alphanumeric) {
                let terms = if without {
                    &mut words.unwanted
                } else {
                    &mut words.wanted
                };
                terms.push(Term { text, beginning });
            }
            rest = after.trim_start_matches('*').trim_start();
        }
        (!words.wanted.is_empty()).then_some(words)
    }

    /// The words and phrases that must be there.
    pub(super) fn terms(&self) -> impl Iterator<Item = &str> {
        self.wanted.iter().map(|term| term.text.as_str())
    }

    /// The query over one column of the index, or over all.
    pub(super) fn query(&self, column: Option<&str>) -> String {
        let filter = column.map_or(String::new(), |column| format!("{column} : "));
        let join = |terms: &[Term], with: &str| {
            let terms: Vec<String> = terms.iter().map(Term::quoted).collect();
            format!("{filter}({})", terms.join(with))
        };
        let wanted = join(&self.wanted, " AND ");
        if self.unwanted.is_empty() {
            wanted
        } else {
            format!("{wanted} NOT {}", join(&self.unwanted, " OR "))
        }
    }
}

impl Term {
    /// As an FTS5 string.
    fn quoted(&self) -> String {
        let star = if self.beginning { "*" } else { "" };
        format!("\"{}\"{star}", self.text.replace('"', "\"\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(question: &str) -> Option<String> {
        Words::parse(question).map(|words| words.query(None))
    }

    #[test]
    fn words_phrases_beginnings_exclusions() {
        assert_eq!(
            query(" port  \"night shift\" harb* -strike").as_deref(),
            Some("(\"port\" AND \"night shift\" AND \"harb\"*) NOT (\"strike\")")
        );
        assert_eq!(
            Words::parse("port -pilot")
                .map(|words| words.query(Some("content")))
                .as_deref(),
            Some("content : (\"port\") NOT content : (\"pilot\")")
        );
    }

    #[test]
    fn signs_mean_nothing() {
        assert_eq!(
            query("a OR b NEAR(c)").as_deref(),
            Some("(\"a\" AND \"OR\" AND \"b\" AND \"NEAR(c)\")")
        );
        assert_eq!(query("\"open").as_deref(), Some("(\"open\")"));
        for nothing in ["", "  ", "-", "\"\"", "*", "-only", "?!", "\0"] {
            assert_eq!(query(nothing), None, "{nothing:?}");
        }
    }
}
