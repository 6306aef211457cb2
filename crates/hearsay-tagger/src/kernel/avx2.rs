//! AVX2 and FMA.
#![expect(unsafe_code, reason = "vector intrinsics")]

use std::arch::x86_64::*;

use super::{Isa, LANES};
use crate::forward::linear::{self, Block};
use crate::forward::tile::{self, Tile};

pub(crate) struct Avx2;

impl Isa for Avx2 {
    const FUSED: bool = true;
    const OFFSET: i32 = 0;
    const ROWS: usize = 2;
    const TILE_ROWS: usize = 2;
    type F = [__m256; 2];
    type Sum = [__m256i; 2];

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
        unsafe { [_mm256_setzero_si256(); 2] }
    }

    /// `maddubs` multiplies unsigned by signed bytes and adds two products in 16 bits. Magnitude of
    /// the value times weight with the sign of the value stays within them (2 * 128 * 127), while
    /// a weight as it is stored would not.
    #[inline(always)]
    unsafe fn dot(sum: Self::Sum, weights: *const u8, values: i32) -> Self::Sum {
        unsafe {
            let values = _mm256_set1_epi32(values);
            let magnitude = _mm256_abs_epi8(values);
            let mut out = sum;
            for (i, sum) in out.iter_mut().enumerate() {
                let stored = _mm256_loadu_si256(weights.add(32 * i).cast());
                let weights = _mm256_xor_si256(stored, _mm256_set1_epi8(-128));
                let signed = _mm256_sign_epi8(weights, values);
                let pairs = _mm256_maddubs_epi16(magnitude, signed);
                let fours = _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
                *sum = _mm256_add_epi32(*sum, fours);
            }
            out
        }
    }

    #[inline(always)]
    unsafe fn finish(sum: Self::Sum) -> [i32; LANES] {
        let mut out = [0_i32; LANES];
        unsafe {
            _mm256_storeu_si256(out.as_mut_ptr().cast(), sum[0]);
            _mm256_storeu_si256(out.as_mut_ptr().add(8).cast(), sum[1]);
        }
        out
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
