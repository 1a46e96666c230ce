//! The words of `models/segment/`, read once.
//!
//! They are part of the program, not configuration: no user may change where a sentence ends without
//! changing what every rate is counted per.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::LazyLock;

/// A set of lower-case words.
pub(super) type WordSet = FxHashSet<String>;

/// Words that decide where a sentence ends; the file says what each list means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SentenceWords {
    pub titles: WordSet,
    pub before_number: WordSet,
    pub may_end: WordSet,
    pub starters: WordSet,
    pub speech_verbs: WordSet,
    pub header_fields: WordSet,
    pub credit_labels: WordSet,
    pub greetings: WordSet,
    pub closings: WordSet,
    pub figures: WordSet,
}

/// Words that tell what a block is; the file says what each list means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockWords {
    pub preambular: WordSet,
    pub operative: WordSet,
    pub manners: WordSet,
    pub signatory_markers: WordSet,
    pub closing_markers: WordSet,
    pub sections: WordSet,
    pub section_words: WordSet,
    pub note_openings: Vec<String>,
    pub credits: Vec<String>,
}

/// The lists of `models/segment/blocks.toml`.
pub(super) static BLOCK_WORDS: LazyLock<BlockWords> = LazyLock::new(|| {
    toml::from_str(include_str!("../../models/segment/blocks.toml")).expect("the built-in lists are tested")
});

/// The lists of `models/segment/sentences.toml`.
pub(super) static SENTENCE_WORDS: LazyLock<SentenceWords> = LazyLock::new(|| {
    toml::from_str(include_str!("../../models/segment/sentences.toml"))
        .expect("the built-in lists are tested")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_lower_case_and_without_final_stop() {
        let words = &*SENTENCE_WORDS;
        let lists =
            [&words.titles, &words.before_number, &words.may_end, &words.starters, &words.speech_verbs];
        for word in lists.into_iter().flatten() {
            assert_eq!(word, &word.to_lowercase());
            assert!(!word.ends_with('.'), "{word}");
        }
    }

    #[test]
    fn a_title_is_in_no_list_that_may_end_a_sentence() {
        let words = &*SENTENCE_WORDS;
        assert_eq!(words.titles.intersection(&words.may_end).count(), 0);
    }
}
