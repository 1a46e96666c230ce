//! The words that a text writes, which say how it would write a word that was parted.

use rustc_hash::FxHashSet;
use std::cell::OnceCell;

/// The words of a text, gathered when they are first asked for.
pub(in crate::ingest) struct Written<'t> {
    text: &'t str,
    words: OnceCell<FxHashSet<&'t str>>,
}

impl<'t> Written<'t> {
    /// Of this text.
    pub(in crate::ingest) fn new(text: &'t str) -> Self {
        Self { text, words: OnceCell::new() }
    }

    /// Whether a word of letters and hyphens stands in the text, whole.
    pub(super) fn has(&self, word: &str) -> bool {
        let is_part = |it: char| it.is_alphanumeric() || it == '-';
        self.words.get_or_init(|| self.text.split(|it| !is_part(it)).collect()).contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_whole() {
        let written = Written::new("They trust in co-operation, forty-\neighth; the ports' law.");
        for word in ["co-operation", "ports", "eighth"] {
            assert!(written.has(word), "{word}");
        }
        for word in ["operation", "forty-eighth", "port"] {
            assert!(!written.has(word), "{word}");
        }
    }
}
