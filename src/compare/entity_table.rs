//! Who and what a corpus names, and who is named beside whom.

use super::entities::{DocumentEntities, Named};
use crate::gazetteer::{EntityIx, Gazetteer, Label};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Forms of one entity that are told apart. They are counted exactly; forms that first appear after so many
/// others are not counted.
const MOST_SURFACES: usize = 200;

/// Forms of one entity that are given out.
const TOP_SURFACES: usize = 20;

/// What a corpus names, document by document. It grows with the number of distinct entities and pairs of them,
/// and by four bytes for each entity of the gazetteer that a document names; never with the length of texts.
#[derive(Clone, Debug, Default)]
pub struct EntityTable {
    n_documents: u32,
    linked: FxHashMap<EntityIx, Tally>,
    unlinked: BTreeMap<Label, FxHashMap<Box<str>, Tally>>,
    /// Sentences that name both.
    pairs: FxHashMap<(EntityIx, EntityIx), u64>,
}

/// What is counted of one entity.
#[derive(Clone, Debug, Default)]
struct Tally {
    n_mentions: u64,
    n_sentences: u64,
    n_documents: u64,
    iso3: Option<Box<str>>,
    surfaces: Vec<(Box<str>, u64)>,
    /// The documents that name it, in corpus order. Kept for entities of the gazetteer alone: with them the
    /// documents that name two of them are counted at the end, for the few pairs that are given out.
    documents: Vec<u32>,
}

/// An entity in all documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityTotal<'t> {
    /// Which of the gazetteer; `None` for what it does not know.
    pub entity: Option<EntityIx>,
    /// What sort of thing.
    pub label: Label,
    /// Its name.
    pub name: &'t str,
    /// ISO 3166-1 alpha-3 code.
    pub iso3: Option<&'t str>,
    /// Mentions in all documents.
    pub n_mentions: u64,
    /// Sentences that name it.
    pub n_sentences: u64,
    /// Documents that name it.
    pub n_documents: u64,
    /// Its commonest forms with their mentions.
    pub surfaces: Vec<(&'t str, u64)>,
}

/// Two entities that are named together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoMention {
    /// The two, in the order of their ids.
    pub entities: (EntityIx, EntityIx),
    /// Sentences that name both.
    pub n_sentences: u64,
    /// Documents that name both, be it in one sentence or not.
    pub n_documents: u64,
}

impl EntityTable {
    /// Adds a document.
    pub fn add(&mut self, document: &DocumentEntities) {
        for named in &document.entities {
            let tally = match named.referent.entity {
                Some(entity) => self.linked.entry(entity).or_default(),
                None => tally(&mut self.unlinked, named.referent.label, &named.referent.name),
            };
            tally.add(named);
            if named.referent.entity.is_some() {
                tally.documents.push(self.n_documents);
            }
        }
        for &pair in &document.pairs {
            *self.pairs.entry(pair).or_default() += 1;
        }
        self.n_documents += 1;
    }

    /// Every entity: the most mentioned first, then by label and name.
    #[must_use]
    pub fn totals<'t>(&'t self, gazetteer: &'t Gazetteer) -> Vec<EntityTotal<'t>> {
        let linked = self.linked.iter().map(|(&at, tally)| {
            let entity = gazetteer.entity(at);
            let total = tally.total(entity.label, &entity.name);
            EntityTotal { entity: Some(at), iso3: entity.iso3.as_deref().or(total.iso3), ..total }
        });
        let unlinked = self
            .unlinked
            .iter()
            .flat_map(|(&label, names)| names.iter().map(move |(name, tally)| tally.total(label, name)));
        let mut totals: Vec<EntityTotal<'t>> = linked.chain(unlinked).collect();
        totals.sort_by_key(|it| (Reverse(it.n_mentions), it.label, it.name, it.entity));
        totals
    }

    /// The `most` pairs of entities that share the most sentences, then by id. All counts are exact.
    #[must_use]
    pub fn co_mentions(&self, gazetteer: &Gazetteer, most: usize) -> Vec<CoMention> {
        let id = |at: EntityIx| &*gazetteer.entity(at).id;
        let in_order = |(one, other)| if id(one) <= id(other) { (one, other) } else { (other, one) };
        let mut pairs: Vec<_> = self.pairs.iter().map(|(&pair, &n)| (in_order(pair), n)).collect();
        pairs.sort_unstable_by_key(|&((one, other), n)| (Reverse(n), id(one), id(other)));
        pairs.truncate(most);
        let counted = |(entities, n_sentences): ((EntityIx, EntityIx), u64)| CoMention {
            entities,
            n_sentences,
            n_documents: shared(&self.linked[&entities.0].documents, &self.linked[&entities.1].documents),
        };
        pairs.into_iter().map(counted).collect()
    }
}

/// The tally of a thing that the gazetteer does not know.
fn tally<'t>(
    unlinked: &'t mut BTreeMap<Label, FxHashMap<Box<str>, Tally>>,
    label: Label,
    name: &str,
) -> &'t mut Tally {
    let names = unlinked.entry(label).or_default();
    if !names.contains_key(name) {
        names.insert(name.into(), Tally::default());
    }
    names.entry(name.into()).or_default()
}

/// Numbers that two sorted lists share.
fn shared(one: &[u32], other: &[u32]) -> u64 {
    let mut rest = other.iter().peekable();
    let is_shared = |number: &&u32| {
        while rest.next_if(|next| next < number).is_some() {}
        rest.peek() == Some(number)
    };
    one.iter().filter(is_shared).count() as u64
}

impl Tally {
    fn add(&mut self, named: &Named) {
        self.n_mentions += named.n_mentions;
        self.n_sentences += named.n_sentences;
        self.n_documents += 1;
        if self.iso3.is_none() {
            self.iso3.clone_from(&named.referent.iso3);
        }
        for (surface, n) in &named.surfaces {
            let has_room = self.surfaces.len() < MOST_SURFACES;
            match self.surfaces.iter_mut().find(|(known, _)| known == surface) {
                Some((_, sum)) => *sum += n,
                None if has_room => self.surfaces.push((surface.clone(), *n)),
                None => {}
            }
        }
    }

    fn total<'t>(&'t self, label: Label, name: &'t str) -> EntityTotal<'t> {
        let mut surfaces: Vec<(&str, u64)> = self.surfaces.iter().map(|(form, n)| (&**form, *n)).collect();
        surfaces.sort_by_key(|&(form, n)| (Reverse(n), form));
        surfaces.truncate(TOP_SURFACES);
        EntityTotal {
            entity: None,
            label,
            name,
            iso3: self.iso3.as_deref(),
            n_mentions: self.n_mentions,
            n_sentences: self.n_sentences,
            n_documents: self.n_documents,
            surfaces,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Referent;

    fn named(entity: Option<usize>, name: &str, surfaces: &[(&str, u64)]) -> Named {
        let label = if entity.is_some() { Label::State } else { Label::Person };
        Named {
            referent: Referent { entity: entity.map(EntityIx::new), label, name: name.into(), iso3: None },
            n_mentions: surfaces.iter().map(|(_, n)| n).sum(),
            n_sentences: 1,
            surfaces: surfaces.iter().map(|&(form, n)| (form.into(), n)).collect(),
        }
    }

    fn pair(one: usize, other: usize) -> (EntityIx, EntityIx) {
        (EntityIx::new(one), EntityIx::new(other))
    }

    #[test]
    fn entities_are_joined_by_id_and_strangers_by_name() {
        let gazetteer = Gazetteer::built_in();
        let mut table = EntityTable::default();
        let first = vec![named(Some(0), "x", &[("Iran", 2)]), named(None, "Ada Roe", &[("Ada Roe", 1)])];
        let second = vec![named(Some(0), "x", &[("IRAN", 1)]), named(None, "Ada Roe", &[("Roe", 4)])];
        for entities in [first, second] {
            table.add(&DocumentEntities { entities, pairs: Vec::new() });
        }
        let totals = table.totals(&gazetteer);
        let shown: Vec<_> = totals.iter().map(|it| (it.name, it.n_mentions, it.n_documents)).collect();
        assert_eq!(shown, [("Ada Roe", 5, 2), (&*gazetteer.entities[0].name, 3, 2)]);
        assert_eq!(totals[1].surfaces, [("Iran", 2), ("IRAN", 1)]);
    }

    #[test]
    fn pairs_are_counted_by_sentence_and_by_document() {
        let gazetteer = Gazetteer::built_in();
        let mut table = EntityTable::default();
        let three = || (0..3).map(|at| named(Some(at), "x", &[("x", 1)])).collect::<Vec<_>>();
        table.add(&DocumentEntities { entities: three(), pairs: vec![pair(0, 1), pair(0, 1), pair(1, 2)] });
        table.add(&DocumentEntities { entities: three(), pairs: Vec::new() });
        let mut all = table.co_mentions(&gazetteer, 10);
        assert_eq!((all.len(), all[0].n_sentences, all[0].n_documents), (2, 2, 2));
        all.truncate(1);
        assert_eq!(table.co_mentions(&gazetteer, 1), all);
    }

    #[test]
    fn shared_numbers_are_counted_once() {
        assert_eq!(shared(&[1, 4, 6, 9], &[0, 4, 5, 9, 12]), 2);
        assert_eq!(shared(&[], &[1]), 0);
    }
}
