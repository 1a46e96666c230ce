//! The layer that `segment` returns, and the indices into it.

use super::Languages;
use crate::document::BlockKind;
use crate::text::Span;
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::ops::Range;

index! {
    /// Index of a [`Block`] in its segmentation.
    BlockIx
    /// Index of a [`Sentence`] in its segmentation.
    SentenceIx
    /// Index of a [`Token`] in its segmentation.
    TokenIx
    /// Index of a folded form in the [`Vocabulary`] of its segmentation: two tokens of one document are the
    /// same word exactly when their norms are equal.
    Norm
}

/// The parts of one text.
#[derive(Clone, Debug, Default)]
pub struct Segmentation {
    /// Sorted and disjoint.
    pub blocks: Vec<Block>,
    /// Sorted and disjoint, each within one block.
    pub sentences: Vec<Sentence>,
    /// Sorted and disjoint, each within one sentence.
    pub tokens: Vec<Token>,
    /// The folded forms of this document's tokens.
    pub vocabulary: Vocabulary,
    /// The languages of its blocks.
    pub languages: Languages,
    /// Sentences of more tokens than one may have, as they were before they were cut.
    pub cut: Vec<Span>,
}

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where; no white space at either end.
    pub span: Span,
    /// What.
    pub kind: BlockKind,
}

/// A sentence. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where; no white space at either end.
    pub span: Span,
    /// The block it stands in.
    pub block: BlockIx,
    /// Its tokens, by place in [`Segmentation::tokens`].
    pub tokens: Range<usize>,
}

/// A word, number, mark or symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What sort of thing.
    pub kind: TokenKind,
    /// Its folded form; shown is always the text itself.
    pub norm: Norm,
}

/// What sort of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// Has at least one letter; what "per 1,000 words" counts. The parts of a hyphenated compound are words
    /// of their own; an apostrophe or inner stop (`people's`, `U.S.`) does not part a word.
    Word,
    /// Digits, with the stops, commas and signs inside them.
    Number,
    /// A hyphen or dash.
    Dash,
    /// Any other mark of punctuation.
    Punctuation,
    /// Anything else that can be seen: currency, arrows, emoji.
    Symbol,
}

/// The distinct folded forms of a document's tokens, in order of first appearance.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    forms: String,
    ends: Vec<u32>,
    hashes: Vec<u64>,
}

impl Vocabulary {
    /// An empty one with room for so many forms.
    pub(super) fn with_room(n_forms: usize) -> Self {
        Self {
            forms: String::with_capacity(n_forms * 8),
            ends: Vec::with_capacity(n_forms),
            hashes: Vec::with_capacity(n_forms),
        }
    }

    /// Appends a form and returns its index. The caller sees to it that each form is added once.
    ///
    /// # Panics
    /// If the forms together exceed 4 GiB, which `ingest` rules out.
    pub fn push(&mut self, form: &str) -> Norm {
        self.push_hashed(form, hash_of(form))
    }

    /// The same for a form whose [`hash_of`] is known.
    pub(super) fn push_hashed(&mut self, form: &str, hash: u64) -> Norm {
        let norm = Norm::new(self.ends.len());
        self.forms.push_str(form);
        self.hashes.push(hash);
        self.ends.push(u32::try_from(self.forms.len()).expect("ingest refuses texts over 4 GiB"));
        norm
    }

    /// The folded form.
    ///
    /// # Panics
    /// If `norm` belongs to a larger vocabulary.
    #[must_use]
    pub fn form(&self, norm: Norm) -> &str {
        let start = norm.get().checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.forms[start..self.ends[norm.get()] as usize]
    }

    /// The hash by which tables of word forms find the folded form.
    ///
    /// # Panics
    /// If `norm` belongs to a larger vocabulary.
    #[must_use]
    pub fn hash(&self, norm: Norm) -> u64 {
        self.hashes[norm.get()]
    }

    /// Every form with its index, in order of first appearance.
    pub fn iter(&self) -> impl Iterator<Item = (Norm, &str)> {
        let mut start = 0;
        self.ends.iter().enumerate().map(move |(at, &end)| {
            let form = &self.forms[start..end as usize];
            start = end as usize;
            (Norm::new(at), form)
        })
    }

    /// How many distinct forms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether the document has no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// The hash by which tables of word forms find them. It is worked out once for each form of a document and
/// asked for by every stage that knows words.
pub(super) fn hash_of(form: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(form.as_bytes());
    hasher.finish()
}

impl Segmentation {
    /// The folded form of a token.
    #[must_use]
    pub fn norm(&self, token: &Token) -> &str {
        self.vocabulary.form(token.norm)
    }

    /// The tokens of a sentence.
    #[must_use]
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.clone()]
    }

    /// The kind of block that a sentence stands in.
    #[must_use]
    pub fn kind_of(&self, sentence: &Sentence) -> BlockKind {
        self.blocks[sentence.block.get()].kind
    }

    /// Whether a sentence is in the language that the text is read in, and that language is read.
    #[must_use]
    pub fn is_read(&self, sentence: &Sentence) -> bool {
        self.languages.is_read(sentence.block)
    }

    /// How many words the document has, all blocks together.
    #[must_use]
    pub fn n_words(&self) -> u64 {
        self.tokens.iter().filter(|token| token.kind == TokenKind::Word).count() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vocabulary_gives_back_what_was_put_in() {
        let mut vocabulary = Vocabulary::default();
        let (right, privacy) = (vocabulary.push("right"), vocabulary.push("privacy"));
        assert_eq!((vocabulary.form(right), vocabulary.form(privacy)), ("right", "privacy"));
        assert_eq!(vocabulary.iter().count(), 2);
    }
}
