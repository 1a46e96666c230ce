//! The rows of `attributions.jsonl`, and the holders of hits and sentences.

use super::id::name_row;
use super::mentions::entity_id;
use super::{Lines, Page, Table};
use crate::annotate::{Attribution, AttributionIx, Referent};
use crate::report::wire::{AttributionRow, Holder, Passage};
use crate::text::Span;
use std::borrow::Cow;

impl<'a> Page<'a> {
    /// Writes a row for each attribution.
    pub(super) fn attributions(&self, lines: &mut Lines) {
        let mut id = String::new();
        for (at, attribution) in self.analysis.annotations.attributions.iter().enumerate() {
            name_row(self.doc_id(), 'a', at, &mut id);
            lines.push(Table::Attributions, &self.attribution(attribution, Cow::Borrowed(&id)));
        }
    }

    /// The row of an attribution.
    pub(super) fn attribution<'p>(&self, it: &Attribution, id: Cow<'p, str>) -> AttributionRow<'p>
    where
        'a: 'p,
    {
        let passages = |spans: &[Span]| spans.iter().map(|&span| self.passage(span)).collect();
        let holder = self.referent(it);
        AttributionRow {
            attribution_id: id,
            doc_id: self.doc_id().into(),
            source: passages(&it.source),
            cue: passages(&it.cue),
            content: passages(&it.content),
            kind: it.kind.name().into(),
            entity_id: holder.and_then(|it| it.entity).map(|at| entity_id(self.gazetteer, at)),
            name: holder.map(|it| Cow::Borrowed(&*it.name)),
            is_author: it.is_author,
            attitude: it.attitude.name().into(),
        }
    }

    /// Who is said to hold what an attribution holds; `None` where the text names nobody.
    pub(super) fn holder(&self, attribution: Option<AttributionIx>) -> Option<Holder<'a>> {
        let it = &self.analysis.annotations.attributions[attribution?.get()];
        let span = self.offsets.span(*it.source.first()?);
        Some(Holder {
            surface: self.surface(self.analysis.document.slice(*it.source.first()?)),
            start: span.start,
            end: span.end,
            entity_id: self.referent(it).and_then(|it| it.entity).map(|at| entity_id(self.gazetteer, at)),
        })
    }

    fn referent(&self, it: &Attribution) -> Option<&'a Referent> {
        it.holder.map(|at| &self.analysis.annotations.referents[at.get()])
    }

    fn passage(&self, span: Span) -> Passage<'a> {
        let place = self.offsets.span(span);
        let surface = self.surface(self.analysis.document.slice(span));
        Passage { start: place.start, end: place.end, surface }
    }
}
