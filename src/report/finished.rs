//! A finished run, read back.

use super::render::Table;
use super::wire::Run;
use super::{Error, Result, is_run};
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// A folder that `analyze` has written.
#[derive(Debug)]
pub struct Finished {
    path: PathBuf,
    /// What was run, on what, with which knowledge.
    pub note: Run<'static>,
}

impl Finished {
    /// Opens the folder of a run.
    ///
    /// # Errors
    /// If it holds no finished run, or one whose `run.json` another version of this program wrote.
    pub fn open(path: &Path) -> Result<Self> {
        if !is_run(path) {
            return Err(Error::NotARun { path: path.to_owned() });
        }
        let file = path.join("run.json");
        let text = std::fs::read_to_string(&file).map_err(Error::at(&file))?;
        let note = serde_json::from_str(&text).map_err(|problem| Error::row(&file, 1, &problem))?;
        Ok(Self { path: path.to_owned(), note })
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The rows of a table, one after another.
    ///
    /// # Errors
    /// If the table is not there: [`Error::NoText`] where the run left texts out.
    pub fn rows<T: DeserializeOwned>(
        &self,
        table: Table,
    ) -> Result<impl Iterator<Item = Result<T>> + use<T>> {
        let path = self.path.join(format!("{}.jsonl", table.name()));
        if table == Table::Texts && self.note.text_reason.is_some() {
            return Err(Error::NoText { path: self.path.clone() });
        }
        let file = File::open(&path).map_err(Error::at(&path))?;
        let read = move |(at, line): (usize, std::io::Result<String>)| {
            let line = line.map_err(Error::at(&path))?;
            serde_json::from_str(&line).map_err(|problem| Error::row(&path, at + 1, &problem))
        };
        Ok(BufReader::new(file).lines().enumerate().map(read))
    }
}
