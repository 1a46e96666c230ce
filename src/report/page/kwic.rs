//! Contested terms in the words around them, for the page.

use super::rows::{Hit, number_of};
use super::utf16::Utf16;
use crate::stats::seed_for;
use std::collections::BTreeMap;

/// Most places of each term; of more, as many are drawn with the seed of the run.
const PLACES: usize = 200;
/// Code points on each side.
const AROUND: u32 = 70;

/// A place: entry, document, sentence, words to the left, the term, words to the right, frame, voice, how that was told.
pub(super) type Place = (String, usize, u32, String, String, String, Option<String>, String, Option<String>);

/// Places of contested terms.
pub(super) struct Concordance {
    seed: u64,
    drawn: BTreeMap<String, BTreeMap<(u64, usize, u32), Place>>,
}

impl Concordance {
    pub(super) const fn new(seed: u64) -> Self {
        Self { seed, drawn: BTreeMap::new() }
    }

    /// Adds a place in a text, if it is among those that are drawn.
    pub(super) fn add(&mut self, hit: &Hit, document: usize, (text, units): (&str, &Utf16)) {
        let lot = (seed_for(self.seed, hit.hit_id.as_bytes()), document, hit.start);
        let drawn = self.drawn.entry(hit.entry.clone()).or_default();
        if drawn.len() >= PLACES && drawn.last_key_value().is_some_and(|(last, _)| *last < lot) {
            return;
        }
        let one_line = |start, end| units.slice(text, start, end).replace(['\n', '\t'], " ");
        let place = (
            hit.entry.clone(),
            document,
            number_of(&hit.sentence_id),
            from_word(&one_line(hit.start.saturating_sub(AROUND), hit.start)).to_owned(),
            one_line(hit.start, hit.end),
            to_word(&one_line(hit.end, hit.end.saturating_add(AROUND))).to_owned(),
            hit.frame.clone(),
            hit.voice.clone(),
            hit.resolved_by.clone().or_else(|| hit.why_not.clone()),
        );
        drawn.insert(lot, place);
        if drawn.len() > PLACES {
            drawn.pop_last();
        }
    }

    /// All places, by term and then in the order of the corpus.
    pub(super) fn into_rows(self) -> Vec<Place> {
        let mut rows: Vec<((usize, u32), Place)> = Vec::new();
        for ((_, document, start), place) in self.drawn.into_values().flatten() {
            rows.push(((document, start), place));
        }
        rows.sort_by(|(a, left), (b, right)| (&left.0, a).cmp(&(&right.0, b)));
        rows.into_iter().map(|(_, place)| place).collect()
    }
}

/// The same without the rest of a word that it begins with.
fn from_word(text: &str) -> &str {
    if text.chars().count() < AROUND as usize {
        return text;
    }
    text.split_once(' ').map_or(text, |(_, rest)| rest)
}

/// The same without the beginning of a word that it ends with.
fn to_word(text: &str) -> &str {
    if text.chars().count() < AROUND as usize {
        return text;
    }
    text.rsplit_once(' ').map_or(text, |(rest, _)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(number: u32, start: u32) -> Hit {
        Hit {
            hit_id: format!("d#h{number}"),
            sentence_id: "d#s4".to_owned(),
            start,
            end: start + 5,
            entry: "contested-order".to_owned(),
            role: "contested".to_owned(),
            frame: None,
            family: None,
            dimension: None,
            weight: 0.0,
            polarity: None,
            voice: "author".to_owned(),
            holder: None,
            resolved_by: None,
            counted: false,
            why_not: Some("unresolved".to_owned()),
        }
    }

    #[test]
    fn places_keep_whole_words_and_the_order_of_the_text() {
        let text = "Somebody said that nothing whatsoever could ever be done about this without public order, \
                    and everybody else who was in the room at that very moment agreed with it at once.";
        let units = Utf16::of(text);
        let mut places = Concordance::new(1);
        let start = text.find("order").unwrap() as u32;
        places.add(&hit(0, start), 7, (text, &units));
        let rows = places.into_rows();
        let (_, document, sentence, left, node, right, ..) = &rows[0];
        assert_eq!((*document, *sentence, node.as_str()), (7, 4, "order"));
        assert!(text.contains(&format!("{left}{node}{right} ")), "{left}|{node}|{right}");
        assert!(left.starts_with(|c: char| c.is_alphabetic()) && text.contains(&format!(" {left}")));
    }

    #[test]
    fn of_many_places_the_same_ones_are_drawn_in_any_order() {
        let text = "order ".repeat(600);
        let units = Utf16::of(&text);
        let drawn = |numbers: Vec<u32>| {
            let mut places = Concordance::new(1);
            for number in numbers {
                places.add(&hit(number, number * 6), 0, (&text, &units));
            }
            places.into_rows().len()
        };
        assert_eq!((drawn((0..600).collect()), drawn((0..600).rev().collect())), (PLACES, PLACES));
    }
}
