//! What `validate --json` prints: an `AgreementRow` for frames, a `NameAgreementRow` for names.

use crate::codebook::Codebook;
use crate::validate::{Agreement, Matched, NameAgreement, Score};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How well one subset of hand-coded sentences is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementRow {
    /// Which sentences: `all`, `unseen documents`, or a stratum as `source=…`.
    pub subset: String,
    /// Sentences compared.
    pub n_sentences: u64,
    /// Documents they come from.
    pub n_documents: u64,
    /// One a frame, in codebook order.
    pub frames: Vec<FrameAgreement>,
    /// Mean F1 over frames; a sentence with two frames counts for each.
    pub mean_f1: ScoreValue,
    /// Mean F1 over the classes that occur.
    pub macro_f1: ScoreValue,
    /// Share of sentences given the same class.
    pub accuracy: ScoreValue,
    /// Cohen's kappa over classes.
    pub kappa: ScoreValue,
    /// Krippendorff's alpha (nominal) over classes.
    pub alpha: ScoreValue,
    /// The classes, in the order of `confusion`.
    pub classes: Vec<String>,
    /// Sentences by class: people's in rows, the program's in columns.
    pub confusion: Vec<Vec<u64>>,
}

/// How well one frame is found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameAgreement {
    /// Its id.
    pub frame: String,
    /// Sentences that people say show it.
    pub n_gold: u64,
    /// Sentences that the program says show it.
    pub n_found: u64,
    /// Sentences on which both agree that they show it.
    pub n_agreed: u64,
    /// Agreed / found.
    pub precision: ScoreValue,
    /// Agreed / gold.
    pub recall: ScoreValue,
    /// Harmonic mean of the two.
    pub f1: ScoreValue,
}

/// How well the names of one subset of hand-marked sentences are found. A name is found if both ends are exact,
/// without articles and *'s*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NameAgreementRow {
    /// Which sentences: `all`, or a stratum as `source=…`.
    pub subset: String,
    /// Sentences compared.
    pub n_sentences: u64,
    /// Documents they come from.
    pub n_documents: u64,
    /// Whatever the label.
    pub untyped: NamesMatched,
    /// With the same label; names found with labels that nobody marked in the file are left out.
    pub typed: NamesMatched,
    /// One a label that occurs, in the order of our labels.
    pub labels: Vec<LabelMatched>,
    /// ISO 3166 codes of names with the same ends and label on both sides, where people gave the code: `n_gold`
    /// such names, `n_found` with a code of ours, `n_agreed` with the same.
    pub iso3: Vec<LabelMatched>,
}

/// The names of one label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelMatched {
    /// The label: ours, or `PER`, `ORG` or `LOC`.
    pub label: String,
    /// Its names.
    pub names: NamesMatched,
}

/// Names on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamesMatched {
    /// Names that people marked.
    pub n_gold: u64,
    /// Names that the program found.
    pub n_found: u64,
    /// Names on which both agree.
    pub n_agreed: u64,
    /// Agreed / found.
    pub precision: ScoreValue,
    /// Agreed / gold.
    pub recall: ScoreValue,
    /// Harmonic mean of the two.
    pub f1: ScoreValue,
}

impl NameAgreementRow {
    /// The row of a subset.
    #[must_use]
    pub fn new(subset: &str, scores: &NameAgreement) -> Self {
        let label = |(label, it): &(&'static str, Matched)| LabelMatched {
            label: (*label).to_owned(),
            names: it.into(),
        };
        Self {
            subset: subset.to_owned(),
            n_sentences: scores.n_sentences,
            n_documents: scores.n_documents,
            untyped: (&scores.untyped).into(),
            typed: (&scores.typed).into(),
            labels: scores.classes.iter().map(label).collect(),
            iso3: scores.iso3.iter().map(label).collect(),
        }
    }
}

impl From<&Matched> for NamesMatched {
    fn from(it: &Matched) -> Self {
        Self {
            n_gold: it.n_gold,
            n_found: it.n_found,
            n_agreed: it.n_agreed,
            precision: (&it.precision).into(),
            recall: (&it.recall).into(),
            f1: (&it.f1).into(),
        }
    }
}

/// A score with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoreValue {
    /// The score; null where it is undefined.
    pub value: Option<f64>,
    /// Lower bound (document bootstrap); null with fewer than two documents, for names fewer than five.
    pub lo: Option<f64>,
    /// Upper bound.
    pub hi: Option<f64>,
}

impl AgreementRow {
    /// The row of a subset.
    #[must_use]
    pub fn new(codebook: &Codebook, subset: &str, scores: &Agreement) -> Self {
        let frames = scores.frames.iter().map(|frame| FrameAgreement {
            frame: codebook.frames[frame.frame.get()].id.clone(),
            n_gold: frame.n_gold,
            n_found: frame.n_found,
            n_agreed: frame.n_agreed,
            precision: ScoreValue::from(&frame.precision),
            recall: ScoreValue::from(&frame.recall),
            f1: ScoreValue::from(&frame.f1),
        });
        Self {
            subset: subset.to_owned(),
            n_sentences: scores.n_sentences,
            n_documents: scores.n_documents,
            frames: frames.collect(),
            mean_f1: ScoreValue::from(&scores.mean_f1),
            macro_f1: ScoreValue::from(&scores.macro_f1),
            accuracy: ScoreValue::from(&scores.accuracy),
            kappa: ScoreValue::from(&scores.kappa),
            alpha: ScoreValue::from(&scores.alpha),
            classes: scores.classes.clone(),
            confusion: scores.confusion.clone(),
        }
    }
}

impl From<&Score> for ScoreValue {
    fn from(score: &Score) -> Self {
        let bounds = score.interval.map(|interval| (interval.lo, interval.hi));
        Self { value: score.value, lo: bounds.map(|(lo, _)| lo), hi: bounds.map(|(_, hi)| hi) }
    }
}
