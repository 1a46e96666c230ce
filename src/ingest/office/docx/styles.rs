//! What the styles of a Word document say of paragraphs.

use super::WHAT;
use crate::document::BlockKind;
use crate::ingest::office::style_name::{StyleKind, named};
use crate::ingest::office::xml::{Descent, Element, FLAT, Part, Piece};
use crate::ingest::reader::Problem;
use std::collections::BTreeMap;

/// The styles, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    /// It has an outline level, as headings have.
    outlined: bool,
    /// Its paragraphs are numbered or have bullets.
    listed: bool,
}

/// The most styles that a style is followed through to the one it is based on.
const MAX_CHAIN: usize = 16;

impl Styles {
    /// Reads `styles.xml`.
    ///
    /// # Errors
    /// As [`Part::walk`].
    pub(super) fn read(xml: &str) -> Result<Self, Problem> {
        let mut styles = Self::default();
        let mut open: Option<(String, Style)> = None;
        let part = Part { what: WHAT, name: "word/styles.xml", xml, depth: FLAT };
        part.walk(|_, piece| {
            match piece {
                Piece::Start(element) if element.name == "style" => {
                    open = element.attr("styleId").map(|id| (id, Style::default()));
                }
                Piece::End("style") => styles.styles.extend(open.take()),
                Piece::Start(element) => {
                    if let Some((_, style)) = &mut open {
                        style.take(&element);
                    }
                }
                _ => {}
            }
            Descent::Into
        })?;
        Ok(styles)
    }

    /// What a style makes of its paragraphs; `None` if it says nothing.
    pub(super) fn kind(&self, id: &str) -> Option<StyleKind> {
        let mut listed = false;
        let mut next = Some(id);
        for _ in 0..MAX_CHAIN {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            if let Some(kind) = named(&style.name) {
                return Some(kind);
            }
            if style.outlined {
                return Some(StyleKind::Kind(BlockKind::Heading));
            }
            listed |= style.listed;
            next = style.based_on.as_deref();
        }
        // A document without a list of styles says at least what they are called.
        let own = || if self.styles.is_empty() { named(id) } else { None };
        own().or_else(|| listed.then_some(StyleKind::Kind(BlockKind::ListItem)))
    }
}

impl Style {
    fn take(&mut self, element: &Element<'_>) {
        match element.name {
            "name" => self.name = element.attr("val").unwrap_or_default(),
            "basedOn" => self.based_on = element.attr("val"),
            "outlineLvl" => self.outlined = is_outline(element),
            "numId" => self.listed = !element.says("val", "0"),
            _ => {}
        }
    }
}

/// Whether an outline level is one of a heading; level 9 is that of running text.
pub(super) fn is_outline(level: &Element<'_>) -> bool {
    level.attr("val").and_then(|level| level.parse::<u8>().ok()).is_some_and(|level| level < 9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_says_what_it_is_based_on_says() {
        let xml = r#"<w:styles><w:style w:styleId="H"><w:name w:val="heading 2"/></w:style>
            <w:style w:styleId="Part"><w:name w:val="Part of ours"/><w:basedOn w:val="H"/></w:style>
            <w:style w:styleId="L"><w:name w:val="Points"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
            <w:style w:styleId="O"><w:name w:val="Chapter"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
            <w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>
            <w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>
            <w:style w:styleId="T"><w:name w:val="toc 1"/></w:style></w:styles>"#;
        let styles = Styles::read(xml).unwrap();
        let kind = |id: &str| styles.kind(id);
        assert_eq!(kind("Part"), Some(StyleKind::Kind(BlockKind::Heading)));
        assert_eq!(kind("L"), Some(StyleKind::Kind(BlockKind::ListItem)));
        assert_eq!(kind("O"), Some(StyleKind::Kind(BlockKind::Heading)));
        assert_eq!((kind("A"), kind("nowhere")), (None, None));
        assert_eq!(kind("T"), Some(StyleKind::Dropped));
    }
}
