//! How alike are two profiles of counts?
//!
//! Profiles are counts (or weights) of the same categories in the same order. Distances of sparse profiles are biased
//! upwards: two samples of one text are not at distance 0.

use super::dispersion::entropy_bits;
use libm::sqrt;

/// Cosine of the angle between two profiles, in \[0, 1\]; 1 the same proportions. `None` where one is empty.
///
/// ```
/// use normscope::stats::distance::cosine;
/// assert!((cosine(&[1.0, 2.0], &[10.0, 20.0]).expect("counts") - 1.0).abs() < 1e-15);
/// assert_eq!(cosine(&[1.0], &[0.0]), None);
/// ```
#[must_use]
pub fn cosine(one: &[f64], other: &[f64]) -> Option<f64> {
    let product = |one: &[f64], other: &[f64]| one.iter().zip(other).map(|(x, y)| x * y).sum::<f64>();
    let norms = sqrt(product(one, one) * product(other, other));
    (norms > 0.0).then(|| (product(one, other) / norms).min(1.0))
}

/// Jensen-Shannon divergence of two profiles with equal say, H((p + q)/2) − (H(p) + H(q))/2, in \[0, 1\] bits. `None`
/// where one is empty. J. Lin (1991), IEEE Trans. Inf. Theory 37:145-151.
#[must_use]
pub fn jensen_shannon(one: &[f64], other: &[f64]) -> Option<f64> {
    divergence(one, other, [0.5, 0.5])
}

/// The same with each profile's say its share of the counts: G² of the table of both over 2 N ln 2.
#[must_use]
pub fn jensen_shannon_by_size(one: &[f64], other: &[f64]) -> Option<f64> {
    let (n1, n2): (f64, f64) = (one.iter().sum(), other.iter().sum());
    divergence(one, other, [n1 / (n1 + n2), n2 / (n1 + n2)])
}

/// Square root of [`jensen_shannon`]: a metric, in \[0, 1\]. D. M. Endres & J. E. Schindelin (2003), IEEE Trans. Inf. Theory
/// 49:1858-1860.
#[must_use]
pub fn jensen_shannon_distance(one: &[f64], other: &[f64]) -> Option<f64> {
    jensen_shannon(one, other).map(sqrt)
}

/// What each category adds to [`jensen_shannon`], in bits. R. J. Gallagher et al. (2021), EPJ Data Science 10:4.
#[must_use]
pub fn jensen_shannon_parts(one: &[f64], other: &[f64]) -> Option<Vec<f64>> {
    let (p, q) = (shares(one)?, shares(other)?);
    let part = |(p, q): (&f64, &f64)| {
        let of = |share: f64| entropy_bits(std::iter::once(share));
        of(f64::midpoint(*p, *q)) - f64::midpoint(of(*p), of(*q))
    };
    Some(p.iter().zip(&q).map(part).collect())
}

fn divergence(one: &[f64], other: &[f64], [say, say_other]: [f64; 2]) -> Option<f64> {
    let (p, q) = (shares(one)?, shares(other)?);
    let mixture = p.iter().zip(&q).map(|(p, q)| say * p + say_other * q);
    let entropy = |shares: &[f64]| entropy_bits(shares.iter().copied());
    let value = entropy_bits(mixture) - say * entropy(&p) - say_other * entropy(&q);
    // Equal profiles differ by rounding only.
    Some(value.clamp(0.0, 1.0))
}

/// Hellinger distance √(1 − Σ √(pq)), in \[0, 1\]. `None` where one is empty.
#[must_use]
pub fn hellinger(one: &[f64], other: &[f64]) -> Option<f64> {
    let (p, q) = (shares(one)?, shares(other)?);
    let overlap: f64 = p.iter().zip(&q).map(|(p, q)| sqrt(p * q)).sum();
    Some(sqrt((1.0 - overlap).max(0.0)))
}

/// Total variation ½ Σ |p − q|, in \[0, 1\]: the share that would have to move. `None` where one is empty.
#[must_use]
pub fn total_variation(one: &[f64], other: &[f64]) -> Option<f64> {
    let (p, q) = (shares(one)?, shares(other)?);
    Some(0.5 * p.iter().zip(&q).map(|(p, q)| (p - q).abs()).sum::<f64>())
}

/// Bray-Curtis dissimilarity Σ |x − y| / Σ (x + y) of the counts themselves, in \[0, 1\]. `None` where both are empty.
#[must_use]
pub fn bray_curtis(one: &[f64], other: &[f64]) -> Option<f64> {
    let apart: f64 = one.iter().zip(other).map(|(x, y)| (x - y).abs()).sum();
    let all: f64 = one.iter().zip(other).map(|(x, y)| x + y).sum();
    (all > 0.0).then(|| apart / all)
}

/// Jaccard's index: categories in both over categories in either, in \[0, 1\]. `None` where both are empty.
#[must_use]
pub fn jaccard(one: &[f64], other: &[f64]) -> Option<f64> {
    let count = |is: fn(bool, bool) -> bool| {
        one.iter().zip(other).filter(|(x, y)| is(**x > 0.0, **y > 0.0)).count() as f64
    };
    let either = count(|x, y| x || y);
    (either > 0.0).then(|| count(|x, y| x && y) / either)
}

fn shares(counts: &[f64]) -> Option<Vec<f64>> {
    let total: f64 = counts.iter().sum();
    (total > 0.0).then(|| counts.iter().map(|count| count / total).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_profiles_are_at_no_distance_and_disjoint_ones_at_the_greatest() {
        let (one, twice, other) = ([3.0, 1.0, 0.0], [6.0, 2.0, 0.0], [0.0, 0.0, 5.0]);
        for distance in [jensen_shannon_distance, hellinger, total_variation] {
            assert!(distance(&one, &twice).expect("counts") < 1e-7);
            assert!((distance(&one, &other).expect("counts") - 1.0).abs() < 1e-12);
            assert_eq!(distance(&one, &[0.0; 3]), None);
        }
        assert_eq!((jaccard(&one, &other), bray_curtis(&one, &other)), (Some(0.0), Some(1.0)));
    }

    #[test]
    fn the_parts_add_up() {
        let (one, other) = ([3.0, 1.0, 0.0, 7.0], [1.0, 2.0, 4.0, 0.0]);
        let parts: f64 = jensen_shannon_parts(&one, &other).expect("counts").iter().sum();
        assert!((parts - jensen_shannon(&one, &other).expect("counts")).abs() < 1e-12);
    }
}
