//! Two rates of events: is one higher?

use super::interval::{Interval, clopper_pearson};
use super::special::ln_gamma;
use libm::{exp, log};

/// Events in some exposure (words).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// How many events.
    pub events: u64,
    /// In how much.
    pub exposure: f64,
}

/// The ratio of two Poisson rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateRatio {
    /// Target rate over reference rate.
    pub ratio: f64,
    /// Exact: Clopper and Pearson's of the target's share of all events, in terms of the ratio.
    pub interval: Interval,
    /// Two-sided exact p of equal rates.
    pub p: f64,
}

/// Given all events, those of the target are binomial with its share of the exposure if the rates are equal; p adds up the
/// chances of all counts no likelier than the one seen. `None` where the reference has no events or an exposure is 0.
/// J. Przyborowski & H. Wilenski (1940), Biometrika 31:313-323. Takes events as independent.
///
/// ```
/// use normscope::stats::{Rate, rate_ratio};
/// let ratio = rate_ratio(Rate { events: 6, exposure: 1000.0 }, Rate { events: 6, exposure: 1000.0 });
/// assert!(ratio.is_some_and(|it| it.ratio == 1.0 && it.p == 1.0));
/// ```
#[must_use]
pub fn rate_ratio(target: Rate, reference: Rate) -> Option<RateRatio> {
    if reference.events == 0 || target.exposure <= 0.0 || reference.exposure <= 0.0 {
        return None;
    }
    let (n, seen) = (target.events + reference.events, target.events);
    let exposure = reference.exposure / target.exposure;
    let share = clopper_pearson(seen as f64, n as f64, 0.05);
    let ratio = |share: f64| exposure * share / (1.0 - share);
    Some(RateRatio {
        ratio: exposure * seen as f64 / reference.events as f64,
        interval: Interval { lo: ratio(share.lo), hi: ratio(share.hi), method: "conditional-exact" },
        p: binomial_p(seen, n, 1.0 / (1.0 + exposure)),
    })
}

fn binomial_p(seen: u64, n: u64, share: f64) -> f64 {
    let ln_chance = |k: u64| {
        let (k, n) = (k as f64, n as f64);
        ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0)
            + k * log(share)
            + (n - k) * log(1.0 - share)
    };
    let limit = ln_chance(seen) + 1e-7;
    (0..=n).map(ln_chance).filter(|chance| *chance <= limit).map(exp).sum::<f64>().min(1.0)
}
