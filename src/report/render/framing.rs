//! From the numbers of `measure` to those of the public format.

use crate::codebook::Codebook;
use crate::measure;
use crate::report::wire::{
    ByName, Comention, Concentration, Dimensions, Estimate, FamilyFraming, FrameFraming, Framing, Interval,
    Position,
};
use std::borrow::Cow;

impl From<&measure::Interval> for Interval<'_> {
    fn from(it: &measure::Interval) -> Self {
        Self { lo: it.lo, hi: it.hi, method: it.method.into() }
    }
}

impl From<&measure::Estimate> for Estimate<'_> {
    fn from(it: &measure::Estimate) -> Self {
        Self {
            value: it.value,
            interval: it.interval.as_ref().map(Interval::from),
            count: it.count,
            denominator: it.denominator,
            reason: reason(it.reason),
        }
    }
}

fn reason<'a>(reason: Option<measure::Reason>) -> Option<Cow<'a, str>> {
    reason.map(|it| it.name().into())
}

/// The framing under the names of the codebook. `sentences` are the counts by what a sentence shows.
#[must_use]
pub fn framing<'a>(codebook: &'a Codebook, it: &measure::Framing, sentences: ByName<'a, u64>) -> Framing<'a> {
    let [affirmation, violation, justification] = it.dimensions.each_ref().map(Estimate::from);
    Framing {
        n_words: it.n_words,
        n_sentences: it.n_sentences,
        frames: it.frames.iter().map(|frame| frame_framing(codebook, frame)).collect(),
        position: position(it),
        balance: (&it.balance).into(),
        emphasis: (&it.emphasis).into(),
        ambivalence: (&it.ambivalence).into(),
        family_entropy: (&it.family_entropy).into(),
        sentences,
        comention: Comention {
            log_odds_ratio: (&it.comention).into(),
            log_odds_ratio_paragraphs: (&it.comention_paragraphs).into(),
            share: (&it.comention_share).into(),
        },
        dimensions: Dimensions {
            affirmation,
            violation,
            justification,
            violation_share: (&it.violation_share).into(),
            justification_share: (&it.justification_share).into(),
        },
        families: it.families.iter().map(|family| family_framing(codebook, family)).collect(),
        concentration: concentration(&it.concentration, &it.hhi),
        masked_share: (&it.masked_share).into(),
        unresolved_share: (&it.unresolved_share).into(),
        reason: reason(it.position.reason.filter(|_| it.position.value.is_none())),
    }
}

fn concentration<'a>(top: &[measure::Estimate; 3], hhi: &measure::Estimate) -> Concentration<'a> {
    let [top_1, top_3, top_10] = top.each_ref().map(Estimate::from);
    Concentration { top_1, top_3, top_10, hhi: hhi.into() }
}

fn position<'a>(it: &measure::Framing) -> Position<'a> {
    Position {
        value: it.position.value,
        interval: it.position.interval.as_ref().map(Interval::from),
        interval_jeffreys: it.position_jeffreys.as_ref().map(Interval::from),
        count: it.position.count,
        denominator: it.position.denominator,
        reason: reason(it.position.reason),
    }
}

fn frame_framing<'a>(codebook: &'a Codebook, it: &measure::FrameMeasure) -> FrameFraming<'a> {
    FrameFraming {
        frame: Cow::Borrowed(&codebook.frames[it.frame.get()].id),
        n_hits: it.n_hits,
        weight: it.weight,
        rate_per_1000_words: it.rate_per_1000_words.value,
        interval: it.rate_per_1000_words.interval.as_ref().map(Interval::from),
        n_sentences: it.n_sentences,
        n_sentences_only: it.n_sentences_only,
        emphasis: (&it.emphasis).into(),
        family_entropy: (&it.family_entropy).into(),
        concentration: concentration(&it.concentration, &it.hhi),
        rejection_rate: (&it.rejection_rate).into(),
        net_endorsement: (&it.net_endorsement).into(),
        reason: reason(it.rate_per_1000_words.reason),
    }
}

fn family_framing<'a>(codebook: &'a Codebook, it: &measure::FamilyMeasure) -> FamilyFraming<'a> {
    let family = &codebook.families[it.family.get()];
    FamilyFraming {
        family: Cow::Borrowed(&family.id),
        frame: Cow::Borrowed(&codebook.frames[family.frame.get()].id),
        n_hits: it.n_hits,
        weight: it.weight,
        share: (&it.share).into(),
        rate_per_1000_words: (&it.rate_per_1000_words).into(),
    }
}
