//! The end of a text: who signed, and what is said about the author.

use crate::document::BlockKind::{Boilerplate, Footnote, Signatories};
use crate::layout::is_capitalised;
use crate::segment::block::Paragraph;
use crate::segment::word_list::BLOCK_WORDS;

/// A list of names without a marker must have at least so many lines to be taken for signatures.
const FEWEST_NAMES: usize = 5;

pub(super) fn mark(page: &mut [Paragraph<'_>]) {
    mark_matter_behind(page);
    mark_signatories(page);
    mark_trailing_names(page);
}

/// From a line such as `Authors` or `Notes to editors` in the last third on, nothing is of the text.
fn mark_matter_behind(page: &mut [Paragraph<'_>]) {
    let bytes: usize = page.iter().map(|paragraph| paragraph.text.len()).sum();
    let mut behind = 0;
    let mut from = page.len();
    for (at, paragraph) in page.iter().enumerate().skip(1).rev() {
        behind += paragraph.text.len();
        if behind * 3 > bytes {
            break;
        }
        if paragraph.is_free() && paragraph.has_words(6) && opens_matter_behind(paragraph.text) {
            from = at;
        }
    }
    for paragraph in page[from..].iter_mut().filter(|paragraph| paragraph.is_free()) {
        paragraph.kind = Some(Boilerplate);
    }
}

fn opens_matter_behind(text: &str) -> bool {
    let line = text.trim_end_matches([':', '.', ' ']).to_lowercase();
    let about = line.starts_with("about the ") && !text.ends_with(['.', '?']);
    about || BLOCK_WORDS.closing_markers.contains(&line)
}

/// `Signatories:` and the names behind it.
fn mark_signatories(page: &mut [Paragraph<'_>]) {
    let mut listing = false;
    for paragraph in page.iter_mut().filter(|paragraph| paragraph.is_free()) {
        let marks = opens_signatories(paragraph.text);
        listing = marks || (listing && names(paragraph));
        if listing {
            paragraph.kind = Some(Signatories);
        }
    }
}

fn opens_signatories(text: &str) -> bool {
    let (line, listed) = text.split_once(':').unwrap_or((text, ""));
    let marker = line.len() < 60 && BLOCK_WORDS.signatory_markers.contains(&line.trim().to_lowercase());
    marker && (listed.trim().is_empty() || is_capitalised(listed))
}

/// Whether a paragraph could be one name or several, with places and offices.
fn names(paragraph: &Paragraph<'_>) -> bool {
    let listed = paragraph.text.contains([',', ';', '\n']) || paragraph.has_words(12);
    listed && is_capitalised(paragraph.text)
}

/// At least five short lines of capitalised words at the very end are names too.
fn mark_trailing_names(page: &mut [Paragraph<'_>]) {
    let is_matter = |paragraph: &Paragraph<'_>| matches!(paragraph.kind, Some(Boilerplate | Footnote));
    let end = page.len() - page.iter().rev().take_while(|paragraph| is_matter(paragraph)).count();
    let is_signature = |paragraph: &&Paragraph<'_>| {
        let plain =
            paragraph.is_free() && !paragraph.running && paragraph.is_titular() && paragraph.has_words(8);
        plain
            && is_capitalised(paragraph.text)
            && !paragraph.text.ends_with(['?', '!'])
            && !names_part(paragraph.text)
    };
    let n_names = page[..end].iter().rev().take_while(is_signature).count();
    if n_names >= FEWEST_NAMES && n_names < end {
        page[end - n_names..end].iter_mut().for_each(|paragraph| paragraph.kind = Some(Signatories));
    }
}

/// `IV. Conclusions`, `Preface`
fn names_part(text: &str) -> bool {
    let numeral = text.split_once(". ").is_some_and(|(number, _)| {
        number.bytes().all(|byte| b"IVX".contains(&byte) || byte.is_ascii_digit())
    });
    numeral || BLOCK_WORDS.sections.contains(&text.to_lowercase())
}
