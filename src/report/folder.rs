//! An output folder that is there whole or not at all.

use super::journal::JOURNAL;
use super::{Error, Result};
use std::ffi::OsStr;
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

/// What becomes of a folder that an earlier run was cut off in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remains {
    /// It is emptied.
    Discard,
    /// It stays as it is, to go on with.
    Take,
}

/// A folder written beside its target and put in its place when finished; dropped before that, it vanishes, unless it is
/// to be [kept](Folder::keep).
#[derive(Debug)]
pub struct Folder {
    target: PathBuf,
    staging: PathBuf,
    is_kept: bool,
    had_remains: bool,
    _lock: File,
}

impl Folder {
    /// Makes a folder beside `target`, which may hold nothing but an earlier one of the same content.
    ///
    /// # Errors
    /// If `target` holds something else, another run writes to it, or the folder cannot be made.
    pub fn beside(target: &Path, content: Content, remains: Remains) -> Result<Self> {
        restore(target)?;
        if !may_be_replaced(target, content)? {
            return Err(Error::NotOurs { path: target.to_owned() });
        }
        let staging = sibling(target, "partial");
        fs::create_dir_all(&staging).map_err(Error::at(&staging))?;
        let lock = File::create(staging.join(LOCK)).map_err(Error::at(&staging))?;
        lock.try_lock().map_err(|_| Error::Busy { path: target.to_owned() })?;
        let had_remains = staging.join(JOURNAL).exists();
        sweep(&staging, remains)?;
        Ok(Self { target: target.to_owned(), staging, is_kept: false, had_remains, _lock: lock })
    }

    /// Where to write for now.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.staging
    }

    /// Where it will stand.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Whether a run was cut off here.
    #[must_use]
    pub const fn had_remains(&self) -> bool {
        self.had_remains
    }

    /// Lets it stay where it is, whatever happens.
    pub const fn keep(&mut self) {
        self.is_kept = true;
    }

    /// Lets it vanish when it is dropped.
    pub const fn let_go(&mut self) {
        self.is_kept = false;
    }

    /// Puts the folder in the place of its target, once all of it is on the disk: if the power fails, the earlier run
    /// stands or the later one.
    ///
    /// # Errors
    /// If the file system refuses; the earlier run then stands as it was.
    pub fn finish(self) -> Result<()> {
        fs::remove_file(self.staging.join(LOCK)).map_err(Error::at(&self.staging))?;
        sync(&self.staging)?;
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
        if !self.is_kept {
            // Nothing is left to tell anyone: the folder is gone already after `finish`, and a failure to remove
            // it is mended by the next run.
            let _ = fs::remove_dir_all(&self.staging);
        }
    }
}

/// Waits until every file of a folder is on the disk.
fn sync(folder: &Path) -> Result<()> {
    for item in fs::read_dir(folder).map_err(Error::at(folder))? {
        let path = item.map_err(Error::at(folder))?.path();
        let synced = File::open(&path).and_then(|file| file.sync_all());
        synced.map_err(Error::at(&path))?;
    }
    // Not every system can do this to a folder; those that cannot do not need it.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Removes what killed runs left in `staging`: all of it, or what was only ever meant for a while.
fn sweep(staging: &Path, remains: Remains) -> Result<()> {
    for item in fs::read_dir(staging).map_err(Error::at(staging))? {
        let path = item.map_err(Error::at(staging))?.path();
        let removed = match (path.is_dir(), remains) {
            (true, _) => fs::remove_dir_all(&path),
            (false, Remains::Discard) if path.file_name() != Some(OsStr::new(LOCK)) => fs::remove_file(&path),
            _ => Ok(()),
        };
        removed.map_err(Error::at(&path))?;
    }
    Ok(())
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
            let folder = Folder::beside(&target, Content::Run, Remains::Discard).unwrap();
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
        assert!(matches!(
            Folder::beside(home.path(), Content::Run, Remains::Discard),
            Err(Error::NotOurs { .. })
        ));
        fs::write(home.path().join("run.json"), r#"{"program": {"name": "other"}}"#).unwrap();
        assert!(matches!(
            Folder::beside(home.path(), Content::Run, Remains::Discard),
            Err(Error::NotOurs { .. })
        ));
    }

    #[test]
    fn what_a_killed_run_left_is_discarded_or_taken() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        for (remains, is_taken) in [(Remains::Take, true), (Remains::Discard, false)] {
            let staging = sibling(&target, "partial");
            fs::create_dir_all(&staging).unwrap();
            fs::write(staging.join(JOURNAL), "work of hours").unwrap();
            let folder = Folder::beside(&target, Content::Run, remains).unwrap();
            assert!(folder.had_remains());
            assert_eq!(folder.path().join(JOURNAL).exists(), is_taken);
            drop(folder);
            assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
        }
    }

    #[test]
    fn two_runs_do_not_write_to_one_folder() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        let first = Folder::beside(&target, Content::Run, Remains::Discard).unwrap();
        let second = Folder::beside(&target, Content::Run, Remains::Take);
        assert!(matches!(second, Err(Error::Busy { .. })));
        drop(first);
        assert!(Folder::beside(&target, Content::Run, Remains::Discard).is_ok());
    }

    #[test]
    fn what_is_kept_stays() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        let mut folder = Folder::beside(&target, Content::Run, Remains::Discard).unwrap();
        folder.keep();
        let path = folder.path().to_owned();
        drop(folder);
        assert!(path.exists());
    }

    #[test]
    fn a_set_aside_run_returns() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        fs::create_dir(former(&target)).unwrap();
        fs::write(former(&target).join("run.json"), RUN).unwrap();
        drop(Folder::beside(&target, Content::Run, Remains::Discard).unwrap());
        assert!(is_run(&target));
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }
}
