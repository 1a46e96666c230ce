//! Scores with their intervals, in what `validate --json` prints.

use crate::validate::{ClassAgreement, Matched, Score};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A score with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoreValue {
    /// The score; null where it is undefined.
    pub value: Option<f64>,
    /// Lower bound (document bootstrap); null with fewer than two documents, for names and spans fewer than five.
    pub lo: Option<f64>,
    /// Upper bound.
    pub hi: Option<f64>,
}

/// Things on both sides: names, spans, sentences of a class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatchedCounts {
    /// Those that people marked.
    pub n_gold: u64,
    /// Those that the program found.
    pub n_found: u64,
    /// Those on which both agree.
    pub n_agreed: u64,
    /// Agreed / found.
    pub precision: ScoreValue,
    /// Agreed / gold.
    pub recall: ScoreValue,
    /// Harmonic mean of the two.
    pub f1: ScoreValue,
}

/// How two codings into classes agree; of program and people, the people's is the first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassScores {
    /// Sentences compared: those that both coded.
    pub n_sentences: u64,
    /// Documents they come from.
    pub n_documents: u64,
    /// Share of sentences given the same class.
    pub accuracy: ScoreValue,
    /// Cohen's kappa.
    pub kappa: ScoreValue,
    /// Krippendorff's alpha (nominal).
    pub alpha: ScoreValue,
    /// Mean F1 over the classes that either used.
    pub macro_f1: ScoreValue,
    /// One a class; the first coding is taken as right.
    pub classes: Vec<ClassMatched>,
    /// Sentences by class: the first coding in rows, the second in columns.
    pub confusion: Vec<Vec<u64>>,
}

/// The sentences of one class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassMatched {
    /// Its name.
    pub class: String,
    /// Its sentences.
    pub sentences: MatchedCounts,
}

impl From<&ClassAgreement> for ClassScores {
    fn from(it: &ClassAgreement) -> Self {
        let class = |(name, matched): &(String, Matched)| ClassMatched {
            class: name.clone(),
            sentences: matched.into(),
        };
        Self {
            n_sentences: it.n_sentences,
            n_documents: it.n_documents,
            accuracy: (&it.accuracy).into(),
            kappa: (&it.kappa).into(),
            alpha: (&it.alpha).into(),
            macro_f1: (&it.macro_f1).into(),
            classes: it.classes.iter().map(class).collect(),
            confusion: it.confusion.clone(),
        }
    }
}

impl From<&Matched> for MatchedCounts {
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

impl From<&Score> for ScoreValue {
    fn from(score: &Score) -> Self {
        let bounds = score.interval.map(|interval| (interval.lo, interval.hi));
        Self { value: score.value, lo: bounds.map(|(lo, _)| lo), hi: bounds.map(|(_, hi)| hi) }
    }
}
