//! How fast entries are found in parted texts, in bytes of text a second on one core.
//!
//! On this crate's own samples and, where it is present, the UN General Debate corpus of `../shared`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use normscope::annotate::{Matcher, TypeCache};
use normscope::codebook::Codebook;
use normscope::document::{BlockKind, DocId, Document, Fingerprint, Metadata, Source};
use normscope::segment::{Segmentation, segment};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn document(text: &str) -> Document {
    Document {
        id: DocId::new("bench"),
        metadata: Metadata::default(),
        text: text.into(),
        source: Source {
            path: "bench.txt".to_owned(),
            sha256: Fingerprint::of(text.as_bytes()),
            bytes: text.len() as u64,
            media_type: "text/plain",
            encoding: "UTF-8",
        },
        hints: Vec::new(),
        repairs: BTreeMap::new(),
        warnings: Vec::new(),
    }
}

/// The plain-text samples of `corpus/`, repeated to about a megabyte.
fn own_samples(root: &Path) -> Vec<Document> {
    let entries = fs::read_dir(root.join("corpus")).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let texts: Vec<_> = paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let repeats = 1_000_000usize.checked_div(bytes).unwrap_or(0);
    (0..=repeats).flat_map(|_| texts.iter().map(|text| document(text))).collect()
}

/// Every tenth speech of the UN General Debate corpus.
fn speeches(root: &Path) -> Vec<Document> {
    let Ok(lines) = fs::read_to_string(root.join("../shared/corpora/ungdc_dev.jsonl")) else {
        return Vec::new();
    };
    let text = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).expect("the corpus is JSON lines");
        document(record["text"].as_str().expect("every record has a text"))
    };
    lines.lines().step_by(10).map(text).collect()
}

fn with_parts(document: Document) -> (Document, Segmentation) {
    let segmentation = segment(&document);
    (document, segmentation)
}

fn measure(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let matcher = Matcher::new(&Codebook::built_in()).expect("the tests compile it");
    let counted: BTreeSet<BlockKind> = BlockKind::ALL.into_iter().filter(|kind| kind.is_body()).collect();
    let mut group = criterion.benchmark_group("annotate");
    for (name, documents) in [("own samples", own_samples(root)), ("UN speeches", speeches(root))] {
        let parted: Vec<(Document, Segmentation)> = documents.into_iter().map(with_parts).collect();
        let bytes: u64 = parted.iter().map(|(document, _)| document.text.len() as u64).sum();
        if bytes == 0 {
            continue;
        }
        // Once with all types known, as in a long run, and once from nothing.
        let mut warm = TypeCache::new();
        let run = |cache: &mut TypeCache| {
            let hits = |(document, segmentation): &(Document, Segmentation)| {
                matcher.annotate(document, segmentation, &counted, cache).hits.len()
            };
            parted.iter().map(hits).sum::<usize>()
        };
        group.throughput(Throughput::Bytes(bytes)).sample_size(20);
        group.bench_function(format!("{name}, types known"), |bencher| bencher.iter(|| run(&mut warm)));
        group.bench_function(format!("{name}, types new"), |bencher| {
            bencher.iter(|| run(&mut TypeCache::new()));
        });
    }
    group.finish();
    criterion.bench_function("compile the built-in codebook", |bencher| {
        bencher.iter(|| Matcher::new(&Codebook::built_in()).is_ok());
    });
}

criterion_group!(benches, measure);
criterion_main!(benches);
