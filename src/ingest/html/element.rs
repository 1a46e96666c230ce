//! What the elements of a page say of the text in them.

use super::words::classes;
use crate::document::BlockKind;
use scraper::ElementRef;
use scraper::node::Element;

/// What an element says of its text, if anything.
pub(super) fn own_kind(element: &Element) -> Option<BlockKind> {
    if is_note(element) {
        return Some(BlockKind::Footnote);
    }
    match element.name() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "li" | "dt" | "dd" => Some(BlockKind::ListItem),
        "blockquote" => Some(BlockKind::BlockQuote),
        "figcaption" | "caption" => Some(BlockKind::Caption),
        _ => None,
    }
}

/// Whether an element holds notes or references.
fn is_note(element: &Element) -> bool {
    const NAMES: [&str; 9] = [
        "footnote",
        "footnotes",
        "endnote",
        "endnotes",
        "references",
        "reflist",
        "doc-endnotes",
        "doc-footnote",
        "doc-endnote",
    ];
    let is_named = NAMES.iter().any(|name| says(element, name));
    is_named
        || element
            .id()
            .is_some_and(|id| ["fn", "ftn", "edn", "cite_note"].iter().any(|start| is_numbered(id, start)))
}

/// Whether an id is this word and a number: `fn1`, `_ftn12`, `cite_note-3`.
fn is_numbered(id: &str, word: &str) -> bool {
    let rest =
        id.trim_start_matches('_').strip_prefix(word).map(|rest| rest.trim_start_matches([':', '-', '_']));
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether an element is a cell of a table.
pub(super) fn is_cell(element: &Element) -> bool {
    matches!(element.name(), "td" | "th")
}

/// Whether a class or the role of an element is this word.
fn says(element: &Element, word: &str) -> bool {
    classes(element).any(|class| class.eq_ignore_ascii_case(word)) || element.attr("role") == Some(word)
}

/// Whether an element begins and ends a block.
pub(super) fn is_block(element: &Element) -> bool {
    matches!(
        element.name(),
        "html"
            | "body"
            | "main"
            | "article"
            | "section"
            | "header"
            | "footer"
            | "aside"
            | "div"
            | "p"
            | "pre"
            | "blockquote"
            | "address"
            | "hgroup"
            | "figure"
            | "figcaption"
            | "center"
            | "details"
            | "summary"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "hr"
            | "fieldset"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
    )
}

/// Whether nothing in an element is text for readers.
pub(super) fn is_silent(element: &Element) -> bool {
    let hidden = element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || [
            "navigation",
            "sr-only",
            "visually-hidden",
            "visuallyhidden",
            "screen-reader-text",
            "wb-inv",
            "element-invisible",
        ]
        .iter()
        .any(|word| says(element, word))
        || element.attr("style").is_some_and(|style| {
            ["display:none", "visibility:hidden"].iter().any(|hidden| style.replace(' ', "").contains(hidden))
        });
    hidden
        || matches!(
            element.name(),
            "head"
                | "nav"
                | "script"
                | "style"
                | "noscript"
                | "template"
                | "iframe"
                | "svg"
                | "math"
                | "button"
                | "select"
                | "textarea"
                | "object"
                | "canvas"
                | "video"
                | "audio"
                | "dialog"
                | "menu"
        )
}

/// Letters that the mark of a note has at most: `Footnote 12`.
const LONGEST_MARK: u32 = 14;

/// Whether an element of so many letters is the mark of a note, which is no word of the text: digits or signs set
/// high (`<sup>[3]</sup>`), any short thing set high that leads to a place on the page (`<sup><a href="#n1">Footnote
/// 1`), or a bare number or sign that does (`<a href="#n1">[1]</a>`, `<a href="#r1">↩</a>`).
pub(super) fn is_note_mark(element: ElementRef<'_>, letters: u32) -> bool {
    if letters > LONGEST_MARK {
        return false;
    }
    let leads_inside = |element: ElementRef<'_>| element.attr("href").is_some_and(|to| to.starts_with('#'));
    let has_signs_only = || {
        let mut marks = element.text().flat_map(str::chars).filter(|mark| !mark.is_whitespace()).peekable();
        marks.peek().is_some() && marks.all(|mark| mark.is_ascii_digit() || "[]()*†‡§,↩^↑".contains(mark))
    };
    match element.value().name() {
        "sup" => {
            has_signs_only()
                || element.descendent_elements().any(leads_inside)
                || element.text().collect::<String>().trim().starts_with('[')
        }
        "a" => leads_inside(element) && has_signs_only() || element.attr("role") == Some("doc-noteref"),
        _ => false,
    }
}
