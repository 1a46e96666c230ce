//! Scores of sentence frames.

use super::GoldSentence;
use crate::analysis::frame_name;
use crate::codebook::{Codebook, FrameIx};
use crate::stats::agreement::{Confusion, Matches, mean_f1};
use crate::stats::bootstrap::{Sums, Units};
use crate::stats::{Interval, percentile};
use std::collections::BTreeMap;
use std::fmt;

/// A score with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The score; `None` where it is undefined (no sentence shows the frame, nor is said to).
    pub value: Option<f64>,
    /// By document-cluster bootstrap, percentiles; `None` with too few documents.
    pub interval: Option<Interval>,
}

impl Score {
    /// The value alone: `0.867`, `–` where it is undefined.
    #[must_use]
    pub fn plain(&self) -> String {
        self.value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
    }
}

/// The value with its interval, where that is known: `0.867 [0.834, 0.894]`.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain())?;
        self.interval.map_or(Ok(()), |interval| write!(f, " [{:.3}, {:.3}]", interval.lo, interval.hi))
    }
}

/// How well one frame is found.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameScore {
    /// Which.
    pub frame: FrameIx,
    /// Sentences that people say show it.
    pub n_gold: u64,
    /// Sentences that the program says show it.
    pub n_found: u64,
    /// Sentences on which both agree that they show it.
    pub n_agreed: u64,
    /// Agreed / found.
    pub precision: Score,
    /// Agreed / gold.
    pub recall: Score,
    /// Harmonic mean of the two.
    pub f1: Score,
}

/// How well a set of sentences is read. A sentence that shows two frames counts for each of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Sentences compared.
    pub n_sentences: u64,
    /// Documents they come from.
    pub n_documents: u64,
    /// One a frame, in codebook order.
    pub frames: Vec<FrameScore>,
    /// Mean over frames of their F1 ("mean pole F1" of a codebook with two poles).
    pub mean_f1: Score,
    /// Mean over classes (each frame alone, several, neither) of their F1; classes that occur on neither side
    /// are left out.
    pub macro_f1: Score,
    /// Share of sentences given the same class.
    pub accuracy: Score,
    /// Cohen's kappa over the classes.
    pub kappa: Score,
    /// Krippendorff's alpha, nominal, over the classes.
    pub alpha: Score,
    /// The classes, in the order of `confusion`.
    pub classes: Vec<String>,
    /// Sentences by class: people's in rows, the program's in columns.
    pub confusion: Vec<Vec<u64>>,
}

/// How the intervals are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Resampling {
    /// Replicates.
    pub replicates: usize,
    /// Seed.
    pub seed: u64,
}

/// Compares what people coded with what the program found, sentence by sentence.
///
/// `found[i]` are the frames of `gold[i]`, in codebook order.
///
/// # Panics
/// If the two lists differ in length.
#[must_use]
pub fn agreement(
    codebook: &Codebook,
    gold: &[&GoldSentence],
    found: &[&[FrameIx]],
    resampling: Resampling,
) -> Agreement {
    assert_eq!(gold.len(), found.len(), "every coded sentence was read once");
    let classes = classes(codebook, gold, found);
    let place = |frames: &[FrameIx]| {
        classes.iter().position(|class| class == frames).expect("every class that occurs is listed")
    };
    let mut documents: BTreeMap<&str, Confusion> = BTreeMap::new();
    for (sentence, found) in gold.iter().zip(found) {
        let table = documents.entry(&sentence.doc).or_insert_with(|| Confusion::new(classes.len()));
        table.add(place(&sentence.frames), place(found));
    }
    let documents: Vec<Confusion> = documents.into_values().collect();
    Scorer { codebook, classes: &classes }.agreement(&documents, resampling)
}

/// The classes to report: each frame alone, the contrast, `neither`; then others that occur.
fn classes(codebook: &Codebook, gold: &[&GoldSentence], found: &[&[FrameIx]]) -> Vec<Vec<FrameIx>> {
    let mut classes: Vec<Vec<FrameIx>> =
        (0..codebook.frames.len()).map(|at| vec![FrameIx::new(at)]).collect();
    if let Some(contrast) = codebook.contrast {
        let mut both = vec![contrast.positive, contrast.negative];
        both.sort_unstable();
        classes.push(both);
    }
    classes.push(Vec::new());
    for occurring in gold.iter().map(|sentence| sentence.frames.as_slice()).chain(found.iter().copied()) {
        if !classes.iter().any(|class| class == occurring) {
            classes.push(occurring.to_vec());
        }
    }
    classes
}

/// A score as a function of a table of classes.
type Statistic<'s> = dyn Fn(&Confusion) -> Option<f64> + 's;

/// Turns tables of classes into scores. Every score is a function of one table, so a replicate is scored as
/// the whole is.
struct Scorer<'a> {
    codebook: &'a Codebook,
    classes: &'a [Vec<FrameIx>],
}

impl Scorer<'_> {
    fn agreement(&self, documents: &[Confusion], resampling: Resampling) -> Agreement {
        let n_classes = self.classes.len();
        let mut units = Units::new(n_classes * n_classes);
        let mut whole = Confusion::new(n_classes);
        for document in documents {
            units.push(&document.cells().iter().map(|&cell| cell as f64).collect::<Vec<_>>());
            whole.merge(document);
        }
        let replicates = units.resample(resampling.replicates, resampling.seed);
        let score = |statistic: &Statistic<'_>| Score {
            value: statistic(&whole),
            interval: (documents.len() > 1)
                .then(|| replicates.values(|sums| statistic(&self.table(sums))))
                .and_then(|mut values| percentile(&mut values, "document-bootstrap")),
        };
        Agreement {
            n_sentences: whole.total(),
            n_documents: documents.len() as u64,
            frames: (0..self.codebook.frames.len()).map(|at| self.frame(&whole, at, &score)).collect(),
            mean_f1: score(&|table| mean_f1(&self.all_matches(table))),
            macro_f1: score(&Confusion::macro_f1),
            accuracy: score(&Confusion::agreement),
            kappa: score(&Confusion::cohen_kappa),
            alpha: score(&Confusion::krippendorff_alpha),
            classes: self.classes.iter().map(|class| class_name(self.codebook, class)).collect(),
            confusion: whole.cells().chunks(n_classes).map(<[u64]>::to_vec).collect(),
        }
    }

    fn frame(&self, whole: &Confusion, at: usize, score: &dyn Fn(&Statistic<'_>) -> Score) -> FrameScore {
        let frame = FrameIx::new(at);
        let matches = self.matches(whole, frame);
        FrameScore {
            frame,
            n_gold: matches.true_positives + matches.false_negatives,
            n_found: matches.true_positives + matches.false_positives,
            n_agreed: matches.true_positives,
            precision: score(&|table| self.matches(table, frame).precision()),
            recall: score(&|table| self.matches(table, frame).recall()),
            f1: score(&|table| self.matches(table, frame).f1()),
        }
    }

    /// The table of a bootstrap sample.
    fn table(&self, sums: Sums<'_>) -> Confusion {
        let n_classes = self.classes.len();
        let cells = (0..n_classes * n_classes).map(|cell| sums.get(cell) as u64);
        Confusion::from_cells(n_classes, cells.collect())
    }

    /// Sentences that show `frame`, alone or with others.
    fn matches(&self, table: &Confusion, frame: FrameIx) -> Matches {
        let mut matches = Matches::default();
        for (coded, coded_class) in self.classes.iter().enumerate() {
            for (found, found_class) in self.classes.iter().enumerate() {
                let each = Matches::of(coded_class.contains(&frame), found_class.contains(&frame));
                matches = matches.plus(each.times(table.get(coded, found)));
            }
        }
        matches
    }

    fn all_matches(&self, table: &Confusion) -> Vec<Matches> {
        (0..self.codebook.frames.len()).map(|at| self.matches(table, FrameIx::new(at))).collect()
    }
}

/// The name of a class: as in our output, but with the frames spelt out where it would say `several`.
#[must_use]
pub fn class_name(codebook: &Codebook, class: &[FrameIx]) -> String {
    match frame_name(codebook, class) {
        "several" => {
            class.iter().map(|ix| codebook.frames[ix.get()].id.as_str()).collect::<Vec<_>>().join("+")
        }
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(doc: &str, frames: &[usize]) -> GoldSentence {
        GoldSentence {
            id: String::new(),
            text: String::new(),
            doc: doc.to_owned(),
            strata: Vec::new(),
            frames: frames.iter().map(|&at| FrameIx::new(at)).collect(),
        }
    }

    #[test]
    fn a_sentence_of_two_frames_counts_for_each() {
        let codebook = Codebook::built_in();
        let gold = [coded("a", &[0, 1]), coded("a", &[0]), coded("b", &[]), coded("b", &[1])];
        let found = [coded("", &[0]), coded("", &[0]), coded("", &[]), coded("", &[1])];
        let gold: Vec<&GoldSentence> = gold.iter().collect();
        let found: Vec<&[FrameIx]> = found.iter().map(|sentence| sentence.frames.as_slice()).collect();
        let scores = agreement(&codebook, &gold, &found, Resampling { replicates: 100, seed: 1 });
        assert_eq!((scores.n_sentences, scores.n_documents), (4, 2));
        assert_eq!(scores.frames[0].f1.value, Some(1.0));
        assert_eq!(scores.frames[1].recall.value, Some(0.5));
        assert_eq!(scores.classes, ["rights", "state", "both", "neither"]);
        assert_eq!(scores.confusion[2], [1, 0, 0, 0]);
        assert_eq!(scores.accuracy.value, Some(0.75));
        let interval = scores.accuracy.interval.expect("two documents");
        assert!(interval.lo <= 0.75 && 0.75 <= interval.hi);
    }
}
