//! Which lines make one paragraph.
//!
//! A line end is either a *wrap*, put where the line was full, or a *break*, put where the writer wanted it. Lines
//! that were wrapped are filled to a common width: the first word of the next line would not have fitted. So
//! the widths of the lines of a whole text say which of the two its line ends are.

use super::item;
use super::line::Line;
use super::running_heads::RunningHeads;
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

/// Shorter lines, in characters, are not taken to go on without a sign of wrapping.
const SHORTEST_OPEN: usize = 30;

/// Lines that make one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lines {
    /// Which.
    pub(crate) lines: Range<usize>,
    /// Those of them that a page break put into a sentence, in order.
    pub(crate) furniture: Vec<usize>,
}

/// Groups lines into paragraphs, in order.
pub(crate) fn paragraphs(lines: &[Line<'_>]) -> Vec<Lines> {
    let width = wrap_width(lines);
    let heads = RunningHeads::of(lines);
    let mut paragraphs = Vec::new();
    let (mut start, mut next) = (0, 1);
    let mut furniture = Vec::new();
    while next <= lines.len() && start < lines.len() {
        let behind_page_break =
            || Some(heads.page_break_end(next)).filter(|&end| end > next && end < lines.len());
        if let Some(end) = behind_page_break().filter(|&end| goes_on(&lines[next - 1], &lines[end], width)) {
            furniture.extend(next..end);
            next = end + 1;
        } else if next < lines.len()
            && !heads.is_of_page(next - 1)
            && !heads.is_of_page(next)
            && joins(&lines[next - 1], &lines[next], width)
        {
            next += 1;
        } else {
            paragraphs.push(Lines { lines: start..next, furniture: std::mem::take(&mut furniture) });
            (start, next) = (next, next + 1);
        }
    }
    paragraphs
}

/// Whether the sentence at the end of `line` goes on with `next`, on the following page. The furniture between
/// them then lies inside the paragraph: better a page number in a sentence than a sentence in two halves.
fn goes_on(line: &Line<'_>, next: &Line<'_>, width: Option<usize>) -> bool {
    let open = !ends_sentence(line.text) && !line.text.ends_with([':', ';']);
    let asks = ends_open(line.text) || width.is_some_and(|width| is_full(line, next, width));
    open && line.length >= SHORTEST_OPEN && (asks || next.text.starts_with(char::is_lowercase))
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
    if is_parted(line.text) && next.text.starts_with(char::is_alphabetic) {
        return true;
    }
    if small && !ended && !line.text.ends_with(':') && (line.length >= SHORTEST_OPEN || width.is_some()) {
        return true;
    }
    let Some(width) = width else { return false };
    if is_full(line, next, width) {
        return !(ended && next.indented && !line.indented);
    }
    // A line with room left: the end of a paragraph, or of a title.
    let title = line.length * 10 < width * 6 && !small && !ends_open(line.text) && is_capitalised(line.text);
    !(ended || line.text.ends_with([':', ';']) || title)
}

/// Whether a line ends within a word.
fn is_parted(text: &str) -> bool {
    text.strip_suffix(['-', '\u{AD}', '\u{2010}']).is_some_and(|rest| rest.ends_with(char::is_alphabetic))
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

/// Whether a line ends with the end of a sentence.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']).ends_with(['.', '?', '!', '…'])
}

/// Whether two of three words begin with a capital, particles and short words aside.
pub(crate) fn is_capitalised(text: &str) -> bool {
    let (mut capitals, mut words) = (0, 0);
    for word in text.split(|character: char| !character.is_alphanumeric()).filter(|word| word.len() > 3) {
        words += 1;
        capitals += usize::from(word.starts_with(char::is_uppercase));
    }
    words > 0 && capitals * 3 >= words * 2
}

/// Whether a line ends with a word or mark that asks for more.
pub(crate) fn ends_open(text: &str) -> bool {
    const OPEN: [&str; 16] = [
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to",
        "with",
    ];
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    text.ends_with(',') || OPEN.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::lines;

    fn parts(text: &str) -> Vec<String> {
        let lines = lines(text);
        let join = |it: Lines| {
            let kept = it.lines.filter(|at| !it.furniture.contains(at));
            kept.map(|at| lines[at].text).collect::<Vec<_>>().join(" ")
        };
        paragraphs(&lines).into_iter().map(join).collect()
    }

    #[test]
    fn full_lines_are_joined_and_a_short_one_ends_its_paragraph() {
        let text = "The members of the coalition reaffirm that the same\nrights that people have offline must be protected\n\
                    online. They regret every shutdown.\nStates that close networks harm their own people, and\n\
                    they harm the economies of their neighbours as well.";
        assert_eq!(parts(text).len(), 2);
        assert!(parts(text)[1].starts_with("States that close"));
    }

    #[test]
    fn lines_of_their_own_length_stay_apart() {
        assert_eq!(parts("Access for All\nDigital Rights Centre, Tallinn\nOpen Net").len(), 3);
        let long = "The members of the coalition reaffirm that the same rights apply. ".repeat(4);
        assert_eq!(parts(&format!("{long}\n{long}\n{long}")).len(), 3);
    }

    #[test]
    fn an_empty_line_ends_a_paragraph_but_a_page_break_in_a_sentence_does_not() {
        assert_eq!(parts("Networks are open\n\nthey should stay so").len(), 2);
        let text = "This is the urgent task that faces all members in the\n26/29 15-29822\n\u{c}\n02/10/2015 A/70/PV.26\n\
                    coming years of this Organization.";
        assert_eq!(
            parts(text),
            ["This is the urgent task that faces all members in the coming years of this Organization."]
        );
    }

    #[test]
    fn what_comes_again_on_every_page_is_its_head() {
        let page = |n: u32, text: &str| format!("Harbour Compact, session {n}\n{text}\n");
        let text = [
            page(1, "The members of the compact reaffirm that all the"),
            page(2, "lighthouses stay open to every ship, and that no"),
            page(3, "pilot may be turned away at night by any of the"),
        ]
        .concat();
        assert_eq!(parts(&format!("{text}ports.")).len(), 2, "the first head, and all the rest");
    }

    #[test]
    fn items_start_a_paragraph_wherever_they_stand() {
        assert_eq!(parts("We call on all States to do the following without delay:\n- keep networks open;\n- publish orders.").len(), 3);
        assert_eq!(parts("151.\tThe session opens.\n152.\tWe welcome it.").len(), 2);
    }
}
