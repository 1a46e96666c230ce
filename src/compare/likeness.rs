//! How alike the words and the arguments of two sides are.

use super::difference::{Plan, Side, labelled, speaking};
use super::study::Compared;
use crate::codebook::Codebook;
use crate::measure::{MIN_DOCUMENTS, family_columns, sums};
use crate::stats::distance::{cosine, hellinger, jaccard, jensen_shannon_distance};
use crate::stats::permutation::{Tested, TwoGroups};
use crate::stats::seed_for;
use std::collections::BTreeMap;

/// Likeness of the words of two sides, by their counts added up. Two samples of one writer are not at distance 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Cosine of the word counts, in \[0, 1\]; 1 the same proportions.
    pub cosine: Option<f64>,
    /// Jensen-Shannon distance (base 2), in \[0, 1\]; 0 the same.
    pub jensen_shannon: Option<f64>,
    /// Hellinger distance, in \[0, 1\]; 0 the same.
    pub hellinger: Option<f64>,
    /// Words that both use as a share of those that either does, in \[0, 1\].
    pub jaccard: Option<f64>,
}

/// Compares the words of two sides.
#[must_use]
pub fn likeness(target: &Side<'_>, reference: &Side<'_>) -> Likeness {
    let mut words: BTreeMap<u32, [f64; 2]> = BTreeMap::new();
    for (at, side) in [target, reference].into_iter().enumerate() {
        for &(word, n) in speaking(&side.documents).flat_map(|document| &document.words) {
            words.entry(word).or_default()[at] += f64::from(n);
        }
    }
    let [one, other] = [0, 1].map(|at| words.values().map(|counts| counts[at]).collect::<Vec<f64>>());
    Likeness {
        cosine: cosine(&one, &other),
        jensen_shannon: jensen_shannon_distance(&one, &other),
        hellinger: hellinger(&one, &other),
        jaccard: jaccard(&one, &other),
    }
}

/// How far apart the sides are in which families they argue with (METRICS 7).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profiles {
    /// Jensen-Shannon distance (base 2) of the families' weights, in \[0, 1\]. `None` where a side has no evidence.
    pub distance: Option<f64>,
    /// How often documents dealt at random to the sides are as far apart, and how far on average; `None` under five
    /// documents a side. The distance of sparse profiles is biased upwards: judge it by what chance gives.
    pub tested: Option<Tested>,
}

/// Compares the families of two sides.
#[must_use]
pub fn profiles(codebook: &Codebook, (target, reference): (&Side<'_>, &Side<'_>), plan: &Plan) -> Profiles {
    let columns = family_columns(codebook);
    let weights =
        |document: &Compared| sums(codebook, document.counts(plan.voices))[columns.clone()].to_vec();
    let sides = [target, reference].map(|side| {
        speaking(&side.documents).fold(vec![0.0; codebook.families.len()], |mut sum: Vec<f64>, document| {
            sum.iter_mut().zip(weights(document)).for_each(|(sum, more)| *sum += more);
            sum
        })
    });
    let is_enough = [target, reference].iter().all(|it| speaking(&it.documents).count() >= MIN_DOCUMENTS);
    let tested = is_enough.then(|| {
        let units = labelled(&target.documents, &reference.documents, plan.strata.as_deref(), weights);
        let seed = seed_for(plan.seed, format!("families {} {}", target.label, reference.label).as_bytes());
        let distance = |one: &[f64], other: &[f64]| jensen_shannon_distance(one, other);
        TwoGroups::new(&units).test(&[&distance], (plan.permutations, seed))[0]
    });
    Profiles { distance: jensen_shannon_distance(&sides[0], &sides[1]), tested: tested.flatten() }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{documents, study};
    use super::*;

    fn side(label: &str, events: &[[u64; 2]]) -> Side<'static> {
        Side { label: label.to_owned(), documents: documents(events).leak().iter().collect() }
    }

    #[test]
    fn profiles_of_one_kind_are_as_far_apart_as_chance() {
        let codebook = study().codebook;
        let (target, reference) = (side("t", &[[3, 1]; 6]), side("r", &[[6, 2]; 6]));
        let found = profiles(&codebook, (&target, &reference), &Plan::default());
        assert!(found.distance.is_some_and(|it| it < 1e-6));
        assert_eq!(found.tested.map(|it| it.p), Some(1.0));
        let other = side("o", &[[0, 4]; 6]);
        let found = profiles(&codebook, (&target, &other), &Plan::default());
        let tested = found.tested.expect("six documents a side");
        assert!(found.distance.expect("evidence") > tested.expected && tested.p < 0.01);
    }

    #[test]
    fn words_that_nobody_shares_are_as_far_apart_as_can_be() {
        let mut texts = documents(&[[0, 0], [0, 0]]);
        texts[0].words = vec![(0, 3), (1, 1)];
        texts[1].words = vec![(2, 4)];
        let [one, other] = [0, 1].map(|at| Side { label: at.to_string(), documents: vec![&texts[at]] });
        let found = likeness(&one, &other);
        assert_eq!((found.cosine, found.jaccard), (Some(0.0), Some(0.0)));
        assert!(found.jensen_shannon.is_some_and(|it| (it - 1.0).abs() < 1e-9));
        assert!(likeness(&one, &one).cosine.is_some_and(|it| (it - 1.0).abs() < 1e-12));
    }
}
