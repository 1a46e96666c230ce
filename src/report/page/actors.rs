//! Who is said to hold which frames, who is named, and who with whom.

use super::super::Result;
use super::super::render::Table;
use super::super::wire::{Actor, CoMentionRow, CorpusSummary, EntityRow, ExternalIds};
use super::chart::{self, CELL, Scale};
use super::figures::{Figure, Unit, count};
use super::{Source, caution};
use maud::{Markup, html};

/// Most rows of each table.
const ROWS: usize = 200;

pub(super) fn view(source: &Source<'_>, corpus: &CorpusSummary<'_>) -> Result<Markup> {
    Ok(html! {
        (holders(source, &corpus.actors))
        (entities(source)?)
        (co_mentions(source)?)
        (associations(source, corpus))
    })
}

/// Says where the rest is, if there is any.
fn rest(n: usize, file: &str) -> Markup {
    html! { @if n > ROWS { p class="small" { "The first " (ROWS) " of " (count(n as u64)) "; " (file) " has all." } } }
}

fn holders(source: &Source<'_>, actors: &[Actor<'_>]) -> Markup {
    let figures: Vec<Figure> = actors.iter().take(ROWS).map(|it| Figure::from(&it.position)).collect();
    let scale = Scale::over(&figures, CELL).balanced();
    html! {
        h3 { "Who is said to hold which frame" }
        p { "What texts ascribe to others, in weighted matches. It is how they are portrayed, not what they hold." }
        @if actors.is_empty() { p { "Nobody is said to hold any." } } @else {
            (rest(actors.len(), "corpus.json"))
            div class="scroll" tabindex="0" role="region" aria-label="Who is said to hold which frame" { table class="sortable" {
                thead { tr { th scope="col" { "who" } th scope="col" { "kind" } th scope="col" class="n" { "documents" } th scope="col" class="n" { "matches" }
                    @for (at, it) in source.run.codebook.frames.iter().enumerate() { th scope="col" class="n" { span class={ "key f" (at) } {} (it.name) } }
                    th scope="col" class="n" { "position ascribed" } th { (chart::axis(&scale, Unit::Logit)) } th scope="col" { "95 % interval" } } }
                tbody { @for (it, figure) in actors.iter().zip(&figures) { tr {
                    th scope="row" { (it.name) } td { (kind(&it.label)) } td class="n" { (count(it.n_documents)) } td class="n" { (count(it.n_hits)) }
                    @for (_, weight) in &it.frames.0 { td class="n" { (format!("{weight:.1}")) } }
                    td class="n" { (figure.value(Unit::Logit)) } td { (chart::cell(&scale, figure, "plain")) } td class="r" { (figure.range(Unit::Logit)) }
                } } }
            } }
        }
    }
}

/// `CIVIL_SOCIETY` as people write it.
fn kind(label: &str) -> String {
    label.replace('_', " ").to_lowercase()
}

/// The ids of a thing elsewhere; nothing is loaded from there.
fn ids(own: Option<&str>, external: &ExternalIds<'_>) -> Markup {
    let is_item = |id: &str| {
        id.strip_prefix('Q')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()))
    };
    html! {
        (own.unwrap_or("–"))
        @if let Some(id) = external.wikidata.as_deref().filter(|id| is_item(id)) {
            " " a href={ "https://www.wikidata.org/wiki/" (id) } rel="noreferrer noopener" { (id) }
        }
    }
}

fn entities(source: &Source<'_>) -> Result<Markup> {
    let (mut shown, mut n) = (Vec::new(), 0);
    let mut rows = source.rows(Table::Entities)?;
    while let Some(row) = rows.next::<EntityRow<'_>>()? {
        n += 1;
        if shown.len() < ROWS {
            let surfaces = row.surfaces.unwrap_or_default();
            let surfaces: Vec<_> = surfaces.iter().take(4).map(|it| it.surface.to_string()).collect();
            shown.push(html! { tr {
                th scope="row" { (row.name) } td { (kind(&row.label)) } td { (ids(row.entity_id.as_deref(), &row.external_ids)) }
                td class="n" { (count(row.n_mentions)) } td class="n" { (count(row.n_sentences)) } td class="n" { (count(row.n_documents)) }
                td { (surfaces.join(", ")) }
            } });
        }
    }
    Ok(html! {
        h3 { "Who and what is named" }
        (rest(n, "entities.jsonl"))
        div class="scroll" tabindex="0" role="region" aria-label="Who and what is named" { table class="sortable" {
            thead { tr { th scope="col" { "name" } th scope="col" { "kind" } th scope="col" { "id" } th scope="col" class="n" { "mentions" }
                th scope="col" class="n" { "sentences" } th scope="col" class="n" { "documents" } th scope="col" { "written as" } } }
            tbody { @for row in &shown { (row) } }
        } }
    })
}

fn co_mentions(source: &Source<'_>) -> Result<Markup> {
    let (mut shown, mut n) = (Vec::new(), 0);
    let mut rows = source.rows(Table::CoMentions)?;
    while let Some(row) = rows.next::<CoMentionRow<'_>>()? {
        n += 1;
        if shown.len() < ROWS {
            shown.push(html! { tr {
                th scope="row" { (row.name_1) } td { (row.name_2) } td class="n" { (count(row.n_sentences)) } td class="n" { (count(row.n_documents)) }
            } });
        }
    }
    Ok(html! {
        @if n > 0 {
            h3 { "Named together" }
            (rest(n, "co_mentions.jsonl"))
            div class="scroll" tabindex="0" role="region" aria-label="Named together" { table class="sortable" {
                thead { tr { th scope="col" { "one" } th scope="col" { "other" } th scope="col" class="n" { "sentences with both" } th scope="col" class="n" { "documents with both" } } }
                tbody { @for row in &shown { (row) } }
            } }
        }
    })
}

fn associations(source: &Source<'_>, corpus: &CorpusSummary<'_>) -> Markup {
    let name = |id: &str| {
        let at = source.run.codebook.frames.iter().position(|it| it.id == id);
        at.map_or((0, id.to_owned()), |at| (at, source.run.codebook.frames[at].name.to_string()))
    };
    html! {
        @if !corpus.associations.is_empty() {
            h3 { "Named with which frame" }
            (caution("To be named in a sentence that shows a frame is not to hold it."))
            (rest(corpus.associations.len(), "corpus.json"))
            div class="scroll" tabindex="0" role="region" aria-label="Named with which frame" { table class="sortable" {
                thead { tr { th scope="col" { "who or what" } th scope="col" { "kind" } th scope="col" { "frame" } th scope="col" class="n" { "sentences with both" }
                    th scope="col" class="n" { "log odds" } th scope="col" class="n" { "z" } th scope="col" class="n" { "q" } } }
                tbody { @for it in corpus.associations.iter().take(ROWS) { tr {
                    @let (at, frame) = name(&it.frame);
                    th scope="row" { (it.name) } td { (kind(&it.label)) } td { span class={ "key f" (at) } {} (frame) } td class="n" { (count(it.n_joint)) }
                    td class="n" { (Unit::Logit.show(it.log_odds.delta)) } td class="n" { (Unit::Logit.show(it.log_odds.z)) } td class="n" { (format!("{:.3}", it.q)) }
                } } }
            } }
        }
    }
}
