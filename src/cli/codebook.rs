//! `normscope codebook`.

use super::Exit;
use super::exit::UsageError;
use super::knowledge::load_codebook;
use super::screen::{bare_table, one_line};
use crate::annotate::{find_overlaps, run_examples};
use crate::codebook::{
    self, Among, Codebook, CodebookError, Contested, Dialect, Entry, FamilyIx, Meaning, Role, Severity,
    Translation, did_you_mean,
};
use clap::{Args, Subcommand, ValueEnum};
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;
use tracing::info;

/// What is done with a codebook.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Look for mistakes: unknown keys, bad patterns, overlaps, examples that do not hold
    Check(One),
    /// Show frames, families and entries
    Show(Show),
    /// Run every example
    Test(One),
    /// Turn a dictionary of another program (quanteda YAML, LIWC .dic) into a codebook
    Import(Import),
    /// Turn a codebook into a dictionary of another program
    Export(Export),
}

/// A dictionary of another program.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  normscope codebook import rights.dic > rights.toml
  normscope codebook import --from quanteda dictionary.yml > mine.toml")]
pub struct Import {
    /// The dictionary
    file: PathBuf,
    /// Its format [default: by the name of the file]
    #[arg(long, value_name = "FORMAT")]
    from: Option<Other>,
}

/// A codebook on its way out.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  normscope codebook export --to quanteda > state-rights.yml
  normscope codebook export mine.toml --to liwc > mine.dic")]
pub struct Export {
    /// A TOML file or a folder [default: the built-in state-rights]
    #[arg(value_name = "FILE")]
    codebook: Option<PathBuf>,
    /// The format
    #[arg(long, value_name = "FORMAT")]
    to: Other,
}

/// The format of another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Other {
    /// Nested keys over patterns, in YAML
    Quanteda,
    /// Numbered categories, one word a line
    Liwc,
}

impl From<Other> for Dialect {
    fn from(other: Other) -> Self {
        match other {
            Other::Quanteda => Self::Quanteda,
            Other::Liwc => Self::Liwc,
        }
    }
}

/// A codebook.
#[derive(Debug, Args)]
pub struct One {
    /// A TOML file or a folder [default: the built-in state-rights]
    #[arg(value_name = "FILE")]
    codebook: Option<PathBuf>,
}

/// A codebook, or a part of it.
#[derive(Debug, Args)]
pub struct Show {
    /// A TOML file or a folder [default: the built-in state-rights]
    #[arg(value_name = "FILE")]
    codebook: Option<PathBuf>,
    /// Only this frame, family or entry
    #[arg(long, value_name = "ID")]
    only: Option<String>,
}

impl Action {
    /// Does it.
    pub fn run(self) -> anyhow::Result<Exit> {
        match self {
            Self::Check(args) => match load_codebook(args.codebook.as_deref()) {
                Ok(codebook) => check(&codebook),
                Err(error) => refused(error),
            },
            Self::Test(args) => test(&load_codebook(args.codebook.as_deref())?),
            Self::Import(args) => args.run(),
            Self::Export(args) => {
                let codebook = load_codebook(args.codebook.as_deref())?;
                print(&codebook::export(&codebook, args.to.into()))
            }
            Self::Show(args) => show(&load_codebook(args.codebook.as_deref())?, args.only.as_deref()),
        }
    }
}

impl Import {
    fn run(self) -> anyhow::Result<Exit> {
        let ending = self.file.extension().and_then(|it| it.to_str()).map(str::to_ascii_lowercase);
        let by_name = match ending.as_deref() {
            Some("dic") => Some(Other::Liwc),
            Some("yml" | "yaml") => Some(Other::Quanteda),
            _ => None,
        };
        let name = self.file.display().to_string();
        let unknown = || UsageError(format!("{name}: name its format with --from quanteda or --from liwc"));
        let dialect = self.from.or(by_name).ok_or_else(unknown)?;
        let text = std::fs::read_to_string(&self.file)
            .map_err(|error| UsageError(format!("{name}: cannot be read: {error}")))?;
        let id =
            self.file.file_stem().map_or_else(|| name.clone(), |stem| stem.to_string_lossy().into_owned());
        print(&codebook::import(&id, &text, dialect.into())?)
    }
}

/// Prints a translation, and on standard error what it could not keep.
fn print(translation: &Translation) -> anyhow::Result<Exit> {
    std::io::stdout().lock().write_all(translation.text.as_bytes())?;
    for lost in &translation.lost {
        info!("left out: {lost}");
    }
    Ok(Exit::Success)
}

/// What is wrong with a codebook that cannot even be read: the answer that `check` was asked for.
fn refused(error: anyhow::Error) -> anyhow::Result<Exit> {
    let Some(CodebookError::Invalid(findings)) = error.downcast_ref() else { return Err(error) };
    let mut out = anstream::stdout().lock();
    for finding in findings {
        writeln!(out, "{}", one_line(&finding.to_string()))?;
    }
    Ok(Exit::Failed)
}

fn check(codebook: &Codebook) -> anyhow::Result<Exit> {
    let mut findings = codebook::check(codebook);
    findings.extend(find_overlaps(codebook)?);
    let errors = findings.iter().filter(|it| it.severity == Severity::Error).count();
    let failed = run_examples(codebook)?;
    let lines = findings.iter().map(ToString::to_string).chain(failed.iter().map(ToString::to_string));
    conclude(codebook, &lines.collect::<Vec<_>>(), errors + failed.len())
}

fn test(codebook: &Codebook) -> anyhow::Result<Exit> {
    let failed: Vec<String> = run_examples(codebook)?.iter().map(ToString::to_string).collect();
    conclude(codebook, &failed, failed.len())
}

/// Prints what was found. Warnings alone are no failure.
fn conclude(codebook: &Codebook, lines: &[String], errors: usize) -> anyhow::Result<Exit> {
    let mut out = anstream::stdout().lock();
    for line in lines {
        writeln!(out, "{}", one_line(line))?;
    }
    let examples = |entry: &Entry| entry.examples.len() + entry.counter_examples.len();
    let n_examples: usize = codebook.entries.iter().map(examples).sum();
    writeln!(
        out,
        "{} {}: {} entries, {n_examples} examples, {errors} errors, {} warnings",
        codebook.id,
        codebook.version,
        codebook.entries.len(),
        lines.len() - errors
    )?;
    Ok(if errors == 0 { Exit::Success } else { Exit::Failed })
}

fn show(codebook: &Codebook, only: Option<&str>) -> anyhow::Result<Exit> {
    let text = match only {
        None => overview(codebook),
        Some(id) => part(codebook, id).ok_or_else(|| unknown(codebook, id))?,
    };
    anstream::stdout().lock().write_all(text.as_bytes())?;
    Ok(Exit::Success)
}

fn unknown(codebook: &Codebook, id: &str) -> UsageError {
    let frames = codebook.frames.iter().map(|it| &*it.id);
    let families = codebook.families.iter().map(|it| &*it.id);
    let known = frames.chain(families).chain(codebook.entries.iter().map(|it| &*it.id));
    UsageError(format!("there is no frame, family or entry {id:?}{}", did_you_mean(id, known)))
}

fn overview(codebook: &Codebook) -> String {
    let mut out = format!("{} {}: {}\n", codebook.id, codebook.version, codebook.title);
    let _ = writeln!(out, "language {}, sha256 {}\n", codebook.language, codebook.fingerprint);
    let mut table = bare_table();
    for (at, frame) in codebook.frames.iter().enumerate() {
        table.add_row([frame.id.clone(), String::new(), frame.name.clone()]);
        for family in codebook.families.iter().filter(|family| family.frame.get() == at) {
            let n = entries_of(codebook, &family.id).count();
            table.add_row([format!("  {}", family.id), format!("{n} entries"), family.name.clone()]);
        }
    }
    let _ = writeln!(out, "{}\n", table.trim_fmt());
    let n = |wanted: fn(&Role) -> bool| codebook.entries.iter().filter(|it| wanted(&it.role)).count();
    let _ = writeln!(
        out,
        "{} contested terms, {} masks, {} cues",
        n(|role| matches!(role, Role::Contested(_))),
        n(|role| *role == Role::Mask),
        n(|role| matches!(role, Role::Cue { .. })),
    );
    out
}

fn entries_of<'c>(codebook: &'c Codebook, family: &str) -> impl Iterator<Item = &'c Entry> {
    codebook.entries.iter().filter(move |entry| match entry.role {
        Role::Evidence { family: of, .. } => codebook.families[of.get()].id == family,
        _ => false,
    })
}

fn family_name(codebook: &Codebook, family: FamilyIx) -> String {
    let family = &codebook.families[family.get()];
    format!("{}, family {} ({})", codebook.frames[family.frame.get()].id, family.id, family.name)
}

/// A contested term and what it can stand for, one line each.
fn contested_page(codebook: &Codebook, contested: &Contested) -> String {
    let mut out = "contested term".to_owned();
    for Meaning { family, dimension, weight, by, place, .. } in &contested.meanings {
        let family = family_name(codebook, *family);
        let (by, dimension) = (by.name(), dimension.name());
        let _ = write!(out, "\n  by {by}: {family}, {dimension}, weight {weight} ({place})");
    }
    for Among { family, weight } in &contested.among {
        let _ = write!(out, "\n  among its evidence: {}, weight {weight}", family_name(codebook, *family));
    }
    if let Some(Among { family, weight }) = &contested.default {
        let _ = write!(out, "\n  else: {}, weight {weight}", family_name(codebook, *family));
    }
    out
}

/// A frame, a family or an entry; `None` if there is none of that name.
fn part(codebook: &Codebook, id: &str) -> Option<String> {
    if let Some(at) = codebook.frames.iter().position(|frame| frame.id == id) {
        let frame = &codebook.frames[at];
        let mut out = format!("{} ({})\n{}\n\n", frame.id, frame.name, frame.definition);
        for family in codebook.families.iter().filter(|family| family.frame.get() == at) {
            let _ = writeln!(out, "{}  {}\n    {}", family.id, family.name, family.definition);
        }
        return Some(out);
    }
    if let Some(family) = codebook.families.iter().find(|family| family.id == id) {
        let mut out = format!("{} ({})\n{}\n", family.id, family.name, family.definition);
        let _ = writeln!(out, "sources: {}\n", family.sources.join(", "));
        for entry in entries_of(codebook, id) {
            let _ = writeln!(out, "{}  {}", entry.id, entry.patterns.join(" | "));
        }
        return Some(out);
    }
    codebook.entries.iter().find(|entry| entry.id == id).map(|entry| entry_page(codebook, entry))
}

fn entry_page(codebook: &Codebook, entry: &Entry) -> String {
    let role = match &entry.role {
        Role::Evidence { family, dimension, weight, turned } => {
            let turned = turned
                .map_or_else(String::new, |it| format!("; turned round, {}", family_name(codebook, it)));
            let (dimension, family) = (dimension.name(), family_name(codebook, *family));
            format!("evidence for {family}, {dimension}, weight {weight}{turned}")
        }
        Role::Contested(contested) => contested_page(codebook, contested),
        Role::Mask => "mask: what it covers is no evidence".to_owned(),
        Role::Cue { kind } => format!("cue: {}", kind.name()),
    };
    let mut out = format!("{}\n  {role}\n  {}:{}\n", entry.id, entry.place.file, entry.place.line);
    let mut list = |title: &str, items: &[String]| {
        for item in items {
            let _ = writeln!(out, "  {title}: {item}");
        }
    };
    list("pattern", &entry.patterns);
    list("example", &entry.examples);
    list("counter-example", &entry.counter_examples);
    list("note", entry.note.as_slice());
    let _ = writeln!(
        out,
        "  {} conditions that it requires, {} that exclude it",
        entry.requires.len(),
        entry.unless.len()
    );
    out
}
