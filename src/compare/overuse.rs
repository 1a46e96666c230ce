//! How much more one side uses something than the other: the statistics that key words, names and the company of contested terms
//! share.

use crate::stats::{Adjustment, Contingency, LogOdds, Share, log_odds};
use std::cmp::Ordering;

/// The use of one thing on both sides, against each other. A plus is more in the target.
#[derive(Clone, Debug, PartialEq)]
pub struct Overuse {
    /// log₂ of the ratio of the shares; a count of 0 is taken as ½.
    pub log_ratio: f64,
    /// Conservative log ratio, corrected for all things looked at: what they are ranked by.
    pub conservative_log_ratio: f64,
    /// G² of the four cells, with the sign of the difference.
    pub g2: f64,
    /// Log odds with an informative Dirichlet prior; `None` for what every word (or use) is.
    pub log_odds: Option<LogOdds>,
    /// Mann and Whitney's p of the shares in documents; `None` under five documents on either side.
    pub p: Option<f64>,
    /// The same adjusted for all things looked at.
    pub q: Option<f64>,
}

impl Overuse {
    /// The effects, of `n_items` looked at. The prior is as strong as `prior` occurrences of anything, at the rate of both sides
    /// together. `None` where the four cells are no table.
    pub(super) fn of((target, reference): (Share, Share), prior: f64, n_items: usize) -> Option<Self> {
        let table = Contingency::new(target, reference)?;
        let both = (target.of + reference.of) / (target.all + reference.all);
        Some(Self {
            log_ratio: table.log_ratio(),
            conservative_log_ratio: table.conservative_log_ratio(n_items),
            g2: table.sign() * table.g2(),
            log_odds: log_odds(target, reference, Share { of: prior * both, all: prior }),
            p: None,
            q: None,
        })
    }

    /// Adjusts the p of all things looked at.
    pub(super) fn adjust<'o>(all: impl Iterator<Item = &'o mut Self>, adjustment: Adjustment) {
        let tested: Vec<(&mut Self, f64)> = all.filter_map(|it| it.p.map(|p| (it, p))).collect();
        let p: Vec<f64> = tested.iter().map(|(_, p)| *p).collect();
        tested.into_iter().zip(adjustment.adjust(&p)).for_each(|((it, _), q)| it.q = Some(q));
    }

    /// The target's own first, by falling conservative log ratio; ties by G².
    pub(super) fn rank(&self, other: &Self) -> Ordering {
        let by_ratio = other.conservative_log_ratio.total_cmp(&self.conservative_log_ratio);
        by_ratio.then(other.g2.total_cmp(&self.g2))
    }
}
