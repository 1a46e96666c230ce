//! Sentences coded by their place in a corpus: the table holds no text.

use crate::Result;
use crate::sentences::Record;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A row of the table.
#[derive(Deserialize)]
struct Row {
    /// A file of the corpora: one of documents as JSON Lines, without its ending, or a text.
    file: String,
    doc: String,
    /// Where the sentence begins and ends in the document's text, in code points.
    start: usize,
    end: usize,
    frame: String,
    borderline: String,
}

/// A document of the corpora.
#[derive(Deserialize)]
struct Text {
    id: String,
    text: String,
    #[serde(default)]
    issuer: Option<String>,
}

/// Reads a table of codes and the sentences they are of.
pub fn read(table: &Path, corpora: &Path) -> Result<Vec<Record>> {
    let rows = csv::ReaderBuilder::new().delimiter(b'\t').from_path(table)?.into_deserialize();
    let rows: Vec<Row> = rows.collect::<std::result::Result<_, _>>()?;
    let files: BTreeSet<&str> = rows.iter().map(|row| row.file.as_str()).collect();
    let mut texts: BTreeMap<(&str, String), Text> = BTreeMap::new();
    for file in files {
        for text in read_texts(file, corpora)? {
            texts.insert((file, text.id.clone()), text);
        }
    }
    rows.iter().map(|row| record(row, texts.get(&(row.file.as_str(), row.doc.clone())))).collect()
}

/// The documents of a file. A text begins its name with its issuer: `MUS_74_2019.txt`.
fn read_texts(file: &str, corpora: &Path) -> Result<Vec<Text>> {
    let Some(name) = file.strip_suffix(".txt") else {
        let lines = fs::read_to_string(corpora.join(format!("{file}.jsonl")))?;
        return lines.lines().map(|line| Ok(serde_json::from_str(line)?)).collect();
    };
    let text = fs::read_to_string(corpora.join(file))?;
    let name = name.rsplit('/').next().unwrap_or(name);
    let issuer = name.split('_').next().map(str::to_owned);
    let text = text.trim_start_matches('\u{feff}').to_owned();
    Ok(vec![Text { id: format!("ungd_{name}"), text, issuer }])
}

fn record(row: &Row, document: Option<&Text>) -> Result<Record> {
    let document = document.ok_or_else(|| format!("{} has no document {}", row.file, row.doc))?;
    Ok(Record {
        text: document.text.chars().skip(row.start).take(row.end - row.start).collect(),
        frame: row.frame.clone(),
        doc: row.doc.clone(),
        issuer: document.issuer.clone(),
        source: row.file.clone(),
        borderline: row.borderline == "yes",
    })
}
