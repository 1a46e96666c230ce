//! What `compare --wordscores` prints when it is done.

use crate::cli::screen::{bare_table, one_line, shortened};
use crate::cli::summary::{align, dash, number, signed};
use crate::report::wire::{PlacedText, ScalePlace, ScoredWord, Wordscores};
use std::fmt::Write;
use std::path::Path;

/// Texts shown, half of them from each end.
const MOST_TEXTS: usize = 40;
/// Words shown of each end.
const MOST_WORDS: usize = 12;
/// Columns that a name takes at most.
const WIDTH: usize = 28;
/// Share of scored words under which a place is doubtful.
const ENOUGH: f64 = 0.5;

/// The whole summary.
#[must_use]
pub fn summary(it: &Wordscores<'_>, output: &Path) -> String {
    let mut out = format!("{}\n\n{}\n", texts(it), one_line(&it.positive_means));
    for (end, words) in [("lowest", &it.lowest_words), ("highest", &it.highest_words)] {
        let _ = writeln!(out, "{end} words: {}", listed(words));
    }
    let doubtful =
        it.texts.iter().filter(|text| text.scored_share.is_some_and(|share| share < ENOUGH)).count();
    if doubtful > 0 {
        let _ = writeln!(out, "note: of {doubtful} texts less than half of the words stand in a reference");
    }
    if it.n_without > 0 {
        let _ = writeln!(out, "note: {} documents state no {}", number(it.n_without), one_line(&it.field));
    }
    let _ = writeln!(out, "\neverything in {}/wordscores.json", one_line(&output.display().to_string()));
    out
}

/// The texts, the lowest place first.
fn texts(it: &Wordscores<'_>) -> String {
    let mut rows: Vec<&PlacedText<'_>> = it.texts.iter().collect();
    let place = |text: &PlacedText<'_>| text.raw.as_ref().map_or(f64::INFINITY, |it| it.value);
    rows.sort_by(|one, other| place(one).total_cmp(&place(other)));
    let is_shown = |at: usize| at < MOST_TEXTS / 2 || at + MOST_TEXTS / 2 >= rows.len();
    let mut table = bare_table();
    table.set_header([&*it.field, "reference", "words", "scored", "raw", "rescaled", "95 % interval"]);
    for (at, text) in rows.iter().enumerate().filter(|(at, _)| is_shown(*at)) {
        if at + MOST_TEXTS / 2 == rows.len() && rows.len() > MOST_TEXTS {
            table.add_row([format!("… {} more", rows.len() - MOST_TEXTS)]);
        }
        table.add_row([
            shortened(&one_line(&text.value), WIDTH).into_owned(),
            text.reference_score.map_or_else(String::new, signed),
            number(text.n_words),
            text.scored_share.map_or_else(dash, |share| format!("{:.0} %", 100.0 * share)),
            text.raw.as_ref().map_or_else(dash, |it| format!("{:+.3}", it.value).replace('-', "−")),
            text.martin_vanberg.as_ref().map_or_else(dash, |it| signed(it.value)),
            text.martin_vanberg.as_ref().map_or_else(dash, bounds),
        ]);
    }
    align(table, 1..7)
}

fn bounds(it: &ScalePlace<'_>) -> String {
    format!("[{}, {}]", signed(it.interval.lo), signed(it.interval.hi))
}

fn listed(words: &[ScoredWord<'_>]) -> String {
    let words: Vec<_> = words.iter().take(MOST_WORDS).map(|it| one_line(&it.word)).collect();
    if words.is_empty() { "none is frequent enough; see --min-count".to_owned() } else { words.join(", ") }
}
