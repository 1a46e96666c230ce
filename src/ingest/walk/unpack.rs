//! What is in archives, as if it lay in folders.

use super::{Found, FoundFile, Walk};
use crate::ingest::archive::{self, Glance, Listing, Look, Near};
use crate::ingest::contents::Contents;
use crate::ingest::facts_table::FactsTable;
use crate::ingest::passed_over::{self, MANIFESTS};
use crate::ingest::reader::Problem;
use crate::ingest::scope::{Manifest, Scope};
use crate::ingest::{Failure, FailureCode, SkipReason, labels};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Between the name of an archive and the paths in it.
const INSIDE: &str = "!/";

/// An entry that may be a document or an archive.
struct Candidate {
    /// Its path in the archive.
    name: String,
    contents: Contents,
    near: Near,
}

impl Walk {
    /// Adds a file, or what is in it if it is an archive.
    pub(super) fn found(&mut self, contents: Contents, name: &str, size: u64, scope: &Scope) {
        let first = self.found.len();
        self.glance((contents, None), (name, size), scope, 0);
        self.sort(first);
    }

    /// The same for a file in `nested` archives.
    fn glance(
        &mut self,
        (contents, near): (Contents, Option<Near>),
        (name, size): (&str, u64),
        scope: &Scope,
        nested: usize,
    ) {
        match (Glance { contents, name, near, nested, bounds: self.bounds }).look() {
            Ok(Look::Archive(listing)) => self.archive(listing, name, scope, nested + 1),
            Ok(Look::File(contents, format)) => {
                let (path, manifests) = (Arc::from(name), scope.manifests.clone());
                self.found.push(Found::File(FoundFile { path, contents, format, size, manifests }));
            }
            Err(problem) => self.found.push(Found::Failed(Failure::at(name, problem))),
        }
    }

    /// Takes what is in the archive called `name`.
    fn archive(&mut self, listing: Listing, name: &str, scope: &Scope, nested: usize) {
        self.archives.push(name.to_owned());
        if let Some(problem) = listing.broken {
            self.found.push(Found::Failed(Failure::at(name, problem)));
        } else if listing.entries.is_empty() {
            self.fail(
                name,
                FailureCode::MissingText,
                "the archive holds no file; remove it, or fetch it again",
            );
        }
        let mut candidates = Vec::new();
        let mut tables = BTreeMap::new();
        for entry in listing.entries {
            let path = format!("{name}{INSIDE}{}", entry.name);
            match entry.found {
                archive::Found::Unreadable(problem) => {
                    self.found.push(Found::Failed(Failure::at(&path, problem)))
                }
                archive::Found::Special => {
                    self.skip(
                        &path,
                        SkipReason::SpecialFile,
                        "a link or a device, which is not followed in an archive",
                    );
                }
                archive::Found::Replaced => {
                    self.skip(&path, SkipReason::AlreadyRead, "a later file of the same name replaces it");
                }
                archive::Found::File(contents, near) if self.is_wanted(&entry.name, &path) => {
                    let own = labels::last(&entry.name);
                    if MANIFESTS.contains(&own) {
                        self.take_manifest(&contents, &path, &mut tables);
                    } else {
                        candidates.push(Candidate { name: entry.name, contents, near });
                    }
                }
                archive::Found::File(..) => {}
            }
        }
        for candidate in candidates {
            self.candidate(candidate, (name, &tables), scope, nested);
        }
    }

    /// Whether a file of an archive is to be read, as far as its path says; else it is skipped.
    fn is_wanted(&mut self, inner: &str, path: &str) -> bool {
        let by_name = inner.split('/').find_map(passed_over::by_name);
        match by_name
            .map(|(reason, message)| (reason, message.to_owned()))
            .or_else(|| passed_over::by_ending(labels::last(inner)))
        {
            Some((reason, message)) => {
                self.skip(path, reason, message);
                false
            }
            None => true,
        }
    }

    /// Reads the table of facts at `path` in an archive, to hold for its folder.
    fn take_manifest(&mut self, contents: &Contents, path: &str, tables: &mut BTreeMap<String, Manifest>) {
        let folder = path.strip_suffix(labels::last(path)).unwrap_or_default().trim_end_matches('/');
        match FactsTable::of(contents, path, self.encoding) {
            Ok(table) => {
                let manifest = Manifest { folder: folder.to_owned(), table: Arc::new(table) };
                self.manifests.push(manifest.clone());
                tables.insert(folder.to_owned(), manifest);
                self.skip(path, SkipReason::Manifest, "holds facts about the files beside it");
            }
            Err(fault) => {
                let message = format!("{fault}; the files of the folder are read without it");
                let problem =
                    Problem { record: fault.line, ..Problem::new(FailureCode::BadManifest, message) };
                self.found.push(Found::Failed(Failure::at(path, problem)));
            }
        }
    }

    /// Takes a file of the archive called `archive`, which has these tables of facts.
    fn candidate(
        &mut self,
        candidate: Candidate,
        (archive, tables): (&str, &BTreeMap<String, Manifest>),
        outer: &Scope,
        nested: usize,
    ) {
        let Candidate { name, contents, near } = candidate;
        let path = format!("{archive}{INSIDE}{name}");
        // The folders of the archive from its root down, each with its table if it has one.
        let slashes = path[archive.len() + INSIDE.len() - 1..].match_indices('/');
        let folders = slashes.map(|(at, _)| &path[..archive.len() + INSIDE.len() - 1 + at]);
        let scope = folders
            .filter_map(|folder| tables.get(folder))
            .fold(outer.clone(), |scope, manifest| scope.with_manifest(manifest.clone()));
        if scope.is_about_folder(&path) {
            let message = "tells about the folder; the manifest beside it does not list it";
            return self.skip(&path, SkipReason::AboutFolder, message);
        }
        let size = contents.length().unwrap_or(0);
        self.glance((contents, Some(near)), (&path, size), &scope, nested);
    }
}

/// The place in the order of the corpus of a file in an archive that can only be read from front to back: after the
/// name of the archive, where it lies.
pub(super) fn rank(file: &FoundFile) -> Option<(&str, u64)> {
    let (archive, member) = file.contents.lies_in()?;
    let end = file.path.rfind(INSIDE).filter(|_| !archive.is_at_hand())?;
    Some((&file.path[..end + INSIDE.len()], member.start))
}
