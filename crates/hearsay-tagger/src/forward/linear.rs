//! Linear layers on bytes.
//!
//! Weights are bytes with one scale an output, packed in panels of sixteen outputs: four inputs
//! of output 0, four inputs of output 1, and so on, so that one vector holds what one dot-product
//! instruction takes. They are stored with 128 added, as unsigned bytes. Activations are signed
//! bytes with a scale and a zero point a row, chosen when the row is known; before that, each
//! input is multiplied by the `shrink` that its weights were divided by, which evens out the few
//! inputs of large magnitude (SmoothQuant, Xiao et al. 2023). Both offsets are taken off again at
//! the end, so the integer part is exact.
#![expect(unsafe_code, reason = "the inner loop works on raw pointers")]

use super::math::gelu;
use super::tile::F32Panels;
use crate::kernel::{Isa, LANES, PANELS, ROW_MULTIPLE};

/// Rows of signed bytes with what is needed to turn products back into numbers: a number is
/// `scale * byte + base`.
#[derive(Debug, Default)]
pub(crate) struct ByteRows {
    bytes: Vec<i8>,
    scale: Vec<f32>,
    base: Vec<f32>,
    sum: Vec<i32>,
}

impl ByteRows {
    /// Quantises rows of as many numbers as `shrink` has, times `shrink`, each row over the range
    /// of its own numbers.
    #[inline(always)]
    pub(crate) fn quantize(&mut self, rows: &[f32], shrink: &[f32]) {
        let width = shrink.len();
        let count = rows.len() / width;
        self.bytes.resize(rows.len(), 0);
        self.scale.resize(count, 0.0);
        self.base.resize(count, 0.0);
        self.sum.resize(count, 0);
        for (r, row) in rows.chunks_exact(width).enumerate() {
            let mut least = [f32::INFINITY; LANES];
            let mut most = [f32::NEG_INFINITY; LANES];
            for (part, shrink) in row.chunks_exact(LANES).zip(shrink.chunks_exact(LANES)) {
                for i in 0..LANES {
                    let value = part[i] * shrink[i];
                    least[i] = if value < least[i] { value } else { least[i] };
                    most[i] = if value > most[i] { value } else { most[i] };
                }
            }
            let least = least.into_iter().fold(f32::INFINITY, f32::min);
            let range = most.into_iter().fold(f32::NEG_INFINITY, f32::max) - least;
            let inverse = if range > 0.0 { 255.0 / range } else { 0.0 };
            self.scale[r] = range / 255.0;
            self.base[r] = least + 128.0 * self.scale[r];
            let bytes = &mut self.bytes[r * width..(r + 1) * width];
            // Adding 1.5 * 2^23 leaves the rounded integer in the low bits.
            const ROUND: f32 = 12_582_912.0;
            let mut sum = [0_i32; LANES];
            for ((to, from), shrink) in bytes
                .chunks_exact_mut(LANES)
                .zip(row.chunks_exact(LANES))
                .zip(shrink.chunks_exact(LANES))
            {
                for i in 0..LANES {
                    let part = (from[i] * shrink[i] - least) * inverse + ROUND;
                    let whole = part.to_bits() as i32 - ROUND.to_bits() as i32 - 128;
                    to[i] = whole as i8;
                    sum[i] += whole;
                }
            }
            self.sum[r] = sum.into_iter().sum();
        }
    }
}

/// A linear layer, ready for the kernels.
#[derive(Debug)]
pub(crate) enum Linear {
    /// Weights as bytes.
    Bytes(BytePanels),
    /// Weights as `f32`.
    Floats(F32Panels),
}

/// Byte weights in panels.
#[derive(Debug)]
pub(crate) struct BytePanels {
    packed: Vec<u8>,
    scale: Vec<f32>,
    /// The sum of each output's weights.
    sum: Vec<f32>,
    bias: Vec<f32>,
    shrink: Vec<f32>,
    outputs: usize,
}

impl BytePanels {
    /// Packs weights (as stored: output by output); `shrink` has a number an input.
    pub(crate) fn new(weights: &[u8], scale: &[f32], bias: &[f32], shrink: Vec<f32>) -> Self {
        let (inputs, outputs) = (shrink.len(), bias.len());
        let padded = outputs.next_multiple_of(LANES * PANELS);
        let mut packed = vec![128_u8; padded * inputs];
        for (panel, rows) in weights.chunks(LANES * inputs).enumerate() {
            let panel = &mut packed[panel * LANES * inputs..][..LANES * inputs];
            for (lane, row) in rows.chunks_exact(inputs).enumerate() {
                for (k, four) in row.chunks_exact(4).enumerate() {
                    let to = &mut panel[(k * LANES + lane) * 4..][..4];
                    for i in 0..4 {
                        to[i] = four[i] ^ 128;
                    }
                }
            }
        }
        let sum: Vec<f32> = weights
            .chunks_exact(inputs)
            .zip(scale)
            .map(|(row, scale)| {
                row.iter().map(|&byte| i32::from(byte as i8)).sum::<i32>() as f32 * scale
            })
            .collect();
        let pad = |from: &[f32]| {
            let mut out = from.to_vec();
            out.resize(padded, 0.0);
            out
        };
        Self {
            packed,
            scale: pad(scale),
            sum: pad(&sum),
            bias: pad(bias),
            shrink,
            outputs,
        }
    }
}

/// Where one block of the product reads and writes.
pub(crate) struct Block {
    weights: *const u8,
    inputs: usize,
    rows: *const i8,
    row_scale: *const f32,
    row_base: *const f32,
    row_sum: *const i32,
    scale: *const f32,
    sum: *const f32,
    bias: *const f32,
    out: *mut f32,
    stride: usize,
    gelu: bool,
}

/// One block: `R` rows times [`PANELS`] panels.
///
/// # Safety
/// As for [`Isa`]; the block's pointers are good for `R` rows and two panels.
#[inline(always)]
pub(crate) unsafe fn block<I: Isa, const R: usize>(b: &Block) {
    unsafe {
        let second = b.weights.add(b.inputs * LANES);
        let mut sums = [[I::none(); PANELS]; R];
        for k in 0..b.inputs / 4 {
            for (r, sum) in sums.iter_mut().enumerate() {
                let values = b
                    .rows
                    .add(r * b.inputs + 4 * k)
                    .cast::<i32>()
                    .read_unaligned();
                sum[0] = I::dot(sum[0], b.weights.add(64 * k), values);
                sum[1] = I::dot(sum[1], second.add(64 * k), values);
            }
        }
        for (r, sum) in sums.into_iter().enumerate() {
            let offset = I::OFFSET * *b.row_sum.add(r);
            let row_scale = *b.row_scale.add(r);
            let row_base = *b.row_base.add(r);
            for (p, sum) in sum.into_iter().enumerate() {
                let whole = I::finish(sum);
                let at = p * LANES;
                // Copies, so that the compiler knows that `out` is none of them.
                let scale = b.scale.add(at).cast::<[f32; LANES]>().read();
                let bias = b.bias.add(at).cast::<[f32; LANES]>().read();
                let weights = b.sum.add(at).cast::<[f32; LANES]>().read();
                let mut values = [0.0; LANES];
                for i in 0..LANES {
                    let value = (whole[i] - offset) as f32 * (row_scale * scale[i])
                        + (row_base * weights[i] + bias[i]);
                    values[i] = if b.gelu { gelu::<I>(value) } else { value };
                }
                b.out
                    .add(r * b.stride + at)
                    .cast::<[f32; LANES]>()
                    .write(values);
            }
        }
    }
}

impl Linear {
    /// Numbers a row of the output takes: outputs padded to whole blocks.
    pub(crate) fn stride(&self) -> usize {
        let outputs = match self {
            Self::Bytes(panels) => panels.outputs,
            Self::Floats(panels) => panels.outputs(),
        };
        outputs.next_multiple_of(LANES * PANELS)
    }

    /// `out = rows * weights + bias`, then GELU if asked. The rows' count must be a multiple of
    /// [`ROW_MULTIPLE`]; `out` is resized to rows times [`Linear::stride`].
    ///
    /// # Safety
    /// As for [`Isa`].
    #[inline(always)]
    pub(crate) unsafe fn apply<I: Isa>(
        &self,
        rows: &[f32],
        bytes: &mut ByteRows,
        out: &mut Vec<f32>,
        gelu_after: bool,
    ) {
        match self {
            Self::Floats(panels) => {
                let count = rows.len() / panels.inputs();
                out.resize(count * self.stride(), 0.0);
                unsafe { panels.apply::<I>(rows, out) };
                if gelu_after {
                    for value in out.iter_mut() {
                        *value = gelu::<I>(*value);
                    }
                }
            }
            Self::Bytes(panels) => {
                let inputs = panels.shrink.len();
                bytes.quantize(rows, &panels.shrink);
                let count = bytes.scale.len();
                assert!(count.is_multiple_of(ROW_MULTIPLE), "rows are padded");
                let stride = self.stride();
                out.resize(count * stride, 0.0);
                for pair in 0..stride / (LANES * PANELS) {
                    let first = pair * LANES * PANELS;
                    for r in (0..count).step_by(I::ROWS) {
                        // In bounds: `count` is a multiple of I::ROWS and `stride` of two panels.
                        unsafe {
                            I::block(&Block {
                                weights: panels.packed.as_ptr().add(first * inputs),
                                inputs,
                                rows: bytes.bytes.as_ptr().add(r * inputs),
                                row_scale: bytes.scale.as_ptr().add(r),
                                row_base: bytes.base.as_ptr().add(r),
                                row_sum: bytes.sum.as_ptr().add(r),
                                scale: panels.scale.as_ptr().add(first),
                                sum: panels.sum.as_ptr().add(first),
                                bias: panels.bias.as_ptr().add(first),
                                out: out.as_mut_ptr().add(r * stride + first),
                                stride,
                                gelu: gelu_after,
                            });
                        }
                    }
                }
            }
        }
    }
}
