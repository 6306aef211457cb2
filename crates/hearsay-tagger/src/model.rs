//! The model: weights laid out for the kernels, and the call that reads one window.

use std::sync::LazyLock;

use crate::forward::linear::{BytePanels, Linear};
use crate::forward::tile::F32Panels;
use crate::forward::{self, HEAD, Scratch};
use crate::kernel::{Kernel, LANES, PANELS};
use crate::weights::{Bytes, File, WeightsError};

static WEIGHTS: &[u8] = include_bytes!("../weights/tagger.safetensors");
/// Their checksum, as `sha256sum` writes it.
static CHECKSUM: &str = include_str!("../weights/SHA256SUMS");
/// Hexadecimal digits of a checksum that tell models apart.
const FINGERPRINT: usize = 12;

/// Tag scores a piece: O, then B and I of source, cue and content.
pub const TAGS: usize = 7;

/// Numbers of a link vector.
pub const LINK: usize = 64;

const OUTPUTS: usize = TAGS + 4 * LINK;

/// What the linear layers compute with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// Bytes times bytes: what ships.
    Int8,
    /// The same weights as `f32`: the reference that [`Precision::Int8`] is held to.
    F32,
}

#[derive(Debug)]
pub(crate) struct Norm {
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

#[derive(Debug)]
pub(crate) struct Layer {
    pub(crate) qkv: Linear,
    pub(crate) attention_output: Linear,
    pub(crate) attention_norm: Norm,
    pub(crate) intermediate: Linear,
    pub(crate) output: Linear,
    pub(crate) output_norm: Norm,
}

/// A tagger, ready to read windows. Shared between threads; each brings its own [`Scratch`].
#[derive(Debug)]
pub struct Model {
    pub(crate) kernel: Kernel,
    pub(crate) hidden: usize,
    words: Bytes<'static>,
    positions: Vec<f32>,
    features: Vec<f32>,
    pub(crate) norm: Norm,
    pub(crate) layers: Vec<Layer>,
    pub(crate) heads: Linear,
}

/// What the tagger says of the pieces of one window.
#[derive(Debug, Clone, Copy)]
pub struct WindowScores<'a> {
    outputs: &'a [f32],
    stride: usize,
}

impl WindowScores<'_> {
    fn part(&self, piece: usize, start: usize, length: usize) -> &[f32] {
        &self.outputs[piece * self.stride + start..][..length]
    }

    /// The tag scores (logits) of a piece.
    pub fn tags(&self, piece: usize) -> &[f32] {
        self.part(piece, 0, TAGS)
    }

    /// The vector of a content's piece that looks for its cue.
    pub fn to_cue(&self, piece: usize) -> &[f32] {
        self.part(piece, TAGS, LINK)
    }

    /// The vector of a piece that may be a cue, for contents.
    pub fn as_cue(&self, piece: usize) -> &[f32] {
        self.part(piece, TAGS + LINK, LINK)
    }

    /// The vector of a cue's piece that looks for its source.
    pub fn to_source(&self, piece: usize) -> &[f32] {
        self.part(piece, TAGS + 2 * LINK, LINK)
    }

    /// The vector of a piece that may be a source, for cues.
    pub fn as_source(&self, piece: usize) -> &[f32] {
        self.part(piece, TAGS + 3 * LINK, LINK)
    }
}

impl Model {
    /// The weights inside the program, by the first 12 digits of their SHA-256.
    pub fn fingerprint() -> &'static str {
        CHECKSUM.get(..FINGERPRINT).unwrap_or(CHECKSUM)
    }

    /// The model inside the program, on the fastest kernel of this processor; in bytes, but where
    /// the portable kernel is all there is, which is faster in `f32`.
    ///
    /// # Panics
    /// If the weights inside the program are broken, which its tests rule out.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Model> = LazyLock::new(|| {
            let kernel = Kernel::detect();
            let precision = if kernel == Kernel::Portable {
                Precision::F32
            } else {
                Precision::Int8
            };
            Model::embedded(precision, kernel).expect("the weights inside the program are whole")
        });
        &SHARED
    }

    /// The weights inside the program with a precision and a kernel of choice. A kernel that this
    /// processor lacks becomes [`Kernel::Portable`].
    pub fn embedded(precision: Precision, kernel: Kernel) -> Result<Self, WeightsError> {
        Self::from_bytes(WEIGHTS, precision, kernel)
    }

    /// A model of the weights in `bytes`, a safetensors file of format `hearsay-tagger/1`.
    pub fn from_bytes(
        bytes: &'static [u8],
        precision: Precision,
        kernel: Kernel,
    ) -> Result<Self, WeightsError> {
        let file = File::open(bytes)?;
        let words = file.bytes("embeddings.word", None, None)?;
        let hidden = words.columns;
        if hidden == 0 || !hidden.is_multiple_of(HEAD) {
            return Err(WeightsError::Tensor {
                name: "embeddings.word.weight".to_owned(),
                problem: format!("{hidden} columns, expected a multiple of {HEAD}"),
            });
        }
        let norm = |name: &str| -> Result<Norm, WeightsError> {
            Ok(Norm {
                weight: file.floats(&format!("{name}.weight"), &[Some(hidden)])?,
                bias: file.floats(&format!("{name}.bias"), &[Some(hidden)])?,
            })
        };
        let linear =
            |name: String, inputs: usize, outputs: Option<usize>| -> Result<Linear, WeightsError> {
                let weight = file.bytes(&name, outputs, Some(inputs))?;
                let bias = file.floats(&format!("{name}.bias"), &[Some(weight.scale.len())])?;
                let shrink = file.floats(&format!("{name}.shrink"), &[Some(inputs)])?;
                if !bias.len().is_multiple_of(LANES * PANELS) {
                    return Err(WeightsError::Tensor {
                        name,
                        problem: format!(
                            "{} outputs, expected a multiple of {}",
                            bias.len(),
                            LANES * PANELS
                        ),
                    });
                }
                Ok(match precision {
                    Precision::Int8 => {
                        Linear::Bytes(BytePanels::new(weight.bytes, &weight.scale, &bias, shrink))
                    }
                    Precision::F32 => {
                        let mut numbers = weight.to_f32();
                        for row in numbers.chunks_exact_mut(inputs) {
                            for (number, shrink) in row.iter_mut().zip(&shrink) {
                                *number *= shrink;
                            }
                        }
                        Linear::Floats(F32Panels::new(&numbers, &bias, inputs))
                    }
                })
            };
        let mut layers = Vec::new();
        while file.has(&format!("layers.{}.qkv.weight", layers.len())) {
            let name = |part: &str| format!("layers.{}.{part}", layers.len());
            let intermediate = linear(name("intermediate"), hidden, None)?;
            let inner = intermediate.stride();
            layers.push(Layer {
                qkv: linear(name("qkv"), hidden, Some(3 * hidden))?,
                attention_output: linear(name("attention_output"), hidden, Some(hidden))?,
                attention_norm: norm(&name("attention_norm"))?,
                intermediate,
                output: linear(name("output"), inner, Some(hidden))?,
                output_norm: norm(&name("output_norm"))?,
            });
        }
        let heads = F32Panels::new(
            &file.floats("heads.weight", &[Some(OUTPUTS), Some(hidden)])?,
            &file.floats("heads.bias", &[Some(OUTPUTS)])?,
            hidden,
        );
        Ok(Self {
            kernel: if kernel.is_available() {
                kernel
            } else {
                Kernel::Portable
            },
            hidden,
            words,
            positions: file.floats("embeddings.position", &[None, Some(hidden)])?,
            features: file.floats("embeddings.feature", &[None, Some(hidden)])?,
            norm: norm("embeddings.norm")?,
            layers,
            heads: Linear::Floats(heads),
        })
    }

    /// Pieces that a window may hold, `[CLS]` and `[SEP]` among them.
    pub fn window(&self) -> usize {
        self.positions.len() / self.hidden
    }

    /// The kernel it runs on.
    pub fn kernel(&self) -> Kernel {
        self.kernel
    }

    /// Reads one window: ids and feature rows of its pieces, `[CLS]` and `[SEP]` among them.
    ///
    /// # Panics
    /// If the two differ in length, are empty, are longer than [`Model::window`], or hold an id
    /// or a row that the model does not have.
    pub fn read<'a>(
        &self,
        ids: &[u32],
        features: &[u8],
        scratch: &'a mut Scratch,
    ) -> WindowScores<'a> {
        assert!(
            ids.len() == features.len() && !ids.is_empty() && ids.len() <= self.window(),
            "a window's size"
        );
        forward::run(self, ids, features, scratch);
        WindowScores {
            outputs: &scratch.outputs,
            stride: self.heads.stride(),
        }
    }

    /// The sum of the word, position and feature rows of one piece.
    #[inline(always)]
    pub(crate) fn embed(&self, id: u32, position: usize, feature: u8, row: &mut [f32]) {
        let id = id as usize;
        let bytes = &self.words.bytes[id * self.hidden..][..self.hidden];
        let scale = self.words.scale[id];
        let position = &self.positions[position * self.hidden..][..self.hidden];
        let feature = &self.features[usize::from(feature) * self.hidden..][..self.hidden];
        for i in 0..self.hidden {
            row[i] = f32::from(bytes[i] as i8) * scale + position[i] + feature[i];
        }
    }
}
