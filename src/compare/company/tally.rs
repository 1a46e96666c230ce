//! The words beside the uses of a term on one side, counted document by document.

use super::line::Line;
use super::modifier::{Relation, modifiers};
use crate::compare::difference::speaking;
use crate::compare::study::{Names, Study};
use crate::compare::{Compared, Side};
use std::collections::BTreeMap;
use std::ops::Range;

use super::WINDOW;
use super::words::is_content;

/// An occurrence of a term in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The words it covers.
    pub words: Range<usize>,
    /// Whether the voices compared utter it; if not, its words are still no company of other uses.
    pub is_heard: bool,
}

/// What one document has of a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Uses.
    pub n_uses: u64,
    /// Content words beside them.
    pub n_beside: u64,
}

/// How often a word stands somewhere, in each document that has it there.
pub(super) type ByDocument = Vec<(u32, u64)>;

/// The company of a term on one side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    documents: Vec<Uses>,
    /// What the last document is called by the caller.
    last: Option<usize>,
    pub(super) collocates: BTreeMap<u32, ByDocument>,
    pub(super) modifiers: BTreeMap<(Relation, u32), ByDocument>,
    /// Content words of the term's own occurrences.
    pub(super) own: BTreeMap<u32, u64>,
}

impl Tally {
    /// Counts the occurrences of the term in a sentence of a document, all of them at once and in order. Documents come one
    /// after another. Words that have no number in `names` are passed over.
    pub fn add(&mut self, document: usize, line: &Line, uses: &[Use], names: &Names) {
        let number = |at: usize| names.find(&line.words()[at].form);
        let all: Vec<Range<usize>> = uses.iter().map(|it| it.words.clone()).collect();
        let own = all.iter().flat_map(Clone::clone).filter(|&at| line.words()[at].is_content);
        own.filter_map(number).for_each(|word| *self.own.entry(word).or_default() += 1);
        let heard: Vec<Range<usize>> =
            uses.iter().filter(|it| it.is_heard).map(|it| it.words.clone()).collect();
        if heard.is_empty() {
            return;
        }
        if self.last != Some(document) {
            self.last = Some(document);
            self.documents.push(Uses::default());
        }
        let document =
            u32::try_from(self.documents.len() - 1).expect("there are at most 4 billion documents");
        let mut n_beside = 0;
        for neighbour in line.beside(&heard, &all, WINDOW) {
            let Some(word) = number(neighbour.at) else { continue };
            count(self.collocates.entry(word).or_default(), document);
            n_beside += 1;
        }
        for place in &heard {
            let mut found: Vec<(Relation, u32)> = modifiers(line, place)
                .into_iter()
                .filter_map(|(relation, at)| Some((relation, number(at)?)))
                .collect();
            found.sort_unstable();
            found.dedup();
            found.into_iter().for_each(|it| count(self.modifiers.entry(it).or_default(), document));
        }
        let counted = self.documents.last_mut().expect("a document was begun");
        counted.n_uses += heard.len() as u64;
        counted.n_beside += n_beside;
    }

    /// What each document has that uses the term, in order.
    #[must_use]
    pub fn documents(&self) -> &[Uses] {
        &self.documents
    }

    /// All uses.
    #[must_use]
    pub fn n_uses(&self) -> u64 {
        self.documents.iter().map(|it| it.n_uses).sum()
    }

    /// All content words beside them.
    #[must_use]
    pub fn n_beside(&self) -> u64 {
        self.documents.iter().map(|it| it.n_beside).sum()
    }
}

fn count(by_document: &mut ByDocument, document: u32) {
    match by_document.last_mut() {
        Some((last, n)) if *last == document => *n += 1,
        _ => by_document.push((document, 1)),
    }
}

/// The content words of all texts of a side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Background {
    counts: Vec<u64>,
    n_words: u64,
}

impl Background {
    /// Adds up the words of the documents that speak.
    #[must_use]
    pub fn of(study: &Study, side: &Side<'_>) -> Self {
        let is_content: Vec<bool> = study.words.names().iter().map(|word| is_content(word)).collect();
        let mut counts = vec![0; is_content.len()];
        let words = speaking(&side.documents).flat_map(|document: &Compared| &document.words);
        for &(word, n) in words.filter(|it| is_content[it.0 as usize]) {
            counts[word as usize] += u64::from(n);
        }
        Self { n_words: counts.iter().sum(), counts }
    }

    /// How often a word stands there but in the term's own occurrences.
    pub(super) fn n_word(&self, word: u32, term: &Tally) -> u64 {
        let own = term.own.get(&word).copied().unwrap_or_default();
        self.counts.get(word as usize).map_or(0, |all| all.saturating_sub(own))
    }

    /// All content words but those of the term's own occurrences.
    pub(super) fn n_words(&self, term: &Tally) -> u64 {
        self.n_words.saturating_sub(term.own.values().sum())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Counts the uses of a term in the sentences of documents.
    pub(crate) fn tally(term: &str, documents: &[&[&str]], names: &mut Names) -> Tally {
        let mut tally = Tally::default();
        for (at, sentences) in documents.iter().enumerate() {
            for sentence in *sentences {
                let line = Line::new(sentence);
                line.words().iter().for_each(|word| _ = names.number(&word.form));
                let places =
                    sentence.match_indices(term).map(|(start, it)| line.words_in(&(start..start + it.len())));
                let uses: Vec<Use> = places.map(|words| Use { words, is_heard: true }).collect();
                tally.add(at, &line, &uses, names);
            }
        }
        tally
    }

    #[test]
    fn words_are_counted_by_document_and_never_twice() {
        let mut names = Names::default();
        let documents: &[&[&str]] = &[
            &["Internet governance serves users; open internet governance."],
            &["users shape internet governance"],
        ];
        let found = tally("nternet governance", documents, &mut names);
        let users = names.find("users").expect("it was seen");
        assert_eq!(found.collocates[&users], [(0, 1), (1, 1)]);
        assert_eq!(found.documents(), [Uses { n_uses: 2, n_beside: 3 }, Uses { n_uses: 1, n_beside: 2 }]);
        let open = names.find("open").expect("it was seen");
        assert_eq!(found.modifiers[&(Relation::Before, open)], [(0, 1)]);
        assert_eq!(found.own.values().sum::<u64>(), 6);
    }

    #[test]
    fn what_nobody_compared_utters_is_no_use_and_no_company() {
        let (mut names, line) = (Names::default(), Line::new("order and order"));
        line.words().iter().for_each(|word| _ = names.number(&word.form));
        let mut tally = Tally::default();
        let uses = [Use { words: 0..1, is_heard: true }, Use { words: 2..3, is_heard: false }];
        tally.add(0, &line, &uses, &names);
        assert_eq!((tally.n_uses(), tally.n_beside()), (1, 0));
        tally.add(1, &line, &uses[1..], &names);
        assert_eq!((tally.documents().len(), tally.own.values().sum::<u64>()), (1, 3));
    }
}
