//! Rank correlation.

use super::interval::{Interval, percentile};
use super::random::Draws;

/// Pairs of numbers with the order of each side, so that samples of them are ranked without sorting again.
#[derive(Clone, Debug)]
pub struct RankedPairs {
    n_pairs: usize,
    /// For each side the places of the pairs in ascending order, those that tie together.
    ties: [Vec<Vec<usize>>; 2],
}

impl RankedPairs {
    /// Ranks pairs.
    #[must_use]
    pub fn new(pairs: &[(f64, f64)]) -> Self {
        let side = |value: fn(&(f64, f64)) -> f64| {
            let mut places: Vec<usize> = (0..pairs.len()).collect();
            places.sort_by(|&one, &other| value(&pairs[one]).total_cmp(&value(&pairs[other])));
            let same = |one: &usize, other: &usize| value(&pairs[*one]) == value(&pairs[*other]);
            places.chunk_by(same).map(<[usize]>::to_vec).collect()
        };
        Self { n_pairs: pairs.len(), ties: [side(|pair| pair.0), side(|pair| pair.1)] }
    }

    /// Spearman's ρ: the product-moment correlation of the ranks, of which those that tie share the mean; in
    /// \[−1, 1\]. `None` where either side has one value only. Spearman (1904), Am. J. Psychol. 15:72-101.
    ///
    /// ```
    /// use normscope::stats::RankedPairs;
    /// let pairs = [(1.0, 2.0), (2.0, 1.0), (3.0, 4.0), (4.0, 3.0), (5.0, 5.0)];
    /// assert!((RankedPairs::new(&pairs).spearman().expect("they differ") - 0.8).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn spearman(&self) -> Option<f64> {
        self.weighted(&vec![1.0; self.n_pairs])
    }

    /// Percentile interval of ρ, drawing pairs with replacement.
    #[must_use]
    pub fn spearman_interval(
        &self,
        n_replicates: usize,
        seed: u64,
        method: &'static str,
    ) -> Option<Interval> {
        let mut draws = Draws::new(seed);
        let mut replicate = || {
            let mut drawn = vec![0.0; self.n_pairs];
            (0..self.n_pairs).for_each(|_| drawn[draws.below(self.n_pairs)] += 1.0);
            self.weighted(&drawn)
        };
        let mut values: Vec<f64> = (0..n_replicates).filter_map(|_| replicate()).collect();
        percentile(&mut values, method)
    }

    /// ρ where each pair occurs as often as `times` says.
    fn weighted(&self, times: &[f64]) -> Option<f64> {
        let [first, second] = self.ties.each_ref().map(|ties| ranks(ties, times));
        let n: f64 = times.iter().sum();
        let middle = f64::midpoint(n, 1.0);
        let product = |one: &[f64], other: &[f64]| {
            let parts = one.iter().zip(other).zip(times);
            parts.map(|((one, other), times)| (one - middle) * (other - middle) * times).sum::<f64>()
        };
        let spread = product(&first, &first) * product(&second, &second);
        (spread > 0.0).then(|| product(&first, &second) / libm::sqrt(spread))
    }
}

/// The rank of each pair; those that tie share the mean of their ranks.
fn ranks(ties: &[Vec<usize>], times: &[f64]) -> Vec<f64> {
    let mut ranks = vec![0.0; times.len()];
    let mut before = 0.0;
    for tie in ties {
        let n: f64 = tie.iter().map(|&at| times[at]).sum();
        tie.iter().for_each(|&at| ranks[at] = before + f64::midpoint(n, 1.0));
        before += n;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_their_mean_rank() {
        // scipy.stats.spearmanr([1, 2, 2, 3], [1, 3, 2, 4]).statistic
        let rho = RankedPairs::new(&[(1.0, 1.0), (2.0, 3.0), (2.0, 2.0), (3.0, 4.0)]).spearman();
        assert!((rho.expect("they differ") - 0.948_683_298_050_513_8).abs() < 1e-12);
        assert_eq!(RankedPairs::new(&[(1.0, 2.0), (1.0, 3.0)]).spearman(), None);
    }

    #[test]
    fn pairs_that_occur_twice_count_twice() {
        let once = RankedPairs::new(&[(1.0, 2.0), (2.0, 1.0), (3.0, 3.0)]);
        let twice = RankedPairs::new(&[(1.0, 2.0), (2.0, 1.0), (2.0, 1.0), (3.0, 3.0)]);
        assert_eq!(once.weighted(&[1.0, 2.0, 1.0]), twice.spearman());
    }

    #[test]
    fn the_interval_holds_the_estimate() {
        let pairs: Vec<(f64, f64)> = (0..30).map(|at| (f64::from(at), f64::from(at * 7 % 31))).collect();
        let ranked = RankedPairs::new(&pairs);
        let (rho, interval) = (ranked.spearman(), ranked.spearman_interval(500, 1, "pair-bootstrap"));
        let (rho, interval) = (rho.expect("they differ"), interval.expect("they can be drawn"));
        assert!(interval.lo < rho && rho < interval.hi);
    }
}
