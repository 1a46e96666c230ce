//! Tables of typed columns.

use crate::Outcome;
use crate::write::{gzip, zip};
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, Date32Array, DictionaryArray, Float64Array, Int64Array, RecordBatch, StringArray,
    TimestampMillisecondArray,
};
use normscope::ingest::{IngestOptions, Input};
use serde_json::json;
use std::sync::Arc;

fn batch() -> RecordBatch {
    let mut signatories = ListBuilder::new(StringBuilder::new());
    signatories.append_value([Some("Freedonia"), Some("Sylvania")]);
    signatories.append_null();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("text", Arc::new(StringArray::from(vec![Some("States must act."), None]))),
        ("doc_id", Arc::new(StringArray::from(vec![Some("a"), Some("b")]))),
        ("date", Arc::new(Date32Array::from(vec![20_461, 0]))),
        ("issuer", Arc::new(DictionaryArray::<Int32Type>::from_iter(["Freedonia", "Freedonia"]))),
        ("session", Arc::new(Int64Array::from(vec![80, 81]))),
        ("share", Arc::new(Float64Array::from(vec![0.5, f64::NAN]))),
        ("seen", Arc::new(TimestampMillisecondArray::from(vec![1_767_862_800_000, 0]))),
        ("signatories", Arc::new(signatories.finish())),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

pub fn parquet() -> Vec<u8> {
    let batch = batch();
    let mut bytes = Vec::new();
    let properties = parquet::file::properties::WriterProperties::builder()
        .set_compression(parquet::basic::Compression::SNAPPY)
        .build();
    let mut writer =
        parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

pub fn arrow() -> Vec<u8> {
    let batch = batch();
    let mut bytes = Vec::new();
    let mut writer = arrow_ipc::writer::FileWriter::try_new(&mut bytes, &batch.schema()).unwrap();
    writer.write(&batch).unwrap();
    writer.finish().unwrap();
    drop(writer);
    bytes
}

fn arrow_stream() -> Vec<u8> {
    let batch = batch();
    let mut bytes = Vec::new();
    let mut writer = arrow_ipc::writer::StreamWriter::try_new(&mut bytes, &batch.schema()).unwrap();
    writer.write(&batch).unwrap();
    writer.finish().unwrap();
    drop(writer);
    bytes
}

#[test]
fn rows_of_typed_columns_are_documents() {
    let packed = zip(&[("t.parquet", &parquet())]);
    let files = [
        ("t.parquet", parquet()),
        ("t.txt", parquet()),
        ("t.feather", arrow()),
        ("t.arrows", arrow_stream()),
        ("t.zip", packed),
        ("t.parquet.gz", gzip(&parquet())),
    ];
    for (name, bytes) in files {
        let outcome = Outcome::memory(name, bytes);
        assert_eq!(outcome.ids(), ["a"], "{name}: {:?}", outcome.failures);
        let inside = if name == "t.zip" { "t.zip!/t.parquet" } else { name };
        assert_eq!(outcome.failed(), [format!("{inside}#2 missing-text")]);
        let facts = &outcome.documents[0].metadata;
        assert_eq!(facts.date.map(|date| date.to_string()).as_deref(), Some("2026-01-08"));
        assert_eq!(facts.issuer.as_deref(), Some("Freedonia"));
        assert_eq!(facts.signatories, ["Freedonia", "Sylvania"]);
        let extra = json!({"session": 80, "share": 0.5, "seen": "2026-01-08T09:00:00Z"});
        assert_eq!(json!(facts.extra), extra);
        assert_eq!(outcome.documents[0].source.path, format!("{inside}#1"));
    }
}

#[test]
fn a_table_without_the_column_of_the_text_says_what_it_has() {
    let options = IngestOptions { text_field: Some("body".to_owned()), ..IngestOptions::default() };
    let input = Input::Memory { name: "t.parquet".to_owned(), bytes: parquet() };
    let outcome = Outcome::of(&[input], &options);
    assert_eq!(outcome.failed(), ["t.parquet missing-text-column"]);
    assert!(outcome.failures[0].message.contains("signatories"), "{}", outcome.failures[0].message);
}

#[test]
fn a_page_that_says_it_is_huge_is_refused() {
    let text = "States must act on the rights of all. ".repeat(40_000);
    let column: ArrayRef = Arc::new(StringArray::from(vec![text.as_str()]));
    let batch = RecordBatch::try_from_iter([("text", column)]).unwrap();
    let mut bytes = Vec::new();
    let properties = parquet::file::properties::WriterProperties::builder()
        .set_compression(parquet::basic::Compression::SNAPPY)
        .set_dictionary_enabled(false)
        .build();
    let mut writer =
        parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    assert_eq!(Outcome::memory("t.parquet", bytes.clone()).documents.len(), 1);
    // Behind the mark of the file stands the header of the first page: its kind, then its size unpacked, which takes
    // four bytes of seven bits.
    assert_eq!((bytes[4], bytes[6]), (0x15, 0x15));
    assert_eq!(bytes[7..11].iter().map(|byte| byte >> 7).collect::<Vec<_>>(), [1, 1, 1, 0]);
    bytes[7..11].copy_from_slice(&[0xFE, 0xFF, 0xFF, 0x7F]);
    assert_eq!(Outcome::memory("t.parquet", bytes).failed(), ["t.parquet#1 too-large"]);
}
