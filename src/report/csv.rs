//! The finished tables again, as CSV for spreadsheets.

use super::hashed::Hashed;
use super::render::Table;
use super::wire::FileNote;
use super::{Error, Result};
use serde::Serialize;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

/// Writes `<table>.csv` beside every `<table>.jsonl` of `folder`, and returns what was written.
///
/// Objects are flattened with `_`, lists of words joined by `; `, lists of objects kept as JSON. `terms` has a
/// line for each word, `counts` one for each entry of a version. A cell that a spreadsheet would take for a formula begins with `'`.
///
/// # Errors
/// If the file system refuses.
pub fn export(folder: &Path) -> Result<Vec<FileNote<'static>>> {
    let written = Table::ALL.into_iter().filter(|table| path_of(folder, *table, "jsonl").exists());
    written.map(|table| table_of(folder, table)).collect()
}

fn path_of(folder: &Path, table: Table, ending: &str) -> std::path::PathBuf {
    folder.join(format!("{}.{ending}", table.name()))
}

fn table_of(folder: &Path, table: Table) -> Result<FileNote<'static>> {
    let target = path_of(folder, table, "csv");
    let file = File::create(&target).map_err(Error::at(&target))?;
    let mut out = Hashed::new(file);
    let lines = write_table(folder, table, (&mut out, &target))?;
    Ok(out.note(format!("{}.csv", table.name()), lines))
}

/// Writes a table of `folder` as CSV into `out`, which `target` names, and returns how many lines that were.
///
/// # Errors
/// If the table is not there, is no JSONL, or the system refuses.
pub fn write_table(folder: &Path, table: Table, (out, target): (impl Write, &Path)) -> Result<u64> {
    let source = path_of(folder, table, "jsonl");
    let mut columns = Columns::default();
    each_row(&source, table, |row| {
        columns.add(&row);
        Ok(())
    })?;
    let mut writer = csv::Writer::from_writer(out);
    let wrong = |error: csv::Error| Error::at(target)(error.into());
    if !columns.names.is_empty() {
        writer.write_record(columns.header()).map_err(wrong)?;
    }
    let mut lines = u64::from(!columns.names.is_empty());
    each_row(&source, table, |row| {
        lines += 1;
        writer.write_record(columns.cells(&row)).map_err(|error| Error::at(target)(error.into()))
    })?;
    writer.flush().map_err(Error::at(target))?;
    Ok(lines)
}

/// Writes objects as CSV, flattened and harmless as in [`export`]; nothing for no objects.
///
/// # Errors
/// If `out` cannot be written to; `path` is named.
pub fn write_rows<T: Serialize>(out: impl Write, path: &Path, rows: &[T]) -> Result<()> {
    let object = |row: &T| match serde_json::to_value(row) {
        Ok(Value::Object(object)) => flat(object),
        _ => unreachable!("rows are objects of plain JSON"),
    };
    let rows: Vec<Row> = rows.iter().map(object).collect();
    let mut columns = Columns::default();
    rows.iter().for_each(|row| columns.add(row));
    let mut writer = csv::Writer::from_writer(out);
    let wrong = |error: csv::Error| Error::at(path)(error.into());
    if !columns.names.is_empty() {
        writer.write_record(columns.header()).map_err(wrong)?;
    }
    rows.iter().try_for_each(|row| writer.write_record(columns.cells(row)).map_err(wrong))?;
    writer.flush().map_err(Error::at(path))
}

/// A row of the CSV: names of columns and their values, flat.
type Row = Vec<(String, Value)>;

fn each_row(source: &Path, table: Table, mut each: impl FnMut(Row) -> Result<()>) -> Result<()> {
    let file = File::open(source).map_err(Error::at(source))?;
    for line in BufReader::new(file).lines() {
        let line = line.map_err(Error::at(source))?;
        let object: Map<String, Value> =
            serde_json::from_str(&line).map_err(|error| Error::at(source)(error.into()))?;
        match table {
            Table::Terms => words(object).into_iter().try_for_each(&mut each)?,
            Table::Counts => entries(&object).into_iter().try_for_each(&mut each)?,
            _ => each(flat(object))?,
        }
    }
    Ok(())
}

/// A row for each word of a line of `terms.jsonl`.
fn words(object: Map<String, Value>) -> Vec<Row> {
    let doc_id = object["doc_id"].clone();
    let words = object.get("words").and_then(Value::as_object);
    let row = |(word, count): (&String, &Value)| {
        vec![
            ("doc_id".to_owned(), doc_id.clone()),
            ("word".to_owned(), Value::from(word.as_str())),
            ("count".to_owned(), count.clone()),
        ]
    };
    words.into_iter().flatten().map(row).collect()
}

/// A row for each entry, by version and frame, of a line of `counts.jsonl`; the other sums are in `measures`.
fn entries(object: &Map<String, Value>) -> Vec<Row> {
    let mut rows = Vec::new();
    for voice in ["author", "all"] {
        let entries = object[voice].get("entries").and_then(Value::as_object);
        for (entry, frames) in entries.into_iter().flatten() {
            for (frame, sums) in frames.as_object().into_iter().flatten() {
                let name = |name: &str, value: &str| (name.to_owned(), Value::from(value));
                let mut row = vec![("doc_id".to_owned(), object["doc_id"].clone())];
                row.extend([name("voice", voice), name("entry", entry), name("frame", frame)]);
                row.extend(["n_hits", "weight"].map(|it| (it.to_owned(), sums[it].clone())));
                rows.push(row);
            }
        }
    }
    rows
}

fn flat(object: Map<String, Value>) -> Row {
    let mut row = Vec::new();
    flatten("", object, &mut row);
    row
}

fn flatten(prefix: &str, object: Map<String, Value>, row: &mut Row) {
    for (name, value) in object {
        let name = format!("{prefix}{name}");
        match value {
            Value::Object(inner) if !inner.is_empty() => flatten(&format!("{name}_"), inner, row),
            Value::Object(_) => {}
            other => row.push((name, other)),
        }
    }
}

/// The columns of a table, in order of first appearance: a researcher's own fields and the blocks that occur
/// differ from document to document.
#[derive(Default)]
struct Columns {
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Columns {
    fn add(&mut self, row: &Row) {
        for (name, _) in row {
            if !self.places.contains_key(name) {
                self.places.insert(name.clone(), self.names.len());
                self.names.push(name.clone());
            }
        }
    }

    /// A researcher's own fields may be called anything.
    fn header(&self) -> impl Iterator<Item = String> {
        self.names.iter().map(|name| harmless(name).into_owned())
    }

    fn cells(&self, row: &Row) -> Vec<String> {
        let mut cells = vec![String::new(); self.names.len()];
        for (name, value) in row {
            cells[self.places[name]] = cell(value);
        }
        cells
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => harmless(text).into_owned(),
        Value::Array(items) if items.iter().all(|item| item.is_string()) => {
            let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            harmless(&words.join("; ")).into_owned()
        }
        other => other.to_string(),
    }
}

/// A text that no spreadsheet takes for a formula, and no terminal for a command: control characters, which only a
/// record's own facts can hold, are written out (`\u{1b}`).
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    let is_command = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\u{C}');
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !is_formula && !text.contains(is_command) {
        return Cow::Borrowed(text);
    }
    let mut out = String::from(if is_formula { "'" } else { "" });
    for character in text.chars() {
        if is_command(character) {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn formulas_are_defused_and_numbers_are_not() {
        assert_eq!(cell(&json!("=HYPERLINK(\"http://x\")")), "'=HYPERLINK(\"http://x\")");
        assert_eq!(cell(&json!("\r=1+1")), "'\\u{d}=1+1");
        assert_eq!(cell(&json!("a\u{1b}[2J\u{9b}b\nc")), "a\\u{1b}[2J\\u{9b}b\nc");
        assert_eq!(cell(&json!(-1.5)), "-1.5");
        assert_eq!(cell(&json!(["R1", "S3"])), "R1; S3");
    }

    #[test]
    fn every_row_has_a_cell_for_every_column() {
        let home = tempfile::tempdir().unwrap();
        let lines = "{\"doc_id\":\"a\",\"weight\":{\"rights\":1.0}}\n{\"doc_id\":\"b\",\"note\":\"x, y\"}\n";
        std::fs::write(home.path().join("sentences.jsonl"), lines).unwrap();
        let notes = export(home.path()).unwrap();
        let text = std::fs::read_to_string(home.path().join("sentences.csv")).unwrap();
        assert_eq!(text, "doc_id,weight_rights,note\na,1.0,\nb,,\"x, y\"\n");
        assert_eq!((notes[0].lines, notes[0].bytes), (3, text.len() as u64));
    }
}
