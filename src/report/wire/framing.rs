//! How a document is framed, as it stands in `documents.jsonl` and `corpus.json`.

use super::ByName;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The framing by voice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Voices<'a> {
    /// What the author says in the author's own voice, or shares of others', without what the author rejects. The
    /// primary version.
    pub author: Framing<'a>,
    /// All voices together, quoted and reported ones included, whatever their stance.
    pub all: Framing<'a>,
    /// Attribution gap: the position of all voices less that of the author. How much of the naive score is other
    /// people's frames.
    pub gap: Estimate<'a>,
}

/// How a set of sentences is framed. Statistic numbers are those of the methods page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Framing<'a> {
    /// Words in counted sentences: the denominator of every rate.
    pub n_words: u64,
    /// Counted sentences.
    pub n_sentences: u64,
    /// One for each frame, in codebook order.
    pub frames: Vec<FrameFraming<'a>>,
    /// Position: ln((P + 1/2) / (N + 1/2)), P and N the summed weights of the positive and the negative frame
    /// of the contrast. Log odds, any real number; 0 is equal, +0.69 twice as much of the positive frame.
    pub position: Position<'a>,
    /// Balance: (P - N) / (P + N), in [-1, 1]; null under five events.
    pub balance: Estimate<'a>,
    /// Emphasis: share of counted sentences that show any frame, in [0, 1].
    pub emphasis: Estimate<'a>,
    /// Ambivalence: 4 p (1 - p) with p = P / (P + N), in [0, 1]; 1 where both frames are equally strong.
    pub ambivalence: Estimate<'a>,
    /// Entropy of all families, normalised to [0, 1]: how broad the argument is.
    pub family_entropy: Estimate<'a>,
    /// Number of counted sentences by what they show: each frame id (that frame alone), `both` (the two frames
    /// of the contrast), `several` (any other combination), `neither`.
    pub sentences: ByName<'a, u64>,
    /// Whether the frames of the contrast meet in the same sentences.
    pub comention: Comention<'a>,
    /// What the evidence says of its good.
    pub dimensions: Dimensions<'a>,
    /// One for each family, in codebook order.
    pub families: Vec<FamilyFraming<'a>>,
    /// Whether the numbers hang on a few entries.
    pub concentration: Concentration<'a>,
    /// Share of candidate hits that a name or idiom covers, in [0, 1].
    pub masked_share: Estimate<'a>,
    /// Share of candidate hits that are contested terms nothing around them decides, in [0, 1].
    pub unresolved_share: Estimate<'a>,
    /// Why the position is null, for this whole block; null where it is defined.
    pub reason: Option<Cow<'a, str>>,
}

/// One frame in a set of sentences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameFraming<'a> {
    /// The frame's id.
    pub frame: Cow<'a, str>,
    /// Counted hits.
    pub n_hits: u64,
    /// Sum of their weights, >= 0.
    pub weight: f64,
    /// Intensity: weighted hits per 1,000 counted words, >= 0; null without words.
    pub rate_per_1000_words: Option<f64>,
    /// 95 % interval of the intensity.
    pub interval: Option<Interval<'a>>,
    /// Counted sentences that show the frame, alone or with others.
    pub n_sentences: u64,
    /// Counted sentences that show the frame and no other.
    pub n_sentences_only: u64,
    /// Share of counted sentences that show the frame, in [0, 1].
    pub emphasis: Estimate<'a>,
    /// Entropy of the frame's families, normalised to [0, 1].
    pub family_entropy: Estimate<'a>,
    /// Whether its evidence hangs on a few entries.
    pub concentration: Concentration<'a>,
    /// Share of its events that those heard argue against, in [0, 1].
    pub rejection_rate: Estimate<'a>,
    /// Weight endorsed less weight rejected, per 1,000 words.
    pub net_endorsement: Estimate<'a>,
    /// Why the intensity is null or should not be relied on.
    pub reason: Option<Cow<'a, str>>,
}

/// A number with everything needed to believe or recompute it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Estimate<'a> {
    /// The statistic; null where it is undefined, never 0 for "no data".
    pub value: Option<f64>,
    /// 95 % interval; null where none is defined.
    pub interval: Option<Interval<'a>>,
    /// What was counted (events, sentences), unweighted.
    pub count: u64,
    /// What it was counted in (words, sentences, events).
    pub denominator: u64,
    /// Why `value` is null, or why it should not be relied on.
    pub reason: Option<Cow<'a, str>>,
}

/// A 95 % interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interval<'a> {
    /// Lower bound, in the unit of its statistic.
    pub lo: f64,
    /// Upper bound, in the unit of its statistic.
    pub hi: f64,
    /// How it was made: `sentence-bootstrap`, `document-bootstrap`, `jeffreys`, `wilson` and so on.
    pub method: Cow<'a, str>,
}

/// The position with both its intervals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Position<'a> {
    /// Log odds; null where it is undefined.
    pub value: Option<f64>,
    /// 95 % interval by resampling whole sentences: the one to quote.
    pub interval: Option<Interval<'a>>,
    /// 95 % interval from Beta quantiles (Jeffreys): treats events as independent, so mostly too narrow.
    pub interval_jeffreys: Option<Interval<'a>>,
    /// Counted hits of the positive frame.
    pub count: u64,
    /// Counted hits of both frames of the contrast.
    pub denominator: u64,
    /// Why `value` is null, or why it should not be relied on.
    pub reason: Option<Cow<'a, str>>,
}

/// Whether the frames of the contrast meet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comention<'a> {
    /// Log odds ratio of the two frames standing in one sentence, any real number; 0 is independence.
    pub log_odds_ratio: Estimate<'a>,
    /// The same for standing in one paragraph.
    pub log_odds_ratio_paragraphs: Estimate<'a>,
    /// Sentences with both frames as a share of those with either, in [0, 1].
    pub share: Estimate<'a>,
}

/// Affirmation, violation, justification.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dimensions<'a> {
    /// Weighted hits per 1,000 counted words that name an entitlement or a good and claim it.
    pub affirmation: Estimate<'a>,
    /// Weighted hits per 1,000 counted words that name harm to rights-holders.
    pub violation: Estimate<'a>,
    /// Weighted hits per 1,000 counted words that link a restriction to a good of the state.
    pub justification: Estimate<'a>,
    /// V / (A + V), in [0, 1].
    pub violation_share: Estimate<'a>,
    /// Justifications among the evidence of the negative frame of the contrast, in [0, 1].
    pub justification_share: Estimate<'a>,
}

/// One family in a set of sentences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FamilyFraming<'a> {
    /// The family's id.
    pub family: Cow<'a, str>,
    /// The frame it argues for.
    pub frame: Cow<'a, str>,
    /// Counted hits.
    pub n_hits: u64,
    /// Sum of their weights, >= 0.
    pub weight: f64,
    /// Share of the evidence of its frame, in [0, 1].
    pub share: Estimate<'a>,
    /// Weighted hits per 1,000 counted words, >= 0.
    pub rate_per_1000_words: Estimate<'a>,
}

/// Whether the numbers hang on a few entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Concentration<'a> {
    /// Share of the weight carried by the heaviest entry, in [0, 1].
    pub top_1: Estimate<'a>,
    /// Share of the weight carried by the three heaviest entries, in [0, 1].
    pub top_3: Estimate<'a>,
    /// Share of the weight carried by the ten heaviest entries, in [0, 1].
    pub top_10: Estimate<'a>,
    /// Herfindahl-Hirschman index of the entries' shares, in (0, 1]; 1 is a single entry.
    pub hhi: Estimate<'a>,
}
