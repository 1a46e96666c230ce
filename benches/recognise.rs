//! How fast names are found in parted texts, in bytes of text a second on one core.
//!
//! On this crate's own samples and, where it is present, the UN General Debate corpus of `../shared`.

mod samples;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use normscope::annotate::{NameCache, Recogniser};
use normscope::document::Document;
use normscope::segment::{Segmentation, WordTypes, segment};
use samples::{own_samples, speeches};
use std::path::Path;

/// What is known of the words met so far.
type Known = (NameCache, WordTypes);

fn with_parts(document: Document) -> (Document, Segmentation) {
    let segmentation = segment(&document);
    (document, segmentation)
}

fn measure(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let recogniser = Recogniser::built_in();
    let mut group = criterion.benchmark_group("recognise");
    for (name, documents) in [("own samples", own_samples(root)), ("UN speeches", speeches(root))] {
        let parted: Vec<(Document, Segmentation)> = documents.into_iter().map(with_parts).collect();
        let bytes: u64 = parted.iter().map(|(document, _)| document.text.len() as u64).sum();
        if bytes == 0 {
            continue;
        }
        // Once with all types known, as in a long run, and once from nothing.
        let mut warm = Known::default();
        let run = |(cache, words): &mut Known| {
            let names = |(document, segmentation): &(Document, Segmentation)| {
                words.begin(&segmentation.vocabulary);
                recogniser.find(document, segmentation, &[], (cache, words)).len()
            };
            parted.iter().map(names).sum::<usize>()
        };
        group.throughput(Throughput::Bytes(bytes)).sample_size(20);
        group.bench_function(format!("{name}, types known"), |bencher| bencher.iter(|| run(&mut warm)));
        group.bench_function(format!("{name}, types new"), |bencher| {
            bencher.iter(|| run(&mut Known::default()));
        });
    }
    group.finish();
    criterion.bench_function("load the built-in recogniser", |bencher| {
        bencher.iter(|| Recogniser::built_in().fingerprint());
    });
}

criterion_group!(benches, measure);
criterion_main!(benches);
