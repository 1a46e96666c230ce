//! Permutation tests: how often would labels given at random part the documents as far as theirs do?
//!
//! What is rearranged is what was sampled (documents, never words), within strata where the design has them. P. Good
//! (2005), Permutation, Parametric and Bootstrap Tests of Hypotheses.

use super::random::Draws;

/// p = (b + 1) / (m + 1), where `b` of `m` random rearrangements were at least as extreme as what was
/// observed. Never 0: the observed arrangement is one of those possible.
///
/// Phipson & Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9:39.
///
/// ```
/// assert_eq!(normscope::stats::monte_carlo_p(3, 999), 0.004);
/// ```
#[must_use]
pub fn monte_carlo_p(b: u64, m: u64) -> f64 {
    (b + 1) as f64 / (m + 1) as f64
}

/// Two-sided p-value: twice the smaller tail, at most 1. `None` without rearrangements.
///
/// Ties count as extreme on both sides, so few distinct values give a large p, never a small one.
///
/// ```
/// let p = normscope::stats::two_sided_p(9.0, &[1.0, 2.0, 3.0, 9.0]).expect("rearrangements");
/// assert_eq!(p, 0.8);
/// ```
#[must_use]
pub fn two_sided_p(observed: f64, rearranged: &[f64]) -> Option<f64> {
    let slack = slack(observed);
    let above = rearranged.iter().filter(|&&value| value >= observed - slack).count() as u64;
    let below = rearranged.iter().filter(|&&value| value <= observed + slack).count() as u64;
    let m = rearranged.len() as u64;
    (m > 0).then(|| (2.0 * monte_carlo_p(above.min(below), m)).min(1.0))
}

/// Sums in another order differ in the last digits; that is no difference.
fn slack(observed: f64) -> f64 {
    1e-9 * observed.abs().max(1e-9)
}

/// Units of two groups with the quantities that a statistic sums over each group.
#[derive(Clone, Debug, PartialEq)]
pub struct TwoGroups {
    n_columns: usize,
    /// The quantities of one unit after the other.
    rows: Vec<f64>,
    /// For each stratum its units and how many of them are in the target.
    strata: Vec<(Vec<usize>, usize)>,
    /// Which units are in the target.
    target: Vec<bool>,
}

/// A unit that is rearranged.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// What the statistic sums over each group.
    pub quantities: Vec<f64>,
    /// Which group it is in.
    pub in_target: bool,
    /// The stratum that it is rearranged within, from 0.
    pub stratum: usize,
}

/// A statistic of the sums over the target and over the reference.
pub type Statistic<'s> = &'s dyn Fn(&[f64], &[f64]) -> Option<f64>;

/// What came of a permutation test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tested {
    /// The statistic for the true labels.
    pub observed: f64,
    /// Two-sided p: the share of arrangements at least as far from 0 as the observed one; (b + 1)/(m + 1) if drawn.
    pub p: f64,
    /// The share strictly farther plus half of those as far: p without its caution. `None` if drawn.
    pub mid_p: Option<f64>,
    /// The mean of the statistic over the arrangements: what chance alone gives.
    pub expected: f64,
    /// Arrangements looked at: all, or as many as were drawn.
    pub n: u64,
    /// `permutation-exact` or `permutation`.
    pub method: &'static str,
}

impl TwoGroups {
    /// # Panics
    /// If units have different numbers of quantities.
    #[must_use]
    pub fn new(units: &[Labelled]) -> Self {
        let n_columns = units.first().map_or(0, |unit| unit.quantities.len());
        let n_strata = units.iter().map(|unit| unit.stratum + 1).max().unwrap_or(0);
        let mut strata = vec![(Vec::new(), 0); n_strata];
        for (at, unit) in units.iter().enumerate() {
            assert_eq!(unit.quantities.len(), n_columns, "units of one table have the same columns");
            strata[unit.stratum].0.push(at);
            strata[unit.stratum].1 += usize::from(unit.in_target);
        }
        let rows = units.iter().flat_map(|unit| &unit.quantities).copied().collect();
        Self { n_columns, rows, strata, target: units.iter().map(|unit| unit.in_target).collect() }
    }

    /// How many arrangements of the labels there are, as a float: it grows fast.
    #[must_use]
    pub fn n_arrangements(&self) -> f64 {
        let choose =
            |n: usize, k: usize| (0..k).fold(1.0, |ways, at| ways * (n - at) as f64 / (at + 1) as f64);
        self.strata.iter().map(|(units, k)| choose(units.len(), (*k).min(units.len() - k)).round()).product()
    }

    /// Tests statistics, each of the sums over the target and over the reference. All arrangements are looked at where
    /// there are at most `n_draws`, else so many are drawn. `None` for a statistic that is undefined for the true labels;
    /// arrangements for which one is undefined do not count for it.
    ///
    /// The target's sums are kept and the reference's are the rest, so an arrangement costs as many additions as the
    /// target has units.
    #[must_use]
    pub fn test(&self, statistics: &[Statistic<'_>], (n_draws, seed): (usize, u64)) -> Vec<Option<Tested>> {
        let all = self.sums(0..self.target.len());
        let of = |target: &[f64]| {
            let reference: Vec<f64> = all.iter().zip(target).map(|(all, part)| all - part).collect();
            statistics.iter().map(|statistic| statistic(target, &reference)).collect::<Vec<_>>()
        };
        let observed = of(&self.sums((0..self.target.len()).filter(|at| self.target[*at])));
        let mut tallies = vec![Tally::default(); statistics.len()];
        let mut look = |sums: &[f64]| {
            for ((tally, value), observed) in tallies.iter_mut().zip(of(sums)).zip(&observed) {
                if let (Some(value), Some(observed)) = (value, observed) {
                    tally.add(value, *observed);
                }
            }
        };
        let is_exact = self.n_arrangements() <= n_draws as f64;
        if is_exact {
            self.each_arrangement(0, &vec![0.0; self.n_columns], &mut look);
        } else {
            self.drawn_arrangements(n_draws, seed, &mut look);
        }
        let tested =
            |(observed, tally): (&Option<f64>, &Tally)| observed.map(|it| tally.tested(it, is_exact));
        observed.iter().zip(&tallies).map(tested).collect()
    }

    fn row(&self, at: usize) -> &[f64] {
        &self.rows[at * self.n_columns..(at + 1) * self.n_columns]
    }

    fn sums(&self, units: impl Iterator<Item = usize>) -> Vec<f64> {
        let mut sums = vec![0.0; self.n_columns];
        units.for_each(|at| add(&mut sums, self.row(at)));
        sums
    }

    /// Every choice of the target's units, stratum by stratum.
    fn each_arrangement(&self, stratum: usize, sums: &[f64], look: &mut impl FnMut(&[f64])) {
        let Some((units, k)) = self.strata.get(stratum) else { return look(sums) };
        let mut chosen: Vec<usize> = (0..*k).collect();
        loop {
            let mut here = sums.to_vec();
            chosen.iter().for_each(|at| add(&mut here, self.row(units[*at])));
            self.each_arrangement(stratum + 1, &here, look);
            if !next_combination(&mut chosen, units.len()) {
                return;
            }
        }
    }

    /// Arrangements drawn by the first steps of a Fisher-Yates shuffle of each stratum.
    fn drawn_arrangements(&self, n_draws: usize, seed: u64, look: &mut impl FnMut(&[f64])) {
        let mut draws = Draws::new(seed);
        let mut strata: Vec<(Vec<usize>, usize)> = self.strata.clone();
        let mut sums = vec![0.0; self.n_columns];
        for _ in 0..n_draws {
            sums.fill(0.0);
            for (units, k) in &mut strata {
                for at in 0..*k {
                    let other = at + draws.below(units.len() - at);
                    units.swap(at, other);
                    add(&mut sums, &self.rows[units[at] * self.n_columns..(units[at] + 1) * self.n_columns]);
                }
            }
            look(&sums);
        }
    }
}

fn add(sums: &mut [f64], row: &[f64]) {
    sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
}

/// The next choice of places from `0..n` in ascending order; whether there is one.
fn next_combination(chosen: &mut [usize], n: usize) -> bool {
    let k = chosen.len();
    let Some(at) = (0..k).rev().find(|at| chosen[*at] < n - k + at) else { return false };
    chosen[at] += 1;
    (at + 1..k).for_each(|later| chosen[later] = chosen[later - 1] + 1);
    true
}

/// Arrangements by how far they part the groups.
#[derive(Clone, Debug, Default)]
struct Tally {
    farther: u64,
    as_far: u64,
    sum: f64,
    n: u64,
}

impl Tally {
    fn add(&mut self, value: f64, observed: f64) {
        let beyond = value.abs() - observed.abs();
        self.n += 1;
        self.sum += value;
        self.farther += u64::from(beyond > slack(observed));
        self.as_far += u64::from(beyond.abs() <= slack(observed));
    }

    fn tested(&self, observed: f64, is_exact: bool) -> Tested {
        let extreme = self.farther + self.as_far;
        let all = self.n as f64;
        let p = if is_exact { extreme as f64 / all } else { monte_carlo_p(extreme, self.n) };
        Tested {
            observed,
            p,
            mid_p: is_exact.then(|| (self.farther as f64 + 0.5 * self.as_far as f64) / all),
            expected: self.sum / all,
            n: self.n,
            method: if is_exact { "permutation-exact" } else { "permutation" },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean_difference(target: &[f64], reference: &[f64]) -> Option<f64> {
        (target[1] > 0.0 && reference[1] > 0.0).then(|| target[0] / target[1] - reference[0] / reference[1])
    }

    fn groups(values: &[f64], n_target: usize) -> TwoGroups {
        let unit = |(at, value): (usize, &f64)| Labelled {
            quantities: vec![*value, 1.0],
            in_target: at < n_target,
            stratum: 0,
        };
        TwoGroups::new(&values.iter().enumerate().map(unit).collect::<Vec<_>>())
    }

    #[test]
    fn drawn_arrangements_come_near_all_of_them() {
        let groups = groups(&[3.0, 4.0, 2.5, 5.0, 1.0, 2.0, 0.5, 3.5, 1.5, 0.0], 4);
        assert_eq!(groups.n_arrangements(), 210.0);
        let test = |n| groups.test(&[&mean_difference], (n, 5))[0].expect("defined");
        let (exact, drawn) = (test(210), test(209));
        assert_eq!((exact.method, drawn.method, exact.n), ("permutation-exact", "permutation", 210));
        assert!((exact.p - drawn.p).abs() < 0.05, "{} {}", exact.p, drawn.p);
        assert!(exact.mid_p.expect("exact") < exact.p);
    }

    #[test]
    fn labels_stay_in_their_stratum() {
        // Within either year the two documents are alike: no arrangement differs from another.
        let unit = |value, in_target, stratum| Labelled { quantities: vec![value, 1.0], in_target, stratum };
        let units = [unit(9.0, true, 0), unit(9.0, false, 0), unit(1.0, true, 1), unit(1.0, false, 1)];
        let tested = TwoGroups::new(&units).test(&[&mean_difference], (100, 1))[0].expect("defined");
        assert_eq!((tested.n, tested.p), (4, 1.0));
    }

    #[test]
    fn what_is_undefined_is_not_tested() {
        let groups = groups(&[1.0, 2.0, 3.0], 0);
        assert_eq!(groups.test(&[&mean_difference], (100, 1)), [None]);
    }
}
