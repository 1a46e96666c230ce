//! Text built block by block, from formats whose markup shows the blocks.

use super::normalize::normalize;
use super::reader::Reading;
use super::repair::{LeftAsIs, mend_blocks};
use crate::document::{BlockHint, BlockKind};
use crate::text::Span;

/// Collects blocks: normalised, an empty line between them, one hint each.
///
/// Words of one block come in through [`Layout::words`]; [`Layout::close`] ends it. A line end composes with
/// nothing, so blocks that are NFC make a text that is.
#[derive(Debug, Default)]
pub(super) struct Layout {
    reading: Reading,
    open: String,
}

impl Layout {
    /// Adds words to the open block as they stand; every run of white space in them becomes one space.
    pub(super) fn words(&mut self, text: &str) {
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            self.open.push_str(word);
            if word.len() < piece.len() && !self.open.is_empty() && !self.open.ends_with([' ', '\n']) {
                self.open.push(' ');
            }
        }
    }

    /// Ends the line, not the block.
    pub(super) fn line_end(&mut self) {
        self.open.truncate(self.open.trim_end_matches(' ').len());
        if !self.open.is_empty() {
            self.open.push('\n');
        }
    }

    /// Separates the cells of a row.
    pub(super) fn cell_end(&mut self) {
        self.open.truncate(self.open.trim_end().len());
        self.open.push('\t');
    }

    /// The words of the open block so far.
    pub(super) fn open_words(&self) -> &str {
        self.open.trim()
    }

    /// Ends the open block, if it has any words, as one of this kind.
    pub(super) fn close(&mut self, kind: BlockKind) {
        let open = std::mem::take(&mut self.open);
        let block = normalize(&open, &mut self.reading.repairs);
        let block = block.trim();
        if block.is_empty() {
            return;
        }
        let text = &mut self.reading.text;
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(block);
        self.reading.hints.push(BlockHint { span: Span::of(start..text.len()), kind });
    }

    /// The text, mended but for what is `left`, and its hints; whatever is still open becomes a paragraph.
    pub(super) fn finish(mut self, left: &LeftAsIs) -> Reading {
        self.close(BlockKind::Paragraph);
        mend_blocks(&mut self.reading, left);
        self.reading
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_the_source_is_not_part_of_the_text() {
        let mut layout = Layout::default();
        layout.words("\n  An open\n\t");
        layout.words("internet ");
        layout.words("matters.");
        layout.close(BlockKind::Paragraph);
        layout.words(" \n");
        layout.close(BlockKind::ListItem);
        layout.words("E\u{301}tats");
        layout.line_end();
        layout.words(" parties");
        let reading = layout.finish(&LeftAsIs::default());
        assert_eq!(reading.text, "An open internet matters.\n\nÉtats\nparties");
        assert_eq!(reading.hints.len(), 2);
        assert_eq!(reading.hints[1].span.slice(&reading.text), "États\nparties");
    }
}
