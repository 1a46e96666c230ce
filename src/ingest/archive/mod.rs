//! Files that hold files: zip and tar archives, and what gzip or zstd packed.
//!
//! An archive is listed once, when the corpus is opened, and its files are read one by one after, each where it lies;
//! nothing is unpacked to disk. What unpacks to far more than it is, or names files outside itself, is refused.

mod list;
mod look;
mod stream;
mod tar;
mod unroll;
mod zip;

pub(super) use list::{Found, Listing, Near};
pub(super) use look::{Glance, Look};
pub(super) use stream::{Member, Packing};
pub(super) use unroll::Unroll;

use super::FailureCode;
use super::contents::Contents;
use super::reader::Problem;
use std::sync::Arc;

/// The most that a file may unpack to, in times its own size, once it is over [`FLOOR`]. Text packs to a tenth; the
/// most that gzip can do is 1,032.
const RATIO: u64 = 200;

/// What any file may unpack to: 64 MiB.
const FLOOR: u64 = 64 << 20;

/// Bytes that tell what a file is.
const HEAD: u64 = 4096;

/// The most files an archive may hold.
const MAX_ENTRIES: usize = 500_000;

/// How deep archives may lie in archives.
pub(super) const MAX_NESTING: usize = 2;

/// The endings of what we unpack, in lower case.
pub(super) const ENDINGS: [&str; 6] = ["zip", "tar", "gz", "tgz", "zst", "tzst"];

/// A kind of archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Zip,
    Tar,
}

impl Kind {
    /// The kind of archive that begins with `head`.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"PK\x03\x04")
            || head.starts_with(b"PK\x05\x06")
            || head.starts_with(b"PK\x07\x08")
        {
            Some(Self::Zip)
        } else if head.get(257..262) == Some(b"ustar") {
            Some(Self::Tar)
        } else {
            None
        }
    }

    /// What is in the archive, in the order in which it is to be read; `near` has the same bytes, nearer at hand.
    ///
    /// # Errors
    /// If it is no archive, or one that unpacks to far more than it is.
    fn list(self, archive: &Arc<Contents>, near: &Arc<Contents>, limit: u64) -> Result<Listing, Problem> {
        match self {
            Self::Zip => zip::list(archive, near, limit),
            Self::Tar => tar::list(archive, near, limit),
        }
    }
}

/// The most that `packed` bytes may unpack to.
fn most(packed: u64) -> u64 {
    packed.saturating_mul(RATIO).max(FLOOR)
}

/// The problem that a file unpacks to more than it should.
fn too_dense() -> Problem {
    let message = format!(
        "unpacks to more than {RATIO} times its size, as no text does; if it is what you want to read, unpack it yourself"
    );
    Problem::new(FailureCode::ArchiveLimit, message)
}

fn too_many() -> Problem {
    let message = format!("an archive of more than {MAX_ENTRIES} files; unpack it, or split it");
    Problem::new(FailureCode::ArchiveLimit, message)
}

/// The problem that an archive is not whole.
fn damaged(how: &str) -> Problem {
    let message = format!("the archive is damaged: {how}; copy it again from where it came");
    Problem::new(FailureCode::Damaged, message)
}
