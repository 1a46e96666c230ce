//! `measures.jsonl`: every statistic as a tidy row.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One line of `measures.jsonl`: one statistic of one document, one group or the whole corpus. The numbers
/// are those of `documents.jsonl` and `corpus.json`, laid out for data frames.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureRow<'a> {
    /// The document; null for groups and the corpus.
    pub doc_id: Option<Cow<'a, str>>,
    /// The group, as `field=value`; null for documents and the whole corpus.
    pub group: Option<Cow<'a, str>>,
    /// Whose words were counted: `all` or `author`.
    pub voice: Cow<'a, str>,
    /// Name of the statistic, such as `position`.
    pub statistic: Cow<'a, str>,
    /// The frame it speaks of; null where it speaks of all.
    pub frame: Option<Cow<'a, str>>,
    /// The family it speaks of; null where it speaks of all.
    pub family: Option<Cow<'a, str>>,
    /// The statistic, in the unit of its name; null where it is undefined.
    pub value: Option<f64>,
    /// Lower bound of the 95 % interval; null where none is defined.
    pub lo: Option<f64>,
    /// Upper bound of the 95 % interval; null where none is defined.
    pub hi: Option<f64>,
    /// How the interval was made, such as `sentence-bootstrap`; for groups and the corpus preceded by how
    /// the documents were joined (`pooled` or `mean-of-documents`). Null where neither applies.
    pub method: Option<Cow<'a, str>>,
    /// What was counted (events, sentences), unweighted.
    pub count: Option<u64>,
    /// What it was counted in (words, sentences, events).
    pub denominator: Option<u64>,
    /// Why `value` is null, or why it should not be relied on.
    pub reason: Option<Cow<'a, str>>,
}
