//! Which sums the bootstrap carries along, and where they stand in its rows.

use super::counts::{evidence, in_triplet, place_of};
use super::sentence::CountedSentence;
use super::{DocumentCounts, SentenceFrames, Voices};
use crate::annotate::Sense;
use crate::codebook::{Codebook, Dimension, FamilyIx, FrameIx};
use crate::stats::bootstrap::Units;

/// The layout of a row: words, weight of each frame, of each part of the triplet; and for documents also
/// sentences, those showing anything, the cells of the contrast, those showing each frame, paragraphs by
/// cell, and the weight of each family.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    n_frames: usize,
    n_families: usize,
}

impl Columns {
    pub(super) fn of(codebook: &Codebook) -> Self {
        Self { n_frames: codebook.frames.len(), n_families: codebook.families.len() }
    }

    pub(super) const WORDS: usize = 0;

    pub(super) const fn frame(self, frame: FrameIx) -> usize {
        1 + frame.get()
    }

    pub(super) fn dimension(self, dimension: Dimension) -> usize {
        1 + self.n_frames + place_of(dimension)
    }

    /// Where the columns end that sentences fill. Two frames need six: one block of eight.
    const fn n_of_sentences(self) -> usize {
        1 + self.n_frames + 3
    }

    pub(super) const fn sentences(self) -> usize {
        self.n_of_sentences()
    }

    pub(super) const fn framed(self) -> usize {
        self.sentences() + 1
    }

    /// Both, positive, negative, neither.
    pub(super) const fn contrast(self) -> [usize; 4] {
        let first = self.framed() + 1;
        [first, first + 1, first + 2, first + 3]
    }

    /// The same for paragraphs.
    pub(super) const fn paragraphs(self) -> [usize; 4] {
        let first = self.framed() + 5;
        [first, first + 1, first + 2, first + 3]
    }

    pub(super) const fn frame_sentences(self, frame: FrameIx) -> usize {
        self.framed() + 9 + frame.get()
    }

    pub(super) const fn family(self, family: FamilyIx) -> usize {
        self.framed() + 9 + self.n_frames + family.get()
    }

    const fn n_of_documents(self) -> usize {
        self.framed() + 9 + self.n_frames + self.n_families
    }

    /// The counted sentences of a document as bootstrap units, `sentences` being what they show in these voices.
    pub(super) fn of_sentences(
        self,
        codebook: &Codebook,
        counted: &[CountedSentence<'_>],
        (sentences, voices): (&[SentenceFrames], Voices),
    ) -> Units {
        let mut units = Units::new(self.n_of_sentences());
        let mut row = vec![0.0; self.n_of_sentences()];
        for (sentence, counted) in sentences.iter().zip(counted) {
            row.fill(0.0);
            row[Self::WORDS] = f64::from(sentence.n_words);
            row[1..=self.n_frames].copy_from_slice(&sentence.weights);
            for Sense { family, dimension, weight } in
                counted.hits.iter().filter(|hit| voices.count(hit)).filter_map(evidence)
            {
                let frame = codebook.families[family.get()].frame;
                if in_triplet(codebook.contrast, frame, dimension) {
                    row[self.dimension(dimension)] += weight;
                }
            }
            units.push(&row);
        }
        units
    }

    /// Room for documents as bootstrap units.
    pub(super) fn units(self) -> Units {
        Units::new(self.n_of_documents())
    }

    /// Documents as bootstrap units.
    pub(super) fn of_documents(self, codebook: &Codebook, documents: &[&DocumentCounts]) -> Units {
        let mut units = self.units();
        for document in documents {
            units.push(&self.totals(codebook, document));
        }
        units
    }

    /// All columns of one document, or of several together.
    pub(super) fn totals(self, codebook: &Codebook, counts: &DocumentCounts) -> Vec<f64> {
        let mut row = vec![0.0; self.n_of_documents()];
        row[Self::WORDS] = counts.n_words as f64;
        row[self.sentences()] = counts.n_sentences as f64;
        row[self.framed()] = (counts.n_sentences - counts.n_sentences_neither) as f64;
        for (at, frame) in counts.frames.iter().enumerate() {
            row[self.frame(FrameIx::new(at))] = frame.tally.weight;
            row[self.frame_sentences(FrameIx::new(at))] = frame.n_sentences as f64;
        }
        for dimension in Dimension::ALL {
            row[self.dimension(dimension)] = counts.dimension(codebook, dimension).weight;
        }
        for (columns, cells) in
            [(self.contrast(), counts.contrast.cells()), (self.paragraphs(), counts.paragraphs.cells())]
        {
            for (column, cell) in columns.into_iter().zip(cells) {
                row[column] = cell as f64;
            }
        }
        for (at, family) in counts.families.iter().enumerate() {
            row[self.family(FamilyIx::new(at))] = family.weight;
        }
        row
    }
}
