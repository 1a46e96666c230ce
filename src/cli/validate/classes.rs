//! Classes of two codings as tables.

use crate::cli::screen::bare_table;
use crate::validate::{Matched, Score};
use comfy_table::Table;

/// Counts by class: people's in rows, the program's in columns.
pub fn confusion_table(classes: &[String], confusion: &[Vec<u64>]) -> Table {
    let mut table = bare_table();
    table.set_header([&["coded \\ found".to_owned()][..], classes].concat());
    for (class, counts) in classes.iter().zip(confusion) {
        table.add_row([class.clone()].into_iter().chain(counts.iter().map(u64::to_string)));
    }
    table
}

/// A row of counts and scores.
pub fn matched_row(name: &str, it: &Matched) -> [String; 7] {
    let [n_gold, n_found, n_agreed] = [it.n_gold, it.n_found, it.n_agreed].map(|n| n.to_string());
    let [precision, recall] = [&it.precision, &it.recall].map(Score::plain);
    [name.to_owned(), n_gold, n_found, n_agreed, precision, recall, it.f1.to_string()]
}
