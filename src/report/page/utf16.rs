//! From code points, in which our files count, to the units in which JavaScript does.

/// Tells how many units of UTF-16 come before a code point of one text.
pub(super) struct Utf16 {
    /// The code points, by number, that take two units.
    long: Vec<u32>,
    /// Byte offsets of every 64th code point.
    bytes: Vec<usize>,
}

/// Code points between those whose bytes are known.
const STRIDE: usize = 64;

impl Utf16 {
    pub(super) fn of(text: &str) -> Self {
        let (mut long, mut bytes) = (Vec::new(), Vec::with_capacity(text.len() / STRIDE + 1));
        for (number, (at, c)) in text.char_indices().enumerate() {
            if number.is_multiple_of(STRIDE) {
                bytes.push(at);
            }
            if c.len_utf16() == 2 {
                long.push(u32::try_from(number).unwrap_or(u32::MAX));
            }
        }
        Self { long, bytes }
    }

    /// The units before this code point.
    pub(super) fn at(&self, code_point: u32) -> u32 {
        let before = self.long.partition_point(|&it| it < code_point);
        code_point + u32::try_from(before).unwrap_or(u32::MAX)
    }

    /// The part of the text between two code points; empty beyond its end.
    pub(super) fn slice<'t>(&self, text: &'t str, start: u32, end: u32) -> &'t str {
        let (start, end) = (self.byte(text, start), self.byte(text, end));
        text.get(start..end).unwrap_or_default()
    }

    fn byte(&self, text: &str, code_point: u32) -> usize {
        let code_point = code_point as usize;
        let Some(&known) = self.bytes.get(code_point / STRIDE) else { return text.len() };
        let rest = &text[known..];
        rest.char_indices().nth(code_point % STRIDE).map_or(text.len(), |(at, _)| known + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn units_and_parts_are_those_of_the_text(text in "\\PC{0,200}|[a-z😀é]{0,200}", a in 0_u32..220, b in 0_u32..220) {
            let n = u32::try_from(text.chars().count()).unwrap();
            let (start, end) = (a.min(b).min(n), a.max(b).min(n));
            let map = Utf16::of(&text);
            let units = |n: u32| text.chars().take(n as usize).map(char::len_utf16).sum::<usize>() as u32;
            prop_assert_eq!((map.at(start), map.at(end)), (units(start), units(end)));
            let part: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
            prop_assert_eq!(map.slice(&text, start, end), part);
        }
    }
}
