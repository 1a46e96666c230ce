//! Contested terms: what became of each occurrence, and what stands beside it.

use super::bundle::Bundle;
use super::finding::{At, Check, Findings};
use super::formula::Bounds;
use super::formula::wilson_bounds;
use super::recount::{Heard, is_evidence};
use crate::report::wire::{Contested, Estimate, HitRow, Run};
use libm::log;
use std::collections::BTreeMap;

/// Fewest sentences for a lean.
const LEAST_SENTENCES: u32 = 10;

/// How a term is used, counted from hits.
#[derive(Default)]
struct Use<'r> {
    n_hits: u32,
    n_mentioned: u32,
    n_unresolved: u32,
    resolved_by: BTreeMap<&'r str, u64>,
    frames: BTreeMap<&'r str, u64>,
    n_sentences: u32,
    /// Hits beside it and their weights for either side.
    beside: (u32, [f64; 2]),
    /// Whether the rows leave open in which sentences these voices utter it.
    is_open: bool,
}

/// Holds what is said of contested terms against the hits.
pub fn check(bundle: &Bundle, run: &Run<'static>, findings: &mut Findings) {
    let heard = if run.options.voice == "all" { Heard::All } else { Heard::Author };
    let terms = terms(bundle, run, heard);
    let document = &bundle.document;
    let mut at = findings.at(Check::Evidence, document.place());
    let names = |it: Vec<&str>| {
        let mut names: Vec<String> = it.into_iter().map(str::to_owned).collect();
        names.sort_unstable();
        names
    };
    let expected = names(terms.keys().copied().collect());
    at.equal("contested", &names(document.row.contested.iter().map(|it| &*it.entry).collect()), &expected);
    let is_excluded = bundle.counts.as_ref().is_some_and(|it| it.row.excluded.is_some());
    for told in &document.row.contested {
        if let Some(known) = terms.get(&*told.entry) {
            term(told, known, is_excluded, &mut at);
        }
    }
    let Some(counts) = &bundle.counts else { return };
    let mut at = findings.at(Check::Evidence, counts.place());
    at.equal("contested", &names(counts.row.contested.0.iter().map(|(id, _)| &**id).collect()), &expected);
    for (id, told) in &counts.row.contested.0 {
        let Some(known) = terms.get(&**id) else { continue };
        at.equal("contested.n_hits", &told.n_hits, &known.n_hits);
        at.equal("contested.n_mentioned", &told.n_mentioned, &known.n_mentioned);
        at.equal("contested.n_unresolved", &told.n_unresolved, &known.n_unresolved);
        let frames: BTreeMap<&str, u64> =
            told.frames.0.iter().map(|(id, n)| (&**id, u64::from(*n))).collect();
        at.equal("contested.frames", &frames, &known.frames);
        if !known.is_open {
            at.equal("contested.n_sentences", &told.n_sentences, &known.n_sentences);
            at.equal("contested.n_beside", &told.n_beside, &known.beside.0);
            at.close("contested.positive", Some(told.positive), Some(known.beside.1[0]));
            at.close("contested.negative", Some(told.negative), Some(known.beside.1[1]));
        }
    }
}

/// Whether a hit is an occurrence: no name, idiom or longer match covers it, and it stands in the body.
fn is_occurrence(hit: &HitRow<'_>) -> bool {
    let stands = ["unresolved", "repeated-in-clause", "mentioned"];
    hit.role == "contested" && hit.why_not.as_deref().is_none_or(|it| stands.contains(&it))
}

fn terms<'b>(bundle: &'b Bundle, run: &Run<'_>, heard: Heard) -> BTreeMap<&'b str, Use<'b>> {
    let mut terms: BTreeMap<&str, Use<'_>> = BTreeMap::new();
    for hits in bundle.hits.chunk_by(|one, next| one.row.sentence_id == next.row.sentence_id) {
        let mut uttered: BTreeMap<&str, bool> = BTreeMap::new();
        for hit in hits.iter().map(|it| &it.row).filter(|hit| is_occurrence(hit)) {
            let term = terms.entry(&hit.entry).or_default();
            term.count(hit);
            let is_uttered = uttered.entry(&hit.entry).or_default();
            match heard.hears(hit) {
                Some(it) => *is_uttered |= it,
                None => term.is_open = true,
            }
        }
        for (entry, _) in uttered.into_iter().filter(|(_, it)| *it) {
            let beside = beside(entry, hits.iter().map(|it| &it.row), (run, heard));
            let term = terms.entry(entry).or_default();
            term.n_sentences += 1;
            term.beside.0 += beside.0;
            term.beside.1.iter_mut().zip(beside.1).for_each(|(sum, more)| *sum += more);
        }
    }
    terms
}

impl<'r> Use<'r> {
    fn count(&mut self, hit: &'r HitRow<'_>) {
        self.n_hits += 1;
        let why_not = hit.why_not.as_deref();
        self.n_mentioned += u32::from(why_not == Some("mentioned"));
        self.n_unresolved += u32::from(why_not == Some("unresolved"));
        let is_used = why_not.is_none() || why_not == Some("repeated-in-clause");
        if let (true, Some(by), Some(frame)) = (is_used, &hit.resolved_by, &hit.frame) {
            *self.resolved_by.entry(by).or_default() += 1;
            *self.frames.entry(frame).or_default() += 1;
        }
    }
}

/// The evidence in a sentence with a term: without the term, what overlaps it, and what was read by its neighbours.
fn beside<'h>(
    term: &str,
    hits: impl Iterator<Item = &'h HitRow<'static>> + Clone,
    (run, heard): (&Run<'_>, Heard),
) -> (u32, [f64; 2]) {
    let mut sum = (0, [0.0; 2]);
    let Some(contrast) = &run.codebook.contrast else { return sum };
    for hit in hits.clone().filter(|hit| is_evidence(hit) && heard.counts(hit) && hit.entry != term) {
        let by_neighbours = matches!(hit.resolved_by.as_deref(), Some("clause" | "sentence"));
        let mut places = hits.clone().filter(|it| it.entry == term && is_occurrence(it));
        if by_neighbours || places.any(|it| it.start < hit.end && hit.start < it.end) {
            continue;
        }
        let sides = [&*contrast.positive, &*contrast.negative];
        if let Some(side) = sides.iter().position(|side| hit.frame.as_deref() == Some(*side)) {
            sum.0 += 1;
            sum.1[side] += hit.weight;
        }
    }
    sum
}

/// A document's row of a term says what its hits say.
fn term(told: &Contested<'_>, known: &Use<'_>, is_excluded: bool, at: &mut At<'_>) {
    let n = u64::from;
    at.equal("contested.n_hits", &told.n_hits, &n(known.n_hits));
    at.equal("contested.n_documents", &told.n_documents, &1);
    at.equal("contested.n_mentioned", &told.n_mentioned, &n(known.n_mentioned));
    at.equal("contested.n_unresolved", &told.n_unresolved, &n(known.n_unresolved));
    for (field, told, known) in [
        ("contested.resolved_by", &told.resolved_by, &known.resolved_by),
        ("contested.frames", &told.frames, &known.frames),
    ] {
        let told = told.0.iter().filter(|(_, n)| *n > 0).map(|(id, n)| (&**id, *n));
        at.equal(field, &told.collect::<BTreeMap<_, _>>(), known);
    }
    share("contested.mentioned_share", &told.mentioned_share, (known.n_mentioned, known.n_hits), at);
    share("contested.unresolved_share", &told.unresolved_share, (known.n_unresolved, known.n_hits), at);
    if known.is_open {
        return;
    }
    let (events, [p, m]) = known.beside;
    let is_defined = known.n_sentences >= LEAST_SENTENCES && events > 0 && !is_excluded;
    let lean = is_defined.then(|| log((p + 0.5) / (m + 0.5)));
    at.close("contested.lean.value", told.lean.value, lean);
    at.equal("contested.lean.denominator", &told.lean.denominator, &n(known.n_sentences));
    at.equal("contested.lean.count", &told.lean.count, &n(events));
}

fn share(field: &str, told: &Estimate<'_>, (part, whole): (u32, u32), at: &mut At<'_>) {
    let (part, whole) = (u64::from(part), u64::from(whole));
    at.close(field, told.value, (whole > 0).then(|| part as f64 / whole as f64));
    at.equal(field, &(told.count, told.denominator), &(part, whole));
    if let (Bounds::Are(lo, hi, _), Some(interval)) = (wilson_bounds((part, whole)), &told.interval) {
        at.close(field, Some(interval.lo), Some(lo));
        at.close(field, Some(interval.hi), Some(hi));
    }
}
