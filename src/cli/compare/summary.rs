//! What `compare` prints when it is done.

use super::{contested, version};
use crate::cli::screen::{bare_table, one_line, shortened};
use crate::cli::summary::{align, counted, number, signed};
use crate::codebook::Codebook;
use crate::report::wire::{Comparison, Difference, Interval, Key, LeftOut, Side, SideReuse};
use std::fmt::Write;
use std::path::Path;

/// Key words and names shown of each side.
const MOST_KEYS: usize = 10;
/// Families shown.
const MOST_ROWS: usize = 8;
/// Columns that a name takes at most.
const WIDTH: usize = 28;

/// The whole summary.
#[must_use]
pub fn summary(codebook: &Codebook, it: &Comparison<'_>, output: &Path) -> String {
    let mut out = format!("{}\n\n{}\n\n", sides(&it.target, &it.reference), one_line(&it.positive_means));
    let _ = writeln!(out, "{}\n", framing(codebook, it));
    if let Some(families) = families(codebook, it) {
        let _ = writeln!(out, "{families}\n");
    }
    for (what, keys) in [("words", &it.keyness), ("names", &it.entities)] {
        if let Some(keys) = key_table(what, keys, it) {
            let _ = writeln!(out, "{keys}\n");
        }
    }
    if let Some(contested) = contested::contested(it) {
        let _ = writeln!(out, "{contested}\n");
    }
    if let Some(versions) = version::versions(it) {
        let _ = writeln!(out, "{versions}\n");
    }
    if let Some(cosine) = it.similarity.cosine {
        let distance = it.similarity.jensen_shannon_distance.unwrap_or_default();
        let _ = writeln!(out, "words alike: cosine {cosine:.3}, Jensen-Shannon distance {distance:.3}");
    }
    if let Some(distance) = it.profile.jensen_shannon_distance {
        let _ = write!(out, "arguments (families) apart: Jensen-Shannon distance {distance:.3}");
        if let (Some(chance), Some(p)) = (it.profile.expected_by_chance, it.profile.p) {
            let _ = write!(out, ", {chance:.3} by chance, p {}", probability(p));
        }
        out.push('\n');
    }
    if let Some(curve) = multiverse(it) {
        let _ = writeln!(out, "{curve}");
    }
    if let Some(reuse) = reuse(it) {
        let _ = writeln!(out, "{reuse}");
    }
    if let Some(line) = hangs_on(it) {
        let _ = writeln!(out, "{line}");
    }
    for note in &it.notes {
        let _ = writeln!(out, "note: {}", one_line(note));
    }
    let folder = output.display().to_string();
    let _ = writeln!(out, "everything in {}/comparison.json", one_line(&folder));
    out
}

/// What the difference of the positions hangs on, in one line.
fn hangs_on(it: &Comparison<'_>) -> Option<String> {
    let it = &it.sensitivity;
    let all = it.difference?;
    let most = |parts: &[LeftOut<'_>]| {
        let part = parts.iter().find(|part| part.difference.is_some())?;
        Some(format!("{} without {}", signed(part.difference?), one_line(&part.left_out)))
    };
    let changes: Vec<String> = [&it.entries, &it.families].into_iter().filter_map(|it| most(it)).collect();
    let flips = match it.sign_flips.as_slice() {
        [] => "no single entry or family turns its sign".to_owned(),
        [only] => one_line(only).into_owned(),
        [first, rest @ ..] => format!("{}; and {} more", one_line(first), rest.len()),
    };
    Some(format!("position apart {}: {}; {flips}", signed(all), changes.join(", ")))
}

fn sides(target: &Side<'_>, reference: &Side<'_>) -> String {
    let mut table = bare_table();
    table.set_header(["", "", "documents", "words", "sentences"]);
    for (name, side) in [("target", target), ("reference", reference)] {
        let label = shortened(&one_line(&side.label), 2 * WIDTH).into_owned();
        let counts = [side.n_documents, side.n_words, side.n_sentences].map(number);
        table.add_row([name.to_owned(), label].into_iter().chain(counts));
    }
    align(table, 2..5)
}

/// The statistics that a reader asks for first.
const SHOWN: [(&str, &str); 5] = [
    ("position", "position"),
    ("rate_per_1000_words", "per 1,000 words"),
    ("emphasis", "sentences"),
    ("ambivalence", "ambivalence"),
    ("comention", "co-mention"),
];

fn framing(codebook: &Codebook, it: &Comparison<'_>) -> String {
    let mut table = bare_table();
    table.set_header(["", "target", "reference", "difference", "95 % interval", "p", "q"]);
    for (statistic, name) in SHOWN {
        for row in it.framing.iter().filter(|row| row.statistic == statistic) {
            let frame = row.frame.as_deref().map(|frame| format!("{}, ", frame_name(codebook, frame)));
            table.add_row(cells(format!("{}{name}", frame.unwrap_or_default()), row));
        }
    }
    align(table, 1..7)
}

fn frame_name<'c>(codebook: &'c Codebook, id: &'c str) -> &'c str {
    codebook.frames.iter().find(|frame| frame.id == id).map_or(id, |frame| &frame.name)
}

fn cells(name: String, row: &Difference<'_>) -> [String; 7] {
    let value = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |it| written(&row.statistic, it));
    let missing = || row.reason.as_deref().unwrap_or("-").replace('-', " ");
    [
        name,
        value(row.target.value),
        value(row.reference.value),
        row.difference.map_or_else(missing, |it| sign(written(&row.statistic, it), it)),
        interval(row.interval.as_ref(), &row.statistic),
        row.p.map_or_else(|| "-".to_owned(), probability),
        row.q.map_or_else(|| "-".to_owned(), probability),
    ]
}

pub(super) fn interval(it: Option<&Interval<'_>>, statistic: &str) -> String {
    let bound = |value: f64| sign(written(statistic, value), value);
    it.map_or_else(|| "-".to_owned(), |it| format!("[{}, {}]", bound(it.lo), bound(it.hi)))
}

/// Shares in per cent, log odds with their sign, rates as they are.
fn written(statistic: &str, value: f64) -> String {
    match statistic {
        "emphasis" | "share" => format!("{:.1} %", 100.0 * value).replace('-', "−"),
        "position" | "comention" => signed(value),
        _ => format!("{value:.2}").replace('-', "−"),
    }
}

fn sign(text: String, value: f64) -> String {
    if value >= 0.0 && !text.starts_with('+') { format!("+{text}") } else { text }
}

fn probability(p: f64) -> String {
    if p < 0.001 { "< .001".to_owned() } else { format!("{p:.3}").trim_start_matches('0').to_owned() }
}

/// The families that differ most for their noise.
fn families(codebook: &Codebook, it: &Comparison<'_>) -> Option<String> {
    let mut rows: Vec<&Difference<'_>> = it
        .families
        .iter()
        .filter(|row| row.statistic == "rate_per_1000_words" && row.difference.is_some_and(|it| it != 0.0))
        .collect();
    let size = |row: &Difference<'_>| row.difference.unwrap_or_default().abs();
    rows.sort_by(|one, other| {
        let p = |row: &Difference<'_>| row.p.unwrap_or(1.0);
        p(one).total_cmp(&p(other)).then(size(other).total_cmp(&size(one)))
    });
    let mut table = bare_table();
    table.set_header([
        "family, per 1,000 words",
        "target",
        "reference",
        "difference",
        "95 % interval",
        "p",
        "q",
    ]);
    for row in rows.iter().take(MOST_ROWS) {
        let id = row.family.as_deref().unwrap_or_default();
        let known = codebook.families.iter().find(|family| family.id == id);
        let name = known.map_or_else(|| id.to_owned(), |family| format!("{id} {}", family.name));
        table.add_row(cells(shortened(&one_line(&name), WIDTH).into_owned(), row));
    }
    (!rows.is_empty()).then(|| align(table, 1..7))
}

/// The words or names of both sides, side by side.
fn key_table(what: &str, keys: &[Key<'_>], it: &Comparison<'_>) -> Option<String> {
    let of_target: Vec<&Key<'_>> = keys.iter().filter(|key| key.lrc > 0.0).take(MOST_KEYS).collect();
    let of_reference: Vec<&Key<'_>> = keys.iter().rev().filter(|key| key.lrc < 0.0).take(MOST_KEYS).collect();
    if of_target.is_empty() && of_reference.is_empty() {
        return None;
    }
    let mut table = bare_table();
    let heading = |side: &Side<'_>| format!("{what} of {}", shortened(&one_line(&side.label), WIDTH));
    table.set_header([
        heading(&it.target),
        "lrc".into(),
        "q".into(),
        heading(&it.reference),
        "lrc".into(),
        "q".into(),
    ]);
    let side = |keys: &[&Key<'_>], at: usize| {
        let cells = keys.get(at).map(|key| {
            let q = key.q.map_or_else(|| "-".to_owned(), probability);
            [shortened(&one_line(&key.term), WIDTH).into_owned(), signed(key.lrc), q]
        });
        cells.unwrap_or_default()
    };
    for at in 0..of_target.len().max(of_reference.len()) {
        table.add_row(side(&of_target, at).into_iter().chain(side(&of_reference, at)));
    }
    Some(align(table, 0..0))
}

/// Between which differences the choices move the position, and how many keep its side.
fn multiverse(it: &Comparison<'_>) -> Option<String> {
    let differences: Vec<f64> = it.multiverse.iter().filter_map(|row| row.difference).collect();
    let (lowest, highest) = (differences.first()?, differences.last()?);
    let above = differences.iter().filter(|difference| **difference > 0.0).count();
    let sure = it.multiverse.iter().filter_map(|row| row.interval.as_ref());
    let sure = sure.filter(|interval| interval.lo > 0.0 || interval.hi < 0.0).count();
    Some(format!(
        "{} ways to measure: the positions differ by {} to {}; {above} times the target's is the higher one, {sure} times \
         without doubt (95 %)",
        differences.len(),
        signed(*lowest),
        signed(*highest),
    ))
}

/// Words that stand on both sides, and where the longest passage of them is.
fn reuse(it: &Comparison<'_>) -> Option<String> {
    let (target, reference) = (it.text_reuse.target.as_ref()?, it.text_reuse.reference.as_ref()?);
    let share = |side: &SideReuse<'_>| {
        let per_cent = 100.0 * side.share.unwrap_or_default();
        format!("{} words ({per_cent:.1} %)", number(side.n_words_shared))
    };
    let Some(longest) = it.shared_passages.iter().flatten().next() else {
        return Some(format!("no passage of {} words or more in common", it.text_reuse.min_words));
    };
    let mut text = format!(
        "in common word for word: {} of the target, {} of the reference, in {}",
        share(target),
        share(reference),
        counted(it.text_reuse.n_passages.unwrap_or_default(), "passage")
    );
    let [one, other] = [&longest.target, &longest.reference].map(|it| one_line(&it.doc_id).into_owned());
    let _ = write!(text, "\nlongest passage: {} words in {one} and {other}", number(longest.n_words));
    if let Some(words) = &longest.target.text {
        let _ = write!(text, ": “{}”", shortened(&one_line(words), 3 * WIDTH));
    }
    Some(text)
}
