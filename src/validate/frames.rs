//! Scores of sentence frames.

use super::classes::{ClassScorer, Tables, matches};
use super::{GoldSentence, Resampling, Score};
use crate::analysis::frame_name;
use crate::codebook::{Codebook, FrameIx};
use crate::stats::agreement::{Confusion, Matches, mean_f1};

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
    let mut tables = Tables::new(classes.len());
    for (sentence, found) in gold.iter().zip(found) {
        tables.add(&sentence.doc, place(&sentence.frames), place(found));
    }
    Scorer { codebook, classes: &classes, tables: tables.resample(resampling) }.agreement()
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

/// Turns tables of classes into scores of frames: a class may hold several.
struct Scorer<'a> {
    codebook: &'a Codebook,
    classes: &'a [Vec<FrameIx>],
    tables: ClassScorer,
}

impl Scorer<'_> {
    fn agreement(&self) -> Agreement {
        let tables = &self.tables;
        Agreement {
            n_sentences: tables.n_sentences(),
            n_documents: tables.n_documents(),
            frames: (0..self.codebook.frames.len()).map(|at| self.frame(FrameIx::new(at))).collect(),
            mean_f1: tables.score(&|table| mean_f1(&self.all_matches(table))),
            macro_f1: tables.score(&Confusion::macro_f1),
            accuracy: tables.score(&Confusion::agreement),
            kappa: tables.score(&Confusion::cohen_kappa),
            alpha: tables.score(&Confusion::krippendorff_alpha),
            classes: self.classes.iter().map(|class| class_name(self.codebook, class)).collect(),
            confusion: tables.confusion(),
        }
    }

    /// Sentences that show `frame`, alone or with others.
    fn frame(&self, frame: FrameIx) -> FrameScore {
        let it = self.tables.matched(&|class| self.classes[class].contains(&frame));
        FrameScore {
            frame,
            n_gold: it.n_gold,
            n_found: it.n_found,
            n_agreed: it.n_agreed,
            precision: it.precision,
            recall: it.recall,
            f1: it.f1,
        }
    }

    fn all_matches(&self, table: &Confusion) -> Vec<Matches> {
        let of = |at| {
            let frame = FrameIx::new(at);
            matches(table, self.classes.len(), &|class| self.classes[class].contains(&frame))
        };
        (0..self.codebook.frames.len()).map(of).collect()
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
            doc: doc.to_owned(),
            frames: frames.iter().map(|&at| FrameIx::new(at)).collect(),
            ..GoldSentence::default()
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
