//! The built-in codebook: every example of it is a test, and so is every claim its files make.

use normscope::annotate::{find_overlaps, run_examples};
use normscope::codebook::{Codebook, Role, check};
use std::collections::BTreeSet;
use std::path::Path;

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/models/codebooks/state-rights"))
}

fn lines<T: ToString>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_example_is_found_and_every_counter_example_is_not() {
    let failures = run_examples(&Codebook::built_in()).expect("compiles");
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), lines(&failures));
}

#[test]
fn nothing_in_it_is_doubtful() {
    let findings = check(&Codebook::built_in());
    assert!(findings.is_empty(), "{}", lines(&findings));
}

#[test]
fn no_entry_is_out_of_reach() {
    let findings = find_overlaps(&Codebook::built_in()).expect("compiles");
    let dead: Vec<_> =
        findings.iter().filter(|finding| finding.message.contains("can never count")).collect();
    assert!(dead.is_empty(), "{}", lines(&dead));
}

#[test]
fn what_is_built_in_is_what_lies_in_the_folder() {
    let loaded = Codebook::load(folder()).expect("readable");
    assert_eq!(Codebook::built_in().fingerprint, loaded.fingerprint);
    let head = std::fs::read_to_string(folder().join("codebook.toml")).expect("the head file");
    for file in std::fs::read_dir(folder()).expect("the folder") {
        let name = file.expect("a file").file_name().to_string_lossy().into_owned();
        let used =
            name == "codebook.toml" || !name.ends_with(".toml") || head.contains(&format!("\"{name}\""));
        assert!(used, "{name} is included by nothing");
    }
}

#[test]
fn every_entry_shows_what_it_means() {
    let codebook = Codebook::built_in();
    for entry in &codebook.entries {
        assert!(!entry.examples.is_empty(), "{}: {:?} has no example", entry.place, entry.id);
        if matches!(entry.role, Role::Mask | Role::Contested(_)) {
            let shown = !entry.counter_examples.is_empty();
            assert!(shown, "{}: {:?} has no counter-example", entry.place, entry.id);
        }
    }
}

#[test]
fn examples_are_not_used_twice() {
    let codebook = Codebook::built_in();
    let mut seen = BTreeSet::new();
    for entry in &codebook.entries {
        for example in &entry.examples {
            assert!(seen.insert((entry.id.as_str(), example)), "{}: {example:?} twice", entry.place);
        }
    }
}
