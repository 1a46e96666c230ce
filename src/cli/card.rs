//! What `analyze` shows of a single document: a card to read, not a table to load.

use super::screen::{one_line, shortened};
use super::summary::{counted, signed, towards};
use crate::analysis::Analysis;
use crate::codebook::{Codebook, EntryIx};
use crate::compare::EntityTotal;
use crate::measure::SentenceFrames;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Entries, entities and sentences shown.
const TOP_ENTRIES: usize = 5;
const TOP_ENTITIES: usize = 10;
const TOP_SENTENCES: usize = 3;

/// Characters of a sentence shown.
const WIDTH: usize = 200;

/// The card of a document that names `entities`, the most mentioned first.
#[must_use]
pub fn card(codebook: &Codebook, analysis: &Analysis, entities: &[EntityTotal]) -> String {
    let document = &analysis.document;
    let title = document.metadata.title.as_deref().unwrap_or(document.id.as_str());
    let date = document.metadata.date.map_or_else(String::new, |date| format!(" ({date})"));
    let n_sentences = analysis.measures.sentences.len() as u64;
    let mut out = format!("\n{}{date}\n", one_line(title));
    let n_words = counted(analysis.measures.counts().n_words, "counted word");
    let _ = writeln!(out, "  {n_words} in {}", counted(n_sentences, "sentence"));
    out.push_str(&position(codebook, analysis));
    out.push_str(&top_entries(codebook, analysis));
    out.push_str(&top_entities(entities));
    out.push_str(&top_sentences(codebook, analysis));
    out
}

fn position(codebook: &Codebook, analysis: &Analysis) -> String {
    let it = &analysis.measures.framing().position;
    match (it.value, &it.interval, it.reason) {
        (Some(value), Some(interval), _) => format!(
            "  position {} [{}, {}] {}\n",
            signed(value),
            signed(interval.lo),
            signed(interval.hi),
            towards(codebook, value)
        ),
        (Some(value), None, _) => format!("  position {} {}\n", signed(value), towards(codebook, value)),
        (None, _, reason) => {
            format!("  no position: {}\n", reason.map_or("undefined", |reason| reason.name()))
        }
    }
}

/// The entries with the most weight.
fn top_entries(codebook: &Codebook, analysis: &Analysis) -> String {
    let mut counts: BTreeMap<EntryIx, u64> = BTreeMap::new();
    for hit in analysis.annotations.hits.iter().filter(|hit| hit.verdict.counts()) {
        *counts.entry(hit.entry).or_default() += 1;
    }
    let mut ranked: Vec<(EntryIx, u64)> = counts.into_iter().collect();
    ranked.sort_by_key(|&(entry, n)| (Reverse(n), entry));
    let name = |&(entry, n): &(EntryIx, u64)| format!("{} {n}", codebook.entries[entry.get()].id);
    let named: Vec<String> = ranked.iter().take(TOP_ENTRIES).map(name).collect();
    if named.is_empty() { String::new() } else { format!("  most found: {}\n", named.join(", ")) }
}

/// The entities that are mentioned most.
fn top_entities(entities: &[EntityTotal]) -> String {
    let name = |it: &EntityTotal| format!("{} ({}) {}", one_line(&it.name), it.label, it.n_mentions);
    let named: Vec<String> = entities.iter().take(TOP_ENTITIES).map(name).collect();
    if named.is_empty() { String::new() } else { format!("  most named: {}\n", named.join(", ")) }
}

/// The sentences with the most evidence, in text order.
fn top_sentences(codebook: &Codebook, analysis: &Analysis) -> String {
    let weight = |it: &SentenceFrames| it.weights.iter().sum::<f64>();
    let mut ranked: Vec<&SentenceFrames> =
        analysis.measures.sentences.iter().filter(|it| weight(it) > 0.0).collect();
    ranked
        .sort_by(|one, other| weight(other).total_cmp(&weight(one)).then(one.sentence.cmp(&other.sentence)));
    ranked.truncate(TOP_SENTENCES);
    ranked.sort_by_key(|it| it.sentence);
    let mut out = String::new();
    for shown in ranked {
        let sentence = &analysis.segmentation.sentences[shown.sentence.get()];
        let text = one_line(analysis.document.slice(sentence.span));
        let frame = crate::analysis::frame_name(codebook, &shown.frames);
        let _ = writeln!(out, "  {frame}: “{}”", shortened(&text, WIDTH));
    }
    out
}
