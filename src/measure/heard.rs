//! Whose evidence is counted.

use crate::annotate::{Stance, TermHit, Voice};

/// The voices that are heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voices {
    /// The author's own, and what the author shares of others, without what the author rejects: the primary version
    /// (METRICS, notation).
    #[default]
    Author,
    /// All together, whatever their stance.
    All,
}

impl Voices {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Author, Self::All];

    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::All => "all",
        }
    }

    /// Whether these voices utter the hit, whatever they think of it.
    #[must_use]
    pub fn hear(self, hit: &TermHit) -> bool {
        match (self, hit.voice) {
            (Self::All, _) | (_, Voice::Author) => true,
            (Self::Author, Voice::Mixed) => hit.stance == Stance::Endorse,
            (Self::Author, Voice::Attributed) => false,
        }
    }

    /// Whether the hit is evidence of how these voices frame.
    #[must_use]
    pub fn count(self, hit: &TermHit) -> bool {
        self.hear(hit) && (self == Self::All || hit.stance != Stance::Reject)
    }
}
