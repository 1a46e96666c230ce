//! Does a number rise or fall with time?

use super::interval::quantile;
use super::special::normal_cdf;
use libm::sqrt;

/// Most points whose order is tested exactly: beyond, the normal approximation is good to a few digits.
const MOST_EXACT: usize = 50;

/// A straight line through points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Units of y for one of x.
    pub slope: f64,
    /// y at x = 0.
    pub intercept: f64,
}

/// Theil & Sen's line: the median of the slopes of all pairs, and median(y) − slope · median(x). Up to 29 % of the points
/// may be wild without spoiling it. `None` where all x are equal. P. K. Sen (1968), JASA 63:1379-1389.
///
/// ```
/// let line = normscope::stats::trend::theil_sen(&[(2020.0, 1.0), (2021.0, 2.0), (2022.0, 9.0)]).expect("years differ");
/// assert_eq!(line.slope, 4.0);
/// ```
#[must_use]
pub fn theil_sen(points: &[(f64, f64)]) -> Option<Line> {
    let pairs =
        points.iter().enumerate().flat_map(|(at, one)| points[..at].iter().map(move |two| (one, two)));
    let slope =
        |(one, two): (&(f64, f64), &(f64, f64))| (one.0 != two.0).then(|| (one.1 - two.1) / (one.0 - two.0));
    let slope = median(pairs.filter_map(slope).collect())?;
    let (x, y) =
        (median(points.iter().map(|it| it.0).collect())?, median(points.iter().map(|it| it.1).collect())?);
    Some(Line { slope, intercept: y - slope * x })
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    quantile(&values, 0.5)
}

/// A rank correlation and its p.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kendall {
    /// τ-b in \[−1, 1\]: pairs in the same order less pairs in opposite order, over pairs not tied.
    pub tau: f64,
    /// Two-sided p of no association: exact without ties and up to 50 points, else normal with the variance for ties.
    pub p: f64,
}

/// Kendall's τ-b. `None` where x or y is constant. M. G. Kendall (1945), Biometrika 33:239-251; the test of a trend is
/// H. B. Mann's (1945), Econometrica 13:245-259. Points must be independent; yearly values of one series seldom are.
#[must_use]
pub fn kendall(points: &[(f64, f64)]) -> Option<Kendall> {
    let n = points.len();
    let (mut agree, mut differ) = (0_u64, 0_u64);
    for (at, one) in points.iter().enumerate() {
        for two in &points[..at] {
            let product = (one.0 - two.0) * (one.1 - two.1);
            agree += u64::from(product > 0.0);
            differ += u64::from(product < 0.0);
        }
    }
    let (ties_x, ties_y) = (ties(points.iter().map(|it| it.0)), ties(points.iter().map(|it| it.1)));
    let pairs = (n * n.saturating_sub(1) / 2) as f64;
    let untied = |ties: &[f64]| pairs - ties.iter().map(|t| t * (t - 1.0) / 2.0).sum::<f64>();
    let scale = sqrt(untied(&ties_x) * untied(&ties_y));
    if scale <= 0.0 {
        return None;
    }
    let score = agree as f64 - differ as f64;
    let is_tied = ties_x.len() < n || ties_y.len() < n;
    let p = if is_tied || n > MOST_EXACT {
        normal_p(n as f64, score, [&ties_x, &ties_y])
    } else {
        exact_p(n, agree.min(differ))
    };
    Some(Kendall { tau: score / scale, p })
}

/// How often each value occurs.
fn ties(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    sorted.chunk_by(|one, two| one == two).map(|tie| tie.len() as f64).collect()
}

/// The share of orders of n points with as few or fewer pairs in the rarer direction, twice.
fn exact_p(n: usize, rarer: u64) -> f64 {
    // How many orders of the first points have each number of inversions, as shares.
    let mut shares = vec![1.0];
    for length in 2..=n {
        let mut next = vec![0.0; shares.len() + length - 1];
        for (inversions, share) in shares.iter().enumerate() {
            (0..length).for_each(|more| next[inversions + more] += share / length as f64);
        }
        shares = next;
    }
    (2.0 * shares.iter().take(rarer as usize + 1).sum::<f64>()).min(1.0)
}

fn normal_p(n: f64, score: f64, [ties_x, ties_y]: [&[f64]; 2]) -> f64 {
    let sum = |ties: &[f64], of: fn(f64) -> f64| ties.iter().map(|t| of(*t)).sum::<f64>();
    let cubic = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
    let threes = |t: f64| t * (t - 1.0) * (t - 2.0);
    let twos = |t: f64| t * (t - 1.0);
    let mut variance = (cubic(n) - sum(ties_x, cubic) - sum(ties_y, cubic)) / 18.0;
    variance += sum(ties_x, twos) * sum(ties_y, twos) / (2.0 * n * (n - 1.0));
    if n > 2.0 {
        variance += sum(ties_x, threes) * sum(ties_y, threes) / (9.0 * n * (n - 1.0) * (n - 2.0));
    }
    if variance > 0.0 { 2.0 * normal_cdf(-score.abs() / sqrt(variance)) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_take_the_normal_way() {
        // scipy.stats.kendalltau([1, 2, 2, 3, 4], [1, 3, 2, 4, 4])
        let points = [(1.0, 1.0), (2.0, 3.0), (2.0, 2.0), (3.0, 4.0), (4.0, 4.0)];
        let found = kendall(&points).expect("they vary");
        assert!((found.tau - 0.888_888_888_888_889).abs() < 1e-12, "{}", found.tau);
        assert!((found.p - 0.037_356_472_445_581_74).abs() < 1e-9, "{}", found.p);
    }

    #[test]
    fn nothing_rises_where_nothing_varies() {
        assert_eq!(kendall(&[(1.0, 2.0), (2.0, 2.0)]), None);
        assert_eq!(theil_sen(&[(1.0, 2.0), (1.0, 3.0)]), None);
    }

    #[test]
    fn three_points_in_order_are_no_surprise() {
        let found = kendall(&[(1.0, 1.0), (2.0, 2.0), (3.0, 3.0)]).expect("they vary");
        assert!((found.tau - 1.0).abs() < 1e-12 && (found.p - 1.0 / 3.0).abs() < 1e-12);
    }
}
