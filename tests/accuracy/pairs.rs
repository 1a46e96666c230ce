//! Minimal pairs of our own: sentences that differ in what one rule of CODEBOOK §6 or §7 looks at.
//!
//! A row holds the rule, the sentence, and its frame, voice, holder and stance. V6 (zones of a document) cannot be
//! shown in one sentence and is tested with the kinds of block.

use normscope::codebook::Codebook;
use normscope::pipeline::Engine;
use normscope::validate::{SentenceReader, class_name, is_same_holder};
use std::collections::BTreeMap;

const PAIRS: &str = include_str!("data/minimal_pairs.tsv");

/// A sentence and what it must be read as.
struct Row<'t> {
    rule: &'t str,
    sentence: &'t str,
    frame: &'t str,
    voice: &'t str,
    holder: &'t str,
    stance: &'t str,
}

fn rows() -> impl Iterator<Item = Row<'static>> {
    PAIRS.lines().skip(1).map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[rule, sentence, frame, voice, holder, stance] = fields.as_slice() else {
            panic!("{line:?} has not six fields");
        };
        Row { rule, sentence, frame, voice, holder, stance }
    })
}

#[test]
fn frames_and_stances_of_minimal_pairs_are_read() {
    let codebook = Codebook::built_in();
    let mut reader = SentenceReader::new(&codebook, Engine::Rules).expect("the built-in codebook compiles");
    let mut failures = Vec::new();
    for row in rows() {
        let read = reader.read(row.sentence);
        let frame = class_name(&codebook, &read.frames);
        let stance = read.stance().map_or("-", |stance| stance.name());
        if (frame.as_str(), stance) != (row.frame, row.stance) {
            let wanted = format!("{} {}", row.frame, row.stance);
            failures.push(format!("{}: {:?}: {frame} {stance}, not {wanted}", row.rule, row.sentence));
        }
    }
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

#[test]
fn voices_and_holders_of_minimal_pairs_are_read() {
    let codebook = Codebook::built_in();
    let mut reader = SentenceReader::new(&codebook, Engine::Rules).expect("the built-in codebook compiles");
    let mut wrong = Vec::new();
    for row in rows() {
        let read = reader.read(row.sentence);
        let holder = read.holder.as_deref().unwrap_or("-");
        let is_right =
            read.voice.name() == row.voice && (holder == row.holder || is_same_holder(holder, row.holder));
        if !is_right {
            let found = format!("{} {holder}, not {} {}", read.voice.name(), row.voice, row.holder);
            wrong.push(format!("{}: {:?}: {found}", row.rule, row.sentence));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_pair() {
    let mut n: BTreeMap<&str, usize> = BTreeMap::new();
    rows().for_each(|row| *n.entry(row.rule).or_default() += 1);
    let rules = (1..=11).map(|rule| format!("P{rule}")).chain((1..=5).map(|rule| format!("V{rule}")));
    for rule in rules {
        assert!(n.get(rule.as_str()).is_some_and(|&n| n >= 2), "{rule} has no pair");
    }
}
