//! Weighted log odds: which categories mark one set of observations against another?
//!
//! B. L. Monroe, M. P. Colaresi & K. M. Quinn (2008), Fightin' Words: lexical feature selection and evaluation for
//! identifying the content of political conflict, Political Analysis 16(4):372-403, doi:10.1093/pan/mpn018. The prior
//! draws categories with little evidence to what it expects; dividing by the standard error keeps rare ones from the top.

use super::special::normal_cdf;
use libm::{log, sqrt};

/// How often a category was drawn, of all draws; or, for a prior, as if it had been.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Draws of the category.
    pub of: f64,
    /// All draws.
    pub all: f64,
}

/// A difference of log odds and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogOdds {
    /// Log odds of the category in the target less those in the reference.
    pub delta: f64,
    /// Standard error, > 0.
    pub se: f64,
}

impl LogOdds {
    /// z = delta / se.
    #[must_use]
    pub fn z(&self) -> f64 {
        self.delta / self.se
    }

    /// Standard error by the short form of two terms, √(1/(y₁ + a) + 1/(y₂ + a)), as many programs print it: a little too
    /// small for frequent terms.
    #[must_use]
    pub fn short_se(target: Share, reference: Share, prior: Share) -> f64 {
        sqrt(1.0 / (target.of + prior.of) + 1.0 / (reference.of + prior.of))
    }

    /// Two-sided p of z under the normal, erfc(|z| / √2), in \[0, 1\]. As good as the independence of the draws.
    #[must_use]
    pub fn p(&self) -> f64 {
        2.0 * normal_cdf(-self.z().abs())
    }
}

/// Log odds with a Dirichlet prior:
/// δ = ln((y₁ + a) / (n₁ + a₀ − y₁ − a)) − ln((y₂ + a) / (n₂ + a₀ − y₂ − a)), where y of n draws are of the category in
/// the target (1) and in the reference (2), and the prior adds a of a₀ to each.
///
/// The variance is the full one of four terms, Σ 1/(y + a) + Σ 1/(n + a₀ − y − a); the common short form leaves out
/// the second sum. `None` where the category is all there is, or where neither data nor prior has any of it.
///
/// ```
/// use normscope::stats::{Share, log_odds};
/// // 6 of 10 against 3 of 20, prior 1 of 4: ln(7/7) − ln(4/20) = ln 5.
/// let (target, reference) = (Share { of: 6.0, all: 10.0 }, Share { of: 3.0, all: 20.0 });
/// let odds = log_odds(target, reference, Share { of: 1.0, all: 4.0 }).expect("defined");
/// assert!((odds.delta - libm::log(5.0)).abs() < 1e-14);
/// assert!((odds.se - (1.0 / 7.0 + 1.0 / 7.0 + 1.0 / 4.0 + 1.0 / 20.0_f64).sqrt()).abs() < 1e-14);
/// ```
#[must_use]
pub fn log_odds(target: Share, reference: Share, prior: Share) -> Option<LogOdds> {
    let cells = |side: Share| (side.of + prior.of, side.all + prior.all - side.of - prior.of);
    let ((yes, no), (other_yes, other_no)) = (cells(target), cells(reference));
    let all = [yes, no, other_yes, other_no];
    all.iter().all(|cell| *cell > 0.0).then(|| LogOdds {
        delta: log(yes / no) - log(other_yes / other_no),
        se: sqrt(all.iter().map(|cell| 1.0 / cell).sum()),
    })
}
