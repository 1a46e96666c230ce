//! What comes again on every page.

use super::furniture::is_furniture;
use super::line::Line;
use super::paragraphs::ends_sentence;
use rustc_hash::{FxHashMap, FxHashSet};

/// Lines of furniture that a page break may bring.
const LONGEST_PAGE_BREAK: usize = 4;

/// What pages of this text begin and end with.
pub(super) struct RunningHeads {
    /// Without their digits.
    shapes: FxHashSet<String>,
}

impl RunningHeads {
    /// Short lines that come again at least so often, digits aside, are heads of pages.
    const FEWEST: usize = 3;

    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for line in lines.iter().filter(|line| Self::may_be(line)) {
            *counts.entry(shape(line.text)).or_default() += 1;
        }
        let often = counts.into_iter().filter(|(_, n)| *n >= Self::FEWEST);
        Self { shapes: often.map(|(shape, _)| shape).collect() }
    }

    /// Heads have a number or stand in capitals, and end no sentence.
    fn may_be(line: &Line<'_>) -> bool {
        const LONGEST: usize = 90;
        line.length <= LONGEST
            && !ends_sentence(line.text)
            && (line.text.bytes().any(|byte| byte.is_ascii_digit())
                || !line.text.chars().any(char::is_lowercase))
    }

    /// Whether a line belongs to its page and not to the text.
    pub(super) fn is_of_page(&self, line: &Line<'_>) -> bool {
        let comes_again =
            || !self.shapes.is_empty() && Self::may_be(line) && self.shapes.contains(&shape(line.text));
        is_furniture(line.text) || comes_again()
    }

    /// Where the page furniture ends that begins at `next`; `next` itself if none does.
    pub(super) fn page_break_end(&self, lines: &[Line<'_>], next: usize) -> usize {
        let furniture = lines[next.min(lines.len())..]
            .iter()
            .take(LONGEST_PAGE_BREAK)
            .take_while(|line| self.is_of_page(line));
        next + furniture.count()
    }
}

/// A line without its digits: what the heads of the pages of one text share.
pub(crate) fn shape(text: &str) -> String {
    text.chars().filter(|character| !character.is_ascii_digit()).collect()
}
