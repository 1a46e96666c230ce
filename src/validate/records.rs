//! The records of a gold file, as JSON Lines or as a table.

use super::GoldError;
use serde::de::DeserializeOwned;
use std::fs;
use std::path::Path;

/// A record with its line, or what is wrong with it.
pub type Numbered<T> = (usize, Result<T, String>);

/// The text of a file.
pub fn text_of(path: &Path) -> Result<String, GoldError> {
    let text =
        fs::read_to_string(path).map_err(|source| GoldError::Unreadable { path: path.to_owned(), source })?;
    Ok(text.strip_prefix('\u{FEFF}').map_or_else(|| text.clone(), str::to_owned))
}

/// Every record: CSV or TSV by the file's name, JSON Lines otherwise.
pub fn records<T: DeserializeOwned>(path: &Path, text: &str) -> Vec<Numbered<T>> {
    delimiter(path).map_or_else(|| lines(text), |delimiter| table(text, delimiter))
}

/// What parts the cells of a table; `None` for JSON Lines.
pub fn delimiter(path: &Path) -> Option<u8> {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "csv" => Some(b','),
        "tsv" => Some(b'\t'),
        _ => None,
    }
}

/// The fields of the first record.
pub fn fields(path: &Path, text: &str) -> Vec<String> {
    if let Some(delimiter) = delimiter(path) {
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
        return reader.headers().map(|row| row.iter().map(str::to_owned).collect()).unwrap_or_default();
    }
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let record: Option<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(first).ok();
    record.map(|record| record.into_iter().map(|(name, _)| name).collect()).unwrap_or_default()
}

/// JSON Lines.
pub fn lines<T: DeserializeOwned>(text: &str) -> Vec<Numbered<T>> {
    let numbered = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    numbered
        .map(|(at, line)| (at + 1, serde_json::from_str(line).map_err(|error| error.to_string())))
        .collect()
}

/// The rows of a table.
pub fn table<T: DeserializeOwned>(text: &str, delimiter: u8) -> Vec<Numbered<T>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let headers = reader.headers().cloned();
    let mut records = Vec::new();
    for (at, row) in reader.records().enumerate() {
        let line = row.as_ref().ok().and_then(|row| row.position()).map_or(at + 2, line_of);
        let record = match (&headers, row) {
            (Ok(headers), Ok(row)) => row.deserialize(Some(headers)).map_err(|error| error.to_string()),
            (Err(error), _) => Err(error.to_string()),
            (_, Err(error)) => Err(error.to_string()),
        };
        records.push((line, record));
    }
    records
}

fn line_of(position: &csv::Position) -> usize {
    usize::try_from(position.line()).unwrap_or(usize::MAX)
}
