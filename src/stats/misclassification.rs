//! Shares of sentences, corrected for the coder's errors.

use super::interval::{Interval, percentile};
use super::random::Draws;
use super::special::beta_quantile;

/// The least sensitivity + specificity − 1 at which a correction is worth more than the raw share.
pub const LEAST_YOUDEN: f64 = 0.3;

/// What a random sample coded by hand says of an instrument: of the true cases, how many it found; of the others, how many
/// it left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Errors {
    /// True cases found, and all true cases.
    pub sensitivity: (u64, u64),
    /// Other cases not taken for one, and all other cases.
    pub specificity: (u64, u64),
}

/// W. J. Rogan & B. Gladen's (1978, Am. J. Epidemiol. 107:71-76) estimate of a true share from a measured one:
/// (p̂ + specificity − 1) / (sensitivity + specificity − 1), kept within \[0, 1\]. `None` where the denominator is below
/// [`LEAST_YOUDEN`]: the instrument hardly tells cases from others.
///
/// ```
/// use normscope::stats::misclassification::rogan_gladen;
/// // 40 % measured, 90 % of cases found, 20 % of others taken for one: (.4 − .2) / (.9 − .2).
/// assert!((rogan_gladen(0.4, 0.9, 0.8).expect("it tells") - 2.0 / 7.0).abs() < 1e-15);
/// assert_eq!(rogan_gladen(0.4, 0.6, 0.6), None);
/// ```
#[must_use]
pub fn rogan_gladen(share: f64, sensitivity: f64, specificity: f64) -> Option<f64> {
    let youden = sensitivity + specificity - 1.0;
    (youden >= LEAST_YOUDEN).then(|| ((share + specificity - 1.0) / youden).clamp(0.0, 1.0))
}

impl Errors {
    /// Sensitivity and specificity; `None` without true or without other cases.
    #[must_use]
    pub fn rates(&self) -> Option<(f64, f64)> {
        let rate = |(right, all): (u64, u64)| (all > 0).then(|| right as f64 / all as f64);
        rate(self.sensitivity).zip(rate(self.specificity))
    }

    /// The corrected share, and its interval: the measured share (`found` of `all`) and both rates are drawn from their
    /// Jeffreys posteriors, and the draws corrected. Draws that cannot be corrected are left out; `None` where the share
    /// itself cannot be.
    #[must_use]
    pub fn correct(&self, (found, all): (u64, u64), draws: (usize, u64)) -> Option<(f64, Option<Interval>)> {
        let (sensitivity, specificity) = self.rates()?;
        let value = rogan_gladen((all > 0).then(|| found as f64 / all as f64)?, sensitivity, specificity)?;
        let mut random = Draws::new(draws.1);
        let mut posterior =
            |(of, all): (u64, u64)| beta_quantile(of as f64 + 0.5, (all - of) as f64 + 0.5, random.unit());
        let mut values: Vec<f64> = (0..draws.0)
            .filter_map(|_| {
                let (share, sens) = (posterior((found, all)), posterior(self.sensitivity));
                rogan_gladen(share, sens, posterior(self.specificity))
            })
            .collect();
        Some((value, percentile(&mut values, "rogan-gladen-monte-carlo")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_instrument_needs_no_correction() {
        assert!((rogan_gladen(0.37, 1.0, 1.0).expect("it tells") - 0.37).abs() < 1e-15);
    }

    #[test]
    fn a_worked_example_with_both_errors_in_its_interval() {
        // A sheet of 200: 45 of 50 rights sentences found, 135 of 150 others left alone; 300 of 1,000 measured:
        // (.3 − .1) / (.9 + .9 − 1) = .25. By the delta method its variance is
        // (.3·.7/1000 + .75²·.9·.1/150 + .25²·.9·.1/50) / .8² = .00103, so the interval is some 4 · .032 = .13 wide.
        let errors = Errors { sensitivity: (45, 50), specificity: (135, 150) };
        let (value, interval) = errors.correct((300, 1000), (4000, 1)).expect("it tells");
        let interval = interval.expect("draws");
        assert!((value - 0.25).abs() < 1e-12);
        assert!((0.16..0.21).contains(&interval.lo) && (0.28..0.33).contains(&interval.hi), "{interval:?}");
        let surer = Errors { sensitivity: (4500, 5000), specificity: (13_500, 15_000) };
        let narrow = surer.correct((300, 1000), (4000, 1)).and_then(|it| it.1).expect("draws");
        assert!(narrow.hi - narrow.lo < 0.6 * (interval.hi - interval.lo));
    }

    #[test]
    fn an_instrument_that_guesses_is_not_corrected() {
        let errors = Errors { sensitivity: (5, 10), specificity: (5, 10) };
        assert_eq!(errors.correct((1, 2), (10, 1)), None);
        assert_eq!(Errors { sensitivity: (0, 0), specificity: (5, 10) }.rates(), None);
    }
}
