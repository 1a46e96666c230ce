//! `sentences.jsonl`.

use super::ByName;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One line of `sentences.jsonl`: a sentence of a counted block, and what it shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SentenceRow<'a> {
    /// Name of the sentence, unique in the run: `doc_id`, `#s` and its 0-based place in the document.
    pub sentence_id: Cow<'a, str>,
    /// The document it stands in.
    pub doc_id: Cow<'a, str>,
    /// First code point of the sentence in the document's text, 0-based.
    pub start: u32,
    /// First code point after the sentence.
    pub end: u32,
    /// The sentence as written; null with `--no-text`.
    pub text: Option<Cow<'a, str>>,
    /// Kind of the block it stands in, such as `paragraph`.
    pub block: Cow<'a, str>,
    /// The one frame it shows; `both` if it shows the two frames of the contrast and no other, `several` for
    /// any other combination, `neither` if it shows none.
    pub frame: Cow<'a, str>,
    /// Every frame it shows, in codebook order.
    pub frames: Vec<Cow<'a, str>>,
    /// Evidence for each frame: the sum of the weights of its counted hits, >= 0.
    pub weight: ByName<'a, f64>,
    /// Probability of each frame, in [0, 1], where a model has judged; null where rules alone did.
    pub prob: Option<ByName<'a, f64>>,
    /// What weighed most in the model's judgement, for each frame that is shown heaviest first, at most five; empty if
    /// it shows none; null where rules alone decided. With `--no-text` no words are among them.
    pub reasons: Option<Vec<FeatureWeight<'a>>>,
    /// Whose words they are: `author`, `attributed` (someone else's), `mixed` (someone else's, shared by the author).
    pub voice: Cow<'a, str>,
    /// How the one who speaks stands to the frames shown: `reject` if any of them is rejected, else `report` if all are
    /// only reported, else `endorse`; null where none is shown.
    pub stance: Option<Cow<'a, str>>,
    /// The same for each frame that has evidence, shown or not.
    pub stance_by_frame: ByName<'a, Cow<'a, str>>,
    /// Who is said to hold the frame; null if the author does, or where the text names nobody.
    pub holder: Option<Holder<'a>>,
    /// The families of the counted evidence, in codebook order, each once.
    pub families: Vec<Cow<'a, str>>,
}

/// A feature's part in a model's judgement of a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeatureWeight<'a> {
    /// What was seen: `word:`, `words:` (two neighbours), `near-rights:` (a word close to evidence of a frame),
    /// `evidence:`, `family:`, `dimension:`, `entry:`, `not-counted:`, `cue:`, `name:` and `length:` with what.
    pub feature: Cow<'a, str>,
    /// The frame.
    pub frame: Cow<'a, str>,
    /// What it adds to the log odds of the frame, > 0 for it, < 0 against it.
    pub weight: f32,
}

/// Who is said to hold a frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Holder<'a> {
    /// As written; null with `--no-text`.
    pub surface: Option<Cow<'a, str>>,
    /// First code point in the document's text, 0-based.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The entity, if it could be linked.
    pub entity_id: Option<Cow<'a, str>>,
}
