//! What a comparison hangs on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The difference of the positions without each entry, and each family, of the codebook: whether another sound codebook
/// might have given another answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fragility<'a> {
    /// Position of the target less that of the reference, with everything; null where either is undefined.
    pub difference: Option<f64>,
    /// Without each entry that has evidence on either side: the largest change first, after those that leave nothing to
    /// compare.
    pub entries: Vec<LeftOut<'a>>,
    /// Without each family, likewise.
    pub families: Vec<LeftOut<'a>>,
    /// In words, what turns the sign of the difference.
    pub sign_flips: Vec<Cow<'a, str>>,
    /// Why `difference` is null.
    pub reason: Option<Cow<'a, str>>,
}

/// The difference without one entry or family.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeftOut<'a> {
    /// The id of the entry or family that is left out on both sides.
    pub left_out: Cow<'a, str>,
    /// Position of the target without it; null where nothing else speaks.
    pub target: Option<f64>,
    /// Position of the reference without it.
    pub reference: Option<f64>,
    /// Target less reference; null where either is.
    pub difference: Option<f64>,
    /// That difference less the one with everything.
    pub change: Option<f64>,
    /// Whether the difference has the other sign without it.
    pub sign_flips: bool,
}
