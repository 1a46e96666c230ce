//! Every span in every output cuts its words out of the printed text, whatever format the text was read from.

use crate::article::printed;
use crate::write::{gzip, zip};
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

/// Words that wake hits, names, voices and repairs, and characters of one to four bytes.
const PIECES: [&str; 26] = [
    "We reaffirm that freedom of expression must be protected online.",
    "The Freedom Online Coalition said that States must not shut the internet down.",
    "“Cyber sovereignty is the basis of order,” Mr. Ivo Ketterlin told the council.",
    "China has repeatedly called for respect of national sovereignty in cyberspace.",
    "The General Assembly adopted resolution 68/167 on 18 December 2013.",
    "Human Rights Watch condemns mass surveillance and internet shutdowns.",
    "national security",
    "human rights",
    "not",
    "🛰 🏳️‍🌈",
    "E\u{301}tat",
    "Å\u{327}",
    "naïve façade",
    "中国",
    "Organizationâ€™s",
    "co- operation",
    "soft\u{AD}ware",
    "ﬁrst ﬂow",
    "R epublic",
    "their rights.The people",
    "<b>&amp;</b>",
    "{\\b x}",
    "\"quoted\", 'so'",
    "=1+1",
    "\u{200B}\u{FEFF}",
    "\u{85}",
];

/// A paragraph that every text ends with.
const LAST: &str =
    "The ministers of the inner lakes met in the harbour town and agreed to meet again next year.";

/// A text in every format: file name and bytes.
fn files(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let record = json!({"doc_id": "record", "text": text}).to_string();
    let table = || {
        let columns: [(&str, ArrayRef); 2] = [
            ("text", Arc::new(StringArray::from(vec![text]))),
            ("doc_id", Arc::new(StringArray::from(vec!["row"]))),
        ];
        RecordBatch::try_from_iter(columns).unwrap()
    };
    let parquet = || {
        let (batch, mut bytes) = (table(), Vec::new());
        let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        bytes
    };
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["doc_id", "text"]).unwrap();
    csv.write_record(["cell", text]).unwrap();
    let mut files = printed(text);
    files.extend([
        ("a.txt", text.as_bytes().to_vec()),
        ("a.md", format!("# A statement\n\n{text}").into_bytes()),
        ("a.jsonl", record.replace("record", "line").into_bytes()),
        ("a.json", format!("[{record}]").into_bytes()),
        ("a.csv", csv.into_inner().unwrap()),
        ("a.parquet", parquet()),
        ("b.txt.gz", gzip(text.as_bytes())),
        ("a.zip", zip(&[("folder/c.txt", text.as_bytes())])),
    ]);
    files
}

/// The rows of a table of a run.
fn rows(path: &Path) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Checks every object with a span within a row, and counts them by table.
fn check(row: &Value, texts: &BTreeMap<String, Vec<char>>, text: &[char], n: &mut u64) {
    let all = match row {
        Value::Array(items) => items.iter().collect::<Vec<_>>(),
        Value::Object(fields) => fields.values().collect(),
        _ => return,
    };
    let text = row["doc_id"].as_str().map_or(text, |id| &texts[id]);
    if let (Some(start), Some(end)) = (row["start"].as_u64(), row["end"].as_u64()) {
        let cut: String = text[start as usize..end as usize].iter().collect();
        assert!(!cut.trim().is_empty(), "an empty span: {row}");
        for surface in ["surface", "text"].iter().filter_map(|name| row[*name].as_str()) {
            assert_eq!(cut, surface, "{row}");
        }
        *n += 1;
    }
    all.into_iter().for_each(|inner| check(inner, texts, text, n));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_cut_their_words_in_every_format(
        paragraphs in prop::collection::vec(prop::collection::vec(prop::sample::select(&PIECES[..]), 1..12), 1..6)
    ) {
        let paragraphs = paragraphs.iter().map(|pieces| pieces.join(" "));
        let text = paragraphs.chain([LAST.to_owned()]).collect::<Vec<_>>().join("\n\n");
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("in")).unwrap();
        let files = files(&text);
        for (name, bytes) in &files {
            fs::write(home.path().join("in").join(name), bytes).unwrap();
        }
        let mut program = Command::new(env!("CARGO_BIN_EXE_normscope"));
        let done = program.current_dir(&home).args(["analyze", "in", "-o", "out", "--bootstrap", "0"]).output().unwrap();
        prop_assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        let out = home.path().join("out");
        let texts: BTreeMap<String, Vec<char>> = rows(&out.join("texts.jsonl"))
            .iter()
            .map(|row| (row["doc_id"].as_str().unwrap().to_owned(), row["text"].as_str().unwrap().chars().collect()))
            .collect();
        prop_assert_eq!(texts.len(), files.len());
        let mut seen = BTreeSet::new();
        for table in ["documents", "sentences", "hits", "mentions", "attributions"] {
            for row in rows(&out.join(format!("{table}.jsonl"))) {
                let mut n = 0;
                check(&row, &texts, &[], &mut n);
                if table == "sentences" {
                    seen.insert(row["doc_id"].as_str().unwrap().to_owned());
                }
                prop_assert!(n > 0 || table == "documents", "no span in {}", row);
            }
        }
        prop_assert_eq!(seen.len(), texts.len());
    }
}
