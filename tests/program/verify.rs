//! A reviewer who gets a results folder and the corpus can prove it, and finds every forging.

use super::run::{corpus, normscope};

use normscope::document::Fingerprint;
use normscope::report::Finished;
use normscope::verify::{Check, Findings, against, folder};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Three short texts, with quotations, names, contested terms, a date and a text that is there twice.
fn write_corpus(home: &Path) -> PathBuf {
    let statement = "Statement on an Open Internet\n\nWe defend freedom of expression and the right to privacy. \
        Censorship violates human rights. Internet shutdowns in Karsovia harm journalists and civil society. \
        “National sovereignty comes first,” said the Minister of the Interior of France. \
        The Ministry of Defence of Germany warned that unrestricted encryption threatens national security. \
        We call on all states to protect press freedom online. The United Nations adopted the resolution on 3 May 2021. \
        Security must never be a pretext for censorship. Internet governance must stay open to all.";
    let speech = "The state must control the information space. Cyber sovereignty and social stability are our duty. \
        Foreign interference in internal affairs threatens national security. According to Amnesty International, the law \
        restricts freedom of expression. We reject double standards on human rights. Public order comes first in China.";
    let sources = home.join("texts");
    fs::create_dir(&sources).unwrap();
    for (name, text) in [("a_statement.txt", statement), ("b_speech.txt", speech), ("c_again.txt", statement)]
    {
        fs::write(sources.join(name), text).unwrap();
    }
    let facts = "file,title,genre,date,issuer\na_statement.txt,Open,statement,2021-05-03,North\n\
        b_speech.txt,Order,speech,2020,South\nc_again.txt,Open,statement,2022-01,North\n";
    fs::write(sources.join("manifest.csv"), facts).unwrap();
    sources
}

/// A run over the texts, twice: one to be forged, one as it was.
struct Case {
    home: TempDir,
    forged: PathBuf,
    again: PathBuf,
}

impl Case {
    fn new(options: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        write_corpus(home.path());
        for out in ["forged", "again"] {
            let args = [&["analyze", "texts", "-o", out, "--bootstrap", "20", "--quiet"], options].concat();
            let done = normscope(home.path(), &args);
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
        let (forged, again) = (home.path().join("forged"), home.path().join("again"));
        Self { home, forged, again }
    }

    /// What is found: in the folder alone, and against the sources analysed again.
    fn findings(&self) -> Result<[Findings; 2], String> {
        let run = Finished::open(&self.forged).map_err(|error| error.to_string())?;
        let alone = folder(&run).unwrap().findings;
        let mut sources = Findings::default();
        against(&run, &self.again, &mut sources).unwrap();
        Ok([alone, sources])
    }

    /// Writes a file and makes the manifest fit, as a careful forger does.
    fn forge(&self, name: &str, text: &str) {
        fs::write(self.forged.join(name), text).unwrap();
        let manifest = self.again.join("run.json");
        let mut run: Value = serde_json::from_slice(&fs::read(manifest).unwrap()).unwrap();
        for note in run["files"].as_array_mut().unwrap() {
            if note["name"] == name {
                note["bytes"] = json!(text.len());
                note["lines"] = json!(text.lines().count());
                note["sha256"] = json!(Fingerprint::of(text.as_bytes()).to_string());
            }
        }
        let text = serde_json::to_string_pretty(&run).unwrap() + "\n";
        fs::write(self.forged.join("run.json"), text).unwrap();
    }

    /// Undoes a forging.
    fn restore(&self, name: &str) {
        for name in [name, "run.json"] {
            fs::copy(self.again.join(name), self.forged.join(name)).unwrap();
        }
    }

    fn lines(&self, name: &str) -> Vec<String> {
        fs::read_to_string(self.again.join(name)).unwrap().lines().map(str::to_owned).collect()
    }

    /// The tables, JSONL or CSV, that have a line.
    fn tables(&self, ending: &str) -> Vec<String> {
        let names =
            fs::read_dir(&self.again).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(ending)).collect();
        names.sort();
        names.retain(|name| !self.lines(name).is_empty());
        names
    }

    /// Forges a file, and tells whether that is found at the line, and whether in the folder alone.
    fn is_found(&self, name: &str, text: &str, line: Option<u64>) -> (bool, bool) {
        self.forge(name, text);
        let found = self.findings().map(|found| {
            found.map(|findings| {
                let mut all = Check::ALL.into_iter().flat_map(|check| &findings.of(check).mismatches);
                all.any(|it| it.file == name && (line.is_none() || it.line == line))
            })
        });
        self.restore(name);
        let [alone, sources] = found.unwrap_or([true, true]);
        (alone || sources, alone)
    }
}

/// The paths to the values in a row; of a list the first and the last.
fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (name, value) in fields {
                leaves(value, &format!("{path}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for at in BTreeSet::from([0, items.len() - 1]) {
                leaves(&items[at], &format!("{path}/{at}"), found);
            }
        }
        _ => found.push(path.to_owned()),
    }
}

/// Another value of the same kind, as near as can be.
fn other(value: &Value) -> Value {
    match value {
        Value::Bool(it) => json!(!it),
        Value::Number(it) if it.is_u64() => json!(it.as_u64().unwrap() + 1),
        Value::Number(it) => json!(it.as_f64().unwrap() + 0.015_625),
        Value::String(it) => match it.chars().last() {
            Some(last) => {
                json!(format!("{}{}", &it[..it.len() - last.len_utf8()], if last == 'a' { 'b' } else { 'a' }))
            }
            None => json!("a"),
        },
        Value::Null => json!(0.5),
        Value::Array(_) => json!(["a"]),
        Value::Object(_) => json!({ "a": 1 }),
    }
}

#[test]
fn every_field_of_every_table_that_is_forged_is_found_in_its_line() {
    let case = Case::new(&["--by", "genre", "--multiverse"]);
    assert_eq!(case.findings().unwrap().map(|it| it.n_wrong()), [0, 0]);
    let (mut n, mut n_alone) = (0, 0);
    for name in case.tables(".jsonl") {
        let lines = case.lines(&name);
        // The row that says most, so that no field goes without a value.
        let at = (0..lines.len()).max_by_key(|at| lines[*at].len()).unwrap();
        let row: Value = serde_json::from_str(&lines[at]).unwrap();
        let mut paths = Vec::new();
        leaves(&row, "", &mut paths);
        // Rows of documents have thousands of numbers of the same few kinds.
        let step = paths.len().div_ceil(100);
        for path in paths.iter().step_by(step) {
            let mut forged = row.clone();
            let value = forged.pointer_mut(path).unwrap();
            *value = other(value);
            let mut lines = lines.clone();
            lines[at] = serde_json::to_string(&forged).unwrap();
            let text = lines.join("\n") + "\n";
            let (found, alone) = case.is_found(&name, &text, Some(at as u64 + 1));
            assert!(found, "{name}:{} {path}", at + 1);
            n += 1;
            n_alone += u32::from(alone);
        }
    }
    // Most forgings do not need the sources to be found.
    assert!(n > 300 && n_alone * 10 > n * 6, "{n_alone} of {n}");
}

#[test]
fn rows_deleted_added_and_exchanged_are_found() {
    let case = Case::new(&["--by", "genre", "--format", "csv"]);
    for name in case.tables(".jsonl").into_iter().chain(case.tables(".csv")) {
        let lines = case.lines(&name);
        let at = lines.len() / 2;
        let (mut deleted, mut doubled, mut exchanged) = (lines.clone(), lines.clone(), lines.clone());
        deleted.remove(at);
        doubled.insert(at, lines[at].clone());
        exchanged.swap(at, at.saturating_sub(1));
        for (what, forged) in [("deleted", deleted), ("doubled", doubled), ("exchanged", exchanged)] {
            let text: String = forged.iter().map(|line| format!("{line}\n")).collect();
            if forged == lines {
                continue;
            }
            assert!(case.is_found(&name, &text, None).0, "{name}: {what} at {}", at + 1);
        }
        let cut = lines.join("\n");
        assert!(case.is_found(&name, &cut, None).0, "{name}: without its last line feed");
    }
}

#[test]
fn what_is_said_of_the_corpus_is_proven_too() {
    let case = Case::new(&["--by", "genre"]);
    let text = fs::read_to_string(case.again.join("corpus.json")).unwrap();
    let whole: Value = serde_json::from_str(&text).unwrap();
    let mut paths = Vec::new();
    leaves(&whole, "", &mut paths);
    let step = paths.len().div_ceil(120);
    for path in paths.iter().step_by(step) {
        let mut forged = whole.clone();
        let value = forged.pointer_mut(path).unwrap();
        *value = other(value);
        let text = serde_json::to_string_pretty(&forged).unwrap() + "\n";
        assert!(case.is_found("corpus.json", &text, None).0, "corpus.json {path}");
    }
}

#[test]
fn a_forged_manifest_is_refused_found_or_not_proven() {
    let case = Case::new(&[]);
    let whole: Value = serde_json::from_slice(&fs::read(case.again.join("run.json")).unwrap()).unwrap();
    let mut paths = Vec::new();
    leaves(&whole, "", &mut paths);
    // Where the sources lay is no claim.
    for path in paths.iter().filter(|path| !path.starts_with("/options/paths")) {
        let mut forged = whole.clone();
        let value = forged.pointer_mut(path).unwrap();
        *value = other(value);
        // An empty list of options is another kind of nothing.
        let text = serde_json::to_string_pretty(&forged).unwrap() + "\n";
        fs::write(case.forged.join("run.json"), text).unwrap();
        if let Ok([alone, sources]) = case.findings() {
            let is_seen = alone.n_wrong() + sources.n_wrong() > 0;
            assert!(is_seen || alone.lacks(Check::Lines) || sources.lacks(Check::Again), "run.json {path}");
        }
    }
}

#[test]
fn a_changed_byte_in_any_file_is_found_by_its_hash() {
    let case = Case::new(&["--format", "csv"]);
    for name in case.tables(".jsonl").into_iter().chain(case.tables(".csv")).chain(["corpus.json".to_owned()])
    {
        let mut bytes = fs::read(case.again.join(&name)).unwrap();
        let at = bytes.len() / 2;
        bytes[at] ^= 1;
        fs::write(case.forged.join(&name), bytes).unwrap();
        let found = normscope(case.home.path(), &["verify", "forged", "--no-sources", "--quiet"]);
        case.restore(&name);
        let told = String::from_utf8(found.stdout).unwrap();
        assert_eq!(found.status.code(), Some(1), "{name}");
        assert!(told.contains(&format!("{name}: sha256: is not that of run.json")), "{told}");
    }
}

#[test]
fn hits_texts_and_sums_are_held_against_each_other_without_any_source() {
    let case = Case::new(&[]);
    for (name, field, check) in [
        ("hits.jsonl", "/weight", Check::Evidence),
        ("hits.jsonl", "/surface", Check::Spans),
        ("texts.jsonl", "/text", Check::Spans),
        ("sentences.jsonl", "/frame", Check::Evidence),
        ("measures.jsonl", "/value", Check::Statistics),
        ("counts.jsonl", "/all/n_words", Check::Counts),
        ("documents.jsonl", "/framing/author/position/value", Check::Statistics),
        ("mentions.jsonl", "/mention_id", Check::Ids),
    ] {
        let mut lines = case.lines(name);
        let is_empty = |line: &String| match name {
            "hits.jsonl" => line.contains("\"counted\":false"),
            "measures.jsonl" => line.contains("\"value\":null"),
            _ => false,
        };
        let at = lines.iter().position(|line| !is_empty(line)).unwrap();
        let mut row: Value = serde_json::from_str(&lines[at]).unwrap();
        let value = row.pointer_mut(field).unwrap();
        *value = other(value);
        lines[at] = serde_json::to_string(&row).unwrap();
        case.forge(name, &(lines.join("\n") + "\n"));
        let [alone, _] = case.findings().unwrap();
        assert!(alone.of(check).n_wrong > 0, "{name} {field}: {:?}", alone.of(check));
        case.restore(name);
    }
}

/// The exit code and what was printed.
fn verify(home: &Path, args: &[&str]) -> (i32, String) {
    let done = normscope(home, &[&["verify"], args].concat());
    let told = String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap();
    (done.status.code().unwrap(), told)
}

#[test]
fn the_sample_corpus_is_proven_whatever_the_options() {
    let home = tempfile::tempdir().unwrap();
    let corpus = corpus();
    for options in [
        &["--by", "genre,issuer", "--format", "csv", "--multiverse"][..],
        &["--no-text", "--voice", "all", "--engine", "rules", "--sample", "9", "--seed", "5"],
        &["--dedup", "--count-blocks", "body,footnote,title", "--no-repair", "all"],
    ] {
        let args = [&["analyze", &corpus, "--bootstrap", "30", "-o", "out", "--quiet"], options].concat();
        assert!(normscope(home.path(), &args).status.success());
        let (code, told) = verify(home.path(), &["out", "--root", &corpus]);
        assert!(
            code == 0 && told.contains("proven: from the sources to every number"),
            "{options:?}: {told}"
        );
    }
}

#[test]
fn a_changed_source_is_named_and_drowns_nothing() {
    let case = Case::new(&[]);
    let home = case.home.path();
    assert_eq!(verify(home, &["forged"]).0, 0);
    let source = home.join("texts/b_speech.txt");
    let text = fs::read_to_string(&source).unwrap();
    fs::write(&source, text.replace("stability", "progress")).unwrap();
    let (code, told) = verify(home, &["forged", "--quiet"]);
    assert_eq!(code, 1);
    assert!(
        told.starts_with("documents.jsonl:2: source.sha256: recorded") && told.lines().count() == 3,
        "{told}"
    );
    fs::remove_file(&source).unwrap();
    let (code, told) = verify(home, &["forged", "--quiet"]);
    assert!(code == 1 && told.contains("documents.jsonl:2: doc_id"), "{told}");
}

#[test]
fn sources_that_are_not_there_are_no_mismatch_unless_asked_for() {
    let case = Case::new(&[]);
    let home = case.home.path();
    fs::rename(home.join("texts"), home.join("moved")).unwrap();
    let (code, told) = verify(home, &["forged"]);
    assert!(code == 0 && told.contains("not checked: texts is not in the working folder"), "{told}");
    assert!(told.contains("nothing is wrong in what was checked; not all was"), "{told}");
    assert_eq!(verify(home, &["forged", "--root", "nowhere"]).0, 1);
    assert_eq!(verify(home, &["forged", "--root", "moved"]).0, 0);
    assert_eq!(verify(home, &["moved"]).0, 2);
}

#[test]
fn the_codebook_and_the_metadata_of_a_run_must_be_the_same() {
    let home = tempfile::tempdir().unwrap();
    let sources = write_corpus(home.path());
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/fixture/mini.toml");
    fs::copy(fixture, home.path().join("mine.toml")).unwrap();
    fs::rename(sources.join("manifest.csv"), home.path().join("facts.csv")).unwrap();
    let args =
        ["analyze", "texts", "--codebook", "mine.toml", "--metadata", "facts.csv", "-o", "out", "--quiet"];
    assert!(normscope(home.path(), &args).status.success());
    let (code, told) = verify(home.path(), &["out"]);
    assert!(code == 0 && told.contains("not checked: the run was made with codebook mini"), "{told}");
    let (code, told) = verify(home.path(), &["out", "--codebook", "mine.toml"]);
    assert!(code == 0 && told.contains("proven"), "{told}");
    assert_eq!(verify(home.path(), &["out", "--root", "texts"]).0, 1);
    let facts = fs::read_to_string(home.path().join("facts.csv")).unwrap();
    fs::write(home.path().join("facts.csv"), facts.replace("South", "East")).unwrap();
    let (code, told) = verify(home.path(), &["out", "--codebook", "mine.toml", "--quiet"]);
    assert!(code == 1 && told.contains("documents.jsonl:2: metadata.issuer: recorded \"South\""), "{told}");
}

#[test]
fn programs_read_what_was_found() {
    let case = Case::new(&[]);
    fs::write(case.forged.join("notes.md"), "mine").unwrap();
    fs::write(case.forged.join("multiverse.jsonl"), "").unwrap();
    let (code, told) = verify(case.home.path(), &["forged", "--json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((code, &told["verdict"], &told["n_mismatches"]), (1, &json!("mismatch"), &json!(1)));
    assert_eq!(
        (&told["unlisted"], &told["checks"][0]["mismatches"][0]["file"]),
        (&json!(["notes.md"]), &json!("multiverse.jsonl"))
    );
}
