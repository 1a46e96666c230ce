//! The tokens of a document as the walk sees them: by the facts of their types.

use super::automaton::First;
use super::facts::{FactTable, Mark, TypeFacts};
use super::predicate::{OPEN, PredicateIx, PredicateSet, Signature};
use crate::annotate::TypeCache;
use crate::annotate::clause::{ends_clause, touches_before};
use crate::document::Fingerprint;
use crate::segment::{Segmentation, TokenKind};
use crate::text::Span;
use std::ops::Range;

/// One document's tokens, each with its type.
pub(super) struct Words<'d> {
    segmentation: &'d Segmentation,
    table: &'d FactTable,
    /// What is known of each norm of the document.
    facts: Vec<TypeFacts>,
    /// Words broken over a line end: first token, and what is known of the word in one piece. Sorted.
    mended: Vec<(usize, TypeFacts)>,
    /// What each token has to say to a [`First`] before it, as far as no sentence ends close behind.
    answers: Vec<Signature>,
}

/// Tokens behind a place that its answer may look at.
const ANSWER_REACH: usize = 2;

/// Tokens of a word broken over a line end: its beginning, the hyphen, its end.
const MENDED_TOKENS: usize = 3;

/// What the words of a text are asked.
pub(super) struct Lexicon {
    /// Of the codebook.
    pub fingerprint: Fingerprint,
    /// Every test of a single word.
    pub predicates: PredicateSet,
    /// For each predicate, where patterns that begin with it go on.
    pub firsts: Vec<Option<First>>,
}

impl<'d> Words<'d> {
    /// Asks for the facts of every type of the document.
    pub fn new(
        text: &str,
        segmentation: &'d Segmentation,
        lexicon: &Lexicon,
        cache: &'d mut TypeCache,
    ) -> Self {
        let TypeCache { types, terms, .. } = cache;
        let broken: Vec<(usize, u32)> =
            broken_words(text, segmentation).map(|(at, whole)| (at, types.number(&whole))).collect();
        terms.catch_up(types, lexicon);
        let table: &FactTable = terms;
        let facts = types.document().iter().map(|&number| table.facts(number)).collect();
        let mended = broken.into_iter().map(|(at, number)| (at, table.facts(number))).collect();
        let mut words = Self { segmentation, table, facts, mended, answers: Vec::new() };
        let n_tokens = segmentation.tokens.len();
        words.answers = (0..n_tokens).map(|at| words.answer_within(at, n_tokens)).collect();
        words
    }

    fn facts_at(&self, token: usize) -> &TypeFacts {
        &self.facts[self.segmentation.tokens[token].norm.get()]
    }

    /// The predicates that the token satisfies.
    pub fn predicates(&self, token: usize) -> &[PredicateIx] {
        self.table.predicates(self.facts_at(token))
    }

    /// The signature of the predicates that it satisfies.
    pub fn signature(&self, token: usize) -> Signature {
        self.facts_at(token).signature
    }

    /// Where patterns that begin at the token go on.
    pub fn firsts(&self, token: usize) -> &[First] {
        self.table.firsts(self.facts_at(token))
    }

    /// The same for the word that begins here and goes on behind a line end, with the token behind it.
    pub fn mended_firsts(&self, token: usize) -> Option<(&[First], usize)> {
        self.mended_at(token).map(|whole| (self.table.firsts(whole), token + MENDED_TOKENS))
    }

    /// What the word behind a joint at `token` has to say to a [`First`], and to any node that is arrived at there.
    /// Patterns with gaps ask this of every second token.
    pub fn answer(&self, token: usize, limit: usize) -> Signature {
        if token + ANSWER_REACH < limit { self.answers[token] } else { self.answer_within(token, limit) }
    }

    fn answer_within(&self, token: usize, limit: usize) -> Signature {
        let next = self.behind_joint(token, limit);
        if next < limit { OPEN | self.signature_mended(next) } else { OPEN }
    }

    /// The signature of the token, and of the word in one piece that may begin with it.
    pub fn signature_mended(&self, token: usize) -> Signature {
        self.signature(token) | self.mended_at(token).map_or(0, |whole| whole.signature)
    }

    /// What the token does between words.
    pub fn mark(&self, token: usize) -> Mark {
        self.facts_at(token).mark
    }

    /// Whether the token counts as a word of a pattern.
    pub fn is_word(&self, token: usize) -> bool {
        matches!(self.segmentation.tokens[token].kind, TokenKind::Word | TokenKind::Number)
    }

    /// The word that begins here and goes on behind a line end: its predicates, and the token behind it.
    pub fn mended(&self, token: usize) -> Option<(&[PredicateIx], usize)> {
        self.mended_at(token).map(|whole| (self.table.predicates(whole), token + MENDED_TOKENS))
    }

    fn mended_at(&self, token: usize) -> Option<&TypeFacts> {
        // Asked of nearly every token; the token behind it answers for most.
        let hyphen = self.segmentation.tokens.get(token + 1)?;
        if hyphen.kind != TokenKind::Dash {
            return None;
        }
        let found = self.mended.binary_search_by_key(&token, |&(at, _)| at).ok()?;
        Some(&self.mended[found].1)
    }

    /// The token behind the hyphen or closing apostrophe at `token`, or `token` itself.
    pub fn behind_joint(&self, token: usize, limit: usize) -> usize {
        // Nearly every token is none.
        if token >= limit || !matches!(self.mark(token), Mark::Apostrophe | Mark::Hyphen) {
            return token;
        }
        let mut at = token;
        if at < limit && self.mark(at) == Mark::Apostrophe && self.touches_before(at) {
            at += 1;
        }
        let joined = at < limit
            && self.mark(at) == Mark::Hyphen
            && (self.touches_before(at) || (at + 1 < limit && self.touches_before(at + 1)));
        at + usize::from(joined)
    }

    /// Where the tokens stand in the text.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        let all = &self.segmentation.tokens;
        all[tokens.start].span.cover(all[tokens.end - 1].span)
    }

    /// Whether a clause ends among these tokens.
    pub fn clause_ends_in(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|at| ends_clause(self.segmentation, at))
    }

    fn touches_before(&self, token: usize) -> bool {
        touches_before(self.segmentation, token)
    }
}

/// Words with a hyphen at their end, white space, and a small letter behind it: `sover-\neignty`, and the
/// `co- operation` of texts whose lines were once joined.
fn broken_words<'d>(text: &'d str, segmentation: &'d Segmentation) -> impl Iterator<Item = (usize, String)> {
    let tokens = &segmentation.tokens;
    tokens.windows(MENDED_TOKENS).enumerate().filter_map(move |(at, window)| {
        let [start, hyphen, end] = window else { return None };
        let broken = hyphen.kind == TokenKind::Dash
            && start.kind == TokenKind::Word
            && end.kind == TokenKind::Word
            && start.span.end() == hyphen.span.start()
            && hyphen.span.end() < end.span.start()
            && end.span.slice(text).starts_with(char::is_lowercase);
        broken.then(|| (at, format!("{}{}", segmentation.norm(start), segmentation.norm(end))))
    })
}
