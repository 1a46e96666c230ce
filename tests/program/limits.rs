//! The options that limit what an input may ask for.

use super::run;

use serde_json::Value;
use std::fs;
use std::path::Path;

const OPTIONS: [&str; 10] = [
    "--max-bytes",
    "--max-unpacked",
    "--max-ratio",
    "--max-depth",
    "--max-records",
    "--max-files",
    "--max-lines",
    "--max-seconds",
    "--max-tokens",
    "--max-sentences",
];

fn object(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// A folder with three records and a text of one sentence of 20 words.
fn corpus(home: &Path) {
    fs::create_dir(home.join("texts")).unwrap();
    fs::write(home.join("texts/three.jsonl"), "{\"text\": \"States must act.\"}\n".repeat(3)).unwrap();
    fs::write(home.join("texts/long.txt"), "the state and its users ".repeat(4)).unwrap();
}

#[test]
fn a_limit_is_told_of_recorded_and_part_of_what_a_run_is_resumed_with() {
    let home = tempfile::tempdir().unwrap();
    corpus(home.path());
    let analyze = |more: &[&str]| {
        let args = [&["analyze", "texts", "-o", "out", "--bootstrap", "0"], more].concat();
        run::normscope(home.path(), &args)
    };
    let done = analyze(&["--max-records", "2", "--max-tokens", "12"]);
    assert_eq!(done.status.code(), Some(3), "{}", String::from_utf8_lossy(&done.stderr));
    let options = &object(&home.path().join("out/run.json"))["options"];
    assert_eq!((&options["max_records"], &options["max_tokens"]), (&2.into(), &12.into()));
    assert_eq!((&options["max_depth"], &options["max_seconds"]), (&1000.into(), &300.into()));
    let errors = fs::read_to_string(home.path().join("out/errors.jsonl")).unwrap();
    assert!(errors.lines().count() == 1 && errors.contains("too-many-records"), "{errors}");
    let documents = fs::read_to_string(home.path().join("out/documents.jsonl")).unwrap();
    assert!(documents.lines().count() == 3 && documents.matches("long-sentence").count() == 1, "{documents}");

    let few = analyze(&["--max-sentences", "1", "--max-tokens", "12"]);
    assert_eq!(few.status.code(), Some(3));
    let errors = fs::read_to_string(home.path().join("out/errors.jsonl")).unwrap();
    assert!(errors.lines().count() == 1 && errors.contains("it has 2 sentences, and a document may have 1"));
    let documents = fs::read_to_string(home.path().join("out/documents.jsonl")).unwrap();
    assert_eq!(documents.lines().count(), 3, "one sentence is at the limit");

    let done = analyze(&["--max-records", "2", "--max-tokens", "12"]);
    assert_eq!(done.status.code(), Some(3));
    let other = analyze(&["--max-records", "3", "--max-tokens", "12", "--resume"]);
    assert_eq!(other.status.code(), Some(2));
    let said = String::from_utf8_lossy(&other.stderr);
    assert!(said.contains("max-records was 2 and is now 3"), "{said}");
    let verified = run::normscope(home.path(), &["verify", "out"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[test]
fn every_command_that_reads_documents_takes_them() {
    let home = tempfile::tempdir().unwrap();
    corpus(home.path());
    for command in ["analyze", "compare", "kwic", "inspect", "explain"] {
        let help = run::normscope(home.path(), &[command, "--help"]);
        let help = String::from_utf8_lossy(&help.stdout).into_owned();
        for option in OPTIONS {
            assert!(help.contains(option), "{command} {option}");
        }
    }
    fs::write(home.path().join("texts/many.txt"), "States\nmust\nact.").unwrap();
    for (limit, args) in [
        ("--max-records", &["kwic", "act", "texts", "--max-records", "1"][..]),
        ("--max-records", &["inspect", "texts", "--documents=9", "--max-records", "1"]),
        ("--max-lines", &["kwic", "act", "texts/many.txt", "--max-lines", "2"]),
        ("--max-sentences", &["kwic", "act", "texts", "--max-tokens", "12", "--max-sentences", "1"]),
    ] {
        let done = run::normscope(home.path(), args);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!((done.status.code(), said.contains(limit)), (Some(3), true), "{said}");
    }
}

#[test]
fn a_limit_that_nothing_can_meet_is_wrong_usage() {
    let home = tempfile::tempdir().unwrap();
    corpus(home.path());
    for option in OPTIONS {
        let done = run::normscope(home.path(), &["analyze", "texts", option, "0"]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{option}");
        assert!(said.contains(&format!("{option} must be at least 1")), "{said}");
    }
    fs::write(home.path().join("normscope.toml"), "max-depth = 20000\n").unwrap();
    let done = run::normscope(home.path(), &["analyze", "texts"]);
    assert!(String::from_utf8_lossy(&done.stderr).contains("--max-depth must be at most 10000"));
}
