//! **What is there to read?** Files, folders and tables become [`Document`](crate::document::Document)s.
//!
//! [`Corpus::open`] lists what was named, in a fixed order, and says what it passes over and why.
//! [`Corpus::records`] walks that list, one [`Record`] a document, cutting tables into their rows as it goes,
//! so that a table may be larger than memory. [`Record::read`] turns one of them into a document; it is the
//! expensive step, needs nothing but the record, and may run on any thread.
//!
//! Promises: every input ends in exactly one of three places, a document, a [`Failure`] or a [`Skipped`];
//! the order is that of the inputs as named and, within a folder, of the bytes of the relative path with
//! `/`; text is NFC with `\n` as its only line end; facts are stated, never made up: not from file times, and
//! from the text itself only where its head names them. The same bytes give the same documents.
//!
//! Not done here: finding blocks that markup does not show (`segment` does), and refusing a document id that
//! occurs twice (`pipeline` does, which sees them all).
//!
//! A format plugs in as a [`Reader`] (bytes of one document) or as a [`Container`] (a file that holds many);
//! [`Format`] lists them and tells them apart, by content first and by name after.

mod agreement;
#[cfg(feature = "archives")]
mod archive;
#[cfg(feature = "parquet")]
mod arrow_messages;
mod assemble;
mod code;
#[cfg(feature = "parquet")]
mod columnar;
#[cfg(feature = "parquet")]
mod columnar_cell;
mod contents;
mod corpus;
mod encoding;
mod facts_table;
mod failure;
mod fields;
mod format;
mod front_matter;
mod head;
mod html;
mod json;
mod json_lines;
mod labels;
mod layout;
mod limits;
mod markdown;
mod markup;
mod name_pattern;
mod normalize;
#[cfg(feature = "office")]
mod office;
mod options;
#[cfg(feature = "parquet")]
mod parquet_pages;
mod passed_over;
mod plain;
mod reader;
mod record;
mod repair;
mod scan;
mod scope;
mod table;
mod table_rows;
mod walk;
mod watch;
mod written_date;

pub use code::{FailureCode, SkipReason, WarningCode};
pub use contents::Contents;
pub use corpus::{Corpus, Records};
pub use encoding::{Encoding, ReadAs};
pub use failure::{Failure, IngestError, Skipped};
pub use format::{Format, Plug};
pub use limits::Limits;
pub use options::{IngestOptions, Input};
pub use reader::{Body, Container, Problem, RawRecord, RawRecords, Reader, Reading};
pub use record::{Raw, Record};
pub use repair::{LeftAsIs, RepairKind};
