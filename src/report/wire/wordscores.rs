//! `wordscores.json`.

use super::{Interval, Program};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The one object of `wordscores.json`: texts placed between references whose places are known, by their words (Laver,
/// Benoit & Garry 2003). A text's score says on whose words it draws, not that it agrees with them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wordscores<'a> {
    /// Version of the format.
    pub schema_version: Cow<'a, str>,
    /// What made it.
    pub program: Program<'a>,
    /// The run whose documents were placed, as named; of an absolute path only its last part.
    pub path: Cow<'a, str>,
    /// What a text is: `doc_id` for each document by itself, else all documents that say the same of this field.
    pub field: Cow<'a, str>,
    /// Documents that do not state the field, and are left out.
    pub n_without: u64,
    /// What a plus means, in words.
    pub positive_means: Cow<'a, str>,
    /// Fewest occurrences in the references of a word that is listed. Every word counts for the places.
    pub min_count: u64,
    /// The references first, both by name.
    pub texts: Vec<PlacedText<'a>>,
    /// Words with scores below the middle of the outer references, lowest first, among equals the most frequent first.
    pub lowest_words: Vec<ScoredWord<'a>>,
    /// Words with scores above that middle, highest first.
    pub highest_words: Vec<ScoredWord<'a>>,
}

/// Where a text stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlacedText<'a> {
    /// The document's id, or the value of the field.
    pub value: Cow<'a, str>,
    /// The place that was given to it; null if it is no reference.
    pub reference_score: Option<f64>,
    /// Its documents.
    pub n_documents: u64,
    /// Its words.
    pub n_words: u64,
    /// Those of them that a reference has too.
    pub n_scored_words: u64,
    /// Their share; a low one means that the references say little about this text. Null without words.
    pub scored_share: Option<f64>,
    /// Mean score of its words. Near the middle for every text, since most words are everybody's; null without a scored
    /// word.
    pub raw: Option<ScalePlace<'a>>,
    /// The same, stretched so that the lowest and highest reference keep their places (Martin & Vanberg 2008).
    pub martin_vanberg: Option<ScalePlace<'a>>,
    /// The same, stretched so that the texts which are no reference spread as the references do (Laver, Benoit & Garry
    /// 2003): depends on which texts are placed together. Null for references.
    pub laver_benoit_garry: Option<ScalePlace<'a>>,
    /// Why it has no place.
    pub reason: Option<Cow<'a, str>>,
}

/// A place on the scale of the references.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScalePlace<'a> {
    /// Where.
    pub value: f64,
    /// Its standard error as if words were drawn one by one: √(Σ F (S − raw)² / N). Words come in runs, so it is a lower
    /// bound.
    pub standard_error: f64,
    /// 95 % interval: whole documents drawn where the text has at least five (`document-bootstrap`), else from the standard
    /// error (`wald`), and then too narrow as well.
    pub interval: Interval<'a>,
}

/// A word of the references.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoredWord<'a> {
    /// The word.
    pub word: Cow<'a, str>,
    /// Its score, on the scale of the references.
    pub score: f64,
    /// How often the references have it.
    pub count: u64,
    /// How many of them have it.
    pub n_references: u64,
}
