//! What stands on pages.

use crate::document::BlockKind;
use crate::ingest::office::flow::{Flow, Paragraph};
use std::collections::BTreeMap;
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

/// The pieces of a page, in reading order; line ends within a paragraph are line feeds.
pub(super) fn pieces(page: &Page) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for block in &page.elements {
        match block {
            Block::Paragraph(paragraph) => {
                let kind = if paragraph.is_heading() {
                    BlockKind::Heading
                } else if paragraph.is_list_item() {
                    BlockKind::ListItem
                } else {
                    BlockKind::Paragraph
                };
                pieces.push(Piece::Paragraph(Paragraph { words: words(paragraph), kind }));
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
    pieces
}

fn rows(table: &Table) -> impl Iterator<Item = Piece> {
    table.rows.iter().map(|row| {
        let cell = |cell: &unpdf::TableCell| cell.content.iter().map(words).collect::<Vec<_>>().join(" ");
        Piece::Row(row.cells.iter().map(cell).collect())
    })
}

/// The words of a paragraph, without marks of notes.
fn words(paragraph: &unpdf::Paragraph) -> String {
    let is_mark = |text: &str| {
        let mark = text.trim();
        !mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit() || "[]()*†‡,".contains(c))
    };
    paragraph
        .content
        .iter()
        .map(|inline| match inline {
            InlineContent::Text(run) if run.style.superscript && is_mark(&run.text) => "",
            InlineContent::Text(run) => &run.text,
            InlineContent::Link { text, .. } => text,
            InlineContent::LineBreak => "\n",
            InlineContent::Image { .. } => "",
        })
        .collect()
}

/// How many pieces at the head and foot of a page may be its furniture.
const EDGE: usize = 2;

/// Drops what stands at the head or foot of at least three pages and half of all, but for its numbers; returns how
/// many pieces it was.
pub(super) fn drop_furniture(pages: &mut [Vec<Piece>]) -> u64 {
    let mut n_pages: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        let mut shapes: Vec<String> = edges(page.len()).filter_map(|at| shape(&page[at])).collect();
        shapes.sort_unstable();
        shapes.dedup();
        shapes.into_iter().for_each(|shape| *n_pages.entry(shape).or_default() += 1);
    }
    let least = pages.len().div_ceil(2).max(3);
    let mut n_dropped = 0;
    for page in pages.iter_mut() {
        let furniture: Vec<usize> = edges(page.len())
            .filter(|at| shape(&page[*at]).is_some_and(|shape| n_pages[&shape] >= least))
            .collect();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !furniture.contains(&(at - 1))
        });
        n_dropped += furniture.len() as u64;
    }
    n_dropped
}

/// The places at the head and foot of a page of `n` pieces.
fn edges(n: usize) -> impl Iterator<Item = usize> {
    (0..n).filter(move |at| *at < EDGE || *at + EDGE >= n)
}

/// A short piece with every number as one sign.
fn shape(piece: &Piece) -> Option<String> {
    let words = piece.words().filter(|words| words.len() <= 200)?;
    let mut shape = String::new();
    for c in words.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            digit if digit.is_ascii_digit() && shape.ends_with('#') => {}
            digit if digit.is_ascii_digit() => shape.push('#'),
            other => shape.extend(other.to_lowercase()),
        }
    }
    Some(shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_feet_of_pages_go() {
        let page = |n: usize| {
            let lines = [
                format!("Report {n}"),
                "Own head".to_owned(),
                format!("Words of page {}", "x".repeat(n)),
                "Text.".to_owned(),
                format!("- {n} -"),
            ];
            lines.map(|words| Piece::Paragraph(Paragraph { words, kind: BlockKind::Paragraph })).to_vec()
        };
        let mut pages: Vec<Vec<Piece>> = (1..=4).map(page).collect();
        pages[3].remove(0);
        assert_eq!(drop_furniture(&mut pages), 4 + 4 + 3 + 4);
        assert_eq!(pages[0].len(), 1);
        let mut two: Vec<Vec<Piece>> = (1..=2).map(page).collect();
        assert_eq!(drop_furniture(&mut two), 0);
    }
}
