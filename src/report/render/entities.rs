//! The rows of `entities.jsonl` and `co_mentions.jsonl`.

use super::mentions::entity_id;
use super::{Lines, Table, TextPolicy};
use crate::compare::{CoMention, EntityTotal};
use crate::gazetteer::Gazetteer;
use crate::report::wire::{CoMentionRow, EntityRow, ExternalIds, SurfaceCount};
use std::borrow::Cow;

/// Writes the row of an entity of the corpus.
pub fn entity_row(gazetteer: &Gazetteer, total: &EntityTotal, text: TextPolicy, lines: &mut Lines) {
    let known = total.entity.map(|at| gazetteer.entity(at));
    let surfaces = || {
        let counts = total.surfaces.iter();
        counts.map(|(surface, n)| SurfaceCount { surface: Cow::Borrowed(surface), n: *n }).collect()
    };
    let row = EntityRow {
        entity_id: total.entity.map(|at| entity_id(gazetteer, at)),
        name: Cow::from(&*total.name),
        label: total.label.name().into(),
        external_ids: ExternalIds {
            iso3: total.iso3.as_deref().map(Cow::Borrowed),
            wikidata: known.and_then(|it| it.wikidata.as_deref()).map(Cow::Borrowed),
        },
        parent: known.and_then(|it| it.parent).map(|at| entity_id(gazetteer, at)),
        n_mentions: total.n_mentions,
        n_sentences: total.n_sentences,
        n_documents: total.n_documents,
        surfaces: (text == TextPolicy::Written).then(surfaces),
    };
    lines.push(Table::Entities, &row);
}

/// Writes a row for each pair of entities.
pub fn co_mention_rows(gazetteer: &Gazetteer, pairs: &[CoMention], lines: &mut Lines) {
    for pair in pairs {
        let (one, other) = pair.entities;
        lines.push(
            Table::CoMentions,
            &CoMentionRow {
                entity_id_1: entity_id(gazetteer, one),
                name_1: Cow::Borrowed(&gazetteer.entity(one).name),
                entity_id_2: entity_id(gazetteer, other),
                name_2: Cow::Borrowed(&gazetteer.entity(other).name),
                n_sentences: pair.n_sentences,
                n_documents: pair.n_documents,
            },
        );
    }
}
