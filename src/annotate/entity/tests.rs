//! Names in short texts: what a user would look for first.

use super::Finder;
use super::recogniser::Recogniser;
use crate::annotate::{Annotator, Matcher, StandsFor, TypeCache};
use crate::codebook::Codebook;
use crate::gazetteer::Gazetteer;
use crate::segment::segment;
use crate::segment::tests::document;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(|| {
    let finder = Finder::new(Gazetteer::built_in(), Recogniser::built_in());
    Annotator::new(finder, Matcher::new(&Codebook::built_in()).expect("the built-in codebook compiles"))
});

/// Each mention as `surface = LABEL id-or-name`.
fn names(text: &str) -> Vec<String> {
    let document = document(text);
    let annotations =
        ANNOTATOR.annotate(&document, &segment(&document), &BTreeSet::new(), &mut TypeCache::new());
    let shown = annotations.mentions.iter().map(|mention| {
        let meant = match &mention.stands_for {
            StandsFor::Time(iso) => iso.to_string(),
            StandsFor::Thing(at) => {
                let referent = &annotations.referents[at.get()];
                let id = referent
                    .entity
                    .map(|entity| ANNOTATOR.finder().gazetteer().entity(entity).id.to_string());
                id.unwrap_or_else(|| referent.name.to_string())
            }
        };
        format!("{} = {} {meant}", document.slice(mention.span), mention.label)
    });
    shown.collect()
}

#[test]
fn a_state_in_the_genitive_and_its_ministry_are_two() {
    assert_eq!(
        names("We met China's Ministry of Public Security in Geneva on 7 January 2026."),
        [
            "China = STATE state:CHN",
            "Ministry of Public Security = GOV_BODY Ministry of Public Security",
            "Geneva = LOCATION location:geneva",
            "7 January 2026 = DATE 2026-01-07"
        ]
    );
}

#[test]
fn a_capital_is_its_state_only_where_it_acts() {
    assert_eq!(
        names("Beijing has promoted a model of its own. The talks were held in Beijing."),
        ["Beijing = STATE state:CHN", "Beijing = LOCATION location:beijing"]
    );
}

#[test]
fn an_acronym_stands_for_what_the_text_says() {
    let found = names("The Open Networks Alliance (ONA) met on Monday. Later ONA issued a statement.");
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.iter().all(|it| it.ends_with("Open Networks Alliance")), "{found:?}");
}

#[test]
fn a_known_coalition_and_its_letters_are_one() {
    let found =
        names("The Freedom Online Coalition (FOC) met. Members of the FOC agreed; the Coalition grew.");
    let id = "IGO igo:freedom-online-coalition";
    assert_eq!(
        found,
        [
            format!("Freedom Online Coalition = {id}"),
            format!("FOC = {id}"),
            format!("FOC = {id}"),
            format!("Coalition = {id}")
        ]
    );
}

#[test]
fn resolutions_have_numbers_and_years() {
    assert_eq!(
        names(
            "It recalled Security Council resolution 2254 (2015) and resolutions 242 (1967) and 338 (1973)."
        ),
        [
            "Security Council resolution 2254 (2015) = INSTRUMENT Security Council resolution 2254 (2015)",
            "resolutions 242 (1967) = INSTRUMENT resolutions 242 (1967)",
            "338 (1973) = INSTRUMENT 338 (1973)"
        ]
    );
}

#[test]
fn a_surname_stands_for_the_full_name_before() {
    let found = names("Mr. Tomas Verhaegen spoke first. Verhaegen thanked the hosts.");
    assert_eq!(found, ["Tomas Verhaegen = PERSON Tomas Verhaegen", "Verhaegen = PERSON Tomas Verhaegen"]);
}

#[test]
fn two_ways_to_write_an_unknown_name_are_one() {
    let found = names("The Republic of Tolvania joined. Tolvania signed; officials from Tolvania spoke.");
    assert_eq!(
        found,
        ["Republic of Tolvania = STATE Tolvania", "Tolvania = STATE Tolvania", "Tolvania = STATE Tolvania"]
    );
    let found = names("The Republic of France agreed. France signed.");
    assert_eq!(found, ["Republic of France = STATE state:FRA", "France = STATE state:FRA"]);
    let found = names("MARGARETA OLSVIK SPOKE. Margareta Olsvik spoke in Oslo.");
    assert_eq!(
        found[..2].iter().filter(|it| it.ends_with("PERSON Margareta Olsvik")).count(),
        2,
        "{found:?}"
    );
}

#[test]
fn peoples_carry_the_code_of_their_state() {
    let document = document("Russian officials spoke.");
    let annotations =
        ANNOTATOR.annotate(&document, &segment(&document), &BTreeSet::new(), &mut TypeCache::new());
    let [people] = &annotations.referents[..] else { panic!("{:?}", annotations.referents) };
    assert_eq!((people.entity, people.iso3.as_deref(), &*people.name), (None, Some("RUS"), "Russian"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_sorted_disjoint_mentions(
        text in "((the|The|of|and|in|Mr\\.|resolution|resolutions|session|second|United Nations|China's|Council|Ministry|Convention|on|Beijing|regime|Government|French|\\(|\\)|,|/|-|242|1967|May|A|FOC|Zorblax|é)( |-|\n|)){0,40}"
    ) {
        let document = document(&text);
        let segmentation = segment(&document);
        let annotations =
            ANNOTATOR.annotate(&document, &segmentation, &BTreeSet::new(), &mut TypeCache::new());
        let mut before = 0;
        for mention in &annotations.mentions {
            prop_assert!(mention.tokens.start >= before && mention.tokens.end > mention.tokens.start);
            before = mention.tokens.end;
            let sentence = &segmentation.sentences[mention.sentence.get()];
            prop_assert!(sentence.tokens.start <= mention.tokens.start && mention.tokens.end <= sentence.tokens.end);
            prop_assert!(!document.slice(mention.span).is_empty());
            if let StandsFor::Thing(at) = mention.stands_for {
                prop_assert!(at.get() < annotations.referents.len());
            }
        }
    }
}
