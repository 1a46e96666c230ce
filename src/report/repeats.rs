//! Near-duplicates among the documents of a run.

use super::journal::{Digests, unpack};
use super::render::MOST_DUPLICATES;
use super::{Error, Result, wire};
use crate::compare::reuse::{Alike, Duplicate, Signature, estimate};
use crate::document::Fingerprint;
use crate::spill::Spill;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io;

/// Fewest words of a text that nobody writes twice by chance: *I declare the meeting closed* is no duplicate.
const LEAST_WORDS: u64 = 10;

/// The first document of each text that is long enough, by its hash.
#[derive(Clone, Debug, Default)]
pub struct Texts(HashMap<[u8; 16], u32>);

impl Texts {
    /// Takes in the document of this number, with so many words. Gives the number of the first that has the same text, if an
    /// earlier one has.
    pub fn add(&mut self, number: u32, text: &Fingerprint, n_words: u64) -> Option<u32> {
        if n_words < LEAST_WORDS {
            return None;
        }
        let first = *self.0.entry(text.half()).or_insert(number);
        Some(first).filter(|first| *first != number)
    }
}

/// The near-duplicates among the documents of a run. Of texts only signatures are kept, so resemblance is estimated.
#[derive(Clone, Debug)]
pub struct Repeats {
    duplicates: BTreeMap<u32, Duplicate>,
    n_documents: u32,
    n_words_effective: u64,
    listed: Vec<wire::Duplicate<'static>>,
}

impl Repeats {
    /// Finds them.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn among(digests: &mut Digests, spill: &Spill) -> Result<Self> {
        let mut alike = Alike::new(spill)?;
        for number in 0..digests.n_documents() {
            if let Some(signature) = signature(digests, number)? {
                alike.add(number, &signature)?;
            }
        }
        let mut one: Option<(u32, Signature)> = None;
        let found = alike.duplicates(|text, original| {
            if one.as_ref().is_none_or(|(number, _)| *number != text) {
                one = signature(digests, text).map_err(io::Error::other)?.map(|it| (text, it));
            }
            let other = signature(digests, original).map_err(io::Error::other)?;
            Ok(one.as_ref().zip(other).and_then(|((_, one), other)| estimate(one, &other)))
        })?;
        let duplicates: BTreeMap<u32, Duplicate> = found.into_iter().map(|it| (it.text as u32, it)).collect();
        let (mut n_words_effective, n_documents) = (0, digests.n_documents());
        for number in (0..n_documents).filter(|number| !duplicates.contains_key(number)) {
            n_words_effective += digests.get(number)?.n_words;
        }
        let mut id = |number: usize| Ok::<_, Error>(Cow::Owned(digests.get(number as u32)?.id.to_owned()));
        let mut listed = Vec::new();
        for it in duplicates.values().take(MOST_DUPLICATES) {
            let (doc_id, original) = (id(it.text)?, id(it.original)?);
            listed.push(wire::Duplicate { doc_id, original, resemblance: it.resemblance });
        }
        Ok(Self { duplicates, n_documents, n_words_effective, listed })
    }

    /// Whether the document of this number repeats an earlier one.
    #[must_use]
    pub fn is_repeat(&self, number: u32) -> bool {
        self.duplicates.contains_key(&number)
    }

    /// What is reported.
    #[must_use]
    pub fn reported(&self) -> wire::Duplicates<'static> {
        wire::Duplicates {
            n_duplicates: self.duplicates.len() as u64,
            n_documents_effective: u64::from(self.n_documents) - self.duplicates.len() as u64,
            n_words_effective: self.n_words_effective,
            method: "sketch".into(),
            duplicates: self.listed.clone(),
        }
    }
}

/// The signature of a document; `None` if it has no words.
fn signature(digests: &mut Digests, number: u32) -> Result<Option<Signature>> {
    let packed = digests.get(number)?.signature;
    if packed.is_empty() { Ok(None) } else { unpack(packed).map(Some) }
}
