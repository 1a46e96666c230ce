//! Who is mentioned with which frame.

use super::actors::Key;
use crate::analysis::Analysis;
use crate::annotate::{Annotations, Mention, Referent, StandsFor};
use crate::codebook::{Codebook, FrameIx};
use crate::gazetteer::Label;
use crate::spill::{Sorter, Spill};
use crate::stats::{LogOdds, Share, benjamini_hochberg, log_odds};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io;

/// Fewest sentences that an actor and a frame share for a test (METRICS 14).
pub const MIN_JOINT: u64 = 3;

/// Weight a₀ of the prior, in mentions. It is shared out as the actors share all mentions, so that an actor with one
/// mention in a hundred starts with one mention on either side.
pub const PRIOR: f64 = 100.0;

/// Who is mentioned with which frames in one document.
///
/// The unit is a sentence that mentions an actor, of the counted ones; more mentions in it count no more.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CoOccurrences {
    n_sentences: u64,
    /// Sentences that show each frame, in codebook order.
    frames: Vec<u64>,
    actors: BTreeMap<Key, Actor>,
}

/// The sentences that mention one actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Actor {
    referent: Referent,
    n: u64,
    /// Those that show each frame.
    joint: Vec<u64>,
}

/// An actor in one document, sorted by who it is.
#[derive(Debug, Serialize, Deserialize)]
struct Part(Key, u32, Actor);

impl Part {
    const fn rank(&self) -> (&Key, u32) {
        (&self.0, self.1)
    }
}

impl Ord for Part {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for Part {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.rank() == other.rank()
    }
}

impl Eq for Part {}

/// One actor and one frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Association {
    /// Who.
    pub referent: Referent,
    /// The frame.
    pub frame: FrameIx,
    /// Sentences that mention the one and show the other.
    pub n_joint: u64,
    /// Sentences that mention the actor.
    pub n_actor: u64,
    /// Sentences that show the frame.
    pub n_frame: u64,
    /// Sentences in all.
    pub n_sentences: u64,
    /// Mentions of any actor in sentences that show the frame, one a sentence and actor.
    pub n_mentions_frame: u64,
    /// The same in all sentences.
    pub n_mentions: u64,
    /// How much larger the actor's part of the mentions is in sentences that show the frame than in the others.
    pub log_odds: LogOdds,
    /// p of all pairs tested, adjusted by Benjamini and Hochberg.
    pub q: f64,
}

/// Whether such a thing can act: a person, a body, a people; no place, text or occasion.
const fn is_actor(label: Label) -> bool {
    !matches!(label, Label::Location | Label::Instrument | Label::Event | Label::Date)
}

impl CoOccurrences {
    /// Who stands with which frame in one document, as its primary version frames it. Nothing where its counts say nothing.
    #[must_use]
    pub fn of(codebook: &Codebook, analysis: &Analysis) -> Self {
        let n_frames = codebook.frames.len();
        let mut all = Self { frames: vec![0; n_frames], ..Self::default() };
        if analysis.measures.counts().excluded.is_some() {
            return all;
        }
        let annotations = &analysis.annotations;
        let mut rest = &annotations.mentions[..];
        for shown in analysis.measures.primary_sentences() {
            all.n_sentences += 1;
            shown.frames.iter().for_each(|frame| all.frames[frame.get()] += 1);
            let first = rest.iter().take_while(|it| it.sentence < shown.sentence).count();
            let n = rest[first..].iter().take_while(|it| it.sentence == shown.sentence).count();
            let (here, after) = rest[first..].split_at(n);
            rest = after;
            for (key, referent) in actors_in(annotations, here) {
                let actor = all.actors.entry(key).or_insert_with(|| Actor::new(referent, n_frames));
                actor.n += 1;
                shown.frames.iter().for_each(|frame| actor.joint[frame.get()] += 1);
            }
        }
        all
    }
}

/// Who is mentioned with which frames in all documents, being gathered. Actors wait on disk where they are many, so that
/// memory grows with the pairs that are tested and not with the corpus.
pub struct Associations {
    totals: Totals,
    parts: Sorter<Part>,
    n_documents: u32,
}

/// The sums over documents, of actors that may form a pair.
#[derive(Debug, Default)]
struct Totals {
    n_sentences: u64,
    frames: Vec<u64>,
    /// Mentions of any actor, one a sentence, and those in sentences that show each frame.
    n_mentions: u64,
    by_frame: Vec<u64>,
    actors: Vec<Actor>,
}

impl Associations {
    /// Nothing yet.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn new(spill: &Spill) -> io::Result<Self> {
        Ok(Self { totals: Totals::default(), parts: spill.sorter()?, n_documents: 0 })
    }

    /// Adds a document.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn add(&mut self, document: CoOccurrences) -> io::Result<()> {
        self.n_documents += 1;
        self.totals.n_sentences += document.n_sentences;
        add(&mut self.totals.frames, &document.frames);
        let mut actors = document.actors.into_iter();
        actors.try_for_each(|(key, actor)| self.parts.push(Part(key, self.n_documents, actor)))
    }

    /// Every pair of an actor and a frame with at least [`MIN_JOINT`] sentences in common, the largest |z| first, then by
    /// name and frame.
    ///
    /// Of all mentions in sentences that show the frame, the actor's part is held against its part in the other
    /// sentences, by weighted log odds with a prior of [`PRIOR`] mentions. Parts of mentions, not of sentences: long
    /// sentences name more actors and show more frames, and would tie everybody to everything.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn pairs(mut self) -> io::Result<Vec<Association>> {
        let mut sum: Option<(Key, Actor)> = None;
        for part in self.parts.sorted()? {
            let Part(key, _, more) = part?;
            match &mut sum {
                Some((same, actor)) if *same == key => actor.add(&more),
                _ => self.totals.take(sum.replace((key, more))),
            }
        }
        self.totals.take(sum);
        Ok(self.totals.associations())
    }
}

impl Totals {
    fn take(&mut self, sum: Option<(Key, Actor)>) {
        if let Some((_, actor)) = sum {
            self.n_mentions += actor.n;
            add(&mut self.by_frame, &actor.joint);
            if actor.joint.iter().any(|n| *n >= MIN_JOINT) {
                self.actors.push(actor);
            }
        }
    }

    fn associations(&self) -> Vec<Association> {
        let mut found: Vec<Association> = Vec::new();
        for actor in &self.actors {
            for (at, &n_joint) in actor.joint.iter().enumerate().filter(|(_, n)| **n >= MIN_JOINT) {
                let (n_frame, n_mentions_frame) = (self.frames[at], self.by_frame[at]);
                let Some(log_odds) = contrast((n_joint, n_mentions_frame), (actor.n, self.n_mentions)) else {
                    continue;
                };
                found.push(Association {
                    referent: actor.referent.clone(),
                    frame: FrameIx::new(at),
                    n_joint,
                    n_actor: actor.n,
                    n_frame,
                    n_sentences: self.n_sentences,
                    n_mentions_frame,
                    n_mentions: self.n_mentions,
                    log_odds,
                    q: 1.0,
                });
            }
        }
        let p: Vec<f64> = found.iter().map(|it| it.log_odds.p()).collect();
        found.iter_mut().zip(benjamini_hochberg(&p)).for_each(|(it, q)| it.q = q);
        found.sort_by(|one, other| {
            let strength = |it: &Association| it.log_odds.z().abs();
            let name = |it: &Association| (it.referent.name.clone(), it.referent.label, it.frame);
            strength(other).total_cmp(&strength(one)).then_with(|| name(one).cmp(&name(other)))
        });
        found
    }
}

/// The actors that some mentions name, each once.
fn actors_in<'a>(annotations: &'a Annotations, mentions: &[Mention]) -> BTreeMap<Key, &'a Referent> {
    let things = mentions.iter().filter_map(|mention| match mention.stands_for {
        StandsFor::Thing(at) => Some(&annotations.referents[at.get()]),
        StandsFor::Time(_) => None,
    });
    let actors = things.filter(|referent| is_actor(referent.label));
    actors.map(|referent| (Key::of(referent), referent)).collect()
}

impl Actor {
    fn new(referent: &Referent, n_frames: usize) -> Self {
        Self { referent: referent.clone(), n: 0, joint: vec![0; n_frames] }
    }

    fn add(&mut self, more: &Self) {
        self.n += more.n;
        add(&mut self.joint, &more.joint);
    }
}

/// An actor's part of the mentions in sentences with the frame (`joint` of them) against its part in those without.
fn contrast(joint: (u64, u64), all: (u64, u64)) -> Option<LogOdds> {
    let share = |of: u64, all: u64| Share { of: of as f64, all: all as f64 };
    let prior = Share { of: PRIOR * all.0 as f64 / all.1 as f64, all: PRIOR };
    log_odds(share(joint.0, joint.1), share(all.0 - joint.0, all.1 - joint.1), prior)
}

fn add(sums: &mut Vec<u64>, more: &[u64]) {
    sums.resize(sums.len().max(more.len()), 0);
    sums.iter_mut().zip(more).for_each(|(sum, n)| *sum += n);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company(actors: &[(&str, u64, [u64; 2])]) -> CoOccurrences {
        let actor = |&(name, n, joint): &(&str, u64, [u64; 2])| {
            let referent = Referent { entity: None, label: Label::State, name: name.into(), iso3: None };
            (Key::of(&referent), Actor { n, joint: joint.to_vec(), ..Actor::new(&referent, 2) })
        };
        CoOccurrences { n_sentences: 100, frames: vec![40, 30], actors: actors.iter().map(actor).collect() }
    }

    fn associations_of(documents: &[CoOccurrences]) -> Vec<Association> {
        let home = tempfile::tempdir().unwrap();
        let mut all = Associations::new(&Spill::below(home.path())).unwrap();
        documents.iter().for_each(|document| all.add(document.clone()).unwrap());
        all.pairs().unwrap()
    }

    #[test]
    fn an_actor_is_held_against_its_part_of_the_other_mentions() {
        let all = company(&[("Tolvania", 20, [15, 0]), ("Ustrana", 30, [5, 10])]);
        let found = associations_of(&[all]);
        let first = found.iter().find(|it| &*it.referent.name == "Tolvania").expect("15 in common");
        // Prior 100 × 20/50 = 40: (15 + 40) of (20 + 100) against (5 + 40) of (30 + 100).
        let delta = libm::log(55.0 / 65.0) - libm::log(45.0 / 85.0);
        let variance = 1.0 / 55.0 + 1.0 / 65.0 + 1.0 / 45.0 + 1.0 / 85.0;
        assert!((first.log_odds.delta - delta).abs() < 1e-12);
        assert!((first.log_odds.se - f64::sqrt(variance)).abs() < 1e-12);
        assert_eq!((first.n_mentions_frame, first.n_mentions, first.n_frame), (20, 50, 40));
    }

    #[test]
    fn two_sentences_in_common_are_no_pair() {
        let found = company(&[("Tolvania", 20, [2, 3]), ("Ustrana", 9, [0, 0])]);
        let frames: Vec<usize> = associations_of(&[found]).iter().map(|it| it.frame.get()).collect();
        assert_eq!(frames, [1]);
    }

    #[test]
    fn the_strongest_come_first_and_documents_add_up() {
        let one = company(&[("Tolvania", 40, [30, 3]), ("Ustrana", 40, [12, 14]), ("Pellane", 5, [3, 0])]);
        let found = associations_of(&[one.clone(), one]);
        assert_eq!(found.iter().map(|it| it.n_joint).max(), Some(60));
        assert!(found.windows(2).all(|it| it[0].log_odds.z().abs() >= it[1].log_odds.z().abs()));
        assert!(found.iter().all(|it| it.q >= it.log_odds.p() && it.n_sentences == 200));
    }
}
