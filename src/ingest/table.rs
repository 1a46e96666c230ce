//! CSV and TSV: one row a document.

use super::contents::Contents;
use super::encoding::{ReadAs, TextStream, decode_part};
use super::reader::{Body, Container, Problem, RawRecord, RawRecords};
use super::record::unreadable;
use super::table_rows::TableRows;
use super::{FailureCode, IngestOptions};
use csv::ByteRecord;
use serde_json::{Map, Value};
use std::io::BufRead;

/// Cuts a table with a header into its rows. Cells may be quoted and then hold line ends; the cells of a
/// header tell the separator (comma, semicolon or tab).
#[derive(Clone, Copy, Debug)]
pub struct Table {
    media_type: &'static str,
}

impl Table {
    /// `.csv`
    pub const CSV: Self = Self { media_type: "text/csv" };
    /// `.tsv`, `.tab`
    pub const TSV: Self = Self { media_type: "text/tab-separated-values" };
}

impl Container for Table {
    fn media_type(&self) -> &'static str {
        self.media_type
    }

    fn split(&self, file: &Contents, options: &IngestOptions) -> RawRecords {
        let text_field = options.text_field();
        let file = file.open().map_err(|error| unreadable(&error));
        let mut rows = match file.and_then(|file| {
            Rows::open(TextStream::new(file, options.encoding), options.max_bytes, &[text_field])
        }) {
            Ok(rows) => rows,
            Err(problem) => return problem.alone(),
        };
        if !rows.columns.iter().any(|column| column == text_field) {
            let message = format!(
                "no column \"{text_field}\"; name the column of the text with --text-field (columns: {})",
                rows.columns.join(", ")
            );
            return Problem::new(FailureCode::MissingTextColumn, message).alone();
        }
        Box::new(std::iter::from_fn(move || rows.next().map(|row| row.map(RawRecord::from))))
    }
}

impl From<Row> for RawRecord {
    fn from(row: Row) -> Self {
        Self { line: row.line, body: Body::Fields(row.fields), read_as: row.read_as }
    }
}

/// One row, its cells by column.
pub(super) struct Row {
    /// The 1-based line at which it begins.
    pub(super) line: u64,
    /// Every cell is a string.
    pub(super) fields: Map<String, Value>,
    read_as: ReadAs,
}

/// The rows of a table with a header.
pub(super) struct Rows {
    rows: TableRows,
    delimiter: u8,
    /// The names in the header; a name that is missing or stands twice gets the number of its column.
    pub(super) columns: Vec<String>,
}

impl Rows {
    /// Reads the header. `wanted` are names that it should hold.
    pub(super) fn open(mut file: TextStream, limit: u64, wanted: &[&str]) -> Result<Self, Problem> {
        let mark = file.fill_buf().map_err(|error| unreadable(&error))?.starts_with(b"\xEF\xBB\xBF");
        file.consume(if mark { 3 } else { 0 });
        let head = file.fill_buf().map_err(|error| unreadable(&error))?;
        let delimiter =
            delimiter(head.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or(head), wanted);
        let mut rows = TableRows::new(file, delimiter, limit);
        let header = rows.next_row().transpose()?.map(|(_, header)| header).unwrap_or_default();
        Ok(Self { rows, delimiter, columns: columns(&cells(&header, delimiter))? })
    }

    fn row(&self, bytes: &[u8]) -> Result<Map<String, Value>, Problem> {
        let cells = cells(bytes, self.delimiter);
        if cells.len() != self.columns.len() {
            let message = format!(
                "the row has {} cells, the header {}; quote cells that hold the separator or a quote",
                cells.len(),
                self.columns.len()
            );
            return Err(Problem::new(FailureCode::RaggedRow, message));
        }
        let mut fields = Map::new();
        for (column, cell) in self.columns.iter().zip(&cells) {
            let text = decode_part(cell, &format!("cell of column \"{column}\""))?;
            fields.insert(column.clone(), text.into());
        }
        Ok(fields)
    }
}

impl Iterator for Rows {
    type Item = Result<Row, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.rows.next_row()?.and_then(|(line, bytes)| {
            let fields = self.row(&bytes).map_err(|problem| problem.in_record(line))?;
            Ok(Row { line, fields, read_as: self.rows.read_as(&bytes) })
        });
        Some(row)
    }
}

/// The cells of one row, without their quotes.
fn cells(row: &[u8], delimiter: u8) -> ByteRecord {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(row);
    let mut cells = ByteRecord::new();
    let read = reader.read_byte_record(&mut cells);
    debug_assert!(read.is_ok(), "reading from memory does not fail, and one row cannot be ragged");
    cells
}

fn columns(header: &ByteRecord) -> Result<Vec<String>, Problem> {
    let mut columns: Vec<String> = Vec::with_capacity(header.len());
    for (index, cell) in header.iter().enumerate() {
        let name = decode_part(cell, "header")?.trim();
        let unusable = name.is_empty() || columns.iter().any(|column| column == name);
        columns.push(if unusable { format!("{name}_{}", index + 1) } else { name.to_owned() });
    }
    Ok(columns)
}

/// The separator under which the header holds a wanted name, else the commonest.
fn delimiter(header: &[u8], wanted: &[&str]) -> u8 {
    const KNOWN: [u8; 3] = [b',', b'\t', b';'];
    let bare = |cell: &[u8]| String::from_utf8_lossy(cell).trim_matches(['"', ' ']).to_owned();
    let holds = |separator: &u8| {
        header.split(|byte| byte == separator).any(|cell| wanted.contains(&bare(cell).as_str()))
    };
    let count = |separator: &u8| header.iter().filter(|byte| *byte == separator).count();
    let most = || KNOWN.into_iter().rev().max_by_key(count).unwrap_or(b',');
    KNOWN.into_iter().find(holds).unwrap_or_else(most)
}
