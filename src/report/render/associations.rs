//! Who is mentioned with which frame.

use super::mentions::entity_id;
use crate::codebook::Codebook;
use crate::compare;
use crate::gazetteer::Gazetteer;
use crate::report::wire::{Association, LogOdds};
use std::borrow::Cow;

/// Pairs that are listed.
const MOST: usize = 500;

/// The strongest pairs of an actor and a frame, and how many more were tested.
#[must_use]
pub fn associations<'p>(
    codebook: &'p Codebook,
    gazetteer: &'p Gazetteer,
    found: &[compare::Association],
) -> (Vec<Association<'p>>, u64) {
    let row = |it: &compare::Association| Association {
        entity_id: it.referent.entity.map(|at| entity_id(gazetteer, at)),
        name: Cow::Owned(it.referent.name.to_string()),
        label: it.referent.label.name().into(),
        frame: Cow::Borrowed(&*codebook.frames[it.frame.get()].id),
        n_joint: it.n_joint,
        n_actor: it.n_actor,
        n_frame: it.n_frame,
        n_sentences: it.n_sentences,
        n_mentions_frame: it.n_mentions_frame,
        n_mentions: it.n_mentions,
        log_odds: LogOdds {
            delta: it.log_odds.delta,
            se: it.log_odds.se,
            z: it.log_odds.z(),
            a0: compare::PRIOR,
        },
        p: it.log_odds.p(),
        q: it.q,
    };
    (found.iter().take(MOST).map(row).collect(), found.len().saturating_sub(MOST) as u64)
}
