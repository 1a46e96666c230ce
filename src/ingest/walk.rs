//! From what the user named to a list of files in fixed order.

#[cfg(feature = "archives")]
mod unpack;

use super::contents::Contents;
use super::facts_table::FactsTable;
use super::format::Format;
use super::format::stem;
use super::passed_over::{self, IGNORE_FILE, MANIFESTS};
use super::scope::{Manifest, Scope};
use super::{Encoding, Failure, FailureCode, IngestError, IngestOptions, Input, SkipReason, Skipped, labels};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A place in the list.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// A file to read.
    File(FoundFile),
    /// Something that cannot be read.
    Failed(Failure),
}

/// A file to read.
#[derive(Clone, Debug)]
pub(super) struct FoundFile {
    /// Its name in all output.
    pub(super) path: Arc<str>,
    /// Where its bytes are.
    pub(super) contents: Contents,
    /// What it is, if that is known by now.
    pub(super) format: Option<Format>,
    /// How many there are.
    pub(super) size: u64,
    /// The manifests that may tell about it, nearest first.
    pub(super) manifests: Arc<[Manifest]>,
}

impl FoundFile {
    /// The name that tells what it is: its path, without the ending that says how it is packed.
    pub(super) fn name(&self) -> &str {
        #[cfg(feature = "archives")]
        if !self.contents.is_named() {
            return super::format::unpacked_name(&self.path);
        }
        &self.path
    }
}

impl Found {
    /// Its place in the order of the corpus: by path, or by where it lies in an archive that is read front to back.
    fn rank(&self) -> (&str, u64) {
        match self {
            #[cfg(feature = "archives")]
            Self::File(file) => unpack::rank(file).unwrap_or((&file.path, 0)),
            _ => (self.path(), 0),
        }
    }

    fn path(&self) -> &str {
        match self {
            Self::File(file) => &file.path,
            Self::Failed(failure) => &failure.path,
        }
    }
}

/// Walks the inputs one after the other.
pub(super) struct Walk {
    found: Vec<Found>,
    skipped: Vec<Skipped>,
    labels: BTreeMap<PathBuf, String>,
    /// The table given with `--metadata`, by its real path.
    table: Option<PathBuf>,
    /// What the user states of encodings.
    encoding: Option<Encoding>,
    /// Every file and folder reached, by its real path.
    seen: BTreeSet<PathBuf>,
    /// Links that wait until every real file below the same input is known, so that a file is found under its
    /// own name first; by name, so that their order does not depend on the system.
    links: BTreeMap<String, (PathBuf, Scope)>,
    /// The manifests met in folders.
    manifests: Vec<Manifest>,
    /// What an archive may ask for.
    #[cfg(feature = "archives")]
    bounds: super::archive::Bounds,
    /// The archives that were listed.
    #[cfg(feature = "archives")]
    archives: Vec<String>,
    /// The scopes of the folders of files that were named by themselves.
    around: BTreeMap<(PathBuf, String), Scope>,
}

impl Walk {
    /// A walk over these inputs, which passes over the table given with `--metadata`.
    pub(super) fn new(inputs: &[Input], options: &IngestOptions) -> Self {
        let table = options.metadata.as_deref();
        Self {
            #[cfg(feature = "archives")]
            bounds: super::archive::Bounds { held: options.max_bytes, limits: options.limits },
            #[cfg(feature = "archives")]
            archives: Vec::new(),
            table: table.and_then(|path| path.canonicalize().ok()),
            encoding: options.encoding,
            found: Vec::new(),
            skipped: Vec::new(),
            labels: labels::of_inputs(inputs),
            seen: BTreeSet::new(),
            links: BTreeMap::new(),
            manifests: Vec::new(),
            around: BTreeMap::new(),
        }
    }

    pub(super) fn finish(self) -> (Vec<Found>, Vec<Skipped>) {
        (self.found, self.skipped)
    }

    /// Adds bytes at hand.
    pub(super) fn memory(&mut self, name: &str, bytes: Vec<u8>) {
        let size = bytes.len() as u64;
        self.found(Contents::of_memory(bytes), name, size, &Scope::empty());
    }

    /// Adds a file, or all files of a folder, in order.
    pub(super) fn input(&mut self, path: &Path) -> Result<(), IngestError> {
        let real = path.canonicalize().map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => IngestError::NotFound { path: path.to_owned() },
            _ => IngestError::Unreadable { path: path.to_owned(), cause },
        })?;
        let label = self.labels.get(path).cloned().unwrap_or_default();
        let (n_found, n_skipped) = (self.found.len(), self.skipped.len());
        if !real.is_dir() {
            let scope = self.around(&real, &label);
            self.file(real, &label, &scope);
        } else if passed_over::is_own_run(&real) {
            return Err(IngestError::OwnRun { path: path.to_owned() });
        } else {
            self.list(&real, &label, &Scope::empty());
            while let Some((name, (link, scope))) = self.links.pop_first() {
                self.follow(&link, &name, &scope);
            }
        }
        self.sort(n_found);
        self.report_missing(n_found, n_skipped);
        self.skipped[n_skipped..].sort();
        Ok(())
    }

    /// Sorts what was found from `first` on.
    fn sort(&mut self, first: usize) {
        self.found[first..].sort_by(|a, b| a.rank().cmp(&b.rank()));
    }

    /// What the folder of a file says about it, for a file that was named by itself.
    fn around(&mut self, real: &Path, name: &str) -> Scope {
        let is_manifest =
            real.file_name().is_some_and(|own| MANIFESTS.iter().any(|manifest| own == *manifest));
        let Some(folder) = real.parent().filter(|_| !is_manifest) else { return Scope::empty() };
        let label = name.strip_suffix(labels::last(name)).unwrap_or_default().trim_end_matches('/');
        let key = (folder.to_owned(), label.to_owned());
        if let Some(scope) = self.around.get(&key) {
            return scope.clone();
        }
        let manifest = self.manifest(folder, label);
        let scope = manifest.map_or_else(Scope::empty, |manifest| Scope::empty().with_manifest(manifest));
        self.around.insert(key, scope.clone());
        scope
    }

    /// Lists the folder at `real`, called `label` in output.
    fn list(&mut self, real: &Path, label: &str, outer: &Scope) {
        if !self.seen.insert(real.to_owned()) {
            return self.skip(label, SkipReason::AlreadyRead, "the same folder was reached before");
        }
        let entries = match fs::read_dir(real).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) => {
                return self.fail(label, FailureCode::Unreadable, format!("cannot be listed: {error}"));
            }
        };
        let scope = self.scope(outer, real, label);
        for entry in entries {
            let path = entry.path();
            let name = labels::join(label, &labels::of_entry(&path));
            match entry.file_type() {
                Ok(kind) => self.entry(path, &name, kind, &scope),
                Err(error) => self.fail(&name, FailureCode::Unreadable, format!("cannot be read: {error}")),
            }
        }
    }

    /// Takes one entry of a folder.
    fn entry(&mut self, path: PathBuf, name: &str, kind: fs::FileType, scope: &Scope) {
        if let Some((reason, message)) = passed_over::by_name(labels::last(name)) {
            self.skip(name, reason, message);
        } else if scope.ignores(&path, kind.is_dir()) {
            self.skip(name, SkipReason::Ignored, format!("a pattern of {IGNORE_FILE} names it"));
        } else if kind.is_symlink() {
            self.links.insert(name.to_owned(), (path, scope.clone()));
        } else if kind.is_dir() {
            self.folder(&path, name, scope);
        } else if kind.is_file() {
            self.listed_file(path, name, scope);
        } else {
            self.skip(name, SkipReason::SpecialFile, "a pipe, a socket or a device");
        }
    }

    fn folder(&mut self, real: &Path, name: &str, scope: &Scope) {
        if passed_over::is_own_run(real) {
            self.skip(name, SkipReason::OwnRun, "holds a finished run (run.json)");
        } else {
            self.list(real, name, scope);
        }
    }

    /// Takes a file that was found, not named.
    fn listed_file(&mut self, real: PathBuf, name: &str, scope: &Scope) {
        let own = labels::last(name);
        if self.table.as_ref() == Some(&real) {
            self.skip(name, SkipReason::Manifest, "is the table given with --metadata");
        } else if MANIFESTS.contains(&own) {
            self.skip(name, SkipReason::Manifest, "holds facts about the files beside it");
        } else if let Some((reason, message)) = passed_over::by_ending(own) {
            self.skip(name, reason, message);
        } else if scope.is_about_folder(name) {
            self.skip(
                name,
                SkipReason::AboutFolder,
                "tells about the folder; the manifest beside it does not list it",
            );
        } else {
            self.file(real, name, scope);
        }
    }

    fn file(&mut self, real: PathBuf, name: &str, scope: &Scope) {
        let size = fs::metadata(&real).map_or(0, |facts| facts.len());
        if !self.seen.insert(real.clone()) {
            return self.skip(
                name,
                SkipReason::AlreadyRead,
                "the same file was reached before by another name",
            );
        }
        self.found(Contents::of_file(real), name, size, scope);
    }

    /// Adds a file, or what is in it if it is an archive.
    #[cfg(not(feature = "archives"))]
    fn found(&mut self, contents: Contents, name: &str, size: u64, scope: &Scope) {
        let manifests = scope.manifests.clone();
        let (path, format) = (Arc::from(name), None);
        self.found.push(Found::File(FoundFile { path, contents, format, size, manifests }));
    }

    /// Follows a link.
    fn follow(&mut self, link: &Path, name: &str, scope: &Scope) {
        match link.canonicalize() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.fail(
                    name,
                    FailureCode::DanglingLink,
                    "the link leads nowhere; restore its target or remove it",
                );
            }
            Err(error) => {
                self.fail(
                    name,
                    FailureCode::LinkLoop,
                    format!("the link cannot be followed: {error}; remove it"),
                );
            }
            Ok(real) if link.starts_with(&real) => {
                self.fail(
                    name,
                    FailureCode::LinkLoop,
                    "the link leads back to a folder it lies in; remove it",
                );
            }
            Ok(real) if real.is_dir() => self.folder(&real, name, scope),
            Ok(real) if real.is_file() => self.listed_file(real, name, scope),
            Ok(_) => self.skip(name, SkipReason::SpecialFile, "leads to a pipe, a socket or a device"),
        }
    }

    /// What holds in a folder: what holds above it, its manifest, its patterns of what to leave out.
    fn scope(&mut self, outer: &Scope, folder: &Path, label: &str) -> Scope {
        let mut scope = outer.clone();
        if let Some(manifest) = self.manifest(folder, label) {
            self.manifests.push(manifest.clone());
            scope = scope.with_manifest(manifest);
        }
        let file = folder.join(IGNORE_FILE);
        if file.is_file() {
            match scope.with_patterns(folder, &file) {
                Ok(narrower) => scope = narrower,
                Err(fault) => {
                    let message = format!("cannot be used: {fault}; nothing was left out for it");
                    self.fail(&labels::join(label, IGNORE_FILE), FailureCode::BadIgnoreFile, message);
                }
            }
        }
        scope
    }

    /// The manifest of a folder, if it has one that can be read.
    fn manifest(&mut self, folder: &Path, label: &str) -> Option<Manifest> {
        let name = MANIFESTS.into_iter().find(|name| folder.join(name).is_file())?;
        match FactsTable::load(&folder.join(name), self.encoding) {
            Ok(table) => Some(Manifest { folder: label.to_owned(), table: Arc::new(table) }),
            Err(fault) => {
                let message = format!("{fault}; the files of the folder are read without it");
                let failure = Failure::new(&labels::join(label, name), FailureCode::BadManifest, message);
                self.found.push(Found::Failed(Failure { record: fault.line, ..failure }));
                None
            }
        }
    }

    /// Reports what the manifests met name and the walk did not meet.
    fn report_missing(&mut self, n_found: usize, n_skipped: usize) {
        let manifests = std::mem::take(&mut self.manifests);
        let skipped = self.skipped[n_skipped..].iter().map(|skip| skip.path.as_str());
        let met = self.found[n_found..].iter().map(Found::path).chain(skipped);
        #[cfg(feature = "archives")]
        let met = met.chain(self.archives.iter().map(String::as_str));
        let met: BTreeSet<&str> = met.flat_map(|path| [path, stem(path)]).collect();
        let named = manifests.iter().flat_map(|manifest| {
            manifest.table.paths().map(|(path, line)| (labels::join(&manifest.folder, path), line))
        });
        let missing: Vec<(String, u64)> = named.filter(|(name, _)| !met.contains(name.as_str())).collect();
        for (name, line) in missing {
            let message = format!("line {line} of the manifest names it, but it is not there");
            self.skip(&name, SkipReason::ListedButMissing, message);
        }
    }

    fn skip(&mut self, path: &str, reason: SkipReason, message: impl Into<String>) {
        self.skipped.push(Skipped { path: or_dot(path).to_owned(), reason, message: message.into() });
    }

    fn fail(&mut self, path: &str, code: FailureCode, message: impl Into<String>) {
        self.found.push(Found::Failed(Failure::new(or_dot(path), code, message)));
    }
}

/// The folder that was named has no path below itself.
fn or_dot(path: &str) -> &str {
    if path.is_empty() { "." } else { path }
}
