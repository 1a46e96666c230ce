//! Which pieces of a page are its text.

use super::element::is_block;
use super::outline::{Outline, Piece, Tally};
use super::words::{Beside, beside, is_text};
use scraper::Node;

/// The main part of a page.
#[derive(Debug)]
pub(super) struct MainPart {
    /// The piece that holds it.
    pub root: usize,
    /// By piece, whether it is beside the text.
    pub dropped: Vec<bool>,
}

impl MainPart {
    /// The whole page.
    pub(super) fn whole(outline: &Outline<'_>) -> Self {
        Self { root: 0, dropped: vec![false; outline.pieces.len()] }
    }

    /// Finds it.
    pub(super) fn of(outline: &Outline<'_>) -> Self {
        let pieces = &outline.pieces;
        let whole = prose(pieces, &vec![false; pieces.len()]);
        let heads = heads(pieces);
        let mut dropped = drop(pieces, &whole, Some(&heads));
        let mut kept = prose(pieces, &dropped);
        if kept[0] < 250 && whole[0] > kept[0] || u64::from(kept[0]) * 10 < u64::from(whole[0]) {
            dropped = drop(pieces, &whole, None);
            kept = prose(pieces, &dropped);
        }
        let root = anchor(pieces, &dropped, &kept).unwrap_or_else(|| {
            let deepest = descend(pieces, &dropped, &kept);
            below_headline(pieces, &dropped, &kept)
                .filter(|&near| is_nearer(pieces, &kept, near, deepest))
                .unwrap_or(deepest)
        });
        Self { root, dropped }
    }
}

/// How much running text each piece holds, in letters.
fn prose(pieces: &[Piece<'_>], dropped: &[bool]) -> Vec<u32> {
    let mut prose: Vec<u32> = vec![0; pieces.len()];
    for at in (0..pieces.len()).rev() {
        let piece = &pieces[at];
        if dropped[at] {
            prose[at] = 0;
            continue;
        }
        prose[at] += letters_of_prose(piece.own);
        if piece.parent != at {
            prose[piece.parent] += prose[at];
        }
    }
    prose
}

/// By piece, whether there is a headline in it or it says that it holds the text.
fn heads(pieces: &[Piece<'_>]) -> Vec<bool> {
    let mut heads = vec![false; pieces.len()];
    for at in (1..pieces.len()).rev() {
        let piece = &pieces[at];
        let is_head = piece.name() == "h1" && piece.all.letters > 8
            || piece.element().is_some_and(is_text) && piece.all.letters > 250;
        heads[at] |= is_head;
        heads[piece.parent] |= heads[at];
    }
    heads
}

/// The letters of a block that are running text: prose has stops and is mostly not linked.
fn letters_of_prose(own: Tally) -> u32 {
    let is_prose = own.stops >= 1 && own.letters >= 25 && !own.is_linked(50);
    if is_prose { own.plain() } else { 0 }
}

/// By piece, whether it is beside the text. What holds most of the prose is the text whatever it is called, but a
/// foot or comments may be longer than a short text: then there must be a headline in it.
fn drop(pieces: &[Piece<'_>], prose: &[u32], heads: Option<&[bool]>) -> Vec<bool> {
    let whole = prose.first().copied().unwrap_or(0).max(1);
    let mut dropped = vec![false; pieces.len()];
    let mut is_announced = false;
    for at in 1..pieces.len() {
        if !dropped[pieces[at].parent] && pieces[at].all.letters > 0 {
            is_announced = announces(pieces, at).unwrap_or(is_announced);
        }
        if is_announced && matches!(pieces[at].name(), "ul" | "ol") {
            dropped[at] = dropped[pieces[at].parent];
            continue;
        }
        let (share, has_head) = (prose[at], heads.is_none_or(|heads| heads[at]));
        dropped[at] = dropped[pieces[at].parent]
            || match beside_text(pieces, at) {
                Some(Beside::Surely) => !(is_share(share, whole, 50) && has_head),
                Some(Beside::Likely) => !is_share(share, whole, 40),
                None => false,
            };
    }
    dropped
}

/// Letters of a sentence that announces a list: `Related:` is none.
pub(super) const ANNOUNCEMENT: u32 = 40;

/// Whether words announce a list, as sentences that end in a colon do; `None` for elements. A list that is announced
/// belongs to the text even if its items are links, such as the states that sign a statement.
fn announces(pieces: &[Piece<'_>], at: usize) -> Option<bool> {
    let Node::Text(text) = pieces[at].node else { return None };
    let is_sentence = pieces[pieces[at].block].own.letters >= ANNOUNCEMENT;
    Some(is_sentence && text.trim_end().ends_with(':'))
}

/// What an element, its name and its links say of its being beside the text.
fn beside_text(pieces: &[Piece<'_>], at: usize) -> Option<Beside> {
    let piece = &pieces[at];
    let element = piece.element()?;
    match element.name() {
        "html" | "body" | "main" | "tbody" | "tr" | "th" | "td" => None,
        "footer" | "aside" | "nav" => Some(Beside::Surely),
        _ if is_list_of_links(piece) => Some(Beside::Surely),
        "form" => Some(Beside::Likely),
        _ => beside(element).filter(|_| !is_in_sentence(pieces, at)),
    }
}

/// Whether an element is some words of a sentence, whatever it is called.
fn is_in_sentence(pieces: &[Piece<'_>], at: usize) -> bool {
    let (piece, around) = (&pieces[at], pieces[pieces[at].block].own);
    let is_inline = piece.element().is_some_and(|element| !is_block(element));
    is_inline && piece.all.letters < 40 && around.stops > 0 && around.plain() >= 40 + piece.all.plain()
}

/// Whether a block is links and little else.
fn is_list_of_links(piece: &Piece<'_>) -> bool {
    let Some(element) = piece.element() else { return false };
    let is_single = matches!(
        element.name(),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "li" | "td" | "dd" | "blockquote"
    );
    is_block(element)
        && !is_single
        && piece.all.is_linked(60)
        && piece.all.stops * 40 <= piece.all.plain() + 80
}

/// The element that says it holds the text, if there is one and it does.
fn anchor(pieces: &[Piece<'_>], dropped: &[bool], prose: &[u32]) -> Option<usize> {
    let says = |&at: &usize| !dropped[at] && prose[at] > 0 && pieces[at].element().is_some_and(is_text);
    let all: Vec<usize> = (0..pieces.len()).filter(says).collect();
    let best = *all.iter().max_by_key(|&&at| (prose[at], usize::MAX - at))?;
    let joined = with_siblings(pieces, prose, &all, best);
    if !is_share(prose[joined], prose[0], 35) {
        return None;
    }
    if joined != best {
        return Some(joined);
    }
    let inner =
        all.iter().filter(|&&at| at > best && at < pieces[best].end && is_share(prose[at], prose[best], 85));
    Some(inner.last().copied().unwrap_or(best))
}

/// Texts are also laid out in several elements of one name, with other things between; then what holds them
/// all is wanted. Where headlines of first rank stand between, they are different texts and the first is wanted.
fn with_siblings(pieces: &[Piece<'_>], prose: &[u32], all: &[usize], best: usize) -> usize {
    let name = |at: usize| pieces[at].element().and_then(|element| element.attr("class"));
    let is_sibling = |&at: &usize| {
        let apart = at >= pieces[best].end || pieces[at].end <= best;
        apart && name(at) == name(best) && is_share(prose[at], prose[best], 15)
    };
    let siblings: Vec<usize> = all.iter().copied().filter(is_sibling).collect();
    let Some(first) = siblings.first().map(|&first| first.min(best)) else { return best };
    let last = siblings.last().map_or(best, |&last| last.max(best));
    if (first..last).any(|at| pieces[at].name() == "h1" && pieces[at].all.letters > 8) {
        return first;
    }
    let holds_all = |&at: &usize| at <= first && pieces[at].end >= pieces[last].end;
    std::iter::successors(Some(first), |&at| Some(pieces[at].parent).filter(|&up| up != at))
        .find(holds_all)
        .unwrap_or(best)
}

fn is_share(part: u32, whole: u32, percent: u64) -> bool {
    u64::from(part) * 100 >= u64::from(whole) * percent
}

fn descend(pieces: &[Piece<'_>], dropped: &[bool], prose: &[u32]) -> usize {
    let mut root = 0;
    loop {
        let Some(best) = children(pieces, root)
            .filter(|&child| !dropped[child])
            .max_by_key(|&child| (prose[child], usize::MAX - child))
        else {
            return root;
        };
        let Some(element) = pieces[best].element() else { return root };
        let is_main = matches!(element.name(), "article" | "main") || element.attr("role") == Some("main");
        let percent = if is_main { 50 } else { 85 };
        if !is_share(prose[best], prose[root], percent) || prose[best] == 0 {
            return root;
        }
        if matches!(element.name(), "p" | "blockquote" | "li") {
            return root;
        }
        root = best;
    }
}

/// The smallest element that holds the headline and running text below it.
fn below_headline(pieces: &[Piece<'_>], dropped: &[bool], prose: &[u32]) -> Option<usize> {
    let is_headline = |&at: &usize| pieces[at].name() == "h1" && !dropped[at] && pieces[at].all.letters > 8;
    let headline = (0..pieces.len()).find(is_headline)?;
    std::iter::successors(Some(headline), |&at| Some(pieces[at].parent).filter(|&up| up != at))
        .skip(1)
        .find(|&at| prose[at] >= 150)
}

/// Whether what is by the headline is the text, and not what holds most of the prose.
fn is_nearer(pieces: &[Piece<'_>], prose: &[u32], near: usize, deepest: usize) -> bool {
    let is_apart = near >= pieces[deepest].end || pieces[near].end <= deepest;
    let is_within = near > deepest && near < pieces[deepest].end;
    is_apart && is_share(prose[near], prose[deepest], 25)
        || is_within && is_share(prose[near], prose[deepest], 50)
}

fn children<'p>(pieces: &'p [Piece<'_>], of: usize) -> impl Iterator<Item = usize> + 'p {
    let end = pieces[of].end;
    std::iter::successors(Some(of + 1).filter(|&first| first < end), move |&child| {
        Some(pieces[child].end).filter(|&next| next < end)
    })
}
