//! From paragraphs, in the order of the page, to blocks.

use crate::document::BlockKind;
use crate::ingest::head;
use crate::ingest::layout::Layout;
use crate::ingest::reader::Reading;
use crate::ingest::repair::LeftAsIs;

/// A paragraph of a document.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    /// Its words; a line feed where a line is to end.
    pub(super) words: String,
    /// What its style says it is.
    pub(super) kind: BlockKind,
}

/// Collects paragraphs.
///
/// Notes stand at the end, as on the last page of a book, so that no sentence is cut in two. A row of a table whose
/// cells are short is one list item, its cells parted by tabs; cells that hold running text lay out the page, and
/// their paragraphs are paragraphs.
#[derive(Debug, Default)]
pub(super) struct Flow {
    layout: Layout,
    /// The rows that are open, innermost last; each a list of cells.
    rows: Vec<Vec<Vec<Paragraph>>>,
    notes: Vec<Paragraph>,
    has_title: bool,
}

/// The most words a cell of data has.
const CELL_WORDS: usize = 40;

impl Flow {
    /// Adds a paragraph at the present place.
    pub(super) fn add(&mut self, paragraph: Paragraph) {
        let Some(cells) = self.rows.last_mut() else { return self.emit(&paragraph) };
        match cells.last_mut() {
            Some(cell) => cell.push(paragraph),
            None => cells.push(vec![paragraph]),
        }
    }

    /// Adds a paragraph of a note.
    pub(super) fn note(&mut self, words: String) {
        self.notes.push(Paragraph { words, kind: BlockKind::Footnote });
    }

    /// A row of a table begins.
    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// A cell of the open row begins.
    pub(super) fn begin_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.push(Vec::new());
        }
    }

    /// The open row ends.
    pub(super) fn end_row(&mut self) {
        let Some(mut cells) = self.rows.pop() else { return };
        cells.iter_mut().for_each(|cell| cell.retain(|paragraph| has_words(&paragraph.words)));
        if is_data(&cells) {
            let words: Vec<String> = cells.iter().map(|cell| cell_words(cell)).collect();
            self.add(Paragraph { words: words.join("\t"), kind: BlockKind::ListItem });
        } else {
            cells.into_iter().flatten().for_each(|paragraph| self.add(paragraph));
        }
    }

    /// The open row is dropped.
    pub(super) fn drop_row(&mut self) {
        self.rows.pop();
    }

    fn emit(&mut self, paragraph: &Paragraph) {
        for (at, line) in paragraph.words.split('\n').enumerate() {
            if at > 0 {
                self.layout.line_end();
            }
            for (at, cell) in line.split('\t').enumerate() {
                if at > 0 {
                    self.layout.cell_end();
                }
                self.layout.words(cell);
            }
        }
        let kind = match paragraph.kind {
            BlockKind::Title if self.has_title => BlockKind::Heading,
            kind => kind,
        };
        self.has_title |= kind == BlockKind::Title && has_words(&paragraph.words);
        self.layout.close(kind);
    }

    /// The text, mended but for what is `left`. Its title is the paragraph that is styled as one; where none is, the head of the text is read as
    /// that of a plain text is.
    pub(super) fn finish(mut self, left: &LeftAsIs) -> Reading {
        while !self.rows.is_empty() {
            self.end_row();
        }
        for note in std::mem::take(&mut self.notes) {
            self.emit(&note);
        }
        let mut reading = self.layout.finish(left);
        match reading.hints.iter().find(|hint| hint.kind == BlockKind::Title) {
            Some(title) => {
                let words: Vec<&str> = title.span.slice(&reading.text).split_whitespace().collect();
                reading.fields.insert("title".to_owned(), words.join(" ").into());
            }
            None => head::mark(&mut reading),
        }
        reading
    }
}

fn has_words(words: &str) -> bool {
    words.chars().any(|c| !c.is_whitespace())
}

/// Whether a row holds data: several cells with words, each short and of one paragraph.
fn is_data(cells: &[Vec<Paragraph>]) -> bool {
    let short = |cell: &Vec<Paragraph>| {
        cell.len() <= 1 && cell.iter().all(|it| it.words.split_whitespace().nth(CELL_WORDS).is_none())
    };
    cells.iter().filter(|cell| !cell.is_empty()).count() >= 2 && cells.iter().all(short)
}

fn cell_words(cell: &[Paragraph]) -> String {
    cell.iter().flat_map(|paragraph| paragraph.words.split_whitespace()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(words: &str, kind: BlockKind) -> Paragraph {
        Paragraph { words: words.to_owned(), kind }
    }

    fn blocks(flow: Flow) -> Vec<(BlockKind, String)> {
        let reading = flow.finish(&LeftAsIs::default());
        reading.hints.iter().map(|hint| (hint.kind, hint.span.slice(&reading.text).to_owned())).collect()
    }

    #[test]
    fn rows_of_data_are_items_and_cells_of_text_are_paragraphs() {
        let mut flow = Flow::default();
        let long = "States affirm that rights hold online. ".repeat(10);
        for cells in [["Freedom", "41"], ["Article 1", long.as_str()]] {
            flow.begin_row();
            for cell in cells {
                flow.begin_cell();
                flow.add(paragraph(cell, BlockKind::Paragraph));
            }
            flow.end_row();
        }
        let expected = [
            (BlockKind::ListItem, "Freedom\t41".to_owned()),
            (BlockKind::Paragraph, "Article 1".to_owned()),
            (BlockKind::Paragraph, long.trim().to_owned()),
        ];
        assert_eq!(blocks(flow), expected);
    }

    #[test]
    fn notes_come_last_and_a_second_title_is_a_heading() {
        let mut flow = Flow::default();
        flow.note("As in 2021.".to_owned());
        flow.add(paragraph("An open in\u{AD}ternet", BlockKind::Title));
        flow.add(paragraph("For all", BlockKind::Title));
        flow.add(paragraph("One.\nTwo.", BlockKind::Paragraph));
        let expected = [
            (BlockKind::Title, "An open internet"),
            (BlockKind::Heading, "For all"),
            (BlockKind::Paragraph, "One.\nTwo."),
            (BlockKind::Footnote, "As in 2021."),
        ];
        assert_eq!(blocks(flow), expected.map(|(kind, words)| (kind, words.to_owned())));
    }
}
