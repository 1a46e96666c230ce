//! What `validate --json` prints for attributions.

use super::MatchedCounts;
use crate::validate::{AttributionAgreement, SpanAgreement};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How well it is found who says what in one subset of hand-marked texts. Scare quotes are left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttributionAgreementRow {
    /// Which texts: `all`, or a stratum as `source=…`.
    pub subset: String,
    /// Texts compared.
    pub n_texts: u64,
    /// Documents they belong to.
    pub n_documents: u64,
    /// Who holds it; only where that is said.
    pub source: SpanScores,
    /// The words that ascribe it.
    pub cue: SpanScores,
    /// What is ascribed.
    pub content: SpanScores,
    /// Tokens of contents: runs of letters and digits, single marks.
    pub content_tokens: MatchedCounts,
}

/// How well one part of attributions is found; a part in several pieces counts once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpanScores {
    /// With all ends the same.
    pub exact: MatchedCounts,
    /// With a character in common, paired one to one.
    pub overlap: MatchedCounts,
}

impl AttributionAgreementRow {
    /// The row of a subset.
    #[must_use]
    pub fn new(subset: &str, scores: &AttributionAgreement) -> Self {
        let spans =
            |it: &SpanAgreement| SpanScores { exact: (&it.exact).into(), overlap: (&it.overlap).into() };
        Self {
            subset: subset.to_owned(),
            n_texts: scores.n_texts,
            n_documents: scores.n_documents,
            source: spans(&scores.source),
            cue: spans(&scores.cue),
            content: spans(&scores.content),
            content_tokens: (&scores.content_tokens).into(),
        }
    }
}
