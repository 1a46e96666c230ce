//! Who signed a document, for its row.

use super::Page;
use super::mentions::entity_id;
use crate::compare::signatory;
use crate::report::wire::{Signatories, Signatory};
use std::borrow::Cow;

impl<'a> Page<'a> {
    /// The signatories of the document's row.
    pub(super) fn signatories<'p>(&self, found: &'p signatory::Signatories) -> Signatories<'p>
    where
        'a: 'p,
    {
        let signatory = |it: &'p signatory::Signatory| {
            let span = it.span.map(|span| self.offsets.span(span));
            Signatory {
                name: Cow::Borrowed(&it.name),
                entity_id: it.entity.map(|at| entity_id(self.gazetteer, at)),
                in_metadata: it.in_metadata,
                in_text: span.is_some(),
                start: span.map(|span| span.start),
                end: span.map(|span| span.end),
            }
        };
        Signatories { list: found.signatories.iter().map(signatory).collect(), sources_agree: found.agree() }
    }
}
