//! The rules of CODEBOOK §6, in the order in which they are asked.

use super::scene::{Cue, Scene};
use crate::annotate::{CueIx, Sense, Stance, TermHit};
use crate::codebook::{CueKind, Dimension};

/// Words between *so-called* and what it refuses.
const REFUSED: usize = 2;

/// What a cue makes of a term.
pub(super) struct Ruling {
    pub stance: Stance,
    pub cue: CueIx,
    /// What it is evidence of now, if that changed.
    pub sense: Option<Sense>,
}

impl Ruling {
    const fn new(stance: Stance, cue: &Cue<'_>) -> Self {
        Self { stance, cue: cue.ix, sense: None }
    }
}

impl Scene<'_> {
    /// What the cues of the sentence make of a term that counts; `None` if they leave it as it is. What harms a good
    /// and what claims it are turned by different rules.
    pub fn ruling(&self, hits: &[TermHit], at: usize) -> Option<Ruling> {
        if self.cues.is_empty() {
            return None;
        }
        if self.is_harm(&hits[at]) {
            let is_negative = self.judge.is_negative(&hits[at]);
            let alleged = if is_negative { self.pretext(hits, at) } else { None };
            alleged.or_else(|| self.owned(hits, at)).or_else(|| self.harm_denied(hits, at))
        } else {
            self.claim_turned(hits, at)
        }
    }

    /// Whether the term names a harm: by its dimension, or by its own words (*violation of sovereignty*).
    fn is_harm(&self, hit: &TermHit) -> bool {
        let inside =
            |cue: Cue<'_>| hit.tokens.start <= cue.hit.tokens.start && cue.hit.tokens.end <= hit.tokens.end;
        hit.sense.is_some_and(|sense| sense.dimension == Dimension::Violation)
            || self.cues(CueKind::Lack).any(inside)
    }

    fn claim_turned(&self, hits: &[TermHit], at: usize) -> Option<Ruling> {
        (self.distanced(hits, at))
            .or_else(|| self.pretext(hits, at))
            .or_else(|| self.withdrawn(hits, at))
            .or_else(|| self.subordinated(hits, at))
            .or_else(|| self.limited(hits, at))
            .or_else(|| self.condemned(hits, at))
            .or_else(|| self.described(hits, at))
    }

    /// The cue that makes the term a mere mention (N4).
    pub fn mentioning(&self, hits: &[TermHit], at: usize) -> Option<CueIx> {
        self.cues_with(CueKind::Mention, &hits[at])
            .find(|cue| self.governs(cue.hit, hits, at))
            .map(|cue| cue.ix)
    }

    /// P5: *so-called human rights*.
    fn distanced(&self, hits: &[TermHit], at: usize) -> Option<Ruling> {
        let hit = &hits[at];
        let near = |cue: &Cue<'_>| {
            let end = cue.hit.tokens.end;
            end <= hit.tokens.start && self.n_words(end..hit.tokens.start) <= REFUSED
        };
        self.cues_with(CueKind::Distance, hit).find(near).map(|cue| Ruling::new(Stance::Reject, &cue))
    }

    /// P4: *under the pretext of security*, *sovereignty is no excuse*. What is said to harm the negative frame's good may
    /// be a pretext as well: *jailed for alleged separatism*.
    fn pretext(&self, hits: &[TermHit], at: usize) -> Option<Ruling> {
        self.cues_with(CueKind::Pretext, &hits[at])
            .find(|cue| self.governs(cue.hit, hits, at) || self.leads_to(hits, at, cue.hit))
            .map(|cue| Ruling::new(Stance::Reject, &cue))
    }

    /// P2: *Internet freedom is no longer a pillar*, *abandoned its support for free media*.
    fn withdrawn(&self, hits: &[TermHit], at: usize) -> Option<Ruling> {
        let hit = &hits[at];
        let behind = |cue: &Cue<'_>| {
            let end = cue.hit.tokens.end;
            end <= hit.tokens.start && self.n_words(end..hit.tokens.start) <= 5
        };
        if self.cues_with(CueKind::Lack, hit).next().is_some() {
            return None;
        }
        self.cues_with(CueKind::Withdraw, hit)
            .find(|cue| behind(cue) || self.leads_to(hits, at, cue.hit))
            .map(|cue| Ruling::new(Stance::Report, &cue))
    }

    /// P8: what stands behind *at the expense of* is present, and placed below something else.
    fn subordinated(&self, hits: &[TermHit], at: usize) -> Option<Ruling> {
        self.cues_with(CueKind::Subordinate, &hits[at])
            .find(|cue| self.governs(cue.hit, hits, at))
            .map(|cue| Ruling::new(Stance::Report, &cue))
    }

    /// P9: *security exceptions must be time-limited*.
    fn limited(&self, hits: &[TermHit], at: usize) -> Option<Ruling> {
        let hit = &hits[at];
        let is_bound = |cue: &Cue<'_>| hit.tokens.end <= cue.hit.tokens.start && self.judge.is_negative(hit);
        self.cues_with(CueKind::Limit, hit).find(is_bound).map(|cue| Ruling::new(Stance::Reject, &cue))
    }

    /// P3 and its reverse: a claim that is spoken against is rejected; a practice becomes the harm that it does.
    fn condemned(&self, hits: &[TermHit], at: usize) -> Option<Ruling> {
        let hit = &hits[at];
        let justifies = self.judge.justifies(hit);
        let cue = self
            .cues_with(CueKind::Condemn, hit)
            .find(|cue| justifies || self.governs(cue.hit, hits, at) || self.predicates(hits, at, cue.hit))?;
        let turned = self.judge.turned(hit.entry).zip(hit.sense).filter(|_| self.judge.is_negative(hit));
        Some(match turned {
            Some((family, sense)) => Ruling {
                sense: Some(Sense { family, dimension: Dimension::Violation, ..sense }),
                ..Ruling::new(Stance::Endorse, &cue)
            },
            None => Ruling::new(Stance::Reject, &cue),
        })
    }

    /// Stated as a fact or a rule.
    fn described(&self, hits: &[TermHit], at: usize) -> Option<Ruling> {
        self.description(&hits[at]).map(|cue| Ruling::new(Stance::Report, &cue))
    }

    /// The cue by which a sentence describes, unless somebody speaks of himself or of what must be.
    fn description(&self, hit: &TermHit) -> Option<Cue<'_>> {
        let speaks =
            self.cues(CueKind::Own).next().is_some() || self.cues_with(CueKind::Modal, hit).next().is_some();
        self.cues(CueKind::Describe).next().filter(|_| !speaks)
    }

    /// §5: a violation that its agent owns and justifies stands for the good that justifies it.
    fn owned(&self, hits: &[TermHit], at: usize) -> Option<Ruling> {
        let hit = &hits[at];
        let (family, sense) = self.judge.turned(hit.entry).zip(hit.sense)?;
        if self.judge.is_negative(hit) {
            return None;
        }
        let clause = self.clause_of(hit);
        let good = |it: &TermHit| self.judge.justifies(it) && self.clause_of(it) == clause;
        let is_attacked =
            [CueKind::Condemn, CueKind::Lack, CueKind::Pretext, CueKind::Negate, CueKind::Report]
                .into_iter()
                .any(|kind| self.cues_with(kind, hit).next().is_some());
        if is_attacked || !hits.iter().any(good) {
            return None;
        }
        let owners = [(CueKind::Own, Stance::Endorse), (CueKind::Modal, Stance::Endorse)];
        let (cue, stance) = owners
            .into_iter()
            .find_map(|(kind, stance)| Some((self.cues_with(kind, hit).next()?, stance)))?;
        let sense = Sense { family, dimension: Dimension::Justification, ..sense };
        Some(Ruling { sense: Some(sense), ..Ruling::new(stance, &cue) })
    }

    /// *There were no reports of torture* and *the law prohibits torture* state facts. Every other denial of a harm
    /// condemns it (P3).
    fn harm_denied(&self, hits: &[TermHit], at: usize) -> Option<Ruling> {
        let hit = &hits[at];
        let fact = self.description(hit).filter(|fact| self.clause_of(fact.hit) == self.clause_of(hit))?;
        let denies = |cue: Cue<'_>| {
            cue.hit.tokens.start < hit.tokens.end
                && self.clause_of(cue.hit) == self.clause_of(hit)
                && !self.is_undone(cue.hit)
        };
        self.cues(CueKind::Negate).any(denies).then(|| Ruling::new(Stance::Report, &fact))
    }

    /// Whether a denial is part of *not only* and the like (P6).
    fn is_undone(&self, denial: &TermHit) -> bool {
        self.cues(CueKind::NotOnly)
            .any(|cue| cue.hit.tokens.start <= denial.tokens.start && denial.tokens.end <= cue.hit.tokens.end)
    }
}
