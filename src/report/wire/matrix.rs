//! `matrix.json`.

use super::{ComparisonOptions, Interval, Program, Valued};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The one object of `matrix.json`: all pairs of groups of documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Matrix<'a> {
    /// Version of the format.
    pub schema_version: Cow<'a, str>,
    /// What made it.
    pub program: Program<'a>,
    /// How.
    pub options: ComparisonOptions<'a>,
    /// The field that documents are grouped by.
    pub by: Cow<'a, str>,
    /// Documents that do not state the field, and are left out.
    pub n_without: u64,
    /// Which side a plus favours, in words.
    pub positive_means: Cow<'a, str>,
    /// The groups, by their value of the field.
    pub groups: Vec<MatrixGroup<'a>>,
    /// Every pair of groups.
    pub pairs: Vec<MatrixPair<'a>>,
    /// How much the groups fight over each contested term, in codebook order.
    pub contestation: Vec<Contestation<'a>>,
}

/// A group of documents and its place among the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatrixGroup<'a> {
    /// Its value of the field.
    pub value: Cow<'a, str>,
    /// Its documents, those in another language left out.
    pub n_documents: u64,
    /// Position of its documents taken together, log odds.
    pub position: Valued<'a>,
    /// Its rank by position: 1 is the highest.
    pub position_rank: Option<u64>,
    /// 95 % interval of that rank over the draws of all groups.
    pub position_rank_interval: Option<Interval<'a>>,
    /// Share of its sentences that show any frame, in [0, 1].
    pub emphasis: Valued<'a>,
    /// Its rank by emphasis.
    pub emphasis_rank: Option<u64>,
    /// 95 % interval of that rank.
    pub emphasis_rank_interval: Option<Interval<'a>>,
}

/// Two groups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatrixPair<'a> {
    /// One group; a plus is more in it.
    pub target: Cow<'a, str>,
    /// The other.
    pub reference: Cow<'a, str>,
    /// Difference of the positions.
    pub position: MatrixDifference<'a>,
    /// Difference of the emphases.
    pub emphasis: MatrixDifference<'a>,
    /// Jensen-Shannon distance (base 2) of the families they argue with, in [0, 1]; null where one has no evidence.
    pub profile_distance: Option<f64>,
}

/// A difference of two groups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatrixDifference<'a> {
    /// Target less reference.
    pub difference: Option<f64>,
    /// 95 % interval, documents of both drawn; null under five documents.
    pub interval: Option<Interval<'a>>,
    /// Two-sided p, documents rearranged between the two; null under five documents.
    pub p: Option<f64>,
    /// p adjusted for all pairs and both statistics.
    pub q: Option<f64>,
    /// `permutation-exact` or `permutation`.
    pub method: Option<Cow<'a, str>>,
}

/// How much the groups fight over a contested term.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contestation<'a> {
    /// The codebook entry.
    pub entry: Cow<'a, str>,
    /// I2 of the groups' leans: the share of their variation that is not noise, in [0, 1]; null for fewer than two groups with
    /// a lean and an interval.
    pub i_squared: Option<f64>,
    /// Groups whose leans it is made from.
    pub n_groups: u64,
    /// Occurrences that are talked about, not used, as a share of all, in [0, 1].
    pub mentioned_share: Option<f64>,
    /// Occurrences that nothing decides, as a share of all, in [0, 1].
    pub unresolved_share: Option<f64>,
    /// Why `i_squared` is null.
    pub reason: Option<Cow<'a, str>>,
}
