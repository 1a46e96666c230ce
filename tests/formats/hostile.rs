//! What is damaged, locked or made to do harm is one clear error, and the rest is read.

use crate::Outcome;
use crate::write::{docx, epub, gzip, odt, paragraph, tar, zip, zstd};
use normscope::ingest::{IngestOptions, Input};
use std::io::Read;

/// A gzip stream of a gigabyte of zeros.
fn bomb() -> Vec<u8> {
    let mut bytes = Vec::new();
    let zeros = std::io::repeat(0).take(1 << 30);
    flate2::read::GzEncoder::new(zeros, flate2::Compression::best()).read_to_end(&mut bytes).unwrap();
    bytes
}

#[track_caller]
fn fails(name: &str, bytes: impl Into<Vec<u8>>, code: &str) -> String {
    let outcome = Outcome::memory(name, bytes);
    assert_eq!(outcome.ids(), Vec::<&str>::new(), "{name}");
    assert_eq!(outcome.failures.len(), 1, "{name}: {:?}", outcome.failed());
    assert_eq!(outcome.failures[0].code, code, "{name}: {}", outcome.failures[0].message);
    outcome.failures[0].message.clone()
}

#[test]
fn what_unpacks_without_end_is_refused() {
    let bomb = bomb();
    fails("rows.csv.gz", bomb.clone(), "too-large");
    fails("x.tar.gz", bomb.clone(), "unsupported-type");
    let line = format!("{{\"text\": \"x\"{}}}\n", " ".repeat(60_000));
    let lines = line.repeat(2_000);
    for (name, bytes) in
        [("rows.jsonl.zst", zstd(lines.as_bytes())), ("rows.jsonl.gz", gzip(lines.as_bytes()))]
    {
        let outcome = Outcome::memory(name, bytes);
        assert_eq!(outcome.failures.last().map(|it| it.code), Some("archive-limit"), "{name}");
        assert!(outcome.documents.len() < 1_200, "{name}: {}", outcome.documents.len());
    }
    // Lines that are tiny and all the same pack to a five hundredth, if packed well.
    let tiny = b"{\"text\": \"x\"}\n".repeat(8_000_000);
    let mut lines = Vec::new();
    flate2::read::GzEncoder::new(&tiny[..], flate2::Compression::best()).read_to_end(&mut lines).unwrap();
    let corpus = normscope::ingest::Corpus::open(
        &[Input::Memory { name: "rows.jsonl.gz".to_owned(), bytes: lines }],
        &IngestOptions::default(),
    )
    .unwrap();
    let (mut n_rows, mut codes) = (0, Vec::new());
    for record in corpus.records() {
        match record {
            Ok(_) => n_rows += 1,
            Err(failure) => codes.push(failure.code),
        }
    }
    assert_eq!(codes, ["archive-limit"]);
    assert!(n_rows < 5_000_000, "{n_rows}");
    let zeros = vec![0; 200 << 20];
    fails("x.zip", zip(&[("a.txt", &zeros)]), "archive-limit");
    let huge = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(65 << 20));
    fails("a.docx", docx(&huge, &[]), "too-large");
}

#[test]
fn names_that_climb_out_are_refused_and_the_rest_is_read() {
    let files: [(&str, &[u8]); 4] = [
        ("../../etc/cron", b"x"),
        ("/abs.txt", b"Kept."),
        ("a\x1b]0;x\x07.txt", b"Odd."),
        ("un/../../b.txt", b"x"),
    ];
    for (name, bytes) in [("x.tar", tar(&files)), ("x.zip", zip(&files))] {
        let outcome = Outcome::memory(name, bytes);
        assert_eq!(
            outcome.ids(),
            ["abs.txt", "a%1B]0;x%07.txt"]
                .map(|id| format!("{name}!/{id}"))
                .into_iter()
                .rev()
                .collect::<Vec<_>>()
        );
        let failed = ["../../etc/cron", "un/../../b.txt"].map(|path| format!("{name}!/{path} unsafe-name"));
        assert_eq!(outcome.failed(), failed);
    }
}

#[test]
fn entities_depth_and_missing_parts_are_errors() {
    let entity = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let message = fails("a.odt", odt("", "<text:p>&b;</text:p>", &[]), "damaged");
    assert!(message.contains("content.xml") && message.contains("&b;"), "{message}");
    fails("a.docx", docx(&format!("{entity}<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"), &[]), "damaged");
    fails("a.docx", docx(&"<w:p>".repeat(100_000), &[]), "too-deep");
    fails("a.epub", epub("", &[("c", &"<div>".repeat(100_000))]), "too-deep");
    fails("a.docx", zip(&[("[Content_Types].xml", b"<Types/>"), ("word/other.xml", b"")]), "damaged");
    fails("a.docx", b"words".to_vec(), "damaged");
    fails(
        "a.xlsx",
        zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"")]),
        "unsupported-type",
    );
}

#[test]
fn what_is_locked_is_said_to_be() {
    let ole: Vec<u8> = [0xD0, 0xCF, 0x11, 0xE0]
        .into_iter()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let message = fails("a.docx", ole, "encrypted");
    assert!(message.contains("save it without"), "{message}");
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    fails("a.odt", odt("", "", &[("META-INF/manifest.xml", manifest)]), "encrypted");
    let mut locked = zip(&[("a.txt", b"secret"), ("b.txt", b"open")]);
    set_flag(&mut locked, "a.txt");
    let outcome = Outcome::memory("x.zip", locked);
    assert_eq!(
        (outcome.ids(), outcome.failed()),
        (vec!["x.zip!/b.txt"], vec!["x.zip!/a.txt encrypted".to_owned()])
    );
}

/// Marks a file of a zip as locked, in both of its headers.
fn set_flag(zip: &mut [u8], name: &str) {
    for at in 0..zip.len() - name.len() {
        if &zip[at..at + name.len()] == name.as_bytes() {
            let local = at
                .checked_sub(30)
                .filter(|start| zip[*start..].starts_with(b"PK\x03\x04"))
                .map(|start| start + 6);
            let central = at
                .checked_sub(46)
                .filter(|start| zip[*start..].starts_with(b"PK\x01\x02"))
                .map(|start| start + 8);
            local.into_iter().chain(central).for_each(|flag| zip[flag] |= 1);
        }
    }
}

#[test]
fn what_is_cut_short_or_changed_is_damaged() {
    let text: String = (0..4000).map(|n| format!("State {n} must act. ")).collect();
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    fails("a.txt.gz", half(&gzip(text.as_bytes())), "damaged");
    fails("a.txt.zst", half(&zstd(text.as_bytes())), "damaged");
    fails("a.docx", half(&docx(&paragraph("", &text), &[])), "damaged");
    fails("x.zip", half(&zip(&[("a.txt", text.as_bytes())])), "damaged");
    let outcome =
        Outcome::memory("x.tar.gz", half(&gzip(&tar(&[("a.txt", b"Whole."), ("b.txt", text.as_bytes())]))));
    assert_eq!(outcome.failures.last().unwrap().code, "damaged");
    // One byte of the text is another, and its sum is not.
    let mut stored = zip(&[("mimetype", b"States must act."), ("b.txt", b"Whole.")]);
    let at = stored.windows(6).position(|window| window == b"States").unwrap();
    stored[at] = b'T';
    let outcome = Outcome::memory("x.zip", stored);
    assert_eq!(outcome.ids(), ["x.zip!/b.txt"]);
    fails("none.zip", zip(&[]), "missing-text");
}

#[test]
fn no_bytes_of_any_file_bring_the_reading_down() {
    let files = [
        ("a.docx", docx(&paragraph("Title", "States must act."), &[])),
        ("a.odt", odt("", "<text:p>States must act.</text:p>", &[])),
        ("a.epub", epub("<dc:title>x</dc:title>", &[("c", "<p>States must act.</p>")])),
        ("x.zip", zip(&[("a.txt", b"States must act."), ("b.docx", &docx(&paragraph("", "In Word."), &[]))])),
        ("a.rtf", b"{\\rtf1\\ansi{\\fonttbl{\\f0 A;}}\\pard\\f0 States {\\footnote x} act.\\par}".to_vec()),
        ("x.tar", tar(&[("a.txt", b"States must act.")])),
        ("x.tar.gz", gzip(&tar(&[("a.txt", b"States must act.")]))),
        ("x.zst", zstd(b"States must act.")),
        ("t.parquet", crate::tables::parquet()),
        ("t.arrow", crate::tables::arrow()),
    ];
    let options = IngestOptions { max_bytes: 1 << 20, ..IngestOptions::default() };
    for (name, bytes) in files {
        let step = (bytes.len() / 200).max(1);
        for at in (0..bytes.len()).step_by(step) {
            let mut broken = bytes.clone();
            broken[at] ^= 0x55;
            for bytes in [broken, bytes[..at].to_vec()] {
                // What it becomes matters less than that it becomes something.
                let input = Input::Memory { name: name.to_owned(), bytes };
                let outcome = Outcome::of(&[input], &options);
                assert!(
                    outcome.documents.len() + outcome.failures.len() > 0 || name.starts_with('t'),
                    "{name} at {at}"
                );
            }
        }
    }
}
