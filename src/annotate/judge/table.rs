//! What each feature says.

use super::error::JudgeError;
use super::key::Key;
use crate::annotate::pack::{Reader, Writer};

/// Marks that each home has: one of them is set for each key.
const MARKS: u32 = 8;

/// Rows of `N` weights of 8 bits, found by keys of 32 bits.
///
/// Slots lie in ascending order of their keys. A key stands in its home, the slot of its highest bits, or as soon
/// behind it as there is room.
#[derive(Clone, Debug)]
pub struct Table<const N: usize> {
    slots: Vec<Slot<N>>,
    shift: u32,
    /// A bit for each key, by its highest bits: most pairs of words have no weight, and end here. They are few enough
    /// bytes for the processor's nearest cache but one, where they answer four times as fast as from beyond it.
    marks: Vec<u8>,
    /// What a step of each column stands for.
    steps: [f32; N],
}

/// A key with its weights side by side: what is found is one miss of the processor's cache.
#[derive(Clone, Copy, Debug)]
struct Slot<const N: usize> {
    key: Key,
    row: [i8; N],
}

impl<const N: usize> Slot<N> {
    /// Its key ends every search, and it weighs nothing.
    const FREE: Self = Self { key: Key::MAX, row: [0; N] };
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
        let rounded = weights.into_iter().map(|(key, weights)| {
            let row = std::array::from_fn(|at| (weights[at] / steps[at]).round() as i8);
            Slot { key, row }
        });
        Self::of_slots(&rounded.filter(|slot| slot.row != [0; N]).collect::<Vec<_>>(), steps)
    }

    /// A table of slots in ascending order.
    fn of_slots(used: &[Slot<N>], steps: [f32; N]) -> Self {
        let bits = (used.len() * 3 / 2).max(2).next_power_of_two().ilog2();
        let mut table = Self {
            slots: Vec::with_capacity((1 << bits) + 64),
            shift: Key::BITS - bits,
            marks: vec![0; 1 << bits],
            steps,
        };
        for slot in used {
            let home = table.home(slot.key);
            if table.slots.len() < home {
                table.slots.resize(home, Slot::FREE);
            }
            table.slots.push(*slot);
            table.marks[home] |= table.mark(slot.key);
        }
        table.slots.resize(table.slots.len().max(1 << bits) + 1, Slot::FREE);
        table
    }

    const fn home(&self, key: Key) -> usize {
        (key >> self.shift) as usize
    }

    /// The bit of a key among those of its home.
    const fn mark(&self, key: Key) -> u8 {
        1 << (key.wrapping_shl(Key::BITS - self.shift) >> (Key::BITS - MARKS.ilog2()))
    }

    /// The weights of a feature; all 0 if it has none.
    #[must_use]
    pub fn row(&self, key: Key) -> [f32; N] {
        let home = self.home(key);
        if self.marks[home] & self.mark(key) == 0 {
            return [0.0; N];
        }
        let found = self.slots[home..].iter().find(|slot| slot.key >= key);
        found.filter(|slot| slot.key == key).map_or([0.0; N], |slot| {
            std::array::from_fn(|column| f32::from(slot.row[column]) * self.steps[column])
        })
    }

    fn used(&self) -> impl Iterator<Item = &Slot<N>> {
        self.slots.iter().filter(|slot| slot.row != [0; N])
    }

    /// How many features have weights.
    #[must_use]
    pub fn len(&self) -> usize {
        self.used().count()
    }

    /// Whether none has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn write(&self, out: &mut Writer) {
        self.steps.iter().for_each(|&step| out.real(f64::from(step)));
        out.list(&self.used().map(|slot| slot.key).collect::<Vec<_>>());
        out.bytes.extend(self.used().flat_map(|slot| slot.row).map(i8::cast_unsigned));
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Result<Self, JudgeError> {
        let mut steps = [0.0; N];
        for step in &mut steps {
            *step = from.real()? as f32;
        }
        let keys = from.list()?;
        if !keys.is_sorted_by(|one, other| one < other) {
            return Err(JudgeError::Corrupt { part: "a table" });
        }
        let rows = from.take(keys.len() * N)?.chunks_exact(N);
        let row = |bytes: &[u8]| std::array::from_fn(|at| bytes[at].cast_signed());
        let slots = keys.into_iter().zip(rows).map(|(key, bytes)| Slot { key, row: row(bytes) });
        Ok(Self::of_slots(&slots.collect::<Vec<_>>(), steps))
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
