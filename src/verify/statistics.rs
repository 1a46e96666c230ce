//! From sums to statistics: every row that a document has in `measures.jsonl`, and the same numbers in
//! `documents.jsonl`.

use super::bundle::Bundle;
use super::finding::{At, Check, Findings};
use super::flat::flat;
use super::formula::{Bounds, Expected, Formulas};
use super::rows::Numbered;
use crate::report::wire::{ByName, CountsRow, DocumentRow, MeasureRow, Run, Sums, VoiceCounts};
use crate::stats::quantile;
use libm::log;

/// Fewest sentences that samples are drawn from.
const LEAST_SENTENCES: u64 = 5;

/// Holds the statistics of a document against its sums.
pub fn check(bundle: &Bundle, run: &Run<'static>, findings: &mut Findings) {
    let Some(counts) = &bundle.counts else { return };
    let (document, sums) = (&bundle.document.row, &counts.row);
    let known = Known { document, sums, run };
    let mut expected = Vec::new();
    for version in [&sums.author, &sums.all] {
        let formulas = known.formulas(version);
        expected.push(formulas.rows(known.withheld()));
    }
    let voices = ["author", "all"];
    let mut all: Vec<(&str, Expected)> = Vec::new();
    for (voice, rows) in voices.into_iter().zip(expected) {
        all.extend(rows.into_iter().map(|row| (voice, row)));
    }
    all.push(("all", known.gap()));
    let primary = &*run.options.voice;
    all.extend(known.sensitivity().into_iter().map(|row| (primary, row)));
    all.extend(known.placement().into_iter().map(|row| (primary, row)));
    rows(bundle, &all, findings);
    nested(bundle, findings);
    known.placed(&mut findings.at(Check::Statistics, bundle.document.place()));
    known.gates(&mut findings.at(Check::Statistics, bundle.document.place()));
    known.fragile(&mut findings.at(Check::Statistics, bundle.document.place()));
}

/// Holds rows against what they should say, one by one.
fn rows(bundle: &Bundle, expected: &[(&str, Expected)], findings: &mut Findings) {
    let n = (bundle.measures.len(), expected.len());
    let place = bundle.measures.first().map_or_else(|| bundle.document.place(), Numbered::place);
    let mut at = findings.at(Check::Statistics, place);
    at.holds("doc_id", n.0 == n.1, || {
        format!("{:?} has {} statistics, should have {}", bundle.document.row.doc_id, n.0, n.1)
    });
    for (row, (voice, expected)) in bundle.measures.iter().zip(expected) {
        let mut at = findings.at(Check::Statistics, row.place());
        at.equal("voice", &*row.row.voice, *voice);
        one(&row.row, expected, None, &mut at);
    }
}

/// Holds a row against what it should say. `joined` is how documents were joined, if they were.
pub fn one(row: &MeasureRow<'_>, expected: &Expected, joined: Option<&str>, at: &mut At<'_>) {
    let is_it = at.equal("statistic", &*row.statistic, expected.statistic)
        & at.equal("frame", &row.frame.as_deref(), &expected.frame.as_deref())
        & at.equal("family", &row.family.as_deref(), &expected.family.as_deref());
    if !is_it {
        return;
    }
    at.close("value", row.value, expected.value);
    at.equal("count", &row.count, &expected.counts.map(|it| it.0));
    at.equal("denominator", &row.denominator, &expected.counts.map(|it| it.1));
    match expected.bounds {
        _ if joined.is_some() => {}
        Bounds::None => {
            at.equal("lo", &row.lo, &None);
            at.equal("hi", &row.hi, &None);
            at.equal("method", &row.method.as_deref(), &None);
        }
        Bounds::Are(lo, hi, method) => {
            at.close("lo", row.lo, Some(lo));
            at.close("hi", row.hi, Some(hi));
            at.equal("method", &row.method.as_deref(), &Some(method));
        }
        Bounds::Drawn => {
            let in_order = row.lo.zip(row.hi).is_some_and(|(lo, hi)| lo <= hi);
            at.holds("lo", in_order, || "has no interval, or one whose ends are exchanged".to_owned());
        }
    }
    if joined.is_none() {
        at.equal("reason", &row.reason.as_deref(), &expected.reason);
    }
}

/// Holds the numbers of `documents.jsonl` against those of `measures.jsonl`.
fn nested(bundle: &Bundle, findings: &mut Findings) {
    let document = &bundle.document.row;
    let mut told = bundle.measures.iter();
    for (voice, framing) in [("author", &document.framing.author), ("all", &document.framing.all)] {
        for number in flat(framing) {
            let Some(row) = told.next() else { return };
            let mut at = findings.at(Check::Statistics, bundle.document.place());
            at.holds(
                &format!("framing.{voice}.{}", number.statistic),
                number.is_told_by(&row.row, None),
                || format!("does not say what measures.jsonl:{} says", row.line),
            );
        }
    }
}

/// What is known of a document's numbers.
struct Known<'a> {
    document: &'a DocumentRow<'a>,
    sums: &'a CountsRow<'a>,
    run: &'a Run<'static>,
}

impl<'a> Known<'a> {
    fn formulas(&self, counts: &'a VoiceCounts<'a>) -> Formulas<'a> {
        let events: u64 = counts.frames.0.iter().map(|(_, frame)| frame.n_hits).sum();
        let is_drawn = counts.n_sentences >= LEAST_SENTENCES && events > 0 && self.run.options.bootstrap > 0;
        Formulas { run: self.run, counts, is_drawn }
    }

    fn primary(&self) -> &'a VoiceCounts<'a> {
        if self.run.options.voice == "all" { &self.sums.all } else { &self.sums.author }
    }

    /// Why the document has no statistics, if so.
    fn withheld(&self) -> Option<&'static str> {
        self.sums.excluded.is_some().then_some("unsupported-language")
    }

    fn theta(&self, counts: &'a VoiceCounts<'a>) -> Option<f64> {
        let [p, n] = self.formulas(counts).sides()?;
        (p.n_hits + n.n_hits > 0).then(|| theta(p.weight, n.weight))
    }

    fn gap(&self) -> Expected {
        let events = |it: &VoiceCounts<'_>| it.frames.0.iter().map(|(_, frame)| frame.n_hits).sum::<u64>();
        let counts = Some((events(&self.sums.author), events(&self.sums.all)));
        let both = self.theta(&self.sums.all).zip(self.theta(&self.sums.author));
        let value = both.map(|(all, author)| all - author);
        let is_drawn = self.formulas(&self.sums.all).is_drawn && self.formulas(&self.sums.author).is_drawn;
        let (bounds, reason) = match value {
            None => (Bounds::None, Some("no-contrast")),
            Some(_) if is_drawn => (Bounds::Drawn, None),
            Some(_) => (Bounds::None, Some("too-few-sentences")),
        };
        let gap = Expected { value, bounds, reason, counts, ..Expected::plain("attribution_gap", None) };
        self.withheld().map_or(gap.clone(), |reason| gap.withheld(reason))
    }

    /// The position without this much of either side.
    fn without(&self, positive: f64, negative: f64) -> Option<f64> {
        let [p, n] = self.formulas(self.primary()).sides()?;
        Some(theta((p.weight - positive).max(0.0), (n.weight - negative).max(0.0)))
    }

    fn sensitivity(&self) -> Vec<Expected> {
        const NAMES: [&str; 5] = [
            "sensitivity_max",
            "sensitivity_p90",
            "sign_flips",
            "position_unweighted",
            "position_without_separate",
        ];
        let sides = self.formulas(self.primary()).sides();
        let sides = sides.filter(|[p, n]| p.weight + n.weight > 0.0 && self.withheld().is_none());
        let (Some([p, n]), Some(contrast)) = (sides, &self.run.codebook.contrast) else {
            return NAMES.map(|name| Expected::plain(name, None)).into();
        };
        let own = theta(p.weight, n.weight);
        let weight = |by_frame: &ByName<'_, Sums>, side: &str| by_frame.get(side).map_or(0.0, |it| it.weight);
        let of_sides = |by_frame: &ByName<'_, Sums>| {
            [&contrast.positive, &contrast.negative].iter().any(|side| by_frame.get(side).is_some())
        };
        let entries = self.primary().entries.0.iter().filter(|(_, by_frame)| of_sides(by_frame));
        let left: Vec<f64> = entries
            .filter_map(|(_, it)| {
                self.without(weight(it, &contrast.positive), weight(it, &contrast.negative))
            })
            .collect();
        let mut changes: Vec<f64> = left.iter().map(|left| (own - left).abs()).collect();
        changes.sort_unstable_by(f64::total_cmp);
        let flips = left.iter().any(|left| left * own < 0.0);
        let separate = self.run.codebook.families.iter().any(|family| family.separate);
        let apart = |side: &str| -> f64 {
            let families = self.run.codebook.families.iter().filter(|it| it.separate && it.frame == side);
            families.map(|it| self.primary().families.get(&it.id).map_or(0.0, |sums| sums.weight)).sum()
        };
        let without_separate =
            separate.then(|| self.without(apart(&contrast.positive), apart(&contrast.negative))).flatten();
        let values = [
            changes.last().copied(),
            quantile(&changes, 0.9),
            (!changes.is_empty()).then_some(if flips { 1.0 } else { 0.0 }),
            Some(theta(p.n_hits as f64, n.n_hits as f64)),
            without_separate,
        ];
        let mut rows: Vec<Expected> =
            NAMES.into_iter().zip(values).map(|(name, value)| Expected::plain(name, value)).collect();
        rows.extend(self.without_families(&contrast.positive, &contrast.negative));
        rows
    }

    fn without_families(&self, positive: &str, negative: &str) -> Vec<Expected> {
        let row = |(id, sums): &(std::borrow::Cow<'_, str>, Sums)| {
            let family = self.run.codebook.families.iter().find(|it| it.id == *id)?;
            let left = match &*family.frame {
                frame if frame == positive => self.without(sums.weight, 0.0),
                frame if frame == negative => self.without(0.0, sums.weight),
                _ => None,
            };
            let row = Expected::plain("position_without_family", Some(left?));
            Some(row.about_family(&family.frame, id))
        };
        self.primary().families.0.iter().filter_map(row).collect()
    }

    /// What the document's row says of its sensitivity.
    fn fragile(&self, at: &mut At<'_>) {
        let (told, expected) = (&self.document.sensitivity, self.sensitivity());
        let value = |at: usize| expected.get(at).and_then(|row| row.value);
        let named = [
            ("sensitivity.max_change", told.max_change, value(0)),
            ("sensitivity.p90_change", told.p90_change, value(1)),
            (
                "sensitivity.sign_flips",
                Some(f64::from(u8::from(told.sign_flips))),
                Some(value(2).unwrap_or(0.0)),
            ),
            ("sensitivity.unweighted", told.unweighted, value(3)),
            ("sensitivity.without_separate", told.without_separate, value(4)),
        ];
        for (field, recorded, expected) in named {
            at.close(field, recorded, expected);
        }
        let families = expected.iter().skip(5);
        let families: Vec<&Expected> = families.collect();
        at.equal("sensitivity.without_family", &told.without_family.len(), &families.len());
        for (told, expected) in told.without_family.iter().zip(families) {
            at.equal("sensitivity.without_family.family", &Some(&*told.family), &expected.family.as_deref());
            at.close("sensitivity.without_family.position", Some(told.position), expected.value);
        }
        let entries = &self.primary().entries;
        for told in &told.without_entry {
            let weight = |side: Option<&str>| {
                entries
                    .get(&told.entry)
                    .zip(side)
                    .and_then(|(it, side)| it.get(side))
                    .map_or(0.0, |it| it.weight)
            };
            let contrast = self.run.codebook.contrast.as_ref();
            let left = self
                .without(weight(contrast.map(|it| &*it.positive)), weight(contrast.map(|it| &*it.negative)));
            at.close("sensitivity.without_entry.position", Some(told.position), left);
        }
    }

    /// The shares that `documents.jsonl` tells too.
    fn placement(&self) -> [Expected; 4] {
        let it = &self.document.placement;
        let named = [
            ("placement_title", it.title),
            ("placement_lead", it.lead),
            ("placement_end", it.end),
            ("placement_lead_p", it.lead_p),
        ];
        named.map(|(name, value)| Expected::plain(name, value))
    }

    /// The tenths of a text add up to its evidence, and the first and the last are its lead and its end.
    fn placed(&self, at: &mut At<'_>) {
        let it = &self.document.placement;
        if self.withheld().is_some() || it.deciles.0.is_empty() {
            return;
        }
        let mut body = 0.0;
        for (frame, tenths) in &it.deciles.0 {
            let weight = self.primary().frames.get(frame).map(|sums| sums.weight);
            body += weight.unwrap_or_default();
            at.close(&format!("placement.deciles.{frame}"), Some(tenths.iter().sum()), weight);
        }
        let tenth = |at: usize| it.deciles.0.iter().map(|(_, tenths)| tenths[at]).sum::<f64>();
        let share = |at: usize| (body > 0.0).then(|| (tenth(at) / body).clamp(0.0, 1.0));
        at.close("placement.lead", it.lead, share(0));
        at.close("placement.end", it.end, share(9));
    }

    /// What a reader must know first.
    fn gates(&self, at: &mut At<'_>) {
        let primary = self.primary();
        let rows = self.formulas(primary).rows(None);
        let value = |statistic: &str| {
            let row = rows.iter().find(|row| row.statistic == statistic && row.frame.is_none());
            row.and_then(|row| row.value).unwrap_or_default()
        };
        let events = match self.formulas(primary).sides() {
            Some([p, n]) => p.n_hits + n.n_hits,
            None => primary.frames.0.iter().map(|(_, frame)| frame.n_hits).sum(),
        };
        let uttered = |it: &VoiceCounts<'_>| -> u64 {
            it.frames
                .0
                .iter()
                .map(|(_, it)| it.endorsed.n_hits + it.reported.n_hits + it.rejected.n_hits)
                .sum()
        };
        let is_foreign = self.sums.excluded.is_some();
        let gates = [
            ("insufficient", events < 10 || primary.n_sentences < 15),
            ("single-term", value("concentration_top1") > 0.4),
            ("mostly-attributed", 2 * uttered(&self.sums.author) < uttered(&self.sums.all)),
            ("out-of-domain", is_foreign || self.document.subwords_per_word.is_some_and(|it| it > 1.5)),
            ("unresolved", value("unresolved_share") > 0.25),
        ];
        let shut: Vec<&str> = gates.into_iter().filter(|(_, shut)| *shut).map(|(name, _)| name).collect();
        at.equal("quality", &self.document.quality, &shut);
        let gap = &self.document.framing.gap;
        let expected = self.gap();
        at.close("framing.gap.value", gap.value, expected.value);
    }
}

fn theta(positive: f64, negative: f64) -> f64 {
    log((positive + 0.5) / (negative + 0.5))
}
