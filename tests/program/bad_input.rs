//! One bad input never stops a run and never vanishes.

use super::run;

use serde_json::Value;
use std::fs;
use std::path::Path;

/// A folder with one good text and every kind of bad input.
fn bad_corpus(folder: &Path) {
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).unwrap();
    write("good.txt", b"The draft law protects press freedom. It was published on Monday.\n");
    write("latin.txt", b"The caf\x82 was closed.\n");
    write("empty.txt", b"");
    fs::create_dir(folder.join("x.txt")).unwrap();
    fs::write(folder.join("x.txt/inside.txt"), "Users have a right to privacy.\n").unwrap();
    let records = [
        r#"{"doc_id": "a", "text": "Privacy matters to every user."}"#,
        r#"{"doc_id": "b", "text": "#,
        r#"{"doc_id": "c", "body": "The field has another name."}"#,
        r#"{"doc_id": "a", "text": "The same id once more."}"#,
        r#"{"doc_id": "d", "text": 7}"#,
    ];
    write("records.jsonl", records.join("\n").as_bytes());
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.join("gone.txt"), folder.join("link.txt")).unwrap();
}

fn rows(path: &Path) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'v>(row: &'v Value, column: &str) -> &'v str {
    row[column].as_str().unwrap_or_default()
}

#[test]
fn every_bad_input_has_one_record_and_the_run_goes_on() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("texts")).unwrap();
    bad_corpus(&home.path().join("texts"));
    let done = run::normscope(home.path(), &["analyze", "texts", "-o", "out", "--bootstrap", "0"]);
    assert_eq!(done.status.code(), Some(3));

    let out = home.path().join("out");
    let errors = rows(&out.join("errors.jsonl"));
    let mut found: Vec<(String, Option<u64>, &str)> = errors
        .iter()
        .map(|row| {
            let name = text(row, "path").rsplit('/').next().unwrap_or_default();
            (name.to_owned(), row["record"].as_u64(), text(row, "code"))
        })
        .collect();
    found.sort();
    let mut expected = vec![
        ("latin.txt".to_owned(), None, "not-utf8"),
        ("records.jsonl".to_owned(), Some(2), "broken-json"),
        ("records.jsonl".to_owned(), Some(3), "missing-text"),
        ("records.jsonl".to_owned(), Some(4), "duplicate-id"),
        ("records.jsonl".to_owned(), Some(5), "text-not-string"),
    ];
    if cfg!(unix) {
        expected.push(("link.txt".to_owned(), None, "dangling-link"));
        expected.sort();
    }
    assert_eq!(found, expected);

    let duplicate = errors.iter().find(|row| row["code"] == "duplicate-id").unwrap();
    assert!(text(duplicate, "message").contains("records.jsonl#4"), "{duplicate}");
    assert!(text(duplicate, "message").contains("records.jsonl#1"), "{duplicate}");

    let documents = rows(&out.join("documents.jsonl"));
    let warned = documents.iter().find(|row| text(row, "doc_id").ends_with("empty.txt")).unwrap();
    assert_eq!(warned["warnings"][0]["code"], "empty-text");
    assert_eq!(warned["framing"]["all"]["position"]["value"], Value::Null);
    assert!(warned["framing"]["all"]["reason"].is_string());
    assert_eq!(documents.len(), 4);
}

#[test]
fn strict_stops_at_the_first_failure_and_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("texts")).unwrap();
    bad_corpus(&home.path().join("texts"));
    let done = run::normscope(home.path(), &["analyze", "texts", "-o", "out", "--strict"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&done.stderr).contains("latin.txt"));
    let left: Vec<_> = fs::read_dir(home.path()).unwrap().map(|item| item.unwrap().file_name()).collect();
    assert_eq!(left, ["texts"]);
}

#[test]
fn nothing_to_analyse_is_no_success() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("latin.txt"), b"The caf\x82 was closed.\n").unwrap();
    let done = run::normscope(home.path(), &["analyze", "latin.txt", "-o", "out"]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(rows(&home.path().join("out/errors.jsonl")).len(), 1);
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("out")).unwrap();
    fs::write(home.path().join("out/thesis.txt"), "years of work").unwrap();
    fs::write(home.path().join("a.txt"), "Privacy matters.").unwrap();
    let done = run::normscope(home.path(), &["analyze", "a.txt", "-o", "out"]);
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(fs::read_to_string(home.path().join("out/thesis.txt")).unwrap(), "years of work");
}

/// Ctrl-C in the middle of a run: 130, and the earlier run stands as it was.
#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_the_earlier_one() {
    use std::process::{Command, Stdio};
    let home = tempfile::tempdir().unwrap();
    let text = "Press freedom matters. ".repeat(2000);
    let record = |n: usize| format!("{{\"doc_id\": \"{n}\", \"text\": \"{text}\"}}\n");
    fs::write(home.path().join("many.jsonl"), (0..600).map(record).collect::<String>()).unwrap();
    fs::write(home.path().join("a.txt"), "Privacy matters.").unwrap();
    assert!(run::normscope(home.path(), &["analyze", "a.txt", "-o", "out"]).status.success());
    let before = fs::read(home.path().join("out/run.json")).unwrap();

    let mut running = Command::new(env!("CARGO_BIN_EXE_normscope"))
        .args(["analyze", "many.jsonl", "-o", "out", "--jobs", "1"])
        .current_dir(home.path())
        .stderr(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // The handler is set before the folder beside the target is there.
    let beside = home.path().join(".out.partial");
    while !beside.join("journal.bin").exists() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(Command::new("kill").args(["-INT", &running.id().to_string()]).status().unwrap().success());
    assert_eq!(running.wait().unwrap().code(), Some(130));
    assert_eq!(fs::read(home.path().join("out/run.json")).unwrap(), before);
    // Another run takes its place.
    assert!(run::normscope(home.path(), &["analyze", "a.txt", "-o", "out"]).status.success());
    assert!(!beside.exists());
}
