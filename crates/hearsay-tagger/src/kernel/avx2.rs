//! AVX2 and FMA. Bytes are widened to 16 bits before they are multiplied: the shorter way through
//! `maddubs` saturates and would change results.
#![expect(unsafe_code, reason = "vector intrinsics")]

use std::arch::x86_64::*;

use super::{Isa, LANES};
use crate::forward::linear::{self, Block};
use crate::forward::tile::{self, Tile};

pub(crate) struct Avx2;

impl Isa for Avx2 {
    const FUSED: bool = true;
    const ROWS: usize = 1;
    const TILE_ROWS: usize = 2;
    type F = [__m256; 2];
    /// Register `i` holds, for outputs `4 i .. 4 i + 4`, two half sums each.
    type Sum = [__m256i; 4];

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self::F {
        unsafe { [_mm256_set1_ps(value); 2] }
    }

    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self::F {
        unsafe { [_mm256_loadu_ps(from), _mm256_loadu_ps(from.add(8))] }
    }

    #[inline(always)]
    unsafe fn store(to: *mut f32, value: Self::F) {
        unsafe {
            _mm256_storeu_ps(to, value[0]);
            _mm256_storeu_ps(to.add(8), value[1]);
        }
    }

    #[inline(always)]
    unsafe fn fma(a: Self::F, b: Self::F, c: Self::F) -> Self::F {
        unsafe {
            [
                _mm256_fmadd_ps(a[0], b[0], c[0]),
                _mm256_fmadd_ps(a[1], b[1], c[1]),
            ]
        }
    }

    #[inline(always)]
    unsafe fn none() -> Self::Sum {
        unsafe { [_mm256_setzero_si256(); 4] }
    }

    #[inline(always)]
    unsafe fn dot(sum: Self::Sum, weights: *const u8, values: i32) -> Self::Sum {
        unsafe {
            let four = _mm_cvtepi8_epi16(_mm_cvtsi32_si128(values));
            let values = _mm256_broadcastq_epi64(four);
            let mut out = sum;
            let mut i = 0;
            while i < 4 {
                let bytes = _mm_loadu_si128(weights.add(16 * i).cast());
                let wide = _mm256_cvtepu8_epi16(bytes);
                out[i] = _mm256_add_epi32(sum[i], _mm256_madd_epi16(wide, values));
                i += 1;
            }
            out
        }
    }

    #[inline(always)]
    unsafe fn finish(sum: Self::Sum) -> [i32; LANES] {
        let mut halves = [0_i32; 2 * LANES];
        for (i, part) in sum.into_iter().enumerate() {
            unsafe { _mm256_storeu_si256(halves.as_mut_ptr().add(8 * i).cast(), part) };
        }
        std::array::from_fn(|i| halves[2 * i] + halves[2 * i + 1])
    }

    #[inline(always)]
    unsafe fn block(product: &Block) {
        unsafe { linear::block::<Self, 1>(product) }
    }

    #[inline(always)]
    unsafe fn tile(product: &Tile) {
        unsafe { tile::tile::<Self, 2>(product) }
    }
}
