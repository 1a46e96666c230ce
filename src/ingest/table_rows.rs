//! Where the rows of a CSV file begin and end.

use super::FailureCode;
use super::encoding::{ReadAs, TextStream};
use super::reader::Problem;
use super::record::unreadable;
use std::io::BufRead;

/// Cuts a table into rows without reading their cells.
///
/// The `csv` crate could do both at once. But it counts the lines of files with CRLF or empty lines wrongly,
/// and a quote that is never closed would make it hold the rest of the file in memory.
pub(super) struct TableRows {
    file: TextStream,
    delimiter: u8,
    limit: u64,
    /// The 1-based line at which the next byte stands.
    line: u64,
    /// The byte before the next.
    previous: u8,
    done: bool,
}

/// Where in a row the next byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    /// After a quote within a quoted cell: its end, or the first half of a quote.
    QuoteInQuoted,
}

impl State {
    fn after(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Self::CellStart | Self::QuoteInQuoted, b'"') => Self::Quoted,
            (Self::Quoted, b'"') => Self::QuoteInQuoted,
            (Self::Quoted, _) => Self::Quoted,
            _ if byte == delimiter => Self::CellStart,
            _ => Self::Plain,
        }
    }
}

impl TableRows {
    /// The rows of `file`, which is at its start; each at most `limit` bytes long.
    pub(super) fn new(file: TextStream, delimiter: u8, limit: u64) -> Self {
        Self { file, delimiter, limit, line: 1, previous: 0, done: false }
    }

    /// How the bytes of a row were read that was cut out last.
    pub(super) fn read_as(&self, row: &[u8]) -> ReadAs {
        self.file.read_as(row)
    }

    /// The next row without its end, and the line at which it begins; empty lines are no rows.
    pub(super) fn next_row(&mut self) -> Option<Result<(u64, Vec<u8>), Problem>> {
        while !self.done {
            let begin = self.line;
            match self.cut() {
                Ok(row) if row.is_empty() => {}
                Ok(row) => return Some(Ok((begin, row))),
                Err(problem) => {
                    self.done = true;
                    return Some(Err(problem.in_record(begin)));
                }
            }
        }
        None
    }

    /// The bytes up to the next line end outside quotes.
    fn cut(&mut self) -> Result<Vec<u8>, Problem> {
        let mut row = Vec::new();
        let mut state = State::CellStart;
        loop {
            let chunk = self.file.fill_buf().map_err(|error| unreadable(&error))?;
            self.done = chunk.is_empty();
            let mut end = None;
            for (at, &byte) in chunk.iter().enumerate() {
                let previous = std::mem::replace(&mut self.previous, byte);
                let is_line_end = matches!(byte, b'\n' | b'\r');
                // CRLF is one line end, counted at the CR; its LF then ends an empty row.
                self.line += u64::from(is_line_end && (previous, byte) != (b'\r', b'\n'));
                if is_line_end && state != State::Quoted {
                    end = Some(at);
                    break;
                }
                state = state.after(byte, self.delimiter);
            }
            row.extend_from_slice(&chunk[..end.unwrap_or(chunk.len())]);
            let used = end.map_or(chunk.len(), |at| at + 1);
            self.file.consume(used);
            if row.len() as u64 > self.limit {
                return Err(too_large(self.limit));
            }
            if end.is_some() || self.done {
                return Ok(row);
            }
        }
    }
}

fn too_large(limit: u64) -> Problem {
    let message = format!(
        "the row has more than {limit} bytes, the most a document may have, and the rest of the file was not read; \
         look for a quote that is opened and never closed, or raise --max-bytes"
    );
    Problem::new(FailureCode::TooLarge, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::{BufReader, Cursor};

    fn rows(table: &str, buffer: usize) -> Vec<(u64, String)> {
        let file = Box::new(BufReader::with_capacity(buffer, Cursor::new(table.as_bytes().to_vec())));
        let mut rows = TableRows::new(TextStream::new(file, None), b',', 1000);
        let row = |row: Result<(u64, Vec<u8>), Problem>| row.unwrap();
        std::iter::from_fn(|| rows.next_row().map(row))
            .map(|(line, row)| (line, String::from_utf8(row).unwrap()))
            .collect()
    }

    #[test]
    fn rows_are_found_at_their_lines() {
        let expected = [(1, "a,b"), (2, "1,\"x\r\ny \"\"z\"\"\n\""), (6, "2,5\" disk")];
        let expected = expected.map(|(line, row)| (line, row.to_owned()));
        for buffer in [1, 2, 7, 100] {
            assert_eq!(
                rows("a,b\r\n1,\"x\r\ny \"\"z\"\"\n\"\r\n\r\n2,5\" disk\r\n", buffer),
                expected,
                "{buffer}"
            );
        }
        assert_eq!(rows("a\rb\r\rc", 3).last(), Some(&(4, "c".to_owned())));
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate(table in "[ab,\"\n\r]{0,60}") {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table.as_bytes());
            prop_assert_eq!(rows(&table, 8).len(), reader.byte_records().count());
        }
    }
}
