//! Readers: whatever the bytes, a document that keeps its promises, or a failure with a known code.

use super::chosen;
use crate::{seeds, write};
use normscope::document::Document;
use normscope::ingest::{Corpus, Encoding, Failure, FailureCode, IngestOptions, Input, LeftAsIs};
use normscope::text::Span;

/// Plain text, Markdown and RTF, in whatever encoding.
pub fn text(bytes: &[u8]) {
    const NAMES: [&str; 4] = ["a.txt", "a.md", "a.rtf", "a"];
    let (choice, bytes) = chosen(bytes);
    let labels = Encoding::names();
    let encoding = (choice >= 64).then(|| Encoding::named(labels[choice / 4 % labels.len()])).flatten();
    let left_as_is = if choice == 4 { LeftAsIs::everything() } else { LeftAsIs::default() };
    let options = IngestOptions { encoding, left_as_is, ..IngestOptions::default() };
    one(NAMES[choice % 4], bytes, &options);
}

/// Saved web pages.
pub fn html(bytes: &[u8]) {
    one("a.html", bytes, &IngestOptions::default());
}

/// JSON, JSON Lines and tables of text.
pub fn records(bytes: &[u8]) {
    const NAMES: [&str; 4] = ["a.json", "a.jsonl", "a.csv", "a.tsv"];
    let (choice, bytes) = chosen(bytes);
    documents(NAMES[choice % 4], bytes.to_vec(), &IngestOptions::default());
}

/// Files that hold packed parts: as they are, and with the bytes as the XML of a part that is whole.
pub fn packed(bytes: &[u8]) {
    let (choice, bytes) = chosen(bytes);
    let part = String::from_utf8_lossy(bytes);
    let (name, bytes) = match choice % 16 {
        0 => ("a.docx", write::docx(&part, &[])),
        1 => ("a.odt", write::odt("", &part, &[])),
        2 => ("a.odt", write::odt(&part, "<text:p text:style-name=\"P1\">x</text:p>", &[])),
        3 => ("a.epub", write::epub("", &[("c", &part)])),
        4 => ("a.epub", write::epub(&part, &[("c", "<p>x</p>")])),
        5 => ("a.docx", write::docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>", &[("word/styles.xml", &part)])),
        6 => ("a.zip", write::zip(&[("a.txt", bytes), ("b.docx", bytes), ("c.gz", bytes)])),
        7 => ("a.jsonl.gz", write::gzip(bytes)),
        8 => ("a.zst", write::zstd(bytes)),
        9 => ("a.docx", bytes.to_vec()),
        10 => ("a.tar", bytes.to_vec()),
        11 => ("a.gz", bytes.to_vec()),
        12 => ("a.parquet", bytes.to_vec()),
        13 => ("a.arrow", bytes.to_vec()),
        14 if choice >= 128 => ("a.pdf", seeds::pdf(bytes)),
        14 => ("a.pdf", bytes.to_vec()),
        _ => ("a.zip", bytes.to_vec()),
    };
    let options = IngestOptions { max_bytes: 1 << 20, ..IngestOptions::default() };
    documents(name, bytes, &options);
}

/// Reads a file that is one document: nothing else comes of it than that, one failure, or one path passed over.
fn one(name: &str, bytes: &[u8], options: &IngestOptions) {
    documents(name, bytes.to_vec(), options);
}

/// Reads a file, and checks whatever comes of it.
pub fn documents(name: &str, bytes: Vec<u8>, options: &IngestOptions) -> Vec<Document> {
    let input = Input::Memory { name: name.to_owned(), bytes };
    let corpus = Corpus::open(&[input], options).expect("it is no wrong usage");
    let mut documents = Vec::new();
    let mut n_failures = 0;
    for record in corpus.records() {
        match record.and_then(|record| record.read()) {
            Ok(document) => {
                check(&document);
                documents.push(document);
            }
            Err(failure) => {
                check_failure(&failure);
                n_failures += 1;
            }
        }
    }
    let is_table = ["csv", "tsv", "parquet", "arrow"].iter().any(|ending| name.ends_with(ending));
    assert!(
        documents.len() + n_failures + corpus.skipped().len() > 0 || is_table,
        "{name}: nothing came of it"
    );
    documents
}

fn check_failure(failure: &Failure) {
    assert!(FailureCode::ALL.iter().any(|code| code.name() == failure.code), "{failure:?}");
    assert!(
        !failure.message.is_empty() && !failure.path.is_empty() && failure.record != Some(0),
        "{failure:?}"
    );
}

fn check(document: &Document) {
    let text = &*document.text;
    assert!(unicode_normalization::is_nfc(text), "{text:?} is not NFC");
    let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\u{C}') || c == '\u{FEFF}';
    assert!(!text.contains(is_odd), "{text:?} holds control characters");
    assert!(!document.id.as_str().is_empty());
    let is_within = |span: Span| text.get(span.range()).is_some();
    assert!(document.warnings.iter().filter_map(|it| it.span).all(is_within), "{:?}", document.warnings);
    assert!(
        document.hints.windows(2).all(|pair| pair[0].span.end() < pair[1].span.start()),
        "{:?}",
        document.hints
    );
    for hint in &document.hints {
        let range = hint.span.range();
        assert!(is_within(hint.span), "{hint:?} lies on no characters of {text:?}");
        let begins = range.start == 0 || text.as_bytes()[range.start - 1] == b'\n';
        let ends = range.end == text.len() || text.as_bytes()[range.end] == b'\n';
        assert!(begins && ends && !document.slice(hint.span).trim().is_empty(), "{hint:?} in {text:?}");
    }
}
