//! Zip archives, by the list of files at their end.

use super::list::{Found, Listing, Near, check_sizes};
use super::look::head_of;
use super::stream::{Member, Method, Packing};
use super::{Bounds, Kind, damaged};
use crate::ingest::FailureCode;
use crate::ingest::contents::Contents;
use crate::ingest::reader::Problem;
use crate::ingest::record::unreadable;
use std::sync::Arc;
use zip::read::ZipFileEntry;
use zip::{CompressionMethod, ZipArchive};

/// Lists a zip, its files by the bytes of their paths; where it lies packed in another, as they lie.
pub(super) fn list(
    archive: &Arc<Contents>,
    near: &Arc<Contents>,
    bounds: Bounds,
) -> Result<Listing, Problem> {
    let Bounds { held, limits } = bounds;
    // The list stands at the end: what cannot be read from there is held for the while.
    let at_hand =
        if near.is_at_hand() { Arc::clone(near) } else { Arc::new(Contents::of_memory(whole(near, held)?)) };
    let size = at_hand.length().map_err(|error| unreadable(&error))?;
    let random = at_hand.random().map_err(|error| unreadable(&error))?;
    let zip = ZipArchive::new(random).map_err(|error| damaged(&error.to_string()))?;
    if zip.len() > limits.files {
        return Err(limits.too_many_files());
    }
    let mut files: Vec<(u64, Result<Member, Problem>, String)> = Vec::new();
    let mut listing = Listing::default();
    for index in 0..zip.len() {
        let entry = zip.by_index_data(index).map_err(|error| damaged(&error.to_string()))?;
        let name = entry.name().map(std::borrow::Cow::into_owned).unwrap_or_else(|_| lossy(&entry));
        if entry.is_symlink() {
            listing.add(&name, || Found::Special);
        } else if !entry.is_dir() {
            files.push((entry.header_start(), member(&entry), name));
        }
    }
    let member_of = |file: &(u64, Result<Member, Problem>, String)| file.1.clone().ok();
    let mut sizes: Vec<_> =
        files.iter().filter_map(member_of).map(|it| (it.start, it.packed, it.length)).collect();
    check_sizes(&mut sizes, size, &limits)?;
    files.sort_by_key(|file| file.0);
    for (_, member, name) in files {
        listing.add(&name, || match member {
            Ok(member) => file(archive, &at_hand, member, held),
            Err(problem) => Found::Unreadable(problem),
        });
    }
    if archive.is_at_hand() {
        listing.sort();
    }
    Ok(listing)
}

/// Where a file lies, if it can be read there.
fn member(entry: &ZipFileEntry<'_>) -> Result<Member, Problem> {
    if entry.encrypted() {
        let message = "locked with a password; unpack the archive and pack it anew without one";
        return Err(Problem::new(FailureCode::Encrypted, message));
    }
    let method = match entry.compression() {
        CompressionMethod::Stored => Method::Stored,
        CompressionMethod::Deflated => Method::Deflated,
        other if other == CompressionMethod::ZSTD => Method::Zstd,
        other => {
            let message =
                format!("packed as {other}, which is not read; unpack the archive and pack it anew");
            return Err(Problem::new(FailureCode::UnsupportedType, message));
        }
    };
    let (start, packed, length) = (entry.header_start(), entry.compressed_size(), entry.size());
    Ok(Member { start, packed, length, method, crc: Some(entry.crc32()) })
}

/// A file by its first bytes. Archives within the archive are held for the while, to be listed in turn.
fn file(archive: &Arc<Contents>, at_hand: &Arc<Contents>, member: Member, limit: u64) -> Found {
    let near = Contents::member(at_hand, member.clone());
    let head = match head_of(&near) {
        Ok(head) => head,
        Err(problem) => return Found::Unreadable(problem),
    };
    let contents = Contents::member(archive, member);
    if Kind::of(&head).is_none() && Packing::of(&head).is_none() {
        // Nothing is asked of the head of what holds no other file, and there may be half a million of them.
        return Found::File(contents, Near { head: Vec::new(), whole: None });
    }
    match whole(&near, limit) {
        Ok(bytes) => Found::File(contents, Near { head, whole: Some(Contents::of_memory(bytes)) }),
        Err(problem) => Found::Unreadable(problem),
    }
}

/// All bytes of a file that is packed in another.
///
/// # Errors
/// `too-large` with more than `limit` bytes, or what unpacking says.
pub(super) fn whole(contents: &Contents, limit: u64) -> Result<Vec<u8>, Problem> {
    let bytes = contents.read(limit).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > limit {
        return Err(too_large(limit));
    }
    Ok(bytes)
}

/// The problem that a file within an archive is too large to be held.
pub(super) fn too_large(limit: u64) -> Problem {
    let message = format!(
        "an archive within an archive, or a file in a packed one, has more than {limit} bytes, the most that is held; \
         unpack the outer archive, or raise --max-bytes"
    );
    Problem::new(FailureCode::TooLarge, message)
}

/// A name that is in no encoding we know of.
fn lossy(entry: &ZipFileEntry<'_>) -> String {
    String::from_utf8_lossy(entry.name_raw()).into_owned()
}
