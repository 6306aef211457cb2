//! What can be counted of a claim.

use std::collections::BTreeSet;

use super::{Bearing, Claim, Range, Statement};

impl Claim {
    /// The articles with a statement that bears on it, in order of publication.
    pub fn articles(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let articles = self.statements.iter().map(|one| one.article.as_str());
        articles.filter(|id| seen.insert(*id)).collect()
    }

    /// The statements that do this with it.
    pub fn bearing(&self, stances: &[Bearing]) -> Vec<&Statement> {
        let statements = self.statements.iter();
        statements
            .filter(|one| stances.contains(&one.stance))
            .collect()
    }

    /// How many independent origins deny it: those that are known, and these with the articles whose denial cannot
    /// be followed.
    pub fn against(&self) -> Range {
        let denials = self.bearing(&[Bearing::Denies]);
        let known: BTreeSet<&str> = denials
            .iter()
            .filter_map(|one| one.origin.as_deref())
            .collect();
        let open: BTreeSet<&str> = denials
            .iter()
            .filter(|one| one.origin.is_none())
            .map(|one| one.article.as_str())
            .collect();
        Range {
            min: known.len(),
            max: known.len() + open.len(),
        }
    }

    /// Whether it is one statement that nobody contests.
    pub fn is_lone(&self) -> bool {
        self.statements.len() < 2 && self.denied_by.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Status;

    fn statement(article: &str, stance: Bearing, origin: Option<&str>) -> Statement {
        Statement {
            attribution: format!("{article}-{stance}"),
            article: article.to_owned(),
            stance,
            origin: origin.map(str::to_owned),
        }
    }

    fn claim(statements: Vec<Statement>) -> Claim {
        Claim {
            id: "c1".to_owned(),
            text: String::new(),
            status: Status::Unconfirmed,
            origins: Range::default(),
            first_article: None,
            denied_by: Vec::new(),
            statements,
            history: Vec::new(),
            edges: Vec::new(),
        }
    }

    #[test]
    fn denials_are_counted_by_origin() {
        let claim = claim(vec![
            statement("w1", Bearing::Asserts, Some("o1")),
            statement("w2", Bearing::Denies, Some("o2")),
            statement("w3", Bearing::Denies, Some("o2")),
            statement("w4", Bearing::Denies, None),
            statement("w4", Bearing::Denies, None),
        ]);
        assert_eq!(claim.against(), Range { min: 1, max: 2 });
        assert_eq!(claim.articles(), ["w1", "w2", "w3", "w4"]);
    }

    #[test]
    fn one_statement_is_lone_unless_it_denies() {
        let mut one = claim(vec![statement("w1", Bearing::Asserts, Some("o1"))]);
        assert!(one.is_lone());
        one.denied_by.push("w1-denies".to_owned());
        assert!(!one.is_lone());
    }
}
