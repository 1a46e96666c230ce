//! `normscope validate`.

mod attributions;
mod classes;
mod correction;
mod frames;
mod names;
mod sheet;

use super::Exit;
use super::exit::UsageError;
use super::knowledge::EngineChoice;
use crate::validate::GoldKind;
use clap::Args;
use std::path::PathBuf;

/// Hold the program against what people coded, sentences or names: precision, recall, F1, kappa, alpha
#[derive(Debug, Args)]
#[command(after_help = "\
What was coded is told by the fields of the records (JSONL; CSV and TSV by the file's name):
  frames  text and frame (a frame of the codebook, both, neither, or several joined by +); voice
          (author, attributed, mixed), holder and stance (endorse, report, reject) are scored
          where they are coded; issuer says on whose behalf the document speaks
  names   text and mentions, a list of objects with start, end (code points), label and, for
          states, norm (ISO 3166 alpha-3); in a table one row a name: text, start, end, label, norm
  names   tokens and spans, a list of [first, behind the last, label], folded to PER, ORG, LOC
  who says what  text and attributions, a list of objects with source, cue and content, each a
          list of [start, end] in code points (JSONL only)
All may hold id, doc (the document it comes from: intervals draw documents), source, group and
genre (each is scored on its own line). Other fields are passed over.

Codes of your own: --sheet draws sentences from a finished run and writes a table without any answer
of the program; coders fill copies of it; --against holds them against each other and the run.

Examples:
  normscope validate coded.csv
  normscope validate names.jsonl --gazetteer mine.tsv
  normscope validate coded.csv --learnt training.csv --disagreements
  normscope validate --sheet results -o sheet.csv -n 200 --stratify
  normscope validate anna.csv ben.csv --against results
  normscope validate anna.csv --against results --correct")]
pub struct Validate {
    /// The coded sentences; with --against one or several filled sheets
    #[arg(required_unless_present = "sheet_of")]
    gold: Vec<PathBuf>,
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
    /// Seed of the bootstrap, and of the drawing of a sheet
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Print JSON: one object a subset, or a pair of codings
    #[arg(long)]
    json: bool,
    /// Compare filled sheets with each other and with this finished run, which they were drawn from
    #[arg(long, value_name = "RUN", help_heading = "Coding sheets", conflicts_with_all = ["learnt", "disagreements"])]
    against: Option<PathBuf>,
    /// Instead of agreement: the share of sentences with each frame in the run, raw and corrected for the errors of the
    /// program that each sheet shows; needs a sheet drawn at random (without --stratify)
    #[arg(long, requires = "against", help_heading = "Coding sheets")]
    correct: bool,
    #[command(flatten)]
    sheet: Sheet,
}

/// A sheet to be written.
#[derive(Debug, Args)]
#[command(next_help_heading = "Coding sheets")]
struct Sheet {
    /// Draw sentences from this finished run and write a sheet for coders
    #[arg(
        long = "sheet",
        id = "sheet_of",
        value_name = "RUN",
        conflicts_with_all = ["gold", "against", "json", "learnt", "disagreements"]
    )]
    run: Option<PathBuf>,
    /// Where to write the sheet (.csv or .tsv) [default: standard output]
    #[arg(short, long, value_name = "FILE", requires = "sheet_of")]
    output: Option<PathBuf>,
    /// How many sentences to draw
    #[arg(short, value_name = "N", default_value_t = 200, requires = "sheet_of")]
    n: usize,
    /// Draw the same number from each frame that the program found, so that rare ones occur
    #[arg(long, requires = "sheet_of")]
    stratify: bool,
}

impl Validate {
    /// Prints the scores.
    pub fn run(self) -> anyhow::Result<Exit> {
        if let Some(run) = &self.sheet.run {
            sheet::write(run, self.seed, &self.sheet)?;
            return Ok(Exit::Success);
        }
        if let Some(run) = &self.against {
            sheet::compare(&self, run)?;
            return Ok(Exit::Success);
        }
        let [path] = self.gold.as_slice() else {
            let cure = "one file at a time; filled sheets are compared with --against RUN";
            return Err(UsageError(cure.to_owned()).into());
        };
        match GoldKind::of(path)? {
            GoldKind::Frames => frames::run(&self, path)?,
            _ if !self.learnt.is_empty() => {
                return Err(UsageError("--learnt is for sentences coded by frame".to_owned()).into());
            }
            GoldKind::Names | GoldKind::Tokens => names::run(&self, path)?,
            GoldKind::Attributions => attributions::run(&self, path)?,
        }
        Ok(Exit::Success)
    }
}
