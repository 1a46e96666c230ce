//! Scores on labelled sentences, printed as totals.

use crate::named::{Known, Sentence, matches};
use normscope::annotate::{NameKind, Recogniser};
use normscope::stats::agreement::Matches;
use std::collections::BTreeMap;

fn total(recogniser: &Recogniser, sentences: &[&Sentence]) -> [Matches; 3] {
    let mut known = Known::default();
    let mut totals = [Matches::default(); 3];
    for sentence in sentences {
        let found = matches(recogniser, sentence, &mut known);
        totals.iter_mut().zip(found).for_each(|(total, found)| *total = total.plus(found));
    }
    totals
}

fn line(matches: Matches) -> String {
    let cell = |value: Option<f64>| value.map_or_else(|| "   –".to_owned(), |value| format!("{value:.4}"));
    let n_gold = matches.true_positives + matches.false_negatives;
    format!("{} / {} / {} ({n_gold})", cell(matches.precision()), cell(matches.recall()), cell(matches.f1()))
}

/// Prints precision, recall, F1 and count of each kind and of all.
pub fn print(recogniser: &Recogniser, name: &str, sentences: &[Sentence]) {
    let totals = total(recogniser, &sentences.iter().collect::<Vec<_>>());
    let all = totals[0].plus(totals[1]).plus(totals[2]);
    println!("{name}: all {}", line(all));
    for kind in NameKind::ALL {
        println!("    {} {}", kind.label(), line(totals[kind.number()]));
    }
}

/// Prints the score of each source.
pub fn by_source(recogniser: &Recogniser, sentences: &[Sentence]) {
    let mut sources: BTreeMap<&str, Vec<&Sentence>> = BTreeMap::new();
    for sentence in sentences {
        let source = sentence.source.split('/').next().unwrap_or_default();
        sources.entry(source).or_default().push(sentence);
    }
    for (source, sentences) in sources {
        let totals = total(recogniser, &sentences);
        println!("    {source}: {}", line(totals[0].plus(totals[1]).plus(totals[2])));
    }
}
