//! What `validate --json` prints for names.

use super::MatchedCounts;
use crate::validate::{Matched, NameAgreement};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    pub untyped: MatchedCounts,
    /// With the same label; names found with labels that nobody marked in the file are left out.
    pub typed: MatchedCounts,
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
    pub names: MatchedCounts,
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
