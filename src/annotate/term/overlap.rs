//! Entries that take each other's words.

use super::Matcher;
use super::examples::annotations_of;
use crate::annotate::TypeCache;
use crate::annotate::{Annotations, TermHit, Verdict};
use crate::codebook::{
    Codebook, CodebookError, Entry, EntryIx, Finding, Pattern, Reader, Reading, Role, Step, Test,
};

/// Phrases tried for one entry: enough for every alternative of all but the widest patterns.
const MOST_PHRASES: usize = 400;

/// Finds entries that match the very words of another one, and entries that can never count because a mask
/// or another entry takes all their words.
///
/// Each entry's patterns are turned into phrases, every alternative in turn, and the phrases are read with
/// the whole codebook. Only what always hides is reported: entries with conditions of their own do not.
///
/// # Errors
/// If the codebook cannot be compiled.
pub fn find_overlaps(codebook: &Codebook) -> Result<Vec<Finding>, CodebookError> {
    let mut bare = codebook.clone();
    for entry in &mut bare.entries {
        (entry.requires, entry.unless) = (Vec::new(), Vec::new());
    }
    let matcher = Matcher::new(&bare)?;
    let mut cache = TypeCache::new();
    let mut findings = Vec::new();
    for (at, entry) in codebook.entries.iter().enumerate() {
        if !matches!(entry.role, Role::Evidence { .. } | Role::Contested(_)) {
            continue;
        }
        let mut report = Report::default();
        for phrase in phrases(codebook, entry) {
            let annotations = annotations_of(&phrase, &matcher, &mut cache);
            report.note(codebook, EntryIx::new(at), &phrase, &annotations);
        }
        findings.extend(report.finish(codebook, entry));
    }
    Ok(findings)
}

/// What the phrases of one entry showed.
#[derive(Default)]
struct Report {
    n_free: usize,
    /// Who took the words, and one phrase each.
    takers: Vec<(EntryIx, String)>,
}

impl Report {
    fn note(&mut self, codebook: &Codebook, entry: EntryIx, phrase: &str, annotations: &Annotations) {
        let Some(own) = annotations.hits.iter().find(|hit| hit.entry == entry) else { return };
        let hides = |hit: &&TermHit| {
            hit.entry != entry
                && hit.span.contains(own.span)
                && matches!(hit.verdict, Verdict::Counted | Verdict::Unresolved | Verdict::NotEvidence)
                && always_counts(&codebook.entries[hit.entry.get()])
        };
        let lost = matches!(own.verdict, Verdict::Masked | Verdict::Overlapped);
        match annotations.hits.iter().find(hides).filter(|_| lost) {
            None => self.n_free += 1,
            Some(taker) if self.takers.iter().any(|&(known, _)| known == taker.entry) => {}
            Some(taker) => self.takers.push((taker.entry, phrase.to_owned())),
        }
    }

    fn finish(self, codebook: &Codebook, entry: &Entry) -> Vec<Finding> {
        let describe = |(taker, phrase): &(EntryIx, String)| {
            let taker = &codebook.entries[taker.get()];
            format!("{phrase:?} belongs to {:?} ({})", taker.id, taker.place)
        };
        if self.takers.is_empty() {
            return Vec::new();
        }
        let all: Vec<String> = self.takers.iter().map(describe).collect();
        let message = if self.n_free == 0 {
            format!("{:?} can never count: {}", entry.id, all.join("; "))
        } else {
            format!("{:?} shares words: {}", entry.id, all.join("; "))
        };
        vec![Finding::warning(entry.place.clone(), message)]
    }
}

fn always_counts(entry: &Entry) -> bool {
    entry.requires.is_empty() && entry.unless.is_empty()
}

/// Phrases that the entry matches.
fn phrases(codebook: &Codebook, entry: &Entry) -> Vec<String> {
    let reader = Reader::new(&codebook.lists, &codebook.language);
    let patterns = entry.patterns.iter().filter_map(|written| Pattern::parse(written).ok());
    let readings = patterns.filter_map(|pattern| reader.readings(&pattern, entry.matching).ok()).flatten();
    let mut all: Vec<String> = readings.flat_map(|reading| wordings(&reading)).take(MOST_PHRASES).collect();
    all.sort();
    all.dedup();
    all
}

/// The row with the first word of each place, and with every other word in its place in turn.
fn wordings(reading: &Reading) -> Vec<String> {
    let places: Vec<Vec<String>> = reading.iter().map(words).collect();
    let Some(first) = places.iter().map(|words| words.first().cloned()).collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    let mut wordings = vec![first.join(" ")];
    for (place, words) in places.iter().enumerate() {
        for word in &words[1..] {
            let mut row = first.clone();
            row[place].clone_from(word);
            wordings.push(row.join(" "));
        }
    }
    wordings.iter().map(|wording| wording.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Words that a step accepts; none for an expression, whose words we cannot guess.
fn words(step: &Step) -> Vec<String> {
    match step {
        Step::Gap(_) | Step::Comma => vec![String::new()],
        Step::AnyWord => vec!["zzz".to_owned()],
        Step::Word(tests) => tests.iter().filter_map(word).collect(),
    }
}

fn word(test: &Test) -> Option<String> {
    match test {
        Test::Form(form) if form.contains('\'') => None,
        Test::Form(form) | Test::Stem(form) => Some(form.clone()),
        Test::Glob(shape) => Some(shape.replace('*', "")),
        Test::Regex(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::term::fixture::{block, codebook, entry};

    fn findings(blocks: &str) -> Vec<String> {
        let found = find_overlaps(&codebook(blocks)).expect("compiles");
        found.iter().map(|finding| finding.message.clone()).collect()
    }

    #[test]
    fn an_entry_whose_words_are_all_taken_is_reported() {
        let blocks = entry("censor", "censor*", "") + &entry("ban", "(censorship|censors)", "weight = 0.4");
        let found = findings(&blocks);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("\"ban\" can never count: \"censor"), "{}", found[0]);
        assert!(found[0].contains("belongs to \"censor\" (test.toml:"), "{}", found[0]);
    }

    #[test]
    fn shared_words_are_reported_and_nested_ones_are_not() {
        let blocks = entry("media", "free (press|media)", "")
            + &entry("press", "(free|open) press", "weight = 0.5")
            + &entry("online", "free press online", "");
        let found = findings(&blocks);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("\"press\" shares words: \"free press\" belongs to \"media\""));
    }

    #[test]
    fn masks_hide_and_entries_with_conditions_do_not() {
        let masked = entry("order", "public order", "") + &block("mask", "name", "public order");
        assert!(findings(&masked)[0].contains("can never count"));
        let conditional = entry("a", "public order", "requires = [{ near = \"threat\" }]")
            + &entry("b", "public order", "weight = 0.5");
        assert_eq!(findings(&conditional), [""; 0]);
    }
}
