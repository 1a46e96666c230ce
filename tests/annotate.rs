//! What `annotate` promises of any text, and agreement with a published dictionary look-up.

use normscope::annotate::{Annotations, Matcher, TermHit, TypeCache, Verdict};
use normscope::codebook::Codebook;
use normscope::document::{BlockKind, Document};
use normscope::segment::{Segmentation, segment};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

fn document(text: &str) -> Document {
    Document::of_text("test", text)
}

fn annotate(matcher: &Matcher, text: &str, cache: &mut TypeCache) -> (Segmentation, Annotations) {
    let document = document(text);
    let segmentation = segment(&document);
    let counted: BTreeSet<BlockKind> = BlockKind::ALL.into_iter().collect();
    let annotations = matcher.annotate(&document, &segmentation, &counted, cache);
    (segmentation, annotations)
}

/// A codebook of few words and every kind of pattern, so that random texts meet it often.
fn tangle() -> Codebook {
    let text = r#"
        id = "tangle"
        version = "1"
        frame = [{ id = "f", name = "f" }]
        family = [{ id = "F", frame = "f", name = "F" }]
        lists = { letters = ["a", "b", "a b"] }
        entry = [
            { id = "row", family = "F", pattern = "a b" },
            { id = "gap", family = "F", pattern = "a <2> c", weight = 0.5 },
            { id = "any", family = "F", pattern = ["a * b", "c* b"] },
            { id = "list", family = "F", pattern = "{letters} c", unless = [{ before = "b" }] },
            { id = "joined", family = "F", pattern = "a-b-c", requires = [{ near = "c" }] },
            { id = "comma", family = "F", pattern = "b, (a)? c", requires = [{ case = "lower" }] },
        ]
        contested = [{ id = "open", pattern = "b" }, { id = "open two", pattern = "b c" }]
        mask = [{ id = "mask", pattern = "c a" }]
        cue = [{ id = "cue", kind = "negate", pattern = "(a|c) b" }]
    "#;
    Codebook::from_toml("tangle.toml", text).expect("a codebook")
}

/// Checks what the layer promises.
fn check(text: &str, segmentation: &Segmentation, annotations: &Annotations) {
    let by_start = |hits: &[TermHit]| hits.is_sorted_by_key(|hit| (hit.span.start(), hit.entry));
    assert!(by_start(&annotations.hits) && by_start(&annotations.cues), "sorted");
    let mut covered = 0;
    for hit in annotations.hits.iter().chain(&annotations.cues) {
        let tokens = &segmentation.tokens[hit.tokens.clone()];
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { panic!("an empty hit") };
        assert_eq!(hit.span, first.span.cover(last.span), "whole tokens");
        let sentence = &segmentation.sentences[hit.sentence.get()];
        assert!(sentence.span.contains(hit.span), "within a sentence");
        assert!(!hit.span.slice(text).is_empty(), "in bounds");
    }
    for hit in annotations.hits.iter().filter(|hit| hit.verdict.counts()) {
        assert!(hit.span.start() >= covered, "one counted hit a byte");
        covered = hit.span.end();
    }
    assert!(annotations.cues.iter().all(|cue| !cue.verdict.counts()), "cues never count");
}

proptest! {
    #[test]
    fn any_text_keeps_the_promises_twice(text in "\\PC*") {
        let matcher = Matcher::new(&tangle()).expect("compiles");
        let mut cache = TypeCache::new();
        let (segmentation, first) = annotate(&matcher, &text, &mut cache);
        check(&text, &segmentation, &first);
        let (_, again) = annotate(&matcher, &text, &mut cache);
        prop_assert_eq!(&first.hits, &again.hits);
        prop_assert_eq!(&first.cues, &again.cues);
    }

    #[test]
    fn texts_full_of_matches_keep_the_promises(text in "([abcd][ ,\\-.;'\n’]{0,2}){0,40}") {
        let matcher = Matcher::new(&tangle()).expect("compiles");
        let (segmentation, annotations) = annotate(&matcher, &text, &mut TypeCache::new());
        check(&text, &segmentation, &annotations);
    }
}

#[test]
fn a_text_may_begin_with_a_past_form_of_no_list() {
    // The token before it was asked for, and there is none.
    let document = document("hobbled delegates said that “order” came first, officials told us.");
    let codebook = Codebook::built_in();
    let matcher = Matcher::new(&codebook).expect("the built-in codebook compiles");
    let (segmentation, annotations) = annotate(&matcher, &document.text, &mut TypeCache::new());
    check(&document.text, &segmentation, &annotations);
}

#[test]
fn a_cache_used_with_another_codebook_changes_nothing() {
    let (tangle, built_in) = (Matcher::new(&tangle()), Matcher::new(&Codebook::built_in()));
    let (tangle, built_in) = (tangle.expect("compiles"), built_in.expect("compiles"));
    let text = "The a b of press freedom and c a b.";
    let mut cache = TypeCache::new();
    let fresh = annotate(&tangle, text, &mut cache).1.hits;
    assert!(!annotate(&built_in, text, &mut cache).1.hits.is_empty());
    assert_eq!(annotate(&tangle, text, &mut cache).1.hits, fresh);
}

#[test]
fn evidence_outside_the_counted_blocks_is_kept_with_the_reason() {
    let matcher = Matcher::new(&tangle()).expect("compiles");
    let document = document("Here comes a b.");
    let annotations =
        matcher.annotate(&document, &segment(&document), &BTreeSet::new(), &mut TypeCache::new());
    assert_eq!(annotations.hits[0].verdict, Verdict::OutsideBody);
}

/// The codebook that does what a quanteda dictionary of globs does: one family and one entry a key.
fn from_dictionary(dictionary: &serde_json::Map<String, serde_json::Value>) -> Codebook {
    let mut text = "id = \"d\"\nversion = \"1\"\nframe = [{ id = \"f\", name = \"f\" }]\n".to_owned();
    for key in dictionary.keys() {
        text += &format!("[[family]]\nid = {key:?}\nframe = \"f\"\nname = {key:?}\n");
    }
    for (key, patterns) in dictionary {
        text +=
            &format!("[[entry]]\nid = {key:?}\nfamily = {key:?}\nmatch = \"exact\"\npattern = {patterns}\n");
    }
    Codebook::from_toml("dictionary.toml", &text).expect("a codebook")
}

#[test]
fn nested_matches_agree_with_the_published_lookup() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/golden_stats.json"));
    let Ok(golden) = std::fs::read_to_string(path) else {
        println!("skipped: {} is not here", path.display());
        return;
    };
    let golden: serde_json::Value = serde_json::from_str(&golden).expect("JSON");
    let entries = golden.as_array().or_else(|| golden["entries"].as_array()).expect("a list of entries");
    let entry = entries.iter().find(|entry| entry["id"] == "dictionary_nested_scope").expect("the entry");
    let codebook = from_dictionary(entry["inputs"]["dictionary"].as_object().expect("a dictionary"));
    let matcher = Matcher::new(&codebook).expect("compiles");
    let texts = entry["inputs"]["texts"].as_array().expect("texts");
    let expected = entry["outputs"]["dictionary"].as_array().expect("keys for each text");
    assert_eq!((texts.len(), expected.len()), (3, 3));
    for (text, expected) in texts.iter().zip(expected) {
        let (_, annotations) = annotate(&matcher, text.as_str().expect("text"), &mut TypeCache::new());
        let counted = annotations.hits.iter().filter(|hit| hit.verdict.counts());
        let found: Vec<&str> = counted.map(|hit| codebook.entries[hit.entry.get()].id.as_str()).collect();
        let expected: Vec<&str> =
            expected.as_array().expect("keys").iter().filter_map(|key| key.as_str()).collect();
        assert_eq!(found, expected, "{text}");
    }
}
