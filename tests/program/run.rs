//! Runs the program as a user would.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// The program, at work in `folder`.
pub fn normscope(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_normscope"));
    command.current_dir(folder).args(args).output().expect("the program starts")
}

/// The sample corpus of this repository.
pub fn corpus() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/corpus").to_owned()
}

/// A finished run over the sample corpus, with these options more.
pub fn analyzed(options: &[&str]) -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let corpus = corpus();
    let args = [&["analyze", &corpus, "-o", "out"], options].concat();
    let done = normscope(home.path(), &args);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let out = home.path().join("out");
    (home, out)
}
