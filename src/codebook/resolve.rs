//! From raw tables to a codebook: every name looked up, every breach of the rules noted, none fatal at once.

use super::entry::Kind;
use super::finding::did_you_mean;
use super::load::File;
use super::raw::{RawContrast, RawFamily, RawFrame};
use super::{Codebook, CodebookError, Contrast, Entry, Family, FamilyIx, Finding, Frame, FrameIx, Place};
use crate::document::Fingerprint;
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What has been understood so far.
#[derive(Default)]
pub(super) struct Resolver {
    pub findings: Vec<Finding>,
    pub families: Vec<Family>,
    pub language: String,
    frames: Vec<Frame>,
    contrast: Option<Contrast>,
    lists: BTreeMap<String, Vec<String>>,
    entries: Vec<Entry>,
    facts: BTreeMap<&'static str, String>,
    includes: Vec<(String, Place)>,
    /// Where each id of an entry, frame or family was first used.
    taken: BTreeMap<(&'static str, String), Place>,
    /// Lists that patterns name; they may be written after their use.
    pub lists_named: Vec<(String, Place)>,
}

/// Keys of the head file that hold one string, and whether they must be there.
const FACTS: [(&str, bool); 4] = [("id", true), ("version", true), ("language", false), ("title", false)];

/// Keys that only the head file may hold.
const HEAD_ONLY: [&str; 7] = ["id", "version", "language", "title", "include", "contrast", "frame"];

impl Resolver {
    /// Takes in the head file.
    pub fn head(&mut self, file: &File) {
        let Some(mut table) = self.parse(file) else { return };
        for (key, needed) in FACTS {
            if let Some(value) = table.remove(key) {
                self.one::<String>(file, value).map(|fact| self.facts.insert(key, fact));
            } else if needed {
                self.error(file.place(0), format!("the head file needs a key {key:?}"));
            }
        }
        self.language = self.facts.get("language").cloned().unwrap_or_else(|| "en".to_owned());
        self.frames_and_families(file, &mut table);
        if let Some(value) = table.remove("include") {
            let names = self.one::<Vec<Spanned<String>>>(file, value).unwrap_or_default();
            let placed = names.into_iter().map(|name| (name.span().start, name.into_inner()));
            self.includes = placed.map(|(at, name)| (name, file.place(at))).collect();
        }
        self.content(file, table);
    }

    /// Takes in an included file.
    pub fn part(&mut self, file: &File) {
        let Some(table) = self.parse(file) else { return };
        self.content(file, table);
    }

    /// The files that the head names.
    pub fn includes(&self) -> Vec<(String, Place)> {
        self.includes.clone()
    }

    /// The codebook, if nothing was wrong.
    pub fn finish(mut self, head: String, fingerprint: Fingerprint) -> Result<Codebook, CodebookError> {
        for (name, place) in std::mem::take(&mut self.lists_named) {
            if !self.lists.contains_key(&name) {
                let hint = did_you_mean(&name, self.lists.keys().map(String::as_str));
                self.error(place, format!("names a list {{{name}}}, which does not exist{hint}"));
            }
        }
        if !self.findings.is_empty() {
            return Err(CodebookError::Invalid(self.findings));
        }
        let mut fact = |key| self.facts.remove(key).unwrap_or_default();
        Ok(Codebook {
            id: fact("id"),
            version: fact("version"),
            title: fact("title"),
            language: self.language,
            head,
            fingerprint,
            frames: self.frames,
            contrast: self.contrast,
            families: self.families,
            entries: self.entries,
            lists: self.lists,
        })
    }

    pub fn error(&mut self, place: Place, message: String) {
        self.findings.push(Finding::error(place, message));
    }

    /// Notes the use of an id among things of one sort; false if it was taken.
    pub fn claim(&mut self, sort: &'static str, id: &str, place: &Place) -> bool {
        if let Some(first) = self.taken.get(&(sort, id.to_owned())) {
            let message = format!("the {sort} id {id:?} is taken: see {first}");
            self.error(place.clone(), message);
            return false;
        }
        self.taken.insert((sort, id.to_owned()), place.clone());
        true
    }

    fn parse<'t>(&mut self, file: &'t File) -> Option<DeTable<'t>> {
        let (table, errors) = DeTable::parse_recoverable(&file.text);
        for error in &errors {
            self.error(place_of(file, error, 0..0), error.message().to_owned());
        }
        errors.is_empty().then(|| table.into_inner())
    }

    /// One value, or a finding that says why not.
    pub fn one<T: DeserializeOwned>(&mut self, file: &File, value: Spanned<DeValue<'_>>) -> Option<T> {
        let whole = value.span();
        match T::deserialize(value.into_deserializer()) {
            Ok(read) => Some(read),
            Err(error) => {
                let message = plain_words(error.message());
                self.error(place_of(file, &error, whole), message);
                None
            }
        }
    }

    /// The items of `[[key]]`.
    fn many<'t>(&mut self, file: &File, table: &mut DeTable<'t>, key: &str) -> Vec<Spanned<DeValue<'t>>> {
        let Some(value) = table.remove(key) else { return Vec::new() };
        let place = file.place(value.span().start);
        if let DeValue::Array(items) = value.into_inner() {
            return items.into_iter().collect();
        }
        self.error(place, format!("write [[{key}]], with two brackets, before each {key}"));
        Vec::new()
    }

    fn frames_and_families(&mut self, file: &File, table: &mut DeTable<'_>) {
        for value in self.many(file, table, "frame") {
            self.frame(file, value);
        }
        if self.frames.is_empty() {
            self.error(file.place(0), "a codebook needs at least one [[frame]]".to_owned());
        }
        for value in self.many(file, table, "family") {
            self.family(file, value);
        }
        let Some(value) = table.remove("contrast") else { return };
        let Some(raw) = self.one::<RawContrast>(file, value) else { return };
        let (positive, negative) =
            (self.frame_named(file, &raw.positive), self.frame_named(file, &raw.negative));
        self.contrast = positive.zip(negative).map(|(positive, negative)| Contrast { positive, negative });
        if positive.is_some() && positive == negative {
            self.error(
                file.place(raw.negative.span().start),
                "a frame cannot contrast with itself".to_owned(),
            );
        }
    }

    fn frame(&mut self, file: &File, value: Spanned<DeValue<'_>>) {
        let place = file.place(value.span().start);
        let Some(raw) = self.one::<RawFrame>(file, value) else { return };
        let threshold = *raw.threshold.get_ref();
        if !(threshold > 0.0 && threshold.is_finite()) {
            let at = file.place(raw.threshold.span().start);
            self.error(at, format!("frame {:?} needs a threshold above 0, not {threshold}", raw.id));
        }
        self.claim("frame", &raw.id, &place);
        self.frames.push(Frame { id: raw.id, name: raw.name, definition: raw.definition, threshold });
    }

    fn family(&mut self, file: &File, value: Spanned<DeValue<'_>>) {
        let place = file.place(value.span().start);
        let Some(raw) = self.one::<RawFamily>(file, value) else { return };
        self.claim("family", &raw.id, &place);
        let Some(frame) = self.frame_named(file, &raw.frame) else { return };
        self.families.push(Family {
            id: raw.id,
            frame,
            name: raw.name,
            definition: raw.definition,
            sources: raw.sources,
            separate: raw.separate,
        });
    }

    fn frame_named(&mut self, file: &File, name: &Spanned<String>) -> Option<FrameIx> {
        let wanted = name.get_ref();
        let found = self.frames.iter().position(|frame| frame.id == *wanted).map(FrameIx::new);
        if found.is_none() {
            let hint = did_you_mean(wanted, self.frames.iter().map(|frame| frame.id.as_str()));
            self.error(file.place(name.span().start), format!("there is no frame {wanted:?}{hint}"));
        }
        found
    }

    /// The family of that name, for `entry`.
    pub fn family_named(&mut self, entry: &str, name: &str, place: Place) -> Option<FamilyIx> {
        let found = self.families.iter().position(|family| family.id == name).map(FamilyIx::new);
        if found.is_none() {
            let hint = did_you_mean(name, self.families.iter().map(|family| family.id.as_str()));
            self.error(place, format!("entry {entry:?} names family {name:?}, which does not exist{hint}"));
        }
        found
    }

    /// What any file may hold: entries of every role, in the order written, and lists.
    fn content(&mut self, file: &File, mut table: DeTable<'_>) {
        self.word_lists(file, &mut table);
        let mut entries = Vec::new();
        for kind in Kind::ALL {
            let values = self.many(file, &mut table, kind.name());
            entries.extend(values.into_iter().map(|value| (kind, value)));
        }
        entries.sort_by_key(|(_, value)| value.span().start);
        for (kind, value) in entries {
            let entry = self.entry(file, kind, value);
            self.entries.extend(entry);
        }
        for key in table.keys() {
            let (name, place) = (key.get_ref(), file.place(key.span().start));
            if HEAD_ONLY.contains(&name.as_ref()) || name == "family" {
                self.error(place, format!("{name:?} belongs to the head file"));
            } else {
                let known = HEAD_ONLY.into_iter().chain(["family", "lists"]);
                let hint = did_you_mean(name, known.chain(Kind::ALL.into_iter().map(Kind::name)));
                self.error(place, format!("unknown key {name:?}{hint}"));
            }
        }
    }

    fn word_lists(&mut self, file: &File, table: &mut DeTable<'_>) {
        let Some(value) = table.remove("lists") else { return };
        let place = file.place(value.span().start);
        let Some(lists) = self.one::<BTreeMap<String, Vec<Spanned<String>>>>(file, value) else { return };
        for (name, items) in lists {
            if items.is_empty() {
                self.error(place.clone(), format!("the list {name:?} is empty"));
            }
            for item in &items {
                let at = file.place(item.span().start);
                self.list_item(&name, item.get_ref(), at);
            }
            if self.lists.contains_key(&name) {
                self.error(place.clone(), format!("the list {name:?} is given twice"));
            }
            self.lists.insert(name, items.into_iter().map(Spanned::into_inner).collect());
        }
    }
}

/// Where an error of the TOML reader lies: its own span, else the value it was reading.
fn place_of(file: &File, error: &toml::de::Error, whole: Range<usize>) -> Place {
    file.place(error.span().unwrap_or(whole).start)
}

/// Words a researcher knows for what serde says of unknown and missing keys.
fn plain_words(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    match (message.split('`').next(), quoted.next()) {
        (Some("unknown field "), Some(given)) => {
            format!("unknown key {given:?}{}", did_you_mean(given, quoted))
        }
        (Some("missing field "), Some(needed)) => format!("the key {needed:?} is missing"),
        _ => message.to_owned(),
    }
}
