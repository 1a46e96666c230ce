//! One term in two sets of texts: is it more frequent in one, and by how much?
//!
//! The four cells are `of` and `all − of` of the target (row 1) and of the reference (row 2). Tests on them treat words
//! as drawn one by one; words come in bursts, so such p are too small (J. Lijffijt et al. 2016, LLC 31:374-397). Rank
//! by an effect with its uncertainty ([`Contingency::conservative_log_ratio`]) and test documents ([`super::effect`]).

use super::interval::{Interval, Z95, clopper_pearson};
use super::log_odds::Share;
use super::special::{chi_square_1_p, ln_gamma};
use libm::{exp, log, log2, sqrt};

/// A table of two by two with no empty margin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contingency {
    target: Share,
    reference: Share,
}

/// How a test statistic is corrected for small counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Not at all.
    None,
    /// Yates' half, only where |ad − bc| ≥ N/2 and some expected count is below 5.
    ConditionalYates,
    /// Williams' divisor q, only where no cell is empty.
    Williams,
}

impl Contingency {
    /// `None` where a margin is empty: a side without words, a term that is nowhere, or one that is every word.
    #[must_use]
    pub fn new(target: Share, reference: Share) -> Option<Self> {
        let (yes, all) = (target.of + reference.of, target.all + reference.all);
        let full = target.all > 0.0 && reference.all > 0.0 && yes > 0.0 && yes < all;
        full.then_some(Self { target, reference })
    }

    const fn cells(&self) -> [f64; 4] {
        let (t, r) = (self.target, self.reference);
        [t.of, r.of, t.all - t.of, r.all - r.of]
    }

    const fn n(&self) -> f64 {
        self.target.all + self.reference.all
    }

    /// What the cells would be if both sides used the term at one rate, in the order target, reference (with the term),
    /// target, reference (without).
    #[must_use]
    pub fn expected(&self) -> [f64; 4] {
        let yes = self.target.of + self.reference.of;
        let share = |all: f64, of: f64| all * of / self.n();
        let no = self.n() - yes;
        [
            share(self.target.all, yes),
            share(self.reference.all, yes),
            share(self.target.all, no),
            share(self.reference.all, no),
        ]
    }

    /// 1 where the target has the higher rate, −1 where the reference has, 0 where they are equal.
    #[must_use]
    pub fn sign(&self) -> f64 {
        let over = self.target.of - self.expected()[0];
        if over == 0.0 { 0.0 } else { over.signum() }
    }

    /// G² = 2 Σ O ln(O/E) over the four cells, ≥ 0. T. Dunning (1993), Computational Linguistics 19(1):61-74.
    ///
    /// ```
    /// use normscope::stats::{Contingency, Share};
    /// let even = Contingency::new(Share { of: 5.0, all: 50.0 }, Share { of: 10.0, all: 100.0 }).expect("margins");
    /// assert!(even.g2() < 1e-12 && even.sign() == 0.0);
    /// ```
    #[must_use]
    pub fn g2(&self) -> f64 {
        2.0 * self.cells().into_iter().zip(self.expected()).map(|(seen, due)| part(seen, due)).sum::<f64>()
    }

    /// G² of the two cells with the term only, as P. Rayson & R. Garside (2000) and their tools give it.
    #[must_use]
    pub fn g2_two_cells(&self) -> f64 {
        let [due, due_there, ..] = self.expected();
        2.0 * (part(self.target.of, due) + part(self.reference.of, due_there))
    }

    /// Williams' q ≥ 1, by which G² is divided so that its p is better for small tables. D. A. Williams (1976),
    /// Biometrika 63:33-37.
    #[must_use]
    pub fn williams_q(&self) -> f64 {
        let yes = self.target.of + self.reference.of;
        let n = self.n();
        let spread = |one: f64, other: f64| n / one + n / other - 1.0;
        1.0 + spread(self.target.all, self.reference.all) * spread(yes, n - yes) / (6.0 * n)
    }

    /// Pearson's χ² = Σ (O − E)² / E.
    #[must_use]
    pub fn chi_square(&self) -> f64 {
        self.chi_square_less(0.0)
    }

    /// χ² with Yates' correction: |ad − bc| less N/2, not below 0.
    #[must_use]
    pub fn chi_square_yates(&self) -> f64 {
        self.chi_square_less(self.n() / 2.0)
    }

    fn chi_square_less(&self, correction: f64) -> f64 {
        let [a, b, c, d] = self.cells();
        let cross = ((a * d - b * c).abs() - correction).max(0.0);
        self.n() * cross * cross / (self.target.all * self.reference.all * (a + b) * (c + d))
    }

    /// Signed χ² and G² exactly as quanteda.textstats (0.97) computes them, so that its tables can be checked: its
    /// logarithm has 10⁻⁹ added to its argument, its corrections are conditional, and Williams' q multiplies χ².
    #[must_use]
    pub fn like_quanteda(&self, correction: Correction) -> (f64, f64) {
        let [a, b, c, d] = self.cells();
        let cross = a * d - b * c;
        let is_small = cross.abs() >= self.n() / 2.0 && self.expected().iter().any(|due| *due < 5.0);
        let yates = correction == Correction::ConditionalYates && is_small;
        let chi_square = if yates { self.chi_square_yates() } else { self.chi_square() };
        let half = if yates { 0.5 * cross.signum() } else { 0.0 };
        let moved = [a - half, b + half, c + half, d - half];
        let parts = moved.into_iter().zip(self.expected()).map(|(seen, due)| seen * log(seen / due + 1e-9));
        let g2 = 2.0 * parts.sum::<f64>();
        let divided = correction == Correction::Williams && [a, b, c, d].iter().all(|cell| *cell > 0.0);
        let q = if divided { self.williams_q() } else { 1.0 };
        let sign = if a > self.expected()[0] { 1.0 } else { -1.0 };
        (sign * chi_square * q, sign * g2 / q)
    }

    /// Fisher's exact two-sided p: the chance, with all margins fixed, of a table no likelier than this one.
    #[must_use]
    pub fn fisher_p(&self) -> f64 {
        let yes = self.target.of + self.reference.of;
        let (n1, n2) = (self.target.all, self.reference.all);
        let ln_chance = |a: f64| ln_choose(n1, a) + ln_choose(n2, yes - a) - ln_choose(n1 + n2, yes);
        let seen = ln_chance(self.target.of);
        let (first, last) = ((yes - n2).max(0.0) as u64, yes.min(n1) as u64);
        let chances = (first..=last).map(|a| ln_chance(a as f64)).filter(|ln| *ln <= seen + 1e-7);
        chances.map(exp).sum::<f64>().min(1.0)
    }

    /// log₂ of the ratio of the rates; a count of 0 is taken as ½. A. Hardie (2014), Log Ratio.
    #[must_use]
    pub fn log_ratio(&self) -> f64 {
        let rate = |side: Share| if side.of > 0.0 { side.of / side.all } else { 0.5 / side.all };
        log2(rate(self.target) / rate(self.reference))
    }

    /// S. Evert's (2022) conservative log ratio: the bound nearest 0 of the exact 95 % interval of the log ratio, 0 where
    /// the interval holds 0. The interval is Bonferroni-corrected for `n_terms` terms looked at together (1: not at all).
    ///
    /// Given how often the term stands in both, its count in the target is binomial; Clopper & Pearson's interval of
    /// that share p gives log₂((n₂ / n₁) · p / (1 − p)).
    #[must_use]
    pub fn conservative_log_ratio(&self, n_terms: usize) -> f64 {
        let alpha = 0.05 / n_terms.max(1) as f64;
        let share = clopper_pearson(self.target.of, self.target.of + self.reference.of, alpha);
        let ratio = |p: f64| log2(self.reference.all / self.target.all * p / (1.0 - p));
        match (ratio(share.lo), ratio(share.hi)) {
            (lo, _) if lo > 0.0 => lo,
            (_, hi) if hi < 0.0 => hi,
            _ => 0.0,
        }
    }

    /// Ratio of the rates, `None` where the reference lacks the term.
    #[must_use]
    pub fn relative_risk(&self) -> Option<f64> {
        let [target, reference] = [self.target, self.reference].map(|side| side.of / side.all);
        (reference > 0.0).then(|| target / reference)
    }

    /// Standard error of ln [`Contingency::relative_risk`]: √(1/a − 1/n₁ + 1/b − 1/n₂). `None` where either side lacks the
    /// term. D. Katz et al. (1978), Biometrics 34:469-474.
    #[must_use]
    pub fn relative_risk_error(&self) -> Option<f64> {
        let [one, other] = [self.target, self.reference].map(|side| 1.0 / side.of - 1.0 / side.all);
        (one.is_finite() && other.is_finite()).then(|| sqrt(one + other))
    }

    /// Katz's interval of [`Contingency::relative_risk`].
    #[must_use]
    pub fn relative_risk_interval(&self) -> Option<Interval> {
        let (middle, half) = (log(self.relative_risk()?), Z95 * self.relative_risk_error()?);
        Some(Interval { lo: exp(middle - half), hi: exp(middle + half), method: "katz" })
    }

    /// Log odds ratio with ½ in every cell (Haldane 1956) and its standard error.
    #[must_use]
    pub fn log_odds_ratio(&self) -> (f64, f64) {
        let [a, b, c, d] = self.cells().map(|cell| cell + 0.5);
        (log(a * d / (b * c)), sqrt(1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d))
    }

    /// Bayes factor of a difference on the scale of BIC: G² of two cells − ln N. A. Wilson (2013).
    #[must_use]
    pub fn bic(&self) -> f64 {
        self.g2_two_cells() - log(self.n())
    }

    /// Effect size of G², G² of two cells over N ln (least expected count); `None` where that count is 1 or less.
    /// J. E. Johnston, K. J. Berry & P. W. Mielke (2006), Percept. Mot. Skills 103:412-414.
    #[must_use]
    pub fn ell(&self) -> Option<f64> {
        let least = self.expected().into_iter().fold(f64::INFINITY, f64::min);
        (least > 1.0).then(|| self.g2_two_cells() / (self.n() * log(least)))
    }

    /// p of [`Contingency::g2`] under χ² with one degree of freedom, words taken as independent.
    #[must_use]
    pub fn g2_p(&self) -> f64 {
        chi_square_1_p(self.g2())
    }
}

fn part(seen: f64, due: f64) -> f64 {
    if seen > 0.0 { seen * log(seen / due) } else { 0.0 }
}

fn ln_choose(n: f64, k: f64) -> f64 {
    ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(a: f64, n1: f64, b: f64, n2: f64) -> Option<Contingency> {
        Contingency::new(Share { of: a, all: n1 }, Share { of: b, all: n2 })
    }

    #[test]
    fn a_table_with_an_empty_margin_says_nothing() {
        assert!(table(0.0, 10.0, 0.0, 10.0).is_none() && table(1.0, 10.0, 0.0, 0.0).is_none());
        assert!(table(10.0, 10.0, 10.0, 10.0).is_none());
    }

    #[test]
    fn swapping_the_sides_turns_the_sign() {
        let (one, other) = (table(9.0, 90.0, 2.0, 110.0), table(2.0, 110.0, 9.0, 90.0));
        let (one, other) = (one.expect("margins"), other.expect("margins"));
        assert!((one.g2() - other.g2()).abs() < 1e-12 && one.sign() == -other.sign());
        assert!((one.conservative_log_ratio(3) + other.conservative_log_ratio(3)).abs() < 1e-9);
    }

    #[test]
    fn more_terms_make_the_log_ratio_more_careful() {
        let table = table(40.0, 1000.0, 10.0, 1000.0).expect("margins");
        let careful = table.conservative_log_ratio(1000);
        assert!(0.0 < careful && careful < table.conservative_log_ratio(1));
        assert!(table.conservative_log_ratio(1) < table.log_ratio());
    }
}
