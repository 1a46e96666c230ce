//! What single words can do in an attribution.

use crate::codebook::verb_forms;
use crate::segment::WordTypes;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The lists.
const LISTS: &str = include_str!("../../../models/attribution/cues.toml");

/// A set of properties of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts(u64);

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident = $bit:literal,)*) => {
        impl Facts {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

facts! {
    /// Verb that takes what is said.
    SAY = 0,
    /// Verb that takes the one spoken to, then what is said.
    TELL = 1,
    /// Verb that takes what is thought.
    THINK = 2,
    /// Verb that takes an intention.
    INTEND = 3,
    /// Verb that takes someone who is to act.
    ASK = 4,
    /// Verb that takes what is judged.
    JUDGE = 5,
    /// Noun for those who speak: activists, observers.
    ACTOR_NOUN = 6,
    /// Verb whose subject may be evidence as well as someone who speaks.
    SHOWS = 7,
    /// Verb before another.
    CATENATIVE = 8,
    /// Verb that may stand before its subject.
    INVERTS = 9,
    /// Verb before a noun for a position.
    HOLDS = 10,
    /// Adverb that takes what is said as true: *rightly*.
    APPROVES = 11,
    /// Keeps away from it.
    DISTANCES = 12,
    /// The form is the base of a verb.
    BASE = 13,
    /// The form is the third person singular.
    THIRD = 14,
    /// The form is the past, or a participle of it.
    PAST = 15,
    /// The form is in -ing.
    ING = 16,
    /// What laws protect people from.
    WRONG = 17,
    /// Noun for what is said.
    SAYING_NOUN = 18,
    /// Noun for a position.
    POSITION_NOUN = 19,
    /// Noun for unsigned reports.
    REPORT_NOUN = 20,
    /// Noun for those who govern.
    GOVERNING_NOUN = 21,
    /// Noun by which authors name themselves.
    SELF_NOUN = 23,
    /// First person.
    AUTHOR = 24,
    /// Auxiliary verb.
    AUXILIARY = 25,
    /// Form of *be*.
    BE = 26,
    /// Negation.
    NEGATION = 27,
    /// Adverb that may part a verb from its subject.
    ADVERB = 28,
    /// Pronoun that may be a subject.
    PRONOUN = 29,
    /// *he*, *she*.
    PERSON_PRONOUN = 30,
    /// *they*.
    GROUP_PRONOUN = 31,
    /// *it*.
    THING_PRONOUN = 32,
    /// *his*, *their*.
    POSSESSIVE = 33,
    /// Article and its like.
    DETERMINER = 34,
    /// Preposition.
    PREPOSITION = 35,
    /// Word that begins a clause.
    SUBORDINATOR = 36,
    /// Word that begins a contrasting clause.
    BREAK = 37,
    /// Word for a time.
    TIME = 38,
    /// *and*, *or*.
    COORDINATOR = 39,
    /// *that*
    THAT = 40,
    /// *to*
    TO = 41,
    /// *of*
    OF = 42,
    /// *by*
    BY = 43,
    /// *who*, *which*, *that*.
    RELATIVE = 44,
    /// *according*
    ACCORDING = 45,
    /// *as*
    AS = 46,
    /// Some phrase of two words begins with it.
    PHRASAL = 47,
    /// *there*
    THERE = 48,
    /// Participle that stands behind its noun.
    PARTICIPLE = 49,
    /// *you*.
    SECOND_PERSON = 51,
    /// A verb whose forms are nouns as well.
    NOUN_TOO = 52,
    /// Where things are said: an interview, a statement.
    VENUE = 53,
    /// *would*, *may*.
    MODAL = 54,
    /// *if*, *unless*.
    CONDITIONAL = 55,
    /// What things can do as well as people.
    ACTS = 56,
    /// Verb before a colon and a quotation.
    CITES = 57,
    /// Verb that takes a clause only behind *that*.
    NEEDS_THAT = 58,
    /// Adjective for how one feels about what follows.
    FEELING = 59,
    /// Tells that there were several views, not which.
    MANY = 60,
    /// Verb for what laws forbid and empower.
    ENACTS = 61,
    /// Law.
    LAW_NOUN = 62,
}

impl Facts {
    /// Whether any of these holds.
    pub const fn any(self, asked: Self) -> bool {
        self.0 & asked.0 != 0
    }

    /// Either.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether nothing is known of the word.
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Verbs of every kind that ascribes.
    pub const CUE_VERB: Self = Self::SAY
        .or(Self::TELL)
        .or(Self::THINK)
        .or(Self::INTEND)
        .or(Self::ASK)
        .or(Self::JUDGE)
        .or(Self::CITES)
        .or(Self::HOLDS)
        .or(Self::ENACTS);
    /// Nouns of every kind that ascribes.
    pub const CUE_NOUN: Self = Self::SAYING_NOUN.or(Self::POSITION_NOUN).or(Self::REPORT_NOUN);
    /// A finite verb may have this form.
    pub const FINITE: Self = Self::BASE.or(Self::THIRD).or(Self::PAST);
}

/// The lists, ready to be asked.
#[derive(Debug)]
pub(super) struct CueWords {
    facts: FxHashMap<String, Facts>,
    /// For the forms of the first word, second words and what the two are together.
    phrasal: FxHashMap<String, Vec<(String, Facts)>>,
}

impl CueWords {
    /// Reads the lists.
    ///
    /// # Panics
    /// Never: the tests read the built-in lists.
    pub fn built_in() -> Self {
        let lists: BTreeMap<String, Vec<String>> = toml::from_str(LISTS).expect("the tests read the lists");
        let mut words = Self { facts: FxHashMap::default(), phrasal: FxHashMap::default() };
        for (name, list) in &lists {
            if let Some(facts) = verb_list(name) {
                list.iter().for_each(|verb| words.add_verb(verb, facts));
            } else {
                let facts = word_list(name).expect("every list has a meaning");
                for word in list {
                    words.add(word, facts);
                    if facts.any(Facts::CUE_NOUN) {
                        words.add(&format!("{word}s"), facts);
                    }
                }
            }
        }
        let singles = [
            ("and", Facts::COORDINATOR),
            ("or", Facts::COORDINATOR),
            ("that", Facts::THAT.or(Facts::RELATIVE)),
            ("to", Facts::TO),
            ("of", Facts::OF),
            ("by", Facts::BY),
            ("who", Facts::RELATIVE),
            ("which", Facts::RELATIVE),
            ("according", Facts::ACCORDING),
            ("as", Facts::AS),
            ("there", Facts::THERE),
        ];
        singles.into_iter().for_each(|(word, facts)| words.add(word, facts));
        words
    }

    fn add(&mut self, word: &str, facts: Facts) {
        let known = self.facts.entry(word.to_owned()).or_default();
        *known = known.or(facts);
    }

    fn add_verb(&mut self, verb: &str, facts: Facts) {
        let (first, second) =
            verb.split_once(' ').map_or((verb, None), |(first, second)| (first, Some(second)));
        let forms = verb_forms(first);
        let mut all = vec![(forms.base, Facts::BASE), (forms.third, Facts::THIRD)];
        all.extend(forms.past.into_iter().map(|form| (form, Facts::PAST)));
        all.extend(forms.present_participle.into_iter().map(|form| (form, Facts::ING)));
        for (form, tense) in all {
            match second {
                None => self.add(&form, facts.or(tense)),
                Some(second) => {
                    self.add(&form, Facts::PHRASAL);
                    self.phrasal.entry(form).or_default().push((second.to_owned(), facts.or(tense)));
                }
            }
        }
    }

    fn facts(&self, form: &str) -> Facts {
        self.facts.get(form).copied().unwrap_or_default()
    }

    /// What two words are together.
    pub fn phrase(&self, first: &str, second: &str) -> Option<Facts> {
        let found = self.phrasal.get(first)?.iter().filter(|(it, _)| it == second);
        found.map(|(_, facts)| *facts).reduce(Facts::or)
    }
}

fn verb_list(name: &str) -> Option<Facts> {
    Some(match name {
        "say" => Facts::SAY,
        "tell" => Facts::TELL,
        "think" => Facts::THINK,
        "intend" => Facts::INTEND,
        "ask" => Facts::ASK,
        "judge" => Facts::JUDGE,
        "catenative" => Facts::CATENATIVE,
        "inverting" => Facts::INVERTS,
        "holding" => Facts::HOLDS,
        "distancing" => Facts::DISTANCES,
        "citing" => Facts::CITES,
        "acting" => Facts::ACTS,
        "enacting" => Facts::ENACTS,
        "needs_that" => Facts::NEEDS_THAT,
        "showing" => Facts::SHOWS,
        // They ascribe nothing: that they are verbs is all that counts.
        "other_verbs" => Facts::default(),
        "noun_too" => Facts::NOUN_TOO,
        _ => return None,
    })
}

fn word_list(name: &str) -> Option<Facts> {
    Some(match name {
        "saying_nouns" => Facts::SAYING_NOUN,
        "position_nouns" => Facts::POSITION_NOUN,
        "report_nouns" => Facts::REPORT_NOUN,
        "governing_nouns" => Facts::GOVERNING_NOUN,
        "actor_nouns" => Facts::ACTOR_NOUN,
        "author_words" => Facts::AUTHOR,
        "self_nouns" => Facts::SELF_NOUN,
        "modals" => Facts::MODAL,
        "feelings" => Facts::FEELING,
        "many" => Facts::MANY,
        "wrongs" => Facts::WRONG,
        "law_nouns" => Facts::LAW_NOUN,
        "conditionals" => Facts::CONDITIONAL,
        "approving" => Facts::APPROVES,
        "auxiliaries" => Facts::AUXILIARY,
        "be" => Facts::BE,
        "negations" => Facts::NEGATION,
        "adverbs" => Facts::ADVERB,
        "subject_pronouns" => Facts::PRONOUN,
        "person_pronouns" => Facts::PERSON_PRONOUN,
        "group_pronouns" => Facts::GROUP_PRONOUN,
        "thing_pronouns" => Facts::THING_PRONOUN,
        "possessives" => Facts::POSSESSIVE,
        "determiners" => Facts::DETERMINER,
        "prepositions" => Facts::PREPOSITION,
        "subordinators" => Facts::SUBORDINATOR,
        "breaks" => Facts::BREAK,
        "times" => Facts::TIME,
        "venues" => Facts::VENUE,
        "participles" => Facts::PARTICIPLE,
        "second_person" => Facts::SECOND_PERSON,
        _ => return None,
    })
}

/// What is known of each word type, by the number of the type.
#[derive(Debug, Default)]
pub(in crate::annotate) struct FactsByType {
    generation: Option<u64>,
    facts: Vec<Facts>,
}

impl FactsByType {
    /// Makes ready for the types met so far.
    pub(super) fn catch_up(&mut self, types: &WordTypes, words: &CueWords) {
        if self.generation != Some(types.generation()) {
            *self = Self { generation: Some(types.generation()), facts: Vec::new() };
        }
        self.facts.extend((self.facts.len()..types.len()).map(|number| words.facts(types.form(number))));
    }

    pub(super) fn of(&self, number: u32) -> Facts {
        self.facts[number as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_known_in_every_form() {
        let words = CueWords::built_in();
        assert!(words.facts("says").any(Facts::SAY) && words.facts("says").any(Facts::THIRD));
        assert!(words.facts("told").any(Facts::TELL) && words.facts("told").any(Facts::PAST));
        assert!(words.facts("denying").any(Facts::ING));
        assert!(words.facts("umbrella").is_none());
    }

    #[test]
    fn two_words_may_be_one_verb() {
        let words = CueWords::built_in();
        assert!(words.phrase("called", "on").is_some_and(|it| it.any(Facts::ASK)));
        assert!(words.phrase("called", "umbrella").is_none());
    }
}
