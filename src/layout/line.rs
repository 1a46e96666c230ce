//! The lines of a text that have something on them.

use crate::text::Span;

/// A line without the white space at its ends.
#[derive(Clone, Copy)]
pub(crate) struct Line<'t> {
    pub span: Span,
    pub text: &'t str,
    /// In characters.
    pub length: usize,
    /// Whether an empty line or a page break stands before it.
    pub gap: bool,
    /// Whether it starts further right than the margin.
    pub indented: bool,
}

/// The lines of `text`, in order.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(text.len() / 64);
    let (mut at, mut gap) = (0, true);
    let has_pages = text.contains('\u{c}');
    for raw in text.split('\n') {
        let start = raw.len() - raw.trim_start().len();
        let trimmed = raw.trim();
        gap |= has_pages && raw.contains('\u{c}');
        if trimmed.is_empty() {
            gap = true;
        } else {
            let span = Span::of(at + start..at + start + trimmed.len());
            let length = trimmed.chars().count();
            lines.push(Line {
                span,
                text: trimmed,
                length,
                gap,
                indented: start > 1 || raw.starts_with('\t'),
            });
            gap = false;
        }
        at += raw.len() + 1;
    }
    lines
}
