//! How far the position hangs on single choices of the codebook.

use super::DocumentCounts;
use crate::codebook::{Codebook, EntryIx, FamilyIx, FrameIx};
use crate::stats::{self, logit_scale};

/// How far the position hangs on single choices (METRICS 19). This *is* the uncertainty that no resampling
/// of the text shows: another sound codebook would have given another number.
///
/// Empty without a contrast or without evidence for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sensitivity {
    /// Position without each entry that has evidence for either side, in codebook order.
    pub without_entry: Vec<(EntryIx, f64)>,
    /// Largest change, over those entries, of |θ − θ without|.
    pub max_change: Option<f64>,
    /// 90th percentile of the same.
    pub p90_change: Option<f64>,
    /// Position without each family that has such evidence, in codebook order.
    pub without_family: Vec<(FamilyIx, f64)>,
    /// Position with every weight set to 1.
    pub unweighted: Option<f64>,
    /// Position without the families that the codebook reports apart; `None` if it reports none apart.
    pub without_separate: Option<f64>,
    /// Whether leaving out any one entry changes the sign of the position.
    pub sign_flips: bool,
}

impl Sensitivity {
    /// The sensitivity of a document, or of several together.
    #[must_use]
    pub fn of(codebook: &Codebook, counts: &DocumentCounts) -> Self {
        let Some(sides) = Sides::of(codebook, counts) else {
            return Self::default();
        };
        let theta = sides.without(0.0, 0.0);
        let without_entry: Vec<(EntryIx, f64)> = counts
            .by_entry()
            .filter_map(|(entry, _)| {
                let weight = |frame| counts.entries.get(&(entry, frame)).map(|tally| tally.weight);
                let (positive, negative) = (weight(sides.positive.0), weight(sides.negative.0));
                let any = positive.is_some() || negative.is_some();
                any.then(|| (entry, sides.without(positive.unwrap_or(0.0), negative.unwrap_or(0.0))))
            })
            .collect();
        let mut changes: Vec<f64> =
            without_entry.iter().map(|(_, without)| (theta - without).abs()).collect();
        changes.sort_unstable_by(f64::total_cmp);
        Self {
            max_change: changes.last().copied(),
            p90_change: stats::quantile(&changes, 0.9),
            sign_flips: without_entry.iter().any(|(_, without)| without * theta < 0.0),
            without_entry,
            without_family: sides.without_families(codebook, counts),
            unweighted: Some(sides.unweighted(counts)),
            without_separate: sides.without_separate(codebook, counts),
        }
    }
}

/// The weights on the two sides of the contrast.
struct Sides {
    positive: (FrameIx, f64),
    negative: (FrameIx, f64),
}

impl Sides {
    fn of(codebook: &Codebook, counts: &DocumentCounts) -> Option<Self> {
        let contrast = codebook.contrast?;
        let weight = |frame: FrameIx| (frame, counts.frames[frame.get()].tally.weight);
        let sides = Self { positive: weight(contrast.positive), negative: weight(contrast.negative) };
        (sides.positive.1 + sides.negative.1 > 0.0).then_some(sides)
    }

    /// The position with less on each side. What rounding leaves of a sum taken away whole is no evidence.
    fn without(&self, positive: f64, negative: f64) -> f64 {
        logit_scale::position((self.positive.1 - positive).max(0.0), (self.negative.1 - negative).max(0.0))
    }

    /// The position with less of one frame; `None` if that is neither side.
    fn less(&self, frame: FrameIx, weight: f64) -> Option<f64> {
        if frame == self.positive.0 {
            Some(self.without(weight, 0.0))
        } else if frame == self.negative.0 {
            Some(self.without(0.0, weight))
        } else {
            None
        }
    }

    fn without_families(&self, codebook: &Codebook, counts: &DocumentCounts) -> Vec<(FamilyIx, f64)> {
        let families = codebook.families.iter().zip(&counts.families).enumerate();
        families
            .filter(|(_, (_, tally))| tally.events > 0)
            .filter_map(|(at, (family, tally))| {
                Some((FamilyIx::new(at), self.less(family.frame, tally.weight)?))
            })
            .collect()
    }

    fn unweighted(&self, counts: &DocumentCounts) -> f64 {
        let events = |frame: FrameIx| counts.frames[frame.get()].tally.events as f64;
        logit_scale::position(events(self.positive.0), events(self.negative.0))
    }

    fn without_separate(&self, codebook: &Codebook, counts: &DocumentCounts) -> Option<f64> {
        let apart = |frame: FrameIx| {
            let families = codebook.families.iter().zip(&counts.families);
            let apart = families.filter(|(family, _)| family.separate && family.frame == frame);
            apart.map(|(_, tally)| tally.weight).sum()
        };
        let any = codebook.families.iter().any(|family| family.separate);
        any.then(|| self.without(apart(self.positive.0), apart(self.negative.0)))
    }
}
