//! Features as numbers.

use crate::annotate::entity::{mix, text_code};

/// The key of a feature: a hash of its name. Among a hundred thousand features one or two share a key with another.
pub type Key = u32;

/// The key of a name.
#[must_use]
pub fn key_of(name: &str) -> Key {
    (text_code(name) >> 32) as Key
}

/// The key of the part of a word: `kind` tells the sorts of parts apart.
#[must_use]
pub fn key_of_part(kind: u64, part: &str) -> Key {
    (mix(text_code(part) ^ kind) >> 32) as Key
}

/// The key of two neighbours.
#[must_use]
pub const fn key_of_pair(left: Key, right: Key) -> Key {
    (mix((left as u64) << 32 | right as u64) >> 32) as Key
}
