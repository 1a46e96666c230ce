//! Text reuse between 1,000 and 1,000 documents of 1,000 words, a tenth of them taken over from ten formulas.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use normscope::compare::Names;
use normscope::compare::reuse::{Places, Sides, Texts, boilerplate, duplicates, reuse};
use normscope::stats::Draws;

/// Documents of each side.
const N_DOCUMENTS: usize = 1_000;
/// Words of a document.
const N_WORDS: usize = 1_000;

/// Words drawn from 5,000, the earlier ones more often, with a formula of 100 words in each document.
fn texts() -> Texts {
    let mut draws = Draws::new(1);
    let mut names = Names::default();
    let numbers: Vec<u32> = (0..5_000).map(|word| names.number(&format!("word{word}"))).collect();
    let formulas: Vec<Vec<u32>> =
        (0..10).map(|_| (0..100).map(|_| numbers[draws.below(5_000)]).collect()).collect();
    let mut texts = Texts::default();
    for at in 0..2 * N_DOCUMENTS {
        let own = (0..N_WORDS - 100).map(|_| numbers[(draws.unit() * draws.unit() * 5_000.0) as usize]);
        let words: Vec<u32> = own.chain(formulas[at % 10].iter().copied()).collect();
        texts.push(&words, &names);
    }
    texts
}

fn text_reuse(criterion: &mut Criterion) {
    let texts = texts();
    let all: Vec<usize> = (0..texts.len()).collect();
    let (target, reference) = all.split_at(N_DOCUMENTS);
    let sides = Sides([target, reference]);
    let places = Places::new(&texts, sides);
    let mut group = criterion.benchmark_group("reuse");
    group.sample_size(10).throughput(Throughput::Elements((2 * N_DOCUMENTS * N_WORDS) as u64));
    group.bench_function("places", |it| it.iter(|| Places::new(&texts, sides)));
    group.bench_function("passages", |it| it.iter(|| reuse(&texts, &places, sides)));
    group.bench_function("boilerplate", |it| it.iter(|| boilerplate(&texts, &places, target)));
    group.bench_function("duplicates", |it| it.iter(|| duplicates(&texts, target)));
    group.finish();
}

criterion_group!(benches, text_reuse);
criterion_main!(benches);
