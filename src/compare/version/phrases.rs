//! Phrases of a list, found in words.

use super::clause::Word;
use crate::codebook::verb_forms;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Phrases by their first word, each with what it stands for.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    by_first: FxHashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T: Copy> Phrases<T> {
    pub fn new() -> Self {
        Self { by_first: FxHashMap::default() }
    }

    /// Adds a phrase as written.
    pub fn add(&mut self, phrase: &str, what: T) {
        let mut words = phrase.split_whitespace().map(str::to_owned);
        let Some(first) = words.next() else { return };
        let known = self.by_first.entry(first).or_default();
        known.push((words.collect(), what));
        known.sort_by_key(|(rest, _)| Reverse(rest.len()));
    }

    /// Adds a phrase with every form of the verb it begins with.
    pub fn add_verb(&mut self, phrase: &str, what: T) {
        let (verb, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
        let forms = verb_forms(verb);
        let mut all: Vec<String> = [forms.base, forms.third].into_iter().collect();
        all.extend(forms.past);
        all.extend(forms.present_participle);
        all.sort();
        all.dedup();
        for form in all {
            self.add(&format!("{form} {rest}"), what);
        }
    }

    /// The longest phrases that begin with the first of these words: how many words they have, and what each stands for.
    pub fn at(&self, words: &[Word]) -> Option<(usize, Vec<T>)> {
        let known = self.by_first.get(&words.first()?.form)?;
        let stands = |rest: &[String]| {
            words.len() > rest.len() && rest.iter().zip(&words[1..]).all(|(one, other)| *one == other.form)
        };
        let length = known.iter().find(|(rest, _)| stands(rest))?.0.len();
        let all = known.iter().filter(|(rest, _)| rest.len() == length && stands(rest));
        Some((length + 1, all.map(|(_, what)| *what).collect()))
    }
}
