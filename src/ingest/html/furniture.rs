//! Blocks of the main part that speak of the page and are no part of its text.

use super::blocks::{Block, Part};
use crate::document::BlockKind;
use crate::text::folded;

/// What short blocks begin with that invite, point elsewhere or label.
const BEGINNINGS: &[&str] = &[
    "advert", "related:", "read more", "read next", "read also", "also read", "read:", "see also:", "see more",
    "more:", "more from", "more on", "don't miss", "follow us", "follow @", "subscribe", "sign up", "join the conversation", "click here",
    "continue reading", "story continues", "article continues", "share this", "get the latest", "download the", "photo:", "photos:", "image:", "image credit", "photo credit", "copyright",
    "©", "all rights reserved", "most read", "recommended", "you may also like", "you might also like", "filed under", "tags:", "posted in",
    "loading", "leave a reply", "leave a comment", "this slideshow requires javascript", "have your say", "watch:",
];

/// Headings of parts that are beside the text, and are all of a short block.
const LABELS: &[&str] = &[
    "related", "related stories", "related articles", "related links", "related content", "related topics", "related news", "related posts",
    "read more", "read next", "more stories", "more news", "more", "most read", "most popular", "popular", "popular posts", "trending",
    "trending now", "recommended", "recommended for you", "you may also like", "you might also like", "latest", "latest news", "latest stories", "top stories",
    "recent posts", "recent news", "share", "share this", "share this article", "share this page", "share this post", "follow us", "newsletter", "subscribe", "sign up", "tags", "topics",
    "categories", "comments", "leave a comment", "leave a reply", "add a comment", "about the author", "about the authors", "advertisement", "sponsored",
    "links", "see also", "external links", "further reading", "navigation menu", "our latest stories", "editor's picks", "don't miss", "contact", "contact us", "media contact", "press contact",
];

/// Takes away what is no part of the text.
pub(super) fn clear(blocks: &mut Vec<Block<'_>>) {
    let mut beside = false;
    blocks.retain(|block| {
        if is_label(block) {
            beside = true;
            return false;
        }
        // A part beside the text ends where running text goes on.
        beside = beside && !is_running(block);
        !beside && !is_furniture(block)
    });
    let teasers: Vec<bool> = (0..blocks.len()).map(|at| is_teaser(&blocks[at], blocks.get(at + 1))).collect();
    let mut teasers = teasers.into_iter();
    blocks.retain(|_| !teasers.next().unwrap_or(false));
    while blocks.last().is_some_and(|last| last.kind == BlockKind::Heading) {
        blocks.pop();
    }
}

/// Whether a block is a sentence at least, and no teaser.
fn is_running(block: &Block<'_>) -> bool {
    block.kind == BlockKind::Paragraph && block.letters >= 50 && block.linked * 2 < block.letters
        && words(block).trim_end_matches(['"', '”', '\'', ')']).ends_with(['.', '?', '!', '…', ':'])
}

fn is_label(block: &Block<'_>) -> bool {
    let can_be = matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) && block.letters < 30;
    can_be && LABELS.contains(&words(block).trim_end_matches([':', '.', '…']))
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
    let words = words(block);
    BEGINNINGS.iter().any(|beginning| words.starts_with(beginning))
}

/// The words of a block, folded, with plain quotes and single spaces.
fn words(block: &Block<'_>) -> String {
    let text: String = block.parts.iter().map(|part| if let Part::Words(words) = part { words } else { " " }).collect();
    let text: Vec<&str> = text.split_whitespace().collect();
    folded(&text.join(" ")).replace('’', "'")
}
