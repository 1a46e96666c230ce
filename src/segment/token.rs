//! Words, numbers, marks and symbols.
//!
//! One pass over the bytes. ASCII is decided by a table; anything else by the Unicode properties that the
//! standard library knows.

use super::layer::{Norm, Token, TokenKind};
use super::norm::Interner;
use crate::text::Span;

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

/// Finds the tokens of `text[span]` and appends them to `tokens`.
///
/// What lies in no token is white space. No token reaches beyond the span.
pub(super) fn tokenize(text: &str, span: Span, interner: &mut Interner, tokens: &mut Vec<Token>) {
    let part = span.slice(text);
    let mut at = 0;
    while at < part.len() {
        let Some((kind, length)) = next_token(part, at) else {
            at += width_at(part, at);
            continue;
        };
        let word = &part[at..at + length];
        let start = span.range().start + at;
        let norm: Norm = interner.intern(word);
        tokens.push(Token { span: Span::of(start..start + length), kind, norm });
        at += length;
    }
}

/// The token that begins at `at`, if it is not white space that stands there.
fn next_token(part: &str, at: usize) -> Option<(TokenKind, usize)> {
    match CLASSES[part.as_bytes()[at] as usize] {
        Class::Space => None,
        Class::Letter | Class::Digit => Some(word_or_number(part, at)),
        Class::Dash => Some((TokenKind::Dash, 1)),
        Class::Punctuation => Some((TokenKind::Punctuation, 1)),
        Class::Symbol => Some((TokenKind::Symbol, 1)),
        Class::Wide => {
            let first = part[at..].chars().next()?;
            if first.is_whitespace() {
                None
            } else if first.is_alphanumeric() {
                Some(word_or_number(part, at))
            } else {
                Some((mark_kind(first), first.len_utf8()))
            }
        }
    }
}

fn width_at(part: &str, at: usize) -> usize {
    part[at..].chars().next().map_or(1, char::len_utf8)
}

fn mark_kind(mark: char) -> TokenKind {
    match mark {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => TokenKind::Dash,
        '\u{2016}'..='\u{205E}' | '\u{3001}'..='\u{3003}' | '«' | '»' | '¿' | '¡' | '§' | '¶' | '·' => {
            TokenKind::Punctuation
        }
        _ => TokenKind::Symbol,
    }
}

/// Reads on while letters, digits and the marks that join them follow.
fn word_or_number(part: &str, at: usize) -> (TokenKind, usize) {
    let mut letters = false;
    let mut end = at;
    let mut rest = part[at..].chars();
    while let Some(character) = rest.next() {
        let next = rest.clone().next();
        let joined = |is: fn(char) -> bool| end > at && next.is_some_and(is);
        let inside = match character {
            '\'' | '’' => letters && joined(char::is_alphabetic),
            '.' | ',' => !letters && joined(|next| next.is_ascii_digit()),
            _ => character.is_alphanumeric() || is_combining(character),
        };
        if !inside {
            break;
        }
        letters |= character.is_alphabetic();
        end += character.len_utf8();
    }
    (if letters { TokenKind::Word } else { TokenKind::Number }, end - at)
}

/// Whether a character belongs to the letter before it.
fn is_combining(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036F}' | '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}
