//! Krippendorff's alpha: agreement of any number of coders, with gaps.

/// What the distance between two labels means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Labels are the same or not.
    Nominal,
    /// Labels have an order; labels between two set them apart.
    Ordinal,
    /// Distances count.
    Interval,
    /// Distances count against the size of the values.
    Ratio,
}

/// Krippendorff's α = 1 − Dₒ/Dₑ over the coincidence matrix: 1 for perfect agreement, 0 for what chance
/// gives, below 0 for systematic disagreement. Each coder gives a value or nothing for every item; items with
/// fewer than two values tell nothing. `None` if no item has two values, all
/// values are the same, or (ratio scale) two values are opposite.
///
/// Common practice asks for .80, and .667 for tentative conclusions. Krippendorff (2011), Computing
/// Krippendorff's alpha-reliability; Hayes & Krippendorff (2007), Comm. Methods & Measures 1:77-89.
///
/// ```
/// use normscope::stats::alpha::{Scale, krippendorff};
/// let first = vec![Some(1.0), Some(2.0), Some(1.0), None];
/// assert_eq!(krippendorff(&[first.clone(), first], Scale::Nominal), Some(1.0));
/// ```
#[must_use]
pub fn krippendorff(coders: &[Vec<Option<f64>>], scale: Scale) -> Option<f64> {
    let matrix = Coincidences::of(coders);
    let total: f64 = matrix.margins.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for first in 0..matrix.values.len() {
        for second in 0..matrix.values.len() {
            let distance = matrix.distance(first, second, scale);
            observed += matrix.cells[first][second] * distance;
            expected += matrix.margins[first] * matrix.margins[second] * distance;
        }
    }
    (expected > 0.0 && expected.is_finite()).then(|| 1.0 - (total - 1.0) * observed / expected)
}

/// How often each pair of values was given to one item.
struct Coincidences {
    values: Vec<f64>,
    cells: Vec<Vec<f64>>,
    margins: Vec<f64>,
}

impl Coincidences {
    fn of(coders: &[Vec<Option<f64>>]) -> Self {
        let mut values: Vec<f64> = coders.iter().flatten().copied().flatten().collect();
        values.sort_unstable_by(f64::total_cmp);
        values.dedup();
        let place = |value: f64| values.partition_point(|known| known.total_cmp(&value).is_lt());
        let mut cells = vec![vec![0.0; values.len()]; values.len()];
        for item in 0..coders.iter().map(Vec::len).max().unwrap_or(0) {
            let given = coders.iter().filter_map(|coder| coder.get(item).copied().flatten());
            let given: Vec<usize> = given.map(place).collect();
            for (at, &first) in given.iter().enumerate() {
                for (_, &second) in given.iter().enumerate().filter(|(other, _)| *other != at) {
                    cells[first][second] += 1.0 / (given.len() - 1) as f64;
                }
            }
        }
        let margins = cells.iter().map(|row| row.iter().sum()).collect();
        Self { values, cells, margins }
    }

    /// Squared distance δ² of two values.
    fn distance(&self, first: usize, second: usize, scale: Scale) -> f64 {
        let (a, b) = (self.values[first], self.values[second]);
        let root = match scale {
            _ if first == second => 0.0,
            Scale::Nominal => 1.0,
            Scale::Interval => a - b,
            Scale::Ratio => (a - b) / (a + b),
            Scale::Ordinal => {
                let between = &self.margins[first.min(second)..=first.max(second)];
                between.iter().sum::<f64>() - 0.5 * (self.margins[first] + self.margins[second])
            }
        };
        root * root
    }
}
