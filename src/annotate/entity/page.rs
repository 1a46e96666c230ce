//! One document as the finder of names sees it.

use super::words::{NameTable, NameWord};
use crate::document::Document;
use crate::segment::{Segmentation, TokenKind, WordTypes};
use std::ops::Range;

/// The tokens of a document, each with what the names have to say to it.
pub(super) struct Page<'d> {
    pub text: &'d str,
    pub segmentation: &'d Segmentation,
    /// By norm.
    words: Vec<NameWord>,
}

impl<'d> Page<'d> {
    /// `table` knows every type that `types` has met, and `types` has met this document last.
    pub fn new(
        document: &'d Document,
        segmentation: &'d Segmentation,
        types: &WordTypes,
        table: &NameTable,
    ) -> Self {
        let words = types.document().iter().map(|&number| table.word(number)).collect();
        Self { text: &document.text, segmentation, words }
    }

    /// What the names say to a token.
    pub fn word(&self, at: usize) -> NameWord {
        self.words[self.segmentation.tokens[at].norm.get()]
    }

    /// A token as written.
    pub fn written(&self, at: usize) -> &'d str {
        self.segmentation.tokens[at].span.slice(self.text)
    }

    /// Its folded form.
    pub fn form(&self, at: usize) -> &'d str {
        self.segmentation.norm(&self.segmentation.tokens[at])
    }

    /// What stands in the text from the first to the last of these tokens, without an *'s* at the end.
    pub fn name(&self, tokens: &Range<usize>) -> &'d str {
        let all = &self.segmentation.tokens;
        let span = all[tokens.start].span.cover(all[tokens.end - 1].span);
        without_genitive(span.slice(self.text))
    }

    /// Whether the token begins with a capital letter.
    pub fn is_capital(&self, at: usize) -> bool {
        let token = &self.segmentation.tokens[at];
        let first = self.text.as_bytes()[token.span.range().start];
        token.kind == TokenKind::Word
            && (first.is_ascii_uppercase()
                || first >= 0x80 && self.written(at).chars().next().is_some_and(char::is_uppercase))
    }

    /// Whether the token is a number.
    pub fn is_number(&self, at: usize) -> bool {
        self.segmentation.tokens[at].kind == TokenKind::Number
    }

    /// Whether the token ends in *'s*.
    pub fn is_genitive(&self, at: usize) -> bool {
        self.form(at).ends_with("'s")
    }

    /// Whether no white space stands between the token and the one before.
    pub fn touches_before(&self, at: usize) -> bool {
        let tokens = &self.segmentation.tokens;
        at > 0 && tokens[at - 1].span.end() == tokens[at].span.start()
    }

    /// Whether the token is a dash that joins the words on both sides.
    pub fn is_joint(&self, at: usize) -> bool {
        let tokens = &self.segmentation.tokens;
        tokens[at].kind == TokenKind::Dash
            && self.touches_before(at)
            && at + 1 < tokens.len()
            && self.touches_before(at + 1)
    }
}

/// A name without an *'s* or *'* at its end.
pub(super) fn without_genitive(name: &str) -> &str {
    ["'s", "\u{2019}s", "\u{2BC}s", "'S", "\u{2019}S"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(name)
}
