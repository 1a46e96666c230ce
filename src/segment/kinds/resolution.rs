//! Resolutions and statements in their form: what is recalled, then what is decided.

use crate::document::BlockKind::{Boilerplate, Dateline, Operative, Preambular};
use crate::layout::item::{self, Marker};
use crate::segment::block::Paragraph;
use crate::segment::word_list::{BLOCK_WORDS, WordSet};

pub(super) fn mark(page: &mut [Paragraph<'_>]) {
    let mut solemn = false;
    for at in 0..page.len() {
        if !page[at].is_free() {
            continue;
        }
        if is_preambular(page[at].text) {
            page[at].kind = Some(Preambular);
            mark_body(page, at);
            solemn = true;
        } else if is_operative(page[at].text, solemn) {
            page[at].kind = Some(Operative);
            solemn = true;
        } else if solemn && is_adoption(&page[at]) {
            page[at].kind = Some(if page[at].text.ends_with('.') { Boilerplate } else { Dateline });
        }
    }
}

/// `The Security Council,` before what it recalls.
fn mark_body(page: &mut [Paragraph<'_>], preamble: usize) {
    let Some(body) = preamble.checked_sub(1).map(|at| &mut page[at]) else { return };
    if body.is_free() && body.text.ends_with(',') && body.has_words(14) {
        body.kind = Some(Preambular);
    }
}

/// `Recalling its resolutions,`
fn is_preambular(text: &str) -> bool {
    let rest = match item::split(text) {
        Some((Marker::Bullet | Marker::Dash, _)) => return false,
        Some((_, rest)) => rest,
        None => text,
    };
    let noted = rest.trim_end_matches(|last: char| last.is_ascii_digit() || " _*/[]".contains(last));
    let open = noted.ends_with([',', ';']) || noted.ends_with(" and");
    open && opens_with(rest, &BLOCK_WORDS.preambular)
}

/// `1. Decides to remain seized`; without a number only behind a preamble.
fn is_operative(text: &str, solemn: bool) -> bool {
    match item::split(text) {
        Some((Marker::Number { .. }, rest)) => opens_with(rest, &BLOCK_WORDS.operative),
        Some(_) => false,
        None => solemn && opens_with(text, &BLOCK_WORDS.operative),
    }
}

/// `Adopted unanimously at the 1382nd meeting.`
fn is_adoption(paragraph: &Paragraph<'_>) -> bool {
    paragraph.text.starts_with("Adopted ") && paragraph.has_words(30)
}

/// Whether `text` begins, after at most two adverbs, with a capitalised phrase whose verb is in `verbs`.
fn opens_with(text: &str, verbs: &WordSet) -> bool {
    if !text.starts_with(char::is_uppercase) {
        return false;
    }
    for word in text.split(char::is_whitespace).filter(|word| !word.is_empty()).take(3) {
        let word = word.trim_end_matches([',', ':', ';']).to_lowercase();
        if verbs.contains(&word) {
            return true;
        }
        if !BLOCK_WORDS.manners.contains(&word) {
            return false;
        }
    }
    false
}
