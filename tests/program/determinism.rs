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
