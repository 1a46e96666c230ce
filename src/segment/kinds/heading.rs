//! Names of parts.

use crate::document::BlockKind::Heading;
use crate::segment::block::Paragraph;
use crate::segment::word_list::BLOCK_WORDS;

/// A heading has at most so many words.
const LONGEST: usize = 16;

pub(super) fn mark(page: &mut [Paragraph<'_>]) {
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
        if followed && (is_section(paragraph.text) || paragraph.is_titular()) {
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
    numbered || BLOCK_WORDS.sections.contains(&line)
}
