//! The layer that `annotate` returns.

use crate::codebook::EntryIx;
use crate::gazetteer::{EntityIx, Label};
use crate::segment::SentenceIx;
use crate::text::Span;
use std::ops::Range;

index! {
    /// Index of a [`Referent`] in its document.
    ReferentIx
}

/// Everything found in one document.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// Names and dates, sorted and disjoint.
    pub mentions: Vec<Mention>,
    /// What the mentions of the document stand for, in the order in which they are first named in full.
    pub referents: Vec<Referent>,
    /// Matches of evidence entries, contested terms and masks, sorted by start, then by entry; overlapping
    /// ones are all kept, at most one of them counted.
    pub hits: Vec<TermHit>,
    /// Matches of cues, sorted by start.
    pub cues: Vec<TermHit>,
}

/// A name or date in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where: without *the* before it, titles, or *'s* behind it.
    pub span: Span,
    /// Its tokens, by place in the segmentation; the last may reach beyond the span by an *'s*.
    pub tokens: Range<usize>,
    /// The sentence it stands in.
    pub sentence: SentenceIx,
    /// What sort of thing it names here.
    pub label: Label,
    /// What it stands for.
    pub stands_for: StandsFor,
    /// How it was found.
    pub evidence: Evidence,
}

/// What a mention stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StandsFor {
    /// A thing: all mentions of it in the document share the referent.
    Thing(ReferentIx),
    /// A time, in ISO 8601: `2026-01-07`, `2026-01`, `1995`; a range is `2014/2016`.
    Time(Box<str>),
}

/// One thing that a document names, known to the gazetteer or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referent {
    /// Which entity of the gazetteer; `None` for what it does not know, and for peoples named after a state.
    pub entity: Option<EntityIx>,
    /// What sort of thing.
    pub label: Label,
    /// Its name: that of the entity, else the fullest form in the document.
    pub name: Box<str>,
    /// ISO 3166-1 alpha-3 code, of states, what is theirs, and those named after them.
    pub iso3: Option<Box<str>>,
}

/// How a mention was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Evidence {
    /// By the statistical recogniser.
    Model,
    /// By a name in a gazetteer.
    Gazetteer,
    /// By a short form that the document defines.
    Acronym,
    /// By a rule: head words, titles, numbers of resolutions, dates.
    Rule,
}

impl Evidence {
    /// Its name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Gazetteer => "gazetteer",
            Self::Acronym => "acronym",
            Self::Rule => "rule",
        }
    }
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
