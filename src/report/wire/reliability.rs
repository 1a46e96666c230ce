//! How reliable positions of documents are.

use super::Estimate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Split-half reliability of the position over documents, and its standard error against their length. The halves of a
/// document are its first, third, fifth ... counted sentence, and the others; only documents with evidence in both have a
/// say: they are `count` of every number here, all documents `denominator`. Intervals draw documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reliability<'a> {
    /// Product-moment correlation of the positions of the halves, in [-1, 1]; null under five documents.
    pub halves_correlation: Estimate<'a>,
    /// Spearman and Brown's reliability of whole documents, 2r / (1 + r), at most 1: the share of the variance of positions
    /// that is not chance.
    pub spearman_brown: Estimate<'a>,
    /// Words at which the standard error of a position falls to 0.5.
    pub words_needed: Estimate<'a>,
    /// The standard error at round lengths: sqrt(c / words), c the mean over documents of words times the squared error that
    /// the difference of their halves shows.
    pub curve: Vec<ErrorAtLength<'a>>,
    /// The same as observed in documents of some length.
    pub observed: Vec<LengthClass>,
}

/// A point of the curve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorAtLength<'a> {
    /// Length of a text in words.
    pub n_words: u64,
    /// Standard error of its position, logit.
    pub standard_error: Estimate<'a>,
}

/// Documents of some length.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LengthClass {
    /// Fewest words.
    pub from_words: u64,
    /// Fewer words than this; null for the longest.
    pub below_words: Option<u64>,
    /// Documents with evidence in both halves.
    pub n_documents: u64,
    /// Root of the mean squared standard error of their positions.
    pub standard_error: f64,
}
