//! What one word can satisfy: every test of the codebook that depends on the folded form alone.

use crate::codebook::{Test, stemmer_for};
use regex::{Regex, RegexSet};
use rust_stemmers::Stemmer;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Number of a [`Predicate`]: a set of tests of which a word must pass one.
pub(super) type PredicateIx = u32;

/// A few bits of a set of predicates: where two signatures share none, the sets share no predicate. Most words
/// fail most nodes of the automaton, and are refused by one comparison. The bit [`OPEN`] is never set.
pub(super) type Signature = u128;

/// The signature of a set.
pub(super) fn signature(predicates: impl Iterator<Item = PredicateIx>) -> Signature {
    predicates.fold(0, |bits, predicate| bits | bit_of(predicate))
}

/// The bit of one predicate.
pub(super) const fn bit_of(predicate: PredicateIx) -> Signature {
    1 << (predicate % OPEN.trailing_zeros())
}

/// The bit of a signature that stands for everything but the predicates of the next word.
pub(super) const OPEN: Signature = 1 << 127;

/// Gathers the predicates of all patterns, each once.
#[derive(Default)]
pub(super) struct PredicateSetBuilder {
    known: FxHashMap<BTreeSet<Test>, PredicateIx>,
    by_test: FxHashMap<Test, Vec<PredicateIx>>,
}

impl PredicateSetBuilder {
    /// The number of this set of tests.
    pub fn number(&mut self, tests: &BTreeSet<Test>) -> PredicateIx {
        if let Some(&number) = self.known.get(tests) {
            return number;
        }
        let number = PredicateIx::try_from(self.known.len()).expect("a codebook has fewer predicates");
        for test in tests {
            self.by_test.entry(test.clone()).or_default().push(number);
        }
        self.known.insert(tests.clone(), number);
        number
    }

    /// Sorts the tests by how they are looked up.
    pub fn finish(self, language: &str) -> PredicateSet {
        let mut set = PredicateSet { n_predicates: self.known.len(), ..PredicateSet::default() };
        let mut tests: Vec<_> = self.by_test.into_iter().collect();
        tests.sort();
        let mut regexes = Vec::new();
        for (test, predicates) in tests {
            match test {
                Test::Form(form) => _ = set.forms.insert(form.into(), predicates),
                Test::Stem(stem) => _ = set.stems.insert(stem.into(), predicates),
                Test::Glob(shape) => set.add_glob(&shape, predicates),
                Test::Regex(written) => {
                    regexes.push(format!("^(?:{written})$"));
                    set.by_regex.push(predicates);
                }
            }
        }
        set.stemmer = if set.stems.is_empty() { None } else { stemmer_for(language) };
        set.regexes = RegexSet::new(regexes).expect("the loader has compiled each expression");
        set
    }
}

/// All word tests of a codebook, ready to be asked.
pub(super) struct PredicateSet {
    n_predicates: usize,
    forms: FxHashMap<Box<str>, Vec<PredicateIx>>,
    stems: FxHashMap<Box<str>, Vec<PredicateIx>>,
    stemmer: Option<Stemmer>,
    /// Shapes that begin with letters, by their first byte; few remain to be tried for a word.
    globs_by_first: FxHashMap<u8, Vec<Glob>>,
    /// Shapes that begin with `*`.
    open_globs: Vec<Glob>,
    regexes: RegexSet,
    by_regex: Vec<Vec<PredicateIx>>,
}

impl Default for PredicateSet {
    fn default() -> Self {
        Self {
            n_predicates: 0,
            forms: FxHashMap::default(),
            stems: FxHashMap::default(),
            stemmer: None,
            globs_by_first: FxHashMap::default(),
            open_globs: Vec::new(),
            regexes: RegexSet::empty(),
            by_regex: Vec::new(),
        }
    }
}

impl PredicateSet {
    /// How many predicates there are.
    pub fn len(&self) -> usize {
        self.n_predicates
    }

    /// Writes the numbers of the predicates that `form` satisfies to `found`, sorted, each once.
    pub fn satisfied_by(&self, form: &str, found: &mut Vec<PredicateIx>) {
        found.clear();
        found.extend(self.forms.get(form).into_iter().flatten());
        if let Some(stemmer) = &self.stemmer {
            found.extend(self.stems.get(stemmer.stem(form).as_ref()).into_iter().flatten());
        }
        let shaped = form.bytes().next().and_then(|first| self.globs_by_first.get(&first));
        for glob in shaped.into_iter().flatten().chain(&self.open_globs) {
            if glob.matches(form) {
                found.extend(&glob.predicates);
            }
        }
        for expression in &self.regexes.matches(form) {
            found.extend(&self.by_regex[expression]);
        }
        found.sort_unstable();
        found.dedup();
    }

    fn add_glob(&mut self, shape: &str, predicates: Vec<PredicateIx>) {
        let glob = Glob::new(shape, predicates);
        match glob.start.bytes().next() {
            Some(first) => self.globs_by_first.entry(first).or_default().push(glob),
            None => self.open_globs.push(glob),
        }
    }
}

/// A shape such as `re*ation`.
struct Glob {
    start: Box<str>,
    end: Box<str>,
    /// What lies between two stars, if anything does.
    middle: Option<Regex>,
    predicates: Vec<PredicateIx>,
}

impl Glob {
    fn new(shape: &str, predicates: Vec<PredicateIx>) -> Self {
        let parts: Vec<&str> = shape.split('*').collect();
        let (start, end) = (parts[0], parts[parts.len() - 1]);
        let inner = &parts[1..parts.len() - 1];
        let middle = inner.iter().any(|part| !part.is_empty()).then(|| {
            let all: Vec<String> = parts.iter().map(|part| regex::escape(part)).collect();
            Regex::new(&format!("^{}$", all.join(".*"))).expect("escaped text and `.*` compile")
        });
        Self { start: start.into(), end: end.into(), middle, predicates }
    }

    fn matches(&self, form: &str) -> bool {
        form.len() >= self.start.len() + self.end.len()
            && form.starts_with(&*self.start)
            && form.ends_with(&*self.end)
            && self.middle.as_ref().is_none_or(|middle| middle.is_match(form))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_satisfies_every_test_it_passes() {
        let mut builder = PredicateSetBuilder::default();
        let set = |tests: &[Test]| tests.iter().cloned().collect::<BTreeSet<_>>();
        let glob = |shape: &str| Test::Glob(shape.to_owned());
        let form = builder.number(&set(&[Test::Form("censorship".into()), Test::Form("ban".into())]));
        let start = builder.number(&set(&[glob("censor*")]));
        let both = builder.number(&set(&[glob("c*ship")]));
        let end = builder.number(&set(&[glob("*ship")]));
        let middle = builder.number(&set(&[glob("*nsor*")]));
        let stem = builder.number(&set(&[Test::Stem("censorship".into())]));
        let regex = builder.number(&set(&[Test::Regex("cen.*|x".into())]));
        builder.number(&set(&[glob("censors*hip*s")]));
        let predicates = builder.finish("en");
        let mut found = Vec::new();
        predicates.satisfied_by("censorship", &mut found);
        assert_eq!(found, [form, start, both, end, middle, stem, regex]);
        predicates.satisfied_by("ban", &mut found);
        assert_eq!(found, [form]);
        predicates.satisfied_by("", &mut found);
        assert!(found.is_empty());
    }
}
