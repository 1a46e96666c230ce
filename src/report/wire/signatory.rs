//! Who signed a document, in `documents.jsonl`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Who signed a document: its metadata and the lists in its text side by side, neither corrected by the other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signatories<'a> {
    /// Those of the metadata first, then those that only the text names.
    pub list: Vec<Signatory<'a>>,
    /// Whether metadata and text name the same; null where only one of them names anybody.
    pub sources_agree: Option<bool>,
}

/// A signatory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signatory<'a> {
    /// As written, without *the*.
    pub name: Cow<'a, str>,
    /// The entity; null for what the gazetteer does not know.
    pub entity_id: Option<Cow<'a, str>>,
    /// Whether the metadata names it.
    pub in_metadata: bool,
    /// Whether a list of signatures in the text names it.
    pub in_text: bool,
    /// First code point of its name in that list, 0-based; null if the text has none.
    pub start: Option<u32>,
    /// First code point after it.
    pub end: Option<u32>,
}
