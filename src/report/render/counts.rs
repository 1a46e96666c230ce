//! The row of `counts.jsonl`, and back.

use super::{Lines, Page, Table};
use crate::annotate::{ResolvedBy, Stance};
use crate::codebook::{Codebook, Dimension, EntryIx, FrameIx};
use crate::measure::{Beside, ContrastCells, DocumentCounts, FrameCounts, Reason, Tally, TermUse};
use crate::report::wire::{ByName, Cells, ContestedCounts, CountsRow, FrameSums, Sums, VoiceCounts};
use std::borrow::Cow;
use std::collections::BTreeMap;

impl Page<'_> {
    /// Writes what was counted in the document.
    pub(super) fn counts_row(&self, lines: &mut Lines) {
        let measures = &self.analysis.measures;
        let contested = measures.contested.iter().map(|(&entry, term)| {
            (entry_id(self.codebook, entry), contested_counts(self.codebook, &term.uses))
        });
        let row = CountsRow {
            doc_id: self.doc_id().into(),
            author: voice_counts(self.codebook, &measures.author_counts),
            all: voice_counts(self.codebook, &measures.all_counts),
            contested: contested.collect(),
            excluded: measures.counts().excluded.map(|reason| reason.name().into()),
        };
        lines.push(Table::Counts, &row);
    }
}

fn entry_id(codebook: &Codebook, entry: EntryIx) -> &str {
    &codebook.entries[entry.get()].id
}

fn frame_id(codebook: &Codebook, frame: FrameIx) -> &str {
    &codebook.frames[frame.get()].id
}

const fn sums(tally: Tally) -> Sums {
    Sums { n_hits: tally.events, weight: tally.weight }
}

fn voice_counts<'c>(codebook: &'c Codebook, counts: &DocumentCounts) -> VoiceCounts<'c> {
    let frames = codebook.frames.iter().zip(&counts.frames).map(|(frame, it)| (&*frame.id, frame_sums(it)));
    let families = codebook.families.iter().zip(&counts.families);
    let families = families.filter(|(_, tally)| tally.events > 0).map(|(it, tally)| (&*it.id, sums(*tally)));
    let mut entries: Vec<(Cow<'c, str>, ByName<'c, Sums>)> = Vec::new();
    for (&(entry, frame), tally) in &counts.entries {
        let id = entry_id(codebook, entry);
        if entries.last().is_none_or(|(last, _)| last != id) {
            entries.push((Cow::Borrowed(id), ByName::default()));
        }
        let (_, by_frame) = entries.last_mut().expect("one was just added if there was none");
        by_frame.0.push((Cow::Borrowed(frame_id(codebook, frame)), sums(*tally)));
    }
    VoiceCounts {
        n_words: counts.n_words,
        n_sentences: counts.n_sentences,
        n_sentences_several: counts.n_sentences_several,
        n_sentences_neither: counts.n_sentences_neither,
        n_masked: counts.n_masked,
        n_unresolved: counts.n_unresolved,
        frames: frames.collect(),
        families: families.collect(),
        entries: ByName(entries),
        sentences: cells(counts.contrast),
        sentences_by_rules: cells(counts.contrast_by_rules),
        paragraphs: cells(counts.paragraphs),
        halves: counts.halves,
    }
}

fn frame_sums(counts: &FrameCounts) -> FrameSums {
    let [affirmation, violation, justification] = counts.dimensions.map(sums);
    let stance = |stance: Stance| sums(counts.stances[stance as usize]);
    FrameSums {
        n_hits: counts.tally.events,
        weight: counts.tally.weight,
        n_sentences: counts.n_sentences,
        n_sentences_only: counts.n_sentences_only,
        affirmation,
        violation,
        justification,
        endorsed: stance(Stance::Endorse),
        reported: stance(Stance::Report),
        rejected: stance(Stance::Reject),
    }
}

const fn cells(it: ContrastCells) -> Cells {
    Cells { both: it.both, positive: it.positive, negative: it.negative, neither: it.neither }
}

fn contested_counts<'c>(codebook: &'c Codebook, uses: &TermUse) -> ContestedCounts<'c> {
    let frames = codebook.frames.iter().zip(&uses.frames).filter(|(_, n)| **n > 0);
    ContestedCounts {
        n_hits: uses.n_hits,
        n_mentioned: uses.n_mentioned,
        n_unresolved: uses.n_unresolved,
        frames: frames.map(|(frame, n)| (&*frame.id, *n)).collect(),
        n_sentences: uses.n_sentences,
        n_beside: uses.beside.events,
        positive: uses.beside.positive,
        negative: uses.beside.negative,
    }
}

/// Names of a codebook by their places, to read rows back.
pub struct Places<'c> {
    frames: BTreeMap<&'c str, usize>,
    families: BTreeMap<&'c str, usize>,
    entries: BTreeMap<&'c str, usize>,
}

/// A name that the codebook does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown(pub String);

impl<'c> Places<'c> {
    /// The names of a codebook.
    #[must_use]
    pub fn of(codebook: &'c Codebook) -> Self {
        Self {
            frames: codebook.frames.iter().enumerate().map(|(at, it)| (&*it.id, at)).collect(),
            families: codebook.families.iter().enumerate().map(|(at, it)| (&*it.id, at)).collect(),
            entries: codebook.entries.iter().enumerate().map(|(at, it)| (&*it.id, at)).collect(),
        }
    }

    fn find(places: &BTreeMap<&str, usize>, name: &str) -> Result<usize, Unknown> {
        places.get(name).copied().ok_or_else(|| Unknown(name.to_owned()))
    }

    /// The counts of a version, read back.
    ///
    /// # Errors
    /// With the first name that the codebook does not have.
    pub fn counts(&self, row: &VoiceCounts<'_>, excluded: Option<Reason>) -> Result<DocumentCounts, Unknown> {
        let mut counts = DocumentCounts {
            n_words: row.n_words,
            n_sentences: row.n_sentences,
            n_sentences_several: row.n_sentences_several,
            n_sentences_neither: row.n_sentences_neither,
            n_masked: row.n_masked,
            n_unresolved: row.n_unresolved,
            frames: vec![FrameCounts::default(); self.frames.len()],
            families: vec![Tally::default(); self.families.len()],
            entries: BTreeMap::new(),
            contrast: cells_of(row.sentences),
            contrast_by_rules: cells_of(row.sentences_by_rules),
            paragraphs: cells_of(row.paragraphs),
            halves: row.halves,
            excluded,
        };
        for (name, sums) in &row.frames.0 {
            counts.frames[Self::find(&self.frames, name)?] = frame_counts(sums);
        }
        for (name, sums) in &row.families.0 {
            counts.families[Self::find(&self.families, name)?] = tally(*sums);
        }
        for (name, by_frame) in &row.entries.0 {
            let entry = EntryIx::new(Self::find(&self.entries, name)?);
            for (frame, sums) in &by_frame.0 {
                let frame = FrameIx::new(Self::find(&self.frames, frame)?);
                counts.entries.insert((entry, frame), tally(*sums));
            }
        }
        Ok(counts)
    }

    /// The contested terms of a row, read back. The steps that decided are not kept in the file and come back as 0.
    ///
    /// # Errors
    /// With the first name that the codebook does not have.
    pub fn contested(&self, row: &CountsRow<'_>) -> Result<BTreeMap<EntryIx, TermUse>, Unknown> {
        let mut terms = BTreeMap::new();
        for (name, it) in &row.contested.0 {
            let mut frames = vec![0; self.frames.len()];
            for (frame, n) in &it.frames.0 {
                frames[Self::find(&self.frames, frame)?] = *n;
            }
            let uses = TermUse {
                n_hits: it.n_hits,
                n_mentioned: it.n_mentioned,
                n_unresolved: it.n_unresolved,
                resolved_by: [0; ResolvedBy::ALL.len()],
                frames,
                n_sentences: it.n_sentences,
                beside: Beside { positive: it.positive, negative: it.negative, events: it.n_beside },
            };
            terms.insert(EntryIx::new(Self::find(&self.entries, name)?), uses);
        }
        Ok(terms)
    }
}

const fn tally(sums: Sums) -> Tally {
    Tally { events: sums.n_hits, weight: sums.weight }
}

const fn cells_of(it: Cells) -> ContrastCells {
    ContrastCells { both: it.both, positive: it.positive, negative: it.negative, neither: it.neither }
}

fn frame_counts(sums: &FrameSums) -> FrameCounts {
    let mut stances = [Tally::default(); Stance::ALL.len()];
    for (stance, it) in
        [(Stance::Endorse, sums.endorsed), (Stance::Report, sums.reported), (Stance::Reject, sums.rejected)]
    {
        stances[stance as usize] = tally(it);
    }
    let dimensions = [sums.affirmation, sums.violation, sums.justification].map(tally);
    debug_assert_eq!(Dimension::ALL.len(), dimensions.len());
    FrameCounts {
        tally: Tally { events: sums.n_hits, weight: sums.weight },
        dimensions,
        stances,
        n_sentences: sums.n_sentences,
        n_sentences_only: sums.n_sentences_only,
    }
}
