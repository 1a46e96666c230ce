//! What a reader must be told of the languages of a document.

use crate::document::{Document, Language, Warning};
use crate::segment::layer::{BlockIx, Segmentation};
use crate::text::Span;
use std::collections::BTreeMap;

/// What is odd about the languages of a document; the codes are listed in `docs/warnings.md`.
#[must_use]
pub fn language_warnings(document: &Document, segmentation: &Segmentation) -> Vec<Warning> {
    let stated = document.metadata.language.as_deref();
    let mut warnings = Vec::new();
    warnings.extend(stated.and_then(|stated| mismatch(stated, segmentation)));
    warnings.extend(unsupported(segmentation));
    if segmentation.languages.is_supported() {
        warnings.extend(others(segmentation));
    }
    warnings
}

fn told(code: &'static str, message: String, span: Option<Span>) -> Warning {
    Warning { code, message, span }
}

fn in_words(language: Language) -> String {
    format!("{} ({language})", language.name())
}

/// The text does not read as what is stated.
fn mismatch(stated: &str, segmentation: &Segmentation) -> Option<Warning> {
    let languages = &segmentation.languages;
    let message = match (languages.stated, languages.evident) {
        (None, _) => format!("{stated:?} is no language that we know of; write a tag such as en or fr"),
        (Some(known), Some(evident)) if !known.is_like(evident) => {
            format!(
                "language: {stated:?} is stated, but the text reads as {}, and is taken for that",
                in_words(evident)
            )
        }
        _ => return None,
    };
    Some(told("language-mismatch", message, None))
}

/// The text is not in the reader's language.
fn unsupported(segmentation: &Segmentation) -> Option<Warning> {
    let languages = &segmentation.languages;
    let (main, reader) = (languages.main?, languages.reader?);
    let message = || {
        format!(
            "the text is in {}; only {} is analysed, so nothing in it is counted",
            in_words(main),
            in_words(reader)
        )
    };
    (!languages.is_supported()).then(|| told("unsupported-language", message(), None))
}

/// Blocks that are not in the language of the text, one warning a language, at the first of them.
fn others(segmentation: &Segmentation) -> Vec<Warning> {
    let languages = &segmentation.languages;
    let mut found: BTreeMap<Language, (Span, u64)> = BTreeMap::new();
    for (at, block) in segmentation.blocks.iter().enumerate() {
        if !languages.is_read(BlockIx::new(at)) {
            let language =
                languages.of_block(BlockIx::new(at)).expect("what is not read is in a known language");
            found.entry(language).or_insert((block.span, 0)).1 += 1;
        }
    }
    let words: BTreeMap<Language, u64> = languages.words().collect();
    let warning = |(language, (span, n)): (Language, (Span, u64))| {
        let blocks = if n == 1 { "1 block".to_owned() } else { format!("{n} blocks") };
        let words = words.get(&language).copied().unwrap_or_default();
        let message =
            format!("{blocks} ({words} words) read as {}; kept, but not counted", in_words(language));
        told("other-language", message, Some(span))
    };
    found.into_iter().map(warning).collect()
}
