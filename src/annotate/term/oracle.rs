//! The plain way of finding entries, row by row and word by word, to hold the automaton against.

use super::facts::Mark;
use super::fixture::codebook;
use super::matcher::Matcher;
use super::words::Words;
use crate::annotate::TypeCache;
use crate::codebook::{Codebook, Pattern, Reader, Step, Test};
use crate::segment::{Segmentation, Sentence, segment};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Whether a word passes a test, without any table.
fn passes(test: &Test, form: &str) -> bool {
    match test {
        Test::Form(wanted) => form == wanted,
        Test::Stem(_) => unreachable!("the codebook of this test has no stems"),
        Test::Glob(shape) => {
            let (start, end) = shape.split_once('*').expect("a star");
            form.len() >= start.len() + end.len() && form.starts_with(start) && form.ends_with(end)
        }
        Test::Regex(written) => regex::Regex::new(&format!("^(?:{written})$")).expect("valid").is_match(form),
    }
}

struct Plain<'d> {
    words: &'d Words<'d>,
    segmentation: &'d Segmentation,
    limit: usize,
}

impl Plain<'_> {
    /// Every place where the rest of the row can end, if the next token is `at`.
    fn ends(&self, rest: &[Step], at: usize, is_first: bool) -> BTreeSet<usize> {
        let Some((step, behind)) = rest.split_first() else { return BTreeSet::from([at]) };
        let joint = if is_first { at } else { self.words.behind_joint(at, self.limit) };
        match step {
            Step::Word(tests) => self.word(joint, behind, |form| tests.iter().any(|test| passes(test, form))),
            Step::AnyWord => self.word(joint, behind, |_| true),
            Step::Comma => {
                let mut ends = self.ends(behind, at, false);
                if at < self.limit && self.words.mark(at) == Mark::Comma {
                    ends.extend(self.ends(behind, at + 1, false));
                }
                ends
            }
            Step::Gap(most) => (0..=*most).flat_map(|n| self.behind_words(n, at, behind)).collect(),
        }
    }

    fn word(&self, at: usize, behind: &[Step], passes: impl Fn(&str) -> bool) -> BTreeSet<usize> {
        let fits = at < self.limit
            && self.words.is_word(at)
            && passes(self.segmentation.norm(&self.segmentation.tokens[at]));
        if fits { self.ends(behind, at + 1, false) } else { BTreeSet::new() }
    }

    /// The ends of what stands behind a gap of exactly `n` words.
    fn behind_words(&self, n: u8, mut at: usize, behind: &[Step]) -> BTreeSet<usize> {
        for skipped in 0..=n {
            while at < self.limit && !self.words.is_word(at) && self.words.mark(at) != Mark::Break {
                at += 1;
            }
            if at >= self.limit || !self.words.is_word(at) {
                return BTreeSet::new();
            }
            at += usize::from(skipped < n);
        }
        self.ends(behind, at, false)
    }
}

/// Every `(entry, start, end)` in a sentence.
fn plain_scan(
    codebook: &Codebook,
    words: &Words<'_>,
    segmentation: &Segmentation,
    sentence: &Sentence,
) -> BTreeSet<(usize, usize, usize)> {
    let reader = Reader::new(&codebook.lists, &codebook.language);
    let plain = Plain { words, segmentation, limit: sentence.tokens.end };
    let mut found = BTreeSet::new();
    for (number, entry) in codebook.entries.iter().enumerate() {
        for written in &entry.patterns {
            let pattern = Pattern::parse(written).expect("a pattern");
            for reading in reader.readings(&pattern, entry.matching).expect("readings") {
                for start in sentence.tokens.clone() {
                    found.extend(
                        plain.ends(&reading, start, true).into_iter().map(|end| (number, start, end)),
                    );
                }
            }
        }
    }
    found
}

/// Overlapping rows of every sort over four letters.
fn tangle() -> Codebook {
    let patterns = [
        "a b",
        "a <2> c",
        "a * b",
        "c* b",
        "(a b|c) <1> (a|b, c)",
        "a-b-c",
        "b, (a)? c",
        "/[ab]+/ d",
        "=a (b)? (c)? d",
        "{persons} a",
    ];
    let blocks: String = patterns
        .iter()
        .enumerate()
        .map(|(at, pattern)| super::fixture::entry(&at.to_string(), pattern, ""))
        .collect();
    codebook(&blocks)
}

proptest! {
    #[test]
    fn the_automaton_finds_what_the_plain_way_finds(
        text in "(([abcd]|ab|abc|user|civil society)( |, |,|-|–| - |; |' | \"){1}){0,24}"
    ) {
        let codebook = tangle();
        let matcher = Matcher::new(&codebook).expect("compiles");
        let document = super::examples::document_of(&text);
        let segmentation = segment(&document);
        let mut cache = TypeCache::new();
        let words = matcher.words(&document, &segmentation, &mut cache);
        for sentence in &segmentation.sentences {
            let fast: BTreeSet<_> = matcher
                .scan(&words, sentence)
                .into_iter()
                .map(|found| (found.entry.get(), found.tokens.start, found.tokens.end))
                .collect();
            prop_assert_eq!(fast, plain_scan(&codebook, &words, &segmentation, sentence));
        }
    }
}
