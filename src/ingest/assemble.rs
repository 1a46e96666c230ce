//! From what a reader found to a document: its name, its facts from every source, where it came from.

use super::WarningCode;
use super::corpus::Shared;
use super::fields::{self, Facts, Origin};
use super::reader::{Reading, warning};
use super::record::Whole;
use crate::document::{DocId, Document, Source, Warning};
use serde_json::{Map, Value};

/// Where a document stands.
pub(super) struct Place<'p> {
    pub(super) path: &'p str,
    pub(super) line: Option<u64>,
    pub(super) whole: Whole,
}

impl Place<'_> {
    /// The path, with `#line` for a record.
    fn name(&self) -> String {
        self.line.map_or_else(|| self.path.to_owned(), |line| format!("{}#{line}", self.path))
    }
}

/// Puts a document together. Total: whatever is odd becomes a warning.
pub(super) fn document(reading: Reading, place: &Place<'_>, shared: &Shared) -> Document {
    let Reading { text, hints, mut fields, inferred, repairs, mut warnings } = reading;
    let own_id = take_id(&mut fields, &shared.options.id_fields());
    let id = usable_id(own_id, place, &mut warnings);
    let sources = vec![Facts::new(Origin::Record, fields), Facts::new(Origin::Text, inferred)];
    let merged = fields::merge(sources, &mut warnings);
    let metadata = fields::metadata(merged, &mut warnings);
    if text.trim().is_empty() {
        warnings.push(warning(WarningCode::EmptyText, "there is no text; the document counts no word"));
    }
    let source = Source {
        path: place.name(),
        sha256: place.whole.sha256,
        bytes: place.whole.bytes,
        media_type: place.whole.media_type,
        encoding: "utf-8",
    };
    Document { id, metadata, text: text.into_boxed_str(), source, hints, repairs, warnings }
}

/// Takes the first id field that is not missing out of the fields.
fn take_id(fields: &mut Map<String, Value>, names: &[&str]) -> Option<String> {
    let name = names.iter().find(|&&name| fields.get(name).and_then(id_text).is_some())?;
    fields.shift_remove(*name).as_ref().and_then(id_text)
}

/// A string or number as an id; nothing is changed but white space at the ends.
fn id_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The id a record gives itself, if it can serve as one; else its place.
fn usable_id(own: Option<String>, place: &Place<'_>, warnings: &mut Vec<Warning>) -> DocId {
    let Some(own) = own else { return DocId::new(&place.name()) };
    match fault(&own) {
        None => DocId::new(&own),
        Some(fault) => {
            let message = format!("{:?} {fault}; {} is used instead", shorten(&own), place.name());
            warnings.push(warning(WarningCode::BadDocId, message));
            DocId::new(&place.name())
        }
    }
}

/// The most bytes an id may have.
const MAX_ID: usize = 512;

/// Why a string cannot be a document id: ids stand in file names, URLs and tables.
fn fault(id: &str) -> Option<&'static str> {
    if id.len() > MAX_ID {
        Some("is longer than 512 bytes")
    } else if id.chars().any(char::is_control) {
        Some("holds control characters")
    } else if id.starts_with(['/', '\\']) || id.split(['/', '\\']).any(|part| part == "..") {
        Some("leads out of its folder")
    } else {
        None
    }
}

fn shorten(id: &str) -> String {
    id.chars().take(80).collect()
}
