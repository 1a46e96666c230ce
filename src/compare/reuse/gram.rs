//! Hashes of runs of words.

/// An odd multiplier with bits all over (that of `SplitMix64`'s stream): the base of the polynomial.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of every run of `n` words, in order, from the hashes of the words: a polynomial that rolls on (Karp & Rabin
/// 1987), mixed at the end so that any of its bits may be used. A text of fewer words has none.
pub fn grams(words: impl Iterator<Item = u64> + Clone, n: usize) -> impl Iterator<Item = u64> {
    let highest = (0..n).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    // The words that fall out at the left: nothing for the first n.
    let leaving = std::iter::repeat_n(0, n).chain(words.clone());
    let mut sum = 0_u64;
    words
        .zip(leaving)
        .map(move |(entering, leaving)| {
            sum = sum.wrapping_mul(BASE).wrapping_add(entering).wrapping_sub(leaving.wrapping_mul(highest));
            mixed(sum)
        })
        .skip(n - 1)
}

/// Spreads a hash over all bits: the finaliser of `SplitMix64`, one to one.
pub const fn mixed(hash: u64) -> u64 {
    let mut it = hash;
    it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    it ^ (it >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_hash_alike_wherever_they_stand() {
        let all: Vec<u64> = grams([7, 1, 2, 3, 9, 1, 2, 3].into_iter(), 3).collect();
        assert_eq!(all.len(), 6);
        assert_eq!(all[1], all[5]);
        assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), 5);
    }

    #[test]
    fn a_short_text_has_no_run() {
        assert_eq!(grams([1, 2].into_iter(), 3).count(), 0);
    }
}
