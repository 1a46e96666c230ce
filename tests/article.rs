//! The article this project began with: who and what it names. It is read where it lies and not copied.

use normscope::annotate::StandsFor;
use normscope::gazetteer::Label;
use normscope::ingest::{Corpus, IngestOptions, Input};
use normscope::measure::Options;
use normscope::pipeline::{Analyzer, Knowledge, Scratch};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const ARTICLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora/000_7850ad46b72a5142.txt");

#[test]
fn the_article_names_its_actors() {
    let path = Path::new(ARTICLE);
    if !path.exists() {
        println!("skipped: {} is not here", path.display());
        return;
    }
    let options = Options { replicates: 0, ..Options::default() };
    let analyzer = Analyzer::new(Knowledge::built_in(), options).expect("the built-in codebook compiles");
    let corpus =
        Corpus::open(&[Input::Path(path.into())], &IngestOptions::default()).expect("it can be opened");
    let record = corpus.records().next().expect("one record").expect("it can be found");
    let analysis = analyzer.analyze(record.read().expect("it can be read"), &mut Scratch::default());

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
