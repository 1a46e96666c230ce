//! The rows of `mentions.jsonl`, and the entities of a document.

use super::id::name_row;
use super::{Lines, Page, Table};
use crate::annotate::{Mention, Referent, StandsFor};
use crate::compare::{DocumentEntities, Named};
use crate::gazetteer::{EntityIx, Gazetteer};
use crate::report::wire::{EntityCount, ExternalIds, MentionRow};
use std::borrow::Cow;

impl<'a> Page<'a> {
    /// Writes a row for each mention.
    pub(super) fn mentions(&self, lines: &mut Lines) {
        let (mut id, mut sentence) = (String::new(), String::new());
        for (at, mention) in self.analysis.annotations.mentions.iter().enumerate() {
            name_row(self.doc_id(), 'm', at, &mut id);
            self.name_sentence(mention.sentence, &mut sentence);
            let row = self.mention(mention, Cow::Borrowed(&id), Cow::Borrowed(&sentence));
            lines.push(Table::Mentions, &row);
        }
    }

    /// The row of a mention.
    pub(super) fn mention<'p>(
        &self,
        mention: &'a Mention,
        id: Cow<'p, str>,
        sentence: Cow<'p, str>,
    ) -> MentionRow<'p>
    where
        'a: 'p,
    {
        let span = self.offsets.span(mention.span);
        let (entity, norm, external_ids) = match &mention.stands_for {
            StandsFor::Time(iso) => (None, &**iso, ExternalIds::default()),
            StandsFor::Thing(at) => {
                let referent = &self.analysis.annotations.referents[at.get()];
                (referent.entity, &*referent.name, external_ids(self.gazetteer, referent))
            }
        };
        MentionRow {
            mention_id: id,
            sentence_id: sentence,
            doc_id: self.doc_id().into(),
            start: span.start,
            end: span.end,
            surface: self.surface(self.analysis.document.slice(mention.span)),
            label: mention.label.name().into(),
            entity_id: entity.map(|at| entity_id(self.gazetteer, at)),
            norm: norm.into(),
            external_ids,
            evidence: mention.evidence.name().into(),
        }
    }

    /// The entities of the document's row.
    pub(super) fn entities<'p>(&self, found: &'p DocumentEntities) -> Vec<EntityCount<'p>>
    where
        'a: 'p,
    {
        found.entities.iter().map(|named| self.entity(named)).collect()
    }

    fn entity<'p>(&self, named: &'p Named) -> EntityCount<'p>
    where
        'a: 'p,
    {
        let referent = &named.referent;
        let forms =
            |named: &'p Named| named.surfaces.iter().map(|(form, _)| Cow::Borrowed(&**form)).collect();
        EntityCount {
            entity_id: referent.entity.map(|at| entity_id(self.gazetteer, at)),
            name: Cow::Borrowed(&referent.name),
            label: referent.entity.map_or(referent.label, |at| self.gazetteer.entity(at).label).name().into(),
            n_mentions: named.n_mentions,
            external_ids: external_ids(self.gazetteer, referent),
            surfaces: self.writes_text().then(|| forms(named)),
        }
    }
}

/// The id of an entity.
pub(super) fn entity_id(gazetteer: &Gazetteer, at: EntityIx) -> Cow<'_, str> {
    Cow::Borrowed(&gazetteer.entity(at).id)
}

/// What is known of a referent elsewhere.
fn external_ids<'p>(gazetteer: &'p Gazetteer, referent: &'p Referent) -> ExternalIds<'p> {
    let entity = referent.entity.map(|at| gazetteer.entity(at));
    ExternalIds {
        iso3: referent.iso3.as_deref().map(Cow::Borrowed),
        wikidata: entity.and_then(|it| it.wikidata.as_deref()).map(Cow::Borrowed),
    }
}
