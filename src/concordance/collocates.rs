//! The words beside what is looked for, and how firmly they belong there.

use super::page::Page;
use crate::compare::Names;
use crate::compare::company::{Direction, Line, Strength, covers};
use crate::report::wire::{CollocateRow, ConcordanceRow};
use crate::stats::{LogOdds, benjamini_hochberg};
use std::ops::Range;

/// Counts the words beside places in counted sentences, document by document, against all words of those sentences.
///
/// Which words are beside a place, [`company`](crate::compare::company) says; how firmly, [`Strength`]. Memory grows with the
/// number of different words, not of texts.
#[derive(Clone, Debug)]
pub struct Collocates {
    window: usize,
    names: Names,
    counts: Vec<Counts>,
    n_places: u64,
    n_elsewhere: u64,
    n_documents: u64,
}

/// The counts of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    n_word: u64,
    n_left: u64,
    n_right: u64,
    n_documents: u64,
    /// The last document, 1-based, in which it stood beside a place.
    last: u64,
}

impl Counts {
    const fn n_together(&self) -> u64 {
        self.n_left + self.n_right
    }
}

/// A place in a sentence, in bytes.
struct Place {
    bytes: Range<usize>,
    is_heard: bool,
}

impl Collocates {
    /// Nothing counted yet; words at most `window` words from a place are beside it.
    #[must_use]
    pub fn new(window: usize) -> Self {
        Self {
            window,
            names: Names::default(),
            counts: Vec::new(),
            n_places: 0,
            n_elsewhere: 0,
            n_documents: 0,
        }
    }

    /// Counts a document, in which these places were found, in the order of the text. Words are beside those that are heard; of
    /// no place are the words that stand in another.
    pub fn add(
        &mut self,
        page: &Page<'_>,
        places: &[ConcordanceRow],
        is_heard: impl Fn(&ConcordanceRow) -> bool,
    ) {
        self.n_documents += 1;
        let mut rest = places;
        for sentence in page.sentences {
            let Some(text) = sentence.text.as_deref() else { continue };
            let before = rest.partition_point(|it| it.start < sentence.start);
            let within = before + rest[before..].partition_point(|it| it.start < sentence.end);
            self.n_elsewhere += rest[..before].iter().filter(|it| is_heard(it)).count() as u64;
            let here = rest[before..within].iter().map(|it| Place {
                bytes: bytes(text, it.start - sentence.start..it.end - sentence.start),
                is_heard: is_heard(it),
            });
            let here: Vec<Place> = here.collect();
            self.sentence(text, &here);
            rest = &rest[within..];
        }
        self.n_elsewhere += rest.iter().filter(|it| is_heard(it)).count() as u64;
    }

    fn sentence(&mut self, text: &str, places: &[Place]) {
        let line = Line::new(text);
        let words = |wanted: &dyn Fn(&Place) -> bool| {
            let ranges = places.iter().filter(|it| wanted(it)).map(|it| line.words_in(&it.bytes));
            merged(ranges.collect())
        };
        let (own, heard) = (words(&|_| true), words(&|it| it.is_heard));
        self.n_places += places.iter().filter(|it| it.is_heard).count() as u64;
        for (at, word) in line.words().iter().enumerate().filter(|(_, word)| word.is_content) {
            if !covers(&own, at) {
                self.count(&word.form).n_word += 1;
            }
        }
        let document = self.n_documents;
        for neighbour in line.beside(&heard, &own, self.window) {
            let counts = self.count(&line.words()[neighbour.at].form);
            match neighbour.direction {
                Direction::Left => counts.n_left += 1,
                Direction::Right => counts.n_right += 1,
            }
            counts.n_documents += u64::from(counts.last != document);
            counts.last = document;
        }
    }

    fn count(&mut self, form: &str) -> &mut Counts {
        let number = self.names.number(form) as usize;
        if number == self.counts.len() {
            self.counts.push(Counts::default());
        }
        &mut self.counts[number]
    }

    /// Places in counted sentences.
    #[must_use]
    pub const fn n_places(&self) -> u64 {
        self.n_places
    }

    /// Places elsewhere on the page, in titles and notes, which have no part in this.
    #[must_use]
    pub const fn n_elsewhere(&self) -> u64 {
        self.n_elsewhere
    }

    /// The words that stand at least `min_count` times beside a place, the surest first: by the lower end of the interval of λ,
    /// then by z, then by name.
    #[must_use]
    pub fn rows(&self, min_count: u64) -> Vec<CollocateRow> {
        let n_words: u64 = self.counts.iter().map(|it| it.n_word).sum();
        let n_beside: u64 = self.counts.iter().map(Counts::n_together).sum();
        let words = self.counts.iter().zip(self.names.names());
        let frequent = words.filter(|(it, _)| it.n_together() >= min_count.max(1));
        let mut rows: Vec<(Option<Strength>, CollocateRow)> = frequent
            .map(|(it, word)| {
                let strength = Strength::new(it.n_together(), (n_beside, it.n_word), n_words);
                (strength, row(word, it, (n_beside, n_words), strength))
            })
            .collect();
        let p: Vec<f64> = rows.iter().filter_map(|it| Some(it.0?.lambda.p())).collect();
        let mut q = benjamini_hochberg(&p).into_iter();
        rows.iter_mut().filter(|it| it.0.is_some()).for_each(|it| it.1.q = q.next());
        let rank = |it: Option<Strength>| it.map_or((f64::MIN, 0.0), |it| (it.surely(), it.lambda.z()));
        rows.sort_by(|(one, row), (other, other_row)| {
            let ((sure, z), (other_sure, other_z)) = (rank(*one), rank(*other));
            let by_strength = other_sure.total_cmp(&sure).then(other_z.total_cmp(&z));
            by_strength.then_with(|| row.word.cmp(&other_row.word))
        });
        rows.into_iter().map(|it| it.1).collect()
    }
}

/// The row of a word, not yet adjusted for the others.
fn row(word: &str, it: &Counts, (n_beside, n_words): (u64, u64), strength: Option<Strength>) -> CollocateRow {
    let lambda = strength.map(|it| it.lambda);
    CollocateRow {
        word: word.to_owned(),
        n_together: it.n_together(),
        n_left: it.n_left,
        n_right: it.n_right,
        n_documents: it.n_documents,
        n_word: it.n_word,
        n_beside,
        n_words,
        expected: strength.map(|it| it.expected),
        pmi: strength.map(|it| it.pmi),
        npmi: strength.map(|it| it.npmi),
        log_dice: strength.map(|it| it.log_dice),
        lambda: lambda.map(|it| it.delta),
        lambda_se: lambda.map(|it| it.se),
        z: lambda.as_ref().map(LogOdds::z),
        q: None,
        reason: strength.is_none().then(|| "nothing-else".to_owned()),
    }
}

/// A range of code points of a text in bytes, cut off where the text ends.
fn bytes(text: &str, points: Range<u32>) -> Range<usize> {
    let mut starts = text.char_indices().map(|(at, _)| at);
    let start = starts.nth(points.start as usize).unwrap_or(text.len());
    let further = points.end.saturating_sub(points.start + 1) as usize;
    let end = if points.is_empty() { Some(start) } else { starts.nth(further) };
    start..end.unwrap_or(text.len())
}

/// Sorted ranges with those that overlap or touch made one.
fn merged(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::wire::SentenceRow;

    /// Sentences as rows of one text, which is the sentences with a space between.
    fn sentences(texts: &[&str]) -> (String, Vec<SentenceRow<'static>>) {
        let (mut whole, mut rows) = (String::new(), Vec::new());
        for text in texts {
            let start = u32::try_from(whole.chars().count()).expect("a short text");
            let end = start + u32::try_from(text.chars().count()).expect("a short text");
            let row = serde_json::json!({
                "sentence_id": "a#s0", "doc_id": "a", "start": start, "end": end, "text": text, "block": "paragraph",
                "frame": "neither", "frames": [], "weight": {}, "prob": null, "reasons": null, "voice": "author",
                "stance": null, "stance_by_frame": {}, "holder": null, "families": []
            });
            rows.push(serde_json::from_value(row).expect("it is a row"));
            whole += text;
            whole.push(' ');
        }
        (whole, rows)
    }

    fn place(text: &str, keyword: &str, nth: usize) -> ConcordanceRow {
        let byte = text.match_indices(keyword).nth(nth).expect("it is there").0;
        let start = u32::try_from(text[..byte].chars().count()).expect("a short text");
        let end = start + u32::try_from(keyword.chars().count()).expect("a short text");
        ConcordanceRow { start, end, ..ConcordanceRow::default() }
    }

    fn counted(texts: &[&str], nths: usize) -> Collocates {
        let (text, sentences) = sentences(texts);
        let places: Vec<ConcordanceRow> = (0..nths).map(|nth| place(&text, "order", nth)).collect();
        let page = Page { doc_id: "a", text: &text, sentences: &sentences, hits: &[], mentions: &[] };
        let mut found = Collocates::new(2);
        found.add(&page, &places, |_| true);
        found
    }

    /// Ten content words but *order*: world, peace, peace, world, peace, trade, ships, grain, ships, grain. Beside *order*
    /// stand world, peace, world, so R = 3; world: O = 2, C = 2, N = 10, E = 2 · 3 / 10 = 0.6.
    #[test]
    fn a_small_text_is_counted_by_hand() {
        let found = counted(
            &["“World order — peace.”", "Peace of world order!", "Peace trade ships grain ships grain."],
            2,
        );
        assert_eq!((found.n_places(), found.n_elsewhere()), (2, 0));
        let rows = found.rows(1);
        let words: Vec<(&str, u64, u64, u64, u64)> = rows
            .iter()
            .map(|it| (it.word.as_str(), it.n_left, it.n_right, it.n_word, it.n_documents))
            .collect();
        assert_eq!(words, [("world", 2, 0, 2, 1), ("peace", 0, 1, 3, 1)]);
        let world = &rows[0];
        assert_eq!((world.n_beside, world.n_words), (3, 10));
        let near = |found: Option<f64>, wanted: f64| (found.expect("defined") - wanted).abs() < 1e-12;
        assert!(near(world.expected, 0.6));
        assert!(near(world.pmi, (2.0_f64 / 0.6).log2()));
        assert!(near(world.npmi, (2.0_f64 / 0.6).log2() / 5.0_f64.log2()));
        assert!(near(world.log_dice, 14.0 + (4.0_f64 / 5.0).log2()));
        // Cells 2, 1, 0, 7, with a half each.
        assert!(near(world.lambda, (2.5_f64 * 7.5 / (1.5 * 0.5)).ln()));
        assert!(near(world.lambda_se, (1.0_f64 / 2.5 + 1.0 / 1.5 + 1.0 / 0.5 + 1.0 / 7.5).sqrt()));
        assert_eq!(found.rows(2).len(), 1, "peace stands there once");
    }

    #[test]
    fn a_text_of_nothing_but_company_has_a_reason() {
        let rows = counted(&["world order"], 1).rows(1);
        assert_eq!((rows.len(), rows[0].pmi, rows[0].reason.as_deref()), (1, None, Some("nothing-else")));
    }

    #[test]
    fn places_outside_counted_sentences_are_told() {
        let (text, mut sentences) = sentences(&["An order of things.", "A new order, they say."]);
        let places = [place(&text, "order", 0), place(&text, "order", 1)];
        sentences.remove(0);
        let page = Page { doc_id: "a", text: &text, sentences: &sentences, hits: &[], mentions: &[] };
        let mut found = Collocates::new(5);
        found.add(&page, &places, |_| true);
        assert_eq!((found.n_places(), found.n_elsewhere()), (1, 1));
    }
}
