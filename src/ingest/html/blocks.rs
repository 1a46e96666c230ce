//! The main part of a page, cut into blocks.

use super::element::{is_block, is_cell, is_note_mark, own_kind};
use super::main_part::MainPart;
use super::outline::{Outline, Piece, is_data_row};
use super::words::{is_byline, is_caption};
use crate::document::BlockKind;
use scraper::Node;
use scraper::node::Element;

/// A part of a block as it comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part<'h> {
    Words(&'h str),
    LineEnd,
    CellEnd,
}

/// A block of a page.
#[derive(Clone, Debug)]
pub(super) struct Block<'h> {
    pub kind: BlockKind,
    pub parts: Vec<Part<'h>>,
    /// Letters and digits, and those of them in links.
    pub letters: usize,
    pub linked: usize,
}

/// Cuts the main part into blocks that have words.
pub(super) fn blocks<'h>(outline: &Outline<'h>, main: &MainPart) -> Vec<Block<'h>> {
    let mut page = Page::default();
    let pieces = &outline.pieces;
    let mut open: Vec<usize> = Vec::new();
    let mut at = main.root;
    while at < pieces[main.root].end {
        while let Some(last) = open.pop_if(|last| pieces[*last].end <= at) {
            page.leave(&pieces[last]);
        }
        if main.dropped[at] || !page.enter(pieces, at) {
            at = pieces[at].end;
        } else {
            open.push(at);
            at += 1;
        }
    }
    while let Some(last) = open.pop() {
        page.leave(&pieces[last]);
    }
    page.close();
    page.blocks
}

/// Letters from which an element is no caption or byline, whatever it is called.
const LONGEST_LABEL: u32 = 800;

/// What the name of an element says of a label by a picture or above a text.
fn label(element: &Element) -> Option<BlockKind> {
    if is_caption(element) {
        return Some(BlockKind::Caption);
    }
    is_byline(element).then_some(BlockKind::Byline)
}

/// The blocks of a page while its pieces come in.
#[derive(Default)]
struct Page<'h> {
    blocks: Vec<Block<'h>>,
    parts: Vec<Part<'h>>,
    letters: usize,
    linked: usize,
    /// The kinds of the blocks around the present place, innermost last.
    around: Vec<BlockKind>,
    has_title: bool,
    /// Whether the innermost block is a row of data.
    in_row: bool,
    /// How many links are open.
    links: usize,
    /// How many `pre` are open, in which an empty line ends a block.
    pres: usize,
}

impl<'h> Page<'h> {
    /// Takes a piece in; false if what is in it is left out.
    fn enter(&mut self, pieces: &[Piece<'h>], at: usize) -> bool {
        let piece = &pieces[at];
        if let Node::Text(text) = piece.node {
            self.text(text);
            return true;
        }
        let (Some(element), Some(place)) = (piece.element(), piece.place) else { return true };
        if is_note_mark(place, piece.all.letters) {
            return false;
        }
        if element.name() == "br" {
            self.line_end();
        } else if element.name() == "a" {
            self.links += 1;
        } else if self.begins_block(piece) {
            self.close();
            self.in_row = is_data_row(pieces, at);
            self.pres += usize::from(element.name() == "pre");
            let kind = self.kind(piece);
            self.around.push(kind);
        }
        true
    }

    fn leave(&mut self, piece: &Piece<'h>) {
        let Some(element) = piece.element() else { return };
        if self.begins_block(piece) {
            self.close();
            self.around.pop();
            self.pres -= usize::from(element.name() == "pre");
            self.in_row = false;
        } else if is_cell(element) {
            self.parts.push(Part::CellEnd);
        } else if element.name() == "a" {
            self.links -= 1;
        }
    }

    fn text(&mut self, text: &'h str) {
        if self.pres == 0 {
            return self.words(text);
        }
        for line in text.split('\n') {
            if line.trim().is_empty() {
                self.close()
            } else {
                self.words(line)
            }
            self.parts.push(Part::Words("\n"));
        }
    }

    fn words(&mut self, text: &'h str) {
        let letters = n_letters(text);
        self.letters += letters;
        self.linked += if self.links > 0 { letters } else { 0 };
        self.parts.push(Part::Words(text));
    }

    /// Two line ends in a row end a block, as older pages write it.
    fn line_end(&mut self) {
        let is_second =
            self.parts.iter().rev().find(|part| !matches!(part, Part::Words(text) if text.trim().is_empty()));
        if is_second == Some(&Part::LineEnd) {
            self.close();
        } else {
            self.parts.push(Part::LineEnd);
        }
    }

    /// The cells of a row of data are no blocks of their own, and nothing in them is.
    fn begins_block(&self, piece: &Piece<'_>) -> bool {
        piece.element().is_some_and(|element| {
            is_block(element) && !(self.in_row && is_cell(element)) || !self.in_row && is_caption(element)
        })
    }

    /// What a block is: what its element says, unless what is around it says more.
    fn kind(&mut self, piece: &Piece<'_>) -> BlockKind {
        let outer = self.around.last().copied().unwrap_or(BlockKind::Paragraph);
        if matches!(outer, BlockKind::Footnote | BlockKind::Caption | BlockKind::Byline) {
            return outer;
        }
        if piece.name() == "h1" && !self.has_title {
            self.has_title = true;
            return BlockKind::Title;
        }
        if self.in_row {
            return BlockKind::ListItem;
        }
        if let Some(kind) = piece.element().filter(|_| piece.all.letters < LONGEST_LABEL).and_then(label) {
            return kind;
        }
        piece.element().and_then(own_kind).unwrap_or(outer)
    }

    fn close(&mut self) {
        let kind = self.around.last().copied().unwrap_or(BlockKind::Paragraph);
        let block = Block {
            kind,
            parts: std::mem::take(&mut self.parts),
            letters: std::mem::take(&mut self.letters),
            linked: std::mem::take(&mut self.linked),
        };
        if block.letters > 0 {
            self.blocks.push(block);
        }
    }
}

/// How many letters and digits there are; white space differs between source and text.
fn n_letters(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphanumeric()).count()
}
