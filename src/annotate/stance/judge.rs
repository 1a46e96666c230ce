//! What the codebook says of each entry, and the pass over a document.

use super::ruling::Ruling;
use super::scene::Scene;
use crate::annotate::clause::Clauses;
use crate::annotate::contested::{Evidence, Frames, meaning_among};
use crate::annotate::{Annotations, Attribution, AttributionKind, Stance, TermHit, Verdict};
use crate::codebook::{Codebook, Contested, Contrast, CueKind, Dimension, EntryIx, FamilyIx, FrameIx, Role};
use crate::segment::Segmentation;

/// Decides about the terms of a document once all of them are found.
pub(in crate::annotate) struct Judge {
    roles: Vec<Role>,
    /// The frame of each family.
    frames: Vec<FrameIx>,
    /// The evidence that shows each frame.
    thresholds: Vec<f64>,
    contrast: Option<Contrast>,
}

impl Judge {
    /// Takes from the codebook what decides.
    pub fn new(codebook: &Codebook) -> Self {
        Self {
            roles: codebook.entries.iter().map(|entry| entry.role.clone()).collect(),
            frames: codebook.families.iter().map(|family| family.frame).collect(),
            thresholds: codebook.frames.iter().map(|frame| frame.threshold).collect(),
            contrast: codebook.contrast,
        }
    }

    /// Gives every term that stands its stance, contested ones their meaning where something decides it, and takes
    /// from the counts what is only mentioned.
    pub fn judge(&self, segmentation: &Segmentation, annotations: &mut Annotations) {
        let Annotations { hits, cues, attributions, .. } = annotations;
        let mut clauses = Clauses::default();
        let mut first_cue = 0;
        for hits in hits.chunk_by_mut(|one, next| one.sentence == next.sentence) {
            let sentence = hits[0].sentence;
            first_cue += cues[first_cue..].iter().take_while(|cue| cue.sentence < sentence).count();
            if !hits.iter().any(stands) {
                continue;
            }
            let n_cues = cues[first_cue..].iter().take_while(|cue| cue.sentence == sentence).count();
            clauses.part(segmentation, &segmentation.sentences[sentence.get()].tokens);
            let cues = &cues[first_cue..first_cue + n_cues];
            let scene = Scene { judge: self, segmentation, clauses: &clauses, cues, first_cue };
            self.mention(&scene, hits, attributions);
            self.rule(&scene, hits, |hit| hit.verdict.counts());
            self.resolve(&scene, hits);
            self.rule(&scene, hits, |hit| hit.verdict.counts() && hit.resolved_by.is_some());
        }
    }

    /// Applies the rules of stance to each of these hits, all being read as they were before.
    fn rule(&self, scene: &Scene<'_>, hits: &mut [TermHit], ruled: impl Fn(&TermHit) -> bool) {
        let rulings: Vec<(usize, Ruling)> = (0..hits.len())
            .filter(|&at| ruled(&hits[at]))
            .filter_map(|at| Some((at, scene.ruling(hits, at)?)))
            .collect();
        for (at, Ruling { stance, cue, sense }) in rulings {
            let hit = &mut hits[at];
            (hit.stance, hit.cue) = (stance, Some(cue));
            hit.sense = sense.or(hit.sense);
        }
    }

    /// Steps 3 to 8 of CODEBOOK §8 for each contested term of the sentence; those whose meaning does not hang on
    /// others first, so that they count among what decides about the rest.
    fn resolve(&self, scene: &Scene<'_>, hits: &mut [TermHit]) {
        self.resolve_some(scene, hits, |contested, hit| {
            contested.among.is_empty() || hit.resolved_by.is_some()
        });
        self.resolve_some(scene, hits, |_, _| true);
    }

    fn resolve_some(
        &self,
        scene: &Scene<'_>,
        hits: &mut [TermHit],
        wanted: impl Fn(&Contested, &TermHit) -> bool,
    ) {
        let evidence: Vec<Evidence> = hits.iter().filter_map(|hit| self.evidence(scene, hit)).collect();
        for at in 0..hits.len() {
            let hit = &hits[at];
            let Role::Contested(contested) = &self.roles[hit.entry.get()] else { continue };
            if hit.verdict != Verdict::Unresolved || !wanted(contested, hit) {
                continue;
            }
            let found = match (hit.sense, hit.resolved_by) {
                (Some(sense), Some(by)) => Some((sense, by)),
                _ => meaning_among(contested, &evidence, scene.clause_of(hit), self),
            };
            let Some((sense, by)) = found else { continue };
            let repeats = hits[..at].iter().any(|earlier| {
                earlier.entry == hit.entry
                    && earlier.verdict.counts()
                    && scene.clause_of(earlier) == scene.clause_of(hit)
            });
            let hit = &mut hits[at];
            hit.verdict = if repeats { Verdict::Repeated } else { Verdict::Counted };
            (hit.sense, hit.resolved_by) = (Some(sense), Some(by));
        }
    }

    /// Takes from the counts the contested terms that stand in scare quotes or behind words like *the term* (CODEBOOK
    /// §8 and N4). Other evidence in quotation marks is evidence: statutes are quoted so.
    fn mention(&self, scene: &Scene<'_>, hits: &mut [TermHit], attributions: &[Attribution]) {
        let is_scare = |it: &&Attribution| it.kind == AttributionKind::Scare;
        let scared = |hit: &TermHit| {
            attributions.iter().filter(is_scare).flat_map(|it| &it.content).any(|it| it.contains(hit.span))
        };
        for at in 0..hits.len() {
            let is_contested = matches!(self.roles[hits[at].entry.get()], Role::Contested(_));
            if is_contested && stands(&hits[at]) {
                let cue = scene.mentioning(hits, at);
                if cue.is_some() || scared(&hits[at]) {
                    (hits[at].verdict, hits[at].cue) = (Verdict::Mentioned, cue);
                }
            }
        }
    }

    /// What a hit contributes to the decision about contested terms: what is rejected contributes nothing.
    fn evidence(&self, scene: &Scene<'_>, hit: &TermHit) -> Option<Evidence> {
        let is_asserted = hit.verdict.counts() && hit.stance != Stance::Reject;
        let sense = hit.sense.filter(|_| is_asserted)?;
        Some(Evidence { frame: self.frame(sense.family), weight: sense.weight, clause: scene.clause_of(hit) })
    }

    /// What a cue does.
    pub fn kind(&self, cue: &TermHit) -> Option<CueKind> {
        match self.roles[cue.entry.get()] {
            Role::Cue { kind } => Some(kind),
            _ => None,
        }
    }

    /// The family that an entry argues for where it is turned round.
    pub fn turned(&self, entry: EntryIx) -> Option<FamilyIx> {
        match self.roles[entry.get()] {
            Role::Evidence { turned, .. } => turned,
            _ => None,
        }
    }

    /// Whether the hit is evidence of the negative frame of the contrast.
    pub fn is_negative(&self, hit: &TermHit) -> bool {
        let frame = hit.sense.map(|sense| self.frame(sense.family));
        self.contrast.is_some_and(|contrast| frame == Some(contrast.negative))
    }

    /// Whether the hit justifies by a good of the negative frame.
    pub fn justifies(&self, hit: &TermHit) -> bool {
        let is_justification = hit.sense.is_some_and(|sense| sense.dimension == Dimension::Justification);
        hit.verdict.counts() && is_justification && self.is_negative(hit)
    }
}

impl Frames for Judge {
    fn frame(&self, family: FamilyIx) -> FrameIx {
        self.frames[family.get()]
    }

    fn threshold(&self, frame: FrameIx) -> f64 {
        self.thresholds[frame.get()]
    }
}

/// Whether the hit takes part in the sentence: nothing covers it, and no condition keeps it out.
pub(super) fn stands(hit: &TermHit) -> bool {
    matches!(hit.verdict, Verdict::Counted | Verdict::Unresolved)
}
