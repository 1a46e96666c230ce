//! An output folder that is there whole or not at all.

use super::{Error, Result};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// What a folder of ours holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A run of `analyze`.
    Run,
    /// A comparison.
    Comparison,
}

impl Content {
    /// The files that tell such a folder from any other: one of them is there.
    const fn marks(self) -> &'static [&'static str] {
        match self {
            Self::Run => &["run.json"],
            Self::Comparison => &["comparison.json", "matrix.json", "wordscores.json"],
        }
    }
}

/// Held while a folder is being written, so that what a killed run left behind can be told from work in
/// progress.
const LOCK: &str = ".lock";

/// A folder written beside its target and put in its place when finished; dropped before that, it vanishes.
#[derive(Debug)]
pub struct Folder {
    target: PathBuf,
    staging: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes an empty folder beside `target`, which may hold nothing but an earlier one of the same content.
    ///
    /// # Errors
    /// If `target` holds something else, or the folder cannot be made.
    pub fn beside(target: &Path, content: Content) -> Result<Self> {
        restore(target)?;
        if !may_be_replaced(target, content)? {
            return Err(Error::NotOurs { path: target.to_owned() });
        }
        sweep(target)?;
        let staging = sibling(target, &format!("partial-{}", std::process::id()));
        fs::create_dir_all(&staging).map_err(Error::at(&staging))?;
        let lock = File::create(staging.join(LOCK)).map_err(Error::at(&staging))?;
        lock.lock().map_err(Error::at(&staging))?;
        Ok(Self { target: target.to_owned(), staging, _lock: lock })
    }

    /// Where to write for now.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.staging
    }

    /// Puts the folder in the place of its target.
    ///
    /// # Errors
    /// If the file system refuses; the earlier run then stands as it was.
    pub fn finish(self) -> Result<()> {
        fs::remove_file(self.staging.join(LOCK)).map_err(Error::at(&self.staging))?;
        let former = former(&self.target);
        if self.target.exists() {
            fs::rename(&self.target, &former).map_err(Error::at(&self.target))?;
        }
        fs::rename(&self.staging, &self.target).map_err(Error::at(&self.target))?;
        if former.exists() {
            fs::remove_dir_all(&former).map_err(Error::at(&former))?;
        }
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing is left to tell anyone: the folder is gone already after `finish`, and a failure to remove
        // it is mended by the next run.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

/// Whether nothing of anybody else's would be lost.
fn may_be_replaced(target: &Path, content: Content) -> Result<bool> {
    match fs::read_dir(target) {
        Ok(mut items) => Ok(items.next().is_none() || is_ours(target, content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(Error::at(target)(error)),
    }
}

/// Whether `folder` holds a finished run of ours.
#[must_use]
pub fn is_run(folder: &Path) -> bool {
    is_ours(folder, Content::Run)
}

fn is_ours(folder: &Path, content: Content) -> bool {
    #[derive(serde::Deserialize)]
    struct Marked {
        program: Program,
    }
    #[derive(serde::Deserialize)]
    struct Program {
        name: String,
    }
    let marked = |mark: &&str| {
        let file = fs::read(folder.join(mark)).ok();
        let marked = file.and_then(|it| serde_json::from_slice::<Marked>(&it).ok());
        marked.is_some_and(|it| it.program.name == env!("CARGO_PKG_NAME"))
    };
    content.marks().iter().any(marked)
}

/// Brings back a run that was set aside when a later one was killed between two renames.
fn restore(target: &Path) -> Result<()> {
    let former = former(target);
    if former.exists() && !target.exists() {
        fs::rename(&former, target).map_err(Error::at(target))?;
    }
    Ok(())
}

/// Removes what killed runs left beside `target`.
fn sweep(target: &Path) -> Result<()> {
    let prefix = sibling(target, "partial-");
    let (Some(folder), Some(prefix)) = (prefix.parent(), prefix.file_name()) else { return Ok(()) };
    let Ok(items) = fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }) else {
        return Ok(());
    };
    for path in items.filter_map(|item| item.ok().map(|item| item.path())) {
        let ours = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(prefix.as_encoded_bytes()));
        let abandoned = || File::open(path.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
        if ours && abandoned() {
            fs::remove_dir_all(&path).map_err(Error::at(&path))?;
        }
    }
    Ok(())
}

fn former(target: &Path) -> PathBuf {
    sibling(target, "replaced")
}

/// A hidden name beside `target`.
fn sibling(target: &Path, suffix: &str) -> PathBuf {
    let name = target.file_name().map_or_else(|| "normscope-out".into(), |name| name.to_string_lossy());
    target.with_file_name(format!(".{name}.{suffix}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: &str = r#"{"program": {"name": "normscope"}}"#;

    fn write(folder: &Folder, run: &str) {
        fs::write(folder.path().join("run.json"), run).unwrap();
    }

    #[test]
    fn a_finished_run_is_replaced_and_leaves_nothing_beside() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        for note in ["first", "second"] {
            let folder = Folder::beside(&target, Content::Run).unwrap();
            write(&folder, RUN);
            fs::write(folder.path().join(note), note).unwrap();
            folder.finish().unwrap();
        }
        assert!(target.join("second").exists() && !target.join("first").exists());
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("thesis.docx"), "years of work").unwrap();
        assert!(matches!(Folder::beside(home.path(), Content::Run), Err(Error::NotOurs { .. })));
        fs::write(home.path().join("run.json"), r#"{"program": {"name": "other"}}"#).unwrap();
        assert!(matches!(Folder::beside(home.path(), Content::Run), Err(Error::NotOurs { .. })));
    }

    #[test]
    fn an_abandoned_run_vanishes_and_a_set_aside_one_returns() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        let abandoned = sibling(&target, "partial-1");
        fs::create_dir(&abandoned).unwrap();
        fs::write(abandoned.join(LOCK), "").unwrap();
        fs::create_dir(former(&target)).unwrap();
        fs::write(former(&target).join("run.json"), RUN).unwrap();
        let folder = Folder::beside(&target, Content::Run).unwrap();
        assert!(!abandoned.exists() && is_run(&target));
        drop(folder);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }
}
