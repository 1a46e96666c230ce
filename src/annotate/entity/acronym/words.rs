//! The tokens of a document as this room looks at them.

use super::lists::DefinitionWords;
use crate::document::Document;
use crate::segment::{Segmentation, Token, TokenKind};
use std::ops::Range;

/// A document with its tokens.
pub(super) struct Words<'d> {
    text: &'d str,
    segmentation: &'d Segmentation,
    pub(super) lists: &'d DefinitionWords,
}

impl<'d> Words<'d> {
    pub(super) fn new(
        document: &'d Document,
        segmentation: &'d Segmentation,
        lists: &'d DefinitionWords,
    ) -> Self {
        Self { text: &document.text, segmentation, lists }
    }

    fn token(&self, at: usize) -> &'d Token {
        &self.segmentation.tokens[at]
    }

    /// The token as it is written.
    pub(super) fn surface(&self, at: usize) -> &'d str {
        self.token(at).span.slice(self.text)
    }

    /// The tokens as they are written, with the space between them; empty for no tokens.
    pub(super) fn surfaces(&self, range: Range<usize>) -> &'d str {
        if range.is_empty() {
            return "";
        }
        &self.text[self.token(range.start).span.range().start..self.token(range.end - 1).span.range().end]
    }

    /// Its folded form.
    pub(super) fn norm(&self, at: usize) -> &'d str {
        self.segmentation.norm(self.token(at))
    }

    pub(super) fn kind(&self, at: usize) -> TokenKind {
        self.token(at).kind
    }

    /// Whether it begins with a capital letter.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.surface(at).starts_with(char::is_uppercase)
    }

    /// Whether it is a quotation mark.
    pub(super) fn quote(&self, at: usize) -> bool {
        matches!(
            self.surface(at),
            "\"" | "'" | "“" | "”" | "„" | "‟" | "‘" | "’" | "«" | "»" | "`" | "``" | "''"
        )
    }

    /// Whether it is the apostrophe of a plural: `Journalists’ Union`.
    pub(super) fn plural_possessive(&self, at: usize) -> bool {
        let apostrophe = matches!(self.surface(at), "’" | "'");
        apostrophe && at > 0 && self.joined(at - 1) && self.norm(at - 1).ends_with('s')
    }

    /// Whether no space stands between this token and the next.
    pub(super) fn joined(&self, at: usize) -> bool {
        self.token(at).span.end() == self.token(at + 1).span.start()
    }

    /// Whether the word is in the possessive.
    pub(super) fn possessive(&self, at: usize) -> bool {
        self.norm(at).ends_with("'s")
    }
}

/// Articles, prepositions and conjunctions, English and of names in other languages.
const FUNCTION_WORDS: [&str; 56] = [
    "a", "an", "the", "of", "for", "in", "on", "to", "at", "by", "from", "with", "against", "and", "or",
    "as", "under", "into", "within", "without", "among", "between", "its", "their", "all", "&", "de", "des",
    "du", "la", "le", "les", "l", "d", "del", "do", "da", "dos", "das", "e", "et", "y", "el", "los", "las",
    "pour", "sur", "en", "para", "por", "der", "die", "und", "für", "van", "i",
];

/// Words that carry no letter of an acronym unless nothing else fits.
pub(super) fn is_function(norm: &str) -> bool {
    FUNCTION_WORDS.contains(&norm)
}
