//! Is it a word? The lists of `models/words/`, whose card says where they come from.

use rustc_hash::{FxBuildHasher, FxHashSet};
use serde::Deserialize;
use std::cmp::Ordering;
use std::hash::BuildHasher;
use std::sync::LazyLock;

/// Common words, one a line, sorted.
const WORDS: &str = include_str!("../../../models/words/english.txt");

/// Words with hyphens, one a line, sorted.
const HYPHENATED: &str = include_str!("../../../models/words/hyphenated.txt");

/// Parts of words; the file says what each list means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    prefixes: FxHashSet<String>,
    joining: FxHashSet<String>,
    endings: FxHashSet<String>,
    function: FxHashSet<String>,
    first: FxHashSet<String>,
    last: FxHashSet<String>,
}

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../models/words/parts.toml")).expect("the built-in lists are tested")
});

/// The common words, to be asked for often.
static COMMON: LazyLock<FxHashSet<&str>> = LazyLock::new(|| WORDS.lines().collect());

/// Whether `word`, in any case of letters, is a common word of two letters or more.
pub(in crate::ingest) fn is_word(word: &str) -> bool {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return COMMON.contains(word);
    }
    word.is_ascii() && COMMON.contains(&*word.to_ascii_lowercase())
}

/// Whether a word is written with that hyphen.
pub(super) fn is_hyphenated(left: &str, right: &str) -> bool {
    left.is_ascii() && right.is_ascii() && holds(HYPHENATED, &format!("{left}-{right}").to_ascii_lowercase())
}

/// Whether `part` keeps a hyphen before any word.
pub(super) fn is_prefix(part: &str) -> bool {
    PARTS.prefixes.contains(&part.to_ascii_lowercase())
}

/// Whether `part` ends words rather than being one.
pub(super) fn is_ending(part: &str) -> bool {
    PARTS.endings.contains(&part.to_ascii_lowercase())
}

/// Whether `word` joins parts of a sentence.
pub(super) fn is_joining(word: &str) -> bool {
    PARTS.joining.contains(&word.to_ascii_lowercase())
}

/// Bits of [`FILTER`]: 256 KiB of them, so that it stays at hand while a text is read.
const BITS: u32 = 21;

/// One bit for every common word, at the place of its hash.
static FILTER: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; 1 << (BITS - 6)];
    for word in WORDS.lines() {
        let (at, bit) = place(word);
        bits[at] |= bit;
    }
    bits
});

fn place(word: &str) -> (usize, u64) {
    let hash = FxBuildHasher.hash_one(word) >> (u64::BITS - BITS);
    (usize::try_from(hash >> 6).unwrap_or_default(), 1 << (hash & 63))
}

/// A quick look: no common word is denied, but one in forty other words is taken for one. Of small letters.
pub(super) fn may_be_word(word: &str) -> bool {
    let (at, bit) = place(word);
    FILTER[at] & bit != 0
}

/// Whether `word` is one of those that hold sentences together, as it is written within them.
pub(super) fn is_function_word(word: &str) -> bool {
    PARTS.function.contains(word)
}

/// Whether `part` is written together with words that follow.
pub(super) fn may_be_first(part: &str) -> bool {
    is_prefix(part) || PARTS.first.contains(&part.to_ascii_lowercase())
}

/// Whether `part` is written together with words before it.
pub(super) fn may_be_last(part: &str) -> bool {
    is_ending(part) || PARTS.last.contains(part)
}

/// Looks a word up in a sorted list without reading the list first.
fn holds(list: &str, word: &str) -> bool {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = bytes[..middle].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let end =
            bytes[middle..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| middle + at);
        match bytes[start..end].cmp(word.as_bytes()) {
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
            Ordering::Equal => return true,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_their_ends_are_found() {
        for list in [WORDS, HYPHENATED] {
            let words: Vec<&str> = list.lines().collect();
            assert!(words.is_sorted());
            for at in [0, 1, words.len() / 2, words.len() - 1] {
                assert!(holds(list, words[at]), "{}", words[at]);
            }
            assert!(!holds(list, "") && !holds(list, "zzzzzz") && !holds(list, "aaaaaaa"));
        }
    }

    #[test]
    fn the_quick_look_denies_no_word() {
        assert!(WORDS.lines().all(may_be_word));
        let others = WORDS.lines().map(|word| format!("{word}zq")).filter(|word| may_be_word(word)).count();
        assert!(others * 20 < WORDS.lines().count(), "{others}");
    }

    #[test]
    fn parts_of_words_are_none() {
        assert!(is_word("Government") && is_word("eighth"));
        assert!(!is_word("ernment") && !is_word("fortyeighth") && !is_word("ment"));
        assert!(is_hyphenated("forty", "eighth") && is_hyphenated("Self", "determination"));
    }
}
