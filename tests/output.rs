//! The files we write are the files we describe.

use normscope::report::schema;
use std::fs;
use std::path::Path;

/// Compares `text` with the committed file, or writes it if `NORMSCOPE_BLESS` is set.
fn assert_current(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("NORMSCOPE_BLESS").is_some() {
        fs::write(&file, text).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == text, "{path} is stale; run `make schemas`");
}

#[test]
fn committed_schemas_are_current() {
    for file in schema::files() {
        assert_current(&format!("schemas/{}.schema.json", file.stem()), &file.text());
    }
}

#[test]
fn the_format_page_is_current() {
    assert_current("docs/format.md", &schema::dictionary());
}

#[test]
fn every_column_is_described() {
    for line in schema::dictionary().lines().filter(|line| line.starts_with("| `")) {
        let meaning = line.split(" | ").nth(2).unwrap();
        assert!(meaning.trim_end_matches(" |").len() > 3, "no description: {line}");
    }
}
