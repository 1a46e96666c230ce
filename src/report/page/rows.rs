//! Rows of a finished table, document after document. Rows of documents that are not wanted are passed over unread.

use super::super::render::Table;
use super::super::{Error, Result};
use memchr::memmem;
use serde::Deserialize;
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// A table, read from its beginning.
pub(super) struct Rows {
    path: PathBuf,
    file: BufReader<File>,
    line: String,
    /// Of `line`, 1-based.
    number: usize,
    /// `line` has not been taken yet.
    is_waiting: bool,
}

impl Rows {
    pub(super) fn open(folder: &Path, table: Table) -> Result<Self> {
        let path = folder.join(format!("{}.jsonl", table.name()));
        let file = BufReader::with_capacity(1 << 16, File::open(&path).map_err(Error::at(&path))?);
        Ok(Self { path, file, line: String::new(), number: 0, is_waiting: false })
    }

    /// The next row, if there is one.
    pub(super) fn next<'l, T: Deserialize<'l>>(&'l mut self) -> Result<Option<T>> {
        if !self.advance()? {
            return Ok(None);
        }
        self.is_waiting = false;
        let row = serde_json::from_str(&self.line);
        row.map(Some).map_err(|problem| Error::row(&self.path, self.number, &problem))
    }

    /// Hands over the rows of a document, if they are the next.
    pub(super) fn of<T>(&mut self, key: &Key, mut each: impl FnMut(T)) -> Result<()>
    where
        T: for<'l> Deserialize<'l>,
    {
        while self.advance()? && key.is_of(&self.line) {
            if let Some(row) = self.next()? {
                each(row);
            }
        }
        Ok(())
    }

    /// Passes over the rows of a document, if they are the next.
    pub(super) fn pass_over(&mut self, key: &Key) -> Result<()> {
        while self.advance()? && key.is_of(&self.line) {
            self.is_waiting = false;
        }
        Ok(())
    }

    /// Whether there is a row to take.
    fn advance(&mut self) -> Result<bool> {
        if !self.is_waiting {
            self.line.clear();
            self.file.read_line(&mut self.line).map_err(Error::at(&self.path))?;
            self.number += 1;
            self.is_waiting = !self.line.is_empty();
        }
        Ok(self.is_waiting)
    }
}

/// How the rows of a document are told from others without parsing them: no text can hold it, since quotes in texts are escaped.
pub(super) struct Key(memmem::Finder<'static>);

impl Key {
    pub(super) fn of(doc_id: &str) -> Self {
        let id = serde_json::to_string(doc_id).expect("a string is JSON");
        Self(memmem::Finder::new(&format!("\"doc_id\":{id},")).into_owned())
    }

    fn is_of(&self, line: &str) -> bool {
        self.0.find(line.as_bytes()).is_some()
    }
}

/// What the page shows of a row of `hits.jsonl`.
#[derive(Deserialize)]
pub(super) struct Hit {
    pub(super) hit_id: String,
    pub(super) sentence_id: String,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) entry: String,
    pub(super) role: String,
    pub(super) frame: Option<String>,
    pub(super) family: Option<String>,
    pub(super) dimension: Option<String>,
    pub(super) weight: f64,
    pub(super) polarity: Option<String>,
    pub(super) voice: String,
    pub(super) holder: Option<Held>,
    pub(super) resolved_by: Option<String>,
    pub(super) counted: bool,
    pub(super) why_not: Option<String>,
}

/// Who is said to hold something.
#[derive(Deserialize)]
pub(super) struct Held {
    pub(super) surface: Option<String>,
    pub(super) entity_id: Option<String>,
}

impl Held {
    /// As the text names them, else as we do.
    pub(super) fn name(&self) -> Option<&str> {
        self.surface.as_deref().or(self.entity_id.as_deref())
    }
}

/// What the page shows of a row of `sentences.jsonl`.
#[derive(Deserialize)]
pub(super) struct Sentence {
    pub(super) sentence_id: String,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) block: String,
    pub(super) frames: Vec<String>,
    pub(super) prob: Option<serde_json::Map<String, serde_json::Value>>,
    pub(super) voice: String,
    pub(super) stance: Option<String>,
    pub(super) holder: Option<Held>,
}

/// What the page shows of a row of `mentions.jsonl`.
#[derive(Deserialize)]
pub(super) struct Mention {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) label: String,
    pub(super) entity_id: Option<String>,
    pub(super) norm: String,
    pub(super) evidence: String,
}

/// A row of `texts.jsonl`.
#[derive(Deserialize)]
pub(super) struct Text {
    pub(super) text: String,
}

/// The number of a sentence in its document, which its id ends with.
pub(super) fn number_of(sentence_id: &str) -> u32 {
    let digits = sentence_id.rsplit_once("#s").map_or("", |(_, digits)| digits);
    digits.parse().unwrap_or(0)
}

/// A value of `metadata`, in words; `None` where it is missing.
pub(super) fn words(value: &serde_json::Value) -> Option<Cow<'_, str>> {
    use serde_json::Value;
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.into()),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().filter_map(words).collect();
            (!items.is_empty()).then(|| items.join("; ").into())
        }
        other => Some(other.to_string().into()),
    }
}
