//! Definitions with one of their forms in brackets.

use super::align::{align, align_whole, fits_closely, limit};
use super::name::{initials, name_before, names_a_body};
use super::short::{
    Letter, Shape, all_capitals, has_word, is_roman, letters, whole_word, without_number, without_word,
};
use super::words::{Words, is_function};
use super::{Definition, ShortForm};
use crate::segment::TokenKind;
use std::ops::Range;

/// How many tokens a bracket may hold.
const LONGEST_BRACKET: usize = 28;
/// How many tokens before a bracket are looked at.
const LONGEST_NAME: usize = 30;
/// How many short forms a bracket may hold.
const MOST_PARTS: usize = 4;

/// Reads the bracket that opens at `open` and adds what it defines.
pub(super) fn read(words: &Words, sentence: Range<usize>, open: usize, found: &mut Vec<Definition>) {
    let Some(close) = closing(words, open, sentence.end) else { return };
    let parts = parts(words, open + 1..close);
    let outside = before(words, sentence.start, open);
    let mut long: Option<Range<usize>> = None;
    for (nth, part) in parts.iter().enumerate() {
        let bare = bare(words, part.clone());
        let led = nth == 0 || self::bare(words, parts[nth - 1].clone()).is_empty();
        let defined = match &long {
            Some(long) => long_form(words, long.clone(), bare.clone()).map(|_| long.clone()),
            None if led => long_form(words, outside.clone(), bare.clone()),
            None => aligned(words, self::bare(words, parts[nth - 1].clone()), bare.clone()),
        };
        if let Some(defined) = defined {
            found.push(Definition { short: bare, long: defined.clone(), form: ShortForm::Acronym });
            long = Some(defined);
        } else if let Some((short, named)) = short_name(words, part.clone(), outside.clone(), long.clone()) {
            found.push(Definition { short, long: named, form: ShortForm::Name });
        }
    }
    if long.is_none() {
        found.extend(reversed(words, outside, open + 1..close));
    }
}

/// The token that closes the bracket; `None` if another opens before or it is far.
fn closing(words: &Words, open: usize, end: usize) -> Option<usize> {
    let far = end.min(open + 2 + LONGEST_BRACKET);
    let at = (open + 1..far).find(|&at| matches!(words.surface(at), "(" | ")" | "[" | "]"))?;
    (matches!(words.surface(at), ")" | "]") && at > open + 1).then_some(at)
}

/// The tokens before a bracket that may be its long form: up to the last sign that no name goes over.
fn before(words: &Words, start: usize, open: usize) -> Range<usize> {
    let mut end = open;
    while end > start && (words.quote(end - 1) || words.surface(end - 1) == ",") {
        end -= 1;
    }
    let from = start.max(end.saturating_sub(LONGEST_NAME));
    let mut first = end;
    while first > from {
        let at = first - 1;
        let inner = if words.surface(at) == ")" { qualifier(words, from..at) } else { None };
        match inner {
            Some(opening) => first = opening,
            None if stops(words, at) => break,
            None => first = at,
        }
    }
    first..end
}

fn stops(words: &Words, at: usize) -> bool {
    let sign = words.surface(at);
    matches!(sign, ";" | ":" | "(" | ")" | "[" | "]" | "?" | "!" | "…" | "—" | "–" | "--" | "=" | "•" | "*")
        || words.quote(at) && !words.plural_possessive(at)
}

/// Where a bracket opens that belongs to a name and closes behind `range`: `Firearms (Amendment) Act`.
fn qualifier(words: &Words, range: Range<usize>) -> Option<usize> {
    let near = range.start.max(range.end.saturating_sub(5))..range.end;
    let open = near.clone().rev().find(|&at| words.surface(at) == "(")?;
    let inside = open + 1..range.end;
    let titled = |word: &str| word.chars().filter(|letter| letter.is_uppercase()).count() == 1;
    let part = |at: usize| words.capital(at) && titled(words.surface(at)) || is_function(words.norm(at));
    let goes_on = words.capital(range.end + 1);
    (goes_on && !inside.is_empty() && inside.into_iter().all(part)).then_some(open)
}

/// The parts of a bracket: `ITU or the Union`, `in French: OIF`.
fn parts(words: &Words, inside: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = inside.start;
    for at in inside.clone() {
        // `(OR)` is an acronym.
        if matches!(words.norm(at), "," | ";" | ":" | "or") && !all_capitals(words.surface(at)) {
            parts.push(start..at);
            start = at + 1;
        }
    }
    parts.push(start..inside.end);
    parts.retain(|part| !part.is_empty());
    parts.truncate(MOST_PARTS);
    parts
}

/// The part without quotes and what introduces a short form (`hereinafter referred to as the`).
fn bare(words: &Words, part: Range<usize>) -> Range<usize> {
    let leads = |at: usize| introduces(words.norm(at)) && !all_capitals(words.surface(at));
    let start = part.clone().find(|&at| !words.quote(at) && !leads(at)).unwrap_or(part.end);
    let mut end = part.end;
    while end > start && words.quote(end - 1) {
        end -= 1;
    }
    start..end
}

fn introduces(norm: &str) -> bool {
    announces(norm)
        || matches!(
            norm,
            "the"
                | "as"
                | "to"
                | "in"
                | "by"
                | "its"
                | "an"
                | "also"
                | "formerly"
                | "previously"
                | "i.e."
                | "e.g."
                | "acronym"
                | "acronyms"
                | "abbreviation"
                | "initials"
                | "french"
                | "spanish"
                | "english"
                | "german"
                | "russian"
                | "portuguese"
                | "arabic"
                | "italian"
        )
}

/// Words that say that a short form follows.
fn announces(norm: &str) -> bool {
    matches!(
        norm,
        "hereinafter"
            | "hereafter"
            | "henceforth"
            | "called"
            | "known"
            | "referred"
            | "abbreviated"
            | "abbr"
            | "termed"
            | "below"
    )
}

/// What an acronym in brackets stands for: the words that its letters fit best, else the whole name of a body.
fn long_form(words: &Words, window: Range<usize>, short: Range<usize>) -> Option<Range<usize>> {
    let (shape, letters) = letters(words, short.clone())?;
    let fitting = aligned(words, window.clone(), short.clone())
        .map(|long| of_the_united_nations(words, window.start, long, &letters));
    if fitting.is_some() || shape == Shape::Title || no_end(words, &window, &letters) {
        return fitting;
    }
    let symbol = words.surfaces(short.clone()).contains('/');
    match without_number(words, short) {
        // `(COM6/10)` is the number of a document.
        Some(before) => compound(words, window.clone(), &letters[..before])
            .or_else(|| if symbol { None } else { foreign(words, window, &letters[..before]) }),
        None => foreign(words, window, &letters),
    }
}

/// The long form with *United Nations* before it, whose letters stand in another order in other languages: `ONUCA`.
fn of_the_united_nations(words: &Words, from: usize, long: Range<usize>, letters: &[Letter]) -> Range<usize> {
    let start = long.start.saturating_sub(2).max(from);
    let named =
        long.start - start == 2 && words.norm(start) == "united" && words.norm(start + 1) == "nations";
    let given = ['o', 'n', 'u'].iter().zip(letters).all(|(base, letter)| *base == letter.base);
    if named && given { start..long.end } else { long }
}

/// Whether nothing that ends the window ends a name: a small word does only if it is a letter that the acronym
/// repeats (`Operation in Tolvania I (UNOT I)`).
fn no_end(words: &Words, window: &Range<usize>, letters: &[Letter]) -> bool {
    let Some(last) = window.clone().next_back() else { return true };
    let repeated = letters.last().is_some_and(|it| it.upper && words.norm(last).chars().eq([it.base]));
    is_function(words.norm(last)) && !(repeated && words.capital(last))
}

/// The words that the letters of the acronym fit best, with its number or without.
fn aligned(words: &Words, window: Range<usize>, short: Range<usize>) -> Option<Range<usize>> {
    let (shape, letters) = letters(words, short.clone())?;
    let whole_word = whole_word(words, short.clone(), &letters);
    let fitting = |letters: &[Letter]| {
        let best = align(words, window.clone(), letters).filter(|best| best.cost <= limit(letters, shape))?;
        let holds =
            |word: &str| best.long.clone().any(|at| words.surface(at) == word || words.norm(at) == word);
        let is_right = !holds(words.surfaces(short.clone()))
            && (fits_closely(best.cost, letters) || whole_word.is_none_or(holds));
        Some(best.long.clone()).filter(|long| is_right && plausible(words, long.clone(), letters))
    };
    if no_end(words, &window, &letters) {
        return None;
    }
    let numbered =
        || fitting(&letters[..without_number(words, short.clone()).filter(|_| shape == Shape::Capitals)?]);
    let prefixed = || fitting(&letters[prefix(words, short.clone())?..]);
    let qualifying = || fitting(&letters[..without_word(words, short.clone())?]);
    fitting(&letters).or_else(numbered).or_else(prefixed).or_else(qualifying)
}

/// How many letters of the acronym say whose it is, of at least three more: the `UN` of `UN-GGIM`, `UN/ISDR`.
fn prefix(words: &Words, short: Range<usize>) -> Option<usize> {
    let (first, rest) =
        (words.surface(short.start), words.surfaces((short.start + 2).min(short.end)..short.end));
    let sign = short.len() == 3 && matches!(words.surface(short.start + 1), "-" | "/");
    (sign && all_capitals(first) && all_capitals(rest) && rest.len() >= 3).then(|| first.chars().count())
}

/// The name of a compound before its code: `trichlorofluoromethane (CFC-11)`.
fn compound(words: &Words, window: Range<usize>, letters: &[Letter]) -> Option<Range<usize>> {
    let name = joined_before(words, window)?;
    let written = words.surfaces(name.clone());
    let long = name.clone().any(|at| words.kind(at) == TokenKind::Word && words.norm(at).len() >= 10);
    let holds = |letter: &Letter| letter.upper && written.contains(letter.base);
    (long && letters.iter().all(holds)).then_some(name)
}

/// Whether a long form that fits is one: two words, or one small word of a short acronym (`television (TV)`).
fn plausible(words: &Words, long: Range<usize>, letters: &[Letter]) -> bool {
    let content: Vec<usize> =
        long.filter(|&at| words.kind(at) == TokenKind::Word && !is_function(words.norm(at))).collect();
    match content[..] {
        [] => false,
        [only] => letters.len() <= 4 && !words.capital(only) && words.norm(only).len() > 2 * letters.len(),
        _ => true,
    }
}

/// The whole name before the bracket, if the acronym may be its form in another language or order.
fn foreign(words: &Words, window: Range<usize>, letters: &[Letter]) -> Option<Range<usize>> {
    let name = name_before(words, window)?;
    let plain =
        letters.iter().all(|letter| letter.upper) || has_word(letters) && words.norm(name.start) == "united";
    let initials = initials(words, name.clone(), letters);
    let shuffled = initials == letters.len();
    let as_many = capitals(words, name.clone()).abs_diff(letters.len()) <= 1;
    let alike = initials * 5 >= letters.len() * 3 || as_many && initials * 2 >= letters.len();
    let foreign = letters.len() >= 3
        && !is_roman(letters)
        && !is_cited(words, letters)
        && names_a_body(words, name.clone());
    (plain && (shuffled || letters.len() >= 4 && alike || foreign))
        .then(|| contributing(words, name, letters))
}

/// How many content words of a name have a capital.
fn capitals(words: &Words, name: Range<usize>) -> usize {
    name.filter(|&at| words.capital(at) && !is_function(words.norm(at))).count()
}

/// The name from the word that gives the first letter of the acronym, if those before it give nothing.
fn contributing(words: &Words, name: Range<usize>, letters: &[Letter]) -> Range<usize> {
    let all = initials(words, name.clone(), letters);
    let starts = name.clone().filter(|&at| words.capital(at) && !is_function(words.norm(at)));
    let keeps = |start: &usize| initials(words, *start..name.end, letters) == all;
    let first = |at: &usize| words.norm(*at).starts_with(letters[0].base);
    let start = starts.take_while(keeps).filter(first).last().filter(|_| 2 * all >= letters.len());
    start.unwrap_or(name.start)..name.end
}

/// Whether the letters are those of a state or union that is cited so behind the names of people and bodies.
fn is_cited(words: &Words, letters: &[Letter]) -> bool {
    let written: String = letters.iter().map(|letter| letter.base).collect();
    words.lists.cited.contains(written.as_str())
}

/// `the Union`, `hereinafter "the Mission"`: words of the name before the bracket.
fn short_name(
    words: &Words,
    part: Range<usize>,
    window: Range<usize>,
    long: Option<Range<usize>>,
) -> Option<(Range<usize>, Range<usize>)> {
    let announced = part.clone().any(|at| announces(words.norm(at)));
    let quoted = part.clone().any(|at| words.quote(at));
    let article = words.norm(part.start) == "the"
        || part.clone().any(|at| words.quote(at) && at + 1 < part.end && words.norm(at + 1) == "the");
    let short = bare(words, part);
    let named = short.clone().any(|at| words.capital(at)) && short.len() <= 5 && !short.is_empty();
    if !named || !(announced || quoted || article && long.is_some()) || window.is_empty() {
        return None;
    }
    let long = long.or_else(|| name_before(words, window))?;
    let head = words.norm(short.end - 1);
    let part_of_it = long.clone().any(|at| words.norm(at) == head);
    (part_of_it && words.surfaces(short.clone()) != words.surfaces(long.clone())).then_some((short, long))
}

/// `FOC (Freedom Online Coalition)`.
fn reversed(words: &Words, window: Range<usize>, inside: Range<usize>) -> Option<Definition> {
    let inside = bare(words, inside);
    let end = inside.clone().find(|&at| words.norm(at) == ";").unwrap_or(inside.end);
    let long = inside.start..end;
    if long.len() < 2 || window.is_empty() {
        return None;
    }
    let short = joined_before(words, window)?;
    let (shape, letters) = letters(words, short.clone()).filter(|(shape, _)| *shape == Shape::Capitals)?;
    let commas = long.clone().filter(|&at| words.norm(at) == ",");
    let ends = std::iter::once(long.end).chain(commas);
    for end in ends.take(MOST_PARTS) {
        let long = long.start..end;
        let fits =
            align_whole(words, long.clone(), &letters).is_some_and(|cost| cost <= limit(&letters, shape));
        if fits && plausible(words, long.clone(), &letters) {
            return Some(Definition { short, long, form: ShortForm::Acronym });
        }
    }
    let name = name_before(words, long.clone()).filter(|name| *name == long)?;
    let alike = letters.len() >= 4 && initials(words, name.clone(), &letters) * 5 >= letters.len() * 3;
    (alike && names_a_body(words, name)).then_some(Definition { short, long, form: ShortForm::Acronym })
}

/// The last word of the window with what is joined to it by hyphens.
pub(super) fn joined_before(words: &Words, window: Range<usize>) -> Option<Range<usize>> {
    let mut start = window.end.checked_sub(1).filter(|_| !window.is_empty())?;
    while start > window.start && words.joined(start - 1) && window.end - start < 12 {
        start -= 1;
    }
    Some(start..window.end)
}
