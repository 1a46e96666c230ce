//! The speeches, analysed once: from here on only numbers are compared.

use crate::Result;
use clap::Parser;
use normscope::cli::{Cli, Exit};
use normscope::compare::{Compared, Study};
use normscope::measure::{Tally, Voices};
use normscope::report::{Finished, study};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// The speeches, and where the tables that group their issuers lie.
pub struct Speeches {
    /// Their counts.
    pub study: Study,
    /// Lists of members.
    pub criteria: PathBuf,
}

impl Speeches {
    /// Analyses the speeches into `target/tmp`; `None` where they are not there.
    pub fn analysed(root: &Path) -> Result<Option<Self>> {
        let corpora = root.join("../shared/corpora");
        let texts = corpora.join("ungdc_dev.jsonl");
        if !texts.exists() {
            return Ok(None);
        }
        let run = root.join("target/tmp/ungdc_dev");
        if let Some(parent) = run.parent() {
            fs::create_dir_all(parent)?;
        }
        let words =
            ["normscope", "analyze", "--quiet", "--no-text", "--no-report", "--output"].map(OsStr::new);
        let exit = Cli::parse_from(words.into_iter().chain([run.as_os_str(), texts.as_os_str()])).run();
        if exit != Exit::Success {
            return Err("the speeches could not be analysed".into());
        }
        let (study, _) = study(&[&Finished::open(&run)?])?;
        Ok(Some(Self { study, criteria: corpora.join("criteria") }))
    }

    /// The speeches that the codebook reads.
    pub fn speaking(&self) -> impl Iterator<Item = &Compared> {
        self.study.documents.iter().filter(|document| !document.is_excluded())
    }

    /// The weights of a document for the positive and the negative frame.
    pub fn sides(&self, document: &Compared, voices: Voices) -> [f64; 2] {
        self.tallies(document, voices).map(|tally| tally.weight)
    }

    /// Its hits of either, each of weight 1.
    pub fn events(&self, document: &Compared, voices: Voices) -> [f64; 2] {
        self.tallies(document, voices).map(|tally| tally.events as f64)
    }

    fn tallies(&self, document: &Compared, voices: Voices) -> [Tally; 2] {
        let contrast = self.study.codebook.contrast.expect("the built-in codebook contrasts two frames");
        [contrast.positive, contrast.negative].map(|frame| document.counts(voices).frames[frame.get()].tally)
    }
}
