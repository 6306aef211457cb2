//! What people ruled about claims and persons; an account obeys it.

use super::Bearing;

/// Rulings by the ids of attributions and of articles' entities. What is not in the articles at hand is passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rulings {
    /// Two attributions bear on one claim.
    pub together: Vec<(String, String)>,
    /// Two attributions do not bear on one claim.
    pub apart: Vec<(String, String)>,
    /// What an attribution does with its claim.
    pub bearings: Vec<(String, Bearing)>,
    /// Two entities are one.
    pub same: Vec<(String, String)>,
    /// Two entities are not one.
    pub other: Vec<(String, String)>,
}
