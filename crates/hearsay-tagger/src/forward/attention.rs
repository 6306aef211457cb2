//! Scaled dot-product attention over one window, head by head.
#![expect(unsafe_code, reason = "calls the kernels")]

use super::math::softmax;
use super::tile::Tile;
use crate::kernel::{Isa, LANES, PANELS, ROW_MULTIPLE};

/// Numbers a head works on; the two panels of one tile.
pub(crate) const HEAD: usize = LANES * PANELS;

/// Room that attention reuses from head to head.
#[derive(Debug, Default)]
pub(crate) struct Room {
    keys: Vec<f32>,
    values: Vec<f32>,
    scores: Vec<f32>,
}

/// Mixes the values of all pieces by the softmax of query times key.
///
/// `qkv` holds a row a piece: queries, keys, values, `hidden` numbers each. Only the first `n`
/// rows are pieces; the rest is padding up to whole tiles. `out`: a row of `hidden` a piece.
///
/// # Safety
/// As for [`Isa`].
#[inline(always)]
pub(crate) unsafe fn attend<I: Isa>(
    qkv: &[f32],
    hidden: usize,
    n: usize,
    room: &mut Room,
    out: &mut [f32],
) {
    let rows = out.len() / hidden;
    let stride = 3 * hidden;
    assert!(
        qkv.len() >= rows * stride && rows.is_multiple_of(I::TILE_ROWS) && n <= rows,
        "rows are padded"
    );
    let columns = n.next_multiple_of(LANES * PANELS);
    let scale = 1.0 / (HEAD as f32).sqrt();
    room.keys.resize(columns * HEAD, 0.0);
    room.values.resize(columns * HEAD, 0.0);
    room.scores.resize(I::TILE_ROWS * columns, 0.0);
    for head in 0..hidden / HEAD {
        for (piece, row) in qkv.chunks_exact(stride).take(n).enumerate() {
            let key = &row[hidden + head * HEAD..][..HEAD];
            let panel = piece / LANES * LANES * HEAD + piece % LANES;
            for (i, value) in key.iter().enumerate() {
                room.keys[panel + i * LANES] = value * scale;
            }
            let value = &row[2 * hidden + head * HEAD..][..HEAD];
            room.values[piece * LANES..][..LANES].copy_from_slice(&value[..LANES]);
            room.values[(columns + piece) * LANES..][..LANES].copy_from_slice(&value[LANES..]);
        }
        for piece in n..columns {
            let panel = piece / LANES * LANES * HEAD + piece % LANES;
            for i in 0..HEAD {
                room.keys[panel + i * LANES] = 0.0;
            }
            room.values[piece * LANES..][..LANES].fill(0.0);
            room.values[(columns + piece) * LANES..][..LANES].fill(0.0);
        }
        for r in (0..rows).step_by(I::TILE_ROWS) {
            let mut inverse = [0.0; ROW_MULTIPLE];
            let inverse = &mut inverse[..I::TILE_ROWS];
            // In bounds: rows and columns are whole tiles, by the assertion above.
            unsafe {
                for first in (0..columns).step_by(LANES * PANELS) {
                    I::tile(&Tile {
                        rows: qkv.as_ptr().add(r * stride + head * HEAD),
                        row_stride: stride,
                        inputs: HEAD,
                        panels: room.keys.as_ptr().add(first * HEAD),
                        start: std::ptr::null(),
                        out: room.scores.as_mut_ptr().add(first),
                        out_stride: columns,
                    });
                }
                for (row, inverse) in room
                    .scores
                    .chunks_exact_mut(columns)
                    .zip(inverse.iter_mut())
                {
                    *inverse = softmax::<I>(row, n);
                }
                I::tile(&Tile {
                    rows: room.scores.as_ptr(),
                    row_stride: columns,
                    inputs: columns,
                    panels: room.values.as_ptr(),
                    start: std::ptr::null(),
                    out: out.as_mut_ptr().add(r * hidden + head * HEAD),
                    out_stride: hidden,
                });
            }
            for (row, inverse) in out[r * hidden..].chunks_mut(hidden).zip(inverse.iter()) {
                for value in &mut row[head * HEAD..][..HEAD] {
                    *value *= inverse;
                }
            }
        }
    }
}
