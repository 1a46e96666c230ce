//! Words of grammar, and verbs that stand where modifiers do: `models/collocation/words.toml`.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    determiners: Vec<String>,
    pronouns: Vec<String>,
    quantifiers: Vec<String>,
    numerals: Vec<String>,
    prepositions: Vec<String>,
    conjunctions: Vec<String>,
    auxiliaries: Vec<String>,
    adverbs: Vec<String>,
    verbs: Vec<String>,
}

struct Lists {
    grammar: FxHashSet<String>,
    passed_over: FxHashSet<String>,
    verbs: FxHashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let file = read();
    let passed_over: FxHashSet<String> = file.determiners.iter().chain(&file.quantifiers).cloned().collect();
    let lists =
        [file.pronouns, file.numerals, file.prepositions, file.conjunctions, file.auxiliaries, file.adverbs];
    let grammar = lists.into_iter().flatten().chain(passed_over.iter().cloned()).collect();
    let verbs =
        file.verbs.iter().flat_map(|verb| [verb.clone(), third_person(verb), participle(verb)]).collect();
    Lists { grammar, passed_over, verbs }
});

fn read() -> File {
    toml::from_str(include_str!("../../../models/collocation/words.toml")).expect("the tests read the lists")
}

/// Whether a folded word has a meaning of its own: it is no word of grammar, and no single letter.
pub(super) fn is_content(form: &str) -> bool {
    form.chars().nth(1).is_some() && !LISTS.grammar.contains(form)
}

/// Whether a folded word stands between *of* and its noun: an article, a possessive, a quantifier.
pub(super) fn is_passed_over(form: &str) -> bool {
    LISTS.passed_over.contains(form)
}

/// Whether a folded word is a form of a verb that is no modifier.
pub(super) fn is_verb(form: &str) -> bool {
    LISTS.verbs.contains(form)
}

/// `promotes`, `stresses`, `denies`.
fn third_person(verb: &str) -> String {
    let before_y = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| verb.ends_with(end)) => format!("{verb}es"),
        None => format!("{verb}s"),
    }
}

/// `promoting`, `seeing`.
fn participle(verb: &str) -> String {
    match verb.strip_suffix('e').filter(|stem| !stem.ends_with('e')) {
        Some(stem) => format!("{stem}ing"),
        None => format!("{verb}ing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::folded;

    #[test]
    fn grammar_is_no_company() {
        for form in ["the", "of", "its", "a", "we're", "shall", "s"] {
            assert!(!is_content(form), "{form}");
        }
        assert!(is_content("rights") && is_content("state") && is_content("ai"));
        assert!(is_passed_over("all") && !is_passed_over("of"));
    }

    #[test]
    fn verbs_are_known_in_three_forms() {
        for form in ["promote", "promotes", "promoting", "denies", "enjoys", "goes", "reaffirming"] {
            assert!(is_verb(form), "{form}");
        }
        assert!(!is_verb("protected") && !is_verb("promotion"));
    }

    #[test]
    fn the_lists_are_folded_and_verbs_are_no_grammar() {
        let lists = &*LISTS;
        assert!(lists.grammar.iter().chain(&lists.verbs).all(|word| *word == folded(word)));
        assert!(read().verbs.iter().all(|verb| !lists.grammar.contains(verb)));
    }
}
