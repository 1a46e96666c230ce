//! Positions under every choice: the usual one is among them, and says what the other files say.

use super::run::analyzed;
use normscope::report::wire::{CorpusSummary, DocumentRow, MultiverseRow};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn rows(run: &Path) -> Vec<MultiverseRow<'static>> {
    let text = fs::read_to_string(run.join("multiverse.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn is_usual(row: &MultiverseRow<'_>) -> bool {
    row.voice == "author" && row.evidence == "weights" && row.smoothing == 0.5
}

#[test]
fn the_usual_choice_gives_the_position_of_every_document() {
    let (_home, run) = analyzed(&["--multiverse", "--by", "genre"]);
    let rows = rows(&run);
    let usual: BTreeMap<&str, &MultiverseRow<'_>> = rows
        .iter()
        .filter(|row| is_usual(row))
        .filter_map(|row| Some((row.doc_id.as_deref()?, row)))
        .collect();
    let documents = fs::read_to_string(run.join("documents.jsonl")).unwrap();
    for line in documents.lines() {
        let document: DocumentRow<'_> = serde_json::from_str(line).unwrap();
        let row = usual[&*document.doc_id];
        match document.framing.author.position.value {
            Some(position) => {
                assert!((row.position.unwrap() - position).abs() < 1e-12, "{}", document.doc_id)
            }
            None => assert_eq!(row.position, None, "{}", document.doc_id),
        }
    }
    let n_choices = rows.iter().filter(|row| row.doc_id.is_none() && row.group.is_none()).count();
    assert_eq!(n_choices, 2 * 4 * 3, "voices, evidence, smoothing");
    assert_eq!(rows.len() % n_choices, 0, "every document and group has every choice");
}

#[test]
fn the_usual_choice_gives_the_position_and_interval_of_the_corpus() {
    let (_home, run) = analyzed(&["--multiverse"]);
    let rows = rows(&run);
    let row = rows.iter().find(|row| is_usual(row) && row.doc_id.is_none()).unwrap();
    let corpus = fs::read_to_string(run.join("corpus.json")).unwrap();
    let corpus: CorpusSummary<'_> = serde_json::from_str(&corpus).unwrap();
    let position = &corpus.all.pooled.position;
    let interval = position.interval.as_ref().unwrap();
    assert!((row.position.unwrap() - position.value.unwrap()).abs() < 1e-12);
    let apart = (row.lo.unwrap() - interval.lo).abs().max((row.hi.unwrap() - interval.hi).abs());
    assert!(apart < 0.05 * (interval.hi - interval.lo), "the same documents drawn by another seed");
}

#[test]
fn nobody_who_does_not_ask_gets_the_table() {
    let (_home, run) = analyzed(&[]);
    assert!(!run.join("multiverse.jsonl").exists());
}
