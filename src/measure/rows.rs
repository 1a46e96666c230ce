//! Every statistic as a flat row, for tables.

use super::{Estimate, FamilyMeasure, FrameMeasure, Framing, Placement, Reason, Sensitivity};
use crate::codebook::{Dimension, FamilyIx, FrameIx};

/// One number of one text or group.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its name: one of [`STATISTICS`].
    pub statistic: &'static str,
    /// The frame it is about, if one.
    pub frame: Option<FrameIx>,
    /// The family it is about, if one.
    pub family: Option<FamilyIx>,
    /// The number; `None` where it is undefined.
    pub value: Option<f64>,
    /// Lower bound of its 95 % interval.
    pub lo: Option<f64>,
    /// Upper bound.
    pub hi: Option<f64>,
    /// How the interval was made.
    pub method: Option<&'static str>,
    /// What was counted, unweighted.
    pub count: Option<u64>,
    /// What it was counted in.
    pub denominator: Option<u64>,
    /// Why the value is missing, or not to be relied on.
    pub reason: Option<Reason>,
}

/// What a statistic is, for the data dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statistic {
    /// The name in every output. Stable.
    pub name: &'static str,
    /// Unit and range.
    pub unit: &'static str,
    /// In one line, with the formula.
    pub definition: &'static str,
}

const fn statistic(name: &'static str, unit: &'static str, definition: &'static str) -> Statistic {
    Statistic { name, unit, definition }
}

/// Every statistic that rows can hold, in the order of the rows.
pub const STATISTICS: [Statistic; 41] = [
    statistic("weight", "sum of weights, 0 or more", "evidence for a frame or family; count: its events"),
    statistic(
        "rate_per_1000_words",
        "per 1,000 words, 0 or more",
        "intensity of a frame or family: 1000 × weight / words; words have a letter",
    ),
    statistic(
        "emphasis",
        "share, 0 to 1",
        "sentences that show any frame (or the frame named), of all counted",
    ),
    statistic("sentences_only", "sentences", "sentences that show this frame and no other"),
    statistic("sentences_several", "sentences", "sentences that show more than one frame"),
    statistic("sentences_neither", "sentences", "sentences that show no frame"),
    statistic(
        "family_entropy",
        "share of its maximum, 0 to 1",
        "breadth of argument: entropy of the families' weights over ln(number of families)",
    ),
    statistic(
        "position",
        "logit, 0 = equal",
        "ln((P + ½) / (N + ½)), P and N the weights of the positive and negative frame of the contrast; \
         count: events of P, denominator: of both",
    ),
    statistic("position_jeffreys", "logit", "the position with the interval of independent events"),
    statistic(
        "position_inverse_variance",
        "logit, 0 = equal",
        "groups only: mean of the documents' positions, each weighted by 1 / (1/(c₊ + ½) + 1/(c₋ + ½)), c their events",
    ),
    statistic("balance", "-1 to 1", "(P − N) / (P + N); for display, not for averaging"),
    statistic("ambivalence", "0 to 1", "4π(1 − π), π = P / (P + N): 1 where both frames weigh the same"),
    statistic(
        "comention",
        "log odds ratio, 0 = chance",
        "do both frames of the contrast meet in a sentence: ln((both + ½)(neither + ½) / ((only P + ½)(only N + ½)))",
    ),
    statistic("comention_paragraphs", "log odds ratio, 0 = chance", "the same by paragraph"),
    statistic("comention_share", "share, 0 to 1", "sentences with both frames, of those with either"),
    statistic(
        "affirmation_rate",
        "per 1,000 words, 0 or more",
        "weight of affirmations of the positive frame",
    ),
    statistic(
        "violation_rate",
        "per 1,000 words, 0 or more",
        "weight of violations, counted for the positive frame",
    ),
    statistic(
        "justification_rate",
        "per 1,000 words, 0 or more",
        "weight of justifications, counted for the negative frame",
    ),
    statistic("violation_share", "share, 0 to 1", "violations among affirmations and violations"),
    statistic(
        "justification_share",
        "share, 0 to 1",
        "justifications among the evidence of the negative frame",
    ),
    statistic("share", "share, 0 to 1", "a family's part of the evidence for its frame"),
    statistic("concentration_top1", "share, 0 to 1", "evidence carried by the heaviest entry"),
    statistic("concentration_top3", "share, 0 to 1", "evidence carried by the three heaviest entries"),
    statistic("concentration_top10", "share, 0 to 1", "evidence carried by the ten heaviest entries"),
    statistic("hhi", "0 to 1", "sum of the entries' squared shares; 1 / hhi: effective number of entries"),
    statistic(
        "rejection_rate",
        "share, 0 to 1",
        "events of a frame that those heard argue against; Jeffreys interval (Beta with ½ added to each side)",
    ),
    statistic(
        "net_endorsement",
        "per 1,000 words",
        "1000 × (weight endorsed − weight rejected) / words, for a frame",
    ),
    statistic(
        "attribution_gap",
        "logit, 0 = none",
        "position of all voices less that of the author; interval by paired sentence bootstrap",
    ),
    statistic("masked_share", "share, 0 to 1", "candidate hits covered by a name or idiom"),
    statistic("unresolved_share", "share, 0 to 1", "candidate hits contested and undecided"),
    statistic(
        "sensitivity_max",
        "logit, 0 or more",
        "largest change of the position when one entry is left out",
    ),
    statistic("sensitivity_p90", "logit, 0 or more", "90th percentile of those changes"),
    statistic("sign_flips", "0 or 1", "whether leaving one entry out changes the sign of the position"),
    statistic("position_unweighted", "logit", "the position with every weight set to 1"),
    statistic("position_without_separate", "logit", "the position without the families reported apart"),
    statistic("position_without_family", "logit", "the position without this family"),
    statistic("placement_title", "share, 0 to 1", "evidence in titles and headings, of that and the body's"),
    statistic("placement_lead", "share, 0 to 1", "evidence in the first tenth of the words"),
    statistic("placement_end", "share, 0 to 1", "evidence in the last tenth of the words"),
    statistic("placement_lead_p", "p-value", "two-sided, of the lead share under random sentence order"),
    statistic("events", "events", "counted hits of every frame; denominator: words"),
];

impl Row {
    fn of(statistic: &'static str, estimate: &Estimate) -> Self {
        Self {
            statistic,
            frame: None,
            family: None,
            value: estimate.value,
            lo: estimate.interval.map(|interval| interval.lo),
            hi: estimate.interval.map(|interval| interval.hi),
            method: estimate.interval.map(|interval| interval.method),
            count: Some(estimate.count),
            denominator: Some(estimate.denominator),
            reason: estimate.reason,
        }
    }

    /// A number that is what it is: no interval.
    fn plain(statistic: &'static str, value: Option<f64>) -> Self {
        let reason = value.is_none().then_some(Reason::NoEvents);
        let bare = Estimate { value, interval: None, count: 0, denominator: 0, reason };
        Self { count: None, denominator: None, ..Self::of(statistic, &bare) }
    }

    fn counted(statistic: &'static str, value: f64, count: u64, denominator: u64) -> Self {
        let counted = (Some(count), Some(denominator));
        Self { count: counted.0, denominator: counted.1, ..Self::plain(statistic, Some(value)) }
    }

    fn about(self, frame: FrameIx) -> Self {
        Self { frame: Some(frame), ..self }
    }

    fn about_family(self, family: FamilyIx) -> Self {
        Self { family: Some(family), ..self }
    }
}

/// The rows of a framing, in a fixed order: the same for every text and group of one codebook.
#[must_use]
pub fn framing_rows(framing: &Framing) -> Vec<Row> {
    let mut rows = Vec::with_capacity(32 + 11 * framing.frames.len() + 3 * framing.families.len());
    let events = framing.frames.iter().map(|frame| frame.n_hits).sum();
    rows.push(Row::counted("events", events as f64, events, framing.n_words));
    framing.frames.iter().for_each(|frame| push_frame(&mut rows, frame, framing.n_sentences));
    push_whole(&mut rows, framing);
    framing.families.iter().for_each(|family| push_family(&mut rows, family));
    rows
}

/// The row of the attribution gap.
#[must_use]
pub fn gap_row(gap: &Estimate) -> Row {
    Row::of("attribution_gap", gap)
}

fn push_frame(rows: &mut Vec<Row>, frame: &FrameMeasure, n_sentences: u64) {
    let only = frame.n_sentences_only;
    let first = rows.len();
    rows.extend([
        Row::counted("weight", frame.weight, frame.n_hits, n_sentences),
        Row::of("rate_per_1000_words", &frame.rate_per_1000_words),
        Row::of("emphasis", &frame.emphasis),
        Row::counted("sentences_only", only as f64, only, n_sentences),
        Row::of("family_entropy", &frame.family_entropy),
        Row::of("concentration_top1", &frame.concentration[0]),
        Row::of("concentration_top3", &frame.concentration[1]),
        Row::of("concentration_top10", &frame.concentration[2]),
        Row::of("hhi", &frame.hhi),
        Row::of("rejection_rate", &frame.rejection_rate),
        Row::of("net_endorsement", &frame.net_endorsement),
    ]);
    rows[first..].iter_mut().for_each(|row| *row = row.clone().about(frame.frame));
}

fn push_whole(rows: &mut Vec<Row>, framing: &Framing) {
    let jeffreys = Estimate { interval: framing.position_jeffreys, ..framing.position.clone() };
    let (several, neither) = (framing.n_sentences_several, framing.n_sentences_neither);
    rows.extend([
        Row::of("emphasis", &framing.emphasis),
        Row::counted("sentences_several", several as f64, several, framing.n_sentences),
        Row::counted("sentences_neither", neither as f64, neither, framing.n_sentences),
        Row::of("family_entropy", &framing.family_entropy),
        Row::of("position", &framing.position),
        Row::of("position_jeffreys", &jeffreys),
        Row::of("balance", &framing.balance),
        Row::of("ambivalence", &framing.ambivalence),
        Row::of("comention", &framing.comention),
        Row::of("comention_paragraphs", &framing.comention_paragraphs),
        Row::of("comention_share", &framing.comention_share),
    ]);
    for (dimension, rate) in Dimension::ALL.into_iter().zip(&framing.dimensions) {
        let name = match dimension {
            Dimension::Affirmation => "affirmation_rate",
            Dimension::Violation => "violation_rate",
            Dimension::Justification => "justification_rate",
        };
        rows.push(Row::of(name, rate));
    }
    rows.extend([
        Row::of("violation_share", &framing.violation_share),
        Row::of("justification_share", &framing.justification_share),
        Row::of("concentration_top1", &framing.concentration[0]),
        Row::of("concentration_top3", &framing.concentration[1]),
        Row::of("concentration_top10", &framing.concentration[2]),
        Row::of("hhi", &framing.hhi),
        Row::of("masked_share", &framing.masked_share),
        Row::of("unresolved_share", &framing.unresolved_share),
    ]);
}

fn push_family(rows: &mut Vec<Row>, family: &FamilyMeasure) {
    let weight = Row::counted("weight", family.weight, family.n_hits, family.share.denominator);
    let measured = [
        weight,
        Row::of("share", &family.share),
        Row::of("rate_per_1000_words", &family.rate_per_1000_words),
    ];
    rows.extend(measured.map(|row| row.about_family(family.family)));
}

/// The rows of a sensitivity. What leaving out each single entry does is not among them.
#[must_use]
pub fn sensitivity_rows(sensitivity: &Sensitivity) -> Vec<Row> {
    let any = sensitivity.max_change.is_some();
    let flips = any.then_some(if sensitivity.sign_flips { 1.0 } else { 0.0 });
    let mut rows = vec![
        Row::plain("sensitivity_max", sensitivity.max_change),
        Row::plain("sensitivity_p90", sensitivity.p90_change),
        Row::plain("sign_flips", flips),
        Row::plain("position_unweighted", sensitivity.unweighted),
        Row::plain("position_without_separate", sensitivity.without_separate),
    ];
    let without = |(family, theta): &(FamilyIx, f64)| {
        Row::plain("position_without_family", Some(*theta)).about_family(*family)
    };
    rows.extend(sensitivity.without_family.iter().map(without));
    rows
}

/// The rows of a placement. The trajectory over tenths is not among them.
#[must_use]
pub fn placement_rows(placement: &Placement) -> Vec<Row> {
    vec![
        Row::plain("placement_title", placement.title),
        Row::plain("placement_lead", placement.lead),
        Row::plain("placement_end", placement.end),
        Row::plain("placement_lead_p", placement.lead_p),
    ]
}
