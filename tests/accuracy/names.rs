//! Names against hand-marked ones.

use normscope::measure::Options;
use normscope::pipeline::{Analyzer, Knowledge};
use normscope::validate::{
    FoundName, Matched, NameAgreement, NameReader, Resampling, Scheme, name_agreement, read_names, subsets,
};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// As many as in the program's own default.
const RESAMPLING: Resampling = Resampling { replicates: 1000, seed: 1 };

/// A gold file, and what must be reached on all of it: span F1, F1 with label, share of right codes of states.
struct Gold {
    path: &'static str,
    title: &'static str,
    floors: [f64; 3],
}

const GOLD: [Gold; 5] = [
    Gold {
        path: "../shared/gold/entities/dev.jsonl",
        title: "508 policy sentences (one coder)",
        floors: [0.90, 0.82, 0.98],
    },
    Gold {
        path: "../shared/gold/entities/train.jsonl",
        title: "600 policy sentences that were learnt from (seen: no measure of anything new)",
        floors: [0.95, 0.93, 0.98],
    },
    Gold {
        path: "tests/accuracy/data/company_media.jsonl",
        title: "Our own sentences on firms and media",
        floors: [0.80, 0.68, 0.95],
    },
    Gold {
        path: "../shared/gold/ner/dev_gum.jsonl",
        title: "GUM, test part: many genres",
        floors: [0.70, 0.63, 0.0],
    },
    Gold {
        path: "../shared/gold/ner/dev_wnut17.jsonl",
        title: "WNUT 2017, test part: posts",
        floors: [0.46, 0.41, 0.0],
    },
];

/// The program with what it knows built in.
pub fn analyzer() -> Analyzer {
    let options = Options { replicates: 0, ..Options::default() };
    Analyzer::new(Knowledge::built_in(), options).expect("the built-in codebook compiles")
}

#[test]
fn names_reach_their_floors() {
    let analyzer = analyzer();
    for gold in &GOLD {
        let Some((_, rows)) = rows(gold, &analyzer) else {
            println!("skipped: {} is not here", gold.path);
            continue;
        };
        let all = &rows[0].1;
        let codes = all.iso3.first().and_then(|(_, states)| states.recall.value);
        let reached = [all.untyped.f1.value, all.typed.f1.value, codes].map(|score| score.unwrap_or(0.0));
        println!("{}: span F1, F1 with label, right codes of states: {reached:.3?}", gold.path);
        for (value, floor) in reached.iter().zip(gold.floors) {
            assert!(*value >= floor, "{}: {reached:.3?} is below {:?}", gold.path, gold.floors);
        }
    }
}

/// The part of the accuracy page on names; `None` where the gold is absent.
pub fn section() -> Option<String> {
    let analyzer = analyzer();
    let mut page = format!(
        "## Names\n\n\
         Each sentence is a document of its own, without facts. A name counts as found if both its ends are exact; \
         a leading *the*, *a* or *an* and a trailing *'s* are taken off on both sides first. Dates are left out. \
         *F1 with label* is micro-averaged over the labels that occur in the file. Intervals are 95 %, by bootstrap \
         of documents, of sentences where the file names no documents ({} draws); none with fewer than five.\n\n\
         Published sets have labels of their own. There PERSON counts as PER; GOV_BODY, IGO, CIVIL_SOCIETY, COMPANY, \
         MEDIA and PARTY as ORG; STATE and LOCATION as LOC; of theirs, person as PER, organization, corporation and \
         group as ORG, place and location as LOC. The rest is left out on both sides.\n",
        RESAMPLING.replicates
    );
    for gold in &GOLD {
        let (scheme, rows) = rows(gold, &analyzer)?;
        let _ = write!(page, "\n### {}\n\n`{}`\n\n", gold.title, gold.path.trim_start_matches("../"));
        page.push_str(&subsets_table(&rows));
        page.push_str(&labels_table(scheme, &rows[0].1));
    }
    Some(page)
}

type Scored = Vec<(String, NameAgreement)>;

/// The scores of every subset of a gold file, all of it first; `None` where it is absent.
fn rows(gold: &Gold, analyzer: &Analyzer) -> Option<(Scheme, Scored)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(gold.path);
    if !path.exists() {
        return None;
    }
    let names = read_names(&path).expect("the gold is sentences with names");
    let mut reader = NameReader::new(analyzer);
    let found: Vec<Vec<FoundName>> =
        names.sentences.iter().map(|sentence| reader.read(sentence, names.scheme)).collect();
    let scored = subsets(&names.sentences, &BTreeSet::new())
        .into_iter()
        .map(|subset| (subset.name, name_agreement(&names, &found, &subset.members, RESAMPLING)));
    Some((names.scheme, scored.collect()))
}

fn subsets_table(rows: &[(String, NameAgreement)]) -> String {
    let mut page = String::from(
        "| sentences | n | documents | names | span P / R | span F1 | F1 with label |\n\
         |---|--:|--:|--:|--:|--:|--:|\n",
    );
    for (name, scores) in rows {
        let _ = writeln!(
            page,
            "| {name} | {} | {} | {} | {} / {} | {} | {} |",
            scores.n_sentences,
            scores.n_documents,
            scores.untyped.n_gold,
            scores.untyped.precision.plain(),
            scores.untyped.recall.plain(),
            scores.untyped.f1,
            scores.typed.f1,
        );
    }
    page
}

fn labels_table(scheme: Scheme, scores: &NameAgreement) -> String {
    let mut page = String::from(
        "\n| label | marked | found | agreed | precision | recall | F1 |\n|---|--:|--:|--:|--:|--:|--:|\n",
    );
    for (label, it) in &scores.classes {
        let Matched { n_gold, n_found, n_agreed, precision, recall, f1 } = it;
        let (precision, recall) = (precision.plain(), recall.plain());
        let _ =
            writeln!(page, "| {label} | {n_gold} | {n_found} | {n_agreed} | {precision} | {recall} | {f1} |");
    }
    if scheme == Scheme::Fine {
        for (label, it) in &scores.iso3 {
            let _ = writeln!(
                page,
                "\nISO 3166 code of matched {label} names: right in {} of {}, {}.",
                it.n_agreed, it.n_gold, it.recall
            );
        }
    }
    page
}
