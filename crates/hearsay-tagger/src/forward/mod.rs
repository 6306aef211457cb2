//! One pass of the encoder over one window, compiled once an instruction set.
//!
//! BERT as trained: embeddings, then post-norm layers of attention and a GELU feed-forward
//! (Devlin et al. 2019), then what the model puts on top.
//! Some of the layers may be run by themselves, over rows that others left.
#![expect(unsafe_code, reason = "calls the kernels")]

mod attention;
pub(crate) mod linear;
mod math;
pub(crate) mod tile;

use std::ops::Range;

use crate::encoder::{Encoder, Norm};
use crate::kernel::{Isa, Kernel, ROW_MULTIPLE};
use linear::{ByteRows, Linear};

pub(crate) use attention::HEAD;

/// Memory that a pass works in; made once a thread and used again for every window.
#[derive(Debug, Default)]
pub struct Scratch {
    /// A row a piece, padded: what a pass leaves.
    pub(crate) hidden: Vec<f32>,
    qkv: Vec<f32>,
    mixed: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    bytes: ByteRows,
    room: attention::Room,
    pub(crate) outputs: Vec<f32>,
}

/// What a pass starts from.
#[derive(Clone, Copy)]
pub(crate) enum Input<'a> {
    /// Pieces, which are embedded first.
    Pieces {
        /// Their numbers in the vocabulary.
        ids: &'a [u32],
        /// Their feature rows.
        features: &'a [u8],
    },
    /// So many rows, which the caller has put into `scratch.hidden`.
    Rows(usize),
}

/// One of the two things that are compiled for each instruction set.
#[derive(Clone)]
enum Step<'a> {
    Layers(Input<'a>, Range<usize>),
    Heads(&'a Linear),
}

/// Runs some of the encoder's layers; their outputs are left in `scratch.hidden`.
pub(crate) fn run(
    encoder: &Encoder,
    input: Input<'_>,
    layers: Range<usize>,
    scratch: &mut Scratch,
) {
    step(encoder, Step::Layers(input, layers), scratch);
}

/// Runs a last linear layer over `scratch.hidden`; its outputs are left in `scratch.outputs`, a
/// row a piece.
pub(crate) fn heads(encoder: &Encoder, heads: &Linear, scratch: &mut Scratch) {
    step(encoder, Step::Heads(heads), scratch);
}

fn step(encoder: &Encoder, step: Step<'_>, scratch: &mut Scratch) {
    debug_assert!(encoder.kernel.is_available());
    // Each arm runs on a processor that has the features: an encoder is only ever built with an
    // available kernel.
    match encoder.kernel {
        #[cfg(target_arch = "x86_64")]
        Kernel::Avx512Vnni => unsafe { avx512(encoder, step, scratch) },
        #[cfg(target_arch = "x86_64")]
        Kernel::AvxVnni => unsafe { avx_vnni(encoder, step, scratch) },
        #[cfg(target_arch = "x86_64")]
        Kernel::Avx2 => unsafe { avx2(encoder, step, scratch) },
        _ => unsafe { pass::<crate::kernel::portable::Portable>(encoder, step, scratch) },
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma")]
fn avx512(encoder: &Encoder, step: Step<'_>, scratch: &mut Scratch) {
    unsafe { pass::<crate::kernel::avx512::Avx512>(encoder, step, scratch) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avxvnni,avx2,fma")]
fn avx_vnni(encoder: &Encoder, step: Step<'_>, scratch: &mut Scratch) {
    unsafe { pass::<crate::kernel::avx_vnni::AvxVnni>(encoder, step, scratch) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn avx2(encoder: &Encoder, step: Step<'_>, scratch: &mut Scratch) {
    unsafe { pass::<crate::kernel::avx2::Avx2>(encoder, step, scratch) }
}

/// The pass itself.
///
/// # Safety
/// As for [`Isa`].
#[inline(always)]
unsafe fn pass<I: Isa>(encoder: &Encoder, step: Step<'_>, scratch: &mut Scratch) {
    let s = scratch;
    let hidden = encoder.hidden;
    let (input, layers) = match step {
        Step::Layers(input, layers) => (input, layers),
        Step::Heads(heads) => {
            unsafe { heads.apply::<I>(&s.hidden, &mut s.bytes, &mut s.outputs, false) };
            return;
        }
    };
    let n = match input {
        Input::Pieces { ids, .. } => ids.len(),
        Input::Rows(n) => n,
    };
    let rows = n.next_multiple_of(ROW_MULTIPLE);
    match input {
        Input::Pieces { ids, features } => {
            s.hidden.clear();
            s.hidden.resize(rows * hidden, 0.0);
            for (position, ((row, &id), &feature)) in s
                .hidden
                .chunks_exact_mut(hidden)
                .zip(ids)
                .zip(features)
                .enumerate()
            {
                encoder.embed(id, position, feature, row);
                math::normalize(row, &encoder.norm.weight, &encoder.norm.bias);
            }
        }
        Input::Rows(_) => {
            s.hidden.truncate(n * hidden);
            s.hidden.resize(rows * hidden, 0.0);
        }
    }
    s.mixed.resize(rows * hidden, 0.0);
    for layer in &encoder.layers[layers] {
        unsafe {
            layer
                .qkv
                .apply::<I>(&s.hidden, &mut s.bytes, &mut s.qkv, false);
            attention::attend::<I>(&s.qkv, hidden, n, &mut s.room, &mut s.mixed);
            layer
                .attention_output
                .apply::<I>(&s.mixed, &mut s.bytes, &mut s.narrow, false);
            add_and_normalize(&mut s.hidden, &s.narrow, &layer.attention_norm, hidden);
            layer
                .intermediate
                .apply::<I>(&s.hidden, &mut s.bytes, &mut s.wide, true);
            layer
                .output
                .apply::<I>(&s.wide, &mut s.bytes, &mut s.narrow, false);
            add_and_normalize(&mut s.hidden, &s.narrow, &layer.output_norm, hidden);
        }
    }
}

#[inline(always)]
fn add_and_normalize(hidden: &mut [f32], more: &[f32], norm: &Norm, width: usize) {
    for (row, more) in hidden.chunks_exact_mut(width).zip(more.chunks_exact(width)) {
        for (value, more) in row.iter_mut().zip(more) {
            *value += more;
        }
        math::normalize(row, &norm.weight, &norm.bias);
    }
}
