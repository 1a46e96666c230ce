//! The codebook as the rest of the crate sees it: checked, every name resolved to an index.

use crate::document::Fingerprint;
use std::collections::BTreeMap;

index! {
    /// Index into [`Codebook::frames`].
    FrameIx
    /// Index into [`Codebook::families`].
    FamilyIx
    /// Index into [`Codebook::entries`].
    EntryIx
}

/// Categories, definitions and rules. Every id is unique in its list and every reference resolved.
#[derive(Clone, Debug)]
pub struct Codebook {
    /// Short stable name.
    pub id: String,
    /// Raised whenever a change can move a published number.
    pub version: String,
    /// BCP 47 tag of the texts it reads.
    pub language: String,
    /// One line for people.
    pub title: String,
    /// The head file, as named by the user.
    pub head: String,
    /// Hash over all its files, in order, with `\n` as their line ends.
    pub fingerprint: Fingerprint,
    /// The frames, in the order of every list and table we print.
    pub frames: Vec<Frame>,
    /// The two frames that positions are measured between, if the codebook names them.
    pub contrast: Option<Contrast>,
    /// The families, in the order given.
    pub families: Vec<Family>,
    /// Entries of every role, in the order given.
    pub entries: Vec<Entry>,
    /// Word lists that patterns may name.
    pub lists: BTreeMap<String, Vec<String>>,
}

/// A way of presenting an issue (Entman 1993).
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Name in all output.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What counts as this frame.
    pub definition: String,
    /// Evidence (sum of weights) that a sentence needs to be said to show the frame.
    pub threshold: f64,
}

/// The pair of frames that position, balance, ambivalence and co-mention are measured between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// A plus favours this one.
    pub positive: FrameIx,
    /// A minus favours this one.
    pub negative: FrameIx,
}

/// A line of argument within a frame, such as privacy or non-interference.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// Name in all output (`R2`).
    pub id: String,
    /// The frame it argues for.
    pub frame: FrameIx,
    /// Name for people.
    pub name: String,
    /// What belongs to it, what does not.
    pub definition: String,
    /// Articles and works it rests on.
    pub sources: Vec<String>,
    /// Reported on its own line and left out by a sensitivity check (self-determination of peoples).
    pub separate: bool,
}

/// What a piece of evidence says of its frame's good (CODEBOOK §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Names an entitlement or a good, and claims it.
    Affirmation,
    /// Names harm to the good that its frame argues for: *censorship* to persons, *interference* to a state.
    Violation,
    /// Links a restriction to a good of the state.
    Justification,
}

impl Dimension {
    /// Every dimension, in the order we print them.
    pub const ALL: [Self; 3] = [Self::Affirmation, Self::Violation, Self::Justification];

    /// The name in codebooks and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Affirmation => "affirmation",
            Self::Violation => "violation",
            Self::Justification => "justification",
        }
    }
}

/// One thing to look for.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Name in all output; unique over all roles.
    pub id: String,
    /// What a match means.
    pub role: Role,
    /// What to match, in the pattern language of `docs/codebook.md`.
    pub patterns: Vec<String>,
    /// How freely words match.
    pub matching: Matching,
    /// At least one of these must hold (none given: always).
    pub requires: Vec<Condition>,
    /// None of these may hold.
    pub unless: Vec<Condition>,
    /// Texts in which the entry must be found and counted.
    pub examples: Vec<String>,
    /// Texts in which it must not be counted.
    pub counter_examples: Vec<String>,
    /// Why it is here, or who uses it so.
    pub note: Option<String>,
    /// Where it stands: file and line.
    pub place: Place,
}

impl Entry {
    /// An entry with an id and what it is for, that has no pattern and finds nothing.
    #[must_use]
    pub fn named(id: &str, role: Role, place: Place) -> Self {
        Self {
            id: id.to_owned(),
            role,
            patterns: Vec::new(),
            matching: Matching::Exact,
            requires: Vec::new(),
            unless: Vec::new(),
            examples: Vec::new(),
            counter_examples: Vec::new(),
            note: None,
            place,
        }
    }
}

/// A line of a codebook file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as named by the user or by `include`.
    pub file: String,
    /// 1-based.
    pub line: usize,
}

/// What a match of an entry means.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// Evidence for the frame of its family.
    Evidence {
        /// The line of argument.
        family: FamilyIx,
        /// What it says of the frame's good.
        dimension: Dimension,
        /// How much one match adds, in (0, 1].
        weight: f64,
        /// The family it argues for where it is turned round: a violation that its agent owns and justifies, a practice
        /// that is condemned (CODEBOOK §5).
        turned: Option<FamilyIx>,
    },
    /// A word that several frames claim; counts only once its context has decided.
    Contested(Contested),
    /// A name or idiom: whatever it covers is no evidence.
    Mask,
    /// A word that turns or attributes what stands near it.
    Cue {
        /// How it turns it.
        kind: CueKind,
    },
}

/// What a contested term can stand for, and where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contested {
    /// Meanings that the words around it decide; the first whose conditions hold is taken.
    pub meanings: Vec<Meaning>,
    /// What it stands for among other evidence: at most one family a frame, with the weight it then has.
    pub among: Vec<Among>,
    /// What it stands for where nothing decides, if it has a meaning of its own.
    pub default: Option<Among>,
}

/// A family and a weight, for a contested term that its surroundings decide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Among {
    /// The line of argument.
    pub family: FamilyIx,
    /// How much one match adds, in (0, 1].
    pub weight: f64,
}

/// One meaning of a contested term.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// The line of argument.
    pub family: FamilyIx,
    /// What it says of the frame's good.
    pub dimension: Dimension,
    /// How much one match adds, in (0, 1].
    pub weight: f64,
    /// What its conditions look at.
    pub by: MeaningBy,
    /// At least one of these must hold.
    pub requires: Vec<Condition>,
    /// None of these may hold.
    pub unless: Vec<Condition>,
    /// Texts in which the term must have this meaning.
    pub examples: Vec<String>,
    /// Where it stands.
    pub place: Place,
}

/// What decides a meaning (CODEBOOK §8, steps 3 and 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeaningBy {
    /// Whose it is or of what kind: *personal security*, *the security of the regime*.
    Bearer,
    /// Who does what to whom: *governments seek security*.
    Agent,
}

impl MeaningBy {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Bearer, Self::Agent];

    /// The name in codebooks.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bearer => "bearer",
            Self::Agent => "agent",
        }
    }
}

/// How a cue turns what it governs (CODEBOOK §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueKind {
    /// Speaks against it: *condemn*, *unacceptable*.
    Condemn,
    /// Speaks for it: *welcome*.
    Endorse,
    /// Says that someone else says it: *according to*.
    Report,
    /// States it as a fact, a rule or a question, without taking a side: *the law provides for*.
    Describe,
    /// Denies it: *not*, *without*.
    Negate,
    /// Undoes a denial: *not only*, *cannot exist without* (P6).
    NotOnly,
    /// Says that somebody gives it up: *is no longer*, *abandon* (P2).
    Withdraw,
    /// Unmasks it as a false reason: *under the pretext of* (P4).
    Pretext,
    /// Refuses the word: *so-called* (P5).
    Distance,
    /// Talks of the word, not of the thing: *concepts like* (N4).
    Mention,
    /// Deplores that it is harmed or missing: *lack of*, *undermines* (P7).
    Lack,
    /// Places something else above it: *at the expense of* (P8).
    Subordinate,
    /// Sets it bounds: *must be strictly necessary* (P9).
    Limit,
    /// Says what should be or might be, and turns nothing by itself: *must*, *if* (P10).
    Modal,
    /// Says that it is the speaker's own act: *we*, *our law*.
    Own,
}

impl CueKind {
    /// Every kind.
    pub const ALL: [Self; 15] = [
        Self::Condemn,
        Self::Endorse,
        Self::Report,
        Self::Describe,
        Self::Negate,
        Self::NotOnly,
        Self::Withdraw,
        Self::Pretext,
        Self::Distance,
        Self::Mention,
        Self::Lack,
        Self::Subordinate,
        Self::Limit,
        Self::Modal,
        Self::Own,
    ];

    /// The name in codebooks and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Condemn => "condemn",
            Self::Endorse => "endorse",
            Self::Report => "report",
            Self::Describe => "describe",
            Self::Negate => "negate",
            Self::NotOnly => "not-only",
            Self::Withdraw => "withdraw",
            Self::Pretext => "pretext",
            Self::Distance => "distance",
            Self::Mention => "mention",
            Self::Lack => "lack",
            Self::Subordinate => "subordinate",
            Self::Limit => "limit",
            Self::Modal => "modal",
            Self::Own => "own",
        }
    }
}

/// How freely the words of a pattern match the words of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matching {
    /// The folded forms are equal (hyphen, apostrophe and line-break variants still match).
    Exact,
    /// As `Exact`, and singular, plural and possessive of each word match each other.
    Inflected,
    /// The Snowball stems are equal (Porter 2).
    Stem,
}

impl Matching {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Inflected, Self::Stem];

    /// The name in codebooks.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Inflected => "inflected",
            Self::Stem => "stem",
        }
    }
}

/// A condition on the surroundings or the look of a match.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// One of the patterns matches at this place relative to the hit, in the same sentence.
    Pattern {
        /// Where it must stand.
        locus: Locus,
        /// Any of these.
        patterns: Vec<String>,
    },
    /// The hit is written like this.
    Case(Case),
}

/// Where a context pattern must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locus {
    /// Before the hit, with at most this many words between.
    Before(u8),
    /// After the hit, with at most this many words between.
    After(u8),
    /// On either side, with at most this many words between.
    Near(u8),
    /// Anywhere in the sentence outside the hit.
    Sentence,
}

/// How a hit is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Every word of four letters or more begins with a capital.
    Title,
    /// Every letter is a capital.
    Upper,
    /// No letter is a capital, but perhaps the first.
    Lower,
}

impl Case {
    /// Every way of writing.
    pub const ALL: [Self; 3] = [Self::Title, Self::Upper, Self::Lower];

    /// The name in codebooks.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Upper => "upper",
            Self::Lower => "lower",
        }
    }
}
