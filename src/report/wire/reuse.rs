//! Words that stand in several texts, in `comparison.json` and `corpus.json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A passage that both sides have word for word; case, punctuation and line ends do not count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SharedPassage<'a> {
    /// Its words and numbers, at least eight.
    pub n_words: u64,
    /// Where the target has it.
    pub target: Excerpt<'a>,
    /// Where the reference has it: of its first 64 places the one where the passage is longest, else the first.
    pub reference: Excerpt<'a>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Excerpt<'a> {
    /// The document.
    pub doc_id: Cow<'a, str>,
    /// First code point in its text.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The words there; null with `--no-text`.
    pub text: Option<Cow<'a, str>>,
}

/// How much of the sides' words the other side has too, and what each side repeats. Words here are those of whole texts,
/// headings and quotations included, and numbers count as words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextReuse<'a> {
    /// Whether near-duplicates were left out of everything that is compared here (`--dedup`).
    pub dedup: bool,
    /// Words of the shortest passage.
    pub min_words: u64,
    /// Passages of the target that the reference has; the longest are listed.
    pub n_passages: Option<u64>,
    /// Passages that are not listed.
    pub n_passages_left_out: Option<u64>,
    /// The target; null where its texts are not there.
    pub target: Option<SideReuse<'a>>,
    /// The reference; null where its texts are not there.
    pub reference: Option<SideReuse<'a>>,
    /// Why something is null.
    pub reason: Option<Cow<'a, str>>,
}

/// What a side shares and repeats.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SideReuse<'a> {
    /// Words and numbers of its texts.
    pub n_words: u64,
    /// Those in a run of at least eight that the other side has too.
    pub n_words_shared: u64,
    /// Their share, in [0, 1]; null for a side without words.
    pub share: Option<f64>,
    /// Documents with a shared passage.
    pub n_documents_sharing: u64,
    /// Those that share most of their words, at most 500.
    pub documents: Vec<DocumentReuse<'a>>,
    /// Passages that at least five of its documents have, in most documents first, at most 200.
    pub boilerplate: Vec<Boilerplate<'a>>,
    /// Boilerplate passages that are not listed.
    pub n_boilerplate_left_out: u64,
    /// Near-duplicates among its documents.
    pub duplicates: Duplicates<'a>,
}

/// How much of a document the other side has too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentReuse<'a> {
    /// The document.
    pub doc_id: Cow<'a, str>,
    /// Its words and numbers.
    pub n_words: u64,
    /// Those in a shared run.
    pub n_words_shared: u64,
    /// Their share, in (0, 1].
    pub share: f64,
}

/// A passage that many documents of a side have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Boilerplate<'a> {
    /// Documents that have all of it, at least five.
    pub n_documents: u64,
    /// Its words and numbers, at least eight.
    pub n_words: u64,
    /// Where the first of them has it.
    pub example: Excerpt<'a>,
}

/// Documents that are nearly the same as an earlier one: at least .8 of the runs of five words of either are in both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duplicates<'a> {
    /// How many there are.
    pub n_duplicates: u64,
    /// Documents without them: the effective number.
    pub n_documents_effective: u64,
    /// Words of the documents without them.
    pub n_words_effective: u64,
    /// `exact` (all runs held against each other) or `sketch` (estimated from a sample of 256 of them, standard error at
    /// most .032).
    pub method: Cow<'a, str>,
    /// In the order of the corpus, at most 1,000.
    pub duplicates: Vec<Duplicate<'a>>,
}

/// A near-duplicate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duplicate<'a> {
    /// The document.
    pub doc_id: Cow<'a, str>,
    /// The earliest document, itself no duplicate, that it is like.
    pub original: Cow<'a, str>,
    /// Jaccard's resemblance of the two: runs of five words in both by those in either, in [.8, 1].
    pub resemblance: f64,
}
