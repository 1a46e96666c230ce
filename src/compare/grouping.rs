//! Documents by their facts.

use crate::document::Metadata;
use crate::measure::DocumentCounts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A document as groups see it: small enough to keep for every document of a corpus.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

/// Documents, by their number in the corpus, sorted into groups by what they say of each field and by year.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    fields: Vec<BTreeMap<Option<String>, Vec<u32>>>,
    years: BTreeMap<i16, Vec<u32>>,
}

impl Groups {
    /// Sorts in the next document.
    pub fn add(&mut self, number: u32, record: &Record) {
        self.fields.resize(record.values.len(), BTreeMap::new());
        for (groups, value) in self.fields.iter_mut().zip(&record.values) {
            match groups.get_mut(value) {
                Some(members) => members.push(number),
                None => drop(groups.insert(value.clone(), vec![number])),
            }
        }
        if let Some(year) = record.year {
            self.years.entry(year).or_default().push(number);
        }
    }

    /// The groups of the field at this place of [`Record::values`], sorted by value, bytewise; documents that do not state
    /// it come first. Members are in corpus order.
    pub fn of_field(&self, at: usize) -> impl Iterator<Item = (Option<&str>, &[u32])> {
        self.fields.get(at).into_iter().flatten().map(|(value, members)| (value.as_deref(), &members[..]))
    }

    /// Documents by the year of their date, earliest first. Undated ones are in none.
    pub fn years(&self) -> impl Iterator<Item = (i16, &[u32])> {
        self.years.iter().map(|(year, members)| (*year, &members[..]))
    }
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
    fn documents_are_sorted_by_field_and_by_year() {
        let records = [
            record(Some("KEN"), "2014"),
            record(None, "1946-10"),
            record(Some("KEN"), "2015-09-28"),
            record(Some("CHN"), ""),
            record(Some("KEN"), "2015"),
        ];
        let mut groups = Groups::default();
        (0..).zip(&records).for_each(|(number, record)| groups.add(number, record));
        let issuers: Vec<_> = groups.of_field(0).collect();
        assert_eq!(issuers, [(None, &[1][..]), (Some("CHN"), &[3]), (Some("KEN"), &[0, 2, 4])]);
        assert_eq!(groups.of_field(1).count(), 4, "three years, and none");
        let years: Vec<_> = groups.years().collect();
        assert_eq!(years, [(1946, &[1][..]), (2014, &[0]), (2015, &[2, 4])]);
        assert_eq!(groups.of_field(2).count(), 0);
    }
}
