//! The article this project began with: who and what it names, and who is said to hold what. It is read where it lies
//! and not copied.

#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use normscope::analysis::{Analysis, frame_name};
use normscope::annotate::{StandsFor, Verdict};
use normscope::compare::Portraits;
use normscope::gazetteer::Label;
use normscope::ingest::{Corpus, IngestOptions, Input};
use normscope::measure::Options;
use normscope::pipeline::{Analyzer, Knowledge, Scratch};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

const ARTICLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora/000_7850ad46b72a5142.txt");

/// The article analysed; `None`, with a word about it, where it is not at hand.
fn article() -> Option<(Analyzer, Analysis)> {
    let path = Path::new(ARTICLE);
    if !path.exists() {
        println!("skipped: {} is not here", path.display());
        return None;
    }
    let options = Options { replicates: 0, ..Options::default() };
    let analyzer = Analyzer::new(Knowledge::built_in(), options).expect("the built-in codebook compiles");
    let corpus =
        Corpus::open(&[Input::Path(path.into())], &IngestOptions::default()).expect("it can be opened");
    let record = corpus.records().next().expect("one record").expect("it can be found");
    let analysis = analyzer.analyze(record.read().expect("it can be read"), &mut Scratch::default());
    Some((analyzer, analysis))
}

#[test]
fn the_article_names_its_actors() {
    let Some((analyzer, analysis)) = article() else { return };
    let mut surfaces: BTreeMap<(Label, String), BTreeSet<String>> = BTreeMap::new();
    for mention in &analysis.annotations.mentions {
        if let StandsFor::Thing(at) = mention.stands_for {
            let referent = &analysis.annotations.referents[at.get()];
            let id = referent.entity.map(|it| analyzer.gazetteer().entity(it).id.to_string());
            let thing = (mention.label, id.unwrap_or_else(|| referent.name.to_string()));
            let written = analysis.document.slice(mention.span).to_owned();
            surfaces.entry(thing).or_default().insert(written);
        }
    }
    let lines = surfaces.iter().map(|((label, thing), written)| {
        format!("{label}  {thing}  {}\n", written.iter().cloned().collect::<Vec<_>>().join(" | "))
    });
    insta::assert_snapshot!(lines.collect::<String>());
}

#[test]
fn the_article_tells_whose_words_are_whose() {
    let Some((analyzer, analysis)) = article() else { return };
    let codebook = analyzer.codebook();
    let measures = &analysis.measures;
    let mut seen = String::new();
    for portrait in Portraits::of(codebook, &analysis).ranked() {
        let id = portrait.referent.entity.map(|it| &*analyzer.gazetteer().entity(it).id);
        let weights: Vec<String> = portrait.weights(codebook).iter().map(|it| format!("{it:.2}")).collect();
        let _ = writeln!(seen, "held by {}: {}", id.unwrap_or(&portrait.referent.name), weights.join(" "));
    }
    for hit in &analysis.annotations.hits {
        if hit.verdict == Verdict::Mentioned {
            let _ = writeln!(seen, "mentioned: {}", codebook.entries[hit.entry.get()].id);
        }
    }
    insta::assert_snapshot!(seen);

    // China's vision is China's, and the author leans further to rights than all voices together.
    let state = codebook.contrast.expect("the built-in codebook has one").negative;
    let portraits = Portraits::of(codebook, &analysis);
    let china = portraits.ranked().into_iter().find(|it| &*it.referent.name == "China");
    assert!(china.is_some_and(|it| it.weights(codebook)[state.get()] > 1.0));
    let position = |framing: &normscope::measure::Framing| framing.position.value.expect("there is evidence");
    assert!(position(&measures.author) > position(&measures.all));

    // That a policy is given up does not make it the policy of the other side.
    let pillar = measures.sentences.iter().find(|shown| {
        let sentence = &analysis.segmentation.sentences[shown.sentence.get()];
        analysis.document.slice(sentence.span).contains("no longer a pillar")
    });
    assert_eq!(pillar.map(|shown| frame_name(codebook, &shown.frames)), Some("rights"));
}
