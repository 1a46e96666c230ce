//! `corpus.json`: the documents together.

use super::{Actor, Association, ByName, Contested, Duplicates, Estimate, Framing, Interval, Reliability};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The one object of `corpus.json`: the whole corpus, its groups and its years, each joined in two ways
/// that answer different questions. Documents in a language the codebook does not read are left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorpusSummary<'a> {
    /// The primary version, of which everything here but `actors` speaks: `author` or `all`.
    pub voice: Cow<'a, str>,
    /// All documents.
    pub all: Group<'a>,
    /// One for each value of each field named by `--by`: fields as named, values sorted.
    pub groups: Vec<Group<'a>>,
    /// One for each year in which a document is dated, in order.
    pub over_time: Vec<Group<'a>>,
    /// Frames that the texts say others hold; null where nobody has said.
    pub actors: Vec<Actor<'a>>,
    /// Who is mentioned with which frame: the 500 strongest pairs, by the size of z, of those with at least three
    /// sentences in common. Co-occurrence only.
    pub associations: Vec<Association<'a>>,
    /// Pairs tested that are not listed.
    pub n_associations_left_out: u64,
    /// How far the rules and the model agree; null where rules alone decided which frames sentences show.
    pub engines: Option<Engines<'a>>,
    /// How reliably documents are told apart by their position, and how long a text must be for that.
    pub reliability: Reliability<'a>,
    /// Words that several frames claim, by codebook order.
    pub contested: Vec<Contested<'a>>,
    /// Documents that are nearly the same as an earlier one. They are counted in all numbers here, or with `--dedup` in none.
    pub duplicates: Duplicates<'a>,
    /// Number of documents by what a reader must know before using their numbers.
    pub quality: ByName<'a, u64>,
}

/// Several documents together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group<'a> {
    /// The metadata field, or `year`; null for the whole corpus.
    pub field: Option<Cow<'a, str>>,
    /// Its value; null for documents that have none, and for the whole corpus.
    pub value: Option<Cow<'a, str>>,
    /// Documents in it.
    pub n_documents: u64,
    /// Those of them that are left out of its numbers.
    pub n_documents_excluded: u64,
    /// Words in counted blocks.
    pub n_words: u64,
    /// Sentences in counted blocks.
    pub n_sentences: u64,
    /// Counts added up over documents, so that long ones weigh more. Intervals draw whole documents.
    pub pooled: Framing<'a>,
    /// Every document weighs the same.
    pub mean_of_documents: Vec<Mean<'a>>,
    /// Words that several frames claim, by codebook order; for the whole corpus they stand beside `all`.
    pub contested: Vec<Contested<'a>>,
}

/// The mean of a statistic over documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mean<'a> {
    /// Name of the statistic, such as `position`.
    pub statistic: Cow<'a, str>,
    /// The frame it speaks of; null where it speaks of all.
    pub frame: Option<Cow<'a, str>>,
    /// The mean, in the unit of the statistic; null where no document has it.
    pub value: Option<f64>,
    /// 95 % interval by drawing documents; null under five documents.
    pub interval: Option<Interval<'a>>,
    /// Documents for which the statistic is defined, and which the mean is over.
    pub n_documents: u64,
    /// Why `value` is null, or why it should not be relied on.
    pub reason: Option<Cow<'a, str>>,
}

/// How the rules and the model read the same sentences (METRICS 20). High agreement says that the two see alike, not that
/// either is right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Engines<'a> {
    /// Documents that both read.
    pub n_documents: u64,
    /// Their sentences in counted blocks.
    pub n_sentences: u64,
    /// Cohen's kappa over sentences, each showing neither frame of the contrast, one, the other, or both; count: sentences
    /// read alike. Interval by drawing documents.
    pub kappa: Estimate<'a>,
    /// Spearman's rank correlation over documents of ln((P + 1/2) / (N + 1/2)), P and N the sentences that show the
    /// positive and the negative frame; count: documents in which each engine sees a frame. Interval by drawing documents.
    pub position_spearman: Estimate<'a>,
}
