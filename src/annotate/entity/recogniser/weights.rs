//! What each feature says for each state.

use super::error::RecogniserError;
use super::key::Key;
use super::state::N_SCORED;
use crate::annotate::pack::{Reader, Writer};

/// The scores of a feature for all states but the outside, in steps of 1 / [`SCALE`].
pub type Row = [i8; N_SCORED];
/// Sums of rows.
pub(super) type Sums = [i16; N_SCORED];

/// Steps in one unit of log-odds.
pub const SCALE: f32 = 16.0;

/// Marks an empty slot; larger than any key in use, so that a search stops at it.
const EMPTY: Key = Key::MAX;

/// A key with its row: a quarter of a cache line.
#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Key,
    row: Row,
}

const FREE: Slot = Slot { key: EMPTY, row: [0; N_SCORED] };

/// A table from features to their scores, open-addressed by the highest bits. Keys lie in ascending order, so that
/// a table is filled front to back and a search ends at the first larger key.
#[derive(Clone, Debug)]
pub struct Weights {
    slots: Vec<Slot>,
    shift: u32,
}

impl Weights {
    /// A table of features, sorted by key.
    #[must_use]
    pub fn new(features: &[(Key, Row)]) -> Self {
        let mut table = Self::with_room(features.len());
        features.iter().for_each(|&(key, row)| table.push(key, row));
        table.close()
    }

    fn with_room(n_features: usize) -> Self {
        let bits = (n_features * 3 / 2).max(2).next_power_of_two().ilog2();
        Self { slots: Vec::with_capacity((1 << bits) + 64), shift: Key::BITS - bits }
    }

    /// Adds the feature with the next larger key.
    fn push(&mut self, key: Key, row: Row) {
        if key == EMPTY {
            return;
        }
        let home = (key >> self.shift) as usize;
        if self.slots.len() < home {
            self.slots.resize(home, FREE);
        }
        self.slots.push(Slot { key, row });
    }

    /// Sees to it that every search ends.
    fn close(mut self) -> Self {
        let n_homes = 1 << (Key::BITS - self.shift);
        self.slots.resize(self.slots.len().max(n_homes) + 1, FREE);
        self
    }

    /// The scores of a feature; `None` if it has none.
    #[must_use]
    pub fn row(&self, key: Key) -> Option<&Row> {
        let home = (key >> self.shift) as usize;
        self.slots[home..]
            .iter()
            .find(|slot| slot.key >= key)
            .filter(|slot| slot.key == key && key != EMPTY)
            .map(|slot| &slot.row)
    }

    /// The sum of the scores of some features.
    pub(super) fn sum(&self, keys: &[Key]) -> Sums {
        let mut sums = [0i16; N_SCORED];
        for row in keys.iter().filter_map(|&key| self.row(key)) {
            // Under 256 features of one token, each of at most 127 steps, stay below 32,768.
            sums.iter_mut().zip(row).for_each(|(sum, &score)| *sum += i16::from(score));
        }
        sums
    }

    /// How many features.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.iter().filter(|slot| slot.key != EMPTY).count()
    }

    /// Whether no feature has a score.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn write(&self, out: &mut Writer) {
        let used: Vec<&Slot> = self.slots.iter().filter(|slot| slot.key != EMPTY).collect();
        let keys: Vec<Key> = used.iter().map(|slot| slot.key).collect();
        out.ascending(&keys);
        for slot in &used {
            let set = slot.row.iter().enumerate().filter(|(_, score)| **score != 0);
            out.short(set.fold(0, |mask, (at, _)| mask | 1 << at));
        }
        for score in used.iter().flat_map(|slot| slot.row).filter(|&score| score != 0) {
            out.byte(score.cast_unsigned());
        }
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Result<Self, RecogniserError> {
        let keys = from.ascending()?;
        let masks = from.shorts(keys.len())?;
        let mut table = Self::with_room(keys.len());
        for (key, mask) in keys.into_iter().zip(masks) {
            let mut scores = from.take(mask.count_ones() as usize)?.iter();
            let mut row = [0; N_SCORED];
            for (at, to) in row.iter_mut().enumerate() {
                if mask >> at & 1 == 1 {
                    *to = scores.next().map_or(0, |score| score.cast_signed());
                }
            }
            table.push(key, row);
        }
        Ok(table.close())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_is_found_and_no_other() {
        let row = |at: u32| [(at % 100) as i8; N_SCORED];
        let keys: Vec<Key> = (0..1000u32).map(|at| at.wrapping_mul(at) * 4001).collect();
        let mut features: Vec<(Key, Row)> = keys.iter().map(|&key| (key, row(key))).collect();
        features.sort_unstable();
        features.dedup();
        let weights = Weights::new(&features);
        assert_eq!(weights.len(), features.len());
        for &(key, row) in &features {
            assert_eq!(weights.row(key), Some(&row));
            let absent = key.wrapping_add(1);
            assert_eq!(weights.row(absent).is_some(), features.iter().any(|other| other.0 == absent));
        }
        assert_eq!(weights.row(EMPTY), None);
    }
}
