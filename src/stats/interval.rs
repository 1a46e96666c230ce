//! Intervals for shares, rates and samples of replicates.

use super::special::{beta_quantile, gamma_quantile, normal_cdf};
use super::tails;

/// Φ⁻¹(.975): half the width of a normal 95 % interval, in standard errors.
pub(super) const Z95: f64 = 1.959_963_984_540_054;
/// The two tail levels of every interval here.
const TAILS: (f64, f64) = (0.025, 0.975);

/// A 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower bound.
    pub lo: f64,
    /// Upper bound.
    pub hi: f64,
    /// How it was made, as in our output (`sentence-bootstrap`, `jeffreys`, `wilson`).
    pub method: &'static str,
}

impl Interval {
    /// The same interval in another unit.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self { lo: self.lo * factor, hi: self.hi * factor, ..self }
    }
}

/// Wilson's score interval for a share of `successes` in `trials`; `None` without trials.
///
/// (p̂ + z²/2n ± z√(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n), within \[0, 1\]. It assumes independent trials, which
/// sentences of one text are not quite. Wilson (1927), JASA 22:209-212; Brown, Cai & DasGupta (2001).
///
/// ```
/// let interval = normscope::stats::wilson(42, 50).expect("trials");
/// assert!((interval.lo - 0.714_858).abs() < 1e-6 && (interval.hi - 0.916_626).abs() < 1e-6);
/// assert!(normscope::stats::wilson(0, 0).is_none());
/// ```
#[must_use]
pub fn wilson(successes: u64, trials: u64) -> Option<Interval> {
    if trials == 0 {
        return None;
    }
    let n = trials as f64;
    let p = successes as f64 / n;
    let z2 = Z95 * Z95;
    let centre = p + z2 / (2.0 * n);
    let half = Z95 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    // At the ends the bound is exactly 0 or 1; rounding must not say otherwise.
    let lo = if successes == 0 { 0.0 } else { ((centre - half) / scale).max(0.0) };
    let hi = if successes == trials { 1.0 } else { ((centre + half) / scale).min(1.0) };
    Some(Interval { lo, hi, method: "wilson" })
}

/// Equal-tailed interval of Beta(½ + `successes`, ½ + `failures`): the posterior of a share under Jeffreys'
/// prior. Counts may be fractional (weights).
///
/// At no successes the lower bound is 0, at no failures the upper is 1 (Brown, Cai & DasGupta 2001, Stat.
/// Sci. 16:101-133). Treats events as independent: a lower bound on the real uncertainty of text.
///
/// ```
/// // 12 of 16: Beta(12.5, 4.5)
/// let interval = normscope::stats::beta_share(12.0, 4.0);
/// assert!((interval.lo - 0.509_271_011).abs() < 1e-9 && (interval.hi - 0.909_171_805).abs() < 1e-9);
/// ```
#[must_use]
pub fn beta_share(successes: f64, failures: f64) -> Interval {
    let at = |p| beta_quantile(successes + 0.5, failures + 0.5, p);
    let lo = if successes <= 0.0 { 0.0 } else { at(TAILS.0) };
    let hi = if failures <= 0.0 { 1.0 } else { at(TAILS.1) };
    Interval { lo, hi, method: "jeffreys" }
}

/// Interval of one share among `categories` under a Dirichlet(½, …, ½) prior: its marginal is
/// Beta(½ + count, (categories − 1)/2 + total − count). `None` if there is nothing to share out or only one
/// category (the share is then 1 by definition). Counts may be fractional (weights).
///
/// Says nothing of how shares vary together. Gelman et al. (2013), Bayesian Data Analysis, §3.4.
///
/// ```
/// let interval = normscope::stats::dirichlet_share(3.0, 10.0, 9).expect("events");
/// assert!(interval.lo > 0.0 && interval.hi < 1.0);
/// assert!(normscope::stats::dirichlet_share(0.0, 0.0, 9).is_none());
/// ```
#[must_use]
pub fn dirichlet_share(count: f64, total: f64, categories: usize) -> Option<Interval> {
    if total <= 0.0 || categories < 2 {
        return None;
    }
    let (a, b) = (count + 0.5, 0.5 * (categories - 1) as f64 + (total - count).max(0.0));
    let lo = if count <= 0.0 { 0.0 } else { beta_quantile(a, b, TAILS.0) };
    Some(Interval { lo, hi: beta_quantile(a, b, TAILS.1), method: "dirichlet" })
}

/// Garwood's exact interval for the mean of a Poisson count: \[χ²(.025; 2k)/2, χ²(.975; 2k + 2)/2\].
///
/// Divide by the exposure for a rate. Conservative, and only as good as the Poisson assumption: words
/// cluster. Garwood (1936), Biometrika 28:437-442.
///
/// ```
/// // Nine hits in 4,200 words, per 1,000 words.
/// let interval = normscope::stats::garwood(9).scaled(1000.0 / 4200.0);
/// assert!((interval.lo - 0.979_850_737).abs() < 1e-9 && (interval.hi - 4.067_810_346).abs() < 1e-9);
/// ```
#[must_use]
pub fn garwood(count: u64) -> Interval {
    let k = count as f64;
    let lo = if count == 0 { 0.0 } else { gamma_quantile(k, TAILS.0) };
    Interval { lo, hi: gamma_quantile(k + 1.0, TAILS.1), method: "garwood" }
}

/// Equal-tailed interval of Gamma(k + ½): the posterior of a Poisson mean under Jeffreys' prior, with lower
/// bound 0 at no events. The quick stand-in where a bootstrap has too little to draw from.
///
/// ```
/// let interval = normscope::stats::gamma_rate(0);
/// assert!(interval.lo == 0.0 && (interval.hi - 2.511_943).abs() < 1e-6);
/// ```
#[must_use]
pub fn gamma_rate(count: u64) -> Interval {
    let shape = count as f64 + 0.5;
    let lo = if count == 0 { 0.0 } else { gamma_quantile(shape, TAILS.0) };
    Interval { lo, hi: gamma_quantile(shape, TAILS.1), method: "gamma-jeffreys" }
}

/// Clopper & Pearson's exact interval of a share of `successes` in `trials`, at level 1 − `alpha`: the shares for which a
/// count as extreme has a chance of at least α/2 on either side. Conservative. (1934), Biometrika 26:404-413.
///
/// ```
/// let interval = normscope::stats::clopper_pearson(8.0, 10.0, 0.05);
/// assert!((interval.lo - 0.443_904_5).abs() < 1e-7 && (interval.hi - 0.974_789_3).abs() < 1e-7);
/// ```
#[must_use]
pub fn clopper_pearson(successes: f64, trials: f64, alpha: f64) -> Interval {
    let failures = trials - successes;
    let at = |a, b, p| beta_quantile(a, b, p);
    let lo = if successes <= 0.0 { 0.0 } else { at(successes, failures + 1.0, alpha / 2.0) };
    let hi = if failures <= 0.0 { 1.0 } else { at(successes + 1.0, failures, 1.0 - alpha / 2.0) };
    Interval { lo, hi, method: "clopper-pearson" }
}

/// `estimate` ± 1.96 standard errors: Wald's interval, for estimates that are roughly normal (log odds).
#[must_use]
pub fn wald(estimate: f64, standard_error: f64) -> Interval {
    let half = Z95 * standard_error;
    Interval { lo: estimate - half, hi: estimate + half, method: "wald" }
}

/// Quantile of type 7 (the default of R and `NumPy`) of values already sorted: linear between the order
/// statistics around (n − 1)p. `None` for no values. Hyndman & Fan (1996), Am. Stat. 50:361-365.
///
/// ```
/// assert_eq!(normscope::stats::quantile(&[1.0, 2.0, 3.0, 4.0], 0.5), Some(2.5));
/// ```
#[must_use]
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = (last as f64 * p).clamp(0.0, last as f64);
    let below = place.floor();
    let low = sorted[below as usize];
    let high = sorted[(below as usize + 1).min(last)];
    Some(low + (place - below) * (high - low))
}

/// The percentile interval of bootstrap replicates: their 2.5 % and 97.5 % quantiles (type 7). `None` for
/// none. May reorder `replicates`.
///
/// Efron & Tibshirani (1993), An Introduction to the Bootstrap, §13.3. Known to be too narrow where there
/// are few units to draw from.
#[must_use]
pub fn percentile(replicates: &mut [f64], method: &'static str) -> Option<Interval> {
    if let Some((lo, hi)) = tails::quantiles(replicates, TAILS) {
        return Some(Interval { lo, hi, method });
    }
    let lo = selected_quantile(replicates, TAILS.0)?;
    let hi = selected_quantile(replicates, TAILS.1)?;
    Some(Interval { lo, hi, method })
}

/// The percentile interval with its tails moved outwards for few units: the quantiles at Φ(∓√(n / (n − 1)) t), t being Student's
/// .975 quantile with n − 1 degrees of freedom. `None` for no replicates or fewer than two units. Reorders `replicates`.
///
/// Replicates of n units vary less than estimates do, by (n − 1) / n, and how much they vary is itself an estimate; the
/// plain percentile interval passes over both. T. C. Hesterberg (2015), What teachers should know about the bootstrap,
/// Am. Stat. 69:371-386 (§4.3.1, expanded percentile interval). For two groups `n_units` is that of the smaller. What it
/// covers is on `docs/comparing_checks.md`.
///
/// ```
/// use normscope::stats::{expanded_percentile, percentile};
/// let mut replicates: Vec<f64> = (0..=1000).map(f64::from).collect();
/// // Ten units: √(10 / 9) · 2.262 = 2.384 standard errors, Φ(−2.384) = .0086.
/// let interval = expanded_percentile(&mut replicates, 10, "bootstrap").expect("replicates");
/// assert!((interval.lo - 8.56).abs() < 0.01 && (interval.hi - 991.44).abs() < 0.01);
/// let many = expanded_percentile(&mut replicates, 1_000_000, "bootstrap").expect("replicates");
/// assert!((many.lo - percentile(&mut replicates, "bootstrap").expect("replicates").lo).abs() < 0.01);
/// ```
#[must_use]
pub fn expanded_percentile(replicates: &mut [f64], n_units: usize, method: &'static str) -> Option<Interval> {
    let degrees = n_units.checked_sub(1).filter(|it| *it > 0)? as f64;
    let share = beta_quantile(degrees / 2.0, 0.5, 2.0 * TAILS.0);
    let t = libm::sqrt(degrees * (1.0 - share) / share);
    let tail = normal_cdf(-libm::sqrt(n_units as f64 / degrees) * t);
    let lo = selected_quantile(replicates, tail)?;
    let hi = selected_quantile(replicates, 1.0 - tail)?;
    Some(Interval { lo, hi, method })
}

/// [`quantile`] without sorting it all: two of them from 1,000 replicates take 5 µs where sorting takes 10.
pub(super) fn selected_quantile(values: &mut [f64], p: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let place = (last as f64 * p).clamp(0.0, last as f64);
    let below = place.floor();
    let (_, &mut low, above) = values.select_nth_unstable_by(below as usize, f64::total_cmp);
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    Some(low + (place - below) * (high - low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shares_of_nothing_and_of_everything_reach_the_ends() {
        let (none, all) = (wilson(0, 40).expect("trials"), wilson(40, 40).expect("trials"));
        assert_eq!((none.lo, all.hi), (0.0, 1.0));
        assert!((none.hi - 0.087_621_601_197_286_62).abs() < 1e-12);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn selecting_gives_what_sorting_gives(mut values in prop::collection::vec(-9.0..9.0f64, 1..80), p in 0.0..1.0f64) {
            let mut sorted = values.clone();
            sorted.sort_unstable_by(f64::total_cmp);
            prop_assert_eq!(selected_quantile(&mut values, p), quantile(&sorted, p));
        }

        #[test]
        fn intervals_of_shares_hold_the_share(count in 0..400u64, more in 0..400u64) {
            let total = count + more;
            let share = count as f64 / total.max(1) as f64;
            if let Some(interval) = wilson(count, total) {
                prop_assert!(interval.lo <= share && share <= interval.hi);
            }
            let interval = garwood(count);
            prop_assert!(interval.lo <= count as f64 && count as f64 <= interval.hi);
        }
    }
}
