//! Wordscores: placing texts between reference texts whose places are known.
//!
//! M. Laver, K. Benoit & J. Garry (2003), Extracting policy positions from political texts using words as data, APSR
//! 97(2):311-331. A text's score says on whose words it draws, not that it agrees with them.

use libm::sqrt;

/// The score of each word, learnt from texts of known places.
#[derive(Clone, Debug, PartialEq)]
pub struct Wordscores {
    /// `None` for words of no reference text.
    scores: Vec<Option<f64>>,
    /// The places of the lowest and highest reference and their own raw scores.
    ends: [(f64, f64); 2],
    /// Mean and standard deviation of the references' places.
    references: (f64, f64),
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
    /// Learns from the counts of the same words in each reference text and the texts' places. `None` for fewer than two
    /// texts, an empty one, or places that are all the same.
    #[must_use]
    pub fn learn(references: &[(&[f64], f64)]) -> Option<Self> {
        let totals: Vec<f64> = references.iter().map(|(counts, _)| counts.iter().sum()).collect();
        let low = references.iter().min_by(|one, other| one.1.total_cmp(&other.1))?;
        let high = references.iter().max_by(|one, other| one.1.total_cmp(&other.1))?;
        if totals.iter().any(|total| *total <= 0.0) || low.1 >= high.1 {
            return None;
        }
        let n_words = references.first()?.0.len();
        let score = |word: usize| {
            let rates = || references.iter().zip(&totals).map(|((counts, _), total)| counts[word] / total);
            let all: f64 = rates().sum();
            let weighed = rates().zip(references).map(|(rate, (_, place))| rate / all * place);
            (all > 0.0).then(|| weighed.sum())
        };
        let places: Vec<f64> = references.iter().map(|(_, place)| *place).collect();
        let spread = super::bootstrap::standard_error(&places)?;
        let mean = places.iter().sum::<f64>() / places.len() as f64;
        let mut learnt = Self {
            scores: (0..n_words).map(score).collect(),
            ends: [(low.1, 0.0), (high.1, 0.0)],
            references: (mean, spread),
        };
        let raw = [low, high].map(|(counts, _)| learnt.place(counts).map_or(0.0, |it| it.raw));
        learnt.ends = [(low.1, raw[0]), (high.1, raw[1])];
        Some(learnt)
    }

    /// A word's score, on the scale of the references.
    #[must_use]
    pub fn score(&self, word: usize) -> Option<f64> {
        self.scores[word]
    }

    /// Places a text by its counts of the same words; `None` if none of them has a score.
    #[must_use]
    pub fn place(&self, counts: &[f64]) -> Option<Placed> {
        let scored =
            || counts.iter().zip(&self.scores).filter_map(|(n, score)| score.map(|score| (*n, score)));
        let n_scored: f64 = scored().map(|(n, _)| n).sum();
        if n_scored <= 0.0 {
            return None;
        }
        let raw = scored().map(|(n, score)| n / n_scored * score).sum::<f64>();
        let variance: f64 = scored().map(|(n, score)| n / n_scored * (score - raw) * (score - raw)).sum();
        Some(Placed { raw, error: sqrt(variance / n_scored), n_scored })
    }

    /// A raw score stretched so that the two outer references keep their places: L. W. Martin & G. Vanberg (2008), Political
    /// Analysis 16:93-100. `None` where those two have the same raw score.
    #[must_use]
    pub fn rescale(&self, raw: f64) -> Option<f64> {
        let [(low, raw_low), (high, raw_high)] = self.ends;
        (raw_high != raw_low).then(|| (raw - raw_low) * (high - low) / (raw_high - raw_low) + low)
    }

    /// Laver, Benoit & Garry's own stretch of the raw scores of a set of texts: around their mean, to the standard deviation
    /// of the references. Depends on which texts are placed together. Gives the factor as well, for the standard errors.
    #[must_use]
    pub fn rescale_together(&self, raw: &[f64]) -> Option<(Vec<f64>, f64)> {
        let spread = super::bootstrap::standard_error(raw).filter(|sd| *sd > 0.0)?;
        let mean = raw.iter().sum::<f64>() / raw.len() as f64;
        let factor = self.references.1 / spread;
        Some((raw.iter().map(|score| (score - mean) * factor + mean).collect(), factor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_side_have_its_place() {
        let learnt = Wordscores::learn(&[(&[4.0, 4.0, 0.0, 0.0], -1.0), (&[0.0, 4.0, 4.0, 0.0], 1.0)]);
        let learnt = learnt.expect("two texts");
        let scores: Vec<_> = (0..4).map(|word| learnt.score(word)).collect();
        assert_eq!(scores, [Some(-1.0), Some(0.0), Some(1.0), None]);
        let placed = learnt.place(&[0.0, 1.0, 1.0, 9.0]).expect("two words are known");
        assert_eq!((placed.raw, placed.n_scored), (0.5, 2.0));
        assert_eq!(learnt.rescale(placed.raw), Some(1.0));
        assert_eq!(learnt.place(&[0.0, 0.0, 0.0, 3.0]), None);
    }

    #[test]
    fn places_must_differ() {
        assert!(Wordscores::learn(&[(&[1.0], 0.0), (&[1.0], 0.0)]).is_none());
        assert!(Wordscores::learn(&[(&[1.0], 0.0)]).is_none());
        assert!(Wordscores::learn(&[(&[1.0], 0.0), (&[0.0], 1.0)]).is_none());
    }
}
