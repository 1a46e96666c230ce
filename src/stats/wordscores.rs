//! Wordscores: placing texts between reference texts whose places are known.
//!
//! M. Laver, K. Benoit & J. Garry (2003), Extracting policy positions from political texts using words as data, APSR
//! 97(2):311-331. A text's score says on whose words it draws, not that it agrees with them.

use libm::sqrt;
use std::collections::BTreeMap;

/// Counts of words: the number of each word that occurs, ascending, and how often it does.
pub type WordCounts = [(u32, f64)];

/// The score of each word, learnt from texts of known places.
#[derive(Clone, Debug, PartialEq)]
pub struct Wordscores {
    /// By word; words of no reference text have none.
    scores: BTreeMap<u32, f64>,
    /// The places of the lowest and highest reference and their own raw scores.
    ends: [(f64, f64); 2],
    /// Standard deviation of the references' places.
    spread: f64,
}

/// Where a text was placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Σ F·S over the words that have a score: near the middle, since most words are everybody's.
    pub raw: f64,
    /// Standard error of `raw`: √(Σ F (S − raw)² / N).
    pub error: f64,
    /// How many words have a score.
    pub n_scored: f64,
}

impl Wordscores {
    /// Learns from the words of each reference text and the texts' places. `None` for fewer than two texts, an empty one,
    /// or places that are all the same.
    #[must_use]
    pub fn learn(references: &[(&WordCounts, f64)]) -> Option<Self> {
        let low = references.iter().min_by(|one, other| one.1.total_cmp(&other.1))?;
        let high = references.iter().max_by(|one, other| one.1.total_cmp(&other.1))?;
        if references.iter().any(|(counts, _)| total(counts) <= 0.0) || low.1 >= high.1 {
            return None;
        }
        let places: Vec<f64> = references.iter().map(|(_, place)| *place).collect();
        let mut learnt = Self {
            scores: scores(references),
            ends: [(low.1, 0.0), (high.1, 0.0)],
            spread: super::bootstrap::standard_error(&places)?,
        };
        let raw = [low, high].map(|(counts, _)| learnt.place(counts).map_or(0.0, |it| it.raw));
        learnt.ends = [(low.1, raw[0]), (high.1, raw[1])];
        Some(learnt)
    }

    /// A word's score, on the scale of the references; `None` for a word of none of them.
    #[must_use]
    pub fn score(&self, word: u32) -> Option<f64> {
        self.scores.get(&word).copied()
    }

    /// Every word that has a score, by number.
    pub fn scores(&self) -> impl Iterator<Item = (u32, f64)> {
        self.scores.iter().map(|(word, score)| (*word, *score))
    }

    /// Places a text by its words; `None` if none of them has a score.
    #[must_use]
    pub fn place(&self, counts: &WordCounts) -> Option<Placed> {
        let scored: Vec<(f64, f64)> =
            counts.iter().filter_map(|(word, n)| self.score(*word).map(|score| (*n, score))).collect();
        let n_scored: f64 = scored.iter().map(|(n, _)| n).sum();
        if n_scored <= 0.0 {
            return None;
        }
        let raw = scored.iter().map(|(n, score)| n / n_scored * score).sum::<f64>();
        let variance: f64 =
            scored.iter().map(|(n, score)| n / n_scored * (score - raw) * (score - raw)).sum();
        Some(Placed { raw, error: sqrt(variance / n_scored), n_scored })
    }

    /// A raw score stretched so that the two outer references keep their places, and the factor of the stretch, for the
    /// standard error: L. W. Martin & G. Vanberg (2008), Political Analysis 16:93-100. `None` where those two have the same
    /// raw score.
    #[must_use]
    pub fn rescale(&self, raw: f64) -> Option<(f64, f64)> {
        let [(low, raw_low), (high, raw_high)] = self.ends;
        let factor = (high - low) / (raw_high - raw_low);
        factor.is_finite().then_some(((raw - raw_low) * factor + low, factor))
    }

    /// Laver, Benoit & Garry's own stretch of the raw scores of a set of texts: around their mean, to the standard deviation
    /// of the references. Depends on which texts are placed together. Gives the factor as well, for the standard errors.
    #[must_use]
    pub fn rescale_together(&self, raw: &[f64]) -> Option<(Vec<f64>, f64)> {
        let spread = super::bootstrap::standard_error(raw).filter(|sd| *sd > 0.0)?;
        let mean = raw.iter().sum::<f64>() / raw.len() as f64;
        let factor = self.spread / spread;
        Some((raw.iter().map(|score| (score - mean) * factor + mean).collect(), factor))
    }
}

fn total(counts: &WordCounts) -> f64 {
    counts.iter().map(|(_, n)| n).sum()
}

/// S = Σ P·A: the mean place of the references, weighed by how probable each is of those in which the word was read.
fn scores(references: &[(&WordCounts, f64)]) -> BTreeMap<u32, f64> {
    let mut rates: BTreeMap<u32, Vec<(f64, f64)>> = BTreeMap::new();
    for (counts, place) in references {
        let total = total(counts);
        for (word, n) in counts.iter().filter(|(_, n)| *n > 0.0) {
            rates.entry(*word).or_default().push((n / total, *place));
        }
    }
    let score = |rates: &[(f64, f64)]| {
        let all: f64 = rates.iter().map(|(rate, _)| rate).sum();
        rates.iter().map(|(rate, place)| rate / all * place).sum()
    };
    rates.into_iter().map(|(word, rates)| (word, score(&rates))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_side_have_its_place() {
        let learnt = Wordscores::learn(&[(&[(0, 4.0), (1, 4.0)], -1.0), (&[(1, 4.0), (2, 4.0)], 1.0)]);
        let learnt = learnt.expect("two texts");
        let scores: Vec<_> = (0..4).map(|word| learnt.score(word)).collect();
        assert_eq!(scores, [Some(-1.0), Some(0.0), Some(1.0), None]);
        let placed = learnt.place(&[(1, 1.0), (2, 1.0), (3, 9.0)]).expect("two words are known");
        assert_eq!((placed.raw, placed.n_scored), (0.5, 2.0));
        assert_eq!(learnt.rescale(placed.raw), Some((1.0, 2.0)));
        assert_eq!(learnt.place(&[(3, 3.0)]), None);
    }

    #[test]
    fn places_must_differ() {
        assert!(Wordscores::learn(&[(&[(0, 1.0)], 0.0), (&[(0, 1.0)], 0.0)]).is_none());
        assert!(Wordscores::learn(&[(&[(0, 1.0)], 0.0)]).is_none());
        assert!(Wordscores::learn(&[(&[(0, 1.0)], 0.0), (&[], 1.0)]).is_none());
    }
}
