//! Ids: unique, in the order of the text, and of rows that exist.

use super::bundle::{Bundle, place_in};
use super::finding::{Check, Findings};
use super::rows::{Numbered, Row};
use crate::report::wire::SentenceRow;
use std::collections::BTreeSet;

/// Holds the ids of a document's rows against each other.
pub fn check(bundle: &Bundle, findings: &mut Findings) {
    let own = Own { doc_id: &bundle.document.row.doc_id, n_sentences: bundle.document.row.n_sentences };
    sentences(&own, &bundle.sentences, findings);
    own.numbered(&bundle.hits, ("hit_id", 'h'), |row| &row.hit_id, findings);
    own.in_sentences(&bundle.hits, |row| &row.sentence_id, findings);
    own.numbered(&bundle.mentions, ("mention_id", 'm'), |row| &row.mention_id, findings);
    own.in_sentences(&bundle.mentions, |row| &row.sentence_id, findings);
    own.numbered(&bundle.attributions, ("attribution_id", 'a'), |row| &row.attribution_id, findings);
    concordances(bundle, findings);
}

/// What the ids of a document's rows are made of.
struct Own<'d> {
    doc_id: &'d str,
    n_sentences: u64,
}

impl Own<'_> {
    fn is_own(&self, id: &str, kind: char) -> bool {
        let rest = id.strip_prefix(self.doc_id).and_then(|rest| rest.strip_prefix('#'));
        rest.is_some_and(|rest| rest.starts_with(kind)) && place_in(id).is_some()
    }

    /// Rows are numbered from 0 on, without a gap.
    fn numbered<T: Row>(
        &self,
        rows: &[Numbered<T>],
        (field, kind): (&str, char),
        id: impl Fn(&T) -> &str,
        findings: &mut Findings,
    ) {
        for (at, it) in rows.iter().enumerate() {
            let expected = format!("{}#{kind}{at}", self.doc_id);
            findings.at(Check::Ids, it.place()).equal(field, id(&it.row), &expected);
        }
    }

    /// Rows name sentences of the document, in order.
    fn in_sentences<T: Row>(
        &self,
        rows: &[Numbered<T>],
        sentence_id: impl Fn(&T) -> &str,
        findings: &mut Findings,
    ) {
        let mut last = 0;
        for it in rows {
            let id = sentence_id(&it.row);
            let place = place_in(id).filter(|_| self.is_own(id, 's'));
            let mut at = findings.at(Check::Ids, it.place());
            let exists = place.is_some_and(|place| place < self.n_sentences);
            at.holds("sentence_id", exists, || format!("{id:?} is no sentence of the document"));
            let place = place.unwrap_or(last);
            at.holds("sentence_id", place >= last, || format!("{id:?} comes before that of the row above"));
            last = place;
        }
    }
}

fn sentences(own: &Own<'_>, rows: &[Numbered<SentenceRow<'static>>], findings: &mut Findings) {
    own.in_sentences(rows, |row| &row.sentence_id, findings);
    for pair in rows.windows(2) {
        let [one, next] = pair else { continue };
        findings.at(Check::Ids, next.place()).holds(
            "sentence_id",
            one.row.sentence_id != next.row.sentence_id,
            || "is that of the row above".to_owned(),
        );
    }
}

/// The places listed of contested terms are hits.
fn concordances(bundle: &Bundle, findings: &mut Findings) {
    let listed = bundle
        .document
        .row
        .contested
        .iter()
        .flat_map(|term| term.concordances.iter().map(move |it| (&*term.entry, it)));
    let mut hits = None;
    for (entry, it) in listed {
        let hits: &BTreeSet<_> = hits.get_or_insert_with(|| {
            let hit = |it: &'_ Numbered<crate::report::wire::HitRow<'static>>| {
                (it.row.entry.to_string(), it.row.start, it.row.end, it.row.sentence_id.to_string())
            };
            bundle.hits.iter().map(hit).collect()
        });
        let key = (entry.to_owned(), it.start, it.end, it.sentence_id.to_string());
        let is_hit = it.doc_id == bundle.document.row.doc_id && hits.contains(&key);
        findings.at(Check::Ids, bundle.document.place()).holds("contested.concordances", is_hit, || {
            format!("{entry} at {} to {} is no hit", it.start, it.end)
        });
    }
}
