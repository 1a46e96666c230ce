//! **Which times does the text name?** Calendar dates, months, years, decades and ranges, in ISO 8601.
//!
//! In come a document and its segmentation, out go [`Dated`] spans. Total and pure. Looked at are only names of
//! months, numbers of four digits and words that name decades; everything else is passed over.
//!
//! * What is not said is not made up: `January 2026` is `2026-01`, a range is `2003-12-10/2003-12-12`, a decade
//!   `1990/1999`, a school year `2014/2015`.
//! * A day or month without a year (`7 January`) belongs to the **latest year that puts it no later than 60 days
//!   after the document's date**: texts look back, or announce what is near. Of a document known only by year
//!   it belongs to that year. Without a document date it is `XXXX-01-07`, as ISO 8601-2 (EDTF) writes an unknown
//!   year.
//! * Days that the calendar does not have are no dates, nor are `07/01/2026` (January or July?), bare days of the
//!   week and what depends on the day of speaking (`last year`).
//! * A number alone is a year (1500 to 2100) only where its neighbours say so. Numbers of resolutions, documents,
//!   articles and pages, sums and counts are none.

mod calendar;
mod month;
mod neighbours;
mod number;
mod reading;

#[cfg(test)]
mod tests;

use crate::document::{Document, MonthName, month_named};
use crate::segment::{Segmentation, SentenceIx, TokenKind, Vocabulary};
use crate::text::Span;
use calendar::Anchor;
use reading::Reader;
use std::ops::Range;

/// A time that the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Where: without *the*, prepositions or the day of the week.
    pub span: Span,
    /// Its tokens, by place in the segmentation.
    pub tokens: Range<usize>,
    /// The sentence it stands in.
    pub sentence: SentenceIx,
    /// ISO 8601 with as much as is said: `2026-01-07`, `2026-01`, `1995`, `2014/2016`; EDTF `XXXX-01-07` where
    /// the year is not known.
    pub iso: Box<str>,
}

/// Finds the dates of a document, sorted and disjoint.
#[must_use]
pub fn dates(document: &Document, segmentation: &Segmentation) -> Vec<Dated> {
    let months = Months::of(&segmentation.vocabulary);
    let anchor = Anchor::of(document.metadata.date);
    let mut found = Vec::new();
    for (at, sentence) in segmentation.sentences.iter().enumerate() {
        let mut reader: Option<Reader> = None;
        for place in sentence.tokens.clone() {
            let token = &segmentation.tokens[place];
            let trigger = match token.kind {
                TokenKind::Number => token.span.len() >= 4,
                TokenKind::Word => months.classes[token.norm.get()] != 0,
                _ => false,
            };
            if trigger {
                let start = || Reader::new(&document.text, segmentation, &months, sentence.tokens.clone());
                reader.get_or_insert_with(start).read(place);
            }
        }
        let ranges = reader.map(Reader::into_ranges).unwrap_or_default();
        found.extend(ranges.into_iter().filter_map(|range| {
            let iso = anchor.iso(range.first, range.last)?;
            let [first, last] =
                [range.tokens.start, range.tokens.end - 1].map(|at| segmentation.tokens[at].span);
            Some(Dated { span: first.cover(last), tokens: range.tokens, sentence: SentenceIx::new(at), iso })
        }));
    }
    found
}

/// What the words of one document's vocabulary say of time: a month, a decade.
struct Months {
    /// By norm: 0 for nothing, 1 to 12 for a month, more for the others.
    classes: Vec<u8>,
}

/// `1990s`
const DECADE: u8 = 13;
/// `twenties` to `nineties` are this and more: 20 to 90.
const TENS: u8 = 20;
/// Added to months that are cut short (`Jan`).
const SHORT: u8 = 100;

impl Months {
    fn of(vocabulary: &Vocabulary) -> Self {
        Self { classes: vocabulary.iter().map(|(_, form)| class(form)).collect() }
    }
}

fn class(form: &str) -> u8 {
    if let Some(MonthName { month, is_short }) = month_named(form) {
        return month.unsigned_abs() + if is_short { SHORT } else { 0 };
    }
    match form.as_bytes() {
        [b'1' | b'2', b'0'..=b'9', b'0'..=b'9', b'0', b's']
        | [b'1' | b'2', b'0'..=b'9', b'0'..=b'9', b'0', b'\'', b's'] => DECADE,
        [.., b'i', b'e', b's'] => tens(form),
        _ => 0,
    }
}

fn tens(form: &str) -> u8 {
    match form {
        "twenties" => TENS,
        "thirties" => 30,
        "forties" => 40,
        "fifties" => 50,
        "sixties" => 60,
        "seventies" => 70,
        "eighties" => 80,
        "nineties" => 90,
        _ => 0,
    }
}
