//! Whether the folder is what its `run.json` says.

use super::finding::{At, Check, Findings, Place};
use crate::document::Fingerprinter;
use crate::report::render::Table;
use crate::report::wire::{FileNote, OFFSET_UNIT, Run, SCHEMA_VERSION};
use crate::report::{Error, Result};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

/// The manifest itself.
pub const FILE: &str = "run.json";

/// Holds the folder against its manifest. Names in it that are not listed and not ours are returned.
///
/// # Errors
/// If the system refuses.
pub fn check(folder: &Path, run: &Run<'_>, findings: &mut Findings) -> Result<Vec<String>> {
    let mut at = findings.at(Check::Manifest, Place::new(FILE, 0));
    claims(run, &mut at);
    let expected = expected(run);
    let listed: Vec<&str> = run.files.iter().map(|note| &*note.name).collect();
    for name in &expected {
        at.holds("files", listed.contains(&name.as_str()), || format!("{name} is not listed"));
    }
    let mut seen = BTreeSet::new();
    for name in &listed {
        at.holds("files", seen.insert(*name), || format!("{name} is listed twice"));
    }
    for note in &run.files {
        file(folder, note, findings)?;
    }
    unlisted(folder, &seen, findings)
}

/// What a run of this version says of itself.
fn claims(run: &Run<'_>, at: &mut At<'_>) {
    at.equal("command", &*run.command, "analyze");
    at.equal("offset_unit", &*run.offset_unit, OFFSET_UNIT);
    let reason = (!run.options.text).then_some("no-text");
    at.equal("text_reason", &run.text_reason.as_deref(), &reason);
    let frames: Vec<&str> = run.codebook.frames.iter().map(|it| &*it.id).collect();
    for family in &run.codebook.families {
        at.holds("codebook.families", frames.contains(&&*family.frame), || {
            format!("{:?} argues for frame {:?}, which is none", family.id, family.frame)
        });
    }
    let is_judged = run.options.engine == "hybrid";
    at.holds("model", is_judged == run.model.is_some(), || {
        "is there if a model judges, and only then".to_owned()
    });
}

/// The files that a run with these options has.
fn expected(run: &Run<'_>) -> Vec<String> {
    let is_written = |table: &Table| match table {
        Table::Texts => run.options.text,
        Table::Multiverse => run.options.multiverse,
        _ => true,
    };
    let tables = || Table::ALL.into_iter().filter(is_written);
    let mut names: Vec<String> = tables().map(|table| format!("{}.jsonl", table.name())).collect();
    names.push("corpus.json".to_owned());
    if run.options.formats.iter().any(|format| format == "csv") {
        names.extend(tables().map(|table| format!("{}.csv", table.name())));
    }
    names
}

/// A file is there, with so many bytes and lines and this hash.
fn file(folder: &Path, note: &FileNote<'_>, findings: &mut Findings) -> Result<()> {
    let is_plain = !note.name.contains(['/', '\\']) && note.name != ".." && note.name != FILE;
    let mut at = findings.at(Check::Manifest, Place::new(&note.name, 0));
    if !at.holds("", is_plain, || "is no name of a file of the folder".to_owned()) {
        return Ok(());
    }
    let path = folder.join(&*note.name);
    if !at.holds("", path.is_file(), || "is listed in run.json and is not there".to_owned()) {
        return Ok(());
    }
    let (bytes, lines, sha256) = measured(&path)?;
    at.equal("bytes", &note.bytes, &bytes);
    // Cells of CSV may hold line breaks, and the journal has none; the lines of CSV are counted when it is read.
    if is_text(&note.name) {
        at.equal("lines", &note.lines, &lines);
    }
    match &note.sha256 {
        Some(recorded) => {
            at.holds("sha256", *recorded == sha256, || {
                "is not that of run.json: the file was changed".to_owned()
            });
        }
        None => {
            at.holds("sha256", false, || {
                "is not noted in run.json; analyze again with this version".to_owned()
            });
        }
    }
    Ok(())
}

/// Whether a file has a line feed behind each of its lines and nowhere else.
fn is_text(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|it| it == "jsonl" || it == "json")
}

/// Bytes, lines and hash of a file.
fn measured(path: &Path) -> Result<(u64, u64, String)> {
    let mut input = BufReader::with_capacity(1 << 16, File::open(path).map_err(Error::at(path))?);
    let (mut hasher, mut lines) = (Fingerprinter::default(), 0);
    loop {
        let chunk = input.fill_buf().map_err(Error::at(path))?;
        if chunk.is_empty() {
            let (sha256, bytes) = hasher.finish();
            return Ok((bytes, lines, sha256.to_string()));
        }
        hasher.add(chunk);
        lines += memchr::memchr_iter(b'\n', chunk).count() as u64;
        let read = chunk.len();
        input.consume(read);
    }
}

/// What lies in the folder and is not listed: under a name of ours it is wrong, else it is only named.
fn unlisted(folder: &Path, listed: &BTreeSet<&str>, findings: &mut Findings) -> Result<Vec<String>> {
    let mut others = Vec::new();
    for item in fs::read_dir(folder).map_err(Error::at(folder))? {
        let name = item.map_err(Error::at(folder))?.file_name().to_string_lossy().into_owned();
        if name == FILE || listed.contains(name.as_str()) {
            continue;
        }
        let stem = name.split('.').next().unwrap_or_default();
        let is_ours = stem == "corpus" || Table::ALL.iter().any(|table| table.name() == stem);
        if is_ours {
            let mut at = findings.at(Check::Manifest, Place::new(&name, 0));
            at.holds("", false, || "is not listed in run.json".to_owned());
        } else {
            others.push(name);
        }
    }
    others.sort_unstable();
    Ok(others)
}

/// Why the tables cannot be read by this version; `None` if they can.
#[must_use]
pub fn other_format(run: &Run<'_>) -> Option<String> {
    (run.schema_version != SCHEMA_VERSION)
        .then(|| format!("the run is of format {}, this program reads {SCHEMA_VERSION}", run.schema_version))
}
