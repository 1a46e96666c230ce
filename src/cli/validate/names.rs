//! Names against marked ones, on the terminal.

use super::Validate;
use super::classes::matched_row;
use crate::cli::knowledge::{EngineChoice, load_knowledge};
use crate::cli::screen::{bare_table, one_line};
use crate::measure::Options;
use crate::pipeline::Analyzer;
use crate::report::wire::NameAgreementRow;
use crate::text::Span;
use crate::validate::{
    FoundName, GoldNames, Matched, NameAgreement, NameReader, NamedSentence, Resampling, name_agreement,
    read_names, subsets,
};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

/// Scores names and prints the scores.
pub fn run(args: &Validate, path: &Path) -> anyhow::Result<()> {
    let gold = read_names(path)?;
    let knowledge = load_knowledge(args.codebook.as_deref(), args.gazetteer.as_deref(), EngineChoice::Rules)?;
    let analyzer = Analyzer::new(knowledge, Options { replicates: 0, ..Options::default() })?;
    let mut reader = NameReader::new(&analyzer);
    let found: Vec<Vec<FoundName>> =
        gold.sentences.iter().map(|sentence| reader.read(sentence, gold.scheme)).collect();
    let resampling = Resampling { replicates: args.bootstrap, seed: args.seed };
    let scored: Vec<(String, NameAgreement)> = subsets(&gold.sentences, &BTreeSet::new())
        .into_iter()
        .map(|subset| (subset.name, name_agreement(&gold, &found, &subset.members, resampling)))
        .collect();
    let mut out = anstream::stdout().lock();
    if args.json {
        for (subset, scores) in &scored {
            serde_json::to_writer(&mut out, &NameAgreementRow::new(subset, scores))?;
            writeln!(out)?;
        }
        return Ok(());
    }
    write!(out, "{}", in_words(&scored))?;
    if args.disagreements {
        write!(out, "\n{}", differences(&gold, &found))?;
    }
    Ok(())
}

/// The scores as tables.
fn in_words(scored: &[(String, NameAgreement)]) -> String {
    let mut table = bare_table();
    let head = ["sentences", "n", "documents", "names", "span F1", "F1 with label"];
    table.set_header(head);
    for (subset, scores) in scored {
        table.add_row([
            one_line(subset).into_owned(),
            scores.n_sentences.to_string(),
            scores.n_documents.to_string(),
            scores.untyped.n_gold.to_string(),
            scores.untyped.f1.to_string(),
            scores.typed.f1.to_string(),
        ]);
    }
    let all = &scored[0].1;
    let mut labels = bare_table();
    labels.set_header(["label", "marked", "found", "agreed", "precision", "recall", "F1"]);
    for (label, it) in &all.classes {
        labels.add_row(matched_row(label, it));
    }
    let (table, labels) = (table.trim_fmt(), labels.trim_fmt());
    let codes: String = all.iso3.iter().map(|(label, it)| codes(label, it)).collect();
    format!(
        "{table}\n\nA name is found if both ends are exact, without articles and 's. Labels that nobody marked are \
         left out of the F1 with label.\nIntervals: 95 %, bootstrap of documents.\n\n{labels}\n{codes}"
    )
}

fn codes(label: &str, it: &Matched) -> String {
    format!(
        "\nISO 3166 code right in {} of {} matched {label} names: {}\n",
        it.n_agreed, it.n_gold, it.recall
    )
}

/// Every sentence in which program and people mark other names.
fn differences(gold: &GoldNames, found: &[Vec<FoundName>]) -> String {
    let line = |(sentence, found): (&NamedSentence, &Vec<FoundName>)| {
        let marked: Vec<Mark> = sentence.names.iter().map(|it| (it.span, it.class)).collect();
        let found: Vec<Mark> = found.iter().map(|it| (it.span, it.class)).collect();
        if marked == found {
            return String::new();
        }
        format!(
            "{}: only marked: {}\n  only found: {}\n  {}\n",
            one_line(&sentence.id),
            only(&sentence.text, &marked, &found),
            only(&sentence.text, &found, &marked),
            one_line(&sentence.text)
        )
    };
    gold.sentences.iter().zip(found).map(line).collect()
}

/// A name by place and class.
type Mark = (Span, &'static str);

/// Those of `these` that are not among `those`, as written.
fn only(text: &str, these: &[Mark], those: &[Mark]) -> String {
    let rest = these.iter().filter(|it| !those.contains(it));
    let words = |(span, class): &Mark| format!("{} {class}", one_line(span.slice(text)));
    let words: Vec<String> = rest.map(words).collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join("; ") }
}
