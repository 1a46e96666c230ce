//! How fast texts are parted, in bytes of text a second on one core.
//!
//! On this crate's own samples and, where it is present, the UN General Debate corpus of `../shared`.

mod samples;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use normscope::segment::segment;
use samples::{own_samples, speeches};
use std::path::Path;

fn measure(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut group = criterion.benchmark_group("segment");
    for (name, documents) in [("own samples", own_samples(root)), ("UN speeches", speeches(root))] {
        let bytes: u64 = documents.iter().map(|document| document.text.len() as u64).sum();
        if bytes == 0 {
            continue;
        }
        group.throughput(Throughput::Bytes(bytes)).sample_size(20);
        group.bench_function(name, |bencher| {
            bencher.iter(|| documents.iter().map(|document| segment(document).tokens.len()).sum::<usize>());
        });
    }
    group.finish();
}

criterion_group!(benches, measure);
criterion_main!(benches);
