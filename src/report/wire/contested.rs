//! Contested terms and what stands beside them, in `documents.jsonl` and `corpus.json`.

use super::{ByName, Estimate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A contested term in a document, a group or the corpus.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contested<'a> {
    /// The codebook entry.
    pub entry: Cow<'a, str>,
    /// Documents it stands in.
    pub n_documents: u64,
    /// Occurrences: matches in counted blocks that no mask or longer match covers, whoever utters them.
    pub n_hits: u64,
    /// Occurrences that something decides, by the step that does: `bearer`, `agent`, `clause`, `sentence`, `actor`,
    /// `default`.
    pub resolved_by: ByName<'a, u64>,
    /// The same occurrences by the frame that they stand for.
    pub frames: ByName<'a, u64>,
    /// Occurrences that nothing around them decides.
    pub n_unresolved: u64,
    /// Occurrences that are talked about, not used: in scare quotes, or behind *the term*.
    pub n_mentioned: u64,
    /// Unresolved occurrences as a share of all, in [0, 1]. Interval by Wilson.
    pub unresolved_share: Estimate<'a>,
    /// Mentioned occurrences as a share of all, in [0, 1]. Interval by Wilson.
    pub mentioned_share: Estimate<'a>,
    /// Lean: ln((P + 1/2) / (N + 1/2)) over the evidence that the primary version counts in the sentences in which it
    /// utters the term, without the term and what overlaps it. Log odds, any real number; above 0 the term keeps company
    /// with the positive frame. `count`: hits beside it, `denominator`: sentences with it. Null under ten sentences.
    /// Interval by drawing those sentences, in a corpus or group the documents.
    pub lean: Estimate<'a>,
    /// The first ten occurrences, in corpus order, where there are too few for a lean; else empty. Empty in groups.
    pub concordances: Vec<Concordance<'a>>,
}

/// Where a term occurs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Concordance<'a> {
    /// The document.
    pub doc_id: Cow<'a, str>,
    /// The sentence.
    pub sentence_id: Cow<'a, str>,
    /// First code point in the document's text, 0-based.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
}
