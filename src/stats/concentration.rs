//! Whether a sum hangs on a few of its parts.

/// Share of the total held by the `k` largest weights, in \[0, 1\]; `None` if they add up to 0.
///
/// A share of .4 for k = 1 means that two fifths of the evidence is one term. It does not say that the term
/// is wrong, only that the number is about that term.
///
/// ```
/// use normscope::stats::top_share;
/// assert_eq!(top_share(&[5.0, 4.0, 1.0], 1), Some(0.5));
/// assert_eq!(top_share(&[5.0, 4.0, 1.0], 10), Some(1.0));
/// assert_eq!(top_share(&[], 1), None);
/// ```
#[must_use]
pub fn top_share(weights: &[f64], k: usize) -> Option<f64> {
    let mut sorted = weights.to_vec();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    // Summed in one order above and below the line, so that a share of everything is exactly 1.
    let total: f64 = sorted.iter().sum();
    (total > 0.0).then(|| sorted.iter().take(k).sum::<f64>() / total)
}

/// Herfindahl-Hirschman index Σ share², in (0, 1\]; its inverse is the effective number of parts. `None` if
/// the weights add up to 0.
///
/// Hirschman (1964), Am. Econ. Rev. 54:761.
///
/// ```
/// use normscope::stats::herfindahl;
/// assert!((herfindahl(&[5.0, 4.0, 1.0]).expect("weights") - 0.42).abs() < 1e-15);
/// ```
#[must_use]
pub fn herfindahl(weights: &[f64]) -> Option<f64> {
    let total: f64 = weights.iter().sum();
    (total > 0.0).then(|| weights.iter().map(|weight| (weight / total) * (weight / total)).sum())
}
