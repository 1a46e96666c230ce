//! What measuring costs, one document at a time: a speech of 150 sentences, two in five with evidence.
//!
//! The goal was 0.25 s for the bootstrap of the 1,111 speeches of a development corpus, 225 µs a document, with
//! 1,000 replicates for every interval.

use criterion::{Criterion, criterion_group, criterion_main};
use normscope::annotate::{Annotations, Sense, Stance, TermHit, Verdict, Voice};
use normscope::codebook::{Codebook, EntryIx, Role};
use normscope::document::{BlockKind, DocId};
use normscope::measure::{Options, Text, measure};
use normscope::segment::{Block, BlockIx, Segmentation, Sentence, SentenceIx, Token, TokenKind, Vocabulary};
use normscope::stats::Draws;
use normscope::stats::bootstrap::Units;
use normscope::text::Span;
use std::hint::black_box;

const N_SENTENCES: usize = 150;
const N_WORDS: usize = 20;

/// What a match of an entry is evidence of.
fn sense(role: &Role) -> Option<Sense> {
    match *role {
        Role::Evidence { family, dimension, weight, .. } => Some(Sense { family, dimension, weight }),
        _ => None,
    }
}

/// A text of one-letter words, with evidence drawn at random.
fn speech(codebook: &Codebook) -> (Segmentation, Annotations) {
    let evidence: Vec<(EntryIx, Sense)> = codebook
        .entries
        .iter()
        .enumerate()
        .filter_map(|(at, it)| Some((EntryIx::new(at), sense(&it.role)?)))
        .collect();
    let mut segmentation = Segmentation { vocabulary: Vocabulary::default(), ..Segmentation::default() };
    let norm = segmentation.vocabulary.push("w");
    let (mut annotations, mut draws) = (Annotations::default(), Draws::new(1));
    let span = |tokens: std::ops::Range<usize>| Span::of(2 * tokens.start..2 * tokens.end - 1);
    for at in 0..N_SENTENCES {
        let tokens = at * N_WORDS..(at + 1) * N_WORDS;
        segmentation.tokens.extend(tokens.clone().map(|token| Token {
            span: span(token..token + 1),
            kind: TokenKind::Word,
            norm,
        }));
        segmentation.blocks.push(Block { span: span(tokens.clone()), kind: BlockKind::Paragraph });
        let n_hits = if at % 5 < 2 { 1 + draws.below(3) } else { 0 };
        for token in (tokens.start..tokens.end).step_by(2).take(n_hits) {
            let (entry, sense) = evidence[draws.below(evidence.len())];
            annotations.hits.push(TermHit {
                span: span(token..token + 1),
                tokens: token..token + 1,
                entry,
                sentence: SentenceIx::new(at),
                verdict: Verdict::Counted,
                sense: Some(sense),
                resolved_by: None,
                stance: Stance::Endorse,
                cue: None,
                voice: Voice::Author,
                attribution: None,
            });
        }
        segmentation.sentences.push(Sentence { span: span(tokens.clone()), block: BlockIx::new(at), tokens });
    }
    (segmentation, annotations)
}

fn one_document(criterion: &mut Criterion) {
    let codebook = Codebook::built_in();
    let (segmentation, annotations) = speech(&codebook);
    let id = DocId::new("speech");
    let text =
        Text { id: &id, subwords_per_word: None, segmentation: &segmentation, annotations: &annotations };
    for replicates in [0, 1000] {
        let options = Options { replicates, ..Options::default() };
        criterion.bench_function(&format!("measure, {replicates} replicates"), |bencher| {
            bencher.iter(|| measure(&codebook, black_box(&text), &options));
        });
    }
}

fn resampling(criterion: &mut Criterion) {
    let mut units = Units::new(8);
    for at in 0..N_SENTENCES {
        units.push(&[20.0, at as f64 % 3.0, at as f64 % 2.0]);
    }
    criterion.bench_function("resample 1000 × 150", |bencher| {
        bencher.iter(|| units.resample(1000, black_box(1)))
    });
    let mut draws = Draws::new(1);
    criterion.bench_function("resample 1000 × 150, plain", |bencher| {
        bencher.iter(|| {
            let mut sample = || (0..N_SENTENCES).map(|_| draws.below(N_SENTENCES)).collect();
            let samples: Vec<Vec<usize>> = (0..1000).map(|_| sample()).collect();
            units.resample_given(&samples)
        });
    });
}

criterion_group!(benches, one_document, resampling);
criterion_main!(benches);
