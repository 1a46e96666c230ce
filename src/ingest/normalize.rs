//! From text as it was decoded to text as every later room expects it.

use super::scan::places;
use std::borrow::Cow;
use std::collections::BTreeMap;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Counts of what was mended, by kind.
pub(super) type Repairs = BTreeMap<&'static str, u64>;

/// Brings `text` into the form every [`Document`](crate::document::Document) has: NFC; `\n` for every line
/// end (CRLF, lone CR, vertical tab, U+0085, U+2028, U+2029); no byte-order mark; no control character but
/// tab, line feed and form feed (page breaks matter to `segment`). What was done is counted in `repairs`.
pub(super) fn normalize<'t>(text: &'t str, repairs: &mut Repairs) -> Cow<'t, str> {
    compose(mend(text, repairs), repairs)
}

/// Where a character begins that [`mend`] touches.
fn touched(bytes: &[u8]) -> impl Iterator<Item = usize> {
    // 0xC2 leads U+0080 to U+00BF, of which those to U+009F are controls; 0xE2 0x80 leads U+2028, 0xEF U+FEFF. Most that lead
    // as these do are left as they are, so a second look decides.
    let may_be = |_: u8, byte: u8, next: u8| {
        let is_kept = (byte == b'\n') | (byte == b'\t') | (byte == 0x0C);
        let leads = (byte == 0xC2) & (next < 0xA0)
            | (byte == 0xE2) & (next == 0x80)
            | (byte == 0xEF) & (next == 0xBB);
        (byte < 0x20) & !is_kept | (byte == 0x7F) | leads
    };
    places(bytes, may_be).filter(|at| match bytes[*at..] {
        [0xE2, _, last, ..] => matches!(last, 0xA8 | 0xA9),
        [0xEF, _, last, ..] => last == 0xBF,
        _ => true,
    })
}

/// Rewrites line ends, drops controls and byte-order marks.
fn mend<'t>(text: &'t str, repairs: &mut Repairs) -> Cow<'t, str> {
    let mut touched = touched(text.as_bytes()).peekable();
    if touched.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for at in touched {
        // The second half of a line end was passed with the first.
        if at < done {
            continue;
        }
        out.push_str(&text[done..at]);
        let found = text[at..].chars().next();
        done = at + found.map_or(0, char::len_utf8);
        let kind = match found {
            Some('\r') if text[done..].starts_with('\n') => {
                done += 1;
                "crlf"
            }
            Some('\r') => "lone-cr",
            Some('\u{0B}' | '\u{85}' | '\u{2028}' | '\u{2029}') => "other-line-end",
            Some('\u{FEFF}') => "byte-order-mark",
            _ => "control-character",
        };
        if matches!(kind, "crlf" | "lone-cr" | "other-line-end") {
            out.push('\n');
        }
        *repairs.entry(kind).or_default() += 1;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Where characters begin that NFC might change, or go through: those from U+0300 (`0xCC 0x80`) on, but for punctuation, signs of
/// money and bullets.
fn unsure(bytes: &[u8]) -> impl Iterator<Item = usize> {
    places(bytes, |before, byte, next| {
        let is_mark = (next == 0x80) | (next == 0x82) | (next == 0x96) | (next == 0x97);
        let is_sure = (byte == 0xE2) & is_mark | (byte == 0xEF) & ((next == 0x82) | (next == 0x83));
        // Two spaces, U+2000 and U+2001, are others in disguise.
        let is_space = (before == 0xE2) & (byte == 0x80) & (next < 0x82);
        (byte >= 0xCC) & !is_sure | is_space
    })
}

/// Composes the lines that are not NFC. A line end composes with nothing, so line by line is the same as the whole.
fn compose<'t>(text: Cow<'t, str>, repairs: &mut Repairs) -> Cow<'t, str> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let (mut done, mut looked) = (0, 0);
    for at in unsure(bytes) {
        if at < looked {
            continue;
        }
        let start = looked + memchr::memrchr(b'\n', &bytes[looked..at]).map_or(0, |end| end + 1);
        looked = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
        let line = &text[start..looked];
        if is_nfc_quick(line.chars()) == IsNormalized::Yes {
            continue;
        }
        let composed: String = line.nfc().collect();
        if composed != line {
            out.push_str(&text[done..start]);
            out.push_str(&composed);
            done = looked;
            *repairs.entry("composed-line").or_default() += 1;
        }
    }
    if done == 0 {
        return text;
    }
    out.push_str(&text[done..]);
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
        fn quick_answers_agree_with_the_slow_ones(text in "[a-z\\r\\n\u{80}-\u{9F}é\u{300}-\u{303}\u{2000}-\u{2030}€●\u{2126}\u{F0B7}\u{FEFF}]{0,150}") {
            let lines = text.replace("\r\n", "\n").replace(['\r', '\u{B}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
            let is_kept = |it: &char| matches!(it, '\n' | '\t' | '\u{C}') || !it.is_control() && *it != '\u{FEFF}';
            let slow: String = lines.chars().filter(is_kept).nfc().collect();
            prop_assert_eq!(normalized(&text).0, slow);
        }
    }
}
