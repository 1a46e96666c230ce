//! What the corpus is said to claim can be recomputed from what is written beside it.

use normscope::analysis::Analysis;
use normscope::compare::{Associations, CoOccurrences, MIN_JOINT};
use normscope::ingest::{Corpus, IngestOptions, Input};
use normscope::measure::{MIN_OCCURRENCES, Options};
use normscope::pipeline::{Analyzer, Ids, Knowledge, Outcome, Pipeline, Unobserved, items};
use normscope::spill::Spill;
use std::path::PathBuf;
use std::sync::OnceLock;

/// The sample corpus, analysed once.
fn analyses() -> &'static (Analyzer, Vec<Analysis>) {
    static DONE: OnceLock<(Analyzer, Vec<Analysis>)> = OnceLock::new();
    DONE.get_or_init(|| {
        let options = Options { replicates: 0, ..Options::default() };
        let analyzer = Analyzer::new(Knowledge::built_in(), options).expect("the built-in codebook compiles");
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"));
        let corpus =
            Corpus::open(&[Input::Path(folder)], &IngestOptions::default()).expect("the corpus is there");
        let pipeline = Pipeline { analyzer: &analyzer, jobs: 1, observer: &Unobserved, aside: None };
        let mut all = Vec::new();
        let done =
            pipeline.run(items(&corpus, None, 1), &mut Ids::default(), &|analysis| analysis, |outcome| {
                if let Outcome::Analyzed(analysis) = outcome {
                    all.push(analysis);
                }
                Ok::<(), std::io::Error>(())
            });
        assert!(done.is_ok() && !all.is_empty());
        (analyzer, all)
    })
}

#[test]
fn every_occurrence_of_a_contested_term_is_decided_mentioned_or_unresolved() {
    let (analyzer, analyses) = analyses();
    let terms = || analyses.iter().flat_map(|it| &it.measures.contested);
    assert!(terms().count() > 20, "the sample corpus fights over words");
    for (entry, term) in terms() {
        let uses = &term.uses;
        let decided: u32 = uses.resolved_by.iter().sum();
        let id = &analyzer.codebook().entries[entry.get()].id;
        assert_eq!(decided + uses.n_mentioned + uses.n_unresolved, uses.n_hits, "{id}");
        assert_eq!(uses.frames.iter().sum::<u32>(), decided, "{id}");
        assert!(uses.n_sentences <= uses.n_hits && term.sentences.len() == uses.n_sentences as usize, "{id}");
        let lean = uses.lean(analyzer.codebook().contrast, || None);
        assert_eq!(lean.value.is_some(), lean.denominator >= MIN_OCCURRENCES && lean.count > 0, "{id}");
    }
}

#[test]
fn associations_stay_within_their_counts() {
    let (analyzer, analyses) = analyses();
    let mut associations = Associations::new(&Spill::nowhere()).expect("memory refuses nothing");
    for it in analyses {
        associations.add(CoOccurrences::of(analyzer.codebook(), it)).expect("memory refuses nothing");
    }
    let found = associations.pairs().expect("memory refuses nothing");
    assert!(!found.is_empty(), "somebody is mentioned with a frame three times");
    let sentences: usize = analyses
        .iter()
        .filter(|it| it.measures.counts().excluded.is_none())
        .map(|it| it.measures.primary_sentences().len())
        .sum();
    for it in &found {
        let name = &it.referent.name;
        assert!((MIN_JOINT..=it.n_actor).contains(&it.n_joint) && it.n_joint <= it.n_frame, "{name}");
        assert!(it.n_joint <= it.n_mentions_frame && it.n_actor <= it.n_mentions, "{name}");
        assert_eq!(it.n_sentences, sentences as u64, "{name}");
        assert!((0.0..=1.0).contains(&it.q) && it.log_odds.p() <= it.q && it.log_odds.se > 0.0, "{name}");
    }
}
