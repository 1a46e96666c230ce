//! Books (`.epub`).

use super::flow::{Flow, Paragraph};
use super::package::{Package, damaged, encrypted};
use super::xml::{Descent, Element, FLAT, Part, Piece};
use crate::document::BlockKind;
use crate::ingest::IngestOptions;
use crate::ingest::reader::{Problem, Reader, Reading};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Reads a book as one document, its chapters in reading order.
///
/// Covers and tables of contents are left out, and so are marks of notes; notes stand at the end. What the book states
/// of itself (title, authors, date of publication, publisher, language) are its facts.
#[derive(Clone, Copy, Debug)]
pub struct Epub;

/// What it is, in messages.
const WHAT: &str = "an EPUB book";

impl Reader for Epub {
    fn media_type(&self) -> &'static str {
        "application/epub+zip"
    }

    fn read(&self, bytes: &[u8], options: &IngestOptions) -> Result<Reading, Problem> {
        let mut package = Package::open(bytes, options.max_bytes, WHAT)?;
        let container = package.needed("META-INF/container.xml")?;
        let name = root_file(&container)?;
        let xml = package.needed(&name)?;
        let book = Book::read(&name, &xml)?;
        if let Some(xml) = package.part("META-INF/encryption.xml")? {
            book.refuse_locked(&xml)?;
        }
        let mut text = Chapters::default();
        for chapter in book.chapters() {
            let xml = package.needed(&chapter)?;
            let part = Part { what: WHAT, name: &chapter, xml: &xml, depth: options.limits.depth };
            part.walk(|around, piece| text.take(around, piece))?;
            text.close();
        }
        let mut reading = text.flow.finish(&options.left_as_is);
        reading.inferred.clear();
        reading.fields = book.facts;
        Ok(reading)
    }
}

/// The name of the part that lists all others.
fn root_file(xml: &str) -> Result<String, Problem> {
    let mut found = None;
    let name = "META-INF/container.xml";
    Part { what: WHAT, name, xml, depth: FLAT }.walk(|_, piece| {
        if let Piece::Start(element) = piece
            && element.name == "rootfile"
        {
            found = found.take().or_else(|| element.attr("full-path"));
        }
        Descent::Into
    })?;
    found.ok_or_else(|| damaged(WHAT, &format!("{name} names no book")))
}

/// What a book says of itself.
#[derive(Default)]
struct Book {
    folder: String,
    facts: Map<String, Value>,
    /// The parts by their ids.
    parts: BTreeMap<String, BookPart>,
    /// The ids of the parts to be read, in order.
    spine: Vec<String>,
}

struct BookPart {
    path: String,
    is_text: bool,
    is_contents: bool,
}

impl Book {
    fn read(name: &str, xml: &str) -> Result<Self, Problem> {
        let folder = name.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
        let mut book = Self { folder, ..Self::default() };
        let mut words = String::new();
        Part { what: WHAT, name, xml, depth: FLAT }.walk(|around, piece| {
            match piece {
                Piece::Start(element) => {
                    words.clear();
                    book.element(&element);
                }
                Piece::Text(text) => words.push_str(&text),
                Piece::End(name) if around.last() == Some(&"metadata") => book.fact(name, words.trim()),
                Piece::End(_) => {}
            }
            Descent::Into
        })?;
        Ok(book)
    }

    fn element(&mut self, element: &Element<'_>) {
        match element.name {
            "item" => {
                let Some((id, href)) = element.attr("id").zip(element.attr("href")) else { return };
                let is_text = element.attr("media-type").is_some_and(|kind| kind.contains("html"));
                let is_nav =
                    element.attr("properties").is_some_and(|all| all.split(' ').any(|it| it == "nav"));
                let stem = href.rsplit('/').next().unwrap_or(&href).split('.').next().unwrap_or_default();
                let named = |name: &str| id.eq_ignore_ascii_case(name) || stem.eq_ignore_ascii_case(name);
                let is_contents = is_nav || ["cover", "toc", "nav", "coverpage"].into_iter().any(named);
                let path = path_below(&self.folder, &href);
                self.parts.insert(id, BookPart { path, is_text, is_contents });
            }
            "itemref" if !element.says("linear", "no") => self.spine.extend(element.attr("idref")),
            _ => {}
        }
    }

    fn fact(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        match name {
            "creator" => {
                let authors = self.facts.entry("authors").or_insert_with(|| Value::Array(Vec::new()));
                if let Value::Array(authors) = authors {
                    authors.push(value.into());
                }
            }
            "title" | "publisher" | "language" | "date" | "description" | "identifier" | "rights" => {
                self.facts.entry(name).or_insert_with(|| value.into());
            }
            _ => {}
        }
    }

    /// The parts to be read, in order.
    fn chapters(&self) -> Vec<String> {
        let parts = self.spine.iter().filter_map(|id| self.parts.get(id));
        parts.filter(|part| part.is_text && !part.is_contents).map(|part| part.path.clone()).collect()
    }

    /// Refuses a book whose chapters are locked; fonts often are, and nobody reads them.
    fn refuse_locked(&self, encryption: &str) -> Result<(), Problem> {
        let chapters = self.chapters();
        let mut locked = false;
        let part = Part { what: WHAT, name: "META-INF/encryption.xml", xml: encryption, depth: FLAT };
        part.walk(|_, piece| {
            if let Piece::Start(element) = piece
                && element.name == "CipherReference"
            {
                locked |= element.attr("URI").is_some_and(|uri| chapters.contains(&path_below("", &uri)));
            }
            Descent::Into
        })?;
        if locked { Err(encrypted(WHAT)) } else { Ok(()) }
    }
}

/// The path of a part from a folder, without what follows `#`, its escapes resolved.
fn path_below(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href);
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| byte == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(escaped) => {
                bytes.push(escaped);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    let href = String::from_utf8_lossy(&bytes).into_owned();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The text of the chapters while their pieces come in.
#[derive(Default)]
struct Chapters {
    flow: Flow,
    words: String,
    /// The kinds of the blocks around the present place, innermost last.
    around: Vec<BlockKind>,
    /// Where in the open words what is set high begins.
    raised: Option<usize>,
}

impl Chapters {
    fn take(&mut self, _: &[&str], piece: Piece<'_>) -> Descent {
        match piece {
            Piece::Start(element) => return self.start(&element),
            Piece::End(name) => self.end(name),
            Piece::Text(text) => {
                self.words.extend(text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }))
            }
        }
        Descent::Into
    }

    fn start(&mut self, element: &Element<'_>) -> Descent {
        let role = element.attr("type").or_else(|| element.attr("role")).unwrap_or_default();
        let says = |word: &str| role.split(' ').any(|own| own.trim_start_matches("doc-") == word);
        if is_unread(element.name) || UNREAD.into_iter().any(says) {
            return Descent::Skip;
        }
        match element.name {
            "br" => self.words.push('\n'),
            "sup" => self.raised = Some(self.words.len()),
            "tr" => {
                self.close();
                self.flow.begin_row();
            }
            "td" | "th" => {
                self.close();
                self.flow.begin_cell();
            }
            name if is_block(name) => {
                self.close();
                let outer = self.around.last().copied().unwrap_or(BlockKind::Paragraph);
                let is_note =
                    ["footnote", "rearnote", "endnote", "footnotes", "endnotes"].into_iter().any(says);
                self.around.push(match outer {
                    BlockKind::Footnote | BlockKind::Caption => outer,
                    _ if is_note => BlockKind::Footnote,
                    _ => own_kind(name).unwrap_or(outer),
                });
            }
            _ => {}
        }
        Descent::Into
    }

    fn end(&mut self, name: &str) {
        match name {
            "sup" => self.drop_mark(),
            "tr" => {
                self.close();
                self.flow.end_row();
            }
            "td" | "th" => self.close(),
            name if is_block(name) => {
                self.close();
                self.around.pop();
            }
            _ => {}
        }
    }

    /// Drops what was set high if it is the mark of a note.
    fn drop_mark(&mut self) {
        let Some(start) = self.raised.take().filter(|start| *start <= self.words.len()) else { return };
        let mark = self.words[start..].trim();
        if !mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit() || "[]()*†‡,".contains(c)) {
            self.words.truncate(start);
        }
    }

    fn close(&mut self) {
        let words = std::mem::take(&mut self.words);
        self.raised = None;
        match self.around.last().copied().unwrap_or(BlockKind::Paragraph) {
            BlockKind::Footnote => self.flow.note(words),
            kind => self.flow.add(Paragraph { words, kind }),
        }
    }
}

/// Roles of elements that are none of the text.
const UNREAD: [&str; 7] = ["toc", "cover", "landmarks", "page-list", "pagebreak", "noteref", "backlink"];

/// Whether nothing in an element is text for readers.
fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "nav"
            | "script"
            | "style"
            | "svg"
            | "math"
            | "audio"
            | "video"
            | "object"
            | "template"
            | "rt"
    )
}

/// What an element says of its text, if anything.
fn own_kind(name: &str) -> Option<BlockKind> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "li" | "dt" | "dd" => Some(BlockKind::ListItem),
        "blockquote" => Some(BlockKind::BlockQuote),
        "figcaption" | "caption" => Some(BlockKind::Caption),
        _ => None,
    }
}

/// Whether an element begins and ends a block.
fn is_block(name: &str) -> bool {
    const OTHERS: [&str; 20] = [
        "html", "body", "main", "article", "section", "header", "footer", "aside", "div", "p", "pre",
        "address", "figure", "ul", "ol", "dl", "hr", "table", "thead", "tbody",
    ];
    own_kind(name).is_some() || OTHERS.contains(&name)
}
