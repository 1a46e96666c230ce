//! The lines of a table, one document after another.

use super::finding::{Check, Findings, Place};
use crate::report::render::Table;
use crate::report::wire::{
    AttributionRow, CountsRow, DocumentRow, HitRow, MeasureRow, MentionRow, MultiverseRow, SentenceRow,
    TermsRow, TextRow,
};
use crate::report::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};

/// A row of a table whose rows come in the order of the documents.
pub trait Row: DeserializeOwned + Serialize {
    /// The table.
    const TABLE: Table;
    /// Its file.
    const FILE: &'static str;

    /// The document that it speaks of; `None` for groups and the corpus.
    fn doc_id(&self) -> Option<&str>;
}

macro_rules! rows {
    ($($row:ident $table:ident $file:literal $id:expr;)*) => {$(
        impl Row for $row<'static> {
            const TABLE: Table = Table::$table;
            const FILE: &'static str = $file;

            fn doc_id(&self) -> Option<&str> {
                let id: fn(&Self) -> Option<&str> = $id;
                id(self)
            }
        }
    )*};
}

rows! {
    DocumentRow Documents "documents.jsonl" |it| Some(&it.doc_id);
    TextRow Texts "texts.jsonl" |it| Some(&it.doc_id);
    TermsRow Terms "terms.jsonl" |it| Some(&it.doc_id);
    CountsRow Counts "counts.jsonl" |it| Some(&it.doc_id);
    SentenceRow Sentences "sentences.jsonl" |it| Some(&it.doc_id);
    HitRow Hits "hits.jsonl" |it| Some(&it.doc_id);
    MentionRow Mentions "mentions.jsonl" |it| Some(&it.doc_id);
    AttributionRow Attributions "attributions.jsonl" |it| Some(&it.doc_id);
    MeasureRow Measures "measures.jsonl" |it| it.doc_id.as_deref();
    MultiverseRow Multiverse "multiverse.jsonl" |it| it.doc_id.as_deref();
}

/// A row and its line.
#[derive(Clone, Debug)]
pub struct Numbered<T> {
    /// 1-based.
    pub line: u64,
    /// What stands there.
    pub row: T,
}

impl<T: Row> Numbered<T> {
    /// Where it stands.
    pub fn place(&self) -> Place<'static> {
        Place::new(T::FILE, self.line)
    }
}

/// The lines of a file; of one that is not there, none: the manifest has said so.
pub struct Lines {
    path: PathBuf,
    input: Option<BufReader<File>>,
    n: u64,
    buffer: Vec<u8>,
}

impl Lines {
    /// Opens a file.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn open(path: PathBuf) -> Result<Self> {
        let input = match File::open(&path) {
            Ok(file) => Some(BufReader::with_capacity(1 << 16, file)),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(Error::at(&path)(error)),
        };
        Ok(Self { path, input, n: 0, buffer: Vec::new() })
    }

    /// The next line with its number, without the line feed.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn next(&mut self) -> Result<Option<(u64, &[u8])>> {
        let Some(input) = &mut self.input else { return Ok(None) };
        self.buffer.clear();
        if input.read_until(b'\n', &mut self.buffer).map_err(Error::at(&self.path))? == 0 {
            return Ok(None);
        }
        self.n += 1;
        Ok(Some((self.n, self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer))))
    }
}

/// Reads lines of one type, and holds each against the bytes that the program writes for it.
pub struct Typed<T> {
    lines: Lines,
    file: String,
    of: std::marker::PhantomData<T>,
}

impl<T: DeserializeOwned + Serialize> Typed<T> {
    /// Opens a table.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn open(folder: &Path, table: Table) -> Result<Self> {
        let file = format!("{}.jsonl", table.name());
        Ok(Self { lines: Lines::open(folder.join(&file))?, file, of: std::marker::PhantomData })
    }

    /// The next row that is one.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn next(&mut self, findings: &mut Findings) -> Result<Option<Numbered<T>>> {
        while let Some((line, bytes)) = self.lines.next()? {
            let mut at = findings.at(Check::Lines, Place::new(&self.file, line));
            match serde_json::from_slice::<T>(bytes) {
                Ok(row) => {
                    let canonical = serde_json::to_vec(&row).unwrap_or_default();
                    at.holds("", canonical == bytes, || {
                        "says what it says in other bytes than the program writes".to_owned()
                    });
                    return Ok(Some(Numbered { line, row }));
                }
                Err(error) => {
                    at.holds("", false, || format!("is not of the format: {error}"));
                }
            }
        }
        Ok(None)
    }
}

/// The documents of a run by name, in order.
#[derive(Debug, Default)]
pub struct Names(HashMap<Box<str>, usize>);

impl Names {
    /// Reads the names alone. Of two documents of one name the second has none.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn read(folder: &Path, findings: &mut Findings) -> Result<Self> {
        #[derive(serde::Deserialize)]
        struct Named {
            doc_id: Box<str>,
        }
        let mut lines = Lines::open(folder.join(DocumentRow::FILE))?;
        let mut names = HashMap::new();
        while let Some((line, bytes)) = lines.next()? {
            let Ok(Named { doc_id }) = serde_json::from_slice(bytes) else { continue };
            let ordinal = names.len();
            let is_new = names.insert(doc_id, ordinal).is_none();
            findings
                .at(Check::Ids, Place::new(DocumentRow::FILE, line))
                .holds("doc_id", is_new, || "is the name of an earlier document".to_owned());
        }
        Ok(Self(names))
    }

    /// The place of a document in the order of the run.
    #[must_use]
    pub fn ordinal(&self, doc_id: &str) -> Option<usize> {
        self.0.get(doc_id).copied()
    }
}

/// The rows of a table, document by document.
pub struct Rows<T> {
    typed: Typed<T>,
    next: Option<Numbered<T>>,
}

impl<T: Row> Rows<T> {
    /// Opens a table at its first row.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn open(folder: &Path, findings: &mut Findings) -> Result<Self> {
        let mut typed = Typed::open(folder, T::TABLE)?;
        let next = typed.next(findings)?;
        Ok(Self { typed, next })
    }

    /// The rows of the document at this place. Rows of earlier ones and of none are out of order.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn of(&mut self, ordinal: usize, names: &Names, findings: &mut Findings) -> Result<Vec<Numbered<T>>> {
        let mut rows = Vec::new();
        while let Some(next) = self.next.take() {
            let place = next.row.doc_id().map(|id| names.ordinal(id));
            match place {
                None => {
                    self.next = Some(next);
                    break;
                }
                Some(Some(at)) if at > ordinal => {
                    self.next = Some(next);
                    break;
                }
                Some(Some(at)) if at == ordinal => rows.push(next),
                Some(known) => stray(&next, known.is_some(), findings),
            }
            self.next = self.typed.next(findings)?;
        }
        findings.hold(Check::Ids, rows.len() as u64);
        Ok(rows)
    }

    /// The next row behind those of the documents. Those that name a document are out of order.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn behind(&mut self, names: &Names, findings: &mut Findings) -> Result<Option<Numbered<T>>> {
        while let Some(next) = self.next.take() {
            self.next = self.typed.next(findings)?;
            let Some(id) = next.row.doc_id() else { return Ok(Some(next)) };
            stray(&next, names.ordinal(id).is_some(), findings);
        }
        Ok(None)
    }
}

fn stray<T: Row>(it: &Numbered<T>, is_known: bool, findings: &mut Findings) {
    findings.at(Check::Ids, it.place()).holds("doc_id", false, || match is_known {
        true => "is not in the order of documents.jsonl".to_owned(),
        false => "names a document that documents.jsonl does not have".to_owned(),
    });
}
