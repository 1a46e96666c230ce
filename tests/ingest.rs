//! Inputs as they come: every one ends as a document, a failure or a skipped file, and the run goes on.

use normscope::document::Document;
use normscope::ingest::{Corpus, Failure, IngestOptions, Input, SkipReason};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// Everything a path holds, read.
struct Outcome {
    documents: Vec<Document>,
    failures: Vec<Failure>,
    skipped: Vec<(String, SkipReason)>,
}

impl Outcome {
    fn ids(&self) -> Vec<&str> {
        self.documents.iter().map(|document| document.id.as_str()).collect()
    }

    /// `path#record code` of every failure.
    fn failed(&self) -> Vec<String> {
        let show = |failure: &Failure| match failure.record {
            Some(record) => format!("{}#{record} {}", failure.path, failure.code),
            None => format!("{} {}", failure.path, failure.code),
        };
        self.failures.iter().map(show).collect()
    }

    fn document(&self, id: &str) -> &Document {
        self.documents.iter().find(|document| document.id.as_str() == id).unwrap()
    }
}

fn read(path: &Path) -> Outcome {
    read_with(path, &IngestOptions::default())
}

fn read_with(path: &Path, options: &IngestOptions) -> Outcome {
    let corpus = Corpus::open(&[Input::Path(path.to_owned())], options).unwrap();
    let mut outcome = Outcome { documents: Vec::new(), failures: Vec::new(), skipped: Vec::new() };
    for record in corpus.records() {
        match record.and_then(|record| record.read()) {
            Ok(document) => outcome.documents.push(document),
            Err(failure) => outcome.failures.push(failure),
        }
    }
    outcome.skipped = corpus.skipped().iter().map(|skip| (skip.path.clone(), skip.reason)).collect();
    outcome
}

fn codes(document: &Document) -> Vec<&str> {
    document.warnings.iter().map(|warning| warning.code).collect()
}

#[test]
fn files_come_in_the_order_of_their_bytes() {
    let folder =
        folder(&[("b.txt", b"x"), ("a/z.txt", b"x"), ("a.txt", b"x"), ("a-1.txt", b"x"), ("B.txt", b"x")]);
    assert_eq!(read(folder.path()).ids(), ["B.txt", "a-1.txt", "a.txt", "a/z.txt", "b.txt"]);
}

#[test]
fn a_byte_order_mark_and_foreign_line_ends_are_mended_and_counted() {
    let folder = folder(&[("a.txt", "\u{FEFF}States reaffirm\r\nthe open internet.\rEnd".as_bytes())]);
    let outcome = read(folder.path());
    let document = outcome.document("a.txt");
    assert_eq!(&*document.text, "States reaffirm\nthe open internet.\nEnd");
    assert_eq!(
        document.repairs.iter().map(|(kind, n)| (*kind, *n)).collect::<Vec<_>>(),
        [("byte-order-mark", 1), ("crlf", 1), ("lone-cr", 1)]
    );
}

#[test]
fn every_bad_line_is_one_failure_and_the_others_are_read() {
    let lines = "{\"id\": \"a\", \"text\": \"Free expression.\"}\n{\"id\": \"b\", \"text\"\n\n{\"id\": \"c\"}\n\
                 {\"id\": \"d\", \"text\": 7}\n[1]\n{\"text\": \"Sovereignty.\"}";
    let folder = folder(&[("x.jsonl", lines.as_bytes())]);
    let outcome = read(folder.path());
    assert_eq!(outcome.ids(), ["a", "x.jsonl#7"]);
    assert_eq!(
        outcome.failed(),
        [
            "x.jsonl#2 broken-json",
            "x.jsonl#4 missing-text",
            "x.jsonl#5 text-not-string",
            "x.jsonl#6 not-an-object"
        ]
    );
}

#[test]
fn bytes_that_are_no_utf8_are_named_by_offset_line_and_cure() {
    let folder = folder(&[("a.txt", b"order\nand \x93freedom\x94"), ("b.txt", b"fine")]);
    let outcome = read(folder.path());
    assert_eq!(outcome.ids(), ["b.txt"]);
    assert_eq!(outcome.failed(), ["a.txt not-utf8"]);
    let message = &outcome.failures[0].message;
    assert!(message.contains("byte 10 (line 2)") && message.contains("save the file as UTF-8"), "{message}");
}

#[test]
fn an_empty_text_is_a_document_with_a_warning() {
    let folder = folder(&[("a.txt", b" \n")]);
    let outcome = read(folder.path());
    assert_eq!(codes(outcome.document("a.txt")), ["empty-text"]);
}
