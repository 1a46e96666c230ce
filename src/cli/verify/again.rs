//! The sources of a run, analysed again with its options.

use super::super::analyze;
use super::super::exit::{Exit, UsageError};
use super::super::knowledge::{EngineChoice, load_knowledge};
use super::super::limits::LimitArgs;
use super::super::options::Options;
use super::super::settings::{Format, Settings, VoiceChoice};
use super::Verify;
use crate::ingest::IngestError;
use crate::report::Finished;
use crate::report::wire::{ResolvedOptions, Run};
use crate::verify::{Check, Findings, against};
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

/// What is to be done again.
pub struct Again<'a> {
    /// What the user said.
    pub args: &'a Verify,
    /// The run.
    pub run: &'a Finished,
}

impl Again<'_> {
    /// Analyses the sources and holds the run against that; whether the user interrupted it.
    pub fn check(&self, findings: &mut Findings) -> anyhow::Result<bool> {
        let why = match self.settings() {
            Ok(settings) => match self.other_knowledge()? {
                None => return self.analyze(settings, findings),
                Some(why) => why,
            },
            Err(why) => why,
        };
        self.not_checked(&why, findings);
        Ok(false)
    }

    /// Notes why the sources were not analysed again.
    pub fn not_checked(&self, why: &str, findings: &mut Findings) {
        findings.not_checked(Check::Sources, why);
        findings.not_checked(Check::Again, why);
    }

    fn analyze(&self, settings: Settings, findings: &mut Findings) -> anyhow::Result<bool> {
        let scratch = Scratch::new()?;
        let output = Some(scratch.0.join("again"));
        let options = Options::new(Settings { output, ..settings })?;
        match analyze::quietly(&options) {
            Ok(Exit::Interrupted) => return Ok(true),
            Ok(_) => against(self.run, &options.output, findings)?,
            Err(error) if error.chain().any(is_about_sources) => {
                self.not_checked(&error.to_string(), findings)
            }
            Err(error) => return Err(error.context("the sources cannot be analysed again")),
        }
        Ok(false)
    }

    /// The settings that the run was made with, its sources where they lie now; or why they cannot be had.
    fn settings(&self) -> Result<Settings, String> {
        let ResolvedOptions { paths, metadata, .. } = &self.run.note.options;
        Ok(Settings {
            paths: paths.iter().map(|path| self.found(path, paths.len())).collect::<Result<_, _>>()?,
            metadata: metadata.as_deref().map(|path| self.metadata(path)).transpose()?,
            codebook: self.args.codebook.clone(),
            gazetteer: self.args.gazetteer.clone(),
            jobs: self.args.jobs,
            quiet: true,
            ..as_recorded(&self.run.note)
        })
    }

    /// Where a source of the run lies now.
    fn found(&self, path: &str, n_paths: usize) -> Result<PathBuf, String> {
        if path == "-" {
            return Err("the run read standard input, which cannot be read again".to_owned());
        }
        let Some(root) = &self.args.root else {
            let here = PathBuf::from(path);
            return here.exists().then_some(here).ok_or_else(|| {
                format!("{path} is not in the working folder; say with --root where the sources lie")
            });
        };
        let below = root.join(path);
        if below.exists() {
            Ok(below)
        } else if n_paths == 1 && root.exists() {
            Ok(root.clone())
        } else {
            Err(format!("{path} is not found in {}", root.display()))
        }
    }

    /// Where the metadata of the run lie now.
    fn metadata(&self, path: &str) -> Result<PathBuf, String> {
        let root = self.args.root.clone().unwrap_or_default();
        let beside = root.parent().map(|folder| folder.join(path));
        let places = [self.args.metadata.clone(), Some(root.join(path)), beside];
        places.into_iter().flatten().find(|it| it.is_file()).ok_or_else(|| {
            format!("the metadata file {path} is not found; say with --metadata where it lies")
        })
    }

    /// Why this program cannot do what the run did, if so: its codebook or its names are others.
    fn other_knowledge(&self) -> anyhow::Result<Option<String>> {
        let note = &self.run.note;
        let here = env!("CARGO_PKG_VERSION");
        if note.program.version != here {
            let why = format!("the run was made by version {}, this is {here}", note.program.version);
            return Ok(Some(why));
        }
        let known = load_knowledge(
            self.args.codebook.as_deref(),
            self.args.gazetteer.as_deref(),
            EngineChoice::Rules,
        )?;
        let pairs = [
            ("codebook", &note.codebook.id, &note.codebook.sha256, known.codebook.fingerprint),
            ("gazetteer", &note.gazetteer.id, &note.gazetteer.sha256, known.gazetteer.fingerprint),
        ];
        let other = pairs.into_iter().find(|(.., recorded, here)| **recorded != here.to_string());
        Ok(other.map(|(what, id, recorded, here)| {
            let [recorded, here] = [recorded.as_str(), &here.to_string()].map(|it| it.get(..12).unwrap_or(it).to_owned());
            format!("the run was made with {what} {id} ({recorded}..., here {here}...); say with --{what} where it lies")
        }))
    }
}

/// The settings that `run.json` tells, but for where files lie.
fn as_recorded(run: &Run<'_>) -> Settings {
    // Every option is named, so that a new one cannot be forgotten here.
    let ResolvedOptions {
        paths: _,
        metadata: _,
        name_pattern: _,
        text_field: _,
        id_field: _,
        by,
        voice,
        engine,
        text,
        formats,
        bootstrap,
        co_mentions,
        count_blocks,
        dedup,
        multiverse,
        sample,
        encoding: _,
        no_repair: _,
        max_bytes: _,
        max_unpacked: _,
        max_ratio: _,
        max_depth: _,
        max_records: _,
        max_files: _,
        max_lines: _,
        max_seconds: _,
        max_tokens: _,
        max_sentences: _,
        report,
        strict,
    } = &run.options;
    let list = |it: &[Cow<'_, str>]| it.iter().map(ToString::to_string).collect();
    Settings {
        sample: *sample,
        strict: *strict,
        engine: Some(if engine == "hybrid" { EngineChoice::Hybrid } else { EngineChoice::Rules }),
        by: list(by),
        voice: Some(if voice == "all" { VoiceChoice::All } else { VoiceChoice::Author }),
        count_blocks: list(count_blocks),
        dedup: *dedup,
        multiverse: *multiverse,
        bootstrap: Some(*bootstrap),
        seed: Some(run.seed),
        co_mentions: Some(*co_mentions),
        format: if formats.contains(&"csv".into()) { vec![Format::Jsonl, Format::Csv] } else { Vec::new() },
        no_text: !*text,
        no_report: !*report,
        ..as_read(&run.options)
    }
}

/// How the documents of a run were read.
fn as_read(options: &ResolvedOptions<'_>) -> Settings {
    let one = |it: &Option<Cow<'_, str>>| it.as_deref().map(str::to_owned);
    Settings {
        name_pattern: one(&options.name_pattern),
        text_field: one(&options.text_field),
        id_field: one(&options.id_field),
        encoding: one(&options.encoding),
        no_repair: options.no_repair.iter().map(ToString::to_string).collect(),
        limits: limits_of(options),
        ..Settings::default()
    }
}

/// The limits of a run; one of an early version tells of few.
fn limits_of(options: &ResolvedOptions<'_>) -> LimitArgs {
    let said = |n: u64| Some(n).filter(|n| *n > 0);
    let size = |n: u64| said(n).and_then(|n| usize::try_from(n).ok());
    LimitArgs {
        max_bytes: said(options.max_bytes),
        max_unpacked: said(options.max_unpacked),
        max_ratio: said(options.max_ratio),
        max_depth: size(options.max_depth),
        max_records: said(options.max_records),
        max_files: size(options.max_files),
        max_lines: size(options.max_lines),
        max_seconds: said(options.max_seconds),
        max_tokens: size(options.max_tokens),
        max_sentences: size(options.max_sentences),
    }
}

/// Whether an error says that the sources cannot be had.
fn is_about_sources(cause: &(dyn std::error::Error + 'static)) -> bool {
    cause.is::<IngestError>() || cause.is::<UsageError>()
}

/// A folder for what is made again; it vanishes with this.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> anyhow::Result<Self> {
        let home = std::env::temp_dir();
        let name = |n: u32| home.join(format!("normscope-verify-{}-{n}", std::process::id()));
        for path in (0..100).map(name) {
            if make(&path)? {
                return Ok(Self(path));
            }
        }
        anyhow::bail!("no folder can be made in {}", home.display())
    }
}

/// Makes a folder; whether it was not there before.
fn make(path: &Path) -> std::io::Result<bool> {
    match fs::create_dir(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nobody is left to be told, and the system clears its temporary folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}
