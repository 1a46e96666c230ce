//! The plain version that the quick one is held against: a whole sentence, every feature looked up, every state
//! after every state.

use super::*;
use crate::document::Document;
use crate::segment::tests::document;
use crate::segment::{Segmentation, WordTypes, segment};
use find::names_of;
use proptest::prelude::*;
use state::{N_STATES, OUTSIDE, follows};
use std::sync::LazyLock;
use training::{Model, islands};

/// The names of a document, without tidying.
fn names(model: &Model, document: &Document, segmentation: &Segmentation, tags: &[u8]) -> Vec<Name> {
    let mut scores = vec![None; segmentation.tokens.len()];
    for island in islands(document, segmentation, tags, &model.clusters) {
        for (at, token) in island.tokens.clone().enumerate() {
            let keys = island.keys[at].iter().chain(&island.tag_keys[at]);
            let mut sums = [0i32; N_STATES];
            for row in keys.filter_map(|&key| model.weights.row(key)) {
                sums[1..].iter_mut().zip(row).for_each(|(sum, &score)| *sum += i32::from(score));
            }
            scores[token] = Some(sums);
        }
    }
    let mut names = Vec::new();
    for sentence in &segmentation.sentences {
        let path = viterbi(model, &scores[sentence.tokens.clone()]);
        for (at, kind) in names_of(&path) {
            let tokens = sentence.tokens.start + at.start..sentence.tokens.start + at.end;
            let norm = |at: usize| segmentation.norm(&segmentation.tokens[at]);
            if let Some(tokens) = tidy::tidy(tokens, kind, norm) {
                names.push(Name { tokens, kind, margin: 0.0 });
            }
        }
    }
    names
}

/// The best states of a sentence; tokens without scores are outside.
fn viterbi(model: &Model, scores: &[Option<[i32; N_STATES]>]) -> Vec<usize> {
    let mut totals: Vec<Option<i64>> = vec![None; N_STATES];
    totals[OUTSIDE] = Some(0);
    let mut trace = Vec::new();
    for scores in scores.iter().chain([&None]) {
        let mut next = vec![None; N_STATES];
        let mut from = vec![0; N_STATES];
        for to in 0..N_STATES {
            if scores.is_none() && to != OUTSIDE {
                continue;
            }
            let own = scores.map_or(0, |scores| i64::from(scores[to]));
            for before in (0..N_STATES).filter(|&before| follows(before, to)) {
                let Some(total) = totals[before] else { continue };
                let total = total + own + i64::from(model.transitions[before][to]);
                if next[to].is_none_or(|best| total > best) {
                    next[to] = Some(total);
                    from[to] = before;
                }
            }
        }
        totals = next;
        trace.push(from);
    }
    let mut path = Vec::new();
    let mut state = OUTSIDE;
    for from in trace.iter().rev() {
        state = from[state];
        path.push(state);
    }
    path.pop();
    path.reverse();
    path
}

static RECOGNISER: LazyLock<Recogniser> = LazyLock::new(Recogniser::built_in);
static MODEL: LazyLock<Model> = LazyLock::new(|| Model::decode(find::BUILT_IN).unwrap());

fn check(text: &str, cache: &mut (NameCache, WordTypes)) {
    check_with(text, cache, &RECOGNISER, &MODEL);
}

fn check_with(
    text: &str,
    (cache, words): &mut (NameCache, WordTypes),
    recogniser: &Recogniser,
    model: &Model,
) {
    let document = document(text);
    let segmentation = segment(&document);
    words.begin(&segmentation.vocabulary);
    let tags: Vec<u8> = (0..segmentation.tokens.len()).map(|at| (at * at % 7) as u8).collect();
    for tags in [&[][..], &tags] {
        let found = recogniser.find(&document, &segmentation, tags, (cache, words));
        assert!(found.is_sorted_by(|one, other| one.tokens.end <= other.tokens.start));
        for name in &found {
            let within = |range: &std::ops::Range<usize>| {
                range.start <= name.tokens.start && name.tokens.end <= range.end
            };
            assert!(!name.tokens.is_empty() && name.margin.is_finite());
            assert!(segmentation.sentences.iter().any(|sentence| within(&sentence.tokens)));
        }
        let plain = |names: &[Name]| -> Vec<_> {
            names.iter().map(|name| (name.tokens.clone(), name.kind)).collect()
        };
        assert_eq!(plain(&found), plain(&names(model, &document, &segmentation, tags)));
    }
}

#[test]
fn the_quick_way_finds_what_the_plain_one_finds() {
    let mut cache = Default::default();
    for text in [
        "Amina Okafor met Jaan Tamm of the Ministry of Foreign Affairs in Tallinn, Estonia.",
        "STATEMENT OF THE FREEDOM ONLINE COALITION ON INTERNET SHUTDOWNS",
        "The People’s Assembly heard al-Rahman, Kim Ha-jun and Acme Corp. The rest left for New York.",
        "\u{3d2}-\u{a95f}\u{3d2}\u{1f300}",
        "",
    ] {
        check(text, &mut cache);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn so_it_does_on_anything_like_a_page(
        texts in prop::collection::vec("([A-Z][a-z]{1,8}|[a-z]{1,9}|[A-Z]{2,5}|of|the|[0-9]{1,4}|[.,'’-]|'s| |\n|\n\n|é|世|United Nations|Maria){0,60}", 1..3)
    ) {
        let mut cache = Default::default();
        texts.iter().for_each(|text| check(text, &mut cache));
    }

    #[test]
    fn any_text_gives_names(text in "\\PC{0,200}") {
        check(&text, &mut Default::default());
    }
}
