//! `errors.jsonl` and `skipped.jsonl`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One line of `errors.jsonl`: an input that could not be analysed. Every such input has exactly one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorRow<'a> {
    /// The file, below the folder that was named, with `/`.
    pub path: Cow<'a, str>,
    /// The record within the file (1-based line or row number); null for a file of its own.
    pub record: Option<u64>,
    /// The step that failed: `walk`, `read`, `decode`, `parse`, `metadata` or `analyze`.
    pub stage: Cow<'a, str>,
    /// Stable kebab-case name of the failure, such as `not-utf8`.
    pub code: Cow<'a, str>,
    /// What happened and what to do about it.
    pub message: Cow<'a, str>,
}

/// One line of `skipped.jsonl`: a path that was passed over on purpose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SkippedRow<'a> {
    /// The path, below the folder that was named, with `/`.
    pub path: Cow<'a, str>,
    /// Why, as a stable kebab-case name, such as `hidden`.
    pub reason: Cow<'a, str>,
    /// Why, in words.
    pub message: Cow<'a, str>,
}
