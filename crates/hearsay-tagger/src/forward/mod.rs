//! One pass of the encoder over one window, compiled once an instruction set.
//!
//! BERT as trained: embeddings, then post-norm layers of attention and a GELU feed-forward
//! (Devlin et al. 2019), then one linear layer for the tag scores and link vectors.
#![expect(unsafe_code, reason = "calls the kernels")]

mod attention;
pub(crate) mod linear;
mod math;
pub(crate) mod tile;

use crate::kernel::{Isa, Kernel, ROW_MULTIPLE};
use crate::model::Model;
use linear::ByteRows;

pub(crate) use attention::HEAD;

/// Memory that a pass works in; made once a thread and used again for every window.
#[derive(Debug, Default)]
pub struct Scratch {
    hidden: Vec<f32>,
    qkv: Vec<f32>,
    mixed: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    bytes: ByteRows,
    room: attention::Room,
    pub(crate) outputs: Vec<f32>,
}

/// Runs the encoder; outputs are left in `scratch.outputs`, a row a piece.
pub(crate) fn run(model: &Model, ids: &[u32], features: &[u8], scratch: &mut Scratch) {
    debug_assert!(model.kernel.is_available());
    // Each arm runs on a processor that has the features: a model is only ever built with an
    // available kernel.
    match model.kernel {
        #[cfg(target_arch = "x86_64")]
        Kernel::Avx512Vnni => unsafe { avx512(model, ids, features, scratch) },
        #[cfg(target_arch = "x86_64")]
        Kernel::AvxVnni => unsafe { avx_vnni(model, ids, features, scratch) },
        #[cfg(target_arch = "x86_64")]
        Kernel::Avx2 => unsafe { avx2(model, ids, features, scratch) },
        _ => unsafe { pass::<crate::kernel::portable::Portable>(model, ids, features, scratch) },
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma")]
fn avx512(model: &Model, ids: &[u32], features: &[u8], scratch: &mut Scratch) {
    unsafe { pass::<crate::kernel::avx512::Avx512>(model, ids, features, scratch) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avxvnni,avx2,fma")]
fn avx_vnni(model: &Model, ids: &[u32], features: &[u8], scratch: &mut Scratch) {
    unsafe { pass::<crate::kernel::avx_vnni::AvxVnni>(model, ids, features, scratch) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn avx2(model: &Model, ids: &[u32], features: &[u8], scratch: &mut Scratch) {
    unsafe { pass::<crate::kernel::avx2::Avx2>(model, ids, features, scratch) }
}

/// The pass itself.
///
/// # Safety
/// As for [`Isa`].
#[inline(always)]
unsafe fn pass<I: Isa>(model: &Model, ids: &[u32], features: &[u8], scratch: &mut Scratch) {
    let n = ids.len();
    let rows = n.next_multiple_of(ROW_MULTIPLE);
    let hidden = model.hidden;
    let s = scratch;
    s.hidden.clear();
    s.hidden.resize(rows * hidden, 0.0);
    for (position, ((row, &id), &feature)) in s
        .hidden
        .chunks_exact_mut(hidden)
        .zip(ids)
        .zip(features)
        .enumerate()
    {
        model.embed(id, position, feature, row);
        math::normalize(row, &model.norm.weight, &model.norm.bias);
    }
    s.mixed.resize(rows * hidden, 0.0);
    for layer in &model.layers {
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
    unsafe {
        model
            .heads
            .apply::<I>(&s.hidden, &mut s.bytes, &mut s.outputs, false)
    };
}

#[inline(always)]
fn add_and_normalize(hidden: &mut [f32], more: &[f32], norm: &crate::model::Norm, width: usize) {
    for (row, more) in hidden.chunks_exact_mut(width).zip(more.chunks_exact(width)) {
        for (value, more) in row.iter_mut().zip(more) {
            *value += more;
        }
        math::normalize(row, &norm.weight, &norm.bias);
    }
}
