//! What is known of a word type, asked once and kept.

use super::automaton::First;
use super::predicate::{PredicateIx, Signature, signature};
use super::words::Lexicon;
use crate::document::Fingerprint;
use crate::segment::WordTypes;

/// Facts about word types that depend on the folded form alone, by the number of the type.
#[derive(Default)]
pub(in crate::annotate) struct FactTable {
    /// The codebook and the numbering that these are of.
    of: Option<(Fingerprint, u64)>,
    facts: Vec<TypeFacts>,
    predicates: Vec<PredicateIx>,
    firsts: Vec<First>,
    found: Vec<PredicateIx>,
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

impl FactTable {
    /// Makes ready for the types met so far: asks the lexicon of the new ones, or of all for another codebook.
    pub(super) fn catch_up(&mut self, types: &WordTypes, lexicon: &Lexicon) {
        let of = Some((lexicon.fingerprint, types.generation()));
        if self.of != of {
            *self = Self { of, ..Self::default() };
        }
        for number in self.facts.len()..types.len() {
            self.learn(types.form(number), lexicon);
        }
    }

    fn learn(&mut self, form: &str, lexicon: &Lexicon) {
        lexicon.predicates.satisfied_by(form, &mut self.found);
        let before = (narrow(self.predicates.len()), narrow(self.firsts.len()));
        self.predicates.extend_from_slice(&self.found);
        self.firsts.extend(self.found.iter().filter_map(|&predicate| lexicon.firsts[predicate as usize]));
        self.facts.push(TypeFacts {
            signature: signature(self.found.iter().copied()),
            predicates: (before.0, narrow(self.predicates.len())),
            firsts: (before.1, narrow(self.firsts.len())),
            mark: Mark::of(form),
        });
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
    u32::try_from(at).expect("200,000 types and one document stay below 4 billion predicates")
}
