//! What `compare --by` prints when it is done.

use crate::cli::screen::{bare_table, one_line, shortened};
use crate::cli::summary::{align, dash, number, signed};
use crate::report::wire::{Interval, Matrix, MatrixGroup};
use std::cmp::Reverse;
use std::fmt::Write;
use std::path::Path;

/// Groups shown.
const MOST_GROUPS: usize = 30;
/// Pairs shown.
const MOST_PAIRS: usize = 12;
/// Columns that a name takes at most.
const WIDTH: usize = 28;

/// The whole summary.
#[must_use]
pub fn summary(it: &Matrix<'_>, output: &Path) -> String {
    let mut out = format!("{}\n\n{}\n\n", groups(it), one_line(&it.positive_means));
    if let Some(pairs) = pairs(it) {
        let _ = writeln!(out, "{pairs}\n");
    }
    if it.n_without > 0 {
        let _ = writeln!(out, "note: {} documents state no {}", number(it.n_without), one_line(&it.by));
    }
    let folder = output.display().to_string();
    let _ = writeln!(out, "everything in {}/matrix.json", one_line(&folder));
    out
}

/// The groups, the highest position first.
fn groups(it: &Matrix<'_>) -> String {
    let mut rows: Vec<&MatrixGroup<'_>> = it.groups.iter().collect();
    rows.sort_by_key(|group| (group.position_rank.unwrap_or(u64::MAX), Reverse(group.n_documents)));
    let mut table = bare_table();
    table.set_header([&*it.by, "documents", "position", "95 % interval", "rank", "95 %", "any frame"]);
    for group in rows.iter().take(MOST_GROUPS) {
        table.add_row([
            shortened(&one_line(&group.value), WIDTH).into_owned(),
            number(group.n_documents),
            group.position.value.map_or_else(dash, signed),
            bounds(group.position.interval.as_ref(), signed),
            group.position_rank.map_or_else(dash, number),
            bounds(group.position_rank_interval.as_ref(), |rank| format!("{rank:.0}")),
            group.emphasis.value.map_or_else(dash, |share| format!("{:.1} %", 100.0 * share)),
        ]);
    }
    let mut out = align(table, 1..7);
    if rows.len() > MOST_GROUPS {
        let _ = write!(out, "\n… {} groups more", rows.len() - MOST_GROUPS);
    }
    out
}

/// The pairs whose positions are farthest apart for their noise.
fn pairs(it: &Matrix<'_>) -> Option<String> {
    let mut rows: Vec<_> = it.pairs.iter().filter(|pair| pair.position.difference.is_some()).collect();
    let size = |difference: Option<f64>| difference.unwrap_or_default().abs();
    rows.sort_by(|one, other| {
        let q = |q: Option<f64>| q.unwrap_or(1.0);
        let (one, other) = (&one.position, &other.position);
        q(one.q).total_cmp(&q(other.q)).then(size(other.difference).total_cmp(&size(one.difference)))
    });
    let mut table = bare_table();
    table.set_header(["pair", "difference of positions", "95 % interval", "q", "families apart"]);
    for pair in rows.iter().take(MOST_PAIRS) {
        let name = |value: &str| shortened(&one_line(value), WIDTH).into_owned();
        table.add_row([
            format!("{} – {}", name(&pair.target), name(&pair.reference)),
            pair.position.difference.map_or_else(dash, signed),
            bounds(pair.position.interval.as_ref(), signed),
            pair.position.q.map_or_else(dash, |q| format!("{q:.3}")),
            pair.profile_distance.map_or_else(dash, |it| format!("{it:.3}")),
        ]);
    }
    (!rows.is_empty()).then(|| align(table, 1..5))
}

fn bounds(it: Option<&Interval<'_>>, written: impl Fn(f64) -> String) -> String {
    it.map_or_else(dash, |it| format!("[{}, {}]", written(it.lo), written(it.hi)))
}
