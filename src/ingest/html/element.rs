//! What the elements of a page say of the text in them.

use crate::document::BlockKind;
use scraper::ElementRef;
use scraper::node::Element;

/// What an element says of its text, if anything.
pub(super) fn own_kind(element: &Element) -> Option<BlockKind> {
    let says = |word: &str| says(element, word);
    match element.name() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "li" | "dt" | "dd" => Some(BlockKind::ListItem),
        "blockquote" => Some(BlockKind::BlockQuote),
        "figcaption" | "caption" => Some(BlockKind::Caption),
        "footer" | "aside" => Some(BlockKind::Boilerplate),
        _ if says("byline") => Some(BlockKind::Byline),
        _ if says("footnotes") || says("doc-endnotes") || says("doc-footnote") => Some(BlockKind::Footnote),
        _ => None,
    }
}

/// Whether an element is a cell of a table.
pub(super) fn is_cell(element: &Element) -> bool {
    matches!(element.name(), "td" | "th")
}

/// Whether a class or the role of an element is this word.
fn says(element: &Element, word: &str) -> bool {
    element.classes().any(|class| class.eq_ignore_ascii_case(word)) || element.attr("role") == Some(word)
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
        || ["navigation", "breadcrumb", "breadcrumbs", "sr-only", "visually-hidden", "screen-reader-text"]
            .iter()
            .any(|word| says(element, word))
        || element.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
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

/// Whether an element is the mark of a note (`<sup>[3]</sup>`): digits or signs set high are no words.
pub(super) fn is_note_mark(element: ElementRef<'_>) -> bool {
    if element.value().name() != "sup" {
        return false;
    }
    let mut marks = element.text().flat_map(str::chars).filter(|mark| !mark.is_whitespace()).peekable();
    marks.peek().is_some() && marks.all(|mark| mark.is_ascii_digit() || "[]()*†‡,".contains(mark))
}

/// Whether a row holds data, words in cells and nothing else, and does not lay out a page.
pub(super) fn is_data_row(row: ElementRef<'_>) -> bool {
    row.descendent_elements().skip(1).all(|inner| is_cell(inner.value()) || !is_block(inner.value()))
}
