//! The framing of `documents.jsonl` and `corpus.json` as rows, to be held against `measures.jsonl`.

use crate::report::wire::{Concentration, Estimate, FrameFraming, Framing, Interval, MeasureRow};

/// A number as the nested tables tell it. What they do not tell is `None`.
#[derive(Clone, Debug)]
pub struct Flat<'r> {
    /// The row's statistic.
    pub statistic: &'static str,
    /// Its value.
    pub value: Option<f64>,
    /// Its interval.
    pub interval: Option<&'r Interval<'r>>,
    /// What was counted and what in, where the nested table says so.
    pub counts: Option<(u64, u64)>,
    /// Its reason, where the nested table says so.
    pub reason: Option<Option<&'r str>>,
}

impl<'r> Flat<'r> {
    fn of(statistic: &'static str, it: &'r Estimate<'_>) -> Self {
        Self {
            statistic,
            value: it.value,
            interval: it.interval.as_ref(),
            counts: Some((it.count, it.denominator)),
            reason: Some(it.reason.as_deref()),
        }
    }

    fn number(statistic: &'static str, value: f64) -> Self {
        Self { statistic, value: Some(value), interval: None, counts: None, reason: None }
    }

    /// Whether a row of `measures.jsonl` says the same; `joined` is how documents were joined there.
    #[must_use]
    pub fn is_told_by(&self, row: &MeasureRow<'_>, joined: Option<&str>) -> bool {
        let method = self.interval.map(|it| &*it.method);
        let method = match (joined, method) {
            (Some(joined), Some(method)) => Some(format!("{joined} {method}")),
            (one, other) => one.or(other).map(str::to_owned),
        };
        row.statistic == self.statistic
            && row.value == self.value
            && row.lo == self.interval.map(|it| it.lo)
            && row.hi == self.interval.map(|it| it.hi)
            && row.method.as_deref() == method.as_deref()
            && self.counts.is_none_or(|(count, of)| row.count == Some(count) && row.denominator == Some(of))
            && self.reason.is_none_or(|reason| row.reason.as_deref() == reason)
    }
}

/// The rows of a framing, in the order of `measures.jsonl`.
#[must_use]
pub fn flat<'r>(it: &'r Framing<'_>) -> Vec<Flat<'r>> {
    let events: u64 = it.frames.iter().map(|frame| frame.n_hits).sum();
    let mut rows = vec![Flat::number("events", events as f64)];
    it.frames.iter().for_each(|frame| rows.extend(of_frame(frame)));
    rows.push(Flat::of("emphasis", &it.emphasis));
    let n = |name: &str| it.sentences.get(name).copied().unwrap_or_default() as f64;
    rows.push(Flat::number("sentences_several", n("several") + n("both")));
    rows.push(Flat::number("sentences_neither", n("neither")));
    rows.push(Flat::of("family_entropy", &it.family_entropy));
    rows.extend(direction(it));
    rows.push(Flat::of("comention", &it.comention.log_odds_ratio));
    rows.push(Flat::of("comention_paragraphs", &it.comention.log_odds_ratio_paragraphs));
    rows.push(Flat::of("comention_share", &it.comention.share));
    rows.push(Flat::of("affirmation_rate", &it.dimensions.affirmation));
    rows.push(Flat::of("violation_rate", &it.dimensions.violation));
    rows.push(Flat::of("justification_rate", &it.dimensions.justification));
    rows.push(Flat::of("violation_share", &it.dimensions.violation_share));
    rows.push(Flat::of("justification_share", &it.dimensions.justification_share));
    rows.extend(concentration(&it.concentration));
    rows.push(Flat::of("masked_share", &it.masked_share));
    rows.push(Flat::of("unresolved_share", &it.unresolved_share));
    for family in &it.families {
        rows.push(Flat::number("weight", family.weight));
        rows.push(Flat::of("share", &family.share));
        rows.push(Flat::of("rate_per_1000_words", &family.rate_per_1000_words));
    }
    rows
}

fn of_frame<'r>(it: &'r FrameFraming<'_>) -> Vec<Flat<'r>> {
    let mut rows = vec![
        Flat::number("weight", it.weight),
        Flat {
            statistic: "rate_per_1000_words",
            value: it.rate_per_1000_words,
            interval: it.interval.as_ref(),
            counts: None,
            reason: Some(it.reason.as_deref()),
        },
        Flat::of("emphasis", &it.emphasis),
        Flat::number("sentences_only", it.n_sentences_only as f64),
        Flat::of("family_entropy", &it.family_entropy),
    ];
    rows.extend(concentration(&it.concentration));
    rows.push(Flat::of("rejection_rate", &it.rejection_rate));
    rows.push(Flat::of("net_endorsement", &it.net_endorsement));
    rows
}

fn direction<'r>(it: &'r Framing<'_>) -> [Flat<'r>; 4] {
    let position = &it.position;
    let of = |statistic, interval| Flat {
        statistic,
        value: position.value,
        interval,
        counts: Some((position.count, position.denominator)),
        reason: Some(position.reason.as_deref()),
    };
    [
        of("position", position.interval.as_ref()),
        of("position_jeffreys", position.interval_jeffreys.as_ref()),
        Flat::of("balance", &it.balance),
        Flat::of("ambivalence", &it.ambivalence),
    ]
}

fn concentration<'r>(it: &'r Concentration<'_>) -> [Flat<'r>; 4] {
    [
        Flat::of("concentration_top1", &it.top_1),
        Flat::of("concentration_top3", &it.top_3),
        Flat::of("concentration_top10", &it.top_10),
        Flat::of("hhi", &it.hhi),
    ]
}
