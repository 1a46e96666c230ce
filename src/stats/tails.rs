//! The outermost of many values.

/// Values kept at each end.
const MOST: usize = 40;

/// The quantiles (type 7) at a low and a high level, found in one pass that keeps the values of the two ends; `None` where
/// that is no gain, because an end holds more values than a search by partition would move, or where there are none.
///
/// Of 1,000 replicates 27 are kept at each end, and after the first hundreds hardly any value gets in.
pub(super) fn quantiles(values: &[f64], (low, high): (f64, f64)) -> Option<(f64, f64)> {
    let last = values.len().checked_sub(1)?;
    let place = |p: f64| (last as f64 * p).clamp(0.0, last as f64);
    let (below, above) = (place(low).floor() as usize, place(high).floor() as usize);
    let n_low = (below + 2).min(values.len());
    let n_high = last - above + 1;
    if n_low > MOST || n_high > MOST || values.len() < 4 * MOST {
        return None;
    }
    let (mut lowest, mut highest) = (Lowest::new(n_low), Lowest::new(n_high));
    for &value in values {
        let key = key_of(value);
        lowest.offer(key);
        highest.offer(!key);
    }
    let from_low = |at: usize| value_of(lowest.keys[at.min(n_low - 1)]);
    let from_high = |at: usize| value_of(!highest.keys[last - at.min(last)]);
    let between = |value: f64, next: f64, place: f64| value + (place - place.floor()) * (next - value);
    Some((
        between(from_low(below), from_low(below + 1), place(low)),
        between(from_high(above), from_high(above + 1), place(high)),
    ))
}

/// The lowest of the keys offered.
struct Lowest {
    /// Ascending; as many as wanted are in use.
    keys: [i64; MOST],
    n: usize,
}

impl Lowest {
    const fn new(n: usize) -> Self {
        Self { keys: [i64::MAX; MOST], n }
    }

    fn offer(&mut self, key: i64) {
        let mut at = self.n - 1;
        if key >= self.keys[at] {
            return;
        }
        while at > 0 && self.keys[at - 1] > key {
            self.keys[at] = self.keys[at - 1];
            at -= 1;
        }
        self.keys[at] = key;
    }
}

/// A number that orders as `f64::total_cmp` does.
const fn key_of(value: f64) -> i64 {
    let bits = value.to_bits().cast_signed();
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}

/// The value with that key.
const fn value_of(key: i64) -> f64 {
    // The step is its own reverse: the sign stays.
    f64::from_bits((key ^ ((key >> 63).cast_unsigned() >> 1).cast_signed()).cast_unsigned())
}

#[cfg(test)]
mod tests {
    use super::super::interval::quantile;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_ends_are_those_of_sorted_values(
            values in prop::collection::vec(prop_oneof![-9.0..9.0f64, Just(0.0), Just(-0.0), Just(2.5)], 160..1200),
        ) {
            let mut sorted = values.clone();
            sorted.sort_unstable_by(f64::total_cmp);
            let plain = quantile(&sorted, 0.025).zip(quantile(&sorted, 0.975));
            let fast = quantiles(&values, (0.025, 0.975)).map(|(low, high)| (low.to_bits(), high.to_bits()));
            prop_assert_eq!(fast, plain.map(|(low, high)| (low.to_bits(), high.to_bits())));
        }
    }

    #[test]
    fn few_values_and_wide_ends_are_left_to_others() {
        assert_eq!(quantiles(&[1.0; 20], (0.025, 0.975)), None);
        assert_eq!(quantiles(&[1.0; 10_000], (0.025, 0.975)), None);
        assert_eq!(quantiles(&[], (0.025, 0.975)), None);
    }
}
