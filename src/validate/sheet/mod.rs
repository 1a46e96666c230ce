//! Sentences of a finished run, coded blindly and held against the run and between coders.
//!
//! [`draw`] chooses the sentences, people fill the columns ([`COLUMNS`]) without seeing what the program found,
//! [`read_codes`] reads them back, and [`sheet_agreement`] compares two codings of the same sentences, layer by layer.

mod codes;
mod correction;
mod draw;
mod scores;

pub use codes::{COLUMNS, CodeNames, CodedSheet, Coding, read_codes};
pub use correction::{ANY_FRAME, CorrectedShare, NotRandom, Uncorrected, corrected_shares};
pub use draw::{Drawing, draw};
pub use scores::{Judges, SheetAgreement, sheet_agreement};
