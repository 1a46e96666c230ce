//! Who says what against marked texts, on the terminal.

use super::Validate;
use super::classes::matched_row;
use crate::cli::knowledge::{EngineChoice, load_knowledge};
use crate::cli::screen::{bare_table, one_line};
use crate::measure::Options;
use crate::pipeline::Analyzer;
use crate::report::wire::AttributionAgreementRow;
use crate::text::Span;
use crate::validate::{
    AttributedText, AttributionAgreement, AttributionReader, Resampling, SourceCueContent,
    attribution_agreement, read_attributions, subsets,
};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

/// Scores attributions and prints the scores.
pub fn run(args: &Validate, path: &Path) -> anyhow::Result<()> {
    let gold = read_attributions(path)?;
    let knowledge = load_knowledge(args.codebook.as_deref(), args.gazetteer.as_deref(), EngineChoice::Rules)?;
    let analyzer = Analyzer::new(knowledge, Options { replicates: 0, ..Options::default() })?;
    let mut reader = AttributionReader::new(&analyzer);
    let found: Vec<Vec<SourceCueContent>> = gold.iter().map(|text| reader.read(text)).collect();
    let resampling = Resampling { replicates: args.bootstrap, seed: args.seed };
    let mut out = anstream::stdout().lock();
    for subset in subsets(&gold, &BTreeSet::new()) {
        let marked: Vec<&AttributedText> = subset.members.iter().map(|&at| &gold[at]).collect();
        let read: Vec<&[SourceCueContent]> = subset.members.iter().map(|&at| found[at].as_slice()).collect();
        let scores = attribution_agreement(&marked, &read, resampling);
        if args.json {
            serde_json::to_writer(&mut out, &AttributionAgreementRow::new(&subset.name, &scores))?;
            writeln!(out)?;
        } else {
            writeln!(out, "{}", in_words(&subset.name, &scores))?;
        }
    }
    if !args.json {
        writeln!(out, "{NOTE}")?;
        if args.disagreements {
            write!(out, "\n{}", differences(&gold, &found))?;
        }
    }
    Ok(())
}

const NOTE: &str = "\
A part is found exactly if all its ends are; by overlap if it shares a character, one to one.
Sources count only where there is one; scare quotes are left out. Intervals: 95 %, bootstrap of documents.";

/// The scores of a subset as a table.
fn in_words(subset: &str, scores: &AttributionAgreement) -> String {
    let mut table = bare_table();
    table.set_header(["part", "marked", "found", "agreed", "precision", "recall", "F1"]);
    let parts = [("source", &scores.source), ("cue", &scores.cue), ("content", &scores.content)];
    for (name, part) in parts {
        table.add_row(matched_row(&format!("{name}, exact"), &part.exact));
        table.add_row(matched_row(&format!("{name}, overlap"), &part.overlap));
    }
    table.add_row(matched_row("content tokens", &scores.content_tokens));
    format!(
        "{}: {} texts of {} documents\n{}\n",
        one_line(subset),
        scores.n_texts,
        scores.n_documents,
        table.trim_fmt()
    )
}

/// Every content that only one side has, exactly.
fn differences(gold: &[AttributedText], found: &[Vec<SourceCueContent>]) -> String {
    let mut out = String::new();
    for (text, read) in gold.iter().zip(found) {
        for (side, these, those) in
            [("marked", &text.attributions, read), ("found", read, &text.attributions)]
        {
            for one in these.iter().filter(|one| !those.iter().any(|it| it.content == one.content)) {
                let [source, cue, content] =
                    [&one.source, &one.cue, &one.content].map(|spans| words(&text.text, spans));
                out.push_str(&format!(
                    "{}: only {side}: [{source}] [{cue}] [{content}]\n",
                    one_line(&text.id)
                ));
            }
        }
    }
    out
}

/// The pieces of a part as written.
fn words(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| one_line(span.slice(text)).into_owned()).collect::<Vec<_>>().join(" … ")
}
