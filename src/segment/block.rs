//! The parts of the page: lines that belong together, and what they are.

use super::layer::Block;
use crate::document::{BlockKind, Document};
use crate::text::Span;

/// The blocks of a document, in order.
pub(super) fn blocks(document: &Document) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in document.text.split("\n\n") {
        let span = Span::of(at..at + part.len()).trimmed(&document.text);
        if !span.is_empty() {
            blocks.push(Block { span, kind: BlockKind::Paragraph });
        }
        at += part.len() + 2;
    }
    blocks
}
