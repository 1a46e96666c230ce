//! The text of an RTF document while its tokens come in.

use super::code_page;
use super::group::{Destination, Group};
use super::token::{Token, Tokens};
use crate::document::BlockKind;
use crate::ingest::office::docx::is_made_field;
use crate::ingest::office::flow::{Flow, Paragraph};
use crate::ingest::office::properties;
use crate::ingest::office::style_name::{StyleKind, named};
use crate::ingest::reader::Reading;
use crate::ingest::repair::LeftAsIs;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::BTreeMap;

/// The text while its tokens come in.
pub(super) struct Page {
    flow: Flow,
    groups: Vec<Group>,
    /// Whether the first group has ended.
    done: bool,
    encoding: &'static Encoding,
    fonts: BTreeMap<i32, &'static Encoding>,
    styles: BTreeMap<i32, Style>,
    /// The font or style that is being defined.
    defined: i32,
    /// Bytes whose letters are not known yet.
    bytes: Vec<u8>,
    /// The first half of a character beyond U+FFFF.
    high_surrogate: Option<u16>,
    /// Characters still to be left out, which stand in for one given by its number.
    to_leave: u32,
    /// Words of what is neither page nor note: a property, a field, the name of a style.
    aside: String,
    facts: Vec<(&'static str, String)>,
    open: Open,
    /// The paragraphs around the notes and text boxes that are open.
    outer: Vec<Open>,
    /// How many notes are open.
    notes: usize,
    in_row: bool,
}

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<i32>,
}

/// A paragraph that is not at its end.
#[derive(Clone, Debug, Default)]
struct Open {
    words: String,
    style: Option<i32>,
    outlined: bool,
    listed: bool,
    in_table: bool,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            flow: Flow::default(),
            groups: Vec::new(),
            done: false,
            encoding: WINDOWS_1252,
            fonts: BTreeMap::new(),
            styles: BTreeMap::new(),
            defined: 0,
            bytes: Vec::new(),
            high_surrogate: None,
            to_leave: 0,
            aside: String::new(),
            facts: Vec::new(),
            open: Open::default(),
            outer: Vec::new(),
            notes: 0,
            in_row: false,
        }
    }
}

impl Page {
    /// How many groups are open.
    pub(super) fn depth(&self) -> usize {
        self.groups.len()
    }

    /// Whether the document is at its end.
    pub(super) fn is_done(&self) -> bool {
        self.done
    }

    /// Takes the next token; what it says of raw bytes is left out of those that follow.
    pub(super) fn take(&mut self, token: Token<'_>, rest: &mut Tokens<'_>) {
        if !matches!(token, Token::Byte(_)) {
            self.flush();
        }
        match token {
            Token::Open => {
                let inner = self.groups.last().copied().unwrap_or_default().inner();
                self.groups.push(inner);
                self.to_leave = 0;
            }
            Token::Close => self.close(),
            Token::Byte(byte) => self.byte(byte),
            Token::Sign(b'*') => self.group().optional = true,
            Token::Sign(sign) => self.sign(sign),
            Token::Word("bin", Some(n)) => rest.leave(n),
            Token::Word(word, number) => self.word(word, number),
        }
    }

    /// The innermost group.
    fn group(&mut self) -> &mut Group {
        if self.groups.is_empty() {
            self.groups.push(Group::default());
        }
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    fn close(&mut self) {
        self.to_leave = 0;
        let Some(group) = self.groups.pop() else { return };
        self.done = self.groups.is_empty();
        let outer = self.groups.last().copied().unwrap_or_default();
        match group.destination {
            Destination::Instruction if outer.destination != Destination::Instruction => {
                let instruction = std::mem::take(&mut self.aside);
                self.group().made |= is_made_field(&instruction);
            }
            Destination::Property(name) if outer.destination != group.destination => {
                self.facts.push((name, std::mem::take(&mut self.aside).trim().to_owned()));
            }
            Destination::Styles if outer.destination == Destination::Styles => {
                let name = std::mem::take(&mut self.aside).trim_end_matches(';').trim().to_owned();
                self.styles.entry(self.defined).or_default().name = name;
            }
            _ => {}
        }
        if group.note || group.boxed {
            self.end_paragraph();
            self.notes -= usize::from(group.note);
            self.open = self.outer.pop().unwrap_or_default();
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.to_leave > 0 {
            self.to_leave -= 1;
            return;
        }
        self.group().fresh = false;
        self.bytes.push(byte);
    }

    /// Turns the bytes that wait into letters.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = self.group().encoding.unwrap_or(self.encoding);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.text(&text);
    }

    /// Text of the present group.
    fn text(&mut self, text: &str) {
        let group = *self.group();
        match group.destination {
            Destination::Instruction | Destination::Property(_) | Destination::Styles => {
                self.aside.push_str(text)
            }
            _ if group.is_read() => self.open.words.push_str(text),
            _ => {}
        }
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'~' => self.text(" "),
            b'_' => self.text("-"),
            b'{' => self.text("{"),
            b'}' => self.text("}"),
            b'\\' => self.text("\\"),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let fresh = std::mem::replace(&mut self.group().fresh, false);
        let optional = std::mem::take(&mut self.group().optional);
        if fresh || optional {
            // Headers and footers may hold drawings with text in them.
            self.group().made |= word.starts_with("header") || word.starts_with("footer");
            if let Some(destination) = Destination::named(word) {
                return self.enter(destination);
            }
            let is_note = word == "footnote";
            if is_note && self.group().is_read() {
                self.group().note = true;
                self.notes += 1;
                self.outer.push(std::mem::take(&mut self.open));
            } else if matches!(word, "listtext" | "pntext") {
                self.open.listed = true;
                self.group().destination = Destination::Skipped;
            } else if optional || is_note {
                self.group().destination = Destination::Skipped;
            }
        }
        let destination = self.group().destination;
        match destination {
            Destination::Fonts => self.font_word(word, number),
            Destination::Styles => self.style_word(word, number),
            Destination::Property("created") => self.date_word(word, number),
            Destination::Skipped => {}
            _ if self.letter(word, number) => {}
            _ => self.layout(word, number),
        }
    }

    /// A group turns out to hold this.
    fn enter(&mut self, destination: Destination) {
        let group = self.group();
        // Properties stand among the properties; elsewhere their names mean other things.
        if matches!(destination, Destination::Property(_)) && group.destination != Destination::Properties {
            return;
        }
        // What is skipped stays so, but for the text boxes of drawings.
        if group.destination == Destination::Skipped && destination != Destination::Text {
            return;
        }
        group.destination = destination;
        if destination == Destination::Text {
            group.boxed = true;
            self.outer.push(std::mem::take(&mut self.open));
        }
        if !matches!(destination, Destination::Text | Destination::Skipped) {
            self.aside.clear();
        }
    }

    fn font_word(&mut self, word: &str, number: Option<i32>) {
        match (word, number) {
            ("f", Some(number)) => self.defined = number,
            ("fcharset", Some(number)) => {
                if let Some(encoding) = code_page::of_character_set(number) {
                    self.fonts.insert(self.defined, encoding);
                }
            }
            _ => {}
        }
    }

    fn style_word(&mut self, word: &str, number: Option<i32>) {
        match (word, number) {
            ("s", Some(number)) => self.defined = number,
            // Styles of characters and tables are none of paragraphs.
            ("cs" | "ts" | "ds", _) => self.defined = -1,
            ("sbasedon", based_on) => self.styles.entry(self.defined).or_default().based_on = based_on,
            _ => {}
        }
    }

    fn date_word(&mut self, word: &str, number: Option<i32>) {
        let Some(number) = number else { return };
        match word {
            "yr" => self.aside = format!("{number:04}"),
            "mo" | "dy" => self.aside += &format!("-{number:02}"),
            _ => {}
        }
    }

    /// A word that stands for a character or says how the next are written; `false` if it is another.
    fn letter(&mut self, word: &str, number: Option<i32>) -> bool {
        match word {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.group().fallback = number.and_then(|n| u32::try_from(n).ok()).unwrap_or(1).min(64),
            "f" => {
                let encoding = number.and_then(|font| self.fonts.get(&font).copied());
                self.group().encoding = encoding;
            }
            "ansicpg" => self.encoding = code_page::of_number(number.unwrap_or(0)),
            "mac" => self.encoding = code_page::of_number(10_000),
            "plain" => {
                let group = self.group();
                (group.hidden, group.deleted, group.encoding) = (false, false, None);
            }
            "v" => self.group().hidden = number != Some(0),
            "deleted" => self.group().deleted = number != Some(0),
            "tab" | "emspace" | "enspace" | "qmspace" | "page" | "column" | "nestcell" | "nestrow" => {
                self.text(" ")
            }
            "line" => self.text("\n"),
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "bullet" => self.text("•"),
            _ => return false,
        }
        true
    }

    /// A character by its number, which may be half of one, and negative for want of a sixteenth bit.
    fn unicode(&mut self, number: i32) {
        self.to_leave = self.group().fallback;
        let unit = (number & 0xFFFF) as u16;
        let units = [self.high_surrogate.take(), Some(unit)];
        if (0xD800..0xDC00).contains(&unit) {
            self.high_surrogate = Some(unit);
            return;
        }
        let text: String = char::decode_utf16(units.into_iter().flatten()).filter_map(Result::ok).collect();
        self.text(&text);
    }

    /// A word about paragraphs and rows.
    fn layout(&mut self, word: &str, number: Option<i32>) {
        match word {
            "par" | "sect" if self.group().is_read() => self.end_paragraph(),
            "pard" => self.open = Open { words: std::mem::take(&mut self.open.words), ..Open::default() },
            "s" => self.open.style = number,
            "outlinelevel" => self.open.outlined = number.is_some_and(|level| level < 9),
            "ls" => self.open.listed = number.is_some_and(|list| list > 0),
            "intbl" => self.open.in_table = true,
            "cell" if self.group().is_read() => {
                self.open.in_table = true;
                self.end_paragraph();
                self.flow.begin_cell();
            }
            "row" if self.in_row => {
                self.flow.end_row();
                self.in_row = false;
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let words = std::mem::take(&mut self.open.words);
        if self.notes > 0 {
            return self.flow.note(words);
        }
        if self.open.in_table && !self.in_row {
            self.flow.begin_row();
            self.flow.begin_cell();
        } else if !self.open.in_table && self.in_row {
            self.flow.end_row();
        }
        self.in_row = self.open.in_table;
        if let Some(kind) = self.kind() {
            self.flow.add(Paragraph { words, kind });
        }
    }

    /// What the open paragraph is; `None` if it is dropped.
    fn kind(&self) -> Option<BlockKind> {
        let chain = std::iter::successors(self.open.style, |style| self.styles.get(style)?.based_on).take(16);
        let style = chain.filter_map(|style| self.styles.get(&style)).find_map(|style| named(&style.name));
        match style {
            Some(StyleKind::Dropped) => None,
            Some(StyleKind::Kind(kind)) => Some(kind),
            None if self.open.outlined => Some(BlockKind::Heading),
            None if self.open.listed => Some(BlockKind::ListItem),
            None => Some(BlockKind::Paragraph),
        }
    }

    /// The reading.
    pub(super) fn finish(mut self, left: &LeftAsIs) -> Reading {
        self.end_paragraph();
        let mut reading = self.flow.finish(left);
        for (name, value) in self.facts {
            properties::add_one(name, value, &mut reading);
        }
        reading
    }
}
