//! Formats that pack their text: Office documents, books, archives, tables of typed columns. Every file is written by
//! the test that reads it.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says when it is skipped"
)]
#![cfg(all(feature = "office", feature = "archives", feature = "parquet", feature = "pdf"))]

mod archives;
mod article;
mod hostile;
mod limits;
mod office;
mod pdf;
mod pdf_bounds;
mod pdf_pages;
mod records;
mod spans;
mod tables;
mod write;

use normscope::document::Document;
use normscope::ingest::{Corpus, Failure, IngestOptions, Input};

/// Everything that a file holds, read.
struct Outcome {
    documents: Vec<Document>,
    failures: Vec<Failure>,
    skipped: Vec<String>,
}

impl Outcome {
    fn of(inputs: &[Input], options: &IngestOptions) -> Self {
        let corpus = Corpus::open(inputs, options).unwrap();
        let skipped = corpus.skipped().iter().map(|it| format!("{} {}", it.path, it.reason.name())).collect();
        let mut outcome = Self { documents: Vec::new(), failures: Vec::new(), skipped };
        for item in corpus.records() {
            match item.and_then(|record| record.read()) {
                Ok(document) => {
                    check(&document);
                    outcome.documents.push(document);
                }
                Err(failure) => outcome.failures.push(failure),
            }
        }
        outcome
    }

    /// Of bytes under a name.
    fn memory(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let input = Input::Memory { name: name.to_owned(), bytes: bytes.into() };
        Self::of(&[input], &IngestOptions::default())
    }

    fn ids(&self) -> Vec<&str> {
        self.documents.iter().map(|document| document.id.as_str()).collect()
    }

    /// `path code` of every failure.
    fn failed(&self) -> Vec<String> {
        let record = |failure: &Failure| failure.record.map(|at| format!("#{at}")).unwrap_or_default();
        self.failures
            .iter()
            .map(|failure| format!("{}{} {}", failure.path, record(failure), failure.code))
            .collect()
    }

    #[track_caller]
    fn only(&self) -> &Document {
        assert_eq!((self.documents.len(), self.failed()), (1, vec![]));
        &self.documents[0]
    }
}

/// What every document promises, whatever it was read from.
fn check(document: &Document) {
    let text = &*document.text;
    assert!(unicode_normalization::is_nfc(text), "{}", document.id);
    assert!(
        !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\u{C}')),
        "{}",
        document.id
    );
    assert!(
        document.hints.windows(2).all(|pair| pair[0].span.end() < pair[1].span.start()),
        "{}",
        document.id
    );
    for hint in &document.hints {
        let range = hint.span.range();
        let begins = range.start == 0 || text.as_bytes()[range.start - 1] == b'\n';
        let ends = range.end == text.len() || text.as_bytes()[range.end] == b'\n';
        assert!(begins && ends && !document.slice(hint.span).trim().is_empty(), "{}", document.id);
    }
}

/// The blocks that the markup of a document shows.
fn blocks(document: &Document) -> Vec<(&'static str, &str)> {
    document.hints.iter().map(|hint| (hint.kind.name(), document.slice(hint.span))).collect()
}
