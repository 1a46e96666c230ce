//! The speeches, as the program reads them.

use normscope::document::Document;
use normscope::ingest::{Corpus, IngestOptions, Input};
use std::collections::BTreeMap;
use std::path::Path;

/// The texts of a folder.
pub struct Folder {
    /// What they are.
    pub what: &'static str,
    /// What became of the files, in their order.
    pub documents: Vec<Document>,
    /// Files that became no document.
    pub n_failed: usize,
}

impl Folder {
    /// For each kind of damage how often it was mended, and in how many documents.
    pub fn counts(&self) -> BTreeMap<&'static str, (u64, u64)> {
        let mut counts = BTreeMap::new();
        for (kind, n) in self.documents.iter().flat_map(|it| &it.repairs) {
            let count: &mut (u64, u64) = counts.entry(*kind).or_default();
            count.0 += n;
            count.1 += 1;
        }
        counts
    }
}

/// Reads a folder of the raw texts; `None` if it is not here.
pub fn read(name: &str, what: &'static str) -> Option<Folder> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/raw").join(name);
    let corpus = Corpus::open(&[Input::Path(path)], &IngestOptions::default()).ok()?;
    let read = corpus.records().map(|record| record.and_then(|it| it.read()));
    let (documents, failures): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
    Some(Folder { what, documents: documents.into_iter().flatten().collect(), n_failed: failures.len() })
}
