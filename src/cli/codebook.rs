//! `normscope codebook`.

use super::Exit;
use super::exit::UsageError;
use super::explain::load_codebook;
use super::screen::{bare_table, one_line};
use crate::annotate::{Matcher, run_examples};
use crate::codebook::{Codebook, Entry, Role, did_you_mean};
use clap::{Args, Subcommand};
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

/// What is done with a codebook.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Look for mistakes: unknown keys, bad patterns, overlaps, examples that do not hold
    Check(One),
    /// Show frames, families and entries
    Show(Show),
    /// Run every example
    Test(One),
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
            Self::Check(args) => check(&load_codebook(args.codebook.as_deref())?),
            Self::Test(args) => test(&load_codebook(args.codebook.as_deref())?),
            Self::Show(args) => show(&load_codebook(args.codebook.as_deref())?, args.only.as_deref()),
        }
    }
}

fn check(codebook: &Codebook) -> anyhow::Result<Exit> {
    Matcher::new(codebook)?;
    let failed = run_examples(codebook)?;
    let findings: Vec<String> = failed.iter().map(ToString::to_string).collect();
    conclude(codebook, &findings)
}

fn test(codebook: &Codebook) -> anyhow::Result<Exit> {
    let failed = run_examples(codebook)?;
    let findings: Vec<String> = failed.iter().map(ToString::to_string).collect();
    conclude(codebook, &findings)
}

/// Prints what is to mend, or that nothing is.
fn conclude(codebook: &Codebook, findings: &[String]) -> anyhow::Result<Exit> {
    let mut out = anstream::stdout().lock();
    for finding in findings {
        writeln!(out, "{}", one_line(finding))?;
    }
    let examples = |entry: &Entry| entry.examples.len() + entry.counter_examples.len();
    let n_examples: usize = codebook.entries.iter().map(examples).sum();
    writeln!(
        out,
        "{} {}: {} entries, {n_examples} examples, {} to mend",
        codebook.id,
        codebook.version,
        codebook.entries.len(),
        findings.len()
    )?;
    Ok(if findings.is_empty() { Exit::Success } else { Exit::Failed })
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
        n(|role| *role == Role::Contested),
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
        Role::Evidence { family, dimension, weight } => {
            let family = &codebook.families[family.get()];
            let frame = &codebook.frames[family.frame.get()].id;
            format!(
                "evidence for {frame}, family {} ({}), {}, weight {weight}",
                family.id,
                family.name,
                dimension.name()
            )
        }
        Role::Contested => "contested term".to_owned(),
        Role::Mask => "mask: what it covers is no evidence".to_owned(),
        Role::Cue { .. } => "cue".to_owned(),
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
