//! Spaces where none belong, and none where one does.

use super::english::{is_prefix, is_word};
use super::hyphen::first_letters;
use super::{Edit, RepairKind, Written};
use crate::ingest::scan::places;

/// Fewest letters of a word that was set wide, or of one that is glued to another.
const FEWEST: usize = 4;

/// Most letters of a word that was set wide.
const LONGEST: usize = 30;

/// Parts of addresses, which follow a stop without a space.
const DOMAINS: [&str; 8] = ["com", "org", "net", "gov", "edu", "int", "info", "html"];

/// `N a t i o n s`, and `R epublic`: single letters that make a word together with what follows.
pub(super) fn letters(text: &str, _: &Written<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut done = 0;
    let stands_off = |before: u8, byte: u8, next: u8| {
        byte.is_ascii_alphabetic() & (next == b' ') & !before.is_ascii_alphanumeric()
    };
    for at in places(text.as_bytes(), stands_off).filter(|at| starts_word(&text[..*at])) {
        if at < done {
            continue;
        }
        if let Some((length, word)) = wide_word(&text[at..]).or_else(|| parted_word(&text[at..])) {
            edits.push(Edit::new(at..at + length, word, RepairKind::LetterSpacing));
            done = at + length;
        }
    }
    edits
}

fn starts_word(before: &str) -> bool {
    !before.ends_with(|last: char| last.is_alphanumeric() || "-'’.&".contains(last))
}

/// Letters one by one that are a word, and the bytes they take.
fn wide_word(text: &str) -> Option<(usize, String)> {
    let bytes = text.as_bytes();
    if !bytes.get(2).is_some_and(u8::is_ascii_alphabetic) || text[3..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let mut word = String::new();
    let mut end = 0;
    while let Some(letter) = bytes.get(end).filter(|byte| byte.is_ascii_alphabetic()) {
        word.push(char::from(*letter));
        end += 1;
        let goes_on = word.len() < LONGEST
            && bytes.get(end) == Some(&b' ')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic)
            && !text[end + 2..].starts_with(char::is_alphanumeric);
        if !goes_on {
            break;
        }
        end += 1;
    }
    let stands_alone = word.len() < LONGEST && !text[end..].starts_with(char::is_alphanumeric);
    (word.len() >= FEWEST && stands_alone && is_word(&word)).then_some((end, word))
}

/// A first letter and the rest, which is no word alone: `R epublic`.
fn parted_word(text: &str) -> Option<(usize, String)> {
    let first = text.chars().next().filter(|it| !"aAeEiIoOyY".contains(*it))?;
    let rest = first_letters(&text[2..]);
    let is_rest = rest.len() >= FEWEST && rest.chars().all(char::is_lowercase) && !is_word(rest);
    let word = format!("{first}{rest}");
    (is_rest && is_word(&word)).then(|| (2 + rest.len(), word))
}

/// `their rights.The`, `systemsFootnote`: two words with nothing between them.
pub(super) fn missing(text: &str, _: &Written<'_>) -> Vec<Edit> {
    let bytes = text.as_bytes();
    let mut edits = Vec::new();
    let is_stop =
        |byte: u8| (byte == b'.') | (byte == b'?') | (byte == b'!') | (byte == b';') | (byte == b',');
    let may_be = |before: u8, byte: u8, _: u8| {
        byte.is_ascii_uppercase() & (before.is_ascii_lowercase() | is_stop(before))
    };
    for at in places(bytes, may_be) {
        let stop = usize::from(is_stop(bytes[at - 1]));
        if is_glued(text, at, stop) {
            edits.push(Edit::new(at..at, " ", RepairKind::MissingSpace));
        }
    }
    edits
}

/// Whether the word that begins at `at` is glued to the one before it, `stop` bytes of punctuation between them.
fn is_glued(text: &str, at: usize, stop: usize) -> bool {
    let last = at.checked_sub(stop + 1).map(|last| text.as_bytes()[last]);
    if !last.is_some_and(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let lower = |byte: &u8| byte.is_ascii_lowercase();
    let before = &text[..at - stop];
    let left = &before[before.trim_end_matches(|it: char| it.is_ascii_lowercase()).len()..];
    let right = &text[at..=at + text.as_bytes()[at + 1..].iter().take_while(|byte| lower(byte)).count()];
    let after = &text[at + right.len()..];
    let fewest = if stop == 1 { 2 } else { FEWEST };
    before[..before.len() - left.len()].chars().next_back().is_none_or(char::is_whitespace)
        && left.len() >= fewest
        && right.len() >= fewest
        && !after.starts_with(|it: char| it.is_alphabetic() || "@/-_.'’".contains(it))
        && !DOMAINS.contains(&&*right.to_ascii_lowercase())
        && (stop == 1 || !is_prefix(left))
        && is_word(left)
        && is_word(right)
}

#[cfg(test)]
mod tests {
    use super::super::{Log, edit::apply};
    use super::*;

    #[test]
    fn letters_come_together_where_they_make_a_word() {
        let mended = |text: &str| apply(text, &letters(text, &Written::new(text)), &mut Log::default());
        assert_eq!(mended("the U n i t e d  N a t i o n s today"), "the United  Nations today");
        assert_eq!(mended("of the R epublic of Ustrana"), "of the Republic of Ustrana");
        for text in
            ["options a b c d e", "Section B items", "a s d f g h", "plan B works", "vitamin C deficiency"]
        {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn a_space_comes_between_two_sentences() {
        let mended = |text: &str| apply(text, &missing(text, &Written::new(text)), &mut Log::default());
        assert_eq!(mended("of their rights.The compact"), "of their rights. The compact");
        assert_eq!(mended("filtering systemsFootnote 1"), "filtering systems Footnote 1");
        for text in [
            "see harbour.Org/letters",
            "YouTube and JavaScript",
            "Node.js",
            "e.g.The",
            "McDonald",
            "antiSemitic",
        ] {
            assert_eq!(mended(text), text);
        }
    }
}
