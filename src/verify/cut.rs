//! Words cut out of a text by code points.

/// Code points between two marks.
const STRIDE: usize = 64;

/// A text whose code points can be found by number.
pub struct Cut<'t> {
    text: &'t str,
    /// Where every 64th code point begins; empty for a text of ASCII alone.
    marks: Vec<u32>,
    n: u32,
}

impl<'t> Cut<'t> {
    /// Counts the code points of a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, marks: Vec::new(), n: narrow(text.len()) };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut n = 0;
        for (at, (byte, _)) in text.char_indices().enumerate() {
            if at.is_multiple_of(STRIDE) {
                marks.push(narrow(byte));
            }
            n = narrow(at + 1);
        }
        Self { text, marks, n }
    }

    /// The words from one code point to another; `None` where the text has none such.
    #[must_use]
    pub fn words(&self, start: u32, end: u32) -> Option<&'t str> {
        if start > end || end > self.n {
            return None;
        }
        self.text.get(self.byte(start)..self.byte(end))
    }

    fn byte(&self, point: u32) -> usize {
        let point = point as usize;
        if self.marks.is_empty() {
            return point.min(self.text.len());
        }
        let Some(&mark) = self.marks.get(point / STRIDE) else { return self.text.len() };
        let rest = &self.text[mark as usize..];
        rest.char_indices().nth(point % STRIDE).map_or(self.text.len(), |(byte, _)| mark as usize + byte)
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn words_are_those_that_counting_gives(text in "[a-zé😀\u{301} ]{0,200}", start in 0..210_u32, length in 0..80_u32) {
            let points: Vec<char> = text.chars().collect();
            let (first, end) = (start as usize, (start + length) as usize);
            let expected = points.get(first..end).map(|it| it.iter().collect::<String>());
            prop_assert_eq!(Cut::new(&text).words(start, start + length).map(str::to_owned), expected);
        }
    }

    #[test]
    fn backwards_and_beyond_there_is_nothing() {
        assert_eq!((Cut::new("rights").words(3, 2), Cut::new("rights").words(0, 7)), (None, None));
    }
}
