//! The gazetteer that comes with the program.

use super::Gazetteer;
use super::load::{Cells, Loader};

/// A table of the built-in gazetteer: its name and its text.
macro_rules! table {
    ($name:literal) => {
        ($name, include_str!(concat!("../../models/gazetteers/world/", $name)))
    };
}

/// Every table. Among entities of one name, the earlier stands first.
const TABLES: [(&str, &str); 12] = [
    table!("states.tsv"),
    table!("igos.tsv"),
    table!("instruments.tsv"),
    table!("governments.tsv"),
    table!("events.tsv"),
    table!("civil_society.tsv"),
    table!("companies.tsv"),
    table!("media.tsv"),
    table!("parties.tsv"),
    table!("groups.tsv"),
    table!("people.tsv"),
    table!("places.tsv"),
];

impl Gazetteer {
    /// States, bodies, treaties, firms and others of the whole world.
    ///
    /// # Panics
    /// Never: the tests load it.
    #[must_use]
    pub fn built_in() -> Self {
        let mut loader = Loader::default();
        for (name, text) in TABLES {
            loader.add(name, text, Cells::Tabs);
        }
        match loader.finish() {
            Ok(gazetteer) => gazetteer,
            Err(error) => unreachable!("the tests load the built-in gazetteer: {error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn it_holds_the_world() {
        let gazetteer = Gazetteer::built_in();
        assert!(gazetteer.entities.len() > 2_500, "{}", gazetteer.entities.len());
        for (id, iso3) in [("state:CHN", "CHN"), ("state:USA", "USA")] {
            let entity = gazetteer.entity(gazetteer.find(id).unwrap());
            assert_eq!(entity.iso3.as_deref(), Some(iso3));
        }
        assert!(gazetteer.find("igo:freedom-online-coalition").is_some());
    }

    #[test]
    fn every_source_is_declared() {
        let sources = include_str!("../../models/gazetteers/world/sources.tsv");
        let known: BTreeSet<&str> =
            sources.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
        for (name, text) in TABLES {
            for line in text.lines().skip(1).filter(|line| !line.starts_with('#')) {
                let cited = line.rsplit('\t').next().unwrap_or_default();
                assert!(!cited.is_empty(), "{name}: no source: {line}");
                for key in cited.split_whitespace() {
                    assert!(known.contains(key), "{name}: {key} is not in sources.tsv: {line}");
                }
            }
        }
    }
}
