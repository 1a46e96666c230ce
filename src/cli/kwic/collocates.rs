//! The words beside what was found, as a table for reading.

use crate::cli::screen::{bare_table, one_line, shortened};
use crate::cli::summary::{align, number, signed};
use crate::report::wire::CollocateRow;

/// Columns that a word takes at most.
const WIDTH: usize = 18;

/// The table; nothing for no words.
pub fn table(rows: &[CollocateRow]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut table = bare_table();
    table.set_header(["", "beside", "left", "right", "in all", "PMI", "NPMI", "logDice", "λ", "z", "q"]);
    let measure = |it: Option<f64>| it.map_or_else(|| "-".to_owned(), signed);
    for row in rows {
        table.add_row([
            shortened(&one_line(&row.word), WIDTH).into_owned(),
            number(row.n_together),
            number(row.n_left),
            number(row.n_right),
            number(row.n_word),
            measure(row.pmi),
            measure(row.npmi),
            row.log_dice.map_or_else(|| "-".to_owned(), |it| format!("{it:.1}")),
            measure(row.lambda),
            row.z.map_or_else(|| "-".to_owned(), tenths),
            row.q.map_or_else(|| "-".to_owned(), probability),
        ]);
    }
    format!("{}\n", align(table, 1..11))
}

/// `7.8`, `−1.2`.
fn tenths(value: f64) -> String {
    let rounded = format!("{value:.1}");
    if rounded == "-0.0" { "0.0".to_owned() } else { rounded.replace('-', "−") }
}

/// `.012`, or that it is less than `.001`.
fn probability(p: f64) -> String {
    if p < 0.001 { "<.001".to_owned() } else { format!("{p:.3}").trim_start_matches('0').to_owned() }
}
