//! **Which short forms does the text itself define?** `Freedom Online Coalition (FOC)`, `FOC (Freedom Online
//! Coalition)`, `FOC, the Freedom Online Coalition`, `FOC = Freedom Online Coalition`, `the Mission on Open
//! Networks (hereinafter "the Mission")`.
//!
//! In come a document, its segmentation and lists of small words, out go pairs of token ranges. Total and pure; no list of known
//! acronyms. Candidates are brackets and words in capitals beside a comma; each is decided by aligning its letters with the
//! words next to it (`align`). Where the letters are those of another language (`FBK`, `MINUSTAH`), the
//! name that ends before the bracket is taken whole if it is the name of a body (`name`).
//!
//! The candidates are those of Schwartz and Hearst (2003, *A simple algorithm for identifying abbreviation
//! definitions in biomedical text*, PSB 8), whose alignment takes the nearest letter that fits, wherever it
//! stands in a word. Ours weighs alignments as Okazaki, Ananiadou and Tsujii (2010, *Building a high-quality
//! sense inventory for improved abbreviation disambiguation*, Bioinformatics 26) do with learnt weights:
//! initials of content words first, none of them passed over without cost.

mod align;
mod apposition;
mod bracket;
mod lists;
mod name;
mod short;
mod words;

#[cfg(test)]
mod tests;

pub use lists::DefinitionWords;

use crate::document::Document;
use crate::segment::{Segmentation, TokenKind};
use std::ops::Range;
use words::Words;

/// A short form and what the text says it stands for, as places in [`Segmentation::tokens`].
///
/// Both lie in one sentence, hold at least one token and are disjoint; either may come first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The tokens of the short form, without quotes or *the*.
    pub short: Range<usize>,
    /// The tokens of the long form, without *the* before it.
    pub long: Range<usize>,
    /// What sort of short form.
    pub form: ShortForm,
}

/// What sort of short form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ShortForm {
    /// Letters of the long form, or of its name in another language: `FOC`.
    Acronym,
    /// Words of the long form: `the Mission`.
    Name,
}

/// Finds the definitions of a document, sorted by the place of the short form; no short form is defined twice
/// at one place.
///
/// Cost: one look at the first bytes of every token; windows of at most 30 tokens around the candidates.
#[must_use]
pub fn definitions(
    document: &Document,
    segmentation: &Segmentation,
    lists: &DefinitionWords,
) -> Vec<Definition> {
    let words = Words::new(document, segmentation, lists);
    let bytes = document.text.as_bytes();
    let mut found = Vec::new();
    for sentence in &segmentation.sentences {
        let within = sentence.tokens.clone();
        for at in within.clone() {
            let token = &segmentation.tokens[at];
            let start = token.span.range().start;
            match bytes[start] {
                b'(' | b'[' => bracket::read(&words, within.clone(), at, &mut found),
                b'A'..=b'Z' if token.kind == TokenKind::Word && starts_with_capitals(&bytes[start..]) => {
                    apposition::read(&words, within.clone(), at, &mut found);
                }
                _ => {}
            }
        }
    }
    // `APEC, the APEC conference` explains nothing.
    found.retain(|it| {
        let short = words.surfaces(it.short.clone());
        it.form == ShortForm::Name || !it.long.clone().any(|at| words.surface(at) == short)
    });
    found.sort_by_key(|it| (it.short.start, it.short.end, it.long.start));
    found.dedup_by(|later, first| later.short.start < first.short.end);
    found
}

fn starts_with_capitals(bytes: &[u8]) -> bool {
    bytes.get(1).is_some_and(u8::is_ascii_uppercase)
}
