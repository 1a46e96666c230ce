//! CSV and TSV: one row a document.

use super::normalize::decode;
use super::reader::{Body, Container, Problem, RawRecord, RawRecords};
use super::{FailureCode, IngestOptions};
use csv::{ByteRecord, ErrorKind};
use serde_json::{Map, Value};
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

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

    fn split<'f>(&self, file: Box<dyn BufRead + Send + 'f>, options: &IngestOptions) -> RawRecords<'f> {
        let text_field = options.text_field();
        let mut rows = match Rows::open(file, options.max_bytes, &[text_field]) {
            Ok(rows) => rows,
            Err(problem) => return Box::new(std::iter::once(Err(problem))),
        };
        if !rows.columns.iter().any(|column| column == text_field) {
            let message = format!(
                "no column \"{text_field}\"; name the column of the text with --text-field (columns: {})",
                rows.columns.join(", ")
            );
            return Box::new(std::iter::once(Err(Problem::new(FailureCode::MissingTextColumn, message))));
        }
        Box::new(std::iter::from_fn(move || rows.next().map(|row| row.map(RawRecord::from))))
    }
}

impl From<Row> for RawRecord {
    fn from(row: Row) -> Self {
        Self { line: row.line, body: Body::Fields(row.fields) }
    }
}

/// One row, its cells by column.
pub(super) struct Row {
    /// The 1-based line at which it begins.
    pub(super) line: u64,
    /// Every cell is a string.
    pub(super) fields: Map<String, Value>,
}

/// The rows of a table.
pub(super) struct Rows<'f> {
    reader: csv::Reader<Metered<'f>>,
    read: Arc<AtomicU64>,
    limit: u64,
    /// The names in the header; a name that is missing or stands twice gets the number of its column.
    pub(super) columns: Vec<String>,
    done: bool,
}

impl<'f> Rows<'f> {
    /// Reads the header. `wanted` are names that it should hold.
    pub(super) fn open(
        mut file: Box<dyn BufRead + Send + 'f>,
        limit: u64,
        wanted: &[&str],
    ) -> Result<Self, Problem> {
        let head = file.fill_buf().map_err(|error| super::record::unreadable(&error))?;
        let delimiter = delimiter(head.split(|&byte| byte == b'\n').next().unwrap_or(head), wanted);
        let read = Arc::new(AtomicU64::new(0));
        // Room for what the table reader reads ahead.
        let metered = Metered { file, read: read.clone(), limit: limit.saturating_add(1 << 20) };
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(metered);
        let header = reader.byte_headers().map_err(|error| explain(&error, limit).0)?;
        let columns = columns(header)?;
        Ok(Self { reader, read, limit, columns, done: false })
    }

    fn row(&self, cells: &ByteRecord) -> Result<Row, Problem> {
        let line = cells.position().map_or(0, csv::Position::line);
        let size: usize = cells.iter().map(<[u8]>::len).sum();
        if size as u64 > self.limit {
            return Err(too_large(self.limit).in_record(line));
        }
        let mut fields = Map::new();
        for (column, cell) in self.columns.iter().zip(cells) {
            let text = decode(cell).map_err(|problem| {
                let message = format!("column \"{column}\": {}", problem.message);
                Problem { message, ..problem }.in_record(line)
            })?;
            fields.insert(column.clone(), text.into());
        }
        Ok(Row { line, fields })
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        self.read.store(0, Ordering::Relaxed);
        let mut cells = ByteRecord::new();
        match self.reader.read_byte_record(&mut cells) {
            Ok(true) => Some(self.row(&cells)),
            Ok(false) => None,
            Err(error) => {
                let (problem, rest_is_lost) = explain(&error, self.limit);
                self.done = rest_is_lost;
                Some(Err(problem))
            }
        }
    }
}

/// The problem, and whether nothing more can be read after it.
fn explain(error: &csv::Error, limit: u64) -> (Problem, bool) {
    match error.kind() {
        ErrorKind::UnequalLengths { pos, expected_len, len } => {
            let message = format!(
                "the row has {len} cells, the header {expected_len}; quote cells that hold the separator or a quote"
            );
            let problem = Problem::new(FailureCode::RaggedRow, message);
            (pos.as_ref().map_or(problem.clone(), |pos| problem.in_record(pos.line())), false)
        }
        ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => (too_large(limit), true),
        _ => {
            let message = format!("the table cannot be read on: {error}");
            (Problem::new(FailureCode::Unreadable, message), true)
        }
    }
}

fn too_large(limit: u64) -> Problem {
    let message = format!(
        "a row has more than {limit} bytes, the most a document may have; look for a quote that is opened \
         and never closed, or raise --max-bytes"
    );
    Problem::new(FailureCode::TooLarge, message)
}

fn columns(header: &ByteRecord) -> Result<Vec<String>, Problem> {
    let mut columns: Vec<String> = Vec::with_capacity(header.len());
    for (index, cell) in header.iter().enumerate() {
        let name = decode(cell)?.trim_start_matches('\u{FEFF}').trim();
        let unusable = name.is_empty() || columns.iter().any(|column| column == name);
        columns.push(if unusable { format!("{name}_{}", index + 1) } else { name.to_owned() });
    }
    Ok(columns)
}

/// The separator under which the header holds a wanted name, else the commonest.
fn delimiter(header: &[u8], wanted: &[&str]) -> u8 {
    const KNOWN: [u8; 3] = [b',', b'\t', b';'];
    let bare =
        |cell: &[u8]| String::from_utf8_lossy(cell).trim_matches(['"', '\u{FEFF}', '\r', ' ']).to_owned();
    let holds = |separator: &u8| {
        header.split(|byte| byte == separator).any(|cell| wanted.contains(&bare(cell).as_str()))
    };
    let count = |separator: &u8| header.iter().filter(|byte| *byte == separator).count();
    let most = || KNOWN.into_iter().rev().max_by_key(count).unwrap_or(b',');
    KNOWN.into_iter().find(holds).unwrap_or_else(most)
}

/// Fails once more than `limit` bytes were read since `read` was set to zero, so that a quote that is never
/// closed cannot fill the memory.
struct Metered<'f> {
    file: Box<dyn BufRead + Send + 'f>,
    read: Arc<AtomicU64>,
    limit: u64,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        let total = self.read.fetch_add(read as u64, Ordering::Relaxed) + read as u64;
        if total > self.limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(read) }
    }
}
