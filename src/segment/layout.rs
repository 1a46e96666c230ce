//! Which lines make one paragraph.
//!
//! A line end is either a *wrap*, put where the line was full, or a *break*, put where the writer wanted it. Lines
//! that were wrapped are filled to a common width: the first word of the next line would not have fitted. So
//! the widths of the lines of a whole text say which of the two its line ends are.

use super::item;
use super::line::Line;
use std::ops::Range;

/// Wider lines than this, in characters, are paragraphs of their own.
const WIDEST: usize = 130;
/// Narrower ones are verse, lists and addresses.
const NARROWEST: usize = 40;
/// A line counts as full if the next word would have carried it to this share of the width; the rest allows
/// for hyphenation and for the proportional type that lines were set in.
const FULL: f64 = 0.9;
/// At least this share of the lines in question must be full for the text to count as wrapped.
const MOSTLY: f64 = 0.6;

/// Groups lines into paragraphs, in order.
pub(super) fn paragraphs(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let width = wrap_width(lines);
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for next in 1..=lines.len() {
        if next == lines.len() || !joins(&lines[next - 1], &lines[next], width) {
            paragraphs.push(start..next);
            start = next;
        }
    }
    if lines.is_empty() { Vec::new() } else { paragraphs }
}

/// The width that the text was wrapped at, if it was.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let pairs = || lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.gap);
    let mut lengths: Vec<usize> = pairs().map(|(line, _)| line.length).collect();
    if lengths.is_empty() {
        return None;
    }
    let ninth_tenth = (lengths.len() - 1) * 9 / 10;
    let width = *lengths.select_nth_unstable(ninth_tenth).1;
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let over = lines.iter().filter(|line| line.length * 2 > width * 3).count();
    let full = pairs().filter(|(line, next)| is_full(line, next, width)).count();
    let wrapped = over * 5 <= lines.len() && full as f64 >= MOSTLY * lengths.len() as f64;
    wrapped.then_some(width)
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    let word = next.text.split(char::is_whitespace).next().map_or(0, |word| word.chars().count());
    (line.length + 1 + word) as f64 >= FULL * width as f64
}

/// Whether `next` goes on with the paragraph of `line`.
fn joins(line: &Line<'_>, next: &Line<'_>, width: Option<usize>) -> bool {
    if next.gap || starts_item(line, next) {
        return false;
    }
    let small = next.text.starts_with(char::is_lowercase);
    let ended = ends_sentence(line.text);
    if small && !ended && !line.text.ends_with(':') && (line.length >= 30 || width.is_some()) {
        return true;
    }
    let Some(width) = width else { return false };
    if line.text.ends_with(['-', '\u{AD}']) {
        return true;
    }
    if is_full(line, next, width) {
        return !(ended && next.indented && !line.indented);
    }
    // A line with room left: the end of a paragraph, or of a title.
    let title = line.length * 10 < width * 6 && !small && !ends_open(line.text) && is_capitalised(line.text);
    !(ended || line.text.ends_with([':', ';']) || title)
}

/// Items start a block wherever they stand, but a dash or star may also have been carried to a new line.
fn starts_item(line: &Line<'_>, next: &Line<'_>) -> bool {
    match item::marker(next.text) {
        Some(item::Marker::Dash) => {
            line.text.ends_with(['.', ':', ';', ',']) || item::marker(line.text) == Some(item::Marker::Dash)
        }
        Some(item::Marker::Number { tabbed: false, .. }) => {
            ends_sentence(line.text) || line.text.ends_with([':', ';'])
        }
        Some(item::Marker::Letter) => {
            line.text.ends_with(['.', ':', ';', ',']) || line.text.ends_with(" and")
        }
        Some(_) => true,
        None => false,
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']).ends_with(['.', '?', '!', '…'])
}

/// Whether two of three words begin with a capital, particles and short words aside.
pub(super) fn is_capitalised(text: &str) -> bool {
    let (mut capitals, mut words) = (0, 0);
    for word in text.split(|character: char| !character.is_alphanumeric()).filter(|word| word.len() > 3) {
        words += 1;
        capitals += usize::from(word.starts_with(char::is_uppercase));
    }
    words > 0 && capitals * 3 >= words * 2
}

/// Whether a line ends with a word or mark that asks for more.
pub(super) fn ends_open(text: &str) -> bool {
    const OPEN: [&str; 16] = [
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to",
        "with",
    ];
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    text.ends_with(',') || OPEN.contains(&last)
}
