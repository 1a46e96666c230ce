//! Finished runs, read back as documents to compare. Only tables are read, never sources or texts.

use super::render::{Places, Table, Unknown};
use super::wire::{self, CountsRow, DocumentRow, TermsRow};
use super::{Error, Finished, Result};
use crate::codebook::{Codebook, Contrast, Entry, Family, Frame, FrameIx, Matching, Place, Role};
use crate::compare::signatory::Signed;
use crate::compare::{ActorUse, Compared, EntityName, EntityNames, Names, Study};
use crate::document::{Fingerprint, Metadata};
use crate::measure::Reason;
use crate::stats::Interval;
use std::collections::{BTreeMap, BTreeSet};

/// Reads the documents of runs, one run after the other, with the names they share. Gives beside them how many documents
/// each run has. The codebook is put together from `run.json` and the entries that occur; it matches nothing.
///
/// # Errors
/// If the runs were made with codebooks of other frames, or a table is not there or not as this version writes it.
pub fn study(runs: &[&Finished]) -> Result<(Study, Vec<usize>)> {
    let first = runs.first().expect("a study is of at least one run");
    for other in &runs[1..] {
        if !are_comparable(&first.note.codebook, &other.note.codebook) {
            return Err(Error::OtherCodebook {
                path: first.path().to_owned(),
                other: other.path().to_owned(),
            });
        }
    }
    let tables: Vec<(&Finished, Vec<CountsRow<'static>>)> = runs
        .iter()
        .map(|run| Ok((*run, run.rows(Table::Counts)?.collect::<Result<_>>()?)))
        .collect::<Result<_>>()?;
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for row in tables.iter().flat_map(|(_, rows)| rows) {
        ids.extend(row.author.entries.0.iter().chain(&row.all.entries.0).map(|(id, _)| &**id));
        ids.extend(row.contested.0.iter().map(|(id, _)| &**id));
    }
    let notes: Vec<&wire::CodebookNote<'_>> = runs.iter().map(|run| &run.note.codebook).collect();
    let codebook = outline(&notes, &ids).map_err(|name| first.unknown(&name))?;
    let mut study =
        Study { codebook, words: Names::default(), entities: EntityNames::default(), documents: Vec::new() };
    let mut sizes = Vec::new();
    for (run, counts) in &tables {
        let before = study.documents.len();
        run.add_to(&mut study, counts)?;
        sizes.push(study.documents.len() - before);
    }
    Ok((study, sizes))
}

/// Whether numbers of two codebooks mean the same: both have the same frames, contrast and families of the same frames, as
/// two versions of one codebook have.
fn are_comparable(one: &wire::CodebookNote<'_>, other: &wire::CodebookNote<'_>) -> bool {
    let frames =
        |note: &wire::CodebookNote<'_>| note.frames.iter().map(|it| it.id.to_string()).collect::<Vec<_>>();
    let frame_of = |id: &str| other.families.iter().find(|it| it.id == id).map(|it| &it.frame);
    let same_families = one.families.iter().all(|it| frame_of(&it.id).is_none_or(|frame| *frame == it.frame));
    frames(one) == frames(other) && one.contrast == other.contrast && same_families
}

/// The codebook of runs as far as their numbers need it: entries have ids and nothing else.
fn outline(notes: &[&wire::CodebookNote<'_>], entries: &BTreeSet<&str>) -> Result<Codebook, Unknown> {
    let note = notes[0];
    let frame = |id: &str| {
        let place = note.frames.iter().position(|frame| frame.id == id);
        place.map(FrameIx::new).ok_or_else(|| Unknown(id.to_owned()))
    };
    let contrast = note
        .contrast
        .as_ref()
        .map(|it| Ok(Contrast { positive: frame(&it.positive)?, negative: frame(&it.negative)? }));
    let frames = note.frames.iter().map(|it| Frame {
        id: it.id.to_string(),
        name: it.name.to_string(),
        definition: String::new(),
        threshold: it.threshold,
    });
    let mut families: Vec<&wire::FamilyNote<'_>> = Vec::new();
    for family in notes.iter().flat_map(|note| &note.families) {
        if !families.iter().any(|known| known.id == family.id) {
            families.push(family);
        }
    }
    let families = families.into_iter().map(|it| {
        Ok(Family {
            id: it.id.to_string(),
            frame: frame(&it.frame)?,
            name: it.name.to_string(),
            definition: String::new(),
            sources: Vec::new(),
            separate: it.separate,
        })
    });
    Ok(Codebook {
        id: note.id.to_string(),
        version: note.version.to_string(),
        language: note.language.to_string(),
        title: note.title.to_string(),
        head: String::new(),
        fingerprint: Fingerprint::of(note.sha256.as_bytes()),
        frames: frames.collect(),
        contrast: contrast.transpose()?,
        families: families.collect::<Result<_, _>>()?,
        entries: entries.iter().map(|id| named_entry(id)).collect(),
        lists: BTreeMap::new(),
    })
}

fn named_entry(id: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        role: Role::Mask,
        patterns: Vec::new(),
        matching: Matching::Exact,
        requires: Vec::new(),
        unless: Vec::new(),
        examples: Vec::new(),
        counter_examples: Vec::new(),
        note: None,
        place: Place { file: "run.json".to_owned(), line: 1 },
    }
}

impl Finished {
    fn unknown(&self, name: &Unknown) -> Error {
        Error::Unknown { path: self.path().to_owned(), name: name.0.clone() }
    }

    /// Adds the documents of this run.
    fn add_to(&self, study: &mut Study, counts: &[CountsRow<'static>]) -> Result<()> {
        let documents = self.rows::<DocumentRow<'static>>(Table::Documents)?;
        let terms = self.rows::<TermsRow<'static>>(Table::Terms)?;
        let codebook = study.codebook.clone();
        let places = Places::of(&codebook);
        let before = study.documents.len();
        for ((document, terms), counts) in documents.zip(terms).zip(counts) {
            let (document, terms) = (document?, terms?);
            if document.doc_id != counts.doc_id || document.doc_id != terms.doc_id {
                return Err(Error::Apart {
                    path: self.path().to_owned(),
                    doc_id: document.doc_id.into_owned(),
                });
            }
            let words = terms.words.0.iter().map(|(word, n)| (study.words.number(word), saturated(*n)));
            let mut words: Vec<(u32, u32)> = words.collect();
            words.sort_unstable();
            let excluded = counts.excluded.as_deref().and_then(reason);
            let versions = [&counts.author, &counts.all].map(|row| places.counts(row, excluded));
            let [author, all] = versions;
            let mut entities: Vec<(u32, u32)> = document
                .entities
                .iter()
                .map(|it| (study.entities.number(entity(it)), saturated(it.n_mentions)))
                .collect();
            entities.sort_unstable();
            let actors = document.actors.iter().map(|actor| ActorUse {
                actor: study.entities.number(EntityName {
                    id: actor.entity_id.as_deref().map(str::to_owned),
                    label: actor.label.to_string(),
                    name: actor.name.to_string(),
                }),
                n_hits: actor.n_hits,
                n_sentences: actor.n_sentences,
                weights: weights(&codebook, actor),
            });
            let actors = actors.collect();
            let versions = [&document.framing.author, &document.framing.all];
            let signatories = document.signatories.list.iter().map(signed).collect();
            study.documents.push(Compared {
                signatories,
                id: document.doc_id.to_string(),
                position_interval: versions.map(|it| it.position.interval.as_ref().map(interval)),
                counts: [author.map_err(|it| self.unknown(&it))?, all.map_err(|it| self.unknown(&it))?],
                contested: places.contested(counts).map_err(|it| self.unknown(&it))?,
                metadata: metadata(document.metadata),
                words,
                entities,
                actors,
            });
        }
        self.check_complete((study.documents.len() - before) as u64)
    }

    /// Whether so many documents are all: a table that was cut short must not pass for a smaller run.
    fn check_complete(&self, n_documents: u64) -> Result<()> {
        if n_documents == self.note.counts.n_documents {
            return Ok(());
        }
        let doc_id = format!("{} of {}", n_documents + 1, self.note.counts.n_documents);
        Err(Error::Apart { path: self.path().to_owned(), doc_id })
    }
}

fn saturated(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn reason(name: &str) -> Option<Reason> {
    Reason::ALL.into_iter().find(|reason| reason.name() == name)
}

fn entity(it: &wire::EntityCount<'_>) -> EntityName {
    EntityName {
        id: it.entity_id.as_deref().map(str::to_owned),
        label: it.label.to_string(),
        name: it.name.to_string(),
    }
}

fn signed(it: &wire::Signatory<'_>) -> Signed {
    Signed {
        name: it.name.to_string(),
        entity_id: it.entity_id.as_deref().map(str::to_owned),
        in_metadata: it.in_metadata,
        in_text: it.in_text,
    }
}

fn weights(codebook: &Codebook, actor: &wire::Actor<'_>) -> Vec<f64> {
    codebook.frames.iter().map(|frame| actor.frames.get(&frame.id).copied().unwrap_or(0.0)).collect()
}

const fn interval(it: &wire::Interval<'_>) -> Interval {
    Interval { lo: it.lo, hi: it.hi, method: "sentence-bootstrap" }
}

fn metadata(it: wire::DatedMetadata<'_>) -> Metadata {
    let plain = |text: Option<std::borrow::Cow<'_, str>>| text.map(std::borrow::Cow::into_owned);
    let list =
        |names: Vec<std::borrow::Cow<'_, str>>| names.into_iter().map(std::borrow::Cow::into_owned).collect();
    Metadata {
        title: plain(it.title),
        authors: list(it.authors),
        date: it.date.and_then(|date| date.parse().ok()),
        issuer: plain(it.issuer),
        publisher: plain(it.publisher),
        genre: plain(it.genre),
        language: plain(it.language),
        url: plain(it.url),
        signatories: list(it.signatories),
        extra: it.extra.into_owned(),
    }
}
