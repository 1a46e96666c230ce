//! Word documents (`.docx`).

mod body;
mod styles;

use super::package::Package;
use super::properties;
use super::xml::{Descent, FLAT, Part, Piece};
use crate::ingest::IngestOptions;
use crate::ingest::reader::{Problem, Reader, Reading};
use body::Body;
pub(super) use body::is_made_field;
use std::collections::BTreeMap;
use styles::Styles;

/// Reads a Word document: what its last reader saw on the page, with all changes accepted.
///
/// Text that was deleted, comments, hidden text, headers and footers, tables of contents and page numbers are left
/// out; text boxes follow the paragraph they are anchored in; notes stand at the end. Styles tell titles, headings,
/// list items, quotes and captions.
#[derive(Clone, Copy, Debug)]
pub struct Docx;

/// What it is, in messages.
const WHAT: &str = "a Word document";

/// Where the main part is unless the package says otherwise.
const MAIN: &str = "word/document.xml";

impl Reader for Docx {
    fn media_type(&self) -> &'static str {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }

    fn read(&self, bytes: &[u8], options: &IngestOptions) -> Result<Reading, Problem> {
        let mut package = Package::open(bytes, options.max_bytes, WHAT)?;
        let main = main_part(&mut package)?;
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let part = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let styles = match package.part(&part("styles.xml"))? {
            Some(xml) => Styles::read(&xml)?,
            None => Styles::default(),
        };
        let xml = package.needed(&main)?;
        let mut body = Body::new(&styles);
        let depth = options.limits.depth;
        Part { what: WHAT, name: &main, xml: &xml, depth }.walk(|around, piece| body.take(around, piece))?;
        for (kind, name) in [("footnote", "footnotes.xml"), ("endnote", "endnotes.xml")] {
            let notes = match package.part(&part(name))? {
                Some(xml) => notes(Part { what: WHAT, name, xml: &xml, depth }, kind, &styles)?,
                None => BTreeMap::new(),
            };
            body.add_notes(kind, &notes);
        }
        let mut reading = body.finish(&options.left_as_is);
        properties::add(&mut package, WHAT, "docProps/core.xml", &mut reading)?;
        Ok(reading)
    }
}

/// The name of the part that holds the text.
fn main_part(package: &mut Package<'_>) -> Result<String, Problem> {
    let name = "_rels/.rels";
    let Some(xml) = package.part(name)? else { return Ok(MAIN.to_owned()) };
    let mut main = None;
    Part { what: WHAT, name, xml: &xml, depth: FLAT }.walk(|_, piece| {
        if let Piece::Start(element) = piece
            && element.attr("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
        {
            main = element.attr("Target").map(|target| target.trim_start_matches('/').to_owned());
        }
        Descent::Into
    })?;
    Ok(main.unwrap_or_else(|| MAIN.to_owned()))
}

/// The words of every note, paragraph by paragraph, by its id.
fn notes(part: Part<'_>, kind: &str, styles: &Styles) -> Result<BTreeMap<String, Vec<String>>, Problem> {
    let mut notes = BTreeMap::new();
    let mut open: Option<(String, Body<'_>)> = None;
    part.walk(|around, piece| {
        match piece {
            Piece::Start(element) if element.name == kind => {
                // The lines that part notes from the text are notes of their own kind.
                if element.attr("type").is_some_and(|kind| kind != "normal") {
                    return Descent::Skip;
                }
                open = element.attr("id").map(|id| (id, Body::new(styles)));
            }
            Piece::End(name) if name == kind => {
                notes.extend(open.take().map(|(id, body)| (id, body.into_words())));
            }
            piece => {
                if let Some((_, body)) = &mut open {
                    return body.take(around, piece);
                }
            }
        }
        Descent::Into
    })?;
    Ok(notes)
}
