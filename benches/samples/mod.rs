//! Texts that the benches of several rooms read.

use normscope::document::Document;
use normscope::ingest::{Corpus, IngestOptions, Input};
use std::fs;
use std::path::Path;

fn document(text: &str) -> Document {
    Document::of_text("bench", text)
}

/// The documents of `corpus/`, repeated to about a megabyte.
pub fn own_samples(root: &Path) -> Vec<Document> {
    let corpus = Corpus::open(&[Input::Path(root.join("corpus"))], &IngestOptions::default());
    let corpus = corpus.expect("the sample corpus is part of the repository");
    let documents: Vec<Document> = corpus.records().flatten().flat_map(|record| record.read()).collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let repeats = 1_000_000usize.checked_div(bytes).unwrap_or(0);
    (0..=repeats).flat_map(|_| documents.iter().cloned()).collect()
}

/// Every tenth speech of the UN General Debate corpus.
pub fn speeches(root: &Path) -> Vec<Document> {
    let Ok(lines) = fs::read_to_string(root.join("../shared/corpora/ungdc_dev.jsonl")) else {
        return Vec::new();
    };
    let text = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).expect("the corpus is JSON lines");
        document(record["text"].as_str().expect("every record has a text"))
    };
    lines.lines().step_by(10).map(text).collect()
}
