//! From counts to how a text, or a group of texts, is framed.

use super::columns::Columns;
use super::counts::n_families;
use super::layer::{FamilyMeasure, FrameMeasure, Framing};
use super::{DocumentCounts, Estimate, FrameCounts, Reason, Tally};
use crate::annotate::Stance;
use crate::codebook::{Codebook, Contrast, Dimension, FamilyIx, FrameIx};
use crate::stats::bootstrap::Replicates;
use crate::stats::{self, Interval, entropy, logit_scale};
use std::collections::BTreeMap;

/// Fewest events of the contrast for a balance (METRICS 3).
pub const MIN_EVENTS_BALANCE: u64 = 5;
/// Fewest events for an entropy (METRICS 6).
pub const MIN_EVENTS_ENTROPY: u64 = 10;
/// How many of the heaviest entries each share of concentration takes.
pub const TOP: [usize; 3] = [1, 3, 10];

/// How the intervals of one document are made.
const BY_SENTENCES: &str = "sentence-bootstrap";
const BY_DOCUMENTS: &str = "document-bootstrap";

/// Where intervals come from.
pub(super) enum Spread<'r> {
    /// None are wanted: values only.
    None,
    /// Drawn from the sentences of one document; what has an interval in closed form takes that. With the position in
    /// each replicate.
    Sentences(&'r Replicates, &'r [f64]),
    /// Drawn from whole documents, for every statistic: sentences of one document go together.
    Documents(&'r Replicates),
}

/// Everything said of the frames of these counts.
pub(super) fn framing(codebook: &Codebook, counts: &DocumentCounts, spread: &Spread<'_>) -> Framing {
    let columns = Columns::of(codebook);
    let totals = columns.totals(codebook, counts);
    Statistics { codebook, counts, columns, totals, spread }.framing()
}

/// Share of the events that those heard argue against.
fn rejection_rate(counts: &FrameCounts) -> Estimate {
    let events: u64 = counts.stances.iter().map(|tally| tally.events).sum();
    let rejected = counts.stances[Stance::Reject as usize].events;
    Estimate::share(rejected, events, Reason::NoEvents)
        .with(|| Some(stats::beta_share(rejected as f64, (events - rejected) as f64)))
}

struct Statistics<'a> {
    codebook: &'a Codebook,
    counts: &'a DocumentCounts,
    columns: Columns,
    totals: Vec<f64>,
    spread: &'a Spread<'a>,
}

impl Statistics<'_> {
    fn framing(&self) -> Framing {
        let counts = self.counts;
        let masked = Estimate::share(counts.n_masked, counts.n_candidates(), Reason::NoEvents);
        let unresolved = Estimate::share(counts.n_unresolved, counts.n_candidates(), Reason::NoEvents);
        let entries: Vec<Tally> = counts.by_entry().map(|(_, tally)| tally).collect();
        let [comention, comention_share] = self.comentions(self.columns.contrast(), counts.contrast.cells());
        let [comention_paragraphs, _] = self.comentions(self.columns.paragraphs(), counts.paragraphs.cells());
        Framing {
            n_words: counts.n_words,
            n_sentences: counts.n_sentences,
            n_sentences_several: counts.n_sentences_several,
            n_sentences_neither: counts.n_sentences_neither,
            frames: (0..counts.frames.len()).map(|at| self.frame(FrameIx::new(at))).collect(),
            position: self.position(),
            position_jeffreys: self.position_jeffreys(),
            balance: self.balance(),
            emphasis: self
                .sentence_share(self.columns.framed(), counts.n_sentences - counts.n_sentences_neither),
            ambivalence: self.of_contrast(logit_scale::ambivalence),
            family_entropy: self.family_entropy(|_| true),
            comention,
            comention_share,
            comention_paragraphs,
            dimensions: Dimension::ALL.map(|dimension| {
                let tally = counts.dimension(self.codebook, dimension);
                self.rate(self.columns.dimension(dimension), tally)
            }),
            violation_share: self.violation_share(),
            justification_share: self.justification_share(),
            families: self.families(),
            concentration: top_shares(&entries),
            hhi: concentration_index(&entries),
            masked_share: masked,
            unresolved_share: unresolved,
        }
    }

    /// The bootstrap interval of a statistic of some columns; `None` where nothing can be drawn.
    fn bootstrap(&self, columns: &[usize], statistic: impl Fn(&[f64]) -> Option<f64>) -> Option<Interval> {
        let (replicates, method) = match self.spread {
            Spread::None => return None,
            Spread::Sentences(replicates, _) => (replicates, BY_SENTENCES),
            Spread::Documents(replicates) => (replicates, BY_DOCUMENTS),
        };
        let mut values = replicates.values_of(columns, statistic);
        match self.spread {
            Spread::Documents(_) => stats::expanded_percentile(&mut values, replicates.n_units(), method),
            _ => stats::percentile(&mut values, method),
        }
    }

    /// A statistic with a bootstrap interval.
    fn bootstrapped(
        &self,
        columns: &[usize],
        statistic: impl Fn(&[f64]) -> Option<f64>,
        bare: Estimate,
    ) -> Estimate {
        self.drawn(bare.with(|| self.bootstrap(columns, statistic)))
    }

    /// The reason why an estimate has no interval, if it has none.
    fn drawn(&self, drawn: Estimate) -> Estimate {
        match self.spread {
            Spread::Sentences(..) if drawn.is_bare() => drawn.because(Reason::TooFewSentences),
            Spread::Documents(_) if drawn.is_bare() => drawn.because(Reason::TooFewDocuments),
            _ => drawn,
        }
    }

    /// A statistic whose interval is known in closed form, unless documents are drawn.
    fn closed(
        &self,
        columns: &[usize],
        statistic: impl Fn(&[f64]) -> Option<f64>,
        (bare, interval): (Estimate, impl FnOnce() -> Option<Interval>),
    ) -> Estimate {
        match self.spread {
            Spread::None => bare,
            Spread::Sentences(..) => bare.with(interval),
            Spread::Documents(_) => self.bootstrapped(columns, statistic, bare),
        }
    }

    fn sums(&self, columns: &[usize]) -> Vec<f64> {
        columns.iter().map(|column| self.totals[*column]).collect()
    }

    /// Weighted events per 1,000 words. Without events there is nothing to resample: the interval is then
    /// that of a count of 0, each event as heavy as the heaviest an entry may be.
    fn rate(&self, column: usize, tally: Tally) -> Estimate {
        let per_1000 = |sums: &[f64]| (sums[1] > 0.0).then(|| 1000.0 * sums[0] / sums[1]);
        let columns = [column, Columns::WORDS];
        let value = per_1000(&self.sums(&columns));
        let bare = Estimate::of(value, Reason::EmptyText, tally.events, self.counts.n_words);
        match self.spread {
            Spread::None => bare,
            _ if tally.events == 0 => bare.with(|| Some(self.gamma_rate(tally))),
            _ => match self.bootstrap(&columns, per_1000) {
                Some(interval) => bare.with(|| Some(interval)),
                None => bare.with(|| Some(self.gamma_rate(tally))),
            },
        }
    }

    /// The quick interval of a rate, which treats events as independent.
    fn gamma_rate(&self, tally: Tally) -> Interval {
        self.weighted_rate(tally, stats::gamma_rate(tally.events))
    }

    /// From an interval of events to one of weight per 1,000 words.
    fn weighted_rate(&self, tally: Tally, events: Interval) -> Interval {
        let weight = if tally.events == 0 { 1.0 } else { tally.weight / tally.events as f64 };
        events.scaled(1000.0 * weight / self.counts.n_words as f64)
    }

    /// A share of the sentences.
    fn sentence_share(&self, column: usize, count: u64) -> Estimate {
        let n = self.counts.n_sentences;
        let bare = Estimate::share(count, n, Reason::EmptyText);
        self.closed(&[column, self.columns.sentences()], ratio, (bare, || stats::wilson(count, n)))
    }

    fn frame(&self, frame: FrameIx) -> FrameMeasure {
        let counts = &self.counts.frames[frame.get()];
        let of_frame = |family: FamilyIx| self.codebook.families[family.get()].frame == frame;
        let entries = self.counts.entries.iter().filter(|((_, of), _)| *of == frame);
        let entries: Vec<Tally> = entries.map(|(_, tally)| *tally).collect();
        FrameMeasure {
            frame,
            n_hits: counts.tally.events,
            weight: counts.tally.weight,
            rate_per_1000_words: self.rate(self.columns.frame(frame), counts.tally),
            emphasis: self.sentence_share(self.columns.frame_sentences(frame), counts.n_sentences),
            family_entropy: self.family_entropy(of_frame),
            n_sentences: counts.n_sentences,
            n_sentences_only: counts.n_sentences_only,
            concentration: top_shares(&entries),
            hhi: concentration_index(&entries),
            rejection_rate: rejection_rate(counts),
            net_endorsement: self.net_endorsement(counts),
        }
    }

    /// Weight endorsed less weight rejected, per 1,000 words.
    fn net_endorsement(&self, counts: &FrameCounts) -> Estimate {
        let net: f64 = Stance::ALL
            .into_iter()
            .zip(counts.stances)
            .map(|(stance, tally)| stance.sign() * tally.weight)
            .sum();
        let n_words = self.counts.n_words;
        let value = (n_words > 0).then(|| 1000.0 * net / n_words as f64);
        let events = counts.stances.iter().map(|tally| tally.events).sum();
        Estimate::of(value, Reason::EmptyText, events, n_words)
    }

    fn sides(&self) -> Option<Sides> {
        let Contrast { positive, negative } = self.codebook.contrast?;
        let tally = |frame: FrameIx| self.counts.frames[frame.get()].tally;
        Some(Sides {
            columns: [self.columns.frame(positive), self.columns.frame(negative)],
            positive: tally(positive),
            negative: tally(negative),
        })
    }

    /// A statistic of the two sides' evidence. Counts the events of the positive side among those of both.
    fn of_contrast(&self, statistic: impl Fn(f64, f64) -> Option<f64>) -> Estimate {
        let Some(sides) = self.sides() else {
            return Estimate::undefined(Reason::NoContrast, 0, 0);
        };
        let bare = sides.bare(&statistic);
        self.bootstrapped(&sides.columns, |sums| statistic(sums[0], sums[1]), bare)
    }

    fn position(&self) -> Estimate {
        let position = |positive, negative| Some(logit_scale::position(positive, negative));
        match (self.spread, self.sides()) {
            (Spread::Sentences(_, positions), Some(sides)) => {
                let interval = || stats::percentile(&mut positions.to_vec(), BY_SENTENCES);
                self.drawn(sides.bare(position).with(interval))
            }
            _ => self.of_contrast(position),
        }
    }

    /// Weights are scaled so that they add up to the number of events: an interval of independent events
    /// must not be wider because entries weigh little (METRICS 2).
    fn position_jeffreys(&self) -> Option<Interval> {
        let sides = self.sides().filter(|sides| sides.events() > 0)?;
        if matches!(self.spread, Spread::None) {
            return None;
        }
        let scale = sides.events() as f64 / (sides.positive.weight + sides.negative.weight);
        Some(logit_scale::jeffreys_interval(sides.positive.weight * scale, sides.negative.weight * scale))
    }

    fn balance(&self) -> Estimate {
        let estimate = self.of_contrast(logit_scale::balance);
        match self.sides() {
            Some(sides) if (1..MIN_EVENTS_BALANCE).contains(&sides.events()) => {
                Estimate::undefined(Reason::TooFewEvents, estimate.count, estimate.denominator)
            }
            _ => estimate,
        }
    }

    /// The log odds ratio of the two sides meeting, and the share of both among units with either.
    fn comentions(&self, columns: [usize; 4], cells: [u64; 4]) -> [Estimate; 2] {
        let [both, positive, negative, neither] = cells;
        let (either, n) = (both + positive + negative, both + positive + negative + neither);
        if self.codebook.contrast.is_none() {
            return [0, 1].map(|_| Estimate::undefined(Reason::NoContrast, 0, 0));
        }
        let reason = if n == 0 { Reason::EmptyText } else { Reason::NoEvents };
        let share = Estimate::share(both, either, reason);
        let share = self.closed(
            &columns,
            |sums| ratio(&[sums[0], sums[0] + sums[1] + sums[2]]),
            (share, || stats::wilson(both, either)),
        );
        // Where one side is silent there is nothing for the other to travel with.
        let meet = both + positive > 0 && both + negative > 0;
        let (kappa, error) = logit_scale::log_odds_ratio(cells.map(|cell| cell as f64));
        let bare = Estimate::of(meet.then_some(kappa), reason, both, n);
        let statistic =
            |sums: &[f64]| Some(logit_scale::log_odds_ratio([sums[0], sums[1], sums[2], sums[3]]).0);
        [self.closed(&columns, statistic, (bare, || Some(stats::wald(kappa, error)))), share]
    }

    /// V / (A + V).
    fn violation_share(&self) -> Estimate {
        let [affirmation, violation] = [Dimension::Affirmation, Dimension::Violation].map(|dimension| {
            (self.columns.dimension(dimension), self.counts.dimension(self.codebook, dimension))
        });
        let mut whole = affirmation.1;
        whole.add(violation.1);
        self.share_of_weight(
            &[violation.0, affirmation.0],
            |sums| ratio(&[sums[0], sums[0] + sums[1]]),
            (violation.1, whole),
        )
    }

    /// J among the evidence of the negative side.
    fn justification_share(&self) -> Estimate {
        let Some(sides) = self.sides() else {
            return Estimate::undefined(Reason::NoContrast, 0, 0);
        };
        let column = self.columns.dimension(Dimension::Justification);
        let tally = self.counts.dimension(self.codebook, Dimension::Justification);
        self.share_of_weight(&[column, sides.columns[1]], ratio, (tally, sides.negative))
    }

    /// A share of weight with the interval of as many independent events.
    fn share_of_weight(
        &self,
        columns: &[usize],
        statistic: impl Fn(&[f64]) -> Option<f64>,
        (part, whole): (Tally, Tally),
    ) -> Estimate {
        let value = ratio(&[part.weight, whole.weight]);
        let bare = Estimate::of(value, Reason::NoEvents, part.events, whole.events);
        let n = whole.events as f64;
        self.closed(
            columns,
            statistic,
            (bare, || value.map(|share| stats::beta_share(n * share, n * (1.0 - share)))),
        )
    }

    /// Entropy of some families, over the logarithm of how many of them the codebook has.
    fn family_entropy(&self, belongs: impl Fn(FamilyIx) -> bool) -> Estimate {
        let families: Vec<FamilyIx> =
            (0..self.counts.families.len()).map(FamilyIx::new).filter(|family| belongs(*family)).collect();
        let columns: Vec<usize> = families.iter().map(|family| self.columns.family(*family)).collect();
        let events = families.iter().map(|family| self.counts.families[family.get()].events).sum();
        let weights = self.sums(&columns);
        let reason = match (events, families.len()) {
            (0, _) => Reason::NoEvents,
            (_, 0 | 1) => Reason::TooFewFamilies,
            _ => Reason::TooFewEvents,
        };
        let value = entropy::normalised(&weights).filter(|_| events >= MIN_EVENTS_ENTROPY);
        let bare = Estimate::of(value, reason, events, families.len() as u64);
        self.closed(&columns, entropy::normalised, (bare, || entropy::interval(&weights, events)))
    }

    fn families(&self) -> Vec<FamilyMeasure> {
        // Most families of a text have the same few counts: each interval is worked out once.
        let mut known = Known::default();
        (0..self.counts.families.len()).map(|at| self.family(FamilyIx::new(at), &mut known)).collect()
    }

    fn family(&self, ix: FamilyIx, known: &mut Known) -> FamilyMeasure {
        let (tally, frame) = (self.counts.families[ix.get()], self.codebook.families[ix.get()].frame);
        let whole = self.counts.frames[frame.get()].tally;
        let (column, of_frame) = (self.columns.family(ix), self.columns.frame(frame));
        let value = ratio(&[tally.weight, whole.weight]);
        let share = Estimate::of(value, Reason::NoEvents, tally.events, whole.events);
        let (n, categories) = (whole.events as f64, n_families(self.codebook, frame));
        let share = self.closed(
            &[column, of_frame],
            ratio,
            (share, || {
                let events = n * value.unwrap_or_default();
                let key = (events.to_bits(), whole.events, categories);
                *known.shares.entry(key).or_insert_with(|| stats::dirichlet_share(events, n, categories))
            }),
        );
        let columns = [column, Columns::WORDS];
        let per_1000 = |sums: &[f64]| ratio(sums).map(|rate| 1000.0 * rate);
        let rate = Estimate::of(
            per_1000(&self.sums(&columns)),
            Reason::EmptyText,
            tally.events,
            self.counts.n_words,
        );
        let rate = self.closed(
            &columns,
            per_1000,
            (rate, || {
                let events = known.events.entry(tally.events);
                Some(self.weighted_rate(tally, *events.or_insert_with(|| stats::gamma_rate(tally.events))))
            }),
        );
        FamilyMeasure {
            family: ix,
            n_hits: tally.events,
            weight: tally.weight,
            share,
            rate_per_1000_words: rate,
        }
    }
}

/// Intervals already worked out.
#[derive(Default)]
struct Known {
    /// By events of the family, events of the frame, families of the frame.
    shares: BTreeMap<(u64, u64, usize), Option<Interval>>,
    /// Of so many events.
    events: BTreeMap<u64, Interval>,
}

/// The evidence of the two sides of the contrast.
struct Sides {
    columns: [usize; 2],
    positive: Tally,
    negative: Tally,
}

impl Sides {
    const fn events(&self) -> u64 {
        self.positive.events + self.negative.events
    }

    /// A statistic of the two sides' evidence, without an interval.
    fn bare(&self, statistic: impl Fn(f64, f64) -> Option<f64>) -> Estimate {
        let value = statistic(self.positive.weight, self.negative.weight).filter(|_| self.events() > 0);
        Estimate::of(value, Reason::NoEvents, self.positive.events, self.events())
    }
}

fn ratio(sums: &[f64]) -> Option<f64> {
    (sums[1] > 0.0).then(|| sums[0] / sums[1])
}

/// Shares of the evidence that the heaviest 1, 3 and 10 entries carry (METRICS 18).
fn top_shares(entries: &[Tally]) -> [Estimate; 3] {
    let weights: Vec<f64> = entries.iter().map(|tally| tally.weight).collect();
    let mut heaviest = entries.to_vec();
    // Weights equal but for rounding are a tie, which the entry with more events wins: the count must not hang on
    // the order of additions.
    let rank = |tally: &Tally| ((tally.weight * 1e6).round() as u64, tally.events);
    heaviest.sort_by_key(|tally| std::cmp::Reverse(rank(tally)));
    let events = |k: usize| heaviest.iter().take(k).map(|tally| tally.events).sum();
    TOP.map(|k| Estimate::of(stats::top_share(&weights, k), Reason::NoEvents, events(k), events(usize::MAX)))
}

/// Herfindahl-Hirschman index of the entries; counts the entries among the events.
fn concentration_index(entries: &[Tally]) -> Estimate {
    let weights: Vec<f64> = entries.iter().map(|tally| tally.weight).collect();
    let events = entries.iter().map(|tally| tally.events).sum();
    Estimate::of(stats::herfindahl(&weights), Reason::NoEvents, entries.len() as u64, events)
}
