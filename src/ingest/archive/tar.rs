//! Tar archives, from the front.

use super::list::{Found, Listing, Near};
use super::stream::{Member, Method, Packing};
use super::zip::too_large;
use super::{Bounds, HEAD, Kind, damaged};
use crate::ingest::contents::Contents;
use crate::ingest::reader::Problem;
use crate::ingest::record::unreadable;
use std::io::{self, Read};
use std::sync::Arc;
use tar::{Archive, EntryType};

/// Lists a tar, its files by the bytes of their paths; where it is packed, as they lie, since it can only be read
/// from front to back.
pub(super) fn list(
    archive: &Arc<Contents>,
    near: &Arc<Contents>,
    bounds: Bounds,
) -> Result<Listing, Problem> {
    let stream = near.open().map_err(|error| unreadable(&error))?;
    let mut listing = Listing::default();
    let mut tar = Archive::new(stream);
    let entries = tar.entries().map_err(|error| broken(&error))?;
    for entry in entries {
        if listing.entries.len() >= bounds.limits.files {
            return Err(bounds.limits.too_many_files());
        }
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                listing.broken = Some(broken(&error));
                break;
            }
        };
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        match entry.header().entry_type() {
            EntryType::Regular | EntryType::Continuous => {
                let (start, length) = (entry.raw_file_position(), entry.size());
                let member = Member { start, packed: length, length, method: Method::Plain, crc: None };
                listing.add(&name, || file(archive, member, &mut entry, bounds.held));
            }
            EntryType::Directory => {}
            _ => listing.add(&name, || Found::Special),
        }
    }
    listing.replace_earlier();
    if archive.is_at_hand() {
        listing.sort();
    }
    Ok(listing)
}

/// A file by its first bytes; all of them where they are of another archive.
fn file(archive: &Arc<Contents>, member: Member, bytes: &mut impl Read, limit: u64) -> Found {
    let contents = Contents::member(archive, member.clone());
    let mut read = || {
        let mut head = Vec::new();
        bytes.by_ref().take(HEAD).read_to_end(&mut head)?;
        if Kind::of(&head).is_none() && Packing::of(&head).is_none() {
            // Nothing is asked of the head of what holds no other file, and there may be half a million of them.
            return io::Result::Ok((Vec::new(), None));
        }
        if member.length > limit {
            return Ok((head, None));
        }
        let mut whole = head.clone();
        bytes.read_to_end(&mut whole)?;
        Ok((head, Some(Contents::of_memory(whole))))
    };
    match read() {
        Ok((_, None)) if member.length > limit && !archive.is_at_hand() => {
            Found::Unreadable(too_large(limit))
        }
        Ok((head, whole)) => Found::File(contents, Near { head, whole }),
        Err(error) => Found::Unreadable(broken(&error)),
    }
}

fn broken(error: &io::Error) -> Problem {
    if error.get_ref().is_some_and(|inner| inner.is::<Problem>()) {
        return unreadable(error);
    }
    damaged(&error.to_string())
}
