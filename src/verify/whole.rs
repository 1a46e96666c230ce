//! The tables that speak of the corpus as a whole.

use super::counts::Totals;
use super::finding::{Check, Findings, Place};
use super::rows::Typed;
use crate::report::Result;
use crate::report::render::Table;
use crate::report::wire::{CoMentionRow, EntityRow, ErrorRow, Run, SkippedRow};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cmp::Reverse;
use std::path::Path;

/// Holds entities, pairs of them, failures and what was passed over against what the documents add up to.
///
/// # Errors
/// If the system refuses.
pub fn check(folder: &Path, run: &Run<'_>, totals: &Totals, findings: &mut Findings) -> Result<()> {
    let n_errors = n_rows::<ErrorRow<'static>>(folder, Table::Errors, findings)?;
    let n_skipped = n_rows::<SkippedRow<'static>>(folder, Table::Skipped, findings)?;
    let n_entities = entities(folder, run, totals, findings)?;
    co_mentions(folder, run, findings)?;
    totals.finish(run, [n_errors, n_skipped, n_entities], findings);
    Ok(())
}

fn n_rows<T: DeserializeOwned + Serialize>(
    folder: &Path,
    table: Table,
    findings: &mut Findings,
) -> Result<u64> {
    let mut rows = Typed::<T>::open(folder, table)?;
    let mut n = 0;
    while rows.next(findings)?.is_some() {
        n += 1;
    }
    Ok(n)
}

/// Entities have the mentions and documents that the documents name, and stand in their order.
fn entities(folder: &Path, run: &Run<'_>, totals: &Totals, findings: &mut Findings) -> Result<u64> {
    let mut rows = Typed::<EntityRow<'static>>::open(folder, Table::Entities)?;
    let (mut n, mut last) = (0, u64::MAX);
    while let Some(it) = rows.next(findings)? {
        n += 1;
        let row = &it.row;
        let mut at = findings.at(Check::Counts, Place::new("entities.jsonl", it.line));
        at.holds("n_mentions", row.n_mentions <= last, || "has more mentions than the row above".to_owned());
        last = row.n_mentions;
        let in_order = row.n_documents <= row.n_sentences && row.n_sentences <= row.n_mentions;
        at.holds("n_sentences", in_order, || "does not lie between documents and mentions".to_owned());
        // With --dedup some documents are left out; which, only a new analysis tells.
        if !run.options.dedup {
            let (documents, mentions) = totals.entity(row.entity_id.as_deref(), &row.label, &row.name);
            at.equal("n_documents", &row.n_documents, &documents);
            at.equal("n_mentions", &row.n_mentions, &mentions);
        }
    }
    if !run.options.dedup {
        let mut at = findings.at(Check::Counts, Place::new("entities.jsonl", 0));
        at.holds("", n == totals.n_entities(), || {
            format!("has {n} entities, the documents name {}", totals.n_entities())
        });
    }
    Ok(n)
}

/// Pairs stand in their order, and there are no more than were asked for.
fn co_mentions(folder: &Path, run: &Run<'_>, findings: &mut Findings) -> Result<()> {
    let mut rows = Typed::<CoMentionRow<'static>>::open(folder, Table::CoMentions)?;
    let mut n = 0;
    let mut last = None;
    while let Some(it) = rows.next(findings)? {
        n += 1;
        let rank =
            (Reverse(it.row.n_sentences), it.row.entity_id_1.to_string(), it.row.entity_id_2.to_string());
        let mut at = findings.at(Check::Ids, Place::new("co_mentions.jsonl", it.line));
        let in_order = rank.1 < rank.2 && last.is_none_or(|last| last < rank);
        at.holds("", in_order, || "is not in order, or there twice".to_owned());
        last = Some(rank);
    }
    let most = u64::from(run.options.co_mentions);
    let mut at = findings.at(Check::Counts, Place::new("co_mentions.jsonl", 0));
    at.holds("", n <= most, || format!("has {n} pairs, should have {most} at most"));
    Ok(())
}
