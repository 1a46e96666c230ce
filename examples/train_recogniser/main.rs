//! Trains the recogniser of `models/recogniser/` and prints how well it does.
//!
//! ```text
//! cargo run --release --example train_recogniser -- ner=../shared/gold/ner entities=../shared/gold/entities/train.jsonl vectors=glove.txt
//! ```
//!
//! `vectors` are word vectors as text: a word and its numbers on each line, most common words first. The model's
//! card says which ones and where they come from. Other settings and their defaults: [`options::Options`]. The same
//! input and settings give the same bytes.

#![allow(clippy::print_stdout, reason = "a program that tells what it did")]

mod conventions;
mod evaluate;
mod examples;
mod field;
mod kmeans;
#[path = "../../tests/accuracy/named.rs"]
mod named;
mod options;
mod vectors;

use conventions::Conventions;
use named::Sentence;
use normscope::annotate::Recogniser;
use normscope::annotate::training::{Clusters, Model};
use options::Options;
use std::error::Error;
use std::fs;
use std::time::Instant;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let options = Options::parse(std::env::args().skip(1))?;
    let started = Instant::now();
    let clusters = clusters(&options)?;
    println!("{} words in classes, {:.0?}", clusters.len(), started.elapsed());

    let (train, held_out) = sentences(&options)?;
    println!("{} sentences to learn from, {} held out", train.len(), held_out.len());
    let prepared = examples::prepare(&train, &clusters, &options);
    println!("{prepared}, {:.0?}", started.elapsed());
    let field = field::train(&prepared, &options);
    println!("trained, {:.0?}", started.elapsed());

    let model = Model { clusters, ..field.quantise(&prepared, &options) };
    let bytes = model.encode();
    println!("{} features, {} bytes", model.weights.len(), bytes.len());
    if let Some(out) = &options.out {
        fs::write(out, &bytes)?;
    }
    let recogniser = Recogniser::load(&bytes)?;
    println!("fingerprint {}", recogniser.fingerprint());
    if !held_out.is_empty() {
        evaluate::by_source(&recogniser, &held_out);
        evaluate::print(&recogniser, "held out", &held_out);
    }
    for name in ["dev_gum", "dev_wnut17"] {
        if let Ok(lines) = fs::read_to_string(options.ner.join(format!("{name}.jsonl"))) {
            evaluate::print(&recogniser, name, &named::read(&lines));
        }
    }
    Ok(())
}

/// What to learn from and what to hold out.
fn sentences(options: &Options) -> Result<(Vec<Sentence>, Vec<Sentence>)> {
    let mut rows = named::read(&fs::read_to_string(options.ner.join("train.jsonl"))?);
    if let Some(entities) = &options.entities {
        rows.extend(conventions::read_entities(&fs::read_to_string(entities)?)?);
    }
    let conventions = Conventions::learn(&rows);
    rows.iter_mut().for_each(|row| conventions.apply(row));
    Ok(rows.into_iter().partition(|row| !options.holds_out(&row.document, &row.source)))
}

/// The classes of words: made of vectors, or kept from an earlier run.
fn clusters(options: &Options) -> Result<Clusters> {
    if let Some(kept) = options.classes.as_ref().filter(|path| path.exists()) {
        return Ok(Model::decode(&fs::read(kept)?)?.clusters);
    }
    let Some(path) = &options.vectors else { return Ok(Clusters::default()) };
    let vectors = vectors::Vectors::read(&fs::read_to_string(path)?, options.words)?;
    let clusters = kmeans::classes(&vectors, options);
    if let Some(kept) = &options.classes {
        let model = Model {
            clusters: clusters.clone(),
            transitions: Default::default(),
            weights: normscope::annotate::training::Weights::new(&[]),
        };
        fs::write(kept, model.encode())?;
    }
    Ok(clusters)
}
