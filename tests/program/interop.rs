//! Our spans slice the same words in other languages.

use super::run;

use std::process::Command;

/// Runs a script over a run of the sample corpus, or says that its language is not here.
fn spans_hold(interpreter: &str, script: &str) {
    if Command::new(interpreter).arg("--version").output().is_err() {
        println!("skipped: {interpreter} is not installed");
        return;
    }
    let (_home, out) = run::analyzed(&["--bootstrap", "0"]);
    let script = format!("{}/tests/interop/{script}", env!("CARGO_MANIFEST_DIR"));
    let done = Command::new(interpreter).arg(script).arg(out).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let checked: usize = String::from_utf8_lossy(&done.stdout).trim().parse().unwrap();
    assert!(checked > 100, "only {checked} spans");
}

#[test]
fn spans_hold_in_python() {
    spans_hold("python3", "spans.py");
}

#[test]
fn spans_hold_in_javascript() {
    spans_hold("node", "spans.js");
}
