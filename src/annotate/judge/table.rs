//! What each feature says.

use super::error::JudgeError;
use super::key::Key;
use crate::annotate::pack::{Reader, Writer};

/// Rows of `N` weights of 8 bits, found by keys of 32 bits.
///
/// Keys lie in ascending order in buckets of their highest bits, about one a bucket.
#[derive(Clone, Debug)]
pub struct Table<const N: usize> {
    keys: Vec<Key>,
    rows: Vec<[i8; N]>,
    /// Where each bucket begins, and where the last ends.
    starts: Vec<u32>,
    shift: u32,
    /// A bit for each key, by its highest bits: most pairs of words have no weight, and end here.
    marks: Vec<u64>,
    /// What a step of each column stands for.
    steps: [f32; N],
}

impl<const N: usize> Default for Table<N> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<const N: usize> Table<N> {
    /// A table of weights, rounded to 127 steps a side of the largest in their column; of weights with the same key the
    /// first is kept, and what rounds to nothing is left out.
    #[must_use]
    pub fn new(mut weights: Vec<(Key, [f32; N])>) -> Self {
        weights.sort_by_key(|(key, _)| *key);
        weights.dedup_by_key(|(key, _)| *key);
        let mut steps = [0f32; N];
        for (_, row) in &weights {
            steps.iter_mut().zip(row).for_each(|(most, weight)| *most = most.max(weight.abs()));
        }
        let steps = steps.map(|most| most.max(f32::MIN_POSITIVE) / 127.0);
        let mut table = Self { steps, ..Self::empty() };
        for (key, weights) in weights {
            let row = std::array::from_fn(|at| (weights[at] / steps[at]).round() as i8);
            if row != [0; N] {
                table.keys.push(key);
                table.rows.push(row);
            }
        }
        table.indexed()
    }

    fn empty() -> Self {
        Self {
            keys: Vec::new(),
            rows: Vec::new(),
            starts: Vec::new(),
            shift: 0,
            marks: Vec::new(),
            steps: [0.0; N],
        }
    }

    fn indexed(mut self) -> Self {
        let bits = self.keys.len().max(2).next_power_of_two().ilog2();
        self.shift = Key::BITS - bits;
        let start =
            |bucket: u64| self.keys.partition_point(|&key| u64::from(key) >> self.shift < bucket) as u32;
        self.starts = (0..=1u64 << bits).map(start).collect();
        self.marks = vec![0; 1 << bits];
        for &key in &self.keys {
            self.marks[(key >> self.shift) as usize] |= self.mark(key);
        }
        self
    }

    /// The bit of a key in the word of its bucket.
    const fn mark(&self, key: Key) -> u64 {
        1 << (key.wrapping_shl(Key::BITS - self.shift) >> (Key::BITS - 6))
    }

    /// The weights of a feature; all 0 if it has none.
    #[must_use]
    pub fn row(&self, key: Key) -> [f32; N] {
        let bucket = (key >> self.shift) as usize;
        if self.marks[bucket] & self.mark(key) == 0 {
            return [0.0; N];
        }
        let range = self.starts[bucket] as usize..self.starts[bucket + 1] as usize;
        let found = self.keys[range.clone()].iter().position(|&other| other == key);
        found.map_or([0.0; N], |at| {
            let row = self.rows[range.start + at];
            std::array::from_fn(|column| f32::from(row[column]) * self.steps[column])
        })
    }

    /// How many features have weights.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether none has.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub(super) fn write(&self, out: &mut Writer) {
        self.steps.iter().for_each(|&step| out.real(f64::from(step)));
        out.list(&self.keys);
        out.bytes.extend(self.rows.iter().flatten().map(|weight| weight.cast_unsigned()));
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Result<Self, JudgeError> {
        let mut table = Self::empty();
        for step in &mut table.steps {
            *step = from.real()? as f32;
        }
        table.keys = from.list()?;
        if !table.keys.is_sorted_by(|one, other| one < other) {
            return Err(JudgeError::Corrupt { part: "a table" });
        }
        let bytes = from.take(table.keys.len() * N)?;
        let row = |bytes: &[u8]| std::array::from_fn(|at| bytes[at].cast_signed());
        table.rows = bytes.chunks_exact(N).map(row).collect();
        Ok(table.indexed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_is_found_and_no_other() {
        let keys: Vec<Key> = (1..500u32).map(|at| at.wrapping_mul(at).wrapping_mul(2_654_435_761)).collect();
        let table = Table::new(keys.iter().map(|&key| (key, [1.0, (key % 100) as f32 / 100.0])).collect());
        for &key in &keys {
            let [one, other] = table.row(key);
            assert!((one - 1.0).abs() < 1e-6 && (other - (key % 100) as f32 / 100.0).abs() < 0.005);
            let absent = key.wrapping_add(1);
            assert_eq!(table.row(absent) == [0.0; 2], !keys.contains(&absent));
        }
        assert_eq!(Table::<2>::new(Vec::new()).row(7), [0.0; 2]);
    }
}
