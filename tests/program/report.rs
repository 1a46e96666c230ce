//! The page of a run: the same bytes from `analyze` and `report`, and nothing in it that a text has put there but text.

use super::run::normscope;
use std::fs;
use std::path::Path;

fn analyze(home: &Path, more: &[&str]) {
    fs::create_dir_all(home.join("texts")).unwrap();
    let text = "States must respect human rights and privacy online. National security comes first, said the ministry. ";
    let evil = "<script>alert(1)</script>";
    let record = serde_json::json!({ "doc_id": evil, "title": evil, "issuer": evil, "text": format!("{evil} {}", text.repeat(6)) });
    fs::write(home.join("texts/one.jsonl"), format!("{record}\n")).unwrap();
    fs::write(home.join("texts/two.txt"), text.repeat(8)).unwrap();
    let args = [&["analyze", "texts", "-o", "out", "--by", "issuer", "--quiet"], more].concat();
    let done = normscope(home, &args);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn analyze_and_report_write_the_same_page() {
    let home = tempfile::tempdir().unwrap();
    analyze(home.path(), &[]);
    let done = normscope(home.path(), &["report", "out"]);
    assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stdout).trim()), (Some(0), "report.html"));
    let page = fs::read_to_string(home.path().join("report.html")).unwrap();
    assert_eq!(page, fs::read_to_string(home.path().join("out/report.html")).unwrap());
    assert!(fs::read_to_string(home.path().join("out/run.json")).unwrap().contains("\"report.html\""));
    assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1)"));
    let verified = normscope(home.path(), &["verify", "out"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[test]
fn a_page_that_was_changed_is_found_out() {
    let home = tempfile::tempdir().unwrap();
    analyze(home.path(), &[]);
    let path = home.path().join("out/report.html");
    let page = fs::read_to_string(&path).unwrap();
    fs::write(&path, page.replace("documents", "dokuments")).unwrap();
    let verified = normscope(home.path(), &["verify", "out"]);
    assert_eq!(verified.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&verified.stdout).contains("report.html"));
}

#[test]
fn a_page_need_not_be_written() {
    let home = tempfile::tempdir().unwrap();
    analyze(home.path(), &["--no-report"]);
    assert!(!home.path().join("out/report.html").exists());
    let verified = normscope(home.path(), &["verify", "out"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[test]
fn one_document_has_a_page_whose_name_stays_in_the_folder() {
    let home = tempfile::tempdir().unwrap();
    analyze(home.path(), &[]);
    let documents = fs::read_to_string(home.path().join("out/documents.jsonl")).unwrap();
    let first: serde_json::Value = serde_json::from_str(documents.lines().next().unwrap()).unwrap();
    let done = normscope(home.path(), &["report", "out", "--doc", first["doc_id"].as_str().unwrap()]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let name = String::from_utf8_lossy(&done.stdout).trim().to_owned();
    assert!(
        name.starts_with("report-") && !name.contains(['/', '<']) && home.path().join(&name).is_file(),
        "{name}"
    );
    let none = normscope(home.path(), &["report", "out", "--doc", "nobody"]);
    let said = String::from_utf8_lossy(&none.stderr).into_owned();
    assert!(none.status.code() == Some(1) && said.contains("has no document \"nobody\""), "{said}");
    let folder = normscope(home.path(), &["report", "out", "-o", "texts"]);
    assert_eq!(folder.status.code(), Some(2));
}

#[test]
fn a_run_without_texts_has_a_page_of_numbers() {
    let home = tempfile::tempdir().unwrap();
    analyze(home.path(), &["--no-text"]);
    let page = fs::read_to_string(home.path().join("out/report.html")).unwrap();
    assert!(page.contains("--no-text") && !page.contains("id=\"d0\""));
}

#[test]
fn a_long_run_shows_a_sample_and_stays_small() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("texts")).unwrap();
    let line = |n: usize| {
        let text = "Privacy is a human right. Nothing is said here. The state controls its borders and national security.";
        format!(
            "{}\n",
            serde_json::json!({ "doc_id": format!("d{n}"), "text": format!("{text} Number {n}.") })
        )
    };
    fs::write(home.path().join("texts/many.jsonl"), (0..1_600).map(line).collect::<String>()).unwrap();
    let done = normscope(home.path(), &["analyze", "texts", "-o", "out", "--bootstrap", "0", "--quiet"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let page = fs::read_to_string(home.path().join("out/report.html")).unwrap();
    assert_eq!(page.matches("<script type=\"application/octet-stream\" id=\"d").count(), 1_500);
    assert!(page.contains("report DIR --doc ID") && page.len() < 5_000_000, "{}", page.len());
}
