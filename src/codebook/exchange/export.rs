//! From a codebook to another program's dictionary.

use super::{Dialect, Translation};
use crate::codebook::{Codebook, Contested, Entry, Pattern, Reader, Reading, Role, Step, Test};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Phrases written for one entry; a wider one is named as lost.
const MOST_PHRASES: usize = 5_000;

/// Writes the codebook as a dictionary, all patterns spelled out.
///
/// quanteda: frames over families over entries; contested terms, masks and cues under keys of their own.
/// LIWC: one category a family; what is no evidence is left out. Conditions and weights cannot be said in
/// either, regular expressions in neither, and LIWC knows `*` only at the end of a phrase.
#[must_use]
pub fn export(codebook: &Codebook, dialect: Dialect) -> Translation {
    let mut exporter = Exporter { codebook, lost: Vec::new() };
    let phrases: Vec<BTreeSet<String>> =
        codebook.entries.iter().map(|entry| exporter.phrases(entry, dialect)).collect();
    let text = match dialect {
        Dialect::Quanteda => exporter.quanteda(&phrases),
        Dialect::Liwc => exporter.liwc(&phrases),
    };
    Translation { text, lost: exporter.lost }
}

struct Exporter<'c> {
    codebook: &'c Codebook,
    lost: Vec<String>,
}

impl Exporter<'_> {
    /// Every phrase of an entry, and a note of what it loses.
    fn phrases(&mut self, entry: &Entry, dialect: Dialect) -> BTreeSet<String> {
        let mut phrases = BTreeSet::new();
        if dialect == Dialect::Liwc && family_of(entry).is_none() {
            return phrases;
        }
        let mut lose = |what: String| self.lost.push(format!("{:?}: {what}", entry.id));
        if !entry.requires.is_empty() || !entry.unless.is_empty() {
            lose("its conditions".to_owned());
        }
        match &entry.role {
            Role::Evidence { weight, .. } if *weight < 1.0 => lose(format!("its weight {weight}")),
            Role::Contested(contested) if *contested != Contested::default() => {
                lose("its meanings".to_owned())
            }
            _ => {}
        }
        let reader = Reader::new(&self.codebook.lists, &self.codebook.language);
        for written in &entry.patterns {
            let readings =
                Pattern::parse(written).ok().and_then(|read| reader.readings(&read, entry.matching).ok());
            for reading in readings.into_iter().flatten() {
                match spelled_out(&reading) {
                    Some(rows) => phrases.extend(rows),
                    None => lose(format!("the expression in {written:?}")),
                }
            }
        }
        if dialect == Dialect::Liwc {
            let unsayable =
                |phrase: &String| phrase.trim_end_matches('*').contains('*') || phrase.ends_with(" *");
            let lost: Vec<String> = phrases.extract_if(.., |phrase| unsayable(phrase)).collect();
            lost.into_iter().for_each(|phrase| lose(format!("{phrase:?}, with `*` inside")));
        }
        if phrases.len() > MOST_PHRASES {
            lose(format!("all but the first {MOST_PHRASES} of its {} phrases", phrases.len()));
        }
        phrases.into_iter().take(MOST_PHRASES).collect()
    }

    fn quanteda(&self, phrases: &[BTreeSet<String>]) -> String {
        let Codebook { id, version, .. } = self.codebook;
        let mut yaml = format!("# {id} {version}, without conditions and weights\n");
        for (at, frame) in self.codebook.frames.iter().enumerate() {
            key(&mut yaml, 0, &frame.id);
            for (family_at, family) in self.codebook.families.iter().enumerate() {
                if family.frame.get() == at {
                    key(&mut yaml, 1, &family.id);
                    self.entries(&mut yaml, phrases, |entry| family_of(entry) == Some(family_at));
                }
            }
        }
        for (name, wanted) in ROLES {
            if self.codebook.entries.iter().any(|entry| wanted(&entry.role)) {
                key(&mut yaml, 0, name);
                self.entries(&mut yaml, phrases, |entry| wanted(&entry.role));
            }
        }
        yaml
    }

    fn entries(&self, yaml: &mut String, phrases: &[BTreeSet<String>], wanted: impl Fn(&Entry) -> bool) {
        for (entry, phrases) in self.codebook.entries.iter().zip(phrases) {
            if !wanted(entry) || phrases.is_empty() {
                continue;
            }
            key(yaml, 2, &entry.id);
            for phrase in phrases {
                writeln!(yaml, "      - {}", quoted(phrase)).expect("writing to a string cannot fail");
            }
        }
    }

    fn liwc(&self, phrases: &[BTreeSet<String>]) -> String {
        let mut words: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (entry, phrases) in self.codebook.entries.iter().zip(phrases) {
            for (phrase, family) in phrases.iter().zip(std::iter::repeat(family_of(entry))) {
                words.entry(phrase).or_default().extend(family.map(|at| at + 1));
            }
        }
        let families = self.codebook.families.iter().enumerate();
        let categories: String =
            families.map(|(at, family)| format!("{}\t{}\n", at + 1, family.name)).collect();
        let line = |(phrase, ids): (&&str, &BTreeSet<usize>)| {
            let ids: String = ids.iter().map(|id| format!("\t{id}")).collect();
            format!("{phrase}{ids}\n")
        };
        format!("%\n{categories}%\n{}", words.iter().map(line).collect::<String>())
    }
}

type IsRole = fn(&Role) -> bool;

/// Roles that are no evidence, under these keys.
const ROLES: [(&str, IsRole); 3] = [
    ("contested", |role| matches!(role, Role::Contested(_))),
    ("masks", |role| matches!(role, Role::Mask)),
    ("cues", |role| matches!(role, Role::Cue { .. })),
];

fn family_of(entry: &Entry) -> Option<usize> {
    match entry.role {
        Role::Evidence { family, .. } => Some(family.get()),
        Role::Contested(_) | Role::Mask | Role::Cue { .. } => None,
    }
}

fn key(yaml: &mut String, depth: usize, name: &str) {
    writeln!(yaml, "{}{}:", "  ".repeat(depth), quoted(name)).expect("writing to a string cannot fail");
}

/// Quoted, unless it is a plain name.
fn quoted(text: &str) -> String {
    let plain = text.chars().all(|mark| mark.is_alphanumeric() || "-_/".contains(mark));
    if plain && text.starts_with(char::is_alphabetic) {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Every row of words and globs that a reading means; `None` if it holds a regular expression.
fn spelled_out(reading: &Reading) -> Option<Vec<String>> {
    let mut rows = vec![String::new()];
    for step in reading {
        let words = words_of(step)?;
        let longer = rows.iter().flat_map(|row| words.iter().map(move |word| format!("{row} {word}")));
        // One more than can be written is enough to see that there are too many.
        rows = longer.take(MOST_PHRASES + 1).collect();
    }
    Some(rows.iter().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect())
}

fn words_of(step: &Step) -> Option<Vec<String>> {
    Some(match step {
        Step::AnyWord => vec!["*".to_owned()],
        Step::Gap(words) => (0..=usize::from(*words)).map(|skipped| "* ".repeat(skipped)).collect(),
        Step::Comma => vec![String::new()],
        Step::Word(tests) => {
            let words: Vec<String> = tests.iter().filter_map(word_of).collect();
            if words.is_empty() {
                return None;
            }
            words
        }
    })
}

/// The word or glob of a test; `None` for an expression. Possessives are left to the reader of the
/// dictionary, whose tokens part them from the word.
fn word_of(test: &Test) -> Option<String> {
    match test {
        Test::Form(form) => (!form.contains('\'')).then(|| form.clone()),
        Test::Stem(stem) => Some(format!("{stem}*")),
        Test::Glob(shape) => Some(shape.clone()),
        Test::Regex(_) => None,
    }
}
