//! The public format: one file here for each file of the output folder.
//!
//! These types are the contract with the people who read our files, and are kept apart from the types the
//! program thinks in. The comment on each field becomes its description in `schemas/` and `docs/format.md`.
//! Every struct refuses unknown fields when read back, so a field that is not described here cannot be
//! written unnoticed.

mod agreement;
mod association;
mod attribution;
mod attribution_agreement;
mod by_name;
mod collocate;
mod company;
mod comparison;
mod concordance;
mod contested;
mod corpus;
mod correction;
mod counts;
mod document;
mod entity;
mod explanation;
mod failure;
mod fragility;
mod framing;
mod hit;
mod matrix;
mod measure;
mod mention;
mod multiverse;
mod name_agreement;
mod reliability;
mod reuse;
mod run;
mod score;
mod sentence;
mod signatory;
mod text;
mod version;
mod wordscores;

pub use agreement::{AgreementRow, FrameAgreement, SheetAgreementRow, VoiceScores};
pub use association::{Association, LogOdds};
pub use attribution::{AttributionRow, Passage};
pub use attribution_agreement::{AttributionAgreementRow, SpanScores};
pub use by_name::ByName;
pub use collocate::CollocateRow;
pub use company::{
    CollocateUse, CollocationStrength, ContestedCollocate, ContestedExample, ContestedModifier, ModifierUse,
    ShareContrast,
};
pub use comparison::{
    ActorDifference, BothSeries, ChangedSentence, Comparison, ComparisonOptions, CompositionChange,
    ContestedDifference, ContestedUse, Difference, Key, KeyLogOdds, Portrayed, Profile, SentenceReading,
    Side, Similarity, SpecificationRow, Usage, Valued, YearPosition, YearSeries,
};
pub use concordance::ConcordanceRow;
pub use contested::{Concordance, Contested};
pub use corpus::{CorpusSummary, Engines, Group, Mean};
pub use correction::CorrectionRow;
pub use counts::{Cells, ContestedCounts, CountsRow, FrameSums, Sums, VoiceCounts};
pub use document::{
    Actor, Block, DatedMetadata, DocumentRow, Place, Sensitivity, SourceFile, WarningNote, WithoutEntry,
    WithoutFamily,
};
pub use entity::{CoMentionRow, EntityCount, EntityRow, SurfaceCount};
pub use explanation::Explanation;
pub use failure::{ErrorRow, SkippedRow};
pub use fragility::{Fragility, LeftOut};
pub use framing::{
    Comention, Concentration, Dimensions, Estimate, FamilyFraming, FrameFraming, Framing, Interval, Position,
    Voices,
};
pub use hit::HitRow;
pub use matrix::{Contestation, Matrix, MatrixDifference, MatrixGroup, MatrixPair};
pub use measure::MeasureRow;
pub use mention::{ExternalIds, MentionRow};
pub use multiverse::MultiverseRow;
pub use name_agreement::{LabelMatched, NameAgreementRow};
pub use reliability::{ErrorAtLength, LengthClass, Reliability};
pub use reuse::{
    Boilerplate, DocumentReuse, Duplicate, Duplicates, Excerpt, SharedPassage, SideReuse, TextReuse,
};
pub use run::{
    CodebookNote, Contrast, Counts, FamilyNote, FileNote, FrameNote, GazetteerNote, ModelNote, Program,
    ResolvedOptions, Run,
};
pub use score::{ClassMatched, ClassScores, MatchedCounts, ScoreValue};
pub use sentence::{FeatureWeight, Holder, SentenceRow};
pub use signatory::{Signatories, Signatory};
pub use text::{TermsRow, TextRow};
pub use version::{
    BothStructures, ClauseChange, ClauseSide, Marker, MarkerShift, Opening, PartFraming, SignatoryChange,
    Signing, Structure, WordEdit, WordSpan,
};
pub use wordscores::{PlacedText, ScalePlace, ScoredWord, Wordscores};

/// Version of the format described here (semantic: a field that changes its meaning or goes raises the
/// first number, a new one the second).
pub const SCHEMA_VERSION: &str = "0.5.0";

/// The unit of every `start` and `end` in our files.
pub const OFFSET_UNIT: &str = "unicode_code_point";
