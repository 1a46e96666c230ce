//! The rows of `measures.jsonl`: the framing block again, laid out flat.

use super::{Lines, Table};
use crate::report::wire::{Estimate, FrameFraming, Framing, Interval, MeasureRow, Position};
use std::borrow::Cow;

/// What all rows of one framing share.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// The document, if it is one.
    pub doc_id: Option<&'a str>,
    /// The group, if it is one, as `field=value`.
    pub group: Option<&'a str>,
    /// How documents were joined; `None` for a single one.
    pub joined: Option<&'static str>,
}

/// Writes a row for every statistic of `framing`.
pub fn measure_rows(framing: &Framing<'_>, heading: Heading<'_>, lines: &mut Lines) {
    let mut rows = Rows { heading, lines };
    rows.push("position", ALL, Cell::of_position(&framing.position, &framing.position.interval));
    if framing.position.interval_jeffreys.is_some() {
        rows.push("position", ALL, Cell::of_position(&framing.position, &framing.position.interval_jeffreys));
    }
    for (statistic, estimate) in whole(framing) {
        rows.push(statistic, ALL, estimate.into());
    }
    let n_words = framing.dimensions.affirmation.denominator;
    for frame in &framing.frames {
        let of = Of { frame: Some(&frame.frame), family: None };
        rows.push("rate_per_1000_words", of, Cell::of_rate(frame, n_words));
        rows.push("emphasis", of, (&frame.emphasis).into());
        rows.push("family_entropy", of, (&frame.family_entropy).into());
    }
    for family in &framing.families {
        let of = Of { frame: Some(&family.frame), family: Some(&family.family) };
        rows.push("rate_per_1000_words", of, (&family.rate_per_1000_words).into());
        rows.push("share_of_frame", of, (&family.share).into());
    }
}

/// The statistics that speak of all frames together.
fn whole<'f>(framing: &'f Framing<'f>) -> [(&'static str, &'f Estimate<'f>); 17] {
    let dimensions = &framing.dimensions;
    [
        ("balance", &framing.balance),
        ("emphasis", &framing.emphasis),
        ("ambivalence", &framing.ambivalence),
        ("family_entropy", &framing.family_entropy),
        ("comention", &framing.comention.log_odds_ratio),
        ("comention_share", &framing.comention.share),
        ("affirmation_per_1000_words", &dimensions.affirmation),
        ("violation_per_1000_words", &dimensions.violation),
        ("justification_per_1000_words", &dimensions.justification),
        ("violation_share", &dimensions.violation_share),
        ("justification_share", &dimensions.justification_share),
        ("top_1_share", &framing.concentration.top_1),
        ("top_3_share", &framing.concentration.top_3),
        ("top_10_share", &framing.concentration.top_10),
        ("hhi", &framing.concentration.hhi),
        ("masked_share", &framing.masked_share),
        ("unresolved_share", &framing.unresolved_share),
    ]
}

/// What a row speaks of.
#[derive(Clone, Copy)]
struct Of<'a> {
    frame: Option<&'a str>,
    family: Option<&'a str>,
}

/// All frames and families together.
const ALL: Of<'static> = Of { frame: None, family: None };

/// The numbers of a row.
struct Cell<'a> {
    value: Option<f64>,
    interval: Option<&'a Interval<'a>>,
    count: u64,
    denominator: u64,
    reason: Option<&'a str>,
}

impl<'a> Cell<'a> {
    fn of_position(it: &'a Position<'a>, interval: &'a Option<Interval<'a>>) -> Self {
        let Position { value, count, denominator, .. } = *it;
        Self { value, interval: interval.as_ref(), count, denominator, reason: it.reason.as_deref() }
    }

    fn of_rate(it: &'a FrameFraming<'a>, n_words: u64) -> Self {
        Self {
            value: it.rate_per_1000_words,
            interval: it.interval.as_ref(),
            count: it.n_hits,
            denominator: n_words,
            reason: it.reason.as_deref(),
        }
    }
}

impl<'a> From<&'a Estimate<'a>> for Cell<'a> {
    fn from(it: &'a Estimate<'a>) -> Self {
        let Estimate { value, count, denominator, .. } = *it;
        Self { value, interval: it.interval.as_ref(), count, denominator, reason: it.reason.as_deref() }
    }
}

struct Rows<'h, 'l> {
    heading: Heading<'h>,
    lines: &'l mut Lines,
}

impl Rows<'_, '_> {
    fn push(&mut self, statistic: &'static str, of: Of<'_>, cell: Cell<'_>) {
        let method = match (self.heading.joined, cell.interval.map(|it| &*it.method)) {
            (Some(joined), Some(made)) => Some(Cow::Owned(format!("{joined} {made}"))),
            (Some(one), None) | (None, Some(one)) => Some(Cow::Borrowed(one)),
            (None, None) => None,
        };
        let row = MeasureRow {
            doc_id: self.heading.doc_id.map(Cow::Borrowed),
            group: self.heading.group.map(Cow::Borrowed),
            voice: "all".into(),
            statistic: statistic.into(),
            frame: of.frame.map(Cow::Borrowed),
            family: of.family.map(Cow::Borrowed),
            value: cell.value,
            lo: cell.interval.map(|it| it.lo),
            hi: cell.interval.map(|it| it.hi),
            method,
            count: Some(cell.count),
            denominator: Some(cell.denominator),
            reason: cell.reason.map(Cow::Borrowed),
        };
        self.lines.push(Table::Measures, &row);
    }
}
