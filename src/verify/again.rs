//! A run held against the same sources analysed again: every line of every table.

use super::finding::{Check, Findings, Place, differ, shown};
use super::rows::Lines;
use crate::report::wire::{DocumentRow, Run};
use crate::report::{Finished, JOURNAL, Result};
use serde_json::Value;
use std::path::Path;

/// Why two runs cannot be held against each other line by line; `None` if they can.
#[must_use]
pub fn other_knowledge(recorded: &Run<'_>, here: &Run<'_>) -> Option<String> {
    let model = |it: &Run<'_>| it.model.as_ref().map(|it| it.sha256.clone());
    let recogniser = |it: &Run<'_>| it.recogniser.as_ref().map(|it| it.sha256.clone());
    let pairs = [
        ("program", Some(recorded.program.version.to_string()), Some(here.program.version.to_string())),
        ("codebook", Some(recorded.codebook.sha256.clone()), Some(here.codebook.sha256.clone())),
        ("gazetteer", Some(recorded.gazetteer.sha256.clone()), Some(here.gazetteer.sha256.clone())),
        ("recogniser of names", recogniser(recorded), recogniser(here)),
        ("model that judges", model(recorded), model(here)),
    ];
    let (what, one, other) = pairs.into_iter().find(|(_, one, other)| one != other)?;
    let named = |it: Option<String>| it.unwrap_or_else(|| "none".to_owned());
    Some(format!("the run was made with another {what} ({}, here {})", named(one), named(other)))
}

/// Holds the sources of a run against those found now, then every line against the new one.
///
/// # Errors
/// If the system refuses.
pub fn check(recorded: &Finished, again: &Path, findings: &mut Findings) -> Result<()> {
    let fresh = Finished::open(again)?;
    if let Some(why) = other_knowledge(&recorded.note, &fresh.note) {
        findings.not_checked(Check::Sources, why.clone());
        findings.not_checked(Check::Again, why);
        return Ok(());
    }
    sources(recorded.path(), again, findings)?;
    if findings.of(Check::Sources).n_wrong > 0 {
        findings.not_checked(Check::Again, "the sources are not those that were read");
        return Ok(());
    }
    options(&recorded.note, &fresh.note, findings);
    for note in fresh.note.files.iter().filter(|note| note.name != JOURNAL) {
        lines(&note.name, [recorded.path(), again], findings)?;
    }
    Ok(())
}

/// Every document was read from a file with this hash and has this text.
fn sources(recorded: &Path, again: &Path, findings: &mut Findings) -> Result<()> {
    const FILE: &str = "documents.jsonl";
    let (mut told, mut found) = (Lines::open(recorded.join(FILE))?, Lines::open(again.join(FILE))?);
    loop {
        let there =
            found.next()?.and_then(|(_, bytes)| serde_json::from_slice::<DocumentRow<'_>>(bytes).ok());
        let Some((line, bytes)) = told.next()? else {
            if let Some(more) = there {
                let mut at = findings.at(Check::Sources, Place::new(FILE, 0));
                at.holds("", false, || format!("lacks {:?} and what is read after it", more.doc_id));
            }
            return Ok(());
        };
        // A line that is no document was named when the lines were read.
        let Ok(row) = serde_json::from_slice::<DocumentRow<'_>>(bytes) else { continue };
        let mut at = findings.at(Check::Sources, Place::new(FILE, line));
        let Some(there) = there else {
            at.holds("source.path", false, || format!("{:?} is not read", row.source.path));
            return Ok(());
        };
        let is_it = at.equal("doc_id", &row.doc_id, &there.doc_id)
            && at.equal("source.path", &row.source.path, &there.source.path);
        if !is_it {
            // All that follow are others too.
            return Ok(());
        }
        at.equal("source.sha256", &row.source.sha256, &there.source.sha256);
        at.equal("source.bytes", &row.source.bytes, &there.source.bytes);
        at.equal("text_sha256", &row.text_sha256, &there.text_sha256);
    }
}

/// What `run.json` says besides its files: all of it, but for where the sources lie.
fn options(recorded: &Run<'_>, fresh: &Run<'_>, findings: &mut Findings) {
    let plain = |run: &Run<'_>| {
        let mut plain = run.clone();
        plain.options.paths = Vec::new();
        plain.options.metadata = None;
        plain.gazetteer.added = None;
        // The journal keeps those too.
        plain.files.retain(|note| note.name != JOURNAL);
        serde_json::to_value(&plain).unwrap_or_default()
    };
    let difference = first_difference(&plain(recorded), &plain(fresh));
    let mut at = findings.at(Check::Again, Place::new("run.json", 0));
    let (field, message) = difference.unwrap_or_default();
    at.holds(&field, message.is_empty(), || message);
}

/// A line ahead.
struct Ahead {
    lines: Lines,
    here: Option<Vec<u8>>,
    next: Option<Vec<u8>>,
    /// Number of the line here.
    n: u64,
}

impl Ahead {
    fn open(path: std::path::PathBuf) -> Result<Self> {
        let mut ahead = Self { lines: Lines::open(path)?, here: None, next: None, n: 0 };
        ahead.step()?;
        ahead.step()?;
        ahead.n = 1;
        Ok(ahead)
    }

    fn step(&mut self) -> Result<()> {
        self.here = self.next.take();
        self.next = self.lines.next()?.map(|(_, bytes)| bytes.to_vec());
        self.n += 1;
        Ok(())
    }
}

/// Holds the lines of a file against those made anew. A line too many, one too few and two exchanged ones are told as
/// what they are, so that what follows is held against its like.
fn lines(name: &str, [recorded, again]: [&Path; 2], findings: &mut Findings) -> Result<()> {
    let (mut told, mut made) = (Ahead::open(recorded.join(name))?, Ahead::open(again.join(name))?);
    loop {
        let n = told.n;
        let mut at = findings.at(Check::Again, Place::new(name, n));
        match (&told.here, &made.here) {
            (None, None) => return Ok(()),
            (one, other) if one == other => {
                at.holds("", true, String::new);
            }
            (Some(_), None) => {
                at.holds("", false, || "is a line too many".to_owned());
            }
            (None, Some(line)) => {
                at.holds("", false, || format!("ends before {}", text(line)));
                return Ok(());
            }
            (Some(_), Some(_)) if told.next.is_some() && told.next == made.here && made.next == told.here => {
                at.holds("", false, || "is exchanged with the line below".to_owned());
                told.step()?;
                made.step()?;
            }
            (Some(_), Some(_)) if told.next.is_some() && told.next == made.here => {
                at.holds("", false, || "is a line too many".to_owned());
                told.step()?;
                continue;
            }
            (Some(_), Some(line)) if made.next.is_some() && made.next == told.here => {
                at.holds("", false, || format!("a line is missing before it: {}", text(line)));
                made.step()?;
                continue;
            }
            (Some(one), Some(other)) => {
                let (field, message) = line_difference(one, other);
                at.holds(&field, false, || message);
            }
        }
        told.step()?;
        made.step()?;
    }
}

fn text(line: &[u8]) -> String {
    shown(&String::from_utf8_lossy(line))
}

/// The first field in which two lines differ, and how.
fn line_difference(recorded: &[u8], made: &[u8]) -> (String, String) {
    let parsed = |bytes| serde_json::from_slice::<Value>(bytes).ok();
    let difference =
        parsed(recorded).zip(parsed(made)).and_then(|(one, other)| first_difference(&one, &other));
    difference.unwrap_or_else(|| (String::new(), differ(&text(recorded), &text(made))))
}

/// The path to the first difference between two values, and what it is.
fn first_difference(recorded: &Value, made: &Value) -> Option<(String, String)> {
    let below = |name: String, (rest, message): (String, String)| match rest.is_empty() {
        true => (name, message),
        false => (format!("{name}.{rest}"), message),
    };
    match (recorded, made) {
        (Value::Object(one), Value::Object(other)) => {
            let names = one.keys().chain(other.keys());
            names.into_iter().find_map(|name| {
                let (one, other) =
                    (one.get(name).unwrap_or(&Value::Null), other.get(name).unwrap_or(&Value::Null));
                first_difference(one, other).map(|it| below(name.clone(), it))
            })
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let mut pairs = one.iter().zip(other).enumerate();
            pairs.find_map(|(at, (one, other))| {
                first_difference(one, other).map(|it| below(at.to_string(), it))
            })
        }
        (one, other) if one == other => None,
        (one, other) => Some((String::new(), differ(&shown(one), &shown(other)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings_of(recorded: &str, made: &str) -> Vec<String> {
        let home = tempfile::tempdir().unwrap();
        let folders = ["recorded", "made"].map(|name| home.path().join(name));
        for (folder, text) in folders.iter().zip([recorded, made]) {
            std::fs::create_dir(folder).unwrap();
            std::fs::write(folder.join("hits.jsonl"), text).unwrap();
        }
        let mut findings = Findings::default();
        lines("hits.jsonl", [&folders[0], &folders[1]], &mut findings).unwrap();
        findings.of(Check::Again).mismatches.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn lines_are_found_again_behind_what_was_done_to_them() {
        let made = "1\n2\n3\n4\n5\n";
        assert!(findings_of(made, made).is_empty());
        assert_eq!(findings_of("1\n3\n4\n5\n", made), ["hits.jsonl:2: a line is missing before it: \"2\""]);
        assert_eq!(findings_of("1\n2\n9\n3\n4\n5\n", made), ["hits.jsonl:3: is a line too many"]);
        assert_eq!(findings_of("1\n3\n2\n4\n5\n", made), ["hits.jsonl:2: is exchanged with the line below"]);
        assert_eq!(findings_of("1\n2\n3\n4\n", made), ["hits.jsonl:5: ends before \"5\""]);
        assert_eq!(findings_of("1\n2\n3\n4\n5\n6\n", made), ["hits.jsonl:6: is a line too many"]);
    }

    #[test]
    fn the_field_that_differs_is_named() {
        let found = findings_of("{\"a\":{\"b\":[1,2]}}\n", "{\"a\":{\"b\":[1,3]}}\n");
        assert_eq!(found, ["hits.jsonl:1: a.b.1: recorded 2, should be 3"]);
    }
}
