//! The encoder that both models have: embeddings and layers, laid out for the kernels.

use std::ops::Range;

use crate::forward::linear::{BytePanels, Linear};
use crate::forward::tile::F32Panels;
use crate::forward::{self, HEAD, Input, Scratch};
use crate::kernel::{Kernel, LANES, PANELS};
use crate::weights::{Bytes, File, WeightsError};

/// What the linear layers compute with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// Bytes times bytes: what ships.
    Int8,
    /// The same weights as `f32`: the reference that [`Precision::Int8`] is held to.
    F32,
}

impl Precision {
    /// The faster one on a kernel: bytes, but `f32` where the portable kernel is all there is.
    pub(crate) fn best(kernel: Kernel) -> Self {
        if kernel == Kernel::Portable {
            Self::F32
        } else {
            Self::Int8
        }
    }
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

/// A BERT encoder (Devlin et al. 2019), ready to run.
#[derive(Debug)]
pub(crate) struct Encoder {
    pub(crate) kernel: Kernel,
    pub(crate) hidden: usize,
    words: Bytes<'static>,
    positions: Vec<f32>,
    features: Vec<f32>,
    pub(crate) norm: Norm,
    pub(crate) layers: Vec<Layer>,
}

/// The word rows of a file: bytes, one scale a row.
pub(crate) fn words(file: &File<'static>) -> Result<Bytes<'static>, WeightsError> {
    let words = file.bytes("embeddings.word", None, None)?;
    let hidden = words.columns;
    if hidden == 0 || !hidden.is_multiple_of(HEAD) {
        return Err(WeightsError::Tensor {
            name: "embeddings.word.weight".to_owned(),
            problem: format!("{hidden} columns, expected a multiple of {HEAD}"),
        });
    }
    Ok(words)
}

impl Encoder {
    /// The encoder of a file, over these word rows. A kernel that this processor lacks becomes
    /// [`Kernel::Portable`].
    pub(crate) fn open(
        file: &File<'_>,
        words: Bytes<'static>,
        precision: Precision,
        kernel: Kernel,
    ) -> Result<Self, WeightsError> {
        let hidden = words.columns;
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
        })
    }

    /// Pieces that a window may hold, `[CLS]` and `[SEP]` among them.
    pub(crate) fn window(&self) -> usize {
        self.positions.len() / self.hidden
    }

    /// Embeds pieces and runs some of the layers; their outputs are left in `scratch.hidden`.
    pub(crate) fn read(
        &self,
        ids: &[u32],
        features: &[u8],
        layers: Range<usize>,
        scratch: &mut Scratch,
    ) {
        assert!(
            ids.len() == features.len() && !ids.is_empty() && ids.len() <= self.window(),
            "a window's size"
        );
        forward::run(self, Input::Pieces { ids, features }, layers, scratch);
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
