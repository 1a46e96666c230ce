//! The sample corpus, laid out to be read: every sentence, and beneath it what was found in it.
//!
//! A snapshot a document stands in `tests/corpus/`. After a change that is meant, `make snapshots` writes them
//! anew; the diff is what a reader should judge.

use normscope::analysis::{Analysis, frame_name};
use normscope::annotate::{Mention, Sense, StandsFor, TermHit};
use normscope::codebook::{Codebook, Role};
use normscope::gazetteer::Gazetteer;
use normscope::ingest::{Corpus, IngestOptions, Input};
use normscope::measure::Options;
use normscope::pipeline::{Analyzer, Knowledge, Scratch};
use normscope::segment::SentenceIx;
use std::fmt::Write;
use std::path::Path;

#[test]
fn the_sample_corpus_reads_as_its_snapshots_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let corpus =
        Corpus::open(&[Input::Path(folder)], &IngestOptions::default()).expect("our corpus is there");
    let options = Options { replicates: 0, ..Options::default() };
    let analyzer = Analyzer::new(Knowledge::built_in(), options).expect("the built-in codebook compiles");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("corpus");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut scratch = Scratch::default();
    let mut n_documents = 0;
    for record in corpus.records() {
        let document = record.expect("every record can be found").read().expect("every record can be read");
        let analysis = analyzer.analyze(document, &mut scratch);
        let name = analysis.document.id.as_str().replace(['/', '#'], "_");
        let page = page(&analyzer, &analysis);
        settings.bind(|| insta::assert_snapshot!(name, page));
        n_documents += 1;
    }
    assert_eq!(n_documents, 27, "16 texts, 6 statements and 5 interventions");
}

/// A document for people.
fn page(analyzer: &Analyzer, analysis: &Analysis) -> String {
    let codebook = analyzer.codebook();
    let mut page = head(analysis);
    for (at, sentence) in analysis.segmentation.sentences.iter().enumerate() {
        let ix = SentenceIx::new(at);
        let kind = analysis.segmentation.kind_of(sentence).name();
        let text = analysis.document.slice(sentence.span).split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = analysis.measures.sentences.iter().find(|shown| shown.sentence == ix);
        let frame = shown.map_or("not counted", |shown| frame_name(codebook, &shown.frames));
        let _ = writeln!(page, "\n{text}\n    {kind}: {frame}");
        for mention in analysis.annotations.mentions.iter().filter(|mention| mention.sentence == ix) {
            page.push_str(&name_line(analyzer.gazetteer(), analysis, mention));
        }
        for hit in analysis.annotations.hits.iter().filter(|hit| hit.sentence == ix) {
            page.push_str(&line(codebook, analysis, hit));
        }
    }
    page
}

fn head(analysis: &Analysis) -> String {
    let metadata = &analysis.document.metadata;
    let stated = |value: Option<String>| value.unwrap_or_else(|| "not stated".to_owned());
    let position = analysis.measures.all.position.value;
    let gates: Vec<&str> = analysis.measures.gates.iter().map(|gate| gate.name()).collect();
    format!(
        "{}\ntitle: {}\nauthors: {}\ndate: {}\nposition: {}\nuse with care: {}\n",
        analysis.document.id,
        stated(metadata.title.clone()),
        if metadata.authors.is_empty() { "not stated".to_owned() } else { metadata.authors.join(", ") },
        stated(metadata.date.map(|date| date.to_string())),
        position.map_or_else(|| "undefined".to_owned(), |position| format!("{position:+.2}")),
        if gates.is_empty() { "no gate".to_owned() } else { gates.join(", ") },
    )
}

/// One name or date: what it is, and what it stands for.
fn name_line(gazetteer: &Gazetteer, analysis: &Analysis, mention: &Mention) -> String {
    let surface = analysis.document.slice(mention.span).split_whitespace().collect::<Vec<_>>().join(" ");
    let stands_for = match &mention.stands_for {
        StandsFor::Time(iso) => iso.to_string(),
        StandsFor::Thing(at) => {
            let referent = &analysis.annotations.referents[at.get()];
            let iso3 = referent.iso3.as_deref().map_or_else(String::new, |iso3| format!(" ({iso3})"));
            let name = referent.entity.map_or(&referent.name, |entity| &gazetteer.entity(entity).id);
            format!("{name}{iso3}")
        }
    };
    format!("      @ {surface}  {}  {stands_for}  [{}]\n", mention.label, mention.evidence.name())
}

/// One match: counted ones with what they stand for and the stance to it, the others with the reason.
fn line(codebook: &Codebook, analysis: &Analysis, hit: &TermHit) -> String {
    let entry = &codebook.entries[hit.entry.get()];
    let surface = analysis.document.slice(hit.span).split_whitespace().collect::<Vec<_>>().join(" ");
    let what = match (&entry.role, hit.sense) {
        (_, Some(Sense { family, dimension, weight })) => {
            let family = &codebook.families[family.get()].id;
            format!("{family} {} ({}, {weight})", entry.id, dimension.name())
        }
        (Role::Mask, None) => format!("name or idiom {}", entry.id),
        (_, None) => format!("contested {}", entry.id),
    };
    match hit.verdict.why_not() {
        None => format!("      + {surface}: {what}{}\n", decided(codebook, analysis, hit)),
        Some(why) => format!("      - {surface}: {what}: {why}\n"),
    }
}

/// What decided about a hit, where anything did: the step for a contested term, the cue of a stance.
fn decided(codebook: &Codebook, analysis: &Analysis, hit: &TermHit) -> String {
    let resolved = hit.resolved_by.map_or_else(String::new, |by| format!(", resolved by {}", by.name()));
    let cue = hit.cue.map_or_else(String::new, |cue| {
        let cue = &codebook.entries[analysis.annotations.cues[cue.get()].entry.get()].id;
        format!(", {} by {cue}", hit.stance.name())
    });
    resolved + &cue
}
