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

use super::contents::Contents;
use super::reader::Problem;
use super::{FailureCode, Limits};
use std::sync::Arc;

/// Bytes that tell what a file is.
const HEAD: u64 = 4096;

/// How deep archives may lie in archives.
pub(super) const MAX_NESTING: usize = 2;

/// The endings of what we unpack, in lower case.
pub(super) const ENDINGS: [&str; 6] = ["zip", "tar", "gz", "tgz", "zst", "tzst"];

/// What an archive may ask for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// The most bytes that may be held.
    pub(super) held: u64,
    pub(super) limits: Limits,
}

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
    fn list(self, archive: &Arc<Contents>, near: &Arc<Contents>, bounds: Bounds) -> Result<Listing, Problem> {
        match self {
            Self::Zip => zip::list(archive, near, bounds),
            Self::Tar => tar::list(archive, near, bounds),
        }
    }
}

/// The problem that an archive is not whole.
fn damaged(how: &str) -> Problem {
    let message = format!("the archive is damaged: {how}; copy it again from where it came");
    Problem::new(FailureCode::Damaged, message)
}
