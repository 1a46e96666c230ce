//! The parts of a document that is a zip of XML files.

use crate::ingest::FailureCode;
use crate::ingest::reader::Problem;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most parts a document may have; Word writes about twenty, a long book with pictures some thousands.
const MAX_PARTS: usize = 1 << 16;

/// A package at hand, of which parts are unpacked as they are asked for.
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
    limit: u64,
    /// What the document is, in words.
    what: &'static str,
}

impl<'b> Package<'b> {
    /// Opens a document that is `what`; all parts together may have `limit` bytes unpacked.
    ///
    /// # Errors
    /// `encrypted` or `damaged`.
    pub(super) fn open(bytes: &'b [u8], limit: u64, what: &'static str) -> Result<Self, Problem> {
        if bytes.starts_with(OLE) {
            return Err(old_container(bytes, what));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(what, &describe(&error)))?;
        if zip.len() > MAX_PARTS {
            let message = format!(
                "{what} of {} parts, more than {MAX_PARTS}; no word processor writes such a file",
                zip.len()
            );
            return Err(Problem::new(FailureCode::ArchiveLimit, message));
        }
        Ok(Self { zip, left: limit, limit, what })
    }

    /// The text of a part; `None` if there is no such part.
    ///
    /// # Errors
    /// `encrypted`, `damaged`, or `too-large` when everything read so far is larger than a document may be.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Problem> {
        let mut bytes = Vec::new();
        let what = self.what;
        let mut part = match self.zip.by_name(name) {
            Ok(part) => part.take(self.left.saturating_add(1)),
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(encrypted(what)),
            Err(error) => return Err(damaged(what, &format!("{name}: {}", describe(&error)))),
        };
        part.read_to_end(&mut bytes).map_err(|error| damaged(what, &format!("{name}: {error}")))?;
        let Some(left) = self.left.checked_sub(bytes.len() as u64) else {
            let message = format!(
                "{what} whose parts unpack to more than {} bytes, the most a document may have; raise --max-bytes to read it",
                self.limit
            );
            return Err(Problem::new(FailureCode::TooLarge, message));
        };
        self.left = left;
        Ok(Some(decode(bytes).ok_or_else(|| damaged(what, &format!("{name} is no text")))?))
    }

    /// The text of a part that every such document has.
    ///
    /// # Errors
    /// As [`Package::part`], and `damaged` if it is missing.
    pub(super) fn needed(&mut self, name: &str) -> Result<String, Problem> {
        self.part(name)?.ok_or_else(|| damaged(self.what, &format!("there is no {name} in it")))
    }
}

/// The first bytes of the containers that Office wrote before 2007, and writes around what it encrypts.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0";

fn old_container(bytes: &[u8], what: &str) -> Problem {
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|letter| [letter, 0]).collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        return encrypted(what);
    }
    let message = "an old Office document under a new name; open it and save it as .docx";
    Problem::new(FailureCode::UnsupportedType, message)
}

/// The problem that a document cannot be read without a password.
pub(super) fn encrypted(what: &str) -> Problem {
    Problem::new(FailureCode::Encrypted, format!("{what} locked with a password; save it without one"))
}

/// The problem that a document is not whole.
pub(super) fn damaged(what: &str, how: &str) -> Problem {
    let message =
        format!("{what}, but damaged: {how}; copy it again from where it came, or open and save it anew");
    Problem::new(FailureCode::Damaged, message)
}

fn describe(error: &ZipError) -> String {
    match error {
        ZipError::InvalidArchive(how) => format!("no zip archive ({how})"),
        other => other.to_string(),
    }
}

/// Text in UTF-8, or in UTF-16 with the mark that XML asks for.
fn decode(mut bytes: Vec<u8>) -> Option<String> {
    let utf16 = |order: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let (units, rest) = bytes[2..].as_chunks::<2>();
        rest.is_empty()
            .then(|| String::from_utf16(&units.iter().copied().map(order).collect::<Vec<_>>()).ok())?
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => utf16(u16::from_le_bytes, &bytes),
        [0xFE, 0xFF, ..] => utf16(u16::from_be_bytes, &bytes),
        [0xEF, 0xBB, 0xBF, ..] => String::from_utf8(bytes.split_off(3)).ok(),
        _ => String::from_utf8(bytes).ok(),
    }
}
