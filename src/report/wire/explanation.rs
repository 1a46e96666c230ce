//! What `explain --json` prints.

use super::{AttributionRow, HitRow, MentionRow, SentenceRow};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Everything the program sees in a few sentences: the rows that a run would write, and the cues.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Explanation<'a> {
    /// The sentences and the frames they show.
    pub sentences: Vec<SentenceRow<'a>>,
    /// Names and dates.
    pub mentions: Vec<MentionRow<'a>>,
    /// Who says what.
    pub attributions: Vec<AttributionRow<'a>>,
    /// Every match, counted or not, with the reason.
    pub hits: Vec<HitRow<'a>>,
    /// Words that turn or attribute what stands near them; `role` is `cue`.
    pub cues: Vec<HitRow<'a>>,
}
