//! Blocks of the main part that speak of the page and are no part of its text.

use super::beside::ANNOUNCEMENT;
use super::blocks::{Block, Part};
use crate::document::BlockKind;
use crate::text::folded;

/// What short blocks begin with that invite, point elsewhere or label.
const BEGINNINGS: &[&str] = &[
    "advert",
    "related:",
    "read more",
    "read next",
    "read also",
    "also read",
    "read:",
    "see also:",
    "see more",
    "more:",
    "more from",
    "more on",
    "don't miss",
    "follow us",
    "follow @",
    "subscribe",
    "sign up",
    "join the conversation",
    "click here",
    "continue reading",
    "story continues",
    "article continues",
    "share this",
    "get the latest",
    "download the",
    "photo:",
    "photos:",
    "image:",
    "image credit",
    "photo credit",
    "copyright",
    "©",
    "all rights reserved",
    "most read",
    "recommended",
    "you may also like",
    "you might also like",
    "filed under",
    "tags:",
    "posted in",
    "loading",
    "leave a reply",
    "leave a comment",
    "this slideshow requires javascript",
    "have your say",
    "watch:",
];

/// Headings of parts that are beside the text, and are all of a short block.
const LABELS: &[&str] = &[
    "related",
    "related stories",
    "related articles",
    "related links",
    "related content",
    "related topics",
    "related news",
    "related posts",
    "read more",
    "read next",
    "more stories",
    "more news",
    "more",
    "most read",
    "most popular",
    "popular",
    "popular posts",
    "trending",
    "trending now",
    "recommended",
    "recommended for you",
    "you may also like",
    "you might also like",
    "latest",
    "latest news",
    "latest stories",
    "top stories",
    "recent posts",
    "recent news",
    "share",
    "share this",
    "share this article",
    "share this page",
    "share this post",
    "follow us",
    "newsletter",
    "subscribe",
    "sign up",
    "tags",
    "comments",
    "leave a comment",
    "leave a reply",
    "add a comment",
    "about the author",
    "about the authors",
    "advertisement",
    "sponsored",
    "see also",
    "external links",
    "further reading",
    "navigation menu",
    "our latest stories",
    "editor's picks",
    "don't miss",
    "contact",
    "contact us",
    "media contact",
    "press contact",
];

/// Takes away what is no part of the text.
pub(super) fn clear(blocks: &mut Vec<Block<'_>>) {
    let (mut beside, mut is_announced) = (false, false);
    blocks.retain(|block| {
        if block.kind != BlockKind::ListItem {
            is_announced = block.letters >= ANNOUNCEMENT as usize && words(block).ends_with(':');
        }
        if is_label(block) {
            beside = true;
            return false;
        }
        beside = beside && !ends_beside(block);
        !beside && (is_announced || !is_furniture(block))
    });
    clear_teasers(blocks);
    while blocks.last().is_some_and(|last| last.kind == BlockKind::Heading) {
        blocks.pop();
    }
}

/// Whether a part beside the text ends here: with notes, another heading that is no teaser, or running text.
fn ends_beside(block: &Block<'_>) -> bool {
    let is_link = block.linked * 2 >= block.letters;
    match block.kind {
        BlockKind::Footnote => true,
        BlockKind::Heading => !is_link,
        BlockKind::Paragraph if block.letters >= 50 && !is_link => {
            words(block).trim_end_matches(['"', '”', '\'', ')']).ends_with(['.', '?', '!', '…', ':'])
        }
        _ => false,
    }
}

/// Whether a block is the heading of a part beside the text.
fn is_label(block: &Block<'_>) -> bool {
    let can_be = matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) && block.letters < 30;
    can_be && LABELS.contains(&words(block).trim_end_matches([':', '.', '…']))
}

/// Takes away headings that are links and have no text below them.
fn clear_teasers(blocks: &mut Vec<Block<'_>>) {
    let mut has_text_below = false;
    let mut kept: Vec<bool> = Vec::with_capacity(blocks.len());
    for block in blocks.iter().rev() {
        let is_heading = block.kind == BlockKind::Heading;
        let is_link = is_heading && block.linked * 10 >= block.letters * 9;
        kept.push(!is_link || has_text_below);
        // Headings of lower rank may stand between a heading and its text.
        has_text_below =
            if is_heading { has_text_below && !is_link } else { block.linked * 2 < block.letters };
    }
    blocks.retain(|_| kept.pop().unwrap_or(true));
}

/// Whether a block is a link and nothing else, or invites, points elsewhere or labels.
fn is_furniture(block: &Block<'_>) -> bool {
    if !matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading | BlockKind::BlockQuote
    ) {
        return false;
    }
    let is_menu = block.kind != BlockKind::Heading && block.linked * 10 >= block.letters * 9;
    is_menu || block.letters < 120 && begins(block)
}

/// Whether a block begins like those that invite, point elsewhere or label.
fn begins(block: &Block<'_>) -> bool {
    let words = words(block);
    BEGINNINGS.iter().any(|beginning| words.starts_with(beginning))
}

/// The words of a block, folded, with single spaces.
fn words(block: &Block<'_>) -> String {
    let text: String =
        block.parts.iter().map(|part| if let Part::Words(words) = part { words } else { " " }).collect();
    let text: Vec<&str> = text.split_whitespace().collect();
    folded(&text.join(" "))
}
