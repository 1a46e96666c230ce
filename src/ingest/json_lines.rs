//! JSON Lines: one object a line, one document an object.

use super::contents::Contents;
use super::encoding::{TextStream, decode_part};
use super::fields;
use super::reader::{Body, Container, Problem, RawRecord, RawRecords, Reader, Reading};
use super::record::unreadable;
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

    fn split(&self, file: &Contents, options: &IngestOptions) -> RawRecords {
        match file.open() {
            Ok(file) => {
                let file = TextStream::new(file, options.encoding);
                Box::new(Lines { file, line: 0, limit: options.max_bytes, done: false })
            }
            Err(error) => unreadable(&error).alone(),
        }
    }
}

/// The lines of a file, each at most `limit` bytes long.
struct Lines {
    file: TextStream,
    line: u64,
    limit: u64,
    done: bool,
}

impl Iterator for Lines {
    type Item = Result<RawRecord, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            self.line += 1;
            match self.read_line() {
                Ok(Some(bytes)) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(bytes)) => {
                    let read_as = self.file.read_as(&bytes);
                    let body = Body::Bytes(bytes, &JsonObject);
                    return Some(Ok(RawRecord { line: self.line, body, read_as }));
                }
                Ok(None) => self.done = true,
                Err(problem) => return Some(Err(problem.in_record(self.line))),
            }
        }
        None
    }
}

impl Lines {
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
        let Problem { code, message, .. } = unreadable(error);
        Problem::new(code, format!("reading broke off here: {message}; the rest of the file was not read"))
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
        fields::reading(object(bytes, options.limits.json_depth())?, options)
    }
}

/// Reads one object of a list, as [`JsonObject`] does a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct JsonItem;

impl Reader for JsonItem {
    fn media_type(&self) -> &'static str {
        JsonObject.media_type()
    }

    fn read(&self, bytes: &[u8], options: &IngestOptions) -> Result<Reading, Problem> {
        let text = decode_part(bytes, "record")?;
        let broken = |error: serde_json::Error| {
            let place = format!("line {} of the record, column {}", error.line(), error.column());
            let message = format!("not JSON at {place}: {}", what_is_wrong(&error));
            Problem::new(FailureCode::BrokenJson, message)
        };
        let most = options.limits.json_depth();
        match serde_json::from_str(text)
            .map_err(|error| too_deep(text, most).unwrap_or_else(|| broken(error)))?
        {
            Value::Object(fields) => fields::reading(shallow(fields, most)?, options),
            _ => Err(not_an_object("the record is no object")),
        }
    }
}

/// The problem that something is no object.
pub(super) fn not_an_object(what: &str) -> Problem {
    Problem::new(
        FailureCode::NotAnObject,
        format!("{what}; write {{\"text\": \"…\"}}, one object a document"),
    )
}

/// The fields of one line.
///
/// # Errors
/// `not-utf8`, `broken-json`, `not-an-object`, or `too-deep` if values are nested more than `most` deep.
pub(super) fn object(bytes: &[u8], most: usize) -> Result<Map<String, Value>, Problem> {
    let text = decode_part(bytes, "line")?.trim_start_matches('\u{FEFF}');
    let wrong = |error| too_deep(text, most).unwrap_or_else(|| broken(&error));
    match serde_json::from_str(text).map_err(wrong)? {
        Value::Object(fields) => shallow(fields, most),
        other => {
            let message = format!(
                "the line is {}, not an object; write {{\"text\": \"…\"}}, one object a line",
                fields::describe(&other)
            );
            Err(Problem::new(FailureCode::NotAnObject, message))
        }
    }
}

/// The problem that JSON is nested more than `most` deep, if it is, told from its brackets: the parser stops at its own
/// limit, and says so only in words.
fn too_deep(text: &str, most: usize) -> Option<Problem> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if std::mem::take(&mut escaped) => {}
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            return Some(deeper_than(most));
        }
    }
    None
}

/// The same fields, if none is nested too deep.
fn shallow(fields: Map<String, Value>, most: usize) -> Result<Map<String, Value>, Problem> {
    if fields.values().any(|value| depth_of(value) >= most) { Err(deeper_than(most)) } else { Ok(fields) }
}

/// How deep lists and objects of a value are nested; the parser has seen to it that they are not too deep to follow.
fn depth_of(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth_of).max().unwrap_or(0),
        Value::Object(fields) => 1 + fields.values().map(depth_of).max().unwrap_or(0),
        _ => 0,
    }
}

fn deeper_than(most: usize) -> Problem {
    let message = format!(
        "lists and objects are nested more than {most} deep; leave the field out, or write it flat (--max-depth goes up to \
         100 in JSON)"
    );
    Problem::new(FailureCode::TooDeep, message)
}

fn broken(error: &serde_json::Error) -> Problem {
    let what = what_is_wrong(error);
    let message =
        format!("not JSON at column {}: {what}; every line must be one whole JSON object", error.column());
    Problem::new(FailureCode::BrokenJson, message)
}

/// An error without its place.
fn what_is_wrong(error: &serde_json::Error) -> String {
    let what = error.to_string();
    what.split(" at line ").next().unwrap_or(&what).to_owned()
}
