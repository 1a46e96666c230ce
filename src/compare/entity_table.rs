//! Who and what a corpus names, and who is named beside whom.

use super::entities::{DocumentEntities, Named};
use crate::gazetteer::{EntityIx, Gazetteer, Label};
use crate::spill::{Sorted, Sorter, Spill};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::{Ordering, Reverse};
use std::io;

/// Forms of one entity that are told apart. They are counted exactly; forms that first appear after so many
/// others are not counted.
const MOST_SURFACES: usize = 200;

/// Forms of one entity that are given out.
const TOP_SURFACES: usize = 20;

/// The entities of the gazetteer that a corpus names, document by document. It grows with the gazetteer and the pairs
/// named together, never with the number of documents.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    tallies: FxHashMap<EntityIx, Tally>,
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
}

/// What the gazetteer does not know, as one document names it. Sorted by what it is, then by document.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stranger {
    document: u32,
    named: Named,
}

impl Stranger {
    fn key(&self) -> (Label, &str) {
        (self.named.referent.label, &self.named.referent.name)
    }
}

impl Ord for Stranger {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key()).then(self.document.cmp(&other.document))
    }
}

impl PartialOrd for Stranger {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// An entity in all documents. The most mentioned comes first, then by label and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityTotal {
    /// Which of the gazetteer; `None` for what it does not know.
    pub entity: Option<EntityIx>,
    /// What sort of thing.
    pub label: Label,
    /// Its name.
    pub name: Box<str>,
    /// ISO 3166-1 alpha-3 code.
    pub iso3: Option<Box<str>>,
    /// Mentions in all documents.
    pub n_mentions: u64,
    /// Sentences that name it.
    pub n_sentences: u64,
    /// Documents that name it.
    pub n_documents: u64,
    /// Its commonest forms with their mentions.
    pub surfaces: Vec<(Box<str>, u64)>,
}

impl Ord for EntityTotal {
    fn cmp(&self, other: &Self) -> Ordering {
        let rank = |it: &Self| (Reverse(it.n_mentions), it.label);
        rank(self)
            .cmp(&rank(other))
            .then_with(|| self.name.cmp(&other.name))
            .then(self.entity.cmp(&other.entity))
    }
}

impl PartialOrd for EntityTotal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
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

/// Who and what a corpus names, being gathered. Strangers to the gazetteer wait on disk where they are many.
pub struct EntityTable {
    linked: Linked,
    strangers: Sorter<Stranger>,
    spill: Spill,
    n_documents: u32,
}

impl EntityTable {
    /// Nothing yet.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn new(spill: &Spill) -> io::Result<Self> {
        let (linked, strangers) = (Linked::default(), spill.sorter()?);
        Ok(Self { linked, strangers, spill: spill.clone(), n_documents: 0 })
    }

    /// Adds a document.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn add(&mut self, document: DocumentEntities) -> io::Result<()> {
        self.n_documents += 1;
        let document_number = self.n_documents;
        let mut strangers = self.linked.add(document).into_iter();
        strangers.try_for_each(|named| self.strangers.push(Stranger { document: document_number, named }))
    }

    /// Every entity in order, and what is known of those in the gazetteer.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn totals(self, gazetteer: &Gazetteer) -> io::Result<(Sorted<EntityTotal>, Linked)> {
        let mut totals = self.spill.sorter()?;
        for total in (Joined { sorted: self.strangers.sorted()?, next: None }) {
            totals.push(total?)?;
        }
        self.linked.totals(gazetteer).into_iter().try_for_each(|total| totals.push(total))?;
        Ok((totals.sorted()?, self.linked))
    }
}

/// Joins what is of one name, from sorted strangers.
struct Joined {
    sorted: Sorted<Stranger>,
    next: Option<Stranger>,
}

impl Iterator for Joined {
    type Item = io::Result<EntityTotal>;

    fn next(&mut self) -> Option<Self::Item> {
        let first = match self.next.take().map(Ok).or_else(|| self.sorted.next())? {
            Ok(first) => first,
            Err(error) => return Some(Err(error)),
        };
        let mut tally = Tally::default();
        tally.add(&first.named);
        loop {
            match self.sorted.next() {
                Some(Ok(other)) if other.key() == first.key() => tally.add(&other.named),
                Some(Ok(other)) => {
                    self.next = Some(other);
                    break;
                }
                Some(Err(error)) => return Some(Err(error)),
                None => break,
            }
        }
        let (label, name) = (first.named.referent.label, first.named.referent.name);
        Some(Ok(tally.total(label, name)))
    }
}

impl Linked {
    /// Adds a document, and gives back those that the gazetteer does not know.
    fn add(&mut self, document: DocumentEntities) -> Vec<Named> {
        for &pair in &document.pairs {
            *self.pairs.entry(pair).or_default() += 1;
        }
        let mut strangers = document.entities;
        strangers.retain(|named| match named.referent.entity {
            Some(entity) => {
                self.tallies.entry(entity).or_default().add(named);
                false
            }
            None => true,
        });
        strangers
    }

    fn totals(&self, gazetteer: &Gazetteer) -> Vec<EntityTotal> {
        let total = |(&at, tally): (&EntityIx, &Tally)| {
            let entity = gazetteer.entity(at);
            let total = tally.clone().total(entity.label, (*entity.name).into());
            let iso3 = entity.iso3.as_deref().map(Box::from).or(total.iso3);
            EntityTotal { entity: Some(at), iso3, ..total }
        };
        self.tallies.iter().map(total).collect()
    }

    /// The `most` pairs of entities that share the most sentences, then by id; the documents that name both are yet to be
    /// counted.
    #[must_use]
    pub fn most_together(&self, gazetteer: &Gazetteer, most: usize) -> CoMentions {
        let id = |at: EntityIx| &*gazetteer.entity(at).id;
        let in_order = |(one, other)| if id(one) <= id(other) { (one, other) } else { (other, one) };
        let mut pairs: Vec<_> = self.pairs.iter().map(|(&pair, &n)| (in_order(pair), n)).collect();
        pairs.sort_unstable_by_key(|&((one, other), n)| (Reverse(n), id(one), id(other)));
        pairs.truncate(most);
        let new = |(entities, n_sentences)| CoMention { entities, n_sentences, n_documents: 0 };
        CoMentions {
            pairs: pairs.into_iter().map(new).collect(),
            is_named: vec![false; gazetteer.entities.len()],
        }
    }
}

/// Pairs of entities whose documents are being counted.
#[derive(Clone, Debug)]
pub struct CoMentions {
    pairs: Vec<CoMention>,
    is_named: Vec<bool>,
}

impl CoMentions {
    /// Counts a document.
    pub fn count(&mut self, document: &DocumentEntities) {
        let named = || document.entities.iter().filter_map(|named| named.referent.entity);
        named().for_each(|at| self.is_named[at.get()] = true);
        for pair in &mut self.pairs {
            let (one, other) = pair.entities;
            pair.n_documents += u64::from(self.is_named[one.get()] && self.is_named[other.get()]);
        }
        named().for_each(|at| self.is_named[at.get()] = false);
    }

    /// The pairs. All counts are exact.
    #[must_use]
    pub fn counted(&self) -> &[CoMention] {
        &self.pairs
    }
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

    fn total(self, label: Label, name: Box<str>) -> EntityTotal {
        let mut surfaces = self.surfaces;
        surfaces.sort_by(|one, other| (Reverse(one.1), &one.0).cmp(&(Reverse(other.1), &other.0)));
        surfaces.truncate(TOP_SURFACES);
        EntityTotal {
            entity: None,
            label,
            name,
            iso3: self.iso3,
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

    fn totals(gazetteer: &Gazetteer, documents: &[DocumentEntities]) -> (Vec<EntityTotal>, Linked) {
        let home = tempfile::tempdir().unwrap();
        let spill = Spill::below(home.path());
        let mut table = EntityTable::new(&spill).unwrap();
        documents.iter().for_each(|document| table.add(document.clone()).unwrap());
        let (totals, linked) = table.totals(gazetteer).unwrap();
        (totals.collect::<io::Result<_>>().unwrap(), linked)
    }

    #[test]
    fn entities_are_joined_by_id_and_strangers_by_name() {
        let gazetteer = Gazetteer::built_in();
        let first = vec![named(Some(0), "x", &[("Iran", 2)]), named(None, "Ada Roe", &[("Ada Roe", 1)])];
        let second = vec![named(Some(0), "x", &[("IRAN", 1)]), named(None, "Ada Roe", &[("Roe", 4)])];
        let document = |entities| DocumentEntities { entities, pairs: Vec::new() };
        let (totals, _) = totals(&gazetteer, &[first, second].map(document));
        let shown: Vec<_> = totals.iter().map(|it| (&*it.name, it.n_mentions, it.n_documents)).collect();
        assert_eq!(shown, [("Ada Roe", 5, 2), (&*gazetteer.entities[0].name, 3, 2)]);
        assert_eq!(totals[1].surfaces, [("Iran".into(), 2), ("IRAN".into(), 1)]);
    }

    #[test]
    fn pairs_are_counted_by_sentence_and_by_document() {
        let gazetteer = Gazetteer::built_in();
        let three = || (0..3).map(|at| named(Some(at), "x", &[("x", 1)])).collect::<Vec<_>>();
        let documents = [
            DocumentEntities { entities: three(), pairs: vec![pair(0, 1), pair(0, 1), pair(1, 2)] },
            DocumentEntities { entities: three(), pairs: Vec::new() },
            DocumentEntities { entities: three()[..1].to_vec(), pairs: Vec::new() },
        ];
        let (_, linked) = totals(&gazetteer, &documents);
        let co_mentions = |most| {
            let mut pairs = linked.most_together(&gazetteer, most);
            documents.iter().for_each(|document| pairs.count(document));
            pairs.counted().to_vec()
        };
        let all = co_mentions(10);
        assert_eq!((all.len(), all[0].n_sentences, all[0].n_documents), (2, 2, 2));
        assert_eq!(co_mentions(1), all[..1]);
    }
}
