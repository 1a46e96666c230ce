//! Documents for tests, made of numbers.

use super::study::{Compared, EntityNames, Names, Study};
use crate::codebook::{Codebook, FrameIx};
use crate::document::Metadata;
use crate::measure::fixture::codebook;
use crate::measure::{ContrastCells, DocumentCounts, Tally};
use crate::stats::logit_scale;
use std::collections::BTreeMap;

/// Documents of 500 words and 25 sentences with so many events of weight 1 on each side of the contrast.
pub(super) fn documents(events: &[[u64; 2]]) -> Vec<Compared> {
    events.iter().enumerate().map(|(at, events)| document(&format!("d{at}"), *events)).collect()
}

pub(super) fn document(id: &str, events: [u64; 2]) -> Compared {
    let counts = counts(&codebook(), events);
    let interval =
        (events[0] + events[1] > 0).then(|| logit_scale::wald_interval(events[0] as f64, events[1] as f64));
    Compared {
        id: id.to_owned(),
        metadata: Metadata::default(),
        counts: [counts.clone(), counts],
        position_interval: [interval; 2],
        contested: BTreeMap::new(),
        words: Vec::new(),
        entities: Vec::new(),
        actors: Vec::new(),
        signatories: Vec::new(),
    }
}

fn counts(codebook: &Codebook, events: [u64; 2]) -> DocumentCounts {
    let mut counts = DocumentCounts::new(codebook);
    (counts.n_words, counts.n_sentences) = (500, 25);
    counts.n_sentences_neither = 25 - events[0].max(events[1]);
    for (at, n) in events.into_iter().enumerate() {
        let tally = Tally { events: n, weight: n as f64 };
        counts.frames[at].tally = tally;
        counts.frames[at].n_sentences = n;
        let first = codebook.families.iter().position(|it| it.frame == FrameIx::new(at));
        counts.families[first.expect("every frame has a family")] = tally;
    }
    counts.contrast = ContrastCells {
        both: events[0].min(events[1]),
        positive: events[0].saturating_sub(events[1]),
        negative: events[1].saturating_sub(events[0]),
        neither: counts.n_sentences_neither,
    };
    counts.contrast_by_rules = counts.contrast;
    counts
}

/// A study without documents.
pub(super) fn study() -> Study {
    Study {
        codebook: codebook(),
        words: Names::default(),
        entities: EntityNames::default(),
        documents: Vec::new(),
    }
}
