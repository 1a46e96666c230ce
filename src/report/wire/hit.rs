//! `hits.jsonl`: the evidence.

use super::Holder;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One line of `hits.jsonl`: a match of a codebook entry, counted or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HitRow<'a> {
    /// Name of the hit, unique in the run: `doc_id`, `#h` and its 0-based place in the document.
    pub hit_id: Cow<'a, str>,
    /// The sentence it stands in. Hits outside the counted blocks name a sentence that `sentences.jsonl`
    /// does not list.
    pub sentence_id: Cow<'a, str>,
    /// The document it stands in.
    pub doc_id: Cow<'a, str>,
    /// First code point of the match in the document's text, 0-based.
    pub start: u32,
    /// First code point after the match.
    pub end: u32,
    /// The match as written; null with `--no-text`.
    pub surface: Option<Cow<'a, str>>,
    /// The codebook entry that matched.
    pub entry: Cow<'a, str>,
    /// What kind of entry it is: `evidence`, `contested` or `mask`.
    pub role: Cow<'a, str>,
    /// The frame it is evidence for; null for masks and for contested terms that nothing decides.
    pub frame: Option<Cow<'a, str>>,
    /// The line of argument within the frame; null as `frame` is.
    pub family: Option<Cow<'a, str>>,
    /// `affirmation`, `violation` or `justification`; null as `frame` is.
    pub dimension: Option<Cow<'a, str>>,
    /// What the hit adds when it counts, in (0, 1]; 0 where `frame` is null.
    pub weight: f64,
    /// How the one who speaks stands to it: `endorse`, `report` or `reject`; null for what does not count.
    pub polarity: Option<Cow<'a, str>>,
    /// The entry of the cue that says so, or that makes it a mere mention; null where no cue does.
    pub cue: Option<Cow<'a, str>>,
    /// Whose words it is among: `author`, `attributed` (someone else's), `mixed` (someone else's, shared by the author).
    pub voice: Cow<'a, str>,
    /// Who is said to hold it; null if the author does, or where the text names nobody.
    pub holder: Option<Holder<'a>>,
    /// What settled a contested term: `bearer`, `agent`, `clause`, `sentence` or `default`; null for every other hit.
    pub resolved_by: Option<Cow<'a, str>>,
    /// Whether it adds to the counts.
    pub counted: bool,
    /// Why it does not, as a stable kebab-case name; null where it counts.
    pub why_not: Option<Cow<'a, str>>,
}
