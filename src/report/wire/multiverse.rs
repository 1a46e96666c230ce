//! `multiverse.jsonl`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One line of `multiverse.jsonl`, written on request: the position of a document, a group or the corpus under one choice of
/// voice, evidence and smoothing. All choices are there; the one that the other files report is `weights` with 0.5 in the
/// version of `options.voice`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MultiverseRow<'a> {
    /// The document; null for groups and the corpus.
    pub doc_id: Option<Cow<'a, str>>,
    /// The group, as `field=value`; null for documents and the whole corpus.
    pub group: Option<Cow<'a, str>>,
    /// Whose frames: `author` or `all`.
    pub voice: Cow<'a, str>,
    /// What is counted for each side of the contrast: `weights` (hits by the codebook's weights), `hits` (each alike),
    /// `sentences` (those that show the frame, as the run's engine says) or `sentences-by-rules`.
    pub evidence: Cow<'a, str>,
    /// What is added to each side before the logarithm.
    pub smoothing: f64,
    /// ln((P + s) / (N + s)), log odds; null without evidence.
    pub position: Option<f64>,
    /// Lower bound of the 95 % interval, whole documents drawn; null for documents, and under five of them.
    pub lo: Option<f64>,
    /// Upper bound.
    pub hi: Option<f64>,
    /// Why `position` or its interval is null.
    pub reason: Option<Cow<'a, str>>,
}
