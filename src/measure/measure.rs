//! One document, measured.

use super::columns::Columns;
use super::framing::{Spread, framing};
use super::gate::{Domain, gates};
use super::placement::title_weight;
use super::{DocumentCounts, Measures, Placement, Reason, Sensitivity, sentence_frames};
use crate::annotate::Annotations;
use crate::codebook::Codebook;
use crate::document::{BlockKind, DocId};
use crate::segment::Segmentation;
use crate::stats::seed_for;

/// Fewest sentences that a bootstrap draws from; with fewer its intervals are far too narrow.
const MIN_SENTENCES: usize = 5;
/// Parts the draws of the permutation test from those of the bootstrap.
const PERMUTATION_STREAM: u64 = 1;

/// How to measure. Everything here is written to the output.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The run's seed; each document draws from this and its own id.
    pub seed: u64,
    /// Bootstrap samples, and random sentence orders, for each document. 0 draws nothing: intervals that
    /// need draws are then absent, or replaced by those of independent events.
    pub replicates: usize,
    /// The kinds of block whose sentences are counted.
    pub body: Vec<BlockKind>,
    /// Subwords a word from which on a text is `out-of-domain`.
    pub max_subwords_per_word: f64,
}

impl Default for Options {
    /// Seed 1, 1,000 draws, running text (CODEBOOK V6), at most 1.5 subwords a word (models/tokenizer/README.md).
    fn default() -> Self {
        Self {
            seed: 1,
            replicates: 1000,
            body: BlockKind::ALL.into_iter().filter(|kind| kind.is_body()).collect(),
            max_subwords_per_word: 1.5,
        }
    }
}

/// A text as `measure` needs it.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The name that its draws depend on.
    pub id: &'a DocId,
    /// Its language as a BCP 47 tag, if known. Another language than the codebook's makes every number
    /// undefined.
    pub language: Option<&'a str>,
    /// Pieces a word under a vocabulary of the codebook's language, if counted.
    pub subwords_per_word: Option<f64>,
    /// Its parts.
    pub segmentation: &'a Segmentation,
    /// What was found in them.
    pub annotations: &'a Annotations,
}

/// Measures one text. Total and pure: the same text, codebook and options give the same bits.
#[must_use]
pub fn measure(codebook: &Codebook, text: &Text<'_>, options: &Options) -> Measures {
    let (segmentation, annotations) = (text.segmentation, text.annotations);
    let sentences = sentence_frames(codebook, segmentation, annotations, &options.body);
    let mut counts = DocumentCounts::of(codebook, segmentation, annotations, &sentences);
    let seed = seed_for(options.seed, text.id.as_str().as_bytes());
    let units = Columns::of(codebook).of_sentences(codebook, annotations, &sentences);
    let draw = sentences.len() >= MIN_SENTENCES && counts.total().events > 0;
    let replicates = units.resample(if draw { options.replicates } else { 0 }, seed);
    let mut all = framing(codebook, &counts, &Spread::Sentences(&replicates));
    let domain = Domain::of(codebook, text.language, text.subwords_per_word, options.max_subwords_per_word);
    let gates = gates(codebook, &counts, &all, domain);
    let mut sensitivity = Sensitivity::of(codebook, &counts);
    let titles = title_weight(segmentation, annotations, &options.body);
    let shuffle = (options.replicates, seed.wrapping_add(PERMUTATION_STREAM));
    let mut placement = Placement::of(codebook, &sentences, titles, shuffle);
    if domain == Domain::OtherLanguage {
        all.withhold(Reason::UnsupportedLanguage);
        sensitivity = Sensitivity::default();
        placement = Placement::default();
        counts.excluded = Some(Reason::UnsupportedLanguage);
    }
    Measures {
        sentences,
        all,
        author: Err(Reason::NotAttributed),
        sensitivity,
        placement,
        gates,
        subwords_per_word: text.subwords_per_word,
        counts,
    }
}
