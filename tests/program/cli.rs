//! Every command, help page and error, as a user sees them: one small file each in `tests/cli/`.

use std::fs;
use std::path::Path;

/// Copies the files of a folder and of the folders in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        if item.path().is_dir() {
            copy(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).unwrap();
        }
    }
}

/// Set `TRYCMD=overwrite` to write what the program says now into the files.
#[test]
fn sessions_are_as_written() {
    let home = tempfile::tempdir().unwrap();
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    copy(&here.join("fixture"), home.path());
    // Sessions without a folder of their own run where the test runs; the other tests name absolute paths.
    std::env::set_current_dir(home.path()).unwrap();
    let cases = trycmd::TestCases::new();
    cases.case(here.join("*.trycmd"));
    cases.run();
}
