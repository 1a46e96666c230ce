//! Measures how policy texts are framed, and proves every number.
//!
//! The rooms, in the order the data passes through them:
//!
//! 1. [`document`]: one text and its facts.
//! 2. [`segment`]: its blocks, sentences and tokens.
//! 3. [`annotate`]: the names of a [`gazetteer`] and the entries of a [`codebook`] found in it.
//! 4. [`measure`]: rates, positions and shares with their intervals.
//! 5. [`compare`]: the same for groups of documents.
//!
//! 6. [`report`]: files, in formats that are documented field by field.
//!
//! [`ingest`] makes documents of files, [`pipeline`] joins the rooms, [`validate`] holds them against people,
//! [`concordance`] lists the words around what was found, [`verify`] proves a results folder. [`text`] holds positions,
//! [`stats`] the formulas, [`spill`] what does not fit into memory.
//!
//! ```
//! use normscope::ingest::{Corpus, IngestOptions, Input};
//! use normscope::measure::Options;
//! use normscope::pipeline::{Analyzer, Knowledge, Scratch};
//!
//! # fn main() -> normscope::Result<()> {
//! let text = "We defend the right to privacy. The ministry invoked state sovereignty.";
//! let input = Input::Memory { name: "statement.txt".to_owned(), bytes: text.into() };
//! let corpus = Corpus::open(&[input], &IngestOptions::default())?;
//! let analyzer = Analyzer::new(Knowledge::built_in(), Options::default())?;
//! let mut scratch = Scratch::default();
//! for record in corpus.records() {
//!     let analysis = analyzer.analyze(record?.read()?, &mut scratch);
//!     let rights = &analysis.measures.all.frames[0];
//!     assert_eq!((rights.n_hits, rights.n_sentences), (1, 1));
//!     assert!(analysis.measures.all.position.value.is_some());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The feature `cli` (default) adds the command line; without it the library knows no terminal. `office` (Word, OpenDocument,
//! RTF, EPUB), `pdf`, `parquet` (and Arrow) and `archives` (zip, tar, gzip, zstd), all default, add what can be read.

#[macro_use]
mod index;
mod layout;

pub mod analysis;
pub mod annotate;
#[cfg(feature = "cli")]
pub mod cli;
pub mod codebook;
pub mod compare;
pub mod concordance;
pub mod document;
mod error;
pub mod gazetteer;
pub mod ingest;
pub mod measure;
pub mod pipeline;
pub mod report;
pub mod segment;
pub mod spill;
pub mod stats;
pub mod text;
pub mod validate;
pub mod verify;

pub use analysis::Analysis;
pub use error::{Error, Result};
