//! Where clauses end.

use crate::segment::{Segmentation, TokenKind};
use std::ops::Range;

/// Marks that end a clause.
const CLAUSE_ENDS: [&str; 5] = [";", ":", ".", "!", "?"];

/// Conjunctions that begin a clause of their own (CODEBOOK N6).
const CONTRASTS: [&str; 3] = ["but", "while", "whereas"];

/// Words that stand between the end of a clause and the subject of the next.
const LINKS: [&str; 9] = ["and", "or", "nor", "so", "yet", "because", "although", "though", "as"];

/// Words that can only be a subject, so that a clause begins with them behind a comma or a link.
const SUBJECTS: [&str; 8] = ["we", "they", "he", "she", "it", "i", "which", "who"];

/// Whether a clause ends with this token (CODEBOOK N6): at `; : . ! ?`, at a dash that parts, and at *but*, *while*,
/// *whereas*.
pub(super) fn ends_clause(segmentation: &Segmentation, at: usize) -> bool {
    let token = &segmentation.tokens[at];
    match token.kind {
        TokenKind::Word => CONTRASTS.contains(&segmentation.norm(token)),
        TokenKind::Punctuation => CLAUSE_ENDS.contains(&segmentation.norm(token)),
        TokenKind::Dash => dash_parts(segmentation, at),
        TokenKind::Number | TokenKind::Symbol => false,
    }
}

/// Whether a dash stands between spaces, or is one that always parts.
fn dash_parts(segmentation: &Segmentation, dash: usize) -> bool {
    let is_long = ["\u{2014}", "--"].contains(&segmentation.norm(&segmentation.tokens[dash]));
    let is_last = dash + 1 >= segmentation.tokens.len();
    is_long || !(touches_before(segmentation, dash) || !is_last && touches_before(segmentation, dash + 1))
}

/// Whether no space stands before the token.
pub(super) fn touches_before(segmentation: &Segmentation, token: usize) -> bool {
    let tokens = &segmentation.tokens;
    token > 0 && tokens[token - 1].span.end() == tokens[token].span.start()
}

/// The clauses of one sentence, as far as cues reach (CODEBOOK P11): parted where [`ends_clause`] says so, and
/// before a new subject.
#[derive(Default)]
pub(super) struct Clauses {
    /// Where each but the first begins; sorted.
    starts: Vec<usize>,
}

impl Clauses {
    /// Parts the tokens of a sentence.
    pub fn part(&mut self, segmentation: &Segmentation, sentence: &Range<usize>) {
        self.starts.clear();
        for at in sentence.clone() {
            let is_end = ends_clause(segmentation, at);
            if is_end || begins_with_subject(segmentation, sentence.start, at) {
                self.starts.push(at + usize::from(is_end));
            }
        }
    }

    /// The number of the clause that a token stands in.
    pub fn of(&self, token: usize) -> usize {
        self.starts.partition_point(|&start| start <= token)
    }
}

/// Whether a new subject stands here: *we* behind a comma or a link.
fn begins_with_subject(segmentation: &Segmentation, first: usize, at: usize) -> bool {
    let word = |at: usize| segmentation.norm(&segmentation.tokens[at]);
    let is_word = at > first && segmentation.tokens[at].kind == TokenKind::Word;
    is_word && SUBJECTS.contains(&word(at)) && (word(at - 1) == "," || LINKS.contains(&word(at - 1)))
}
