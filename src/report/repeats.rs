//! Near-duplicates among the documents of a run.

use super::render::MOST_DUPLICATES;
use super::wire;
use crate::compare::reuse::{Duplicate, Originals, Signature};
use crate::document::DocId;
use std::borrow::Cow;

/// The near-duplicates among the documents so far. Of texts only signatures are kept, so resemblance is estimated.
#[derive(Clone, Debug, Default)]
pub struct Repeats {
    originals: Originals,
    ids: Vec<DocId>,
    duplicates: Vec<Duplicate>,
    n_words_effective: u64,
}

impl Repeats {
    /// Takes in the next document of the corpus, `None` if it has no words. Tells whether it is nearly the same as an earlier
    /// one.
    pub fn add(&mut self, id: DocId, signature: Option<Signature>) -> bool {
        let (document, n_words) = (self.ids.len(), signature.as_ref().map_or(0, Signature::n_words));
        self.ids.push(id);
        let duplicate = signature.and_then(|signature| self.originals.add(document, signature));
        self.duplicates.extend(duplicate);
        self.n_words_effective += if duplicate.is_none() { n_words } else { 0 };
        duplicate.is_some()
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
