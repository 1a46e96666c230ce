//! `normscope validate SHEET --against RUN --correct`.

use super::Validate;
use crate::cli::exit::UsageError;
use crate::cli::screen::{bare_table, one_line};
use crate::report::wire::{CorrectionRow, Interval};
use crate::validate::{CodeNames, CodedSheet, Coding, corrected_shares};
use std::collections::BTreeMap;
use std::io::Write;

/// Prints the shares of each frame in the run, raw and corrected by each sheet.
pub fn print(
    args: &Validate,
    sheets: &[(String, CodedSheet)],
    program: &BTreeMap<String, Coding>,
    names: &CodeNames,
) -> anyhow::Result<()> {
    let mut out = anstream::stdout().lock();
    for (name, sheet) in sheets {
        let draws = (args.bootstrap, args.seed);
        let shares = corrected_shares(sheet, program, names, draws)
            .map_err(|problem| UsageError(format!("{}: {problem}", one_line(name))))?;
        let rows: Vec<CorrectionRow> = shares.iter().map(|it| CorrectionRow::new(name, it)).collect();
        if args.json {
            for row in &rows {
                serde_json::to_writer(&mut out, row)?;
                writeln!(out)?;
            }
        } else {
            writeln!(out, "{}", in_words(name, sheet, &rows))?;
        }
    }
    Ok(())
}

fn in_words(name: &str, sheet: &CodedSheet, rows: &[CorrectionRow]) -> String {
    let n_sentences = rows.first().map_or(0, |row| row.n_sentences);
    let mut table = bare_table();
    table.set_header(["frame", "sensitivity", "specificity", "raw share", "95 %", "corrected", "95 %"]);
    for row in rows {
        let rate = |of: Option<f64>, part: u64, all: u64| format!("{} ({part} of {all})", share(of));
        table.add_row([
            row.frame.clone(),
            rate(row.sensitivity, row.n_cases_found, row.n_cases),
            rate(row.specificity, row.n_others_left, row.n_others),
            share(row.raw),
            interval(row.raw_interval.as_ref()),
            row.reason.as_deref().map_or_else(|| share(row.corrected), |it| it.replace('-', " ")),
            interval(row.corrected_interval.as_ref()),
        ]);
    }
    let mut text = format!(
        "{}: {} of {n_sentences} sentences coded\n{}\n",
        one_line(name),
        sheet.codings.len(),
        table.trim_fmt()
    );
    if sheet.n_blank > 0 {
        text += &format!(
            "{} sentences of the sheet are blank: the coded ones are a random sample only if those were left by chance\n",
            sheet.n_blank
        );
    }
    text
}

fn share(of: Option<f64>) -> String {
    of.map_or_else(|| "–".to_owned(), |it| format!("{it:.3}"))
}

fn interval(it: Option<&Interval<'_>>) -> String {
    it.map_or_else(|| "–".to_owned(), |it| format!("[{:.3}, {:.3}]", it.lo, it.hi))
}
