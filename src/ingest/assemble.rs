//! From what a reader found to a document: its name, its facts from every source, where it came from.

use super::corpus::Shared;
use super::facts_table::{FactsRow, FactsTable};
use super::fields::{self, Facts, Origin};
use super::format::stem;
use super::reader::{Reading, warning};
use super::record::{Place, Whole};
use super::{WarningCode, head, labels};
use crate::document::{DocId, Document, Fingerprint, Source, Warning};
use serde_json::{Map, Value};

/// Puts a document together. Total: whatever is odd becomes a warning.
pub(super) fn document(reading: Reading, place: &Place, whole: Whole, shared: &Shared) -> Document {
    let Reading { text, mut hints, mut fields, page, inferred, repairs, mended, mut warnings, read_as } =
        reading;
    let mut tables = Tables::of(place, shared);
    let mut name_facts = name_facts(place, shared, &mut warnings);
    let own_id = take_id(&mut fields, &shared.options.id_fields());
    let named_id = take_id(&mut name_facts, &["doc_id"]);
    let stated_id = tables.id(Origin::Table).or(own_id).or_else(|| tables.id(Origin::Manifest)).or(named_id);
    let id = usable_id(stated_id, place, &mut warnings);
    tables.find_by_id(id.as_str());
    tables.check(&whole.sha256, &mut warnings);

    let mut sources = tables.facts();
    sources.push(Facts::new(Origin::Record, fields));
    sources.push(Facts::new(Origin::Page, page));
    sources.push(Facts::new(Origin::Name, name_facts));
    sources.push(Facts::new(Origin::Text, inferred));
    let merged = fields::merge(sources, &mut warnings);
    let metadata = fields::metadata(merged, &mut warnings);
    if hints.is_empty() {
        hints.extend(metadata.title.as_deref().and_then(|title| head::title_line(&text, title)));
    }
    if text.trim().is_empty() {
        warnings.push(warning(WarningCode::EmptyText, "there is no text; the document counts no word"));
    }
    if read_as.is_guessed {
        let message = format!(
            "the file states no encoding; it is read as {}, which makes sense of it and others do not",
            read_as.encoding.name()
        );
        warnings.push(warning(WarningCode::GuessedEncoding, message));
    }
    let source = Source {
        path: place.name(),
        sha256: whole.sha256,
        bytes: whole.bytes,
        media_type: whole.media_type,
        encoding: read_as.encoding.name(),
    };
    Document { id, metadata, text: text.into_boxed_str(), source, hints, repairs, mended, warnings }
}

/// A hash of all that tables of facts say about the document of this id at this place.
pub(super) fn stated_elsewhere(id: &str, place: &Place, shared: &Shared) -> Fingerprint {
    let mut tables = Tables::of(place, shared);
    tables.find_by_id(id);
    let rows = tables.rows.iter().map(|rows| [rows.own, rows.file]);
    let said: Vec<_> = rows.map(|rows| rows.map(|row| row.map(|row| (&row.id, &row.fields)))).collect();
    Fingerprint::of(serde_json::to_string(&said).expect("facts are plain data with text keys").as_bytes())
}

/// The facts in the name of the file.
fn name_facts(place: &Place, shared: &Shared, warnings: &mut Vec<Warning>) -> Map<String, Value> {
    let Some(pattern) = &shared.name_pattern else { return Map::new() };
    pattern.read(&place.path).unwrap_or_else(|| {
        // The name of a file of many documents need not say anything of each.
        if place.line.is_none() {
            let message = format!("the file name does not fit {:?}; it states nothing", pattern.given());
            warnings.push(warning(WarningCode::NamePatternMismatch, message));
        }
        Map::new()
    })
}

/// What the tables of facts say about one document.
struct Tables<'s> {
    rows: Vec<TableRows<'s>>,
}

/// What one table says about it.
struct TableRows<'s> {
    origin: Origin,
    table: &'s FactsTable,
    /// The row that names the document.
    own: Option<&'s FactsRow>,
    /// The row that names the file it is one record of.
    file: Option<&'s FactsRow>,
}

impl<'s> Tables<'s> {
    /// Looks the document up by its place.
    fn of(place: &'s Place, shared: &'s Shared) -> Self {
        let given = shared.table.iter().map(|table| (Origin::Table, table, &*place.path));
        let manifests = place
            .manifests
            .iter()
            .map(|manifest| (Origin::Manifest, &*manifest.table, manifest.relative(&place.path)));
        let look_up = |(origin, table, path): (Origin, &'s FactsTable, &str)| {
            let (own, file) = match place.line {
                Some(line) => (table.at_path(&format!("{path}#{line}")), table.at_path(path)),
                None => (table.at_path(path).or_else(|| table.of_id(stem(labels::last(path)))), None),
            };
            TableRows { origin, table, own, file }
        };
        Self { rows: given.chain(manifests).map(look_up).collect() }
    }

    /// The id that a table of this origin gives the document.
    fn id(&self, origin: Origin) -> Option<String> {
        self.rows.iter().filter(|rows| rows.origin == origin).find_map(|rows| rows.own?.id.clone())
    }

    /// Looks the document up by its id where its place found nothing.
    fn find_by_id(&mut self, id: &str) {
        for rows in &mut self.rows {
            rows.own = rows.own.or_else(|| rows.table.of_id(id));
        }
    }

    /// Warns where `--metadata` has no row, or a table states another hash for the file.
    fn check(&self, sha256: &Fingerprint, warnings: &mut Vec<Warning>) {
        for rows in &self.rows {
            if rows.origin == Origin::Table && rows.own.or(rows.file).is_none() {
                warnings.push(warning(WarningCode::NotInMetadata, "the --metadata table has no row for it"));
            }
            let stated = rows.own.or(rows.file).and_then(|row| row.fields.get("sha256")?.as_str());
            let differs = |stated: &&str| !stated.trim().eq_ignore_ascii_case(&sha256.to_string());
            if let Some(stated) = stated.filter(|stated| !stated.trim().is_empty()).filter(differs) {
                let message =
                    format!("the file's SHA-256 is {sha256}, not {stated} as its table of facts states");
                warnings.push(warning(WarningCode::ChecksumMismatch, message));
            }
        }
    }

    fn facts(&self) -> Vec<Facts> {
        let rows = self.rows.iter().flat_map(|rows| [(rows.origin, rows.own), (rows.origin, rows.file)]);
        rows.filter_map(|(origin, row)| Some(Facts::new(origin, row?.fields.clone()))).collect()
    }
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
fn usable_id(own: Option<String>, place: &Place, warnings: &mut Vec<Warning>) -> DocId {
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
