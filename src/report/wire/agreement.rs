//! What `validate --json` prints for sentences.

use super::{ClassScores, MatchedCounts, ScoreValue};
use crate::codebook::Codebook;
use crate::validate::{SentenceAgreement, SheetAgreement, VoiceAgreement};
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
    /// Whose words framed sentences are; null where nobody coded it.
    pub voice: Option<VoiceScores>,
    /// How the one who speaks stands to the frames of framed sentences, where both sides say; null where nobody coded
    /// it.
    pub stance: Option<ClassScores>,
}

/// How well it is told whose words framed sentences are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VoiceScores {
    /// `author`, `attributed` and `mixed`.
    pub classes: ClassScores,
    /// `attributed` and `mixed` together, against the author's.
    pub other: MatchedCounts,
    /// Of sentences that are not the author's on both sides and for which people wrote the holder down: `n_gold` such
    /// sentences, `n_found` with a source of ours, `n_agreed` with the right one. Recall is the share that is right.
    pub holders: MatchedCounts,
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

/// How two codings of the sentences of a run agree: two coders, or a coder and the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SheetAgreementRow {
    /// The file of the first coder; taken as right where that matters.
    pub first: String,
    /// The file of the second, or `the program`.
    pub second: String,
    /// Which frames sentences show.
    pub frame: ClassScores,
    /// Whose words framed sentences are; null where one of the two does not say.
    pub voice: Option<VoiceScores>,
    /// How the one who speaks stands to the frames; null where one of the two does not say.
    pub stance: Option<ClassScores>,
    /// Families, each sentence and family a case; null where one of the two does not say.
    pub families: Option<MatchedCounts>,
}

impl SheetAgreementRow {
    /// The row of two codings.
    #[must_use]
    pub fn new(first: &str, second: &str, scores: &SheetAgreement) -> Self {
        Self {
            first: first.to_owned(),
            second: second.to_owned(),
            frame: (&scores.frame).into(),
            voice: scores.voice.as_ref().map(VoiceScores::from),
            stance: scores.stance.as_ref().map(ClassScores::from),
            families: scores.families.as_ref().map(MatchedCounts::from),
        }
    }
}

impl AgreementRow {
    /// The row of a subset.
    #[must_use]
    pub fn new(codebook: &Codebook, subset: &str, layers: &SentenceAgreement) -> Self {
        let scores = &layers.frames;
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
            voice: layers.voice.as_ref().map(VoiceScores::from),
            stance: layers.stance.as_ref().map(ClassScores::from),
        }
    }
}

impl From<&VoiceAgreement> for VoiceScores {
    fn from(it: &VoiceAgreement) -> Self {
        Self { classes: (&it.classes).into(), other: (&it.other).into(), holders: (&it.holders).into() }
    }
}
