//! Trains the model of frames in `models/framing/` and prints how well it does.
//!
//! ```text
//! cargo run --release --example train_framing -- vectors=glove.txt out=models/framing/state-rights-en.bin
//! ```
//!
//! `vectors` are word vectors as text: a word and its numbers on each line, most common words first; the model's card
//! says which ones. Other settings and their defaults: [`options::Options`]; a block of features (`letters=0`) is set by
//! its scale. Learns from `train.jsonl`, `train_digital.jsonl` and the places in `further.tsv`, draws the thresholds from
//! `dev.jsonl` and `dev_digital.jsonl`. The same input and settings give the same bytes.

#![allow(clippy::print_stdout, reason = "a program that tells what it did")]

mod embedding;
mod further;
mod learn;
mod options;
mod score;
mod sentences;
mod solve;
#[allow(dead_code, reason = "the trainer of names needs more of it")]
#[path = "../train_recogniser/vectors.rs"]
mod vectors;

use embedding::Embedding;
use learn::{Matrix, Numbers};
use normscope::annotate::judge::training::{Key, Model, N_VECTOR, SideModel, Table, key_of};
use normscope::codebook::Codebook;
use options::Options;
use score::{Both, Scores};
use sentences::{Block, Sentence, SentenceReader, Set};
use solve::{Example, Weights};
use std::error::Error;
use std::fs;
use std::time::Instant;
use vectors::Vectors;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A set that nothing is learnt from.
struct Held {
    name: &'static str,
    sentences: Vec<Sentence>,
    sums: Vec<Both>,
}

fn main() -> Result<()> {
    let options = Options::parse(std::env::args().skip(1))?;
    let started = Instant::now();
    let codebook = Codebook::built_in();
    let embedding = match &options.vectors {
        Some(path) => Embedding::new(&Vectors::read(&fs::read_to_string(path)?, options.words)?),
        None => Embedding::default(),
    };
    let mut reader = SentenceReader::new(codebook.clone(), &embedding)?;
    let train = read_train(&mut reader, &options)?;
    let numbers = Numbers::new(&train, &options);
    println!("{} sentences, {} features, {:.0?}", train.len(), numbers.len(), started.elapsed());

    let learnt_from =
        numbers.matrix(&train, |it| if it.set == Set::Digital { options.digital_evidence } else { 1.0 });
    let as_seen = numbers.matrix(&train, |_| 1.0);
    let crossed = cross_validated(&train, (&learnt_from, &as_seen), numbers.len(), &options);
    let mut sides = calibrated(&train, &crossed);
    let all: Vec<usize> = (0..train.len()).collect();
    let weights = learn::learn(&train, (&learnt_from, numbers.len()), &all, &options);
    let mut held = Vec::new();
    for name in ["dev", "dev_digital"] {
        let sentences = reader.read(&options.framing.join(format!("{name}.jsonl")))?;
        let matrix = numbers.matrix(&sentences, |_| 1.0);
        let sums = learn::sums(&weights, &matrix, 0..sentences.len());
        held.push(Held { name, sentences, sums });
    }
    choose_thresholds(&mut sides, &held, (&train, &crossed));
    report("cross-validation", &train, &probabilities(&sides, &crossed), &sides);
    by_set(&train, &crossed, &sides);
    for set in &held {
        report(set.name, &set.sentences, &probabilities(&sides, &set.sums), &sides);
        by_source(set, &train, &sides);
    }
    for (side, weights) in sides.iter_mut().zip(&weights) {
        side.bias = weights.bias;
    }
    let model = assemble(&codebook, &numbers, &weights, sides, &embedding);
    let bytes = model.encode();
    print_size(&model, &bytes, started);
    if let Some(out) = &options.out {
        fs::write(out, &bytes)?;
    }
    Ok(())
}

/// All that is learnt from.
fn read_train(reader: &mut SentenceReader<'_>, options: &Options) -> Result<Vec<Sentence>> {
    let further = further::read(&options.further, &options.corpora)?;
    let mut train: Vec<Sentence> =
        further.into_iter().map(|record| reader.sentence(record, Set::Further)).collect();
    for name in ["train", "train_digital"] {
        train.extend(reader.read(&options.framing.join(format!("{name}.jsonl")))?);
    }
    Ok(train)
}

fn print_size(model: &Model, bytes: &[u8], started: Instant) {
    println!(
        "{} named, {} parts of words, {} pairs, {} vectors; {} bytes; {:.0?}",
        model.named.len(),
        model.words.len(),
        model.pairs.len(),
        model.vectors.len(),
        bytes.len(),
        started.elapsed()
    );
}

/// The sums of each sentence by weights learnt from the documents of other folds.
fn cross_validated(
    train: &[Sentence],
    (learnt_from, as_seen): (&Matrix, &Matrix),
    n_features: usize,
    options: &Options,
) -> Vec<Both> {
    let folds = learn::folds(train, options);
    let mut crossed = vec![[0.0; 2]; train.len()];
    for fold in 0..options.folds {
        let (out, members): (Vec<usize>, Vec<usize>) = (0..train.len()).partition(|&at| folds[at] == fold);
        let weights = learn::learn(train, (learnt_from, n_features), &members, options);
        let sums = learn::sums(&weights, as_seen, out.iter().copied());
        out.into_iter().zip(sums).for_each(|(at, sum)| crossed[at] = sum);
    }
    crossed
}

/// Slope and intercept of each frame, so that the cross-validated sums become probabilities (Platt, 1999).
fn calibrated(train: &[Sentence], crossed: &[Both]) -> [SideModel; 2] {
    [0, 1].map(|side| {
        let features: Vec<[(u32, f32); 1]> = crossed.iter().map(|sums| [(0, sums[side] as f32)]).collect();
        let example = |(features, sentence): (&'_ [(u32, f32); 1], &Sentence)| {
            (features.to_vec(), sentence.shows[side])
        };
        let rows: Vec<_> =
            features.iter().zip(train).map(|(features, sentence)| example((features, sentence))).collect();
        let examples: Vec<Example<'_>> =
            rows.iter().map(|(features, shown)| Example { features, shown: *shown, weight: 1.0 }).collect();
        let fitted = solve::solve(&examples, 1);
        SideModel { bias: 0.0, slope: fitted.features[0], intercept: fitted.bias, threshold: 0.5 }
    })
}

fn probabilities(sides: &[SideModel; 2], sums: &[Both]) -> Vec<Both> {
    sums.iter().map(|sums| [0, 1].map(|side| sides[side].probability(sums[side]))).collect()
}

/// Thresholds from the sets that nothing is learnt from; from cross-validation where they are absent.
fn choose_thresholds(sides: &mut [SideModel; 2], held: &[Held], (train, crossed): (&[Sentence], &[Both])) {
    let mut gold: Vec<[bool; 2]> = held.iter().flat_map(|set| shown(&set.sentences)).collect();
    let mut sums: Vec<Both> = held.iter().flat_map(|set| set.sums.iter().copied()).collect();
    if gold.is_empty() {
        (gold, sums) = (shown(train), crossed.to_vec());
    }
    let chosen = score::thresholds(&gold, &probabilities(sides, &sums));
    println!(
        "thresholds by cross-validation {:.2?}, chosen {chosen:.2?}",
        score::thresholds(&shown(train), &probabilities(sides, crossed))
    );
    sides.iter_mut().zip(chosen).for_each(|(side, threshold)| side.threshold = threshold);
}

fn shown(sentences: &[Sentence]) -> Vec<[bool; 2]> {
    sentences.iter().map(|sentence| sentence.shows).collect()
}

fn report(name: &str, sentences: &[Sentence], probabilities: &[Both], sides: &[SideModel; 2]) {
    if sentences.is_empty() {
        return;
    }
    let gold = shown(sentences);
    let scores = Scores::of(&gold, probabilities, sides.each_ref().map(|side| side.threshold));
    println!(
        "{name:>28} {:>5}  mean F1 {:.3}  macro F1 {:.3} (rights {:.3}, state {:.3})  log loss {:.4}  calibration {:.3}",
        sentences.len(),
        scores.mean_f1(),
        scores.macro_f1,
        scores.f1[0],
        scores.f1[1],
        scores.log_loss,
        scores.calibration_error
    );
}

/// The scores in cross-validation of each set.
fn by_set(train: &[Sentence], crossed: &[Both], sides: &[SideModel; 2]) {
    for set in [Set::General, Set::Digital, Set::Further] {
        let of_set = train.iter().zip(crossed).filter(|(sentence, _)| sentence.set == set);
        let (sentences, sums): (Vec<&Sentence>, Vec<Both>) = of_set.unzip();
        let gold: Vec<[bool; 2]> = sentences.iter().map(|sentence| sentence.shows).collect();
        let thresholds = sides.each_ref().map(|side| side.threshold);
        let scores = Scores::of(&gold, &probabilities(sides, &sums), thresholds);
        println!(
            "{:>28} {:>5}  mean F1 {:.3}  macro F1 {:.3}  log loss {:.4}",
            format!("{set:?}"),
            gold.len(),
            scores.mean_f1(),
            scores.macro_f1,
            scores.log_loss
        );
    }
}

/// Which sentences a line of scores is over.
type Group<'g> = &'g dyn Fn(&Sentence) -> bool;

/// The groups that the scores are asked for by, and documents unseen in training.
fn by_source(set: &Held, train: &[Sentence], sides: &[SideModel; 2]) {
    let seen: std::collections::BTreeSet<&str> = train.iter().map(|sentence| sentence.doc.as_str()).collect();
    let groups: [(&str, Group<'_>); 4] = [
        ("ungdc", &|it| it.source == "ungdc"),
        ("nss", &|it| it.source == "nss"),
        ("others", &|it| it.source != "ungdc" && it.source != "nss"),
        ("unseen documents", &|it| !seen.contains(it.doc.as_str())),
    ];
    for (name, belongs) in groups {
        let places: Vec<usize> = (0..set.sentences.len()).filter(|&at| belongs(&set.sentences[at])).collect();
        let gold: Vec<[bool; 2]> = places.iter().map(|&at| set.sentences[at].shows).collect();
        let sums: Vec<Both> = places.iter().map(|&at| set.sums[at]).collect();
        let thresholds = sides.each_ref().map(|side| side.threshold);
        let scores = Scores::of(&gold, &probabilities(sides, &sums), thresholds);
        println!("{name:>28} {:>5}  mean F1 {:.3}", gold.len(), scores.mean_f1());
    }
}

fn assemble(
    codebook: &Codebook,
    numbers: &Numbers,
    weights: &[Weights; 2],
    sides: [SideModel; 2],
    embedding: &Embedding,
) -> Model {
    let table = |blocks: &[Block]| {
        let of_blocks = blocks.iter().flat_map(|&block| numbers.of_block(block, weights));
        Table::new(of_blocks.collect::<Vec<(Key, [f32; 2])>>())
    };
    let is_named = |block: &Block| *block > Block::Near;
    let named: Vec<Block> = Block::ALL.into_iter().filter(is_named).collect();
    Model {
        codebook: codebook.id.clone(),
        fingerprint: codebook.fingerprint.to_string(),
        frames: [0, 1].map(|at| codebook.frames[at].id.clone()),
        sides,
        named: table(&named),
        words: table(&[Block::Stem, Block::Piece, Block::Letters]),
        pairs: table(&[Block::Pair]),
        vectors: vectors_by_word(numbers, weights, embedding),
    }
}

/// What the vector of each word comes to.
fn vectors_by_word(numbers: &Numbers, weights: &[Weights; 2], embedding: &Embedding) -> Table<N_VECTOR> {
    let as_word = numbers.of_block(Block::Vector, weights);
    let near = numbers.of_block(Block::Near, weights);
    let width = embedding.width();
    let of_word = |word: &str| {
        let mut row = [0f32; N_VECTOR];
        embedding.each(word, |at, number| {
            let parts = [as_word.get(&at), near.get(&at), near.get(&(at + width))];
            for (part, sums) in parts.into_iter().zip(row.chunks_exact_mut(2)) {
                let part = part.copied().unwrap_or_default();
                sums.iter_mut().zip(part).for_each(|(sum, weight)| *sum += weight * number);
            }
        });
        (key_of(word), row)
    };
    Table::new(embedding.words().map(of_word).collect())
}
