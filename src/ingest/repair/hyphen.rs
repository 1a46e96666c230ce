//! Hyphens within a line: those that only mark where a word may be parted, and those with a space behind.

use super::english::{is_hyphenated, is_joining, is_prefix, is_word};
use super::{Edit, RepairKind, Written};
use crate::ingest::scan::places;

/// What becomes of a hyphen between two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It parted one word.
    Goes,
    /// It belongs to the word.
    Stays,
    /// Nothing says which.
    Unknown,
}

const BLANKS: [char; 2] = [' ', '\t'];

/// Soft hyphens, which a reader never sees. At the end of a line the rest of the word follows.
pub(super) fn soft(text: &str, _: &Written<'_>) -> Vec<Edit> {
    let found = places(text.as_bytes(), |_, byte, next| (byte == 0xC2) & (next == 0xAD)).map(|at| {
        let end = at + '\u{AD}'.len_utf8();
        let rest =
            text[end..].trim_start_matches(BLANKS).strip_prefix('\n').map(|it| it.trim_start_matches(BLANKS));
        let parted = rest.filter(|rest| {
            rest.starts_with(char::is_alphabetic) && text[..at].ends_with(char::is_alphabetic)
        });
        Edit::new(at..parted.map_or(end, |rest| text.len() - rest.len()), "", RepairKind::SoftHyphen)
    });
    found.collect()
}

/// `co- operation`, `time- honoured`, `develop- ment`.
pub(super) fn spaced(text: &str, written: &Written<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in places(text.as_bytes(), |_, byte, next| (byte == b'-') & (next == b' ')) {
        let (left, right) = (last_letters(&text[..at]), first_letters(&text[at + 2..]));
        let is_part = left.is_empty() || text[..at - left.len()].ends_with(['-', '\'', '’']);
        if is_part || !right.starts_with(char::is_lowercase) || is_joining(right) {
            continue;
        }
        let to = match between(written, left, right) {
            Verdict::Goes => "",
            Verdict::Stays => "-",
            Verdict::Unknown => continue,
        };
        edits.push(Edit::new(at..at + 2, to, RepairKind::SpacedHyphen));
    }
    edits
}

/// What the hyphen between `left` and `right` is. What the text itself writes elsewhere decides, then the lists.
pub(super) fn between(written: &Written<'_>, left: &str, right: &str) -> Verdict {
    let (whole, hyphenated) = (format!("{left}{right}"), format!("{left}-{right}"));
    if written.has(&hyphenated) {
        return Verdict::Stays;
    }
    if written.has(&whole) {
        return Verdict::Goes;
    }
    match (is_word(&whole), is_hyphenated(left, right)) {
        (true, true) if is_prefix(left) => Verdict::Stays,
        (true, _) => Verdict::Goes,
        (false, true) => Verdict::Stays,
        (false, false) if is_prefix(left) && is_word(right) => Verdict::Stays,
        (false, false) => Verdict::Unknown,
    }
}

/// Letters of a word that are looked at.
const LONGEST: usize = 64;

/// The letters that a text ends with.
pub(super) fn last_letters(text: &str) -> &str {
    let letters = text.char_indices().rev().take(LONGEST).take_while(|(_, it)| it.is_alphabetic());
    &text[letters.last().map_or(text.len(), |(at, _)| at)..]
}

/// The letters that a text begins with.
pub(super) fn first_letters(text: &str) -> &str {
    let letters = text.char_indices().take(LONGEST).take_while(|(_, it)| it.is_alphabetic());
    &text[..letters.last().map_or(0, |(at, last)| at + last.len_utf8())]
}

#[cfg(test)]
mod tests {
    use super::super::{Log, edit::apply};
    use super::*;

    fn mended(text: &str) -> String {
        apply(text, &spaced(text, &Written::new(text)), &mut Log::default())
    }

    #[test]
    fn a_space_behind_a_hyphen_goes() {
        let text = "in co- operation with time- honoured allies";
        assert_eq!(mended(text), "in co-operation with time-honoured allies");
        assert_eq!(
            mended("the develop- ment of non- aligned States"),
            "the development of non-aligned States"
        );
    }

    #[test]
    fn hanging_hyphens_and_dashes_stay() {
        for text in [
            "short- and long-term aims",
            "pre- or post-war",
            "the harbour- which is open",
            "a list - of items",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn soft_hyphens_go_and_the_rest_of_the_word_follows() {
        let text = "infor\u{AD}mation and commu\u{AD}\n  nication";
        assert_eq!(
            apply(text, &soft(text, &Written::new(text)), &mut Log::default()),
            "information and communication"
        );
    }
}
