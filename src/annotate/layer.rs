//! The layer that `annotate` returns.

use crate::codebook::EntryIx;
use crate::segment::SentenceIx;
use crate::text::Span;
use std::ops::Range;

/// Everything found in one document.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// Matches of evidence entries, contested terms and masks, sorted by start, then by entry; overlapping
    /// ones are all kept, at most one of them counted.
    pub hits: Vec<TermHit>,
    /// Matches of cues, sorted by start.
    pub cues: Vec<TermHit>,
}

/// One match of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermHit {
    /// Where; whole tokens.
    pub span: Span,
    /// Its tokens, by place in the segmentation.
    pub tokens: Range<usize>,
    /// What matched.
    pub entry: EntryIx,
    /// The sentence it stands in.
    pub sentence: SentenceIx,
    /// Whether it counts, or why not.
    pub verdict: Verdict,
}

/// Whether a hit counts, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// It is evidence.
    Counted,
    /// It is a mask or a cue: never evidence.
    NotEvidence,
    /// A name or idiom of the codebook covers it.
    Masked,
    /// A longer match covers it, or one that starts earlier overlaps it.
    Overlapped,
    /// One of its `unless` conditions holds.
    Excluded,
    /// None of its `requires` conditions holds.
    ContextMissing,
    /// The same entry was counted in this clause already (CODEBOOK N6).
    Repeated,
    /// It stands in a block that is not counted (a title, a caption).
    OutsideBody,
    /// A contested term that nothing around it decides.
    Unresolved,
}

impl Verdict {
    /// Whether the hit adds to the counts.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Counted)
    }

    /// `why_not` in our output; `None` for what counts.
    #[must_use]
    pub const fn why_not(self) -> Option<&'static str> {
        Some(match self {
            Self::Counted => return None,
            Self::NotEvidence => "not-evidence",
            Self::Masked => "masked",
            Self::Overlapped => "overlapped",
            Self::Excluded => "excluded-by-context",
            Self::ContextMissing => "context-missing",
            Self::Repeated => "repeated-in-clause",
            Self::OutsideBody => "outside-body",
            Self::Unresolved => "unresolved",
        })
    }
}
