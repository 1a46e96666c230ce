//! What a stretch of words reads as.

use super::Parts;
use crate::document::Language;
use crate::segment::layer::{Token, TokenKind, Vocabulary, hash_of};
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;
use whatlang::Lang;

/// Words that only English prose is full of, by their hash; the card is `models/languages/README.md`.
static ENGLISH: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| include_str!("../../../models/languages/english.txt").lines().map(hash_of).collect());

/// One word in this many is in the list where a block is plainly English.
const PLAINLY_ENGLISH: usize = 12;
/// And at least this many words.
const LEAST_MARKS: usize = 3;
/// One word in this many is in the list where a block is hardly anything but English.
const HARDLY_OTHER: usize = 50;
/// Fewest bytes of small words that say anything. Bytes of UTF-8, because a letter of a larger script says more.
const LEAST_SAMPLE: usize = 160;
/// Bytes of small words after which no more is read.
const MOST_SAMPLE: usize = 1_200;

/// Every language that can be told from others.
pub(super) fn reads_as(language: Language) -> bool {
    static TOLD: LazyLock<Vec<Language>> =
        LazyLock::new(|| Lang::all().iter().filter_map(|lang| Language::stated(lang.code())).collect());
    TOLD.contains(&language)
}

/// Tells languages in one text.
pub(super) struct Evidence<'a> {
    parts: Parts<'a>,
    /// By norm: whether the form is in the English list.
    is_english: Vec<bool>,
    sample: String,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(parts: Parts<'a>) -> Self {
        let in_list = |vocabulary: &Vocabulary, norm| ENGLISH.contains(&vocabulary.hash(norm));
        let is_english = parts.vocabulary.iter().map(|(norm, _)| in_list(parts.vocabulary, norm)).collect();
        Self { parts, is_english, sample: String::new() }
    }

    /// The tokens of each block.
    pub(super) fn tokens_by_block(&self) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let Parts { sentences, blocks, .. } = self.parts;
        let mut rest = sentences;
        let mut end = 0;
        (0..blocks.len()).map(move |at| {
            let n = rest.iter().take_while(|sentence| sentence.block.get() == at).count();
            let (here, behind) = rest.split_at(n);
            rest = behind;
            let start = end;
            end = here.last().map_or(start, |sentence| sentence.tokens.end);
            start..end
        })
    }

    /// What these tokens read as; `None` if they are too few, too mixed or no sentences.
    pub(super) fn language(&mut self, tokens: Range<usize>) -> Option<Language> {
        let tokens = &self.parts.tokens[tokens];
        let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word);
        let n_words = words().count();
        let n_marks = words().filter(|token| self.is_english[token.norm.get()]).count();
        if n_marks >= LEAST_MARKS && n_marks * PLAINLY_ENGLISH >= n_words {
            return Some(Language::ENGLISH);
        }
        self.take_sample(tokens);
        if self.sample.len() < LEAST_SAMPLE {
            return None;
        }
        let told = whatlang::detect(&self.sample).filter(whatlang::Info::is_reliable)?;
        let language = Language::stated(told.lang().code())?;
        let is_doubtful = language != Language::ENGLISH && n_marks * HARDLY_OTHER > n_words;
        (!is_doubtful).then_some(language)
    }

    /// Words that begin with a small letter, or in a script without capitals: neither names nor headlines.
    fn take_sample(&mut self, tokens: &[Token]) {
        self.sample.clear();
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            let word = token.span.slice(self.parts.text);
            if !word.starts_with(char::is_uppercase) {
                self.sample.push_str(word);
                self.sample.push(' ');
            }
            if self.sample.len() >= MOST_SAMPLE {
                return;
            }
        }
    }
}
