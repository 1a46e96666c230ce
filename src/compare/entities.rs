//! Who and what a document names: its mentions, put together thing by thing.

use crate::analysis::Analysis;
use crate::annotate::{Mention, Referent, ReferentIx, StandsFor};
use crate::gazetteer::{EntityIx, Label};
use crate::segment::SentenceIx;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// The things that a document names, and which are named together. Dates are not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentEntities {
    /// The most named first, then by name.
    pub entities: Vec<Named>,
    /// Two entities of the gazetteer in one sentence, the earlier in the gazetteer first; once for each
    /// sentence.
    pub pairs: Vec<(EntityIx, EntityIx)>,
}

/// A thing and how it is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// What it stands for.
    pub referent: Referent,
    /// Mentions, >= 1.
    pub n_mentions: u64,
    /// Sentences with a mention, >= 1.
    pub n_sentences: u64,
    /// The forms it is named by with their mentions, the commonest first, then by text. Line breaks are blanks.
    pub surfaces: Vec<(Box<str>, u64)>,
}

/// What makes two referents one thing: the entity if there is one, else what it is and is called.
#[derive(PartialEq, Eq, Hash)]
enum Key<'a> {
    Linked(EntityIx),
    Unlinked(Label, &'a str),
}

impl<'a> Key<'a> {
    fn of(referent: &'a Referent) -> Self {
        referent.entity.map_or(Self::Unlinked(referent.label, &referent.name), Self::Linked)
    }
}

/// The thing that a mention names; `None` for a time.
const fn thing(mention: &Mention) -> Option<ReferentIx> {
    match mention.stands_for {
        StandsFor::Thing(referent) => Some(referent),
        StandsFor::Time(_) => None,
    }
}

impl DocumentEntities {
    /// Puts the mentions of a document together.
    #[must_use]
    pub fn of(analysis: &Analysis) -> Self {
        let referents = &analysis.annotations.referents;
        let mut places: FxHashMap<Key<'_>, usize> = FxHashMap::default();
        let mut entities: Vec<Named> = Vec::new();
        let mut last: Vec<Option<SentenceIx>> = Vec::new();
        for mention in &analysis.annotations.mentions {
            let Some(referent) = thing(mention).map(|at| &referents[at.get()]) else { continue };
            let place = *places.entry(Key::of(referent)).or_insert_with(|| {
                entities.push(Named::new(referent));
                last.push(None);
                entities.len() - 1
            });
            let is_new = last[place].replace(mention.sentence) != Some(mention.sentence);
            entities[place].add(analysis.document.slice(mention.span), is_new);
        }
        for named in &mut entities {
            named.surfaces.sort_by(|one, other| (Reverse(one.1), &one.0).cmp(&(Reverse(other.1), &other.0)));
        }
        let rank = |it: &Named| (Reverse(it.n_mentions), it.referent.name.clone(), it.referent.label);
        entities.sort_by_cached_key(rank);
        Self { entities, pairs: pairs(analysis) }
    }
}

impl Named {
    fn new(referent: &Referent) -> Self {
        Self { referent: referent.clone(), n_mentions: 0, n_sentences: 0, surfaces: Vec::new() }
    }

    fn add(&mut self, written: &str, is_new_sentence: bool) {
        self.n_mentions += 1;
        self.n_sentences += u64::from(is_new_sentence);
        let words = || written.split_whitespace();
        // Most names are written again as they were, on one line.
        let is_same = |known: &str| known == written || known.split(' ').eq(words());
        match self.surfaces.iter_mut().find(|(known, _)| is_same(known)) {
            Some((_, n)) => *n += 1,
            None => self.surfaces.push((words().collect::<Vec<_>>().join(" ").into(), 1)),
        }
    }
}

/// The pairs of entities in each sentence.
fn pairs(analysis: &Analysis) -> Vec<(EntityIx, EntityIx)> {
    let entity =
        |mention: &Mention| thing(mention).and_then(|at| analysis.annotations.referents[at.get()].entity);
    let mut pairs = Vec::new();
    let mut here: Vec<EntityIx> = Vec::new();
    for sentence in analysis.annotations.mentions.chunk_by(|one, next| one.sentence == next.sentence) {
        here.clear();
        here.extend(sentence.iter().filter_map(entity));
        here.sort_unstable();
        here.dedup();
        for (at, &one) in here.iter().enumerate() {
            pairs.extend(here[at + 1..].iter().map(|&other| (one, other)));
        }
    }
    pairs
}
