//! What a reader must know before using a document's numbers.

use super::{DocumentCounts, Estimate, Framing};
use crate::codebook::Codebook;
use crate::segment::Segmentation;
use serde::{Deserialize, Serialize};

/// A reporting gate: something a reader must know before using the number (METRICS, reporting gates).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Gate {
    /// Fewer than ten events or fifteen sentences.
    Insufficient,
    /// One entry carries more than two fifths of the evidence.
    SingleTerm,
    /// More than half of the evidence is not the author's.
    MostlyAttributed,
    /// The words do not look like the language the codebook reads (another language, bad OCR).
    OutOfDomain,
    /// More than a quarter of the candidate evidence is contested and undecided.
    Unresolved,
}

impl Gate {
    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Insufficient => "insufficient",
            Self::SingleTerm => "single-term",
            Self::MostlyAttributed => "mostly-attributed",
            Self::OutOfDomain => "out-of-domain",
            Self::Unresolved => "unresolved",
        }
    }
}

/// Fewest events of the contrast (of all frames, without one) for numbers to be used at all.
const MIN_EVENTS: u64 = 10;
/// Fewest counted sentences.
const MIN_SENTENCES: u64 = 15;
/// Largest share of the evidence that one entry may carry.
const MAX_TOP_SHARE: f64 = 0.4;
/// Largest share of candidate evidence that may be contested and undecided.
const MAX_UNRESOLVED: f64 = 0.25;

/// Whether the text is in the codebook's language, as far as anyone knows, and reads like it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Domain {
    Inside,
    /// The words do not look like the language.
    Unlike,
    /// It is in another language.
    OtherLanguage,
}

impl Domain {
    pub(super) fn of(
        segmentation: &Segmentation,
        subwords_per_word: Option<f64>,
        max_subwords_per_word: f64,
    ) -> Self {
        if !segmentation.languages.is_supported() {
            Self::OtherLanguage
        } else if subwords_per_word.is_some_and(|ratio| ratio > max_subwords_per_word) {
            Self::Unlike
        } else {
            Self::Inside
        }
    }
}

/// The gates that a document does not pass, in their order.
pub(super) fn gates(
    codebook: &Codebook,
    (counts, framing): (&DocumentCounts, &Framing),
    domain: Domain,
    is_mostly_attributed: bool,
) -> Vec<Gate> {
    let events = match codebook.contrast {
        Some(contrast) => [contrast.positive, contrast.negative]
            .map(|frame| counts.frames[frame.get()].tally.events)
            .iter()
            .sum(),
        None => counts.total().events,
    };
    let exceeds = |estimate: &Estimate, most: f64| estimate.value.is_some_and(|value| value > most);
    let checks = [
        (Gate::Insufficient, events < MIN_EVENTS || counts.n_sentences < MIN_SENTENCES),
        (Gate::SingleTerm, exceeds(&framing.concentration[0], MAX_TOP_SHARE)),
        (Gate::MostlyAttributed, is_mostly_attributed),
        (Gate::OutOfDomain, domain != Domain::Inside),
        (Gate::Unresolved, exceeds(&framing.unresolved_share, MAX_UNRESOLVED)),
    ];
    checks.into_iter().filter(|(_, shut)| *shut).map(|(gate, _)| gate).collect()
}
