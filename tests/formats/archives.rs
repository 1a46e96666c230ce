//! What is in archives, as if it lay in folders.

use crate::Outcome;
use crate::write::{docx, gzip, paragraph, tar, zip, zstd};
use normscope::document::Fingerprint;
use serde_json::json;

const FILES: &[(&str, &[u8])] = &[
    ("b.txt", b"States must act."),
    ("un/a.txt", b"Rights hold online."),
    ("__MACOSX/b.txt", b"x"),
    ("un/.DS_Store", b"x"),
    ("picture.bin", b"\x89PNG"),
    ("un/rows.jsonl", b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n"),
    ("c.docx", b"PK"),
];

/// The same files with a true Word document among them.
fn files(word: &[u8]) -> Vec<(&'static str, &[u8])> {
    FILES.iter().map(|&(name, bytes)| (name, if bytes == b"PK" { word } else { bytes })).collect()
}

#[test]
fn files_of_an_archive_come_in_order_and_junk_does_not() {
    let word = docx(&paragraph("", "In Word."), &[]);
    let files = files(&word);
    for (name, bytes) in [("x.zip", zip(&files)), ("x.tar", tar(&files)), ("unnamed", zip(&files))] {
        let outcome = Outcome::memory(name, bytes);
        let ids = ["b.txt", "c.docx", "un/a.txt", "un/rows.jsonl#1", "un/rows.jsonl#2"];
        assert_eq!(outcome.ids(), ids.map(|id| format!("{name}!/{id}")));
        assert_eq!(outcome.failed(), Vec::<String>::new());
        let skipped = ["__MACOSX/b.txt junk", "picture.bin unknown-type", "un/.DS_Store junk"];
        let mut found = outcome.skipped.clone();
        found.sort();
        assert_eq!(found, skipped.map(|path| format!("{name}!/{path}")));
        let document = &outcome.documents[0];
        assert_eq!(&*document.text, "States must act.");
        assert_eq!(document.source.sha256, Fingerprint::of(b"States must act."));
        assert_eq!(document.source.path, format!("{name}!/b.txt"));
        assert_eq!(&*outcome.documents[1].text, "In Word.");
    }
}

#[test]
fn a_packed_tar_is_read_as_it_lies() {
    let word = docx(&paragraph("", "In Word."), &[]);
    let tar = tar(&files(&word));
    for (name, bytes) in [("x.tar.gz", gzip(&tar)), ("x.tgz", gzip(&tar)), ("x.tar.zst", zstd(&tar))] {
        let outcome = Outcome::memory(name, bytes);
        let ids = ["b.txt", "un/a.txt", "un/rows.jsonl#1", "un/rows.jsonl#2", "c.docx"];
        assert_eq!(outcome.ids(), ids.map(|id| format!("{name}!/{id}")));
        assert_eq!(outcome.failed(), Vec::<String>::new());
        assert_eq!(&*outcome.documents[4].text, "In Word.");
        assert_eq!(outcome.documents[1].source.sha256, Fingerprint::of(b"Rights hold online."));
    }
}

#[test]
fn what_is_packed_as_a_whole_keeps_its_name() {
    let rows = b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n";
    let packed = gzip(rows);
    let outcome = Outcome::memory("rows.jsonl.gz", packed.clone());
    assert_eq!(outcome.ids(), ["rows.jsonl.gz#1", "rows.jsonl.gz#2"]);
    // Its hash is that of the file that is named.
    assert_eq!(outcome.documents[0].source.sha256, Fingerprint::of(&packed));
    let outcome = Outcome::memory("t.csv.zst", zstd(b"text,id\nOne.,a\n"));
    assert_eq!(outcome.ids(), ["a"]);
    let outcome = Outcome::memory("speech.txt.gz", gzip(b"States must act."));
    assert_eq!((&*outcome.only().text, outcome.only().source.media_type), ("States must act.", "text/plain"));
    let outcome = Outcome::memory("letter.docx.gz", gzip(&docx(&paragraph("", "In Word."), &[])));
    assert_eq!(&*outcome.only().text, "In Word.");
}

#[test]
fn archives_may_lie_in_archives_once() {
    let inner = zip(&[("a.txt", b"Inside."), ("b.txt", b"Inside too.")]);
    let packed = gzip(&tar(&[("t.txt", b"In the tar.")]));
    let middle =
        zip(&[("inner.zip", &inner), ("more.tar.gz", &packed), ("rows.csv.gz", &gzip(b"text\nA row.\n"))]);
    let outcome = Outcome::memory("outer.zip", middle.clone());
    let ids = ["inner.zip!/a.txt", "inner.zip!/b.txt", "more.tar.gz!/t.txt", "rows.csv.gz#2"];
    assert_eq!(outcome.ids(), ids.map(|id| format!("outer.zip!/{id}")));
    assert_eq!(&*outcome.documents[1].text, "Inside too.");
    let outcome = Outcome::memory("outer.tar.gz", gzip(&tar(&[("inner.zip", &inner), ("z.txt", b"Last.")])));
    let ids = ["z.txt", "inner.zip!/a.txt", "inner.zip!/b.txt"];
    assert_eq!(outcome.ids(), ids.map(|id| format!("outer.tar.gz!/{id}")));
    let deep = Outcome::memory("deep.zip", zip(&[("outer.zip", &middle), ("a.txt", b"Here.")]));
    assert_eq!(deep.ids(), ["deep.zip!/a.txt", "deep.zip!/outer.zip!/rows.csv.gz#2"]);
    let failed =
        ["inner.zip", "more.tar.gz"].map(|name| format!("deep.zip!/outer.zip!/{name} archive-limit"));
    assert_eq!(deep.failed(), failed);
}

#[test]
fn a_manifest_in_an_archive_tells_about_its_folder() {
    let manifest = b"file,issuer,date\na.txt,Freedonia,2021\nb.txt,Sylvania,2022\nc.txt,Nowhere,2023\n";
    let files: [(&str, &[u8]); 4] = [
        ("un/a.txt", b"One."),
        ("un/b.txt", b"Two."),
        ("un/manifest.csv", manifest),
        ("un/README.md", b"About."),
    ];
    for (name, bytes) in [("x.zip", zip(&files)), ("x.tar.gz", gzip(&tar(&files)))] {
        let outcome = Outcome::memory(name, bytes);
        let issuers: Vec<_> =
            outcome.documents.iter().map(|it| it.metadata.issuer.clone().unwrap()).collect();
        assert_eq!(issuers, ["Freedonia", "Sylvania"]);
        let skipped =
            ["un/README.md about-folder", "un/manifest.csv manifest"].map(|path| format!("{name}!/{path}"));
        let mut found = outcome.skipped.clone();
        found.sort();
        assert_eq!(found, skipped);
    }
}

#[test]
fn archives_in_folders_are_known_to_the_manifest_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x.zip"), zip(&[("a.txt", b"One.")])).unwrap();
    std::fs::write(folder.path().join("b.txt"), "Two.").unwrap();
    std::fs::write(folder.path().join("manifest.csv"), "file,issuer\nx.zip,Freedonia\nb.txt,Sylvania\n")
        .unwrap();
    let input = normscope::ingest::Input::Path(folder.path().into());
    let outcome = Outcome::of(&[input], &Default::default());
    assert_eq!(outcome.ids(), ["b.txt", "x.zip!/a.txt"]);
    assert_eq!(outcome.skipped, ["manifest.csv manifest"]);
    assert_eq!(json!(outcome.documents[0].metadata.issuer), json!("Sylvania"));
}
