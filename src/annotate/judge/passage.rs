//! A passage, and what is seen of it.

use super::feature::{EVIDENCE_STEPS, Feature, LENGTH_STEPS, Side};
use super::scheme::Scheme;
use crate::annotate::{Annotations, Mention, TermHit};
use crate::codebook::Dimension;
use crate::segment::{Norm, Segmentation, TokenKind};
use std::ops::Range;

/// Evidence beyond this adds nothing.
const MOST_EVIDENCE: f64 = 2.0;
/// Tokens on either side of a hit that are close to it.
const REACH: usize = 4;
/// Weights are written in decimals: `.7 + .2` must reach a step of `.9`.
const ROUNDING: f64 = 1e-9;

/// A stretch of text to be judged, with what was found in it: a sentence, or several that people coded as one.
#[derive(Clone, Copy)]
pub struct Passage<'a> {
    /// The document's parts.
    pub segmentation: &'a Segmentation,
    /// Its tokens, by place in the segmentation.
    pub tokens: (usize, usize),
    /// Names in it.
    pub mentions: &'a [Mention],
    /// Matches in it of evidence, contested terms and masks.
    pub hits: &'a [TermHit],
    /// Matches in it of cues.
    pub cues: &'a [TermHit],
}

impl<'a> Passage<'a> {
    /// All of a document, as if it were one sentence.
    #[must_use]
    pub fn whole(segmentation: &'a Segmentation, annotations: &'a Annotations) -> Self {
        Self {
            segmentation,
            tokens: (0, segmentation.tokens.len()),
            mentions: &annotations.mentions,
            hits: &annotations.hits,
            cues: &annotations.cues,
        }
    }
}

/// Buffers of one thread.
#[derive(Debug, Default)]
pub struct Watch {
    /// By norm, the round in which it was last seen.
    seen: Vec<u32>,
    round: u32,
    types: Vec<Norm>,
    near: Vec<Range<usize>>,
}

impl Watch {
    /// Makes ready for a document of so many norms.
    pub fn begin(&mut self, n_norms: usize) {
        self.seen.clear();
        self.seen.resize(n_norms, 0);
        self.round = 0;
    }

    /// Names every feature of a passage with its value, in a fixed order. Words, pairs and neighbours each come as a
    /// vector of about the length 1, so that a long passage does not outvote a short one.
    pub fn each(&mut self, scheme: &Scheme, passage: &Passage<'_>, mut see: impl FnMut(Feature, f32)) {
        self.words(passage, &mut see);
        for side in Side::ALL {
            self.near(scheme, passage, side, &mut see);
            evidence(scheme, passage.hits, side, &mut see);
        }
        hits(scheme, passage, &mut see);
        let tokens = &passage.segmentation.tokens[passage.tokens.0..passage.tokens.1];
        let n_words = tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
        for (step, _) in LENGTH_STEPS.iter().enumerate().filter(|(_, least)| n_words >= **least) {
            see(Feature::Length(step as u8), 1.0);
        }
    }

    /// Each word once, and every two neighbours.
    fn words(&mut self, passage: &Passage<'_>, see: &mut impl FnMut(Feature, f32)) {
        let tokens = &passage.segmentation.tokens[passage.tokens.0..passage.tokens.1];
        self.round += 1;
        self.types.clear();
        for token in tokens {
            if std::mem::replace(&mut self.seen[token.norm.get()], self.round) != self.round {
                self.types.push(token.norm);
            }
        }
        let share = 1.0 / (self.types.len().max(1) as f32).sqrt();
        self.types.iter().for_each(|&norm| see(Feature::Word(norm), share));
        tokens.windows(2).for_each(|two| see(Feature::Pair(two[0].norm, two[1].norm), share));
    }

    /// The tokens around the counted hits of a side, each once.
    fn near(
        &mut self,
        scheme: &Scheme,
        passage: &Passage<'_>,
        side: Side,
        see: &mut impl FnMut(Feature, f32),
    ) {
        let (first, end) = passage.tokens;
        let mut free = first;
        self.near.clear();
        let of_side = passage.hits.iter().filter(|hit| scheme.sense_for(hit, side).is_some());
        // Hits come sorted by where they start, but a long one may end behind the next.
        for hit in of_side {
            for (from, to) in [
                (hit.tokens.start.saturating_sub(REACH).max(free), hit.tokens.start),
                (hit.tokens.end.max(free), (hit.tokens.end + REACH).min(end)),
            ] {
                if from < to {
                    self.near.push(from..to);
                    free = to;
                }
            }
        }
        let n_tokens: usize = self.near.iter().map(ExactSizeIterator::len).sum();
        let share = 1.0 / (n_tokens.max(1) as f32).sqrt();
        for at in self.near.iter().cloned().flatten() {
            see(Feature::Near(side, passage.segmentation.tokens[at].norm), share);
        }
    }
}

/// The evidence of a side, its steps and its dimensions.
fn evidence(scheme: &Scheme, hits: &[TermHit], side: Side, see: &mut impl FnMut(Feature, f32)) {
    let (mut sum, mut heaviest) = (0.0, [0f64; 3]);
    for sense in hits.iter().filter_map(|hit| scheme.sense_for(hit, side)) {
        sum += sense.weight;
        let at = Dimension::ALL.iter().position(|&it| it == sense.dimension).unwrap_or(0);
        heaviest[at] = heaviest[at].max(sense.weight);
    }
    if sum == 0.0 {
        return;
    }
    see(Feature::Evidence(side), sum.min(MOST_EVIDENCE) as f32);
    for (step, _) in EVIDENCE_STEPS.iter().enumerate().filter(|(_, least)| sum + ROUNDING >= **least) {
        see(Feature::EvidenceStep(side, step as u8), 1.0);
    }
    for (dimension, weight) in Dimension::ALL.into_iter().zip(heaviest).filter(|(_, weight)| *weight > 0.0) {
        see(Feature::Dimension(side, dimension), weight as f32);
    }
}

/// What there is once however often it occurs: families by their heaviest hit, entries, cues, labels of names.
fn hits(scheme: &Scheme, passage: &Passage<'_>, see: &mut impl FnMut(Feature, f32)) {
    let mut seen: Vec<(Feature, f32)> = Vec::new();
    let mut note = |feature: Feature, value: f32| match seen.iter_mut().find(|(other, _)| *other == feature) {
        Some((_, most)) => *most = most.max(value),
        None => seen.push((feature, value)),
    };
    for hit in passage.hits {
        if !hit.verdict.counts() {
            note(Feature::Uncounted(hit.entry), 1.0);
            if let Some(side) = scheme.side_of_entry(hit) {
                note(Feature::Verdict(side, hit.verdict), 1.0);
            }
        } else if let Some(sense) = hit.sense {
            note(Feature::Entry(hit.entry), 1.0);
            note(Feature::Family(sense.family), sense.weight as f32);
            if let Some(side) = scheme.side(sense.family) {
                note(Feature::Voice(side, hit.voice), 1.0);
                note(Feature::Stance(side, hit.stance), 1.0);
            }
        }
    }
    for cue in passage.cues {
        if let Some(kind) = scheme.cue(cue) {
            note(Feature::Cue(kind), 1.0);
        }
    }
    passage.mentions.iter().for_each(|mention| note(Feature::Name(mention.label), 1.0));
    seen.into_iter().for_each(|(feature, value)| see(feature, value));
}
