//! Contested terms, and where they stand.

use super::Page;
use crate::annotate::{ResolvedBy, TermHit};
use crate::codebook::{Codebook, EntryIx};
use crate::measure::{Estimate, Reason, TermUse, is_occurrence, lean_interval};
use crate::report::wire::{Concordance, Contested};
use crate::stats::seed_for;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Occurrences listed of a term.
const MOST: usize = 10;

/// The first occurrences of each contested term, in corpus order.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Concordances(BTreeMap<EntryIx, Vec<Concordance<'static>>>);

impl Concordances {
    /// Adds those of the next document.
    pub fn add(&mut self, next: Self) {
        for (entry, more) in next.0 {
            let first = self.0.entry(entry).or_default();
            let room = MOST - first.len();
            first.extend(more.into_iter().take(room));
        }
    }

    /// Those of a term whose lean is this: none where it has one.
    #[must_use]
    pub fn instead_of(&self, lean: &Estimate, entry: EntryIx) -> Vec<Concordance<'static>> {
        let is_wanted = lean.reason == Some(Reason::TooFewEvents);
        self.0.get(&entry).filter(|_| is_wanted).cloned().unwrap_or_default()
    }
}

/// A contested term of so many documents, its lean known.
#[must_use]
pub fn contested<'a>(
    codebook: &'a Codebook,
    (entry, uses, n_documents): (EntryIx, &TermUse, u64),
    lean: &Estimate,
    concordances: Vec<Concordance<'a>>,
) -> Contested<'a> {
    let steps = ResolvedBy::ALL.into_iter().map(ResolvedBy::name);
    let frames = codebook.frames.iter().map(|frame| &*frame.id);
    let n = |count: &u32| u64::from(*count);
    Contested {
        entry: Cow::Borrowed(&codebook.entries[entry.get()].id),
        n_documents,
        n_hits: n(&uses.n_hits),
        resolved_by: steps.zip(uses.resolved_by.iter().map(n)).collect(),
        frames: frames.zip(uses.frames.iter().map(n)).collect(),
        n_unresolved: n(&uses.n_unresolved),
        n_mentioned: n(&uses.n_mentioned),
        unresolved_share: (&uses.unresolved_share()).into(),
        mentioned_share: (&uses.mentioned_share()).into(),
        lean: lean.into(),
        concordances,
    }
}

impl<'a> Page<'a> {
    /// The contested terms of the document. The bootstrap takes `draws` (replicates, seed).
    pub(super) fn contested(
        &self,
        concordances: &Concordances,
        (replicates, seed): (usize, u64),
    ) -> Vec<Contested<'a>> {
        let (codebook, measures) = (self.codebook, &self.analysis.measures);
        let seed = seed_for(seed, self.doc_id().as_bytes());
        let mut rows = Vec::new();
        for (&entry, term) in &measures.contested {
            let interval = || {
                let seed = seed_for(seed, codebook.entries[entry.get()].id.as_bytes());
                lean_interval(&term.sentences, (replicates, seed), "occurrence-bootstrap")
            };
            let mut lean = term.uses.lean(codebook.contrast, interval);
            if let Some(reason) = measures.counts().excluded {
                lean = Estimate::undefined(reason, lean.count, lean.denominator);
            }
            let instead = concordances.instead_of(&lean, entry);
            rows.push(contested(codebook, (entry, &term.uses, 1), &lean, instead));
        }
        rows
    }

    /// The first occurrences of each of them.
    pub(super) fn concordances(&self) -> Concordances {
        let mut first = Concordances::default();
        let occurrences =
            self.analysis.annotations.hits.iter().filter(|hit| is_occurrence(self.codebook, hit));
        for hit in occurrences {
            let listed = first.0.entry(hit.entry).or_default();
            if listed.len() < MOST {
                listed.push(self.concordance(hit));
            }
        }
        first
    }

    fn concordance(&self, hit: &TermHit) -> Concordance<'static> {
        let mut sentence_id = String::new();
        self.name_sentence(hit.sentence, &mut sentence_id);
        let span = self.offsets.span(hit.span);
        Concordance {
            doc_id: Cow::Owned(self.doc_id().to_owned()),
            sentence_id: sentence_id.into(),
            start: span.start,
            end: span.end,
        }
    }
}
