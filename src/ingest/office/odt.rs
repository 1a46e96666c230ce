//! OpenDocument texts (`.odt`).

use super::flow::{Flow, Paragraph};
use super::package::{Package, encrypted};
use super::properties;
use super::style_name::{StyleKind, named};
use super::xml::{Descent, Element, FLAT, Part, Piece};
use crate::document::BlockKind;
use crate::ingest::IngestOptions;
use crate::ingest::reader::{Problem, Reader, Reading};
use std::collections::BTreeMap;

/// Reads an OpenDocument text: what its last reader saw on the page, with all changes accepted.
///
/// What is left out and what is kept are as for Word documents.
#[derive(Clone, Copy, Debug)]
pub struct Odt;

/// What it is, in messages.
const WHAT: &str = "an OpenDocument text";

impl Reader for Odt {
    fn media_type(&self) -> &'static str {
        "application/vnd.oasis.opendocument.text"
    }

    fn read(&self, bytes: &[u8], options: &IngestOptions) -> Result<Reading, Problem> {
        let mut package = Package::open(bytes, options.max_bytes, WHAT)?;
        if package.part("META-INF/manifest.xml")?.is_some_and(|xml| xml.contains("encryption-data")) {
            return Err(encrypted(WHAT));
        }
        let mut styles = Styles::default();
        if let Some(xml) = package.part("styles.xml")? {
            styles.add(Part { what: WHAT, name: "styles.xml", xml: &xml, depth: FLAT })?;
        }
        let xml = package.needed("content.xml")?;
        let content = Part { what: WHAT, name: "content.xml", xml: &xml, depth: options.limits.depth };
        styles.add(content)?;
        let mut body = Body { styles: &styles, flow: Flow::default(), open: Vec::new(), lists: 0, notes: 0 };
        content.walk(|around, piece| body.take(around, piece))?;
        let mut reading = body.flow.finish(&options.left_as_is);
        properties::add(&mut package, WHAT, "meta.xml", &mut reading)?;
        Ok(reading)
    }
}

/// The styles, by their names.
#[derive(Debug, Default)]
struct Styles {
    styles: BTreeMap<String, Style>,
}

#[derive(Debug)]
struct Style {
    parent: Option<String>,
    hidden: bool,
}

/// The most styles that a style is followed through to the one it inherits from.
const MAX_CHAIN: usize = 16;

impl Styles {
    /// Adds the styles that a part defines.
    fn add(&mut self, part: Part<'_>) -> Result<(), Problem> {
        let mut open = None;
        part.walk(|_, piece| {
            match piece {
                Piece::Start(element) if element.name == "style" => {
                    open = element.attr("name");
                    let style = Style { parent: element.attr("parent-style-name"), hidden: false };
                    self.styles.extend(open.clone().map(|name| (name, style)));
                }
                Piece::Start(element) if element.name == "text-properties" => {
                    if let Some(style) = open.as_ref().and_then(|name| self.styles.get_mut(name)) {
                        style.hidden |= element.says("display", "none");
                    }
                }
                Piece::Start(element) if matches!(element.name, "body" | "master-styles") => {
                    return Descent::Skip;
                }
                Piece::End("style") => open = None,
                _ => {}
            }
            Descent::Into
        })
    }

    /// The styles that hold for `name`, nearest first.
    fn chain<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        let parent = |name: &&'s str| self.styles.get(*name)?.parent.as_deref();
        std::iter::successors(Some(name), parent).take(MAX_CHAIN)
    }

    fn kind(&self, name: &str) -> Option<StyleKind> {
        self.chain(name).find_map(named)
    }

    fn hides(&self, name: &str) -> bool {
        self.chain(name).any(|name| self.styles.get(name).is_some_and(|style| style.hidden))
    }
}

/// The text while its pieces come in.
struct Body<'s> {
    styles: &'s Styles,
    flow: Flow,
    /// The paragraphs that are open, innermost last: notes and text boxes stand within one.
    open: Vec<Open>,
    /// How many list items are open.
    lists: usize,
    /// How many notes are open.
    notes: usize,
}

/// A paragraph that is not at its end.
struct Open {
    words: String,
    /// What it is; `None` if it is dropped.
    kind: Option<BlockKind>,
    /// The paragraphs of text boxes anchored in it.
    boxes: Vec<Paragraph>,
}

impl Body<'_> {
    fn take(&mut self, around: &[&str], piece: Piece<'_>) -> Descent {
        match piece {
            Piece::Start(element) => return self.start(around, &element),
            Piece::End(name) => self.end(name),
            // Line ends of the XML are spaces.
            Piece::Text(text) => self.words(&text.replace(['\n', '\t'], " ")),
        }
        Descent::Into
    }

    fn start(&mut self, around: &[&str], element: &Element<'_>) -> Descent {
        match element.name {
            "p" | "h" => {
                let kind = self.kind(element);
                self.open.push(Open { words: String::new(), kind, boxes: Vec::new() });
            }
            "list-item" | "list-header" => self.lists += 1,
            "note-body" => self.notes += 1,
            "table-row" if self.open.is_empty() => self.flow.begin_row(),
            "table-cell" if self.open.is_empty() => self.flow.begin_cell(),
            "s" | "tab" => self.words(" "),
            "line-break" => self.words("\n"),
            "span" if element.attr("style-name").is_some_and(|name| self.styles.hides(&name)) => {
                return Descent::Skip;
            }
            "section" if element.says("display", "none") => return Descent::Skip,
            // The title of a picture, not the field that shows the title of the document.
            "title" if !matches!(around.last(), Some(&("p" | "h" | "span" | "a"))) => return Descent::Skip,
            name if is_unread(name) => return Descent::Skip,
            _ => {}
        }
        Descent::Into
    }

    /// What a paragraph is.
    fn kind(&self, element: &Element<'_>) -> Option<BlockKind> {
        if self.notes > 0 {
            return Some(BlockKind::Footnote);
        }
        let plain = match element.name {
            "h" => BlockKind::Heading,
            _ if self.lists > 0 => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        };
        let Some(style) = element.attr("style-name") else { return Some(plain) };
        match self.styles.kind(&style) {
            _ if self.styles.hides(&style) => None,
            Some(StyleKind::Dropped) => None,
            Some(StyleKind::Kind(kind)) => Some(kind),
            None => Some(plain),
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(open) = self.open.last_mut() {
            open.words.push_str(words);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => self.end_paragraph(),
            "list-item" | "list-header" => self.lists = self.lists.saturating_sub(1),
            "note-body" => self.notes = self.notes.saturating_sub(1),
            "table-row" if self.open.is_empty() => self.flow.end_row(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if self.notes > 0 {
            return self.flow.note(open.words);
        }
        let own = open.kind.map(|kind| Paragraph { words: open.words, kind });
        let paragraphs = own.into_iter().chain(open.boxes);
        match self.open.last_mut() {
            Some(outer) => outer.boxes.extend(paragraphs),
            None => paragraphs.for_each(|paragraph| self.flow.add(paragraph)),
        }
    }
}

/// Whether nothing in an element is text for readers: what was deleted, comments, marks of notes, lists of contents,
/// numbers of pages, what is hidden, readings above characters, settings.
fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "tracked-changes"
            | "annotation"
            | "note-citation"
            | "table-of-content"
            | "alphabetical-index"
            | "illustration-index"
            | "table-index"
            | "object-index"
            | "user-index"
            | "page-number"
            | "page-count"
            | "file-name"
            | "hidden-text"
            | "hidden-paragraph"
            | "ruby-text"
            | "desc"
            | "forms"
            | "scripts"
            | "font-face-decls"
            | "automatic-styles"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "object"
            | "binary-data"
    )
}
