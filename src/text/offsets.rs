//! From bytes to code points, at the edge of the crate.

use super::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A half-open range of **Unicode code points**, 0-based, as printed in every output.
///
/// Python: `text[start:end]`. R: `substr(text, start + 1, end)`. JavaScript:
/// `Array.from(text).slice(start, end).join("")`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CharSpan {
    /// First code point.
    pub start: u32,
    /// First code point after the span.
    pub end: u32,
}

/// Bytes between two checkpoints: one cache line.
const STRIDE: usize = 64;

/// Turns byte positions of one text into code-point positions.
///
/// One pass over the text counts the code points before every 64th byte; a position then costs at most one
/// scan of 64 bytes. A text of pure ASCII keeps no table at all.
#[derive(Debug)]
pub struct CharOffsets<'t> {
    text: &'t str,
    /// Code points that begin before byte `i * STRIDE`; empty if the text is ASCII.
    checkpoints: Vec<u32>,
}

impl<'t> CharOffsets<'t> {
    /// Reads `text` once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, checkpoints: Vec::new() };
        }
        let mut seen = 0;
        let checkpoints = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let before = seen;
                seen += count_starts(chunk);
                before
            })
            .collect();
        Self { text, checkpoints }
    }

    /// The span in code points.
    #[must_use]
    pub fn span(&self, span: Span) -> CharSpan {
        CharSpan { start: self.position(span.start()), end: self.position(span.end()) }
    }

    fn position(&self, byte: u32) -> u32 {
        if self.checkpoints.is_empty() {
            return byte;
        }
        let byte = byte as usize;
        let chunk = (byte / STRIDE).min(self.checkpoints.len() - 1);
        self.checkpoints[chunk] + count_starts(&self.text.as_bytes()[chunk * STRIDE..byte])
    }
}

/// How many code points begin in these bytes of UTF-8.
fn count_starts(bytes: &[u8]) -> u32 {
    let starts = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    u32::try_from(starts).expect("ingest refuses texts over 4 GiB")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn curly_quotes_and_emoji_count_once_each() {
        let text = "“Digital order” 🛰 and “internet freedom”";
        let at = text.find("internet").expect("the phrase is there");
        let span = CharOffsets::new(text).span(Span::of(at..at + "internet".len()));
        assert_eq!(span, CharSpan { start: 23, end: 31 });
    }

    proptest! {
        #[test]
        fn offsets_agree_with_a_naive_count(text in "\\PC{0,300}", cut in 0usize..300) {
            let offsets = CharOffsets::new(&text);
            if let Some((byte, _)) = text.char_indices().nth(cut) {
                let span = offsets.span(Span::of(byte..text.len()));
                prop_assert_eq!(span.start as usize, cut);
                prop_assert_eq!(span.end as usize, text.chars().count());
            }
        }
    }
}
