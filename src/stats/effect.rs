//! Two samples of numbers (a statistic of each document): how far apart are they?

use super::interval::{Interval, percentile};
use super::random::Draws;
use super::special::{beta_i, normal_cdf};
use libm::sqrt;

/// Welch's test of two means with unequal variances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Welch {
    /// (x̄ − ȳ) / √(s²ₓ/n + s²ᵧ/m).
    pub t: f64,
    /// Degrees of freedom after Satterthwaite.
    pub degrees: f64,
    /// Two-sided p under Student's t.
    pub p: f64,
}

/// B. L. Welch (1947), Biometrika 34:28-35. `None` where a sample has fewer than two numbers, or neither varies.
#[must_use]
pub fn welch(one: &[f64], other: &[f64]) -> Option<Welch> {
    let (var_one, var_other) = (variance(one)? / one.len() as f64, variance(other)? / other.len() as f64);
    let error = var_one + var_other;
    if error <= 0.0 {
        return None;
    }
    let part = |var: f64, sample: &[f64]| var * var / (sample.len() as f64 - 1.0);
    let t = (mean(one)? - mean(other)?) / sqrt(error);
    let degrees = error * error / (part(var_one, one) + part(var_other, other));
    Some(Welch { t, degrees, p: beta_i(degrees / 2.0, 0.5, degrees / (degrees + t * t)) })
}

/// Cohen's d: the difference of the means in pooled standard deviations. `None` where it has none.
#[must_use]
pub fn cohen_d(one: &[f64], other: &[f64]) -> Option<f64> {
    let (n, m) = (one.len() as f64, other.len() as f64);
    let pooled = ((n - 1.0) * variance(one)? + (m - 1.0) * variance(other)?) / (n + m - 2.0);
    (pooled > 0.0).then_some((mean(one)? - mean(other)?) / sqrt(pooled))
}

/// Hedges' g: [`cohen_d`] with its small-sample bias taken out, d (1 − 3 / (4(n + m) − 9)).
#[must_use]
pub fn hedges_g(one: &[f64], other: &[f64]) -> Option<f64> {
    let n = (one.len() + other.len()) as f64;
    cohen_d(one, other).map(|d| d * (1.0 - 3.0 / (4.0 * n - 9.0)))
}

/// Mann & Whitney's U: pairs in which the first sample's number is greater, ties counting half.
#[must_use]
pub fn mann_whitney_u(one: &[f64], other: &[f64]) -> f64 {
    let mut sorted = other.to_vec();
    sorted.sort_by(f64::total_cmp);
    let pairs = |x: &f64| {
        let below = sorted.partition_point(|y| y < x);
        let not_above = sorted.partition_point(|y| y <= x);
        below as f64 + 0.5 * (not_above - below) as f64
    };
    one.iter().map(pairs).sum()
}

/// Exact two-sided p of U for samples without ties; with ties it is an approximation, U being rounded towards the
/// middle. `None` for empty samples. H. B. Mann & D. R. Whitney (1947), Ann. Math. Stat. 18:50-60.
///
/// Counts the arrangements by their U: n · m · (n + m) additions.
#[must_use]
pub fn mann_whitney_exact_p(one: &[f64], other: &[f64]) -> Option<f64> {
    let (n, m) = (one.len(), other.len());
    if n == 0 || m == 0 {
        return None;
    }
    let u = mann_whitney_u(one, other);
    let greater = u.max((n * m) as f64 - u).floor() as usize;
    let counts = arrangements_by_u(n, m);
    let (tail, all) = (counts[greater..].iter().sum::<f64>(), counts.iter().sum::<f64>());
    Some((2.0 * tail / all).min(1.0))
}

/// How many arrangements of n + m numbers have each U: the coefficients of the Gaussian binomial.
fn arrangements_by_u(n: usize, m: usize) -> Vec<f64> {
    let mut counts = vec![0.0; n * m + 1];
    counts[0] = 1.0;
    for at in 1..=n {
        // Multiply by 1 − q^(m + at), divide by 1 − q^at.
        for u in (m + at..counts.len()).rev() {
            counts[u] -= counts[u - m - at];
        }
        for u in at..counts.len() {
            counts[u] += counts[u - at];
        }
    }
    counts
}

/// Mann and Whitney's test of two samples most of whose numbers are 0, such as the rates of a rare word: only the numbers
/// above 0 are given, with whether they are of the first sample. Two-sided p, normal with the variance for ties and
/// continuity ½, which is careful in the far tails. `None` for empty samples; 1 where all numbers are equal.
///
/// ```
/// use normscope::stats::effect::mann_whitney_sparse_p;
/// // scipy.stats.mannwhitneyu([0, 0, 3, 4, 5], [0, 0, 0, 0, 1]), method = "asymptotic"
/// let p = mann_whitney_sparse_p(&mut [(3.0, true), (4.0, true), (5.0, true), (1.0, false)], 5, 5).expect("samples");
/// assert!((p - 0.157_939_310_5).abs() < 1e-9);
/// ```
#[must_use]
pub fn mann_whitney_sparse_p(above_0: &mut [(f64, bool)], n: usize, m: usize) -> Option<f64> {
    if n == 0 || m == 0 {
        return None;
    }
    above_0.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let (n, m, all) = (n as f64, m as f64, (n + m) as f64);
    let zeros = all - above_0.len() as f64;
    let zeros_of_first = n - above_0.iter().filter(|it| it.1).count() as f64;
    let cubic = |t: f64| t * t * t - t;
    let (mut rank_sum, mut ties, mut below) = (zeros_of_first * (zeros + 1.0) / 2.0, cubic(zeros), zeros);
    for tie in above_0.chunk_by(|one, other| one.0 == other.0) {
        let t = tie.len() as f64;
        rank_sum += tie.iter().filter(|it| it.1).count() as f64 * (below + (t + 1.0) / 2.0);
        ties += cubic(t);
        below += t;
    }
    let apart = (rank_sum - n * (n + 1.0) / 2.0 - n * m / 2.0).abs();
    let variance = n * m / 12.0 * (all + 1.0 - ties / (all * (all - 1.0)));
    if variance <= 0.0 {
        return Some(1.0);
    }
    Some((2.0 * normal_cdf(-(apart - 0.5).max(0.0) / sqrt(variance))).min(1.0))
}

/// Cliff's δ: the chance that a number of the first sample is greater less that it is smaller, in \[−1, 1\]. `None` for
/// empty samples. N. Cliff (1993), Psychol. Bull. 114:494-509.
#[must_use]
pub fn cliffs_delta(one: &[f64], other: &[f64]) -> Option<f64> {
    auc(one, other).map(|auc| 2.0 * auc - 1.0)
}

/// Area under the ROC curve: the chance that a number of the first sample is the greater one, ties counting half, in
/// \[0, 1\]; ½ where they are alike. `None` for empty samples.
///
/// ```
/// assert_eq!(normscope::stats::effect::auc(&[3.0, 2.0], &[1.0, 2.0]), Some(0.875));
/// ```
#[must_use]
pub fn auc(one: &[f64], other: &[f64]) -> Option<f64> {
    let pairs = (one.len() * other.len()) as f64;
    (pairs > 0.0).then(|| mann_whitney_u(one, other) / pairs)
}

/// Percentile interval of a statistic of two samples, each drawn anew with replacement.
#[must_use]
pub fn two_sample_interval(
    (one, other): (&[f64], &[f64]),
    statistic: fn(&[f64], &[f64]) -> Option<f64>,
    (n_replicates, seed): (usize, u64),
) -> Option<Interval> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let mut draws = Draws::new(seed);
    let mut sample = |of: &[f64]| -> Vec<f64> { (0..of.len()).map(|_| of[draws.below(of.len())]).collect() };
    let mut values: Vec<f64> = (0..n_replicates)
        .filter_map(|_| {
            let (one, other) = (sample(one), sample(other));
            statistic(&one, &other)
        })
        .collect();
    percentile(&mut values, "document-bootstrap")
}

/// Arithmetic mean; `None` without numbers.
#[must_use]
pub fn mean(sample: &[f64]) -> Option<f64> {
    (!sample.is_empty()).then(|| sample.iter().sum::<f64>() / sample.len() as f64)
}

/// Variance with divisor n − 1; `None` for fewer than two numbers.
#[must_use]
pub fn variance(sample: &[f64]) -> Option<f64> {
    super::bootstrap::standard_error(sample).map(|sd| sd * sd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrangements_are_all_counted_once() {
        assert_eq!(arrangements_by_u(2, 2), [1.0, 1.0, 2.0, 1.0, 1.0]);
        assert_eq!(arrangements_by_u(4, 4).iter().sum::<f64>(), 70.0);
    }

    #[test]
    fn samples_that_cannot_be_told_apart_have_no_effect() {
        let same = [1.0, 2.0, 3.0];
        assert_eq!((cohen_d(&same, &same), auc(&same, &same)), (Some(0.0), Some(0.5)));
        assert_eq!((mann_whitney_exact_p(&same, &same), cohen_d(&[1.0], &same)), (Some(1.0), None));
        assert!(welch(&[1.0, 1.0], &[2.0, 2.0]).is_none());
    }

    #[test]
    fn the_interval_of_an_effect_holds_it() {
        let one: Vec<f64> = (0..30).map(|at| f64::from(at % 7) + 1.0).collect();
        let other: Vec<f64> = (0..30).map(|at| f64::from(at % 5)).collect();
        let interval = two_sample_interval((&one, &other), cohen_d, (500, 1)).expect("samples");
        let d = cohen_d(&one, &other).expect("they vary");
        assert!(interval.lo < d && d < interval.hi && interval.lo > 0.0);
    }
}
