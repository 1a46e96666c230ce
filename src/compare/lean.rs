//! Contested terms across sides: which way each side leans, and how far apart they are.

use super::contested::{TermTotal, contested_totals};
use super::difference::{Plan, Side, speaking};
use super::interval;
use super::study::Compared;
use crate::codebook::{Codebook, EntryIx};
use crate::measure::{Beside, MIN_DOCUMENTS, Reason};
use crate::stats::bootstrap::{Replicates, Sums, Units};
use crate::stats::{Interval, logit_scale, seed_for};

/// A contested term on both sides. A plus leans more to the positive frame in the target.
#[derive(Clone, Debug, PartialEq)]
pub struct LeanDifference {
    /// The term.
    pub entry: EntryIx,
    /// Its use by the target; `None` where it has none.
    pub target: Option<TermTotal>,
    /// Its use by the reference.
    pub reference: Option<TermTotal>,
    /// Lean of the target less that of the reference; `None` where either has none (METRICS 15).
    pub difference: Option<f64>,
    /// 95 % interval, documents of both sides drawn; `None` under five documents with the term on either side.
    pub interval: Option<Interval>,
    /// Why something is missing.
    pub reason: Option<Reason>,
}

/// Compares the terms that either side has, in codebook order.
#[must_use]
pub fn lean_differences(
    codebook: &Codebook,
    (target, reference): (&Side<'_>, &Side<'_>),
    plan: &Plan,
) -> Vec<LeanDifference> {
    let totals = [target, reference].map(|side| {
        let seed = seed_for(plan.seed, side.label.as_bytes());
        let documents = speaking(&side.documents).map(|document| &document.contested);
        contested_totals(codebook, documents, (plan.replicates, seed))
    });
    let mut entries: Vec<EntryIx> = totals.iter().flatten().map(|total| total.entry).collect();
    entries.sort_unstable();
    entries.dedup();
    let of = |side: &[TermTotal], entry| side.iter().find(|it| it.entry == entry).cloned();
    let difference = |entry: EntryIx| {
        let [of_target, of_reference] = [0, 1].map(|at| of(&totals[at], entry));
        let value = |side: &Option<TermTotal>| side.as_ref().and_then(|it| it.lean.value);
        let difference = value(&of_target).zip(value(&of_reference)).map(|(one, other)| one - other);
        let interval = difference.and_then(|_| {
            let [one, other] = [target, reference].map(|side| drawn(side, entry, codebook, plan));
            interval::of_difference((&one?, &other?), lean)
        });
        let missing = || [&of_target, &of_reference].into_iter().find_map(|it| it.as_ref()?.lean.reason);
        LeanDifference {
            entry,
            difference,
            interval,
            reason: match (difference, interval) {
                (None, _) => Some(missing().unwrap_or(Reason::NoEvents)),
                (_, None) => Some(Reason::TooFewDocuments),
                _ => None,
            },
            target: of_target,
            reference: of_reference,
        }
    };
    entries.into_iter().map(difference).collect()
}

/// The terms of a side, with the draws of each one's lean: none without a lean or with too few documents.
pub(super) fn leans(codebook: &Codebook, side: &Side<'_>, plan: &Plan) -> Vec<(TermTotal, Vec<f64>)> {
    let documents = speaking(&side.documents).map(|document| &document.contested);
    let totals = contested_totals(codebook, documents, (0, plan.seed));
    let draws = |total: &TermTotal| {
        let drawn = drawn(side, total.entry, codebook, plan).filter(|_| total.lean.value.is_some());
        drawn.map(|drawn| drawn.values(lean)).unwrap_or_default()
    };
    totals.into_iter().map(|total| (total.clone(), draws(&total))).collect()
}

/// Draws of the documents of a side that have the term; `None` for too few.
fn drawn(side: &Side<'_>, entry: EntryIx, codebook: &Codebook, plan: &Plan) -> Option<Replicates> {
    let beside = |document: &Compared| document.contested.get(&entry).map(|uses| uses.beside);
    let all: Vec<Beside> = speaking(&side.documents).filter_map(beside).collect();
    if all.len() < MIN_DOCUMENTS {
        return None;
    }
    let mut units = Units::new(2);
    all.iter().for_each(|it| units.push(&[it.positive, it.negative]));
    let name = format!("{} {}", side.label, codebook.entries[entry.get()].id);
    Some(units.resample(plan.replicates, seed_for(plan.seed, name.as_bytes())))
}

fn lean(sums: Sums<'_>) -> Option<f64> {
    Some(logit_scale::position(sums.get(0), sums.get(1)))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{documents, study};
    use super::*;
    use crate::measure::TermUse;
    use crate::measure::fixture::GOVERNANCE;

    fn side(label: &str, n: usize, positive: f64, negative: f64) -> Side<'static> {
        let mut texts = documents(&vec![[1, 1]; n]);
        for text in &mut texts {
            let beside = Beside { positive, negative, events: 2 };
            let uses = TermUse { n_hits: 2, n_sentences: 2, beside, ..TermUse::default() };
            text.contested.insert(EntryIx::new(GOVERNANCE), uses);
        }
        Side { label: label.to_owned(), documents: texts.leak().iter().collect() }
    }

    #[test]
    fn a_plus_leans_to_the_positive_side_in_the_target() {
        let (target, reference) = (side("t", 6, 2.0, 0.0), side("r", 6, 0.0, 2.0));
        let all = lean_differences(&study().codebook, (&target, &reference), &Plan::default());
        let found = &all[0];
        assert!((found.difference.expect("twelve sentences a side") - 2.0 * libm::log(25.0)).abs() < 1e-12);
        assert!(found.interval.is_some_and(|it| it.lo > 0.0) && found.reason.is_none());
    }

    #[test]
    fn a_term_of_one_side_has_a_reason_and_no_difference() {
        let (target, reference) = (side("t", 6, 2.0, 0.0), side("r", 2, 0.0, 2.0));
        let all = lean_differences(&study().codebook, (&target, &reference), &Plan::default());
        assert_eq!((all[0].difference, all[0].reason), (None, Some(Reason::TooFewEvents)));
    }
}
