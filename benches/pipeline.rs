//! The whole way of a text, and its last steps apart: analysing, rendering, and both over the sample corpus.
//! For megabytes a second of a large corpus see `whole_process.py`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use normscope::Analysis;
use normscope::document::Document;
use normscope::ingest::{Corpus, IngestOptions, Input};
use normscope::measure::Options;
use normscope::pipeline::{Analyzer, Ids, Knowledge, Outcome, Pipeline, Scratch, Unobserved, items};
use normscope::report::render::{Lines, Renderer, TextPolicy};
use std::hint::black_box;
use std::io;

fn corpus() -> Corpus {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    Corpus::open(&[Input::Path(folder.into())], &IngestOptions::default()).expect("the sample corpus is here")
}

fn pipeline(criterion: &mut Criterion) {
    let corpus = corpus();
    let analyzer = Analyzer::new(Knowledge::built_in(), Options::default()).expect("it compiles");
    let renderer = Renderer::new(analyzer.codebook(), analyzer.gazetteer(), TextPolicy::Written, (1000, 1));
    let read = corpus.records().filter_map(|record| record.ok()?.read().ok());
    let documents: Vec<Document> = read.collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let mut scratch = Scratch::default();
    let mut analyses: Vec<Analysis> = Vec::new();
    for document in &documents {
        analyses.push(analyzer.analyze(document.clone(), &mut scratch));
    }

    let mut group = criterion.benchmark_group("pipeline");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("analyze", |bencher| {
        bencher.iter(|| {
            for document in &documents {
                black_box(analyzer.analyze(document.clone(), &mut scratch));
            }
        });
    });
    group.bench_function("render", |bencher| {
        bencher.iter(|| {
            analyses.iter().for_each(|analysis| drop(black_box(renderer.render(analysis, Lines::default()))))
        });
    });
    group.bench_function("end to end, one thread", |bencher| {
        let pipeline = Pipeline { analyzer: &analyzer, jobs: 1, observer: &Unobserved, aside: None };
        bencher.iter(|| {
            let finish = |analysis: Analysis| renderer.render(&analysis, Lines::default());
            pipeline.run(items(&corpus, None, 1), &mut Ids::default(), &finish, |outcome| {
                black_box(matches!(outcome, Outcome::Analyzed(_)));
                Ok::<(), io::Error>(())
            })
        });
    });
    group.finish();
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
