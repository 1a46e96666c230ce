//! How two groups of documents differ, statistic by statistic.

use super::interval;
use super::study::Compared;
use crate::codebook::{Codebook, FamilyIx, FrameIx};
use crate::measure::{
    DocumentCounts, MIN_DOCUMENTS, Reason, SumStatistic, Voices, document_units, sum_statistics, sums,
};
use crate::stats::bootstrap::{Replicates, Sums};
use crate::stats::permutation::{Labelled, Statistic, Tested, TwoGroups};
use crate::stats::{Adjustment, Interval, seed_for};
use std::collections::BTreeMap;

/// One side of a comparison.
#[derive(Clone, Debug)]
pub struct Side<'s> {
    /// What it is called in the output; the draws of its bootstrap depend on it.
    pub label: String,
    /// Its documents.
    pub documents: Vec<&'s Compared>,
}

/// How to compare. Everything here is written to the output.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Whose frames are compared.
    pub voices: Voices,
    /// Bootstrap samples.
    pub replicates: usize,
    /// Random rearrangements of a permutation test; all of them where there are no more.
    pub permutations: usize,
    /// The seed of all draws.
    pub seed: u64,
    /// A field within whose values alone documents are rearranged.
    pub strata: Option<String>,
    /// How p is adjusted for the statistics looked at together.
    pub adjustment: Adjustment,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            voices: Voices::Author,
            replicates: 1000,
            permutations: 9999,
            seed: 1,
            strata: None,
            adjustment: Adjustment::BenjaminiHochberg,
        }
    }
}

/// How two groups differ in one statistic. A plus is more in the target.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Its name: one of [`STATISTICS`](crate::measure::STATISTICS).
    pub statistic: &'static str,
    /// The frame it is about, if one.
    pub frame: Option<FrameIx>,
    /// The family it is about, if one.
    pub family: Option<FamilyIx>,
    /// The statistic of the target's documents taken together, and its interval.
    pub target: (Option<f64>, Option<Interval>),
    /// The same of the reference.
    pub reference: (Option<f64>, Option<Interval>),
    /// Target less reference.
    pub difference: Option<f64>,
    /// 95 % interval of the difference.
    pub interval: Option<Interval>,
    /// The permutation test of no difference; `None` where there are too few documents.
    pub tested: Option<Tested>,
    /// Its p adjusted for all statistics of the comparison that were tested.
    pub q: Option<f64>,
    /// Why something is missing.
    pub reason: Option<Reason>,
}

/// The documents of a group that speak, with what the bootstrap drew of them.
pub(super) struct Drawn<'s> {
    counts: Vec<&'s DocumentCounts>,
    totals: Vec<f64>,
    replicates: Replicates,
}

impl<'s> Drawn<'s> {
    pub(super) fn of(codebook: &Codebook, group: &Side<'s>, plan: &Plan) -> Self {
        let counts: Vec<&DocumentCounts> =
            speaking(&group.documents).map(|document| document.counts(plan.voices)).collect();
        let mut sum = DocumentCounts::new(codebook);
        counts.iter().for_each(|document| sum.merge(document));
        let n_replicates = if counts.len() < MIN_DOCUMENTS { 0 } else { plan.replicates };
        let seed = seed_for(plan.seed, group.label.as_bytes());
        Self {
            totals: sums(codebook, &sum),
            replicates: document_units(codebook, &counts).resample(n_replicates, seed),
            counts,
        }
    }

    pub(super) fn value(&self, statistic: &SumStatistic) -> Option<f64> {
        statistic.of(|at| self.totals[at])
    }

    pub(super) fn totals(&self) -> &[f64] {
        &self.totals
    }

    /// The statistic in each draw in which it is defined.
    pub(super) fn draws(&self, statistic: &SumStatistic) -> Vec<f64> {
        self.replicates.values(|sums| statistic.of(|at| sums.get(at)))
    }

    pub(super) fn interval(&self, statistic: &SumStatistic) -> Option<Interval> {
        self.value(statistic)?;
        interval::of_values(self.draws(statistic), self.replicates.n_units())
    }

    /// The statistic less that of another group, and its interval: each group's own draws, since they were drawn apart.
    pub(super) fn less(&self, reference: &Self, statistic: &SumStatistic) -> Option<(f64, Option<Interval>)> {
        let difference = self.value(statistic)? - reference.value(statistic)?;
        let groups = (&self.replicates, &reference.replicates);
        let of = |sums: Sums<'_>| statistic.of(|column| sums.get(column));
        Some((difference, interval::of_difference(groups, of)))
    }
}

/// Documents whose counts say something.
pub(super) fn speaking<'s>(documents: &[&'s Compared]) -> impl Iterator<Item = &'s Compared> {
    documents.iter().copied().filter(|document| !document.is_excluded())
}

/// Compares two groups in every statistic of [`sum_statistics`].
///
/// Differences are of the counts added up (pooled). Intervals draw whole documents of each group with replacement
/// (A. C. Davison & D. Hinkley 1997, §3.8; ends by [`expanded_percentile`](crate::stats::expanded_percentile)); p rearranges whole documents between the groups, within strata
/// where the plan names a field. Under five documents a side there is neither, but where both sides are a single document
/// the position has an interval made of their two (method of variance estimates recovery: G. Y. Zou & A. Donner
/// 2008, Stat. Med. 27:1693-1702).
#[must_use]
pub fn differences(
    codebook: &Codebook,
    (target, reference): (&Side<'_>, &Side<'_>),
    plan: &Plan,
) -> Vec<Difference> {
    let statistics = sum_statistics(codebook);
    let drawn = [target, reference].map(|group| Drawn::of(codebook, group, plan));
    let [of_target, of_reference] = &drawn;
    let is_enough = drawn.iter().all(|side| side.counts.len() >= MIN_DOCUMENTS);
    let tested = if is_enough {
        tests(codebook, (target, reference), &statistics, plan)
    } else {
        vec![None; statistics.len()]
    };
    let mut all: Vec<Difference> = statistics
        .iter()
        .zip(tested)
        .map(|(statistic, tested)| {
            let values = [of_target, of_reference].map(|side| side.value(statistic));
            let less = of_target.less(of_reference, statistic);
            let difference = less.map(|it| it.0);
            Difference {
                statistic: statistic.name,
                frame: statistic.frame,
                family: statistic.family,
                target: (values[0], of_target.interval(statistic)),
                reference: (values[1], of_reference.interval(statistic)),
                difference,
                interval: less.and_then(|it| it.1),
                tested: tested.filter(|_| difference.is_some()),
                q: None,
                reason: match difference {
                    None => Some(Reason::NoEvents),
                    Some(_) => (!is_enough).then_some(Reason::TooFewDocuments),
                },
            }
        })
        .collect();
    adjust(&mut all, plan.adjustment);
    if let ([one], [other]) = (&target.documents[..], &reference.documents[..]) {
        of_two(&mut all, (one, other), plan.voices);
    }
    all
}

/// Fills in q.
fn adjust(all: &mut [Difference], adjustment: Adjustment) {
    let p: Vec<f64> = all.iter().filter_map(|it| it.tested.map(|tested| tested.p)).collect();
    let mut q = adjustment.adjust(&p).into_iter();
    all.iter_mut().filter(|it| it.tested.is_some()).for_each(|it| it.q = q.next());
}

/// The interval of the difference of two positions, each with its own: lo = d − √((t − tₗ)² + (rᵤ − r)²), hi likewise
/// (Zou & Donner). The positions are those of
/// single documents, whose intervals draw sentences: it says how sure the two texts are, nothing of who else might have
/// written them.
fn of_two(all: &mut [Difference], (target, reference): (&Compared, &Compared), voices: Voices) {
    let intervals = [target, reference].map(|document| document.position_interval[voices as usize]);
    let Some(it) = all.iter_mut().find(|it| it.statistic == "position") else { return };
    let [Some(of_target), Some(of_reference)] = intervals else { return };
    let (Some(t), Some(r)) = (it.target.0, it.reference.0) else { return };
    let root = |one: f64, other: f64| libm::sqrt(one * one + other * other);
    it.target.1 = Some(of_target);
    it.reference.1 = Some(of_reference);
    it.interval = Some(Interval {
        lo: t - r - root(t - of_target.lo, of_reference.hi - r),
        hi: t - r + root(of_target.hi - t, r - of_reference.lo),
        method: "mover",
    });
}

/// Tests every statistic with the same rearrangements.
fn tests(
    codebook: &Codebook,
    (target, reference): (&Side<'_>, &Side<'_>),
    statistics: &[SumStatistic],
    plan: &Plan,
) -> Vec<Option<Tested>> {
    let units = labelled(&target.documents, &reference.documents, plan.strata.as_deref(), |document| {
        sums(codebook, document.counts(plan.voices))
    });
    let difference = |statistic: &SumStatistic| {
        let statistic = statistic.clone();
        move |target: &[f64], reference: &[f64]| {
            Some(statistic.of(|at| target[at])? - statistic.of(|at| reference[at])?)
        }
    };
    let differences: Vec<_> = statistics.iter().map(difference).collect();
    let statistics: Vec<Statistic<'_>> = differences.iter().map(|it| it as Statistic<'_>).collect();
    let seed = seed_for(plan.seed, format!("{} against {}", target.label, reference.label).as_bytes());
    TwoGroups::new(&units).test(&statistics, (plan.permutations, seed))
}

/// The documents of both sides that speak, as units of a permutation test.
pub(super) fn labelled(
    target: &[&Compared],
    reference: &[&Compared],
    strata: Option<&str>,
    quantities: impl Fn(&Compared) -> Vec<f64>,
) -> Vec<Labelled> {
    let mut places: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut stratum = |document: &Compared| {
        let value = strata.and_then(|field| super::value_of(&document.metadata, field));
        let next = places.len();
        *places.entry(value).or_insert(next)
    };
    let mut units = Vec::new();
    for (documents, in_target) in [(target, true), (reference, false)] {
        for document in speaking(documents) {
            let stratum = stratum(document);
            units.push(Labelled { quantities: quantities(document), in_target, stratum });
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{documents, study};
    use super::*;

    fn compare(target: &[[u64; 2]], reference: &[[u64; 2]]) -> Vec<Difference> {
        let [target, reference] = [target, reference].map(documents);
        let target: Vec<&Compared> = target.iter().collect();
        let reference: Vec<&Compared> = reference.iter().collect();
        let groups = [("one", target), ("other", reference)]
            .map(|(label, documents)| Side { label: label.to_owned(), documents });
        differences(&study().codebook, (&groups[0], &groups[1]), &Plan::default())
    }

    fn position(all: &[Difference]) -> &Difference {
        all.iter().find(|it| it.statistic == "position").expect("the fixture has a contrast")
    }

    #[test]
    fn groups_that_differ_are_told_apart() {
        let all =
            compare(&[[9, 1], [8, 2], [7, 1], [9, 2], [8, 1]], &[[1, 7], [2, 9], [1, 8], [2, 6], [1, 9]]);
        let found = position(&all);
        let expected = libm::log(41.5 / 7.5) - libm::log(7.5 / 39.5);
        assert!((found.difference.expect("events") - expected).abs() < 1e-12);
        let interval = found.interval.expect("five documents");
        assert!(interval.lo > 0.0 && interval.lo < expected && expected < interval.hi);
        // 252 ways to part ten documents; the true one and its mirror are the most extreme.
        let tested = found.tested.expect("five documents");
        assert_eq!((tested.n, tested.method), (252, "permutation-exact"));
        assert!((tested.p - 2.0 / 252.0).abs() < 1e-12 && found.q >= Some(tested.p));
    }

    #[test]
    fn swapping_the_sides_turns_every_sign() {
        let one =
            compare(&[[9, 1], [8, 2], [7, 1], [9, 2], [8, 1]], &[[1, 7], [2, 9], [1, 8], [2, 6], [1, 9]]);
        let other =
            compare(&[[1, 7], [2, 9], [1, 8], [2, 6], [1, 9]], &[[9, 1], [8, 2], [7, 1], [9, 2], [8, 1]]);
        for (one, other) in one.iter().zip(&other) {
            assert_eq!(one.difference, other.difference.map(|it| -it), "{}", one.statistic);
            assert_eq!(one.tested.map(|it| it.p), other.tested.map(|it| it.p), "{}", one.statistic);
        }
    }

    #[test]
    fn two_documents_have_an_interval_and_no_p() {
        let all = compare(&[[9, 1]], &[[1, 7]]);
        let found = position(&all);
        assert_eq!((found.tested, found.q, found.reason), (None, None, Some(Reason::TooFewDocuments)));
        let interval = found.interval.expect("each has its own");
        assert_eq!(interval.method, "mover");
        assert!(interval.lo < found.difference.expect("events"));
    }

    #[test]
    fn silence_is_no_position() {
        let all = compare(&[[0, 0]], &[[1, 7]]);
        assert_eq!((position(&all).difference, position(&all).reason), (None, Some(Reason::NoEvents)));
    }
}
