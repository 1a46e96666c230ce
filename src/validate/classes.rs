//! Agreement of two codings of the same sentences into classes.

use super::{Matched, Resampling, Score};
use crate::stats::agreement::{Confusion, Matches};
use crate::stats::bootstrap::{Replicates, Sums, Units};
use crate::stats::percentile;
use std::collections::BTreeMap;

/// How two codings into classes agree. Of program and people, the people's is the first.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassAgreement {
    /// Sentences compared: those that both coded.
    pub n_sentences: u64,
    /// Documents they come from.
    pub n_documents: u64,
    /// Share of sentences given the same class.
    pub accuracy: Score,
    /// Cohen's kappa.
    pub kappa: Score,
    /// Krippendorff's alpha, nominal.
    pub alpha: Score,
    /// Mean F1 over the classes that either used.
    pub macro_f1: Score,
    /// Each class, the first coding taken as right.
    pub classes: Vec<(String, Matched)>,
    /// Sentences by class: the first coding in rows, the second in columns.
    pub confusion: Vec<Vec<u64>>,
}

/// A score as a function of a table of classes.
pub type Statistic<'s> = dyn Fn(&Confusion) -> Option<f64> + 's;

/// Two codings, one table a document, so that documents can be drawn.
#[derive(Clone, Debug)]
pub struct Tables<'d> {
    n_classes: usize,
    documents: BTreeMap<&'d str, Confusion>,
}

impl<'d> Tables<'d> {
    /// Nothing coded yet.
    pub fn new(n_classes: usize) -> Self {
        Self { n_classes, documents: BTreeMap::new() }
    }

    /// Adds a sentence of this document, with its class in either coding.
    pub fn add(&mut self, document: &'d str, first: usize, second: usize) {
        let n_classes = self.n_classes;
        let table = self.documents.entry(document).or_insert_with(|| Confusion::new(n_classes));
        table.add(first, second);
    }

    /// Draws the samples that intervals are made of; none from a single document.
    pub fn resample(&self, resampling: Resampling) -> ClassScorer {
        let mut units = Units::new(self.n_classes * self.n_classes);
        let mut whole = Confusion::new(self.n_classes);
        for document in self.documents.values() {
            units.push(&document.cells().iter().map(|&cell| cell as f64).collect::<Vec<_>>());
            whole.merge(document);
        }
        let is_drawn = self.documents.len() > 1;
        ClassScorer {
            n_classes: self.n_classes,
            n_documents: self.documents.len() as u64,
            drawn: is_drawn.then(|| units.resample(resampling.replicates, resampling.seed)),
            whole,
        }
    }
}

/// Turns tables of classes into scores. Every score is a function of one table, so a replicate is scored as
/// the whole is.
pub struct ClassScorer {
    n_classes: usize,
    n_documents: u64,
    whole: Confusion,
    drawn: Option<Replicates>,
}

impl ClassScorer {
    /// Documents compared.
    pub const fn n_documents(&self) -> u64 {
        self.n_documents
    }

    /// Sentences compared.
    pub fn n_sentences(&self) -> u64 {
        self.whole.total()
    }

    /// A statistic of the whole, with its interval.
    pub fn score(&self, statistic: &Statistic<'_>) -> Score {
        let drawn = self.drawn.as_ref().map(|it| it.values(|sums| statistic(&self.table(sums))));
        Score {
            value: statistic(&self.whole),
            interval: drawn.and_then(|mut values| percentile(&mut values, "document-bootstrap")),
        }
    }

    /// How well the sentences of some classes taken together are found.
    pub fn matched(&self, is_meant: &dyn Fn(usize) -> bool) -> Matched {
        let counts = matches(&self.whole, self.n_classes, is_meant);
        let of = |table: &Confusion| matches(table, self.n_classes, is_meant);
        Matched {
            n_gold: counts.true_positives + counts.false_negatives,
            n_found: counts.true_positives + counts.false_positives,
            n_agreed: counts.true_positives,
            precision: self.score(&|table| of(table).precision()),
            recall: self.score(&|table| of(table).recall()),
            f1: self.score(&|table| of(table).f1()),
        }
    }

    /// Everything, for classes of these names.
    pub fn agreement(&self, names: &[&str]) -> ClassAgreement {
        let class = |(at, name): (usize, &&str)| ((*name).to_owned(), self.matched(&|it| it == at));
        ClassAgreement {
            n_sentences: self.n_sentences(),
            n_documents: self.n_documents,
            accuracy: self.score(&Confusion::agreement),
            kappa: self.score(&Confusion::cohen_kappa),
            alpha: self.score(&Confusion::krippendorff_alpha),
            macro_f1: self.score(&Confusion::macro_f1),
            classes: names.iter().enumerate().map(class).collect(),
            confusion: self.confusion(),
        }
    }

    /// Sentences by class: the first coding in rows.
    pub fn confusion(&self) -> Vec<Vec<u64>> {
        self.whole.cells().chunks(self.n_classes).map(<[u64]>::to_vec).collect()
    }

    /// The table of a bootstrap sample.
    fn table(&self, sums: Sums<'_>) -> Confusion {
        let cells = (0..self.n_classes * self.n_classes).map(|cell| sums.get(cell) as u64);
        Confusion::from_cells(self.n_classes, cells.collect())
    }
}

/// Sentences of some classes taken together, the first coding taken as right.
pub fn matches(table: &Confusion, n_classes: usize, is_meant: &dyn Fn(usize) -> bool) -> Matches {
    let mut sum = Matches::default();
    for first in 0..n_classes {
        for second in 0..n_classes {
            let each = Matches::of(is_meant(first), is_meant(second));
            sum = sum.plus(each.times(table.get(first, second)));
        }
    }
    sum
}
