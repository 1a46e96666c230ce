//! One document, measured.

use super::columns::Columns;
use super::framing::{Spread, framing};
use super::gate::{Domain, gates};
use super::placement::title_weight;
use super::sentence::{CountedSentence, counted_sentences};
use super::{
    DocumentCounts, Estimate, Framing, Measures, Placement, Reason, Sensitivity, SentenceFrames, Voices,
    contested_terms,
};
use crate::annotate::Annotations;
use crate::codebook::{Codebook, Contrast};
use crate::document::{BlockKind, DocId};
use crate::segment::{MAX_SENTENCES, MAX_TOKENS, Segmentation};
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
    /// Tokens of a sentence from which on it is cut; at least 1.
    pub max_tokens: usize,
    /// The most sentences of a document.
    pub max_sentences: usize,
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
            max_tokens: MAX_TOKENS,
            max_sentences: MAX_SENTENCES,
        }
    }
}

/// A text as `measure` needs it.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The name that its draws depend on.
    pub id: &'a DocId,
    /// Pieces a word under a vocabulary of the codebook's language, if counted.
    pub subwords_per_word: Option<f64>,
    /// Its parts, segmented for the codebook's language: a text in another has no number.
    pub segmentation: &'a Segmentation,
    /// What was found in them.
    pub annotations: &'a Annotations,
}

/// Measures one text. Total and pure: the same text, codebook and options give the same bits.
#[must_use]
pub fn measure(codebook: &Codebook, text: &Text<'_>, options: &Options) -> Measures {
    let seed = seed_for(options.seed, text.id.as_str().as_bytes());
    let [author, all] = versions(codebook, text, (options, seed));
    let mut gap = gap(&all, &author);
    let primary = match options.voices {
        Voices::All => &all,
        Voices::Author => &author,
    };
    let domain = Domain::of(text.segmentation, text.subwords_per_word, options.max_subwords_per_word);
    let gates =
        gates(codebook, (&primary.counts, &primary.framing), domain, mostly_attributed(&all, &author));
    let mut sensitivity = Sensitivity::of(codebook, &primary.counts);
    let titles = title_weight(text.segmentation, text.annotations, &options.body);
    let shuffle = (options.replicates, seed.wrapping_add(PERMUTATION_STREAM));
    let mut placement = Placement::of(codebook, &primary.sentences, titles, shuffle);
    let Version { sentences, counts: mut all_counts, framing: mut heard_all, .. } = all;
    let Version { sentences: author_sentences, counts: mut author_counts, framing: mut heard_author, .. } =
        author;
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
    framing: Framing,
    /// The position in each sample of sentences; the same samples for all voices.
    positions: Vec<f64>,
}

/// The text as each of [`Voices::ALL`] frames it.
fn versions(codebook: &Codebook, text: &Text<'_>, (options, seed): (&Options, u64)) -> [Version; 2] {
    let counted = counted_sentences(text.segmentation, text.annotations, &options.body);
    let of = |voices| Version::of((codebook, text.segmentation), &counted, (options, seed), voices);
    let all = of(Voices::All);
    // What is the author's throughout is one version.
    let is_one = counted.iter().all(CountedSentence::is_authors);
    let author = if is_one { all.clone() } else { of(Voices::Author) };
    [author, all]
}

impl Version {
    fn of(
        (codebook, segmentation): (&Codebook, &Segmentation),
        counted: &[CountedSentence<'_>],
        (options, seed): (&Options, u64),
        voices: Voices,
    ) -> Self {
        let sentences: Vec<_> = counted.iter().map(|it| it.frames(codebook, voices)).collect();
        let counts = DocumentCounts::of(codebook, segmentation, counted, (&sentences, voices));
        let columns = Columns::of(codebook);
        let units = columns.of_sentences(codebook, counted, (&sentences, voices));
        let draw = sentences.len() >= MIN_SENTENCES && counts.total().events > 0;
        let replicates = units.resample(if draw { options.replicates } else { 0 }, seed);
        let position = |Contrast { positive, negative }| {
            let [positive, negative] = [positive, negative].map(|frame| columns.frame(frame));
            replicates.values_of(&[positive, negative], |sums| Some(logit_scale::position(sums[0], sums[1])))
        };
        let positions = codebook.contrast.map(position).unwrap_or_default();
        let framing = framing(codebook, &counts, &Spread::Sentences(&replicates, &positions));
        Self { sentences, counts, framing, positions }
    }
}

/// Position of all voices less that of the author, over the same samples of sentences.
fn gap(all: &Version, author: &Version) -> Estimate {
    let events = (author.counts.total().events, all.counts.total().events);
    let (Some(of_all), Some(of_author)) = (all.framing.position.value, author.framing.position.value) else {
        return Estimate::undefined(Reason::NoContrast, events.0, events.1);
    };
    let pairs = all.positions.iter().zip(&author.positions);
    let mut gaps: Vec<f64> = pairs.map(|(all, author)| all - author).collect();
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
