//! `counts.jsonl`.

use super::ByName;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One line of `counts.jsonl`: what was counted in a document. All numbers are sums that add up over documents; groups,
/// aggregates and comparisons are made from them alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountsRow<'a> {
    /// The document's name, unique in the run.
    pub doc_id: Cow<'a, str>,
    /// What the author says and does not reject.
    pub author: VoiceCounts<'a>,
    /// All voices together, whatever their stance.
    pub all: VoiceCounts<'a>,
    /// Each contested term it has, as the primary version hears it.
    pub contested: ByName<'a, ContestedCounts<'a>>,
    /// Why the document stays out of every aggregate; null if it does not.
    pub excluded: Option<Cow<'a, str>>,
}

/// The counts of one version.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VoiceCounts<'a> {
    /// Words in counted sentences.
    pub n_words: u64,
    /// Counted sentences.
    pub n_sentences: u64,
    /// Those that show more than one frame.
    pub n_sentences_several: u64,
    /// Those that show none.
    pub n_sentences_neither: u64,
    /// Hits that a name or idiom covers.
    pub n_masked: u64,
    /// Contested terms that nothing decides.
    pub n_unresolved: u64,
    /// One for each frame, in codebook order.
    pub frames: ByName<'a, FrameSums>,
    /// Each family with evidence, in codebook order.
    pub families: ByName<'a, Sums>,
    /// Each entry with evidence, in codebook order, by the frame it is evidence of.
    pub entries: ByName<'a, ByName<'a, Sums>>,
    /// Counted sentences by which sides of the contrast they show.
    pub sentences: Cells,
    /// The same by the rules alone.
    pub sentences_by_rules: Cells,
    /// Paragraphs by which sides any of their sentences shows.
    pub paragraphs: Cells,
    /// Weight for the positive and the negative side of the contrast in the first, third, fifth ... counted sentence, and
    /// in the others: two halves of the text, for its reliability.
    pub halves: [[f64; 2]; 2],
}

/// Evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sums {
    /// Counted hits.
    pub n_hits: u64,
    /// Sum of their weights, >= 0.
    pub weight: f64,
}

/// What was counted of one frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameSums {
    /// Counted hits.
    pub n_hits: u64,
    /// Sum of their weights, >= 0.
    pub weight: f64,
    /// Counted sentences that show it, alone or with others.
    pub n_sentences: u64,
    /// Counted sentences that show it and no other.
    pub n_sentences_only: u64,
    /// The part of the hits that names a good and claims it.
    pub affirmation: Sums,
    /// The part that names harm to rights-holders.
    pub violation: Sums,
    /// The part that links a restriction to a good of the state.
    pub justification: Sums,
    /// Uttered and endorsed. With the next two all that these voices utter of it, before what the author rejects is left
    /// out.
    pub endorsed: Sums,
    /// Uttered and reported.
    pub reported: Sums,
    /// Uttered and rejected.
    pub rejected: Sums,
}

/// Sentences or paragraphs by which sides of the contrast they show; all 0 without a contrast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cells {
    /// Both sides.
    pub both: u64,
    /// The positive one only.
    pub positive: u64,
    /// The negative one only.
    pub negative: u64,
    /// Neither.
    pub neither: u64,
}

/// How a contested term is used in a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContestedCounts<'a> {
    /// Occurrences, whoever utters them.
    pub n_hits: u32,
    /// Those that are talked about, not used.
    pub n_mentioned: u32,
    /// Those that nothing decides.
    pub n_unresolved: u32,
    /// Those that something decides, by the frame that they stand for.
    pub frames: ByName<'a, u32>,
    /// Sentences in which the primary version utters it.
    pub n_sentences: u32,
    /// Hits beside it in them.
    pub n_beside: u32,
    /// Their weight for the positive side of the contrast.
    pub positive: f64,
    /// Their weight for the negative side.
    pub negative: f64,
}
