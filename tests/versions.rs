//! Two versions of a statement, laid out to be checked by hand, and who signed what in the sample corpus.
//!
//! `corpus/README.md` says what was changed between the two versions, paragraph by paragraph.

use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");

/// Runs the program in `folder`.
fn normscope(folder: &Path, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_normscope"));
    let done = command.current_dir(folder).args(args).output().expect("the program starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// `comparison.json` of two paths or of two selections of one.
fn compared(folder: &Path, args: &[&str]) -> Value {
    let quick = ["-o", "compared", "--quiet", "--bootstrap", "9", "--permutations", "9"];
    normscope(folder, &[&["compare"], args, &quick].concat());
    let text = fs::read_to_string(folder.join("compared/comparison.json")).expect("it was written");
    serde_json::from_str(&text).expect("it is JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("-")
}

/// What became of a clause, then its words, then what changed in them.
fn clause(it: &Value) -> String {
    let moved = if it["moved"] == true && it["change"] != "moved" { ", moved" } else { "" };
    let mut page = format!("\n{}{moved}\n", text(&it["change"]).to_uppercase());
    let sides = [("-", "reference"), ("+", "target")];
    let same = it["reference"]["text"] == it["target"]["text"];
    for (sign, side) in
        sides.into_iter().filter(|(_, side)| !(it[side].is_null() || same && *side == "target"))
    {
        let _ = writeln!(page, "  {} {}", if same { "=" } else { sign }, text(&it[side]["text"]));
    }
    for edit in list(&it["edits"]) {
        let [before, after] = ["reference", "target"].map(|side| text(&edit[side]["text"]));
        let _ = writeln!(page, "    {}: {before} -> {after}", text(&edit["edit"]));
    }
    for shift in list(&it["markers"]) {
        let side =
            |side: &str| format!("{} ({})", text(&shift[side]["words"]["text"]), text(&shift[side]["level"]));
        let (scale, direction) = (text(&shift["scale"]), text(&shift["direction"]));
        let _ = writeln!(page, "    * {scale} {direction}: {} -> {}", side("reference"), side("target"));
    }
    for (frame, change) in it["frame_change"].as_object().expect("by frame") {
        let change = change.as_f64().expect("a number");
        if change != 0.0 {
            let _ = writeln!(page, "    {frame}: {change:+.2}");
        }
    }
    page
}

#[test]
fn the_revised_statement_reads_as_its_snapshot_says() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| format!("{CORPUS}/statements/{name}.txt");
    let sides = [path("loc-shutdowns-2026-revised"), path("loc-shutdowns-2025")];
    let it = compared(home.path(), &[&sides[0], &sides[1]]);
    let mut page: String = list(&it["clauses"]).iter().map(clause).collect();
    page.push_str("\nSIGNATORIES\n");
    for signatory in list(&it["signatories"]) {
        let _ = writeln!(page, "  {}: {}", text(&signatory["name"]), text(&signatory["signed"]));
    }
    for side in ["reference", "target"] {
        let openings = list(&it["structure"][side]["openings"]).iter();
        let openings: Vec<String> =
            openings.map(|it| format!("{} ({})", text(&it["verb"]), text(&it["force"]))).collect();
        let _ = writeln!(page, "\nOPENS, {side}\n  {}", openings.join("\n  "));
    }
    insta::assert_snapshot!(page);
}

#[test]
fn the_resolution_is_a_preamble_and_decisions() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let path = format!("{CORPUS}/resolutions/archipelago-council-7.txt");
    let it = compared(home.path(), &[&path, &path]);
    assert!(list(&it["clauses"]).iter().all(|it| it["change"] == "kept"));
    let structure = &it["structure"]["target"];
    let mut page = String::new();
    for part in list(&structure["parts"]) {
        let [n, opening] = ["n_sentences", "n_openings"].map(|key| &part[key]);
        let _ = writeln!(page, "{}: {n} sentences, {opening} with a known verb", text(&part["part"]));
        let _ = writeln!(page, "  sentences {}\n  weight {}", part["sentences"], part["weight"]);
    }
    for opening in list(&structure["openings"]) {
        let [part, verb, force] = ["part", "verb", "force"].map(|key| text(&opening[key]));
        let _ = writeln!(page, "{part}: {verb} ({force}) {}", opening["frames"]);
    }
    insta::assert_snapshot!(page);
}

#[test]
fn signatures_are_read_and_documents_are_selected_by_them() {
    let home = tempfile::tempdir().expect("a temporary folder");
    normscope(home.path(), &["analyze", CORPUS, "-o", "run", "--bootstrap", "0", "--quiet"]);
    let rows = fs::read_to_string(home.path().join("run/documents.jsonl")).expect("it was written");
    let mut page = String::new();
    for row in rows.lines().map(|line| serde_json::from_str::<Value>(line).expect("a row")) {
        let names: Vec<&str> = list(&row["signatories"]["list"]).iter().map(|it| text(&it["name"])).collect();
        if !names.is_empty() {
            let _ = writeln!(page, "{}\n  {}", text(&row["doc_id"]), names.join("\n  "));
        }
    }
    insta::assert_snapshot!(page);

    let sides = ["run", "--target", "signatories=Hethmark", "--reference", "signatories!=Hethmark"];
    let it = compared(home.path(), &sides);
    assert_eq!((&it["target"]["n_documents"], &it["reference"]["n_documents"]), (&1.into(), &3.into()));
    assert_eq!((&it["clauses"], &it["versions_reason"]), (&Value::Null, &"several-documents".into()));
    let hethmark =
        list(&it["signatories"]).iter().find(|it| it["name"] == "Hethmark").expect("it signed one");
    assert_eq!(hethmark["target"][0]["doc_id"], "loc-shutdowns-2025");
}

#[test]
fn metadata_and_text_may_name_others_and_without_texts_there_are_no_clauses() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let statement =
        "We call for open networks. States shall publish their orders.\n\nSigned by: Kenya, Peru and Chile\n";
    for name in ["one.txt", "two.txt"] {
        fs::write(home.path().join(name), statement).expect("it can be written");
    }
    let facts = "file,signatories\none.txt,Kenya; Republic of Chile; Norway\ntwo.txt,Kenya; Peru; Chile\n";
    fs::write(home.path().join("facts.csv"), facts).expect("it can be written");
    let args =
        ["analyze", "one.txt", "two.txt", "--metadata", "facts.csv", "--no-text", "-o", "run", "--quiet"];
    normscope(home.path(), &args);
    let rows = fs::read_to_string(home.path().join("run/documents.jsonl")).expect("it was written");
    let rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).expect("a row")).collect();
    let told = list(&rows[0]["signatories"]["list"])
        .iter()
        .map(|it| (text(&it["entity_id"]), it["in_metadata"] == true, it["in_text"] == true));
    let expected = [
        ("state:KEN", true, true),
        ("state:CHL", true, true),
        ("state:NOR", true, false),
        ("state:PER", false, true),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    assert_eq!([&rows[0], &rows[1]].map(|row| row["signatories"]["sources_agree"] == true), [false, true]);

    let it = compared(
        home.path(),
        &["run", "--target", "signatories=state:NOR", "--reference", "signatories!=Norway"],
    );
    assert_eq!((&it["clauses"], &it["versions_reason"]), (&Value::Null, &"no-text".into()));
}
