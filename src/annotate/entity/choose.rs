//! Which of the names that overlap is meant.

use super::recogniser::NameKind;
use super::tree::SurfaceIx;
use crate::gazetteer::{EntityIx, Gazetteer, Label, SurfaceKind};
use std::ops::Range;

/// A name that may be meant.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub tokens: Range<usize>,
    pub source: Source,
    /// Whether it is a name only where something else says so.
    pub is_ambiguous: bool,
    /// The state whose government a rule found.
    pub state: Option<EntityIx>,
}

/// Who says that there is a name.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// The gazetteer: these surfaces, the likeliest first.
    Gazetteer(Vec<SurfaceIx>),
    /// A rule about words.
    Rule(Label),
    /// The recogniser.
    Model(NameKind),
}

impl Candidate {
    pub fn new(tokens: Range<usize>, source: Source) -> Self {
        Self { tokens, source, is_ambiguous: false, state: None }
    }

    /// The likeliest surface, if the gazetteer found it.
    pub fn first_surface(&self) -> Option<SurfaceIx> {
        match &self.source {
            Source::Gazetteer(surfaces) => surfaces.first().copied(),
            Source::Rule(_) | Source::Model(_) => None,
        }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.tokens.start < other.tokens.end && other.tokens.start < self.tokens.end
    }

    /// Of names of one length the gazetteer knows best, then the rules.
    fn rank(&self) -> u8 {
        match self.source {
            Source::Gazetteer(_) => 0,
            Source::Rule(_) => 1,
            Source::Model(_) => 2,
        }
    }
}

/// The candidates that are meant, in the order of the text: longest first, none overlapping.
pub(super) fn choose(mut candidates: Vec<Candidate>, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let models: Vec<(Range<usize>, NameKind)> = candidates
        .iter()
        .filter_map(
            |it| if let Source::Model(kind) = it.source { Some((it.tokens.clone(), kind)) } else { None },
        )
        .collect();
    candidates.retain_mut(|candidate| {
        let said = models.iter().find(|(tokens, _)| *tokens == candidate.tokens).map(|(_, kind)| *kind);
        settle(candidate, said, gazetteer)
    });
    candidates.sort_by_key(|it| (std::cmp::Reverse(it.tokens.len()), it.rank(), it.tokens.start));
    let mut chosen: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        if !chosen.iter().any(|it| it.overlaps(&candidate)) {
            chosen.push(candidate);
        }
    }
    chosen.sort_by_key(|it| it.tokens.start);
    chosen
}

/// Puts the surfaces that agree with the recogniser first. Whether the candidate stands: an ambiguous one needs
/// the recogniser's word.
fn settle(candidate: &mut Candidate, said: Option<NameKind>, gazetteer: &Gazetteer) -> bool {
    let Source::Gazetteer(surfaces) = &mut candidate.source else { return true };
    let agrees = |at: &SurfaceIx| {
        let surface = &gazetteer.surfaces[*at as usize];
        surface.kind != SurfaceKind::Demonym
            && said.is_some_and(|kind| may_be(gazetteer.entity(surface.entity).label, kind))
    };
    surfaces.sort_by_key(|at| !agrees(at));
    !candidate.is_ambiguous || surfaces.first().is_some_and(agrees)
}

/// Whether the recogniser's kind can be of this label.
pub(super) const fn may_be(label: Label, kind: NameKind) -> bool {
    match kind {
        NameKind::Person => matches!(label, Label::Person),
        NameKind::Place => matches!(label, Label::State | Label::Location),
        NameKind::Organisation => {
            !matches!(label, Label::Person | Label::Location | Label::Group | Label::Date)
        }
    }
}
