//! Functions over single numbers and rows, written so that the compiler vectorises them.

use crate::kernel::LANES;

/// `e^x` for `x <= 0` and moderate positive `x`; relative error below 2e-7. Below -87 it is 0.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let bounded = if x < -87.0 { -87.0 } else { x };
    let shifted = bounded * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    // ln 2 in two parts, the first exact in few bits.
    let rest = bounded - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let mut series = 1.987_569_1e-4;
    series = series * rest + 1.398_199_9e-3;
    series = series * rest + 8.333_452e-3;
    series = series * rest + 4.166_579_6e-2;
    series = series * rest + 0.166_666_65;
    series = series * rest + 0.5;
    let value = series * rest * rest + rest + 1.0;
    let power = (shifted.to_bits() as i32 - ROUND.to_bits() as i32 + 127) << 23;
    let out = value * f32::from_bits(power as u32);
    if x < -87.0 { 0.0 } else { out }
}

/// GELU with the exact error function, by Abramowitz and Stegun 7.1.26 (absolute error of erf
/// below 1.5e-7).
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let mut series = 1.061_405_4;
    series = series * t - 1.453_152;
    series = series * t + 1.421_413_7;
    series = series * t - 0.284_496_74;
    series = series * t + 0.254_829_6;
    let tail = series * t * exp(-z * z);
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

/// Softmax of the first `n` numbers of a row whose length is a multiple of [`LANES`]; the rest
/// becomes 0.
#[inline(always)]
pub(crate) fn softmax(row: &mut [f32], n: usize) {
    row[n..].fill(f32::NEG_INFINITY);
    let mut most = [f32::NEG_INFINITY; LANES];
    for part in row.chunks_exact(LANES) {
        for i in 0..LANES {
            most[i] = if part[i] > most[i] { part[i] } else { most[i] };
        }
    }
    let most = most.into_iter().fold(f32::NEG_INFINITY, f32::max);
    for value in row.iter_mut() {
        *value = exp(*value - most);
    }
    let inverse = 1.0 / sum(row);
    for value in row.iter_mut() {
        *value *= inverse;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_close() {
        for i in -8600..200 {
            let x = i as f32 / 100.0;
            let want = f64::from(x).exp();
            assert!((f64::from(exp(x)) - want).abs() <= 3e-7 * want, "exp({x})");
        }
        assert_eq!(exp(f32::NEG_INFINITY), 0.0);
        assert_eq!(exp(0.0), 1.0);
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
            assert!((gelu(x) - want).abs() < 1e-6, "gelu({x}) = {}", gelu(x));
        }
    }

    #[test]
    fn softmax_leaves_padding_at_zero() {
        let mut row = [5.0_f32; LANES];
        softmax(&mut row, 4);
        assert_eq!(row[..4], [0.25; 4]);
        assert_eq!(row[4..], [0.0; LANES - 4]);
    }
}
