//! Classes of words: words that occur in like company are in one class.

use super::error::RecogniserError;
use super::key::{Key, word_key};
use crate::annotate::pack::{Reader, Writer};

/// How finely words are classed, coarse to fine.
pub const N_LEVELS: usize = 4;
/// The most classes at the finest level, so that class and rank fit into 16 bits.
pub const MOST_CLASSES: usize = 4095;
/// Further ways of classing words, each by another view of their company.
pub const N_VIEWS: usize = 3;
/// Commonness is kept in so many steps.
const N_RANKS: u8 = 16;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordFacts {
    /// Its class at each level, from 1; 0 if it is unknown.
    pub groups: [u16; N_LEVELS],
    /// Its class in each further view, from 1; 0 if it is unknown.
    pub views: [u16; N_VIEWS],
    /// How common it is: 1 is the most common words, 15 the rarest, 0 unknown.
    pub rank: u8,
}

/// A table from words to their classes. Words are kept as hashes: one unknown word in ten thousand is taken for
/// another.
#[derive(Clone, Debug, Default)]
pub struct Clusters {
    /// For each class of the finest level, from 1, its classes at the coarser ones.
    coarser: Vec<[u16; N_LEVELS - 1]>,
    /// Sorted keys.
    keys: Vec<Key>,
    /// Class and rank of each.
    values: Vec<u16>,
    /// Classes of each in the further views.
    views: Vec<[u16; N_VIEWS]>,
    /// Where the keys begin that share their highest bits.
    starts: Vec<u32>,
}

/// Highest bits of a key that its bucket is found by.
const BUCKET_BITS: u32 = 16;

impl Clusters {
    /// A table of words, most common first, each with its finest class (from 0), and the coarser classes of each of
    /// those. Of words with the same key the first stays.
    ///
    /// # Panics
    /// If there are more than [`MOST_CLASSES`] classes.
    #[must_use]
    pub fn new<'w>(
        words: impl IntoIterator<Item = (&'w str, u16, [u16; N_VIEWS])>,
        coarser: Vec<[u16; N_LEVELS - 1]>,
    ) -> Self {
        assert!(coarser.len() <= MOST_CLASSES, "class and rank fit into 16 bits");
        let rank = |at: usize| (at / 64 + 1).ilog2().min(u32::from(N_RANKS) - 2) as u16 + 1;
        let mut entries: Vec<(Key, u16, [u16; N_VIEWS])> = words
            .into_iter()
            .enumerate()
            .map(|(at, (word, class, views))| (word_key(word), (class + 1) << 4 | rank(at), views))
            .collect();
        entries.sort_by_key(|&(key, ..)| key);
        entries.dedup_by_key(|&mut (key, ..)| key);
        let mut clusters = Self { coarser, ..Self::default() };
        for (key, value, views) in entries {
            clusters.keys.push(key);
            clusters.values.push(value);
            clusters.views.push(views);
        }
        clusters.with_buckets()
    }

    fn with_buckets(mut self) -> Self {
        self.starts = vec![0; (1 << BUCKET_BITS) + 1];
        for &key in &self.keys {
            self.starts[(key >> (Key::BITS - BUCKET_BITS)) as usize + 1] += 1;
        }
        for at in 1..self.starts.len() {
            self.starts[at] += self.starts[at - 1];
        }
        self
    }

    /// What is known of a folded word.
    #[must_use]
    pub fn facts(&self, word: &str) -> WordFacts {
        self.find(word_key(word)).unwrap_or_default()
    }

    fn find(&self, key: Key) -> Option<WordFacts> {
        let bucket = (key >> (Key::BITS - BUCKET_BITS)) as usize;
        let range = *self.starts.get(bucket)? as usize..*self.starts.get(bucket + 1)? as usize;
        let at = range.start + self.keys[range].iter().position(|&other| other == key)?;
        let (class, rank) = (self.values[at] >> 4, (self.values[at] & 15) as u8);
        let [one, two, three] = *self.coarser.get(usize::from(class).checked_sub(1)?)?;
        let views = self.views[at].map(|class| class + 1);
        Some(WordFacts { groups: [one + 1, two + 1, three + 1, class], views, rank })
    }

    /// How many words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether no word is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.number(self.coarser.len());
        self.coarser.iter().flatten().for_each(|&class| out.short(class));
        out.ascending(&self.keys);
        self.values.iter().for_each(|&value| out.short(value));
        self.views.iter().flatten().for_each(|&class| out.short(class));
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Result<Self, RecogniserError> {
        let n_classes = from.number()?;
        let coarser: Vec<u16> = from.shorts(n_classes.saturating_mul(N_LEVELS - 1))?.collect();
        let coarser = coarser.as_chunks().0.to_vec();
        let keys = from.ascending()?;
        let values = from.shorts(keys.len())?.collect();
        let views: Vec<u16> = from.shorts(keys.len() * N_VIEWS)?.collect();
        let views = views.as_chunks().0.to_vec();
        Ok(Self { coarser, keys, values, views, starts: Vec::new() }.with_buckets())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_with_their_classes() {
        let clusters =
            Clusters::new([("geneva", 1, [4, 5, 6]), ("privacy", 0, [0; 3])], vec![[0, 0, 0], [0, 1, 2]]);
        assert_eq!(clusters.facts("geneva"), WordFacts { groups: [1, 2, 3, 2], views: [5, 6, 7], rank: 1 });
        assert_eq!(clusters.facts("privacy").groups, [1, 1, 1, 1]);
        assert_eq!(clusters.facts("unheard"), WordFacts::default());
    }
}
