//! The company that a contested term keeps on two sides, in `comparison.json`.

use super::KeyLogOdds;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A modifier of a contested term that one side uses more. A plus is more in the target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContestedModifier<'a> {
    /// Where it stands: `before` the term, within two words of it; `after` it, as the next word; `of`, within two words behind
    /// *of*.
    pub relation: Cow<'a, str>,
    /// The word, folded.
    pub word: Cow<'a, str>,
    /// The target's uses with it.
    pub target: ModifierUse,
    /// The reference's uses with it.
    pub reference: ModifierUse,
    /// How the sides differ.
    pub contrast: ShareContrast,
}

/// How one side uses a modifier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModifierUse {
    /// Uses of the term that have it.
    pub count: u64,
    /// Documents with them.
    pub n_documents: u64,
    /// Share of all uses of the term, in [0, 1].
    pub share: f64,
}

/// A word beside a contested term that one side has there more. A plus is more in the target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContestedCollocate<'a> {
    /// The word, folded.
    pub word: Cow<'a, str>,
    /// How the target has it beside the term.
    pub target: CollocateUse<'a>,
    /// How the reference has it beside the term.
    pub reference: CollocateUse<'a>,
    /// How the sides differ.
    pub contrast: ShareContrast,
}

/// How one side has a word beside a term.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CollocateUse<'a> {
    /// How often it stands within five words of a use, in the same sentence.
    pub count: u64,
    /// Documents in which it does.
    pub n_documents: u64,
    /// Share of all content words that stand there, in [0, 1].
    pub share: f64,
    /// How often it stands anywhere in the side's counted sentences, the term's own occurrences left out.
    pub n_word: u64,
    /// How firmly it belongs there, within this side; null if it never stands there.
    pub strength: Option<CollocationStrength>,
    /// Why `strength` is null: `never-beside`, or `nothing-else` where all content words stand beside the term or are this one.
    pub reason: Option<Cow<'a, str>>,
}

/// Association of a word with the places beside a term, from four counts: O of the word there, R content words there, C of the
/// word in all, N content words in all; E = R C / N.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CollocationStrength {
    /// E: how often it would stand there by chance.
    pub expected: f64,
    /// Pointwise mutual information log2(O / E), bits; favours rare words.
    pub pmi: f64,
    /// PMI over -log2(O / N), in [-1, 1].
    pub npmi: f64,
    /// 14 + log2(2 O / (R + C)), at most 14; does not depend on N.
    pub log_dice: f64,
    /// Log odds ratio with 1/2 in every cell.
    pub lambda: f64,
    /// Its standard error.
    pub lambda_se: f64,
    /// lambda over its standard error. Takes words as independent: a rank, not a test.
    pub z: f64,
}

/// How far apart the shares of two sides are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareContrast {
    /// log2 of the ratio of the shares; a count of 0 is taken as 1/2.
    pub log_ratio: f64,
    /// Conservative log ratio: the end nearest 0 of its 95 % interval, corrected for all words looked at; 0 where the interval
    /// holds 0. What the words are ranked by, those with the same by `g2`.
    pub lrc: f64,
    /// G2 of the four cells, with the sign of the difference. Takes words as independent: a rank, not a test.
    pub g2: f64,
    /// Log odds with a prior, `a0` in uses for modifiers and in words for collocates; null for a word with every use.
    pub log_odds: Option<KeyLogOdds>,
    /// Mann and Whitney's two-sided p of the share in documents that use the term; null under five of them on either side.
    pub p: Option<f64>,
    /// p adjusted for all words of the list looked at.
    pub q: Option<f64>,
}

/// A use of a contested term, to be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContestedExample<'a> {
    /// The document.
    pub doc_id: Cow<'a, str>,
    /// The sentence.
    pub sentence_id: Cow<'a, str>,
    /// The hit in `hits.jsonl`.
    pub hit_id: Cow<'a, str>,
    /// First code point of the term in the document's text, 0-based.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// Up to twelve words before it in the same sentence, white space made plain; null with `--no-text`.
    pub left: Option<Cow<'a, str>>,
    /// The term as written, white space made plain; null with `--no-text`.
    pub keyword: Option<Cow<'a, str>>,
    /// Up to twelve words behind it in the same sentence, white space made plain; null with `--no-text`.
    pub right: Option<Cow<'a, str>>,
    /// The frame that it stands for; null where nothing decides.
    pub frame: Option<Cow<'a, str>>,
    /// What decided: `bearer`, `agent`, `clause`, `sentence`, `actor` or `default`; null where nothing does.
    pub resolved_by: Option<Cow<'a, str>>,
    /// Why it does not count, such as `unresolved` or `mentioned`; null where it counts.
    pub why_not: Option<Cow<'a, str>>,
    /// Whose words it is among: `author`, `attributed` or `mixed`.
    pub voice: Cow<'a, str>,
}
