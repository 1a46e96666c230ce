//! A random part of a corpus.

use super::run::Item;
use crate::document::Fingerprint;
use crate::ingest::{Corpus, Record};
use std::collections::BTreeSet;

/// What a run over the corpus analyses, in order: all of it, or so many records drawn with a seed. What failed before
/// anything could be drawn is always among it.
pub fn items(corpus: &Corpus, sample: Option<u64>, seed: u64) -> impl Iterator<Item = Item> + Send {
    let sample = sample.map(|n| Sample::draw(corpus, n, seed));
    corpus.records().filter(move |item| match (item, &sample) {
        (Ok(record), Some(sample)) => sample.has(record),
        _ => true,
    })
}

/// The records that were drawn. Which ones depends on the seed and on where each record stands, so that the
/// same corpus gives the same sample on any machine.
#[derive(Debug)]
pub struct Sample {
    seed: u64,
    /// The lot of the last record that is in; `None` if none is.
    last: Option<Fingerprint>,
}

impl Sample {
    /// Draws `n` records without replacement, all if there are no more; walks the corpus once.
    pub fn draw(corpus: &Corpus, n: u64, seed: u64) -> Self {
        let mut lots = BTreeSet::new();
        for record in corpus.records().flatten() {
            lots.insert(lot(&record, seed));
            if lots.len() as u64 > n {
                lots.pop_last();
            }
        }
        Self { seed, last: lots.pop_last() }
    }

    /// Whether the record was drawn.
    pub fn has(&self, record: &Record) -> bool {
        self.last.is_some_and(|last| lot(record, self.seed) <= last)
    }
}

/// A number that orders records at random.
fn lot(record: &Record, seed: u64) -> Fingerprint {
    Fingerprint::of(format!("{seed} {} {:?}", record.path(), record.line()).as_bytes())
}
