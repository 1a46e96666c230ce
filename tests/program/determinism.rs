//! The same input and options give the same bytes.

use super::run;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file of a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let items = fs::read_dir(folder).unwrap().map(|item| item.unwrap());
    items.map(|item| (item.file_name().into_string().unwrap(), fs::read(item.path()).unwrap())).collect()
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let files_of = |jobs: &str| {
        let (_home, out) =
            run::analyzed(&["--jobs", jobs, "--bootstrap", "200", "--by", "genre", "--format", "jsonl,csv"]);
        files(&out)
    };
    let one = files_of("1");
    assert!(one.len() > 15 && one["hits.jsonl"].len() > 1000);
    for jobs in ["2", "8"] {
        let many = files_of(jobs);
        assert_eq!(one.keys().collect::<Vec<_>>(), many.keys().collect::<Vec<_>>());
        for (name, bytes) in &one {
            assert!(many[name] == *bytes, "{name} differs between 1 and {jobs} threads");
        }
    }
}

#[test]
fn one_huge_document_is_waited_for_by_the_order_of_results_alone() {
    let home = tempfile::tempdir().unwrap();
    let texts = home.path().join("texts");
    fs::create_dir(&texts).unwrap();
    let said =
        "The ministers said that sovereignty comes first. We defend freedom of expression and privacy.\n\n";
    fs::write(texts.join("0.txt"), said.repeat(20_000)).unwrap();
    // More than may wait in memory, a failure and an id that comes twice among it.
    for number in 1..400 {
        fs::write(texts.join(format!("{number:03}.txt")), said.repeat(40)).unwrap();
    }
    fs::write(texts.join("200.txt"), b"\xff\xff").unwrap();
    let twice = "{\"id\": \"a\", \"text\": \"They defend freedom of expression.\"}\n".repeat(2);
    fs::write(texts.join("300.jsonl"), twice).unwrap();
    let files_of = |jobs: &str| {
        let args = ["analyze", "texts", "-o", jobs, "--jobs", jobs, "--bootstrap", "0"];
        let done = run::normscope(home.path(), &args);
        assert_eq!(done.status.code(), Some(3), "{}", String::from_utf8_lossy(&done.stderr));
        files(&home.path().join(jobs))
    };
    let one = files_of("1");
    assert_eq!(String::from_utf8_lossy(&one["documents.jsonl"]).lines().count(), 400);
    assert_eq!(String::from_utf8_lossy(&one["errors.jsonl"]).lines().count(), 2);
    for jobs in ["2", "3", "8"] {
        let many = files_of(jobs);
        assert_eq!(one.keys().collect::<Vec<_>>(), many.keys().collect::<Vec<_>>());
        for (name, bytes) in &one {
            assert!(many[name] == *bytes, "{name} differs between 1 and {jobs} threads");
        }
    }
}

#[test]
fn the_seed_moves_intervals_and_nothing_else() {
    let files_of = |seed: &str| {
        let (_home, out) = run::analyzed(&["--bootstrap", "200", "--seed", seed]);
        files(&out)
    };
    let (one, other) = (files_of("1"), files_of("2"));
    assert_eq!(one["hits.jsonl"], other["hits.jsonl"]);
    assert_eq!(one["sentences.jsonl"], other["sentences.jsonl"]);
    assert_ne!(one["measures.jsonl"], other["measures.jsonl"]);
}

#[test]
fn a_sample_is_a_part_of_the_corpus_and_the_same_each_time() {
    let drawn = || {
        let (_home, out) = run::analyzed(&["--bootstrap", "0", "--sample", "4"]);
        fs::read_to_string(out.join("documents.jsonl")).unwrap()
    };
    let first = drawn();
    assert_eq!(first.lines().count(), 4);
    assert_eq!(first, drawn());
}
