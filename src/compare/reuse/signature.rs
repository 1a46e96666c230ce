//! A text in a few hundred numbers.

use super::gram::{grams, mixed};
use super::texts::{hash_of_word, is_word};
use crate::segment::Segmentation;
use serde::{Deserialize, Serialize};

/// Words of a shingle.
pub const SHINGLE: usize = 5;
/// Hashes kept to estimate how alike two texts are.
const SKETCH: usize = 256;
/// Groups of min-wise hashes; texts that have all hashes of one band in common are looked at.
const BANDS: usize = 32;
/// Min-wise hashes of a band.
const ROWS: usize = 4;
/// Min-wise hashes.
const BINS: usize = BANDS * ROWS;

/// What is kept of a text to find its near-duplicates: 1.3 KB at most.
///
/// Its set of shingles (runs of [`SHINGLE`] words) is hashed. The 256 smallest hashes are a random sample of it and
/// estimate Jaccard's resemblance J of two texts without bias (Broder 1997, On the resemblance and containment of documents),
/// with a standard error of sqrt(J (1 - J) / 256), .025 at .8; of texts of up to 256 shingles J is exact. The bands come from
/// 128 min-wise hashes by one permutation (Li, Owen & Zhang 2012), empty bins filled as in Shrivastava 2017: two texts meet in
/// some band with probability 1 - (1 - J^4)^32, which is .9999999 at .8 and .23 at .3.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The smallest hashes, ascending.
    sketch: Box<[u32]>,
    /// Whether the sketch holds all shingles.
    is_whole: bool,
    bands: Box<[u64; BANDS]>,
    n_words: u64,
}

impl Signature {
    /// The signature of a text from the hashes of its words in order; `None` for a text without words.
    #[must_use]
    pub fn of(words: &[u64]) -> Option<Self> {
        let mut shingles: Vec<u64> = grams(words.iter().copied(), SHINGLE.min(words.len().max(1))).collect();
        if shingles.is_empty() {
            return None;
        }
        let bands = Box::new(bands(&shingles));
        let (sketch, is_whole) = sketch(&mut shingles);
        Some(Self { is_whole, sketch, bands, n_words: words.len() as u64 })
    }

    /// The signature of a text that has been parted; `None` if it has no words.
    #[must_use]
    pub fn of_segmentation(it: &Segmentation) -> Option<Self> {
        let forms: Vec<u64> = it.vocabulary.iter().map(|(_, form)| hash_of_word(form)).collect();
        let words: Vec<u64> = it
            .tokens
            .iter()
            .filter(|token| is_word(token.kind))
            .map(|token| forms[token.norm.get()])
            .collect();
        Self::of(&words)
    }

    /// Words of the text.
    #[must_use]
    pub const fn n_words(&self) -> u64 {
        self.n_words
    }

    /// The bands, each with its number.
    pub fn bands(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        self.bands.iter().copied().enumerate()
    }

    /// A hash of all of it.
    #[must_use]
    pub fn hash(&self) -> u64 {
        let sketch = self.sketch.iter().map(|&hash| u64::from(hash));
        sketch.chain(self.bands.iter().copied()).fold(self.n_words, |sum, next| mixed(sum ^ next))
    }

    /// Jaccard's resemblance of two texts in [0, 1], estimated from the sketches.
    #[must_use]
    pub fn resemblance(&self, other: &Self) -> f64 {
        let limit = if self.is_whole && other.is_whole { usize::MAX } else { SKETCH };
        let (mut n_either, mut n_both) = (0_u32, 0_u32);
        let (mut one, mut two) = (self.sketch.iter().peekable(), other.sketch.iter().peekable());
        while (n_either as usize) < limit {
            let order = match (one.peek(), two.peek()) {
                (None, None) => break,
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some(one), Some(two)) => one.cmp(two),
            };
            n_either += 1;
            n_both += u32::from(order.is_eq());
            let _ = order.is_le().then(|| one.next());
            let _ = order.is_ge().then(|| two.next());
        }
        f64::from(n_both) / f64::from(n_either.max(1))
    }
}

/// The smallest hashes of the shingles, ascending, and whether they are all. Reorders the shingles.
///
/// A long text is parted first, so that only a few hundred hashes are sorted.
fn sketch(shingles: &mut [u64]) -> (Box<[u32]>, bool) {
    let smallest = |hashes: &mut [u64]| {
        hashes.sort_unstable_by_key(|&hash| hash as u32);
        let mut smallest: Vec<u32> = hashes.iter().map(|&hash| hash as u32).collect();
        smallest.dedup();
        smallest
    };
    if shingles.len() > 4 * SKETCH {
        let (few, ..) = shingles.select_nth_unstable_by_key(2 * SKETCH, |&hash| hash as u32);
        let few = smallest(few);
        // Repeated shingles may leave too few different ones among them.
        if few.len() > SKETCH {
            return (few[..SKETCH].into(), false);
        }
    }
    let all = smallest(shingles);
    (all[..all.len().min(SKETCH)].into(), all.len() <= SKETCH)
}

/// The bands of a list of shingles that is not empty.
fn bands(shingles: &[u64]) -> [u64; BANDS] {
    let mut bins: [Option<u32>; BINS] = [None; BINS];
    for &hash in shingles {
        // The upper half is independent of the lower one, by which the sketch is chosen.
        let bin = &mut bins[(hash >> 57) as usize];
        let value = (hash >> 32) as u32;
        *bin = Some(bin.map_or(value, |least| least.min(value)));
    }
    // An empty bin borrows from another, chosen by a draw that depends on nothing but the two numbers.
    let filled = |bin: usize| {
        let borrow = |draw: u64| bins[(mixed(((bin as u64) << 32) | (draw + 1)) >> 57) as usize];
        bins[bin].or_else(|| (0..).find_map(borrow)).unwrap_or_default()
    };
    std::array::from_fn(|band| {
        (0..ROWS).fold(0, |sum: u64, row| mixed(sum ^ u64::from(filled(band * ROWS + row))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hashes of words `from..to` of an endless text without repetition.
    fn words(from: u64, to: u64) -> Vec<u64> {
        (from..to).map(|word| mixed(word + 1)).collect()
    }

    fn estimated(one: &[u64], other: &[u64]) -> f64 {
        Signature::of(one).unwrap().resemblance(&Signature::of(other).unwrap())
    }

    #[test]
    fn short_texts_are_held_against_each_other_exactly() {
        // 100 shingles each, 80 in common of 120.
        assert_eq!(estimated(&words(0, 104), &words(20, 124)), 80.0 / 120.0);
        assert_eq!(estimated(&words(0, 3), &words(0, 3)), 1.0);
        assert_eq!(estimated(&words(0, 3), &words(1, 4)), 0.0);
    }

    #[test]
    fn the_estimate_of_long_texts_is_near() {
        for shift in [100, 500, 1000, 2000] {
            // 4,000 shingles each: J = (4000 - shift) / (4000 + shift).
            let exact = (4000.0 - shift as f64) / (4000.0 + shift as f64);
            let estimate = estimated(&words(0, 4004), &words(shift, 4004 + shift));
            assert!((estimate - exact).abs() < 0.1, "{estimate} {exact}");
        }
    }

    #[test]
    fn texts_that_are_alike_meet_in_a_band() {
        let meet = |one: &[u64], other: &[u64]| {
            let [one, other] = [one, other].map(|it| Signature::of(it).unwrap());
            one.bands().any(|band| other.bands().any(|it| it == band))
        };
        for from in (0..100_000).step_by(1000) {
            assert!(meet(&words(from, from + 500), &words(from + 50, from + 550)), "J = .82 from {from}");
            assert!(!meet(&words(from, from + 500), &words(from + 600, from + 1100)));
        }
    }

    #[test]
    fn parting_first_keeps_the_same_hashes() {
        // Of 3,000 hashes 40 to 3,000 are different.
        for n_different in [40, 255, 256, 257, 600, 3000] {
            let mut shingles: Vec<u64> = (0..3000).map(|at| mixed(at % n_different + 1)).collect();
            let mut plain: Vec<u32> = shingles.iter().map(|&hash| hash as u32).collect();
            plain.sort_unstable();
            plain.dedup();
            let is_whole = plain.len() <= SKETCH;
            plain.truncate(SKETCH);
            assert_eq!(sketch(&mut shingles), (plain.into(), is_whole), "{n_different}");
        }
    }

    #[test]
    fn a_text_without_words_has_no_signature() {
        assert_eq!(Signature::of(&[]), None);
    }
}
