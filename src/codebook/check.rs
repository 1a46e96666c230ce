//! What is doubtful in a codebook that can be read.

use super::entry::lists_in;
use super::{
    Codebook, Condition, Contested, Entry, Finding, Matching, Meaning, Pattern, Place, Reader, Role,
    stemmer_for,
};
use std::collections::BTreeSet;

/// Looks for what its author probably did not mean: patterns that cannot be compiled, entries without an
/// example, lists, families and frames that nothing uses.
///
/// Findings are sorted by file and line. Whether the examples hold, and whether entries take each other's
/// words, is for `annotate` to say, which can read texts.
#[must_use]
pub fn check(codebook: &Codebook) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &codebook.entries {
        findings.extend(compile_errors(codebook, entry));
        findings.extend(without_example(entry));
        findings.extend(meanings_without_example(entry));
        findings.extend(without_stemmer(codebook, entry));
    }
    findings.extend(unused(codebook));
    findings.sort_by(|one, other| {
        let key = |finding: &Finding| (finding.place.file.clone(), finding.place.line);
        key(one).cmp(&key(other))
    });
    findings
}

fn compile_errors(codebook: &Codebook, entry: &Entry) -> Vec<Finding> {
    let reader = Reader::new(&codebook.lists, &codebook.language);
    let broken = patterns_of(entry).filter_map(|written| {
        let reason = match Pattern::parse(written) {
            Ok(pattern) => reader.readings(&pattern, entry.matching).err()?.to_string(),
            Err(error) => error.to_string(),
        };
        Some(Finding::error(entry.place.clone(), format!("{:?}: pattern {written:?}: {reason}", entry.id)))
    });
    broken.collect()
}

/// Every pattern of an entry, those of its conditions too.
fn patterns_of(entry: &Entry) -> impl Iterator<Item = &String> {
    let meanings = meanings_of(entry).iter();
    let of_meanings = meanings.flat_map(|meaning| meaning.requires.iter().chain(&meaning.unless));
    let conditions = entry.requires.iter().chain(&entry.unless).chain(of_meanings);
    let around = conditions.flat_map(|condition| match condition {
        Condition::Pattern { patterns, .. } => patterns.as_slice(),
        Condition::Case(_) => &[],
    });
    entry.patterns.iter().chain(around)
}

/// The meanings of a contested term; none of anything else.
fn meanings_of(entry: &Entry) -> &[Meaning] {
    match &entry.role {
        Role::Contested(contested) => &contested.meanings,
        Role::Evidence { .. } | Role::Mask | Role::Cue { .. } => &[],
    }
}

fn without_example(entry: &Entry) -> Option<Finding> {
    let missing = entry.examples.is_empty();
    let message = format!("{:?} has no example; give a sentence in which it must be found", entry.id);
    missing.then(|| Finding::warning(entry.place.clone(), message))
}

fn meanings_without_example(entry: &Entry) -> impl Iterator<Item = Finding> {
    let untold = meanings_of(entry).iter().filter(|meaning| meaning.examples.is_empty());
    untold.map(|meaning| {
        let message =
            format!("a meaning of {:?} has no example; give a sentence in which it is meant", entry.id);
        Finding::warning(meaning.place.clone(), message)
    })
}

fn without_stemmer(codebook: &Codebook, entry: &Entry) -> Option<Finding> {
    let missing = entry.matching == Matching::Stem && stemmer_for(&codebook.language).is_none();
    let message = format!(
        "{:?}: there is no stemmer for the language {:?}; its words match exactly",
        entry.id, codebook.language
    );
    missing.then(|| Finding::warning(entry.place.clone(), message))
}

/// Lists, families and frames that nothing uses.
fn unused(codebook: &Codebook) -> Vec<Finding> {
    let place = Place { file: codebook.head.clone(), line: 1 };
    let patterns =
        codebook.entries.iter().flat_map(patterns_of).filter_map(|written| Pattern::parse(written).ok());
    let patterns: Vec<Pattern> = patterns.collect();
    let lists: BTreeSet<&str> = patterns.iter().flat_map(lists_in).collect();
    let families: BTreeSet<usize> = codebook.entries.iter().flat_map(families_of).collect();
    let frames: BTreeSet<usize> = codebook.families.iter().map(|family| family.frame.get()).collect();
    let idle_lists = codebook.lists.keys().filter(|name| !lists.contains(name.as_str()));
    let idle_families = codebook.families.iter().enumerate().filter(|(at, _)| !families.contains(at));
    let idle_frames = codebook.frames.iter().enumerate().filter(|(at, _)| !frames.contains(at));
    let messages = idle_lists
        .map(|name| format!("the list {name:?} is used by no pattern"))
        .chain(idle_families.map(|(_, family)| format!("the family {:?} has no entry", family.id)))
        .chain(idle_frames.map(|(_, frame)| format!("the frame {:?} has no family", frame.id)));
    messages.map(|message| Finding::warning(place.clone(), message)).collect()
}

/// The families that a match of the entry can be evidence for.
fn families_of(entry: &Entry) -> Vec<usize> {
    match &entry.role {
        Role::Evidence { family, turned, .. } => {
            std::iter::once(family).chain(turned).map(|family| family.get()).collect()
        }
        Role::Contested(Contested { meanings, among, default }) => {
            let meant = meanings.iter().map(|meaning| meaning.family.get());
            meant.chain(among.iter().chain(default).map(|among| among.family.get())).collect()
        }
        Role::Mask | Role::Cue { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubtful_things_are_found() {
        let codebook = Codebook::from_toml(
            "t.toml",
            r#"id = "t"
version = "1"
language = "eo"
frame = [{ id = "f", name = "f" }, { id = "idle", name = "idle" }]
family = [{ id = "F", frame = "f", name = "F" }, { id = "G", frame = "f", name = "G" }]
lists = { spare = ["a"] }
[[entry]]
id = "open"
family = "F"
pattern = "<2> b"
match = "stem"
[[contested]]
id = "word"
pattern = "word"
examples = ["A word."]
[[contested.meaning]]
family = "G"
requires = [{ before = "last" }]
"#,
        )
        .expect("readable");
        let found: Vec<String> = check(&codebook).iter().map(ToString::to_string).collect();
        let starts = [
            "t.toml:1: warning: the list \"spare\" is used",
            "t.toml:1: warning: the frame \"idle\" has no family",
            "t.toml:7: \"open\": pattern \"<2> b\": a pattern begins",
            "t.toml:7: warning: \"open\" has no example",
            "t.toml:7: warning: \"open\": there is no stemmer",
            "t.toml:16: warning: a meaning of \"word\" has no example",
        ];
        assert_eq!(found.len(), starts.len(), "{found:#?}");
        for (message, start) in found.iter().zip(starts) {
            assert!(message.starts_with(start), "{message}");
        }
    }
}
