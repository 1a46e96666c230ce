//! Every row of the tables in `docs/codebook.md`, on text.

use super::fixture::{annotate, block, codebook, entry, found, surfaces};

#[test]
fn words_of_a_row_may_be_parted_by_space_line_break_or_hyphen() {
    let text =
        "press freedom, Press\nfreedom, press-freedom, press–freedom; press and freedom, press, freedom";
    let expected = ["press freedom", "Press/freedom", "press-freedom", "press–freedom"];
    assert_eq!(surfaces("press freedom", "", &text.replace(", ", "; ")), expected);
    assert_eq!(surfaces("press freedom", "", "The press - freedom is lost."), [""; 0]);
    assert_eq!(surfaces("press freedom", "", "He met the press. Freedom followed."), [""; 0]);
}

#[test]
fn hyphenated_words_match_apart_and_as_one() {
    let text = "non-interference; non interference; noninterference; non - interference";
    assert_eq!(
        surfaces("non-interference", "", text),
        ["non-interference", "non interference", "noninterference"]
    );
}

#[test]
fn apostrophes_of_every_kind_match() {
    let text = "women's rights; women’s rights; womens rights; Womenʼs rights";
    assert_eq!(surfaces("women's rights", "", text).len(), 4);
    assert_eq!(
        surfaces("citizens rights", "match = \"exact\"", "citizens’ rights; citizens' rights").len(),
        2
    );
    assert_eq!(surfaces("citizen's rights", "", "the citizens' rights").len(), 1);
}

#[test]
fn groups_match_any_alternative_and_may_be_optional() {
    let text = "press freedom; freedom of press; freedom of the press; freedom of a press";
    assert_eq!(
        surfaces("(press freedom|freedom of (the)? press)", "", text),
        ["press freedom", "freedom of press", "freedom of the press"]
    );
}

#[test]
fn stars_stand_for_letters_or_for_a_word() {
    let text = "censorship; censors; multistakeholder; stakeholders; regulation; reputations";
    assert_eq!(surfaces("censor*", "", text), ["censorship", "censors"]);
    assert_eq!(surfaces("*stakeholder", "", text), ["multistakeholder"]);
    assert_eq!(surfaces("re*ation", "", text), ["regulation"]);
    let text = "rights of all persons; rights of persons; rights of the said persons";
    assert_eq!(surfaces("rights of * persons", "", text), ["rights of all persons"]);
}

#[test]
fn gaps_skip_words_and_commas_but_no_boundary() {
    let text = "restrict, block or tax speech; restrict speech; restrict one two three four speech";
    assert_eq!(
        surfaces("restrict <3> speech", "", text),
        ["restrict, block or tax speech", "restrict speech"]
    );
    assert_eq!(surfaces("restrict <3> speech", "", "They restrict trade; speech is free."), [""; 0]);
    assert_eq!(surfaces("restrict <3> speech", "", "They restrict it. Speech is free."), [""; 0]);
}

#[test]
fn lists_match_any_item() {
    let text = "rights of users; rights of civil society; rights of a journalist; rights of kings";
    assert_eq!(
        surfaces("rights of (a)? {persons}", "", text),
        ["rights of users", "rights of civil society", "rights of a journalist"]
    );
}

#[test]
fn tildes_and_equals_signs_widen_and_narrow_one_word() {
    let text = "promote; promotes; promoted; promoting; promotion";
    assert_eq!(surfaces("promote~", "match = \"exact\"", text).len(), 4);
    let text = "authorises; authorized; authorizing; authority";
    assert_eq!(surfaces("authori*e~", "", text).len(), 3);
    assert_eq!(surfaces("=states", "", "states; state; states'"), ["states", "states"]);
}

#[test]
fn expressions_match_whole_words() {
    assert_eq!(
        surfaces("/\\d+th/ amendment", "", "the 14th Amendment; the xth amendment"),
        ["14th Amendment"]
    );
}

#[test]
fn a_written_comma_is_optional_and_an_unwritten_one_parts() {
    let text = "economic, social and cultural rights; economic social and cultural rights";
    assert_eq!(surfaces("economic, social and cultural rights", "", text).len(), 2);
    assert_eq!(surfaces("economic social and cultural rights", "", text).len(), 1);
}

#[test]
fn matching_is_as_free_as_the_entry_says() {
    let text = "right; rights; right's; rightly";
    assert_eq!(surfaces("right", "match = \"exact\"", text), ["right"]);
    assert_eq!(surfaces("right", "", text), ["right", "rights", "right's"]);
    let text = "regulate; regulation; regulators; regular";
    assert_eq!(surfaces("regulation", "match = \"stem\"", text), ["regulate", "regulation", "regulators"]);
}

#[test]
fn words_broken_over_a_line_end_are_mended() {
    let text = "The sover-\neignty of users and self-\ndetermination.";
    assert_eq!(surfaces("sovereignty", "", text), ["sover-/eignty"]);
    assert_eq!(surfaces("sovereignty of {persons}", "", text), ["sover-/eignty of users"]);
    assert_eq!(surfaces("self-determination", "", text), ["self-/determination"]);
    assert_eq!(surfaces("time-honoured", "", "our time- honoured ways"), ["time- honoured"]);
}

#[test]
fn conditions_look_before_behind_and_around() {
    let text = "The state must restrict speech today.";
    let verdict = |keys: &str| found(&codebook(&entry("x", "speech", keys)), text).join("");
    assert_eq!(verdict("requires = [{ before = \"state\", within = 2 }]"), "x: speech");
    assert_eq!(verdict("requires = [{ before = \"state\", within = 1 }]"), "x: speech (context-missing)");
    assert_eq!(verdict("requires = [{ before = \"restrict\", within = 0 }]"), "x: speech");
    assert_eq!(verdict("requires = [{ after = \"today\" }]"), "x: speech");
    assert_eq!(verdict("requires = [{ after = \"state\" }]"), "x: speech (context-missing)");
    assert_eq!(verdict("unless = [{ near = [\"tomorrow\", \"state\"] }]"), "x: speech (excluded-by-context)");
    assert_eq!(verdict("unless = [{ sentence = \"speech\" }]"), "x: speech");
    assert_eq!(verdict("requires = [{ sentence = \"the state\" }]"), "x: speech");
    let either = "requires = [{ after = \"state\" }, { sentence = \"today\" }]";
    assert_eq!(verdict(either), "x: speech");
}

#[test]
fn the_look_of_a_hit_can_be_asked_for() {
    let verdict = |case: &str, text: &str| {
        let keys = format!("requires = [{{ case = {case:?} }}]");
        found(&codebook(&entry("x", "golden shield", &keys)), text).join("")
    };
    assert_eq!(verdict("title", "The Golden Shield stands."), "x: Golden Shield");
    assert_eq!(verdict("title", "The golden shield stands."), "x: golden shield (context-missing)");
    assert_eq!(verdict("upper", "The GOLDEN SHIELD stands."), "x: GOLDEN SHIELD");
    assert_eq!(verdict("lower", "Golden shield makers met."), "x: Golden shield");
    assert_eq!(verdict("lower", "Golden Shield makers met."), "x: Golden Shield (context-missing)");
}

#[test]
fn masks_hide_what_they_overlap_but_not_what_exceeds_them() {
    let blocks = entry("rights", "human rights", "")
        + &block("mask", "council", "human rights council")
        + &entry("capture", "capture of the human rights council", "");
    let codebook = codebook(&blocks);
    assert_eq!(
        found(&codebook, "The Human Rights Council met."),
        ["rights: Human Rights (masked)", "council: Human Rights Council (not-evidence)"]
    );
    assert_eq!(
        found(&codebook, "They fear capture of the Human Rights Council."),
        [
            "capture: capture of the Human Rights Council",
            "rights: Human Rights (masked)",
            "council: Human Rights Council (not-evidence)"
        ]
    );
}

#[test]
fn the_first_then_the_longest_then_the_heavier_wins() {
    let blocks = entry("light", "free speech", "weight = 0.5")
        + &entry("heavy", "free speech", "weight = 0.9")
        + &entry("long", "free speech online", "weight = 0.1")
        + &entry("late", "online speech", "");
    let codebook = codebook(&blocks);
    assert_eq!(
        found(&codebook, "Free speech online speech."),
        [
            "light: Free speech (overlapped)",
            "heavy: Free speech (overlapped)",
            "long: Free speech online",
            "late: online speech (overlapped)"
        ]
    );
    assert_eq!(found(&codebook, "Free speech."), ["light: Free speech (overlapped)", "heavy: Free speech"]);
}

#[test]
fn a_match_that_fails_its_conditions_hides_nothing() {
    let blocks = entry("long", "free speech zone", "unless = [{ sentence = \"campus\" }]")
        + &entry("short", "free speech", "");
    assert_eq!(
        found(&codebook(&blocks), "The campus has a free speech zone."),
        ["long: free speech zone (excluded-by-context)", "short: free speech"]
    );
}

#[test]
fn an_entry_counts_once_in_a_clause() {
    let codebook = codebook(&entry("privacy", "privacy", ""));
    let text = "Privacy, privacy and privacy; privacy but privacy – privacy.";
    let counted = |text: &str| {
        let (_, annotations) = annotate(&codebook, text);
        annotations.hits.iter().map(|hit| hit.verdict.counts()).collect::<Vec<_>>()
    };
    assert_eq!(counted(text), [true, false, false, true, true, true]);
    assert_eq!(counted("Privacy. Privacy."), [true, true]);
}

#[test]
fn contested_terms_stay_unresolved_unless_something_longer_takes_them() {
    let blocks = block("contested", "security", "security") + &entry("user", "security of users", "");
    let codebook = codebook(&blocks);
    assert_eq!(found(&codebook, "Security first."), ["security: Security (unresolved)"]);
    assert_eq!(
        found(&codebook, "The security of users first."),
        ["security: security (overlapped)", "user: security of users"]
    );
}

#[test]
fn cues_are_kept_apart_and_never_compete() {
    let blocks = block("cue", "no", "no (free)?") + &entry("speech", "free speech", "");
    let codebook = codebook(&blocks);
    let (_, annotations) = annotate(&codebook, "There is no free speech.");
    assert_eq!((annotations.hits.len(), annotations.cues.len()), (1, 1));
    assert_eq!(found(&codebook, "There is no free speech.")[1], "no: no free (not-evidence)");
}
