//! Special functions: digamma, trigamma, the regularised incomplete gamma and beta functions and their
//! inverses, and the normal distribution.
//!
//! Accuracy is about 1e-12 relative in the ranges that counts of texts reach (arguments up to a few million).
//! References: NIST Digital Library of Mathematical Functions (DLMF) §5, §8; Lentz's continued fractions as
//! in Thompson & Barnett (1986), J. Comput. Phys. 64:490-509.

use libm::{erfc, exp, lgamma, log, log1p, pow};

/// Terms of a series or fraction; reached only by arguments far outside our use.
const MAX_TERMS: u32 = 100_000;
/// Steps of a root search; bisection alone would need 60 for full precision.
const MAX_STEPS: u32 = 200;
/// Keeps a denominator of Lentz's method from being 0.
const TINY: f64 = 1e-300;

/// ln Γ(x) for x > 0.
///
/// ```
/// assert!((normscope::stats::special::ln_gamma(5.0) - libm::log(24.0)).abs() < 1e-13);
/// ```
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    lgamma(x)
}

/// ln B(a, b) for a, b > 0.
#[must_use]
pub fn ln_beta(a: f64, b: f64) -> f64 {
    lgamma(a) + lgamma(b) - lgamma(a + b)
}

/// Digamma ψ(x), the derivative of ln Γ, for x > 0: recurrence up to 10, then the asymptotic series
/// (DLMF 5.11.2).
///
/// ```
/// // ψ(1) is minus Euler's constant.
/// assert!((normscope::stats::special::digamma(1.0) + 0.577_215_664_901_532_9).abs() < 1e-13);
/// ```
#[must_use]
pub fn digamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < 10.0 {
        below += 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = square
        * (1.0 / 12.0
            - square
                * (1.0 / 120.0
                    - square
                        * (1.0 / 252.0
                            - square * (1.0 / 240.0 - square * (1.0 / 132.0 - square * 691.0 / 32_760.0)))));
    log(x) - 0.5 / x - series - below
}

/// Trigamma ψ′(x), for x > 0: recurrence up to 10, then the asymptotic series (DLMF 5.15.8).
///
/// ```
/// let sixth = std::f64::consts::PI * std::f64::consts::PI / 6.0;
/// assert!((normscope::stats::special::trigamma(1.0) - sixth).abs() < 1e-13);
/// ```
#[must_use]
pub fn trigamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < 10.0 {
        below += 1.0 / (x * x);
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = (1.0 / 6.0
        - square
            * (1.0 / 30.0
                - square
                    * (1.0 / 42.0
                        - square * (1.0 / 30.0 - square * (5.0 / 66.0 - square * 691.0 / 2730.0)))))
        * square
        / x;
    1.0 / x + 0.5 * square + series + below
}

/// Distribution function of the standard normal, Φ(z).
#[must_use]
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// Upper tail of χ² with one degree of freedom: p of a test statistic `x` ≥ 0.
///
/// ```
/// assert!((normscope::stats::special::chi_square_1_p(3.841_458_820_694_124) - 0.05).abs() < 1e-12);
/// ```
#[must_use]
pub fn chi_square_1_p(x: f64) -> f64 {
    2.0 * normal_cdf(-x.max(0.0).sqrt())
}

/// Quantile of the standard normal, Φ⁻¹(p), for 0 < p < 1: Newton steps from a rational start.
///
/// ```
/// assert!((normscope::stats::special::normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-14);
/// ```
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return if p <= 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    if p > 0.5 {
        return -normal_quantile(1.0 - p);
    }
    let mut z = -tail_deviate(p);
    for _ in 0..20 {
        let density = exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt();
        let error = (normal_cdf(z) - p) / density;
        // Halley's step: the second derivative of Φ is −z times the density.
        let step = error / (1.0 + 0.5 * z * error);
        z -= step;
        if step.abs() <= 1e-15 * z.abs() {
            break;
        }
    }
    z
}

/// The deviate with upper tail `p` ≤ ½, to about 4e-4 (Abramowitz & Stegun 26.2.23).
fn tail_deviate(p: f64) -> f64 {
    let t = (-2.0 * log(p)).sqrt();
    t - (2.515_517 + t * (0.802_853 + t * 0.010_328))
        / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)))
}

/// Regularised lower incomplete gamma P(a, x), for a > 0 and x ≥ 0; in \[0, 1\].
///
/// Series (DLMF 8.11.4) below a + 1, continued fraction (DLMF 8.9.2) above.
///
/// ```
/// // P(1, x) = 1 − e⁻ˣ
/// let p = normscope::stats::special::gamma_p(1.0, 2.0);
/// assert!((p - (1.0 - libm::exp(-2.0))).abs() < 1e-14);
/// ```
#[must_use]
pub fn gamma_p(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = exp(a * log(x) - x - lgamma(a));
    if x < a + 1.0 {
        let (mut term, mut sum) = (1.0 / a, 1.0 / a);
        for n in 1..MAX_TERMS {
            term *= x / (a + f64::from(n));
            sum += term;
            if term < sum * f64::EPSILON {
                break;
            }
        }
        return front * sum;
    }
    let fraction = lentz(x + 1.0 - a, |n| (-n * (n - a), x + 2.0 * n + 1.0 - a));
    1.0 - front / fraction
}

/// Regularised incomplete beta I(x; a, b), for a, b > 0 and x in \[0, 1\]; in \[0, 1\] (DLMF 8.17.22).
///
/// ```
/// // I(x; 2, 1) = x²
/// assert!((normscope::stats::special::beta_i(2.0, 1.0, 0.3) - 0.09).abs() < 1e-15);
/// ```
#[must_use]
pub fn beta_i(a: f64, b: f64, x: f64) -> f64 {
    beta_i_with(ln_beta(a, b), (a, b), x)
}

/// [`beta_i`] with ln B(a, b) already known, which a root search computes once.
fn beta_i_with(ln_beta: f64, (a, b): (f64, f64), x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return if x <= 0.0 { 0.0 } else { 1.0 };
    }
    let front = exp(a * log(x) + b * log1p(-x) - ln_beta);
    if x < (a + 1.0) / (a + b + 2.0) {
        front / (a * beta_fraction(a, b, x))
    } else {
        1.0 - front / (b * beta_fraction(b, a, 1.0 - x))
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    lentz(1.0, |n| {
        let m = (n * 0.5).floor();
        let numerator = if n == 2.0 * m {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        };
        (numerator, 1.0)
    })
}

/// b₀ + a₁/(b₁ + a₂/(b₂ + …)) by Lentz's method; `term(n)` gives (aₙ, bₙ).
fn lentz(b0: f64, term: impl Fn(f64) -> (f64, f64)) -> f64 {
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut fraction = away_from_zero(b0);
    let (mut c, mut d) = (fraction, 0.0);
    for n in 1..MAX_TERMS {
        let (a, b) = term(f64::from(n));
        d = 1.0 / away_from_zero(b + a * d);
        c = away_from_zero(b + a / c);
        let factor = c * d;
        fraction *= factor;
        if (factor - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    fraction
}

/// Quantile of the Gamma distribution with shape `a` and scale 1, for a > 0 and 0 ≤ p < 1.
///
/// ```
/// // Shape 1 is the exponential distribution: its median is ln 2.
/// assert!((normscope::stats::special::gamma_quantile(1.0, 0.5) - std::f64::consts::LN_2).abs() < 1e-13);
/// ```
#[must_use]
pub fn gamma_quantile(a: f64, p: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return if p <= 0.0 { 0.0 } else { f64::INFINITY };
    }
    let ln_gamma = lgamma(a);
    let curve = Curve {
        cdf: |x| gamma_p(a, x),
        density: |x| exp((a - 1.0) * log(x) - x - ln_gamma),
        slope: |x| (a - 1.0) / x - 1.0,
    };
    // Wilson & Hilferty (1931) for the body; x^a / (aΓ(a)) = p for the lower tail of small shapes.
    let cube = 1.0 - 1.0 / (9.0 * a) + normal_quantile(p) / (3.0 * a.sqrt());
    let start =
        if a >= 1.0 && cube > 0.0 { a * cube * cube * cube } else { exp((log(p * a) + ln_gamma) / a) };
    root(&curve, p, (0.0, f64::INFINITY), start)
}

/// Quantile of the Beta(a, b) distribution, for a, b > 0; in \[0, 1\].
///
/// ```
/// // Beta(2, 1) has distribution function x².
/// assert!((normscope::stats::special::beta_quantile(2.0, 1.0, 0.25) - 0.5).abs() < 1e-14);
/// ```
#[must_use]
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return if p <= 0.0 { 0.0 } else { 1.0 };
    }
    let ln_beta = ln_beta(a, b);
    let curve = Curve {
        cdf: |x| beta_i_with(ln_beta, (a, b), x),
        density: |x| exp((a - 1.0) * log(x) + (b - 1.0) * log1p(-x) - ln_beta),
        slope: |x| (a - 1.0) / x - (b - 1.0) / (1.0 - x),
    };
    root(&curve, p, (0.0, 1.0), beta_start(a, b, p))
}

/// A first guess at a Beta quantile: Abramowitz & Stegun 26.5.22, or the power law of the nearer tail where
/// a shape is below 1.
fn beta_start(a: f64, b: f64, p: f64) -> f64 {
    if a >= 1.0 && b >= 1.0 {
        let z = -normal_quantile(p);
        let h = 2.0 / (1.0 / (2.0 * a - 1.0) + 1.0 / (2.0 * b - 1.0));
        let lambda = (z * z - 3.0) / 6.0;
        let w = z * (h + lambda).max(0.0).sqrt() / h
            - (1.0 / (2.0 * b - 1.0) - 1.0 / (2.0 * a - 1.0)) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
        return a / (a + b * exp(2.0 * w));
    }
    let (left, right) = (pow(a / (a + b), a) / a, pow(b / (a + b), b) / b);
    if p < left / (left + right) {
        pow(p * (left + right) * a, 1.0 / a)
    } else {
        1.0 - pow((1.0 - p) * (left + right) * b, 1.0 / b)
    }
}

/// An increasing distribution function, its density, and the derivative of the density's logarithm.
struct Curve<F, D, S> {
    cdf: F,
    density: D,
    slope: S,
}

/// The x at which `curve.cdf` is `p`: Halley's steps, kept between bounds that close in, halving the bounds
/// where a step leaves them.
fn root<F, D, S>(curve: &Curve<F, D, S>, p: f64, bounds: (f64, f64), start: f64) -> f64
where
    F: Fn(f64) -> f64,
    D: Fn(f64) -> f64,
    S: Fn(f64) -> f64,
{
    let (mut lo, mut hi) = bounds;
    let inside = |x: f64, lo: f64, hi: f64| x.is_finite() && x > lo && x < hi;
    let middle = |lo: f64, hi: f64| if hi.is_finite() { 0.5 * (lo + hi) } else { 2.0 * lo + 1.0 };
    let mut x = if inside(start, lo, hi) { start } else { middle(lo, hi) };
    for _ in 0..MAX_STEPS {
        let error = (curve.cdf)(x) - p;
        if error == 0.0 {
            break;
        }
        *(if error > 0.0 { &mut hi } else { &mut lo }) = x;
        let newton = error / (curve.density)(x);
        let damping = (0.5 * newton * (curve.slope)(x)).clamp(-0.5, 0.5);
        let next = x - newton / (1.0 - damping);
        // A step too small to move x keeps it on its bound, and ends the search.
        let next = if next == x || inside(next, lo, hi) { next } else { middle(lo, hi) };
        let moved = (next - x).abs();
        x = next;
        // Halley converges cubically: a step of 1e-9 leaves an error far below the rounding of the cdf.
        if moved <= 1e-9 * x {
            break;
        }
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beta_quantiles_undo_the_distribution_function() {
        for (a, b) in [(0.5, 0.5), (0.5, 19.5), (12.5, 4.5), (150.5, 140.5), (2.0, 2000.0), (0.5, 1e6)] {
            for p in [0.001, 0.025, 0.5, 0.975, 0.999] {
                let x = beta_quantile(a, b, p);
                assert!((beta_i(a, b, x) - p).abs() < 1e-11, "Beta({a}, {b}) at {p}: {x}");
            }
        }
    }

    #[test]
    fn gamma_quantiles_undo_the_distribution_function() {
        for a in [0.5, 1.0, 9.5, 120.0, 40_000.5] {
            for p in [0.001, 0.025, 0.5, 0.975, 0.999] {
                let x = gamma_quantile(a, p);
                assert!((gamma_p(a, x) - p).abs() < 1e-11, "Gamma({a}) at {p}: {x}");
            }
        }
    }

    #[test]
    fn the_normal_quantile_undoes_the_distribution_function() {
        for p in [1e-12, 0.001, 0.3, 0.5, 0.9, 0.999_99] {
            assert!((normal_cdf(normal_quantile(p)) / p - 1.0).abs() < 1e-12, "{p}");
        }
    }

    #[test]
    fn digamma_and_trigamma_follow_their_recurrences() {
        for x in [0.5, 1.5, 7.25, 40.0] {
            assert!((digamma(x + 1.0) - digamma(x) - 1.0 / x).abs() < 1e-12);
            assert!((trigamma(x + 1.0) - trigamma(x) + 1.0 / (x * x)).abs() < 1e-12);
        }
    }
}
