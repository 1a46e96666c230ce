//! What the texts of two sides say that the same actors hold.

use super::actors::{MIN_EVENTS, MIN_SENTENCES};
use super::difference::{Plan, Side, speaking};
use super::interval;
use super::study::{ActorUse, Compared};
use crate::codebook::{Codebook, Contrast};
use crate::measure::{MIN_DOCUMENTS, Reason};
use crate::stats::bootstrap::{Replicates, Sums, Units};
use crate::stats::{Interval, logit_scale, seed_for};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What one side's texts ascribe to an actor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ascribed {
    /// Counted hits.
    pub n_hits: u64,
    /// Sentences with them.
    pub n_sentences: u64,
    /// Documents with them.
    pub n_documents: u64,
    /// Their weight for each frame, in codebook order.
    pub weights: Vec<f64>,
    /// Position ascribed to it (METRICS 12); `None` under five hits or three sentences, or without a contrast.
    pub position: Option<f64>,
}

/// An actor as two sides portray it. A plus is more of the positive frame in the target's portrait.
#[derive(Clone, Debug, PartialEq)]
pub struct AscribedDifference {
    /// Its number among the entities of the study.
    pub actor: u32,
    /// The target's portrait.
    pub target: Ascribed,
    /// The reference's portrait.
    pub reference: Ascribed,
    /// Position in the target's portrait less that in the reference's.
    pub difference: Option<f64>,
    /// 95 % interval, documents of both sides drawn; `None` under five documents with the actor on either side.
    pub interval: Option<Interval>,
    /// Why something is missing.
    pub reason: Option<Reason>,
}

/// Compares the actors that either side ascribes something to, those with the most hits on both sides together first.
#[must_use]
pub fn ascribed_differences(
    codebook: &Codebook,
    (target, reference): (&Side<'_>, &Side<'_>),
    plan: &Plan,
) -> Vec<AscribedDifference> {
    let [of_target, of_reference] = [target, reference].map(by_actor);
    let mut actors: Vec<u32> = of_target.keys().chain(of_reference.keys()).copied().collect();
    actors.sort_unstable();
    actors.dedup();
    let none = Vec::new();
    let compare = |actor: u32| {
        let uses = [&of_target, &of_reference].map(|side| side.get(&actor).unwrap_or(&none));
        let [target_portrait, reference_portrait] = uses.map(|uses| portrait(codebook, uses));
        let positions = target_portrait.position.zip(reference_portrait.position);
        let difference = positions.map(|(one, other)| one - other);
        let draw = |at: usize, label: &str| {
            let seed = seed_for(plan.seed, format!("{label} actor {actor}").as_bytes());
            drawn(codebook.contrast?, uses[at], (plan.replicates, seed))
        };
        let interval = difference
            .and_then(|_| draw(0, &target.label).zip(draw(1, &reference.label)))
            .and_then(|(one, other)| interval::of_difference((&one, &other), position));
        AscribedDifference {
            actor,
            target: target_portrait,
            reference: reference_portrait,
            difference,
            interval,
            reason: match (codebook.contrast, difference, interval) {
                (None, ..) => Some(Reason::NoContrast),
                (_, None, _) => Some(Reason::TooFewEvents),
                (_, _, None) => Some(Reason::TooFewDocuments),
                _ => None,
            },
        }
    };
    let mut all: Vec<AscribedDifference> = actors.into_iter().map(compare).collect();
    all.sort_by_key(|it| (Reverse(it.target.n_hits + it.reference.n_hits), it.actor));
    all
}

fn by_actor<'s>(side: &Side<'s>) -> BTreeMap<u32, Vec<&'s ActorUse>> {
    let mut actors: BTreeMap<u32, Vec<&ActorUse>> = BTreeMap::new();
    for document in speaking(&side.documents) {
        let document: &'s Compared = document;
        document.actors.iter().for_each(|it| actors.entry(it.actor).or_default().push(it));
    }
    actors
}

fn portrait(codebook: &Codebook, uses: &[&ActorUse]) -> Ascribed {
    let mut sum = Ascribed { weights: vec![0.0; codebook.frames.len()], ..Ascribed::default() };
    for it in uses {
        sum.n_hits += it.n_hits;
        sum.n_sentences += it.n_sentences;
        sum.n_documents += 1;
        sum.weights.iter_mut().zip(&it.weights).for_each(|(sum, weight)| *sum += weight);
    }
    let is_enough = sum.n_hits >= MIN_EVENTS && sum.n_sentences >= MIN_SENTENCES as u64;
    sum.position = codebook.contrast.filter(|_| is_enough).and_then(|contrast| {
        let [positive, negative] = sides(contrast, &sum.weights);
        (positive + negative > 0.0).then(|| logit_scale::position(positive, negative))
    });
    sum
}

fn sides(contrast: Contrast, weights: &[f64]) -> [f64; 2] {
    [weights[contrast.positive.get()], weights[contrast.negative.get()]]
}

fn drawn(contrast: Contrast, uses: &[&ActorUse], (replicates, seed): (usize, u64)) -> Option<Replicates> {
    let mut units = Units::new(2);
    uses.iter().for_each(|it| units.push(&sides(contrast, &it.weights)));
    (uses.len() >= MIN_DOCUMENTS).then(|| units.resample(replicates, seed))
}

fn position(sums: Sums<'_>) -> Option<f64> {
    Some(logit_scale::position(sums.get(0), sums.get(1)))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{documents, study};
    use super::*;

    fn side(label: &str, weights: &[[f64; 2]]) -> Side<'static> {
        let mut texts = documents(&vec![[1, 1]; weights.len()]);
        for (text, weights) in texts.iter_mut().zip(weights) {
            text.actors = vec![ActorUse { actor: 7, n_hits: 2, n_sentences: 2, weights: weights.to_vec() }];
        }
        Side { label: label.to_owned(), documents: texts.leak().iter().collect() }
    }

    #[test]
    fn two_portraits_of_one_actor_are_compared() {
        let (target, reference) = (side("t", &[[2.0, 0.0]; 5]), side("r", &[[0.0, 2.0]; 5]));
        let all = ascribed_differences(&study().codebook, (&target, &reference), &Plan::default());
        assert_eq!((all.len(), all[0].actor, all[0].target.n_documents), (1, 7, 5));
        assert!((all[0].difference.expect("ten hits a side") - 2.0 * libm::log(21.0)).abs() < 1e-12);
        assert!(all[0].interval.is_some_and(|it| it.lo > 0.0));
    }

    #[test]
    fn two_hits_make_no_portrait() {
        let (target, reference) = (side("t", &[[2.0, 0.0]; 5]), side("r", &[[0.0, 2.0]]));
        let all = ascribed_differences(&study().codebook, (&target, &reference), &Plan::default());
        assert_eq!((all[0].difference, all[0].reason), (None, Some(Reason::TooFewEvents)));
    }
}
