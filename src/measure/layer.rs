//! The layer that `measure` returns.

use crate::codebook::{EntryIx, FamilyIx, FrameIx};
use crate::segment::SentenceIx;

/// A number with everything needed to believe or recompute it.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The statistic; `None` where it is undefined.
    pub value: Option<f64>,
    /// How sure; `None` where no interval is defined.
    pub interval: Option<Interval>,
    /// What was counted (events, sentences), unweighted.
    pub count: u64,
    /// What it was counted in (words, sentences, events).
    pub denominator: u64,
    /// Why `value` is `None`, or why it should not be relied on.
    pub reason: Option<Reason>,
}

/// A 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower bound.
    pub lo: f64,
    /// Upper bound.
    pub hi: f64,
    /// How it was made, as in our output (`sentence-bootstrap`, `jeffreys`, `wilson`).
    pub method: &'static str,
}

/// Why a number is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// Nobody has said yet whose words these are.
    NotAttributed,
    /// The document has no counted sentence.
    EmptyText,
    /// No event of either frame.
    NoEvents,
    /// Fewer events than the statistic needs.
    TooFewEvents,
    /// Fewer sentences than the statistic needs.
    TooFewSentences,
    /// The codebook names no pair of frames to contrast.
    NoContrast,
    /// Needs at least two documents.
    TooFewDocuments,
    /// The text is not in a language the codebook reads.
    UnsupportedLanguage,
}

impl Reason {
    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAttributed => "not-attributed",
            Self::EmptyText => "empty-text",
            Self::NoEvents => "no-events",
            Self::TooFewEvents => "too-few-events",
            Self::TooFewSentences => "too-few-sentences",
            Self::NoContrast => "no-contrast",
            Self::TooFewDocuments => "too-few-documents",
            Self::UnsupportedLanguage => "unsupported-language",
        }
    }
}

/// A reporting gate: something a reader must know before using the number (METRICS, reporting gates).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Gate {
    /// Fewer than ten events or fifteen sentences.
    Insufficient,
    /// One entry carries more than two fifths of the evidence.
    SingleTerm,
    /// More than half of the evidence is not the author's.
    MostlyAttributed,
    /// The words do not look like the language the codebook reads (another language, bad OCR).
    OutOfDomain,
    /// More than a quarter of the candidate evidence is contested and undecided.
    Unresolved,
}

impl Gate {
    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Insufficient => "insufficient",
            Self::SingleTerm => "single-term",
            Self::MostlyAttributed => "mostly-attributed",
            Self::OutOfDomain => "out-of-domain",
            Self::Unresolved => "unresolved",
        }
    }
}

/// Everything measured on one document.
#[derive(Clone, Debug)]
pub struct Measures {
    /// What each counted sentence shows, in text order. Sentences outside the body are not listed.
    pub sentences: Vec<SentenceFrames>,
    /// All voices together.
    pub all: Framing,
    /// The author's voice alone; `Err` says why there is none.
    pub author: Result<Framing, Reason>,
    /// How far the position hangs on single choices of the codebook.
    pub sensitivity: Sensitivity,
    /// Where in the text the evidence stands.
    pub placement: Placement,
    /// What a reader must know first.
    pub gates: Vec<Gate>,
    /// Subwords per word under the reference vocabulary, the measure behind [`Gate::OutOfDomain`].
    pub subwords_per_word: Option<f64>,
    /// The sums that groups and comparisons are made from.
    pub counts: DocumentCounts,
}

/// What one sentence shows.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceFrames {
    /// Which sentence.
    pub sentence: SentenceIx,
    /// Its words.
    pub n_words: u32,
    /// Evidence for each frame: sum of weights, in codebook order.
    pub weights: Vec<f64>,
    /// The frames whose evidence reaches their threshold, in codebook order.
    pub frames: Vec<FrameIx>,
    /// The families of the counted evidence, in codebook order, each once.
    pub families: Vec<FamilyIx>,
}

/// How a set of sentences is framed.
#[derive(Clone, Debug, PartialEq)]
pub struct Framing {
    /// One a frame, in codebook order.
    pub frames: Vec<FrameMeasure>,
    /// Position θ (METRICS 2): log odds of the contrast, with ½ added to each side. Interval by sentence
    /// bootstrap.
    pub position: Estimate,
    /// The same interval as Beta quantiles (Jeffreys), which treats events as independent.
    pub position_jeffreys: Option<Interval>,
    /// Balance β (METRICS 3), in \[−1, 1\].
    pub balance: Estimate,
    /// Emphasis E (METRICS 4): share of sentences that show any frame.
    pub emphasis: Estimate,
    /// Ambivalence A (METRICS 5), in \[0, 1\].
    pub ambivalence: Estimate,
    /// Family entropy H* (METRICS 6) over all frames, in \[0, 1\].
    pub family_entropy: Estimate,
    /// Co-mention κ (METRICS 8): log odds ratio of the two frames of the contrast meeting in a sentence.
    pub comention: Estimate,
    /// Share of framed sentences that show both frames of the contrast.
    pub comention_share: Estimate,
    /// Affirmation, violation, justification: weighted events per 1,000 words (METRICS 9), in the order of
    /// [`Dimension::ALL`](crate::codebook::Dimension::ALL).
    pub dimensions: [Estimate; 3],
    /// V / (A + V).
    pub violation_share: Estimate,
    /// J / (J + S): justifications among the evidence of the negative frame of the contrast.
    pub justification_share: Estimate,
    /// One a family, in codebook order.
    pub families: Vec<FamilyMeasure>,
    /// Share of the evidence carried by the heaviest 1, 3 and 10 entries (METRICS 18).
    pub concentration: [Estimate; 3],
    /// Herfindahl-Hirschman index of the entries' shares.
    pub hhi: Estimate,
    /// Shares of candidate hits that were masked, and that were contested and undecided.
    pub masked_share: Estimate,
    /// See `masked_share`.
    pub unresolved_share: Estimate,
}

/// One frame in a set of sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameMeasure {
    /// Which.
    pub frame: FrameIx,
    /// Counted events.
    pub n_hits: u64,
    /// Their weights, summed.
    pub weight: f64,
    /// Intensity (METRICS 1): weighted events per 1,000 words.
    pub rate_per_1000_words: Estimate,
    /// Share of sentences that show the frame.
    pub emphasis: Estimate,
    /// Entropy of the frame's families (METRICS 6), in \[0, 1\].
    pub family_entropy: Estimate,
    /// Sentences that show this frame and no other.
    pub n_sentences_only: u64,
    /// Sentences that show this frame, alone or with others.
    pub n_sentences: u64,
}

/// One family in a set of sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyMeasure {
    /// Which.
    pub family: FamilyIx,
    /// Counted events.
    pub n_hits: u64,
    /// Their weights, summed.
    pub weight: f64,
    /// Share of the evidence of the family's frame (METRICS 7), with a Dirichlet interval.
    pub share: Estimate,
    /// Weighted events per 1,000 words.
    pub rate_per_1000_words: Estimate,
}

/// How far the position hangs on single choices (METRICS 19).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sensitivity {
    /// Position without each entry that has evidence, in codebook order.
    pub without_entry: Vec<(EntryIx, f64)>,
    /// Largest change, over those entries, of |θ − θ without|.
    pub max_change: Option<f64>,
    /// 90th percentile of the same.
    pub p90_change: Option<f64>,
    /// Position without each family that has evidence, in codebook order.
    pub without_family: Vec<(FamilyIx, f64)>,
    /// Position with every weight set to 1.
    pub unweighted: Option<f64>,
    /// Position without the families that the codebook reports apart.
    pub without_separate: Option<f64>,
    /// Whether leaving out any one entry changes the sign of the position.
    pub sign_flips: bool,
}

/// Where the evidence stands (METRICS 17).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// Weight of evidence in titles and headings, as a share of that and the body's.
    pub title: Option<f64>,
    /// Share of the body's evidence in the first tenth of its words.
    pub lead: Option<f64>,
    /// Share of the body's evidence in the last tenth.
    pub end: Option<f64>,
    /// Two-sided permutation p of the lead share under random sentence order.
    pub lead_p: Option<f64>,
    /// Weight of evidence in each tenth of the body, for each frame in codebook order.
    pub deciles: Vec<[f64; 10]>,
}

/// The sums that groups, corpora and comparisons are made from: small, mergeable, without any text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentCounts {
    /// Words in counted sentences.
    pub n_words: u64,
    /// Counted sentences in text order, those without evidence included.
    pub sentences: Vec<SentenceCounts>,
    /// Events and weight of each entry that has any, in codebook order.
    pub entries: Vec<(EntryIx, u64, f64)>,
}

/// One sentence as the statistics see it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SentenceCounts {
    /// Words.
    pub n_words: u32,
    /// Events of each frame, in codebook order.
    pub events: Vec<u32>,
    /// Sum of their weights.
    pub weights: Vec<f64>,
}
