//! A folder of everything that can be wrong: each bad input is told of once, every good one is there, and nothing gets out.

mod corpus;
mod files;

use super::run;
use corpus::{Corpus, Fate};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The most that a run may take, in a build for tests too.
const SECONDS: u64 = 60;
/// The most memory that it may use at any time: 1 GB, in KiB.
const PEAK_KIB: u64 = 1_000_000_000 / 1024;

/// The run over the corpus with so many jobs, in time and memory.
fn analyzed(home: &Path, out: &str, jobs: &str) -> Output {
    let args =
        ["analyze", "texts", "-o", out, "--jobs", jobs, "--bootstrap", "20", "--format", "jsonl,csv", "-v"];
    let started = Instant::now();
    // What it says goes to files: nobody reads pipes while its memory is watched.
    let said = [home.join("stdout"), home.join("stderr")];
    let [stdout, stderr] = said.each_ref().map(|path| Stdio::from(fs::File::create(path).unwrap()));
    let mut child = Command::new(env!("CARGO_BIN_EXE_normscope"))
        .current_dir(home)
        .args(args)
        .stdout(stdout)
        .stderr(stderr)
        .spawn()
        .unwrap();
    let mut peak = 0;
    let status = loop {
        peak = peak.max(high_water(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(started.elapsed() < Duration::from_secs(10 * SECONDS), "it hangs");
        std::thread::sleep(Duration::from_millis(2));
    };
    let seconds = started.elapsed().as_secs_f64();
    println!("{jobs} jobs: {seconds:.1} s, at most {} MB of memory", peak * 1024 / 1_000_000);
    assert!(seconds < SECONDS as f64, "{seconds:.1} s with {jobs} jobs");
    assert!(peak < PEAK_KIB, "{peak} KiB with {jobs} jobs");
    let [stdout, stderr] = said.map(|path| {
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(path).unwrap();
        bytes
    });
    Output { status, stdout, stderr }
}

/// The most memory that a process has used so far, in KiB; `None` where the system does not say.
fn high_water(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

fn rows(path: &Path) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'v>(row: &'v Value, column: &str) -> &'v str {
    row[column].as_str().unwrap_or_default()
}

/// What became of every input: of a document its id and, if something is odd, the first warning.
fn fates(out: &Path) -> Vec<(String, String)> {
    let documents = rows(&out.join("documents.jsonl"));
    let documents = documents.iter().map(|row| {
        let warning = row["warnings"].as_array().unwrap().iter().map(|it| text(it, "code"));
        let odd = warning.filter(|code| ODD.contains(code)).collect::<Vec<_>>().join(" ");
        (text(row, "doc_id").to_owned(), format!("read {odd}"))
    });
    let errors = rows(&out.join("errors.jsonl"));
    let errors = errors.iter().map(|row| {
        let record = row["record"].as_u64();
        (text(row, "path").to_owned(), format!("failed {record:?} {}", text(row, "code")))
    });
    let skipped = rows(&out.join("skipped.jsonl"));
    let skipped =
        skipped.iter().map(|row| (text(row, "path").to_owned(), format!("skipped {}", text(row, "reason"))));
    let mut all: Vec<_> = documents.chain(errors).chain(skipped).collect();
    all.sort();
    all
}

/// What is in `some` and not in `others`.
fn without<'s>(some: &'s [(String, String)], others: &[(String, String)]) -> Vec<&'s (String, String)> {
    some.iter().filter(|it| !others.contains(it)).collect()
}

/// The warnings that are looked at; that good documents are alike is none of them.
const ODD: [&str; 3] = ["long-sentence", "empty-text", "bad-doc-id"];

fn expected(corpus: &Corpus) -> Vec<(String, String)> {
    let fate = |fate: &Fate| match fate {
        Fate::Read => "read ".to_owned(),
        Fate::Warned(code) => format!("read {code}"),
        Fate::Failed(record, code) => format!("failed {record:?} {code}"),
        Fate::Skipped(reason) => format!("skipped {reason}"),
    };
    let mut all: Vec<_> = corpus.fates.iter().map(|(name, it)| (name.clone(), fate(it))).collect();
    all.sort();
    all
}

/// Every path below `folder` but those of `but`, with its size.
fn listing(folder: &Path, but: &[&str]) -> BTreeMap<PathBuf, u64> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap()) {
            let facts = entry.path().symlink_metadata().unwrap();
            if but.iter().any(|name| entry.file_name() == *name) {
                continue;
            }
            if facts.is_dir() {
                open.push(entry.path());
            }
            found.insert(entry.path(), if facts.is_file() { facts.len() } else { 0 });
        }
    }
    found
}

/// Characters that a terminal might obey.
fn commands(said: &str) -> Vec<char> {
    let is_command = |c: &char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    said.chars().filter(is_command).collect()
}

/// Nothing that was written may command a terminal, run in a spreadsheet or break a line.
fn nothing_commands(out: &Path) {
    for entry in fs::read_dir(out).unwrap().map(|entry| entry.unwrap().path()) {
        let ending = entry.extension().and_then(|it| it.to_str()).unwrap_or_default();
        if !matches!(ending, "csv" | "json" | "jsonl") {
            continue;
        }
        // JSON has an escape for what is below a space, and leaves all else as it is.
        let text = fs::read_to_string(&entry).unwrap();
        let is_raw = |c: &char| match ending {
            "csv" => c.is_control() && !matches!(c, '\n' | '\t' | '\u{C}'),
            _ => c.is_ascii_control() && !matches!(c, '\n' | '\u{7F}'),
        };
        assert_eq!(text.chars().find(is_raw), None, "{}", entry.display());
        if ending != "csv" {
            continue;
        }
        let mut table = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        for row in table.records() {
            for cell in &row.unwrap() {
                let is_formula =
                    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
                assert!(!is_formula, "{}: {cell:?}", entry.display());
            }
        }
    }
}

#[test]
fn each_bad_input_is_named_once_and_the_good_ones_are_all_there() {
    let home = tempfile::tempdir().unwrap();
    let texts = home.path().join("texts");
    fs::create_dir(&texts).unwrap();
    let corpus = Corpus::write(&texts);
    let before = listing(home.path(), &[]);

    let done = analyzed(home.path(), "out", "2");
    assert_eq!(done.status.code(), Some(3), "{}", String::from_utf8_lossy(&done.stderr));
    let out = home.path().join("out");
    let (found, expected) = (fates(&out), expected(&corpus));
    assert_eq!(
        (without(&found, &expected), without(&expected, &found)),
        (vec![], vec![]),
        "found, and expected"
    );
    assert_eq!(found.len(), expected.len(), "each is named once");
    assert_eq!(
        listing(home.path(), &["out"]),
        before,
        "something was written outside of the folder of results"
    );
    nothing_commands(&out);
    for said in [&done.stdout, &done.stderr] {
        let said = String::from_utf8(said.clone()).unwrap();
        assert_eq!(commands(&said), [], "{said:?}");
    }

    let verified = run::normscope(home.path(), &["verify", "out", "--jobs", "2"]);
    let said =
        String::from_utf8_lossy(&verified.stdout).into_owned() + &String::from_utf8_lossy(&verified.stderr);
    assert_eq!(verified.status.code(), Some(0), "{said}");
    assert_eq!(commands(&said), [], "{said:?}");

    for jobs in ["1", "3", "8"] {
        let other = home.path().join("other");
        analyzed(home.path(), "other", jobs);
        for (path, size) in listing(&out, &[]) {
            let name = path.file_name().unwrap();
            let same = fs::metadata(other.join(name)).unwrap().len() == size
                && fs::read(&path).unwrap() == fs::read(other.join(name)).unwrap();
            assert!(same, "{} differs between 2 and {jobs} jobs", path.display());
        }
        assert_eq!(fs::read_dir(&other).unwrap().count(), fs::read_dir(&out).unwrap().count());
        fs::remove_dir_all(other).unwrap();
    }
}
