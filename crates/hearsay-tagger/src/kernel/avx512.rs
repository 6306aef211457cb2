//! AVX-512 with VNNI: one instruction multiplies and adds 64 bytes.
#![expect(unsafe_code, reason = "vector intrinsics")]

use std::arch::x86_64::*;

use super::{Isa, LANES};
use crate::forward::linear::{self, Block};
use crate::forward::tile::{self, Tile};

pub(crate) struct Avx512;

impl Isa for Avx512 {
    const FUSED: bool = true;
    const OFFSET: i32 = 128;
    const ROWS: usize = 12;
    const TILE_ROWS: usize = 6;
    type F = __m512;
    type Sum = __m512i;

    #[inline(always)]
    unsafe fn splat(value: f32) -> __m512 {
        unsafe { _mm512_set1_ps(value) }
    }

    #[inline(always)]
    unsafe fn load(from: *const f32) -> __m512 {
        unsafe { _mm512_loadu_ps(from) }
    }

    #[inline(always)]
    unsafe fn store(to: *mut f32, value: __m512) {
        unsafe { _mm512_storeu_ps(to, value) }
    }

    #[inline(always)]
    unsafe fn fma(a: __m512, b: __m512, c: __m512) -> __m512 {
        unsafe { _mm512_fmadd_ps(a, b, c) }
    }

    #[inline(always)]
    unsafe fn none() -> __m512i {
        unsafe { _mm512_setzero_si512() }
    }

    #[inline(always)]
    unsafe fn dot(sum: __m512i, weights: *const u8, values: i32) -> __m512i {
        unsafe {
            let weights = _mm512_loadu_si512(weights.cast());
            _mm512_dpbusd_epi32(sum, weights, _mm512_set1_epi32(values))
        }
    }

    #[inline(always)]
    unsafe fn finish(sum: __m512i) -> [i32; LANES] {
        let mut out = [0; LANES];
        unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), sum) };
        out
    }

    #[inline(always)]
    unsafe fn block(product: &Block) {
        unsafe { linear::block::<Self, 12>(product) }
    }

    #[inline(always)]
    unsafe fn tile(product: &Tile) {
        unsafe { tile::tile::<Self, 6>(product) }
    }
}
