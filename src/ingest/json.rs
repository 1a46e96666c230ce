//! JSON: one object, one after another, or a list of objects; each is a document.

use super::contents::Contents;
use super::encoding::TextStream;
use super::json_lines::{JsonItem, not_an_object};
use super::reader::{Body, Container, Problem, RawRecord, RawRecords};
use super::record::unreadable;
use super::{FailureCode, IngestOptions};
use std::io::{self, BufRead};

/// Cuts a file into its objects, without reading them; a record is known by its number.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl Container for Json {
    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn split(&self, file: &Contents, options: &IngestOptions) -> RawRecords {
        match file.open() {
            Ok(file) => {
                let file = TextStream::new(file, options.encoding);
                Box::new(Items { file, number: 0, limit: options.max_bytes, listed: false, done: false })
            }
            Err(error) => unreadable(&error).alone(),
        }
    }
}

/// The items of a file, each at most `limit` bytes long.
struct Items {
    file: TextStream,
    /// Items begun so far.
    number: u64,
    limit: u64,
    /// Within a list.
    listed: bool,
    done: bool,
}

impl Iterator for Items {
    type Item = Result<RawRecord, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let first = match self.begin() {
            Ok(Some(first)) => first,
            Ok(None) => {
                self.done = true;
                return None;
            }
            Err(problem) => {
                self.done = true;
                return Some(Err(problem.in_record(self.number + 1)));
            }
        };
        self.number += 1;
        let item = self.item(first).map(|bytes| {
            let read_as = self.file.read_as(&bytes);
            RawRecord { line: self.number, body: Body::Bytes(bytes, &JsonItem), read_as }
        });
        Some(item.map_err(|problem| problem.in_record(self.number)))
    }
}

impl Items {
    /// The first byte of the next item; `None` after the last.
    fn begin(&mut self) -> Result<Option<u8>, Problem> {
        loop {
            match self.peek().map_err(|error| unreadable(&error))? {
                None if self.listed => return Err(cut_short("the list is never closed")),
                None => return Ok(None),
                Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | 0xEF | 0xBB | 0xBF) => self.file.consume(1),
                Some(b'[') if self.number == 0 && !self.listed => {
                    self.listed = true;
                    self.file.consume(1);
                }
                Some(b']') if self.listed => return Ok(None),
                Some(b']' | b'}') => return Err(cut_short("a bracket closes what was never opened")),
                Some(first) => return Ok(Some(first)),
            }
        }
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.file.fill_buf()?.first().copied())
    }

    /// The bytes of the item that begins with `first`.
    fn item(&mut self, first: u8) -> Result<Vec<u8>, Problem> {
        let mut scan = Scan { is_nested: matches!(first, b'{' | b'['), ..Scan::default() };
        let (mut bytes, mut length) = (Vec::new(), 0_u64);
        loop {
            let chunk = self.file.fill_buf().map_err(|error| unreadable(&error));
            let chunk = chunk.inspect_err(|_| self.done = true)?;
            if chunk.is_empty() {
                self.done = true;
                return if scan.is_nested {
                    Err(cut_short("the record is never closed"))
                } else {
                    Err(bare())
                };
            }
            let end = chunk.iter().position(|&byte| scan.ends_at(byte));
            let used = end.map_or(chunk.len(), |at| at + usize::from(scan.is_nested));
            length += used as u64;
            if length <= self.limit {
                bytes.extend_from_slice(&chunk[..used]);
            } else {
                bytes = Vec::new();
            }
            self.file.consume(used);
            if end.is_some() {
                break;
            }
        }
        if length > self.limit {
            return Err(too_large(self.limit));
        }
        if first == b'{' { Ok(bytes) } else { Err(bare()) }
    }
}

/// Where in an item the next byte stands.
#[derive(Default)]
struct Scan {
    is_nested: bool,
    depth: u64,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Whether the item ends: with this byte if it is an object or list, before it otherwise.
    fn ends_at(&mut self, byte: u8) -> bool {
        if std::mem::take(&mut self.escaped) {
            return false;
        }
        match byte {
            b'\\' if self.in_string => self.escaped = true,
            b'"' => self.in_string = !self.in_string,
            _ if self.in_string => {}
            b'{' | b'[' if self.is_nested => self.depth += 1,
            b'}' | b']' if self.is_nested => {
                self.depth -= 1;
                return self.depth == 0;
            }
            b',' | b']' | b' ' | b'\n' | b'\r' | b'\t' => return !self.is_nested,
            _ => {}
        }
        false
    }
}

fn bare() -> Problem {
    not_an_object("the record is no object")
}

fn cut_short(how: &str) -> Problem {
    let message = format!("{how}; the file is cut short, or a quote in it is never closed");
    Problem::new(FailureCode::BrokenJson, message)
}

fn too_large(limit: u64) -> Problem {
    let message = format!(
        "the record has more than {limit} bytes, the most a document may have; raise --max-bytes to read it"
    );
    Problem::new(FailureCode::TooLarge, message)
}

/// Whether text begins with a list of objects, or with an object that its first line does not end; `head` may
/// break off.
pub(super) fn begins(head: &[u8]) -> bool {
    if let Some(inside) = head.strip_prefix(b"[") {
        return inside.trim_ascii_start().starts_with(b"{");
    }
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or(head);
    let mut scan = Scan { is_nested: true, ..Scan::default() };
    // An object that goes on at a line end outside of strings is laid out for people.
    line.len() < head.len() && !line.iter().any(|&byte| scan.ends_at(byte)) && !scan.in_string
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn items(source: &str) -> Vec<Result<String, (u64, FailureCode)>> {
        let options = IngestOptions { max_bytes: 40, ..IngestOptions::default() };
        let records = Json.split(&Contents::of_memory(source.as_bytes()), &options);
        let shown = |body| match body {
            Body::Bytes(bytes, _) => String::from_utf8(bytes).unwrap(),
            Body::Fields(_) => unreachable!("nothing is read"),
        };
        records
            .map(|item| {
                item.map(|record| shown(record.body))
                    .map_err(|problem| (problem.record.unwrap(), problem.code))
            })
            .collect()
    }

    #[test]
    fn a_list_an_object_and_a_row_of_objects_are_cut() {
        let object = |text: &str| Ok(text.to_owned());
        let braces = r#"{"text": "a } \" ] b", "n": [{}]}"#;
        assert_eq!(items(&format!("[{braces},\n {{}}]")), [object(braces), object("{}")]);
        assert_eq!(items(braces), [object(braces)]);
        assert_eq!(items("{} {}\n{}"), [object("{}"), object("{}"), object("{}")]);
        assert_eq!(items("[]"), []);
    }

    #[test]
    fn a_bad_item_is_one_problem_and_the_rest_follows() {
        let long = format!("[{{\"text\": \"{}\"}}, 3, \"x, y\", [1], {{}}]", "a".repeat(60));
        let expected = [
            Err((1, FailureCode::TooLarge)),
            Err((2, FailureCode::NotAnObject)),
            Err((3, FailureCode::NotAnObject)),
            Err((4, FailureCode::NotAnObject)),
            Ok("{}".to_owned()),
        ];
        assert_eq!(items(&long), expected);
        assert_eq!(items("[{}, {\"a"), [Ok("{}".to_owned()), Err((2, FailureCode::BrokenJson))]);
        assert_eq!(items("[{}"), [Ok("{}".to_owned()), Err((2, FailureCode::BrokenJson))]);
    }

    #[test]
    fn lines_of_objects_are_left_to_the_reader_of_lines() {
        assert!(begins(b"[ {\"text\""));
        assert!(begins(b"{\n \"text\": 1}"));
        assert!(begins(b"{ \"text\":\n"));
        assert!(!begins(b"{\"text\": \"x\"}\n{"));
        assert!(!begins(b"{\"text\": \"broken\nline"));
        assert!(!begins(b"[Applause]"));
    }

    proptest! {
        #[test]
        fn any_text_ends(source in "[\\[\\]{}\", a1\\\\\n]{0,40}") {
            prop_assert!(items(&source).len() <= source.len() + 1);
        }
    }
}
