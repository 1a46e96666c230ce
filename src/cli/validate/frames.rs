//! Frames, voices and stances against coded ones, on the terminal.

use super::Validate;
use super::classes::{confusion_table, matched_row};
use crate::cli::knowledge::{load_codebook, why_rules};
use crate::cli::screen::{bare_table, one_line};
use crate::codebook::Codebook;
use crate::report::wire::AgreementRow;
use crate::validate::{
    ClassAgreement, GoldSentence, Reading, Resampling, Score, SentenceAgreement, SentenceReader,
    VoiceAgreement, class_name, documents_of, is_same_holder, read_gold, sentence_agreement, subsets,
};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use tracing::info;

/// Scores frames and prints the scores.
pub fn run(args: &Validate, path: &Path) -> anyhow::Result<()> {
    let codebook = load_codebook(args.codebook.as_deref())?;
    let gold = read_gold(path, &codebook)?;
    let mut learnt = BTreeSet::new();
    for path in &args.learnt {
        learnt.extend(documents_of(path, &codebook)?);
    }
    let mut reader = SentenceReader::new(&codebook, args.engine.into())?;
    if let Some(why) = reader.unjudged() {
        info!("{}", why_rules(why));
    }
    let found: Vec<Reading> =
        gold.iter().map(|sentence| reader.read_of(&sentence.text, sentence.metadata())).collect();
    let resampling = Resampling { replicates: args.bootstrap, seed: args.seed };
    let scored: Vec<(String, SentenceAgreement)> = subsets(&gold, &learnt)
        .into_iter()
        .map(|subset| {
            let coded: Vec<&GoldSentence> = subset.members.iter().map(|&at| &gold[at]).collect();
            let read: Vec<&Reading> = subset.members.iter().map(|&at| &found[at]).collect();
            (subset.name, sentence_agreement(&codebook, &coded, &read, resampling))
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
fn in_words(codebook: &Codebook, scored: &[(String, SentenceAgreement)]) -> String {
    let mut table = bare_table();
    let mut head =
        ["sentences", "n", "documents", "mean F1", "macro F1", "kappa", "alpha"].map(String::from).to_vec();
    head.extend(codebook.frames.iter().map(|frame| format!("{}: P / R / F1 (coded)", frame.id)));
    table.set_header(head);
    for (subset, layers) in scored {
        let scores = &layers.frames;
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
    let confusion = confusion_table(&all.frames.classes, &all.frames.confusion);
    format!(
        "{table}\n\nIntervals: 95 %, bootstrap of documents. A sentence with two frames counts for each.\n\n\
         {confusion}\n{}{}",
        all.voice.as_ref().map(voice_in_words).unwrap_or_default(),
        all.stance.as_ref().map(stance_in_words).unwrap_or_default(),
    )
}

/// Voice and holder of framed sentences.
pub fn voice_in_words(voice: &VoiceAgreement) -> String {
    let mut table = bare_table();
    table.set_header(["voice", "coded", "found", "agreed", "precision", "recall", "F1"]);
    table.add_row(matched_row("not the author's", &voice.other));
    table.add_rows(voice.classes.classes.iter().map(|(class, it)| matched_row(class, it)));
    let holders = &voice.holders;
    format!(
        "\nWhose words the {} sentences coded with a frame and a voice are:\n{}\nkappa {}, alpha {}\n\
         holder right in {} of {} that are not the author's on both sides: {}\n",
        voice.classes.n_sentences,
        table.trim_fmt(),
        voice.classes.kappa,
        voice.classes.alpha,
        holders.n_agreed,
        holders.n_gold,
        holders.recall,
    )
}

/// Stance of framed sentences.
fn stance_in_words(stance: &ClassAgreement) -> String {
    let classes: Vec<String> = stance.classes.iter().map(|(class, _)| class.clone()).collect();
    format!(
        "\nStance in the {} framed sentences that both coded: agreement {}, kappa {}, alpha {}\n{}\n",
        stance.n_sentences,
        stance.accuracy,
        stance.kappa,
        stance.alpha,
        confusion_table(&classes, &stance.confusion).trim_fmt(),
    )
}

/// Every sentence on which program and people differ: by frame, or, where people saw one, by voice or stance.
fn differences(codebook: &Codebook, gold: &[GoldSentence], found: &[Reading]) -> String {
    let line = |(coded, read): (&GoldSentence, &Reading)| {
        let differ = differing(codebook, coded, read);
        if differ.is_empty() {
            return String::new();
        }
        let told: Vec<String> = differ
            .iter()
            .map(|[layer, coded, found]| format!("{layer} coded {coded}, found {found}"))
            .collect();
        format!("{}: {}: {}\n", one_line(&coded.id), one_line(&told.join("; ")), one_line(&coded.text))
    };
    gold.iter().zip(found).map(line).collect()
}

/// The layers on which a sentence is coded and read differently, with both codes.
fn differing(codebook: &Codebook, coded: &GoldSentence, read: &Reading) -> Vec<[String; 3]> {
    let mut differ = Vec::new();
    let mut compare = |layer: &str, coded: String, found: String| {
        if coded != found {
            differ.push([layer.to_owned(), coded, found]);
        }
    };
    compare("frame", class_name(codebook, &coded.frames), class_name(codebook, &read.frames));
    if coded.frames.is_empty() {
        return differ;
    }
    if let Some(voice) = coded.voice {
        compare("voice", voice.name().to_owned(), read.voice.name().to_owned());
    }
    if let (Some(holder), Some(found)) = (&coded.holder, &read.holder)
        && !is_same_holder(holder, found)
    {
        compare("holder", format!("{holder:?}"), format!("{found:?}"));
    }
    if let (Some(stance), Some(found)) = (coded.stance, read.stance()) {
        compare("stance", stance.name().to_owned(), found.name().to_owned());
    }
    differ
}
