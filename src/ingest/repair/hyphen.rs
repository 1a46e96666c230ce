//! Hyphens within a line: those that only mark where a word may be parted, and those with a space behind.

use super::english::{is_hyphenated, is_joining, is_prefix, is_word};
use super::{Edit, RepairKind};
use crate::ingest::scan::places;
use memchr::memmem;
use rustc_hash::FxHashSet;
use std::cell::{Cell, OnceCell};

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
pub(super) fn soft(text: &str) -> Vec<Edit> {
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
pub(super) fn spaced(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let wording = Wording::of(text);
    for at in places(text.as_bytes(), |_, byte, next| (byte == b'-') & (next == b' ')) {
        let (left, right) = (last_letters(&text[..at]), first_letters(&text[at + 2..]));
        let is_part = left.is_empty() || text[..at - left.len()].ends_with(['-', '\'', '’']);
        if is_part || !right.starts_with(char::is_lowercase) || is_joining(right) {
            continue;
        }
        let to = match wording.between(left, right) {
            Verdict::Goes => "",
            Verdict::Stays => "-",
            Verdict::Unknown => continue,
        };
        edits.push(Edit::new(at..at + 2, to, RepairKind::SpacedHyphen));
    }
    edits
}

/// Bytes on either side of a place that are searched for two words side by side.
const NEAR: usize = 1 << 17;

/// The text around a place.
pub(super) fn near(text: &str, at: usize) -> &[u8] {
    &text.as_bytes()[at.saturating_sub(NEAR)..text.len().min(at + NEAR)]
}

/// Whether a word, or several with a space between, stands in a text, whole.
pub(super) fn stands_in(text: &[u8], word: &str) -> bool {
    let of_word = |it: char| it.is_alphanumeric() || it == '-';
    memmem::find_iter(text, word).any(|at| {
        let before = &text[at.saturating_sub(4)..at];
        let after = &text[at + word.len()..text.len().min(at + word.len() + 4)];
        let before = before.utf8_chunks().last().and_then(|it| it.valid().chars().next_back());
        let after = after.utf8_chunks().next().and_then(|it| it.valid().chars().next());
        !before.is_some_and(of_word) && !after.is_some_and(of_word)
    })
}

/// The words that a text writes, hyphens and all. The first are searched for; when many are asked for, all are listed.
#[derive(Debug)]
pub(super) struct Wording<'t> {
    text: &'t str,
    searches: Cell<usize>,
    words: OnceCell<FxHashSet<&'t str>>,
}

impl<'t> Wording<'t> {
    /// Searches that cost about as much as the list.
    const MOST: usize = 64;

    /// Of this text.
    pub(super) const fn of(text: &'t str) -> Self {
        Self { text, searches: Cell::new(0), words: OnceCell::new() }
    }

    /// Whether a word stands in the text, whole.
    fn has(&self, word: &str) -> bool {
        self.searches.set(self.searches.get() + 1);
        if self.searches.get() <= Self::MOST {
            stands_in(self.text.as_bytes(), word)
        } else {
            self.lists(word)
        }
    }

    /// The same by the list.
    fn lists(&self, word: &str) -> bool {
        let is_parted = |it: char| !(it.is_alphanumeric() || it == '-');
        self.words.get_or_init(|| self.text.split(is_parted).collect()).contains(word)
    }

    /// What the hyphen between `left` and `right` is. What the text itself writes elsewhere decides, then the lists.
    pub(super) fn between(&self, left: &str, right: &str) -> Verdict {
        let (whole, hyphenated) = (format!("{left}{right}"), format!("{left}-{right}"));
        if self.has(&hyphenated) {
            return Verdict::Stays;
        }
        if self.has(&whole) {
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
        apply(text, &spaced(text), &mut Log::default())
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
    fn searching_and_listing_find_the_same() {
        let text = "co-operation, cooperation; post-war (pré-war) naïve-ly wary";
        let wording = Wording::of(text);
        for word in ["co-operation", "cooperation", "war", "post-war", "naïve-ly", "naïve", "wary", "ly"] {
            assert_eq!(stands_in(text.as_bytes(), word), wording.lists(word), "{word}");
        }
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
        assert_eq!(apply(text, &soft(text), &mut Log::default()), "information and communication");
    }
}
