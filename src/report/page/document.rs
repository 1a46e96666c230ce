//! The list of documents. What is in one of them the script shows.

use super::embed::Embedded;
use super::figures::{Unit, count};
use super::index::Index;
use super::{Source, caution};
use maud::{Markup, html};

/// Most documents that are listed without the script, which pages through all.
const LISTED: usize = 200;

pub(super) fn list(source: &Source<'_>, index: &Index, embedded: &Embedded) -> Markup {
    let frames = &source.run.codebook.frames;
    html! {
        (extent(index, embedded))
        div class="tools" data-for="documents" hidden {
            label { "Find " input type="search" id="find-documents" autocomplete="off"; }
            span id="found-documents" role="status" {}
        }
        div class="scroll" tabindex="0" role="region" aria-label="Documents" { table id="list" {
            thead { tr {
                th scope="col" { "document" } th scope="col" { "issuer" } th scope="col" { "date" } th scope="col" class="n" { "words" }
                th scope="col" class="n" { "position" } th scope="col" { "95 % interval" } th scope="col" class="n" { "emphasis" }
                @for (at, frame) in frames.iter().enumerate() {
                    th scope="col" class="n" { span class={ "key f" (at) } {} (frame.name) " per 1,000" }
                }
                th scope="col" { "care" }
            } }
            tbody { @for it in index.documents.iter().take(LISTED) { tr {
                th scope="row" { (it.name()) }
                td { (it.issuer.as_deref().unwrap_or("–")) } td { (it.date.as_deref().unwrap_or("–")) } td class="n" { (count(it.n_words)) }
                td class="n" { (it.position.value(Unit::Logit)) } td class="r" { (it.position.range(Unit::Logit)) }
                td class="n" { (it.emphasis.map_or_else(|| "–".to_owned(), |share| Unit::Share.show(share))) }
                @for rate in &it.rates { td class="n" { (rate.map_or_else(|| "–".to_owned(), |rate| Unit::Rate.show(rate))) } }
                td { (it.quality.join(", ").replace('-', " ")) }
            } } }
        } }
        @if index.documents.len() > LISTED {
            p class="small static" { "The first " (LISTED) " of " (count(index.documents.len() as u64)) " documents; documents.jsonl has all." }
        }
        div class="tools pages" id="pages" hidden {}
    }
}

/// What of the texts can be read here.
fn extent(index: &Index, embedded: &Embedded) -> Markup {
    let n = embedded.blocks.len();
    html! {
        @if embedded.no_text {
            (caution("The run was written with --no-text: there are numbers here and no words."))
        } @else if embedded.is_sample {
            (caution(&format!("Of {n} documents, drawn at random, the sentences that show a frame can be read here; \
                `normscope report DIR --doc ID` writes a page of one document with its full text.")))
        } @else if embedded.n_without_room > 0 {
            (caution(&format!("{n} of {} documents can be read here, for want of room; `normscope report DIR --doc ID` writes a page of one.",
                index.documents.len())))
        }
        @if index.is_sample() { (caution("A random sample of the documents is listed; documents.jsonl has all.")) }
    }
}
