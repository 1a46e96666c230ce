//! How evenly a term is spread over the parts of a corpus (its documents).
//!
//! A term that is key because one text repeats it is not key for the group. S. Th. Gries (2020), Analyzing dispersion,
//! in A Practical Handbook of Corpus Linguistics, 99-118.

use libm::{exp, exp2, log, log2, sqrt};

/// Measures of spread of one term over parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dispersion {
    /// Parts that have the term.
    pub range: u64,
    /// Gries' deviation of proportions DP = ½ Σ |vᵢ/f − sᵢ|: 0 as spread as can be, near 1 all in a small part.
    pub dp: f64,
    /// DP over its maximum 1 − min s, in \[0, 1\]. J. Lijffijt & S. Th. Gries (2012), IJCL 17:147-149.
    pub dp_norm: f64,
    /// Juilland's D = 1 − (σ(p)/p̄) / √(n − 1) over the rates pᵢ in the parts, about \[0, 1\]: 1 the same rate everywhere.
    /// `None` for one part.
    pub juilland_d: Option<f64>,
    /// Kullback-Leibler divergence of the term's shares from the parts' sizes, Σ (vᵢ/f) log₂((vᵢ/f)/sᵢ), ≥ 0 bits.
    pub kl_divergence: f64,
}

impl Dispersion {
    /// From the term's count in each part and the parts' sizes in words. Parts without words are left out. `None` where
    /// the term is in none.
    ///
    /// ```
    /// use normscope::stats::Dispersion;
    /// let spread = Dispersion::new([(1.0, 9.0), (2.0, 10.0), (3.0, 10.0), (4.0, 10.0), (5.0, 11.0)]).expect("counts");
    /// assert!((spread.dp - 0.18).abs() < 1e-12 && spread.range == 5);
    /// ```
    #[must_use]
    pub fn new(parts: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        let parts: Vec<(f64, f64)> = parts.into_iter().filter(|(_, size)| *size > 0.0).collect();
        let (f, words) = parts.iter().fold((0.0, 0.0), |(f, n), (v, size)| (f + v, n + size));
        if f <= 0.0 {
            return None;
        }
        let shares = || parts.iter().map(|(v, size)| (v / f, size / words));
        let dp = 0.5 * shares().map(|(of_term, of_words)| (of_term - of_words).abs()).sum::<f64>();
        let least = shares().map(|(_, of_words)| of_words).fold(1.0, f64::min);
        let informative = shares().filter(|(of_term, _)| *of_term > 0.0);
        Some(Self {
            range: parts.iter().filter(|(v, _)| *v > 0.0).count() as u64,
            dp,
            dp_norm: if least < 1.0 { dp / (1.0 - least) } else { 0.0 },
            juilland_d: juilland(&parts.iter().map(|(v, size)| v / size).collect::<Vec<f64>>()),
            kl_divergence: informative.map(|(of_term, of_words)| of_term * log2(of_term / of_words)).sum(),
        })
    }

    /// The divergence on \[0, 1), 1 − e^(−D) with D in bits, as Gries (2024) norms it: D_KL of his tables.
    #[must_use]
    pub fn kl_norm(&self) -> f64 {
        1.0 - exp(-self.kl_divergence)
    }

    /// The divergence on \[0, 1) as 1 − 2^(−D).
    #[must_use]
    pub fn kl_norm_base_2(&self) -> f64 {
        1.0 - exp2(-self.kl_divergence)
    }
}

/// Juilland's D of the rates in the parts; `None` for one part or without any rate.
#[must_use]
pub fn juilland(rates: &[f64]) -> Option<f64> {
    let n = rates.len() as f64;
    let mean = rates.iter().sum::<f64>() / n;
    let (n_parts, is_there) = (rates.len(), mean > 0.0);
    (n_parts > 1 && is_there).then(|| 1.0 - coefficient_of_variation(rates, mean) / sqrt(n - 1.0))
}

/// Standard deviation (divisor n) over the mean.
fn coefficient_of_variation(rates: &[f64], mean: f64) -> f64 {
    let squares: f64 = rates.iter().map(|rate| (rate - mean) * (rate - mean)).sum();
    sqrt(squares / rates.len() as f64) / mean
}

/// Carroll's D₂: the entropy of the term's rates over the parts, over its maximum; in \[0, 1\]. `None` for one part or
/// without any rate. J. B. Carroll (1970), Computer Studies in the Humanities 3:61-65.
#[must_use]
pub fn carroll(rates: &[f64]) -> Option<f64> {
    super::entropy::normalised(rates)
}

/// Rosengren's S = (Σ √(sᵢ vᵢ))² / f, in (0, 1\]: 1 spread as the words are. `None` where the term is nowhere.
/// I. Rosengren (1971), Ét. Ling. Appl. 1:103-127.
#[must_use]
pub fn rosengren(parts: &[(f64, f64)]) -> Option<f64> {
    let (f, words) = parts.iter().fold((0.0, 0.0), |(f, n), (v, size)| (f + v, n + size));
    let roots: f64 = parts.iter().map(|(v, size)| sqrt(size / words * v)).sum();
    (f > 0.0).then(|| roots * roots / f)
}

/// Burch, Egbert & Biber's D_A = 1 − mean |pᵢ − pⱼ| / 2p̄ over pairs of parts, in \[0, 1\]. `None` for one part or without
/// any rate. (2017), J. Res. Des. Stat. Ling. Commun. Sci. 3:189-216.
#[must_use]
pub fn burch(rates: &[f64]) -> Option<f64> {
    let n = rates.len() as f64;
    let mean = rates.iter().sum::<f64>() / n;
    let mut sorted = rates.to_vec();
    sorted.sort_by(f64::total_cmp);
    // Of sorted rates, the i-th is above i and below n − 1 − i others.
    let apart: f64 = sorted.iter().zip(0..).map(|(rate, at)| rate * (2.0 * f64::from(at) - n + 1.0)).sum();
    (rates.len() > 1 && mean > 0.0).then(|| 1.0 - apart / (n * (n - 1.0) / 2.0) / (2.0 * mean))
}

/// Entropy of shares in bits; used by [`super::distance`] too.
pub(super) fn entropy_bits(shares: impl Iterator<Item = f64>) -> f64 {
    shares.filter(|share| *share > 0.0).map(|share| -share * log(share)).sum::<f64>() / std::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_has_all_and_no_spread_is_defined() {
        let one = Dispersion::new([(3.0, 100.0)]).expect("counts");
        assert_eq!((one.range, one.dp, one.dp_norm, one.juilland_d), (1, 0.0, 0.0, None));
        assert_eq!(Dispersion::new([(0.0, 100.0)]), None);
    }

    #[test]
    fn a_term_of_one_part_is_as_clumped_as_can_be() {
        let clumped = Dispersion::new([(5.0, 50.0), (0.0, 50.0)]).expect("counts");
        assert!((clumped.dp_norm - 1.0).abs() < 1e-12 && clumped.juilland_d == Some(0.0));
        assert!((clumped.kl_divergence - 1.0).abs() < 1e-12);
    }
}
