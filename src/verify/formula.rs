//! Every statistic of a framing, from its sums, by the formulas of docs/statistics.md.

use crate::report::wire::{ByName, Cells, FrameSums, Run, Sums, VoiceCounts};
use crate::stats::{beta_share, dirichlet_share, gamma_rate, logit_scale, wald, wilson};
use libm::{log, sqrt};

/// An interval that a formula gives, or what else is known of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bounds {
    /// There is none.
    None,
    /// These, made this way.
    Are(f64, f64, &'static str),
    /// Drawn at random: only a new analysis tells them.
    Drawn,
}

/// What a row of `measures.jsonl` should say.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// Its statistic.
    pub statistic: &'static str,
    /// The frame it is about.
    pub frame: Option<String>,
    /// The family it is about.
    pub family: Option<String>,
    /// The value.
    pub value: Option<f64>,
    /// Its interval.
    pub bounds: Bounds,
    /// What was counted, and what in.
    pub counts: Option<(u64, u64)>,
    /// Why the value is missing or not to be relied on.
    pub reason: Option<&'static str>,
}

impl Expected {
    /// A value without counts or interval.
    #[must_use]
    pub fn plain(statistic: &'static str, value: Option<f64>) -> Self {
        let reason = value.is_none().then_some(NO_EVENTS);
        Self { statistic, frame: None, family: None, value, bounds: Bounds::None, counts: None, reason }
    }

    fn number(statistic: &'static str, value: f64, count: u64, denominator: u64) -> Self {
        Self { counts: Some((count, denominator)), ..Self::plain(statistic, Some(value)) }
    }

    fn estimate(
        statistic: &'static str,
        value: Option<f64>,
        (count, denominator): (u64, u64),
        why: &'static str,
    ) -> Self {
        let reason = value.is_none().then_some(why);
        Self { counts: Some((count, denominator)), reason, ..Self::plain(statistic, value) }
    }

    fn share(statistic: &'static str, (part, whole): (u64, u64), why: &'static str) -> Self {
        let value = (whole > 0).then(|| part as f64 / whole as f64);
        Self::estimate(statistic, value, (part, whole), why)
    }

    /// With the interval of a formula, where there is a value.
    fn with(self, bounds: impl FnOnce() -> Bounds) -> Self {
        let bounds = if self.value.is_some() { bounds() } else { Bounds::None };
        Self { bounds, ..self }
    }

    fn about(self, frame: &str) -> Self {
        Self { frame: Some(frame.to_owned()), ..self }
    }

    /// About a family, and so about its frame.
    #[must_use]
    pub fn about_family(self, frame: &str, family: &str) -> Self {
        Self { family: Some(family.to_owned()), ..self.about(frame) }
    }

    /// Taken back for a reason; counts stay.
    #[must_use]
    pub fn withheld(self, reason: &'static str) -> Self {
        Self { value: None, bounds: Bounds::None, reason: Some(reason), ..self }
    }
}

const EMPTY_TEXT: &str = "empty-text";
const NO_EVENTS: &str = "no-events";
const NO_CONTRAST: &str = "no-contrast";
const TOO_FEW_EVENTS: &str = "too-few-events";
const TOO_FEW_FAMILIES: &str = "too-few-families";
const TOO_FEW_SENTENCES: &str = "too-few-sentences";

/// Fewest events for a balance, and for an entropy.
const LEAST_EVENTS: (u64, u64) = (5, 10);
/// Heaviest entries that a share of concentration takes.
const TOP: [(&str, usize); 3] =
    [("concentration_top1", 1), ("concentration_top3", 3), ("concentration_top10", 10)];

/// The sums of one version of a document, or of several documents, about to be put into formulas.
pub struct Formulas<'a> {
    /// The codebook, as the run notes it.
    pub run: &'a Run<'static>,
    /// The sums.
    pub counts: &'a VoiceCounts<'a>,
    /// Whether samples of sentences were drawn.
    pub is_drawn: bool,
}

impl Formulas<'_> {
    /// Every row, in the order of `measures.jsonl`. Estimates are `withheld` for a reason, if there is one.
    #[must_use]
    pub fn rows(&self, withheld: Option<&'static str>) -> Vec<Expected> {
        let counts = self.counts;
        let events = counts.frames.0.iter().map(|(_, frame)| frame.n_hits).sum::<u64>();
        let mut rows = vec![Expected::number("events", events as f64, events, counts.n_words)];
        counts.frames.0.iter().for_each(|(id, sums)| self.frame(id, sums, &mut rows));
        self.whole(events, &mut rows);
        self.run.codebook.families.iter().for_each(|it| self.family(&it.frame, &it.id, &mut rows));
        let Some(reason) = withheld else { return rows };
        let is_number = |row: &Expected| {
            ["events", "weight", "sentences_only", "sentences_several", "sentences_neither"]
                .contains(&row.statistic)
        };
        rows.into_iter().map(|row| if is_number(&row) { row } else { row.withheld(reason) }).collect()
    }

    fn sums(&self, family: &str) -> Sums {
        self.counts.families.get(family).copied().unwrap_or(Sums { n_hits: 0, weight: 0.0 })
    }

    fn frame(&self, id: &str, sums: &FrameSums, rows: &mut Vec<Expected>) {
        let (n, words) = (self.counts.n_sentences, self.counts.n_words);
        let only = sums.n_sentences_only;
        let own = Sums { n_hits: sums.n_hits, weight: sums.weight };
        let families = self.run.codebook.families.iter().filter(|it| it.frame == id);
        let families: Vec<Sums> = families.map(|it| self.sums(&it.id)).collect();
        let mut entries: Vec<Sums> = Vec::new();
        for (_, by_frame) in &self.counts.entries.0 {
            entries.extend(by_frame.get(id).copied());
        }
        let stances = [sums.endorsed, sums.reported, sums.rejected];
        let uttered = stances.iter().map(|it| it.n_hits).sum::<u64>();
        let net = (words > 0).then(|| 1000.0 * (sums.endorsed.weight - sums.rejected.weight) / words as f64);
        let first = rows.len();
        rows.push(Expected::number("weight", own.weight, own.n_hits, n));
        rows.push(self.rate("rate_per_1000_words", own));
        rows.push(self.sentence_share(sums.n_sentences));
        rows.push(Expected::number("sentences_only", only as f64, only, n));
        rows.push(entropy(&families));
        rows.extend(concentration(&entries));
        let rejected = (sums.rejected.n_hits, uttered);
        rows.push(Expected::share("rejection_rate", rejected, NO_EVENTS).with(|| beta(rejected)));
        rows.push(Expected::estimate("net_endorsement", net, (uttered, words), EMPTY_TEXT));
        rows[first..].iter_mut().for_each(|row| *row = row.clone().about(id));
    }

    fn whole(&self, events: u64, rows: &mut Vec<Expected>) {
        let counts = self.counts;
        let (n, neither, several) =
            (counts.n_sentences, counts.n_sentences_neither, counts.n_sentences_several);
        rows.push(self.sentence_share(n.saturating_sub(neither)));
        rows.push(Expected::number("sentences_several", several as f64, several, n));
        rows.push(Expected::number("sentences_neither", neither as f64, neither, n));
        let families: Vec<Sums> = self.run.codebook.families.iter().map(|it| self.sums(&it.id)).collect();
        rows.push(entropy(&families));
        self.direction(rows);
        self.meeting(rows);
        self.dimensions(rows);
        let entries: Vec<Sums> = counts.entries.0.iter().map(|(_, by_frame)| joined(by_frame)).collect();
        rows.extend(concentration(&entries));
        let candidates = events + counts.n_masked + counts.n_unresolved;
        rows.push(Expected::share("masked_share", (counts.n_masked, candidates), NO_EVENTS));
        rows.push(Expected::share("unresolved_share", (counts.n_unresolved, candidates), NO_EVENTS));
    }

    /// The evidence of the two sides of the contrast.
    #[must_use]
    pub fn sides(&self) -> Option<[Sums; 2]> {
        let contrast = self.run.codebook.contrast.as_ref()?;
        let sums = |id: &str| {
            let frame = self.counts.frames.get(id)?;
            Some(Sums { n_hits: frame.n_hits, weight: frame.weight })
        };
        Some([sums(&contrast.positive)?, sums(&contrast.negative)?])
    }

    fn direction(&self, rows: &mut Vec<Expected>) {
        let names = ["position", "position_jeffreys", "balance", "ambivalence"];
        let Some([p, n]) = self.sides() else {
            rows.extend(names.map(|it| Expected::estimate(it, None, (0, 0), NO_CONTRAST)));
            return;
        };
        let events = p.n_hits + n.n_hits;
        let of = |value: f64| (events > 0).then_some(value);
        let bare = |it, value: f64| Expected::estimate(it, of(value), (p.n_hits, events), NO_EVENTS);
        let drawn = |row: Expected| match (row.value, self.is_drawn) {
            (Some(_), true) => Expected { bounds: Bounds::Drawn, ..row },
            (Some(_), false) => Expected { reason: Some(TOO_FEW_SENTENCES), ..row },
            _ => row,
        };
        let theta = log((p.weight + 0.5) / (n.weight + 0.5));
        let both = p.weight + n.weight;
        rows.push(drawn(bare("position", theta)));
        // The reason is that of the position, of whose interval it says that none could be drawn.
        let reason = (of(theta).is_some() && !self.is_drawn).then_some(TOO_FEW_SENTENCES);
        let scale = events as f64 / both;
        let jeffreys = || {
            let it = logit_scale::jeffreys_interval(p.weight * scale, n.weight * scale);
            Bounds::Are(it.lo, it.hi, it.method)
        };
        let row = bare("position_jeffreys", theta).with(jeffreys);
        rows.push(Expected { reason: reason.or(row.reason), ..row });
        let balance = bare("balance", (p.weight - n.weight) / both);
        rows.push(if (1..LEAST_EVENTS.0).contains(&events) {
            balance.withheld(TOO_FEW_EVENTS)
        } else {
            drawn(balance)
        });
        rows.push(drawn(bare("ambivalence", 4.0 * (p.weight / both) * (n.weight / both))));
    }

    fn meeting(&self, rows: &mut Vec<Expected>) {
        if self.run.codebook.contrast.is_none() {
            let names = ["comention", "comention_paragraphs", "comention_share"];
            rows.extend(names.map(|it| Expected::estimate(it, None, (0, 0), NO_CONTRAST)));
            return;
        }
        let [comention, share] = meet("comention", self.counts.sentences);
        let [paragraphs, _] = meet("comention_paragraphs", self.counts.paragraphs);
        rows.extend([comention, paragraphs, share]);
    }

    fn dimensions(&self, rows: &mut Vec<Expected>) {
        let contrast = self.run.codebook.contrast.as_ref();
        let of = |side: Option<&str>, sums: fn(&FrameSums) -> Sums| {
            let mut total = Sums { n_hits: 0, weight: 0.0 };
            for (id, frame) in &self.counts.frames.0 {
                if side.is_none_or(|side| side == id) {
                    plus(&mut total, sums(frame));
                }
            }
            total
        };
        let positive = contrast.map(|it| &*it.positive);
        let affirmed = of(positive, |frame| frame.affirmation);
        let violated = of(positive, |frame| frame.violation);
        let justified = of(contrast.map(|it| &*it.negative), |frame| frame.justification);
        rows.push(self.rate("affirmation_rate", affirmed));
        rows.push(self.rate("violation_rate", violated));
        rows.push(self.rate("justification_rate", justified));
        let mut both = affirmed;
        plus(&mut both, violated);
        rows.push(weight_share("violation_share", violated, both));
        rows.push(match self.sides() {
            Some([_, negative]) => weight_share("justification_share", justified, negative),
            None => Expected::estimate("justification_share", None, (0, 0), NO_CONTRAST),
        });
    }

    fn family(&self, frame: &str, id: &str, rows: &mut Vec<Expected>) {
        let (sums, whole) = (self.sums(id), self.counts.frames.get(frame));
        let whole =
            whole.map_or(Sums { n_hits: 0, weight: 0.0 }, |it| Sums { n_hits: it.n_hits, weight: it.weight });
        let n_families = self.run.codebook.families.iter().filter(|it| it.frame == frame).count();
        let share = (whole.weight > 0.0).then(|| sums.weight / whole.weight);
        let dirichlet = || {
            let n = whole.n_hits as f64;
            let interval = dirichlet_share(n * share.unwrap_or_default(), n, n_families);
            interval.map_or(Bounds::None, |it| Bounds::Are(it.lo, it.hi, it.method))
        };
        let counts = (sums.n_hits, whole.n_hits);
        rows.push(Expected::number("weight", sums.weight, sums.n_hits, whole.n_hits).about_family(frame, id));
        let row = Expected::estimate("share", share, counts, NO_EVENTS).with(dirichlet);
        rows.push(row.about_family(frame, id));
        let rate = self.bare_rate("rate_per_1000_words", sums).with(|| self.gamma(sums));
        rows.push(rate.about_family(frame, id));
    }

    fn bare_rate(&self, statistic: &'static str, sums: Sums) -> Expected {
        let words = self.counts.n_words;
        let value = (words > 0).then(|| 1000.0 * sums.weight / words as f64);
        Expected::estimate(statistic, value, (sums.n_hits, words), EMPTY_TEXT)
    }

    /// Weight per 1,000 words, its interval drawn where there is anything to draw.
    fn rate(&self, statistic: &'static str, sums: Sums) -> Expected {
        let is_drawn = self.is_drawn && sums.n_hits > 0;
        self.bare_rate(statistic, sums).with(|| if is_drawn { Bounds::Drawn } else { self.gamma(sums) })
    }

    fn gamma(&self, sums: Sums) -> Bounds {
        let weight = if sums.n_hits == 0 { 1.0 } else { sums.weight / sums.n_hits as f64 };
        let it = gamma_rate(sums.n_hits).scaled(1000.0 * weight / self.counts.n_words as f64);
        Bounds::Are(it.lo, it.hi, it.method)
    }

    fn sentence_share(&self, shown: u64) -> Expected {
        let counts = (shown, self.counts.n_sentences);
        Expected::share("emphasis", counts, EMPTY_TEXT).with(|| wilson_bounds(counts))
    }
}

/// The sum of several sums.
fn joined(by_frame: &ByName<'_, Sums>) -> Sums {
    let mut total = Sums { n_hits: 0, weight: 0.0 };
    by_frame.0.iter().for_each(|(_, sums)| plus(&mut total, *sums));
    total
}

/// Adds one sum to another.
pub fn plus(total: &mut Sums, more: Sums) {
    total.n_hits += more.n_hits;
    total.weight += more.weight;
}

/// Wilson's interval of a share.
#[must_use]
pub fn wilson_bounds((part, whole): (u64, u64)) -> Bounds {
    wilson(part, whole).map_or(Bounds::None, |it| Bounds::Are(it.lo, it.hi, it.method))
}

fn beta((part, whole): (u64, u64)) -> Bounds {
    let it = beta_share(part as f64, (whole - part.min(whole)) as f64);
    Bounds::Are(it.lo, it.hi, it.method)
}

/// A share of weight, its interval that of as many independent events.
fn weight_share(statistic: &'static str, part: Sums, whole: Sums) -> Expected {
    let value = (whole.weight > 0.0).then(|| part.weight / whole.weight);
    Expected::estimate(statistic, value, (part.n_hits, whole.n_hits), NO_EVENTS).with(|| {
        let (n, share) = (whole.n_hits as f64, value.unwrap_or_default());
        let it = beta_share(n * share, n * (1.0 - share));
        Bounds::Are(it.lo, it.hi, it.method)
    })
}

/// Do the two sides meet: the log odds ratio with ½ in each cell, and the share of both among those with either.
fn meet(statistic: &'static str, cells: Cells) -> [Expected; 2] {
    let Cells { both, positive, negative, neither } = cells;
    let either = both + positive + negative;
    let n = either + neither;
    let why = if n == 0 { EMPTY_TEXT } else { NO_EVENTS };
    let [b, p, m, o] = [both, positive, negative, neither].map(|cell| cell as f64 + 0.5);
    let kappa = log(b * o / (p * m));
    let error = sqrt(1.0 / b + 1.0 / p + 1.0 / m + 1.0 / o);
    let is_defined = both + positive > 0 && both + negative > 0;
    let ratio = Expected::estimate(statistic, is_defined.then_some(kappa), (both, n), why).with(|| {
        let it = wald(kappa, error);
        Bounds::Are(it.lo, it.hi, it.method)
    });
    let share = Expected::share("comention_share", (both, either), why);
    [ratio, share.with(|| wilson_bounds((both, either)))]
}

/// −Σ q ln q over ln K, with the interval of Miller & Madow.
fn entropy(families: &[Sums]) -> Expected {
    let (k, events) = (families.len(), families.iter().map(|it| it.n_hits).sum::<u64>());
    let total: f64 = families.iter().map(|it| it.weight).sum();
    let why = match (events, k) {
        (0, _) => NO_EVENTS,
        (_, 0 | 1) => TOO_FEW_FAMILIES,
        _ => TOO_FEW_EVENTS,
    };
    let shares: Vec<f64> = families.iter().map(|it| it.weight / total).filter(|q| *q > 0.0).collect();
    let sum = |power: i32| -> f64 { shares.iter().map(|q| q * log(*q).powi(power)).sum() };
    let (nats, most) = (-sum(1), log(k as f64));
    let value = (nats / most).clamp(0.0, 1.0);
    let is_defined = k > 1 && total > 0.0 && events >= LEAST_EVENTS.1;
    Expected::estimate("family_entropy", is_defined.then_some(value), (events, k as u64), why).with(|| {
        let n = events as f64;
        let error = sqrt((sum(2) - nats * nats).max(0.0) / n);
        let it = wald((nats + (shares.len() as f64 - 1.0) / (2.0 * n)) / most, error / most);
        Bounds::Are(it.lo.clamp(0.0, value), it.hi.clamp(value, 1.0), "miller-madow")
    })
}

/// Shares of the heaviest entries, and the sum of squared shares.
fn concentration(entries: &[Sums]) -> Vec<Expected> {
    let total: f64 = entries.iter().map(|it| it.weight).sum();
    let events = entries.iter().map(|it| it.n_hits).sum::<u64>();
    let mut heaviest = entries.to_vec();
    // Of entries as heavy as each other, but for rounding, the one with more hits goes first.
    let rank = |it: &Sums| ((it.weight * 1e6).round() as u64, it.n_hits);
    heaviest.sort_by_key(|it| std::cmp::Reverse(rank(it)));
    let of = |value: f64| (total > 0.0).then_some(value);
    let top = |(name, k): (&'static str, usize)| {
        let taken = heaviest.iter().take(k);
        let (weight, n) = taken.fold((0.0, 0), |(weight, n), it| (weight + it.weight, n + it.n_hits));
        Expected::estimate(name, of(weight / total), (n, events), NO_EVENTS)
    };
    let mut rows: Vec<Expected> = TOP.into_iter().map(top).collect();
    let hhi = entries.iter().map(|it| (it.weight / total) * (it.weight / total)).sum();
    rows.push(Expected::estimate("hhi", of(hhi), (entries.len() as u64, events), NO_EVENTS));
    rows
}
