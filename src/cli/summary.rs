//! What `analyze` prints when it is done.

use super::options::Options;
use super::screen::{bare_table, one_line};
use crate::codebook::Codebook;
use crate::compare::EntityTotal;
use crate::measure::Voices;
use crate::report::wire::{Actor, Contested, CorpusSummary, Counts, Estimate, Group, Interval};
use comfy_table::{CellAlignment, Table};
use std::cmp::Reverse;
use std::fmt::Write;

/// Groups shown; the rest are in the files.
const MOST_GROUPS: usize = 12;

/// Entities shown.
const MOST_ENTITIES: usize = 10;

/// Actors, and contested terms, shown.
const MOST_CLAIMS: usize = 8;

/// What a run has seen.
pub struct Seen<'a> {
    /// What went in and came out.
    pub counts: Counts,
    /// The documents together.
    pub corpus: CorpusSummary<'a>,
    /// Whom they name, the most mentioned first.
    pub entities: Vec<EntityTotal>,
}

/// The whole summary.
#[must_use]
pub fn summary(codebook: &Codebook, options: &Options, seen: &Seen<'_>) -> String {
    let Seen { counts, corpus, .. } = seen;
    let mut out = format!(
        "normscope {}, codebook {} {}\n{}\n\n",
        env!("CARGO_PKG_VERSION"),
        one_line(&codebook.id),
        one_line(&codebook.version),
        match options.voices {
            Voices::Author =>
                "in the author's voice; --voice all counts what others are said to hold as well",
            Voices::All => "all voices together, those of others included",
        }
    );
    let _ = writeln!(out, "{}\n", sizes(counts));
    if counts.n_hits_counted > 0 {
        let _ = writeln!(out, "{}\n", frames(codebook, &corpus.all));
        if corpus.all.n_documents > 1 {
            let _ = writeln!(out, "{}\n", position(codebook, &corpus.all));
        }
    }
    if !corpus.groups.is_empty() {
        let _ = writeln!(out, "{}\n", groups(&corpus.groups));
    }
    if !seen.entities.is_empty() && corpus.all.n_documents > 1 {
        let _ = writeln!(out, "{}\n", entities(&seen.entities));
    }
    if !corpus.actors.is_empty() {
        let _ = writeln!(out, "{}\n", actors(&corpus.actors));
    }
    if !corpus.contested.is_empty() {
        let _ = writeln!(out, "{}\n", contested(&corpus.contested));
    }
    out.push_str(&trouble(options, counts, corpus));
    out
}

/// The entities that are mentioned most.
fn entities(totals: &[EntityTotal]) -> String {
    let mut table = bare_table();
    table.set_header(["most named", "", "mentions", "documents"]);
    for total in totals.iter().take(MOST_ENTITIES) {
        let name = one_line(&total.name).into_owned();
        table.add_row([name, total.label.to_string(), number(total.n_mentions), number(total.n_documents)]);
    }
    align(table, 2..4)
}

/// Those whom the texts ascribe the most evidence to, and where they put them.
fn actors(actors: &[Actor<'_>]) -> String {
    let mut table = bare_table();
    table.set_header(["said to hold", "", "matches", "position ascribed", "95 % interval"]);
    for actor in actors.iter().take(MOST_CLAIMS) {
        let [position, interval] = cells(&actor.position);
        let name = one_line(&actor.name).into_owned();
        table.add_row([name, actor.label.to_string(), number(actor.n_hits), position, interval]);
    }
    align(table, 2..5)
}

/// The contested terms that occur most, and which way they lean.
fn contested(terms: &[Contested<'_>]) -> String {
    let mut most: Vec<&Contested<'_>> = terms.iter().collect();
    most.sort_by_key(|term| Reverse(term.n_hits));
    let mut table = bare_table();
    table.set_header(["contested term", "matches", "undecided", "mentioned", "lean", "95 % interval"]);
    for term in most.into_iter().take(MOST_CLAIMS) {
        let [lean, interval] = cells(&term.lean);
        let counts = [term.n_hits, term.n_unresolved, term.n_mentioned].map(number);
        table.add_row([one_line(&term.entry).into_owned()].into_iter().chain(counts).chain([lean, interval]));
    }
    align(table, 1..6)
}

/// A number on the scale of the contrast and its interval, or why there is none.
fn cells(estimate: &Estimate<'_>) -> [String; 2] {
    let reason = estimate.reason.as_deref().unwrap_or("-").replace('-', " ");
    let interval = estimate.interval.as_ref().map_or_else(|| "-".to_owned(), |it| bounds(Some(it)));
    [estimate.value.map_or(reason, signed), interval.trim().to_owned()]
}

fn sizes(counts: &Counts) -> String {
    let mut table = bare_table();
    let mut row = |name: &str, counted: u64, all: u64| {
        let of = if counted == all { String::new() } else { format!(" of {}", number(all)) };
        table.add_row([name.to_owned(), format!("{}{of}", number(counted))]);
    };
    row("documents", counts.n_documents, counts.n_documents);
    row("words counted", counts.n_words_counted, counts.n_words);
    row("sentences counted", counts.n_sentences_counted, counts.n_sentences);
    row("matches counted", counts.n_hits_counted, counts.n_hits);
    if counts.n_mentions > 0 {
        row("names and dates", counts.n_mentions, counts.n_mentions);
        row("entities", counts.n_entities, counts.n_entities);
    }
    table.trim_fmt()
}

/// How strong each frame is, over all documents together.
fn frames(codebook: &Codebook, all: &Group<'_>) -> String {
    let mut table = bare_table();
    table.set_header(["frame", "matches", "per 1,000 words", "95 % interval", "sentences"]);
    for (frame, known) in all.pooled.frames.iter().zip(&codebook.frames) {
        table.add_row([
            one_line(&known.name).into_owned(),
            number(frame.n_hits),
            frame.rate_per_1000_words.map_or_else(|| "-".to_owned(), |rate| format!("{rate:.2}")),
            frame
                .interval
                .as_ref()
                .map_or_else(|| "-".to_owned(), |it| format!("{:.2} – {:.2}", it.lo, it.hi)),
            frame.emphasis.value.map_or_else(|| "-".to_owned(), |share| format!("{:.1} %", 100.0 * share)),
        ]);
    }
    align(table, 1..5)
}

/// Both aggregates of the position, each named, since they answer different questions.
fn position(codebook: &Codebook, all: &Group<'_>) -> String {
    let pooled = &all.pooled.position;
    let mean = all.mean_of_documents.iter().find(|mean| mean.statistic == "position");
    let mut table = bare_table();
    let mut row = |name: &str, value: Option<f64>, interval: Option<&Interval<'_>>, reason: Option<&str>| {
        let said = value.map_or_else(
            || format!("undefined ({})", reason.unwrap_or("no reason")),
            |value| format!("{}{} {}", signed(value), bounds(interval), towards(codebook, value)),
        );
        table.add_row([name.to_owned(), said]);
    };
    row("position, all words pooled", pooled.value, pooled.interval.as_ref(), pooled.reason.as_deref());
    if let Some(mean) = mean {
        row("position, mean of documents", mean.value, mean.interval.as_ref(), mean.reason.as_deref());
    }
    table.trim_fmt()
}

fn bounds(interval: Option<&Interval<'_>>) -> String {
    interval.map_or_else(String::new, |it| format!(" [{}, {}]", signed(it.lo), signed(it.hi)))
}

fn groups(groups: &[Group<'_>]) -> String {
    let mut table = bare_table();
    table.set_header(["group", "documents", "position, pooled", "95 % interval", "any frame"]);
    for group in groups.iter().take(MOST_GROUPS) {
        let position = &group.pooled.position;
        let name = group.value.as_deref().unwrap_or("(none)");
        let share = |it: &Estimate<'_>| it.value.map(|share| format!("{:.1} %", 100.0 * share));
        table.add_row([
            format!("{} {}", group.field.as_deref().unwrap_or_default(), one_line(name)),
            number(group.n_documents),
            position.value.map_or_else(|| "-".to_owned(), signed),
            position
                .interval
                .as_ref()
                .map_or_else(|| "-".to_owned(), |it| bounds(Some(it)).trim().to_owned()),
            share(&group.pooled.emphasis).unwrap_or_else(|| "-".to_owned()),
        ]);
    }
    let mut out = align(table, 1..5);
    if groups.len() > MOST_GROUPS {
        let _ = write!(out, "\n… {} groups more in corpus.json", groups.len() - MOST_GROUPS);
    }
    out
}

/// The table with these columns set flush right.
pub fn align(mut table: Table, columns: std::ops::Range<usize>) -> String {
    for at in columns {
        if let Some(column) = table.column_mut(at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

/// What a reader should look at first: gates, failures, warnings, and where the files are.
fn trouble(options: &Options, counts: &Counts, corpus: &CorpusSummary<'_>) -> String {
    let mut out = String::new();
    let gates = corpus.quality.0.iter().map(|(gate, n)| format!("{gate} {}", number(*n)));
    let gates: Vec<String> = gates.collect();
    if !gates.is_empty() {
        let _ = writeln!(out, "documents to use with care: {}", gates.join(", "));
    }
    let excluded = corpus.all.n_documents_excluded;
    if excluded > 0 {
        let _ = writeln!(
            out,
            "in another language than the codebook's, not counted: {}",
            counted(excluded, "document")
        );
    }
    let repeats = &corpus.duplicates;
    if repeats.n_duplicates > 0 {
        let done = if options.dedup { "left out" } else { "counted; --dedup leaves them out" };
        let effective = counted(repeats.n_documents_effective, "document");
        let _ = writeln!(
            out,
            "near-duplicates, {done}: {}{}; {effective} without them",
            number(repeats.n_duplicates),
            match counts.n_duplicate_texts {
                0 => String::new(),
                n => format!(" ({} with the very same text)", number(n)),
            }
        );
    }
    let folder = options.output.display().to_string();
    let folder = one_line(&folder);
    let mut files = |n: u64, what: String, file: &str| {
        if n > 0 {
            let _ = writeln!(out, "{what}: see {folder}/{file}");
        }
    };
    files(counts.n_errors, format!("{} failed", number(counts.n_errors)), "errors.jsonl");
    files(counts.n_skipped, format!("{} passed over", number(counts.n_skipped)), "skipped.jsonl");
    files(counts.n_warnings, counted(counts.n_warnings, "warning"), "documents.jsonl");
    let _ = writeln!(out, "results in {folder}");
    out
}

/// A count with commas: `1,234`.
#[must_use]
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count of things: `1 warning`, `1,234 warnings`.
#[must_use]
pub fn counted(n: u64, thing: &str) -> String {
    format!("{} {thing}{}", number(n), if n == 1 { "" } else { "s" })
}

/// What stands for a number that is missing.
#[must_use]
pub fn dash() -> String {
    "-".to_owned()
}

/// A number on a scale with two sides, rounded for reading: `+0.91`, `−0.30`.
#[must_use]
pub fn signed(value: f64) -> String {
    let rounded = format!("{value:+.2}");
    if rounded == "-0.00" { "+0.00".to_owned() } else { rounded.replace('-', "−") }
}

/// Which frame a position leans to.
#[must_use]
pub fn towards(codebook: &Codebook, position: f64) -> String {
    let Some(contrast) = codebook.contrast else { return String::new() };
    let frame = if position >= 0.0 { contrast.positive } else { contrast.negative };
    format!("towards {}", codebook.frames[frame.get()].name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_reading() {
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(999), "999");
        assert_eq!(
            (signed(0.914), signed(-0.3), signed(-0.001)),
            ("+0.91".into(), "−0.30".into(), "+0.00".into())
        );
    }
}
