//! What the folders above a file say about it: manifests and patterns of what to leave out.

use super::facts_table::FactsTable;
use super::{labels, passed_over};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::Path;
use std::sync::Arc;

/// The table of facts of a folder.
#[derive(Clone, Debug)]
pub(super) struct Manifest {
    /// The name of the folder in output.
    pub(super) folder: String,
    /// What it says.
    pub(super) table: Arc<FactsTable>,
}

impl Manifest {
    /// The path of a file as the manifest would write it.
    pub(super) fn relative<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(self.folder.as_str()).map_or(path, |rest| rest.trim_start_matches('/'))
    }
}

/// What holds at a place. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// Nearest first.
    pub(super) manifests: Arc<[Manifest]>,
    /// Nearest first.
    ignored: Arc<[Gitignore]>,
}

impl Scope {
    /// Where nothing holds.
    pub(super) fn empty() -> Self {
        Self { manifests: Arc::new([]), ignored: Arc::new([]) }
    }

    /// This scope and a manifest nearer than all others.
    pub(super) fn with_manifest(&self, own: Manifest) -> Self {
        let manifests = std::iter::once(own).chain(self.manifests.iter().cloned()).collect();
        Self { manifests, ignored: self.ignored.clone() }
    }

    /// This scope and the patterns in `file`, which hold below `folder`.
    ///
    /// # Errors
    /// If a pattern is none, in words.
    pub(super) fn with_patterns(&self, folder: &Path, file: &Path) -> Result<Self, String> {
        let mut builder = GitignoreBuilder::new(folder);
        if let Some(fault) = builder.add(file) {
            return Err(fault.to_string());
        }
        let own = builder.build().map_err(|fault| fault.to_string())?;
        let ignored = std::iter::once(own).chain(self.ignored.iter().cloned()).collect();
        Ok(Self { manifests: self.manifests.clone(), ignored })
    }

    /// Whether a pattern leaves out the file or folder at `real`.
    pub(super) fn ignores(&self, real: &Path, is_folder: bool) -> bool {
        for patterns in self.ignored.iter().filter(|patterns| real.starts_with(patterns.path())) {
            match patterns.matched(real, is_folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => {}
            }
        }
        false
    }

    /// Whether the file called `name` tells about its folder and is not listed in the manifest beside it.
    pub(super) fn is_about_folder(&self, name: &str) -> bool {
        let own = labels::last(name);
        let beside = self.manifests.first().filter(|manifest| manifest.relative(name) == own);
        passed_over::is_about_folder(own)
            && beside.is_some_and(|manifest| manifest.table.at_path(own).is_none())
    }
}
