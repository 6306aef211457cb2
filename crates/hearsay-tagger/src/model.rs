//! The tagger: weights laid out for the kernels, and the call that reads one window.

use std::sync::LazyLock;

use crate::encoder::{self, Encoder, Precision};
use crate::forward::linear::Linear;
use crate::forward::tile::F32Panels;
use crate::forward::{self, Scratch};
use crate::kernel::Kernel;
use crate::weights::{Bytes, File, WeightsError, fingerprint};

static WEIGHTS: &[u8] = include_bytes!("../weights/tagger.safetensors");
/// The layout of the file, as its metadata names it.
const FORMAT: &str = "hearsay-tagger/1";

/// Tag scores a piece: O, then B and I of source, cue and content.
pub const TAGS: usize = 7;

/// Numbers of a link vector.
pub const LINK: usize = 64;

const OUTPUTS: usize = TAGS + 4 * LINK;

/// A tagger, ready to read windows. Shared between threads; each brings its own [`Scratch`].
#[derive(Debug)]
pub struct Model {
    encoder: Encoder,
    heads: Linear,
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

/// The word rows inside the program, which the pair model has too.
pub(crate) fn words() -> Result<Bytes<'static>, WeightsError> {
    encoder::words(&File::open(WEIGHTS, FORMAT)?)
}

impl Model {
    /// The weights inside the program, by the first 12 digits of their SHA-256.
    pub fn fingerprint() -> &'static str {
        fingerprint("tagger.safetensors")
    }

    /// The model inside the program, on the fastest kernel of this processor; in bytes, but where
    /// the portable kernel is all there is, which is faster in `f32`.
    ///
    /// # Panics
    /// If the weights inside the program are broken, which its tests rule out.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Model> = LazyLock::new(|| {
            let kernel = Kernel::detect();
            Model::embedded(Precision::best(kernel), kernel)
                .expect("the weights inside the program are whole")
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
        let file = File::open(bytes, FORMAT)?;
        let encoder = Encoder::open(&file, encoder::words(&file)?, precision, kernel)?;
        let heads = F32Panels::new(
            &file.floats("heads.weight", &[Some(OUTPUTS), Some(encoder.hidden)])?,
            &file.floats("heads.bias", &[Some(OUTPUTS)])?,
            encoder.hidden,
        );
        Ok(Self {
            encoder,
            heads: Linear::Floats(heads),
        })
    }

    /// Pieces that a window may hold, `[CLS]` and `[SEP]` among them.
    pub fn window(&self) -> usize {
        self.encoder.window()
    }

    /// The kernel it runs on.
    pub fn kernel(&self) -> Kernel {
        self.encoder.kernel
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
        let layers = 0..self.encoder.layers.len();
        self.encoder.read(ids, features, layers, scratch);
        forward::heads(&self.encoder, &self.heads, scratch);
        WindowScores {
            outputs: &scratch.outputs,
            stride: self.heads.stride(),
        }
    }
}
