//! **Which characters do the bytes mean?** Unicode where a mark or the bytes themselves show it, else what the page or the
//! user states, else one of the two encodings that old texts in Latin script are saved in, if only one of them makes sense.
//!
//! 1. A byte-order mark, or NUL bytes at every second place as text in Latin script has in UTF-16 ([`utf16`]).
//! 2. Bytes that are valid UTF-8 are UTF-8: those of other encodings never are, but for plain ASCII.
//! 3. What an HTML page declares ([`declared`]), then what the user says with `--encoding`.
//! 4. Windows-1252 or Mac Roman, told from where letters, quotes and dashes would stand ([`guess`], [`place`]).
//!
//! UTF-8 with a broken byte in it is refused, and so is all that is not certain: nobody would see a wrong letter later.
//! A file that is cut into records is read through a [`TextStream`], which decides at the first byte that is no ASCII, and
//! holds no more than [`stream::BLOCK`] bytes.

pub(super) mod declared;
mod guess;
pub(super) mod misread;
mod name;
mod place;
mod stream;
mod utf16;

pub use name::Encoding;
pub(super) use stream::TextStream;
pub(super) use utf16::readable_head;

use super::FailureCode;
use super::reader::Problem;
use encoding_rs::DecoderResult;
use std::borrow::Cow;

/// What is stated of an encoding, best first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stated {
    /// By the file itself.
    pub(super) by_file: Option<Encoding>,
    /// By the user, for what is no Unicode.
    pub(super) by_user: Option<Encoding>,
}

impl Stated {
    /// What only the user states.
    pub(super) const fn by_user(encoding: Option<Encoding>) -> Self {
        Self { by_file: None, by_user: encoding }
    }

    /// The encoding of `bytes`, which are not UTF-8; `None` if it is stated that they are.
    fn of(self, bytes: &[u8]) -> Option<Encoding> {
        let by_file = self.by_file.filter(|it| *it != Encoding::UTF_8 && !is_mostly_utf8(bytes));
        by_file.or(self.by_user)
    }
}

/// How the bytes of a document were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadAs {
    /// As what.
    pub encoding: Encoding,
    /// Whether nothing stated it, and the bytes are not Unicode.
    pub is_guessed: bool,
}

/// Bytes as text.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) read_as: ReadAs,
}

/// Reads a whole file.
///
/// # Errors
/// `not-utf8` with the byte offset and line of the first byte that cannot be read, `binary-content` where the bytes look
/// like no text at all.
pub(super) fn decode(bytes: &[u8], stated: Stated) -> Result<Decoded<'_>, Problem> {
    if let Some(encoding) = utf16::of(bytes)? {
        let text = convert(encoding, bytes).map_err(|at| utf16::broken(bytes, at))?;
        return Ok(Decoded { text: text.into(), read_as: ReadAs { encoding, is_guessed: false } });
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text: text.into(), read_as: ReadAs::default() }),
        Err(error) => error,
    };
    let place = |at: usize| format!("byte {at} (line {})", line_of(bytes, at));
    let read_as = choose(bytes, stated).ok_or_else(|| {
        let at = error.valid_up_to();
        explain(bytes, at, &place(at))
    })?;
    let text = convert(read_as.encoding, bytes);
    let text = text.map_err(|at| undefined(bytes, at, &place(at), read_as.encoding))?;
    Ok(Decoded { text: text.into(), read_as })
}

/// Reads a part of a file, such as a line or a cell, of which the encoding was decided before.
///
/// # Errors
/// As [`decode`]; the offset is that in the part.
pub(super) fn decode_part<'b>(bytes: &'b [u8], part: &str) -> Result<&'b str, Problem> {
    std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        explain(bytes, offset, &format!("byte {offset} of the {part}"))
    })
}

/// How to read bytes that are not UTF-8, if that is certain.
fn choose(bytes: &[u8], stated: Stated) -> Option<ReadAs> {
    if let Some(encoding) = stated.of(bytes) {
        return (encoding != Encoding::UTF_8).then_some(ReadAs { encoding, is_guessed: false });
    }
    let encoding = guess::guess(bytes).filter(|_| !is_mostly_utf8(bytes))?;
    Some(ReadAs { encoding, is_guessed: true })
}

/// Bytes in an encoding as text; `Err` with the offset of the first that mean nothing in it.
fn convert(encoding: Encoding, bytes: &[u8]) -> Result<String, usize> {
    let mut decoder = encoding.decoder();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut done = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[done..], &mut text, true);
        done += read;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(bytes.len() - done + 16),
            DecoderResult::Malformed(length, after) => {
                return Err(done.saturating_sub(usize::from(length) + usize::from(after)));
            }
        }
    }
    match bytes.iter().position(|byte| encoding.lacks(*byte)) {
        Some(at) => Err(at),
        None => Ok(text),
    }
}

/// Whether most of what is not ASCII is UTF-8, so that the rest is damage to it.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= broken
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count()
}

/// The problem with `bytes`, whose first fault is at `offset`, in words `place`.
fn explain(bytes: &[u8], offset: usize, place: &str) -> Problem {
    if looks_binary(bytes) {
        let message = "the bytes are no text (NUL bytes and no valid UTF-8); if this is a document of another \
                       format, give the file its proper ending, else remove it";
        return Problem::new(FailureCode::BinaryContent, message);
    }
    let byte = bytes[offset];
    let message = match std::str::from_utf8(bytes).map_err(|error| error.error_len()) {
        Err(None) if is_mostly_utf8(bytes) => {
            format!("{place} begins a character of UTF-8 that the end cuts off; copy the file again")
        }
        _ if is_mostly_utf8(bytes) => {
            format!(
                "{place} is {byte:#04x}, which is not UTF-8, as the rest is; mend it and save the file as UTF-8"
            )
        }
        _ => format!(
            "{place} is {byte:#04x}, which is not UTF-8, and nothing shows for certain what it is; save the file as \
             UTF-8, or name its encoding with --encoding (older files are often windows-1252 or macintosh)"
        ),
    };
    Problem::new(FailureCode::NotUtf8, message)
}

/// The problem that a byte means nothing in the encoding that was stated or guessed.
fn undefined(bytes: &[u8], at: usize, place: &str, encoding: Encoding) -> Problem {
    let byte = bytes.get(at).copied().unwrap_or_default();
    let message = format!(
        "{place} is {byte:#04x}, which means nothing in {}; save the file as UTF-8, or name another encoding with \
         --encoding",
        encoding.name()
    );
    Problem::new(FailureCode::NotUtf8, message)
}

/// Whether bytes that are not UTF-8 hold NUL bytes, as no text in any 8-bit encoding does.
fn looks_binary(bytes: &[u8]) -> bool {
    bytes.iter().take(8192).any(|&byte| byte == 0)
}

#[cfg(test)]
mod tests;
