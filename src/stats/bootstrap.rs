//! The bootstrap: how much would the number move if other sentences, or other documents, had been drawn?
//!
//! Units (the sentences of a text, the documents of a group) are drawn with replacement, as many as there
//! are; what is drawn together stays together, so that terms may cluster within a unit. B. Efron & R.
//! Tibshirani (1993), An Introduction to the Bootstrap; for texts K. Benoit, M. Laver & S. Mikhaylov (2009),
//! Am. J. Pol. Sci. 53:495-513; for clusters A. C. Davison & D. Hinkley (1997), Bootstrap Methods, §3.8.
//!
//! Every statistic here is a function of sums over units. So each replicate is drawn once and its sums kept;
//! all statistics of a text come from the same replicates.

use super::interval::{Interval, selected_quantile};
use super::random::Draws;
use super::special::{normal_cdf, normal_quantile};

/// Columns that are summed side by side.
const LANES: usize = 8;
/// Eight quantities of one unit. `f32`: a sum over a text is right to one part in a million, far below the
/// noise of the draw, and half the memory of `f64` is to be fetched.
type Row = [f32; LANES];

/// Units with the quantities that statistics sum over them.
#[derive(Clone, Debug)]
pub struct Units {
    n_units: usize,
    /// Rows of the first eight columns, of the next eight, and so on.
    blocks: Vec<Vec<Row>>,
}

impl Units {
    /// No units yet, of `n_columns` quantities each.
    #[must_use]
    pub fn new(n_columns: usize) -> Self {
        Self { n_units: 0, blocks: vec![Vec::new(); n_columns.div_ceil(LANES)] }
    }

    /// Adds a unit; missing trailing quantities are 0.
    ///
    /// # Panics
    /// If there are more quantities than columns.
    pub fn push(&mut self, quantities: &[f64]) {
        assert!(quantities.len() <= self.blocks.len() * LANES, "a unit has no more quantities than columns");
        for (at, block) in self.blocks.iter_mut().enumerate() {
            let mut row = [0.0; LANES];
            for (lane, value) in row.iter_mut().zip(quantities.iter().skip(at * LANES)) {
                *lane = *value as f32;
            }
            block.push(row);
        }
        self.n_units += 1;
    }

    /// How many units.
    #[must_use]
    pub fn len(&self) -> usize {
        self.n_units
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.n_units == 0
    }

    /// Draws `n_replicates` samples of as many units as there are, and sums each. None if there are no units.
    ///
    /// Each block of columns repeats the same draws, so all columns of a replicate belong to one sample.
    /// Measured at the private function that sums the draws.
    #[must_use]
    pub fn resample(&self, n_replicates: usize, seed: u64) -> Replicates {
        let sums = |rows: &Vec<Row>| {
            let mut draws = Draws::new(seed);
            (0..n_replicates).map(|_| sum_of_draws(rows, &mut draws)).collect()
        };
        if self.is_empty() {
            return Replicates { n_units: 0, blocks: vec![Vec::new(); self.blocks.len()] };
        }
        Replicates { n_units: self.n_units, blocks: self.blocks.iter().map(sums).collect() }
    }

    /// The same for samples that are given, each a list of places of units: the plain version, which the
    /// tests hold against published results and against [`Units::resample`].
    ///
    /// # Panics
    /// If a place is beyond the last unit.
    #[must_use]
    pub fn resample_given(&self, samples: &[Vec<usize>]) -> Replicates {
        let sum = |rows: &Vec<Row>, sample: &Vec<usize>| {
            sample.iter().fold([0.0; LANES], |mut sum: Row, &at| {
                add(&mut sum, &rows[at]);
                sum
            })
        };
        let sums = |rows: &Vec<Row>| samples.iter().map(|sample| sum(rows, sample)).collect();
        Replicates { n_units: self.n_units, blocks: self.blocks.iter().map(sums).collect() }
    }

    /// The sums of all units but one, for each: what the jackknife needs.
    #[must_use]
    pub fn leave_one_out(&self) -> Replicates {
        let without = |out: usize| (0..self.n_units).filter(|at| *at != out).collect();
        let samples: Vec<Vec<usize>> = (0..self.n_units).map(without).collect();
        self.resample_given(&samples)
    }
}

/// The sum of as many rows as there are, drawn with replacement.
///
/// One 64-bit word gives four draws and the four partial sums are independent, so that the additions overlap.
/// Measured by `benches/measure.rs` on 150 rows and 1,000 replicates, one core of a shared server: 100 µs, which
/// is 0.7 ns a draw; lists of places drawn one by one and summed by [`Units::resample_given`] take 360 µs.
fn sum_of_draws(rows: &[Row], draws: &mut Draws) -> Row {
    let n = rows.len();
    let mut sums = [[0.0; LANES]; 4];
    if n <= 1 << 12 {
        for _ in 0..n / 4 {
            for (sum, at) in sums.iter_mut().zip(draws.batch::<4>(n)) {
                add(sum, &rows[at]);
            }
        }
        for at in draws.batch::<4>(n).into_iter().take(n % 4) {
            add(&mut sums[0], &rows[at]);
        }
    } else {
        for draw in 0..n {
            add(&mut sums[draw % 4], &rows[draws.below(n)]);
        }
    }
    let [mut first, second, mut third, fourth] = sums;
    add(&mut first, &second);
    add(&mut third, &fourth);
    add(&mut first, &third);
    first
}

#[inline]
fn add(sum: &mut Row, row: &Row) {
    for (total, value) in sum.iter_mut().zip(row) {
        *total += value;
    }
}

/// The sums of bootstrap samples.
#[derive(Clone, Debug)]
pub struct Replicates {
    n_units: usize,
    blocks: Vec<Vec<Row>>,
}

/// The sums of one bootstrap sample.
#[derive(Clone, Copy, Debug)]
pub struct Sums<'r> {
    replicates: &'r Replicates,
    at: usize,
}

impl Sums<'_> {
    /// The sum of a column over the sample.
    ///
    /// # Panics
    /// If there is no such column.
    #[inline]
    #[must_use]
    pub fn get(&self, column: usize) -> f64 {
        f64::from(self.replicates.blocks[column / LANES][self.at][column % LANES])
    }
}

impl Replicates {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.blocks.first().map_or(0, Vec::len)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The units that they were drawn from.
    #[must_use]
    pub const fn n_units(&self) -> usize {
        self.n_units
    }

    /// The sums of one replicate.
    ///
    /// # Panics
    /// When a column of a replicate that is not there is asked for.
    #[must_use]
    pub const fn at(&self, at: usize) -> Sums<'_> {
        Sums { replicates: self, at }
    }

    /// A statistic in each replicate in which it is defined.
    #[must_use]
    pub fn values(&self, mut statistic: impl FnMut(Sums<'_>) -> Option<f64>) -> Vec<f64> {
        (0..self.len()).filter_map(|at| statistic(Sums { replicates: self, at })).collect()
    }

    /// A statistic of the sums of some columns, in each replicate in which it is defined: [`Replicates::values`] for
    /// statistics that are asked of every document, with each column looked up once.
    ///
    /// # Panics
    /// If there is no such column.
    #[must_use]
    pub fn values_of(&self, columns: &[usize], statistic: impl Fn(&[f64]) -> Option<f64>) -> Vec<f64> {
        let n = self.len();
        let columns: Vec<(&[Row], usize)> =
            columns.iter().map(|column| (&self.blocks[column / LANES][..n], column % LANES)).collect();
        let mut sums = vec![0.0; columns.len()];
        let mut values = Vec::with_capacity(n);
        for at in 0..n {
            for (sum, (rows, lane)) in sums.iter_mut().zip(&columns) {
                *sum = f64::from(rows[at][lane % LANES]);
            }
            values.extend(statistic(&sums));
        }
        values
    }

    /// A statistic of these less that of others, replicate by replicate, where it is defined on both sides.
    #[must_use]
    pub fn differences(&self, others: &Self, statistic: impl Fn(Sums<'_>) -> Option<f64>) -> Vec<f64> {
        let both = 0..self.len().min(others.len());
        both.filter_map(|at| Some(statistic(self.at(at))? - statistic(others.at(at))?)).collect()
    }
}

/// Standard error: the standard deviation (divisor n − 1) of replicates; `None` for fewer than two.
///
/// ```
/// assert_eq!(normscope::stats::bootstrap::standard_error(&[1.0, 3.0]), Some(2f64.sqrt()));
/// ```
#[must_use]
pub fn standard_error(replicates: &[f64]) -> Option<f64> {
    let n = replicates.len() as f64;
    (replicates.len() > 1).then(|| {
        let mean = replicates.iter().sum::<f64>() / n;
        (replicates.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0)).sqrt()
    })
}

/// Efron's bias-corrected and accelerated interval, from replicates, the estimate and its leave-one-out
/// values. `None` if there are no replicates, all lie on one side of the estimate, or fewer than two
/// leave-one-out values.
///
/// Bias z₀ = Φ⁻¹((#below + ½ #equal) / B): ties count half, which matters for counts. Acceleration
/// a = Σ d³ / 6 (Σ d²)^1.5 with d = mean − value over the jackknife. Efron (1987), JASA 82:171-185.
/// Reorders `replicates`.
#[must_use]
pub fn bca(replicates: &mut [f64], estimate: f64, jackknife: &[f64]) -> Option<Interval> {
    let (bias, acceleration) = (bias(replicates, estimate)?, acceleration(jackknife)?);
    let level = |p: f64| {
        let shifted = bias + normal_quantile(p);
        normal_cdf(bias + shifted / (1.0 - acceleration * shifted))
    };
    let lo = selected_quantile(replicates, level(0.025))?;
    let hi = selected_quantile(replicates, level(0.975))?;
    Some(Interval { lo, hi, method: "bca" })
}

/// z₀ of [`bca`]: how far the replicates' median lies from the estimate, in normal deviates.
#[must_use]
pub fn bias(replicates: &[f64], estimate: f64) -> Option<f64> {
    // Sums taken in another order differ in their last digits; those are ties.
    let slack = 1e-9 * estimate.abs().max(1.0);
    let below = replicates.iter().filter(|&&value| value < estimate - slack).count() as f64;
    let equal = replicates.iter().filter(|&&value| (value - estimate).abs() <= slack).count() as f64;
    let share = (below + 0.5 * equal) / replicates.len() as f64;
    (share > 0.0 && share < 1.0).then(|| normal_quantile(share))
}

/// a of [`bca`]: how the standard error changes with the estimate; 0 where the jackknife does not vary.
#[must_use]
pub fn acceleration(jackknife: &[f64]) -> Option<f64> {
    if jackknife.len() < 2 {
        return None;
    }
    let mean = jackknife.iter().sum::<f64>() / jackknife.len() as f64;
    let distances = || jackknife.iter().map(|value| mean - value);
    let squares: f64 = distances().map(|d| d * d).sum();
    let cubes: f64 = distances().map(|d| d * d * d).sum();
    Some(if squares > 0.0 { cubes / (6.0 * squares * squares.sqrt()) } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(n: usize) -> Units {
        let mut units = Units::new(9);
        for at in 0..n {
            units.push(&[1.0, at as f64, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2.0 * at as f64]);
        }
        units
    }

    #[test]
    fn the_fast_draws_sum_what_the_plain_version_sums() {
        for n in [1, 3, 4, 10, 150, 5000] {
            let units = units(n);
            let mut draws = Draws::new(3);
            let sample = |draws: &mut Draws| -> Vec<usize> {
                if n > 1 << 12 {
                    return (0..n).map(|_| draws.below(n)).collect();
                }
                let words: Vec<[usize; 4]> = (0..=n / 4).map(|_| draws.batch(n)).collect();
                words.concat().into_iter().take(n).collect()
            };
            let samples: Vec<_> = (0..20).map(|_| sample(&mut draws)).collect();
            let plain = units.resample_given(&samples).values(|sums| Some(sums.get(1)));
            let fast = units.resample(20, 3).values(|sums| Some(sums.get(1)));
            assert_eq!(plain, fast, "{n} units");
        }
    }

    #[test]
    fn all_columns_of_a_replicate_belong_to_one_sample() {
        let replicates = units(40).resample(50, 9);
        assert!(replicates.values(|sums| Some(sums.get(8) - 2.0 * sums.get(1))).iter().all(|it| *it == 0.0));
        assert!(replicates.values(|sums| Some(sums.get(0))).iter().all(|it| *it == 40.0));
    }

    #[test]
    fn values_of_columns_are_those_of_whole_samples() {
        let replicates = units(40).resample(50, 9);
        let ratio = |sums: &[f64]| (sums[0] > 700.0).then(|| sums[1] / sums[0]);
        let plain = replicates.values(|sums| ratio(&[sums.get(1), sums.get(8)]));
        assert_eq!(replicates.values_of(&[1, 8], ratio), plain);
        assert!((1..50).contains(&plain.len()));
    }

    #[test]
    fn nothing_to_draw_from_gives_no_replicates() {
        assert!(Units::new(3).resample(100, 1).is_empty());
    }
}
