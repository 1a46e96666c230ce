//! How fast entries are found in parted texts, in bytes of text a second on one core.
//!
//! On this crate's own samples and, where it is present, the UN General Debate corpus of `../shared`.

mod samples;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use normscope::annotate::{Matcher, TypeCache};
use normscope::codebook::Codebook;
use normscope::document::{BlockKind, Document};
use normscope::segment::{Segmentation, segment};
use samples::{own_samples, speeches};
use std::collections::BTreeSet;
use std::path::Path;

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
