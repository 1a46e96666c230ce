//! Trains the subword vocabulary of `models/tokenizer/` and prints how well it separates texts.
//!
//! ```text
//! cargo run --release --example train_subwords -- ../shared/corpora
//! ```
//!
//! Reads only our own `corpus/` and files in the public domain (works of the US Government, CC0); the list
//! is in the model's card. The same input gives the same bytes.

#![allow(clippy::print_stdout, reason = "a program that tells what it did")]

use normscope::text::folded;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use tokenizers::models::TrainerWrapper;
use tokenizers::models::bpe::{BPE, BpeTrainerBuilder};
use tokenizers::normalizers::NormalizerWrapper;
use tokenizers::normalizers::utils::Lowercase;
use tokenizers::pre_tokenizers::PreTokenizerWrapper;
use tokenizers::pre_tokenizers::metaspace::{Metaspace, PrependScheme};
use tokenizers::{Model, ModelWrapper, Tokenizer};

/// Files of the public domain below the folder given, with why we may use them.
const SOURCES: &[(&str, &str)] = &[
    ("sotu_1945on.jsonl", "State of the Union addresses, US Government"),
    ("state_hrr_2019_sample.jsonl", "human-rights country reports, US Government"),
    ("unsc_resolutions.jsonl", "Security Council resolutions, CC0"),
    ("us_nss.jsonl", "national security strategies, US Government"),
    ("wh_briefings_100.jsonl", "press briefings, US Government"),
];

/// Words that are seen less often are left to smaller pieces.
const MIN_FREQUENCY: u64 = 3;
const VOCABULARY_SIZE: usize = 16_000;
/// Characters that may stand alone; rarer ones are unknown, which counts a piece each.
const ALPHABET: usize = 128;
/// Stands before the first piece of a word.
const WORD_START: char = '\u{2581}';

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name the folder of the public-domain files")?);
    let texts = texts(&folder)?;
    let bytes: usize = texts.iter().map(String::len).sum();

    let mut tokenizer = Tokenizer::new(ModelWrapper::BPE(BPE::default()));
    tokenizer.with_normalizer(Some(NormalizerWrapper::Lowercase(Lowercase)))?;
    tokenizer.with_pre_tokenizer(Some(PreTokenizerWrapper::Metaspace(Metaspace::new(
        WORD_START,
        PrependScheme::Always,
        true,
    ))));
    let mut trainer = TrainerWrapper::BpeTrainer(
        BpeTrainerBuilder::new()
            .vocab_size(VOCABULARY_SIZE)
            .min_frequency(MIN_FREQUENCY)
            .limit_alphabet(ALPHABET)
            .show_progress(false)
            .build(),
    );
    tokenizer.train(&mut trainer, texts.iter())?;

    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/tokenizer/policy-16k.json");
    tokenizer.save(&target, false)?;
    println!("{} texts, {bytes} bytes, {} pieces", texts.len(), tokenizer.get_model().get_vocab_size());
    Ok(())
}

/// Every text to learn from, in a fixed order.
fn texts(folder: &Path) -> Result<Vec<String>, Box<dyn Error + Send + Sync>> {
    let mut texts = Vec::new();
    for (file, why) in SOURCES {
        let lines =
            fs::read_to_string(folder.join(file)).map_err(|error| format!("{file} ({why}): {error}"))?;
        for line in lines.lines() {
            let record: serde_json::Value = serde_json::from_str(line)?;
            texts.push(words(record["text"].as_str().ok_or("a record without text")?));
        }
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<PathBuf> = fs::read_dir(own)?
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .flat_map(|entry| fs::read_dir(entry.path()).into_iter().flatten().filter_map(Result::ok))
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "md"))
        .collect();
    files.sort();
    for file in files {
        texts.push(words(&fs::read_to_string(file)?));
    }
    Ok(texts)
}

/// The words of a text, folded, in order: what is counted is what is learnt from.
fn words(text: &str) -> String {
    let pieces = text.split(|character: char| !character.is_alphabetic() && !"'’".contains(character));
    let words: Vec<String> = pieces.filter(|piece| piece.contains(char::is_alphabetic)).map(folded).collect();
    words.join(" ")
}
