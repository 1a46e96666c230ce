//! What modifies a term, or is modified by it.

use super::line::Line;
use super::words::{is_passed_over, is_verb};
use std::ops::Range;

/// How a modifier stands to the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Directly before it: *global internet governance*.
    Before,
    /// Directly behind it: *internet governance forum*.
    After,
    /// Behind *of*: *security of all users*.
    Of,
}

impl Relation {
    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::Of => "of",
        }
    }
}

/// Words of a noun phrase that are looked at before the term, and behind *of*.
const MOST: usize = 2;
/// Articles, possessives and quantifiers passed over behind *of*: *of all of the users* is as far as it goes.
const MOST_PASSED_OVER: usize = 3;

/// The modifiers of a place (a range of words), in order, by their place in the line.
pub(super) fn modifiers(line: &Line, term: &Range<usize>) -> Vec<(Relation, usize)> {
    let words = line.words();
    let is_part = |at: usize| words.get(at).is_some_and(|word| word.is_content && !is_verb(&word.form));
    // Whether a word follows the one before it within the phrase.
    let follows = |at: usize| words.get(at).is_some_and(|word| !word.is_parted);
    let mut found = Vec::new();
    let before = (0..term.start).rev().take(MOST).take_while(|&at| follows(at + 1) && is_part(at));
    found.extend(before.map(|at| (Relation::Before, at)));
    found.reverse();
    // Behind a noun, what ends in -ed is a participle: peace based on justice.
    let is_head = |at: usize| is_part(at) && !words[at].form.ends_with("ed");
    if follows(term.end) && is_head(term.end) {
        found.push((Relation::After, term.end));
    }
    if follows(term.end) && words[term.end].form == "of" {
        let passed_over = |at: &usize| follows(*at) && is_passed_over(&words[*at].form);
        let skipped = (term.end + 1..words.len()).take_while(passed_over).take(MOST_PASSED_OVER).count();
        let first = term.end + 1 + skipped;
        let behind = (first..words.len()).take(MOST).take_while(|&at| follows(at) && is_part(at));
        found.extend(behind.map(|at| (Relation::Of, at)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modifiers_of(term: &str, sentence: &str) -> Vec<(&'static str, String)> {
        let line = Line::new(sentence);
        let start = sentence.find(term).expect("it is there");
        let place = line.words_in(&(start..start + term.len()));
        let named = |(relation, at): (Relation, usize)| (relation.name(), line.words()[at].form.clone());
        modifiers(&line, &place).into_iter().map(named).collect()
    }

    fn is(found: &[(&'static str, String)], wanted: &[(&str, &str)]) {
        let found: Vec<(&str, &str)> = found.iter().map(|(relation, form)| (*relation, &**form)).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn words_directly_before_modify() {
        let sentence = "We promote open, global state-led internet governance.";
        is(&modifiers_of("internet governance", sentence), &[("before", "state"), ("before", "led")]);
        is(&modifiers_of("governance", "They defend internet governance"), &[("before", "internet")]);
        is(&modifiers_of("governance", "They reaffirm governance"), &[]);
    }

    #[test]
    fn the_head_that_a_term_modifies_counts_and_a_verb_does_not() {
        is(&modifiers_of("internet", "internet sovereignty matters"), &[("after", "sovereignty")]);
        is(&modifiers_of("security", "security requires trust"), &[]);
        is(&modifiers_of("security", "security based on trust"), &[]);
        is(&modifiers_of("security", "security, trust"), &[]);
    }

    #[test]
    fn of_keeps_what_follows_it() {
        let sentence = "the security of all their internet users, and of the state";
        is(&modifiers_of("security", sentence), &[("of", "internet"), ("of", "users")]);
        is(&modifiers_of("security", "security of the"), &[]);
        is(&modifiers_of("security", "security of, say, banks"), &[]);
    }
}
