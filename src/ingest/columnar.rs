//! Parquet and Arrow tables: one row a document.

use super::arrow_messages::{Messages, damaged};
use super::contents::{Contents, Stream};
use super::reader::{Body, Container, Problem, RawRecord, RawRecords};
use super::record::unreadable;
use super::{FailureCode, IngestOptions, ReadAs, columnar_cell};
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::ArrowError;
use bytes::Bytes;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};
use serde_json::Map;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a table of typed columns, some rows at a time; a row is known by its number.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    media_type: &'static str,
}

/// Rows that are held at a time.
const ROWS: usize = 32;

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, Problem>> + Send>;

impl Columns {
    /// `.parquet`
    pub const PARQUET: Self = Self { media_type: "application/vnd.apache.parquet" };
    /// `.arrow`, `.feather`
    pub const ARROW: Self = Self { media_type: "application/vnd.apache.arrow.file" };

    fn open(self, file: &Contents, options: &IngestOptions) -> Result<RawRecords, Problem> {
        let is_parquet = self.media_type == Self::PARQUET.media_type;
        let (columns, batches) = guarded(|| {
            if is_parquet { open_parquet(at_hand(file, options.max_bytes)?) } else { open_arrow(file) }
        })??;
        let text = options.text_field();
        if !columns.iter().any(|column| column == text) {
            let message = format!(
                "no column \"{text}\"; name the column of the text with --text-field (columns: {})",
                columns.join(", ")
            );
            return Err(Problem::new(FailureCode::MissingTextColumn, message));
        }
        Ok(Box::new(Rows { batches, batch: None, next: 0, number: 0, done: false }))
    }
}

impl Container for Columns {
    fn media_type(&self) -> &'static str {
        self.media_type
    }

    fn split(&self, file: &Contents, options: &IngestOptions) -> RawRecords {
        self.open(file, options).unwrap_or_else(Problem::alone)
    }
}

/// The file, held in memory if it is packed in another.
fn at_hand(file: &Contents, limit: u64) -> Result<Contents, Problem> {
    if file.is_at_hand() {
        return Ok(file.clone());
    }
    let bytes = file.read(limit).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > limit {
        let message = format!(
            "a packed table of more than {limit} bytes, which cannot be read piece by piece; unpack it, or raise --max-bytes"
        );
        return Err(Problem::new(FailureCode::TooLarge, message));
    }
    Ok(Contents::of_memory(bytes))
}

fn open_parquet(file: Contents) -> Result<(Vec<String>, Batches), Problem> {
    let opened = |file| ParquetRecordBatchReaderBuilder::try_new(Chunks(file))?.with_batch_size(ROWS).build();
    let reader = opened(file).map_err(|error| damaged(&error.to_string()))?;
    let batches = |batch: Result<RecordBatch, ArrowError>| batch.map_err(|error| damaged(&error.to_string()));
    Ok((columns(&reader), Box::new(reader.map(batches))))
}

fn open_arrow(file: &Contents) -> Result<(Vec<String>, Batches), Problem> {
    let mut messages = Messages::open(file.open().map_err(|error| unreadable(&error))?)?;
    let columns = std::mem::take(&mut messages.columns);
    Ok((columns, Box::new(std::iter::from_fn(move || messages.next_batch().transpose()))))
}

fn columns(reader: &impl RecordBatchReader) -> Vec<String> {
    reader.schema().fields().iter().map(|field| field.name().clone()).collect()
}

/// The rows of a table.
struct Rows {
    batches: Batches,
    batch: Option<RecordBatch>,
    /// The next row of the batch.
    next: usize,
    /// Rows begun so far.
    number: u64,
    done: bool,
}

impl Iterator for Rows {
    type Item = Result<RawRecord, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.done {
                return None;
            }
            if let Some(batch) = self.batch.as_ref().filter(|batch| self.next < batch.num_rows()) {
                let fields = guarded(|| row(batch, self.next));
                (self.next, self.number) = (self.next + 1, self.number + 1);
                let record = fields.map(|fields| RawRecord {
                    line: self.number,
                    body: Body::Fields(fields),
                    read_as: ReadAs::default(),
                });
                return Some(record.map_err(|problem| problem.in_record(self.number)));
            }
            match guarded(|| self.batches.next()) {
                Ok(None) => self.done = true,
                Ok(Some(Ok(batch))) => (self.batch, self.next) = (Some(batch), 0),
                Ok(Some(Err(problem))) | Err(problem) => return Some(Err(self.broken_off(problem))),
            }
        }
    }
}

impl Rows {
    fn broken_off(&mut self, problem: Problem) -> Problem {
        self.done = true;
        let message = format!("{}; the rows after it were not read", problem.message);
        Problem { message, ..problem }.in_record(self.number + 1)
    }
}

/// The cells of a row by column; one that is missing is no fact.
fn row(batch: &RecordBatch, at: usize) -> Map<String, serde_json::Value> {
    let schema = batch.schema();
    let names = schema.fields().iter().map(|field| field.name().clone());
    names.zip(batch.columns()).map(|(name, column)| (name, columnar_cell::value(column, at))).collect()
}

/// What `work` gives. The readers of these formats trust the numbers in a file, and may panic where they are wrong.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| damaged("its parts do not fit together"))
}

/// A file at hand, as Parquet asks for its bytes.
struct Chunks(Contents);

impl Length for Chunks {
    fn len(&self) -> u64 {
        self.0.length().unwrap_or(0)
    }
}

impl ChunkReader for Chunks {
    type T = Stream;

    fn get_read(&self, start: u64) -> Result<Stream, ParquetError> {
        Ok(self.0.open_at(start)?)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        let mut bytes = Vec::new();
        self.0.open_at(start)?.take(length as u64).read_to_end(&mut bytes)?;
        if bytes.len() < length {
            return Err(ParquetError::EOF(format!("there are no {length} bytes at {start}")));
        }
        Ok(bytes.into())
    }
}
