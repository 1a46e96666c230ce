//! Sentence frames against hand-coded sentences.

use normscope::codebook::Codebook;
use normscope::pipeline::Engine;
use normscope::validate::{
    GoldSentence, Reading, Resampling, Score, SentenceAgreement, SentenceReader, Subset, documents_of,
    read_gold, sentence_agreement, subsets,
};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// As many as in the program's own default.
pub const RESAMPLING: Resampling = Resampling { replicates: 1000, seed: 1 };

/// A gold file, and what must be reached on all of it by the rules and by the model: mean F1, macro F1, precision of the
/// negative frame.
pub struct Gold {
    pub path: &'static str,
    pub title: &'static str,
    /// Files that were learnt from; documents that occur there are told apart.
    learnt: &'static [&'static str],
    floors: [[f64; 3]; 2],
    /// Sources that have a line of their own; the others are also taken together.
    large: &'static [&'static str],
}

const ENGINES: [Engine; 2] = [Engine::Rules, Engine::Hybrid];

const TRAIN: &[&str] = &["../shared/gold/framing/train.jsonl", "../shared/gold/framing/train_digital.jsonl"];

pub const GOLD: [Gold; 4] = [
    Gold {
        path: "../shared/gold/framing/dev.jsonl",
        title: "508 policy sentences (two coders, kappa .90)",
        learnt: TRAIN,
        floors: [[0.75, 0.65, 0.63], [0.8, 0.72, 0.63]],
        large: &["source=ungdc", "source=nss"],
    },
    Gold {
        path: "../shared/gold/framing/dev_digital.jsonl",
        title: "316 sentences on digital governance (two coders, kappa .94)",
        learnt: TRAIN,
        floors: [[0.66, 0.58, 0.0], [0.73, 0.6, 0.0]],
        large: &[],
    },
    Gold {
        path: "tests/accuracy/digital_rights_own.jsonl",
        title: "Our own sentences (regression set): privacy, access, openness",
        learnt: &[],
        floors: [[0.8, 0.0, 0.0], [0.7, 0.0, 0.0]],
        large: &[],
    },
    Gold {
        path: "tests/accuracy/digital_state_own.jsonl",
        title: "Our own sentences (regression set): control, intergovernmental primacy, cyber-sovereignty, justification",
        learnt: &[],
        floors: [[0.8, 0.0, 0.0], [0.7, 0.0, 0.0]],
        large: &[],
    },
];

#[test]
fn frames_reach_their_floors() {
    let codebook = Codebook::built_in();
    let contrast = codebook.contrast.expect("the built-in codebook contrasts two frames");
    for (gold, engine) in GOLD.iter().flat_map(|gold| ENGINES.map(|engine| (gold, engine))) {
        let Some(rows) = rows(gold, &codebook, engine) else {
            println!("skipped: {} is not here", gold.path);
            continue;
        };
        let all = &rows[0].1.frames;
        let negative = &all.frames[contrast.negative.get()];
        let reached =
            [&all.mean_f1, &all.macro_f1, &negative.precision].map(|score| score.value.unwrap_or(0.0));
        let (path, name, floors) = (gold.path, engine.name(), gold.floors[engine as usize]);
        println!("{path}, {name}: mean F1, macro F1, precision of the negative frame: {reached:.3?}");
        for (value, floor) in reached.iter().zip(floors) {
            assert!(*value >= floor, "{path}, {name}: {reached:.3?} is below {floors:?}");
        }
    }
}

/// The part of the accuracy page on frames; `None` where the gold is absent.
pub fn section() -> Option<String> {
    let codebook = Codebook::built_in();
    let mut page = format!(
        "## Frames of sentences\n\n\
         Codebook `{}` {}. *Rules* adds up the weights of its entries; *hybrid* is the model that `analyze` uses unless \
         told otherwise, with what the rules find as its evidence (models/framing/README.md says how it was trained, \
         what was tried, and that its two thresholds were drawn from the first two files here). Each sentence is read in isolation, as its coders saw it, with the issuer of its document where the file names it. A sentence coded \
         with both frames counts for each. *mean F1* averages the F1 of the frames, *macro F1* that of the four \
         classes. Intervals are 95 %, by bootstrap of documents ({} draws). *Unseen documents* are those of which \
         no sentence was in the files that the codebook and the model were learnt from.\n\n\
         For comparison, on the 508 and the 316 sentences: plain word lists reach a mean F1 of .578 and .448 (macro \
         .465 and .369), the draft of this codebook with a plain matcher .693 and .502 (.598 and .450), a logistic \
         regression on words and that draft .770 and .726 (.695 and .651); the two coders reach .94 against each \
         other.\n",
        codebook.id, codebook.version, RESAMPLING.replicates
    );
    for gold in &GOLD {
        let _ = write!(page, "\n### {}\n\n`{}`\n\n", gold.title, gold.path.trim_start_matches("../"));
        let rows = [rows(gold, &codebook, Engine::Rules)?, rows(gold, &codebook, Engine::Hybrid)?];
        page.push_str(&table(&codebook, &rows));
    }
    Some(page)
}

/// The scores of every subset of a gold file, all of it first; `None` where it is absent.
pub fn rows(gold: &Gold, codebook: &Codebook, engine: Engine) -> Option<Vec<(String, SentenceAgreement)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let present = |path: &str| Some(root.join(path)).filter(|path: &PathBuf| path.exists());
    let path = present(gold.path)?;
    let mut learnt = BTreeSet::new();
    for path in gold.learnt {
        learnt
            .extend(documents_of(&present(path)?, codebook).expect("the training files are coded sentences"));
    }
    let sentences = read_gold(&path, codebook).expect("the gold is coded sentences");
    let mut reader = SentenceReader::new(codebook, engine).expect("the built-in codebook compiles");
    assert!(reader.engine() == engine, "the built-in model belongs to the built-in codebook; train it anew");
    let found: Vec<Reading> =
        sentences.iter().map(|sentence| reader.read_of(&sentence.text, sentence.metadata())).collect();
    let mut parts = subsets(&sentences, &learnt);
    if !gold.large.is_empty() {
        let is_large = |at: &usize| sentences[*at].strata.iter().any(|it| gold.large.contains(&it.as_str()));
        let members = (0..sentences.len()).filter(|at| !is_large(at)).collect();
        parts.push(Subset { name: "the other sources".to_owned(), members });
    }
    let scored = parts.into_iter().map(|subset| {
        let gold: Vec<&GoldSentence> = subset.members.iter().map(|&at| &sentences[at]).collect();
        let found: Vec<&Reading> = subset.members.iter().map(|&at| &found[at]).collect();
        (subset.name, sentence_agreement(codebook, &gold, &found, RESAMPLING))
    });
    Some(scored.collect())
}

/// The rows of the rules and of the model, line about.
fn table(codebook: &Codebook, rows: &[Vec<(String, SentenceAgreement)>; 2]) -> String {
    let mut page = String::from("| sentences | engine | n | documents | mean F1 | macro F1 | kappa |");
    let frames: Vec<&str> = codebook.frames.iter().map(|frame| frame.id.as_str()).collect();
    frames.iter().for_each(|frame| page.push_str(&format!(" {frame}: P / R / F1 (gold) |")));
    page.push_str(&format!("\n|---|---|{}\n", "--:|".repeat(5 + frames.len())));
    let lines = (0..rows[0].len()).flat_map(|at| [0, 1].map(|engine| (engine, &rows[engine][at])));
    for (engine, (name, SentenceAgreement { frames: scores, .. })) in lines {
        let _ = write!(
            page,
            "| {name} | {} | {} | {} | {} | {} | {} |",
            ENGINES[engine].name(),
            scores.n_sentences,
            scores.n_documents,
            scores.mean_f1,
            scores.macro_f1,
            scores.kappa
        );
        for frame in &scores.frames {
            let [precision, recall, f1] = [&frame.precision, &frame.recall, &frame.f1].map(Score::plain);
            let _ = write!(page, " {precision} / {recall} / {f1} ({}) |", frame.n_gold);
        }
        page.push('\n');
    }
    page
}
