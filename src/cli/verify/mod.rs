//! `normscope verify`.

mod again;
mod summary;

use super::Exit;
use super::screen::one_line;
use crate::report::Finished;
use crate::verify::{Check, folder};
use again::Again;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

/// Prove a results folder: hashes, spans, counts and every number, against itself and its sources
#[derive(Debug, Args)]
#[command(after_help = "\
Everything in the folder is held against everything else in it: files against run.json, words against
texts, sums against hits, statistics against sums. Then the sources are analysed again with the options
of the run, and every line is held against the new one. Nothing is changed.
Exit code 1: a mismatch; with --root also if the sources cannot be analysed again. 2: DIR holds no run.

Examples:
  normscope verify results
  normscope verify results --root corpus --codebook mine.toml")]
pub struct Verify {
    /// The folder that analyze wrote
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Where the sources lie now: the folder that was analysed, or the one in which its name is found; without it,
    /// sources that are not found in the working folder are no mismatch
    #[arg(long, value_name = "PATH")]
    root: Option<PathBuf>,
    /// The codebook of the run, if it was your own
    #[arg(long, value_name = "PATH")]
    codebook: Option<PathBuf>,
    /// The names of the run, if you brought your own
    #[arg(long, value_name = "PATH")]
    gazetteer: Option<PathBuf>,
    /// The metadata of the run, if it lies elsewhere now
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,
    /// Hold the folder against itself alone, in a fraction of the time
    #[arg(long, conflicts_with = "root")]
    no_sources: bool,
    /// Threads [default: all cores]
    #[arg(long, short, value_name = "N")]
    jobs: Option<usize>,
    /// Print mismatches alone
    #[arg(long, short)]
    quiet: bool,
    /// Print one JSON object
    #[arg(long, conflicts_with = "quiet")]
    json: bool,
}

impl Verify {
    /// Looks at everything and says what was found.
    pub fn run(self) -> anyhow::Result<Exit> {
        let run = Finished::open(&self.folder)?;
        let mut told = folder(&run)?;
        let again = Again { args: &self, run: &run };
        if self.no_sources {
            again.not_checked("not asked for (--no-sources)", &mut told.findings);
        } else if !told.findings.is_blocked() && again.check(&mut told.findings)? {
            return Ok(Exit::Interrupted);
        }
        let mut out = anstream::stdout().lock();
        if self.json {
            writeln!(out, "{}", summary::json(&run, &told))?;
        } else if self.quiet {
            write!(out, "{}", summary::mismatches(&told))?;
        } else {
            write!(out, "{}", summary::summary(&run, &told))?;
        }
        let is_unproven = self.root.is_some() && told.findings.lacks(Check::Again);
        if self.quiet && is_unproven {
            let why = told.findings.of(Check::Again).not_checked.join("; ");
            writeln!(out, "not checked against the sources: {}", one_line(&why))?;
        }
        Ok(if told.findings.n_wrong() > 0 || is_unproven { Exit::Failed } else { Exit::Success })
    }
}
