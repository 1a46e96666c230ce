//! Every example of a codebook as a test.

use super::Matcher;
use crate::annotate::TypeCache;
use crate::annotate::{Annotations, TermHit, Verdict};
use crate::codebook::{Codebook, CodebookError, Entry, EntryIx, Meaning, Place, Role};
use crate::document::{BlockKind, Document};
use crate::segment::segment;
use std::collections::BTreeSet;
use std::fmt;

/// An example that does not show what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFailure {
    /// Where the entry stands.
    pub place: Place,
    /// The entry.
    pub entry: String,
    /// The text of the example.
    pub example: String,
    /// What was wrong.
    pub outcome: ExampleOutcome,
}

/// What an example showed instead of what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleOutcome {
    /// The entry was not found at all.
    NotFound,
    /// It was found, and did not count for this reason.
    Lost(Verdict),
    /// It was found in a counter-example.
    FoundInCounterExample,
    /// A contested term was read with another meaning, or with none.
    OtherMeaning,
}

impl fmt::Display for ExampleFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, entry, example, outcome } = self;
        match outcome {
            ExampleOutcome::NotFound => {
                write!(f, "{place}: {entry:?} is not found in its example {example:?}")
            }
            ExampleOutcome::Lost(verdict) => {
                let why = verdict.why_not().unwrap_or("counted");
                write!(f, "{place}: {entry:?} is found in its example, but {why}: {example:?}")
            }
            ExampleOutcome::FoundInCounterExample => {
                write!(f, "{place}: {entry:?} is found in its counter-example {example:?}")
            }
            ExampleOutcome::OtherMeaning => {
                write!(f, "{place}: {entry:?} is not read with the meaning of its example {example:?}")
            }
        }
    }
}

/// Runs every example and counter-example; an empty list means that all hold.
///
/// # Errors
/// If the codebook cannot be compiled.
pub fn run_examples(codebook: &Codebook) -> Result<Vec<ExampleFailure>, CodebookError> {
    let matcher = Matcher::new(codebook)?;
    let mut cache = TypeCache::new();
    let mut failures = Vec::new();
    for (at, entry) in codebook.entries.iter().enumerate() {
        let ix = EntryIx::new(at);
        let mut read = |example: &str| annotations_of(example, &matcher, &mut cache);
        for example in &entry.examples {
            let outcome = match best_verdict(&read(example), ix) {
                None => ExampleOutcome::NotFound,
                Some(verdict) if !holds(entry, verdict) => ExampleOutcome::Lost(verdict),
                Some(_) => continue,
            };
            failures.push(failure(entry, example, outcome));
        }
        for (meaning, example) in examples_of_meanings(entry) {
            if !read(example).hits.iter().any(|hit| hit.entry == ix && means(hit, meaning)) {
                failures.push(failure(entry, example, ExampleOutcome::OtherMeaning));
            }
        }
        for example in &entry.counter_examples {
            if best_verdict(&read(example), ix).is_some_and(|verdict| holds(entry, verdict)) {
                failures.push(failure(entry, example, ExampleOutcome::FoundInCounterExample));
            }
        }
    }
    Ok(failures)
}

/// Each meaning of a contested term with each of its examples.
fn examples_of_meanings(entry: &Entry) -> impl Iterator<Item = (&Meaning, &String)> {
    let meanings = match &entry.role {
        Role::Contested(contested) => contested.meanings.as_slice(),
        _ => &[],
    };
    meanings.iter().flat_map(|meaning| meaning.examples.iter().map(move |example| (meaning, example)))
}

/// Whether a hit was read with this meaning.
fn means(hit: &TermHit, meaning: &Meaning) -> bool {
    let family = hit.sense.map(|sense| sense.family);
    hit.verdict.counts() && family == Some(meaning.family) && hit.resolved_by == Some(meaning.by.into())
}

fn failure(entry: &Entry, example: &str, outcome: ExampleOutcome) -> ExampleFailure {
    ExampleFailure {
        place: entry.place.clone(),
        entry: entry.id.clone(),
        example: example.to_owned(),
        outcome,
    }
}

/// The verdict that a match of the entry has when it does its work.
fn holds(entry: &Entry, verdict: Verdict) -> bool {
    match entry.role {
        Role::Evidence { .. } => verdict == Verdict::Counted,
        Role::Contested(_) => matches!(verdict, Verdict::Counted | Verdict::Unresolved),
        Role::Mask | Role::Cue { .. } => verdict == Verdict::NotEvidence,
    }
}

/// The best thing that happened to the entry; the order of [`Verdict`] runs from good to bad.
fn best_verdict(annotations: &Annotations, entry: EntryIx) -> Option<Verdict> {
    let all = annotations.hits.iter().chain(&annotations.cues);
    all.filter(|hit| hit.entry == entry).map(|hit| hit.verdict).min_by_key(|&verdict| {
        (!matches!(verdict, Verdict::Counted | Verdict::Unresolved | Verdict::NotEvidence), verdict)
    })
}

/// What is found in a text of running words.
pub(super) fn annotations_of(text: &str, matcher: &Matcher, cache: &mut TypeCache) -> Annotations {
    let document = document_of(text);
    let counted: BTreeSet<BlockKind> = BlockKind::ALL.into_iter().collect();
    matcher.annotate(&document, &segment(&document), &counted, cache)
}

/// A document that is nothing but its text, all of it one paragraph.
pub(super) fn document_of(text: &str) -> Document {
    Document::of_paragraph("example", text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::term::fixture::codebook;

    #[test]
    fn failing_examples_are_told_apart() {
        let codebook = codebook(
            r#"
            [[entry]]
            id = "press"
            family = "R1"
            pattern = "free press"
            examples = ["A free press matters.", "The press is free.", "He edits the Free Press Journal."]
            counter_examples = ["They freed the press.", "A free press again."]
            [[mask]]
            id = "journal"
            pattern = "Free Press Journal"
            "#,
        );
        let outcomes: Vec<_> =
            run_examples(&codebook).expect("compiles").into_iter().map(|failure| failure.outcome).collect();
        let masked = ExampleOutcome::Lost(Verdict::Masked);
        assert_eq!(outcomes, [ExampleOutcome::NotFound, masked, ExampleOutcome::FoundInCounterExample]);
    }
}
