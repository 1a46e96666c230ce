//! A gazetteer in memory.

use super::Label;
use crate::document::Fingerprint;
use crate::text::folded;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

index! {
    /// Index of an [`Entity`] in its gazetteer.
    EntityIx
}

/// Things with names.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    /// In the order of the tables.
    pub entities: Vec<Entity>,
    /// Every name of every entity, in the order of the tables.
    pub surfaces: Vec<Surface>,
    /// Hash of the tables.
    pub fingerprint: Fingerprint,
    /// Who bears each name, made when first asked for.
    pub(super) names: OnceLock<FxHashMap<String, EntityIx>>,
}

/// One thing in the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Unique: `state:CHN`, `igo:freedom-online-coalition`.
    pub id: Box<str>,
    /// What sort of thing.
    pub label: Label,
    /// The usual English name, without *the*.
    pub name: Box<str>,
    /// The first adjective or noun for what and who is of it.
    pub demonym: Option<Box<str>>,
    /// What it is a part or organ of.
    pub parent: Option<EntityIx>,
    /// ISO 3166-1 alpha-3 code, of states and what is theirs.
    pub iso3: Option<Box<str>>,
    /// Wikidata item.
    pub wikidata: Option<Box<str>>,
    /// First and last year in which the name was in use.
    pub years: (Option<i16>, Option<i16>),
}

/// One way to write an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// As written in the table.
    pub text: Box<str>,
    /// Of whom.
    pub entity: EntityIx,
    /// What sort of name.
    pub kind: SurfaceKind,
    /// Whether the same letters are also something else (`?` in the table), so that the surroundings decide.
    pub is_ambiguous: bool,
}

/// What a surface is to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SurfaceKind {
    /// A name.
    Name,
    /// A short form that is matched in exactly this case.
    Acronym,
    /// An adjective or noun for what and who is of it.
    Demonym,
    /// A place that stands for the state when it acts.
    Seat,
}

impl Gazetteer {
    /// The entity of this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<EntityIx> {
        self.entities.iter().position(|entity| &*entity.id == id).map(EntityIx::new)
    }

    /// The state, body, group of people or firm of this name or short form, whatever its case and with or without *the*; of
    /// several the first in the tables. For lists of names, where nothing else can be meant: in running text the surroundings
    /// decide.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<EntityIx> {
        let form = folded(name.trim());
        let names = self.names.get_or_init(|| self.names());
        names.get(form.strip_prefix("the ").unwrap_or(&form)).copied()
    }

    fn names(&self) -> FxHashMap<String, EntityIx> {
        use Label::{CivilSociety, Company, GovBody, Igo, Media, Party, State};
        let signs = |at: EntityIx| {
            matches!(self.entity(at).label, State | GovBody | Igo | CivilSociety | Company | Media | Party)
        };
        let is_name =
            |it: &&Surface| matches!(it.kind, SurfaceKind::Name | SurfaceKind::Acronym) && signs(it.entity);
        let mut names = FxHashMap::default();
        for surface in self.surfaces.iter().filter(is_name) {
            let form = folded(&surface.text);
            names.entry(form.strip_prefix("the ").unwrap_or(&form).to_owned()).or_insert(surface.entity);
        }
        names
    }

    /// An entity.
    ///
    /// # Panics
    /// If it belongs to a larger gazetteer.
    #[must_use]
    pub fn entity(&self, at: EntityIx) -> &Entity {
        &self.entities[at.get()]
    }
}
