//! Documents ready to be compared: small tables of numbers, no texts.

use super::signatory::Signed;
use crate::codebook::{Codebook, EntryIx};
use crate::document::Metadata;
use crate::measure::{DocumentCounts, TermUse, Voices};
use crate::stats::Interval;
use std::collections::{BTreeMap, HashMap};

/// Names by number, given out in order of first appearance and shared by both sides of a comparison.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: Vec<Box<str>>,
    places: HashMap<Box<str>, u32>,
}

impl Names {
    /// The number of a name, a new one for a new name.
    ///
    /// # Panics
    /// If there are more than 4 billion names.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.places.get(name) {
            return number;
        }
        let number = u32::try_from(self.names.len()).expect("there are at most 4 billion names");
        self.names.push(name.into());
        self.places.insert(name.into(), number);
        number
    }

    /// The name of a number.
    #[must_use]
    pub fn name(&self, number: u32) -> &str {
        &self.names[number as usize]
    }

    /// The number of a name that is there.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<u32> {
        self.places.get(name).copied()
    }

    /// Every name, by number.
    #[must_use]
    pub fn names(&self) -> &[Box<str>] {
        &self.names
    }

    /// How many names.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// A person, state, body or text: its id, or what it is called where no gazetteer knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityName {
    /// The id of the gazetteer.
    pub id: Option<String>,
    /// What it is, such as `STATE`.
    pub label: String,
    /// Its name.
    pub name: String,
}

/// Everything that documents name, by number.
#[derive(Clone, Debug, Default)]
pub struct EntityNames {
    entities: Vec<EntityName>,
    places: HashMap<(bool, Box<str>), u32>,
}

impl EntityNames {
    /// The number of an entity: by its id where it has one, else by label and name.
    ///
    /// # Panics
    /// If there are more than 4 billion entities.
    pub fn number(&mut self, entity: EntityName) -> u32 {
        let key = match &entity.id {
            Some(id) => (true, id.as_str().into()),
            None => (false, format!("{}\t{}", entity.label, entity.name).into()),
        };
        *self.places.entry(key).or_insert_with(|| {
            self.entities.push(entity);
            u32::try_from(self.entities.len() - 1).expect("there are at most 4 billion entities")
        })
    }

    /// The entity of a number.
    #[must_use]
    pub fn entity(&self, number: u32) -> &EntityName {
        &self.entities[number as usize]
    }
}

/// What one document says that an actor holds.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorUse {
    /// The actor, in [`Study::entities`].
    pub actor: u32,
    /// Counted hits ascribed to it.
    pub n_hits: u64,
    /// Sentences with them.
    pub n_sentences: u64,
    /// Their weight for each frame, in codebook order.
    pub weights: Vec<f64>,
}

/// A document as comparisons see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Its name in its run.
    pub id: String,
    /// Its facts.
    pub metadata: Metadata,
    /// What was counted, for each of [`Voices::ALL`].
    pub counts: [DocumentCounts; 2],
    /// Its own interval of the position, by sentence bootstrap, for each of [`Voices::ALL`].
    pub position_interval: [Option<Interval>; 2],
    /// The contested terms it has.
    pub contested: BTreeMap<EntryIx, TermUse>,
    /// Words with their counts, by number of [`Study::words`], ascending.
    pub words: Vec<(u32, u32)>,
    /// Entities with their mentions, by number of [`Study::entities`], ascending.
    pub entities: Vec<(u32, u32)>,
    /// Actors and what they are said to hold.
    pub actors: Vec<ActorUse>,
    /// Who signed it.
    pub signatories: Vec<Signed>,
}

impl Compared {
    /// What was counted of these voices.
    #[must_use]
    pub const fn counts(&self, voices: Voices) -> &DocumentCounts {
        &self.counts[voices as usize]
    }

    /// Whether its counts say nothing (another language).
    #[must_use]
    pub const fn is_excluded(&self) -> bool {
        self.counts[0].excluded.is_some()
    }
}

/// The documents of one or two runs with the names that they share.
#[derive(Clone, Debug)]
pub struct Study {
    /// Frames, families, contrast and the names of the entries; it matches nothing.
    pub codebook: Codebook,
    /// Words.
    pub words: Names,
    /// Who and what is named.
    pub entities: EntityNames,
    /// The documents, in the order of the runs.
    pub documents: Vec<Compared>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_number() {
        let mut names = Names::default();
        assert_eq!([names.number("law"), names.number("order"), names.number("law")], [0, 1, 0]);
        assert_eq!((names.name(1), names.find("order"), names.find("peace")), ("order", Some(1), None));
    }

    #[test]
    fn an_entity_with_an_id_is_known_by_it_alone() {
        let entity = |id: Option<&str>, label: &str, name: &str| EntityName {
            id: id.map(str::to_owned),
            label: label.to_owned(),
            name: name.to_owned(),
        };
        let mut entities = EntityNames::default();
        let china = entities.number(entity(Some("state:CHN"), "STATE", "China"));
        assert_eq!(entities.number(entity(Some("state:CHN"), "STATE", "PRC")), china);
        let person = entities.number(entity(None, "PERSON", "Li"));
        assert_ne!(entities.number(entity(None, "COMPANY", "Li")), person);
    }
}
