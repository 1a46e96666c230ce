//! From text as it was decoded to text as every later room expects it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Counts of what was mended, by kind.
pub(super) type Repairs = BTreeMap<&'static str, u64>;

/// Brings `text` into the form every [`Document`](crate::document::Document) has: NFC; `\n` for every line
/// end (CRLF, lone CR, vertical tab, U+0085, U+2028, U+2029); no byte-order mark; no control character but
/// tab, line feed and form feed (page breaks matter to `segment`). What was done is counted in `repairs`.
pub(super) fn normalize<'t>(text: &'t str, repairs: &mut Repairs) -> Cow<'t, str> {
    let mended = if is_clean(text.as_bytes()) { Cow::Borrowed(text) } else { mend(text, repairs) };
    if is_surely_nfc(mended.as_bytes()) { mended } else { compose(mended, repairs) }
}

/// Whether no byte can belong to a character that [`mend`] would touch; quick, and may err on the safe side.
fn is_clean(bytes: &[u8]) -> bool {
    // 0xC2 leads U+0080..U+00BF (C1 controls), 0xE2 0x80 U+2028, 0xEF U+FEFF. The first pass asks only for
    // bytes that are rare in clean text; the second decides.
    let suspect = |byte: u8| (byte < 0x20 && !matches!(byte, b'\n' | b'\t' | 0x0C)) || byte == 0x7F;
    if bytes.iter().any(|&byte| suspect(byte)) {
        return false;
    }
    bytes.is_ascii() || !bytes.windows(3).any(is_touched_lead) && !matches!(bytes, [.., 0xC2, 0x80..=0x9F])
}

/// Whether a character that [`mend`] touches begins here.
fn is_touched_lead(window: &[u8]) -> bool {
    matches!(window, [0xC2, 0x80..=0x9F, _] | [0xE2, 0x80, 0xA8 | 0xA9] | [0xEF, 0xBB, 0xBF])
}

/// Rewrites line ends, drops controls and byte-order marks.
fn mend<'t>(text: &'t str, repairs: &mut Repairs) -> Cow<'t, str> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_mended) {
        out.push_str(&rest[..at]);
        let mut tail = rest[at..].chars();
        let found = tail.next();
        rest = tail.as_str();
        let kind = match found {
            Some('\r') => match rest.strip_prefix('\n') {
                Some(after) => {
                    rest = after;
                    "crlf"
                }
                None => "lone-cr",
            },
            Some('\u{0B}' | '\u{85}' | '\u{2028}' | '\u{2029}') => "other-line-end",
            Some('\u{FEFF}') => "byte-order-mark",
            _ => "control-character",
        };
        if matches!(kind, "crlf" | "lone-cr" | "other-line-end") {
            out.push('\n');
        }
        *repairs.entry(kind).or_default() += 1;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether a character is rewritten or dropped.
fn is_mended(character: char) -> bool {
    match character {
        '\n' | '\t' | '\u{0C}' => false,
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' => true,
        _ => character.is_control(),
    }
}

/// Whether every character is in a range where NFC changes nothing: below U+0300 (`0xCC 0x80`), or in
/// General Punctuation from U+2002 on. Covers nearly all text in Latin script at the speed of a byte scan.
fn is_surely_nfc(bytes: &[u8]) -> bool {
    if bytes.is_ascii() {
        return true;
    }
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, bytes.get(at + 1), bytes.get(at + 2)) {
            (0..0xCC, _, _) => at += 1,
            (0xE2, Some(0x80), Some(0x82..)) => at += 3,
            _ => return false,
        }
    }
    true
}

/// Composes the lines that are not NFC. A line end composes with nothing, so line by line is the same as the
/// whole, and most lines need no copy.
fn compose<'t>(text: Cow<'t, str>, repairs: &mut Repairs) -> Cow<'t, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let start = out.len();
        if is_nfc_quick(line.chars()) == IsNormalized::Yes {
            out.push_str(line);
            continue;
        }
        out.extend(line.nfc());
        if &out[start..] != line {
            *repairs.entry("composed-line").or_default() += 1;
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn normalized(text: &str) -> (String, Repairs) {
        let mut repairs = Repairs::new();
        (normalize(text, &mut repairs).into_owned(), repairs)
    }

    #[test]
    fn every_line_end_becomes_a_line_feed() {
        let (text, repairs) = normalized("a\r\nb\rc\u{2028}d\u{85}e");
        assert_eq!(text, "a\nb\nc\nd\ne");
        assert_eq!(repairs, Repairs::from([("crlf", 1), ("lone-cr", 1), ("other-line-end", 2)]));
    }

    #[test]
    fn controls_and_marks_go_and_page_breaks_stay() {
        let (text, repairs) = normalized("\u{FEFF}sov\0ereignty\u{92}\u{0C}order\t1");
        assert_eq!(text, "sovereignty\u{0C}order\t1");
        assert_eq!(repairs, Repairs::from([("byte-order-mark", 1), ("control-character", 2)]));
    }

    #[test]
    fn accents_are_composed_and_counted_by_line() {
        let (text, repairs) = normalized("E\u{301}tat\nliberté\n");
        assert_eq!(text, "État\nliberté\n");
        assert_eq!(repairs, Repairs::from([("composed-line", 1)]));
    }

    proptest! {
        #[test]
        fn quick_answers_agree_with_the_slow_ones(text in "[a-z\\r\\n\u{80}-\u{9F}é\u{300}-\u{303}\u{2000}-\u{2030}\u{2126}\u{FEFF}]{0,40}") {
            let mut repairs = Repairs::new();
            let slow: String = mend(&text, &mut repairs).nfc().collect();
            prop_assert_eq!(normalized(&text).0, slow);
        }
    }
}
