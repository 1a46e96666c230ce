//! The frames that texts say somebody holds.

use crate::analysis::Analysis;
use crate::annotate::{Referent, Stance};
use crate::codebook::Codebook;
use crate::gazetteer::{EntityIx, Label};
use crate::measure::{Estimate, Reason};
use crate::segment::SentenceIx;
use crate::stats::bootstrap::Units;
use crate::stats::{logit_scale, percentile, seed_for};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Fewest events for a position of an actor (METRICS 12).
pub const MIN_EVENTS: u64 = 5;
/// Fewest sentences that they come from.
pub const MIN_SENTENCES: usize = 3;

/// What texts say that one actor holds: a portrait by others, not the actor's own discourse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Portrait {
    /// Who.
    pub referent: Referent,
    /// Documents that ascribe anything to it.
    pub n_documents: u64,
    /// Counted hits ascribed to it, what it is said to reject left out.
    pub n_hits: u64,
    /// Hits that it is said to argue against.
    pub n_rejected: u64,
    /// Evidence for each frame of the hits counted, sentence after sentence: as many numbers each as there are frames.
    sentences: Vec<f64>,
    n_sentences: u32,
}

/// The actors of a document or corpus, by entity, or by label and name of what the gazetteer does not know.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Portraits(BTreeMap<Key, Portrait>);

/// What makes two actors one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Key {
    Linked(EntityIx),
    Unlinked(Label, Box<str>),
}

impl Key {
    pub(super) fn of(referent: &Referent) -> Self {
        referent.entity.map_or_else(|| Self::Unlinked(referent.label, referent.name.clone()), Self::Linked)
    }
}

impl Portraits {
    /// The actors of one document.
    #[must_use]
    pub fn of(codebook: &Codebook, analysis: &Analysis) -> Self {
        let annotations = &analysis.annotations;
        let mut all = Self::default();
        let n_frames = codebook.frames.len();
        let mut last: BTreeMap<Key, SentenceIx> = BTreeMap::new();
        for hit in annotations.hits.iter().filter(|hit| hit.verdict.counts()) {
            let attribution = hit.attribution.map(|at| &annotations.attributions[at.get()]);
            let holder = attribution.and_then(|it| it.holder).map(|at| &annotations.referents[at.get()]);
            let (Some(referent), Some(sense)) = (holder, hit.sense) else { continue };
            let key = Key::of(referent);
            let portrait = all.0.entry(key.clone()).or_insert_with(|| Portrait::new(referent));
            portrait.n_documents = 1;
            if hit.stance == Stance::Reject {
                portrait.n_rejected += 1;
                continue;
            }
            if last.insert(key, hit.sentence) != Some(hit.sentence) {
                portrait.sentences.resize(portrait.sentences.len() + n_frames, 0.0);
                portrait.n_sentences += 1;
            }
            portrait.n_hits += 1;
            let last = portrait.sentences.len() - n_frames;
            portrait.sentences[last + codebook.families[sense.family.get()].frame.get()] += sense.weight;
        }
        all
    }

    /// Adds those of another document.
    pub fn add(&mut self, other: &Self) {
        for (key, more) in &other.0 {
            let portrait = self.0.entry(key.clone()).or_insert_with(|| Portrait::new(&more.referent));
            portrait.n_documents += more.n_documents;
            portrait.n_hits += more.n_hits;
            portrait.n_rejected += more.n_rejected;
            portrait.sentences.extend(&more.sentences);
            portrait.n_sentences += more.n_sentences;
        }
    }

    /// The most often ascribed to first, then by name.
    #[must_use]
    pub fn ranked(&self) -> Vec<&Portrait> {
        let mut all: Vec<&Portrait> = self.0.values().collect();
        all.sort_by_key(|it| (Reverse(it.n_hits), &it.referent.name, it.referent.label));
        all
    }
}

impl Portrait {
    fn new(referent: &Referent) -> Self {
        let referent = referent.clone();
        Self { referent, n_documents: 0, n_hits: 0, n_rejected: 0, sentences: Vec::new(), n_sentences: 0 }
    }

    /// Sentences with evidence that is ascribed to it.
    #[must_use]
    pub const fn n_sentences(&self) -> usize {
        self.n_sentences as usize
    }

    fn sentences(&self, codebook: &Codebook) -> std::slice::ChunksExact<'_, f64> {
        self.sentences.chunks_exact(codebook.frames.len())
    }

    /// Evidence for each frame, in codebook order.
    #[must_use]
    pub fn weights(&self, codebook: &Codebook) -> Vec<f64> {
        let mut sums = vec![0.0; codebook.frames.len()];
        for sentence in self.sentences(codebook) {
            sums.iter_mut().zip(sentence).for_each(|(sum, weight)| *sum += weight);
        }
        sums
    }

    /// Attributed position θ (METRICS 12): as the position, over what is ascribed to the actor. `None` with a reason
    /// under five events or three sentences. Interval by sentence bootstrap.
    #[must_use]
    pub fn position(&self, codebook: &Codebook, (replicates, seed): (usize, u64)) -> Estimate {
        let Some(contrast) = codebook.contrast else {
            return Estimate::undefined(Reason::NoContrast, self.n_hits, self.n_sentences() as u64);
        };
        if self.n_hits < MIN_EVENTS || self.n_sentences() < MIN_SENTENCES {
            return Estimate::undefined(Reason::TooFewEvents, self.n_hits, self.n_sentences() as u64);
        }
        let poles = [contrast.positive.get(), contrast.negative.get()];
        let mut units = Units::new(2);
        self.sentences(codebook).for_each(|sentence| units.push(&poles.map(|at| sentence[at])));
        let drawn = units.resample(replicates, seed_for(seed, self.referent.name.as_bytes()));
        let mut values = drawn.values(|sums| Some(logit_scale::position(sums.get(0), sums.get(1))));
        let weights = self.weights(codebook);
        Estimate {
            value: Some(logit_scale::position(weights[poles[0]], weights[poles[1]])),
            interval: percentile(&mut values, "sentence-bootstrap"),
            count: self.n_hits,
            denominator: self.n_sentences() as u64,
            reason: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::fixture::codebook;

    fn portrait(sentences: &[[f64; 2]]) -> Portrait {
        let referent = Referent { entity: None, label: Label::State, name: "Tolvania".into(), iso3: None };
        let (n_hits, n_sentences) = (sentences.len() as u64 * 2, sentences.len() as u32);
        Portrait {
            n_hits,
            n_sentences,
            n_documents: 1,
            sentences: sentences.concat(),
            ..Portrait::new(&referent)
        }
    }

    #[test]
    fn two_sentences_make_no_position() {
        let estimate = portrait(&[[1.0, 2.0], [0.0, 3.0]]).position(&codebook(), (100, 1));
        assert_eq!((estimate.value, estimate.reason), (None, Some(Reason::TooFewEvents)));
    }

    #[test]
    fn a_position_leans_to_what_is_ascribed() {
        let estimate = portrait(&[[1.0, 2.0], [0.0, 3.0], [0.5, 1.0]]).position(&codebook(), (200, 1));
        let expected = logit_scale::position(1.5, 6.0);
        assert!((estimate.value.expect("there are enough") - expected).abs() < 1e-12);
        assert!(estimate.interval.is_some_and(|it| it.lo <= expected && expected <= it.hi));
    }

    #[test]
    fn documents_add_up() {
        let mut all = Portraits::default();
        let one = Portraits(BTreeMap::from([(
            Key::Unlinked(Label::State, "Tolvania".into()),
            portrait(&[[1.0, 2.0], [0.0, 3.0]]),
        )]));
        all.add(&one);
        all.add(&one);
        let ranked = all.ranked();
        assert_eq!((ranked.len(), ranked[0].n_documents, ranked[0].n_sentences()), (1, 2, 4));
    }
}
