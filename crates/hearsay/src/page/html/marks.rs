//! What the markup says about each element: furniture, caption, by-line, title.
//!
//! Names of classes are hints, not promises: an element that holds most of the page's words is
//! no share bar, whatever its class says.

use super::dom::{Dom, Node};
use crate::page::classes;
use crate::page::words::Role;

/// A role for each node, its own or the nearest ancestor's; `None` where the markup says nothing.
pub(crate) struct Marks {
    roles: Vec<Option<Role>>,
}

impl Marks {
    /// Reads the roles of a whole page.
    pub(crate) fn new(dom: &Dom) -> Self {
        let total = dom.nodes.first().map_or(0, |root| root.chars);
        let mut roles: Vec<Option<Role>> = Vec::with_capacity(dom.nodes.len());
        for (index, node) in dom.nodes.iter().enumerate() {
            let above = if node.parent == index {
                None
            } else {
                roles[node.parent]
            };
            let own = own(dom, node, total);
            roles.push(stronger(above, own));
        }
        Self { roles }
    }

    /// No roles at all: for pages that were cleaned before.
    pub(crate) fn none(dom: &Dom) -> Self {
        Self {
            roles: vec![None; dom.nodes.len()],
        }
    }

    /// The role of a node.
    pub(crate) fn of(&self, index: usize) -> Option<Role> {
        self.roles[index]
    }
}

/// Whether text under this role is never the article's.
pub(crate) fn is_dropped(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Furniture | Role::Comments | Role::Hidden))
}

/// A dropped ancestor drops everything inside; otherwise the inner mark is the exact one.
fn stronger(above: Option<Role>, own: Option<Role>) -> Option<Role> {
    if is_dropped(above) {
        return above;
    }
    own.or(above)
}

/// The order in which roles of one element are believed.
fn rank(role: Role) -> u8 {
    match role {
        Role::Hidden => 0,
        Role::Comments => 1,
        Role::Furniture => 2,
        Role::Caption => 3,
        Role::Credit => 4,
        Role::Byline => 5,
        Role::Date => 6,
        Role::Title => 7,
        Role::Standfirst => 8,
        Role::Lead => 9,
        Role::Masthead => 10,
        Role::Meta => 11,
        Role::Links => 12,
    }
}

fn own(dom: &Dom, node: &Node, total: usize) -> Option<Role> {
    if node.name.is_empty() || node.is(&["html", "body", "#document"]) {
        return None;
    }
    let mut found: Vec<Role> = element(node).into_iter().collect();
    for attribute in [
        "class",
        "id",
        "data-block",
        "data-component",
        "data-element",
        "data-gu-name",
        "data-module",
        "data-qa",
        "data-testid",
        "data-type",
    ] {
        if let Some(value) = node.attribute(attribute) {
            found.extend(classes::roles(value));
        }
    }
    // Custom elements are named like classes: `kite-newsletter`.
    if node.name.contains('-') && !node.name.starts_with("amp-") {
        found.extend(classes::roles(&node.name));
    }
    // The foot of an article, a picture or a quotation may hold its by-line or credit.
    if node.is(&["footer"]) && found.len() > 1 {
        let signed = |role: &Role| matches!(role, Role::Byline | Role::Credit | Role::Caption);
        if found[1..].iter().any(signed) && !found[1..].contains(&Role::Furniture) {
            found.remove(0);
        }
    }
    // A `figcaption` that is called a credit is one.
    if found.len() > 1
        && found[0] == Role::Caption
        && found[1..].iter().all(|role| *role == Role::Credit)
    {
        found.remove(0);
    }
    found.sort_by_key(|role| rank(*role));
    found.into_iter().find(|role| {
        plausible(*role, node, total) && !(node.is(&["main", "article"]) && holds_title(dom, node))
    })
}

/// What the name and the standard attributes of an element say.
fn element(node: &Node) -> Option<Role> {
    let attribute = |name| node.attribute(name).unwrap_or_default();
    let style = attribute("style").replace(' ', "").to_ascii_lowercase();
    if node.attribute("hidden").is_some()
        || attribute("aria-hidden") == "true"
        || style.contains("display:none")
        || style.contains("visibility:hidden")
    {
        return Some(Role::Hidden);
    }
    match attribute("role") {
        "navigation" | "complementary" | "contentinfo" | "dialog" | "alertdialog" | "search"
        | "menu" | "menubar" | "tablist" | "toolbar" | "alert" => return Some(Role::Furniture),
        _ => {}
    }
    match attribute("itemprop") {
        "headline" => return Some(Role::Title),
        "author" => return Some(Role::Byline),
        "datePublished" | "dateModified" => return Some(Role::Date),
        "caption" => return Some(Role::Caption),
        "comment" => return Some(Role::Comments),
        "alternativeHeadline" => return Some(Role::Standfirst),
        _ => {}
    }
    match &*node.name {
        "nav" | "footer" | "aside" | "form" | "amp-sidebar" | "amp-consent" | "amp-ad" | "menu" => {
            Some(Role::Furniture)
        }
        "figcaption" => Some(Role::Caption),
        "address" => Some(Role::Byline),
        _ => None,
    }
}

/// Whether an element of this size can have the role.
fn plausible(role: Role, node: &Node, total: usize) -> bool {
    let share = |percent: usize| node.chars * 100 > total * percent && node.chars > 400;
    match role {
        Role::Hidden | Role::Furniture => !share(50),
        Role::Comments => !share(90),
        // Mostly links, or pictures with their titles.
        Role::Links => node.linked * 10 > node.chars * 3 && !share(50),
        Role::Caption => node.chars <= 1200,
        Role::Standfirst | Role::Lead => node.chars <= 600,
        Role::Title | Role::Credit => node.chars <= 300,
        Role::Byline | Role::Date | Role::Meta | Role::Masthead => node.chars <= 200,
    }
}

fn holds_title(dom: &Dom, node: &Node) -> bool {
    dom.nodes[node.parent..node.end]
        .iter()
        .any(|inner| inner.is(&["h1"]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn role_of(html: &str, name: &str) -> Option<Role> {
        let dom = Dom::new(&Document::from(html));
        Marks::new(&dom).of(dom.first(name).expect("the element"))
    }

    #[test]
    fn a_share_bar_is_furniture_and_a_whole_page_is_not() {
        let prose = "The harbour is closed. ".repeat(40);
        assert_eq!(
            role_of(
                &format!("<p>{prose}</p><ul class=share><li>Mail</ul>"),
                "ul"
            ),
            Some(Role::Furniture)
        );
        assert_eq!(
            role_of(
                &format!("<div class='page with-sidebar'><p>{prose}</p></div>"),
                "div"
            ),
            None
        );
        assert_eq!(
            role_of(&format!("<form action=x><p>{prose}</p></form>"), "form"),
            None
        );
    }

    #[test]
    fn what_is_inside_furniture_stays_furniture() {
        let html = "<p>Long enough to be most of the page.</p><aside><p class=caption>x</p><b>y</b></aside>";
        assert_eq!(role_of(html, "b"), Some(Role::Furniture));
    }
}
