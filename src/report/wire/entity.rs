//! Who and what is named: in a document, in the corpus (`entities.jsonl`), and together (`co_mentions.jsonl`).

use super::ExternalIds;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// An entity and how often a document mentions it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntityCount<'a> {
    /// The entity of the gazetteer, such as `state:CHN`; null for what it does not know.
    pub entity_id: Option<Cow<'a, str>>,
    /// Its name; without an id the fullest form in the document.
    pub name: Cow<'a, str>,
    /// What it is, such as `STATE`.
    pub label: Cow<'a, str>,
    /// Mentions, >= 1.
    pub n_mentions: u64,
    /// Its ids elsewhere.
    pub external_ids: ExternalIds<'a>,
    /// The forms it is mentioned by, the commonest first; null with `--no-text`.
    pub surfaces: Option<Vec<Cow<'a, str>>>,
}

/// One line of `entities.jsonl`: who or what the corpus names, the most mentioned first, then by label and name.
/// Entities of the gazetteer are joined by id, others by label and name, which may join two people of one
/// name. Dates are no entities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntityRow<'a> {
    /// The entity of the gazetteer, such as `igo:freedom-online-coalition`; null for what it does not know.
    pub entity_id: Option<Cow<'a, str>>,
    /// Its name.
    pub name: Cow<'a, str>,
    /// What it is, such as `IGO`.
    pub label: Cow<'a, str>,
    /// Its ids elsewhere.
    pub external_ids: ExternalIds<'a>,
    /// The id of what it is an organ or part of; null if it is of none.
    pub parent: Option<Cow<'a, str>>,
    /// Mentions in all documents, >= 1.
    pub n_mentions: u64,
    /// Sentences that name it, >= 1.
    pub n_sentences: u64,
    /// Documents that name it, >= 1.
    pub n_documents: u64,
    /// Its 20 commonest forms; null with `--no-text`. Forms that first appear after 200 others are not counted.
    pub surfaces: Option<Vec<SurfaceCount<'a>>>,
}

/// A form of an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SurfaceCount<'a> {
    /// As written, line breaks as blanks.
    pub surface: Cow<'a, str>,
    /// Mentions in this form, >= 1.
    pub n: u64,
}

/// One line of `co_mentions.jsonl`: two entities of the gazetteer that at least one sentence names together.
/// The pairs that share the most sentences, as many as `options.co_mentions` of `run.json`; their counts are
/// exact, and of all sentences, counted blocks or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoMentionRow<'a> {
    /// The entity whose id comes first in the alphabet.
    pub entity_id_1: Cow<'a, str>,
    /// Its name.
    pub name_1: Cow<'a, str>,
    /// The other entity.
    pub entity_id_2: Cow<'a, str>,
    /// Its name.
    pub name_2: Cow<'a, str>,
    /// Sentences that name both, >= 1.
    pub n_sentences: u64,
    /// Documents that name both, be it in one sentence or not, >= 1.
    pub n_documents: u64,
}
