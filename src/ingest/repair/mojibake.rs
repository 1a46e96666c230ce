//! UTF-8 that somebody read as Windows-1252 and saved again, and Windows-1252 that was read as Mac Roman.

use super::{Edit, RepairKind, Written};
use crate::ingest::encoding::misread::as_mac;
use crate::ingest::scan::places;
use std::ops::Range;

/// The characters that Windows-1252 has at 0x80 to 0x9F; five places are empty and pass through as they are.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// What each damaged character was. A text that was misread as Mac Roman was so from end to end; else a sequence is damaged if,
/// written in Windows-1252, it is one character of UTF-8 that stands in texts: a letter, a mark of punctuation or a space
/// that does not break.
pub(super) fn edits(text: &str, _: &Written<'_>) -> Vec<Edit> {
    let misread = as_mac(text);
    if !misread.is_empty() {
        let edit =
            |(range, was): (Range<usize>, char)| Edit::new(range, was.to_string(), RepairKind::Mojibake);
        return misread.into_iter().map(edit).collect();
    }
    let mut edits = Vec::new();
    let mut done = 0;
    // U+00C2 to U+00EF, what the first byte of a character of UTF-8 is in Windows-1252, begin with this byte.
    for at in places(text.as_bytes(), |_, byte, _| byte == 0xC3) {
        let lead = text[at..].chars().next().filter(|it| matches!(it, '\u{C2}'..='\u{EF}'));
        let Some(lead) = lead.filter(|_| at >= done) else { continue };
        if let Some((length, was)) = damaged(&text[at..], lead).or_else(|| lost_quote(text, at)) {
            edits.push(Edit::new(at..at + length, was.to_string(), RepairKind::Mojibake));
            done = at + length;
        }
    }
    edits
}

/// The character that a sequence was, and how many bytes the sequence has.
fn damaged(text: &str, lead: char) -> Option<(usize, char)> {
    let n_characters = if u32::from(lead) < 0xE0 { 2 } else { 3 };
    let mut bytes = Vec::with_capacity(n_characters);
    let mut length = 0;
    for character in text.chars().take(n_characters) {
        bytes.push(byte_of(character)?);
        length += character.len_utf8();
    }
    let decoded = std::str::from_utf8(&bytes).ok()?;
    let was = decoded.chars().next().filter(|first| first.len_utf8() == n_characters)?;
    let is_plausible = was.is_alphabetic()
        || matches!(
            was,
            '\u{A0}' | '«' | '»' | '§' | '°' | '·' | '\u{AD}' | '\u{2010}'..='\u{2026}' | '€' | '™'
        );
    is_plausible.then_some((length, was))
}

/// A closing quotation mark, whose last byte is none of Windows-1252 and was dropped somewhere on the way.
fn lost_quote(text: &str, at: usize) -> Option<(usize, char)> {
    const LEFT: &str = "â€";
    let after = text[at..].strip_prefix(LEFT)?;
    let closes = !text[..at].ends_with(char::is_whitespace) && !after.starts_with(char::is_alphanumeric);
    closes.then_some((LEFT.len(), '”'))
}

fn byte_of(character: char) -> Option<u8> {
    match u32::from(character) {
        code @ (0..=0x7F | 0xA0..=0xFF) => u8::try_from(code).ok(),
        _ => HIGH.iter().position(|it| *it == character).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Log, edit::apply};
    use super::*;

    fn mended(text: &str) -> String {
        apply(text, &edits(text, &Written::new(text)), &mut Log::default())
    }

    #[test]
    fn quotes_dashes_and_accents_come_back() {
        let text = "the Organizationâ€™s â€œopen netâ€\u{9D} â€” CÃ´te dâ€™Azur";
        assert_eq!(mended(text), "the Organization’s “open net” — Côte d’Azur");
        assert_eq!(mended("a â€œrightâ€ of theirs, â€œaidâ€, too"), "a “right” of theirs, “aid”, too");
        assert_eq!(mended("GonÃ§alvesÂ\u{A0}said"), "Gonçalves\u{A0}said");
    }

    #[test]
    fn quotes_that_became_letters_of_mac_roman_come_back() {
        let text = "the portís keepers, ìopenî to all, donít close the harbourís gates ñ the caf\u{C8} too";
        assert_eq!(
            mended(text),
            "the port’s keepers, “open” to all, don’t close the harbour’s gates – the café too"
        );
        for text in
            ["El país de María Martínez, según él, está así", "Così è l'île où naît", "Africaís ports"]
        {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn true_accents_stay() {
        for text in ["São Tomé", "Ârnes", "naïve façade, Ångström", "pâté – “bien sûr”", "SÃO PAULO"]
        {
            assert_eq!(mended(text), text);
        }
    }
}
