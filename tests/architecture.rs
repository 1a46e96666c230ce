//! The arrows of the house point down: which room may use which, who may touch files, and how long a file
//! may grow.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every room or top-level file, and what it may use. Reaching further down is fine; sideways or up is not.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("stats", &[]),
    ("spill", &[]),
    ("document", &["text"]),
    ("codebook", &["text", "document"]),
    ("gazetteer", &["text", "document"]),
    ("layout", &["text"]),
    ("ingest", &["text", "document", "layout"]),
    ("segment", &["text", "document", "layout"]),
    ("annotate", &["text", "document", "codebook", "gazetteer", "segment"]),
    ("measure", &["text", "document", "codebook", "segment", "annotate", "stats"]),
    ("analysis", &["text", "document", "codebook", "segment", "annotate", "measure"]),
    (
        "compare",
        &[
            "text",
            "document",
            "codebook",
            "gazetteer",
            "segment",
            "annotate",
            "measure",
            "analysis",
            "stats",
            "spill",
        ],
    ),
    (
        "pipeline",
        &[
            "text",
            "document",
            "codebook",
            "gazetteer",
            "ingest",
            "segment",
            "annotate",
            "measure",
            "analysis",
            "error",
            "spill",
        ],
    ),
    (
        "report",
        &[
            "text",
            "document",
            "codebook",
            "gazetteer",
            "ingest",
            "segment",
            "annotate",
            "measure",
            "analysis",
            "compare",
            "stats",
            "spill",
            "validate",
        ],
    ),
    ("concordance", &["text", "document", "codebook", "segment", "annotate", "compare", "stats", "report"]),
    ("verify", &["document", "stats", "report"]),
    (
        "validate",
        &[
            "text",
            "document",
            "codebook",
            "gazetteer",
            "segment",
            "annotate",
            "measure",
            "analysis",
            "pipeline",
            "stats",
        ],
    ),
];

/// Rooms that may open files.
const TOUCH_FILES: &[&str] =
    &["spill", "ingest", "codebook", "gazetteer", "report", "validate", "verify", "cli", "main"];

/// The most lines a source file may have, its tests included.
const LONGEST_FILE: usize = 600;

#[test]
fn arrows_point_down() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let rooms: Vec<&str> = ARROWS.iter().map(|(room, _)| *room).chain(["cli", "error"]).collect();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let room = room_of(&path);
        let Some(may_use) = allowed.get(room.as_str()) else { continue };
        for used in rooms_used(&text, &rooms) {
            if used != room && !may_use.contains(&used) && used != "error" {
                wrong.push(format!("{}: room `{room}` must not use `{used}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_has_its_arrows_stated() {
    let stated: Vec<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    let exempt = ["cli", "main", "lib", "error", "index"];
    for (path, _) in sources() {
        let room = room_of(&path);
        assert!(
            stated.contains(&room.as_str()) || exempt.contains(&room.as_str()),
            "{}: state the arrows of room `{room}` in tests/architecture.rs",
            path.display()
        );
    }
}

#[test]
fn only_the_edges_touch_files_and_the_world() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let room = room_of(&path);
        let code = without_tests(&text);
        for call in ["std::fs", "File::open", "File::create"] {
            if code.contains(call) && !TOUCH_FILES.contains(&room.as_str()) {
                wrong.push(format!("{}: room `{room}` touches files ({call})", path.display()));
            }
        }
        for call in ["std::env", "SystemTime", "Instant::now", "IsTerminal"] {
            if code.contains(call) && !["cli", "main"].contains(&room.as_str()) {
                wrong.push(format!("{}: only `cli` may ask the world ({call})", path.display()));
            }
        }
        if code.contains("rayon::") && !["pipeline", "cli"].contains(&room.as_str()) {
            wrong.push(format!("{}: only `pipeline` knows of threads", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn statistics_use_one_library_of_functions() {
    let system =
        [".ln()", ".exp()", ".powf(", ".log2()", ".log10()", ".tanh()", ".sin()", ".ln_1p()", ".exp_m1()"];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for call in system {
            if without_tests(&text).contains(call) {
                wrong.push(format!("{}: {call} differs between systems; use libm", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_too_long_and_none_is_a_drawer() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "{}: {lines} lines; part it by what it does", path.display());
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let drawers = ["utils", "util", "common", "helpers", "misc", "types", "manager"];
        assert!(!drawers.contains(&stem), "{}: say what is in it", path.display());
    }
}

#[test]
fn the_citation_carries_the_version_of_the_crate() {
    let citation = fs::read_to_string(root().join("CITATION.cff")).expect("CITATION.cff can be read");
    assert!(citation.contains(&format!("\nversion: {}\n", env!("CARGO_PKG_VERSION"))));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `src/` with its text, in a fixed order.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("src can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("sources are UTF-8");
                found.push((path, text));
            }
        }
    }
    found.sort();
    assert!(found.len() > 10, "src was not found");
    found
}

/// The first folder below `src/`, or the stem of a file that lies in `src/` itself.
fn room_of(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).expect("path is below src");
    let first = below.components().next().expect("path names a file");
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The text without its `mod tests` at the end.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

/// Rooms named as `crate::room` in code, tests left out.
fn rooms_used<'r>(text: &str, rooms: &[&'r str]) -> Vec<&'r str> {
    let code: String = without_tests(text)
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    rooms
        .iter()
        .copied()
        .filter(|room| {
            code.match_indices(&format!("crate::{room}")).any(|(at, found)| {
                code[at + found.len()..]
                    .chars()
                    .next()
                    .is_none_or(|next| !next.is_alphanumeric() && next != '_')
            })
        })
        .collect()
}
