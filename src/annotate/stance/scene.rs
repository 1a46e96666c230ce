//! One sentence: where its terms and cues stand to each other.

use super::judge::{Judge, stands};
use crate::annotate::clause::Clauses;
use crate::annotate::{CueIx, TermHit};
use crate::codebook::CueKind;
use crate::segment::{Segmentation, TokenKind};
use std::ops::Range;

/// Words that may stand between a cue and what it governs directly: articles, adjectives, a conjunct.
const DIRECT: usize = 3;

/// Words that may stand between a subject and the cue in its predicate: *is no longer a*.
const PREDICATE: usize = 5;

/// Words that say that what comes next belongs to another noun or verb: in *rejects attacks on the press* it is the
/// attacks that are rejected.
const PARTING: [&str; 18] = [
    "of", "on", "upon", "against", "to", "for", "by", "that", "from", "with", "about", "in", "into", "over",
    "through", "at", "which", "who",
];

/// Words that join a subject to what is said of it.
const COPULAS: [&str; 14] = [
    "is", "are", "was", "were", "be", "been", "being", "must", "should", "shall", "has", "have", "ought",
    "will",
];

/// A sentence while its terms are judged.
pub(super) struct Scene<'s> {
    pub judge: &'s Judge,
    pub segmentation: &'s Segmentation,
    pub clauses: &'s Clauses,
    /// The cues of the sentence, by where they start.
    pub cues: &'s [TermHit],
    /// The place of the first of them among those of the document.
    pub first_cue: usize,
}

/// A cue of the sentence.
#[derive(Clone, Copy)]
pub(super) struct Cue<'s> {
    pub hit: &'s TermHit,
    pub ix: CueIx,
}

impl<'s> Scene<'s> {
    /// The number of the clause that a hit begins in.
    pub fn clause_of(&self, hit: &TermHit) -> usize {
        self.clauses.of(hit.tokens.start)
    }

    /// The cues of a kind, in the order of the text.
    pub fn cues(&self, kind: CueKind) -> impl Iterator<Item = Cue<'s>> {
        let (judge, first) = (self.judge, self.first_cue);
        let all = self.cues.iter().enumerate().map(move |(at, hit)| Cue { hit, ix: CueIx::new(first + at) });
        all.filter(move |cue| judge.kind(cue.hit) == Some(kind))
    }

    /// The cues of a kind in the clause of a hit that are no part of it.
    pub fn cues_with(&self, kind: CueKind, hit: &TermHit) -> impl Iterator<Item = Cue<'s>> {
        let (clauses, clause, tokens) = (self.clauses, self.clause_of(hit), hit.tokens.clone());
        self.cues(kind).filter(move |cue| {
            let of_hit = tokens.start <= cue.hit.tokens.start && cue.hit.tokens.end <= tokens.end;
            clauses.of(cue.hit.tokens.start) == clause && !of_hit
        })
    }

    /// Whether the cue governs the hit directly: as its object, or as a conjunct of its object.
    pub fn governs(&self, cue: &TermHit, hits: &[TermHit], at: usize) -> bool {
        let hit = &hits[at];
        if encloses(&cue.tokens, &hit.tokens) {
            return true;
        }
        let mut reached = cue.tokens.end;
        for next in hits.iter().filter(|next| stands(next) && next.tokens.start >= cue.tokens.end) {
            if next.tokens.start > hit.tokens.start {
                return false;
            }
            if !self.is_direct(reached..next.tokens.start) {
                return false;
            }
            if next.tokens == hit.tokens {
                return true;
            }
            reached = reached.max(next.tokens.end);
        }
        false
    }

    /// Whether the hit is the subject of the cue: *sovereignty* is *no excuse*.
    pub fn leads_to(&self, hits: &[TermHit], at: usize, cue: &TermHit) -> bool {
        let mut reached = hits[at].tokens.end;
        if reached > cue.tokens.start {
            return false;
        }
        for next in hits[at + 1..].iter().filter(|next| stands(next)) {
            let between = reached..next.tokens.start;
            if next.tokens.start < reached || next.tokens.end > cue.tokens.start || !self.is_direct(between) {
                continue;
            }
            reached = next.tokens.end;
        }
        self.n_words(reached..cue.tokens.start) <= PREDICATE
    }

    /// Whether the cue is what is said of the hit: *sovereignty* **is** *unacceptable*, *shutdowns* **must** *stop*.
    pub fn predicates(&self, hits: &[TermHit], at: usize, cue: &TermHit) -> bool {
        let is_copula = |at| COPULAS.contains(&self.segmentation.norm(&self.segmentation.tokens[at]));
        self.leads_to(hits, at, cue) && (hits[at].tokens.end..cue.tokens.end).any(is_copula)
    }

    /// Whether few words stand here, and none that begins another phrase.
    fn is_direct(&self, tokens: Range<usize>) -> bool {
        let parts = |at| PARTING.contains(&self.segmentation.norm(&self.segmentation.tokens[at]));
        self.n_words(tokens.clone()) <= DIRECT && !tokens.into_iter().any(parts)
    }

    /// The words among these tokens.
    pub fn n_words(&self, tokens: Range<usize>) -> usize {
        let is_word =
            |at: &usize| matches!(self.segmentation.tokens[*at].kind, TokenKind::Word | TokenKind::Number);
        tokens.filter(is_word).count()
    }
}

/// Whether `inner` lies inside `outer`, and reaches neither of its ends.
fn encloses(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start < inner.start && inner.end < outer.end
}
