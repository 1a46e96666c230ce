//! How a group of documents changes with the years.

use super::difference::{Drawn, Plan, Side, speaking};
use super::study::Compared;
use super::value_of;
use crate::codebook::Codebook;
use crate::measure::{DocumentCounts, Reason, SumStatistic, sum_statistics, values};
use crate::stats::Interval;
use crate::stats::trend::{Kendall, Line, kendall, theil_sen};
use std::collections::BTreeMap;

/// The position of one year. Not smoothed.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// Its documents, those without numbers left out.
    pub n_documents: u64,
    /// Position of their counts added up; `None` without evidence.
    pub position: Option<f64>,
    /// 95 % interval, documents drawn; `None` under five.
    pub interval: Option<Interval>,
    /// Why something is missing.
    pub reason: Option<Reason>,
}

/// Yearly positions and their trend.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Earliest first; years without documents are not listed.
    pub years: Vec<Year>,
    /// Documents without a date.
    pub n_undated: u64,
    /// Theil and Sen's line through the yearly positions: log odds a year. `None` for fewer than three years with one.
    pub line: Option<Line>,
    /// Kendall's τ-b of year and position.
    pub kendall: Option<Kendall>,
}

/// Fewest years for a trend.
const MIN_YEARS: usize = 3;

/// The years of a side.
#[must_use]
pub fn series(codebook: &Codebook, side: &Side<'_>, plan: &Plan) -> Series {
    let position = sum_statistics(codebook).into_iter().find(|it| it.name == "position");
    let mut by_year: BTreeMap<i16, Vec<&Compared>> = BTreeMap::new();
    let mut n_undated = 0;
    for document in speaking(&side.documents) {
        match document.metadata.date {
            Some(date) => by_year.entry(date.year()).or_default().push(document),
            None => n_undated += 1,
        }
    }
    let year = |(year, documents): (i16, Vec<&Compared>)| {
        let n_documents = documents.len() as u64;
        let group = Side { label: format!("{} {year}", side.label), documents };
        let (value, interval) = match &position {
            Some(position) => of_year(codebook, &group, position, plan),
            None => (None, None),
        };
        let reason = match (&position, value, interval) {
            (None, ..) => Some(Reason::NoContrast),
            (_, None, _) => Some(Reason::NoEvents),
            (_, _, None) => Some(Reason::TooFewDocuments),
            _ => None,
        };
        Year { year, n_documents, position: value, interval, reason }
    };
    let years: Vec<Year> = by_year.into_iter().map(year).collect();
    let points: Vec<(f64, f64)> =
        years.iter().filter_map(|it| it.position.map(|value| (f64::from(it.year), value))).collect();
    let is_enough = points.len() >= MIN_YEARS;
    Series {
        n_undated,
        line: theil_sen(&points).filter(|_| is_enough),
        kendall: kendall(&points).filter(|_| is_enough),
        years,
    }
}

fn of_year(
    codebook: &Codebook,
    group: &Side<'_>,
    position: &SumStatistic,
    plan: &Plan,
) -> (Option<f64>, Option<Interval>) {
    let drawn = Drawn::of(codebook, group, plan);
    (drawn.value(position), drawn.interval(position))
}

/// A change of the mean position of documents, parted into change of those who speak and change of who speaks.
///
/// With shares w and mean positions x of each group in the two periods, the change is
/// Σ ½(w₀ + w₁)(x₁ − x₀) + Σ ½(x₀ + x₁)(w₁ − w₀) (E. M. Kitagawa 1955, JASA 50:1168-1194). A group that is in one period
/// only is all composition: its position is taken to be the same in the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Composition {
    /// Mean position in the later period less that in the earlier one.
    pub change: f64,
    /// The part due to the same groups speaking otherwise.
    pub within: f64,
    /// The part due to other groups speaking, or in other shares.
    pub between: f64,
    /// Groups in both periods, in the earlier one only, in the later one only.
    pub n_groups: [u64; 3],
}

/// Parts the change from `earlier` to `later` by a field (the issuer). Documents without a position or without the field are
/// left out; `None` where a period has none left.
#[must_use]
pub fn composition(
    codebook: &Codebook,
    (earlier, later): (&Side<'_>, &Side<'_>),
    field: &str,
    plan: &Plan,
) -> Option<Composition> {
    let mut groups: BTreeMap<String, [Vec<f64>; 2]> = BTreeMap::new();
    for (at, side) in [earlier, later].into_iter().enumerate() {
        for document in speaking(&side.documents) {
            let position = position_of(codebook, document.counts(plan.voices));
            if let (Some(group), Some(position)) = (value_of(&document.metadata, field), position) {
                groups.entry(group).or_default()[at].push(position);
            }
        }
    }
    let n = [0, 1].map(|at| groups.values().map(|it| it[at].len()).sum::<usize>() as f64);
    if n.contains(&0.0) {
        return None;
    }
    let mut parts = Composition { change: 0.0, within: 0.0, between: 0.0, n_groups: [0; 3] };
    for group in groups.values() {
        let shares = [0, 1].map(|at| group[at].len() as f64 / n[at]);
        let mean = |at: usize| crate::stats::effect::mean(&group[at]);
        let (before, after) = (mean(0), mean(1));
        let kind = match (before, after) {
            (Some(_), Some(_)) => 0,
            (Some(_), None) => 1,
            _ => 2,
        };
        parts.n_groups[kind] += 1;
        let (Some(before), Some(after)) = (before.or(after), after.or(before)) else { continue };
        parts.within += f64::midpoint(shares[0], shares[1]) * (after - before);
        parts.between += f64::midpoint(before, after) * (shares[1] - shares[0]);
    }
    parts.change = parts.within + parts.between;
    Some(parts)
}

fn position_of(codebook: &Codebook, counts: &DocumentCounts) -> Option<f64> {
    values(codebook, counts).position.value
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, study};
    use super::*;

    fn side(texts: &[(&str, &str, [u64; 2])]) -> Side<'static> {
        let text = |&(issuer, date, events): &(&str, &str, [u64; 2])| {
            let mut text = document(&format!("{issuer} {date}"), events);
            text.metadata.issuer = Some(issuer.to_owned());
            text.metadata.date = date.parse().ok();
            text
        };
        let texts: Vec<Compared> = texts.iter().map(text).collect();
        Side { label: "all".to_owned(), documents: texts.leak().iter().collect() }
    }

    #[test]
    fn years_rise_and_undated_documents_are_counted() {
        let texts = [("A", "2001", [1, 8]), ("B", "2003", [4, 4]), ("A", "2005", [8, 1]), ("A", "", [1, 1])];
        let found = series(&study().codebook, &side(&texts), &Plan::default());
        assert_eq!((found.years.len(), found.n_undated), (3, 1));
        let step = libm::log(8.5 / 1.5) / 2.0;
        assert!((found.line.expect("three years").slope - step).abs() < 1e-12);
        assert!(found.kendall.is_some_and(|it| it.tau == 1.0));
        assert_eq!(found.years[0].reason, Some(Reason::TooFewDocuments));
    }

    #[test]
    fn the_parts_of_a_change_add_up() {
        // A moves from ln(2.5/4.5) to its mirror; B, which stays as it is, speaks later no more.
        let earlier = side(&[("A", "2001", [2, 4]), ("B", "2001", [9, 0])]);
        let later = side(&[("A", "2005", [4, 2]), ("A", "2005", [4, 2])]);
        let found = composition(&study().codebook, (&earlier, &later), "issuer", &Plan::default());
        let found = found.expect("both periods speak");
        let (a, b) = (libm::log(4.5 / 2.5), libm::log(9.5 / 0.5));
        assert!((found.change - (a - f64::midpoint(-a, b))).abs() < 1e-12);
        assert!((found.within - 0.75 * 2.0 * a).abs() < 1e-12 && found.n_groups == [1, 1, 0]);
    }
}
