//! The neural room: word pieces in; source, cue and content scores and links out.
//!
//! One [`Model`] reads windows of up to 256 word pieces and says, for every piece, how well each
//! tag fits it, and gives four vectors whose products say which content belongs to which cue and
//! which cue to which source. The weights are inside the program. Nothing here knows of articles;
//! cutting texts into windows and making sense of the scores is the caller's.

mod encoder;
mod forward;
mod kernel;
mod model;
mod pair;
mod tokenizer;
mod weights;

pub use encoder::Precision;
pub use forward::Scratch;
pub use kernel::Kernel;
pub use model::{LINK, Model, TAGS, WindowScores};
pub use pair::{PairModel, PairScores, TextRows};
pub use tokenizer::{Piece, Tokenizer};
pub use weights::WeightsError;
