//! How well two codings of the same items agree.
//!
//! Precision, recall and F1 hold one coding (a program) against another taken as right; kappa, pi, AC1 and
//! alpha hold coders against each other and take off what chance would give. They differ in what they call
//! chance, so several are printed side by side. None says that what the coders agree on is true.

use super::bootstrap::{Sums, Units};
use super::interval::{Interval, percentile, wilson};
use serde::{Deserialize, Serialize};

/// What was found against what was there, for one label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// Found and there.
    pub true_positives: u64,
    /// Found, not there.
    pub false_positives: u64,
    /// There, not found.
    pub false_negatives: u64,
}

impl Matches {
    /// Precision tp / (tp + fp); `None` if nothing was found.
    ///
    /// ```
    /// use normscope::stats::agreement::Matches;
    /// let matches = Matches { true_positives: 42, false_positives: 8, false_negatives: 14 };
    /// assert_eq!((matches.precision(), matches.recall()), (Some(0.84), Some(0.75)));
    /// ```
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        ratio(self.true_positives, self.true_positives + self.false_positives)
    }

    /// Recall tp / (tp + fn); `None` if nothing was there.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        ratio(self.true_positives, self.true_positives + self.false_negatives)
    }

    /// F1 = 2tp / (2tp + fp + fn), the harmonic mean of precision and recall; `None` if nothing was found
    /// and nothing was there. It leaves true negatives out, so labels of different frequency do not compare.
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        ratio(2 * self.true_positives, 2 * self.true_positives + self.false_positives + self.false_negatives)
    }

    /// Wilson interval of the precision.
    #[must_use]
    pub fn precision_interval(&self) -> Option<Interval> {
        wilson(self.true_positives, self.true_positives + self.false_positives)
    }

    /// Wilson interval of the recall.
    #[must_use]
    pub fn recall_interval(&self) -> Option<Interval> {
        wilson(self.true_positives, self.true_positives + self.false_negatives)
    }

    /// Both tallies together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            true_positives: self.true_positives + other.true_positives,
            false_positives: self.false_positives + other.false_positives,
            false_negatives: self.false_negatives + other.false_negatives,
        }
    }

    /// The tally taken `n` times.
    #[must_use]
    pub fn times(self, n: u64) -> Self {
        Self {
            true_positives: self.true_positives * n,
            false_positives: self.false_positives * n,
            false_negatives: self.false_negatives * n,
        }
    }

    /// One item, in which a label was there or not, and was found or not.
    #[must_use]
    pub fn of(there: bool, found: bool) -> Self {
        Self {
            true_positives: u64::from(there && found),
            false_positives: u64::from(!there && found),
            false_negatives: u64::from(there && !found),
        }
    }
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Mean F1 over the labels for which it is defined; `None` if it is for none.
#[must_use]
pub fn mean_f1(labels: &[Matches]) -> Option<f64> {
    mean(labels.iter().filter_map(Matches::f1))
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, n) = values.fold((0.0, 0u32), |(sum, n), value| (sum + value, n + 1));
    (n > 0).then(|| sum / f64::from(n))
}

/// Bootstrap interval of [`mean_f1`]. Each unit (an item, or all items of one document where they cluster)
/// brings its matches for every label, in one order. `None` without units.
///
/// ```
/// use normscope::stats::agreement::{Matches, mean_f1_interval};
/// let right = vec![Matches::of(true, true)];
/// let wrong = vec![Matches::of(true, false)];
/// let interval = mean_f1_interval(&[right.clone(), right, wrong], 1000, 1).expect("units");
/// assert!(interval.lo < 0.8 && interval.hi == 1.0);
/// ```
#[must_use]
pub fn mean_f1_interval(units: &[Vec<Matches>], n_replicates: usize, seed: u64) -> Option<Interval> {
    let n_labels = units.iter().map(Vec::len).max()?;
    let mut table = Units::new(2 * n_labels);
    for unit in units {
        // F1 needs two sums a label: 2tp, and 2tp + fp + fn.
        let pair = |label: &Matches| {
            let doubled = 2 * label.true_positives;
            [doubled as f64, (doubled + label.false_positives + label.false_negatives) as f64]
        };
        table.push(&unit.iter().flat_map(pair).collect::<Vec<_>>());
    }
    let f1 = |sums: Sums<'_>, label: usize| {
        let whole = sums.get(2 * label + 1);
        (whole > 0.0).then(|| sums.get(2 * label) / whole)
    };
    let replicates = table.resample(n_replicates, seed);
    let mut values = replicates.values(|sums| mean((0..n_labels).filter_map(|label| f1(sums, label))));
    percentile(&mut values, "bootstrap")
}

/// Two coders' labels for the same items, counted: a square table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confusion {
    n_categories: usize,
    cells: Vec<u64>,
}

impl Confusion {
    /// No items yet.
    #[must_use]
    pub fn new(n_categories: usize) -> Self {
        Self { n_categories, cells: vec![0; n_categories * n_categories] }
    }

    /// Adds an item that the first coder put in `first` and the second in `second`.
    ///
    /// # Panics
    /// If there is no such category.
    pub fn add(&mut self, first: usize, second: usize) {
        assert!(first < self.n_categories && second < self.n_categories, "categories are numbered from 0");
        self.cells[first * self.n_categories + second] += 1;
    }

    /// The table with these cells, row by row.
    ///
    /// # Panics
    /// If there are not `n_categories` squared of them.
    #[must_use]
    pub fn from_cells(n_categories: usize, cells: Vec<u64>) -> Self {
        assert_eq!(cells.len(), n_categories * n_categories, "the table is square");
        Self { n_categories, cells }
    }

    /// The cells, row by row.
    #[must_use]
    pub fn cells(&self) -> &[u64] {
        &self.cells
    }

    /// Adds the items of another table of the same categories.
    ///
    /// # Panics
    /// If it has other categories.
    pub fn merge(&mut self, other: &Self) {
        assert_eq!(self.n_categories, other.n_categories, "tables of the same categories");
        self.cells.iter_mut().zip(&other.cells).for_each(|(mine, theirs)| *mine += theirs);
    }

    /// Items in a cell.
    #[must_use]
    pub fn get(&self, first: usize, second: usize) -> u64 {
        self.cells[first * self.n_categories + second]
    }

    /// Items.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.cells.iter().sum()
    }

    fn row(&self, category: usize) -> u64 {
        (0..self.n_categories).map(|other| self.get(category, other)).sum()
    }

    fn column(&self, category: usize) -> u64 {
        (0..self.n_categories).map(|other| self.get(other, category)).sum()
    }

    /// The second coder's matches for a category, with the first taken as right.
    #[must_use]
    pub fn matches(&self, category: usize) -> Matches {
        let both = self.get(category, category);
        Matches {
            true_positives: both,
            false_positives: self.column(category) - both,
            false_negatives: self.row(category) - both,
        }
    }

    /// Macro-F1: mean F1 over the categories that either coder used. `None` without items.
    #[must_use]
    pub fn macro_f1(&self) -> Option<f64> {
        mean_f1(&(0..self.n_categories).map(|category| self.matches(category)).collect::<Vec<_>>())
    }

    /// Share of items on which the coders agree; `None` without items.
    #[must_use]
    pub fn agreement(&self) -> Option<f64> {
        let same = (0..self.n_categories).map(|category| self.get(category, category)).sum();
        ratio(same, self.total())
    }

    /// Cohen's kappa (pₒ − pₑ) / (1 − pₑ), with chance pₑ from each coder's own margins; at most 1. `None`
    /// where chance agreement is certain. Cohen (1960), Educ. Psychol. Meas. 20:37-46.
    ///
    /// ```
    /// use normscope::stats::agreement::Confusion;
    /// let mut table = Confusion::new(2);
    /// for (first, second, n) in [(0, 0, 20), (0, 1, 5), (1, 0, 10), (1, 1, 15)] {
    ///     (0..n).for_each(|_| table.add(first, second));
    /// }
    /// assert!((table.cohen_kappa().expect("items") - 0.4).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn cohen_kappa(&self) -> Option<f64> {
        let n = self.total() as f64;
        let chance = |at: usize| (self.row(at) as f64 / n) * (self.column(at) as f64 / n);
        self.beyond_chance((0..self.n_categories).map(chance).sum())
    }

    /// Scott's pi: as kappa, with chance from the coders' pooled margins. Scott (1955), Public Opin. Q.
    /// 19:321-325.
    #[must_use]
    pub fn scott_pi(&self) -> Option<f64> {
        self.beyond_chance((0..self.n_categories).map(|at| self.pooled(at) * self.pooled(at)).sum())
    }

    /// Gwet's AC1: as kappa, with chance Σ π(1 − π) / (K − 1) over pooled margins, which stays calm where
    /// one category is rare. Gwet (2008), Br. J. Math. Stat. Psychol. 61:29-48.
    #[must_use]
    pub fn gwet_ac1(&self) -> Option<f64> {
        let others = self.n_categories.checked_sub(1).filter(|others| *others > 0)? as f64;
        let spread: f64 = (0..self.n_categories).map(|at| self.pooled(at) * (1.0 - self.pooled(at))).sum();
        self.beyond_chance(spread / others)
    }

    /// Krippendorff's alpha for two coders, nominal labels and no gaps: 1 − D_o / D_e, where the expected
    /// disagreement draws two of the 2n labels without putting one back. `None` where no disagreement is
    /// possible. Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability".
    ///
    /// ```
    /// use normscope::stats::agreement::Confusion;
    /// let table = Confusion::from_cells(2, vec![4, 1, 0, 5]);
    /// assert!((table.krippendorff_alpha().expect("items") - (1.0 - 0.1 / (99.0 / 190.0))).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn krippendorff_alpha(&self) -> Option<f64> {
        let labels = 2.0 * self.total() as f64;
        let same = |at: usize| {
            let n = (self.row(at) + self.column(at)) as f64;
            n * (n - 1.0)
        };
        let expected = 1.0 - (0..self.n_categories).map(same).sum::<f64>() / (labels * (labels - 1.0));
        self.agreement().filter(|_| expected > 0.0).map(|agreement| 1.0 - (1.0 - agreement) / expected)
    }

    fn pooled(&self, category: usize) -> f64 {
        (self.row(category) + self.column(category)) as f64 / (2 * self.total()) as f64
    }

    fn beyond_chance(&self, chance: f64) -> Option<f64> {
        self.agreement().filter(|_| chance < 1.0).map(|agreement| (agreement - chance) / (1.0 - chance))
    }
}
