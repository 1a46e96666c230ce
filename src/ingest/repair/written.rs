//! The words that a text writes, which say how it would write a word that was parted or glued.

use memchr::memmem;
use rustc_hash::FxHashSet;
use std::cell::{Cell, OnceCell};

/// Searches for one word that cost about as much as a list of all words.
const FEW: usize = 64;
/// Bytes on either side of a place that are searched for two words side by side.
const NEAR: usize = 1 << 17;
/// Searches around places, so that a text which is made of glued words takes no longer than others.
const MOST: usize = 10_000;

/// What a text writes. The first words are searched for; when many are asked for, all are listed.
pub(in crate::ingest) struct Written<'t> {
    text: &'t str,
    words: OnceCell<FxHashSet<&'t str>>,
    searches: Cell<usize>,
    searches_near: Cell<usize>,
}

impl<'t> Written<'t> {
    /// Of this text.
    pub(in crate::ingest) const fn new(text: &'t str) -> Self {
        Self { text, words: OnceCell::new(), searches: Cell::new(0), searches_near: Cell::new(0) }
    }

    /// Whether a word of letters and hyphens stands in the text, whole.
    pub(super) fn has(&self, word: &str) -> bool {
        self.searches.set(self.searches.get() + 1);
        if self.searches.get() <= FEW { stands_in(self.text.as_bytes(), word) } else { self.lists(word) }
    }

    /// The same by the list.
    fn lists(&self, word: &str) -> bool {
        let is_part = |it: char| it.is_alphanumeric() || it == '-';
        self.words.get_or_init(|| self.text.split(|it| !is_part(it)).collect()).contains(word)
    }

    /// What the text writes around `at` of `part`, which is the text itself or a block of it; of a block, how the text
    /// begins. `None` after so many questions that no text is worth the time.
    pub(super) fn near(&self, part: &str, at: usize) -> Option<&'t [u8]> {
        self.searches_near.set(self.searches_near.get() + 1);
        let middle = if part.len() == self.text.len() { at } else { NEAR };
        let around = middle.saturating_sub(NEAR)..self.text.len().min(middle + NEAR);
        (self.searches_near.get() <= MOST).then(|| &self.text.as_bytes()[around])
    }
}

/// Whether a word, or several with a space between, stands in a text, whole.
pub(super) fn stands_in(text: &[u8], word: &str) -> bool {
    let of_word = |it: char| it.is_alphanumeric() || it == '-';
    memmem::find_iter(text, word).any(|at| {
        let before = &text[at.saturating_sub(4)..at];
        let after = &text[at + word.len()..text.len().min(at + word.len() + 4)];
        let before = before.utf8_chunks().last().and_then(|it| it.valid().chars().next_back());
        let after = after.utf8_chunks().next().and_then(|it| it.valid().chars().next());
        !before.is_some_and(of_word) && !after.is_some_and(of_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_whole_whether_searched_for_or_listed() {
        let text = "They trust in co-operation, forty-\neighth; the ports' law, (pré-war) naïve-ly wary.";
        let written = Written::new(text);
        let stands = ["co-operation", "ports", "eighth", "pré-war", "naïve-ly", "wary"];
        let stands_not = ["operation", "forty-eighth", "port", "war", "naïve", "ly"];
        for (word, wanted) in stands.map(|it| (it, true)).into_iter().chain(stands_not.map(|it| (it, false)))
        {
            assert_eq!((written.has(word), written.lists(word)), (wanted, wanted), "{word}");
        }
    }
}
