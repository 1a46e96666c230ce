//! Whose words a sentence is in.

use super::counts::evidence;
use crate::annotate::{Annotations, AttributionIx, TermHit, Voice, Voiced};
use crate::segment::{Segmentation, Sentence};
use crate::text::Span;

/// Share of the evidence, or without evidence of the letters, that must be in other voices for the sentence to be so.
const LEAST_SHARE: f64 = 0.3;

/// Tokens of a heading that runs into its paragraph, the colon included: *Press and Media, Including Online Media: NGOs
/// reported*.
const LONGEST_HEADING: usize = 15;

/// The voice of a sentence, and the attribution that holds most of what is not the author's.
///
/// Where the sentence has evidence, the evidence decides, but for the terms that only name who speaks (*human rights
/// groups said*), and those of a heading that runs in. Without such evidence the letters do.
pub(super) fn sentence_voice(
    annotations: &Annotations,
    (segmentation, sentence): (&Segmentation, &Sentence),
    hits: &[TermHit],
) -> (Voice, Option<AttributionIx>) {
    let span = behind_heading(segmentation, sentence);
    let evidence: Vec<(&TermHit, f64)> = hits
        .iter()
        .filter_map(|hit| Some((hit, evidence(hit)?.weight)))
        .filter(|(hit, _)| hit.span.end() > span.start() && !names_a_source(annotations, span, hit))
        .collect();
    let total: f64 = if evidence.is_empty() {
        span.range().len() as f64 - said_by(annotations, span)
    } else {
        evidence.iter().map(|(_, weight)| weight).sum()
    };
    let within = |it: &Span| f64::from(it.end().min(span.end())) - f64::from(it.start().max(span.start()));
    let other: f64 = if evidence.is_empty() {
        annotations.voiced_in(span).map(|it| within(&it.span)).sum()
    } else {
        let others = evidence.iter().filter(|(hit, _)| hit.attribution.is_some());
        others.map(|(_, weight)| weight).sum()
    };
    if other <= 0.0 || other < LEAST_SHARE * total {
        return (Voice::Author, None);
    }
    // Of nested attributions the outermost holds most: *observers said that officials denied*.
    let held = |it: &Voiced| -> f64 {
        let content = &annotations.attributions[it.attribution.get()].content;
        let covers = |hit: &TermHit| {
            content.iter().any(|it| it.start() <= hit.span.start() && hit.span.end() <= it.end())
        };
        if evidence.is_empty() {
            content.iter().map(|it| within(it).max(0.0)).sum()
        } else {
            evidence.iter().filter(|(hit, _)| covers(hit)).map(|(_, weight)| weight).sum()
        }
    };
    let mut most: Option<(&Voiced, f64)> = None;
    for it in annotations.voiced_in(span) {
        let weight = held(it);
        // Of equals the first in the text.
        if most.is_none_or(|(_, so_far)| weight > so_far) {
            most = Some((it, weight));
        }
    }
    most.map_or((Voice::Author, None), |(it, _)| (it.voice, Some(it.attribution)))
}

/// The sentence without a heading that runs into it, up to a colon.
fn behind_heading(segmentation: &Segmentation, sentence: &Sentence) -> Span {
    let tokens = segmentation.tokens_of(sentence);
    let colon = tokens.iter().take(LONGEST_HEADING).position(|token| segmentation.norm(token) == ":");
    match colon.and_then(|at| tokens.get(at + 1)) {
        Some(first) => Span::of(first.span.start() as usize..sentence.span.end() as usize),
        None => sentence.span,
    }
}

/// Whether the hit stands in the source of an attribution whose content is in the sentence.
fn names_a_source(annotations: &Annotations, sentence: Span, hit: &TermHit) -> bool {
    let here = annotations.voiced_in(sentence);
    here.flat_map(|it| &annotations.attributions[it.attribution.get()].source)
        .any(|source| source.start() <= hit.span.start() && hit.span.end() <= source.end())
}

/// Letters of the sentence that name who speaks and say that they do.
fn said_by(annotations: &Annotations, sentence: Span) -> f64 {
    let mut seen: Vec<AttributionIx> = annotations.voiced_in(sentence).map(|it| it.attribution).collect();
    seen.dedup();
    let spans = seen.iter().flat_map(|it| {
        let attribution = &annotations.attributions[it.get()];
        attribution.source.iter().chain(&attribution.cue)
    });
    let within = spans.filter(|it| sentence.start() <= it.start() && it.end() <= sentence.end());
    within.map(|it| it.range().len() as f64).sum()
}
