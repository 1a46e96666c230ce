//! Where sentences end.

use crate::text::Span;

/// Finds the sentences of the block `text[span]`, in order. They cover everything but white space.
pub(super) fn sentences(text: &str, span: Span, mut found: impl FnMut(Span)) {
    let part = span.slice(text);
    let bytes = part.as_bytes();
    let mut start = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let stops =
            matches!(byte, b'.' | b'?' | b'!') && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
        if stops || at + 1 == bytes.len() {
            let base = span.range().start;
            let sentence = Span::of(base + start..base + at + 1).trimmed(text);
            if !sentence.is_empty() {
                found(sentence);
            }
            start = at + 1;
        }
    }
}
