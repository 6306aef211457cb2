//! Functions over single numbers and rows, written so that the compiler vectorises them.

use crate::kernel::{Isa, LANES};

/// `a * b + c`, in one step where the instruction set has one.
#[inline(always)]
fn fused<I: Isa>(a: f32, b: f32, c: f32) -> f32 {
    if I::FUSED { a.mul_add(b, c) } else { a * b + c }
}

/// `e^x` for `x <= 0` and moderate positive `x`; relative error below 2e-7. Below -87 it is 0.
#[inline(always)]
pub(crate) fn exp<I: Isa>(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let bounded = if x < -87.0 { -87.0 } else { x };
    let shifted = fused::<I>(bounded, std::f32::consts::LOG2_E, ROUND);
    let whole = shifted - ROUND;
    // ln 2 in two parts, the first exact in few bits.
    let rest = fused::<I>(
        whole,
        2.121_944_4e-4,
        fused::<I>(whole, -0.693_359_4, bounded),
    );
    let mut series = 1.987_569_1e-4;
    series = fused::<I>(series, rest, 1.398_199_9e-3);
    series = fused::<I>(series, rest, 8.333_452e-3);
    series = fused::<I>(series, rest, 4.166_579_6e-2);
    series = fused::<I>(series, rest, 0.166_666_65);
    series = fused::<I>(series, rest, 0.5);
    let value = fused::<I>(series * rest, rest, rest) + 1.0;
    let power = (shifted.to_bits() as i32 - ROUND.to_bits() as i32 + 127) << 23;
    let out = value * f32::from_bits(power as u32);
    if x < -87.0 { 0.0 } else { out }
}

/// GELU with the exact error function, by Abramowitz and Stegun 7.1.26 (absolute error of erf
/// below 1.5e-7).
#[inline(always)]
pub(crate) fn gelu<I: Isa>(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / fused::<I>(0.327_591_1, z, 1.0);
    let mut series = 1.061_405_4;
    series = fused::<I>(series, t, -1.453_152);
    series = fused::<I>(series, t, 1.421_413_7);
    series = fused::<I>(series, t, -0.284_496_74);
    series = fused::<I>(series, t, 0.254_829_6);
    let tail = series * t * exp::<I>(-z * z);
    let erf = if x < 0.0 { tail - 1.0 } else { 1.0 - tail };
    0.5 * x * (1.0 + erf)
}

/// Sum of a row whose length is a multiple of [`LANES`].
#[inline(always)]
pub(crate) fn sum(row: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    for part in row.chunks_exact(LANES) {
        for i in 0..LANES {
            lanes[i] += part[i];
        }
    }
    lanes.into_iter().sum()
}

/// Normalises a row to mean 0 and variance 1, then scales and shifts it (layer norm).
#[inline(always)]
pub(crate) fn normalize(row: &mut [f32], weight: &[f32], bias: &[f32]) {
    let width = row.len() as f32;
    let mean = sum(row) / width;
    let mut lanes = [0.0_f32; LANES];
    for part in row.chunks_exact(LANES) {
        for i in 0..LANES {
            let off = part[i] - mean;
            lanes[i] += off * off;
        }
    }
    let variance = lanes.into_iter().sum::<f32>() / width;
    let inverse = 1.0 / (variance + 1e-12).sqrt();
    for ((value, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
        *value = (*value - mean) * inverse * weight + bias;
    }
}

/// The numerators of the softmax of the first `n` numbers of a row whose length is a multiple of
/// [`LANES`]; the rest becomes 0. Returns what they are to be multiplied by.
#[inline(always)]
pub(crate) fn softmax<I: Isa>(row: &mut [f32], n: usize) -> f32 {
    row[n..].fill(f32::NEG_INFINITY);
    let mut most = [f32::NEG_INFINITY; LANES];
    for part in row.chunks_exact(LANES) {
        for i in 0..LANES {
            most[i] = if part[i] > most[i] { part[i] } else { most[i] };
        }
    }
    let most = most.into_iter().fold(f32::NEG_INFINITY, f32::max);
    let mut lanes = [0.0_f32; LANES];
    for part in row.chunks_exact_mut(LANES) {
        for i in 0..LANES {
            part[i] = exp::<I>(part[i] - most);
            lanes[i] += part[i];
        }
    }
    1.0 / lanes.into_iter().sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::portable::Portable;

    #[test]
    fn exp_is_close() {
        for i in -8600..200 {
            let x = i as f32 / 100.0;
            let want = f64::from(x).exp();
            assert!(
                (f64::from(exp::<Portable>(x)) - want).abs() <= 3e-7 * want,
                "exp({x})"
            );
        }
        assert_eq!(exp::<Portable>(f32::NEG_INFINITY), 0.0);
        assert_eq!(exp::<Portable>(0.0), 1.0);
    }

    #[test]
    fn gelu_is_close_to_known_values() {
        // Values of x * Phi(x) from tables of the normal distribution.
        for (x, want) in [
            (0.0, 0.0),
            (1.0, 0.841_344_7),
            (-1.0, -0.158_655_3),
            (3.0, 2.995_950_3),
            (-3.0, -0.004_049_7),
        ] {
            assert!(
                (gelu::<Portable>(x) - want).abs() < 1e-6,
                "gelu({x}) = {}",
                gelu::<Portable>(x)
            );
        }
    }

    #[test]
    fn softmax_leaves_padding_at_zero() {
        let mut row = [5.0_f32; LANES];
        assert_eq!(softmax::<Portable>(&mut row, 4), 0.25);
        assert_eq!(row[..4], [1.0; 4]);
        assert_eq!(row[4..], [0.0; LANES - 4]);
    }
}
