//! What the recogniser finds.

use std::ops::Range;

/// A stretch of tokens read as a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its tokens, by place in the segmentation; never empty, all of one sentence. The last one may carry a
    /// possessive `'s`, which is no part of the name.
    pub tokens: Range<usize>,
    /// What kind of thing it names.
    pub kind: NameKind,
    /// By how much the reading beats the next best at this place (no name here, or another kind with the same
    /// ends), in log-odds of the model, everything around it unchanged. Below about 1 it is a guess. Slightly
    /// negative values occur where the best path through the neighbours makes up for it.
    pub margin: f32,
}

/// What kind of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A body, company, party or other group of people that acts as one.
    Organisation,
    /// A state, city, region or site.
    Place,
}

impl NameKind {
    /// All kinds, in the order of their numbers in the model.
    pub const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Place];

    /// The label usual in data sets: `PER`, `ORG`, `LOC`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organisation => "ORG",
            Self::Place => "LOC",
        }
    }

    /// Its number in the model.
    #[must_use]
    pub const fn number(self) -> usize {
        self as usize
    }
}
