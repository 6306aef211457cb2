//! AVX-VNNI: the byte dot product on 256-bit vectors, for processors without AVX-512.
#![expect(unsafe_code, reason = "vector intrinsics")]

use std::arch::x86_64::*;

use super::avx2::Avx2;
use super::{Isa, LANES};
use crate::forward::linear::{self, Block};
use crate::forward::tile::{self, Tile};

pub(crate) struct AvxVnni;

impl Isa for AvxVnni {
    const FUSED: bool = true;
    const OFFSET: i32 = 128;
    const ROWS: usize = 2;
    const TILE_ROWS: usize = 2;
    type F = [__m256; 2];
    type Sum = [__m256i; 2];

    #[inline(always)]
    unsafe fn splat(value: f32) -> Self::F {
        unsafe { Avx2::splat(value) }
    }

    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self::F {
        unsafe { Avx2::load(from) }
    }

    #[inline(always)]
    unsafe fn store(to: *mut f32, value: Self::F) {
        unsafe { Avx2::store(to, value) }
    }

    #[inline(always)]
    unsafe fn fma(a: Self::F, b: Self::F, c: Self::F) -> Self::F {
        unsafe { Avx2::fma(a, b, c) }
    }

    #[inline(always)]
    unsafe fn none() -> Self::Sum {
        unsafe { Avx2::none() }
    }

    #[inline(always)]
    unsafe fn dot(sum: Self::Sum, weights: *const u8, values: i32) -> Self::Sum {
        unsafe {
            let values = _mm256_set1_epi32(values);
            let low = _mm256_loadu_si256(weights.cast());
            let high = _mm256_loadu_si256(weights.add(32).cast());
            [
                _mm256_dpbusd_avx_epi32(sum[0], low, values),
                _mm256_dpbusd_avx_epi32(sum[1], high, values),
            ]
        }
    }

    #[inline(always)]
    unsafe fn finish(sum: Self::Sum) -> [i32; LANES] {
        unsafe { Avx2::finish(sum) }
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
