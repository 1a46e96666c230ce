//! Type-I error: speeches dealt at random to two groups do not differ, so a test that says they do is wrong.

use crate::Result;
use crate::speeches::Speeches;
use crate::tables::share;
use normscope::compare::{Compared, Item, Plan, Side, keyness};
use normscope::measure::Voices;
use normscope::stats::permutation::Labelled;
use normscope::stats::{Draws, TwoGroups, logit_scale, seed_for};
use rayon::prelude::*;

const SEEDS: [u64; 3] = [1, 2, 3];
/// Splits for the position, and rearrangements of each test.
const SPLITS: u64 = 2000;
const REARRANGEMENTS: usize = 999;
/// Splits for key words.
const WORD_SPLITS: u64 = 500;
const MIN_COUNT: u64 = 5;

/// Which of so many documents are in the target: half of them, at random.
fn half(n: usize, name: &str, seed: u64) -> Vec<bool> {
    let mut draws = Draws::new(seed_for(seed, name.as_bytes()));
    let mut order: Vec<usize> = (0..n).collect();
    let mut in_target = vec![false; n];
    for at in 0..n / 2 {
        order.swap(at, at + draws.below(n - at));
        in_target[order[at]] = true;
    }
    in_target
}

fn position_difference(target: &[f64], reference: &[f64]) -> Option<f64> {
    let position = |side: &[f64]| logit_scale::position(side[0], side[1]);
    Some(position(target) - position(reference))
}

/// The share of splits in which the permutation test of the position has p < .05.
pub fn position(speeches: &Speeches) -> Result<String> {
    let mut page = format!(
        "## Position: how often p < .05 where nothing differs\n\n\
         {SPLITS} random splits into halves for each seed; the pooled position of the halves, tested by {REARRANGEMENTS} \
         rearrangements of documents (the test of `compare`). Wanted: between .04 and .06.\n\n\
         | version | seed | p < .05 | share [95 %] |\n|---|--:|--:|--:|\n"
    );
    for voices in [Voices::Author, Voices::All] {
        let sides: Vec<[f64; 2]> = speeches.speaking().map(|it| speeches.sides(it, voices)).collect();
        for seed in SEEDS {
            let is_found = |split: u64| {
                let in_target = half(sides.len(), &format!("position {split}"), seed);
                let unit = |(quantities, in_target): (&[f64; 2], bool)| Labelled {
                    quantities: quantities.to_vec(),
                    in_target,
                    stratum: 0,
                };
                let units: Vec<Labelled> = sides.iter().zip(in_target).map(unit).collect();
                let draws = (REARRANGEMENTS, seed_for(seed, format!("test {split}").as_bytes()));
                let tested = TwoGroups::new(&units).test(&[&position_difference], draws);
                tested[0].is_some_and(|it| it.p < 0.05)
            };
            let found = (0..SPLITS).into_par_iter().filter(|split| is_found(*split)).count() as u64;
            page += &format!("| {} | {seed} | {} |\n", voices.name(), share(found, SPLITS));
        }
    }
    Ok(page)
}

/// The share of splits in which any word is key.
pub fn key_words(speeches: &Speeches) -> Result<String> {
    let documents: Vec<&Compared> = speeches.speaking().collect();
    let mut page = format!(
        "## Key words: how often any has q < .05 where nothing differs\n\n\
         {WORD_SPLITS} random splits into halves for each seed; all words that occur at least {MIN_COUNT} times, Mann and \
         Whitney's p over documents, Benjamini and Hochberg's q. Wanted: at most 7 % of the splits.\n\n\
         | seed | any q < .05 | share [95 %] |\n|--:|--:|--:|\n"
    );
    for seed in SEEDS {
        let is_found = |split: u64| {
            let in_target = half(documents.len(), &format!("words {split}"), seed);
            let side = |label: &str, wanted: bool| Side {
                label: label.to_owned(),
                documents: documents
                    .iter()
                    .zip(&in_target)
                    .filter(|it| *it.1 == wanted)
                    .map(|it| *it.0)
                    .collect(),
            };
            let sides = [side("one", true), side("other", false)];
            let found = keyness((&sides[0], &sides[1]), Item::Word, &Plan::default(), (MIN_COUNT, 1));
            found.least_q.is_some_and(|q| q < 0.05)
        };
        let found = (0..WORD_SPLITS).into_par_iter().filter(|split| is_found(*split)).count() as u64;
        page += &format!("| {seed} | {} |\n", share(found, WORD_SPLITS));
    }
    Ok(page)
}
