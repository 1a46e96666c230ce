//! Which clause became which.
//!
//! Clauses with the same words that stand once on each side are paired first, as many as keep their order (a longest
//! increasing run). Between two such anchors a global alignment (Needleman and Wunsch 1970) pairs the rest so that the sum of
//! their similarities is greatest; skipping costs nothing, and pairs under [`MIN_SIMILARITY`] are none. What is left and very
//! much alike on both sides has moved.

use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::ops::Range;

/// Least similarity (Dice) of two clauses in order that are versions of each other.
pub const MIN_SIMILARITY: f64 = 0.4;
/// Least similarity of a clause that has moved.
pub const MIN_MOVED: f64 = 0.6;
/// Most pairs looked at between two anchors, and in the search for moved clauses. A longer stretch is aligned in a band of so
/// many pairs about its diagonal; of moved clauses only those word for word the same are then found.
pub const MOST_PAIRS: usize = 4_000_000;
/// Fewest words of a clause that can be told to have moved with its words changed.
const FEWEST_WORDS: usize = 5;

/// What the alignment knows of a clause.
#[derive(Clone, Debug, Default)]
pub(super) struct Sketch {
    /// Its words by number, in their order.
    pub forms: Vec<u32>,
    /// Its stems by number, ascending.
    pub bag: Vec<u32>,
}

/// Two clauses that are versions of each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub target: usize,
    pub reference: usize,
    pub moved: bool,
}

/// Dice's coefficient of two bags of stems, in [0, 1]: twice what they share over what they hold.
pub(super) fn similarity(one: &Sketch, other: &Sketch) -> f64 {
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    while i < one.bag.len() && j < other.bag.len() {
        match one.bag[i].cmp(&other.bag[j]) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    let total = one.bag.len() + other.bag.len();
    if total == 0 { 0.0 } else { 2.0 * shared as f64 / total as f64 }
}

/// At least as similar as that, or `None`; sees first whether the lengths allow it.
fn similar(one: &Sketch, other: &Sketch, least: f64) -> Option<f64> {
    let (n, m) = (one.bag.len(), other.bag.len());
    let possible = 2.0 * n.min(m) as f64 >= least * (n + m) as f64;
    possible.then(|| similarity(one, other)).filter(|it| *it >= least)
}

/// The pairs of a text and its earlier version, sorted by the target's clause. No clause is in two.
pub(super) fn align(target: &[Sketch], reference: &[Sketch]) -> Vec<Pair> {
    let same = same_once(target, reference);
    let kept = longest_run(&same);
    let mut pairs: Vec<Pair> = same
        .iter()
        .enumerate()
        .map(|(at, &(target, reference))| Pair { target, reference, moved: kept.binary_search(&at).is_err() })
        .collect();
    let mut taken = [vec![false; target.len()], vec![false; reference.len()]];
    for pair in &pairs {
        (taken[0][pair.target], taken[1][pair.reference]) = (true, true);
    }
    let anchors = kept.iter().map(|&at| same[at]).chain([(target.len(), reference.len())]);
    let (mut i, mut j) = (0, 0);
    for (until_i, until_j) in anchors {
        let free = |range: Range<usize>, taken: &[bool]| range.filter(|it| !taken[*it]).collect::<Vec<_>>();
        let (rows, columns) = (free(i..until_i, &taken[0]), free(j..until_j, &taken[1]));
        let found = stretch(&Grid { target, reference, rows, columns });
        for (target, reference) in found {
            (taken[0][target], taken[1][reference]) = (true, true);
            pairs.push(Pair { target, reference, moved: false });
        }
        (i, j) = (until_i + 1, until_j + 1);
    }
    pairs.extend(moved(target, reference, &taken));
    pairs.sort_unstable_by_key(|pair| pair.target);
    pairs
}

/// Clauses with the same words that stand once on each side, by the target's order.
fn same_once(target: &[Sketch], reference: &[Sketch]) -> Vec<(usize, usize)> {
    let once = |side: &[Sketch]| {
        let mut places: FxHashMap<Vec<u32>, Option<usize>> = FxHashMap::default();
        for (at, sketch) in side.iter().enumerate() {
            places.entry(sketch.forms.clone()).and_modify(|it| *it = None).or_insert(Some(at));
        }
        places
    };
    let (of_target, of_reference) = (once(target), once(reference));
    let place = |(at, sketch): (usize, &Sketch)| {
        of_target.get(&sketch.forms).copied().flatten()?;
        Some((at, of_reference.get(&sketch.forms).copied().flatten()?))
    };
    target.iter().enumerate().filter_map(place).collect()
}

/// Places of a longest run of pairs whose second parts ascend (patience sorting, O(n log n)).
fn longest_run(pairs: &[(usize, usize)]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, &(_, second)) in pairs.iter().enumerate() {
        let pile = ends.partition_point(|&end| pairs[end].1 < second);
        before.push(pile.checked_sub(1).map(|pile| ends[pile]));
        if pile == ends.len() {
            ends.push(at);
        } else {
            ends[pile] = at;
        }
    }
    let mut run: Vec<usize> = std::iter::successors(ends.last().copied(), |&at| before[at]).collect();
    run.reverse();
    run
}

/// A stretch between two anchors.
struct Grid<'s> {
    target: &'s [Sketch],
    reference: &'s [Sketch],
    rows: Vec<usize>,
    columns: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Step {
    Pair,
    SkipTarget,
    SkipReference,
}

impl Grid<'_> {
    fn pair(&self, row: usize, column: usize) -> Option<f64> {
        similar(&self.target[self.rows[row]], &self.reference[self.columns[column]], MIN_SIMILARITY)
    }

    /// The columns looked at beside so many rows: all of them where the grid is small, else a band.
    fn band(&self, row: usize) -> Range<usize> {
        let (n, m) = (self.rows.len(), self.columns.len());
        let half = if n * m <= MOST_PAIRS { m } else { (MOST_PAIRS / (2 * n)).max(m / n + 1) };
        let middle = row * m / n;
        middle.saturating_sub(half)..(middle + half).min(m) + 1
    }
}

/// The best alignment of a stretch: pairs of places, in order.
fn stretch(grid: &Grid<'_>) -> Vec<(usize, usize)> {
    let (n, m) = (grid.rows.len(), grid.columns.len());
    if n == 0 || m == 0 {
        return Vec::new();
    }
    let mut steps: Vec<Vec<Step>> = Vec::with_capacity(n + 1);
    let mut above = vec![f64::NEG_INFINITY; m + 1];
    for row in 0..=n {
        let band = grid.band(row);
        let mut scores = vec![f64::NEG_INFINITY; m + 1];
        let mut taken = Vec::with_capacity(band.len());
        for column in band {
            let (score, step) = best(grid, (row, column), &above, &scores);
            scores[column] = score;
            taken.push(step);
        }
        steps.push(taken);
        above = scores;
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (n, m);
    while row > 0 && column > 0 {
        match steps[row][column - grid.band(row).start] {
            Step::Pair => {
                (row, column) = (row - 1, column - 1);
                pairs.push((grid.rows[row], grid.columns[column]));
            }
            Step::SkipTarget => row -= 1,
            Step::SkipReference => column -= 1,
        }
    }
    pairs
}

/// The best way to a cell. Among equals a pair goes first, then skipping the target: the result does not hang on chance.
fn best(grid: &Grid<'_>, (row, column): (usize, usize), above: &[f64], here: &[f64]) -> (f64, Step) {
    if row == 0 || column == 0 {
        return (0.0, if row == 0 { Step::SkipReference } else { Step::SkipTarget });
    }
    let mut best = (above[column], Step::SkipTarget);
    if here[column - 1] > best.0 {
        best = (here[column - 1], Step::SkipReference);
    }
    match grid.pair(row - 1, column - 1) {
        Some(alike) if above[column - 1] + alike >= best.0 => (above[column - 1] + alike, Step::Pair),
        _ => best,
    }
}

/// Clauses left over on both sides that are much alike, the most alike first.
fn moved(target: &[Sketch], reference: &[Sketch], taken: &[Vec<bool>; 2]) -> Vec<Pair> {
    let free = |taken: &[bool]| (0..taken.len()).filter(|at| !taken[*at]).collect::<Vec<_>>();
    let (rows, columns) = (free(&taken[0]), free(&taken[1]));
    let search_all = rows.len() * columns.len() <= MOST_PAIRS;
    let mut same: FxHashMap<&[u32], Vec<usize>> = FxHashMap::default();
    for &at in columns.iter().rev() {
        same.entry(&reference[at].forms).or_default().push(at);
    }
    let mut pairs: Vec<Pair> = Vec::new();
    let mut free = taken.clone();
    for &at in &rows {
        if let Some(other) = same.get_mut(&*target[at].forms).and_then(Vec::pop) {
            (free[0][at], free[1][other]) = (true, true);
            pairs.push(Pair { target: at, reference: other, moved: true });
        }
    }
    let mut alike: Vec<(f64, usize, usize)> = Vec::new();
    for &row in rows.iter().filter(|row| search_all && target[**row].forms.len() >= FEWEST_WORDS) {
        let others = columns.iter().filter(|it| reference[**it].forms.len() >= FEWEST_WORDS);
        let found =
            others.filter_map(|&it| Some((similar(&target[row], &reference[it], MIN_MOVED)?, row, it)));
        alike.extend(found);
    }
    alike.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    for (_, target, reference) in alike {
        if !free[0][target] && !free[1][reference] {
            (free[0][target], free[1][reference]) = (true, true);
            pairs.push(Pair { target, reference, moved: true });
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(forms: &[u32]) -> Sketch {
        let mut bag = forms.to_vec();
        bag.sort_unstable();
        Sketch { forms: forms.to_vec(), bag }
    }

    fn pairs(target: &[Sketch], reference: &[Sketch]) -> Vec<(usize, usize, bool)> {
        align(target, reference).into_iter().map(|it| (it.target, it.reference, it.moved)).collect()
    }

    #[test]
    fn what_changed_stands_between_what_did_not() {
        let reference = [sketch(&[1, 2]), sketch(&[3, 4, 5]), sketch(&[6, 7])];
        let target = [sketch(&[1, 2]), sketch(&[9, 8]), sketch(&[3, 4, 9]), sketch(&[6, 7])];
        assert_eq!(pairs(&target, &reference), [(0, 0, false), (2, 1, false), (3, 2, false)]);
    }

    #[test]
    fn a_clause_out_of_order_has_moved() {
        let reference = [sketch(&[1, 1]), sketch(&[2, 2]), sketch(&[3, 3])];
        let target = [sketch(&[3, 3]), sketch(&[1, 1]), sketch(&[2, 2])];
        assert_eq!(pairs(&target, &reference), [(0, 2, true), (1, 0, false), (2, 1, false)]);
    }

    #[test]
    fn a_long_stretch_is_aligned_in_a_band() {
        let numbers: Vec<u32> = (0..5_000).collect();
        let old: Vec<Sketch> = numbers.iter().map(|&n| sketch(&[n, n + 1, n + 2, 50_000])).collect();
        let new: Vec<Sketch> = numbers.iter().map(|&n| sketch(&[n, n + 1, n + 2, 60_000])).collect();
        let found = align(&new, &old);
        assert_eq!(found.len(), 5_000);
        assert!(found.iter().all(|it| it.target == it.reference && !it.moved));
    }

    #[test]
    fn dice_is_as_worked_by_hand() {
        // Two of three and two of five shared: 2 * 2 / 8.
        assert!((similarity(&sketch(&[1, 2, 3]), &sketch(&[1, 2, 4, 5, 6])) - 0.5).abs() < 1e-12);
    }
}
