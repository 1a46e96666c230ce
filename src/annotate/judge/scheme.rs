//! What of a codebook a judgement asks for, by index.

use super::feature::Side;
use crate::annotate::{Sense, TermHit};
use crate::codebook::{Codebook, Contrast, CueKind, FamilyIx, Role};

/// Which side everything in a codebook argues for.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// By family.
    families: Vec<Option<Side>>,
    /// By entry.
    entries: Vec<Option<Side>>,
    /// By entry.
    cues: Vec<Option<CueKind>>,
}

impl Scheme {
    /// Of a codebook, with the two frames that are judged.
    #[must_use]
    pub fn new(codebook: &Codebook, contrast: Contrast) -> Self {
        let side = |family: FamilyIx| {
            let frame = codebook.families[family.get()].frame;
            Side::ALL.into_iter().find(|side| side.frame(contrast) == frame)
        };
        let families: Vec<_> = (0..codebook.families.len()).map(|at| side(FamilyIx::new(at))).collect();
        let of_entry = |role: &Role| match role {
            Role::Evidence { family, .. } => families[family.get()],
            _ => None,
        };
        let cue = |role: &Role| match role {
            Role::Cue { kind } => Some(*kind),
            _ => None,
        };
        let roles = || codebook.entries.iter().map(|entry| &entry.role);
        Self { entries: roles().map(of_entry).collect(), cues: roles().map(cue).collect(), families }
    }

    /// The side of a family.
    pub(super) fn side(&self, family: FamilyIx) -> Option<Side> {
        self.families[family.get()]
    }

    /// The side that the codebook itself gives an entry.
    pub(super) fn side_of_entry(&self, hit: &TermHit) -> Option<Side> {
        self.entries[hit.entry.get()]
    }

    /// What a cue does.
    pub(super) fn cue(&self, hit: &TermHit) -> Option<CueKind> {
        self.cues[hit.entry.get()]
    }

    /// What a hit that counts says for a side.
    pub(super) fn sense_for(&self, hit: &TermHit, side: Side) -> Option<Sense> {
        let sense = hit.sense.filter(|_| hit.verdict.counts())?;
        (self.side(sense.family) == Some(side)).then_some(sense)
    }
}
