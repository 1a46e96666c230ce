//! What `compare` prints of two versions of a text.

use crate::cli::screen::{bare_table, one_line, shortened};
use crate::cli::summary::align;
use crate::compare::version::ChangeKind;
use crate::report::wire::{ClauseChange, Comparison, Marker, MarkerShift, SignatoryChange};

/// Clauses shown whose force changed.
const MOST_CLAUSES: usize = 12;
/// Signatories named of each sort.
const MOST_NAMES: usize = 12;
/// Columns that a clause takes at most.
const CLAUSE: usize = 60;
/// Columns that a marker takes at most.
const MARKER: usize = 26;

/// Clauses by what became of them, those whose force changed, and who signed; `None` if there is nothing to say.
#[must_use]
pub fn versions(it: &Comparison<'_>) -> Option<String> {
    let clauses = it.clauses.as_deref().map(|clauses| (counts(clauses), force(clauses)));
    let (counts, force) = clauses.unzip();
    let parts: Vec<String> =
        [counts, force.flatten(), signatures(&it.signatories)].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

fn counts(clauses: &[ClauseChange<'_>]) -> String {
    let count = |kind: ChangeKind| {
        let n = clauses.iter().filter(|it| it.change == kind.name()).count();
        (n > 0).then(|| format!("{n} {}", kind.name()))
    };
    let counts: Vec<String> = ChangeKind::ALL.into_iter().filter_map(count).collect();
    format!("clauses, from the reference to the target: {}", counts.join(", "))
}

/// The clauses that speak more or less firmly, each with the marker that decided.
fn force(clauses: &[ClauseChange<'_>]) -> Option<String> {
    let decided = |clause: &&ClauseChange<'_>| {
        let kinds = [ChangeKind::Strengthened, ChangeKind::Weakened];
        kinds.iter().any(|kind| clause.change == kind.name())
    };
    let changed: Vec<&ClauseChange<'_>> = clauses.iter().filter(decided).collect();
    let mut table = bare_table();
    table.set_header(["", "reference", "target", "clause of the target"]);
    for clause in changed.iter().take(MOST_CLAUSES) {
        let decides = |it: &&MarkerShift<'_>| it.direction != "reversed";
        let (Some(shift), Some(target)) = (clause.markers.iter().find(decides), &clause.target) else {
            continue;
        };
        table.add_row([
            clause.change.to_string(),
            marker(&shift.reference),
            marker(&shift.target),
            shortened(&one_line(&target.text), CLAUSE).into_owned(),
        ]);
    }
    let more = changed.len().saturating_sub(MOST_CLAUSES);
    let rest = if more > 0 { format!("\n and {more} more") } else { String::new() };
    (!changed.is_empty()).then(|| align(table, 0..0) + &rest)
}

fn marker(it: &Marker<'_>) -> String {
    let words = it.words.as_ref().map_or_else(|| "-".to_owned(), |words| one_line(&words.text).into_owned());
    let negated = if it.negated { "not: " } else { "" };
    format!("{negated}{}", shortened(&words, MARKER))
}

/// Joint and missing signatures.
fn signatures(all: &[SignatoryChange<'_>]) -> Option<String> {
    let names = |signed: &str| -> Vec<&str> {
        all.iter().filter(|it| it.signed == signed).map(|it| &*it.name).collect()
    };
    let listed = |names: &[&str]| {
        let shown = names.iter().take(MOST_NAMES).map(|name| one_line(name)).collect::<Vec<_>>().join(", ");
        match names.len().saturating_sub(MOST_NAMES) {
            0 => shown,
            more => format!("{shown} and {more} more"),
        }
    };
    let mut text = format!("signatories: {} on both sides", names("both").len());
    for (side, only) in [("target", names("target")), ("reference", names("reference"))] {
        if !only.is_empty() {
            text += &format!("; {} of the {side} only ({})", only.len(), listed(&only));
        }
    }
    (!all.is_empty()).then_some(text)
}
