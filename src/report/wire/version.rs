//! The parts of `comparison.json` about two versions of a text.

use super::ByName;
use crate::text::CharSpan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A clause of two versions of a text, and what became of it from the reference to the target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseChange<'a> {
    /// `kept` (the same words in place; numbers of paragraphs and punctuation are not compared), `moved` (out of order, with no
    /// change of force), `reworded` (other words of the same force), `strengthened`, `weakened` (a marker of force went up or
    /// down; it may have moved too), `added` (in the target only) or `removed` (in the reference only).
    pub change: Cow<'a, str>,
    /// Whether it stands out of order.
    pub moved: bool,
    /// Dice's coefficient of the stems of both, in [0, 1]: twice the words shared over the words of both; null if one is missing.
    /// Clauses in order are versions of each other from 0.4 on, moved ones from 0.6 on.
    pub similarity: Option<f64>,
    /// The clause of the target; null if it was removed.
    pub target: Option<ClauseSide<'a>>,
    /// The clause of the reference; null if it was added.
    pub reference: Option<ClauseSide<'a>>,
    /// The words that differ, in order.
    pub edits: Vec<WordEdit<'a>>,
    /// The markers of force that moved, by scale; the first that is not `reversed` decides between `strengthened` and `weakened`.
    pub markers: Vec<MarkerShift<'a>>,
    /// Evidence in the target's sentence less that in the reference's, by frame; what is missing has none.
    pub frame_change: ByName<'a, f64>,
}

/// A clause on one side. Frames and weights are those of the whole sentence it is of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseSide<'a> {
    /// The sentence, as in `sentences.jsonl` of its run.
    pub sentence_id: Cow<'a, str>,
    /// First code point of the clause in the document's text, 0-based.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// As written.
    pub text: Cow<'a, str>,
    /// Kind of the block it stands in.
    pub block: Cow<'a, str>,
    /// The frames that its sentence shows, in codebook order.
    pub frames: Vec<Cow<'a, str>>,
    /// Evidence for each frame in its sentence, >= 0.
    pub weight: ByName<'a, f64>,
}

/// Neighbouring words that differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordEdit<'a> {
    /// `added`, `removed` or `replaced`.
    pub edit: Cow<'a, str>,
    /// The target's words, by code points of its text; null if they were removed.
    pub target: Option<WordSpan<'a>>,
    /// The reference's words, by code points of its text; null if they were added.
    pub reference: Option<WordSpan<'a>>,
}

/// Words where they stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordSpan<'a> {
    /// First code point in the document's text, 0-based.
    pub start: u32,
    /// First code point after them.
    pub end: u32,
    /// As written.
    pub text: Cow<'a, str>,
}

/// A movement on a scale of force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkerShift<'a> {
    /// `request`, `commitment`, `modality`, `judgement`, `scope`, `hedges` or `intensity`.
    pub scale: Cow<'a, str>,
    /// `stronger`, `weaker`, or `reversed` (from yes to no or from no to yes).
    pub direction: Cow<'a, str>,
    /// The target's marker: the strongest that is not in the reference too.
    pub target: Marker<'a>,
    /// The reference's marker: the strongest that is not in the target too.
    pub reference: Marker<'a>,
}

/// A marker of force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Marker<'a> {
    /// Its level on the scale, such as `should`; `plain` where nothing hedges or intensifies.
    pub level: Cow<'a, str>,
    /// Its words; null where `plain` says that there are none.
    pub words: Option<WordSpan<'a>>,
    /// Whether *not*, *never* or *no* stands beside it.
    pub negated: bool,
}

/// A signatory of documents of either side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignatoryChange<'a> {
    /// As first written, without *the*.
    pub name: Cow<'a, str>,
    /// The entity; null for what the gazetteer does not know.
    pub entity_id: Option<Cow<'a, str>>,
    /// `both` (a joint signature), `target` (it entered, if the target is the later version) or `reference` (it left).
    pub signed: Cow<'a, str>,
    /// What it signed on the target's side.
    pub target: Vec<Signing<'a>>,
    /// What it signed on the reference's side.
    pub reference: Vec<Signing<'a>>,
}

/// A signature under a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signing<'a> {
    /// The document.
    pub doc_id: Cow<'a, str>,
    /// What names the signatory: `metadata`, `text` or both.
    pub sources: Vec<Cow<'a, str>>,
}

/// How both texts are built.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BothStructures<'a> {
    /// The target.
    pub target: Structure<'a>,
    /// The reference.
    pub reference: Structure<'a>,
}

/// How a resolution or statement is built, from its counted sentences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Structure<'a> {
    /// The parts that it has.
    pub parts: Vec<PartFraming<'a>>,
    /// The verbs that its paragraphs open with, in their order.
    pub openings: Vec<Opening<'a>>,
}

/// How a part of a text is framed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartFraming<'a> {
    /// `preamble` (preambular paragraphs), `operative` (operative paragraphs, with the items and numbered paragraphs behind the
    /// first of them) or `body` (all else).
    pub part: Cow<'a, str>,
    /// Its sentences.
    pub n_sentences: u64,
    /// Those of them that open with a known verb.
    pub n_openings: u64,
    /// Sentences that show each frame.
    pub sentences: ByName<'a, u64>,
    /// Evidence for each frame, >= 0.
    pub weight: ByName<'a, f64>,
}

/// A verb that a paragraph opens with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening<'a> {
    /// The sentence.
    pub sentence_id: Cow<'a, str>,
    /// First code point of the verb, with what belongs to it, in the document's text, 0-based.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The verb as the program's list has it, such as `call upon`.
    pub verb: Cow<'a, str>,
    /// What the paragraph does: `decision`, `demand`, `request`, `encouragement`, `commitment`, `condemnation`, `concern`, `approval`,
    /// `affirmation` or `note`.
    pub force: Cow<'a, str>,
    /// The part it stands in.
    pub part: Cow<'a, str>,
    /// The frames that its sentence shows, in codebook order.
    pub frames: Vec<Cow<'a, str>>,
}

impl WordSpan<'_> {
    /// The words of a clause at a place of the document's text.
    pub(in crate::report) fn cut(span: CharSpan, clause: &str, from: u32) -> WordSpan<'static> {
        let length = (span.end - span.start) as usize;
        let text: String = clause.chars().skip((span.start - from) as usize).take(length).collect();
        WordSpan { start: span.start, end: span.end, text: text.into() }
    }
}
