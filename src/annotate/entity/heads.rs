//! Head words: what a capitalised name is, by the words in it.

use super::page::{Page, without_genitive};
use super::words::{NameWords, UNKNOWN, WordIx};
use crate::gazetteer::Label;
use crate::segment;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Where in a name the words of a rule stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// At its beginning, with more behind.
    First,
    /// At its end, with more before.
    Last,
    /// Anywhere.
    Any,
    /// They are the name.
    Whole,
}

/// One line of the table.
#[derive(Debug)]
pub(super) struct HeadRule {
    pub position: Position,
    /// Each word, with the capitals that it must have.
    words: Vec<(WordIx, Capitals)>,
    /// `None` (`-` in the table) for what looks like a name and is none.
    pub label: Option<Label>,
}

/// The capitals of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Capitals {
    Any,
    First,
    /// An acronym: *WHO* is not *Who*.
    All,
}

impl Capitals {
    fn of(word: &str) -> Self {
        let is_acronym = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        match word.chars().next() {
            _ if is_acronym => Self::All,
            Some(first) if first.is_uppercase() => Self::First,
            _ => Self::Any,
        }
    }

    fn fit(self, page: &Page<'_>, at: usize) -> bool {
        match self {
            Self::Any => true,
            Self::First => page.is_capital(at),
            Self::All => !without_genitive(page.written(at)).contains(char::is_lowercase),
        }
    }
}

/// All lines; the first that fits wins.
#[derive(Debug, Default)]
pub(super) struct HeadRules {
    rules: Vec<HeadRule>,
    /// The rules that begin with a word, in order.
    by_first: FxHashMap<WordIx, Vec<usize>>,
}

impl HeadRules {
    /// Reads the table. Its words are added to `words`.
    pub fn new(table: &str, words: &mut NameWords) -> Self {
        let mut rules = Self::default();
        for line in table.lines().skip(1).filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(position), Some(written), Some(label)) = (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let Some(position) = Position::named(position) else { continue };
            // A label that is neither one of ours nor `-` makes no rule; the tests count the rules.
            let label = match label {
                "-" => None,
                name => match Label::named(name) {
                    Some(label) => Some(label),
                    None => continue,
                },
            };
            let tokens = segment::tokens(written).into_iter().map(|token| token.span.slice(written));
            let words: Vec<_> = tokens.map(|word| (words.add(word), Capitals::of(word))).collect();
            if let Some(&(first, _)) = words.first() {
                rules.by_first.entry(first).or_default().push(rules.rules.len());
                rules.rules.push(HeadRule { position, words, label });
            }
        }
        rules
    }

    /// The words that rules begin with.
    pub fn first_words(&self) -> impl Iterator<Item = WordIx> {
        self.by_first.keys().copied()
    }

    /// The rules whose words stand at token `at`, with where they end.
    pub fn at<'r>(
        &'r self,
        page: &'r Page<'_>,
        at: usize,
        limit: usize,
    ) -> impl Iterator<Item = (&'r HeadRule, usize)> {
        self.numbers_at(page, at, limit).map(|(number, end)| (&self.rules[number], end))
    }

    fn numbers_at<'r>(
        &'r self,
        page: &'r Page<'_>,
        at: usize,
        limit: usize,
    ) -> impl Iterator<Item = (usize, usize)> + 'r {
        let word = page.word(at);
        let of = |word: WordIx| self.by_first.get(&word).filter(|_| word != UNKNOWN).into_iter().flatten();
        of(word.whole).chain(of(word.base)).filter_map(move |&number| {
            let words = &self.rules[number].words;
            let end = at + words.len();
            let stands = |(at, &(word, capitals)): (usize, &(WordIx, Capitals))| {
                let here = page.word(at);
                let is_last = at + 1 == end;
                (here.whole == word || is_last && here.base == word) && capitals.fit(page, at)
            };
            (end <= limit && (at..end).zip(words).all(stands)).then_some((number, end))
        })
    }

    /// What a name is: the label of the first rule that fits it, `Some(None)` if that says that it is no name.
    pub fn label_of(&self, page: &Page<'_>, name: &Range<usize>) -> Option<Option<Label>> {
        let fits = |start: usize, (number, end): &(usize, usize)| {
            let (begins, ends) = (start == name.start, *end == name.end);
            match self.rules[*number].position {
                Position::First => begins && !ends,
                Position::Last => ends && !begins,
                Position::Any => true,
                Position::Whole => begins && ends,
            }
        };
        let fitting = name.clone().flat_map(|start| {
            self.numbers_at(page, start, name.end)
                .filter(move |found| fits(start, found))
                .map(|(number, _)| number)
        });
        fitting.min().map(|number| self.rules[number].label)
    }
}

impl Position {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "first" => Self::First,
            "last" => Self::Last,
            "any" => Self::Any,
            "whole" => Self::Whole,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_rule() {
        let table = include_str!("../../../models/names/heads.tsv");
        let rules = HeadRules::new(table, &mut NameWords::default());
        let lines = table.lines().skip(1).filter(|line| !line.starts_with('#')).count();
        assert_eq!(rules.rules.len(), lines);
    }
}
