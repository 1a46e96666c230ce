//! JSON Lines: one object a line, one document an object.

use super::fields;
use super::normalize::decode_part;
use super::reader::{Body, Container, Problem, RawRecord, RawRecords, Reader, Reading};
use super::{FailureCode, IngestOptions};
use serde_json::{Map, Value};
use std::io::{self, BufRead, Read};

/// Cuts a file into lines; blank lines are none.
#[derive(Clone, Copy, Debug)]
pub struct JsonLines;

impl Container for JsonLines {
    fn media_type(&self) -> &'static str {
        "application/jsonl"
    }

    fn split<'f>(&self, file: Box<dyn BufRead + Send + 'f>, options: &IngestOptions) -> RawRecords<'f> {
        Box::new(Lines { file, line: 0, limit: options.max_bytes, done: false })
    }
}

/// The lines of a file, each at most `limit` bytes long.
struct Lines<'f> {
    file: Box<dyn BufRead + Send + 'f>,
    line: u64,
    limit: u64,
    done: bool,
}

impl Iterator for Lines<'_> {
    type Item = Result<RawRecord, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            self.line += 1;
            match self.read_line() {
                Ok(Some(bytes)) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(bytes)) => {
                    return Some(Ok(RawRecord { line: self.line, body: Body::Bytes(bytes, &JsonObject) }));
                }
                Ok(None) => self.done = true,
                Err(problem) => return Some(Err(problem.in_record(self.line))),
            }
        }
        None
    }
}

impl Lines<'_> {
    /// The next line with its end; `None` after the last.
    fn read_line(&mut self) -> Result<Option<Vec<u8>>, Problem> {
        let mut bytes = Vec::new();
        let read = (&mut self.file).take(self.limit.saturating_add(1)).read_until(b'\n', &mut bytes);
        match read {
            Ok(0) => Ok(None),
            Ok(read) if read as u64 > self.limit => {
                if bytes.last() != Some(&b'\n') {
                    self.leave_line().map_err(|error| self.broken_off(&error))?;
                }
                let message = format!(
                    "the line has more than {} bytes, the most a document may have; raise --max-bytes to read it",
                    self.limit
                );
                Err(Problem::new(FailureCode::TooLarge, message))
            }
            Ok(_) => Ok(Some(bytes)),
            Err(error) => Err(self.broken_off(&error)),
        }
    }

    /// Reads to the end of a line without keeping it.
    fn leave_line(&mut self) -> io::Result<()> {
        self.file.skip_until(b'\n').map(drop)
    }

    fn broken_off(&mut self, error: &io::Error) -> Problem {
        self.done = true;
        let message = format!("reading broke off here: {error}; the rest of the file was not read");
        Problem::new(FailureCode::Unreadable, message)
    }
}

/// Reads one line: the text stands in one field, every other field is a fact.
#[derive(Clone, Copy, Debug)]
pub struct JsonObject;

impl Reader for JsonObject {
    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn read(&self, bytes: &[u8], options: &IngestOptions) -> Result<Reading, Problem> {
        fields::reading(object(bytes)?, options)
    }
}

/// The fields of one line.
///
/// # Errors
/// `not-utf8`, `broken-json` or `not-an-object`.
pub(super) fn object(bytes: &[u8]) -> Result<Map<String, Value>, Problem> {
    let text = decode_part(bytes, "line")?;
    match serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|error| broken(&error))? {
        Value::Object(fields) => Ok(fields),
        other => {
            let message = format!(
                "the line is {}, not an object; write {{\"text\": \"…\"}}, one object a line",
                fields::describe(&other)
            );
            Err(Problem::new(FailureCode::NotAnObject, message))
        }
    }
}

fn broken(error: &serde_json::Error) -> Problem {
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or(&what);
    let message =
        format!("not JSON at column {}: {what}; every line must be one whole JSON object", error.column());
    Problem::new(FailureCode::BrokenJson, message)
}
