//! Who is mentioned with which frame, in `corpus.json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// An actor that is mentioned with a frame more, or less, than elsewhere. Co-occurrence only: it says *mentioned with*,
/// never *endorses*. Sentences are counted ones of the primary version; an actor counts once a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Association<'a> {
    /// The entity; null for an actor that the gazetteer does not know.
    pub entity_id: Option<Cow<'a, str>>,
    /// Its name.
    pub name: Cow<'a, str>,
    /// What sort of actor, as in `mentions.jsonl`.
    pub label: Cow<'a, str>,
    /// The frame.
    pub frame: Cow<'a, str>,
    /// Sentences that mention the actor and show the frame, >= 3.
    pub n_joint: u64,
    /// Sentences that mention the actor.
    pub n_actor: u64,
    /// Sentences that show the frame.
    pub n_frame: u64,
    /// Sentences in all.
    pub n_sentences: u64,
    /// Mentions of any actor, one a sentence, in sentences that show the frame: of these, `n_joint` are of this actor.
    pub n_mentions_frame: u64,
    /// The same in all sentences: of these, `n_actor` are of this actor.
    pub n_mentions: u64,
    /// How much larger the actor's part of the mentions is in sentences that show the frame than in the others.
    pub log_odds: LogOdds,
    /// Two-sided p of z under the normal, in [0, 1]; too small where sentences of a document are alike.
    pub p: f64,
    /// p after Benjamini and Hochberg over all pairs tested, those left out of this list included; <= .05 is a finding.
    pub q: f64,
}

/// Log odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LogOdds {
    /// Log odds in sentences with the frame less log odds in the others; any real number, above 0 is *more*.
    pub delta: f64,
    /// Its standard error, from the full variance of four terms.
    pub se: f64,
    /// delta / se.
    pub z: f64,
    /// Weight of the prior, in mentions; it is shared out as the actors share all mentions.
    pub a0: f64,
}
