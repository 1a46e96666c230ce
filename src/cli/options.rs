//! Settings that have been checked, with every default filled in.

use super::exit::UsageError;
use super::knowledge::EngineChoice;
use super::limits::LimitArgs;
use super::log::{Log, Loudness};
use super::settings::{Format, Settings, VoiceChoice};
use crate::document::BlockKind;
use crate::ingest::{Encoding, IngestOptions, Input, LeftAsIs, RepairKind};
use crate::measure::{self, Voices};
use crate::pipeline::Engine;
use crate::report::render::{Table, TextPolicy};
use crate::report::wire::ResolvedOptions;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Stands for the kinds of block that are counted unless the user says otherwise.
const BODY: &str = "body";

/// What a run does.
#[derive(Clone, Debug)]
pub struct Options {
    /// What is read.
    pub inputs: Vec<Input>,
    /// How it is read.
    pub ingest: IngestOptions,
    /// What one text may ask for at most; as usual unless said.
    pub limits: LimitArgs,
    /// The user's own codebook.
    pub codebook: Option<PathBuf>,
    /// The user's own names.
    pub gazetteer: Option<PathBuf>,
    /// What decides which frames a sentence shows.
    pub engine: EngineChoice,
    /// Metadata fields to group by.
    pub by: Vec<String>,
    /// Resamples of each bootstrap.
    pub bootstrap: u32,
    /// Pairs of entities that are listed.
    pub co_mentions: u32,
    /// Kinds of block that are counted, in the order of their declaration.
    pub count_blocks: Vec<BlockKind>,
    /// Whether near-duplicates are left out of what is said of several documents.
    pub dedup: bool,
    /// Whether positions are written under every choice.
    pub multiverse: bool,
    /// Seed of every random draw.
    pub seed: u64,
    /// How many documents are drawn.
    pub sample: Option<u64>,
    /// Whether to go on with a run that was cut off, or take from a finished one what has not changed.
    pub resume: bool,
    /// Whether the first failure stops the run.
    pub strict: bool,
    /// Where the results go.
    pub output: PathBuf,
    /// Whether texts are written.
    pub text: TextPolicy,
    /// Whether a page for the browser is written.
    pub report: bool,
    /// Whether CSV is written too.
    pub csv: bool,
    /// Threads.
    pub jobs: usize,
    /// The primary version.
    pub voices: Voices,
    /// Whether to say how long each step took.
    pub timings: bool,
    /// How messages look.
    pub log: Log,
}

impl Options {
    /// Checks settings and fills in the defaults.
    ///
    /// # Errors
    /// If a number is out of its range.
    pub fn new(settings: Settings) -> Result<Self, UsageError> {
        let loudness = match (settings.quiet, settings.verbose) {
            (true, _) => Loudness::Quiet,
            (_, true) => Loudness::Verbose,
            _ => Loudness::Normal,
        };
        let jobs =
            settings.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
        for (name, value) in [("--jobs", jobs as u64), ("--sample", settings.sample.unwrap_or(1))] {
            if value == 0 {
                return Err(UsageError(format!("{name} must be at least 1")));
            }
        }
        let usual = settings.limits.reading()?;
        Ok(Self {
            inputs: inputs(&settings.paths),
            ingest: IngestOptions {
                metadata: settings.metadata,
                name_pattern: settings.name_pattern,
                text_field: settings.text_field,
                id_field: settings.id_field,
                encoding: settings.encoding.as_deref().map(encoding).transpose()?,
                left_as_is: left_as_is(&settings.no_repair)?,
                ..usual
            },
            limits: settings.limits,
            codebook: settings.codebook,
            gazetteer: settings.gazetteer,
            engine: settings.engine.unwrap_or_default(),
            by: settings.by,
            bootstrap: settings.bootstrap.unwrap_or(1000),
            co_mentions: settings.co_mentions.unwrap_or(1000),
            count_blocks: counted_kinds(&settings.count_blocks)?,
            dedup: settings.dedup,
            multiverse: settings.multiverse,
            seed: settings.seed.unwrap_or(1),
            sample: settings.sample,
            resume: settings.resume,
            strict: settings.strict,
            output: settings.output.unwrap_or_else(|| PathBuf::from("normscope-out")),
            text: if settings.no_text { TextPolicy::LeftOut } else { TextPolicy::Written },
            report: !settings.no_report,
            csv: settings.format.contains(&Format::Csv),
            jobs,
            voices: match settings.voice {
                Some(VoiceChoice::All) => Voices::All,
                Some(VoiceChoice::Author) | None => Voices::Author,
            },
            timings: settings.timings,
            log: Log { format: settings.log_format.unwrap_or_default(), loudness },
        })
    }

    /// What the analysis of a document depends on.
    #[must_use]
    pub fn analysis(&self) -> measure::Options {
        measure::Options {
            replicates: self.bootstrap as usize,
            seed: self.seed,
            voices: self.voices,
            body: self.count_blocks.clone(),
            ..self.limits.measuring()
        }
    }

    /// Whether a table is written.
    #[must_use]
    pub fn writes(&self, table: Table) -> bool {
        match table {
            Table::Texts => self.text == TextPolicy::Written,
            Table::Multiverse => self.multiverse,
            _ => true,
        }
    }

    /// Replicates and seed of every bootstrap.
    #[must_use]
    pub const fn draws(&self) -> (usize, u64) {
        (self.bootstrap as usize, self.seed)
    }

    /// The user's own names as they stand in `run.json`.
    #[must_use]
    pub fn gazetteer_added(&self) -> Option<Cow<'static, str>> {
        self.gazetteer.as_deref().map(|path| portable(path).into())
    }

    /// The options as they stand in `run.json`: those that can change a result. `engine` is the one that decided.
    #[must_use]
    pub fn resolved(&self, engine: Engine) -> ResolvedOptions<'_> {
        let input = |input: &Input| match input {
            Input::Path(path) => portable(path),
            Input::Stdin => "-".to_owned(),
            Input::Memory { name, .. } => name.clone(),
        };
        let words = |field: &'_ Option<String>| field.clone().map(Cow::Owned);
        let measuring = self.limits.measuring();
        ResolvedOptions {
            paths: self.inputs.iter().map(|it| input(it).into()).collect(),
            metadata: self.ingest.metadata.as_deref().map(|path| portable(path).into()),
            name_pattern: words(&self.ingest.name_pattern),
            text_field: words(&self.ingest.text_field),
            id_field: words(&self.ingest.id_field),
            by: self.by.iter().map(|field| Cow::Borrowed(&**field)).collect(),
            voice: self.voices.name().into(),
            engine: engine.name().into(),
            text: self.text == TextPolicy::Written,
            formats: if self.csv { vec!["jsonl".into(), "csv".into()] } else { vec!["jsonl".into()] },
            bootstrap: self.bootstrap,
            co_mentions: self.co_mentions,
            count_blocks: self.count_blocks.iter().map(|kind| kind.name().into()).collect(),
            dedup: self.dedup,
            multiverse: self.multiverse,
            sample: self.sample,
            encoding: self.ingest.encoding.map(|it| it.name().into()),
            no_repair: self.ingest.left_as_is.kinds().map(|kind| kind.name().into()).collect(),
            max_bytes: self.ingest.max_bytes,
            max_unpacked: self.ingest.limits.unpacked,
            max_ratio: self.ingest.limits.ratio,
            max_depth: self.ingest.limits.depth as u64,
            max_records: self.ingest.limits.records,
            max_files: self.ingest.limits.files as u64,
            max_lines: self.ingest.limits.lines as u64,
            max_seconds: self.ingest.limits.seconds,
            max_tokens: measuring.max_tokens as u64,
            max_sentences: measuring.max_sentences as u64,
            report: self.report,
            strict: self.strict,
        }
    }
}

/// The encoding named by `--encoding`.
///
/// # Errors
/// If it is none; all are named.
pub fn encoding(name: &str) -> Result<Encoding, UsageError> {
    Encoding::named(name).ok_or_else(|| {
        let names = Encoding::names().join(", ");
        UsageError(format!("--encoding {name}: no such encoding; choose from {names}"))
    })
}

/// The kinds of damage named by `--no-repair`.
///
/// # Errors
/// If one is no kind; all are named.
pub fn left_as_is(names: &[String]) -> Result<LeftAsIs, UsageError> {
    if names.iter().any(|name| name == "all") {
        return Ok(LeftAsIs::everything());
    }
    let kind = |name: &String| {
        RepairKind::named(name).ok_or_else(|| {
            let kinds: Vec<&str> = RepairKind::ALL.iter().map(|kind| kind.name()).collect();
            UsageError(format!("--no-repair {name}: no such repair; choose from {} or all", kinds.join(", ")))
        })
    };
    Ok(LeftAsIs::of(names.iter().map(kind).collect::<Result<Vec<_>, _>>()?))
}

/// The kinds of block named by `--count-blocks`, `body` for the usual ones; those where none is named.
///
/// # Errors
/// If one is no kind; all are named.
pub fn counted_kinds(names: &[String]) -> Result<Vec<BlockKind>, UsageError> {
    let is_unknown = |name: &&String| *name != BODY && BlockKind::named(name).is_none();
    if let Some(name) = names.iter().find(is_unknown) {
        let kinds: Vec<&str> = BlockKind::ALL.iter().map(|kind| kind.name()).collect();
        let message =
            format!("--count-blocks {name}: no such kind of block; choose from {BODY}, {}", kinds.join(", "));
        return Err(UsageError(message));
    }
    let is_named = |wanted: &str| names.iter().any(|name| name == wanted);
    let with_body = names.is_empty() || is_named(BODY);
    let is_counted = |kind: &BlockKind| with_body && kind.is_body() || is_named(kind.name());
    Ok(BlockKind::ALL.into_iter().filter(is_counted).collect())
}

/// What to read: every path, `-` for standard input, `corpus` where none is named.
pub fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    let input = |path: &PathBuf| match path.as_os_str() == "-" {
        true => Input::Stdin,
        false => Input::Path(path.clone()),
    };
    match paths {
        [] => vec![Input::Path(PathBuf::from("corpus"))],
        named => named.iter().map(input).collect(),
    }
}

/// A path that says nothing of the machine: as named, or only its last part if it was absolute.
pub fn portable(path: &Path) -> String {
    let shown = if path.is_absolute() { path.file_name().map_or(path, Path::new) } else { path };
    shown.to_string_lossy().replace('\\', "/")
}
