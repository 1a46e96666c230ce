//! How evenly something is spread over categories.

use super::interval::Interval;
use libm::log;

/// Shannon entropy −Σ q ln q of the shares of `weights`, in nats; `None` if they add up to 0.
///
/// ```
/// use normscope::stats::entropy::shannon;
/// assert!((shannon(&[1.0, 1.0, 0.0]).expect("weights") - std::f64::consts::LN_2).abs() < 1e-15);
/// assert!(shannon(&[0.0]).is_none());
/// ```
#[must_use]
pub fn shannon(weights: &[f64]) -> Option<f64> {
    let total: f64 = weights.iter().sum();
    (total > 0.0).then(|| {
        let shares = weights.iter().filter(|weight| **weight > 0.0).map(|weight| weight / total);
        // No entropy is a minus zero.
        (-shares.map(|share| share * log(share)).sum::<f64>()).max(0.0)
    })
}

/// Entropy over its maximum ln K, in \[0, 1\]: 0 where one category has everything, 1 where all K have the
/// same. `None` if the weights add up to 0 or K < 2.
///
/// Biased downwards when there are few events; see [`miller_madow`].
///
/// ```
/// use normscope::stats::entropy::normalised;
/// assert_eq!(normalised(&[2.0, 2.0, 2.0, 2.0]), Some(1.0));
/// assert_eq!(normalised(&[5.0, 0.0]), Some(0.0));
/// ```
#[must_use]
pub fn normalised(weights: &[f64]) -> Option<f64> {
    if weights.len() < 2 {
        return None;
    }
    shannon(weights).map(|entropy| (entropy / log(weights.len() as f64)).min(1.0))
}

/// What Miller and Madow add to the entropy of `n_seen` categories with any of `events` events:
/// (m − 1) / 2n nats. 0 without events.
///
/// Miller (1955), Note on the bias of information estimates.
#[must_use]
pub fn miller_madow(n_seen: usize, events: u64) -> f64 {
    if events == 0 { 0.0 } else { n_seen.saturating_sub(1) as f64 / (2.0 * events as f64) }
}

/// Interval of the normalised entropy: Miller & Madow's corrected estimate ± 1.96 standard errors, with the
/// variance (Σ q ln² q − H²) / n of Basharin (1959, Theory Probab. Appl. 4:333-336), kept within \[0, 1\] and
/// widened, where need be, to hold the uncorrected value. `None` where [`normalised`] is.
///
/// Treats events as independent.
///
/// ```
/// use normscope::stats::entropy::{interval, normalised};
/// let weights = [6.0, 3.0, 1.0];
/// let (interval, value) = (interval(&weights, 10).expect("events"), normalised(&weights).expect("events"));
/// assert!(0.0 < interval.lo && interval.lo < value && value < interval.hi && interval.hi <= 1.0);
/// ```
#[must_use]
pub fn interval(weights: &[f64], events: u64) -> Option<Interval> {
    let value = normalised(weights)?;
    let scale = log(weights.len() as f64);
    let (total, n) = (weights.iter().sum::<f64>(), events.max(1) as f64);
    let seen: Vec<f64> =
        weights.iter().filter(|weight| **weight > 0.0).map(|weight| weight / total).collect();
    let second = seen.iter().map(|share| share * log(*share) * log(*share)).sum::<f64>();
    let entropy = value * scale;
    let error = ((second - entropy * entropy).max(0.0) / n).sqrt();
    let centre = entropy + miller_madow(seen.len(), events);
    let bounds = super::interval::wald(centre / scale, error / scale);
    Some(Interval {
        lo: bounds.lo.clamp(0.0, value),
        hi: bounds.hi.clamp(value, 1.0),
        method: "miller-madow",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worked_example_of_ten_hits_in_four_families() {
        // Shares .6, .3, .1 and 0: H = .306 495 + .361 192 + .230 259 = .897 946 nats, of ln 4 = 1.386 294 at most; as evenly
        // spread as over exp(H) = 2.45 families. Miller and Madow add (3 − 1) / (2 · 10).
        let weights = [6.0, 3.0, 1.0, 0.0];
        assert!((shannon(&weights).expect("weights") - 0.897_946).abs() < 1e-6);
        assert!((normalised(&weights).expect("weights") - 0.647_731).abs() < 1e-6);
        assert_eq!(miller_madow(3, 10), 0.1);
    }
}
