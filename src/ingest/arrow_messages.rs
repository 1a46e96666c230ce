//! The batches of an Arrow file or stream, message by message.
//!
//! The reader of the `arrow-ipc` crate takes the sizes in a file for granted, and a wrong one ends the program for want
//! of memory. So messages are cut here, none is believed to be longer than it is, and what a packed column says it
//! unpacks to is looked at before it is unpacked. A file is a stream between two marks; its index is not needed.

use super::FailureCode;
use super::contents::Stream;
use super::reader::Problem;
use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::convert::fb_to_schema;
use arrow_ipc::reader::StreamDecoder;
use arrow_ipc::{Message, RecordBatch as Layout, root_as_message};
use arrow_schema::ArrowError;
use std::io::{self, Cursor, Read};

/// The most that a message may hold, and its columns unpack to: 1 GiB.
const MAX_BATCH: u64 = 1 << 30;

/// The most that the description of a message may take up.
const MAX_HEAD: u64 = 16 << 20;

/// The most times eight zeros that stand behind the mark of a file.
const MAX_PADDING: usize = 16;

/// What file and stream tell apart: the first bytes of a file, with the two that fill them up.
const MAGIC: &[u8] = b"ARROW1\0\0";

/// The batches of a table, front to back.
pub(super) struct Messages {
    stream: Stream,
    decoder: StreamDecoder,
    /// The names of the columns.
    pub(super) columns: Vec<String>,
}

/// The bytes of a message: its length and description, and what it describes.
struct Cut {
    head: Vec<u8>,
    body: Vec<u8>,
}

impl Messages {
    /// Reads the names of the columns.
    ///
    /// # Errors
    /// `damaged` if there are none.
    pub(super) fn open(stream: Stream) -> Result<Self, Problem> {
        let stream = unmarked(stream).map_err(|error| super::record::unreadable(&error))?;
        let mut messages = Self { stream, decoder: StreamDecoder::new(), columns: Vec::new() };
        let first = messages.cut()?.ok_or_else(|| damaged("there is nothing in it"))?;
        let schema = message(&first.head)?.header_as_schema().map(fb_to_schema);
        let schema = schema.ok_or_else(|| damaged("it does not begin with its columns"))?;
        messages.columns = schema.fields().iter().map(|field| field.name().clone()).collect();
        messages.feed(first)?;
        Ok(messages)
    }

    /// The next batch; `None` after the last.
    pub(super) fn next_batch(&mut self) -> Result<Option<RecordBatch>, Problem> {
        while let Some(cut) = self.cut()? {
            check(&cut)?;
            if let Some(batch) = self.feed(cut)? {
                return Ok(Some(batch));
            }
        }
        Ok(None)
    }

    fn feed(&mut self, cut: Cut) -> Result<Option<RecordBatch>, Problem> {
        let broken = |error: ArrowError| damaged(&error.to_string());
        let mut decode = |bytes: Vec<u8>| self.decoder.decode(&mut Buffer::from_vec(bytes)).map_err(broken);
        let early = decode(cut.head)?;
        Ok(early.or(decode(cut.body)?))
    }

    /// Cuts out the next message; `None` at the end.
    fn cut(&mut self) -> Result<Option<Cut>, Problem> {
        let mut head = self.bytes(4, MAX_HEAD)?;
        if head == [0xFF; 4] {
            head.extend(self.bytes(4, MAX_HEAD)?);
        }
        let Some(length) =
            head.last_chunk().map(|length| u32::from_le_bytes(*length)).filter(|length| *length > 0)
        else {
            return Ok(None);
        };
        head.extend(self.bytes(u64::from(length), MAX_HEAD)?);
        if (head.len() as u64) < u64::from(length) + 4 {
            return Err(damaged("it breaks off"));
        }
        let length = u64::try_from(message(&head)?.bodyLength()).unwrap_or(u64::MAX);
        let body = self.bytes(length, MAX_BATCH)?;
        if (body.len() as u64) < length {
            return Err(damaged("it breaks off"));
        }
        Ok(Some(Cut { head, body }))
    }

    /// The next `n` bytes, or all there are.
    fn bytes(&mut self, n: u64, most: u64) -> Result<Vec<u8>, Problem> {
        if n > most {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        let read = (&mut self.stream).take(n).read_to_end(&mut bytes);
        read.map_err(|error: io::Error| super::record::unreadable(&error))?;
        Ok(bytes)
    }
}

/// A stream without the mark of a file, and the zeros that may follow it.
fn unmarked(mut stream: Stream) -> io::Result<Stream> {
    let mut next = |n: u64| -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut stream).take(n).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let mut start = next(8)?;
    if start == MAGIC {
        start = next(8)?;
        for _ in 0..MAX_PADDING {
            if start != [0; 8] {
                break;
            }
            start = next(8)?;
        }
    }
    Ok(Box::new(Cursor::new(start).chain(stream)))
}

/// The description of a message, behind its length.
fn message(head: &[u8]) -> Result<Message<'_>, Problem> {
    let start = if head.starts_with(&[0xFF; 4]) { 8 } else { 4 };
    let description = head.get(start..).unwrap_or_default();
    root_as_message(description).map_err(|error| damaged(&error.to_string()))
}

/// Refuses a message whose columns unpack to more than can be held.
fn check(cut: &Cut) -> Result<(), Problem> {
    let message = message(&cut.head)?;
    let dictionary = || message.header_as_dictionary_batch().and_then(|it| it.data());
    let Some(layout) = message.header_as_record_batch().or_else(dictionary) else { return Ok(()) };
    if unpacked_size(&layout, &cut.body) > MAX_BATCH { Err(too_large()) } else { Ok(()) }
}

/// What the packed columns of a batch say they unpack to: each begins with that number.
fn unpacked_size(layout: &Layout<'_>, body: &[u8]) -> u64 {
    let Some(buffers) = layout.buffers().filter(|_| layout.compression().is_some()) else { return 0 };
    let size = |offset: i64| {
        let start = usize::try_from(offset).ok()?;
        let size = i64::from_le_bytes(*body.get(start..)?.first_chunk()?);
        u64::try_from(size).ok()
    };
    buffers
        .iter()
        .filter(|it| it.length() > 0)
        .filter_map(|it| size(it.offset()))
        .fold(0, u64::saturating_add)
}

fn too_large() -> Problem {
    let message = format!(
        "a batch of the table has more than {MAX_BATCH} bytes, the most that is held; write it in smaller batches, or as Parquet"
    );
    Problem::new(FailureCode::TooLarge, message)
}

/// The problem that a table is not whole.
pub(super) fn damaged(how: &str) -> Problem {
    let message = format!("the table is damaged: {how}; copy it again from where it came, or write it anew");
    Problem::new(FailureCode::Damaged, message)
}
