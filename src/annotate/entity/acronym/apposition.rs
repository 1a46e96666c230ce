//! Definitions without brackets: `FOC, the Freedom Online Coalition`, `Freedom Online Coalition, or FOC,`,
//! `FOC = Freedom Online Coalition`. Nothing but the letters tells them from lists, so they must fit closely.

use super::align::{align, align_whole};
use super::bracket::joined_before;
use super::short::{Letter, Shape, letters};
use super::words::{Words, is_function};
use super::{Definition, ShortForm};
use crate::segment::TokenKind;
use std::ops::Range;

/// How many tokens a long form may have.
const LONGEST_NAME: usize = 24;

/// Reads what stands beside the word of capitals at `at`.
pub(super) fn read(words: &Words, sentence: Range<usize>, at: usize, found: &mut Vec<Definition>) {
    let mut end = at + 1;
    while end < sentence.end && words.joined(end - 1) && is_part(words, end) && end - at < 5 {
        end += 1;
    }
    let next = if end < sentence.end { words.surface(end) } else { "" };
    let before = if at > sentence.start { words.norm(at - 1) } else { "" };
    let follows = matches!(next, "," | "=" | "–" | "—" | "-" | "--");
    let led = matches!(before, "," | "or") || matches!(before, "as" | "the") && at > sentence.start + 1;
    if !follows && !led {
        return;
    }
    let Some(short) = joined_before(words, sentence.start.max(end.saturating_sub(5))..end) else { return };
    let Some((Shape::Capitals, letters)) = letters(words, short.clone()) else { return };
    let long = if follows { after(words, end + 1..sentence.end, next == "=", &letters) } else { None };
    let long = long.or_else(|| if led { ahead(words, sentence.start..short.start, &letters) } else { None });
    found.extend(long.map(|long| Definition { short, long, form: ShortForm::Acronym }));
}

fn is_part(words: &Words, at: usize) -> bool {
    matches!(words.kind(at), TokenKind::Word | TokenKind::Number)
        || matches!(words.surface(at), "-" | "&" | "/")
}

/// How much an alignment may cost here: next to nothing, so initials only.
fn close(letters: &[Letter]) -> u32 {
    match letters.len() {
        0..3 => 0,
        3 => 3,
        _ => 12,
    }
}

/// The long form that follows; behind a comma or dash it needs *the*, *or* or the like.
fn after(words: &Words, rest: Range<usize>, equals: bool, letters: &[Letter]) -> Option<Range<usize>> {
    let leads = |at: &usize| {
        matches!(words.norm(*at), "the" | "or" | "which" | "stands" | "for" | "short" | "i.e." | "a" | "an")
    };
    let start = rest.clone().find(|at| !leads(at))?;
    if letters.len() < 3 && !equals || start == rest.start && !equals || start > rest.start + 5 {
        return None;
    }
    let far = rest.end.min(start + LONGEST_NAME);
    let next_entry = |at: usize| equals && at + 1 < rest.end && words.surface(at + 1) == "=";
    let stops = |at: &usize| {
        next_entry(*at)
            || !(matches!(words.kind(*at), TokenKind::Word | TokenKind::Number)
                || words.surface(*at) == "-"
                || words.surface(*at) == "&")
    };
    let opened = |end: usize| (start..end).any(|at| words.surface(at) == "(");
    let closed = |end: usize| if words.surface(end) == ")" && opened(end) { end + 1 } else { end };
    let last = (rest.end == far).then_some(far);
    let mut ends = (start + 1..far).filter(stops).map(closed).chain(last).take(3);
    let limit = if equals { 8 * u32::try_from(letters.len()).ok()? } else { close(letters) };
    let end = ends.find(|&end| align_whole(words, start..end, letters).is_some_and(|cost| cost <= limit))?;
    let n_content = (start..end).filter(|&at| !is_function(words.norm(at))).count();
    let one_word = equals && letters.len() <= 3;
    (n_content >= 2 || one_word).then_some(start..end)
}

/// The long form that stands before the acronym and `, or`, `, known as`.
fn ahead(words: &Words, sentence: Range<usize>, letters: &[Letter]) -> Option<Range<usize>> {
    let leads = |at: &usize| {
        words.quote(*at)
            || matches!(words.norm(*at), "," | "or" | "the" | "as" | "known" | "called" | "also" | "better")
    };
    let end = sentence.clone().rev().find(|at| !leads(at))? + 1;
    if letters.len() < 3 || sentence.end - end > 6 || !(end..sentence.end).any(|at| words.norm(at) == ",") {
        return None;
    }
    let window = sentence.start.max(end.saturating_sub(LONGEST_NAME))..end;
    let best = align(words, window, letters).filter(|best| best.cost <= close(letters))?;
    let capitals = best.long.clone().filter(|&at| words.capital(at)).count();
    (best.long.end == end && capitals >= 2 && words.capital(best.long.start) && words.capital(end - 1))
        .then_some(best.long)
}
