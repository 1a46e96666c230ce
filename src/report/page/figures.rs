//! Numbers as people read them. Rounded here and nowhere else; the tables have all digits.

use super::super::wire::{Estimate, Group, Interval, Position};

/// A number with its interval, as it is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Figure {
    pub(super) value: Option<f64>,
    pub(super) interval: Option<(f64, f64)>,
    pub(super) reason: Option<String>,
}

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// With its sign.
    Logit,
    /// Per 1,000 words.
    Rate,
    /// Of all, in per cent.
    Share,
}

impl Unit {
    pub(super) fn show(self, value: f64) -> String {
        match self {
            Self::Logit if value >= 0.005 => format!("+{value:.2}"),
            Self::Logit if value <= -0.005 => format!("−{:.2}", -value),
            Self::Logit => "0.00".to_owned(),
            Self::Rate if value > 0.0 && value < 0.995 => format!("{value:.2}"),
            Self::Rate => format!("{value:.1}"),
            Self::Share => format!("{:.1} %", 100.0 * value),
        }
    }
}

impl Figure {
    pub(super) fn new(value: Option<f64>, interval: Option<&Interval<'_>>, reason: Option<&str>) -> Self {
        let interval = interval.map(|it| (it.lo, it.hi));
        Self { value, interval, reason: reason.map(|it| it.replace('-', " ")) }
    }

    pub(super) fn of_position(position: &Position<'_>) -> Self {
        Self::new(position.value, position.interval.as_ref(), position.reason.as_deref())
    }

    /// The value, or why there is none.
    pub(super) fn value(&self, unit: Unit) -> String {
        match (self.value, &self.reason) {
            (Some(value), _) => unit.show(value),
            (None, Some(reason)) => reason.clone(),
            (None, None) => "–".to_owned(),
        }
    }

    /// The interval, or a dash.
    pub(super) fn range(&self, unit: Unit) -> String {
        let shown = |(lo, hi)| format!("{} to {}", unit.show(lo), unit.show(hi));
        self.interval.map_or_else(|| "–".to_owned(), shown)
    }

    /// The ends of what is drawn.
    pub(super) fn ends(&self) -> Option<(f64, f64)> {
        let value = self.value?;
        let (lo, hi) = self.interval.unwrap_or((value, value));
        Some((lo.min(value), hi.max(value)))
    }
}

impl From<&Estimate<'_>> for Figure {
    fn from(it: &Estimate<'_>) -> Self {
        Self::new(it.value, it.interval.as_ref(), it.reason.as_deref())
    }
}

/// The rates of the frames of a group, in the order of the codebook.
pub(super) fn rates(group: &Group<'_>) -> Vec<Figure> {
    let frames = group.pooled.frames.iter();
    frames.map(|it| Figure::new(it.rate_per_1000_words, it.interval.as_ref(), it.reason.as_deref())).collect()
}

/// A count with its thousands parted by thin spaces.
pub(super) fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push('\u{202f}');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_for_people() {
        let shown = |value| Unit::Logit.show(value);
        assert_eq!([0.774, -0.774, 0.001, -0.001].map(shown), ["+0.77", "−0.77", "0.00", "0.00"]);
        assert_eq!([12.94, 0.0, 0.041].map(|value| Unit::Rate.show(value)), ["12.9", "0.0", "0.04"]);
        assert_eq!(Unit::Share.show(0.1512), "15.1 %");
        assert_eq!(
            [7, 999, 1_000, 1_234_567].map(count),
            ["7", "999", "1\u{202f}000", "1\u{202f}234\u{202f}567"]
        );
    }

    #[test]
    fn what_is_undefined_says_why() {
        let none = Figure::new(None, None, Some("too-few-events"));
        assert_eq!(
            (none.value(Unit::Logit).as_str(), none.range(Unit::Logit).as_str()),
            ("too few events", "–")
        );
        assert_eq!(none.ends(), None);
        let some = Figure { value: Some(0.5), interval: Some((0.25, 1.0)), reason: None };
        assert_eq!((some.range(Unit::Share).as_str(), some.ends()), ("25.0 % to 100.0 %", Some((0.25, 1.0))));
    }
}
