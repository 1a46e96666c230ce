//! `texts.jsonl` and `terms.jsonl`.

use super::ByName;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One line of `texts.jsonl`: the text that every span of a document points into. The file is not written
/// with `--no-text`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextRow<'a> {
    /// The document's name, unique in the run.
    pub doc_id: Cow<'a, str>,
    /// The text as analysed: NFC, line feeds only, no byte-order mark.
    pub text: Cow<'a, str>,
}

/// One line of `terms.jsonl`: how often each word stands in the counted blocks of a document; what keyness
/// needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermsRow<'a> {
    /// The document's name, unique in the run.
    pub doc_id: Cow<'a, str>,
    /// Word (folded: lower case, plain apostrophes) to its count, >= 1, in order of first appearance. The
    /// counts add up to `n_words_counted` of the document.
    pub words: ByName<'a, u64>,
}
