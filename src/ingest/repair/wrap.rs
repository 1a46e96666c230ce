//! Lines of one paragraph: joined, words parted at their ends made whole, what a page break put between them left out.

use super::english::{is_ending, is_joining, is_word};
use super::hyphen::{Verdict, Wording, first_letters, last_letters};
use super::{Edit, RepairKind};
use crate::layout::{Line, Lines, lines, paragraphs};

/// Joins what was wrapped. Paragraphs are then parted by an empty line, so that nobody joins them again.
pub(super) fn edits(text: &str) -> Vec<Edit> {
    let lines = lines(text);
    let paragraphs = paragraphs(&lines);
    let mut edits = Vec::new();
    if paragraphs.len() == lines.len() {
        return edits;
    }
    let wording = Wording::of(text);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        join(&wording, &lines, paragraph, &mut edits);
        let next = paragraphs.get(at + 1).map(|next| &lines[next.lines.start]);
        if let Some(next) = next.filter(|next| !next.gap) {
            let end = lines[paragraph.lines.end - 1].span.range().end;
            let line_end = text[end..next.span.range().start].find('\n').map(|found| end + found);
            edits.extend(line_end.map(|at| Edit::new(at..at, "\n", RepairKind::HardWrap)));
        }
    }
    edits
}

fn join(wording: &Wording<'_>, lines: &[Line<'_>], paragraph: &Lines, edits: &mut Vec<Edit>) {
    let is_kept = |at: &usize| paragraph.furniture.binary_search(at).is_err();
    let kept: Vec<usize> = paragraph.lines.clone().filter(is_kept).collect();
    for pair in kept.windows(2) {
        let (line, next) = (&lines[pair[0]], &lines[pair[1]]);
        let (end, start) = (line.span.range().end, next.span.range().start);
        let edit = match parted(wording, line, next) {
            Some((hyphen, to)) => Edit::new(end - hyphen..start, to, RepairKind::LineHyphen),
            None => Edit::new(end..start, if ends_close(line) { "" } else { " " }, RepairKind::HardWrap),
        };
        let is_page_break = pair[1] > pair[0] + 1;
        let kind = if is_page_break { RepairKind::PageBreak } else { edit.kind };
        edits.push(Edit { kind, ..edit });
    }
}

/// Whether a line ends with a dash that stands close to the words on both sides.
fn ends_close(line: &Line<'_>) -> bool {
    line.text.strip_suffix('—').is_some_and(|before| !before.ends_with(char::is_whitespace))
}

/// How many bytes of hyphen end `line`, and what comes instead of them and the line end; `None` if it ends with
/// none, or with one that hangs (`short-` / `and long-term`).
fn parted(wording: &Wording<'_>, line: &Line<'_>, next: &Line<'_>) -> Option<(usize, &'static str)> {
    let hyphen = line.text.chars().next_back().filter(|it| matches!(it, '-' | '\u{2010}'))?.len_utf8();
    let (left, right) = (last_letters(&line.text[..line.text.len() - hyphen]), first_letters(next.text));
    let hangs = is_joining(right);
    if left.is_empty() || right.is_empty() || hangs {
        return None;
    }
    let is_name = right.starts_with(char::is_uppercase) && !left.chars().all(char::is_uppercase);
    let goes = match wording.between(left, right) {
        _ if is_name => false,
        Verdict::Goes => true,
        Verdict::Stays => false,
        Verdict::Unknown => !(is_word(left) && is_word(right)) || is_ending(right),
    };
    Some((hyphen, if goes { "" } else { "-" }))
}

#[cfg(test)]
mod tests {
    use super::super::{Log, edit::apply};
    use super::*;

    fn mended(text: &str) -> String {
        apply(text, &edits(text), &mut Log::default())
    }

    #[test]
    fn true_hyphens_stay_and_those_of_the_press_go() {
        let text = "It was at the session of that year, the forty-\neighth, that the old gov-\nernment spoke of \
                    self-\ndetermination and all that goes with it for the Franco-\nBrethian friends in the old \
                    Ustra-\nnian port. They had no answer to that.";
        assert_eq!(
            mended(text),
            "It was at the session of that year, the forty-eighth, that the old government spoke of self-determination \
             and all that goes with it for the Franco-Brethian friends in the old Ustranian port. They had no answer to \
             that."
        );
    }

    #[test]
    fn what_the_text_writes_elsewhere_decides() {
        let text = "We praise co-operation between all of the harbours, and with co-\noperation comes trust among them.";
        assert!(mended(text).contains("with co-operation comes"));
    }

    #[test]
    fn a_hanging_hyphen_keeps_its_space() {
        let text = "The lighthouse keepers of the northern coast live from crop-\nand fish-based trade, and from letters.";
        assert!(mended(text).contains("from crop- and fish-based"), "{}", mended(text));
    }

    #[test]
    fn titles_lists_and_addresses_keep_their_lines() {
        for text in [
            "Access for All\nHarbour Rights Centre, Wexholm\nOpen Net",
            "We call for:\n- open ports;\n- free letters.",
        ] {
            assert_eq!(mended(text), text);
        }
    }
}
