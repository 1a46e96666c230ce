//! How every number came about: a paragraph for a paper, the statistics, the codebook as it was used.

use super::super::wire::{CorpusSummary, Run};
use super::super::{Result, render::Table};
use super::Source;
use super::embed::Embedded;
use super::figures::{Figure, Unit, count};
use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html::push_html};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The same page that stands in the documentation: definitions are written once.
const STATISTICS: &str = include_str!("../../../docs/statistics.md");

pub(super) fn view(source: &Source<'_>, corpus: &CorpusSummary<'_>, embedded: &Embedded) -> Markup {
    html! {
        h3 { "For a paper" }
        p class="quote" { (paragraph(source.run)) }
        (trust(corpus))
        (sampled(embedded))
        (codebook(source))
        (statistics())
    }
}

pub(super) fn of_document(source: &Source<'_>, embedded: &Embedded) -> Markup {
    html! {
        h3 { "For a paper" }
        p class="quote" { (paragraph(source.run)) }
        (sampled(embedded))
        (statistics())
    }
}

/// What a methods section must say.
fn paragraph(run: &Run<'_>) -> String {
    let (counts, options, codebook) = (&run.counts, &run.options, &run.codebook);
    let voice = match options.voice.as_ref() {
        "all" => "all words were counted, those quoted or reported included",
        _ => "words that the text ascribes to others were left out",
    };
    let engine = match &run.model {
        Some(model) => format!(
            "a statistical model ({}, SHA-256 {}) with the matches as its evidence",
            model.id,
            &model.sha256[..12.min(model.sha256.len())]
        ),
        None => "the sum of the weights of its matches".to_owned(),
    };
    let sample = options.sample.map_or_else(String::new, |n| {
        format!(" A random sample of {n} documents was drawn (seed {}).", run.seed)
    });
    let dedup = if options.dedup { " Near-duplicates were counted once." } else { "" };
    format!(
        "We measured the framing of {} documents ({} counted words, {} counted sentences) with {} {}, codebook {} {} \
         ({} entries, SHA-256 {}). Rates are weighted matches per 1,000 words; the position of a text is the log ratio of the \
         weights of the two frames with ½ added to each; {voice}. Which frames a sentence shows was decided by {engine}. \
         Intervals are 95 % and come from {} bootstrap samples (seed {}), of sentences within a document and of whole documents \
         within a corpus.{sample}{dedup} {} inputs failed and {} were passed over.",
        counts.n_documents,
        counts.n_words_counted,
        counts.n_sentences_counted,
        run.program.name,
        run.program.version,
        codebook.id,
        codebook.version,
        codebook.n_entries,
        &codebook.sha256[..12.min(codebook.sha256.len())],
        options.bootstrap,
        run.seed,
        counts.n_errors,
        counts.n_skipped,
    )
}

/// How far the numbers can be relied on, as far as the corpus itself tells.
fn trust(corpus: &CorpusSummary<'_>) -> Markup {
    let reliability = Figure::from(&corpus.reliability.spearman_brown);
    let words = Figure::from(&corpus.reliability.words_needed);
    html! {
        h3 { "How far to rely on it" }
        ul {
            li { "Reliability of positions between documents (split halves, Spearman–Brown): " strong { (plain(&reliability, 2)) }
                ". For .7 a text needs about " (plain(&words, 0)) " words." }
            @if let Some(engines) = &corpus.engines {
                li { "Rules and model agree on the frames of sentences with κ " strong { (plain(&Figure::from(&engines.kappa), 2)) }
                    " and on the order of documents with ρ " strong { (plain(&Figure::from(&engines.position_spearman), 2)) }
                    ": a finding that hangs on the engine would show here." }
            }
            li { "How well the program agrees with people who coded sentences stands in docs/accuracy.md of the program; "
                "`normscope validate` measures it on your own texts." }
        }
    }
}

/// A figure that is neither rate nor share.
fn plain(figure: &Figure, digits: usize) -> String {
    let value = figure.value.map(|it| format!("{it:.digits$}"));
    let range =
        figure.interval.map(|(lo, hi)| format!(" ({lo:.digits$} to {hi:.digits$})")).unwrap_or_default();
    value.map_or_else(|| figure.value(Unit::Rate), |value| value + &range)
}

fn sampled(embedded: &Embedded) -> Markup {
    html! { @if embedded.is_sample || embedded.n_without_room > 0 {
        p { "Texts in this page are a sample drawn with the seed of the run; all numbers are of all documents." }
    } }
}

/// What a quality gate means.
pub(super) fn gate(name: &str) -> &'static str {
    match name {
        "insufficient" => "too few matches for a position; leave them out or join them with others.",
        "single-term" => "most of the evidence is one entry; look at its matches before you say more.",
        "mostly-attributed" => "most framed words are said to be others'; the author's own voice is thin.",
        "unresolved" => "many contested terms were left undecided.",
        "out-of-domain" => "the words are unlike those that the codebook was made for.",
        "other-language" | "unsupported-language" => {
            "not in the language of the codebook; no number is given."
        }
        _ => "see docs/statistics.md.",
    }
}

#[derive(Deserialize)]
struct Counted {
    author: Entries,
    all: Entries,
}

#[derive(Deserialize)]
struct Entries {
    entries: BTreeMap<String, BTreeMap<String, Cell>>,
}

#[derive(Default, Deserialize)]
struct Cell {
    n_hits: u64,
    weight: f64,
}

/// Every entry that counted, with how often and how much.
fn codebook(source: &Source<'_>) -> Markup {
    let used = match used(source) {
        Ok(used) => used,
        Err(_) => return html! {},
    };
    let mut rows: Vec<_> = used.into_iter().collect();
    rows.sort_by(|(a, x), (b, y)| y.n_hits.cmp(&x.n_hits).then_with(|| a.cmp(b)));
    let frames = &source.run.codebook.frames;
    let at = |id: &str| frames.iter().position(|it| it.id == id).unwrap_or(0);
    html! {
        h3 { "The codebook as it was used" }
        p { (source.run.codebook.title) ", version " (source.run.codebook.version) ". "
            "`normscope codebook show` prints every entry with its reason and examples." }
        details { summary { (count(rows.len() as u64)) " entries matched" }
            div class="scroll" tabindex="0" role="region" aria-label="Entries" { table class="sortable" {
                thead { tr { th scope="col" { "entry" } th scope="col" { "frame" } th scope="col" class="n" { "matches" } th scope="col" class="n" { "weight" } } }
                tbody { @for ((entry, frame), cell) in &rows { tr {
                    th scope="row" { (entry) } td { span class={ "key f" (at(frame)) } {} (frames.get(at(frame)).map_or("", |it| &*it.name)) }
                    td class="n" { (count(cell.n_hits)) } td class="n" { (format!("{:.2}", cell.weight)) }
                } } }
            } }
        }
    }
}

fn used(source: &Source<'_>) -> Result<BTreeMap<(String, String), Cell>> {
    let mut rows = source.rows(Table::Counts)?;
    let mut used: BTreeMap<(String, String), Cell> = BTreeMap::new();
    while let Some(row) = rows.next::<Counted>()? {
        let entries = if source.run.options.voice == "all" { row.all } else { row.author };
        for (entry, frames) in entries.entries {
            for (frame, cell) in frames {
                let sum = used.entry((entry.clone(), frame)).or_default();
                sum.n_hits += cell.n_hits;
                sum.weight += cell.weight;
            }
        }
    }
    Ok(used)
}

/// Every statistic, as the documentation defines it. Its links lead to files that are not here.
fn statistics() -> Markup {
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
    let is_elsewhere = |event: &Event<'_>| {
        matches!(event, Event::End(TagEnd::Link))
            || matches!(event, Event::Start(Tag::Link { dest_url, .. }) if !dest_url.starts_with("http"))
    };
    let mut kept_links = 0_u32;
    let events = Parser::new_ext(STATISTICS, options).filter(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("http") => {
            kept_links += 1;
            true
        }
        Event::End(TagEnd::Link) if kept_links > 0 => {
            kept_links -= 1;
            true
        }
        other => !is_elsewhere(other),
    });
    let mut page = String::new();
    push_html(&mut page, events.map(lower).flat_map(scrolled));
    html! { div class="prose" { (PreEscaped(page)) } }
}

/// A table that is wider than a phone is scrolled, with the keyboard too.
fn scrolled(event: Event<'_>) -> impl Iterator<Item = Event<'_>> {
    let (before, after) = match event {
        Event::Start(Tag::Table(_)) => {
            (Some(r#"<div class="scroll" tabindex="0" role="region" aria-label="Definitions">"#), None)
        }
        Event::End(TagEnd::Table) => (None, Some("</div>")),
        _ => (None, None),
    };
    let html = |it: Option<&'static str>| it.map(|it| Event::Html(it.into()));
    html(before).into_iter().chain([event]).chain(html(after))
}

/// Headings below those of the page.
fn lower(event: Event<'_>) -> Event<'_> {
    use pulldown_cmark::HeadingLevel::{H1, H2, H3, H4, H5};
    let under = |level| match level {
        H1 => H3,
        H2 => H4,
        _ => H5,
    };
    match event {
        Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
            Event::Start(Tag::Heading { level: under(level), id: None, classes, attrs })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(under(level))),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_are_told_without_links_that_lead_nowhere() {
        let page = statistics().into_string();
        assert!(page.contains("<h3>Statistics</h3>") && page.contains("<table>"));
        for link in page.split("href=\"").skip(1) {
            assert!(link.starts_with("http"), "{}", &link[..40]);
        }
        assert_eq!(page.matches("<a ").count(), page.matches("</a>").count());
    }
}
