//! Many tests at once.

/// How p-values of many tests are adjusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adjustment {
    /// [`benjamini_hochberg`]: false discoveries, tests independent or positively dependent.
    BenjaminiHochberg,
    /// [`benjamini_yekutieli`]: false discoveries, any dependence.
    BenjaminiYekutieli,
    /// [`holm`]: any false finding at all.
    Holm,
}

impl Adjustment {
    /// Every one, with the name it has outside.
    pub const ALL: [(&'static str, Self); 3] =
        [("bh", Self::BenjaminiHochberg), ("by", Self::BenjaminiYekutieli), ("holm", Self::Holm)];

    /// The adjusted p of each test, in the order given.
    #[must_use]
    pub fn adjust(self, p: &[f64]) -> Vec<f64> {
        match self {
            Self::BenjaminiHochberg => benjamini_hochberg(p),
            Self::BenjaminiYekutieli => benjamini_yekutieli(p),
            Self::Holm => holm(p),
        }
    }
}

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
    step_up(p, 1.0)
}

/// The same for tests that depend on each other in any way: q is Σ 1/i times as large. Y. Benjamini & D. Yekutieli (2001),
/// Ann. Stat. 29:1165-1188.
#[must_use]
pub fn benjamini_yekutieli(p: &[f64]) -> Vec<f64> {
    step_up(p, (1..=p.len()).map(|at| 1.0 / at as f64).sum())
}

fn step_up(p: &[f64], factor: f64) -> Vec<f64> {
    let order = ascending(p);
    let mut q = vec![1.0; p.len()];
    let mut least = 1.0_f64;
    for (at, &test) in order.iter().enumerate().rev() {
        least = least.min(p[test] * p.len() as f64 * factor / (at + 1) as f64);
        q[test] = least;
    }
    q
}

/// Holm's adjusted p: calling everything at or below .05 a finding keeps the chance of even one false one under 5 %. S. Holm
/// (1979), Scand. J. Stat. 6:65-70.
///
/// ```
/// assert_eq!(normscope::stats::holm(&[0.25, 0.125]), [0.25, 0.25]);
/// ```
#[must_use]
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut adjusted = vec![1.0; p.len()];
    let mut most = 0.0_f64;
    for (at, test) in ascending(p).into_iter().enumerate() {
        most = most.max((p.len() - at) as f64 * p[test]).min(1.0);
        adjusted[test] = most;
    }
    adjusted
}

fn ascending(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|one, other| p[*one].total_cmp(&p[*other]));
    order
}
