//! Byte positions within one text.

use std::ops::Range;

/// A half-open range of **bytes**, `start..end`, within the text of one document.
///
/// Invariants: `start <= end`, and both lie on character boundaries of that text. A span has no text of
/// its own and is meaningless without its document. It deliberately does not implement `Serialize`: bytes
/// never leave the crate (see [`CharSpan`](super::CharSpan)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span from `start` to `end`.
    ///
    /// # Panics
    /// If `start > end`.
    #[must_use]
    #[track_caller]
    pub const fn new(start: u32, end: u32) -> Self {
        assert!(start <= end, "a span must not end before it starts");
        Self { start, end }
    }

    /// A span over a range of `usize` positions, as slices and regexes give them.
    ///
    /// # Panics
    /// If the range is reversed or lies beyond 4 GiB, which `ingest` rules out.
    #[must_use]
    #[track_caller]
    pub fn of(range: Range<usize>) -> Self {
        let narrow = |at: usize| u32::try_from(at).expect("ingest refuses texts over 4 GiB");
        Self::new(narrow(range.start), narrow(range.end))
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> u32 {
        self.start
    }

    /// First byte after the span.
    #[must_use]
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes covered, for slicing.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The part of `text` that the span covers.
    ///
    /// # Panics
    /// If the span is not of this text.
    #[must_use]
    #[track_caller]
    pub fn slice(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The span without white space at its ends; empty at its own start where nothing is left.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let inside = self.slice(text);
        let left = inside.len() - inside.trim_start().len();
        if left == inside.len() {
            return Self::new(self.start, self.start);
        }
        let start = self.range().start + left;
        Self::of(start..start + inside.trim().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }

    #[test]
    fn trimming_leaves_a_span_of_the_same_text() {
        let text = "  open internet\n";
        assert_eq!(Span::of(0..text.len()).trimmed(text).slice(text), "open internet");
        assert!(Span::new(0, 2).trimmed(text).is_empty());
    }

    #[test]
    #[should_panic(expected = "must not end before it starts")]
    fn a_reversed_span_is_refused() {
        let _ = Span::new(2, 1);
    }
}
