//! What names of classes, ids and elements say of the place they mark, out of `assets/page/classes.csv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::{Role, role, rows};

/// The list, one name a row.
pub(super) const LIST: &str = include_str!("../../assets/page/classes.csv");

static ROLES: LazyLock<HashMap<String, Role>> = LazyLock::new(|| {
    rows(LIST)
        .into_iter()
        .map(|[name, word, ..]| (name, role(&word)))
        .collect()
});

/// Words of class names that only say that something is held.
const HOLDERS: &[&str] = &[
    "block",
    "container",
    "group",
    "holder",
    "inner",
    "item",
    "row",
    "wrap",
    "wrapper",
];

/// Words of class names for pictures.
const PICTURES: &[&str] = &["foto", "image", "img", "photo", "pic", "picture"];

/// Roles of a class or id attribute: of each of its names, and of the words in each.
pub(crate) fn roles(attribute: &str) -> impl Iterator<Item = Role> {
    let mut found = Vec::new();
    for name in attribute.split_whitespace().take(40) {
        // Page builders name every element a widget.
        if name.len() > 80 || name.starts_with("elementor") {
            continue;
        }
        let kebab = kebab(name);
        let mut words: Vec<&str> = kebab.split('-').filter(|word| !word.is_empty()).collect();
        let picture = words.iter().any(|word| PICTURES.contains(word));
        // "byline-block" is a by-line; "author-box" has a row of its own.
        while let [rest @ .., last] = words.as_slice() {
            let own = (0..rest.len()).any(|at| ROLES.contains_key(&words[at..].join("-")));
            if rest.is_empty() || !HOLDERS.contains(last) || own {
                break;
            }
            words.pop();
        }
        let mut start = 0;
        while start < words.len() {
            let mut next = start + 1;
            for end in (start + 1..=words.len().min(start + 4)).rev() {
                // A single word in front qualifies what follows: "author-quote" is a quote.
                let inner = end - start == 1 && end < words.len() && words.len() > 1;
                if let Some(role) = ROLES.get(&words[start..end].join("-")) {
                    if !inner || matches!(role, Role::Furniture | Role::Comments) {
                        // Whoever made the picture signs it, not the article.
                        found.push(match role {
                            Role::Byline if picture => Role::Credit,
                            role => *role,
                        });
                    }
                    next = end;
                    break;
                }
            }
            start = next;
        }
    }
    found.into_iter()
}

/// `photoCaption`, `photo_caption` and `photo--caption` as `photo-caption`.
fn kebab(name: &str) -> String {
    let mut kebab = String::with_capacity(name.len() + 4);
    let mut lower = false;
    for c in name.chars() {
        if c.is_uppercase() && lower {
            kebab.push('-');
        }
        lower = c.is_lowercase();
        if c.is_alphanumeric() {
            kebab.extend(c.to_lowercase());
        } else {
            kebab.push('-');
        }
    }
    kebab
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_recognised() {
        for [name, word, example, _] in rows(LIST) {
            assert!(
                roles(&example).any(|found| found == role(&word)),
                "{name}: {example}"
            );
        }
    }

    #[test]
    fn class_names_are_read_by_their_words() {
        let all = |names: &str| roles(names).collect::<Vec<_>>();
        assert_eq!(all("c-media__caption"), [Role::Caption]);
        assert_eq!(all("articlePhotoCaption"), [Role::Caption]);
        assert_eq!(all("post hentry category-news"), []);
        assert_eq!(
            all("single-post has-sidebar-off elementor-widget-sidebar"),
            [Role::Furniture]
        );
        assert_eq!(all("download-list shadow"), [Role::Links]);
    }

    #[test]
    fn holders_and_pictures_qualify() {
        let all = |names: &str| roles(names).collect::<Vec<_>>();
        assert_eq!(all("byline-block"), [Role::Byline]);
        assert_eq!(all("author-box"), [Role::Furniture]);
        assert_eq!(all("photo__author"), [Role::Credit]);
        assert_eq!(all("kite-newsletter"), [Role::Furniture]);
    }
}
