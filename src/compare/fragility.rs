//! How far the difference of two positions hangs on single choices of the codebook.

use super::difference::{Side, speaking};
use crate::codebook::{Codebook, Contrast, EntryIx, FamilyIx, FrameIx};
use crate::measure::{DocumentCounts, Voices};
use crate::stats::logit_scale;
use std::collections::BTreeMap;

/// What is left of a sum taken away whole but for rounding.
const NOTHING: f64 = 1e-9;

/// The difference without one entry or family.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Without<T> {
    /// What is left out on both sides.
    pub left_out: T,
    /// Position of the target then; `None` where it has no other evidence.
    pub target: Option<f64>,
    /// Position of the reference then.
    pub reference: Option<f64>,
    /// Their difference; `None` where either is undefined.
    pub difference: Option<f64>,
    /// That difference less the one with everything.
    pub change: Option<f64>,
    /// Whether the other side is then the one with the higher position.
    pub sign_flips: bool,
}

/// The difference of two positions with and without each entry and family (METRICS 19): another sound codebook would have
/// given another difference, and resampling documents does not show it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fragility {
    /// Target less reference with everything; `None` where either side has no evidence, or there is no contrast.
    pub difference: Option<f64>,
    /// Without each entry that has evidence on either side: the largest change first, those that leave nothing to compare
    /// before them.
    pub entries: Vec<Without<EntryIx>>,
    /// Without each family, likewise.
    pub families: Vec<Without<FamilyIx>>,
}

/// Leaves out one entry, and one family, after another. The position is that of the documents added up (pooled).
#[must_use]
pub fn fragility(
    codebook: &Codebook,
    (target, reference): (&Side<'_>, &Side<'_>),
    voices: Voices,
) -> Fragility {
    let Some(contrast) = codebook.contrast else { return Fragility::default() };
    let [target, reference] = [target, reference].map(|side| Evidence::of(codebook, contrast, side, voices));
    let none = [0.0; 2];
    let Some(all) = subtract(target.without(none), reference.without(none)) else {
        return Fragility::default();
    };
    let sides = [&target, &reference];
    Fragility {
        difference: Some(all),
        entries: each(sides.map(|it| &it.entries), sides, all),
        families: each(sides.map(|it| &it.families), sides, all),
    }
}

/// Weights for the positive and the negative frame.
type Weights = [f64; 2];

/// The evidence of a side, and what of it comes from where.
struct Evidence {
    all: Weights,
    entries: BTreeMap<EntryIx, Weights>,
    families: BTreeMap<FamilyIx, Weights>,
}

impl Evidence {
    fn of(codebook: &Codebook, contrast: Contrast, side: &Side<'_>, voices: Voices) -> Self {
        let mut counts = DocumentCounts::new(codebook);
        speaking(&side.documents).for_each(|document| counts.merge(document.counts(voices)));
        let place =
            |frame: FrameIx| [contrast.positive, contrast.negative].iter().position(|it| *it == frame);
        let mut evidence = Self {
            all: [contrast.positive, contrast.negative].map(|it| counts.frames[it.get()].tally.weight),
            entries: BTreeMap::new(),
            families: BTreeMap::new(),
        };
        for ((entry, frame), tally) in &counts.entries {
            if let Some(at) = place(*frame) {
                evidence.entries.entry(*entry).or_default()[at] += tally.weight;
            }
        }
        for (at, (family, tally)) in codebook.families.iter().zip(&counts.families).enumerate() {
            if let Some(side) = place(family.frame).filter(|_| tally.events > 0) {
                evidence.families.entry(FamilyIx::new(at)).or_default()[side] += tally.weight;
            }
        }
        evidence
    }

    /// The position with so much less on either side; `None` without any evidence left.
    fn without(&self, less: Weights) -> Option<f64> {
        let [positive, negative] = [0, 1].map(|at| {
            let rest = self.all[at] - less[at];
            if rest > NOTHING { rest } else { 0.0 }
        });
        (positive + negative > 0.0).then(|| logit_scale::position(positive, negative))
    }
}

fn subtract(target: Option<f64>, reference: Option<f64>) -> Option<f64> {
    Some(target? - reference?)
}

/// The difference without each of the parts that either side has.
fn each<T: Copy + Ord>(
    parts: [&BTreeMap<T, Weights>; 2],
    sides: [&Evidence; 2],
    all: f64,
) -> Vec<Without<T>> {
    let mut left_out: Vec<T> = parts.iter().flat_map(|parts| parts.keys()).copied().collect();
    left_out.sort_unstable();
    left_out.dedup();
    let without = |it: T| {
        let [target, reference] =
            [0, 1].map(|at| sides[at].without(parts[at].get(&it).copied().unwrap_or_default()));
        let difference = subtract(target, reference);
        Without {
            left_out: it,
            target,
            reference,
            difference,
            change: difference.map(|difference| difference - all),
            sign_flips: difference.is_some_and(|difference| difference * all < 0.0),
        }
    };
    let mut found: Vec<Without<T>> = left_out.into_iter().map(without).collect();
    let size = |it: &Without<T>| it.change.map_or(f64::INFINITY, f64::abs);
    found.sort_by(|one, other| size(other).total_cmp(&size(one)).then(one.left_out.cmp(&other.left_out)));
    found
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{documents, study};
    use super::*;
    use crate::measure::Tally;
    use crate::measure::fixture::{CENSORSHIP, PRIVACY, SOVEREIGNTY};

    /// One document whose hits come from one entry a frame, and `more` from a further one of the positive frame.
    fn side(label: &str, events: [u64; 2], more: u64) -> Side<'static> {
        let mut texts = documents(&[[events[0] + more, events[1]]]);
        for counts in &mut texts[0].counts {
            let hits = [(PRIVACY, 0, events[0]), (SOVEREIGNTY, 1, events[1]), (CENSORSHIP, 0, more)];
            for (entry, frame, n) in hits.into_iter().filter(|it| it.2 > 0) {
                let tally = Tally { events: n, weight: n as f64 };
                counts.entries.insert((EntryIx::new(entry), FrameIx::new(frame)), tally);
            }
        }
        Side { label: label.to_owned(), documents: texts.leak().iter().collect() }
    }

    #[test]
    fn a_difference_that_hangs_on_one_entry_turns_without_it() {
        // The target has 12 hits for rights, 9 of them of one entry that the reference never uses: without it, it is the
        // reference that leans to rights.
        let (target, reference) = (side("t", [3, 6], 9), side("r", [5, 6], 0));
        let found = fragility(&study().codebook, (&target, &reference), Voices::All);
        let log = |a: f64, b: f64| libm::log(a / b);
        let all = log(12.5, 6.5) - log(5.5, 6.5);
        assert!((found.difference.expect("evidence") - all).abs() < 1e-12);
        // Without privacy the target keeps 9 hits and the reference none; that moves the difference most, but up.
        assert_eq!((found.entries[0].left_out, found.entries[0].sign_flips), (EntryIx::new(PRIVACY), false));
        let censorship = found.entries.iter().find(|it| it.sign_flips).expect("one turns it");
        assert_eq!(censorship.left_out, EntryIx::new(CENSORSHIP));
        let without = log(3.5, 6.5) - log(5.5, 6.5);
        assert!((censorship.difference.expect("evidence") - without).abs() < 1e-12);
        assert!((censorship.change.expect("evidence") - (without - all)).abs() < 1e-12);
        assert_eq!(found.entries.iter().filter(|it| it.sign_flips).count(), 1);
        assert_eq!(found.families.len(), 2);
    }

    #[test]
    fn what_leaves_a_side_silent_leaves_nothing_to_compare() {
        let (target, reference) = (side("t", [3, 0], 0), side("r", [5, 6], 0));
        let found = fragility(&study().codebook, (&target, &reference), Voices::All);
        let first = found.entries[0];
        assert_eq!((first.left_out, first.target, first.difference), (EntryIx::new(PRIVACY), None, None));
        assert!(first.reference.is_some() && !first.sign_flips);
    }

    #[test]
    fn without_evidence_there_is_nothing_to_leave_out() {
        let (target, reference) = (side("t", [0, 0], 0), side("r", [5, 6], 0));
        assert_eq!(fragility(&study().codebook, (&target, &reference), Voices::All), Fragility::default());
    }
}
