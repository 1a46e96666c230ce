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

/// Sentences whose voice or holder is still read wrongly. A rule that mends one takes it off this list; none may be
/// added.
const NOT_YET: &[&str] = &[
    "There were no reports that reporters were censored.",
    "The council condemned the internet shutdown in the valley.",
    "The council condemned the violation of our territorial integrity.",
    "The union condemned real-name registration.",
    "Officials invoke national sovereignty to justify internet shutdowns.",
    "Villagers deplore the lack of freedom of assembly.",
    "They reject the offer, and we uphold state sovereignty.",
    "The league rejects racism while it defends territorial integrity.",
    "Beijing's model rests on cyber sovereignty.",
    "The Kremlin's view is that state sovereignty extends to cables.",
    "The resolution reads: \"Everyone has the right to privacy.\"",
    "The minister said the cables were old, and we demand freedom of expression.",
];

#[test]
fn voices_and_holders_of_minimal_pairs_are_read() {
    let codebook = Codebook::built_in();
    let mut reader = SentenceReader::new(&codebook, Engine::Rules).expect("the built-in codebook compiles");
    let (mut wrong, mut mended) = (Vec::new(), Vec::new());
    for row in rows() {
        let read = reader.read(row.sentence);
        let holder = read.holder.as_deref().unwrap_or("-");
        let is_right =
            read.voice.name() == row.voice && (holder == row.holder || is_same_holder(holder, row.holder));
        match (is_right, NOT_YET.contains(&row.sentence)) {
            (false, false) => {
                let found = format!("{} {holder}, not {} {}", read.voice.name(), row.voice, row.holder);
                wrong.push(format!("{}: {:?}: {found}", row.rule, row.sentence));
            }
            (true, true) => mended.push(row.sentence),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert!(mended.is_empty(), "read rightly now, take them off the list:\n{}\n", mended.join("\n"));
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
