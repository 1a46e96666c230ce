//! Blocks of the main part that speak of the page and are no part of its text.

use super::blocks::{Block, Part};
use crate::document::BlockKind;
use crate::text::folded;

/// What short blocks begin with that invite, point elsewhere or label.
const BEGINNINGS: &[&str] = &[
    "advert", "related:", "related stories", "related articles", "related links", "related content", "related topics", "read more", "read next", "read also", "also read", "read:", "see also:", "see more",
    "more:", "more from", "more on", "don't miss", "don’t miss", "follow us", "follow @", "subscribe", "sign up", "join the conversation", "click here",
    "continue reading", "story continues", "article continues", "share this", "get the latest", "download the", "photo:", "photos:", "image:", "image credit", "photo credit", "copyright",
    "©", "all rights reserved", "most read", "recommended", "you may also like", "you might also like", "filed under", "tags:", "posted in",
    "loading", "leave a reply", "leave a comment", "this slideshow requires javascript", "have your say", "watch:",
];

/// Takes away what is no part of the text.
pub(super) fn clear(blocks: &mut Vec<Block<'_>>) {
    blocks.retain(|block| !is_furniture(block));
    let teasers: Vec<bool> = (0..blocks.len()).map(|at| is_teaser(&blocks[at], blocks.get(at + 1))).collect();
    let mut teasers = teasers.into_iter();
    blocks.retain(|_| !teasers.next().unwrap_or(false));
    while blocks.last().is_some_and(|last| last.kind == BlockKind::Heading) {
        blocks.pop();
    }
}

/// Whether a block is a heading that is a link and has no text below it.
fn is_teaser(block: &Block<'_>, next: Option<&Block<'_>>) -> bool {
    let has_text = next.is_some_and(|next| next.kind != BlockKind::Heading && next.linked * 2 < next.letters);
    block.kind == BlockKind::Heading && block.linked * 10 >= block.letters * 9 && !has_text
}

fn is_furniture(block: &Block<'_>) -> bool {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading | BlockKind::BlockQuote) {
        return false;
    }
    let is_menu = block.kind != BlockKind::Heading && block.linked * 10 >= block.letters * 9;
    is_menu || block.letters < 120 && begins(block)
}

fn begins(block: &Block<'_>) -> bool {
    let text: String = block.parts.iter().map(|part| if let Part::Words(words) = part { words } else { " " }).collect();
    let text = folded(text.trim());
    BEGINNINGS.iter().any(|beginning| text.starts_with(beginning))
}
