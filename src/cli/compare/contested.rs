//! What `compare` prints of contested terms: which way either side leans, what stands beside them, and a use to read.

use super::summary::interval;
use crate::cli::screen::{End, bare_table, one_line, shortened, tail, width_of};
use crate::cli::summary::{align, counted, signed};
use crate::report::wire::{Comparison, ContestedDifference, ContestedExample, ContestedUse};

/// Terms in the table.
const MOST_ROWS: usize = 8;
/// Terms whose company is told.
const MOST_TERMS: usize = 4;
/// Words named that go with a term on a side.
const MOST_WORDS: usize = 3;
/// Columns of a line.
const COLUMNS: usize = 80;
/// Columns before what is said of a side.
const INDENT: usize = 12;

/// The terms with a lean on both sides, those used most first; `None` if there is none.
pub fn contested(it: &Comparison<'_>) -> Option<String> {
    let mut rows: Vec<_> = it.contested.iter().filter(|row| row.difference.is_some()).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.target.n_hits + row.reference.n_hits));
    let mut table = bare_table();
    table.set_header(["contested term, lean", "target", "reference", "difference", "95 % interval"]);
    for row in rows.iter().take(MOST_ROWS) {
        let lean = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), signed);
        table.add_row([
            shortened(&one_line(&row.entry), 28).into_owned(),
            lean(row.target.lean.value),
            lean(row.reference.lean.value),
            lean(row.difference),
            interval(row.interval.as_ref(), "position"),
        ]);
    }
    let blocks = rows.iter().filter(|row| row.collocates.is_some()).take(MOST_TERMS).map(|row| block(row));
    let parts: Vec<String> = std::iter::once(align(table, 1..5)).chain(blocks).collect();
    (!rows.is_empty()).then(|| parts.join("\n\n"))
}

/// What either side means by a term, as far as its neighbours tell.
fn block(row: &ContestedDifference<'_>) -> String {
    let words = row.collocates.as_deref().unwrap_or_default();
    let of_target = words.iter().filter(|it| it.contrast.g2 > 0.0).map(|it| &*it.word);
    let of_reference = words.iter().rev().filter(|it| it.contrast.g2 < 0.0).map(|it| &*it.word);
    let mut lines = vec![one_line(&row.entry).into_owned()];
    lines.extend(side("target", &row.target, &of_target.take(MOST_WORDS).collect::<Vec<_>>()));
    lines.extend(side("reference", &row.reference, &of_reference.take(MOST_WORDS).collect::<Vec<_>>()));
    lines.join("\n")
}

fn side(name: &str, uses: &ContestedUse<'_>, words: &[&str]) -> Vec<String> {
    let lean = uses.lean.value.map_or_else(|| "-".to_owned(), signed);
    let words: Vec<_> = words.iter().map(|word| one_line(word)).collect();
    let with = if words.is_empty() { String::new() } else { format!("; more beside {}", words.join(", ")) };
    let uses_text = counted(uses.n_uses.unwrap_or_default(), "use");
    let said = shortened(&format!("lean {lean}, {uses_text}{with}"), COLUMNS - INDENT - 1).into_owned();
    let mut lines = vec![format!(" {name:<width$}{said}", width = INDENT - 1)];
    let example = uses.examples.iter().flatten().find_map(example);
    lines.extend(example.map(|it| format!("{}{it}", " ".repeat(INDENT))));
    lines
}

/// A use with as many words around it as a line holds; `None` where words are left out.
fn example(it: &ContestedExample<'_>) -> Option<String> {
    let (left, keyword, right) = (it.left.as_deref()?, it.keyword.as_deref()?, it.right.as_deref()?);
    let keyword = format!("[{}]", shortened(&one_line(keyword), COLUMNS / 3));
    let room = (COLUMNS - INDENT).saturating_sub(width_of(&keyword) + 2);
    let (left, right) = (one_line(left), one_line(right));
    // What one side does not need, the other may have.
    let each = room / 2;
    let of_left = width_of(&left).min(room - width_of(&right).min(each));
    let left = tail(&left, of_left, End::Left);
    let right = tail(&right, room - width_of(&left), End::Right);
    // A comma stands at the word before it.
    let gap = if right.starts_with([',', '.', ';', ':', '?', '!', ')', '”', '’']) { "" } else { " " };
    Some(format!("{left} {keyword}{gap}{right}").trim().to_owned())
}
