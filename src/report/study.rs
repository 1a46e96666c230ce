//! Finished runs, read back as documents to compare. Only tables are read, never sources or texts.

use super::outline::{are_comparable, outline};
use super::render::{Places, Table, Unknown};
use super::wire::{self, CodebookNote, CountsRow, DocumentRow, TermsRow};
use super::{Error, Finished, Result};
use crate::codebook::Codebook;
use crate::compare::signatory::Signed;
use crate::compare::{ActorUse, Compared, EntityName, EntityNames, Names, Study};
use crate::document::Metadata;
use crate::measure::Reason;
use crate::stats::Interval;
use std::collections::BTreeSet;

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
    let mut ids = BTreeSet::new();
    for run in runs {
        run.add_ids_to(&mut ids)?;
    }
    let notes: Vec<&CodebookNote<'_>> = runs.iter().map(|run| &run.note.codebook).collect();
    let codebook = outline(&notes, &ids).map_err(|name| first.unknown(&name))?;
    let mut study =
        Study { codebook, words: Names::default(), entities: EntityNames::default(), documents: Vec::new() };
    let mut sizes = Vec::new();
    for run in runs {
        let before = study.documents.len();
        run.add_to(&mut study)?;
        sizes.push(study.documents.len() - before);
    }
    Ok((study, sizes))
}

impl Finished {
    fn unknown(&self, name: &Unknown) -> Error {
        Error::Unknown { path: self.path().to_owned(), name: name.0.clone() }
    }

    /// Adds the entries that occur in this run.
    fn add_ids_to(&self, ids: &mut BTreeSet<String>) -> Result<()> {
        for row in self.rows::<CountsRow<'static>>(Table::Counts)? {
            let row = row?;
            let entries = row.author.entries.0.iter().chain(&row.all.entries.0).map(|(id, _)| id);
            for id in entries.chain(row.contested.0.iter().map(|(id, _)| id)) {
                if !ids.contains(&**id) {
                    ids.insert(id.to_string());
                }
            }
        }
        Ok(())
    }

    /// Adds the documents of this run.
    fn add_to(&self, study: &mut Study) -> Result<()> {
        let documents = self.rows::<DocumentRow<'static>>(Table::Documents)?;
        let terms = self.rows::<TermsRow<'static>>(Table::Terms)?;
        let counts = self.rows::<CountsRow<'static>>(Table::Counts)?;
        let codebook = study.codebook.clone();
        let places = Places::of(&codebook);
        let mut n_documents = 0;
        for ((document, terms), counts) in documents.zip(terms).zip(counts) {
            let (document, terms, counts) = (document?, terms?, counts?);
            if document.doc_id != counts.doc_id || document.doc_id != terms.doc_id {
                return Err(Error::Apart {
                    path: self.path().to_owned(),
                    doc_id: document.doc_id.into_owned(),
                });
            }
            let compared = compared(document, &terms, &counts, study, &places);
            study.documents.push(compared.map_err(|it| self.unknown(&it))?);
            n_documents += 1;
        }
        self.check_complete(n_documents)
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

/// A document as its three rows tell it.
fn compared(
    document: DocumentRow<'static>,
    terms: &TermsRow<'static>,
    counts: &CountsRow<'static>,
    study: &mut Study,
    places: &Places<'_>,
) -> Result<Compared, Unknown> {
    let words = terms.words.0.iter().map(|(word, n)| (study.words.number(word), saturated(*n)));
    let mut words: Vec<(u32, u32)> = words.collect();
    words.sort_unstable();
    let mentioned = document.entities.iter();
    let mut entities: Vec<(u32, u32)> =
        mentioned.map(|it| (study.entities.number(entity(it)), saturated(it.n_mentions))).collect();
    entities.sort_unstable();
    let actors = document.actors.iter().map(|it| ActorUse {
        actor: study.entities.number(EntityName {
            id: it.entity_id.as_deref().map(str::to_owned),
            label: it.label.to_string(),
            name: it.name.to_string(),
        }),
        n_hits: it.n_hits,
        n_sentences: it.n_sentences,
        weights: weights(&study.codebook, it),
    });
    let actors = actors.collect();
    let excluded = counts.excluded.as_deref().and_then(reason);
    let framing = [&document.framing.author, &document.framing.all];
    Ok(Compared {
        id: document.doc_id.to_string(),
        position_interval: framing.map(|it| it.position.interval.as_ref().map(interval)),
        counts: [places.counts(&counts.author, excluded)?, places.counts(&counts.all, excluded)?],
        contested: places.contested(counts)?,
        signatories: document.signatories.list.iter().map(signed).collect(),
        metadata: metadata(document.metadata),
        words,
        entities,
        actors,
    })
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
