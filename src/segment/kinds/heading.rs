//! Names of parts.

use crate::document::BlockKind::{Heading, SpeakerTag};
use crate::layout::is_capitalised;
use crate::segment::block::Paragraph;
use crate::segment::word_list::BLOCK_WORDS;

/// A heading has at most so many words,
const LONGEST: usize = 14;
/// and one that asks, at most so many.
const LONGEST_QUESTION: usize = 8;

pub(super) fn mark(page: &mut [Paragraph<'_>]) {
    let spoken = page.iter().any(|paragraph| paragraph.lead.is_some_and(|(_, kind)| kind == SpeakerTag));
    for at in 0..page.len() {
        let paragraph = &page[at];
        if !paragraph.is_free()
            || paragraph.running
            || paragraph.lead.is_some()
            || !paragraph.has_words(LONGEST)
        {
            continue;
        }
        let followed = page.get(at + 1).is_some_and(|next| !next.text.starts_with(char::is_lowercase));
        let asks = paragraph.text.ends_with(['?', '!']) && (spoken || !paragraph.has_words(LONGEST_QUESTION));
        if followed
            && !asks
            && (is_section(paragraph.text) || is_lettered(paragraph.text) || paragraph.is_titular())
        {
            page[at].kind = Some(Heading);
        }
    }
}

/// `Section 3.`, `Recommendations:`
fn is_section(text: &str) -> bool {
    let line = text.trim_end_matches([':', '.']).to_lowercase();
    let numbered = line.split_once(' ').is_some_and(|(word, number)| {
        BLOCK_WORDS.section_words.contains(word) && number.len() <= 5 && !number.contains(' ')
    });
    numbered || BLOCK_WORDS.sections.contains(&line) || (text.ends_with(':') && is_capitalised(text))
}

/// `a. Arbitrary Deprivation of Life`
fn is_lettered(text: &str) -> bool {
    let mut head = text.chars();
    let letter = head.next().is_some_and(|first| first.is_ascii_lowercase());
    let rest = head.as_str();
    letter && rest.starts_with(". ") && !rest.ends_with(['.', ',', ';', ':']) && is_capitalised(rest)
}
