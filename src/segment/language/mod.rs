//! Which languages a text is in: block by block where a block is long enough to tell, else as the whole is.
//!
//! Long enough text decides for itself; what is stated decides where there is too little of it. How a block is read,
//! and what was measured, is said in `models/languages/README.md`.

mod read;
mod warnings;

pub use warnings::language_warnings;

use super::layer::{Block, BlockIx, Sentence, Token, TokenKind, Vocabulary};
use crate::document::{Document, Language};
use read::{Evidence, reads_as};
use std::collections::BTreeMap;

/// A text that states no language is read in the reader's language if at least one word in this many is in it: each
/// column of a statement in three languages is about a third, and the rest is set apart.
const LEAST_PART: u64 = 4;

/// The languages of one text. The default is a text of which nothing can be told and nothing is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Languages {
    /// The one that the text is read in.
    main: Option<Language>,
    /// What the document states.
    stated: Option<Language>,
    /// By block, what it reads as.
    blocks: Vec<Option<Language>>,
    /// Words by language; of blocks that say nothing, in the main one.
    words: BTreeMap<Language, u64>,
    /// What the text as a whole reads as.
    evident: Option<Language>,
    /// The language that the reader knows.
    reader: Option<Language>,
}

/// The parts of a text, on the way to its languages.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub text: &'a str,
    pub blocks: &'a [Block],
    pub sentences: &'a [Sentence],
    pub tokens: &'a [Token],
    pub vocabulary: &'a Vocabulary,
}

impl Languages {
    /// The languages of a document. `reader` is the one language that whoever asks can read, if there is one.
    pub(super) fn of(document: &Document, parts: Parts<'_>, reader: Option<Language>) -> Self {
        let stated = document.metadata.language.as_deref().and_then(Language::stated);
        let mut evidence = Evidence::new(parts);
        let mut blocks = Vec::with_capacity(parts.blocks.len());
        let mut words: BTreeMap<Language, u64> = BTreeMap::new();
        let mut rest = 0;
        for block in evidence.tokens_by_block() {
            let language = evidence.language(block.clone());
            let n_words = n_words(&parts.tokens[block]);
            *language.map_or(&mut rest, |language| words.entry(language).or_default()) += n_words;
            blocks.push(language);
        }
        let evident = match main_of(&words, stated, reader) {
            None => evidence.language(0..parts.tokens.len()),
            main => main,
        };
        let mut languages = Self { main: evident.or(stated), stated, blocks, words, evident, reader };
        languages.believe_the_unknown();
        if let Some(main) = languages.main.filter(|_| rest > 0) {
            *languages.words.entry(main).or_default() += rest;
        }
        languages
    }

    /// The languages of a text too short to tell, for somebody who reads `reader`.
    #[cfg(test)]
    pub(crate) fn only_stated(stated: &str, reader: &str) -> Self {
        let [stated, reader] = [stated, reader].map(Language::stated);
        Self { main: stated, stated, reader, ..Self::default() }
    }

    /// A language that is stated and that nothing here could tell from others is believed, unless the text reads as the
    /// reader's.
    fn believe_the_unknown(&mut self) {
        let (Some(stated), Some(evident)) = (self.stated, self.evident) else { return };
        if stated == evident
            || reads_as(stated)
            || Some(evident) == self.reader
            || evident == Language::ENGLISH
        {
            return;
        }
        for block in self.blocks.iter_mut().filter(|block| **block == Some(evident)) {
            *block = Some(stated);
        }
        if let Some(n) = self.words.remove(&evident) {
            *self.words.entry(stated).or_default() += n;
        }
        (self.main, self.evident) = (Some(stated), Some(stated));
    }

    /// The one that the text is read in; `None` where nobody states one and there is too little text to tell.
    #[must_use]
    pub const fn main(&self) -> Option<Language> {
        self.main
    }

    /// The one that a block is in, as far as anybody knows.
    #[must_use]
    pub fn of_block(&self, block: BlockIx) -> Option<Language> {
        self.blocks.get(block.get()).copied().flatten().or(self.main)
    }

    /// Whether the text is in the reader's language, as far as anybody knows.
    #[must_use]
    pub fn is_supported(&self) -> bool {
        self.main.is_none_or(|main| self.reader.is_none_or(|reader| main == reader))
    }

    /// Whether a block is read: the text is in the reader's language, and so is the block. Where nobody reads one language
    /// only, all of it is.
    #[must_use]
    pub fn is_read(&self, block: BlockIx) -> bool {
        self.reader.is_none() || self.is_supported() && self.of_block(block) == self.main
    }

    /// Words by language, in the order of the tags. Without the words of which nothing can be told.
    pub fn words(&self) -> impl Iterator<Item = (Language, u64)> {
        self.words.iter().map(|(language, n)| (*language, *n))
    }
}

/// The language of most words; the reader's if a good part is in it and nothing else is stated. `None` where no block
/// says anything.
fn main_of(
    words: &BTreeMap<Language, u64>,
    stated: Option<Language>,
    reader: Option<Language>,
) -> Option<Language> {
    let total: u64 = words.values().sum();
    let part = |language: &Language| words.get(language).copied().unwrap_or_default();
    let is_good_part = |reader: &Language| part(reader) > 0 && part(reader) * LEAST_PART >= total;
    let stands = |reader: &Language| stated.is_none_or(|stated| stated == *reader) && is_good_part(reader);
    // Of equals the last: any fixed choice will do.
    reader.filter(stands).or_else(|| words.iter().max_by_key(|(_, n)| **n).map(|(language, _)| *language))
}

fn n_words(tokens: &[Token]) -> u64 {
    tokens.iter().filter(|token| token.kind == TokenKind::Word).count() as u64
}

#[cfg(test)]
mod tests;
