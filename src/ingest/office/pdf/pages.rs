//! What stands on pages.

use crate::document::BlockKind;
use crate::ingest::office::flow::{Flow, Paragraph};
use crate::ingest::repair::{Mender, RepairKind};
use crate::layout::{is_furniture, shape};
use std::collections::{BTreeMap, BTreeSet};
use unpdf::{Block, InlineContent, Page, Table};

/// Something on a page.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Paragraph(Paragraph),
    /// A row of a table, cell by cell.
    Row(Vec<String>),
}

impl Piece {
    pub(super) fn add_to(self, flow: &mut Flow) {
        match self {
            Self::Paragraph(paragraph) => flow.add(paragraph),
            Self::Row(cells) => {
                flow.begin_row();
                for words in cells {
                    flow.begin_cell();
                    flow.add(Paragraph { words, kind: BlockKind::Paragraph });
                }
                flow.end_row();
            }
        }
    }

    /// Its words, if it is no row.
    fn words(&self) -> Option<&str> {
        match self {
            Self::Paragraph(paragraph) => Some(&paragraph.words),
            Self::Row(_) => None,
        }
    }
}

/// A page.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// What stands on it, in reading order.
    pub(super) pieces: Vec<Piece>,
    /// Whether some of it is set in columns.
    pub(super) in_columns: bool,
}

/// What stands on a page.
pub(super) fn sheet(page: &Page) -> Sheet {
    let mut pieces = Vec::new();
    let mut marks = BTreeSet::new();
    for block in &page.elements {
        match block {
            Block::Paragraph(paragraph) => {
                let words = words(paragraph, &mut marks);
                pieces.push(Piece::Paragraph(Paragraph { words, kind: kind(paragraph) }));
            }
            Block::Table(table) => pieces.extend(rows(table)),
            Block::Code { content } | Block::Raw { content } => {
                pieces
                    .push(Piece::Paragraph(Paragraph { words: content.clone(), kind: BlockKind::Paragraph }));
            }
            _ => {}
        }
    }
    pieces.retain(|piece| piece.words().is_none_or(|words| !words.trim().is_empty()));
    set_notes_apart(&mut pieces, &marks);
    Sheet { pieces, in_columns: page.column_count > 1 }
}

fn kind(paragraph: &unpdf::Paragraph) -> BlockKind {
    if paragraph.is_heading() {
        BlockKind::Heading
    } else if paragraph.is_list_item() {
        BlockKind::ListItem
    } else if paragraph.content.first().is_some_and(|first| mark(first).is_some()) {
        BlockKind::Footnote
    } else {
        BlockKind::Paragraph
    }
}

/// Pieces at the foot of a page that may be notes.
const NOTES: usize = 8;

/// Makes notes of what stands at the foot of a page behind a number that was set high in its text.
fn set_notes_apart(pieces: &mut [Piece], marks: &BTreeSet<String>) {
    let is_note = |piece: &Piece| {
        let (number, rest) = piece.words().and_then(|words| words.trim_start().split_once(' '))?;
        (marks.contains(number) && rest.starts_with(|first: char| !first.is_lowercase())).then_some(())
    };
    let from = pieces.len().saturating_sub(NOTES).max(1);
    let Some(first) = (from..pieces.len()).find(|at| is_note(&pieces[*at]).is_some()) else { return };
    for piece in &mut pieces[first..] {
        match piece {
            Piece::Paragraph(paragraph) if paragraph.kind == BlockKind::Paragraph => {
                paragraph.kind = BlockKind::Footnote;
            }
            _ => {}
        }
    }
}

fn rows(table: &Table) -> impl Iterator<Item = Piece> {
    table.rows.iter().map(|row| {
        let cell = |cell: &unpdf::TableCell| {
            cell.content.iter().map(|it| words(it, &mut BTreeSet::new())).collect::<Vec<_>>().join(" ")
        };
        Piece::Row(row.cells.iter().map(cell).collect())
    })
}

/// The words of a paragraph, without marks of notes, which are collected.
fn words(paragraph: &unpdf::Paragraph, marks: &mut BTreeSet<String>) -> String {
    let mut words = String::new();
    for inline in &paragraph.content {
        match (mark(inline), inline) {
            (Some(mark), _) => drop(marks.insert(mark.to_owned())),
            (None, InlineContent::Text(run)) => words.push_str(&run.text),
            (None, InlineContent::Link { text, .. }) => words.push_str(text),
            (None, InlineContent::LineBreak) => words.push('\n'),
            (None, InlineContent::Image { .. }) => {}
        }
    }
    words
}

/// The mark of a note: figures and signs set high.
fn mark(inline: &InlineContent) -> Option<&str> {
    let (text, style) = match inline {
        InlineContent::Text(run) => (&run.text, &run.style),
        InlineContent::Link { text, style, .. } => (text, style),
        _ => return None,
    };
    let mark = text.trim();
    let is_mark = mark.chars().all(|c| c.is_ascii_digit() || "[]()*†‡,".contains(c));
    (style.superscript && is_mark && !mark.is_empty()).then_some(mark)
}

/// How many pieces at the head and foot of a page may be its furniture.
const EDGE: usize = 2;

/// Drops what belongs to the page and not to the text: what stands, but for its numbers, at the head or foot of at least
/// three pages and a third of all, since left and right pages and first ones differ; of two pages, at the very edge of
/// both; numbers and document symbols.
pub(super) fn drop_furniture(sheets: &mut [Sheet], mender: &mut Mender<'_>) {
    let (edge, least) = if sheets.len() == 2 { (1, 2) } else { (EDGE, sheets.len().div_ceil(3).max(3)) };
    let mut n_pages: BTreeMap<String, usize> = BTreeMap::new();
    // What stands alone on its page is its text.
    for sheet in sheets.iter().filter(|sheet| sheet.pieces.len() > 1) {
        let mut shapes: Vec<String> =
            edges(sheet.pieces.len(), edge).filter_map(|at| shape_of(&sheet.pieces[at])).collect();
        shapes.sort_unstable();
        shapes.dedup();
        shapes.into_iter().for_each(|shape| *n_pages.entry(shape).or_default() += 1);
    }
    let is_book = sheets.len() > 1;
    for sheet in sheets.iter_mut() {
        let furniture: Vec<usize> = edges(sheet.pieces.len(), edge)
            .filter(|at| {
                let piece = &sheet.pieces[*at];
                let comes_again =
                    || shape_of(piece).is_some_and(|shape| n_pages.get(&shape).is_some_and(|n| *n >= least));
                is_book && piece.words().is_some_and(is_furniture) || comes_again()
            })
            .collect();
        let mut at = 0;
        sheet.pieces.retain(|piece| {
            at += 1;
            let goes = furniture.contains(&(at - 1));
            if goes {
                mender.note(RepairKind::PageFurniture, piece.words().unwrap_or_default(), "");
            }
            !goes
        });
    }
}

/// The `edge` first and last places of a page of `n` pieces.
fn edges(n: usize, edge: usize) -> impl Iterator<Item = usize> {
    (0..n).filter(move |at| *at < edge || *at + edge >= n)
}

/// What a short piece shares with those of other pages.
fn shape_of(piece: &Piece) -> Option<String> {
    let words = piece.words().filter(|words| words.len() <= 200)?;
    let shape = shape(&words.split_whitespace().collect::<Vec<_>>().join(" "));
    Some(shape.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::reader::Reading;
    use crate::ingest::repair::LeftAsIs;

    fn paragraph(words: &str) -> Piece {
        Piece::Paragraph(Paragraph { words: words.to_owned(), kind: BlockKind::Paragraph })
    }

    #[test]
    fn heads_and_feet_of_pages_go() {
        let page = |n: usize| {
            let own = format!("Words of page {}", "x".repeat(n));
            let lines = [&format!("Report {n}"), "Own head", &own, "Text.", &format!("- {n} -")];
            Sheet { pieces: lines.map(paragraph).to_vec(), in_columns: false }
        };
        let mut sheets: Vec<Sheet> = (1..=4).map(page).collect();
        sheets[3].pieces.remove(0);
        let left = LeftAsIs::default();
        let mut mender = Mender::new(&left);
        drop_furniture(&mut sheets, &mut mender);
        let mut reading = Reading::default();
        mender.join(&mut reading);
        assert_eq!(reading.repairs["page-furniture"], 4 + 4 + 3 + 4);
        assert_eq!((reading.mended[0].before.as_str(), reading.mended[0].after.as_str()), ("Report 1", ""));
        assert_eq!(sheets[0].pieces.len(), 1);
        let mut two: Vec<Sheet> = (1..=2).map(page).collect();
        drop_furniture(&mut two, &mut Mender::new(&left));
        assert_eq!(two[0].pieces.len(), 3, "the head and the number");
    }

    #[test]
    fn notes_stand_behind_a_mark_of_the_text() {
        let mut pieces = ["12 Angry men came.", "Text.", "12 See the compact.", "Its rest."].map(paragraph);
        set_notes_apart(&mut pieces, &BTreeSet::from(["12".to_owned()]));
        let is_note = |piece: &Piece| matches!(piece, Piece::Paragraph(it) if it.kind == BlockKind::Footnote);
        assert_eq!(pieces.map(|piece| is_note(&piece)), [false, false, true, true]);
    }
}
