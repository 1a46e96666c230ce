//! Many tests at once.

/// Benjamini and Hochberg's adjusted p: q of the i-th smallest of m is min over j ≥ i of m p₍ⱼ₎ / j, at most 1. Calling
/// everything with q ≤ .05 a finding keeps the expected share of false ones among them under 5 % (for independent or
/// positively dependent tests). In the order given. Y. Benjamini & Y. Hochberg (1995), J. R. Stat. Soc. B 57:289-300.
///
/// ```
/// let q = normscope::stats::benjamini_hochberg(&[0.04, 0.01, 0.03]);
/// assert!((q[0] - 0.04).abs() < 1e-15 && (q[1] - 0.03).abs() < 1e-15 && (q[2] - 0.04).abs() < 1e-15);
/// ```
#[must_use]
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|one, other| p[*one].total_cmp(&p[*other]));
    let mut q = vec![1.0; p.len()];
    let mut least = 1.0_f64;
    for (at, &test) in order.iter().enumerate().rev() {
        least = least.min(p[test] * p.len() as f64 / (at + 1) as f64);
        q[test] = least;
    }
    q
}
