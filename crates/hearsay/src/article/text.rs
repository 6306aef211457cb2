//! Joins blocks into an article's text, and names a text by its hash.
//!
//! Decides the borders: blocks are separated by one blank line and each range is exact. What
//! the blocks are was decided before.

use sha2::{Digest, Sha256};

use super::{Block, BlockKind};

/// What stands between two blocks of an article's text.
pub const SEPARATOR: &str = "\n\n";

/// The text of these blocks, joined by [`SEPARATOR`], and where each of them stands in it (bytes).
/// Empty blocks are left out.
pub fn join<I>(parts: I) -> (String, Vec<Block>)
where
    I: IntoIterator<Item = (BlockKind, String)>,
{
    let mut text = String::new();
    let mut blocks = Vec::new();
    for (kind, part) in parts {
        if part.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str(SEPARATOR);
        }
        let start = text.len();
        text.push_str(&part);
        blocks.push(Block {
            kind,
            range: start..text.len(),
        });
    }
    (text, blocks)
}

/// The name of a text: its SHA-256 in lower-case hexadecimal, 64 characters.
pub fn id(text: &str) -> String {
    sha256(text.as_bytes())
}

/// The SHA-256 of these bytes in lower-case hexadecimal, 64 characters.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let mut id = String::with_capacity(64);
    for byte in digest {
        for nibble in [byte >> 4, byte & 15] {
            id.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_exact_and_empty_blocks_go() {
        let (text, blocks) = join([
            (BlockKind::Title, "Tide".to_owned()),
            (BlockKind::Paragraph, String::new()),
            (BlockKind::Paragraph, "Água alta.".to_owned()),
        ]);
        assert_eq!(text, "Tide\n\nÁgua alta.");
        assert_eq!(&text[blocks[1].range.clone()], "Água alta.");
        assert_eq!(blocks.len(), 2);
    }

    #[test]
    fn the_id_is_sha_256() {
        // The test vector of FIPS 180-2.
        assert_eq!(
            id("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
