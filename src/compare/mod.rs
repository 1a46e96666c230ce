//! **How do groups of texts differ?** Documents grouped by their facts, and what each group says taken
//! together.
//!
//! In come the counts of each document with the few facts it is grouped by ([`Record`]), never its text. Out
//! go [`Aggregate`]s. Each is given twice, since the two answer different questions: *pooled* adds the counts
//! up, so long documents weigh more; *means* give each document one voice. Intervals of both draw whole
//! documents, because sentences of one document go together. Beside the groups stands what all documents
//! name ([`EntityTable`]), and with which frame ([`CoOccurrences`]).

mod actors;
mod aggregate;
mod ascribed;
mod association;
pub mod company;
mod contested;
mod difference;
mod engines;
mod entities;
mod entity_table;
#[cfg(test)]
mod fixture;
mod fragility;
mod grouping;
mod interval;
mod keyness;
mod lean;
mod likeness;
mod matrix;
mod mean;
mod multiverse;
mod overuse;
mod reliability;
pub mod reuse;
mod selection;
mod series;
pub mod signatory;
mod study;
pub mod version;
mod wordscores;

pub use actors::{MIN_EVENTS, MIN_SENTENCES, Portrait, Portraits};
pub use aggregate::{Aggregate, Gathering};
pub use ascribed::{Ascribed, AscribedDifference, ascribed_differences};
pub use association::{Association, Associations, CoOccurrences, MIN_JOINT, PRIOR};
pub use contested::{TermTotal, TermTotals, contested_totals};
pub use difference::{Difference, Plan, Side, differences};
pub use engines::{EngineAgreement, Readings, readings};
pub use entities::{DocumentEntities, Named};
pub use entity_table::{CoMention, CoMentions, EntityTable, EntityTotal, Linked};
pub use fragility::{Fragility, Without, fragility};
pub use grouping::{Groups, Record, value_of};
pub use keyness::{Item, Key, Keyness, PRIOR_WORDS, Usage, keyness};
pub use lean::{LeanDifference, lean_differences};
pub use likeness::{Likeness, Profiles, likeness, profiles};
pub use matrix::{Contestation, Each, InTurn, Matrix, Pair, PairDifference, Placed, matrix};
pub use mean::{Mean, Means};
pub use multiverse::{
    Choice, ChosenPosition, Evidence, Evident, SMOOTHING, Specification, choices, evidence, multiverse,
};
pub use overuse::Overuse;
pub use reliability::{Halves, LENGTHS, Observed, Reliability, WANTED_ERROR};
pub use selection::{Selection, SelectionError};
pub use series::{Composition, Series, Year, composition, series};
pub use study::{ActorUse, Compared, EntityName, EntityNames, Names, Study};
pub use wordscores::{Place, PlacedText, Scaling, ScalingError, ScoredWord, wordscores};
