//! What was proven, for people and for programs.

use super::super::screen::one_line;
use super::super::summary::number;
use crate::report::Finished;
use crate::verify::{Check, Findings, Told};
use serde_json::{Value, json};
use std::fmt::Write;

/// What was found of everything, in one word.
fn verdict(findings: &Findings) -> &'static str {
    match (findings.n_wrong(), findings.lacks(Check::Again)) {
        (0, false) => "proven",
        (0, true) => "consistent",
        _ => "mismatch",
    }
}

/// What was checked, then what is wrong.
pub fn summary(run: &Finished, told: &Told) -> String {
    let note = &run.note;
    let mut out = format!(
        "{}, documents: {}; written by normscope {} with codebook {} {}\n\n",
        one_line(&run.path().display().to_string()),
        number(note.counts.n_documents),
        one_line(&note.program.version),
        one_line(&note.codebook.id),
        one_line(&note.codebook.version)
    );
    for check in Check::ALL {
        line(check, &told.findings, &mut out);
    }
    for name in &told.others {
        let _ = writeln!(out, "\n{} is no file of the run; nothing is said of it", one_line(name));
    }
    let wrong = mismatches(told);
    if !wrong.is_empty() {
        let _ = write!(out, "\n{wrong}");
    }
    let said = match verdict(&told.findings) {
        "proven" => "proven: from the sources to every number, all is as it says".to_owned(),
        "consistent" => "nothing is wrong in what was checked; not all was".to_owned(),
        _ if told.findings.n_wrong() == 1 => "1 mismatch".to_owned(),
        _ => format!("{} mismatches", number(told.findings.n_wrong())),
    };
    let _ = writeln!(out, "\n{said}");
    out
}

/// The line of a check; none for one that had nothing to look at.
fn line(check: Check, findings: &Findings, out: &mut String) {
    let tally = findings.of(check);
    if tally.n_checked > 0 {
        let wrong = match tally.n_wrong {
            0 => String::new(),
            1 => "; 1 does not hold".to_owned(),
            n => format!("; {} do not hold", number(n)),
        };
        let _ =
            writeln!(out, " {:<10} {:>11}  {}{wrong}", check.name(), number(tally.n_checked), check.claim());
    }
    // Without sources both checks of them have one reason.
    let is_told = check == Check::Again && tally.not_checked == findings.of(Check::Sources).not_checked;
    for why in tally.not_checked.iter().filter(|_| !is_told) {
        let _ = writeln!(out, " {:<10} {:>11}  not checked: {}", check.name(), "-", one_line(why));
    }
}

/// Mismatches of a check that are shown; all that are kept are in the JSON.
const SHOWN: usize = 8;

/// What is wrong: the first of each check, and how many more. What was changed goes before what follows from it: files and
/// sources first, then the lines that would come out otherwise.
pub fn mismatches(told: &Told) -> String {
    const CAUSES: [Check; 3] = [Check::Manifest, Check::Sources, Check::Again];
    let mut out = String::new();
    let others = Check::ALL.into_iter().filter(|check| !CAUSES.contains(check));
    for check in CAUSES.into_iter().chain(others) {
        let tally = told.findings.of(check);
        for it in tally.mismatches.iter().take(SHOWN) {
            let _ = writeln!(out, "{}", one_line(&it.to_string()));
        }
        let more = tally.n_wrong.saturating_sub(SHOWN as u64);
        if more > 0 {
            let _ = writeln!(out, "... and {} more of {}", number(more), check.name());
        }
    }
    out
}

/// The same for programs.
pub fn json(run: &Finished, told: &Told) -> Value {
    let check = |check: Check| {
        let tally = told.findings.of(check);
        json!({
            "check": check.name(),
            "n_checked": tally.n_checked,
            "n_mismatches": tally.n_wrong,
            "mismatches": tally.mismatches,
            "not_checked": tally.not_checked,
        })
    };
    json!({
        "run": run.path().display().to_string(),
        "verdict": verdict(&told.findings),
        "n_mismatches": told.findings.n_wrong(),
        "checks": Check::ALL.map(check),
        "unlisted": told.others,
    })
}
