//! The text of a Word document, from its XML.

use super::styles::{Styles, is_outline};
use crate::document::BlockKind;
use crate::ingest::office::flow::{Flow, Paragraph};
use crate::ingest::office::style_name::StyleKind;
use crate::ingest::office::xml::{Descent, Element, Piece};
use crate::ingest::reader::Reading;
use crate::ingest::repair::LeftAsIs;
use std::collections::BTreeMap;

/// The text while its pieces come in.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    flow: Flow,
    /// The paragraphs that are open, innermost last: a text box is anchored in a paragraph and holds others.
    open: Vec<Open>,
    /// Fields that are open, innermost last.
    fields: Vec<Field>,
    /// The open run is hidden.
    hidden: bool,
    /// Words of a paragraph whose end was deleted, which go on in the next.
    carried: String,
    /// The open structured part is a table of contents or a prompt to fill in.
    unread_content: bool,
    /// The open row was deleted.
    deleted_row: bool,
    /// The notes referred to, by kind and id, in order.
    references: Vec<(&'static str, String)>,
}

/// A paragraph that is not at its end.
#[derive(Default)]
struct Open {
    words: String,
    style: Option<StyleKind>,
    outlined: bool,
    listed: Option<bool>,
    /// Its end was deleted.
    joins_next: bool,
    /// The paragraphs of text boxes anchored in it.
    boxes: Vec<Paragraph>,
}

/// A field: an instruction, and the text that it last gave.
#[derive(Default)]
struct Field {
    instruction: String,
    in_result: bool,
}

/// Whether the text of a field is none of the author's: lists of contents, numbers of pages.
pub(in crate::ingest::office) fn is_made_field(instruction: &str) -> bool {
    const MADE: [&str; 8] =
        ["TOC", "INDEX", "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "TOA", "FILENAME"];
    let name = instruction.split_whitespace().next().unwrap_or_default();
    MADE.iter().any(|made| name.eq_ignore_ascii_case(made))
}

impl<'s> Body<'s> {
    pub(super) fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            flow: Flow::default(),
            open: Vec::new(),
            fields: Vec::new(),
            hidden: false,
            carried: String::new(),
            unread_content: false,
            deleted_row: false,
            references: Vec::new(),
        }
    }

    /// Takes the next piece.
    pub(super) fn take(&mut self, around: &[&str], piece: Piece<'_>) -> Descent {
        match piece {
            Piece::Start(element) => return self.start(around, &element),
            Piece::End(name) => self.end(name),
            Piece::Text(text) => match around.last() {
                Some(&"t") => self.words(&text),
                Some(&"instrText") => {
                    if let Some(field) = self.fields.last_mut().filter(|field| !field.in_result) {
                        field.instruction.push_str(&text);
                    }
                }
                _ => {}
            },
        }
        Descent::Into
    }

    fn start(&mut self, around: &[&str], element: &Element<'_>) -> Descent {
        match element.name {
            "p" => self.open.push(Open { words: std::mem::take(&mut self.carried), ..Open::default() }),
            "r" => self.hidden = false,
            "tr" if self.open.is_empty() => {
                self.deleted_row = false;
                self.flow.begin_row();
            }
            "tc" if self.open.is_empty() => self.flow.begin_cell(),
            "fldChar" => self.field(element),
            "footnoteReference" if !self.is_unread() => self.refer("footnote", element),
            "endnoteReference" if !self.is_unread() => self.refer("endnote", element),
            "docPartGallery" => {
                self.unread_content |= element.attr("val").is_some_and(|of| of.starts_with("Table of"));
            }
            "showingPlcHdr" => self.unread_content |= element.is_on(),
            "sdt" => self.unread_content = false,
            "sdtContent" if std::mem::take(&mut self.unread_content) => return Descent::Skip,
            "fldSimple" if element.attr("instr").is_some_and(|of| is_made_field(&of)) => {
                return Descent::Skip;
            }
            "del" => return self.deleted(around),
            name if is_unread(name) => return Descent::Skip,
            name => match around.last() {
                Some(&"r") => self.sign(name, element),
                Some(&("pPr" | "numPr" | "rPr")) => self.property(around, element),
                _ => {}
            },
        }
        Descent::Into
    }

    /// A deletion: of text, of the end of a paragraph, or of a row.
    fn deleted(&mut self, around: &[&str]) -> Descent {
        match around {
            [.., "pPr", "rPr"] => {
                if let Some(open) = self.open.last_mut() {
                    open.joins_next = true;
                }
            }
            [.., "trPr"] => self.deleted_row = true,
            _ => {}
        }
        Descent::Skip
    }

    /// A sign within a run.
    fn sign(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "tab" | "ptab" => self.words(" "),
            "cr" => self.words("\n"),
            "br" if element.attr("type").is_none_or(|kind| kind == "textWrapping") => self.words("\n"),
            "br" => self.words(" "),
            "noBreakHyphen" => self.words("-"),
            "softHyphen" => self.words("\u{AD}"),
            _ => {}
        }
    }

    /// A property of a paragraph or run.
    fn property(&mut self, around: &[&str], element: &Element<'_>) {
        if let [.., "r", "rPr"] = around {
            self.hidden |= element.name == "vanish" && element.is_on();
            return;
        }
        let Some(open) = self.open.last_mut() else { return };
        match element.name {
            "pStyle" => open.style = element.attr("val").and_then(|id| self.styles.kind(&id)),
            "outlineLvl" => open.outlined = is_outline(element),
            "numId" => open.listed = Some(!element.says("val", "0")),
            _ => {}
        }
    }

    fn field(&mut self, element: &Element<'_>) {
        match element.attr("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn refer(&mut self, kind: &'static str, element: &Element<'_>) {
        self.references.extend(element.attr("id").map(|id| (kind, id)));
    }

    /// Whether words here are none of the text.
    fn is_unread(&self) -> bool {
        self.hidden || self.fields.iter().any(|field| is_made_field(&field.instruction))
    }

    /// Words of the open run; line ends of the XML are spaces, those of the text come from signs.
    fn words(&mut self, words: &str) {
        if self.is_unread() {
            return;
        }
        let Some(open) = self.open.last_mut() else { return };
        match words {
            "\n" => open.words.push('\n'),
            words => open.words.extend(words.chars().map(|c| if c == '\n' { ' ' } else { c })),
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "tr" if self.open.is_empty() => {
                if std::mem::take(&mut self.deleted_row) {
                    self.flow.drop_row();
                } else {
                    self.flow.end_row();
                }
            }
            "r" => self.hidden = false,
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        if open.joins_next {
            self.carried = std::mem::take(&mut open.words);
        }
        let kind = open.kind();
        let boxes = std::mem::take(&mut open.boxes);
        let own = kind.map(|kind| Paragraph { words: open.words, kind });
        let paragraphs = own.into_iter().chain(boxes);
        match self.open.last_mut() {
            Some(outer) => outer.boxes.extend(paragraphs),
            None => paragraphs.for_each(|paragraph| self.flow.add(paragraph)),
        }
    }

    /// Adds the notes of a kind that the text refers to, in the order of the references.
    pub(super) fn add_notes(&mut self, kind: &str, notes: &BTreeMap<String, Vec<String>>) {
        for (_, id) in self.references.iter().filter(|(own, _)| *own == kind) {
            for words in notes.get(id).into_iter().flatten() {
                self.flow.note(words.clone());
            }
        }
    }

    /// The reading.
    pub(super) fn finish(mut self, left: &LeftAsIs) -> Reading {
        let words = std::mem::take(&mut self.carried);
        self.flow.add(Paragraph { words, kind: BlockKind::Paragraph });
        self.flow.finish(left)
    }

    /// The words of every paragraph, not yet mended.
    pub(super) fn into_words(self) -> Vec<String> {
        let reading = self.finish(&LeftAsIs::everything());
        reading.hints.iter().map(|hint| hint.span.slice(&reading.text).to_owned()).collect()
    }
}

impl Open {
    /// What the paragraph is; `None` if it is dropped.
    fn kind(&self) -> Option<BlockKind> {
        match self.style {
            Some(StyleKind::Dropped) => None,
            _ if self.outlined => Some(BlockKind::Heading),
            // A list style can be switched off for one paragraph.
            Some(StyleKind::Kind(BlockKind::ListItem)) if self.listed == Some(false) => {
                Some(BlockKind::Paragraph)
            }
            Some(StyleKind::Kind(kind)) => Some(kind),
            None if self.listed == Some(true) => Some(BlockKind::ListItem),
            None => Some(BlockKind::Paragraph),
        }
    }
}

/// Whether nothing in an element is text for readers: what was deleted or moved away, how it was formatted before,
/// what stands in for drawings in old programs, settings, readings above characters.
fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "moveFrom"
            | "delText"
            | "delInstrText"
            | "pPrChange"
            | "rPrChange"
            | "sectPrChange"
            | "tblPrChange"
            | "trPrChange"
            | "tcPrChange"
            | "tblGridChange"
            | "numberingChange"
            | "Fallback"
            | "sectPr"
            | "binData"
            | "rt"
    )
}
