//! `normscope validate`.

mod frames;
mod names;

use super::Exit;
use super::exit::UsageError;
use super::knowledge::EngineChoice;
use crate::validate::GoldKind;
use clap::Args;
use std::path::PathBuf;

/// Hold the program against sentences that people coded, by frame or by name: precision, recall, F1, kappa
#[derive(Debug, Args)]
#[command(after_help = "\
What was coded is told by the fields of the records (JSONL; CSV and TSV by the file's name):
  frames  text and frame (a frame of the codebook, both, neither, or several joined by +)
  names   text and mentions, a list of objects with start, end (code points), label and, for
          states, norm (ISO 3166 alpha-3); in a table one row a name: text, start, end, label, norm
  names   tokens and spans, a list of [first, behind the last, label], folded to PER, ORG, LOC
All may hold id, doc (the document it comes from: intervals draw documents), source, group and
genre (each is scored on its own line). Other fields are passed over.

Examples:
  normscope validate coded.csv
  normscope validate names.jsonl --gazetteer mine.tsv
  normscope validate coded.csv --learnt training.csv --disagreements")]
pub struct Validate {
    /// The coded sentences
    gold: PathBuf,
    /// Coded sentences you learnt from: documents that occur there too are told apart
    #[arg(long, value_name = "FILE")]
    learnt: Vec<PathBuf>,
    /// Your own codebook: a TOML file or a folder [default: the built-in state-rights]
    #[arg(long, value_name = "PATH")]
    codebook: Option<PathBuf>,
    /// Your own names, added to the built-in ones: a TSV or CSV file, or a folder
    #[arg(long, value_name = "PATH")]
    gazetteer: Option<PathBuf>,
    /// What decides which frames a sentence shows
    #[arg(long, value_enum, default_value_t)]
    engine: EngineChoice,
    /// Print each sentence on which program and people differ
    #[arg(long)]
    disagreements: bool,
    /// Bootstrap samples behind each interval
    #[arg(long, value_name = "N", default_value_t = 1000)]
    bootstrap: usize,
    /// Seed of the bootstrap
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Print JSON: one object a subset
    #[arg(long)]
    json: bool,
}

impl Validate {
    /// Prints the scores.
    pub fn run(self) -> anyhow::Result<Exit> {
        match GoldKind::of(&self.gold)? {
            GoldKind::Frames => frames::run(&self)?,
            GoldKind::Names | GoldKind::Tokens if !self.learnt.is_empty() => {
                return Err(UsageError("--learnt is for sentences coded by frame".to_owned()).into());
            }
            GoldKind::Names | GoldKind::Tokens => names::run(&self)?,
        }
        Ok(Exit::Success)
    }
}
