//! The words of `models/names/words.toml` that tell the name before a bracket.

use super::super::word_lists::{Lists, lists};
use rustc_hash::FxHashSet;

/// What words say about the name that an acronym without its letters stands for (`MINUSTAH`).
#[derive(Debug)]
pub struct DefinitionWords {
    /// Words of the names of bodies and texts.
    pub(super) bodies: FxHashSet<String>,
    /// Participles that begin the paragraphs of resolutions.
    pub(super) preambles: FxHashSet<String>,
    /// What begins a sentence or describes, and begins no name.
    pub(super) no_beginnings: FxHashSet<String>,
    /// Letters of states in brackets that define nothing.
    pub(super) cited: FxHashSet<String>,
}

impl DefinitionWords {
    /// The words that come with the program.
    #[must_use]
    pub fn built_in() -> Self {
        Self::new(&lists())
    }

    /// Takes its words from all lists.
    pub(in super::super) fn new(lists: &Lists) -> Self {
        let set = |name: &str| lists.words(name).map(str::to_owned).collect();
        Self {
            bodies: set("words_of_bodies"),
            preambles: set("preambles"),
            no_beginnings: set("no_beginnings"),
            cited: set("cited_by_letters"),
        }
    }
}
