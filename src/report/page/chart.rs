//! Charts as SVG: a value with its interval in the cell of a table, documents as dots, years as lines.
//!
//! What a chart shows stands beside it in words and numbers; a screen reader is told that, and passes the marks over.

use super::figures::{Figure, Unit};
use maud::{Markup, html};

/// From values to places along an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    lo: f64,
    hi: f64,
    /// Places of the ends.
    from: f64,
    to: f64,
}

impl Scale {
    /// An axis that holds all figures and 0, with ends that are round.
    pub(super) fn over<'f>(figures: impl IntoIterator<Item = &'f Figure>, (from, to): (f64, f64)) -> Self {
        let ends = figures.into_iter().filter_map(Figure::ends);
        let (lo, hi) = ends.fold((0.0_f64, 0.0_f64), |(lo, hi), (a, b)| (lo.min(a), hi.max(b)));
        let step = step_of(hi - lo);
        let hi = if hi > lo { (hi / step).ceil() * step } else { 1.0 };
        Self { lo: (lo / step).floor() * step, hi, from, to }
    }

    /// The same about the middle: as far to the left of 0 as to the right.
    pub(super) fn balanced(self) -> Self {
        let far = self.hi.max(-self.lo);
        Self { lo: -far, hi: far, ..self }
    }

    pub(super) fn at(&self, value: f64) -> f64 {
        let share = ((value - self.lo) / (self.hi - self.lo)).clamp(0.0, 1.0);
        ((self.from + share * (self.to - self.from)) * 10.0).round() / 10.0
    }

    /// Round values along it.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let step = step_of(self.hi - self.lo);
        let first = (self.lo / step).ceil();
        (0..20).map(|n| (first + f64::from(n)) * step).take_while(|it| *it <= self.hi + step / 1e6).collect()
    }
}

/// A round step that parts a range in about four.
fn step_of(range: f64) -> f64 {
    let raw = range.max(1e-9) / 4.0;
    let power = libm::pow(10.0, libm::log10(raw).floor());
    let factor = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|it| it * power >= raw * 0.999);
    factor.unwrap_or(10.0) * power
}

/// Width of a chart in a cell.
pub(super) const CELL: (f64, f64) = (6.0, 214.0);

/// A figure in the cell of a table; `class` says its colour.
pub(super) fn cell(scale: &Scale, figure: &Figure, class: &str) -> Markup {
    let zero = scale.at(0.0);
    html! {
        svg class="cell" viewBox="0 0 220 18" width="220" height="18" aria-hidden="true" {
            line class="zero" x1=(zero) x2=(zero) y1="0" y2="18" {}
            @if let Some((lo, hi)) = figure.interval {
                line class={ "whisker " (class) } x1=(scale.at(lo)) x2=(scale.at(hi)) y1="9" y2="9" {}
            }
            @if let Some(value) = figure.value {
                circle class={ "dot " (class) } cx=(scale.at(value)) cy="9" r="4" {}
            }
        }
    }
}

/// The axis over a column of cells.
pub(super) fn axis(scale: &Scale, unit: Unit) -> Markup {
    html! {
        svg class="cell" viewBox="0 0 220 18" width="220" height="18" aria-hidden="true" {
            @for tick in scale.ticks() {
                @let at = scale.at(tick);
                @let anchor = if at < 20.0 { "start" } else if at > 200.0 { "end" } else { "middle" };
                text x=(at) y="13" text-anchor=(anchor) { (bare(unit, tick)) }
            }
        }
    }
}

/// A tick without more digits than it needs.
fn bare(unit: Unit, tick: f64) -> String {
    let tidy = |value: f64| {
        let shown = format!("{value:.2}");
        shown.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    match unit {
        Unit::Share => format!("{} %", tidy(100.0 * tick)),
        Unit::Logit if tick > 0.0 => format!("+{}", tidy(tick)),
        Unit::Logit | Unit::Rate if tick < 0.0 => format!("−{}", tidy(-tick)),
        Unit::Logit | Unit::Rate => tidy(tick.abs()),
    }
}

/// A document among others.
pub(super) struct Dot<'a> {
    /// Its number in the index.
    pub(super) number: usize,
    /// Its colour and shape.
    pub(super) class: usize,
    pub(super) label: &'a str,
    pub(super) x: Figure,
    pub(super) y: f64,
}

/// Most dots with intervals of their own; among more, nobody could follow one.
const WITH_INTERVALS: usize = 300;

/// The shapes of dots, by class; each is about as large as the others.
const SHAPES: [&str; 6] = [
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "M-3.6-3.6h7.2v7.2h-7.2z",
    "M0-4.8L4.6 3.4h-9.2z",
    "M0-5L5 0L0 5L-5 0z",
    "M0 4.8L-4.6-3.4h9.2z",
    "M-4.5-1.5h3v-3h3v3h3v3h-3v3h-3v-3h-3z",
];

/// A small picture of a class, for a legend.
pub(super) fn shape(class: usize) -> Markup {
    html! {
        svg class="shape" viewBox="-6 -6 12 12" width="14" height="14" aria-hidden="true" {
            path class={ "point g" (class) } d=(SHAPES[class % SHAPES.len()]) {}
        }
    }
}

/// Position against emphasis; `ends` name the two ends of the axis.
pub(super) fn dots(dots: &[Dot<'_>], ends: (&str, &str)) -> Markup {
    let x = Scale::over(dots.iter().map(|it| &it.x), (50.0, 710.0)).balanced();
    let tallest = dots.iter().map(|it| it.y).fold(0.0, f64::max);
    let top = Figure { value: Some(tallest), ..Figure::default() };
    let y = Scale::over([&top], (350.0, 14.0));
    let all = if dots.len() <= WITH_INTERVALS { "dots all" } else { "dots" };
    html! {
        svg class=(all) viewBox="0 0 720 410" role="img" aria-label="Position against emphasis of each document; the table of documents has the numbers" {
            @for tick in y.ticks() {
                line class="grid" x1="50" x2="710" y1=(y.at(tick)) y2=(y.at(tick)) {}
                text x="44" y=(y.at(tick) + 4.0) text-anchor="end" { (bare(Unit::Share, tick)) }
            }
            @for tick in x.ticks() {
                line class=(if tick == 0.0 { "zero" } else { "grid" }) x1=(x.at(tick)) x2=(x.at(tick)) y1="14" y2="350" {}
                text x=(x.at(tick)) y="368" text-anchor="middle" { (bare(Unit::Logit, tick)) }
            }
            text class="axis" x="50" y="396" { "← more " (ends.0) }
            text class="axis" x="710" y="396" text-anchor="end" { "more " (ends.1) " →" }
            @for dot in dots {
                @if let Some(value) = dot.x.value {
                    g class={ "d g" (dot.class) } data-n=(dot.number) {
                        @if let Some((lo, hi)) = dot.x.interval {
                            line class="reach" x1=(x.at(lo)) x2=(x.at(hi)) y1=(y.at(dot.y)) y2=(y.at(dot.y)) {}
                        }
                        path class={ "point g" (dot.class) } transform={ "translate(" (x.at(value)) " " (y.at(dot.y)) ")" }
                            d=(SHAPES[dot.class % SHAPES.len()]) { title { (dot.label) } }
                    }
                }
            }
        }
    }
}

/// A frame over years.
pub(super) struct Series {
    pub(super) name: String,
    pub(super) class: String,
    pub(super) points: Vec<(i32, Figure)>,
}

/// Lines over years, each with the band of its intervals.
pub(super) fn years(series: &[Series], unit: Unit, label: &str) -> Markup {
    let points = || series.iter().flat_map(|it| &it.points);
    let y = Scale::over(points().map(|(_, figure)| figure), (200.0, 12.0));
    let (first, last) = points().fold((i32::MAX, i32::MIN), |(a, b), (year, _)| (a.min(*year), b.max(*year)));
    let x = |year: i32| {
        let share = if last > first { f64::from(year - first) / f64::from(last - first) } else { 0.5 };
        ((60.0 + share * 590.0) * 10.0).round() / 10.0
    };
    let every = usize::try_from(last - first).unwrap_or(0) / 10 + 1;
    html! {
        svg class="years" viewBox="0 0 720 240" role="img" aria-label=(label) {
            @for tick in y.ticks() {
                line class=(if tick == 0.0 { "zero" } else { "grid" }) x1="50" x2="660" y1=(y.at(tick)) y2=(y.at(tick)) {}
                text x="44" y=(y.at(tick) + 4.0) text-anchor="end" { (bare(unit, tick)) }
            }
            @for year in (first..=last).step_by(every) {
                text x=(x(year)) y="222" text-anchor="middle" { (year) }
            }
            @for it in series {
                path class={ "band " (it.class) } d=(band(it, &x, &y)) {}
                path class={ "line " (it.class) } d=(line(it, &x, &y)) {}
                @for (year, figure) in &it.points {
                    @if let Some(value) = figure.value {
                        circle class={ "dot " (it.class) } cx=(x(*year)) cy=(y.at(value)) r="3" {
                            title { (it.name) ", " (year) ": " (figure.value(unit)) " (" (figure.range(unit)) ")" }
                        }
                    }
                }
            }
        }
    }
}

fn line(series: &Series, x: &impl Fn(i32) -> f64, y: &Scale) -> String {
    let mut path = String::new();
    for (year, figure) in &series.points {
        if let Some(value) = figure.value {
            let step = if path.is_empty() { 'M' } else { 'L' };
            path.push_str(&format!("{step}{} {}", x(*year), y.at(value)));
        }
    }
    path
}

fn band(series: &Series, x: &impl Fn(i32) -> f64, y: &Scale) -> String {
    let ends = series.points.iter().filter_map(|(year, figure)| Some((*year, figure.interval?)));
    let ends: Vec<_> = ends.collect();
    let up = ends.iter().map(|(year, (_, hi))| (x(*year), y.at(*hi)));
    let down = ends.iter().rev().map(|(year, (lo, _))| (x(*year), y.at(*lo)));
    let mut path = String::new();
    for (x, y) in up.chain(down) {
        let step = if path.is_empty() { 'M' } else { 'L' };
        path.push_str(&format!("{step}{x} {y}"));
    }
    if !path.is_empty() {
        path.push('Z');
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, lo: f64, hi: f64) -> Figure {
        Figure { value: Some(value), interval: Some((lo, hi)), reason: None }
    }

    #[test]
    fn an_axis_holds_all_that_is_drawn_and_has_round_ticks() {
        let scale = Scale::over([&figure(0.77, 0.15, 1.38), &figure(-0.3, -0.9, 0.1)], (0.0, 100.0));
        assert_eq!(scale.ticks(), [-1.0, 0.0, 1.0, 2.0]);
        assert!(scale.at(-0.9) >= 0.0 && scale.at(1.38) <= 100.0 && scale.at(0.15) < scale.at(0.77));
        let balanced = scale.balanced();
        assert_eq!(balanced.at(0.0), 50.0);
        assert_eq!(Scale::over([], (0.0, 100.0)).ticks().first(), Some(&0.0), "nothing is no reason to fail");
    }

    #[test]
    fn labels_of_documents_are_text() {
        let dot = Dot { number: 3, class: 1, label: "<script>", x: figure(1.0, 0.5, 2.0), y: 0.3 };
        let drawn = dots(&[dot], ("a<b", "c&d")).into_string();
        assert!(drawn.contains("&lt;script&gt;") && drawn.contains("a&lt;b") && !drawn.contains("<script>"));
    }

    #[test]
    fn years_without_a_value_are_passed_over() {
        let points =
            vec![(2020, figure(1.0, 0.5, 1.5)), (2021, Figure::default()), (2022, figure(2.0, 1.0, 3.0))];
        let series = Series { name: "x".into(), class: "f0".into(), points };
        let drawn = years(&[series], Unit::Rate, "over time").into_string();
        assert_eq!((drawn.matches("<circle").count(), drawn.matches('Z').count()), (2, 1));
    }
}
