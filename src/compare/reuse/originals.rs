//! Texts that are nearly the same as an earlier one.

use super::gram::grams;
use super::signature::{SHINGLE, Signature};
use super::texts::Texts;
use std::collections::HashMap;

/// Resemblance from which on a text is a near-duplicate.
pub const SIMILAR: f64 = 0.8;

/// Estimated resemblance from which on it is worth working out: six standard errors below [`SIMILAR`].
const WORTH: f64 = 0.65;

/// Originals of one band's hash that are remembered, so that texts made to collide cost no more.
const MOST_OF_BAND: usize = 64;

/// A text that is nearly the same as an earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Duplicate {
    /// The text.
    pub text: usize,
    /// The earliest original that is like it.
    pub original: usize,
    /// Jaccard's resemblance of the two, at least [`SIMILAR`].
    pub resemblance: f64,
}

/// The texts met so far that are no duplicates, by the bands of their signatures.
///
/// Texts come in corpus order. A near-duplicate is held against originals only, so each is truly like its original, and a
/// chain of drafts, each a little different, has a new original as soon as it has gone far enough.
#[derive(Clone, Debug, Default)]
pub struct Originals {
    originals: Vec<(usize, Signature)>,
    by_band: HashMap<(usize, u64), Vec<u32>>,
}

impl Originals {
    /// Takes in the next text: a duplicate of an earlier one, or a new original. Resemblance is estimated.
    pub fn add(&mut self, text: usize, signature: Signature) -> Option<Duplicate> {
        self.add_if(text, signature, |_, estimate| estimate)
    }

    /// The same; `resemblance` works out the resemblance with an original from its text and the estimate.
    fn add_if(
        &mut self,
        text: usize,
        signature: Signature,
        resemblance: impl Fn(usize, f64) -> f64,
    ) -> Option<Duplicate> {
        for candidate in self.candidates(&signature) {
            let (original, its) = &self.originals[candidate as usize];
            let estimate = signature.resemblance(its);
            if estimate < WORTH {
                continue;
            }
            let resemblance = resemblance(*original, estimate);
            if resemblance >= SIMILAR {
                return Some(Duplicate { text, original: *original, resemblance });
            }
        }
        let number = u32::try_from(self.originals.len()).expect("texts are counted in 32 bits");
        for band in signature.bands() {
            let members = self.by_band.entry(band).or_default();
            if members.len() < MOST_OF_BAND {
                members.push(number);
            }
        }
        self.originals.push((text, signature));
        None
    }

    /// Originals that share a band, earliest first.
    fn candidates(&self, signature: &Signature) -> Vec<u32> {
        let mut found: Vec<u32> =
            signature.bands().filter_map(|band| self.by_band.get(&band)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The near-duplicates among some texts, which are ascending; resemblance is worked out exactly.
#[must_use]
pub fn duplicates(texts: &Texts, members: &[usize]) -> Vec<Duplicate> {
    let mut originals = Originals::default();
    let place = |&text: &usize| {
        let words: Vec<u64> = texts.hashes_of(text).collect();
        let signature = Signature::of(&words)?;
        let exact = |original: usize, _| {
            let its: Vec<u64> = texts.hashes_of(original).collect();
            jaccard(&shingles(&words), &shingles(&its))
        };
        originals.add_if(text, signature, exact)
    };
    members.iter().filter_map(place).collect()
}

/// The set of shingles, ascending; a text of fewer words is one shingle.
fn shingles(words: &[u64]) -> Vec<u64> {
    let mut all: Vec<u64> = grams(words.iter().copied(), SHINGLE.min(words.len().max(1))).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Size of the intersection by size of the union.
fn jaccard(one: &[u64], other: &[u64]) -> f64 {
    let n_both = one.iter().filter(|hash| other.binary_search(hash).is_ok()).count();
    n_both as f64 / (one.len() + other.len() - n_both) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Names;

    /// Texts of words `from..to` of an endless text without repetition.
    fn texts(ranges: &[(u32, u32)]) -> Texts {
        let (mut names, mut texts) = (Names::default(), Texts::default());
        for &(from, to) in ranges {
            let numbers: Vec<u32> = (from..to).map(|word| names.number(&word.to_string())).collect();
            texts.push(&numbers, &names);
        }
        texts
    }

    fn found(ranges: &[(u32, u32)]) -> Vec<(usize, usize)> {
        let texts = texts(ranges);
        let members: Vec<usize> = (0..texts.len()).collect();
        duplicates(&texts, &members).into_iter().map(|it| (it.text, it.original)).collect()
    }

    #[test]
    fn the_earliest_text_is_the_original() {
        assert_eq!(found(&[(0, 400), (900, 1200), (10, 410), (0, 400)]), [(2, 0), (3, 0)]);
    }

    #[test]
    fn a_resemblance_is_exact_and_names_its_threshold() {
        // 100 shingles each, k of them moved: J = (100 - k) / (100 + k), .802 for 11 and .786 for 12.
        assert_eq!(found(&[(0, 104), (11, 115)]), [(1, 0)]);
        assert_eq!(found(&[(0, 104), (12, 116)]), []);
        let texts = texts(&[(0, 104), (11, 115)]);
        assert_eq!(duplicates(&texts, &[0, 1])[0].resemblance, 89.0 / 111.0);
    }

    #[test]
    fn a_chain_of_drafts_has_more_than_one_original() {
        assert_eq!(found(&[(0, 104), (8, 112), (16, 120), (24, 128)]), [(1, 0), (3, 2)]);
    }

    #[test]
    fn short_and_empty_texts_are_no_trouble() {
        assert_eq!(found(&[(0, 0), (0, 0), (0, 2), (0, 2), (0, 3)]), [(3, 2)]);
    }

    #[test]
    fn ten_thousand_copies_have_one_original() {
        let copies = vec![(0, 200); 10_000];
        assert_eq!(found(&copies).len(), 9_999);
    }
}
