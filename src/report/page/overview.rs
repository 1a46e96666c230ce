//! The first view: what was read, and how the documents, groups and years are framed.

use super::super::Result;
use super::super::render::Table;
use super::super::wire::{CorpusSummary, ErrorRow, Group, SkippedRow};
use super::chart::{self, CELL, Dot, Scale, Series};
use super::figures::{Figure, Unit, count, rates};
use super::index::Index;
use super::{Source, caution, methods};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Most rows of a table that is told in full elsewhere.
const ROWS: usize = 100;
/// Groups with a colour of their own.
const COLOURS: usize = 5;

pub(super) fn view(source: &Source<'_>, corpus: &CorpusSummary<'_>, index: &Index) -> Result<Markup> {
    Ok(html! {
        (read(source))
        (care(corpus, index))
        (whole(source, corpus))
        (documents(source, corpus, index))
        (groups(source, corpus))
        (over_time(source, corpus))
        (families(source, corpus))
        (dimensions(corpus))
        (failures(source)?)
    })
}

/// The two ends of the axis: less, and more.
fn ends<'a>(source: &'a Source<'_>) -> (&'a str, &'a str) {
    let name = |id: &str| {
        let frame = source.run.codebook.frames.iter().find(|it| it.id == id);
        frame.map_or("", |it| &*it.name)
    };
    source.run.codebook.contrast.as_ref().map_or(("", ""), |it| (name(&it.negative), name(&it.positive)))
}

fn read(source: &Source<'_>) -> Markup {
    let counts = &source.run.counts;
    let tiles = [
        (counts.n_documents, "documents"),
        (counts.n_words_counted, "words counted"),
        (counts.n_sentences_counted, "sentences counted"),
        (counts.n_hits_counted, "matches counted"),
        (counts.n_errors, "inputs failed"),
        (counts.n_skipped, "passed over"),
    ];
    html! {
        dl class="tiles" { @for (n, name) in tiles { div { dt { (name) } dd { (count(n)) } } } }
    }
}

/// What a reader must know before the numbers.
fn care(corpus: &CorpusSummary<'_>, index: &Index) -> Markup {
    let n_excluded = corpus.all.n_documents_excluded;
    html! {
        @if n_excluded > 0 {
            (caution(&format!("{n_excluded} documents are in a language that the codebook does not read; no number counts them.")))
        }
        @if corpus.duplicates.n_duplicates > 0 {
            (caution(&format!("{} documents are nearly the same as an earlier one.", corpus.duplicates.n_duplicates)))
        }
        @if !corpus.quality.0.is_empty() || !index.warnings.is_empty() {
            h3 { "Before you use a number" }
            ul class="gates" {
                @for (gate, n) in &corpus.quality.0 {
                    li { strong { (count(*n)) " documents: " (gate.replace('-', " ")) } " – " (methods::gate(gate)) }
                }
                @for (code, (n, example)) in &index.warnings {
                    li { strong { (count(*n)) " documents: " (code.replace('-', " ")) } " – for one of them: " (example) }
                }
            }
        }
    }
}

/// All documents together.
fn whole(source: &Source<'_>, corpus: &CorpusSummary<'_>) -> Markup {
    let group = &corpus.all;
    let position = Figure::of_position(&group.pooled.position);
    let (less, more) = ends(source);
    html! {
        h3 { "All documents together" }
        @if source.run.codebook.contrast.is_some() {
            p { "Position " strong { (position.value(Unit::Logit)) } " (95 % interval " (position.range(Unit::Logit)) "): "
                "0 is as much of the " (less) " frame as of the " (more) " one; above 0 there is more of the " (more) " frame." }
        }
        p class="small" { "In the voice of " (voice(source)) ". Long documents weigh more here; intervals draw whole documents." }
    }
}

fn voice(source: &Source<'_>) -> &'static str {
    if source.run.options.voice == "all" {
        "everyone, quoted and reported words included"
    } else {
        "the authors; what they quote or report is left out"
    }
}

/// Position against emphasis.
fn documents(source: &Source<'_>, corpus: &CorpusSummary<'_>, index: &Index) -> Markup {
    let named = colours(source, corpus);
    let class_of = |groups: &[Option<String>]| {
        let value = groups.first().and_then(Option::as_deref);
        named.iter().position(|name| Some(name.as_str()) == value).unwrap_or(named.len())
    };
    let mut dots: Vec<_> = index
        .documents
        .iter()
        .filter_map(|it| {
            let (class, y) = (class_of(&it.groups), it.emphasis?);
            Some(Dot { number: it.number, class, label: it.name(), x: it.position.clone(), y })
        })
        .collect();
    // What has a name of its own is drawn over the others.
    dots.sort_by_key(|it| std::cmp::Reverse(it.class));
    let n_without =
        dots.iter().filter(|it| it.x.value.is_none()).count() + index.documents.len() - dots.len();
    html! {
        h3 { "Every document" }
        p { "To the right: more of the " (ends(source).1) " frame; to the left: more of the " (ends(source).0) " one. Up: a larger share "
            "of sentences shows any frame. Lines are 95 % intervals of the position." }
        @if index.is_sample() { (caution("Of so many documents a random sample is drawn here; documents.jsonl has all.")) }
        div class="tools" data-for="dots" hidden {
            label { "Find documents " input type="search" id="find-dots" autocomplete="off"; }
            span id="found-dots" role="status" {}
        }
        figure { (chart::dots(&dots, ends(source)))
            figcaption {
                @if let (Some(field), false) = (source.run.options.by.first(), named.is_empty()) {
                    span class="legend" { (field) ": "
                        @for (class, name) in named.iter().enumerate() { span { (chart::shape(class)) " " (name) } }
                        span { (chart::shape(named.len())) " others" }
                    }
                }
                @if n_without > 0 { span { (count(n_without as u64)) " documents have too little evidence for a position." } }
            }
        }
    }
}

/// The largest groups of the first field.
fn colours(source: &Source<'_>, corpus: &CorpusSummary<'_>) -> Vec<String> {
    let Some(first) = source.run.options.by.first() else { return Vec::new() };
    let named = largest(corpus, first).into_iter().filter_map(|it| it.value.as_deref().map(str::to_owned));
    named.take(COLOURS).collect()
}

/// Rates and positions of groups, a table for each field.
fn groups(source: &Source<'_>, corpus: &CorpusSummary<'_>) -> Markup {
    html! {
        @for field in &source.run.options.by {
            @let here = largest(corpus, field);
            h3 { "By " (field) }
            @if here.len() > ROWS {
                p class="small" { "The " (ROWS) " largest of " (count(here.len() as u64)) " groups; corpus.json has all." }
            }
            (table_of_groups(source, &here[..here.len().min(ROWS)], field))
        }
    }
}

/// The groups of a field, those of most documents first.
fn largest<'c>(corpus: &'c CorpusSummary<'c>, field: &str) -> Vec<&'c Group<'c>> {
    let mut groups: Vec<_> = corpus.groups.iter().filter(|it| it.field.as_deref() == Some(field)).collect();
    groups.sort_by_key(|it| std::cmp::Reverse(it.n_documents));
    groups
}

fn table_of_groups(source: &Source<'_>, groups: &[&Group<'_>], field: &str) -> Markup {
    let all: Vec<Vec<Figure>> = groups.iter().map(|it| rates(it)).collect();
    let positions: Vec<Figure> = groups.iter().map(|it| Figure::of_position(&it.pooled.position)).collect();
    let (rate, position) =
        (Scale::over(all.iter().flatten(), CELL), Scale::over(&positions, CELL).balanced());
    let frames = &source.run.codebook.frames;
    html! {
        div class="scroll" tabindex="0" role="region" aria-label={ "Groups by " (field) } { table class="sortable" {
            thead { tr {
                th scope="col" { (field) } th scope="col" class="n" { "documents" }
                th scope="col" class="n" { "position" } th { (chart::axis(&position, Unit::Logit)) } th scope="col" { "95 % interval" }
                @for (at, frame) in frames.iter().enumerate() {
                    th scope="col" class="n" { span class={ "key f" (at) } {} (frame.name) " per 1,000 words" }
                    th { (chart::axis(&rate, Unit::Rate)) }
                }
            } }
            tbody { @for ((group, rates), figure) in groups.iter().zip(&all).zip(&positions) { tr {
                th scope="row" { (group.value.as_deref().unwrap_or("not stated")) } td class="n" { (count(group.n_documents)) }
                td class="n" { (figure.value(Unit::Logit)) } td { (chart::cell(&position, figure, "plain")) } td class="r" { (figure.range(Unit::Logit)) }
                @for (at, it) in rates.iter().enumerate() {
                    td class="n" { (it.value(Unit::Rate)) } td { (chart::cell(&rate, it, &format!("f{at}"))) }
                }
            } } }
        } }
    }
}

fn over_time(source: &Source<'_>, corpus: &CorpusSummary<'_>) -> Markup {
    let dated =
        || corpus.over_time.iter().filter_map(|it| Some((it.value.as_deref()?.parse::<i32>().ok()?, it)));
    if dated().count() < 2 {
        return html! {};
    }
    let frames = source.run.codebook.frames.iter().enumerate();
    let series: Vec<Series> = frames
        .map(|(at, frame)| Series {
            name: frame.name.to_string(),
            class: format!("f{at}"),
            points: dated().map(|(year, group)| (year, rates(group).swap_remove(at))).collect(),
        })
        .collect();
    html! {
        h3 { "Over time" }
        figure {
            (chart::years(&series, Unit::Rate, "Rates of the frames by year; the table below has the numbers"))
            figcaption { span class="legend" { "Matches per 1,000 words, weighted: "
                @for (at, it) in series.iter().enumerate() { span { span class={ "key f" (at) } {} (it.name) } }
            } span { "Bands are 95 % intervals. A change may be one of which texts there are, not of how they speak." } }
        }
        details { summary { "The numbers by year" }
            (table_of_groups(source, &dated().map(|(_, group)| group).collect::<Vec<_>>(), "year"))
        }
    }
}

fn families(source: &Source<'_>, corpus: &CorpusSummary<'_>) -> Markup {
    let names: BTreeMap<&str, &str> =
        source.run.codebook.families.iter().map(|it| (&*it.id, &*it.name)).collect();
    let rows: Vec<_> =
        corpus.all.pooled.families.iter().map(|it| (it, Figure::from(&it.rate_per_1000_words))).collect();
    let scale = Scale::over(rows.iter().map(|(_, figure)| figure), CELL);
    let colour = |frame: &str| source.run.codebook.frames.iter().position(|it| it.id == frame).unwrap_or(0);
    html! {
        h3 { "What the frames are made of" }
        div class="scroll" tabindex="0" role="region" aria-label="Families" { table class="sortable" {
            thead { tr { th scope="col" { "family" } th scope="col" { "name" } th scope="col" class="n" { "matches" }
                th scope="col" class="n" { "per 1,000 words" } th { (chart::axis(&scale, Unit::Rate)) } th scope="col" { "95 % interval" } } }
            tbody { @for (it, figure) in &rows { tr {
                td { span class={ "key f" (colour(&it.frame)) } {} (it.family) }
                th scope="row" { (names.get(&*it.family).copied().unwrap_or_default()) }
                td class="n" { (count(it.n_hits)) } td class="n" { (figure.value(Unit::Rate)) }
                td { (chart::cell(&scale, figure, &format!("f{}", colour(&it.frame)))) } td class="r" { (figure.range(Unit::Rate)) }
            } } }
        } }
    }
}

fn dimensions(corpus: &CorpusSummary<'_>) -> Markup {
    let it = &corpus.all.pooled.dimensions;
    let rows = [
        ("Affirmation", "upholds or demands it", Figure::from(&it.affirmation)),
        ("Violation", "says it is broken or threatened", Figure::from(&it.violation)),
        ("Justification", "excuses or limits it", Figure::from(&it.justification)),
    ];
    let scale = Scale::over(rows.iter().map(|(_, _, figure)| figure), CELL);
    html! {
        h3 { "Affirmed, violated, justified" }
        div class="scroll" tabindex="0" role="region" aria-label="Dimensions" { table {
            thead { tr { th scope="col" { "dimension" } th scope="col" { "a match that" } th scope="col" class="n" { "per 1,000 words" }
                th { (chart::axis(&scale, Unit::Rate)) } th scope="col" { "95 % interval" } } }
            tbody { @for (name, what, figure) in &rows { tr {
                th scope="row" { (name) } td { (what) } td class="n" { (figure.value(Unit::Rate)) }
                td { (chart::cell(&scale, figure, "plain")) } td class="r" { (figure.range(Unit::Rate)) }
            } } }
        } }
    }
}

/// What failed, and what was never meant to be a document.
fn failures(source: &Source<'_>) -> Result<Markup> {
    let (mut failed, mut skipped) = (Vec::new(), BTreeMap::<String, (u64, String)>::new());
    let mut errors = source.rows(Table::Errors)?;
    while let Some(row) = errors.next::<ErrorRow<'_>>()? {
        if failed.len() < ROWS {
            let place =
                row.record.map_or_else(|| row.path.to_string(), |line| format!("{}#{line}", row.path));
            failed.push([place, row.code.to_string(), row.message.to_string()]);
        }
    }
    let mut rows = source.rows(Table::Skipped)?;
    while let Some(row) = rows.next::<SkippedRow<'_>>()? {
        skipped.entry(row.reason.to_string()).or_insert_with(|| (0, row.path.to_string())).0 += 1;
    }
    let n = source.run.counts.n_errors;
    Ok(html! {
        @if n > 0 {
            h3 { "Inputs that failed" }
            @if n > ROWS as u64 { p class="small" { "The first " (ROWS) " of " (count(n)) "; errors.jsonl has all." } }
            div class="scroll" tabindex="0" role="region" aria-label="Inputs that failed" { table {
                thead { tr { th scope="col" { "input" } th scope="col" { "code" } th scope="col" { "what happened, and what to do" } } }
                tbody { @for [place, code, message] in &failed { tr { th scope="row" { (place) } td { (code) } td { (message) } } } }
            } }
        }
        @if !skipped.is_empty() {
            h3 { "Passed over" }
            ul { @for (reason, (n, example)) in &skipped { li { (count(*n)) " " (reason.replace('-', " ")) ", such as " (example) } } }
        }
    })
}
