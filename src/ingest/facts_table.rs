//! Tables of facts about documents: `--metadata` and the manifests of folders.

use super::contents::Contents;
use super::encoding::TextStream;
use super::format::{Format, stem};
use super::json_lines::{self, JsonLines};
use super::reader::{Body, Container, Problem};
use super::table::Rows;
use super::{Encoding, IngestOptions};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;

/// Columns that name a document by its file, best first.
const PATH_COLUMNS: [&str; 4] = ["path", "file", "filename", "file_name"];

/// Columns that name a document by its id, best first.
const ID_COLUMNS: [&str; 2] = ["doc_id", "id"];

/// Rows of facts, each found by a path or by a document id.
#[derive(Clone, Debug, Default)]
pub(super) struct FactsTable {
    rows: Vec<FactsRow>,
    by_path: BTreeMap<String, usize>,
    by_id: BTreeMap<String, usize>,
}

/// The facts of one document.
#[derive(Clone, Debug)]
pub(super) struct FactsRow {
    /// The 1-based line of the table at which it begins.
    pub(super) line: u64,
    /// The id it gives the document.
    pub(super) id: Option<String>,
    /// All other columns.
    pub(super) fields: Map<String, Value>,
}

/// Why a table of facts cannot be used: a line, if it is one line's fault, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TableFault {
    pub(super) line: Option<u64>,
    pub(super) message: String,
}

impl From<Problem> for TableFault {
    fn from(problem: Problem) -> Self {
        Self { line: problem.record, message: problem.message }
    }
}

impl std::fmt::Display for TableFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// The most bytes a row of facts may have: 16 MiB.
const MAX_ROW: u64 = 16 << 20;

impl FactsTable {
    /// Reads a CSV, TSV or JSON Lines file; all of it or nothing, since half the facts would mislead.
    pub(super) fn load(path: &Path, encoding: Option<Encoding>) -> Result<Self, TableFault> {
        Self::of(&Contents::of_file(path.to_owned()), &path.to_string_lossy(), encoding)
    }

    /// The same of a file anywhere, whose name tells the format.
    pub(super) fn of(
        contents: &Contents,
        name: &str,
        encoding: Option<Encoding>,
    ) -> Result<Self, TableFault> {
        let mut table = Self::default();
        if Format::of_name(name) == Some(Format::JsonLines) {
            for (line, fields) in objects(contents, encoding) {
                table.add(line, fields?)?;
            }
        } else {
            let file = contents.open().map_err(|error| super::record::unreadable(&error))?;
            let wanted = [PATH_COLUMNS.as_slice(), &ID_COLUMNS].concat();
            for row in Rows::open(TextStream::new(file, encoding), MAX_ROW, &wanted)? {
                let row = row?;
                table.add(row.line, row.fields)?;
            }
        }
        Ok(table)
    }

    fn add(&mut self, line: u64, mut fields: Map<String, Value>) -> Result<(), TableFault> {
        let path = take(&mut fields, &PATH_COLUMNS).map(|path| path.replace('\\', "/"));
        let id = take(&mut fields, &ID_COLUMNS);
        let index = self.rows.len();
        let (keys, key) = match (&path, &id) {
            (Some(path), _) => (&mut self.by_path, path.trim_start_matches("./").to_owned()),
            (None, Some(id)) => (&mut self.by_id, id.clone()),
            (None, None) => {
                let message =
                    "names no document; there must be a column \"path\", \"file\" or \"doc_id\"".to_owned();
                return Err(TableFault { line: Some(line), message });
            }
        };
        if let Some(earlier) = keys.insert(key.clone(), index) {
            let message = format!("names {key:?}, as line {} does", self.rows[earlier].line);
            return Err(TableFault { line: Some(line), message });
        }
        self.rows.push(FactsRow { line, id, fields });
        Ok(())
    }

    /// The row of the document at this path, which may be given without its ending.
    pub(super) fn at_path(&self, path: &str) -> Option<&FactsRow> {
        let index = self.by_path.get(path).or_else(|| self.by_path.get(stem(path)))?;
        Some(&self.rows[*index])
    }

    /// The row of the document of this id.
    pub(super) fn of_id(&self, id: &str) -> Option<&FactsRow> {
        self.by_id.get(id).map(|&index| &self.rows[index])
    }

    /// Every path the table names, with the line.
    pub(super) fn paths(&self) -> impl Iterator<Item = (&str, u64)> {
        self.by_path.iter().map(|(path, &index)| (path.as_str(), self.rows[index].line))
    }
}

/// Takes the first of these columns that is not missing out of the fields.
fn take(fields: &mut Map<String, Value>, columns: &[&str]) -> Option<String> {
    let text = |value: &Value| super::fields::scalar(value).filter(|text| !text.is_empty());
    let column = columns.iter().find(|&&column| fields.get(column).and_then(text).is_some())?;
    fields.shift_remove(*column).as_ref().and_then(text)
}

/// The objects of a JSON Lines file, with their lines.
fn objects(
    file: &Contents,
    encoding: Option<Encoding>,
) -> impl Iterator<Item = (u64, Result<Map<String, Value>, Problem>)> {
    let options = IngestOptions { max_bytes: MAX_ROW, encoding, ..IngestOptions::default() };
    let depth = options.limits.json_depth();
    JsonLines.split(file, &options).map(move |record| match record {
        Ok(record) => {
            let fields = match record.body {
                Body::Bytes(bytes, _) => json_lines::object(&bytes, depth),
                Body::Fields(fields) => Ok(fields),
            };
            (record.line, fields.map_err(|problem| problem.in_record(record.line)))
        }
        Err(problem) => (problem.record.unwrap_or(0), Err(problem)),
    })
}
