//! What is held out of a corpus, by rules that anybody can apply again.
//!
//! `training/hearsay_training/pair/split.py` has the same rules.

/// Whether a body or topic with this number is held out: one in five.
pub(super) fn number_held(number: u64) -> bool {
    number.is_multiple_of(5)
}

/// Whether a topic with this name is held out: one in five, by its hash.
pub(super) fn topic_held(name: &str) -> bool {
    hash(name).is_multiple_of(5)
}

/// Whether a story with this title is held out: one in seven, by its hash.
pub(super) fn story_held(title: &str) -> bool {
    hash(title).is_multiple_of(7)
}

/// FNV-1a (Fowler, Noll and Vo), 32 bits.
fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |value, byte| {
        (value ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        // From the reference's list of test values.
        assert_eq!(hash(""), 0x811c_9dc5);
        assert_eq!(hash("a"), 0xe40c_292c);
        assert_eq!(hash("foobar"), 0xbf9c_f968);
    }
}
