//! A first look at a file: what it is packed in, and whether it holds others.

use super::{Bounds, HEAD, Kind, Listing, MAX_NESTING, Near, Packing};
use crate::ingest::FailureCode;
use crate::ingest::contents::Contents;
use crate::ingest::format::{Format, unpacked_name};
use crate::ingest::reader::Problem;
use crate::ingest::record::unreadable;
use std::io::Read;
use std::sync::Arc;

/// What a file turned out to be.
#[derive(Debug)]
pub(in crate::ingest) enum Look {
    /// One to be read, under this format if that is known by now.
    File(Contents, Option<Format>),
    /// One that holds others.
    Archive(Listing),
}

/// A file to be looked at.
#[derive(Debug)]
pub(in crate::ingest) struct Glance<'n> {
    pub(in crate::ingest) contents: Contents,
    /// Its path in output.
    pub(in crate::ingest) name: &'n str,
    /// What is known of it from the archive that it is in.
    pub(in crate::ingest) near: Option<Near>,
    /// How many archives it lies in.
    pub(in crate::ingest) nested: usize,
    /// What it may ask for.
    pub(in crate::ingest) bounds: Bounds,
}

impl Glance<'_> {
    /// Looks at it.
    ///
    /// # Errors
    /// If it is an archive that cannot be listed, or lies too deep in others.
    pub(in crate::ingest) fn look(self) -> Result<Look, Problem> {
        let (head, near) = match &self.near {
            Some(near) => (near.head.clone(), near.whole.clone().unwrap_or_else(|| self.contents.clone())),
            None => (head_of(&self.contents)?, self.contents.clone()),
        };
        let Some(packing) = Packing::of(&head) else {
            return self.open(self.contents.clone(), &near, (self.name, &head));
        };
        let unpacked = |packed| Contents::packed(packed, packing, self.bounds.limits);
        let (contents, near) = (unpacked(self.contents.clone()), unpacked(near));
        let head = head_of(&near)?;
        if Packing::of(&head).is_some() {
            return Err(too_deep());
        }
        self.open(contents, &near, (unpacked_name(self.name), &head))
    }

    /// Lists it if it is an archive, by its name and its first bytes.
    fn open(
        &self,
        contents: Contents,
        near: &Contents,
        (name, head): (&str, &[u8]),
    ) -> Result<Look, Problem> {
        let Some(kind) = Kind::of(head).filter(|_| Format::of_package(name, head).is_none()) else {
            return Ok(Look::File(contents, None));
        };
        if self.nested >= MAX_NESTING {
            return Err(too_deep());
        }
        let listing = kind.list(&Arc::new(contents.clone()), &Arc::new(near.clone()), self.bounds)?;
        if is_word(&listing) {
            return Ok(Look::File(contents, Format::of_name("package.docx")));
        }
        Ok(Look::Archive(listing))
    }
}

/// Whether the files of a zip are the parts of a Word document, in an order that its head does not show.
fn is_word(listing: &Listing) -> bool {
    let has = |name: &str| listing.entries.iter().any(|entry| entry.name == name);
    has("[Content_Types].xml") && has("word/document.xml")
}

fn too_deep() -> Problem {
    let message = format!(
        "an archive that lies in more than {MAX_NESTING} others, or is packed twice; unpack the outer ones"
    );
    Problem::new(FailureCode::ArchiveLimit, message)
}

/// The first bytes of a file.
pub(super) fn head_of(contents: &Contents) -> Result<Vec<u8>, Problem> {
    let mut head = Vec::new();
    let read = contents.open().and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.map(|_| head).map_err(|error| unreadable(&error))
}
