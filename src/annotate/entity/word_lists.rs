//! The small words of `models/names/words.toml` and the titles of `models/names/titles.tsv`.

use super::acronym::DefinitionWords;
use super::page::Page;
use super::words::{NameWords, UNKNOWN, WordIx};
use crate::segment;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// The file of lists.
const LISTS: &str = include_str!("../../../models/names/words.toml");
/// The table of titles.
const TITLES: &str = include_str!("../../../models/names/titles.tsv");

/// The lists of the file by name.
pub(super) struct Lists(BTreeMap<String, Vec<String>>);

/// Reads the file.
///
/// # Panics
/// Never: the tests read the built-in lists.
pub(super) fn lists() -> Lists {
    Lists(toml::from_str(LISTS).expect("the tests read the lists"))
}

impl Lists {
    /// The words of a list.
    ///
    /// # Panics
    /// Where there is no list of that name.
    pub fn words(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.get(name).expect("the lists are all there").iter().map(String::as_str)
    }
}

/// A set of single words.
pub(super) type WordSet = FxHashSet<WordIx>;

/// What small words do to names.
#[derive(Debug)]
pub(super) struct WordLists {
    pub connectors: WordSet,
    pub connectors_of_acts: WordSet,
    pub particles: WordSet,
    pub epithets: WordSet,
    pub ordinals: WordSet,
    pub kinds_of_session: WordSet,
    pub kinds_of_government: WordSet,
    /// Bodies whose resolutions have numbers.
    pub resolving: WordSet,
    pub function_words: WordSet,
    pub acting_verbs: WordSet,
    pub acting_nouns: WordSet,
    pub acting_prepositions: WordSet,
    /// Titles behind which stands a person's name.
    pub naming_titles: Phrases,
    /// Everything that may stand before a person's name and is no part of it.
    pub titles: Phrases,
    /// What tells the long forms of acronyms.
    pub defining: DefinitionWords,
    pub the: WordIx,
    pub of: WordIx,
    pub government: WordIx,
    /// Words beside which rules look for names.
    pub cues: [WordIx; 6],
}

/// Phrases by their first word.
#[derive(Debug, Default)]
pub(super) struct Phrases(FxHashMap<WordIx, Vec<Vec<WordIx>>>);

impl Phrases {
    fn new<'p>(phrases: impl Iterator<Item = &'p str>, words: &mut NameWords) -> Self {
        let mut all = Self::default();
        for phrase in phrases {
            let tokens = segment::tokens(phrase);
            let numbers: Vec<WordIx> =
                tokens.iter().map(|token| words.add(token.span.slice(phrase))).collect();
            if let Some(&first) = numbers.first() {
                all.0.entry(first).or_default().push(numbers);
            }
        }
        all.0.values_mut().for_each(|phrases| phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len())));
        all
    }

    /// The words that phrases begin with.
    pub fn first_words(&self) -> impl Iterator<Item = WordIx> {
        self.0.keys().copied()
    }

    /// Where the longest phrase that begins at token `at` ends.
    pub fn end(&self, page: &Page<'_>, at: usize, limit: usize) -> Option<usize> {
        let phrases = self.0.get(&page.word(at).whole).filter(|_| page.word(at).whole != UNKNOWN)?;
        let stands = |phrase: &&Vec<WordIx>| {
            at + phrase.len() <= limit && (at..).zip(*phrase).all(|(at, &word)| page.word(at).whole == word)
        };
        phrases.iter().find(stands).map(|phrase| at + phrase.len())
    }
}

impl WordLists {
    /// Reads the lists. Their words are added to `words`.
    ///
    /// # Panics
    /// Never: the tests read the built-in lists.
    pub fn built_in(words: &mut NameWords) -> Self {
        let lists = lists();
        let mut set = |name: &str| lists.words(name).map(|word| words.add(word)).collect();
        Self {
            connectors: set("connectors"),
            connectors_of_acts: set("connectors_of_acts"),
            particles: set("particles"),
            epithets: set("epithets"),
            ordinals: set("ordinals"),
            kinds_of_session: set("kinds_of_session"),
            kinds_of_government: set("kinds_of_government"),
            resolving: set("resolving"),
            function_words: set("function_words"),
            acting_verbs: set("acting_verbs"),
            acting_nouns: set("acting_nouns"),
            acting_prepositions: set("acting_prepositions"),
            naming_titles: Phrases::new(lists.words("naming_titles"), words),
            titles: Phrases::new(TITLES.lines().skip(1).filter(|line| !line.starts_with('#')), words),
            defining: DefinitionWords::new(&lists),
            the: words.add("the"),
            of: words.add("of"),
            government: words.add("government"),
            cues: ["resolution", "resolutions", "session", "regime", "administration", "presidency"]
                .map(|word| words.add(word)),
        }
    }
}
