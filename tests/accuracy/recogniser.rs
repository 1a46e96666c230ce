//! Names of persons, organisations and places against published sets.

use crate::named::{Known, Sentence, matches, read};
use normscope::annotate::{NameKind, Recogniser};
use normscope::stats::agreement::{Matches, mean_f1_interval};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

/// A set, what it holds, and the F1 of all names that must be reached.
struct Gold {
    name: &'static str,
    title: &'static str,
    floor: f64,
}

const GOLD: [Gold; 2] = [
    Gold { name: "dev_gum", title: "GUM test, mixed genres", floor: 0.67 },
    Gold { name: "dev_wnut17", title: "WNUT17 test, messages with rare names", floor: 0.42 },
];

/// Draws behind each interval.
const REPLICATES: usize = 1000;

/// What was found in one set.
struct Score {
    kinds: [Matches; 3],
    all: Matches,
    /// All names of each document; messages are documents of their own.
    documents: Vec<Vec<Matches>>,
}

#[test]
fn names_reach_their_floors() {
    let recogniser = Recogniser::built_in();
    for gold in &GOLD {
        let Some(score) = score(&recogniser, gold.name) else {
            println!("skipped: ../shared/gold/ner/{}.jsonl is not here", gold.name);
            continue;
        };
        let f1 = score.all.f1().unwrap_or(0.0);
        println!("{}: F1 {f1:.4}", gold.name);
        assert!(f1 >= gold.floor, "{}: {f1:.4} is below {}", gold.name, gold.floor);
    }
}

/// The part of the accuracy page on names; `None` where the gold is absent.
pub fn section() -> Option<String> {
    let recogniser = Recogniser::built_in();
    let mut page = String::from(
        "## Names of persons, organisations and places\n\n\
         The statistical recogniser alone, without gazetteers, each sentence in isolation. A name counts as found if \
         both its ends and its kind are exact; titles, articles and possessives are cut off on both sides. Labels: \
         person is PER; organization, corporation and group are ORG; place and location are LOC; the rest is dropped. \
         Intervals are 95 %, by bootstrap of documents (of messages in WNUT17).\n\n\
         | set | kind | gold | found | right | precision | recall | F1 [95 %] |\n\
         |---|---|--:|--:|--:|--:|--:|--:|\n",
    );
    for gold in &GOLD {
        let score = score(&recogniser, gold.name)?;
        let interval = mean_f1_interval(&score.documents, REPLICATES, 1)?;
        let interval = format!(" [{:.3}, {:.3}]", interval.lo, interval.hi);
        let _ = writeln!(page, "| {} | all | {}{interval} |", gold.title, cells(&score.all));
        for kind in NameKind::ALL {
            let matches = &score.kinds[kind.number()];
            let _ = writeln!(page, "| {} | {} | {} |", gold.name, kind.label(), cells(matches));
        }
    }
    Some(page)
}

fn cells(matches: &Matches) -> String {
    let share = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"));
    format!(
        "{} | {} | {} | {} | {} | {}",
        matches.true_positives + matches.false_negatives,
        matches.true_positives + matches.false_positives,
        matches.true_positives,
        share(matches.precision()),
        share(matches.recall()),
        share(matches.f1())
    )
}

fn score(recogniser: &Recogniser, name: &str) -> Option<Score> {
    let path = format!("{}/../shared/gold/ner/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let sentences: Vec<Sentence> = read(&fs::read_to_string(path).ok()?);
    let mut known = Known::default();
    let mut kinds = [Matches::default(); 3];
    let mut documents: BTreeMap<&str, Matches> = BTreeMap::new();
    for sentence in &sentences {
        let found = matches(recogniser, sentence, &mut known);
        kinds.iter_mut().zip(&found).for_each(|(sum, found)| *sum = sum.plus(*found));
        let all = found.into_iter().fold(Matches::default(), Matches::plus);
        let document = documents.entry(&sentence.document).or_default();
        *document = document.plus(all);
    }
    let all = kinds.iter().copied().fold(Matches::default(), Matches::plus);
    let documents = documents.into_values().map(|matches| vec![matches]).collect();
    Some(Score { kinds, all, documents })
}
