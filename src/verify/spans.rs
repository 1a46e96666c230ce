//! Positions: in the text, cutting out the words that are said to stand there, one inside the other.

use super::bundle::Bundle;
use super::cut::Cut;
use super::finding::{Check, Findings, Place};
use crate::document::Fingerprint;
use crate::report::wire::{Holder, Passage};

/// A stretch of text as a row names it.
#[derive(Clone, Copy)]
struct Named<'r> {
    start: u32,
    end: u32,
    surface: Option<&'r str>,
}

impl<'r> Named<'r> {
    fn new((start, end): (u32, u32), surface: Option<&'r str>) -> Self {
        Self { start, end, surface }
    }
}

impl<'r> From<&'r Passage<'_>> for Named<'r> {
    fn from(it: &'r Passage<'_>) -> Self {
        Self::new((it.start, it.end), it.surface.as_deref())
    }
}

impl<'r> From<&'r Holder<'_>> for Named<'r> {
    fn from(it: &'r Holder<'_>) -> Self {
        Self::new((it.start, it.end), it.surface.as_deref())
    }
}

/// Holds every position in a document's rows against its text, where there is one.
pub fn check(bundle: &Bundle, findings: &mut Findings) {
    if let Some(text) = &bundle.text {
        let sha256 = Fingerprint::of(text.row.text.as_bytes()).to_string();
        let mut at = findings.at(Check::Spans, text.place());
        at.holds("text", sha256 == bundle.document.row.text_sha256, || {
            "has another SHA-256 than text_sha256 of documents.jsonl".to_owned()
        });
    }
    let text = bundle.text.as_ref().map(|it| Cut::new(&it.row.text));
    let mut spans = Spans { text, findings };
    spans.sentences(bundle);
    spans.hits(bundle);
    spans.mentions(bundle);
    spans.attributions(bundle);
    spans.loose(bundle);
}

struct Spans<'f, 't> {
    text: Option<Cut<'t>>,
    findings: &'f mut Findings,
}

impl Spans<'_, '_> {
    /// Whether the words stand there. Without texts whether there are none, and the position is one.
    fn cuts(&mut self, place: Place<'_>, field: &str, named: Named<'_>) {
        let Named { start, end, surface } = named;
        let mut at = self.findings.at(Check::Spans, place);
        let Some(text) = &self.text else {
            at.holds(field, start < end && surface.is_none(), || {
                format!("{start} to {end} is no position, or has words in a run without texts")
            });
            return;
        };
        let words = text.words(start, end).filter(|_| start < end);
        at.holds(field, words.is_some() && words == surface, || match (words, surface) {
            (None, _) => format!("{start} to {end} is no part of the text"),
            (Some(words), Some(surface)) => format!("recorded {surface:?}, but there stands {words:?}"),
            (Some(words), None) => format!("recorded no words, but there stands {words:?}"),
        });
    }

    fn sentences(&mut self, bundle: &Bundle) {
        let mut last = 0;
        for it in &bundle.sentences {
            let row = &it.row;
            self.cuts(it.place(), "text", Named::new((row.start, row.end), row.text.as_deref()));
            self.follows(it.place(), last, row.start);
            last = row.end;
            if let Some(holder) = &row.holder {
                self.cuts(it.place(), "holder.surface", holder.into());
            }
        }
    }

    /// Whether something begins where what is before it has ended.
    fn follows(&mut self, place: Place<'_>, last: u32, start: u32) {
        let mut at = self.findings.at(Check::Spans, place);
        at.holds("start", last <= start, || format!("{start} lies before the end of the row above, {last}"));
    }

    fn hits(&mut self, bundle: &Bundle) {
        for it in &bundle.hits {
            let row = &it.row;
            self.cuts(it.place(), "surface", Named::new((row.start, row.end), row.surface.as_deref()));
            if let Some(holder) = &row.holder {
                self.cuts(it.place(), "holder.surface", holder.into());
            }
            let mut at = self.findings.at(Check::Spans, it.place());
            // Hits outside the counted blocks stand in no sentence that is listed.
            let is_inside = match bundle.sentence(&row.sentence_id) {
                Some(sentence) => sentence.start <= row.start && row.end <= sentence.end,
                None => !row.counted,
            };
            at.holds("start", is_inside, || {
                format!("{} to {} does not lie in sentence {}", row.start, row.end, row.sentence_id)
            });
        }
    }

    fn mentions(&mut self, bundle: &Bundle) {
        let mut last = 0;
        for it in &bundle.mentions {
            let row = &it.row;
            self.cuts(it.place(), "surface", Named::new((row.start, row.end), row.surface.as_deref()));
            self.follows(it.place(), last, row.start);
            last = row.end;
        }
    }

    fn attributions(&mut self, bundle: &Bundle) {
        for it in &bundle.attributions {
            for (field, passages) in
                [("source", &it.row.source), ("cue", &it.row.cue), ("content", &it.row.content)]
            {
                for passage in passages {
                    self.cuts(it.place(), field, passage.into());
                }
            }
        }
    }

    /// Positions without words of their own: of warnings and of signatories.
    fn loose(&mut self, bundle: &Bundle) {
        let Some(text) = &self.text else { return };
        let row = &bundle.document.row;
        let warnings = row.warnings.iter().map(|it| ("warnings", it.start, it.end));
        let signatories = row.signatories.list.iter().map(|it| ("signatories", it.start, it.end));
        for (field, start, end) in warnings.chain(signatories) {
            let mut at = self.findings.at(Check::Spans, bundle.document.place());
            let is_place = match (start, end) {
                (Some(start), Some(end)) => text.words(start, end).is_some(),
                (None, None) => true,
                _ => false,
            };
            at.holds(field, is_place, || format!("{start:?} to {end:?} is no part of the text"));
        }
    }
}
