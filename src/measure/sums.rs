//! Statistics of counts that are added up: what comparing draws and rearranges documents for.

use super::DocumentCounts;
use super::columns::Columns;
use crate::codebook::{Codebook, Contrast, Dimension, FamilyIx, FrameIx};
use crate::stats::bootstrap::Units;
use crate::stats::{entropy, logit_scale};

/// A statistic of some columns.
type Formula = fn(&[f64]) -> Option<f64>;

/// A statistic of the sums over documents.
#[derive(Clone, Debug)]
pub struct SumStatistic {
    /// Its name: one of [`STATISTICS`](super::STATISTICS).
    pub name: &'static str,
    /// The frame it is about, if one; for a family none but its own.
    pub frame: Option<FrameIx>,
    /// The family it is about, if one.
    pub family: Option<FamilyIx>,
    columns: Vec<usize>,
    formula: Formula,
}

impl SumStatistic {
    /// The statistic of sums, as [`sums`] lays them out; `None` where it is undefined.
    #[must_use]
    pub fn of(&self, sum: impl Fn(usize) -> f64) -> Option<f64> {
        const MOST: usize = 8;
        if self.columns.len() > MOST {
            return (self.formula)(&self.columns.iter().map(|at| sum(*at)).collect::<Vec<f64>>());
        }
        let mut few = [0.0; MOST];
        few.iter_mut().zip(&self.columns).for_each(|(value, at)| *value = sum(*at));
        (self.formula)(&few[..self.columns.len()])
    }
}

/// What was counted in a document as a row of numbers that add up.
#[must_use]
pub fn sums(codebook: &Codebook, counts: &DocumentCounts) -> Vec<f64> {
    Columns::of(codebook).totals(codebook, counts)
}

/// Documents as units of a bootstrap, their quantities as in [`sums`].
#[must_use]
pub fn document_units(codebook: &Codebook, documents: &[&DocumentCounts]) -> Units {
    Columns::of(codebook).of_documents(codebook, documents)
}

/// The columns of [`sums`] that hold the weight of each family, in codebook order.
#[must_use]
pub fn family_columns(codebook: &Codebook) -> std::ops::Range<usize> {
    let first = Columns::of(codebook).family(FamilyIx::new(0));
    first..first + codebook.families.len()
}

/// Every statistic that two groups of documents are compared by, in a fixed order.
#[must_use]
pub fn sum_statistics(codebook: &Codebook) -> Vec<SumStatistic> {
    let columns = Columns::of(codebook);
    let sentences = columns.sentences();
    let mut all = match codebook.contrast {
        Some(contrast) => of_contrast(columns, contrast),
        None => Vec::new(),
    };
    let of_all = |name, columns: Vec<usize>, formula| SumStatistic {
        name,
        frame: None,
        family: None,
        columns,
        formula,
    };
    all.push(of_all("emphasis", vec![columns.framed(), sentences], ratio));
    let families = (0..codebook.families.len()).map(|at| columns.family(FamilyIx::new(at)));
    all.push(of_all("family_entropy", families.collect(), entropy::normalised));
    let rates = ["affirmation_rate", "violation_rate", "justification_rate"];
    for (name, dimension) in rates.into_iter().zip(Dimension::ALL) {
        all.push(of_all(name, vec![columns.dimension(dimension), Columns::WORDS], per_1000));
    }
    let [affirmation, violation] =
        [Dimension::Affirmation, Dimension::Violation].map(|it| columns.dimension(it));
    all.push(of_all("violation_share", vec![violation, affirmation], first_share));
    for at in 0..codebook.frames.len() {
        let frame = FrameIx::new(at);
        let of_frame = |name, column, whole, formula| SumStatistic {
            frame: Some(frame),
            ..of_all(name, vec![column, whole], formula)
        };
        all.push(of_frame("rate_per_1000_words", columns.frame(frame), Columns::WORDS, per_1000));
        all.push(of_frame("emphasis", columns.frame_sentences(frame), sentences, ratio));
    }
    for (at, family) in codebook.families.iter().enumerate() {
        let column = columns.family(FamilyIx::new(at));
        let of_family = |name, whole, formula| SumStatistic {
            family: Some(FamilyIx::new(at)),
            ..of_all(name, vec![column, whole], formula)
        };
        all.push(of_family("rate_per_1000_words", Columns::WORDS, per_1000));
        all.push(of_family("share", columns.frame(family.frame), ratio));
    }
    all
}

fn of_contrast(columns: Columns, Contrast { positive, negative }: Contrast) -> Vec<SumStatistic> {
    let sides = vec![columns.frame(positive), columns.frame(negative)];
    let cells = columns.contrast().to_vec();
    let justification = vec![columns.dimension(Dimension::Justification), columns.frame(negative)];
    let all: [(_, Vec<usize>, Formula); 6] = [
        ("position", sides.clone(), position),
        ("balance", sides.clone(), |it| logit_scale::balance(it[0], it[1])),
        ("ambivalence", sides, |it| logit_scale::ambivalence(it[0], it[1])),
        ("comention", cells.clone(), |it| {
            let meet = it[0] + it[1] > 0.0 && it[0] + it[2] > 0.0;
            meet.then(|| logit_scale::log_odds_ratio([it[0], it[1], it[2], it[3]]).0)
        }),
        ("comention_share", cells, |it| ratio(&[it[0], it[0] + it[1] + it[2]])),
        ("justification_share", justification, ratio),
    ];
    let statistic =
        |(name, columns, formula)| SumStatistic { name, frame: None, family: None, columns, formula };
    all.into_iter().map(statistic).collect()
}

fn position(it: &[f64]) -> Option<f64> {
    (it[0] + it[1] > 0.0).then(|| logit_scale::position(it[0], it[1]))
}

fn ratio(it: &[f64]) -> Option<f64> {
    (it[1] > 0.0).then(|| it[0] / it[1])
}

fn per_1000(it: &[f64]) -> Option<f64> {
    ratio(&[1000.0 * it[0], it[1]])
}

/// The first as a share of both.
fn first_share(it: &[f64]) -> Option<f64> {
    ratio(&[it[0], it[0] + it[1]])
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{CENSORSHIP, PRIVACY, SOVEREIGNTY, codebook, layers, line};
    use super::super::{STATISTICS, SentenceFrames, Voices, framing_rows, sentence_frames, values};
    use super::*;
    use crate::document::BlockKind;

    /// Every statistic here is the one that a framing has under the same name.
    #[test]
    fn sums_give_what_framings_give() {
        let lines = [line(12, &[PRIVACY, CENSORSHIP, SOVEREIGNTY]), line(9, &[PRIVACY]), line(7, &[])];
        let (segmentation, annotations) = layers(&lines);
        let codebook = codebook();
        let body = (&[BlockKind::Paragraph][..], Voices::All);
        let sentences: Vec<SentenceFrames> = sentence_frames(&codebook, &segmentation, &annotations, body);
        let counts = DocumentCounts::of(&codebook, &segmentation, &annotations, (&sentences, Voices::All));
        let (sums, rows) = (sums(&codebook, &counts), framing_rows(&values(&codebook, &counts)));
        for statistic in sum_statistics(&codebook) {
            assert!(STATISTICS.iter().any(|known| known.name == statistic.name), "{}", statistic.name);
            let same = |row: &&super::super::Row| {
                (row.statistic, row.frame, row.family) == (statistic.name, statistic.frame, statistic.family)
            };
            let Some(row) = rows.iter().find(same) else { panic!("{statistic:?} is no row") };
            if let Some(value) = row.value {
                let ours = statistic.of(|at| sums[at]);
                assert!(ours.is_some_and(|it| (it - value).abs() < 1e-9), "{statistic:?}: {ours:?} {value}");
            }
        }
    }
}
