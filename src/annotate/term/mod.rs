//! **Which entries of the codebook does the text hold?** Each match, with the reason for each that does not
//! count.

mod automaton;
mod context;
mod examples;
mod facts;
#[cfg(test)]
pub(super) mod fixture;
mod matcher;
#[cfg(test)]
mod matching_tests;
#[cfg(test)]
mod oracle;
mod overlap;
mod predicate;
mod settle;
mod words;

pub use examples::{ExampleFailure, ExampleOutcome, run_examples};
pub(super) use facts::FactTable;
pub use matcher::Matcher;
pub use overlap::find_overlaps;
