//! All pairs of groups: how far apart they are, and in which order they stand.

use super::contested::TermTotal;
use super::difference::{Drawn, Plan, Side, labelled, speaking};
use super::lean::leans;
use super::study::Compared;
use crate::codebook::{Codebook, EntryIx};
use crate::measure::{MIN_DOCUMENTS, Reason, SumStatistic, family_columns, sum_statistics, sums};
use crate::stats::distance::jensen_shannon_distance;
use crate::stats::permutation::{Labelled, Statistic, Tested, TwoGroups};
use crate::stats::reliability::heterogeneity;
use crate::stats::{Interval, bootstrap, percentile, seed_for};
use std::collections::BTreeMap;

/// The statistics of a matrix: those that a group is placed by.
const PLACED_BY: [&str; 2] = ["position", "emphasis"];

/// A group with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Its label.
    pub label: String,
    /// Documents that speak.
    pub n_documents: u64,
    /// Each statistic of [`Matrix::statistics`], with its interval.
    pub values: Vec<(Option<f64>, Option<Interval>)>,
    /// Its rank by each: 1 has the highest value. `None` without a value.
    pub ranks: Vec<Option<u64>>,
    /// 95 % interval of each rank over bootstrap draws of all groups; `None` where a group has too few documents.
    pub rank_intervals: Vec<Option<Interval>>,
}

/// Two groups and how far apart they are. A plus is more in the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Their places in [`Matrix::groups`].
    pub groups: [usize; 2],
    /// For each statistic of [`Matrix::statistics`] the difference, its interval, its test and q over all pairs and
    /// statistics.
    pub differences: Vec<PairDifference>,
    /// Jensen-Shannon distance of the families that they argue with, in \[0, 1\].
    pub distance: Option<f64>,
}

/// A statistic of a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PairDifference {
    /// First less second.
    pub difference: Option<f64>,
    /// 95 % interval, documents drawn.
    pub interval: Option<Interval>,
    /// Permutation test of no difference.
    pub tested: Option<Tested>,
    /// Adjusted for all pairs and statistics of the matrix.
    pub q: Option<f64>,
}

/// How much groups fight over a contested term (METRICS 16).
#[derive(Clone, Debug, PartialEq)]
pub struct Contestation {
    /// The term.
    pub entry: EntryIx,
    /// I² of the groups' leans, each with its bootstrap standard error: the share of their variation that is not noise,
    /// in \[0, 1\]. `None` for fewer than two groups with a lean and an interval.
    pub i_squared: Option<f64>,
    /// Groups whose leans it is made from.
    pub n_groups: u64,
    /// Occurrences that are talked about, not used, as a share of all, in \[0, 1\].
    pub mentioned_share: Option<f64>,
    /// Occurrences that nothing decides, as a share of all, in \[0, 1\].
    pub unresolved_share: Option<f64>,
    /// Why `i_squared` is missing.
    pub reason: Option<Reason>,
}

/// Groups, pairs and the terms that they fight over.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// Names of the statistics.
    pub statistics: Vec<&'static str>,
    /// The groups, in the order given.
    pub groups: Vec<Placed>,
    /// Every pair, the first before the second.
    pub pairs: Vec<Pair>,
    /// Contested terms, in codebook order.
    pub contestation: Vec<Contestation>,
}

/// How independent pieces of work are done: one after another, or by the caller's threads. The results are the same.
pub trait Each: Sync {
    /// What `work` makes of each item, in their order.
    fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R>;
}

/// One after another.
#[derive(Clone, Copy, Debug)]
pub struct InTurn;

impl Each for InTurn {
    fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
        items.iter().map(work).collect()
    }
}

/// Compares every group with every other.
///
/// Each group is drawn once; differences, and ranks, are those of the draws side by side. Tests rearrange the documents of
/// two groups; q is over all tests of the matrix.
#[must_use]
pub fn matrix(codebook: &Codebook, groups: &[Side<'_>], plan: &Plan, by: &impl Each) -> Matrix {
    let mut statistics = sum_statistics(codebook);
    statistics.retain(|it| PLACED_BY.contains(&it.name) && it.frame.is_none());
    let drawn: Vec<Drawn<'_>> = by.each(groups, |group| Drawn::of(codebook, group, plan));
    let mut pairs: Vec<[usize; 2]> = Vec::new();
    for second in 1..groups.len() {
        pairs.extend((0..second).map(|first| [first, second]));
    }
    pairs.sort_unstable();
    let test = |pair: &[usize; 2]| {
        let [first, second] = pair.map(|at| &groups[at]);
        tests(codebook, (first, second), &statistics, plan)
    };
    let tested: Vec<Vec<Option<Tested>>> = by.each(&pairs, test);
    let columns = family_columns(codebook);
    let tested: Vec<([usize; 2], Vec<Option<Tested>>)> = pairs.into_iter().zip(tested).collect();
    let pair = |(groups, tested): &([usize; 2], Vec<Option<Tested>>)| {
        let [first, second] = groups.map(|at| &drawn[at]);
        let differences = statistics.iter().zip(tested);
        Pair {
            groups: *groups,
            differences: differences
                .map(|(it, tested)| pair_difference(it, [first, second], *tested))
                .collect(),
            distance: jensen_shannon_distance(
                &first.totals()[columns.clone()],
                &second.totals()[columns.clone()],
            ),
        }
    };
    let mut pairs: Vec<Pair> = by.each(&tested, pair);
    adjust(&mut pairs, plan);
    Matrix {
        groups: placed(groups, &drawn, &statistics),
        pairs,
        contestation: contestation(codebook, groups, plan),
        statistics: statistics.iter().map(|it| it.name).collect(),
    }
}

fn tests(
    codebook: &Codebook,
    (first, second): (&Side<'_>, &Side<'_>),
    statistics: &[SumStatistic],
    plan: &Plan,
) -> Vec<Option<Tested>> {
    if [first, second].iter().any(|side| speaking(&side.documents).count() < MIN_DOCUMENTS) {
        return vec![None; statistics.len()];
    }
    // Only the columns that are asked for are rearranged.
    let columns: Vec<usize> = statistics.iter().flat_map(SumStatistic::columns).copied().collect();
    let units: Vec<Labelled> =
        labelled(&first.documents, &second.documents, plan.strata.as_deref(), |document: &Compared| {
            let all = sums(codebook, document.counts(plan.voices));
            columns.iter().map(|at| all[*at]).collect()
        });
    let mut before = 0;
    let difference = |statistic: &SumStatistic| {
        let (statistic, first) = (statistic.clone(), before);
        before += statistic.columns().len();
        move |one: &[f64], other: &[f64]| {
            let of = |side: &[f64]| statistic.of_columns(&side[first..]);
            Some(of(one)? - of(other)?)
        }
    };
    let differences: Vec<_> = statistics.iter().map(difference).collect();
    let statistics: Vec<Statistic<'_>> = differences.iter().map(|it| it as Statistic<'_>).collect();
    let seed = seed_for(plan.seed, format!("{} against {}", first.label, second.label).as_bytes());
    TwoGroups::new(&units).test(&statistics, (plan.permutations, seed))
}

fn pair_difference(
    statistic: &SumStatistic,
    [first, second]: [&Drawn<'_>; 2],
    tested: Option<Tested>,
) -> PairDifference {
    let less = first.less(second, statistic);
    PairDifference {
        difference: less.map(|it| it.0),
        interval: less.and_then(|it| it.1),
        tested: tested.filter(|_| less.is_some()),
        q: None,
    }
}

fn adjust(pairs: &mut [Pair], plan: &Plan) {
    let all = || pairs.iter().flat_map(|pair| &pair.differences);
    let p: Vec<f64> = all().filter_map(|it| it.tested.map(|tested| tested.p)).collect();
    let mut q = plan.adjustment.adjust(&p).into_iter();
    let all = pairs.iter_mut().flat_map(|pair| &mut pair.differences);
    all.filter(|it| it.tested.is_some()).for_each(|it| it.q = q.next());
}

fn placed(groups: &[Side<'_>], drawn: &[Drawn<'_>], statistics: &[SumStatistic]) -> Vec<Placed> {
    let values: Vec<Vec<Option<f64>>> =
        statistics.iter().map(|it| drawn.iter().map(|group| group.value(it)).collect()).collect();
    let draws: Vec<Vec<Vec<f64>>> =
        statistics.iter().map(|it| drawn.iter().map(|group| group.draws(it)).collect()).collect();
    let of = |(at, group): (usize, &Side<'_>)| Placed {
        label: group.label.clone(),
        n_documents: speaking(&group.documents).count() as u64,
        values: statistics.iter().map(|it| (drawn[at].value(it), drawn[at].interval(it))).collect(),
        ranks: values
            .iter()
            .map(|values| values[at].map(|value| rank(value, values.iter().flatten())))
            .collect(),
        rank_intervals: draws
            .iter()
            .zip(&values)
            .map(|(draws, values)| rank_interval(at, draws, values))
            .collect(),
    };
    groups.iter().enumerate().map(of).collect()
}

/// One more than there are greater values.
fn rank<'v>(value: f64, among: impl Iterator<Item = &'v f64>) -> u64 {
    1 + among.filter(|other| **other > value).count() as u64
}

/// The interval of a group's rank: its rank in each draw. Groups with too few documents to be drawn stay where they are.
fn rank_interval(at: usize, draws: &[Vec<f64>], values: &[Option<f64>]) -> Option<Interval> {
    let n = draws[at].len();
    let others = |draw: usize| {
        let of = move |(drawn, value): (&Vec<f64>, &Option<f64>)| {
            if drawn.len() == n { Some(drawn[draw]) } else { *value }
        };
        draws.iter().zip(values).filter_map(of).collect::<Vec<f64>>()
    };
    let mut ranks: Vec<f64> = (0..n).map(|draw| rank(draws[at][draw], others(draw).iter()) as f64).collect();
    percentile(&mut ranks, "document-bootstrap")
}

/// The leans of groups with their standard errors, and the occurrences, mentioned and unresolved ones of all.
type Leans = (Vec<(f64, f64)>, [u64; 3]);

fn contestation(codebook: &Codebook, groups: &[Side<'_>], plan: &Plan) -> Vec<Contestation> {
    let mut terms: BTreeMap<EntryIx, Leans> = BTreeMap::new();
    for group in groups {
        for (TermTotal { entry, uses, lean, .. }, draws) in leans(codebook, group, plan) {
            let (leans, counts) = terms.entry(entry).or_default();
            let more = [uses.n_hits, uses.n_mentioned, uses.n_unresolved].map(u64::from);
            counts.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
            if let (Some(value), Some(error)) = (lean.value, bootstrap::standard_error(&draws)) {
                leans.push((value, error));
            }
        }
    }
    let contestation = |(entry, (leans, [n, mentioned, unresolved])): (EntryIx, Leans)| {
        let sure: Vec<(f64, f64)> = leans.into_iter().filter(|(_, error)| *error > 0.0).collect();
        let share = |of: u64| (n > 0).then(|| of as f64 / n as f64);
        let found = heterogeneity(&sure);
        Contestation {
            entry,
            i_squared: found.map(|it| it.i_squared),
            n_groups: sure.len() as u64,
            mentioned_share: share(mentioned),
            unresolved_share: share(unresolved),
            reason: found.is_none().then_some(Reason::TooFewEvents),
        }
    };
    terms.into_iter().map(contestation).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{documents, study};
    use super::*;
    use crate::measure::fixture::GOVERNANCE;
    use crate::measure::{Beside, TermUse};

    fn group(label: &str, events: &[[u64; 2]]) -> Side<'static> {
        Side { label: label.to_owned(), documents: documents(events).leak().iter().collect() }
    }

    fn three() -> Vec<Side<'static>> {
        vec![
            group("state", &[[1, 8], [2, 9], [1, 7], [2, 6], [1, 9]]),
            group("rights", &[[9, 1], [8, 2], [7, 1], [9, 2], [8, 1]]),
            group("both", &[[5, 5], [4, 6], [6, 4], [5, 5], [5, 4]]),
        ]
    }

    #[test]
    fn groups_are_ranked_and_every_pair_is_compared() {
        let found = matrix(&study().codebook, &three(), &Plan::default(), &InTurn);
        assert_eq!(found.statistics, ["position", "emphasis"]);
        assert_eq!(
            found.groups.iter().map(|it| it.ranks[0]).collect::<Vec<_>>(),
            [Some(3), Some(1), Some(2)]
        );
        let interval = found.groups[1].rank_intervals[0].expect("five documents a group");
        assert_eq!((interval.lo, interval.hi), (1.0, 1.0));
        assert_eq!(found.pairs.iter().map(|it| it.groups).collect::<Vec<_>>(), [[0, 1], [0, 2], [1, 2]]);
        let of = |pair: usize| found.pairs[pair].differences[0];
        assert!(of(0).interval.is_some_and(|it| it.hi < 0.0) && of(0).q.is_some_and(|q| q < 0.05));
        assert!(of(2).difference.is_some_and(|it| it > 0.0));
        assert!(found.pairs[0].distance > found.pairs[1].distance);
    }

    /// A hundred documents with two occurrences of a contested term each, one talked about in every fifth and one undecided
    /// in every tenth; beside it weight 0 or twice `positive` in turn for the one side, 1 for the other.
    fn fighting(label: &str, positive: f64) -> Side<'static> {
        let mut texts = documents(&[[1, 1]; 100]);
        for (at, text) in texts.iter_mut().enumerate() {
            let beside = Beside { positive: 2.0 * positive * (at % 2) as f64, negative: 1.0, events: 2 };
            let [n_mentioned, n_unresolved] = [5, 10].map(|every| u32::from(at % every == 0));
            let uses = TermUse {
                n_hits: 2,
                n_sentences: 2,
                n_mentioned,
                n_unresolved,
                beside,
                ..TermUse::default()
            };
            text.contested.insert(EntryIx::new(GOVERNANCE), uses);
        }
        Side { label: label.to_owned(), documents: texts.leak().iter().collect() }
    }

    #[test]
    fn a_worked_example_of_a_term_that_two_groups_fight_over() {
        // Weights 100 : 100 and 200 : 100, so the leans are 0 and ln(200.5 / 100.5) = .6907. Drawing documents moves the sums
        // of the first side by √100 · 1 and √100 · 2: standard errors 10 / 100.5 = .0995 and 20 / 200.5 = .0998.
        // Q = .6907² / (.0995² + .0998²) = 24.0, I² = (Q − 1) / Q = .958.
        let groups = [fighting("one", 1.0), fighting("other", 2.0)];
        let plan = Plan { replicates: 4000, permutations: 1, ..Plan::default() };
        let found = &matrix(&study().codebook, &groups, &plan, &InTurn).contestation[0];
        assert_eq!((found.entry, found.n_groups), (EntryIx::new(GOVERNANCE), 2));
        assert!((found.i_squared.expect("two leans") - 0.958).abs() < 0.01, "{found:?}");
        // Of 400 occurrences 40 are talked about and 20 undecided.
        assert_eq!((found.mentioned_share, found.unresolved_share), (Some(0.1), Some(0.05)));
        let agreeing = [fighting("one", 1.0), fighting("other", 1.0)];
        let found = &matrix(&study().codebook, &agreeing, &plan, &InTurn).contestation[0];
        assert_eq!(found.i_squared, Some(0.0));
    }

    #[test]
    fn a_group_that_cannot_be_drawn_keeps_its_place_among_the_others() {
        let mut groups = three();
        groups.push(group("one", &[[24, 1]]));
        let found = matrix(&study().codebook, &groups, &Plan::default(), &InTurn);
        let rights = &found.groups[1];
        assert_eq!((rights.ranks[0], found.groups[3].rank_intervals[0]), (Some(2), None));
        assert!(rights.rank_intervals[0].is_some_and(|it| it.lo == 2.0 && it.hi == 2.0));
    }

    #[test]
    fn the_difference_of_a_pair_is_that_of_two_sides() {
        let groups = three();
        let found = matrix(&study().codebook, &groups, &Plan::default(), &InTurn);
        let both = super::super::differences(&study().codebook, (&groups[0], &groups[1]), &Plan::default());
        let position = both.iter().find(|it| it.statistic == "position").expect("there is a contrast");
        let pair = found.pairs[0].differences[0];
        assert_eq!((pair.difference, pair.interval), (position.difference, position.interval));
        assert_eq!(pair.tested.map(|it| it.p), position.tested.map(|it| it.p));
    }
}
