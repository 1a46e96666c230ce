//! Numbers before every line, as courts and parliaments print them.

use super::{Edit, RepairKind, Written};
use std::ops::Range;

/// Fewest numbers in a row.
const FEWEST: usize = 8;

/// Takes away the numbers of lines, if at least so many in a row count on by one or by five and nothing but the number tells
/// them from running text: a list has a stop or bracket behind its numbers.
pub(super) fn edits(text: &str, _: &Written<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut run: Vec<(u32, Range<usize>)> = Vec::new();
    let (mut unnumbered, mut at) = (0, 0);
    for line in text.split('\n') {
        if let Some((value, end)) = number(line) {
            if !run.last().is_none_or(|(last, _)| follows(*last, value, unnumbered)) {
                close(&mut run, &mut edits);
            }
            run.push((value, at..at + end));
            unnumbered = 0;
        } else if !line.trim().is_empty() {
            unnumbered += 1;
        }
        at += line.len() + 1;
    }
    close(&mut run, &mut edits);
    edits
}

/// Every line numbered, or every fifth.
const fn follows(last: u32, value: u32, unnumbered: usize) -> bool {
    (unnumbered == 0 && value == last + 1) || (unnumbered == 4 && value == last + 5)
}

fn close(run: &mut Vec<(u32, Range<usize>)>, edits: &mut Vec<Edit>) {
    let found = std::mem::take(run);
    if found.len() >= FEWEST {
        edits.extend(found.into_iter().map(|(_, range)| Edit::new(range, "", RepairKind::LineNumber)));
    }
}

/// The number that a line begins with, followed by space and a word, and where the word begins.
fn number(line: &str) -> Option<(u32, usize)> {
    let start = line.len() - line.trim_start().len();
    let digits = line[start..].bytes().take(5).take_while(u8::is_ascii_digit).count();
    let rest = &line[start + digits..];
    let word = rest.trim_start_matches([' ', '\t']);
    let is_number =
        (1..=4).contains(&digits) && word.len() < rest.len() && word.starts_with(char::is_alphabetic);
    let value = line[start..start + digits].parse().ok().filter(|_| is_number)?;
    Some((value, line.len() - word.len()))
}

#[cfg(test)]
mod tests {
    use super::super::{Log, edit::apply};
    use super::*;

    #[test]
    fn numbered_lines_lose_their_numbers() {
        let text: String = (1..=9).map(|n| format!("{n:2} the harbour stays open\n")).collect();
        let mended = apply(&text, &edits(&text, &Written::new(&text)), &mut Log::default());
        assert_eq!(mended, "the harbour stays open\n".repeat(9));
    }

    #[test]
    fn every_fifth_line_may_have_one() {
        let line = |n: u32| {
            if n.is_multiple_of(5) { format!("{n} the harbour\n") } else { "stays open\n".to_owned() }
        };
        let text: String = (1..=45).map(line).collect();
        assert!(
            !apply(&text, &edits(&text, &Written::new(&text)), &mut Log::default())
                .contains(|it: char| it.is_ascii_digit())
        );
    }

    #[test]
    fn lists_and_years_keep_theirs() {
        let list: String = (1..=9).map(|n| format!("{n}. keep the harbour open\n")).collect();
        assert!(edits(&list, &Written::new(&list)).is_empty());
        let years = "2015 was a year\n2016 was another\n2017 too\n";
        assert!(edits(years, &Written::new(years)).is_empty());
    }
}
