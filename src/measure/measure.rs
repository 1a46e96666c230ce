//! One document, measured.

use super::columns::Columns;
use super::framing::{Spread, framing};
use super::gate::{Domain, gates};
use super::placement::title_weight;
use super::{
    DocumentCounts, Estimate, Framing, Measures, Placement, Reason, Sensitivity, SentenceFrames, Voices,
    contested_terms, sentence_frames,
};
use crate::annotate::Annotations;
use crate::codebook::Codebook;
use crate::document::{BlockKind, DocId};
use crate::segment::Segmentation;
use crate::stats::bootstrap::Replicates;
use crate::stats::{self, logit_scale, seed_for};

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
    /// The primary version: of which voices sensitivity, placement, gates and aggregates speak.
    pub voices: Voices,
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
            voices: Voices::Author,
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
    let seed = seed_for(options.seed, text.id.as_str().as_bytes());
    let all = Version::of(codebook, text, (options, seed), Voices::All);
    let author = if all.is_authors(text.annotations) {
        all.clone()
    } else {
        Version::of(codebook, text, (options, seed), Voices::Author)
    };
    let gap = gap(codebook, &all, &author);
    let (sentences, author_sentences) = (all.sentences.clone(), author.sentences.clone());
    let shut_by_voice = mostly_attributed(&all, &author);
    let (mut heard_all, mut heard_author) = (all.framing.clone(), author.framing.clone());
    let (mut all_counts, mut author_counts) = (all.counts.clone(), author.counts.clone());
    let Version { sentences: primary_sentences, counts, framing, .. } = match options.voices {
        Voices::All => all,
        Voices::Author => author,
    };
    let domain = Domain::of(codebook, text.language, text.subwords_per_word, options.max_subwords_per_word);
    let gates = gates(codebook, (&counts, &framing), domain, shut_by_voice);
    let mut sensitivity = Sensitivity::of(codebook, &counts);
    let titles = title_weight(text.segmentation, text.annotations, &options.body);
    let shuffle = (options.replicates, seed.wrapping_add(PERMUTATION_STREAM));
    let mut placement = Placement::of(codebook, &primary_sentences, titles, shuffle);
    let mut gap = gap;
    if domain == Domain::OtherLanguage {
        heard_all.withhold(Reason::UnsupportedLanguage);
        heard_author.withhold(Reason::UnsupportedLanguage);
        gap = Estimate::undefined(Reason::UnsupportedLanguage, gap.count, gap.denominator);
        sensitivity = Sensitivity::default();
        placement = Placement::default();
        for counts in [&mut all_counts, &mut author_counts] {
            counts.excluded = Some(Reason::UnsupportedLanguage);
        }
    }
    Measures {
        sentences,
        author_sentences,
        all: heard_all,
        author: heard_author,
        gap,
        sensitivity,
        placement,
        contested: contested_terms(codebook, text.annotations, options.voices),
        gates,
        subwords_per_word: text.subwords_per_word,
        primary: options.voices,
        all_counts,
        author_counts,
    }
}

/// A text as certain voices frame it.
#[derive(Clone)]
struct Version {
    sentences: Vec<SentenceFrames>,
    counts: DocumentCounts,
    replicates: Replicates,
    framing: Framing,
}

impl Version {
    fn of(codebook: &Codebook, text: &Text<'_>, (options, seed): (&Options, u64), voices: Voices) -> Self {
        let (segmentation, annotations) = (text.segmentation, text.annotations);
        let sentences = sentence_frames(codebook, segmentation, annotations, (&options.body, voices));
        let counts = DocumentCounts::of(codebook, segmentation, annotations, (&sentences, voices));
        let units = Columns::of(codebook).of_sentences(codebook, annotations, (&sentences, voices));
        let draw = sentences.len() >= MIN_SENTENCES && counts.total().events > 0;
        let replicates = units.resample(if draw { options.replicates } else { 0 }, seed);
        let framing = framing(codebook, &counts, &Spread::Sentences(&replicates));
        Self { sentences, counts, replicates, framing }
    }

    /// Whether everything counted is the author's own and none of it rejected: then one version is both.
    fn is_authors(&self, annotations: &Annotations) -> bool {
        annotations.hits.iter().filter(|hit| hit.verdict.counts()).all(|hit| Voices::Author.count(hit))
    }
}

/// Position of all voices less that of the author, over the same draws of sentences.
fn gap(codebook: &Codebook, all: &Version, author: &Version) -> Estimate {
    let events = (author.counts.total().events, all.counts.total().events);
    let (Some(contrast), Some(of_all), Some(of_author)) =
        (codebook.contrast, all.framing.position.value, author.framing.position.value)
    else {
        return Estimate::undefined(Reason::NoContrast, events.0, events.1);
    };
    let columns = Columns::of(codebook);
    let position = |version: &Version| {
        version.replicates.values(|sums| {
            let [positive, negative] =
                [contrast.positive, contrast.negative].map(|frame| sums.get(columns.frame(frame)));
            Some(logit_scale::position(positive, negative))
        })
    };
    let mut gaps: Vec<f64> =
        position(all).iter().zip(position(author)).map(|(all, author)| all - author).collect();
    let interval = stats::percentile(&mut gaps, "paired-sentence-bootstrap");
    let reason = interval.is_none().then_some(Reason::TooFewSentences);
    Estimate { value: Some(of_all - of_author), interval, count: events.0, denominator: events.1, reason }
}

/// Whether more than half of the evidence is not the author's.
fn mostly_attributed(all: &Version, author: &Version) -> bool {
    let uttered = |version: &Version| -> u64 {
        version.counts.frames.iter().flat_map(|frame| &frame.stances).map(|stance| stance.events).sum()
    };
    2 * uttered(author) < uttered(all)
}
