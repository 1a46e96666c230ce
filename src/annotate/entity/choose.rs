//! Which of the names that overlap is meant.

use super::page::Page;
use super::recogniser::NameKind;
use super::tree::SurfaceIx;
use crate::gazetteer::{EntityIx, Gazetteer, Label, SurfaceKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A name that may be meant.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub tokens: Range<usize>,
    pub source: Source,
    /// Whether it is a name only where something else says so.
    pub is_ambiguous: bool,
    /// Whether only its capital tells that the word is a name: it begins no sentence and no longer name.
    pub stands_alone: bool,
    /// What a rule knows it to be: the state whose government, the meeting whose number it found.
    pub entity: Option<EntityIx>,
}

/// Who says that there is a name.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// The gazetteer: these surfaces, the likeliest first.
    Gazetteer(Vec<SurfaceIx>),
    /// A rule about words; `None` if it says that here is no name.
    Rule(Option<Label>),
    /// The recogniser.
    Model(NameKind),
    /// The document: a short form of what stands at these tokens.
    Short(Range<usize>),
    /// The document: what one of its short forms stands for.
    Defined,
}

impl Candidate {
    pub fn new(tokens: Range<usize>, source: Source) -> Self {
        Self { tokens, source, is_ambiguous: false, stands_alone: false, entity: None }
    }

    /// The likeliest surface, if the gazetteer found it.
    pub fn first_surface(&self) -> Option<SurfaceIx> {
        match &self.source {
            Source::Gazetteer(surfaces) => surfaces.first().copied(),
            _ => None,
        }
    }

    /// Of names of one length the document knows best, then the gazetteer, then the rules.
    fn rank(&self) -> u8 {
        match self.source {
            Source::Short(_) => 0,
            Source::Gazetteer(_) => 1,
            Source::Rule(_) => 2,
            Source::Model(_) => 3,
            Source::Defined => 4,
        }
    }
}

/// The candidates that are meant, in the order of the text: longest first, none overlapping.
pub(super) fn choose(
    mut candidates: Vec<Candidate>,
    page: &Page<'_>,
    gazetteer: &Gazetteer,
) -> Vec<Candidate> {
    split_models(&mut candidates, page);
    let kind_of = |it: &Candidate| if let Source::Model(kind) = it.source { Some(kind) } else { None };
    let models: FxHashMap<Range<usize>, NameKind> =
        candidates.iter().rev().filter_map(|it| Some((it.tokens.clone(), kind_of(it)?))).collect();
    candidates.retain_mut(|candidate| {
        let said = models.get(&candidate.tokens).copied();
        settle(candidate, said, gazetteer)
    });
    candidates.sort_by_key(|it| (std::cmp::Reverse(it.tokens.len()), it.rank(), it.tokens.start));
    // Which tokens a longer name has taken.
    let first = candidates.iter().map(|it| it.tokens.start).min().unwrap_or(0);
    let end = candidates.iter().map(|it| it.tokens.end).max().unwrap_or(0);
    let mut taken = vec![false; end - first];
    let mut chosen = candidates;
    chosen.retain(|it| {
        let tokens = &mut taken[it.tokens.start - first..it.tokens.end - first];
        let is_free = !tokens.contains(&true);
        if is_free {
            tokens.fill(true);
        }
        is_free
    });
    chosen.retain(|it| !matches!(it.source, Source::Rule(None)));
    chosen.sort_by_key(|it| it.tokens.start);
    chosen
}

/// Cuts names of the recogniser where it joined two: at an *and*, comma or hyphen beside which a name of the
/// gazetteer ends or begins.
fn split_models(candidates: &mut Vec<Candidate>, page: &Page<'_>) {
    if !candidates.iter().any(|it| matches!(it.source, Source::Model(_))) {
        return;
    }
    let known = || {
        let sure = |it: &&Candidate| !it.is_ambiguous && matches!(it.source, Source::Gazetteer(_));
        candidates.iter().filter(sure).map(|it| it.tokens.clone())
    };
    // One name of the gazetteer begins at a token; of those that end at one, the shortest is in the most wholes.
    let ends: FxHashMap<usize, usize> = known().map(|it| (it.start, it.end)).collect();
    let mut starts: FxHashMap<usize, usize> = FxHashMap::default();
    for it in known() {
        starts.entry(it.end).and_modify(|start| *start = it.start.max(*start)).or_insert(it.start);
    }
    let mut parts = Vec::new();
    for candidate in candidates.iter_mut().filter(|it| matches!(it.source, Source::Model(_))) {
        let whole = candidate.tokens.clone();
        let is_known = ends.get(&whole.start) == Some(&whole.end);
        let joint = whole.clone().skip(1).find(|&at| {
            let joins = matches!(page.form(at), "and" | "," | "/") || page.is_joint(at);
            let ended = starts.get(&at).is_some_and(|&start| start >= whole.start);
            let behind = at + 1 + usize::from(at + 1 < whole.end && page.form(at + 1) == "the");
            let begins = ends.get(&behind).is_some_and(|&end| end <= whole.end);
            joins && if page.is_joint(at) { ended && begins } else { ended || begins }
        });
        let Some(joint) = joint.filter(|_| !is_known) else { continue };
        let behind = joint + 1 + usize::from(joint + 1 < whole.end && page.form(joint + 1) == "the");
        candidate.tokens = whole.start..joint;
        if behind < whole.end {
            parts.push(Candidate::new(behind..whole.end, candidate.source.clone()));
        }
    }
    candidates.extend(parts);
}

/// Puts the surfaces that agree with the recogniser first. Whether the candidate stands: an ambiguous name needs
/// the recogniser's word or a capital that nothing else explains; that of a person the recogniser's.
fn settle(candidate: &mut Candidate, said: Option<NameKind>, gazetteer: &Gazetteer) -> bool {
    let Source::Gazetteer(surfaces) = &mut candidate.source else { return true };
    let label = |at: &SurfaceIx| {
        let surface = &gazetteer.surfaces[*at as usize];
        if surface.kind == SurfaceKind::Demonym {
            Label::Group
        } else {
            gazetteer.entity(surface.entity).label
        }
    };
    let agrees = |at: &SurfaceIx| said.is_some_and(|kind| may_be(label(at), kind));
    surfaces.sort_by_key(|at| !agrees(at));
    if !candidate.is_ambiguous || surfaces.first().is_some_and(agrees) {
        return true;
    }
    surfaces.retain(|at| label(at) != Label::Person);
    candidate.stands_alone && said.is_none() && !surfaces.is_empty()
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
