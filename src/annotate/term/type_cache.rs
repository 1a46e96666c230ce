//! What is known of a word type, asked once and kept.

use super::automaton::First;
use super::predicate::{PredicateIx, Signature, signature};
use super::words::Lexicon;
use crate::document::Fingerprint;
use crate::segment::Vocabulary;
use hashbrown::HashTable;

/// Types kept before the cache starts afresh: about 20 MB, and more than the words of 50 million tokens of
/// edited English.
const MOST_TYPES: usize = 200_000;

/// Facts about word types that depend on the folded form alone.
///
/// A cache belongs to one thread and serves any number of documents. It holds no results: with a fresh or a
/// used cache, the annotations are the same.
#[derive(Default)]
pub struct TypeCache {
    /// The codebook whose predicates are kept.
    codebook: Option<Fingerprint>,
    table: HashTable<Known>,
    /// The forms of all types, one behind the other.
    forms: String,
    facts: Vec<TypeFacts>,
    predicates: Vec<PredicateIx>,
    firsts: Vec<First>,
    found: Vec<PredicateIx>,
    /// The number of each type of the document last begun.
    document: Vec<u32>,
    generation: u64,
}

/// A type in the table. It says itself where its form lies: a look through a second list would be another
/// miss of the processor's cache.
#[derive(Clone, Copy)]
struct Known {
    hash: u64,
    number: u32,
    start: u32,
    end: u32,
}

/// What is known of one type.
#[derive(Clone, Copy, Debug)]
pub(super) struct TypeFacts {
    /// Of the predicates that it satisfies.
    pub signature: Signature,
    predicates: (u32, u32),
    /// Where patterns that begin with it go on.
    firsts: (u32, u32),
    /// What it does between words.
    pub mark: Mark,
}

/// What a token that is no word does between two words of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Parts them, or is a word itself.
    Other,
    /// Joins them if it touches one.
    Hyphen,
    /// Belongs to the word before it.
    Apostrophe,
    /// May be asked for.
    Comma,
    /// Ends a gap.
    Break,
}

impl Mark {
    fn of(form: &str) -> Self {
        match form {
            "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" => Self::Hyphen,
            "'" => Self::Apostrophe,
            "," => Self::Comma,
            ";" | ":" => Self::Break,
            _ => Self::Other,
        }
    }
}

impl TypeCache {
    /// An empty cache.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many types are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether nothing is kept yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// Makes ready for a document: starts afresh for another codebook, or when the cache has grown large.
    pub(super) fn begin(&mut self, codebook: Fingerprint) {
        if self.codebook != Some(codebook) || self.facts.len() > MOST_TYPES {
            let generation = self.generation + 1;
            *self = Self { codebook: Some(codebook), generation, ..Self::default() };
        }
    }

    /// The number of each type of the document last annotated, by its norm. Numbers count up from 0 in the order
    /// of first appearance, and hold as long as [`Self::generation`] does.
    #[must_use]
    pub fn document(&self) -> &[u32] {
        &self.document
    }

    /// How often the cache has started afresh.
    #[must_use]
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// Numbers every type of a document.
    pub(super) fn number_all(&mut self, vocabulary: &Vocabulary, lexicon: &Lexicon) {
        let mut document = std::mem::take(&mut self.document);
        document.clear();
        document
            .extend(vocabulary.iter().map(|(norm, form)| self.number(form, vocabulary.hash(norm), lexicon)));
        self.document = document;
    }

    /// The number of a type, asking the lexicon if it is new.
    pub(super) fn number(&mut self, form: &str, hash: u64, lexicon: &Lexicon) -> u32 {
        let forms = self.forms.as_bytes();
        let is_same = |known: &Known| {
            known.hash == hash && &forms[known.start as usize..known.end as usize] == form.as_bytes()
        };
        if let Some(known) = self.table.find(hash, is_same) {
            return known.number;
        }
        lexicon.predicates.satisfied_by(form, &mut self.found);
        let before = (narrow(self.predicates.len()), narrow(self.firsts.len()));
        self.predicates.extend_from_slice(&self.found);
        self.firsts.extend(self.found.iter().filter_map(|&predicate| lexicon.firsts[predicate as usize]));
        let number = narrow(self.facts.len());
        self.facts.push(TypeFacts {
            signature: signature(self.found.iter().copied()),
            predicates: (before.0, narrow(self.predicates.len())),
            firsts: (before.1, narrow(self.firsts.len())),
            mark: Mark::of(form),
        });
        let start = narrow(self.forms.len());
        self.forms.push_str(form);
        let known = Known { hash, number, start, end: narrow(self.forms.len()) };
        self.table.insert_unique(hash, known, |known| known.hash);
        number
    }

    /// What is known of a type.
    pub(super) fn facts(&self, number: u32) -> TypeFacts {
        self.facts[number as usize]
    }

    /// Where patterns that begin with the type go on.
    pub(super) fn firsts(&self, facts: &TypeFacts) -> &[First] {
        &self.firsts[facts.firsts.0 as usize..facts.firsts.1 as usize]
    }

    /// The predicates that the type satisfies, sorted.
    pub(super) fn predicates(&self, facts: &TypeFacts) -> &[PredicateIx] {
        &self.predicates[facts.predicates.0 as usize..facts.predicates.1 as usize]
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).expect("a cache of 200,000 types and one document stays below 4 billion")
}
