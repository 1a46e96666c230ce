//! Words, numbers, marks and symbols.
//!
//! One pass over the bytes. ASCII is decided by a table, the rest character by character; forms with stops
//! inside them (`U.S.`, `e.g.`, `www.example.org`) are known by [`super::dotted`].

use super::dotted;
use super::layer::{Token, TokenKind};
use super::norm::Interner;
use crate::text::Span;
use unicode_normalization::char::is_combining_mark;

/// What a byte can begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Dash,
    Punctuation,
    Symbol,
    /// First or later byte of a character beyond ASCII.
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut table = [Class::Symbol; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'\t'..=b'\r' | b' ' => Class::Space,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'-' => Class::Dash,
            b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~' => Class::Symbol,
            b'!'..=b'~' => Class::Punctuation,
            0x80.. => Class::Wide,
            _ => Class::Symbol,
        };
        byte += 1;
    }
    table
};

/// A letter to Unicode and an apostrophe to whoever types it: it joins letters and begins no word.
const MODIFIER_APOSTROPHE: char = '\u{2BC}';

/// Finds the tokens of `text[span]` and appends them to `tokens`.
///
/// What lies in no token is white space. No token reaches beyond the span.
pub(super) fn tokenize(text: &str, span: Span, interner: &mut Interner, tokens: &mut Vec<Token>) {
    let part = span.slice(text);
    let bytes = part.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (kind, end) = match CLASSES[bytes[at] as usize] {
            Class::Space => {
                at += 1;
                continue;
            }
            Class::Letter | Class::Digit => word_or_number(part, at),
            Class::Dash => (TokenKind::Dash, end_of_run(bytes, at)),
            Class::Punctuation => (TokenKind::Punctuation, end_of_mark(bytes, at)),
            Class::Symbol => (TokenKind::Symbol, end_of_run(bytes, at)),
            Class::Wide => match wide(part, at) {
                Ok(token) => token,
                Err(end_of_space) => {
                    at = end_of_space;
                    continue;
                }
            },
        };
        let norm = interner.intern(&part[at..end]);
        let start = span.range().start;
        tokens.push(Token { span: Span::of(start + at..start + end), kind, norm });
        at = end;
    }
}

/// A run of the same sign is one token: `--`, `===`.
fn end_of_run(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|&&byte| byte == bytes[at]).count()
}

/// Brackets and quotes stand alone; `...` and `!!!` are one token each.
fn end_of_mark(bytes: &[u8], at: usize) -> usize {
    if matches!(bytes[at], b'.' | b'!' | b'?' | b'*' | b'_' | b'#') { end_of_run(bytes, at) } else { at + 1 }
}

/// Reads the token that begins with a character beyond ASCII; where white space stands there, its end.
fn wide(part: &str, at: usize) -> Result<(TokenKind, usize), usize> {
    let first = character_at(part, at).unwrap_or(' ');
    let end = at + first.len_utf8();
    if first.is_whitespace() {
        Err(end)
    } else if first.is_alphanumeric() && first != MODIFIER_APOSTROPHE {
        Ok(word_or_number(part, at))
    } else if is_dash(first) {
        Ok((TokenKind::Dash, end))
    } else if is_punctuation(first) || first == MODIFIER_APOSTROPHE {
        Ok((TokenKind::Punctuation, end))
    } else {
        Ok((TokenKind::Symbol, end_of_symbol(part, first, end)))
    }
}

/// Takes in what belongs to a symbol: variation selectors, skin tones, joined emoji, the second half of a flag.
fn end_of_symbol(part: &str, first: char, mut end: usize) -> usize {
    let flag = |character: char| ('\u{1F1E6}'..='\u{1F1FF}').contains(&character);
    let mut joined = false;
    let mut half_flag = flag(first);
    while let Some(next) = character_at(part, end) {
        let second_half = half_flag && flag(next);
        let extends = is_combining_mark(next) || matches!(next, '\u{200D}' | '\u{1F3FB}'..='\u{1F3FF}');
        if !(extends || second_half || joined && !next.is_alphanumeric() && !next.is_whitespace()) {
            break;
        }
        half_flag = false;
        joined = next == '\u{200D}';
        end += next.len_utf8();
    }
    end
}

/// Reads a word or number. Returns the kind and the end.
///
/// Nine words in ten are ASCII and followed by a space or a mark that joins nothing: they are done at the first
/// look, which took tokens from 108 to 124 MB/s on UN speeches.
fn word_or_number(part: &str, at: usize) -> (TokenKind, usize) {
    let bytes = part.as_bytes();
    let plain = |byte: &&u8| matches!(CLASSES[**byte as usize], Class::Letter | Class::Digit);
    let end = at + bytes[at..].iter().take_while(plain).count();
    let spaced = bytes.get(end + 1).is_none_or(u8::is_ascii_whitespace);
    let joined = match bytes.get(end) {
        Some(b'.' | b',' | b':') => !spaced,
        Some(next) => *next >= 0x80 || b"'@_+".contains(next),
        None => false,
    };
    if joined || end == at {
        return joined_word(part, at);
    }
    let letters = bytes[at..end].iter().any(|byte| CLASSES[*byte as usize] == Class::Letter);
    (if letters { TokenKind::Word } else { TokenKind::Number }, end)
}

/// Reads on while letters, digits and what joins them follow.
fn joined_word(part: &str, at: usize) -> (TokenKind, usize) {
    if let Some(end) = dotted::end(part, at) {
        return (TokenKind::Word, end);
    }
    let bytes = part.as_bytes();
    let mut letters = false;
    let mut end = at;
    while end < bytes.len() {
        end = match CLASSES[bytes[end] as usize] {
            Class::Letter => {
                letters = true;
                end + 1
            }
            Class::Digit => end + 1,
            Class::Punctuation if joins(bytes, end, letters) => end + 1,
            Class::Punctuation if end > at && letter_after_apostrophe(part, end, 1) => end + 1,
            Class::Wide => match wide_in_word(part, at, end) {
                Some((letter, next)) => {
                    letters |= letter;
                    next
                }
                None => break,
            },
            _ => break,
        };
    }
    (if letters { TokenKind::Word } else { TokenKind::Number }, end)
}

/// Whether the ASCII mark at `end` stands inside a number (`1,000.5`, `10:30`) or a name (`user_name`).
fn joins(bytes: &[u8], end: usize, letters: bool) -> bool {
    let next = bytes.get(end + 1);
    match bytes[end] {
        b'.' | b',' | b':' => !letters && next.is_some_and(u8::is_ascii_digit),
        b'_' => next.is_some_and(u8::is_ascii_alphanumeric),
        _ => false,
    }
}

/// Whether an apostrophe, `width` bytes long, stands at `at` with a letter behind it.
fn letter_after_apostrophe(part: &str, at: usize, width: usize) -> bool {
    (width > 1 || part.as_bytes()[at] == b'\'')
        && character_at(part, at + width).is_some_and(char::is_alphabetic)
}

/// Whether the character beyond ASCII at `end` belongs to the word begun at `at`: whether it is a letter, and
/// its own end.
fn wide_in_word(part: &str, at: usize, end: usize) -> Option<(bool, usize)> {
    let character = character_at(part, end)?;
    let next = end + character.len_utf8();
    let belongs = match character {
        '’' | MODIFIER_APOSTROPHE | '‘' => {
            end > at && letter_after_apostrophe(part, end, character.len_utf8())
        }
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => true,
        _ => character.is_alphanumeric() || is_combining_mark(character),
    };
    belongs.then_some((character.is_alphabetic(), next))
}

fn character_at(part: &str, at: usize) -> Option<char> {
    part[at..].chars().next()
}

fn is_dash(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Punctuation beyond ASCII in the scripts that policy texts come in; the rest counts as symbols.
fn is_punctuation(character: char) -> bool {
    matches!(
        character,
        '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{37E}' | '\u{387}' | '\u{55A}'..='\u{55F}' | '\u{589}'
            | '\u{5BE}' | '\u{5C3}' | '\u{5F3}' | '\u{5F4}' | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{66A}'..='\u{66D}'
            | '\u{6D4}' | '\u{964}' | '\u{965}' | '\u{2016}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{30FB}'
            | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF3F}' | '\u{FF5B}'..='\u{FF65}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use TokenKind::{Dash, Number, Punctuation, Symbol, Word};

    fn tokens(text: &str) -> Vec<(TokenKind, &str)> {
        let mut tokens = Vec::new();
        tokenize(text, Span::of(0..text.len()), &mut Interner::default(), &mut tokens);
        tokens.into_iter().map(|token| (token.kind, token.span.slice(text))).collect()
    }

    fn surfaces(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|(_, surface)| surface).collect()
    }

    #[test]
    fn compounds_part_at_hyphens_dashes_and_slashes() {
        assert_eq!(surfaces("cyber-sovereignty"), ["cyber", "-", "sovereignty"]);
        assert_eq!(surfaces("offline—expression"), ["offline", "—", "expression"]);
        assert_eq!(surfaces("and/or"), ["and", "/", "or"]);
        assert_eq!(tokens("norms–and")[1], (Dash, "–"));
    }

    #[test]
    fn apostrophes_and_inner_stops_do_not_part_a_word() {
        assert_eq!(
            surfaces("the people's and the users’ rights"),
            ["the", "people's", "and", "the", "users", "’", "rights"]
        );
        assert_eq!(
            surfaces("H.E. of the U.S. said, e.g., no"),
            ["H.E.", "of", "the", "U.S.", "said", ",", "e.g.", ",", "no"]
        );
        assert_eq!(surfaces("a Ph.D. in the U.S"), ["a", "Ph.D.", "in", "the", "U.S"]);
    }

    #[test]
    fn an_apostrophe_that_is_a_letter_begins_no_word() {
        assert_eq!(
            surfaces("\u{2BC}) \u{2BC}n Hawai\u{2BC}i \u{2BC}"),
            ["\u{2BC}", ")", "\u{2BC}", "n", "Hawai\u{2BC}i", "\u{2BC}"]
        );
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig {
            cases: 4000,
            failure_persistence: None,
            ..Default::default()
        })]

        #[test]
        fn every_token_has_a_length(text in "[\\PC\u{2BC}’‘'\u{AD}\u{200D}\u{301}a1 .-]{0,12}") {
            let mut end = 0;
            for (_, surface) in tokens(&text) {
                proptest::prop_assert!(!surface.is_empty());
                end += surface.len();
            }
            proptest::prop_assert!(end <= text.len());
        }
    }

    #[test]
    fn an_ordinary_stop_is_a_token_of_its_own() {
        assert_eq!(surfaces("We decide. Now"), ["We", "decide", ".", "Now"]);
        assert_eq!(surfaces("policy.The"), ["policy", ".", "The"]);
        assert_eq!(surfaces("Mr. Chair ..."), ["Mr", ".", "Chair", "..."]);
    }

    #[test]
    fn numbers_keep_their_commas_and_points() {
        assert_eq!(
            tokens("1,000.5 of 2254, at 10:30"),
            [
                (Number, "1,000.5"),
                (Word, "of"),
                (Number, "2254"),
                (Punctuation, ","),
                (Word, "at"),
                (Number, "10:30")
            ]
        );
        assert_eq!(surfaces("Article 19(3)."), ["Article", "19", "(", "3", ")", "."]);
    }

    #[test]
    fn a_word_has_a_letter() {
        assert_eq!(tokens("70th 5G G20"), [(Word, "70th"), (Word, "5G"), (Word, "G20")]);
    }

    #[test]
    fn addresses_are_one_token() {
        assert_eq!(
            surfaces("See https://example.org/a?b=1, or www.example.org."),
            ["See", "https://example.org/a?b=1", ",", "or", "www.example.org", "."]
        );
        assert_eq!(
            surfaces("write to press.office@example.gov.uk!"),
            ["write", "to", "press.office@example.gov.uk", "!"]
        );
        assert_eq!(surfaces("on example.org (or ITU.int)"), ["on", "example.org", "(", "or", "ITU.int", ")"]);
    }

    #[test]
    fn marks_stay_with_their_letter_and_emoji_stay_whole() {
        assert_eq!(surfaces("cafe\u{301} open"), ["cafe\u{301}", "open"]);
        assert_eq!(
            tokens("€5 👩🏽‍💻🇪🇪!"),
            [(Symbol, "€"), (Number, "5"), (Symbol, "👩🏽‍💻"), (Symbol, "🇪🇪"), (Punctuation, "!")]
        );
    }
}
