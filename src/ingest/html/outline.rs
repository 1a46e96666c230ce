//! A page as a flat list, with what each element holds counted once.

use super::element::{is_block, is_cell, is_silent};
use super::walk::{Descent, Step, walk};
use scraper::node::Element;
use scraper::{ElementRef, Node};

/// What a stretch of a page holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Letters and digits.
    pub letters: u32,
    /// Those of them in links.
    pub linked: u32,
    /// Marks that end or divide sentences: prose has them, menus do not.
    pub stops: u32,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.letters += other.letters;
        self.linked += other.linked;
        self.stops += other.stops;
    }

    fn of(text: &str, is_linked: bool) -> Self {
        let mut tally = Self::default();
        let mut previous = ' ';
        for letter in text.chars() {
            tally.letters += u32::from(letter.is_alphanumeric());
            // A stop ends a word: `3.5`, `example.org` and `...` hold none.
            let ends = letter.is_whitespace() && is_stop(previous) || is_wide_stop(letter);
            tally.stops += u32::from(ends);
            previous = letter;
        }
        tally.stops += u32::from(is_stop(previous));
        tally.linked = if is_linked { tally.letters } else { 0 };
        tally
    }

    /// The letters outside links.
    pub(super) fn plain(self) -> u32 {
        self.letters - self.linked
    }

    /// Whether at least `percent` of the letters are in links.
    pub(super) fn is_linked(self, percent: u64) -> bool {
        self.letters > 0 && is_share(self.linked, self.letters, percent)
    }

    /// The letters of a block that are running text: a sentence at least, and most of it no link.
    fn prose(self) -> u32 {
        let is_prose = self.stops >= 1 && self.letters >= 25 && !self.is_linked(50);
        if is_prose { self.plain() } else { 0 }
    }
}

fn is_stop(letter: char) -> bool {
    matches!(letter, '.' | ',' | ';' | ':' | '?' | '!' | '"' | '”' | '’' | ')' | '»' | '…')
}

fn is_wide_stop(letter: char) -> bool {
    matches!(letter, '。' | '、' | '，' | '！' | '？' | '،' | '।')
}

/// A node of a page: an element that may hold words for readers, or words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'h> {
    pub node: &'h Node,
    /// The element, for those that are one.
    pub place: Option<ElementRef<'h>>,
    /// The piece it stands in; the root stands in itself.
    pub parent: usize,
    /// The innermost block it stands in.
    pub block: usize,
    /// The piece after the last one in it.
    pub end: usize,
    /// All it holds.
    pub all: Tally,
    /// Of a block: what stands in it and in no block within.
    pub own: Tally,
}

impl<'h> Piece<'h> {
    /// The element, for those that are one.
    pub(super) fn element(&self) -> Option<&'h Element> {
        self.node.as_element()
    }

    /// The name of the element; empty for words.
    pub(super) fn name(&self) -> &'h str {
        self.element().map_or("", Element::name)
    }

    /// Whether it is a headline of first rank with more than a word or two.
    pub(super) fn is_headline(&self) -> bool {
        self.name() == "h1" && self.all.letters > 8
    }
}

/// The pieces of a page in their order; what is silent is left out.
#[derive(Debug)]
pub(super) struct Outline<'h> {
    pub pieces: Vec<Piece<'h>>,
}

impl<'h> Outline<'h> {
    /// Lists and counts, in one pass.
    pub(super) fn of(root: ElementRef<'h>) -> Self {
        let mut listing = Listing::default();
        walk(root, |step| listing.take(step));
        Self { pieces: listing.pieces }
    }

    /// How much running text each piece holds, in letters, without what is dropped.
    pub(super) fn prose(&self, dropped: &[bool]) -> Vec<u32> {
        let mut prose = vec![0; self.pieces.len()];
        for (at, piece) in self.pieces.iter().enumerate().rev().filter(|(at, _)| !dropped[*at]) {
            prose[at] += piece.own.prose();
            if piece.parent != at {
                prose[piece.parent] += prose[at];
            }
        }
        prose
    }
}

/// Whether a part is so many percent of a whole.
pub(super) fn is_share(part: u32, whole: u32, percent: u64) -> bool {
    u64::from(part) * 100 >= u64::from(whole) * percent
}

/// Letters that a cell of data has at most; what has more is text that a table sets beside something.
const LONGEST_CELL: u32 = 200;

/// Whether a row holds data, words in short cells and nothing else, and does not lay out a page: that takes blocks
/// in cells, long cells, or empty lines in them.
pub(super) fn is_data_row(pieces: &[Piece<'_>], row: usize) -> bool {
    let mut after_break = false;
    let mut is_data = |piece: &Piece<'_>| {
        let is_break = piece.name() == "br";
        let is_empty_line = is_break && after_break;
        after_break = is_break || after_break && piece.all.letters == 0;
        match piece.element() {
            Some(element) if is_cell(element) => piece.all.letters <= LONGEST_CELL,
            Some(element) => !is_block(element) && !is_empty_line,
            None => true,
        }
    };
    pieces[row].name() == "tr" && pieces[row + 1..pieces[row].end].iter().all(&mut is_data)
}

/// An outline while it is made.
#[derive(Default)]
struct Listing<'h> {
    pieces: Vec<Piece<'h>>,
    open: Vec<usize>,
    blocks: Vec<usize>,
    links: usize,
}

impl<'h> Listing<'h> {
    fn take(&mut self, step: Step<'h>) -> Descent {
        match step {
            Step::Enter(node, place) => {
                if node.as_element().is_some_and(is_silent) || matches!(node, Node::Comment(_)) {
                    return Descent::Skip;
                }
                self.enter(node, place);
            }
            Step::Leave(node) => self.leave(node),
        }
        Descent::Into
    }

    fn enter(&mut self, node: &'h Node, place: Option<ElementRef<'h>>) {
        let at = self.pieces.len();
        let parent = self.open.last().copied().unwrap_or(at);
        let block = self.blocks.last().copied().unwrap_or(at);
        let mut all = Tally::default();
        if let Node::Text(text) = node {
            all = Tally::of(text, self.links > 0);
            if block != at {
                self.pieces[block].own.add(all);
            }
        }
        self.pieces.push(Piece { node, place, parent, block, end: at + 1, all, own: Tally::default() });
        self.open.push(at);
        if let Node::Element(element) = node {
            self.links += usize::from(element.name() == "a");
            if self.blocks.is_empty() || is_block(element) {
                self.blocks.push(at);
            }
        }
    }

    fn leave(&mut self, node: &'h Node) {
        let Some(at) = self.open.pop() else { return };
        self.pieces[at].end = self.pieces.len();
        let all = self.pieces[at].all;
        if let Some(&parent) = self.open.last() {
            self.pieces[parent].all.add(all);
        }
        if self.blocks.last() == Some(&at) {
            self.blocks.pop();
        }
        self.links -= usize::from(node.as_element().is_some_and(|element| element.name() == "a"));
    }
}
