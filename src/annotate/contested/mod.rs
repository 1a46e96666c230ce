//! **What does a word stand for that several sides claim?** Steps 5, 6 and 8 of CODEBOOK §8; names, longer entries and
//! the words around it (steps 1 to 4) are settled when it is found, and the actor (step 7) is never asked.
//!
//! In come the other evidence of the sentence and what the codebook allows the term to mean; out goes a sense with
//! the step that decided it, or nothing, and the term stays unresolved.

use super::{ResolvedBy, Sense};
use crate::codebook::{Among, Contested, Dimension, FamilyIx, FrameIx};

/// Another term of the sentence that is evidence for a frame and not rejected.
pub(super) struct Evidence {
    pub frame: FrameIx,
    pub weight: f64,
    /// The number of its clause.
    pub clause: usize,
}

/// The frames of a codebook, as far as contested terms ask for them.
pub(super) trait Frames {
    /// The frame that a family argues for.
    fn frame(&self, family: FamilyIx) -> FrameIx;
    /// The evidence that shows a frame.
    fn threshold(&self, frame: FrameIx) -> f64;
}

/// What the term means among the other evidence of its clause, else of its sentence, else by default.
///
/// Other evidence decides only where it shows its frame without the term: a term may follow a frame, and never helps
/// to establish the one that it is then read by.
pub(super) fn meaning_among(
    contested: &Contested,
    evidence: &[Evidence],
    clause: usize,
    frames: &impl Frames,
) -> Option<(Sense, ResolvedBy)> {
    let heaviest = |near: &dyn Fn(&Evidence) -> bool| {
        let frame = heaviest(evidence.iter().filter(|it| near(it)), frames)?;
        contested.among.iter().find(|among| frames.frame(among.family) == frame)
    };
    let decided = |among: &Among, by| {
        let &Among { family, weight } = among;
        (Sense { family, dimension: Dimension::Affirmation, weight }, by)
    };
    heaviest(&|it| it.clause == clause)
        .map(|among| decided(among, ResolvedBy::Clause))
        .or_else(|| heaviest(&|_| true).map(|among| decided(among, ResolvedBy::Sentence)))
        .or_else(|| contested.default.as_ref().map(|among| decided(among, ResolvedBy::Default)))
}

/// The frame with the most evidence, if that shows it; `None` where two have as much.
fn heaviest<'e>(evidence: impl Iterator<Item = &'e Evidence>, frames: &impl Frames) -> Option<FrameIx> {
    let mut sums: Vec<(FrameIx, f64)> = Vec::new();
    for &Evidence { frame, weight, .. } in evidence {
        match sums.iter_mut().find(|(known, _)| *known == frame) {
            Some((_, sum)) => *sum += weight,
            None => sums.push((frame, weight)),
        }
    }
    sums.sort_by(|one, other| other.1.total_cmp(&one.1));
    let &(frame, most) = sums.first()?;
    let is_tie = sums.get(1).is_some_and(|(_, next)| most - next <= TIE);
    (!is_tie && most + TIE >= frames.threshold(frame)).then_some(frame)
}

/// Weights are written in decimals; sums that differ by less are equal.
const TIE: f64 = 1e-9;

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHTS: usize = 0;
    const STATE: usize = 1;

    /// Each family argues for the frame of its number.
    struct OneEach;

    impl Frames for OneEach {
        fn frame(&self, family: FamilyIx) -> FrameIx {
            FrameIx::new(family.get())
        }

        fn threshold(&self, _: FrameIx) -> f64 {
            0.5
        }
    }

    fn meaning(default: bool, evidence: &[(usize, f64, usize)]) -> Option<(usize, ResolvedBy)> {
        let among = |family: usize| Among { family: FamilyIx::new(family), weight: 0.5 };
        let contested = Contested {
            among: vec![among(0), among(1)],
            default: default.then(|| among(1)),
            ..Contested::default()
        };
        let evidence: Vec<Evidence> = evidence
            .iter()
            .map(|&(frame, weight, clause)| Evidence { frame: FrameIx::new(frame), weight, clause })
            .collect();
        let found = meaning_among(&contested, &evidence, 0, &OneEach);
        found.map(|(sense, by)| (sense.family.get(), by))
    }

    #[test]
    fn the_clause_decides_before_the_sentence() {
        let evidence = [(STATE, 0.5, 0), (RIGHTS, 1.0, 1), (RIGHTS, 1.0, 1)];
        assert_eq!(meaning(false, &evidence), Some((1, ResolvedBy::Clause)));
        assert_eq!(meaning(false, &evidence[1..]), Some((0, ResolvedBy::Sentence)));
    }

    #[test]
    fn a_tie_is_left_to_the_next_step() {
        let tie = [(STATE, 0.6, 0), (RIGHTS, 0.4, 0), (RIGHTS, 0.2, 0)];
        assert_eq!(meaning(false, &tie), None);
        assert_eq!(meaning(true, &tie), Some((1, ResolvedBy::Default)));
        let settled = [&tie[..], &[(RIGHTS, 0.4, 1)]].concat();
        assert_eq!(meaning(true, &settled), Some((0, ResolvedBy::Sentence)));
    }

    #[test]
    fn evidence_that_shows_no_frame_decides_nothing() {
        assert_eq!(meaning(false, &[(STATE, 0.4, 0)]), None);
        assert_eq!(meaning(false, &[(STATE, 0.4, 0), (STATE, 0.1, 1)]), Some((1, ResolvedBy::Sentence)));
    }

    #[test]
    fn without_evidence_it_has_its_own_meaning_or_none() {
        assert_eq!(meaning(false, &[]), None);
        assert_eq!(meaning(true, &[]), Some((1, ResolvedBy::Default)));
    }
}
