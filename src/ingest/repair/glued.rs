//! Words between which a space was lost: `internationalcommunity`, `theGovernment`.
//!
//! A word of no list that falls into two common words is most often a word all the same: a compound, a prefix, a name. It is
//! parted only if the text has the two words side by side elsewhere, no hyphen ever stands between them, neither is of those
//! that are written together with others, and the text writes the whole only once.

use super::english::{is_function_word, is_hyphenated, is_word, may_be_first, may_be_last, may_be_word};
use super::written::stands_in;
use super::{Edit, RepairKind, Written};
use memchr::memmem;

/// Fewest letters of two words that are glued, and most.
const LENGTHS: std::ops::RangeInclusive<usize> = 8..=40;

/// Fewest letters of a part that is no function word.
const FEWEST: usize = 4;

/// Where a space is put back.
pub(super) fn edits(text: &str, written: &Written<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    for word in text.as_bytes().split(|byte| !byte.is_ascii_alphabetic()) {
        let start = at;
        at += word.len() + 1;
        if !LENGTHS.contains(&word.len()) || !stands_alone(text.as_bytes(), start, word.len()) {
            continue;
        }
        let word = &text[start..start + word.len()];
        let is_known =
            if word.bytes().all(|it| it.is_ascii_lowercase()) { may_be_word(word) } else { is_word(word) };
        if is_known {
            continue;
        }
        let ends: Vec<usize> = two_words(word).collect();
        if ends.is_empty() {
            continue;
        }
        if let Some(end) = written.near(text, start).and_then(|near| parted(near, word, ends)) {
            edits.push(Edit::new(start + end..start + end, " ", RepairKind::GluedWords));
        }
    }
    edits
}

/// Whether nothing but space and marks of a sentence is on both sides: no hyphen, apostrophe, figure or part of an address.
fn stands_alone(text: &[u8], start: usize, length: usize) -> bool {
    let before = start.checked_sub(1).map(|at| text[at]);
    let (after, next) = (text.get(start + length), text.get(start + length + 1));
    let is_end = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace());
    before.is_none_or(|byte| b" \n\t(\"[".contains(&byte))
        && (is_end(after)
            || after.is_some_and(|byte| b",;:!?)\"]".contains(byte))
            || after == Some(&b'.') && is_end(next))
}

/// Where the first of two words may end.
fn two_words(word: &str) -> impl Iterator<Item = usize> {
    let n_small = word.bytes().skip(1).filter(u8::is_ascii_lowercase).count();
    (2..word.len() - 1).filter(move |&end| {
        let (left, right) = word.split_at(end);
        if right.starts_with(|it: char| it.is_ascii_uppercase()) {
            n_small == word.len() - 2 && is_function_word(left) && right.len() >= FEWEST && is_word(right)
        } else {
            n_small == word.len() - 1 && are_two_words(left, right)
        }
    })
}

/// Where the first of the two words ends that the text has elsewhere, if it is one place only.
fn parted(near: &[u8], word: &str, ends: Vec<usize>) -> Option<usize> {
    let mut ends = ends.into_iter().filter(|&end| {
        let (left, right) = word.split_at(end);
        stands_in(near, &format!("{left} {right}")) && !stands_in(near, &format!("{left}-{right}"))
    });
    let end = ends.next().filter(|_| ends.next().is_none())?;
    memmem::find_iter(near, word).nth(1).is_none().then_some(end)
}

fn are_two_words(left: &str, right: &str) -> bool {
    let is_common = |part: &str| {
        part.len() >= FEWEST
            && (part.starts_with(|it: char| it.is_ascii_uppercase()) || may_be_word(part))
            && is_word(part)
    };
    let (first, last) = (is_common(left), is_common(right));
    let are_words = match (first, last) {
        (true, true) => true,
        (true, false) => is_function_word(right),
        (false, true) => is_function_word(left),
        (false, false) => false,
    };
    are_words && !may_be_first(left) && !may_be_last(right) && !is_hyphenated(left, right)
}

#[cfg(test)]
mod tests {
    use super::super::{Log, edit::apply};
    use super::*;

    fn mended(text: &str) -> String {
        apply(text, &edits(text, &Written::new(text)), &mut Log::default())
    }

    #[test]
    fn two_words_that_stand_side_by_side_elsewhere_are_parted() {
        let text = "The whole harbour council met. We asked the harbourcouncil, and theCouncil answered: the Council keeps \
                    letters, whichkeeps faith, which keeps peace.";
        let whole = "The whole harbour council met. We asked the harbour council, and the Council answered: the Council keeps \
                     letters, which keeps faith, which keeps peace.";
        assert_eq!(mended(text), whole);
    }

    #[test]
    fn compounds_names_and_what_stands_nowhere_else_stay() {
        for text in [
            "They asked the harbourcouncil for letters.",
            "The harbourcouncil and again the harbourcouncil; the harbour council met.",
            "Cybercrime is a cyber crime, and a decisionmaker makes a decision maker.",
            "The harbourcouncil is a harbour-council, a harbour council.",
            "The YouTube of you Tube, the McDonald of the Donald.",
            "Write to harbourcouncil@example.org or see harbourcouncil.org, of the harbour council.",
        ] {
            assert_eq!(mended(text), text);
        }
    }
}
