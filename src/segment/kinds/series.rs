//! Items of lists, numbered paragraphs, quotations set apart.

use crate::document::BlockKind::{self, BlockQuote, Heading, ListItem, NumberedParagraph};
use crate::layout::item::{self, Marker};
use crate::segment::block::Paragraph;

/// How near, in paragraphs, the neighbour of a running number must stand.
const REACH: usize = 8;

pub(super) fn mark(page: &mut [Paragraph<'_>]) {
    let markers: Vec<_> = page.iter().map(|paragraph| item::marker(paragraph.text)).collect();
    for at in 0..page.len() {
        if !page[at].is_free() {
            continue;
        }
        page[at].kind = match markers[at] {
            Some(Marker::Bullet | Marker::Dash | Marker::Letter) => Some(ListItem),
            Some(Marker::Number { value, tabbed }) => {
                numbered(&page[at], tabbed || runs(&markers, at, value), tabbed)
            }
            None => is_quotation(page, at).then_some(BlockQuote),
        };
    }
}

/// What a paragraph with a number is: `1. Access to networks` names a part, unless a list of such lines runs.
fn numbered(paragraph: &Paragraph<'_>, running: bool, tabbed: bool) -> Option<BlockKind> {
    let short = paragraph.has_words(14);
    if short && paragraph.is_titular() && !tabbed && !paragraph.text.contains('\n') {
        return Some(if running { ListItem } else { Heading });
    }
    running.then_some(if short && !tabbed { ListItem } else { NumberedParagraph })
}

/// Whether a neighbour carries the number before or after.
fn runs(markers: &[Option<Marker>], at: usize, value: u32) -> bool {
    let near = &markers[at.saturating_sub(REACH)..(at + REACH + 1).min(markers.len())];
    near.iter().flatten().any(|marker| match marker {
        Marker::Number { value: other, .. } => other.abs_diff(value) == 1,
        _ => false,
    })
}

/// A paragraph marked with `>`, or in quotes behind a colon, or that goes on with such a quotation.
fn is_quotation(page: &[Paragraph<'_>], at: usize) -> bool {
    let opens = |text: &str| text.starts_with(['“', '"', '«']);
    let closes = |text: &str| text.trim_end_matches('.').ends_with(['”', '"', '»']);
    let text = page[at].text;
    let Some(before) = at.checked_sub(1).map(|before| &page[before]) else { return text.starts_with("> ") };
    let follows_on = page.get(at + 1).is_some_and(|next| opens(next.text));
    let begins = before.text.ends_with(':') && (closes(text) || follows_on);
    let goes_on = before.kind == Some(BlockQuote) && !closes(before.text);
    text.starts_with("> ") || (opens(text) && (begins || goes_on))
}
