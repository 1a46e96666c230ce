//! Where a text came from.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::io::{self, BufRead};

/// The file a document was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path below the folder the user named, with `/`; `file#line` for a record of a table.
    pub path: String,
    /// Hash of the raw file, before any decoding.
    pub sha256: Fingerprint,
    /// Size of the raw file.
    pub bytes: u64,
    /// What kind of file it is, as a media type.
    pub media_type: &'static str,
    /// How its bytes were read as characters.
    pub encoding: &'static str,
}

/// A SHA-256 hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Hashes `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest;
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// The hash itself.
    #[must_use]
    pub const fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Its first half, for tables that hold many.
    #[must_use]
    pub fn half(&self) -> [u8; 16] {
        std::array::from_fn(|at| self.0[at])
    }

    /// Hashes everything that `reader` yields and counts it, without holding it.
    ///
    /// # Errors
    /// If reading fails.
    pub fn of_reader(mut reader: impl BufRead) -> io::Result<(Self, u64)> {
        let mut hasher = Fingerprinter::default();
        loop {
            let chunk = reader.fill_buf()?;
            if chunk.is_empty() {
                return Ok(hasher.finish());
            }
            hasher.add(chunk);
            let read = chunk.len();
            reader.consume(read);
        }
    }
}

/// A [`Fingerprint`] in the making.
#[derive(Clone, Debug, Default)]
pub struct Fingerprinter {
    hasher: sha2::Sha256,
    bytes: u64,
}

impl Fingerprinter {
    /// Takes the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        use sha2::Digest;
        self.hasher.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// The hash of all bytes taken, and how many they were.
    #[must_use]
    pub fn finish(self) -> (Fingerprint, u64) {
        use sha2::Digest;
        (Fingerprint(self.hasher.finalize().into()), self.bytes)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nothing_is_the_published_one() {
        let expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Fingerprint::of(b"").to_string(), expected);
    }
}
