//! `comparison.json`.

use super::{
    BothStructures, ByName, ClauseChange, ContestedCollocate, ContestedExample, ContestedModifier, Estimate,
    Fragility, Interval, Program, SharedPassage, SignatoryChange, TextReuse,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The one object of `comparison.json`: how two sets of documents differ. In every difference a plus is more in the target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparison<'a> {
    /// Version of the format.
    pub schema_version: Cow<'a, str>,
    /// What made it.
    pub program: Program<'a>,
    /// What was compared with what, and how.
    pub options: ComparisonOptions<'a>,
    /// One side.
    pub target: Side<'a>,
    /// The other.
    pub reference: Side<'a>,
    /// Which side a plus favours, in words.
    pub positive_means: Cow<'a, str>,
    /// Every statistic of both sides and their difference.
    pub framing: Vec<Difference<'a>>,
    /// The same for each family.
    pub families: Vec<Difference<'a>>,
    /// What the difference of the positions hangs on.
    pub sensitivity: Fragility<'a>,
    /// How far apart the sides are in which families they argue with.
    pub profile: Profile<'a>,
    /// Words that one side uses more: those of the target first, by conservative log ratio.
    pub keyness: Vec<Key<'a>>,
    /// Words looked at: those frequent enough on both sides together.
    pub n_words_looked_at: u64,
    /// Entities that one side names more, ranked likewise.
    pub entities: Vec<Key<'a>>,
    /// Entities looked at.
    pub n_entities_looked_at: u64,
    /// What each side says that the same actors hold; those with the most hits first.
    pub actors: Vec<ActorDifference<'a>>,
    /// Terms that several frames claim, in codebook order.
    pub contested: Vec<ContestedDifference<'a>>,
    /// How alike the words of both sides are.
    pub similarity: Similarity,
    /// Passages that both sides have, longest first, at most 1,000 and 100,000 words together; null where the texts are not
    /// there.
    pub shared_passages: Option<Vec<SharedPassage<'a>>>,
    /// How much of the words of each side the other has too, boilerplate, and near-duplicates.
    pub text_reuse: TextReuse<'a>,
    /// Each side by year.
    pub over_time: BothSeries<'a>,
    /// The difference of the positions under every declared choice, the lowest first: the specification curve. Empty without
    /// `--multiverse`, or a contrast.
    pub multiverse: Vec<SpecificationRow<'a>>,
    /// Of two single documents: the clauses of the target with those of the reference taken as its earlier version, in the order of
    /// the target; what was removed stands before the clause that followed it. Null for more documents or without texts.
    pub clauses: Option<Vec<ClauseChange<'a>>>,
    /// Who signed documents of either side, by name.
    pub signatories: Vec<SignatoryChange<'a>>,
    /// How both texts are built; null as `clauses` is.
    pub structure: Option<BothStructures<'a>>,
    /// Why `clauses` and `structure` are null: `several-documents` or `no-text`.
    pub versions_reason: Option<Cow<'a, str>>,
    /// Sentences that the two runs read otherwise, in corpus order, at most 2,000; empty unless both are runs over the same
    /// texts.
    pub changed_sentences: Vec<ChangedSentence<'a>>,
    /// How many sentences changed; null unless both are runs over the same texts.
    pub n_changed_sentences: Option<u64>,
    /// Undated, excluded or unmatched documents and other things that a reader must know.
    pub notes: Vec<Cow<'a, str>>,
}

/// The difference of the positions under one choice of voice, evidence and smoothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpecificationRow<'a> {
    /// Whose frames: `author` or `all`.
    pub voice: Cow<'a, str>,
    /// What is counted for each side of the contrast: `weights` (hits by the codebook's weights), `hits` (each alike),
    /// `sentences` (those that show the frame, as the run's engine says) or `sentences-by-rules`.
    pub evidence: Cow<'a, str>,
    /// What is added to each side before the logarithm.
    pub smoothing: f64,
    /// Position of the target, log odds; null without evidence.
    pub target: Option<f64>,
    /// Position of the reference.
    pub reference: Option<f64>,
    /// Target less reference.
    pub difference: Option<f64>,
    /// 95 % interval, documents drawn; null under five a side.
    pub interval: Option<Interval<'a>>,
}

/// A sentence that two runs over the same texts read otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangedSentence<'a> {
    /// The document.
    pub doc_id: Cow<'a, str>,
    /// The sentence, as the target names it.
    pub sentence_id: Cow<'a, str>,
    /// First code point in the document's text, 0-based.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The sentence as written; null with `--no-text`.
    pub text: Option<Cow<'a, str>>,
    /// As the target reads it.
    pub target: SentenceReading<'a>,
    /// As the reference reads it.
    pub reference: SentenceReading<'a>,
}

/// What a run reads in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SentenceReading<'a> {
    /// Every frame it shows, in codebook order.
    pub frames: Vec<Cow<'a, str>>,
    /// Evidence for each frame.
    pub weight: ByName<'a, f64>,
    /// Probability of each frame; null where rules alone decided.
    pub prob: Option<ByName<'a, f64>>,
}

/// How a comparison was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComparisonOptions<'a> {
    /// What was compared, as named; of an absolute path only its last part.
    pub paths: Vec<Cow<'a, str>>,
    /// Which documents are the target, if selected.
    pub target: Vec<Cow<'a, str>>,
    /// Which documents are the reference, if selected.
    pub reference: Vec<Cow<'a, str>>,
    /// The version compared: `author` or `all`.
    pub voice: Cow<'a, str>,
    /// The codebook of both sides.
    pub codebook: Cow<'a, str>,
    /// SHA-256 over its files.
    pub codebook_sha256: Cow<'a, str>,
    /// Resamples of each bootstrap.
    pub bootstrap: u32,
    /// Rearrangements of each permutation test.
    pub permutations: u32,
    /// The field within whose values alone documents are rearranged; null for none.
    pub strata: Option<Cow<'a, str>>,
    /// How p became q: `bh` (Benjamini-Hochberg), `by` or `holm`.
    pub adjustment: Cow<'a, str>,
    /// Fewest occurrences, on both sides together, of a word that is looked at.
    pub min_count: u64,
    /// Seed of every random draw.
    pub seed: u64,
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Side<'a> {
    /// What it is called here.
    pub label: Cow<'a, str>,
    /// Its documents.
    pub n_documents: u64,
    /// Those left out because their counts say nothing.
    pub n_documents_excluded: u64,
    /// Words in counted sentences of the version compared.
    pub n_words: u64,
    /// Counted sentences.
    pub n_sentences: u64,
}

/// A statistic of both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Difference<'a> {
    /// Its name, as in `measures.jsonl`.
    pub statistic: Cow<'a, str>,
    /// The frame it is about; null if it is about all.
    pub frame: Option<Cow<'a, str>>,
    /// The family it is about; null for a frame or all.
    pub family: Option<Cow<'a, str>>,
    /// The target's documents taken together.
    pub target: Valued<'a>,
    /// The reference's documents taken together.
    pub reference: Valued<'a>,
    /// Target less reference, in the unit of the statistic; null where either is undefined.
    pub difference: Option<f64>,
    /// 95 % interval of the difference: `document-bootstrap`, or `mover` for two single documents.
    pub interval: Option<Interval<'a>>,
    /// Two-sided p of no difference, documents rearranged between the sides; null under five documents a side.
    pub p: Option<f64>,
    /// p adjusted for all statistics here that have one.
    pub q: Option<f64>,
    /// `permutation-exact` (every arrangement) or `permutation` (drawn).
    pub method: Option<Cow<'a, str>>,
    /// Arrangements looked at.
    pub n_arrangements: Option<u64>,
    /// Why something is null.
    pub reason: Option<Cow<'a, str>>,
}

/// A number with its interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Valued<'a> {
    /// The number; null where it is undefined.
    pub value: Option<f64>,
    /// 95 % interval; null where none is defined.
    pub interval: Option<Interval<'a>>,
}

/// Distance of the families of both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile<'a> {
    /// Jensen-Shannon distance (base 2), in [0, 1]; null where a side has no evidence.
    pub jensen_shannon_distance: Option<f64>,
    /// The mean distance when documents are dealt to the sides at random: sparse profiles are never at distance 0.
    pub expected_by_chance: Option<f64>,
    /// How often chance gives such a distance.
    pub p: Option<f64>,
    /// `permutation-exact` or `permutation`.
    pub method: Option<Cow<'a, str>>,
    /// Why something is null.
    pub reason: Option<Cow<'a, str>>,
}

/// How a side uses a word or names an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Usage {
    /// How often.
    pub count: u64,
    /// Per 1,000 words of the side.
    pub rate_per_1000_words: f64,
    /// Documents that have it.
    pub n_documents: u64,
    /// Gries' deviation of proportions over the side's documents, normed to [0, 1]: 0 evenly spread, 1 all in one place;
    /// null where it does not occur.
    pub dp_norm: Option<f64>,
    /// Juilland's D, about [0, 1]: 1 the same rate in every document.
    pub juilland_d: Option<f64>,
    /// Kullback-Leibler divergence from an even spread, bits, >= 0.
    pub kl_divergence: Option<f64>,
}

/// Log odds with an informative Dirichlet prior: the rates of both sides together, as strong as `a0` words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyLogOdds {
    /// Difference of the log odds.
    pub delta: f64,
    /// Its standard error by the full variance of four terms, > 0.
    pub se: f64,
    /// delta / se.
    pub z: f64,
    /// Strength of the prior, words (of modifiers of contested terms: uses).
    pub a0: f64,
}

/// A word or entity that one side uses more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Key<'a> {
    /// The word, folded, or the entity's name.
    pub term: Cow<'a, str>,
    /// The entity's id; null for words and for what the gazetteer does not know.
    pub entity_id: Option<Cow<'a, str>>,
    /// What sort of entity, such as `STATE`; null for words.
    pub label: Option<Cow<'a, str>>,
    /// How the target uses it.
    pub target: Usage,
    /// How the reference uses it.
    pub reference: Usage,
    /// log2 of the ratio of the rates; a count of 0 is taken as 1/2.
    pub log_ratio: f64,
    /// Conservative log ratio: the end nearest 0 of its 95 % interval, corrected for all items looked at; 0 where the interval
    /// holds 0.
    pub lrc: f64,
    /// G2 of the four cells, with the sign of the difference. Takes words as independent: a rank, not a test.
    pub g2: f64,
    /// Log odds with a prior; null for an item that is every word.
    pub log_odds: Option<KeyLogOdds>,
    /// Mann and Whitney's two-sided p of the rates in documents; null under five documents a side.
    pub p: Option<f64>,
    /// p adjusted for all items looked at.
    pub q: Option<f64>,
}

/// An actor as both sides portray it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorDifference<'a> {
    /// Its id; null for what the gazetteer does not know.
    pub entity_id: Option<Cow<'a, str>>,
    /// Its name.
    pub name: Cow<'a, str>,
    /// What sort of actor.
    pub label: Cow<'a, str>,
    /// The target's portrait.
    pub target: Portrayed<'a>,
    /// The reference's portrait.
    pub reference: Portrayed<'a>,
    /// Position in the target's portrait less that in the reference's, log odds.
    pub difference: Option<f64>,
    /// 95 % interval.
    pub interval: Option<Interval<'a>>,
    /// Why something is null.
    pub reason: Option<Cow<'a, str>>,
}

/// What one side's texts ascribe to an actor: a portrait by others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Portrayed<'a> {
    /// Counted hits.
    pub n_hits: u64,
    /// Sentences with them.
    pub n_sentences: u64,
    /// Documents with them.
    pub n_documents: u64,
    /// Their weight by frame.
    pub frames: ByName<'a, f64>,
    /// Position ascribed, log odds; null under five hits or three sentences.
    pub position: Option<f64>,
}

/// A contested term on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContestedDifference<'a> {
    /// The codebook entry.
    pub entry: Cow<'a, str>,
    /// The target's use.
    pub target: ContestedUse<'a>,
    /// The reference's use.
    pub reference: ContestedUse<'a>,
    /// Lean of the target less that of the reference, log odds; a plus leans more to the positive frame in the target.
    pub difference: Option<f64>,
    /// 95 % interval.
    pub interval: Option<Interval<'a>>,
    /// Why something is null.
    pub reason: Option<Cow<'a, str>>,
    /// Modifiers that one side uses more: those of the target first, by the surest effect, at most 20 of each side; null where
    /// a side never uses the term.
    pub modifiers: Option<Vec<ContestedModifier<'a>>>,
    /// Modifiers looked at: those that stand often enough with it on both sides together.
    pub n_modifiers_looked_at: Option<u64>,
    /// Words within five words of it, in the same sentence, that one side has there more, ranked likewise; words of grammar are
    /// none. Null where a side never uses the term.
    pub collocates: Option<Vec<ContestedCollocate<'a>>>,
    /// Collocates looked at.
    pub n_collocates_looked_at: Option<u64>,
    /// Why modifiers, collocates or examples are null: `no-text`, or `no-events` where a side never uses the term.
    pub company_reason: Option<Cow<'a, str>>,
}

/// How one side uses a contested term.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContestedUse<'a> {
    /// Documents with it.
    pub n_documents: u64,
    /// Occurrences, whoever utters them.
    pub n_hits: u64,
    /// Lean, log odds, with the documents drawn; null under ten sentences.
    pub lean: Estimate<'a>,
    /// Occurrences that are talked about, not used, as a share of all.
    pub mentioned_share: Estimate<'a>,
    /// Occurrences that nothing decides, as a share of all.
    pub unresolved_share: Estimate<'a>,
    /// Uses: occurrences that the version compared utters. Modifiers, collocates and examples are of them; null where texts are
    /// not there.
    pub n_uses: Option<u64>,
    /// Content words that stand within five words of a use, in the same sentence.
    pub n_words_beside: Option<u64>,
    /// Uses to read, drawn by lot: one of each document before a second of any, of those with the same words only one. Null
    /// where texts are not there.
    pub examples: Option<Vec<ContestedExample<'a>>>,
}

/// How alike the words of both sides are. Null where a side has no words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Similarity {
    /// Cosine of the word counts, in [0, 1]; 1 the same proportions.
    pub cosine: Option<f64>,
    /// Jensen-Shannon distance (base 2), in [0, 1]; 0 the same.
    pub jensen_shannon_distance: Option<f64>,
    /// Hellinger distance, in [0, 1]; 0 the same.
    pub hellinger: Option<f64>,
    /// Words of both as a share of words of either, in [0, 1].
    pub jaccard: Option<f64>,
}

/// Both sides by year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BothSeries<'a> {
    /// The target.
    pub target: YearSeries<'a>,
    /// The reference.
    pub reference: YearSeries<'a>,
    /// The change of the mean position from the reference to the target, parted by who speaks; null without issuers.
    pub composition: Option<CompositionChange>,
}

/// Yearly positions, not smoothed, and their trend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct YearSeries<'a> {
    /// Earliest first.
    pub years: Vec<YearPosition<'a>>,
    /// Documents without a date.
    pub n_undated: u64,
    /// Theil-Sen slope: log odds a year; null for fewer than three years with a position.
    pub theil_sen_slope: Option<f64>,
    /// Position at year 0 of the same line.
    pub theil_sen_intercept: Option<f64>,
    /// Kendall's tau-b of year and position, in [-1, 1].
    pub kendall_tau: Option<f64>,
    /// Its two-sided p; years are taken as independent, which they seldom are.
    pub kendall_p: Option<f64>,
}

/// The position of one year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct YearPosition<'a> {
    /// The year.
    pub year: i16,
    /// Its documents.
    pub n_documents: u64,
    /// Position of their counts added up, log odds.
    pub position: Option<f64>,
    /// 95 % interval, documents drawn; null under five.
    pub interval: Option<Interval<'a>>,
    /// Why something is null.
    pub reason: Option<Cow<'a, str>>,
}

/// A difference of mean positions parted into the same issuers speaking otherwise, and other issuers speaking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompositionChange {
    /// Mean position of the target's documents less that of the reference's, log odds.
    pub difference: f64,
    /// The part due to the same issuers speaking otherwise.
    pub within_issuers: f64,
    /// The part due to other issuers speaking, or in other shares.
    pub between_issuers: f64,
    /// Issuers on both sides.
    pub n_issuers_both: u64,
    /// Issuers of the reference only.
    pub n_issuers_reference: u64,
    /// Issuers of the target only.
    pub n_issuers_target: u64,
}
