//! What comes again on every page.

use super::furniture::is_furniture;
use super::line::Line;
use super::paragraphs::ends_sentence;
use rustc_hash::FxHashMap;

/// Lines of furniture that a page break may bring.
const LONGEST_PAGE_BREAK: usize = 4;

/// What pages of this text begin and end with.
pub(super) struct RunningHeads {
    /// Which lines belong to their page and not to the text.
    are_of_page: Vec<bool>,
}

impl RunningHeads {
    /// Short lines that come again at least so often, digits aside, are heads of pages.
    const FEWEST: usize = 3;

    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for line in lines.iter().filter(|line| Self::may_be(line)) {
            *counts.entry(shape(line.text)).or_default() += 1;
        }
        counts.retain(|_, n| *n >= Self::FEWEST);
        let comes_again = |line: &Line<'_>| {
            !counts.is_empty() && Self::may_be(line) && counts.contains_key(&shape(line.text))
        };
        let is_of_page = |line: &Line<'_>| is_furniture(line.text) || comes_again(line);
        Self { are_of_page: lines.iter().map(is_of_page).collect() }
    }

    /// Heads have a number or stand in capitals, and end no sentence.
    fn may_be(line: &Line<'_>) -> bool {
        const LONGEST: usize = 90;
        line.length <= LONGEST
            && !ends_sentence(line.text)
            && (line.text.bytes().any(|byte| byte.is_ascii_digit())
                || !line.text.chars().any(char::is_lowercase))
    }

    /// Whether the line at `at` belongs to its page and not to the text.
    pub(super) fn is_of_page(&self, at: usize) -> bool {
        self.are_of_page[at]
    }

    /// Where the page furniture ends that begins at `next`; `next` itself if none does.
    pub(super) fn page_break_end(&self, next: usize) -> usize {
        let lines = self.are_of_page.iter().skip(next).take(LONGEST_PAGE_BREAK);
        next + lines.take_while(|is_of_page| **is_of_page).count()
    }
}

/// A line without its digits: what the heads of the pages of one text share.
pub(crate) fn shape(text: &str) -> String {
    text.chars().filter(|character| !character.is_ascii_digit()).collect()
}
