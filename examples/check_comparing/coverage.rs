//! Coverage: of many samples from populations whose difference is known, how many have an interval that holds it?

use crate::Result;
use crate::speeches::Speeches;
use crate::tables::{decimal, share};
use normscope::codebook::Codebook;
use normscope::compare::{Compared, Plan, Side, differences};
use normscope::document::Metadata;
use normscope::measure::{DocumentCounts, Tally, Voices};
use normscope::stats::bootstrap::{Replicates, Units};
use normscope::stats::special::gamma_quantile;
use normscope::stats::{Draws, Interval, logit_scale, percentile, seed_for};
use rayon::prelude::*;
use std::collections::BTreeMap;

const SAMPLES: u64 = 2000;
const SIZES: [usize; 3] = [10, 30, 100];
const SEED: u64 = 1;
const VOICES: Voices = Voices::Author;

/// Two populations of documents.
struct World<'s> {
    name: &'static str,
    populations: [Vec<&'s Compared>; 2],
}

pub fn section(speeches: &Speeches) -> Result<String> {
    let codebook = &speeches.study.codebook;
    let made = [(1, [9.0, 5.0], 2.0), (2, [5.0, 7.0], 2.0), (3, [3.0, 2.0], 1.0), (4, [2.0, 3.0], 1.0)]
        .map(|(seed, means, shape)| bursty(codebook, seed, means, shape));
    let is_late = |it: &&Compared| it.metadata.date.is_some_and(|date| date.to_string().as_str() >= "1990");
    let all = |at: usize| made[at].iter().collect::<Vec<_>>();
    let (late, early) = speeches.speaking().partition(is_late);
    let worlds = [
        World { name: "speeches from 1990 on, and before", populations: [late, early] },
        World { name: "14 and 12 hits a document, shape 2", populations: [all(0), all(1)] },
        World { name: "5 and 5 hits a document, shape 1", populations: [all(2), all(3)] },
    ];
    let mut page = format!(
        "## Intervals: how often they hold the true difference\n\n\
         {SAMPLES} samples of each size from two populations, drawn with replacement; the difference of their pooled positions \
         with the 95 % interval of `compare` (1,000 draws of documents). The truth is the difference of the whole populations. \
         One world is the speeches themselves, with the burstiness they have. The others are made: in each document the hits of \
         either frame follow a Poisson law whose rate is a gamma variable of the stated shape (each frame its own) times a \
         gamma length of shape 4, which makes the variance of a frame's hits 4 to 9 times their mean. \
         Wanted: at least .93 with 30 documents a group.\n\n\
         The plain percentile interval falls short of 95 % with few documents (columns below), so `compare` moves its ends \
         outwards by Hesterberg's (2015) expansion for small samples. BCa intervals, tried apart from this program, covered no more than the plain ones: \
         what is missing is width, not symmetry.\n\n\
         | populations | true difference | documents a group | `compare` holds it | share [95 %] | plain percentile | share [95 %] |\n\
         |---|--:|--:|--:|--:|--:|--:|\n"
    );
    for world in &worlds {
        let truth = difference(&world.populations);
        for size in SIZES {
            let [ours, plain] = world.covered(codebook, size, truth);
            let cells = format!("{} | {}", share(ours, SAMPLES), share(plain, SAMPLES));
            page += &format!("| {} | {} | {size} | {cells} |\n", world.name, decimal(truth, 3));
        }
    }
    Ok(page)
}

impl World<'_> {
    /// In how many samples the interval of `compare`, and the plain one, hold the truth.
    fn covered(&self, codebook: &Codebook, size: usize, truth: f64) -> [u64; 2] {
        let sample = |at: u64| {
            let mut draws = Draws::new(seed_for(SEED, format!("{} {size} {at}", self.name).as_bytes()));
            let groups = self.populations.each_ref().map(|population| {
                (0..size).map(|_| population[draws.below(population.len())]).collect::<Vec<_>>()
            });
            let holds = |it: Option<Interval>| it.is_some_and(|it| it.lo <= truth && truth <= it.hi);
            let plain = plain_interval(&groups, at);
            let [target, reference] = groups;
            let sides = [("one", target), ("other", reference)]
                .map(|(label, documents)| Side { label: label.to_owned(), documents });
            let plan =
                Plan { permutations: 1, seed: seed_for(at, b"sample"), voices: VOICES, ..Plan::default() };
            let found = differences(codebook, (&sides[0], &sides[1]), &plan);
            let position = found.iter().find(|it| it.statistic == "position").and_then(|it| it.interval);
            [u64::from(holds(position)), u64::from(holds(plain))]
        };
        let add = |one: [u64; 2], other: [u64; 2]| [one[0] + other[0], one[1] + other[1]];
        (0..SAMPLES).into_par_iter().map(sample).reduce(|| [0; 2], add)
    }
}

fn sides(document: &Compared) -> [f64; 2] {
    let frames = &document.counts(VOICES).frames;
    [frames[0].tally.weight, frames[1].tally.weight]
}

/// The difference of the positions of whole populations: of the mean weights, which the added half does not touch.
fn difference(populations: &[Vec<&Compared>; 2]) -> f64 {
    let [one, other] = populations.each_ref().map(|population| {
        let sum = |at: usize| population.iter().map(|it| sides(it)[at]).sum::<f64>();
        (sum(0) / sum(1)).ln()
    });
    one - other
}

/// The percentile interval without the expansion.
fn plain_interval(groups: &[Vec<&Compared>; 2], seed: u64) -> Option<Interval> {
    let [one, other] = ["plain one", "plain other"].map(|name| seed_for(seed, name.as_bytes()));
    let drawn = |group: &[&Compared], seed: u64| {
        let mut units = Units::new(2);
        group.iter().for_each(|it| units.push(&sides(it)));
        units.resample(1000, seed)
    };
    let (target, reference) = (drawn(&groups[0], one), drawn(&groups[1], other));
    let position =
        |side: &Replicates, at: usize| logit_scale::position(side.at(at).get(0), side.at(at).get(1));
    let mut values: Vec<f64> = (0..1000).map(|at| position(&target, at) - position(&reference, at)).collect();
    percentile(&mut values, "document-bootstrap")
}

/// A population of 20,000 documents whose hits come in bursts.
fn bursty(codebook: &Codebook, seed: u64, means: [f64; 2], shape: f64) -> Vec<Compared> {
    let mut draws = Draws::new(seed_for(SEED, format!("population {seed}").as_bytes()));
    let mut gamma = |shape: f64| gamma_quantile(shape, draws.unit()) / shape;
    let rates: Vec<[f64; 2]> = (0..20_000)
        .map(|_| {
            let length = gamma(4.0);
            means.map(|mean| mean * length * gamma(shape))
        })
        .collect();
    let mut document = |(at, rates): (usize, [f64; 2])| {
        let mut counts = DocumentCounts::new(codebook);
        (counts.n_words, counts.n_sentences) = (500, 25);
        for (frame, rate) in counts.frames.iter_mut().zip(rates) {
            let events = poisson(rate, &mut draws);
            frame.tally = Tally { events, weight: events as f64 };
        }
        made(format!("made {at}"), counts)
    };
    rates.into_iter().enumerate().map(&mut document).collect()
}

fn made(id: String, counts: DocumentCounts) -> Compared {
    Compared {
        id,
        metadata: Metadata::default(),
        counts: [counts.clone(), counts],
        position_interval: [None; 2],
        contested: BTreeMap::new(),
        words: Vec::new(),
        entities: Vec::new(),
        actors: Vec::new(),
        signatories: Vec::new(),
    }
}

/// A Poisson count, by adding up its probabilities.
fn poisson(mean: f64, draws: &mut Draws) -> u64 {
    let (wanted, mut count) = (draws.unit(), 0);
    let mut probability = (-mean).exp();
    let mut sum = probability;
    while sum < wanted && probability > 0.0 {
        count += 1;
        probability *= mean / count as f64;
        sum += probability;
    }
    count
}
