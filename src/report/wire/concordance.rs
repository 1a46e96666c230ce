//! What `kwic --format jsonl` prints.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One line of a concordance: a place with the words around it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConcordanceRow {
    /// The document it stands in.
    pub doc_id: String,
    /// The sentence it stands in; null outside the counted blocks.
    pub sentence_id: Option<String>,
    /// First code point of the keyword in the document's text, 0-based.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// Words before it in the same paragraph, white space made plain.
    pub left: String,
    /// What was found, white space made plain.
    pub keyword: String,
    /// Words behind it in the same paragraph, white space made plain.
    pub right: String,
    /// Whose words it is among: `author`, `attributed` or `mixed`; for names and phrases the voice of the sentence; null
    /// outside the counted blocks.
    pub voice: Option<String>,
    /// Who is said to hold it, as written; null if the author, or where the text does not say.
    pub holder: Option<String>,
}
