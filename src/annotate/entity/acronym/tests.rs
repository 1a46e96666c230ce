use super::*;
use crate::segment::segment;
use crate::segment::tests::document;
use proptest::prelude::*;
use std::sync::LazyLock;

static LISTS: LazyLock<DefinitionWords> = LazyLock::new(DefinitionWords::built_in);

/// The definitions of a text as they are written.
fn defined(text: &str) -> Vec<(String, String)> {
    let document = document(text);
    let parts = segment(&document);
    let words = Words::new(&document, &parts, &LISTS);
    let written = |range| words.surfaces(range).to_owned();
    definitions(&document, &parts, &LISTS)
        .into_iter()
        .map(|it| (written(it.short), written(it.long)))
        .collect()
}

/// Each text defines exactly its short form as its long form.
fn hold(cases: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for &(text, short, long) in cases {
        let found = defined(text);
        if found != [(short.to_owned(), long.to_owned())] {
            wrong.push(format!("{text}\n    wanted {short} = {long}\n    found  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn short_forms_in_brackets_follow_their_long_forms() {
    hold(&[
        ("Members of the Freedom Online Coalition (FOC) met.", "FOC", "Freedom Online Coalition"),
        ("Members of the Freedom Online Coalition (the FOC) met.", "FOC", "Freedom Online Coalition"),
        ("Members of the Freedom Online Coalition (“FOC”) met.", "FOC", "Freedom Online Coalition"),
        ("Members of the “Freedom Online Coalition” (FOC) met.", "FOC", "Freedom Online Coalition"),
        ("It monitors the Sustainable Development Goals (SDGs).", "SDGs", "Sustainable Development Goals"),
        ("Camps host internally displaced persons (IDPs).", "IDPs", "internally displaced persons"),
        ("We thank the Group of Seven (G7) and its guests.", "G7", "Group of Seven"),
        (
            "The Department of Posts & Telegraphs (DoPT) denied it.",
            "DoPT",
            "Department of Posts & Telegraphs",
        ),
        ("A Memorandum of Understanding (MoU) was signed.", "MoU", "Memorandum of Understanding"),
        ("The African Development Bank (AfDB) lends.", "AfDB", "African Development Bank"),
        ("Every Internet service provider [ISP] complied.", "ISP", "Internet service provider"),
        (
            "Disarmament, demobilization and reintegration (DDR) began.",
            "DDR",
            "Disarmament, demobilization and reintegration",
        ),
        ("The Responsibility to Protect (R2P) was debated.", "R2P", "Responsibility to Protect"),
    ]);
}

#[test]
fn letters_come_from_inside_words_and_small_words_are_passed_over() {
    hold(&[
        (
            "The United Nations Educational, Scientific and Cultural Organization (UNESCO) agreed.",
            "UNESCO",
            "United Nations Educational, Scientific and Cultural Organization",
        ),
        (
            "Talks in the Association of Southeast Asian Nations (ASEAN) stalled.",
            "ASEAN",
            "Association of Southeast Asian Nations",
        ),
        (
            "The Office of the United Nations High Commissioner for Human Rights (OHCHR) reports.",
            "OHCHR",
            "Office of the United Nations High Commissioner for Human Rights",
        ),
        ("The Non-Aligned Movement (NAM) objected.", "NAM", "Non-Aligned Movement"),
        (
            "The Entity, formally the United Nations Entity for Gender Equality and the Empowerment of Women (UN-Women), spoke.",
            "UN-Women",
            "United Nations Entity for Gender Equality and the Empowerment of Women",
        ),
    ]);
}

#[test]
fn marks_inside_a_name_do_not_end_it() {
    hold(&[
        ("The Firearms (Amendment) Act (FAA) passed.", "FAA", "Firearms (Amendment) Act"),
        ("The Tolvanian Journalists’ Union (TJU) struck.", "TJU", "Tolvanian Journalists’ Union"),
        (
            "The Committee on Global Geospatial Information Management (UN-GGIM) met.",
            "UN-GGIM",
            "Global Geospatial Information Management",
        ),
        ("The state's Karsovian People’s Party (EKRE) won.", "EKRE", "Karsovian People’s Party"),
    ]);
}

#[test]
fn a_bracket_of_several_defines_only_what_fits() {
    assert_eq!(defined("The Freedom Online Coalition (FOC, USA) met.").len(), 1);
    assert_eq!(defined("Chef, Author and Advocate, (Berkeley, CA) spoke."), []);
    let found = defined("The workers' party (Partia Punës, PP) won.");
    assert_eq!(found, [("PP".to_owned(), "Partia Punës".to_owned())]);
}

#[test]
fn acronyms_of_another_language_take_the_name_of_the_body() {
    hold(&[
        (
            "Troops of the United Nations Stabilization Mission in Haiti (MINUSTAH) left.",
            "MINUSTAH",
            "United Nations Stabilization Mission in Haiti",
        ),
        (
            "Police searched the National Anticorruption Foundation (FBK) again.",
            "FBK",
            "National Anticorruption Foundation",
        ),
    ]);
}

#[test]
fn acronyms_may_hold_words_signs_and_left_over_letters() {
    hold(&[
        (
            "The United Nations Open Networks Programme (UN-Openet) met.",
            "UN-Openet",
            "United Nations Open Networks Programme",
        ),
        (
            "The Press Freedom Unit for Tolvania (PFU-Tolvania) met.",
            "PFU-Tolvania",
            "Press Freedom Unit for Tolvania",
        ),
        ("We read Open Network Data (OND-based) twice.", "OND-based", "Open Network Data"),
        ("They began reducing network disruptions (RND+) early.", "RND+", "reducing network disruptions"),
        ("The Operation in Tolvania I (OIT I) ended.", "OIT I", "Operation in Tolvania I"),
        ("Programmes are paid from Other resources (OR).", "OR", "Other resources"),
        ("They asked for national network observers (NNOx).", "NNOx", "national network observers"),
        (
            "The Administrative Committee of the 1958 Agreement (AC.1) met.",
            "AC.1",
            "Administrative Committee of the 1958 Agreement",
        ),
        ("The Tolvanian Press Lawyers (ATPA) met.", "ATPA", "Tolvanian Press Lawyers"),
    ]);
    for text in ["It is held in Conference Room D (NLB).", "We meet the Tolvanian Press Lawyers (ROME)."] {
        assert_eq!(defined(text), [], "{text}");
    }
}

#[test]
fn the_long_form_may_stand_in_the_bracket() {
    hold(&[
        ("The FOC (Freedom Online Coalition) met.", "FOC", "Freedom Online Coalition"),
        (
            "The ITU (the International Telecommunication Union) met.",
            "ITU",
            "International Telecommunication Union",
        ),
    ]);
}

#[test]
fn definitions_need_no_bracket() {
    hold(&[
        ("The FOC, the Freedom Online Coalition, met.", "FOC", "Freedom Online Coalition"),
        ("The Freedom Online Coalition, or FOC, met.", "FOC", "Freedom Online Coalition"),
        ("The Freedom Online Coalition, known as the FOC, met.", "FOC", "Freedom Online Coalition"),
        ("Note: FOC = Freedom Online Coalition.", "FOC", "Freedom Online Coalition"),
    ]);
}

#[test]
fn one_bracket_may_hold_several() {
    let found = defined("The International Telecommunication Union (ITU or the Union) met.");
    let long = "International Telecommunication Union".to_owned();
    assert_eq!(found, [("ITU".to_owned(), long.clone()), ("Union".to_owned(), long)]);
}

#[test]
fn names_are_shortened_to_their_words() {
    hold(&[
        (
            "The Mission on Open Networks (hereinafter \"the Mission\") reported.",
            "Mission",
            "Mission on Open Networks",
        ),
        ("The Charter of Digital Rights (“the Charter”) applies.", "Charter", "Charter of Digital Rights"),
    ]);
}

#[test]
fn other_brackets_define_nothing() {
    for text in [
        "General Assembly resolution 1514 (XV) was recalled.",
        "Security Council resolution 2254 (2015) was recalled.",
        "The Minister for Foreign Affairs (France) spoke.",
        "The report of the Secretary-General (S/25704) was noted.",
        "He spoke to reporters in Washington (DC) today.",
        "Article 19 (a) applies.",
        "The meeting (in Paris) ended.",
        "The envoy, Mr. Tolan Reyes (USA), left.",
        "The CEO, the chief of the company, left.",
        "Members are France, Germany, UK, and the United States.",
        "The city hosted TOLV, the TOLV conference.",
        "()",
        "((((",
        "(FOC",
        "(FOC)",
    ] {
        assert_eq!(defined(text), [], "{text}");
    }
}

/// Everything the room promises.
fn check(text: &str) {
    let document = document(text);
    let parts = segment(&document);
    let mut last = 0;
    for found in definitions(&document, &parts, &LISTS) {
        assert!(found.short.start >= last && !found.short.is_empty() && !found.long.is_empty());
        assert!(found.short.end <= found.long.start || found.long.end <= found.short.start);
        let whole = found.short.start.min(found.long.start)..found.short.end.max(found.long.end);
        let holds = |tokens: &Range<usize>| tokens.start <= whole.start && whole.end <= tokens.end;
        assert!(parts.sentences.iter().any(|sentence| holds(&sentence.tokens)));
        last = found.short.end;
    }
}

proptest! {
    #[test]
    fn any_text_keeps_the_promises(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn anything_like_definitions_keeps_the_promises(
        text in "(Freedom|Online|Coalition|of|the|and|FOC|UN-Women|G-7|PDD-68|SDGs|hereinafter|or|7|[A-Z]{1,5}|[(),;:=.“”\"/&-]|[ ]|İ|é){0,60}"
    ) {
        check(&text);
    }
}

#[test]
fn ten_thousand_brackets_are_no_trouble() {
    for piece in ["(", "(FOC) ", "A B C D E F (ABCDEF) ", "FOC, the ", "(A, B, C, D)", "[("] {
        check(&piece.repeat(10_000));
    }
}
