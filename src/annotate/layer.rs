//! The layer that `annotate` returns.

use super::{Judgement, Voiced};
use crate::codebook::{Dimension, EntryIx, FamilyIx, MeaningBy};
use crate::gazetteer::{EntityIx, Label};
use crate::segment::SentenceIx;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::ops::Range;

index! {
    /// Index of a [`Referent`] in its document.
    ReferentIx
    /// Index of an [`Attribution`] in its document.
    AttributionIx
    /// Index into [`Annotations::cues`].
    CueIx
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
    /// Words and positions that the text ascribes to someone, sorted by where their first part starts.
    pub attributions: Vec<Attribution>,
    /// What is in other voices than the author's, sorted and disjoint.
    pub voiced: Vec<Voiced>,
    /// What a model says that each sentence shows, by sentence; empty where rules alone decide.
    pub judgements: Vec<Judgement>,
}

/// Words or a position that the text ascribes to someone: who (source), by which words we know (cue), and what
/// (content), as in `PARC` and `PolNeAR` (Pareti 2016; Newell et al. 2018).
///
/// Each is a list of spans in the order of the text: a quarter of real contents are interrupted by their source or
/// cue, or have no source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who holds it; empty where the text does not say.
    pub source: Vec<Span>,
    /// The words that ascribe it; empty for quotation marks alone.
    pub cue: Vec<Span>,
    /// What is ascribed. Never empty.
    pub content: Vec<Span>,
    /// How it is ascribed.
    pub kind: AttributionKind,
    /// What the source stands for, if it could be resolved.
    pub holder: Option<ReferentIx>,
    /// Whether the holder is the author: *we*, or the issuer in the third person.
    pub is_author: bool,
    /// How the author stands to it.
    pub attitude: Attitude,
}

/// How words are ascribed to someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttributionKind {
    /// Quoted in full.
    Direct,
    /// Told in the author's words.
    Indirect,
    /// Told, and partly quoted.
    Mixed,
    /// A position or act of policy: *China has promoted a model grounded in sovereignty*.
    Ascribed,
    /// Single words in quotation marks that nobody is said to have uttered.
    Scare,
}

impl AttributionKind {
    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
            Self::Ascribed => "ascribed",
            Self::Scare => "scare",
        }
    }
}

/// How the author stands to what someone else is said to hold (CODEBOOK V3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attitude {
    /// Takes it as true: *as the envoy recognised*.
    Shares,
    /// Says no more than that it was said.
    Neutral,
    /// Keeps away from it: *claims*, *so-called*, marks of irony.
    Distances,
}

impl Attitude {
    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shares => "shares",
            Self::Neutral => "neutral",
            Self::Distances => "distances",
        }
    }
}

/// Whose words they are (CODEBOOK §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The writer's, the speaker's, the signatories'.
    Author,
    /// Somebody else's.
    Attributed,
    /// Somebody else's, with the author's judgement in the same breath.
    Mixed,
}

impl Voice {
    /// Every voice.
    pub const ALL: [Self; 3] = [Self::Author, Self::Attributed, Self::Mixed];

    /// The name in our output and in hand-coded files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Attributed => "attributed",
            Self::Mixed => "mixed",
        }
    }
}

/// How the one who speaks stands to what a term stands for (CODEBOOK §6): +1, 0 and −1 in METRICS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Claims it, or deplores its violation.
    Endorse,
    /// Describes it.
    Report,
    /// Argues against it.
    Reject,
}

impl Stance {
    /// Every stance.
    pub const ALL: [Self; 3] = [Self::Endorse, Self::Report, Self::Reject];

    /// The name in our output and in hand-coded files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Endorse => "endorse",
            Self::Report => "report",
            Self::Reject => "reject",
        }
    }

    /// +1, 0 or −1.
    #[must_use]
    pub const fn sign(self) -> f64 {
        match self {
            Self::Endorse => 1.0,
            Self::Report => 0.0,
            Self::Reject => -1.0,
        }
    }
}

/// What a hit is evidence of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sense {
    /// The line of argument, and with it the frame.
    pub family: FamilyIx,
    /// What it says of the frame's good.
    pub dimension: Dimension,
    /// How much it adds, in (0, 1].
    pub weight: f64,
}

/// Which step decided what a contested term stands for (CODEBOOK §8; the first that applies).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResolvedBy {
    /// The words that say whose it is or of what kind: *personal security*, *the security of the regime*.
    Bearer,
    /// Who does what to whom.
    Agent,
    /// The other evidence of its clause.
    Clause,
    /// The other evidence of its sentence.
    Sentence,
    /// What the one who speaks usually means. Off unless asked for.
    Actor,
    /// The sense that the codebook gives it where nothing else decides.
    Default,
}

impl ResolvedBy {
    /// Every step, in order.
    pub const ALL: [Self; 6] =
        [Self::Bearer, Self::Agent, Self::Clause, Self::Sentence, Self::Actor, Self::Default];

    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bearer => "bearer",
            Self::Agent => "agent",
            Self::Clause => "clause",
            Self::Sentence => "sentence",
            Self::Actor => "actor",
            Self::Default => "default",
        }
    }
}

impl From<MeaningBy> for ResolvedBy {
    fn from(by: MeaningBy) -> Self {
        match by {
            MeaningBy::Bearer => Self::Bearer,
            MeaningBy::Agent => Self::Agent,
        }
    }
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq)]
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
    /// What it is evidence of; `None` for masks and cues, and for contested terms that nothing decides.
    pub sense: Option<Sense>,
    /// What decided the sense of a contested term.
    pub resolved_by: Option<ResolvedBy>,
    /// How the one who speaks stands to it.
    pub stance: Stance,
    /// The cue that says so, or that keeps it from counting; `None` where none does.
    pub cue: Option<CueIx>,
    /// Whose words it is among.
    pub voice: Voice,
    /// The attribution that says so, for every voice but the author's own.
    pub attribution: Option<AttributionIx>,
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
    /// A contested term that is talked about, not used (CODEBOOK N4): in scare quotes, or behind *the term*.
    Mentioned,
    /// A contested term that nothing around it decides.
    Unresolved,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 9] = [
        Self::Counted,
        Self::NotEvidence,
        Self::Masked,
        Self::Overlapped,
        Self::Excluded,
        Self::ContextMissing,
        Self::Repeated,
        Self::OutsideBody,
        Self::Unresolved,
    ];

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
            Self::Mentioned => "mentioned",
            Self::Unresolved => "unresolved",
        })
    }
}
