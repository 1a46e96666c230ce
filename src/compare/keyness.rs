//! What one side says more than the other: words, and who and what is named.

use super::difference::{Plan, Side, speaking};
use super::overuse::Overuse;
use super::study::Compared;
use crate::measure::MIN_DOCUMENTS;
use crate::stats::effect::mann_whitney_sparse_p;
use crate::stats::{Dispersion, Share};
use std::collections::BTreeMap;

/// Strength of the prior of the log odds, in words: every item is taken to occur in 500 words more of either side, at the
/// rate of both sides together.
pub const PRIOR_WORDS: f64 = 500.0;

/// What is counted: words or entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Words of counted sentences.
    Word,
    /// Mentions of entities.
    Entity,
}

/// How one side uses an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Usage {
    /// How often.
    pub count: u64,
    /// Per 1,000 words.
    pub rate: f64,
    /// Documents that have it.
    pub n_documents: u64,
    /// How evenly it is spread over the documents; `None` where it does not occur.
    pub dispersion: Option<Dispersion>,
}

/// An item that the sides use at different rates. A plus is more in the target.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// Its number among the words or entities of the study.
    pub item: u32,
    /// How the target uses it.
    pub target: Usage,
    /// How the reference uses it.
    pub reference: Usage,
    /// How far apart the rates are, and how sure that is.
    pub overuse: Overuse,
}

/// The items of a comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keyness {
    /// Those of the target by falling conservative log ratio, then those of the reference; ties by G².
    pub keys: Vec<Key>,
    /// Items looked at: those frequent enough on both sides together.
    pub n_items: u64,
    /// Words of the target and of the reference.
    pub n_words: [u64; 2],
    /// The least q of all items looked at, listed or not; `None` where none was tested.
    pub least_q: Option<f64>,
}

/// The counts of one item in the documents of both sides.
#[derive(Default)]
struct Counts {
    /// Document (over both sides, the target's first) and count.
    by_document: Vec<(usize, u32)>,
}

/// Compares how often the sides use each item that occurs at least `min_count` times in both together, and keeps the `most`
/// first and last of the ranking.
///
/// Effects are of the counts added up; the test looks at whole documents, since words come in bursts and tests of tokens find
/// differences everywhere (J. Lijffijt et al. 2016, Literary and Linguistic Computing 31:374-397).
#[must_use]
pub fn keyness(
    (target, reference): (&Side<'_>, &Side<'_>),
    item: Item,
    plan: &Plan,
    (min_count, most): (u64, usize),
) -> Keyness {
    let sides = [target, reference].map(|side| speaking(&side.documents).collect::<Vec<_>>());
    let documents: Vec<&Compared> = sides.concat();
    let words: Vec<f64> = documents.iter().map(|document| n_words(document) as f64).collect();
    let n_target = sides[0].len();
    let mut items: BTreeMap<u32, Counts> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        let counts = match item {
            Item::Word => &document.words,
            Item::Entity => &document.entities,
        };
        for &(number, n) in counts {
            items.entry(number).or_default().by_document.push((at, n));
        }
    }
    items.retain(|_, counts| counts.total(0..documents.len()) >= min_count);
    let table = Table { words: &words, n_target, n_items: items.len() };
    let mut keys: Vec<Key> = items.iter().filter_map(|(item, counts)| table.key(*item, counts)).collect();
    let n_keys = keys.len();
    Overuse::adjust(keys.iter_mut().map(|key| &mut key.overuse), plan.adjustment);
    let least_q = keys.iter().filter_map(|key| key.overuse.q).min_by(f64::total_cmp);
    keys.sort_by(|one, other| one.overuse.rank(&other.overuse).then(one.item.cmp(&other.item)));
    if n_keys > 2 * most {
        keys.drain(most..n_keys - most);
    }
    keys.iter_mut().for_each(|key| table.spread(key, &items[&key.item]));
    let total = |words: &[f64]| words.iter().sum::<f64>() as u64;
    Keyness {
        n_items: table.n_items as u64,
        n_words: [total(&words[..n_target]), total(&words[n_target..])],
        least_q,
        keys,
    }
}

/// The words that the rates of a document are rates of: all of its counted sentences, whoever speaks.
fn n_words(document: &Compared) -> u64 {
    document.counts(crate::measure::Voices::All).n_words
}

impl Counts {
    fn total(&self, documents: std::ops::Range<usize>) -> u64 {
        self.within(documents).map(|(_, n)| u64::from(n)).sum()
    }

    fn within(&self, documents: std::ops::Range<usize>) -> impl Iterator<Item = (usize, u32)> {
        self.by_document.iter().copied().filter(move |(at, _)| documents.contains(at))
    }
}

/// What every item is counted in.
struct Table<'w> {
    /// Words of each document, the target's first.
    words: &'w [f64],
    n_target: usize,
    n_items: usize,
}

impl Table<'_> {
    fn key(&self, item: u32, counts: &Counts) -> Option<Key> {
        let sides = [0..self.n_target, self.n_target..self.words.len()];
        let [target, reference] = sides.clone().map(|side| self.share(counts, side));
        let overuse = Overuse::of((target, reference), PRIOR_WORDS, self.n_items)?;
        let [target, reference] = sides.map(|side| self.usage(counts, side));
        Some(Key { item, target, reference, overuse: Overuse { p: self.p(counts), ..overuse } })
    }

    fn share(&self, counts: &Counts, side: std::ops::Range<usize>) -> Share {
        let all = self.words[side.clone()].iter().sum();
        Share { of: counts.total(side) as f64, all }
    }

    /// Fills in how evenly both sides use an item.
    fn spread(&self, key: &mut Key, counts: &Counts) {
        let sides = [0..self.n_target, self.n_target..self.words.len()];
        for (usage, side) in [&mut key.target, &mut key.reference].into_iter().zip(sides) {
            let mut parts: Vec<(f64, f64)> =
                self.words[side.clone()].iter().map(|words| (0.0, *words)).collect();
            counts.within(side.clone()).for_each(|(at, n)| parts[at - side.start].0 = f64::from(n));
            usage.dispersion = Dispersion::new(parts);
        }
    }

    fn usage(&self, counts: &Counts, side: std::ops::Range<usize>) -> Usage {
        let Share { of, all } = self.share(counts, side.clone());
        Usage {
            count: of as u64,
            rate: if all > 0.0 { 1000.0 * of / all } else { 0.0 },
            n_documents: counts.within(side).count() as u64,
            dispersion: None,
        }
    }

    fn p(&self, counts: &Counts) -> Option<f64> {
        let has_words = |side: &[f64]| side.iter().filter(|words| **words > 0.0).count();
        let (n, m) = (has_words(&self.words[..self.n_target]), has_words(&self.words[self.n_target..]));
        if n.min(m) < MIN_DOCUMENTS {
            return None;
        }
        let rate = |&(at, n): &(usize, u32)| (f64::from(n) / self.words[at], at < self.n_target);
        let mut rates: Vec<(f64, bool)> = counts.by_document.iter().map(rate).collect();
        mann_whitney_sparse_p(&mut rates, n, m)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::documents;
    use super::*;

    const LAW: u32 = 0;
    const ORDER: u32 = 1;
    const RARE: u32 = 2;

    fn side(label: &str, documents: &'static [Compared]) -> Side<'static> {
        Side { label: label.to_owned(), documents: documents.iter().collect() }
    }

    fn texts(words: &[&[(u32, u32)]]) -> &'static [Compared] {
        let mut documents = documents(&vec![[0, 0]; words.len()]);
        documents.iter_mut().zip(words).for_each(|(document, words)| document.words = words.to_vec());
        documents.leak()
    }

    #[test]
    fn what_every_document_says_more_is_key_and_one_burst_is_not() {
        let target = side(
            "t",
            texts(&[
                &[(LAW, 9), (ORDER, 40)],
                &[(LAW, 8)],
                &[(LAW, 9)],
                &[(LAW, 7)],
                &[(LAW, 9)],
                &[(LAW, 8)],
            ]),
        );
        let reference = side("r", texts(&[&[(LAW, 1), (RARE, 1)], &[], &[(LAW, 1)], &[(LAW, 2)], &[], &[]]));
        let found = keyness((&target, &reference), Item::Word, &Plan::default(), (5, 9));
        assert_eq!((found.n_items, found.n_words), (2, [3000, 3000]));
        let key = |item| found.keys.iter().find(|key| key.item == item).expect("frequent enough");
        let (law, order) = (key(LAW), key(ORDER));
        assert_eq!((law.target.count, law.target.n_documents, law.reference.count), (50, 6, 4));
        assert!(
            law.overuse.conservative_log_ratio > 0.0
                && law.overuse.g2 > 0.0
                && law.overuse.q.expect("six documents") < 0.05
        );
        assert_eq!(found.least_q, law.overuse.q);
        assert!(order.overuse.g2 > law.overuse.g2 / 2.0 && order.overuse.q.expect("six documents") > 0.05);
        let spread = |key: &Key| key.target.dispersion.expect("it occurs").dp_norm;
        assert!(spread(law) < 0.1 && (spread(order) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn two_documents_have_effects_and_no_p() {
        let (target, reference) = (side("t", texts(&[&[(LAW, 9)]])), side("r", texts(&[&[(ORDER, 9)]])));
        let found = keyness((&target, &reference), Item::Word, &Plan::default(), (5, 9));
        assert_eq!(
            found.keys.iter().map(|key| (key.item, key.overuse.q)).collect::<Vec<_>>(),
            [(LAW, None), (ORDER, None)]
        );
        assert!(found.keys[1].overuse.conservative_log_ratio < 0.0);
    }
}
