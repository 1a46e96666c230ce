//! What `validate --against RUN --correct --json` prints.

use super::Interval;
use crate::stats::Interval as Bounds;
use crate::validate::{CorrectedShare, Uncorrected};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The share of sentences of a run that show a frame, raw and corrected for the errors that a coder's random sheet shows
/// (Rogan & Gladen 1978).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionRow {
    /// The filled sheet.
    pub sheet: String,
    /// Id of the frame, or `any` for sentences with any.
    pub frame: String,
    /// Sentences of the run in which the program finds it, whoever speaks.
    pub n_found: u64,
    /// Counted sentences of the run.
    pub n_sentences: u64,
    /// The raw share, in [0, 1]; null for a run without sentences.
    pub raw: Option<f64>,
    /// Wilson's 95 % interval of the raw share.
    pub raw_interval: Option<Interval<'static>>,
    /// Coded sentences that show the frame.
    pub n_cases: u64,
    /// Those of them in which the program finds it.
    pub n_cases_found: u64,
    /// Coded sentences that do not show it.
    pub n_others: u64,
    /// Those of them in which the program does not find it.
    pub n_others_left: u64,
    /// n_cases_found / n_cases.
    pub sensitivity: Option<f64>,
    /// n_others_left / n_others.
    pub specificity: Option<f64>,
    /// (raw + specificity - 1) / (sensitivity + specificity - 1), kept within [0, 1].
    pub corrected: Option<f64>,
    /// 95 % interval of the corrected share: raw share, sensitivity and specificity are drawn from their Jeffreys
    /// posteriors. Takes sentences as independent.
    pub corrected_interval: Option<Interval<'static>>,
    /// Why `corrected` is null: `no-cases` (the sheet has no sentence with it, or none without) or `hardly-told` (sensitivity +
    /// specificity - 1 is under 0.3).
    pub reason: Option<String>,
}

impl CorrectionRow {
    /// The row of a frame.
    #[must_use]
    pub fn new(sheet: &str, it: &CorrectedShare) -> Self {
        let ((n_cases_found, n_cases), (n_others_left, n_others)) =
            (it.errors.sensitivity, it.errors.specificity);
        let rate = |part: u64, all: u64| (all > 0).then(|| part as f64 / all as f64);
        let owned = |it: &Bounds| Interval { lo: it.lo, hi: it.hi, method: it.method.into() };
        Self {
            sheet: sheet.to_owned(),
            frame: it.frame.clone(),
            n_found: it.found.0,
            n_sentences: it.found.1,
            raw: it.raw.map(|raw| raw.0),
            raw_interval: it.raw.as_ref().map(|raw| owned(&raw.1)),
            n_cases,
            n_cases_found,
            n_others,
            n_others_left,
            sensitivity: rate(n_cases_found, n_cases),
            specificity: rate(n_others_left, n_others),
            corrected: it.corrected.ok().map(|found| found.0),
            corrected_interval: it.corrected.ok().and_then(|found| found.1).as_ref().map(owned),
            reason: it.corrected.err().map(Uncorrected::name).map(str::to_owned),
        }
    }
}
