//! What the usual names of styles say of paragraphs.

use crate::document::BlockKind;

/// What a style makes of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StyleKind {
    /// A block of this kind.
    Kind(BlockKind),
    /// Nothing: a line of a table of contents.
    Dropped,
}

/// What a style of this name is for. Word and LibreOffice write the names of their own styles in English, whatever
/// the language of the program is.
pub(super) fn named(name: &str) -> Option<StyleKind> {
    let name = name.replace("_20_", " ").to_ascii_lowercase();
    let kind = match name.as_str() {
        "title" => BlockKind::Title,
        "subtitle" => BlockKind::Heading,
        "byline" | "author" | "date" => BlockKind::Byline,
        "caption" => BlockKind::Caption,
        "quote" | "quotations" | "intense quote" | "intensequote" | "block text" => BlockKind::BlockQuote,
        "footnote" | "endnote" | "footnote text" | "endnote text" | "footnotetext" | "endnotetext" => {
            BlockKind::Footnote
        }
        "header" | "footer" => BlockKind::Boilerplate,
        "toc heading"
        | "contents heading"
        | "index heading"
        | "table of figures"
        | "table of authorities" => return Some(StyleKind::Dropped),
        other => {
            let with_number = |stem: &str| {
                let rest = other.strip_prefix(stem);
                rest.is_some_and(|rest| rest.trim().chars().all(|digit| digit.is_ascii_digit()))
            };
            if with_number("heading") {
                BlockKind::Heading
            } else if ["toc", "contents", "index"].into_iter().any(with_number) {
                return Some(StyleKind::Dropped);
            } else if ["list bullet", "list number", "list continue"].into_iter().any(with_number) {
                BlockKind::ListItem
            } else {
                return None;
            }
        }
    };
    Some(StyleKind::Kind(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_the_programs_give() {
        let kind = |name: &str| match named(name) {
            Some(StyleKind::Kind(kind)) => kind.name(),
            Some(StyleKind::Dropped) => "dropped",
            None => "unknown",
        };
        let names = [
            "heading 1",
            "Heading_20_3",
            "Quotations",
            "toc 2",
            "Contents_20_1",
            "List Bullet 2",
            "List Paragraph",
        ];
        let kinds = ["heading", "heading", "block_quote", "dropped", "dropped", "list_item", "unknown"];
        assert_eq!(names.map(kind), kinds);
    }
}
