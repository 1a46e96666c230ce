//! Near-duplicates among the documents of a run.

use super::render::MOST_DUPLICATES;
use super::wire;
use crate::compare::reuse::{Duplicate, Originals, Signature};
use crate::document::{DocId, Fingerprint};
use std::borrow::Cow;
use std::collections::HashMap;

/// The near-duplicates among the documents so far. Of texts only signatures are kept, so resemblance is estimated.
#[derive(Clone, Debug, Default)]
pub struct Repeats {
    originals: Originals,
    ids: Vec<DocId>,
    duplicates: Vec<Duplicate>,
    n_words_effective: u64,
    /// The first document of each text that is long enough, by its hash.
    texts: HashMap<Fingerprint, usize>,
}

/// What of a document is repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Nothing.
    None,
    /// It is nearly the same as an earlier one.
    Nearly,
    /// It has the very text of this one, which is the first that has.
    Text(DocId),
}

/// Fewest words of a text that nobody writes twice by chance: *I declare the meeting closed* is no duplicate.
const LEAST_WORDS: u64 = 10;

impl Repeats {
    /// Takes in the next document of the corpus, its signature `None` if it has no words. Tells whether it is the same, or
    /// nearly the same, as an earlier one.
    pub fn add(&mut self, id: DocId, signature: Option<Signature>, text: Option<Fingerprint>) -> Repeat {
        let (document, n_words) = (self.ids.len(), signature.as_ref().map_or(0, Signature::n_words));
        self.ids.push(id);
        let text = text.filter(|_| n_words >= LEAST_WORDS);
        let first = text.map_or(document, |text| *self.texts.entry(text).or_insert(document));
        let duplicate = signature.and_then(|signature| self.originals.add(document, signature));
        self.duplicates.extend(duplicate);
        self.n_words_effective += if duplicate.is_none() { n_words } else { 0 };
        match duplicate {
            _ if first < document => Repeat::Text(self.ids[first].clone()),
            Some(_) => Repeat::Nearly,
            None => Repeat::None,
        }
    }

    /// What is reported.
    #[must_use]
    pub fn reported(&self) -> wire::Duplicates<'static> {
        let id = |document: usize| Cow::Owned(self.ids[document].as_str().to_owned());
        let listed = self.duplicates.iter().take(MOST_DUPLICATES).map(|it| wire::Duplicate {
            doc_id: id(it.text),
            original: id(it.original),
            resemblance: it.resemblance,
        });
        wire::Duplicates {
            n_duplicates: self.duplicates.len() as u64,
            n_documents_effective: (self.ids.len() - self.duplicates.len()) as u64,
            n_words_effective: self.n_words_effective,
            method: "sketch".into(),
            duplicates: listed.collect(),
        }
    }
}
