//! How much of a measured difference between texts is the texts, and how much is chance?

/// Spearman and Brown's reliability of a whole from the correlation of its halves: 2r / (1 + r), for r > −1. (1910), Br. J.
/// Psychol. 3:271-322.
///
/// ```
/// assert_eq!(normscope::stats::reliability::spearman_brown(1.0), Some(1.0));
/// ```
#[must_use]
pub fn spearman_brown(halves: f64) -> Option<f64> {
    (halves > -1.0).then(|| 2.0 * halves / (1.0 + halves))
}

/// Product-moment correlation, in \[−1, 1\]; `None` where a side does not vary.
///
/// ```
/// assert_eq!(normscope::stats::reliability::pearson(&[(1.0, 2.0), (2.0, 4.0)]), Some(1.0));
/// ```
#[must_use]
pub fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let n = pairs.len() as f64;
    let mean = |side: fn(&(f64, f64)) -> f64| pairs.iter().map(side).sum::<f64>() / n;
    let (x, y) = (mean(|it| it.0), mean(|it| it.1));
    let sum = |of: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|it| of(it.0 - x, it.1 - y)).sum::<f64>();
    let spread = sum(&|dx, _| dx * dx) * sum(&|_, dy| dy * dy);
    (spread > 0.0).then(|| (sum(&|dx, dy| dx * dy) / libm::sqrt(spread)).clamp(-1.0, 1.0))
}

/// [`pearson`] of pairs of which the sums are known: how many, Σx, Σy, Σx², Σy², Σxy. Numbers should lie near 0, since
/// differences of great sums lose digits.
///
/// ```
/// use normscope::stats::reliability::pearson_of_sums;
/// // (−1, 0), (0, −1), (1, 1)
/// assert!((pearson_of_sums([3.0, 0.0, 0.0, 2.0, 2.0, 1.0]).expect("they vary") - 0.5).abs() < 1e-15);
/// ```
#[must_use]
pub fn pearson_of_sums([n, x, y, xx, yy, xy]: [f64; 6]) -> Option<f64> {
    let spread = (xx - x * x / n) * (yy - y * y / n);
    (spread > 0.0).then(|| ((xy - x * y / n) / libm::sqrt(spread)).clamp(-1.0, 1.0))
}

/// Heterogeneity of estimates with their standard errors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heterogeneity {
    /// Cochran's Q = Σ (x − x̄)² / se², x̄ weighed by 1 / se².
    pub q: f64,
    /// I² = max(0, (Q − (k − 1)) / Q), in \[0, 1\]: the share of the variation that chance within the estimates does not
    /// explain.
    pub i_squared: f64,
}

/// `None` for fewer than two estimates. J. P. T. Higgins & S. G. Thompson (2002), Stat. Med. 21:1539-1558.
///
/// ```
/// use normscope::stats::reliability::heterogeneity;
/// // Two estimates four standard errors of their difference apart: Q = 16, I² = 15/16.
/// let found = heterogeneity(&[(0.0, 1.0), (32f64.sqrt(), 1.0)]).expect("two");
/// assert!((found.q - 16.0).abs() < 1e-12 && (found.i_squared - 0.9375).abs() < 1e-12);
/// ```
#[must_use]
pub fn heterogeneity(estimates: &[(f64, f64)]) -> Option<Heterogeneity> {
    if estimates.len() < 2 {
        return None;
    }
    let weight = |error: f64| 1.0 / (error * error);
    let all: f64 = estimates.iter().map(|it| weight(it.1)).sum();
    let mean = estimates.iter().map(|it| weight(it.1) * it.0).sum::<f64>() / all;
    let q: f64 = estimates.iter().map(|it| weight(it.1) * (it.0 - mean) * (it.0 - mean)).sum();
    let degrees = (estimates.len() - 1) as f64;
    Some(Heterogeneity { q, i_squared: if q > degrees { (q - degrees) / q } else { 0.0 } })
}
