//! What `kwic --collocates --format jsonl` prints.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A word beside what was looked for. Counted are content words of counted sentences; words of what was found are none of them.
/// O, R, C and N are `n_together`, `n_beside`, `n_word` and `n_words`; E = R C / N.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CollocateRow {
    /// The word, folded.
    pub word: String,
    /// How often it stands within the window of a place, in the same sentence; once however many places are near.
    pub n_together: u64,
    /// How often of these it stands before the nearest place.
    pub n_left: u64,
    /// How often behind it.
    pub n_right: u64,
    /// Documents in which it stands there.
    pub n_documents: u64,
    /// How often it stands anywhere.
    pub n_word: u64,
    /// Words within the window of a place, all together.
    pub n_beside: u64,
    /// All words.
    pub n_words: u64,
    /// E: how often it would stand there by chance.
    pub expected: Option<f64>,
    /// Pointwise mutual information log2(O / E), bits; favours rare words.
    pub pmi: Option<f64>,
    /// PMI over -log2(O / N), in [-1, 1]: 0 as by chance, 1 never apart.
    pub npmi: Option<f64>,
    /// logDice 14 + log2(2 O / (R + C)), at most 14; does not depend on N.
    pub log_dice: Option<f64>,
    /// Log odds ratio with 1/2 in every cell; 0 as by chance. Rows are ranked by the lower end of its 95 % interval.
    pub lambda: Option<f64>,
    /// Its standard error.
    pub lambda_se: Option<f64>,
    /// lambda over its standard error.
    pub z: Option<f64>,
    /// Two-sided p of z, adjusted for all words listed and cut off (Benjamini-Hochberg). Takes words as independent, which
    /// they are not: a guide, not a test.
    pub q: Option<f64>,
    /// Why the measures are null: `nothing-else`, where every word stands beside a place or is this one.
    pub reason: Option<String>,
}
