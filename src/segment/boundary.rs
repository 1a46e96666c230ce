//! Whether a stop ends its sentence.

use super::word_list::SENTENCE_WORDS;

/// What kind of stop.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `.`
    Full,
    /// `?` or `!`, alone or in a row.
    Question,
    /// `…`, `..` and longer.
    Ellipsis,
}

/// A stop between two words, and what surrounds it.
pub(super) struct Stop<'t> {
    pub mark: Mark,
    /// The sentence so far, without the stop.
    pub lead: &'t str,
    /// Whether a closing quote stands behind the stop.
    pub quote_closed: bool,
    /// Whether the stop lies inside a quote or bracket that opens in mid-sentence and closes soon.
    pub enclosed: bool,
    /// The text behind the white space, never empty.
    pub rest: &'t str,
}

/// What the next word looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Upper,
    Lower,
    Digit,
    /// A mark that cannot begin a sentence.
    Continues,
    /// Bullets, emoji and other scripts.
    Other,
}

/// Marks that may stand before the first word of a sentence.
const OPENERS: [char; 12] = ['"', '\'', '“', '‘', '«', '„', '(', '[', '{', '¿', '¡', '*'];

impl Stop<'_> {
    /// Whether the sentence ends here.
    pub(super) fn ends(&self) -> bool {
        if self.enclosed {
            return false;
        }
        let next = self.next();
        if next == Next::Continues {
            return false;
        }
        match self.mark {
            Mark::Ellipsis => next != Next::Lower && !self.rest.starts_with('['),
            Mark::Question => !(self.quote_closed && (next == Next::Lower || self.is_attributed())),
            Mark::Full => self.full_stop_ends(next),
        }
    }

    fn full_stop_ends(&self, next: Next) -> bool {
        let words = &*SENTENCE_WORDS;
        if self.is_enumerator() {
            return false;
        }
        let word = last_word(self.lead.trim_end_matches(['"', '”', '\'', '’', ')', ']']));
        let folded = word.to_lowercase();
        if words.titles.contains(&folded) {
            return false;
        }
        if words.before_number.contains(&folded) && next == Next::Digit {
            return false;
        }
        if words.may_end.contains(&folded) || is_acronym(word) || is_initial(word) {
            return self.a_starter_follows();
        }
        match next {
            Next::Lower => !self.quote_closed && !looks_shortened(word) && !is_number(word),
            Next::Digit => !is_one_letter(word),
            _ => true,
        }
    }

    /// The sentence so far is nothing but a number or letter of an item: `1.`, `(a).`, `IV.`
    fn is_enumerator(&self) -> bool {
        let lead = self.lead.trim_start().trim_start_matches(['(', '[', '*']).trim_end_matches([')', ']']);
        let bytes = lead.as_bytes();
        match bytes.len() {
            0 => false,
            1 => bytes[0].is_ascii_alphanumeric(),
            2..=6 => {
                let number = bytes.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
                let roman = bytes.iter().all(|byte| b"IVXLC".contains(byte));
                (number && (bytes.len() < 4 || lead.contains('.'))) || roman
            }
            _ => false,
        }
    }

    fn a_starter_follows(&self) -> bool {
        if self.rest.starts_with(['“', '"', '«']) {
            return true;
        }
        if self.rest.starts_with('(') {
            return false;
        }
        starter_follows(self.rest)
    }

    /// `"Why?" she asked`: a verb of speech stands within the next four words.
    fn is_attributed(&self) -> bool {
        let words = &*SENTENCE_WORDS;
        let clause = self.rest.split(['.', '!', '?', '\n']).next().unwrap_or("");
        clause
            .split([' ', ','])
            .filter(|word| !word.is_empty())
            .take(4)
            .any(|word| words.speech_verbs.contains(word))
    }

    fn next(&self) -> Next {
        let dash_goes_on = self.quote_closed && self.rest.starts_with('-');
        if dash_goes_on || self.rest.starts_with("http") || self.rest.starts_with("www.") {
            return Next::Continues;
        }
        let first = self.rest.trim_start_matches(OPENERS).chars().next();
        match first {
            None => Next::Other,
            Some(first) if first.is_uppercase() => Next::Upper,
            Some(first) if first.is_lowercase() => Next::Lower,
            Some(first) if first.is_ascii_digit() => Next::Digit,
            Some(
                ',' | ';' | ':' | ')' | ']' | '}' | '.' | '?' | '!' | '…' | '&' | '/' | '%' | '=' | '”' | '»'
                | '–' | '—',
            ) => Next::Continues,
            Some(_) => Next::Other,
        }
    }
}

/// The word before the stop, without what opens it.
fn last_word(lead: &str) -> &str {
    let near = &lead[lead.floor_char_boundary(lead.len().saturating_sub(32))..];
    let opens = |character: char| {
        character.is_whitespace()
            || OPENERS.contains(&character)
            || matches!(character, '-' | '–' | '—' | '/')
    };
    near.rfind(opens).map_or(near, |at| {
        let width = near[at..].chars().next().map_or(1, char::len_utf8);
        &near[at + width..]
    })
}

/// Whether `rest` begins, after white space, with a capitalised word that begins sentences.
pub(super) fn starter_follows(rest: &str) -> bool {
    let word = first_word(rest.trim_start());
    word.starts_with(char::is_uppercase) && SENTENCE_WORDS.starters.contains(&word.to_lowercase())
}

/// Whether white space and a capital stand at `at`.
pub(super) fn capital_follows(part: &str, at: usize) -> bool {
    let rest = part[at..].trim_start();
    rest.len() < part.len() - at && rest.starts_with(char::is_uppercase)
}

/// The first word, without what opens it.
pub(super) fn first_word(rest: &str) -> &str {
    let rest = rest.trim_start_matches(OPENERS);
    let end = rest.find(|character: char| !character.is_alphanumeric()).unwrap_or(rest.len());
    &rest[..end]
}

/// `U.S`, `D.C`, `p.m`: single letters with stops between them.
fn is_acronym(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() >= 3
        && bytes.len() % 2 == 1
        && bytes.iter().enumerate().all(
            |(at, byte)| {
                if at % 2 == 0 { byte.is_ascii_alphabetic() } else { *byte == b'.' }
            },
        )
}

fn is_one_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// One capital: the initial of a name.
fn is_initial(word: &str) -> bool {
    is_one_letter(word) && word.starts_with(char::is_uppercase)
}

/// Before a small letter, a short capitalised word (`Eng.`, `Tues.`) is more likely cut than final.
fn looks_shortened(word: &str) -> bool {
    word.len() <= 5 && word.starts_with(char::is_uppercase)
}
