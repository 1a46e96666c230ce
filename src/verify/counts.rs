//! What is counted is there: in a document, and in the run.

use super::bundle::Bundle;
use super::finding::{At, Check, Findings, Place};
use super::recount::{Heard, entities};
use crate::report::wire::{Counts, DocumentRow, Framing, Run, VoiceCounts};
use std::collections::{BTreeMap, HashSet};

/// The counts of a run, added up document by document.
#[derive(Default)]
pub struct Totals {
    counts: Counts,
    /// Hashes of the texts so far.
    texts: HashSet<Box<str>>,
    /// Documents and mentions of each entity: by id, else by label and name.
    entities: BTreeMap<String, (u64, u64)>,
}

impl Totals {
    /// Holds a document's counts against its rows, and adds them up.
    pub fn add(&mut self, bundle: &Bundle, run: &Run<'_>, findings: &mut Findings) {
        let row = &bundle.document.row;
        let mut at = findings.at(Check::Counts, bundle.document.place());
        let repeats = row.warnings.iter().filter(|it| it.code == "duplicate-text").count() as u64;
        let is_new = self.texts.insert(row.text_sha256.as_str().into());
        at.holds("warnings", repeats == 0 || !is_new, || {
            "says that an earlier document has the same text, and none has".to_owned()
        });
        self.counts += Counts {
            n_documents: 1,
            n_warnings: row.warnings.len() as u64,
            n_duplicate_texts: repeats,
            n_words: row.n_words,
            n_words_counted: row.n_words_counted,
            n_sentences: row.n_sentences,
            n_sentences_counted: bundle.sentences.len() as u64,
            n_hits: bundle.hits.len() as u64,
            n_hits_counted: bundle.hits.iter().filter(|it| it.row.counted).count() as u64,
            n_mentions: bundle.mentions.len() as u64,
            n_attributions: bundle.attributions.len() as u64,
            text_bytes: bundle.text.as_ref().map_or(0, |it| it.row.text.len() as u64),
            ..Counts::default()
        };
        document(bundle, &mut at);
        self.named(bundle, &mut at);
        if let Some(counts) = &bundle.counts {
            framing(&row.framing.author, &counts.row.author, &mut at);
            framing(&row.framing.all, &counts.row.all, &mut at);
            words(
                row,
                [&counts.row.author, &counts.row.all],
                &mut findings.at(Check::Counts, counts.place()),
            );
        }
        sentences(bundle, run, findings);
    }

    /// The entities of the document are those of its mentions.
    fn named(&mut self, bundle: &Bundle, at: &mut At<'_>) {
        let found = entities(bundle);
        let listed = &bundle.document.row.entities;
        at.equal("entities", &listed.len(), &found.len());
        for it in listed {
            let key = match it.entity_id.as_deref() {
                Some(id) => (Some(id), "", ""),
                None => (None, &*it.label, &*it.name),
            };
            let n = found.get(&key).copied().unwrap_or_default();
            at.holds("entities.n_mentions", it.n_mentions == n, || {
                format!("{:?} has {} mentions recorded, should have {n}", it.name, it.n_mentions)
            });
        }
        for ((id, label, name), n) in found {
            let sums = self.entities.entry(key_of(id, label, name)).or_default();
            *sums = (sums.0 + 1, sums.1 + n);
        }
    }

    /// Documents and mentions of an entity so far.
    #[must_use]
    pub fn entity(&self, id: Option<&str>, label: &str, name: &str) -> (u64, u64) {
        let key = if id.is_some() { key_of(id, "", "") } else { key_of(None, label, name) };
        self.entities.get(&key).copied().unwrap_or_default()
    }

    /// How many entities were named.
    #[must_use]
    pub fn n_entities(&self) -> u64 {
        self.entities.len() as u64
    }

    /// Holds the counts of the run against the sums. What other tables hold is given: failures, paths passed over,
    /// entities.
    pub fn finish(&self, run: &Run<'_>, others: [u64; 3], findings: &mut Findings) {
        let [n_errors, n_skipped, n_entities] = others;
        let told = &run.counts;
        let text_bytes = if run.options.text { self.counts.text_bytes } else { told.text_bytes };
        let known = Counts { n_errors, n_skipped, n_entities, text_bytes, ..self.counts };
        let mut at = findings.at(Check::Counts, Place::new("run.json", 0));
        let pairs = [
            ("n_documents", told.n_documents, known.n_documents),
            ("n_errors", told.n_errors, known.n_errors),
            ("n_skipped", told.n_skipped, known.n_skipped),
            ("n_warnings", told.n_warnings, known.n_warnings),
            ("n_duplicate_texts", told.n_duplicate_texts, known.n_duplicate_texts),
            ("n_words", told.n_words, known.n_words),
            ("n_words_counted", told.n_words_counted, known.n_words_counted),
            ("n_sentences", told.n_sentences, known.n_sentences),
            ("n_sentences_counted", told.n_sentences_counted, known.n_sentences_counted),
            ("n_hits", told.n_hits, known.n_hits),
            ("n_hits_counted", told.n_hits_counted, known.n_hits_counted),
            ("n_mentions", told.n_mentions, known.n_mentions),
            ("n_attributions", told.n_attributions, known.n_attributions),
            ("n_entities", told.n_entities, known.n_entities),
            ("text_bytes", told.text_bytes, known.text_bytes),
        ];
        for (name, told, known) in pairs {
            at.equal(&format!("counts.{name}"), &told, &known);
        }
    }
}

fn key_of(id: Option<&str>, label: &str, name: &str) -> String {
    id.map_or_else(|| format!("{label}\t{name}"), str::to_owned)
}

/// What the document's row counts besides its framing.
fn document(bundle: &Bundle, at: &mut At<'_>) {
    let row = &bundle.document.row;
    at.equal("n_sentences_counted", &row.n_sentences_counted, &(bundle.sentences.len() as u64));
    at.holds("n_sentences", row.n_sentences >= row.n_sentences_counted, || {
        "is less than are counted".to_owned()
    });
    at.holds("n_tokens", row.n_tokens >= row.n_words, || "is less than its words".to_owned());
    let in_blocks: u64 = row.blocks.0.iter().map(|(_, it)| it.n_words).sum();
    at.equal("blocks.n_words", &in_blocks, &row.n_words);
    if let Some(terms) = &bundle.terms {
        let words: u64 = terms.row.words.0.iter().map(|(_, n)| n).sum();
        at.equal("n_words_counted", &row.n_words_counted, &words);
    }
}

/// The words of both versions are those counted.
fn words(row: &DocumentRow<'_>, versions: [&VoiceCounts<'_>; 2], at: &mut At<'_>) {
    for (voice, counts) in ["author.n_words", "all.n_words"].into_iter().zip(versions) {
        at.equal(voice, &counts.n_words, &row.n_words_counted);
        let it = counts.paragraphs;
        let (n, is_any) = (it.both + it.positive + it.negative + it.neither, counts.n_sentences > 0);
        let cells = counts.sentences;
        let some = cells.both + cells.positive + cells.negative;
        let shown = it.both + it.positive + it.negative;
        at.holds(
            "paragraphs",
            n <= counts.n_sentences && shown <= some && (!is_any || n > 0 || some == 0),
            || format!("{n} paragraphs, {shown} of which show a side, cannot be of these sentences"),
        );
    }
}

/// The counts beside the statistics of a version.
fn framing(told: &Framing<'_>, counts: &VoiceCounts<'_>, at: &mut At<'_>) {
    at.equal("framing.n_words", &told.n_words, &counts.n_words);
    at.equal("framing.n_sentences", &told.n_sentences, &counts.n_sentences);
    at.equal("framing.frames", &told.frames.len(), &counts.frames.0.len());
    for (told, (id, counts)) in told.frames.iter().zip(&counts.frames.0) {
        at.equal("framing.frames.frame", &told.frame, id);
        at.equal("framing.frames.n_hits", &told.n_hits, &counts.n_hits);
        at.equal("framing.frames.n_sentences", &told.n_sentences, &counts.n_sentences);
        at.equal("framing.frames.n_sentences_only", &told.n_sentences_only, &counts.n_sentences_only);
    }
    for told in &told.families {
        let n_hits = counts.families.get(&told.family).map_or(0, |it| it.n_hits);
        at.equal("framing.families.n_hits", &told.n_hits, &n_hits);
    }
}

/// Sentences by the name of what they show, as all voices together show it.
fn sentences(bundle: &Bundle, run: &Run<'_>, findings: &mut Findings) {
    let mut named: BTreeMap<&str, u64> = BTreeMap::new();
    for it in &bundle.sentences {
        *named.entry(&it.row.frame).or_default() += 1;
    }
    let mut at = findings.at(Check::Counts, bundle.document.place());
    let ids = run.codebook.frames.iter().map(|it| &*it.id).chain(["both", "several", "neither"]);
    for id in ids {
        let told = bundle.document.row.framing.all.sentences.get(id).copied();
        at.equal(
            &format!("framing.{}.sentences.{id}", Heard::All.name()),
            &told,
            &Some(named.get(id).copied().unwrap_or(0)),
        );
    }
    let author = &bundle.document.row.framing.author;
    let sum: u64 = author.sentences.0.iter().map(|(_, n)| n).sum();
    at.equal("framing.author.sentences", &sum, &author.n_sentences);
    let n = |name: &str| author.sentences.get(name).copied().unwrap_or_default();
    let Some(counts) = bundle.counts.as_ref().map(|it| &it.row.author) else { return };
    at.equal("framing.author.sentences.neither", &n("neither"), &counts.n_sentences_neither);
    at.equal("framing.author.sentences.both", &(n("both") + n("several")), &counts.n_sentences_several);
    for (id, frame) in &counts.frames.0 {
        at.equal(&format!("framing.author.sentences.{id}"), &n(id), &frame.n_sentences_only);
    }
}
