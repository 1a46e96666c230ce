//! How firmly a word belongs beside a term.

use crate::stats::{Collocation, LogOdds, wald};

/// The association of a word with the places beside a term, of all content words of a text. See [`Collocation`] for sources.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    /// How often the word would stand there by chance.
    pub expected: f64,
    /// Pointwise mutual information, bits.
    pub pmi: f64,
    /// The same normed to \[−1, 1\].
    pub npmi: f64,
    /// logDice, at most 14.
    pub log_dice: f64,
    /// λ, log odds ratio, and its standard error.
    pub lambda: LogOdds,
}

impl Strength {
    /// Of a word that stands `n_together` times among the `n_beside` content words beside a term and `n_word` times among all
    /// `n_words` content words but the term's own. `None` where it never stands there, or where there is nothing else: every
    /// content word stands beside the term, or is this word.
    #[must_use]
    pub fn new(n_together: u64, (n_beside, n_word): (u64, u64), n_words: u64) -> Option<Self> {
        let pair = Collocation::new(n_together, (n_beside, n_word), n_words)?;
        let (delta, se) = pair.lambda();
        Some(Self {
            expected: pair.expected(),
            pmi: pair.pmi(),
            npmi: pair.npmi(),
            log_dice: pair.log_dice(),
            lambda: LogOdds { delta, se },
        })
    }

    /// The lower end of the 95 % interval of λ: what collocates are ranked by, so that neither rare nor frequent words come
    /// first for being so.
    #[must_use]
    pub fn surely(&self) -> f64 {
        wald(self.lambda.delta, self.lambda.se).lo
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of 100 content words; 20 stand beside the term; the word stands 5 times there of 10 times in all: by chance
    /// 20 · 10 / 100 = 2.
    #[test]
    fn strength_is_as_worked_out_by_hand() {
        let it = Strength::new(5, (20, 10), 100).expect("counts");
        assert!((it.expected - 2.0).abs() < 1e-12);
        assert!((it.pmi - 2.5_f64.log2()).abs() < 1e-12, "log2(5 / 2)");
        assert!((it.npmi - 2.5_f64.log2() / 20.0_f64.log2()).abs() < 1e-12, "over -log2(5 / 100)");
        assert!((it.log_dice - (14.0 + (10.0_f64 / 30.0).log2())).abs() < 1e-12);
        // Cells 5, 15, 5, 75, with a half each: ln(5.5 · 75.5 / (15.5 · 5.5)).
        assert!((it.lambda.delta - (75.5_f64 / 15.5).ln()).abs() < 1e-12);
        let variance: f64 = 2.0 / 5.5 + 1.0 / 15.5 + 1.0 / 75.5;
        assert!((it.lambda.se - variance.sqrt()).abs() < 1e-12);
        assert!(it.surely() < it.lambda.delta && it.surely() > 0.0);
    }

    #[test]
    fn without_anything_else_there_is_no_strength() {
        assert!(Strength::new(0, (20, 10), 100).is_none(), "it never stands there");
        assert!(Strength::new(5, (100, 10), 100).is_none(), "every word stands beside the term");
        assert!(Strength::new(20, (20, 100), 100).is_none(), "every word is this word");
    }
}
