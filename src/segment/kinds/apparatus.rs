//! What stands around a text: captions, notes, page furniture, stage directions.

use crate::document::BlockKind::{Boilerplate, Caption, Footnote};
use crate::layout::is_furniture;
use crate::segment::block::Paragraph;
use crate::segment::boundary::first_word;
use crate::segment::word_list::{BLOCK_WORDS, SENTENCE_WORDS};

/// Longer paragraphs, in bytes, are none of these.
const LONGEST: usize = 600;

pub(super) fn mark(page: &mut [Paragraph<'_>]) {
    let n_paragraphs = page.len();
    for (at, paragraph) in page.iter_mut().enumerate() {
        if !paragraph.is_free() || paragraph.text.len() > LONGEST {
            continue;
        }
        let late = at * 2 >= n_paragraphs;
        paragraph.kind = if is_furniture(paragraph.text) || is_stage_direction(paragraph) {
            Some(Boilerplate)
        } else if is_note(paragraph.text, late) {
            Some(Footnote)
        } else if is_caption(paragraph) {
            Some(Caption)
        } else {
            None
        };
    }
}

/// `(spoke in French)`, `(Laughter.)`
fn is_stage_direction(paragraph: &Paragraph<'_>) -> bool {
    let text = paragraph.text;
    text.starts_with('(') && text.ends_with(')') && !text[1..].contains('(') && paragraph.has_words(6)
}

/// `[1] See …`, `1/ A/47/277.`, `² Ibid.`; late in a text also `42 See …`.
fn is_note(text: &str, late: bool) -> bool {
    let number = |text: &str| text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    if let Some(inside) = text.strip_prefix('[') {
        let digits = number(inside);
        return digits > 0 && inside[digits..].starts_with("] ");
    }
    if text.starts_with(['¹', '²', '³']) {
        return true;
    }
    let digits = number(text);
    let rest = &text[digits..];
    if digits == 0 || digits > 3 {
        return false;
    }
    let opens = |rest: &str| {
        let rest = rest.to_lowercase();
        BLOCK_WORDS.note_openings.iter().any(|word| rest.starts_with(word.as_str()))
    };
    rest.starts_with("/ ") || late && rest.strip_prefix(' ').is_some_and(opens)
}

/// `Figure 3: Shutdowns by region`, and lines that credit a picture.
fn is_caption(paragraph: &Paragraph<'_>) -> bool {
    let text = paragraph.text;
    let word = first_word(text);
    let numbered = || {
        let rest = text[word.len()..].trim_start();
        let number = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let after = rest[number..].trim_start_matches([':', '.', ' ', '–', '—', '|']);
        number > 0
            && (after.is_empty() || after.starts_with(|first: char| first.is_uppercase() || first == '('))
    };
    if text.starts_with(word) && SENTENCE_WORDS.figures.contains(&word.to_lowercase()) && numbered() {
        return true;
    }
    if !text.contains(['(', ':', '/']) && !text.contains("hoto") || !paragraph.has_words(70) {
        return false;
    }
    let folded = text.to_lowercase();
    let credit = BLOCK_WORDS.credits.iter().filter_map(|credit| folded.rfind(credit.as_str())).max();
    credit.is_some_and(|at| at == 0 || at + 100 >= folded.len())
}
