//! The actors of a document or corpus.

use super::mentions::entity_id;
use crate::codebook::Codebook;
use crate::compare::Portraits;
use crate::gazetteer::Gazetteer;
use crate::measure::Reason;
use crate::report::wire::Actor;
use std::borrow::Cow;

/// What texts say that others hold, the most ascribed to first. The bootstrap takes `draws` (replicates, seed).
#[must_use]
pub fn actors<'p>(
    (codebook, gazetteer): (&'p Codebook, &'p Gazetteer),
    portraits: &Portraits,
    draws: (usize, u64),
) -> Vec<Actor<'p>> {
    let ids = || codebook.frames.iter().map(|frame| &*frame.id);
    let ranked = portraits.ranked();
    let actor = |it: &&crate::compare::Portrait| {
        let position = it.position(codebook, draws);
        let is_thin = position.reason == Some(Reason::TooFewEvents);
        Actor {
            entity_id: it.referent.entity.map(|at| entity_id(gazetteer, at)),
            name: Cow::Owned(it.referent.name.to_string()),
            label: it.referent.label.name().into(),
            n_documents: it.n_documents,
            n_sentences: it.n_sentences() as u64,
            n_hits: it.n_hits,
            n_rejected: it.n_rejected,
            frames: ids().zip(it.weights(codebook)).collect(),
            position: (&position).into(),
            quality: is_thin.then(|| "insufficient".into()).into_iter().collect(),
        }
    };
    ranked.iter().map(actor).collect()
}
