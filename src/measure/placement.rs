//! Where in the text the evidence stands.

use super::SentenceFrames;
use super::counts::HitsBySentence;
use crate::annotate::{Annotations, Verdict};
use crate::codebook::Codebook;
use crate::document::BlockKind;
use crate::segment::{Segmentation, SentenceIx};
use crate::stats::{self, Draws};

/// Where the evidence stands (METRICS 17): first and last words are read most (Entman 1993 on salience).
///
/// A sentence's evidence is spread evenly over its words, so a sentence that straddles a tenth counts for
/// both in proportion. Shares are `None` where there is no evidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// Weight of evidence in titles and headings outside the body, as a share of that and the body's.
    pub title: Option<f64>,
    /// Share of the body's evidence in the first tenth of its words.
    pub lead: Option<f64>,
    /// Share of the body's evidence in the last tenth.
    pub end: Option<f64>,
    /// Two-sided permutation p of the lead share under random sentence order; `None` for fewer than ten
    /// sentences.
    pub lead_p: Option<f64>,
    /// Weight of evidence in each tenth of the body, for each frame in codebook order.
    pub deciles: Vec<[f64; 10]>,
}

/// Fewest sentences that are worth shuffling.
const MIN_SENTENCES: usize = 10;

impl Placement {
    /// Reads off where the evidence of the counted sentences stands. Draws `n_permutations` random orders.
    pub(super) fn of(
        codebook: &Codebook,
        sentences: &[SentenceFrames],
        title_weight: f64,
        (n_permutations, seed): (usize, u64),
    ) -> Self {
        let deciles = deciles(codebook.frames.len(), sentences);
        let tenth = |at: usize| deciles.iter().map(|frame| frame[at]).sum::<f64>();
        let body: f64 = sentences.iter().flat_map(|sentence| &sentence.weights).sum();
        let share = |part: f64, whole: f64| (whole > 0.0).then(|| (part / whole).clamp(0.0, 1.0));
        Self {
            title: share(title_weight, title_weight + body),
            lead: share(tenth(0), body),
            end: share(tenth(9), body),
            lead_p: lead_p(sentences, n_permutations, seed),
            deciles,
        }
    }
}

/// Weight of evidence in titles and headings that are not counted.
pub(super) fn title_weight(
    segmentation: &Segmentation,
    annotations: &Annotations,
    body: &[BlockKind],
) -> f64 {
    let mut hits = HitsBySentence::new(&annotations.hits);
    let mut sum = 0.0;
    for (at, sentence) in segmentation.sentences.iter().enumerate() {
        let kind = segmentation.kind_of(sentence);
        if !matches!(kind, BlockKind::Title | BlockKind::Heading) || body.contains(&kind) {
            continue;
        }
        for hit in hits.of(SentenceIx::new(at)) {
            let would_count = matches!(hit.verdict, Verdict::Counted | Verdict::OutsideBody);
            if would_count {
                sum += hit.sense.map_or(0.0, |sense| sense.weight);
            }
        }
    }
    sum
}

fn deciles(n_frames: usize, sentences: &[SentenceFrames]) -> Vec<[f64; 10]> {
    let n_words: f64 = sentences.iter().map(|sentence| f64::from(sentence.n_words)).sum();
    let mut deciles = vec![[0.0; 10]; n_frames];
    let mut start = 0.0;
    for sentence in sentences {
        let (words, first) = (f64::from(sentence.n_words), start);
        start += words;
        if sentence.weights.iter().all(|weight| *weight == 0.0) {
            continue;
        }
        for tenth in 0..10 {
            let bounds = (n_words * f64::from(tenth) / 10.0, n_words * f64::from(tenth + 1) / 10.0);
            let inside = (start.min(bounds.1) - first.max(bounds.0)).max(0.0) / words;
            for (frame, weight) in deciles.iter_mut().zip(&sentence.weights) {
                frame[tenth as usize] += weight * inside;
            }
        }
    }
    deciles
}

/// p of the share of evidence in the first tenth of the words, against random orders of the sentences.
///
/// Only the sentences that fill the first tenth are drawn, not a whole order: a tenth of the work.
fn lead_p(sentences: &[SentenceFrames], n_permutations: usize, seed: u64) -> Option<f64> {
    let weights = |sentence: &SentenceFrames| sentence.weights.iter().sum::<f64>();
    let mut order: Vec<(f64, f64)> =
        sentences.iter().map(|sentence| (f64::from(sentence.n_words), weights(sentence))).collect();
    let any = order.iter().any(|(_, weight)| *weight > 0.0);
    if !any || order.len() < MIN_SENTENCES {
        return None;
    }
    let tenth = order.iter().map(|(words, _)| words).sum::<f64>() / 10.0;
    let observed = evidence_before(tenth, order.iter().copied());
    let mut draws = Draws::new(seed);
    let mut shuffled = || {
        let n = order.len();
        // A partial Fisher-Yates shuffle. It may start from the order that the last one left.
        let drawn = (0..n).map(|at| {
            order.swap(at, at + draws.below(n - at));
            order[at]
        });
        evidence_before(tenth, drawn)
    };
    let rearranged: Vec<f64> = (0..n_permutations).map(|_| shuffled()).collect();
    stats::two_sided_p(observed, &rearranged)
}

/// Evidence in the first `words` words of sentences given as (words, evidence).
fn evidence_before(words: f64, sentences: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (mut left, mut sum) = (words, 0.0);
    for (length, weight) in sentences {
        if length >= left {
            return sum + weight * left / length;
        }
        sum += weight;
        left -= length;
    }
    sum
}
