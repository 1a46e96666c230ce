//! Who says what, on sentences of our own.

use super::*;
use crate::annotate::{Annotator, Finder, Matcher, Recogniser};
use crate::codebook::Codebook;
use crate::segment::segment;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::LazyLock;

static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(|| {
    let finder = Finder::new(Gazetteer::built_in(), Recogniser::built_in());
    Annotator::new(finder, Matcher::new(&Codebook::built_in()).expect("the built-in codebook compiles"))
});

/// Each attribution as `kind: source / cue / content`, parts joined by `…`; `=` and the holder behind the source.
fn said(text: &str, issuer: Option<&str>) -> String {
    let mut document = Document::of_text("t", text);
    document.metadata.issuer = issuer.map(str::to_owned);
    let segmentation = segment(&document);
    let counted: BTreeSet<BlockKind> = BlockKind::ALL.into_iter().collect();
    let found = ANNOTATOR.annotate(&document, &segmentation, &counted, &mut TypeCache::new());
    let mut out = String::new();
    for it in &found.attributions {
        let parts = |spans: &[Span]| spans.iter().map(|it| it.slice(text)).collect::<Vec<_>>().join(" … ");
        let holder =
            it.holder.map_or_else(String::new, |at| format!(" = {}", found.referents[at.get()].name));
        let own = if it.is_author { " (author)" } else { "" };
        let (source, cue, content) = (parts(&it.source), parts(&it.cue), parts(&it.content));
        let _ = writeln!(out, "{}: {source}{holder}{own} / {cue} / {content}", it.kind.name());
    }
    out
}

#[test]
fn quotations_have_their_speakers() {
    assert_eq!(
        said("“The cable was cut at night,” Maria Lind said. “Nobody was told.”", None),
        "direct: Maria Lind = Maria Lind / said / “The cable was cut at night,” … “Nobody was told.”\n"
    );
    assert_eq!(
        said("“Nobody was told,” said Maria Lind, a lawyer in Oslo.", None),
        "direct: Maria Lind, a lawyer in Oslo = Maria Lind / said / “Nobody was told,”\n"
    );
}

#[test]
fn reported_speech_ends_with_its_clause() {
    assert_eq!(
        said("Observers said that the vote was fair, but the count took weeks.", None),
        "indirect: Observers / said / that the vote was fair\n"
    );
    assert_eq!(
        said("The vote, according to local observers, was fair.", None),
        "indirect: local observers / according to / The vote … was fair\n"
    );
}

#[test]
fn positions_are_held_by_those_who_promote_them() {
    assert_eq!(
        said("Beijing has promoted a model grounded in state sovereignty.", None),
        "ascribed: Beijing = China / has promoted / a model grounded in state sovereignty\n"
    );
    assert_eq!(
        said("The Kremlin’s view of the network is bleak.", None),
        "ascribed: The Kremlin’s = Russia / view / of the network is bleak\n"
    );
}

#[test]
fn the_author_may_speak_in_the_third_person() {
    assert_eq!(
        said("Norway supports an open network.", Some("NOR")),
        "ascribed: Norway = Norway (author) / supports / an open network\n"
    );
    assert_eq!(
        said("Norway supports an open network.", Some("SWE")),
        "ascribed: Norway = Norway / supports / an open network\n"
    );
    assert_eq!(said("We support an open network.", None), "");
}

#[test]
fn a_pronoun_is_resolved_where_one_person_can_be_meant() {
    assert!(
        said("Maria Lind came early. She said that the door was shut.", None).contains("She = Maria Lind")
    );
    let two = said("Maria Lind met Anna Berg. She said that the door was shut.", None);
    assert!(two.contains("indirect: She / said"), "{two}");
}

#[test]
fn what_nobody_said_is_nobodys() {
    for text in [
        "If the ministry claims that the net is safe, ask why.",
        "No one argues that the filter works.",
        "The United States and the state of the report were discussed.",
        "One’s view of the law may change.",
    ] {
        assert_eq!(said(text, None), "", "{text}");
    }
}

#[test]
fn single_words_in_quotation_marks_keep_their_distance() {
    assert_eq!(said("They speak of “digital order” a lot.", None), "scare:  /  / “digital order”\n");
    assert_eq!(said("She read “The Open Cable” twice.", None), "");
}

#[test]
fn those_who_answer_in_a_briefing_are_its_author() {
    let text = "MS. LIND: Good morning. We have nothing to add to what the ministry has written on the cable \
                yesterday, and we will publish the report as soon as we can.\n\nQ: Will it be cut?\n\n\
                MS. LIND: No, it will not.\n\nQ: Who decides?\n\nMS. LIND: Parliament does.";
    let all = said(text, None);
    assert!(all.contains("direct: MS. LIND (author) /  / No, it will not."), "{all}");
    assert!(all.contains("direct: Q /  / Will it be cut?"), "{all}");
}

#[test]
fn what_is_told_of_is_not_ascribed() {
    for text in [
        "The stations were active and expressed a wide variety of views.",
        "Villagers may report leaks to the council.",
        "The ministry did not report the number of leaks.",
        "The regime maintains its hold on the coast.",
        "Lind crossed the internationally recognised border.",
        "It was firm action to help counter attempts at fraud.",
        "The shop was searched in a process intended to find leaks.",
        "They built the house according to the wish of the heirs.",
        "The groups that oppose the dam were heard.",
    ] {
        assert_eq!(said(text, None), "", "{text}");
    }
}

#[test]
fn feelings_are_held() {
    assert_eq!(
        said("The voters are deeply concerned about the dam.", None),
        "ascribed: The voters / are deeply concerned / about the dam\n"
    );
    assert_eq!(said("We are concerned about the dam.", None), "");
}

#[test]
fn a_holder_may_stand_behind_the_noun() {
    assert_eq!(
        said("The paper tells of the wish of the Government of Benin to build a dam.", None),
        "ascribed: the Government of Benin = Benin / wish / to build a dam\n"
    );
}

#[test]
fn laws_forbid_and_no_author_does() {
    assert_eq!(said("The law bans private stations.", None), "ascribed: The law / bans / private stations\n");
    assert_eq!(said("The law prohibits torture.", None), "");
    assert_eq!(said("Although the law bans private stations, some are heard.", None), "");
    assert_eq!(
        said("Open Air The law bans private stations.", None),
        "ascribed: The law / bans / private stations\n"
    );
    assert!(said("The law bans private stations.", Some("NOR")).contains("The law (author)"));
}

#[test]
fn the_author_is_known_again() {
    let again = said("Norway insists on its claim that the sea is free.", Some("NOR"));
    assert!(again.contains("its (author) / claim"), "{again}");
    let state = said("The Government supports the dam.", Some("NOR"));
    assert!(state.contains("(author)"), "{state}");
    let ministry = said("The Government supports the dam.", Some("NOR (Ministry of Fish)"));
    assert!(!ministry.contains("(author)"), "{ministry}");
    let own = said(
        "We wrote in our letter of May: “The sea is free for all who sail on it in peace and good faith.”",
        None,
    );
    assert!(own.contains("(author)"), "{own}");
}
