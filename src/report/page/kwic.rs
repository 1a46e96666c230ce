//! Contested terms in the words around them, for the page.

use super::rows::{Hit, number_of};
use super::utf16::Utf16;
use crate::stats::seed_for;
use std::collections::BTreeMap;

/// Most places of each term; of more, as many are drawn with the seed of the run.
const PLACES: usize = 200;
/// Code points on each side.
const AROUND: u32 = 70;

/// A place: entry, document, sentence, words to the left, the term, words to the right, frame, voice, how that was told.
pub(super) type Place = (String, usize, u32, String, String, String, Option<String>, String, Option<String>);

/// Places of contested terms.
pub(super) struct Concordance {
    seed: u64,
    drawn: BTreeMap<String, BTreeMap<(u64, usize, u32), Place>>,
}

impl Concordance {
    pub(super) const fn new(seed: u64) -> Self {
        Self { seed, drawn: BTreeMap::new() }
    }

    /// Adds a place in a text, if it is among those that are drawn.
    pub(super) fn add(&mut self, hit: &Hit, document: usize, (text, units): (&str, &Utf16)) {
        let lot = (seed_for(self.seed, hit.hit_id.as_bytes()), document, hit.start);
        let drawn = self.drawn.entry(hit.entry.clone()).or_default();
        if drawn.len() >= PLACES && drawn.last_key_value().is_some_and(|(last, _)| *last < lot) {
            return;
        }
        let one_line = |start, end| units.slice(text, start, end).replace(['\n', '\t'], " ");
        let place = (
            hit.entry.clone(),
            document,
            number_of(&hit.sentence_id),
            one_line(hit.start.saturating_sub(AROUND), hit.start),
            one_line(hit.start, hit.end),
            one_line(hit.end, hit.end.saturating_add(AROUND)),
            hit.frame.clone(),
            hit.voice.clone(),
            hit.resolved_by.clone().or_else(|| hit.why_not.clone()),
        );
        drawn.insert(lot, place);
        if drawn.len() > PLACES {
            drawn.pop_last();
        }
    }

    /// All places, by term and then in the order of the corpus.
    pub(super) fn into_rows(self) -> Vec<Place> {
        let mut rows: Vec<((usize, u32), Place)> = Vec::new();
        for ((_, document, start), place) in self.drawn.into_values().flatten() {
            rows.push(((document, start), place));
        }
        rows.sort_by(|(a, left), (b, right)| (&left.0, a).cmp(&(&right.0, b)));
        rows.into_iter().map(|(_, place)| place).collect()
    }
}
