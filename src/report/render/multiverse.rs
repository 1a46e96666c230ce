//! The rows of `multiverse.jsonl`.

use super::{Lines, Table};
use crate::compare::{ChosenPosition, Evident};
use crate::measure::Reason;
use crate::report::wire::MultiverseRow;
use std::borrow::Cow;

/// Writes where documents stand under every choice: one, `doc_id`, or those of a `group` (`None` for all). The bootstrap
/// takes `draws` (replicates, seed).
pub fn multiverse_rows(
    documents: Evident,
    (doc_id, group): (Option<&str>, Option<&str>),
    draws: (usize, u64),
    lines: &mut Lines,
) {
    for it in documents.positions(draws) {
        lines.push(
            Table::Multiverse,
            &MultiverseRow {
                doc_id: doc_id.map(Cow::Borrowed),
                group: group.map(Cow::Borrowed),
                voice: it.choice.voices.name().into(),
                evidence: it.choice.evidence.name().into(),
                smoothing: it.choice.smoothing,
                position: it.position,
                lo: it.interval.map(|interval| interval.lo),
                hi: it.interval.map(|interval| interval.hi),
                reason: missing(&it, doc_id.is_some()).map(|reason| reason.name().into()),
            },
        );
    }
}

fn missing(it: &ChosenPosition, is_document: bool) -> Option<Reason> {
    match (it.position, it.interval) {
        (None, _) => Some(Reason::NoEvents),
        (_, None) if !is_document => Some(Reason::TooFewDocuments),
        _ => None,
    }
}
