//! The parts of the page: lines that belong together, and what they are.

use super::kinds;
use super::layer::Block;
use super::sentence::sentences;
use crate::document::{BlockHint, BlockKind, Document};
use crate::layout::{self, Line, lines};
use crate::text::Span;

/// The blocks of a document, in order. What the file's own markup says wins; the rest is inferred.
pub(super) fn blocks(document: &Document) -> Vec<Block> {
    let mut page = page(document);
    kinds::assign(&mut page);
    let mut blocks = Vec::with_capacity(page.len());
    for paragraph in &page {
        let kind = paragraph.kind.unwrap_or(BlockKind::Paragraph);
        let parts = match paragraph.lead {
            Some((end, lead)) => [(0..end, lead), (end..paragraph.text.len(), kind)],
            None => [(0..0, kind), (0..paragraph.text.len(), kind)],
        };
        for (range, kind) in parts {
            let start = paragraph.start;
            let span = Span::of(start + range.start..start + range.end).trimmed(&document.text);
            if !span.is_empty() {
                blocks.push(Block { span, kind });
            }
        }
    }
    blocks
}

/// Lines that belong together, on the way to a block.
pub(super) struct Paragraph<'t> {
    /// Where it starts in the document's text.
    pub start: usize,
    /// No white space at either end.
    pub text: &'t str,
    /// What it is, once a rule has said so.
    pub kind: Option<BlockKind>,
    /// Where a first part ends that is a block of its own, and what that part is.
    pub lead: Option<(usize, BlockKind)>,
    /// The markup says that it is running text, no title or heading.
    pub running: bool,
}

impl Paragraph<'_> {
    /// Whether no rule has spoken yet.
    pub(super) fn is_free(&self) -> bool {
        self.kind.is_none()
    }

    /// Whether it has at most `limit` words.
    pub(super) fn has_words(&self, limit: usize) -> bool {
        self.text.len() <= limit * 32 && self.text.split_whitespace().take(limit + 1).count() <= limit
    }

    /// Whether it could be a title: begins like one, has no stop at its end, and no sentence ends within it but
    /// with a question (`Who governs? The Internet at forty`).
    pub(super) fn is_titular(&self) -> bool {
        let begins = |first: char| first.is_uppercase() || first.is_ascii_digit() || "\"“‘'«".contains(first);
        let goes_on =
            self.text.ends_with(['.', ',', ';', ':', '…', '-', '—', '–']) || layout::ends_open(self.text);
        if !self.text.starts_with(begins) || goes_on || opens_quote(self.text) {
            return false;
        }
        let (mut n_sentences, mut asks) = (0, true);
        sentences(self.text, Span::of(0..self.text.len()), |sentence| {
            // `134 (1960). Resolution of 1 April 1960`: a first part in digits is a number.
            let number = sentence.len() <= 12
                && sentence.slice(self.text).starts_with(|first: char| first.is_ascii_digit());
            n_sentences += usize::from(!number);
            asks &= sentence.range().end == self.text.len() || sentence.slice(self.text).ends_with('?');
        });
        n_sentences <= 1 || (asks && !self.text.ends_with(['?', '!']))
    }
}

/// Whether a quote opens and does not close.
fn opens_quote(text: &str) -> bool {
    text.matches('"').count() % 2 == 1 || text.matches('“').count() > text.matches('”').count()
}

/// The paragraphs of a document, with the kinds that its hints give.
fn page(document: &Document) -> Vec<Paragraph<'_>> {
    let text: &str = &document.text;
    let lines = lines(text);
    let mut page = Vec::new();
    let mut rest = lines.as_slice();
    for hint in &document.hints {
        let (before, here, after) = around(rest, hint);
        inferred(text, before, &mut page);
        if let Some(mut paragraph) = paragraph(text, here) {
            paragraph.running = hint.kind == BlockKind::Paragraph;
            paragraph.kind = (!paragraph.running).then_some(hint.kind);
            page.push(paragraph);
        }
        rest = after;
    }
    inferred(text, rest, &mut page);
    page
}

/// Parts lines into those before, in and after a hint.
fn around<'l, 't>(
    lines: &'l [Line<'t>],
    hint: &BlockHint,
) -> (&'l [Line<'t>], &'l [Line<'t>], &'l [Line<'t>]) {
    let first = lines.partition_point(|line| line.span.start() < hint.span.start());
    let last = lines.partition_point(|line| line.span.start() < hint.span.end());
    (&lines[..first], &lines[first..last.max(first)], &lines[last.max(first)..])
}

fn inferred<'t>(text: &'t str, lines: &[Line<'t>], page: &mut Vec<Paragraph<'t>>) {
    page.extend(layout::paragraphs(lines).into_iter().filter_map(|it| paragraph(text, &lines[it.lines])));
}

fn paragraph<'t>(text: &'t str, lines: &[Line<'t>]) -> Option<Paragraph<'t>> {
    let span = lines.first()?.span.cover(lines.last()?.span);
    let start = span.range().start;
    Some(Paragraph { start, text: span.slice(text), kind: None, lead: None, running: false })
}
