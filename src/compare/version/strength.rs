//! Whether a clause speaks more firmly than its earlier version: markers on the scales of `models/versions/strength.toml`.

use super::clause::Word;
use super::phrases::Phrases;
use crate::text::CharSpan;
use serde::Deserialize;
use std::sync::LazyLock;

/// A marker of force in a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkerAt {
    /// Its level, such as `should`; of what is not there the level that says so, such as `plain`.
    pub level: &'static str,
    /// Where it stands; `None` for the level of what is not there.
    pub span: Option<CharSpan>,
    /// Whether *not* or *never* stands beside it.
    pub is_negated: bool,
}

/// Which way a marker moved, from the reference to the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Up its scale.
    Stronger,
    /// Down its scale.
    Weaker,
    /// From yes to no, or from no to yes: neither firmer nor weaker, but otherwise.
    Reversed,
}

impl Direction {
    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stronger => "stronger",
            Self::Weaker => "weaker",
            Self::Reversed => "reversed",
        }
    }
}

/// A movement on one scale: the strongest markers that are not on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The scale, such as `modality`.
    pub scale: &'static str,
    /// Which way.
    pub direction: Direction,
    /// The target's marker.
    pub target: MarkerAt,
    /// The reference's marker.
    pub reference: MarkerAt,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    scale: Vec<Scale>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scale {
    name: String,
    levels: Vec<Level>,
    /// Pairs that the tests hold the scale to.
    #[cfg_attr(not(test), allow(dead_code, reason = "only the tests read the examples"))]
    examples: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Level {
    name: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    absent: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code, reason = "only the tests read the examples"))]
struct Example {
    weaker: String,
    stronger: String,
}

struct Scales {
    scales: Vec<Scale>,
    /// What stands for which level of which scale, and whether as a verb.
    phrases: Phrases<(usize, usize, bool)>,
}

static SCALES: LazyLock<Scales> = LazyLock::new(|| {
    let text = include_str!("../../../models/versions/strength.toml");
    let file: File = toml::from_str(text).expect("the tests read the scales");
    let mut phrases = Phrases::new();
    for (at, scale) in file.scale.iter().enumerate() {
        for (level, of) in scale.levels.iter().enumerate() {
            of.words.iter().for_each(|it| phrases.add(it, (at, level, false)));
            of.verbs.iter().for_each(|it| phrases.add_verb(it, (at, level, true)));
        }
    }
    Scales { scales: file.scale, phrases }
});

/// A marker found.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Found {
    scale: usize,
    level: usize,
    is_negated: bool,
    span: CharSpan,
}

impl Found {
    /// What makes two markers say the same.
    const fn force(self) -> (usize, bool) {
        (self.level, self.is_negated)
    }
}

/// Words before which a verb of the list is a noun: *the requests*, *its demands*.
const DETERMINERS: [&str; 15] = [
    "the", "a", "an", "its", "their", "our", "his", "her", "this", "these", "those", "such", "any", "every",
    "no",
];

/// The markers of a clause, in its order. A capital inside a clause makes a name of a marker (*1 May*, *Will*).
fn markers(words: &[Word]) -> Vec<Found> {
    let negates = |at: usize| words.get(at).is_some_and(|it| ["not", "never", "no"].contains(&&*it.form));
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let is_name = at > 0 && words[at].is_capital;
        let Some((length, levels)) = SCALES.phrases.at(&words[at..]).filter(|_| !is_name) else {
            at += 1;
            continue;
        };
        let before = at.checked_sub(1).is_some_and(negates);
        let is_negated = before || negates(at + length) || words[at].form == "cannot";
        let span = CharSpan { start: words[at].span.start, end: words[at + length - 1].span.end };
        let is_noun = at.checked_sub(1).is_some_and(|before| DETERMINERS.contains(&&*words[before].form));
        let meant = levels.into_iter().filter(|(_, _, is_verb)| !(*is_verb && is_noun));
        found.extend(meant.map(|(scale, level, _)| Found { scale, level, is_negated, span }));
        at += length;
    }
    found
}

/// The movements from the reference to the target, in the order of the scales.
pub(super) fn shifts(target: &[Word], reference: &[Word]) -> Vec<Shift> {
    let (target, reference) = (markers(target), markers(reference));
    (0..SCALES.scales.len()).filter_map(|scale| shift(scale, &target, &reference)).collect()
}

fn shift(scale: usize, target: &[Found], reference: &[Found]) -> Option<Shift> {
    let of = |side: &[Found]| side.iter().filter(|it| it.scale == scale).copied().collect::<Vec<_>>();
    let (target, reference) = (of(target), of(reference));
    let [one, other] = [strongest_beyond(&target, &reference), strongest_beyond(&reference, &target)];
    let levels = &SCALES.scales[scale].levels;
    let absent = levels.iter().position(|it| it.absent);
    let level = |it: Option<Found>| it.map(|it| it.level).or(absent);
    let (level_of_one, level_of_other) = (level(one)?, level(other)?);
    let is_negated = |it: Option<Found>| it.is_some_and(|it| it.is_negated);
    let direction = if is_negated(one) != is_negated(other) && one.is_some() && other.is_some() {
        Direction::Reversed
    } else {
        match level_of_one.cmp(&level_of_other) {
            std::cmp::Ordering::Greater => Direction::Stronger,
            std::cmp::Ordering::Less => Direction::Weaker,
            std::cmp::Ordering::Equal => return None,
        }
    };
    let at = |found: Option<Found>, level: usize| MarkerAt {
        level: &levels[level].name,
        span: found.map(|it| it.span),
        is_negated: is_negated(found),
    };
    Some(Shift {
        scale: &SCALES.scales[scale].name,
        direction,
        target: at(one, level_of_one),
        reference: at(other, level_of_other),
    })
}

/// The strongest marker of one side when those with a like on the other are set aside; the first of equals.
fn strongest_beyond(one: &[Found], other: &[Found]) -> Option<Found> {
    let mut others: Vec<(usize, bool)> = other.iter().map(|it| it.force()).collect();
    let mut left: Vec<Found> = Vec::new();
    for found in one {
        match others.iter().position(|it| *it == found.force()) {
            Some(at) => drop(others.swap_remove(at)),
            None => left.push(*found),
        }
    }
    left.into_iter().rev().max_by_key(|it| it.level)
}

#[cfg(test)]
mod tests {
    use super::super::clause::{Passage, clauses};
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        clauses(&[Passage { text: text.to_owned(), ..Passage::default() }]).remove(0).words
    }

    fn direction(scale: &str, target: &str, reference: &str) -> Option<Direction> {
        let shifts = shifts(&words(target), &words(reference));
        shifts.iter().find(|it| it.scale == scale).map(|it| it.direction)
    }

    #[test]
    fn every_scale_orders_its_examples() {
        for scale in &SCALES.scales {
            assert!(!scale.examples.is_empty(), "{}", scale.name);
            for Example { weaker, stronger } in &scale.examples {
                assert_eq!(direction(&scale.name, stronger, weaker), Some(Direction::Stronger), "{stronger}");
                assert_eq!(direction(&scale.name, weaker, stronger), Some(Direction::Weaker), "{weaker}");
                assert_eq!(direction(&scale.name, weaker, weaker), None, "{weaker}");
            }
        }
    }

    #[test]
    fn from_may_to_must_not_is_a_reversal() {
        let (may, must_not) = ("Operators may block sites", "Operators must not block sites");
        assert_eq!(direction("modality", must_not, may), Some(Direction::Reversed));
        assert_eq!(direction("modality", "Operators should block", "They met on 1 May"), None);
    }

    #[test]
    fn a_marker_on_one_side_alone_moves_nothing() {
        assert_eq!(direction("request", "We note the requests of members", "We invite the members"), None);
        assert_eq!(
            direction("request", "We urge members to pay, and thank them", "We thank the members"),
            None
        );
    }
}
