//! The logit scale of policy positions: how far a text leans to one of two sides, apart from how much it
//! says.
//!
//! W. Lowe, K. Benoit, S. Mikhaylov & M. Laver (2011), Scaling policy preferences from coded political
//! texts, Legislative Studies Quarterly 36(1):123-155. Each side gets half an event, so that a text with
//! evidence for one side only stays on the scale, and the less evidence, the nearer to 0.
//!
//! A position says nothing of how much evidence there is (see [`importance`]), nor whether the text argues
//! for or against what it mentions.

use super::interval::{Interval, wald};
use super::special::{beta_quantile, digamma, trigamma};
use libm::log;

/// What each side is given before counting.
const HALF: f64 = 0.5;

/// Position θ = ln((positive + ½) / (negative + ½)); 0 where the sides are equal, ln 2 where the positive
/// side has twice the evidence. Arguments are sums of counts or weights, at least 0.
///
/// ```
/// use normscope::stats::logit_scale::position;
/// assert!((position(12.0, 4.0) - libm::log(12.5 / 4.5)).abs() < 1e-15);
/// assert!((position(3.0, 5.0) + position(5.0, 3.0)).abs() < 1e-15);
/// ```
#[must_use]
pub fn position(positive: f64, negative: f64) -> f64 {
    log((positive + HALF) / (negative + HALF))
}

/// Importance ln((positive + negative + 1) / n): how much of a text of `n` units bears on the matter at all.
/// `None` for n = 0.
///
/// ```
/// use normscope::stats::logit_scale::importance;
/// assert!((importance(12.0, 4.0, 120).expect("units") + 1.954_278_398_725_83).abs() < 1e-12);
/// assert!(importance(0.0, 0.0, 0).is_none());
/// ```
#[must_use]
pub fn importance(positive: f64, negative: f64, n: u64) -> Option<f64> {
    (n > 0).then(|| log((positive + negative + 1.0) / n as f64))
}

/// Standard error √(1/(positive + ½) + 1/(negative + ½)) of a position made from independent events. A
/// lower bound: terms cluster in sentences, so publish a bootstrap beside it.
///
/// ```
/// assert_eq!(normscope::stats::logit_scale::standard_error(0.0, 0.0), 2.0);
/// ```
#[must_use]
pub fn standard_error(positive: f64, negative: f64) -> f64 {
    (1.0 / (positive + HALF) + 1.0 / (negative + HALF)).sqrt()
}

/// Position ± 1.96 standard errors.
#[must_use]
pub fn wald_interval(positive: f64, negative: f64) -> Interval {
    wald(position(positive, negative), standard_error(positive, negative))
}

/// Interval of the position from the quantiles of Beta(positive + ½, negative + ½), mapped by the logit
/// (Jeffreys' prior). Unlike [`wald_interval`] it stays sensible with no event on one side. It treats events
/// as independent.
///
/// ```
/// let interval = normscope::stats::logit_scale::jeffreys_interval(12.0, 4.0);
/// assert!((interval.lo - 0.037_088_296).abs() < 1e-9 && (interval.hi - 2.303_564_325).abs() < 1e-9);
/// ```
#[must_use]
pub fn jeffreys_interval(positive: f64, negative: f64) -> Interval {
    let at = |p| logit_beta_quantile(positive + HALF, negative + HALF, p);
    Interval { lo: at(0.025), hi: at(0.975), method: "jeffreys" }
}

/// Logit of a Beta quantile. Looks from the side of the smaller mean, where x keeps its digits near 0.
fn logit_beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    let logit = |x: f64| log(x / (1.0 - x));
    if a <= b { logit(beta_quantile(a, b, p)) } else { -logit(beta_quantile(b, a, 1.0 - p)) }
}

/// Mean ψ(positive + ½) − ψ(negative + ½) of the posterior of the log odds under Jeffreys' prior.
///
/// ```
/// let mean = normscope::stats::logit_scale::posterior_mean(12.0, 4.0);
/// assert!((mean - 1.096_324_724_915_383).abs() < 1e-12);
/// ```
#[must_use]
pub fn posterior_mean(positive: f64, negative: f64) -> f64 {
    digamma(positive + HALF) - digamma(negative + HALF)
}

/// Standard deviation √(ψ′(positive + ½) + ψ′(negative + ½)) of that posterior.
///
/// ```
/// let sd = normscope::stats::logit_scale::posterior_sd(0.0, 0.0);
/// assert!((sd - std::f64::consts::PI).abs() < 1e-12);
/// ```
#[must_use]
pub fn posterior_sd(positive: f64, negative: f64) -> f64 {
    (trigamma(positive + HALF) + trigamma(negative + HALF)).sqrt()
}

/// Balance (positive − negative) / (positive + negative), in \[−1, 1\]; `None` without evidence.
///
/// The bounded twin of the position, for display; 1 or −1 where one side is silent, however little the
/// other says, so never average it over texts. Laver & Garry (2000), Am. J. Pol. Sci. 44:619-634.
///
/// ```
/// use normscope::stats::logit_scale::balance;
/// assert_eq!(balance(12.0, 4.0), Some(0.5));
/// assert_eq!(balance(0.0, 0.0), None);
/// ```
#[must_use]
pub fn balance(positive: f64, negative: f64) -> Option<f64> {
    let both = positive + negative;
    (both > 0.0).then(|| (positive - negative) / both)
}

/// Ambivalence 4π(1 − π) with π = positive / (positive + negative), in \[0, 1\]: 1 where both sides weigh the
/// same, 0 where only one speaks; `None` without evidence, which keeps "balanced" apart from "silent".
///
/// It is 1 − balance²; it does not say that the text itself weighs one good against the other.
///
/// ```
/// use normscope::stats::logit_scale::ambivalence;
/// assert_eq!(ambivalence(12.0, 4.0), Some(0.75));
/// assert_eq!(ambivalence(7.0, 0.0), Some(0.0));
/// ```
#[must_use]
pub fn ambivalence(positive: f64, negative: f64) -> Option<f64> {
    let both = positive + negative;
    (both > 0.0).then(|| 4.0 * (positive / both) * (negative / both))
}

/// Log odds ratio of two features meeting in a unit, ln((both + ½)(neither + ½) / ((first + ½)(second + ½))),
/// with its standard error √Σ 1/(cell + ½). `cells` are units with both, only the first, only the second,
/// neither.
///
/// 0 where the features meet as often as chance has it; positive where they travel together. Lists inflate
/// it. Haldane (1956), Ann. Hum. Genet. 20:309-311, for the halves.
///
/// ```
/// // 3 with both, 5 and 4 with one, 20 with neither: ln(3.5 · 20.5 / (5.5 · 4.5))
/// let (log_odds, _) = normscope::stats::logit_scale::log_odds_ratio([3.0, 5.0, 4.0, 20.0]);
/// assert!((log_odds - libm::log(3.5 * 20.5 / (5.5 * 4.5))).abs() < 1e-14);
/// ```
#[must_use]
pub fn log_odds_ratio(cells: [f64; 4]) -> (f64, f64) {
    let [both, first, second, neither] = cells.map(|cell| cell + HALF);
    let variance = 1.0 / both + 1.0 / first + 1.0 / second + 1.0 / neither;
    (log(both) + log(neither) - log(first) - log(second), variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapping_the_sides_mirrors_the_interval() {
        for (a, b) in [(12.0, 4.0), (0.0, 0.0), (250.0, 0.0), (1.5, 9.25)] {
            let (one, other) = (jeffreys_interval(a, b), jeffreys_interval(b, a));
            assert!((one.lo + other.hi).abs() < 1e-9 && (one.hi + other.lo).abs() < 1e-9, "{a} {b}");
        }
    }
}
