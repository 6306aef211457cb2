//! Products of `f32` matrices: attention, the heads, and every linear layer of an `f32` model.
//!
//! The right-hand side is packed in panels of sixteen columns: sixteen values of row 0, sixteen of
//! row 1, and so on.
#![expect(unsafe_code, reason = "the inner loop works on raw pointers")]

use crate::kernel::{Isa, LANES, PANELS};

/// Where one tile of the product reads and writes.
pub(crate) struct Tile {
    /// First of the rows; each `row_stride` after the one before.
    pub(crate) rows: *const f32,
    /// Numbers from one row to the next.
    pub(crate) row_stride: usize,
    /// Numbers of a row that take part.
    pub(crate) inputs: usize,
    /// Two panels, one after the other, `inputs * LANES` each.
    pub(crate) panels: *const f32,
    /// What the sums start from, two panels wide, or null for zero.
    pub(crate) start: *const f32,
    /// First output; rows are `out_stride` apart.
    pub(crate) out: *mut f32,
    /// Numbers from one output row to the next.
    pub(crate) out_stride: usize,
}

/// One tile: `R` rows times [`PANELS`] panels.
///
/// # Safety
/// As for [`Isa`]; the tile's pointers are good for `R` rows and two panels.
#[inline(always)]
pub(crate) unsafe fn tile<I: Isa, const R: usize>(t: &Tile) {
    unsafe {
        let second = t.panels.add(t.inputs * LANES);
        let start = if t.start.is_null() {
            [I::splat(0.0); PANELS]
        } else {
            [I::load(t.start), I::load(t.start.add(LANES))]
        };
        let mut sums = [start; R];
        for k in 0..t.inputs {
            let left = I::load(t.panels.add(k * LANES));
            let right = I::load(second.add(k * LANES));
            for (r, sum) in sums.iter_mut().enumerate() {
                let value = I::splat(*t.rows.add(r * t.row_stride + k));
                sum[0] = I::fma(value, left, sum[0]);
                sum[1] = I::fma(value, right, sum[1]);
            }
        }
        for (r, sum) in sums.into_iter().enumerate() {
            let out = t.out.add(r * t.out_stride);
            I::store(out, sum[0]);
            I::store(out.add(LANES), sum[1]);
        }
    }
}

/// `f32` weights in panels.
#[derive(Debug)]
pub(crate) struct F32Panels {
    packed: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
    outputs: usize,
}

impl F32Panels {
    /// Packs `outputs` rows of `inputs` numbers (as stored: output by output).
    pub(crate) fn new(weights: &[f32], bias: &[f32], inputs: usize) -> Self {
        let outputs = bias.len();
        let padded = outputs.next_multiple_of(LANES * PANELS);
        let mut packed = vec![0.0; padded * inputs];
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            let panel = output / LANES * LANES * inputs;
            for (k, &weight) in row.iter().enumerate() {
                packed[panel + k * LANES + output % LANES] = weight;
            }
        }
        let mut bias = bias.to_vec();
        bias.resize(padded, 0.0);
        Self {
            packed,
            bias,
            inputs,
            outputs,
        }
    }

    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// `out = rows * weights + bias`; the rows' count is a multiple of `I::TILE_ROWS`, `out` holds
    /// as many rows of padded outputs.
    ///
    /// # Safety
    /// As for [`Isa`].
    #[inline(always)]
    pub(crate) unsafe fn apply<I: Isa>(&self, rows: &[f32], out: &mut [f32]) {
        let count = rows.len() / self.inputs;
        let stride = self.bias.len();
        assert!(
            count.is_multiple_of(I::TILE_ROWS) && out.len() >= count * stride,
            "rows are padded"
        );
        for first in (0..stride).step_by(LANES * PANELS) {
            for r in (0..count).step_by(I::TILE_ROWS) {
                // In bounds by the assertion above.
                unsafe {
                    I::tile(&Tile {
                        rows: rows.as_ptr().add(r * self.inputs),
                        row_stride: self.inputs,
                        inputs: self.inputs,
                        panels: self.packed.as_ptr().add(first * self.inputs),
                        start: self.bias.as_ptr().add(first),
                        out: out.as_mut_ptr().add(r * stride + first),
                        out_stride: stride,
                    });
                }
            }
        }
    }
}
