//! Words that several frames claim: which way they lean, and the places where they stand.

use super::super::wire::{Contested, CorpusSummary};
use super::Source;
use super::chart::{self, CELL, Scale};
use super::embed::Embedded;
use super::figures::{Figure, Unit, count};
use maud::{Markup, html};

pub(super) fn view(source: &Source<'_>, corpus: &CorpusSummary<'_>, embedded: &Embedded) -> Markup {
    let mut terms: Vec<&Contested<'_>> = corpus.contested.iter().filter(|it| it.n_hits > 0).collect();
    terms.sort_by_key(|it| std::cmp::Reverse(it.n_hits));
    let figures: Vec<Figure> = terms.iter().map(|it| Figure::from(&it.lean)).collect();
    let scale = Scale::over(&figures, CELL).balanced();
    html! {
        p { "Words such as security or governance belong to no frame by themselves. What stands around them decides, and often nothing does." }
        div class="scroll" tabindex="0" role="region" aria-label="Contested terms" { table class="sortable" id="contested" {
            thead { tr { th scope="col" { "term" } th scope="col" class="n" { "matches" }
                @for (at, it) in source.run.codebook.frames.iter().enumerate() { th scope="col" class="n" { span class={ "key f" (at) } {} (it.name) } }
                th scope="col" class="n" { "undecided" } th scope="col" class="n" { "mentioned only" }
                th scope="col" class="n" { "lean" } th { (chart::axis(&scale, Unit::Logit)) } th scope="col" { "95 % interval" } } }
            tbody { @for (it, figure) in terms.iter().zip(&figures) { tr {
                th scope="row" { (name(&it.entry)) } td class="n" { (count(it.n_hits)) }
                @for (_, n) in &it.frames.0 { td class="n" { (count(*n)) } }
                td class="n" { (count(it.n_unresolved)) } td class="n" { (count(it.n_mentioned)) }
                td class="n" { (figure.value(Unit::Logit)) } td { (chart::cell(&scale, figure, "plain")) } td class="r" { (figure.range(Unit::Logit)) }
            } } }
        } }
        (by_group(source, corpus))
        (concordance(&terms, embedded))
    }
}

/// `contested-open` as people write it.
fn name(entry: &str) -> String {
    entry.strip_prefix("contested-").unwrap_or(entry).replace('-', " ")
}

/// How terms lean in the groups of each field.
fn by_group(source: &Source<'_>, corpus: &CorpusSummary<'_>) -> Markup {
    html! {
        @for field in &source.run.options.by {
            @let groups = corpus.groups.iter().filter(|it| it.field.as_deref() == Some(field));
            @let rows: Vec<_> = groups.flat_map(|group| {
                let used = group.contested.iter().filter(|it| it.lean.value.is_some());
                used.map(move |it| (group.value.as_deref().unwrap_or("not stated"), it, Figure::from(&it.lean)))
            }).collect();
            @let scale = Scale::over(rows.iter().map(|(_, _, figure)| figure), CELL).balanced();
            @if !rows.is_empty() {
                h3 { "How they lean, by " (field) }
                div class="scroll" tabindex="0" role="region" aria-label={ "Contested terms by " (field) } { table class="sortable" {
                    thead { tr { th scope="col" { (field) } th scope="col" { "term" } th scope="col" class="n" { "matches" }
                        th scope="col" class="n" { "lean" } th { (chart::axis(&scale, Unit::Logit)) } th scope="col" { "95 % interval" } } }
                    tbody { @for (group, it, figure) in &rows { tr {
                        th scope="row" { (group) } td { (name(&it.entry)) } td class="n" { (count(it.n_hits)) }
                        td class="n" { (figure.value(Unit::Logit)) } td { (chart::cell(&scale, figure, "plain")) } td class="r" { (figure.range(Unit::Logit)) }
                    } } }
                } }
            }
        }
    }
}

/// The places; the script fills them in.
fn concordance(terms: &[&Contested<'_>], embedded: &Embedded) -> Markup {
    html! {
        @if !embedded.no_text && !terms.is_empty() {
            h3 id="places" { "In their sentences" }
            div class="tools" data-for="concordance" hidden {
                label { "Term " select id="term" { @for it in terms { option value=(it.entry) { (name(&it.entry)) } } } }
                label { "Find " input type="search" id="find-places" autocomplete="off"; }
                span id="found-places" role="status" {}
            }
            p class="small static" { "Places are listed with JavaScript; `normscope kwic TERM DIR` prints them all." }
            div class="scroll" tabindex="0" role="region" aria-label="Places of the term" { table id="kwic" hidden {
                thead { tr { th scope="col" { "to the left" } th scope="col" { "term" } th scope="col" { "to the right" }
                    th scope="col" { "taken as" } th scope="col" { "voice" } th scope="col" { "document" } } }
                tbody {}
            } }
        }
    }
}
