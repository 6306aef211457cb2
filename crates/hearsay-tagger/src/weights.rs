//! Reads a weight file: safetensors, matrices as bytes with a scale an output row.

use safetensors::tensor::{Dtype, SafeTensors, TensorView};

/// Why a weight file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WeightsError {
    /// Not a safetensors file, or cut short.
    #[error("weights: not a whole safetensors file: {0}")]
    Container(#[from] safetensors::SafeTensorError),
    /// Written by a program with another layout.
    #[error(
        "weights: format {found:?} is not {wanted:?}\nhint: export them again with this version's training code"
    )]
    Format {
        /// What the file says.
        found: String,
        /// What this program reads.
        wanted: &'static str,
    },
    /// A tensor has another type or shape than its place asks for.
    #[error("weights: tensor {name}: {problem}")]
    Tensor {
        /// Its name.
        name: String,
        /// What is wrong with it.
        problem: String,
    },
}

/// The checksums of the weight files, as `sha256sum` writes them.
static CHECKSUMS: &str = include_str!("../weights/SHA256SUMS");
/// Hexadecimal digits of a checksum that tell models apart.
const FINGERPRINT: usize = 12;

/// The first digits of a weight file's SHA-256; nothing of a file that is not there.
pub(crate) fn fingerprint(name: &str) -> &'static str {
    CHECKSUMS
        .lines()
        .find(|line| line.ends_with(name))
        .and_then(|line| line.get(..FINGERPRINT))
        .unwrap_or_default()
}

/// A matrix of bytes, one scale a row; the bytes stay where the file lies.
#[derive(Debug, Clone)]
pub(crate) struct Bytes<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) scale: Vec<f32>,
    pub(crate) columns: usize,
}

impl Bytes<'_> {
    /// The matrix as numbers, row by row.
    pub(crate) fn to_f32(&self) -> Vec<f32> {
        self.bytes
            .chunks_exact(self.columns)
            .zip(&self.scale)
            .flat_map(|(row, scale)| row.iter().map(move |&byte| f32::from(byte as i8) * scale))
            .collect()
    }
}

/// An open weight file.
pub(crate) struct File<'a>(SafeTensors<'a>);

impl<'a> File<'a> {
    /// The file in `bytes`, which has the layout `wanted` as its metadata names it.
    pub(crate) fn open(bytes: &'a [u8], wanted: &'static str) -> Result<Self, WeightsError> {
        let (_, head) = SafeTensors::read_metadata(bytes)?;
        let found = head
            .metadata()
            .as_ref()
            .and_then(|data| data.get("format").cloned())
            .unwrap_or_default();
        if found != wanted {
            return Err(WeightsError::Format { found, wanted });
        }
        Ok(Self(SafeTensors::deserialize(bytes)?))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.tensor(name).is_ok()
    }

    fn view(
        &self,
        name: &str,
        kind: Dtype,
        shape: &[Option<usize>],
    ) -> Result<TensorView<'a>, WeightsError> {
        let view = self.0.tensor(name)?;
        let fits = view.shape().len() == shape.len()
            && view
                .shape()
                .iter()
                .zip(shape)
                .all(|(&is, want)| want.is_none_or(|want| is == want));
        if view.dtype() != kind || !fits {
            return Err(WeightsError::Tensor {
                name: name.to_owned(),
                problem: format!(
                    "is {:?} {:?}, expected {kind:?} {shape:?}",
                    view.dtype(),
                    view.shape()
                ),
            });
        }
        Ok(view)
    }

    /// Numbers of a tensor with this shape (`None`: any).
    pub(crate) fn floats(
        &self,
        name: &str,
        shape: &[Option<usize>],
    ) -> Result<Vec<f32>, WeightsError> {
        let view = self.view(name, Dtype::F32, shape)?;
        let numbers: Vec<f32> = view
            .data()
            .chunks_exact(4)
            .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect();
        if numbers.iter().any(|number| !number.is_finite()) {
            return Err(WeightsError::Tensor {
                name: name.to_owned(),
                problem: "holds a number that is not finite".to_owned(),
            });
        }
        Ok(numbers)
    }

    /// `NAME.weight` as bytes with `NAME.scale`.
    pub(crate) fn bytes(
        &self,
        name: &str,
        rows: Option<usize>,
        columns: Option<usize>,
    ) -> Result<Bytes<'a>, WeightsError> {
        let view = self.view(&format!("{name}.weight"), Dtype::I8, &[rows, columns])?;
        let (rows, columns) = (view.shape()[0], view.shape()[1]);
        let scale = self.floats(&format!("{name}.scale"), &[Some(rows)])?;
        Ok(Bytes {
            bytes: view.data(),
            scale,
            columns,
        })
    }
}
