//! `normscope validate`.

use super::Exit;
use super::explain::load_codebook;
use super::screen::{bare_table, one_line};
use crate::codebook::{Codebook, FrameIx};
use crate::report::wire::AgreementRow;
use crate::validate::{
    Agreement, GoldSentence, Reading, Resampling, Score, SentenceReader, agreement, class_name, documents_of,
    read_gold, subsets,
};
use clap::Args;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

/// Hold the program against sentences that people coded: precision, recall, F1, kappa, alpha
#[derive(Debug, Args)]
#[command(after_help = "\
The file holds one coded sentence a line or row (JSONL, CSV, TSV by its name). Columns: text
and frame (a frame of the codebook, both, neither, or several joined by +); and, if you have
them, id, doc (the document it comes from: intervals draw documents), source and group (each
is scored on its own line). Others are passed over.

Examples:
  normscope validate coded.csv
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
        let codebook = load_codebook(self.codebook.as_deref())?;
        let gold = read_gold(&self.gold, &codebook)?;
        let mut learnt = BTreeSet::new();
        for path in &self.learnt {
            learnt.extend(documents_of(path, &codebook)?);
        }
        let mut reader = SentenceReader::new(&codebook)?;
        let found: Vec<Reading> = gold.iter().map(|sentence| reader.read(&sentence.text)).collect();
        let resampling = Resampling { replicates: self.bootstrap, seed: self.seed };
        let scored: Vec<(String, Agreement)> = subsets(&gold, &learnt)
            .into_iter()
            .map(|subset| {
                let coded: Vec<&GoldSentence> = subset.members.iter().map(|&at| &gold[at]).collect();
                let frames: Vec<&[FrameIx]> =
                    subset.members.iter().map(|&at| found[at].frames.as_slice()).collect();
                (subset.name, agreement(&codebook, &coded, &frames, resampling))
            })
            .collect();
        let mut out = anstream::stdout().lock();
        if self.json {
            for (subset, scores) in &scored {
                serde_json::to_writer(&mut out, &AgreementRow::new(&codebook, subset, scores))?;
                writeln!(out)?;
            }
            return Ok(Exit::Success);
        }
        write!(out, "{}", in_words(&codebook, &scored))?;
        if self.disagreements {
            write!(out, "\n{}", differences(&codebook, &gold, &found))?;
        }
        Ok(Exit::Success)
    }
}

/// The scores as tables.
fn in_words(codebook: &Codebook, scored: &[(String, Agreement)]) -> String {
    let mut table = bare_table();
    let mut head =
        ["sentences", "n", "documents", "mean F1", "macro F1", "kappa", "alpha"].map(String::from).to_vec();
    head.extend(codebook.frames.iter().map(|frame| format!("{}: P / R / F1 (coded)", frame.id)));
    table.set_header(head);
    for (subset, scores) in scored {
        let mut row = vec![
            one_line(subset).into_owned(),
            scores.n_sentences.to_string(),
            scores.n_documents.to_string(),
        ];
        row.extend([&scores.mean_f1, &scores.macro_f1, &scores.kappa, &scores.alpha].map(with_interval));
        row.extend(scores.frames.iter().map(|frame| {
            let [precision, recall, f1] = [&frame.precision, &frame.recall, &frame.f1].map(plain);
            format!("{precision} / {recall} / {f1} ({})", frame.n_gold)
        }));
        table.add_row(row);
    }
    let all = &scored[0].1;
    let mut confusion = bare_table();
    confusion.set_header([&["coded \\ found".to_owned()][..], &all.classes[..]].concat());
    for (class, counts) in all.classes.iter().zip(&all.confusion) {
        confusion.add_row([class.clone()].into_iter().chain(counts.iter().map(u64::to_string)));
    }
    format!(
        "{table}\n\nIntervals: 95 %, bootstrap of documents. A sentence with two frames counts for each.\n\n{confusion}\n"
    )
}

/// Every sentence on which program and people differ.
fn differences(codebook: &Codebook, gold: &[GoldSentence], found: &[Reading]) -> String {
    let differ = gold.iter().zip(found).filter(|(coded, read)| coded.frames != read.frames);
    let line = |(coded, read): (&GoldSentence, &Reading)| {
        format!(
            "{}: coded {}, found {}: {}\n",
            one_line(&coded.id),
            class_name(codebook, &coded.frames),
            class_name(codebook, &read.frames),
            one_line(&coded.text)
        )
    };
    differ.map(line).collect()
}

fn with_interval(score: &Score) -> String {
    match score.interval {
        Some(interval) => format!("{} [{:.3}, {:.3}]", plain(score), interval.lo, interval.hi),
        None => plain(score),
    }
}

fn plain(score: &Score) -> String {
    score.value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}
