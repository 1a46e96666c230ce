//! `documents.jsonl`.

use super::{ByName, Contested, EntityCount, Estimate, Signatories, Voices};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// One line of `documents.jsonl`: a document, its facts and how it is framed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentRow<'a> {
    /// The document's name, unique in the run.
    pub doc_id: Cow<'a, str>,
    /// The file it was read from.
    pub source: SourceFile<'a>,
    /// What is known about it besides its words.
    pub metadata: DatedMetadata<'a>,
    /// SHA-256 of the text as analysed (UTF-8), in hexadecimal.
    pub text_sha256: String,
    /// Words of the whole text; a word has at least one letter.
    pub n_words: u64,
    /// Words in counted blocks: what rates per 1,000 words are rates of.
    pub n_words_counted: u64,
    /// Words, numbers, marks and symbols of the whole text.
    pub n_tokens: u64,
    /// Sentences of the whole text.
    pub n_sentences: u64,
    /// Sentences in counted blocks: the lines of `sentences.jsonl`.
    pub n_sentences_counted: u64,
    /// The language that the text is read in, as a BCP 47 tag: what it reads as, or where it is too short to tell, what
    /// is stated; null where nobody knows. Only text in the codebook's language is analysed.
    #[serde(default)]
    pub language: Option<String>,
    /// Words by language (BCP 47 tag). Blocks in another language than `language` are kept and not counted.
    #[serde(default)]
    pub languages: BTreeMap<String, u64>,
    /// Kind of block to the blocks of that kind; only kinds that occur, in a fixed order.
    pub blocks: ByName<'a, Block>,
    /// What was mended while reading, by kind, and how often.
    pub repairs: ByName<'a, u64>,
    /// How it is framed.
    pub framing: Voices<'a>,
    /// Frames that the text says others hold; null where nobody has said.
    pub actors: Vec<Actor<'a>>,
    /// People, states, bodies and texts it mentions, the most mentioned first, then by name.
    pub entities: Vec<EntityCount<'a>>,
    /// Who signed it, by its metadata and by the lists in its text.
    pub signatories: Signatories<'a>,
    /// Words that several frames claim, by codebook order: what they stand for here, and which way they lean.
    pub contested: Vec<Contested<'a>>,
    /// How far the position hangs on single choices of the codebook.
    pub sensitivity: Sensitivity<'a>,
    /// Where in the text the evidence stands.
    pub placement: Place<'a>,
    /// Pieces of words per word under the reference vocabulary, >= 1; high for other languages and bad
    /// scans. Null without words.
    pub subwords_per_word: Option<f64>,
    /// What a reader must know before using the numbers: `insufficient`, `single-term`, `out-of-domain`,
    /// `unresolved`, `mostly-attributed`.
    pub quality: Vec<Cow<'a, str>>,
    /// Oddities that did not stop the document.
    pub warnings: Vec<WarningNote<'a>>,
}

/// The file a document was read from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceFile<'a> {
    /// Path below the folder that was named, with `/`; `file#line` for a record of a table.
    pub path: Cow<'a, str>,
    /// SHA-256 of the raw file, in hexadecimal.
    pub sha256: String,
    /// Size of the raw file in bytes.
    pub bytes: u64,
    /// What kind of file it is, as a media type.
    pub media_type: Cow<'a, str>,
    /// How its bytes were read as characters.
    pub encoding: Cow<'a, str>,
}

/// The facts of a document. What nobody stated is null or empty; nothing is guessed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DatedMetadata<'a> {
    /// Its name.
    pub title: Option<Cow<'a, str>>,
    /// Who wrote it, in the order given.
    pub authors: Vec<Cow<'a, str>>,
    /// When it was issued, in ISO 8601 as far as known: `2026`, `2026-01` or `2026-01-08`.
    pub date: Option<String>,
    /// The first day `date` can mean.
    pub date_start: Option<String>,
    /// The last day `date` can mean.
    pub date_end: Option<String>,
    /// `year`, `month` or `day`.
    pub date_precision: Option<Cow<'a, str>>,
    /// The state, body or person on whose behalf it speaks.
    pub issuer: Option<Cow<'a, str>>,
    /// Who published it.
    pub publisher: Option<Cow<'a, str>>,
    /// Speech, statement, article and so on.
    pub genre: Option<Cow<'a, str>>,
    /// BCP 47 tag.
    pub language: Option<Cow<'a, str>>,
    /// Where it can be read.
    pub url: Option<Cow<'a, str>>,
    /// Who signed it, in the order given.
    pub signatories: Vec<Cow<'a, str>>,
    /// The researcher's own columns, untouched.
    pub extra: Cow<'a, Map<String, Value>>,
}

/// The blocks of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// How many.
    pub n: u64,
    /// Words in them.
    pub n_words: u64,
    /// Whether they are counted; those in another language than the text never are.
    pub counted: bool,
}

/// Frames that the text says somebody holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actor<'a> {
    /// The entity; null for an actor that the gazetteer does not know.
    pub entity_id: Option<Cow<'a, str>>,
    /// Its name.
    pub name: Cow<'a, str>,
    /// What sort of actor, as in `mentions.jsonl`.
    pub label: Cow<'a, str>,
    /// Documents that ascribe anything to it.
    pub n_documents: u64,
    /// Sentences with evidence ascribed to it.
    pub n_sentences: u64,
    /// Counted hits ascribed to it, without those it is said to argue against.
    pub n_hits: u64,
    /// Hits that it is said to argue against.
    pub n_rejected: u64,
    /// Weights of the hits by frame, >= 0.
    pub frames: ByName<'a, f64>,
    /// Position over those hits, log odds: a portrait by others, not the actor's own discourse. Null under five hits or
    /// three sentences. `count`: hits, `denominator`: sentences. Interval by sentence bootstrap.
    pub position: Estimate<'a>,
    /// What a reader must know before using the numbers: `insufficient`.
    pub quality: Vec<Cow<'a, str>>,
}

/// How far the position hangs on single choices of the codebook. Null where there is no position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sensitivity<'a> {
    /// Largest absolute change of the position when one entry is left out, log odds, >= 0.
    pub max_change: Option<f64>,
    /// 90th percentile of the same.
    pub p90_change: Option<f64>,
    /// Position with every weight set to 1.
    pub unweighted: Option<f64>,
    /// Position without the families that the codebook reports apart.
    pub without_separate: Option<f64>,
    /// Whether leaving out any one entry changes the sign of the position.
    pub sign_flips: bool,
    /// Position without each entry that has evidence, in codebook order.
    pub without_entry: Vec<WithoutEntry<'a>>,
    /// Position without each family that has evidence, in codebook order.
    pub without_family: Vec<WithoutFamily<'a>>,
}

/// The position without one entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithoutEntry<'a> {
    /// The entry left out.
    pub entry: Cow<'a, str>,
    /// Position of what remains, log odds.
    pub position: f64,
}

/// The position without one family.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithoutFamily<'a> {
    /// The family left out.
    pub family: Cow<'a, str>,
    /// Position of what remains, log odds.
    pub position: f64,
}

/// Where in the text the evidence stands. Shares are null without evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place<'a> {
    /// Weight in titles and headings as a share of that and the body's, in [0, 1].
    pub title: Option<f64>,
    /// Share of the body's weight in the first tenth of its words, in [0, 1].
    pub lead: Option<f64>,
    /// Share of the body's weight in the last tenth of its words, in [0, 1].
    pub end: Option<f64>,
    /// Two-sided permutation p of the lead share under random sentence order, in (0, 1].
    pub lead_p: Option<f64>,
    /// Weight of evidence for each frame in each tenth of the body.
    pub deciles: ByName<'a, [f64; 10]>,
}

/// An oddity that did not stop the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WarningNote<'a> {
    /// Stable kebab-case name.
    pub code: Cow<'a, str>,
    /// What was seen and what was done about it.
    pub message: Cow<'a, str>,
    /// First code point in the document's text, 0-based; null if it is nowhere in particular.
    pub start: Option<u32>,
    /// First code point after it.
    pub end: Option<u32>,
}
