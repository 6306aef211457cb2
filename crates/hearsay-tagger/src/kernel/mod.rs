//! The instruction sets the forward pass is compiled for, and the choice among them.
//!
//! An [`Isa`] gives sixteen `f32` lanes and one integer step: sixteen dot products of four bytes.
//! The pass is written once over this trait and compiled once an instruction set; the choice is
//! made once a pass, at run time, so a processor without AVX-512 or AVX2 runs the same binary.
//! Integer results are the same to the bit on every kernel; `f32` results differ by rounding.
#![expect(unsafe_code, reason = "the trait of the kernels")]

#[cfg(target_arch = "x86_64")]
pub(crate) mod avx2;
#[cfg(target_arch = "x86_64")]
pub(crate) mod avx512;
#[cfg(target_arch = "x86_64")]
pub(crate) mod avx_vnni;
pub(crate) mod portable;

use crate::forward::linear::Block;
use crate::forward::tile::Tile;

/// Row counts are padded to this, so that every block of rows is full.
pub(crate) const ROW_MULTIPLE: usize = 12;

/// Panels that one block or tile takes side by side; output counts are padded to this many.
pub(crate) const PANELS: usize = 2;

/// Lanes of one vector, and outputs of one panel of packed weights.
pub(crate) const LANES: usize = 16;

/// An instruction set that the forward pass can run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kernel {
    /// AVX-512 with its byte dot product (VNNI).
    Avx512Vnni,
    /// 256-bit vectors with the byte dot product (AVX-VNNI: recent laptop processors).
    AvxVnni,
    /// AVX2 and FMA.
    Avx2,
    /// Plain Rust, any processor.
    Portable,
}

impl Kernel {
    /// All of them, fastest first.
    pub const ALL: [Self; 4] = [Self::Avx512Vnni, Self::AvxVnni, Self::Avx2, Self::Portable];

    /// The fastest kernel that this processor can run.
    pub fn detect() -> Self {
        Self::ALL
            .into_iter()
            .find(|kernel| kernel.is_available())
            .unwrap_or(Self::Portable)
    }

    /// Whether this processor can run it.
    pub fn is_available(self) -> bool {
        #[cfg(target_arch = "x86_64")]
        {
            let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            match self {
                Self::Avx512Vnni => {
                    avx2 && is_x86_feature_detected!("avx512f")
                        && is_x86_feature_detected!("avx512bw")
                        && is_x86_feature_detected!("avx512vl")
                        && is_x86_feature_detected!("avx512dq")
                        && is_x86_feature_detected!("avx512vnni")
                }
                Self::AvxVnni => avx2 && is_x86_feature_detected!("avxvnni"),
                Self::Avx2 => avx2,
                Self::Portable => true,
            }
        }
        #[cfg(not(target_arch = "x86_64"))]
        {
            self == Self::Portable
        }
    }
}

/// Sixteen lanes of one instruction set.
///
/// # Safety
/// Every function may only run on a processor that has the instruction set, and pointers must be
/// good for sixteen elements (`weights`: 64 bytes). Functions are inlined into a function that
/// enables the features, so that they compile to single instructions.
pub(crate) trait Isa {
    /// Whether a multiplication and an addition are one instruction.
    const FUSED: bool;
    /// What `dot` adds to each signed weight: 128 if it takes weights as they are stored, unsigned.
    const OFFSET: i32;
    /// Rows that one block of the integer product takes.
    const ROWS: usize;
    /// Sixteen `f32`.
    type F: Copy;
    /// The running sums of sixteen integer dot products.
    type Sum: Copy;

    /// All lanes the same.
    unsafe fn splat(value: f32) -> Self::F;
    /// From memory, no alignment asked.
    unsafe fn load(from: *const f32) -> Self::F;
    /// To memory, no alignment asked.
    unsafe fn store(to: *mut f32, value: Self::F);
    /// `a * b + c`.
    unsafe fn fma(a: Self::F, b: Self::F, c: Self::F) -> Self::F;
    /// No products yet.
    unsafe fn none() -> Self::Sum;
    /// Adds to each lane the dot product of its four unsigned weight bytes with the four signed
    /// bytes of `values`.
    unsafe fn dot(sum: Self::Sum, weights: *const u8, values: i32) -> Self::Sum;
    /// The sixteen sums.
    unsafe fn finish(sum: Self::Sum) -> [i32; LANES];
    /// `ROWS` rows times [`PANELS`] panels of byte weights: see [`crate::forward::linear`].
    unsafe fn block(product: &Block);
    /// Rows that one tile of the `f32` product takes; divides [`ROW_MULTIPLE`], as `ROWS` does.
    const TILE_ROWS: usize;
    /// `TILE_ROWS` rows times two panels of `f32`: see [`crate::forward::tile`].
    unsafe fn tile(product: &Tile);
}
