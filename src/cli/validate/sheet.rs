//! Coding sheets: drawn from a finished run, and read back.

use super::classes::{confusion_table, matched_row};
use super::frames::voice_in_words;
use super::{Sheet, Validate, correction};
use crate::annotate::{Stance, Voice};
use crate::cli::exit::UsageError;
use crate::cli::screen::{bare_table, one_line};
use crate::report::render::Table;
use crate::report::wire::{SentenceRow, SheetAgreementRow};
use crate::report::{Finished, SheetSentence, write_sheet};
use crate::validate::{
    CodeNames, CodedSheet, Coding, Drawing, Judges, Resampling, SheetAgreement, draw, read_codes,
    sheet_agreement,
};
use anyhow::Context;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// Draws sentences of a run and writes the sheet.
pub fn write(run: &Path, seed: u64, options: &Sheet) -> anyhow::Result<()> {
    let finished = Finished::open(run)?;
    let rows = sentences(&finished)?;
    let strata: Vec<&str> = rows.iter().map(|row| &*row.frame).collect();
    let drawing = if options.stratify { Drawing::Stratified } else { Drawing::Simple };
    let mut sheet = Vec::new();
    for at in draw(&strata, options.n, seed, drawing) {
        let row = &rows[at];
        let text = row.text.as_ref().ok_or_else(|| crate::report::Error::NoText { path: run.to_owned() })?;
        sheet.push(SheetSentence {
            sentence_id: row.sentence_id.to_string(),
            doc_id: row.doc_id.to_string(),
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        });
    }
    let Some(path) = options.output.as_deref().filter(|path| *path != Path::new("-")) else {
        return Ok(write_sheet(
            std::io::stdout().lock(),
            Path::new("standard output"),
            (b',', drawing),
            &sheet,
        )?);
    };
    let delimiter = if path.extension().is_some_and(|it| it == "tsv") { b'\t' } else { b',' };
    let file = File::create_new(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            let lost = "is there already, and what was coded in it would be lost; name another file";
            anyhow::Error::from(UsageError(format!("{}: {lost}", path.display())))
        }
        _ => anyhow::Error::from(error).context(path.display().to_string()),
    })?;
    write_sheet(file, path, (delimiter, drawing), &sheet)?;
    Ok(())
}

/// Every counted sentence of the run.
fn sentences(finished: &Finished) -> anyhow::Result<Vec<SentenceRow<'static>>> {
    Ok(finished.rows(Table::Sentences)?.collect::<Result<_, _>>()?)
}

/// Reads filled sheets, and compares them with each other and with the run.
pub fn compare(args: &Validate, run: &Path) -> anyhow::Result<()> {
    let finished = Finished::open(run)?;
    let names = code_names(&finished);
    let rows = sentences(&finished)?;
    let known = rows
        .iter()
        .map(|row| {
            let text = row.text.clone().unwrap_or_default();
            (row.sentence_id.to_string(), (row.doc_id.to_string(), text.into_owned()))
        })
        .collect();
    let program: BTreeMap<String, Coding> =
        rows.iter().map(|row| (row.sentence_id.to_string(), coding(row, &names))).collect();
    let mut sheets: Vec<(String, CodedSheet)> = Vec::new();
    for path in &args.gold {
        let name = path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
        sheets.push((name, read_codes(path, &names, &known)?));
    }
    if args.correct {
        return correction::print(args, &sheets, &program, &names);
    }
    let mut out = anstream::stdout().lock();
    if !args.json {
        sheets
            .iter()
            .try_for_each(|(name, sheet)| writeln!(out, "{}", sheet_in_words(name, sheet, &rows)))?;
    }
    let resampling = Resampling { replicates: args.bootstrap, seed: args.seed };
    let coders = sheets.iter().map(|(name, sheet)| (name.as_str(), &sheet.codings));
    let all: Vec<_> = coders.chain([("the program", &program)]).collect();
    for (at, (first, one)) in all.iter().enumerate() {
        for (second, other) in &all[at + 1..] {
            let judges = if *second == "the program" { Judges::CoderAndProgram } else { Judges::Coders };
            let scores = sheet_agreement((one, other), judges, &classes(&names), resampling)
                .with_context(|| format!("{first} and {second} have no coded sentence in common"))?;
            if args.json {
                serde_json::to_writer(&mut out, &SheetAgreementRow::new(first, second, &scores))?;
                writeln!(out)?;
            } else {
                writeln!(out, "{}", in_words(first, second, &scores))?;
            }
        }
    }
    Ok(())
}

/// The codes that the codebook of the run has.
fn code_names(finished: &Finished) -> CodeNames {
    let codebook = &finished.note.codebook;
    CodeNames {
        frames: codebook.frames.iter().map(|frame| frame.id.to_string()).collect(),
        contrast: codebook.contrast.as_ref().map(|it| [it.positive.to_string(), it.negative.to_string()]),
        families: codebook.families.iter().map(|family| family.id.to_string()).collect(),
    }
}

/// The classes to list, whether they occur or not.
fn classes(names: &CodeNames) -> Vec<String> {
    let both = names.contrast.as_ref().map(|_| "both".to_owned());
    names.frames.iter().cloned().chain(both).chain(["neither".to_owned()]).collect()
}

/// What the program says of a sentence.
fn coding(row: &SentenceRow<'_>, names: &CodeNames) -> Coding {
    let frames: BTreeSet<&str> = row.frames.iter().map(|it| &**it).collect();
    Coding {
        doc_id: row.doc_id.to_string(),
        class: names.class(&frames),
        voice: Voice::ALL.into_iter().find(|it| it.name() == row.voice),
        stance: Stance::ALL.into_iter().find(|it| Some(it.name()) == row.stance.as_deref()),
        holder: row.holder.as_ref().and_then(|it| it.surface.as_deref().map(str::to_owned)),
        families: Some(row.families.iter().map(ToString::to_string).collect()),
    }
}

/// How much of a sheet is coded, and how its mix of sentences compares with the run's.
fn sheet_in_words(name: &str, sheet: &CodedSheet, rows: &[SentenceRow<'_>]) -> String {
    let mut drawn: BTreeMap<&str, [u64; 2]> = BTreeMap::new();
    for row in rows {
        let counts = drawn.entry(&row.frame).or_default();
        counts[0] += u64::from(sheet.codings.contains_key(&*row.sentence_id));
        counts[1] += 1;
    }
    let shares: Vec<String> =
        drawn.iter().map(|(frame, [here, all])| format!("{frame} {here} of {all}")).collect();
    format!(
        "{}: {} sentences coded, {} left blank, {} borderline\n  by the program's frame: {}",
        one_line(name),
        sheet.codings.len(),
        sheet.n_blank,
        sheet.n_borderline,
        shares.join(", ")
    )
}

/// The agreement of two codings as tables.
fn in_words(first: &str, second: &str, scores: &SheetAgreement) -> String {
    let frame = &scores.frame;
    let names: Vec<String> = frame.classes.iter().map(|(name, _)| name.clone()).collect();
    let mut table = bare_table();
    table.set_header(["layer", "sentences", "agreement", "kappa", "alpha"]);
    let voice = scores.voice.as_ref().map(|voice| ("voice", &voice.classes));
    let stance = scores.stance.as_ref().map(|stance| ("stance", stance));
    for (layer, it) in [Some(("frame", frame)), voice, stance].into_iter().flatten() {
        let [accuracy, kappa, alpha] = [&it.accuracy, &it.kappa, &it.alpha].map(ToString::to_string);
        table.add_row([layer.to_owned(), it.n_sentences.to_string(), accuracy, kappa, alpha]);
    }
    let mut found = bare_table();
    found.set_header(["", "first", "second", "both", "precision", "recall", "F1"]);
    found.add_rows(frame.classes.iter().map(|(class, it)| matched_row(class, it)));
    found.add_rows(scores.families.iter().map(|it| matched_row("families", it)));
    format!(
        "\n{} (first) and {} (second), {} documents\n{}\n\n{}\n\n{}\n{}",
        one_line(first),
        one_line(second),
        frame.n_documents,
        table.trim_fmt(),
        found.trim_fmt(),
        confusion_table(&names, &frame.confusion).trim_fmt().replacen("coded \\ found", "first \\ second", 1),
        scores.voice.as_ref().map(voice_in_words).unwrap_or_default(),
    )
}
