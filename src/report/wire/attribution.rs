//! `attributions.jsonl`: who says what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One line of `attributions.jsonl`: words or a position that the text ascribes to someone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttributionRow<'a> {
    /// Name of the attribution, unique in the run: `doc_id`, `#a` and its 0-based place in the document.
    pub attribution_id: Cow<'a, str>,
    /// The document it stands in.
    pub doc_id: Cow<'a, str>,
    /// Who holds it: the parts of the name, in the order of the text; empty where the text does not say.
    pub source: Vec<Passage<'a>>,
    /// The words that ascribe it; empty for quotation marks alone and for turns of speakers.
    pub cue: Vec<Passage<'a>>,
    /// What is ascribed, in the order of the text; never empty.
    pub content: Vec<Passage<'a>>,
    /// `direct` (quoted in full), `indirect` (told), `mixed` (told, partly quoted), `ascribed` (a position or act),
    /// `scare` (single words in quotation marks that nobody is said to have uttered).
    pub kind: Cow<'a, str>,
    /// The entity that the source stands for, if it could be linked.
    pub entity_id: Option<Cow<'a, str>>,
    /// The name of what the source stands for, linked or not; null if it could not be resolved.
    pub name: Option<Cow<'a, str>>,
    /// Whether the source is the author: the issuer in the third person, or the main speaker of a transcript.
    pub is_author: bool,
    /// How the author stands to it: `shares`, `neutral` or `distances`.
    pub attitude: Cow<'a, str>,
}

/// A stretch of a document's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Passage<'a> {
    /// First code point in the document's text, 0-based.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// As written; null with `--no-text`.
    pub surface: Option<Cow<'a, str>>,
}
