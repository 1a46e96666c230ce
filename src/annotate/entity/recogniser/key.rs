//! Features: what is known of a place in the chain, each hashed to a key of 32 bits.
//!
//! One code for training and use. Three kinds of features, so that their scores can be kept: of one token as seen
//! from up to two places away ([`around`]), of two tokens ([`of_pair`]), of a gazetteer tag ([`of_tag`]).

use super::look::{Codes, Look};

/// The key of a feature. Among a million features some hundred share a key with another, which costs nothing that
/// can be measured.
pub type Key = u32;

/// Places next to a token, itself among them, that it is scored by: two before it to two behind it.
pub const N_OFFSETS: usize = 5;
/// The place of the token itself.
pub const CENTRE: usize = 2;

/// Which two tokens a pair is, as seen from the token scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    /// The token before it and itself.
    Before,
    /// Itself and the token behind it.
    Behind,
    /// Its two neighbours.
    Around,
}

/// How many sorts of pairs there are.
pub const N_PAIRS: usize = 3;

/// A hash of a text that is the same on every machine and in every version (FNV-1a, finished by a mix).
#[must_use]
pub fn text_code(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    mix(text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

/// The finisher of splitmix64 (S. Vigna).
#[must_use]
pub(in crate::annotate) const fn mix(mut value: u64) -> u64 {
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

const fn key(template: u64, value: u64) -> Key {
    (mix(value ^ template.wrapping_mul(0x9e37_79b9_7f4a_7c15)) >> 32) as Key
}

/// The code of a word, as [`super::Clusters`] keeps it.
#[must_use]
pub(super) fn word_key(word: &str) -> Key {
    key(u64::MAX, text_code(word))
}

/// Marks features that know the very word, so that training can hide them and learn to do without.
pub const WORD_BIT: Key = 1;

/// Puts together the keys of one token as seen from one place.
struct Keys<'k> {
    out: &'k mut Vec<Key>,
    offset: u64,
    caps: u64,
}

impl Keys<'_> {
    fn put(&mut self, template: u64, value: u64) {
        self.out.push(key(template * 16 + self.offset, value) & !WORD_BIT);
    }

    /// A feature that knows the word.
    fn put_word(&mut self, template: u64, value: u64) {
        self.out.push(key(template * 16 + self.offset, value) | WORD_BIT);
    }

    /// The value alone, and with how the token is written.
    fn put_both(&mut self, template: u64, value: u64) {
        self.put(template, value);
        self.put(template + 1, mix(value) ^ self.caps);
    }
}

/// Appends the features of a token as seen from `offset`: [`CENTRE`] is itself, smaller ones see it before them.
pub fn around(look: &Look, offset: usize, out: &mut Vec<Key>) {
    let mut keys = Keys { out, offset: offset as u64, caps: look.codes.caps };
    keys.put(0, look.codes.caps);
    keys.put_word(2, look.codes.lower);
    keys.put_word(3, mix(look.codes.lower) ^ keys.caps);
    if offset.abs_diff(CENTRE) > 1 {
        keys.put(4, u64::from(look.facts.groups[1]));
        keys.put_both(6, u64::from(look.facts.groups[2]));
        return;
    }
    for (at, &group) in look.facts.groups.iter().enumerate() {
        keys.put_both(8 + 2 * at as u64, u64::from(group));
    }
    for (at, &class) in look.facts.views.iter().enumerate() {
        keys.put_both(24 + 2 * at as u64, u64::from(class));
    }
    keys.put_both(16, text_code(&look.shape));
    affixes(look, offset == CENTRE, &mut keys);
    keys.put(18, u64::from(look.facts.rank) * 8 + look.class as u64);
    if offset == CENTRE {
        let length = look.lower.chars().count().min(12) as u64;
        keys.put_both(20, length);
        keys.put(22, u64::from(look.possessive));
        keys.put(23, u64::from(look.stance) * 8 + look.class as u64);
    }
}

/// Beginnings and ends of the word: up to four letters of itself, three of a neighbour's end.
fn affixes(look: &Look, own: bool, keys: &mut Keys<'_>) {
    let word: &str = &look.lower;
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let n_letters = ends.len() - 1;
    let lengths = if own { 1..=4 } else { 2..=3 };
    for length in lengths.filter(|&length| length <= n_letters) {
        let suffix = text_code(&word[ends[n_letters - length]..]);
        let at = 32 + 8 * length as u64;
        keys.put(at, suffix);
        if own {
            keys.put(at + 1, mix(suffix) ^ keys.caps);
            keys.put_both(at + 2, text_code(&word[..ends[length]]));
        }
    }
}

/// Appends the features of two tokens.
pub fn of_pair(pair: Pair, left: &Codes, right: &Codes, out: &mut Vec<Key>) {
    let mut put = |template: u64, one: u64, other: u64| {
        let code = key(4096 + template * 8 + pair as u64, mix(one).rotate_left(17) ^ mix(!other));
        let knows_word = matches!(template, 0 | 4..=7);
        out.push(if knows_word { code | WORD_BIT } else { code & !WORD_BIT });
    };
    put(0, left.lower, right.lower);
    put(2, left.groups[1], right.groups[1]);
    put(1, left.caps, right.caps);
    put(3, left.groups[2], right.groups[2]);
    if pair != Pair::Around {
        put(4, left.lower, right.caps);
        put(5, left.caps, right.lower);
        put(6, left.lower, right.groups[1]);
        put(7, left.groups[1], right.lower);
        put(8, left.groups[0], right.groups[0]);
    }
}

/// Appends the features of a gazetteer tag as seen from `offset`; none for tag 0.
pub fn of_tag(tag: u8, offset: usize, out: &mut Vec<Key>) {
    if tag != 0 {
        out.push(key(8192 + offset as u64, u64::from(tag)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::class::Class;
    use super::super::clusters::Clusters;
    use super::*;

    #[test]
    fn codes_of_texts_never_change() {
        // The weights in `models/` are found by these.
        assert_eq!(text_code("privacy"), text_code("privacy"));
        assert_ne!(text_code("privacy"), text_code("piracy"));
    }

    #[test]
    fn a_token_is_seen_differently_from_every_place() {
        let look = Look::new("geneva", "Geneva", Class::Title, 0, &Clusters::default());
        let mut seen = Vec::new();
        (0..N_OFFSETS).for_each(|offset| around(&look, offset, &mut seen));
        let n_keys = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), n_keys);
    }
}
