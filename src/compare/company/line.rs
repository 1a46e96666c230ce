//! The words of a sentence, and which of them stand beside a place.

use super::words::is_content;
use crate::segment::{TokenKind, tokens};
use crate::text::{Span, folded};
use std::ops::Range;

/// A word of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded.
    pub form: String,
    /// Where, in bytes of the sentence.
    pub span: Span,
    /// Whether a mark, number or symbol parts it from the word before; a hyphen does not, nor a plural's apostrophe.
    pub is_parted: bool,
    /// Whether it has a meaning of its own.
    pub is_content: bool,
}

/// The words of a sentence: tokens with a letter, as `terms.jsonl` counts them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    words: Vec<Word>,
}

/// On which side of a place a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Before it.
    Left,
    /// Behind it.
    Right,
}

/// A content word beside a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The word, by its place in the line.
    pub at: usize,
    /// On which side of the nearest place it stands; left if two are as near.
    pub direction: Direction,
}

impl Line {
    /// Parts a sentence into words.
    #[must_use]
    pub fn new(sentence: &str) -> Self {
        let (mut words, mut is_parted) = (Vec::<Word>::new(), true);
        for token in tokens(sentence) {
            let surface = token.span.slice(sentence);
            match token.kind {
                TokenKind::Word => {
                    let form = folded(surface);
                    let is_content = is_content(&form);
                    words.push(Word { form, span: token.span, is_parted, is_content });
                    is_parted = false;
                }
                TokenKind::Dash => {}
                TokenKind::Punctuation if is_possessive(surface, token.span, words.last()) => {}
                _ => is_parted = true,
            }
        }
        Self { words }
    }

    /// The words in order.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The words that a stretch of the sentence, in bytes, touches.
    #[must_use]
    pub fn words_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let first = self.words.partition_point(|word| word.span.range().end <= bytes.start);
        let behind = self.words.partition_point(|word| word.span.range().start < bytes.end);
        first..behind.max(first)
    }

    /// The content words at most `window` words from any of the `places`, each once, in order; words of the `own` places are
    /// none. Both are ranges of words, sorted and disjoint.
    #[must_use]
    pub fn beside(&self, places: &[Range<usize>], own: &[Range<usize>], window: usize) -> Vec<Neighbour> {
        let (Some(first), Some(last)) = (places.first(), places.last()) else { return Vec::new() };
        let reach = first.start.saturating_sub(window)..(last.end + window).min(self.words.len());
        let neighbour = |at: usize| {
            let (distance, direction) = nearest(places, at)?;
            let counts = distance <= window && self.words[at].is_content && !covers(own, at);
            counts.then_some(Neighbour { at, direction })
        };
        reach.filter_map(neighbour).collect()
    }
}

/// Whether one of the ranges, which are sorted and disjoint, holds a place.
#[must_use]
pub fn covers(ranges: &[Range<usize>], at: usize) -> bool {
    ranges.get(ranges.partition_point(|it| it.end <= at)).is_some_and(|it| it.start <= at)
}

/// How far a word is from the nearest place, 1 if it is the next one, and on which side of it; `None` inside a place.
fn nearest(places: &[Range<usize>], at: usize) -> Option<(usize, Direction)> {
    let behind = places.partition_point(|place| place.end <= at);
    let right = behind.checked_sub(1).map(|before| (at - places[before].end + 1, Direction::Right));
    let next = places.get(behind);
    if next.is_some_and(|place| place.start <= at) {
        return None;
    }
    let left = next.map(|place| (place.start - at, Direction::Left));
    left.into_iter().chain(right).min_by_key(|it| it.0)
}

/// Whether it is the apostrophe of a plural: *users’ security*.
fn is_possessive(surface: &str, span: Span, before: Option<&Word>) -> bool {
    let is_plural = |word: &Word| word.span.end() == span.start() && word.form.ends_with('s');
    matches!(surface, "’" | "'") && before.is_some_and(is_plural)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(sentence: &str, terms: &[&str], window: usize) -> Vec<(String, Direction)> {
        let line = Line::new(sentence);
        let place = |term: &&str| {
            let start = sentence.find(term).expect("it is there");
            line.words_in(&(start..start + term.len()))
        };
        let places: Vec<_> = terms.iter().map(place).collect();
        let found = line.beside(&places, &places, window).into_iter();
        found.map(|it| (line.words()[it.at].form.clone(), it.direction)).collect()
    }

    #[test]
    fn grammar_counts_as_distance_and_is_no_collocate() {
        use Direction::{Left, Right};
        let sentence =
            "Free speech is the heart of internet governance, and of every right that people hold.";
        let found = beside(sentence, &["internet governance"], 5);
        let words: Vec<_> = found.iter().map(|(form, direction)| (form.as_str(), *direction)).collect();
        assert_eq!(words, [("speech", Left), ("heart", Left), ("right", Right)]);
    }

    #[test]
    fn a_word_between_two_uses_counts_once_on_the_nearer_side() {
        let found = beside("peace needs trust, and order keeps lasting security", &["peace", "security"], 9);
        let words: Vec<_> = found.iter().map(|(form, direction)| (form.as_str(), *direction)).collect();
        use Direction::{Left, Right};
        assert_eq!(
            words,
            [("needs", Right), ("trust", Right), ("order", Left), ("keeps", Left), ("lasting", Left)]
        );
    }

    #[test]
    fn marks_part_words_and_hyphens_do_not() {
        let line = Line::new("State-led, 3 users' rights");
        let parted: Vec<bool> = line.words().iter().map(|word| word.is_parted).collect();
        assert_eq!(parted, [true, false, true, false]);
    }

    #[test]
    fn an_empty_line_has_no_neighbours() {
        assert!(Line::new("").beside(&[], &[], 5).is_empty());
    }
}
