//! The rows of `hits.jsonl`.

use super::id::name_row;
use super::{Lines, Page, Table};
use crate::annotate::{CueIx, TermHit};
use crate::codebook::{FamilyIx, Role};
use crate::report::wire::HitRow;
use std::borrow::Cow;

impl<'a> Page<'a> {
    /// Writes a row for each match, counted or not.
    pub(super) fn hits(&self, lines: &mut Lines) {
        let (mut id, mut sentence) = (String::new(), String::new());
        for (at, hit) in self.analysis.annotations.hits.iter().enumerate() {
            name_row(self.doc_id(), 'h', at, &mut id);
            self.name_sentence(hit.sentence, &mut sentence);
            lines.push(Table::Hits, &self.hit(hit, Cow::Borrowed(&id), Cow::Borrowed(&sentence)));
        }
    }

    pub(super) fn family_id(&self, family: FamilyIx) -> &'a str {
        &self.codebook.families[family.get()].id
    }

    /// The id of the entry that a cue is a match of.
    fn entry_id(&self, cue: CueIx) -> &'a str {
        &self.codebook.entries[self.analysis.annotations.cues[cue.get()].entry.get()].id
    }

    /// The row of a match.
    pub(super) fn hit<'p>(&self, hit: &TermHit, id: Cow<'p, str>, sentence: Cow<'p, str>) -> HitRow<'p>
    where
        'a: 'p,
    {
        let codebook = self.codebook;
        let span = self.offsets.span(hit.span);
        let entry = &codebook.entries[hit.entry.get()];
        let frame = |family: FamilyIx| &*codebook.frames[codebook.families[family.get()].frame.get()].id;
        HitRow {
            hit_id: id,
            sentence_id: sentence,
            doc_id: self.doc_id().into(),
            start: span.start,
            end: span.end,
            surface: self.surface(self.analysis.document.slice(hit.span)),
            entry: Cow::Borrowed(&entry.id),
            role: role_name(&entry.role).into(),
            frame: hit.sense.map(|it| frame(it.family).into()),
            family: hit.sense.map(|it| self.family_id(it.family).into()),
            dimension: hit.sense.map(|it| it.dimension.name().into()),
            weight: hit.sense.map_or(0.0, |it| it.weight),
            polarity: hit.sense.filter(|_| hit.verdict.counts()).map(|_| hit.stance.name().into()),
            cue: hit.cue.map(|cue| self.entry_id(cue).into()),
            voice: hit.voice.name().into(),
            holder: self.holder(hit.attribution),
            resolved_by: hit.resolved_by.map(|by| by.name().into()),
            counted: hit.verdict.counts(),
            why_not: hit.verdict.why_not().map(Cow::Borrowed),
        }
    }
}

/// The name of a role in our output.
const fn role_name(role: &Role) -> &'static str {
    match role {
        Role::Evidence { .. } => "evidence",
        Role::Contested(_) => "contested",
        Role::Mask => "mask",
        Role::Cue { .. } => "cue",
    }
}
