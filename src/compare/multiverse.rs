//! The same comparison under every defensible choice: does the answer hang on one of them?
//!
//! S. Steegen, F. Tuerlinckx, A. Gelman & W. Vanpaemel (2016), Increasing transparency through a multiverse analysis,
//! Perspect. Psychol. Sci. 11:702-712; U. Simonsohn, J. Simmons & L. Nelson (2020), Specification curve analysis, Nat. Hum.
//! Behav. 4:1208-1214. The choices are declared here and all of them are run; none is left out for what it says.

use super::difference::{Plan, Side, speaking};
use super::interval;
use crate::codebook::Contrast;
use crate::measure::{ContrastCells, DocumentCounts, MIN_DOCUMENTS, Voices};
use crate::stats::bootstrap::{Replicates, Sums, Units};
use crate::stats::{Interval, seed_for};
use libm::log;

/// What is counted for each side of the contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Hits by the weights of the codebook.
    Weights,
    /// Hits, each as heavy as any other.
    Hits,
    /// Sentences that show the frame, as the run's engine says.
    Sentences,
    /// Sentences that show the frame, as the rules say.
    SentencesByRules,
}

impl Evidence {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Weights, Self::Hits, Self::Sentences, Self::SentencesByRules];

    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weights => "weights",
            Self::Hits => "hits",
            Self::Sentences => "sentences",
            Self::SentencesByRules => "sentences-by-rules",
        }
    }

    fn of(self, counts: &DocumentCounts, contrast: Contrast) -> [f64; 2] {
        let frames = [contrast.positive, contrast.negative];
        let cells = |it: ContrastCells| [(it.positive + it.both) as f64, (it.negative + it.both) as f64];
        match self {
            Self::Weights => frames.map(|frame| counts.frames[frame.get()].tally.weight),
            Self::Hits => frames.map(|frame| counts.frames[frame.get()].tally.events as f64),
            Self::Sentences => cells(counts.contrast),
            Self::SentencesByRules => cells(counts.contrast_by_rules),
        }
    }
}

/// What is added to each side before the logarithm.
pub const SMOOTHING: [f64; 3] = [0.1, 0.5, 1.0];

/// One way to measure the position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// Whose frames.
    pub voices: Voices,
    /// What is counted.
    pub evidence: Evidence,
    /// What is added to each side.
    pub smoothing: f64,
}

/// The difference of two sides under one choice. A plus is more of the positive frame in the target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Specification {
    /// The choice.
    pub choice: Choice,
    /// Position of the target; `None` without evidence.
    pub target: Option<f64>,
    /// Position of the reference.
    pub reference: Option<f64>,
    /// Target less reference.
    pub difference: Option<f64>,
    /// 95 % interval, documents drawn; `None` under five a side.
    pub interval: Option<Interval>,
}

/// Every choice, in a fixed order.
#[must_use]
pub fn choices() -> Vec<Choice> {
    let mut all = Vec::new();
    for voices in Voices::ALL {
        for evidence in Evidence::ALL {
            all.extend(SMOOTHING.map(|smoothing| Choice { voices, evidence, smoothing }));
        }
    }
    all
}

/// The difference of the positions under every choice, the lowest first and those undefined last: the specification curve.
#[must_use]
pub fn multiverse(
    contrast: Contrast,
    (target, reference): (&Side<'_>, &Side<'_>),
    plan: &Plan,
) -> Vec<Specification> {
    let sides = [target, reference].map(|side| {
        let mut evident = Evident::default();
        for it in speaking(&side.documents) {
            evident.add(&evidence(contrast, Voices::ALL.map(|voices| it.counts(voices))));
        }
        evident.totals((plan.replicates, seed_for(plan.seed, side.label.as_bytes())))
    });
    let [target, reference] = &sides;
    let specification = |choice: Choice| {
        let values = sides.each_ref().map(|side| position(choice, |column| side.sums[column]));
        let difference = values[0].zip(values[1]).map(|(one, other)| one - other);
        let drawn = |sums: Sums<'_>| position(choice, |column| sums.get(column));
        let interval =
            difference.and_then(|_| interval::of_difference((&target.draws, &reference.draws), drawn));
        Specification { choice, target: values[0], reference: values[1], difference, interval }
    };
    let mut all: Vec<Specification> = choices().into_iter().map(specification).collect();
    all.sort_by(|one, other| {
        let rank = |it: &Specification| it.difference.unwrap_or(f64::INFINITY);
        rank(one).total_cmp(&rank(other))
    });
    all
}

/// Where documents stand under one choice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChosenPosition {
    /// The choice.
    pub choice: Choice,
    /// Their position taken together; `None` without evidence.
    pub position: Option<f64>,
    /// 95 % interval, documents drawn; `None` under five of them.
    pub interval: Option<Interval>,
}

/// Documents being gathered by their [`evidence`].
#[derive(Clone, Debug)]
pub struct Evident {
    sums: Vec<f64>,
    units: Units,
}

impl Default for Evident {
    fn default() -> Self {
        let n_columns = 2 * Voices::ALL.len() * Evidence::ALL.len();
        Self { sums: vec![0.0; n_columns], units: Units::new(n_columns) }
    }
}

impl Evident {
    /// Adds the evidence of a document.
    pub fn add(&mut self, row: &[f64]) {
        self.units.push(row);
        self.sums.iter_mut().zip(row).for_each(|(sum, more)| *sum += more);
    }

    /// Their position under every choice, in the order of [`choices`]. The bootstrap takes `draws` (replicates, seed).
    #[must_use]
    pub fn positions(self, draws: (usize, u64)) -> Vec<ChosenPosition> {
        let totals = self.totals(draws);
        let at = |choice: Choice| {
            let place = position(choice, |column| totals.sums[column]);
            let drawn =
                || interval::of_one(&totals.draws, |sums| position(choice, |column| sums.get(column)));
            ChosenPosition { choice, position: place, interval: place.and_then(|_| drawn()) }
        };
        choices().into_iter().map(at).collect()
    }

    fn totals(self, (replicates, seed): (usize, u64)) -> Totals {
        let n = if self.units.len() < MIN_DOCUMENTS { 0 } else { replicates };
        Totals { sums: self.sums, draws: self.units.resample(n, seed) }
    }
}

/// What each choice counts for both sides of the contrast, of one document in each of [`Voices::ALL`]. Adds up over documents.
#[must_use]
pub fn evidence(contrast: Contrast, versions: [&DocumentCounts; 2]) -> Vec<f64> {
    versions.iter().flat_map(|counts| Evidence::ALL.map(|it| it.of(counts, contrast)).concat()).collect()
}

/// Sums of documents for each version and kind of evidence, and their draws.
struct Totals {
    sums: Vec<f64>,
    draws: Replicates,
}

/// ln((P + s) / (N + s)); `None` without evidence on either side.
fn position(choice: Choice, sum: impl Fn(usize) -> f64) -> Option<f64> {
    let version = Voices::ALL.iter().position(|it| *it == choice.voices)?;
    let kind = Evidence::ALL.iter().position(|it| *it == choice.evidence)?;
    let first = 2 * (version * Evidence::ALL.len() + kind);
    let [positive, negative] = [sum(first), sum(first + 1)];
    (positive + negative > 0.0).then(|| log((positive + choice.smoothing) / (negative + choice.smoothing)))
}

#[cfg(test)]
mod tests {
    use super::super::difference::differences;
    use super::super::fixture::{documents, study};
    use super::*;

    fn side(label: &str, events: &[[u64; 2]]) -> Side<'static> {
        Side { label: label.to_owned(), documents: documents(events).leak().iter().collect() }
    }

    #[test]
    fn every_choice_is_run_once_and_the_usual_one_is_among_them() {
        let codebook = study().codebook;
        let contrast = codebook.contrast.expect("the fixture has one");
        let target = side("t", &[[9, 1], [8, 2], [7, 1], [9, 2], [8, 1]]);
        let reference = side("r", &[[1, 7], [2, 9], [1, 8], [2, 6], [1, 9]]);
        let plan = Plan::default();
        let all = multiverse(contrast, (&target, &reference), &plan);
        assert_eq!(all.len(), 24);
        assert!(all.windows(2).all(|pair| pair[0].difference <= pair[1].difference));
        let usual = Choice { voices: Voices::Author, evidence: Evidence::Weights, smoothing: 0.5 };
        let usual = all.iter().find(|it| it.choice == usual).expect("it is declared");
        let compared = differences(&codebook, (&target, &reference), &plan);
        let position = compared.iter().find(|it| it.statistic == "position").expect("there is a contrast");
        assert_eq!((usual.difference, usual.interval), (position.difference, position.interval));
    }

    #[test]
    fn silence_has_no_place_on_the_curve() {
        let contrast = study().codebook.contrast.expect("the fixture has one");
        let all = multiverse(contrast, (&side("t", &[[0, 0]]), &side("r", &[[1, 1]])), &Plan::default());
        assert!(all.iter().all(|it| it.difference.is_none() && it.interval.is_none()));
    }
}
