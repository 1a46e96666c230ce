//! Which pieces of a page are beside its text: menus, shares, teasers, comments, boxes.

use super::element::is_block;
use super::outline::{Outline, Piece, is_share};
use super::words::{Beside, beside, is_text};
use scraper::Node;

/// Percent of the page's prose that makes a piece the text although its name surely says otherwise; there must be
/// a headline in it too, since a foot or comments may be longer than a short text.
const TEXT_THOUGH_SURE: u64 = 50;

/// Percent of the page's prose that makes a piece the text although its name likely says otherwise.
const TEXT_THOUGH_LIKELY: u64 = 40;

/// Letters of prose, few of them in links, from which a piece is text although its name likely says otherwise.
const LONG: u32 = 800;

/// Letters of prose, and percent of the page's, below which nothing but the size of pieces is believed.
const TOO_LITTLE: (u32, u64) = (250, 10);

/// Letters of a sentence that announces a list: `Related:` is none.
pub(super) const ANNOUNCEMENT: u32 = 40;

/// By piece, whether it is beside the text.
pub(super) fn dropped(outline: &Outline<'_>) -> Vec<bool> {
    let pieces = &outline.pieces;
    let prose = outline.prose(&vec![false; pieces.len()]);
    let dropped = drop(pieces, &prose, &heads(pieces));
    let kept = outline.prose(&dropped)[0];
    let (letters, percent) = TOO_LITTLE;
    if kept == prose[0] || kept >= letters && is_share(kept, prose[0], percent) {
        return dropped;
    }
    drop(pieces, &prose, &vec![true; pieces.len()])
}

/// By piece, whether there is a headline in it or an element that says it holds the text.
fn heads(pieces: &[Piece<'_>]) -> Vec<bool> {
    let mut heads = vec![false; pieces.len()];
    for at in (1..pieces.len()).rev() {
        let piece = &pieces[at];
        let holds_text = || piece.all.letters > TOO_LITTLE.0 && piece.element().is_some_and(is_text);
        heads[at] |= piece.is_headline() || holds_text();
        heads[piece.parent] |= heads[at];
    }
    heads
}

fn drop(pieces: &[Piece<'_>], prose: &[u32], heads: &[bool]) -> Vec<bool> {
    let whole = prose.first().copied().unwrap_or(0).max(1);
    let mut dropped = vec![false; pieces.len()];
    let mut is_announced = false;
    for at in 1..pieces.len() {
        let piece = &pieces[at];
        dropped[at] = dropped[piece.parent];
        if dropped[at] {
            continue;
        }
        if let Node::Text(text) = piece.node {
            is_announced = if piece.all.letters > 0 { announces(pieces, at, text) } else { is_announced };
        } else if !(is_announced && matches!(piece.name(), "ul" | "ol")) {
            let is_share = |percent| is_share(prose[at], whole, percent);
            let is_long = || prose[at] >= LONG && !piece.all.is_linked(25);
            dropped[at] = match says_beside(pieces, at) {
                Some(Beside::Surely) => !(heads[at] && is_share(TEXT_THOUGH_SURE)),
                Some(Beside::Likely) => !(is_share(TEXT_THOUGH_LIKELY) || is_long()),
                None => false,
            };
        }
    }
    dropped
}

/// Whether words announce a list, as sentences that end in a colon do. What is announced belongs to the text even
/// if its items are links, such as the states that sign a statement.
fn announces(pieces: &[Piece<'_>], at: usize, text: &str) -> bool {
    pieces[pieces[at].block].own.letters >= ANNOUNCEMENT && text.trim_end().ends_with(':')
}

/// What an element, its name and its links say of its being beside the text.
fn says_beside(pieces: &[Piece<'_>], at: usize) -> Option<Beside> {
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

/// Whether a block of several is links and little else; single blocks are judged when the text around is known.
fn is_list_of_links(piece: &Piece<'_>) -> bool {
    const SINGLE: [&str; 11] = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "dd", "blockquote"];
    let is_group =
        piece.element().is_some_and(|element| is_block(element) && !SINGLE.contains(&element.name()));
    is_group && piece.all.is_linked(60) && piece.all.stops * 40 <= piece.all.plain() + 80
}
