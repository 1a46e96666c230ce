//! Letters of an acronym laid against the words of a name.
//!
//! Dynamic programming over words and letters, from the last word back. Each letter is taken from a word or
//! dropped, each word gives letters or is passed over; the cheapest way wins. Costs are in tenths of a letter:
//! initials of content words are free, inner letters, function words, and above all content words passed over cost.
//! Weights were set by hand on country reports, security strategies and Security Council resolutions.

use super::short::{Letter, Shape, has_word};
use super::words::{Words, is_function};
use crate::segment::TokenKind;
use std::ops::Range;

/// What no alignment costs.
const NEVER: u32 = 100_000;
/// A letter that no word gives.
const DROPPED: u32 = 30;
/// A content word that gives no letter.
const PASSED_OVER: u32 = 22;

/// The best long form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alignment {
    pub(super) long: Range<usize>,
    pub(super) cost: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Content,
    Function,
    /// Stands behind a hyphen.
    Part,
    Number,
    Comma,
    /// Hyphens, slashes, quotes.
    Sign,
}

struct Word {
    at: usize,
    letters: Vec<char>,
    role: Role,
    /// What it costs to pass it over.
    skip: u32,
    /// The digits it stands for: `seven`.
    figure: &'static str,
    capitals: bool,
}

/// How many tokens may stand between a long form and its bracket.
const LONGEST_REST: usize = 4;
/// The cost per letter up to which an alignment is close.
const CLOSE: u32 = 5;

/// Aligns `letters` with a long form that starts anywhere in `window` and ends with it; where small words at
/// its end give no letter and the rest fits closely, it ends before them (`Comprehensive Test Ban Treaty process (CTBT)`).
pub(super) fn align(words: &Words, window: Range<usize>, letters: &[Letter]) -> Option<Alignment> {
    let best = from_anywhere(words, window.clone(), letters)?;
    let mut rest = 0;
    for end in (window.end.saturating_sub(LONGEST_REST)..window.end).rev() {
        rest += PASSED_OVER * u32::from(words.kind(end) == TokenKind::Word && !is_function(words.norm(end)));
        if rest > best.cost || words.capital(end) {
            break;
        }
        if rest == 0 || end < best.long.start + 2 || !words.capital(end - 1) {
            continue;
        }
        let shorter = align_whole(words, best.long.start..end, letters);
        if shorter.is_some_and(|cost| cost + rest <= best.cost && fits_closely(cost, letters)) {
            return Some(Alignment { long: best.long.start..end, cost: best.cost });
        }
    }
    Some(best)
}

fn from_anywhere(words: &Words, window: Range<usize>, letters: &[Letter]) -> Option<Alignment> {
    let table = Table::new(words, window.clone(), letters);
    let mut best: Option<Alignment> = None;
    for i in (0..table.words.len()).rev() {
        let cost = table.start_cost(i);
        if best.as_ref().is_none_or(|best| cost < best.cost) {
            best = Some(Alignment { long: table.words[i].at..window.end, cost });
        }
    }
    best.filter(|best| best.cost < NEVER)
}

/// The cost of aligning `letters` with exactly the words of `window`.
pub(super) fn align_whole(words: &Words, window: Range<usize>, letters: &[Letter]) -> Option<u32> {
    let table = Table::new(words, window, letters);
    let cost = (!table.words.is_empty()).then(|| table.start_cost(0));
    cost.filter(|&cost| cost < NEVER)
}

/// Whether so little was paid that nearly all letters are initials of neighbouring words.
pub(super) fn fits_closely(cost: u32, letters: &[Letter]) -> bool {
    u32::try_from(letters.len()).is_ok_and(|n| cost <= CLOSE * n)
}

/// The highest cost at which an acronym is believed.
pub(super) fn limit(letters: &[Letter], shape: Shape) -> u32 {
    let n = u32::try_from(letters.len()).unwrap_or(0);
    match (shape, n) {
        (Shape::Title, _) => 4 * n,
        _ if has_word(letters) => 15 * n,
        (_, 0 | 1) => 0,
        (_, 2) => 10,
        (_, 3) => 23,
        (_, 4) => 38,
        _ => 11 * n,
    }
}

struct Table<'l> {
    words: Vec<Word>,
    letters: &'l [Letter],
    /// Whether small letters of the acronym say that they are no initials (`AfDB`).
    mixed: bool,
    /// The cheapest way to lay the letters from `j` on against the words from `i` on.
    best: Vec<u32>,
}

impl<'l> Table<'l> {
    fn new(words: &Words, window: Range<usize>, letters: &'l [Letter]) -> Self {
        let words = candidates(words, window);
        let mixed = letters.iter().any(|letter| letter.base.is_alphabetic() && !letter.upper);
        let width = letters.len() + 1;
        let mut table = Self { best: vec![NEVER; (words.len() + 1) * width], words, letters, mixed };
        // Behind the last word the letters left over are dropped.
        for (best, left) in table.best.iter_mut().rev().take(width).zip(0..) {
            *best = DROPPED * left;
        }
        for i in (0..table.words.len()).rev() {
            for j in (0..width).rev() {
                table.best[i * width + j] = table.cheapest(i, j);
            }
        }
        table
    }

    fn at(&self, i: usize, j: usize) -> u32 {
        self.best[i * (self.letters.len() + 1) + j]
    }

    fn cheapest(&self, i: usize, j: usize) -> u32 {
        let mut cheapest = self.at(i + 1, j).saturating_add(self.words[i].skip);
        if j < self.letters.len() {
            self.takes(i, j, |n, cost, _| cheapest = cheapest.min(cost + self.at(i + 1, j + n)));
            if j > 0 {
                cheapest = cheapest.min(DROPPED + self.at(i, j + 1));
            }
        }
        cheapest.min(NEVER)
    }

    /// The cost of a long form that starts with word `i`, which gives the first letter by its own first.
    fn start_cost(&self, i: usize) -> u32 {
        let mut cheapest = NEVER;
        // `SIP-Stimulating Initiatives`: a name may start behind the acronym of another.
        let start = match self.words[i].role {
            Role::Content | Role::Number => true,
            Role::Part => i >= 2 && self.words[i - 2].capitals,
            _ => false,
        };
        if start {
            self.takes(i, 0, |n, cost, initial| {
                if initial {
                    cheapest = cheapest.min(cost + self.at(i + 1, n));
                }
            });
        }
        cheapest
    }

    /// Calls `each` with every number of letters from `j` on that word `i` can give, the cost, and whether the
    /// first of them is its initial.
    fn takes(&self, i: usize, j: usize, mut each: impl FnMut(usize, u32, bool)) {
        let (word, letters) = (&self.words[i], &self.letters[j..]);
        let small = self.mixed && !letters[0].upper;
        if !word.figure.is_empty() && starts_with(letters, word.figure.chars()) {
            each(word.figure.len(), 1, true);
        }
        if word.role == Role::Number {
            if starts_with(letters, word.letters.iter().copied()) {
                each(word.letters.len(), 0, true);
            }
            return;
        }
        let Some(&first) = word.letters.first() else { return };
        if first == letters[0].base {
            let cost = match word.role {
                Role::Function if small || first == '&' => 0,
                Role::Function => 3,
                _ if small => 10,
                _ => 0,
            };
            self.extend(word, letters, (0, cost), |n, cost| each(n, cost, true));
        } else if letters[0].base == 'x' && word.letters.starts_with(&['e', 'x']) {
            self.extend(word, letters, (1, 3), |n, cost| each(n, cost, true));
        } else if letters[0].base == '&' && word.letters == ['a', 'n', 'd'] {
            each(1, 0, false);
        } else if word.role != Role::Function && word.letters.len() >= 4 {
            let inner = word.letters.iter().position(|&letter| letter == letters[0].base);
            if let Some(place) = inner {
                self.extend(word, letters, (place, if small { 10 } else { PASSED_OVER }), |n, cost| {
                    each(n, cost, false)
                });
            }
        }
    }

    /// Goes on taking inner letters of a word behind the one at `place`, each at the nearest place.
    fn extend(
        &self,
        word: &Word,
        letters: &[Letter],
        (mut place, mut cost): (usize, u32),
        mut each: impl FnMut(usize, u32),
    ) {
        each(1, cost);
        for (n, letter) in letters.iter().enumerate().skip(1) {
            let Some(gap) = word.letters[place + 1..].iter().position(|&other| other == letter.base) else {
                return;
            };
            let small = self.mixed && !letter.upper;
            cost += match (gap, small) {
                (0, _) if word.capitals => 0,
                (0, true) => 1,
                (0, false) => 6,
                (_, true) => 3,
                (_, false) => 10,
            };
            place += 1 + gap;
            each(n + 1, cost);
        }
    }
}

fn starts_with(letters: &[Letter], digits: impl Iterator<Item = char>) -> bool {
    let mut letters = letters.iter();
    let mut digits = digits.peekable();
    digits.peek().is_some() && digits.all(|digit| letters.next().is_some_and(|letter| letter.base == digit))
}

/// The words of a window, with what it costs to pass each over.
fn candidates(words: &Words, window: Range<usize>) -> Vec<Word> {
    let mut listed = false;
    let mut found: Vec<Word> = window
        .clone()
        .rev()
        .map(|at| {
            let norm = words.norm(at);
            listed |= matches!(norm, "and" | "or" | "&");
            let behind_hyphen =
                at > window.start && words.kind(at - 1) == TokenKind::Dash && words.joined(at - 1);
            let role = match words.kind(at) {
                TokenKind::Number => Role::Number,
                _ if norm == "," => Role::Comma,
                _ if is_function(norm) && !(norm == "all" && words.capital(at)) => Role::Function,
                TokenKind::Word if behind_hyphen => Role::Part,
                TokenKind::Word => Role::Content,
                _ => Role::Sign,
            };
            let skip = match role {
                Role::Content if matches!(norm, "united" | "nations" | "un") => 5,
                Role::Content => PASSED_OVER,
                Role::Number => 12,
                Role::Part => 4,
                Role::Comma if listed => 3,
                Role::Comma => 15,
                Role::Function | Role::Sign => 0,
            };
            let stem = norm.trim_end_matches("'s");
            let letters = stem
                .chars()
                .filter(|it| it.is_alphanumeric() || *it == '&')
                .map(super::short::base)
                .collect();
            let capitals = super::short::all_capitals(words.surface(at));
            Word { at, letters, role, skip, figure: figure(norm), capitals }
        })
        .collect();
    found.reverse();
    found
}

/// The digits that a word is written for.
fn figure(norm: &str) -> &'static str {
    match norm {
        "one" | "first" => "1",
        "two" | "second" | "to" => "2",
        "three" | "third" => "3",
        "four" | "fourth" | "for" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "ten" => "10",
        "twenty" => "20",
        _ => "",
    }
}
