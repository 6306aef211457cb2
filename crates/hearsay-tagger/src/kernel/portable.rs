//! Plain Rust over arrays of sixteen: correct everywhere, and quick where the compiler
//! vectorises it.
#![expect(unsafe_code, reason = "the kernel trait works on raw pointers")]

use super::{Isa, LANES};
use crate::forward::linear::{self, Block};
use crate::forward::tile::{self, Tile};

pub(crate) struct Portable;

impl Isa for Portable {
    const FUSED: bool = false;
    const OFFSET: i32 = 128;
    const ROWS: usize = 2;
    const TILE_ROWS: usize = 2;
    type F = [f32; LANES];
    type Sum = [i32; LANES];

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self::F {
        [value; LANES]
    }

    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self::F {
        unsafe { from.cast::<[f32; LANES]>().read_unaligned() }
    }

    #[inline(always)]
    unsafe fn store(to: *mut f32, value: Self::F) {
        unsafe { to.cast::<[f32; LANES]>().write_unaligned(value) }
    }

    #[inline(always)]
    unsafe fn fma(a: Self::F, b: Self::F, c: Self::F) -> Self::F {
        std::array::from_fn(|i| a[i] * b[i] + c[i])
    }

    #[inline(always)]
    unsafe fn none() -> Self::Sum {
        [0; LANES]
    }

    #[inline(always)]
    unsafe fn dot(sum: Self::Sum, weights: *const u8, values: i32) -> Self::Sum {
        let weights = unsafe { weights.cast::<[[u8; 4]; LANES]>().read_unaligned() };
        let values = values.to_ne_bytes().map(|byte| i32::from(byte as i8));
        std::array::from_fn(|i| {
            let four = weights[i];
            sum[i]
                + i32::from(four[0]) * values[0]
                + i32::from(four[1]) * values[1]
                + i32::from(four[2]) * values[2]
                + i32::from(four[3]) * values[3]
        })
    }

    #[inline(always)]
    unsafe fn finish(sum: Self::Sum) -> [i32; LANES] {
        sum
    }

    #[inline(always)]
    unsafe fn block(product: &Block) {
        unsafe { linear::block::<Self, 2>(product) }
    }

    #[inline(always)]
    unsafe fn tile(product: &Tile) {
        unsafe { tile::tile::<Self, 2>(product) }
    }
}
