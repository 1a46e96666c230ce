//! p-values from random rearrangements.

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
    // Sums in another order differ in the last digits; that is no difference.
    let slack = 1e-9 * observed.abs().max(1e-9);
    let above = rearranged.iter().filter(|&&value| value >= observed - slack).count() as u64;
    let below = rearranged.iter().filter(|&&value| value <= observed + slack).count() as u64;
    let m = rearranged.len() as u64;
    (m > 0).then(|| (2.0 * monte_carlo_p(above.min(below), m)).min(1.0))
}
