//! The rules of stance on sentences of a small codebook.

use crate::annotate::TermHit;
use crate::annotate::term::fixture::{annotate, block, codebook, entry};
use crate::codebook::{Codebook, Contrast};

/// Goods and harms of both frames, a practice of each, a contested term, and a cue of each kind that turns something.
fn small() -> Codebook {
    let state = |id: &str, pattern: &str, keys: &str| {
        format!("[[entry]]\nid = {id:?}\nfamily = \"S1\"\npattern = {pattern:?}\n{keys}\n")
    };
    let cue = |kind: &str, pattern: &str| {
        format!("[[cue]]\nid = \"{kind}\"\nkind = \"{kind}\"\npattern = {pattern:?}\n")
    };
    let entries = [
        entry("speech", "free speech", ""),
        entry("shutdown", "shutdown", "dimension = \"violation\"\nturned = \"S1\""),
        state("security", "national security", ""),
        state("licence", "licences", "turned = \"R1\""),
        state("ground", "for public order", "dimension = \"justification\""),
        block("contested", "openness", "openness"),
    ];
    let cues = [
        cue("condemn", "(condemn|reject)"),
        cue("negate", "(not|no|prohibits)"),
        cue("not-only", "not only"),
        cue("withdraw", "no longer"),
        cue("pretext", "(no excuse|under the guise of)"),
        cue("distance", "so-called"),
        cue("mention", "the term"),
        cue("lack", "lack of"),
        cue("subordinate", "at the expense of"),
        cue("limit", "must be limited"),
        cue("modal", "must"),
        cue("own", "(we|our)"),
        cue("describe", "(the law|there was no)"),
    ];
    let mut codebook = codebook(&(entries.concat() + &cues.concat()));
    let [positive, negative] = [0, 1].map(|family| codebook.families[family].frame);
    codebook.contrast = Some(Contrast { positive, negative });
    codebook
}

/// Each counted or mentioned hit as `entry stance`.
fn stances(text: &str) -> Vec<String> {
    let codebook = small();
    let (_, annotations) = annotate(&codebook, text);
    let shown = |hit: &TermHit| {
        let stance = if hit.verdict.counts() { hit.stance.name() } else { hit.verdict.why_not()? };
        Some(format!("{} {stance}", codebook.entries[hit.entry.get()].id))
    };
    annotations.hits.iter().filter_map(shown).collect()
}

/// The family and dimension of the first hit that counts.
fn first_sense(text: &str) -> String {
    let codebook = small();
    let (_, annotations) = annotate(&codebook, text);
    let hit = annotations.hits.iter().find(|hit| hit.verdict.counts()).expect("a hit that counts");
    let sense = hit.sense.expect("what counts is evidence of something");
    format!("{} {} {}", codebook.families[sense.family.get()].id, sense.dimension.name(), hit.stance.name())
}

#[test]
fn denial_alone_turns_nothing() {
    assert_eq!(stances("There is not free speech."), ["speech endorse"]);
    assert_eq!(stances("It is not only free speech."), ["speech endorse"]);
    assert_eq!(stances("They deplore the lack of free speech."), ["speech endorse"]);
}

#[test]
fn what_is_withdrawn_is_reported() {
    assert_eq!(stances("Free speech is no longer a pillar."), ["speech report"]);
    assert_eq!(stances("They no longer support free speech."), ["speech report"]);
    assert_eq!(stances("It is no longer raining; they support free speech."), ["speech endorse"]);
}

#[test]
fn what_is_spoken_against_is_rejected_and_its_harms_are_not() {
    assert_eq!(stances("They reject national security."), ["security reject"]);
    assert_eq!(stances("They condemn the shutdown."), ["shutdown endorse"]);
    assert_eq!(stances("They condemn attacks on free speech."), ["speech endorse"]);
    assert_eq!(stances("They reject blocking for public order."), ["ground reject"]);
}

#[test]
fn a_pretext_is_rejected_before_and_behind_its_cue() {
    assert_eq!(stances("National security is no excuse."), ["security reject"]);
    assert_eq!(stances("It came under the guise of national security."), ["security reject"]);
    assert_eq!(stances("There is no excuse, but national security comes first."), ["security endorse"]);
}

#[test]
fn refused_limited_and_subordinated_terms_are_told_apart() {
    assert_eq!(stances("The so-called free speech of theirs."), ["speech reject"]);
    assert_eq!(stances("National security must be limited by judges."), ["security reject"]);
    assert_eq!(stances("Free speech must be limited by judges."), ["speech endorse"]);
    let both = ["security endorse", "speech report"];
    assert_eq!(stances("They seek national security at the expense of free speech."), both);
}

#[test]
fn facts_are_reported_unless_someone_takes_a_side() {
    assert_eq!(stances("The law protects free speech."), ["speech report"]);
    assert_eq!(stances("We want the law to protect free speech."), ["speech endorse"]);
    assert_eq!(stances("The law must protect free speech."), ["speech endorse"]);
    assert_eq!(stances("There was no shutdown."), ["shutdown report"]);
    assert_eq!(stances("The law brought a shutdown."), ["shutdown endorse"]);
}

#[test]
fn cues_govern_conjuncts_and_stop_at_contrasts_and_new_subjects() {
    let both = ["security reject", "speech reject"];
    assert_eq!(stances("They reject national security and free speech."), both);
    assert_eq!(stances("They reject it, but free speech matters."), ["speech endorse"]);
    assert_eq!(stances("They reject it, and we want free speech."), ["speech endorse"]);
}

#[test]
fn contested_words_that_are_talked_about_do_not_count() {
    assert_eq!(stances("They coined the term openness."), ["openness mentioned"]);
    assert_eq!(stances("They coined the term free speech."), ["speech endorse"]);
    assert_eq!(stances("Openness matters."), ["openness unresolved"]);
}

#[test]
fn owned_violations_and_condemned_practices_change_sides() {
    assert_eq!(first_sense("We ordered a shutdown for public order."), "S1 justification endorse");
    assert_eq!(first_sense("They ordered a shutdown for public order."), "R1 violation endorse");
    assert_eq!(first_sense("We condemn the shutdown for public order."), "R1 violation endorse");
    assert_eq!(first_sense("They reject licences."), "R1 violation endorse");
    assert_eq!(first_sense("They welcome licences."), "S1 affirmation endorse");
}
