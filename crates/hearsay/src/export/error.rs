//! What can be wrong with a file that is read back.

/// Why a line or a file cannot be read back. Fields are named as paths, such as
/// `attributions[2].content.spans[0]`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// No JSON, or not of the shape that is asked for.
    #[error("{field}: {reason}")]
    Shape {
        /// Where in the JSON; `.` for all of it.
        field: String,
        /// What the JSON reader says.
        reason: String,
    },
    /// A reading of a schema that this program does not know.
    #[error(
        "schema: {found:?} is not {known:?}\nhint: export it again with the version of hearsay that reads it"
    )]
    Schema {
        /// What the line says.
        found: String,
        /// What this program reads.
        known: &'static str,
    },
    /// The shape is right, but two fields contradict each other.
    #[error("{field}: {reason}")]
    Flaw {
        /// The field that does not fit.
        field: String,
        /// What is wrong with it.
        reason: String,
    },
    /// An export of Label Studio that does not tell relations and tasks.
    #[error(
        "{field}: this is Label Studio's JSON-MIN export, which leaves out who says what\nhint: export the project as JSON"
    )]
    JsonMin {
        /// The task.
        field: String,
    },
}

impl ImportError {
    /// `T` from JSON, with the path to what does not fit.
    pub(super) fn deserialize<'de, T: serde::Deserialize<'de>>(json: &'de str) -> Result<T, Self> {
        let mut reader = serde_json::Deserializer::from_str(json);
        let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| Self::Shape {
            field: error.path().to_string(),
            reason: error.inner().to_string(),
        })?;
        reader.end().map_err(|error| Self::Shape {
            field: ".".to_owned(),
            reason: error.to_string(),
        })?;
        Ok(value)
    }

    /// A [`ImportError::Flaw`].
    pub(super) fn flaw(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Flaw {
            field: field.into(),
            reason: reason.into(),
        }
    }
}
