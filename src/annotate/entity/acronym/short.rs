//! What looks like an acronym, and its letters.

use super::words::Words;
use crate::segment::TokenKind;
use std::ops::Range;
use unicode_normalization::char::decompose_canonical;

/// Longest acronym, in letters; one that ends in a whole word may be longer.
const MOST_LETTERS: usize = 12;

/// A letter, digit or `&` of an acronym.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// Lower case, without accents.
    pub(super) base: char,
    pub(super) upper: bool,
}

/// The small letter without accents.
pub(super) fn base(letter: char) -> char {
    let mut first = None;
    decompose_canonical(letter, |part| first = first.or(Some(part)));
    first.and_then(|it| it.to_lowercase().next()).unwrap_or(letter)
}

/// How an acronym is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// One capitalised word (`Unicef`): any word looks so.
    Title,
    /// Two capitals or more, or a capital and a digit, in one piece.
    Capitals,
}

/// The shape of the tokens if they look like an acronym, with its letters; the *s* of the plural and of the
/// possessive is no letter.
pub(super) fn letters(words: &Words, range: Range<usize>) -> Option<(Shape, Vec<Letter>)> {
    let whole = words.surfaces(range.clone());
    if range.is_empty() || range.len() > 5 || whole.len() > 24 {
        return None;
    }
    let pieces = range.clone().filter(|&at| at + 1 < range.end && !words.joined(at)).count();
    let fits = |at| match words.kind(at) {
        TokenKind::Word | TokenKind::Number | TokenKind::Dash => true,
        _ => matches!(words.surface(at), "&" | "/" | "." | "+"),
    };
    let ends = [range.start, range.end - 1].map(|at| words.kind(at));
    let stopped = range.len() > 1 && matches!(words.surface(range.end - 1), "." | "+");
    let ends_in_sign = ends.contains(&TokenKind::Dash) || ends.contains(&TokenKind::Punctuation) && !stopped;
    if pieces > 1 || !range.clone().all(fits) || ends_in_sign {
        return None;
    }
    let written = whole.trim_end_matches("'s").trim_end_matches("’s");
    let mut letters: Vec<Letter> = written
        .chars()
        .filter(|letter| letter.is_alphanumeric() || *letter == '&')
        .map(|letter| Letter { base: base(letter), upper: letter.is_uppercase() })
        .collect();
    let mut last = letters.iter().rev();
    if let (Some(Letter { base: 's', upper: false }), Some(Letter { upper: true, .. })) =
        (last.next(), last.next())
    {
        letters.pop();
    }
    let worded = whole.contains('-') && has_word(&letters);
    let n_upper = letters.iter().filter(|letter| letter.upper).count();
    let n_digits = letters.iter().filter(|letter| letter.base.is_ascii_digit()).count();
    if letters.len() < 2 || letters.len() > MOST_LETTERS && !worded || n_digits * 2 > letters.len() + 1 {
        return None;
    }
    // `UN Women`, `START I`: a space only behind a word of capitals.
    if pieces == 1 && !all_capitals(words.surface(range.start)) {
        return None;
    }
    let mostly_capitals = n_upper >= 2 && n_upper * 5 >= letters.len() * 2;
    if worded || mostly_capitals || n_upper == 1 && n_digits > 0 && letters.len() <= 4 {
        return Some((Shape::Capitals, letters));
    }
    let title = range.len() == 1 && letters.len() >= 4 && letters[0].upper && n_upper == 1 && n_digits == 0;
    title.then_some((Shape::Title, letters))
}

/// Whether a word has two letters or more, all of them capitals.
pub(super) fn all_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_uppercase)
}

/// How many letters stand before a number behind a hyphen, stop or space: `PDD-68`, `UNOSOM II`. A long form need
/// not repeat it.
pub(super) fn without_number(words: &Words, range: Range<usize>) -> Option<usize> {
    let last = range.end.checked_sub(1).filter(|&last| last > range.start)?;
    let number = words.surface(last);
    let roman = number.chars().all(|digit| matches!(digit, 'I' | 'V' | 'X')) && !words.joined(last - 1);
    let figures = words.kind(last) == TokenKind::Number;
    let before = words.surfaces(range.start..last).chars().filter(|letter| letter.is_alphabetic()).count();
    ((roman || figures) && before >= 2).then_some(before)
}

/// Whether a word as long as this stands whole in the acronym: the *Women* of `UN-Women`.
pub(super) fn has_word(letters: &[Letter]) -> bool {
    letters.len() >= 5
        && letters[..2].iter().all(|letter| letter.upper)
        && letters[letters.len() - 4..].iter().all(|letter| !letter.upper)
}

/// The word that stands whole behind the hyphen of `UN-Habitat`.
pub(super) fn whole_word<'d>(words: &Words<'d>, short: Range<usize>, letters: &[Letter]) -> Option<&'d str> {
    let last = short.end - 1;
    let behind_hyphen = last > short.start && words.kind(last - 1) == TokenKind::Dash;
    (behind_hyphen && has_word(letters)).then(|| words.norm(last))
}

/// How many letters stand before a hyphen with a word in small letters behind it, of at least three: `START-related`.
pub(super) fn without_word(words: &Words, short: Range<usize>) -> Option<usize> {
    let (first, last) = (words.surface(short.start), words.surface(short.end - 1));
    let hyphenated = short.len() == 3 && words.kind(short.start + 1) == TokenKind::Dash;
    let is_small = last.chars().all(char::is_lowercase);
    (hyphenated && is_small && all_capitals(first) && first.len() >= 3).then(|| first.chars().count())
}

/// Whether the letters are a number in Roman numerals, as resolutions and chapters carry them.
pub(super) fn is_roman(letters: &[Letter]) -> bool {
    letters.iter().all(|letter| matches!(letter.base, 'i' | 'v' | 'x' | 'l' | 'c' | 'd' | 'm'))
}
