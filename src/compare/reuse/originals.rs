//! Texts that are nearly the same as an earlier one.

use super::gram::grams;
use super::signature::{SHINGLE, Signature};
use super::texts::Texts;
use crate::spill::{Sorted, Sorter, Spill};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io;

/// Resemblance from which on a text is a near-duplicate.
pub const SIMILAR: f64 = 0.8;

/// Estimated resemblance from which on it is worth working out: six standard errors below [`SIMILAR`].
const WORTH: f64 = 0.65;

/// Texts of one band's hash that later ones are held against, so that texts made to collide cost no more.
const MOST_OF_BAND: usize = 16;

/// Stands before the bands for the signature as a whole.
const WHOLE: u8 = 0;

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

/// Texts by the bands of their signatures, being gathered. What is kept of a text waits on disk where they are many.
///
/// Texts come in the order of their numbers. A near-duplicate is held against originals only, so each is truly like its
/// original, and a chain of drafts, each a little different, has a new original as soon as it has gone far enough.
pub struct Alike {
    /// Number and hash of a band, and a text that has it.
    bands: Sorter<(u8, u64, u32)>,
    spill: Spill,
}

impl Alike {
    /// Nothing yet.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn new(spill: &Spill) -> io::Result<Self> {
        Ok(Self { bands: spill.sorter()?, spill: spill.clone() })
    }

    /// Adds a text.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn add(&mut self, text: u32, signature: &Signature) -> io::Result<()> {
        self.bands.push((WHOLE, signature.hash(), text))?;
        signature.bands().try_for_each(|(band, hash)| self.bands.push((band as u8 + 1, hash, text)))
    }

    /// The texts that are nearly the same as an earlier one, in order. `resemblance` tells how like two texts are, the later
    /// one first; `None` if not worth working out.
    ///
    /// # Errors
    /// If the file system refuses, or `resemblance` does.
    pub fn duplicates(
        self,
        mut resemblance: impl FnMut(u32, u32) -> io::Result<Option<f64>>,
    ) -> io::Result<Vec<Duplicate>> {
        let mut originals: FxHashMap<u32, u32> = FxHashMap::default();
        let mut found: Vec<Duplicate> = Vec::new();
        let mut tried = (None, Vec::new());
        for pair in Self::pairs(self.bands, &self.spill)? {
            let (text, other) = pair?;
            if tried.0 != Some(text) {
                tried = (Some(text), Vec::new());
            }
            let original = originals.get(&other).copied().unwrap_or(other);
            if originals.contains_key(&text) || tried.1.contains(&original) {
                continue;
            }
            tried.1.push(original);
            if let Some(resemblance) = resemblance(text, original)?.filter(|it| *it >= SIMILAR) {
                found.push(Duplicate { text: text as usize, original: original as usize, resemblance });
                originals.insert(text, original);
            }
        }
        Ok(found)
    }

    /// Texts that share a band, the later one first, in order; a pair that shares several comes as often. Of texts with the
    /// same signature only the first is held against others, so that a thousand copies of one text are a thousand pairs.
    fn pairs(bands: Sorter<(u8, u64, u32)>, spill: &Spill) -> io::Result<Sorted<(u32, u32)>> {
        let mut pairs = spill.sorter()?;
        let (mut here, mut earlier) = (None, Vec::new());
        let mut same: FxHashSet<u32> = FxHashSet::default();
        for band in bands.sorted()? {
            let (band, hash, text) = band?;
            if here.replace((band, hash)) != Some((band, hash)) {
                earlier.clear();
            }
            if same.contains(&text) {
                continue;
            }
            earlier.iter().try_for_each(|&original| pairs.push((text, original)))?;
            if band == WHOLE && !earlier.is_empty() {
                same.insert(text);
            } else if earlier.len() < MOST_OF_BAND {
                earlier.push(text);
            }
        }
        pairs.sorted()
    }
}

/// The resemblance of two texts as far as their signatures tell; `None` where it is far from [`SIMILAR`].
#[must_use]
pub fn estimate(text: &Signature, original: &Signature) -> Option<f64> {
    Some(text.resemblance(original)).filter(|it| *it >= WORTH)
}

/// The near-duplicates among some texts, which are ascending; resemblance is worked out exactly.
///
/// # Panics
/// Never: nothing is read or written.
#[must_use]
pub fn duplicates(texts: &Texts, members: &[usize]) -> Vec<Duplicate> {
    let words = |text: usize| texts.hashes_of(text).collect::<Vec<u64>>();
    let signed = |&text: &usize| Some((text as u32, Signature::of(&words(text))?));
    let signatures: FxHashMap<u32, Signature> = members.iter().filter_map(signed).collect();
    let exact = |text: u32, original: u32| {
        let worth = estimate(&signatures[&text], &signatures[&original]);
        let shingles = |text: u32| shingles(&words(text as usize));
        Ok(worth.map(|_| jaccard(&shingles(text), &shingles(original))))
    };
    let found = || {
        let mut alike = Alike::new(&Spill::nowhere())?;
        let mut signed = members.iter().filter_map(|&text| signatures.get_key_value(&(text as u32)));
        signed.try_for_each(|(&text, signature)| alike.add(text, signature))?;
        alike.duplicates(exact)
    };
    found().expect("memory refuses nothing")
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
