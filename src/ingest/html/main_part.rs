//! Which element of a page holds its text.

use super::beside;
use super::outline::{Outline, Piece, is_share};
use super::words::is_text;

/// Percent of the prose that an element must hold to be gone into, and of those that are the main part by their tag.
const MOST: u64 = 85;
const MOST_OF_MAIN: u64 = 50;

/// Percent of the page's prose in the element that says it holds the text, to be believed.
const TEXT: u64 = 35;

/// Percent of its prose in another element of its name, to be a part of the same text.
const FURTHER_TEXT: u64 = 15;

/// Letters of prose by a headline, to be its text.
const HEADED: u32 = 150;

/// Percent, of the prose in the element that holds most of it, that text by the headline must have to be preferred:
/// where the two are apart, and where one is in the other.
const HEADED_APART: u64 = 25;
const HEADED_WITHIN: u64 = 50;

/// The main part of a page.
#[derive(Debug)]
pub(super) struct MainPart {
    /// The piece that holds it.
    pub root: usize,
    /// By piece, whether it is beside the text.
    pub dropped: Vec<bool>,
}

impl MainPart {
    /// Finds it: the element that says it holds the text, or the smallest that holds most of the prose, or what is
    /// by the headline if that is elsewhere.
    pub(super) fn of(outline: &Outline<'_>) -> Self {
        let dropped = beside::dropped(outline);
        let prose = outline.prose(&dropped);
        let page = Prose { pieces: &outline.pieces, dropped: &dropped, prose: &prose };
        let root = page.named().unwrap_or_else(|| page.headed(page.deepest()));
        Self { root, dropped }
    }

    /// The whole page.
    pub(super) fn whole(outline: &Outline<'_>) -> Self {
        Self { root: 0, dropped: vec![false; outline.pieces.len()] }
    }
}

/// The running text of a page: where it is, without what is beside the text.
struct Prose<'p, 'h> {
    pieces: &'p [Piece<'h>],
    dropped: &'p [bool],
    /// Letters of it in each piece.
    prose: &'p [u32],
}

impl Prose<'_, '_> {
    /// The element that says it holds the text, the innermost of those that hold it, if it does.
    fn named(&self) -> Option<usize> {
        let says = |&at: &usize| {
            !self.dropped[at] && self.prose[at] > 0 && self.pieces[at].element().is_some_and(is_text)
        };
        let all: Vec<usize> = (0..self.pieces.len()).filter(says).collect();
        let best = *all.iter().max_by_key(|&&at| (self.prose[at], usize::MAX - at))?;
        let joined = self.with_siblings(&all, best);
        if !is_share(self.prose[joined], self.prose[0], TEXT) {
            return None;
        }
        let is_inner = |&&at: &&usize| {
            joined == best && self.is_within(at, best) && is_share(self.prose[at], self.prose[best], MOST)
        };
        Some(all.iter().rfind(is_inner).copied().unwrap_or(joined))
    }

    /// Texts are also laid out in several elements of one name, with other things between; then what holds them
    /// all is wanted. Where headlines stand between, they are different texts and the first is wanted.
    fn with_siblings(&self, all: &[usize], best: usize) -> usize {
        let name = |at: usize| self.pieces[at].element().and_then(|element| element.attr("class"));
        let is_sibling = |&&at: &&usize| {
            self.are_apart(at, best)
                && name(at) == name(best)
                && is_share(self.prose[at], self.prose[best], FURTHER_TEXT)
        };
        let siblings: Vec<usize> = all.iter().filter(is_sibling).copied().collect();
        let (Some(&first), Some(&last)) = (siblings.first(), siblings.last()) else { return best };
        let (first, last) = (first.min(best), last.max(best));
        if self.pieces[first..last].iter().any(Piece::is_headline) {
            return first;
        }
        let holds_all = |&at: &usize| self.pieces[at].end >= self.pieces[last].end;
        self.around(first).find(holds_all).unwrap_or(best)
    }

    /// The smallest element that holds most of the prose, going in from the root.
    fn deepest(&self) -> usize {
        let mut root = 0;
        while let Some(inner) = self.main_child(root) {
            root = inner;
        }
        root
    }

    /// The child that holds most of the prose of a piece, if one does and may hold a text.
    fn main_child(&self, of: usize) -> Option<usize> {
        let best = self.children(of).max_by_key(|&child| (self.prose[child], usize::MAX - child))?;
        let element = self.pieces[best].element()?;
        let is_main = matches!(element.name(), "article" | "main") || element.attr("role") == Some("main");
        let is_most = is_share(self.prose[best], self.prose[of], if is_main { MOST_OF_MAIN } else { MOST });
        let holds_blocks = !matches!(element.name(), "p" | "blockquote" | "li");
        (is_most && holds_blocks && self.prose[best] > 0).then_some(best)
    }

    /// What is by the headline, if that is rather the text than the element that holds most of the prose: a foot or
    /// comments are longer than some texts.
    fn headed(&self, deepest: usize) -> usize {
        let is_headline = |&at: &usize| self.pieces[at].is_headline() && !self.dropped[at];
        let Some(headline) = (0..self.pieces.len()).find(is_headline) else { return deepest };
        let near = self.around(headline).skip(1).find(|&at| self.prose[at] >= HEADED).unwrap_or(deepest);
        let is_text = |percent| is_share(self.prose[near], self.prose[deepest], percent);
        let is_nearer = self.are_apart(near, deepest) && is_text(HEADED_APART)
            || self.is_within(near, deepest) && is_text(HEADED_WITHIN);
        if is_nearer { near } else { deepest }
    }

    /// A piece and what it stands in, from the inside to the root.
    fn around(&self, piece: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(piece), |&at| Some(self.pieces[at].parent).filter(|&up| up != at))
    }

    /// The children of a piece that are not beside the text.
    fn children(&self, of: usize) -> impl Iterator<Item = usize> {
        let end = self.pieces[of].end;
        let next = move |&child: &usize| Some(self.pieces[child].end).filter(|&next| next < end);
        std::iter::successors(Some(of + 1).filter(|&first| first < end), next)
            .filter(|&child| !self.dropped[child])
    }

    fn is_within(&self, inner: usize, outer: usize) -> bool {
        inner > outer && inner < self.pieces[outer].end
    }

    fn are_apart(&self, one: usize, other: usize) -> bool {
        one >= self.pieces[other].end || other >= self.pieces[one].end
    }
}
