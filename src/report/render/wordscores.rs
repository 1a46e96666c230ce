//! Placed texts under the names of the public format.

use super::comparison::reason;
use crate::compare::{self, Scaling, Study};
use crate::report::wire::{PlacedText, Program, SCHEMA_VERSION, ScalePlace, ScoredWord, Wordscores};
use std::borrow::Cow;

/// What was placed, and how much is listed.
#[derive(Clone, Copy, Debug)]
pub struct Scaled<'a> {
    /// The run, as it is to be named.
    pub path: &'a str,
    /// What a text is.
    pub field: &'a str,
    /// Fewest occurrences of a word that is listed.
    pub min_count: u64,
    /// Most words listed of each end.
    pub most: usize,
}

/// Renders what [`compare::wordscores`] found.
#[must_use]
pub fn wordscores<'a>(study: &'a Study, found: &Scaling<'_>, asked: Scaled<'a>) -> Wordscores<'a> {
    let word = |it: &compare::ScoredWord| ScoredWord {
        word: Cow::Borrowed(study.words.name(it.word)),
        score: it.score,
        count: it.count,
        n_references: it.n_references,
    };
    let middle = middle(found);
    let lowest = found.words.iter().filter(|it| it.score < middle);
    let mut highest: Vec<&compare::ScoredWord> = found.words.iter().filter(|it| it.score > middle).collect();
    highest.sort_by(|one, other| {
        other.score.total_cmp(&one.score).then(other.count.cmp(&one.count)).then(one.word.cmp(&other.word))
    });
    Wordscores {
        schema_version: SCHEMA_VERSION.into(),
        program: Program { name: env!("CARGO_PKG_NAME").into(), version: env!("CARGO_PKG_VERSION").into() },
        path: asked.path.into(),
        field: asked.field.into(),
        n_without: found.n_without,
        positive_means: positive_means(found).into(),
        min_count: asked.min_count,
        texts: found.texts.iter().map(placed).collect(),
        lowest_words: lowest.take(asked.most).map(word).collect(),
        highest_words: highest.into_iter().take(asked.most).map(word).collect(),
    }
}

/// Half way between the lowest and the highest reference.
fn middle(found: &Scaling<'_>) -> f64 {
    let places = || found.texts.iter().filter_map(|it| it.reference);
    let (low, high) = (places().fold(f64::INFINITY, f64::min), places().fold(f64::NEG_INFINITY, f64::max));
    low.midpoint(high)
}

fn positive_means(found: &Scaling<'_>) -> String {
    let references = found.texts.iter().filter_map(|it| it.reference.map(|place| (&it.name, place)));
    let highest = references.max_by(|one, other| one.1.total_cmp(&other.1));
    highest.map_or_else(String::new, |(name, place)| {
        format!("a higher place is more words of {name}, the reference at {place}, and fewer of the others")
    })
}

fn placed<'a>(it: &compare::PlacedText<'_>) -> PlacedText<'a> {
    PlacedText {
        value: it.name.clone().into(),
        reference_score: it.reference,
        n_documents: it.documents.len() as u64,
        n_words: it.n_words,
        n_scored_words: it.n_scored,
        scored_share: (it.n_words > 0).then(|| it.n_scored as f64 / it.n_words as f64),
        raw: it.raw.map(place),
        martin_vanberg: it.martin_vanberg.map(place),
        laver_benoit_garry: it.laver_benoit_garry.map(place),
        reason: reason(it.reason),
    }
}

fn place<'a>(it: compare::Place) -> ScalePlace<'a> {
    ScalePlace { value: it.value, standard_error: it.standard_error, interval: (&it.interval).into() }
}
