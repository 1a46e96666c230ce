//! Parquet and Arrow tables: one row a document.

use super::arrow_messages::{Messages, damaged};
use super::contents::Contents;
use super::parquet_pages::{Chunks, TOO_DENSE, too_dense};
use super::reader::{Body, Container, Problem, RawRecord, RawRecords};
use super::record::unreadable;
use super::{FailureCode, IngestOptions, Limits, ReadAs, columnar_cell};
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::ArrowError;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Map;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a table of typed columns, some rows at a time; a row is known by its number.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    media_type: &'static str,
}

/// Rows that are held at a time.
const ROWS: usize = 32;

/// A table may have so many rows, and else as many as it has bytes: a run of equal cells takes next to none.
const FEW_ROWS: u64 = 1 << 20;

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, Problem>> + Send>;

impl Columns {
    /// `.parquet`
    pub const PARQUET: Self = Self { media_type: "application/vnd.apache.parquet" };
    /// `.arrow`, `.feather`
    pub const ARROW: Self = Self { media_type: "application/vnd.apache.arrow.file" };

    fn open(self, file: &Contents, options: &IngestOptions) -> Result<RawRecords, Problem> {
        let is_parquet = self.media_type == Self::PARQUET.media_type;
        let (columns, batches) = guarded(|| {
            if is_parquet {
                open_parquet(at_hand(file, options.max_bytes)?, options.limits)
            } else {
                open_arrow(file)
            }
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

fn open_parquet(file: Contents, limits: Limits) -> Result<(Vec<String>, Batches), Problem> {
    let length = file.length().unwrap_or(0);
    let opened = ParquetRecordBatchReaderBuilder::try_new(Chunks(file, limits))
        .map_err(|error| broken(&error, &limits))?;
    let n_rows = u64::try_from(opened.metadata().file_metadata().num_rows()).unwrap_or(0);
    if n_rows > length.max(FEW_ROWS) {
        let message = format!(
            "a table of {length} bytes that says it has {n_rows} rows, as no table of texts has; save its rows anew"
        );
        return Err(Problem::new(FailureCode::ArchiveLimit, message));
    }
    let reader = opened.with_batch_size(ROWS).build().map_err(|error| broken(&error, &limits))?;
    let names = columns(&reader);
    let batches =
        move |batch: Result<RecordBatch, ArrowError>| batch.map_err(|error| broken(&error, &limits));
    Ok((names, Box::new(reader.map(batches))))
}

/// What stopped the library: a problem of ours that came through it, or damage.
fn broken(error: &(dyn std::error::Error + 'static), limits: &Limits) -> Problem {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(problem) = error.downcast_ref::<Problem>() {
            return problem.clone();
        }
        cause = error.source();
    }
    // The library keeps the words of a cause, not always the cause.
    let words = error.to_string();
    if words.contains(TOO_DENSE) { too_dense(limits) } else { damaged(&words) }
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
