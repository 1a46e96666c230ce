//! What is written is hashed on its way.

use super::wire::FileNote;
use crate::document::Fingerprinter;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

/// A writer that counts and hashes the bytes that go through it.
#[derive(Debug)]
pub struct Hashed<W> {
    inner: W,
    hasher: Fingerprinter,
}

impl<W> Hashed<W> {
    /// Nothing has gone through `inner` yet.
    pub fn new(inner: W) -> Self {
        Self { inner, hasher: Fingerprinter::default() }
    }

    /// The first `bytes` bytes of the file at `path` have gone through `inner` already.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn behind(inner: W, path: &Path, bytes: u64) -> io::Result<Self> {
        let hasher = if bytes > 0 { sha256(path, bytes)? } else { Fingerprinter::default() };
        Ok(Self { inner, hasher })
    }

    /// What is written to.
    pub const fn get_ref(&self) -> &W {
        &self.inner
    }

    /// What the manifest says of a file of this name, all of whose bytes went through here.
    pub fn note(self, name: String, lines: u64) -> FileNote<'static> {
        let (sha256, bytes) = self.hasher.finish();
        FileNote { name: name.into(), bytes, lines, sha256: Some(sha256.to_string()) }
    }
}

/// The first bytes of a file, taken in.
///
/// # Errors
/// If they cannot be read.
pub fn sha256(path: &Path, bytes: u64) -> io::Result<Fingerprinter> {
    let mut hasher = Fingerprinter::default();
    let mut input = BufReader::with_capacity(1 << 16, File::open(path)?.take(bytes));
    loop {
        let chunk = input.fill_buf()?;
        if chunk.is_empty() {
            return Ok(hasher);
        }
        hasher.add(chunk);
        let read = chunk.len();
        input.consume(read);
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.add(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Fingerprint;

    #[test]
    fn pieces_are_hashed_as_the_whole() {
        let mut out = Hashed::new(Vec::new());
        out.write_all(b"{\"doc_id\":").unwrap();
        out.write_all(b"\"a\"}\n").unwrap();
        let whole = out.inner.clone();
        let note = out.note("texts.jsonl".to_owned(), 1);
        assert_eq!(
            (note.bytes, note.sha256),
            (whole.len() as u64, Some(Fingerprint::of(&whole).to_string()))
        );
    }
}
