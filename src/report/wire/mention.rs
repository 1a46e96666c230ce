//! `mentions.jsonl`: names and dates, where they stand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One line of `mentions.jsonl`: a name or date in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MentionRow<'a> {
    /// Name of the mention, unique in the run: `doc_id`, `#m` and its 0-based place in the document.
    pub mention_id: Cow<'a, str>,
    /// The sentence it stands in. Mentions outside the counted blocks name a sentence that `sentences.jsonl`
    /// does not list.
    pub sentence_id: Cow<'a, str>,
    /// The document it stands in.
    pub doc_id: Cow<'a, str>,
    /// First code point of the mention in the document's text, 0-based.
    pub start: u32,
    /// First code point after the mention. Titles, *the* before it and *'s* behind it are outside.
    pub end: u32,
    /// The mention as written; null with `--no-text`.
    pub surface: Option<Cow<'a, str>>,
    /// What it names here: `PERSON`, `STATE`, `GOV_BODY`, `IGO`, `CIVIL_SOCIETY`, `COMPANY`, `MEDIA`, `PARTY`,
    /// `GROUP`, `LOCATION`, `INSTRUMENT`, `EVENT` or `DATE`.
    pub label: Cow<'a, str>,
    /// The entity of the gazetteer, such as `state:CHN`; null for dates and for what it does not know.
    pub entity_id: Option<Cow<'a, str>>,
    /// What it stands for: the name of the entity, else the fullest form in the document; of a date, its ISO
    /// 8601 form, as precise as the text (`2026-01`), a range as `2014/2016`.
    pub norm: Cow<'a, str>,
    /// Its ids elsewhere.
    pub external_ids: ExternalIds<'a>,
    /// How it was found: `model`, `gazetteer`, `acronym` or `rule`.
    pub evidence: Cow<'a, str>,
}

/// Ids of an entity elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExternalIds<'a> {
    /// ISO 3166-1 alpha-3, of states, what is theirs, and those named after them.
    pub iso3: Option<Cow<'a, str>>,
    /// Wikidata item.
    pub wikidata: Option<Cow<'a, str>>,
}
