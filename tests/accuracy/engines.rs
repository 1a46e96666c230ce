//! How far the rules and the model agree, on whole documents (METRICS 20).

use normscope::compare::{EngineAgreement, Readings, readings};
use normscope::ingest::{Corpus, IngestOptions, Input};
use normscope::measure::{Estimate, Options};
use normscope::pipeline::{Analyzer, Knowledge, Scratch};
use normscope::stats::agreement::Confusion;
use std::path::Path;

/// Replicates and seed of the intervals.
const DRAWS: (usize, u64) = (1000, 1);

const TEXTS: [(&str, &str); 2] = [
    ("speeches in the UN General Debate, nine years", "../shared/corpora/ungdc_dev.jsonl"),
    ("our sample corpus (invented)", "corpus"),
];

/// The part of the accuracy page on the engines; `None` where the texts are absent.
pub fn section() -> Option<String> {
    let mut page = String::from(
        "## Agreement of the engines\n\n\
         The rules against the model on the same documents: Cohen's kappa over sentences (neither frame, one, the \
         other, both), and Spearman's rank correlation over documents of the position by sentences, of documents in \
         which each engine sees a frame. Intervals are 95 %, by bootstrap of documents. It says whether a finding \
         hangs on the engine, not which of them is right.\n\n\
         | texts | documents | sentences | kappa | rank correlation of positions |\n|---|--:|--:|--:|--:|\n",
    );
    for (title, path) in TEXTS {
        let agreement = agreement(path)?;
        let [kappa, position] = [&agreement.kappa, &agreement.position_spearman].map(shown);
        page.push_str(&format!(
            "| {title} | {} | {} | {kappa} | {position} |\n",
            agreement.n_documents, agreement.n_sentences
        ));
    }
    Some(page)
}

fn agreement(path: &str) -> Option<EngineAgreement> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let options = Options { replicates: 0, ..Options::default() };
    let analyzer = Analyzer::new(Knowledge::built_in(), options).expect("the built-in codebook compiles");
    let corpus = path.exists().then(|| Corpus::open(&[Input::Path(path)], &IngestOptions::default()));
    let corpus = corpus?.expect("the texts can be read");
    let mut scratch = Scratch::default();
    let documents: Vec<Confusion> = corpus
        .records()
        .filter_map(|record| record.and_then(|record| record.read()).ok())
        .filter_map(|document| {
            let measures = analyzer.analyze(document, &mut scratch).measures;
            let read = readings(analyzer.codebook(), &measures.sentences);
            read.filter(|_| measures.counts().excluded.is_none())
        })
        .collect();
    let mut all = Readings::default();
    documents.iter().for_each(|document| all.add(document));
    all.agreement(DRAWS)
}

fn shown(estimate: &Estimate) -> String {
    let interval = estimate.interval.map(|it| format!(" [{:.3}, {:.3}]", it.lo, it.hi));
    estimate
        .value
        .map_or_else(|| "–".to_owned(), |value| format!("{value:.3}{}", interval.unwrap_or_default()))
}

#[test]
fn engines_agree_on_our_own_corpus() {
    let agreement = agreement("corpus").expect("the sample corpus is part of the repository");
    let kappa = agreement.kappa.value.expect("it has sentences");
    assert!(kappa > 0.5, "{agreement:?}");
}
