//! Documents by their facts.

use crate::document::Metadata;
use crate::measure::DocumentCounts;
use std::collections::BTreeMap;

/// A document as groups see it: small enough to keep for every document of a corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What it says of each field grouped by, in their order; `None` where nobody stated it.
    pub values: Vec<Option<String>>,
    /// The year of its date.
    pub year: Option<i16>,
    /// What was counted in it.
    pub counts: DocumentCounts,
}

impl Record {
    /// Keeps of a document's facts what it is grouped by.
    #[must_use]
    pub fn new(metadata: &Metadata, fields: &[String], counts: DocumentCounts) -> Self {
        let values = fields.iter().map(|field| value_of(metadata, field)).collect();
        Self { values, year: metadata.date.map(|date| date.year()), counts }
    }
}

/// What a document's facts say of a field: one of [`Metadata::value`], or `year`. A column of the
/// researcher's own by that name goes first.
#[must_use]
pub fn value_of(metadata: &Metadata, field: &str) -> Option<String> {
    let year = || metadata.date.filter(|_| field == "year").map(|date| date.year().to_string());
    metadata.value(field).or_else(year)
}

/// Documents that say the same of some fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'m, M> {
    /// The value of each field, in the order asked for; `None` for documents that do not state it.
    pub values: Vec<Option<&'m str>>,
    /// The documents, in corpus order.
    pub members: Vec<&'m M>,
}

/// Groups documents by the fields at these places of [`Record::values`], taken together. Sorted by value,
/// bytewise, field by field; documents that do not state a field come first. No places: all documents are one
/// group.
pub fn group<'m, M>(members: &'m [M], record: impl Fn(&M) -> &Record, places: &[usize]) -> Vec<Group<'m, M>> {
    let mut groups: BTreeMap<Vec<Option<&'m str>>, Vec<&'m M>> = BTreeMap::new();
    for member in members {
        let values = &record(member).values;
        groups
            .entry(places.iter().map(|place| values[*place].as_deref()).collect())
            .or_default()
            .push(member);
    }
    groups.into_iter().map(|(values, members)| Group { values, members }).collect()
}

/// Documents by the year of their date, earliest first. Undated ones are in none.
pub fn years<M>(members: &[M], record: impl Fn(&M) -> &Record) -> BTreeMap<i16, Vec<&M>> {
    let mut years: BTreeMap<i16, Vec<&M>> = BTreeMap::new();
    for member in members {
        if let Some(year) = record(member).year {
            years.entry(year).or_default().push(member);
        }
    }
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(issuer: Option<&str>, date: &str) -> Record {
        let facts =
            Metadata { issuer: issuer.map(str::to_owned), date: date.parse().ok(), ..Metadata::default() };
        Record::new(&facts, &["issuer".to_owned(), "year".to_owned()], DocumentCounts::default())
    }

    #[test]
    fn fields_taken_together_part_further() {
        let records = [
            record(Some("KEN"), "2014"),
            record(None, "2014-09"),
            record(Some("KEN"), "2015-09-28"),
            record(Some("CHN"), "2015"),
            record(Some("KEN"), "2015"),
        ];
        let values = |places: &[usize]| {
            let groups = group(&records, |it| it, places);
            groups.iter().map(|it| (it.values.clone(), it.members.len())).collect::<Vec<_>>()
        };
        assert_eq!(values(&[0]), [(vec![None], 1), (vec![Some("CHN")], 1), (vec![Some("KEN")], 3)]);
        assert_eq!(values(&[0, 1]).last(), Some(&(vec![Some("KEN"), Some("2015")], 2)));
        assert_eq!(values(&[]), [(vec![], 5)]);
    }

    #[test]
    fn undated_documents_are_in_no_year() {
        let records = [record(None, "1976"), record(None, ""), record(None, "1946-10")];
        assert_eq!(years(&records, |it| it).into_keys().collect::<Vec<_>>(), [1946, 1976]);
    }
}
