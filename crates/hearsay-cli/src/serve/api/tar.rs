//! Files in one stream: POSIX.1-1988 ustar, as far as plain files with short names need it.

use std::io::{self, Write};

/// Everything stands on multiples of this, in bytes.
const BLOCK: usize = 512;

/// Writes a file. The name is at most 100 bytes of ASCII.
///
/// # Errors
/// If `out` cannot be written.
pub(super) fn file(out: &mut dyn Write, name: &str, text: &str) -> io::Result<()> {
    let mut head = [0; BLOCK];
    let mut put = |at: usize, bytes: &[u8]| head[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &name.as_bytes()[..name.len().min(100)]);
    put(100, b"0000644\0");
    put(108, b"0000000\0");
    put(116, b"0000000\0");
    put(124, format!("{:011o}\0", text.len()).as_bytes());
    put(136, b"00000000000\0");
    // The sum is taken with blanks where it will stand.
    put(148, b"        ");
    put(156, b"0");
    put(257, b"ustar\x0000");
    let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
    head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    out.write_all(&head)?;
    out.write_all(text.as_bytes())?;
    let rest = text.len().next_multiple_of(BLOCK) - text.len();
    out.write_all(&[0; BLOCK][..rest])
}

/// Writes what stands after the last file.
///
/// # Errors
/// If `out` cannot be written.
pub(super) fn end(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&[0; 2 * BLOCK])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_stand_on_blocks_with_a_sum_that_holds() {
        let mut out = Vec::new();
        file(&mut out, "a.txt", "weir").expect("written");
        file(&mut out, "b.txt", &"x".repeat(BLOCK)).expect("written");
        end(&mut out).expect("written");
        assert_eq!(out.len(), 6 * BLOCK);
        assert_eq!(&out[124..136], b"00000000004\0");
        assert_eq!(&out[BLOCK..BLOCK + 5], b"weir\0");
        let sum: u32 = (0..BLOCK)
            .map(|at| {
                if (148..156).contains(&at) {
                    32
                } else {
                    u32::from(out[at])
                }
            })
            .sum();
        assert_eq!(&out[148..156], format!("{sum:06o}\0 ").as_bytes());
    }
}
