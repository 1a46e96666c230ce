//! Frames against coded ones, on the terminal.

use super::Validate;
use crate::cli::knowledge::{load_codebook, why_rules};
use crate::cli::log::Log;
use crate::cli::screen::{bare_table, one_line};
use crate::codebook::{Codebook, FrameIx};
use crate::report::wire::AgreementRow;
use crate::validate::{
    Agreement, GoldSentence, Reading, Resampling, Score, SentenceReader, agreement, class_name, documents_of,
    read_gold, subsets,
};
use std::collections::BTreeSet;
use std::io::Write;

/// Scores frames and prints the scores.
pub fn run(args: &Validate) -> anyhow::Result<()> {
    let codebook = load_codebook(args.codebook.as_deref())?;
    let gold = read_gold(&args.gold, &codebook)?;
    let mut learnt = BTreeSet::new();
    for path in &args.learnt {
        learnt.extend(documents_of(path, &codebook)?);
    }
    let mut reader = SentenceReader::new(&codebook, args.engine.into())?;
    if let Some(why) = reader.unjudged() {
        Log::default().notice(&why_rules(why));
    }
    let found: Vec<Reading> = gold.iter().map(|sentence| reader.read(&sentence.text)).collect();
    let resampling = Resampling { replicates: args.bootstrap, seed: args.seed };
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
    if args.json {
        for (subset, scores) in &scored {
            serde_json::to_writer(&mut out, &AgreementRow::new(&codebook, subset, scores))?;
            writeln!(out)?;
        }
        return Ok(());
    }
    write!(out, "{}", in_words(&codebook, &scored))?;
    if args.disagreements {
        write!(out, "\n{}", differences(&codebook, &gold, &found))?;
    }
    Ok(())
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
        row.extend(
            [&scores.mean_f1, &scores.macro_f1, &scores.kappa, &scores.alpha].map(ToString::to_string),
        );
        row.extend(scores.frames.iter().map(|frame| {
            let [precision, recall, f1] = [&frame.precision, &frame.recall, &frame.f1].map(Score::plain);
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
