//! The built-in model on a few sentences, and against the plain sum of its weights.

use super::feature::Feature;
use super::judge::BUILT_IN;
use super::key::{key_of, key_of_pair};
use super::model::Model;
use super::passage::{Passage, Watch};
use super::scheme::Scheme;
use super::word::Words;
use super::{Judge, JudgeError, Judgement, Side};
use crate::annotate::{Annotations, Annotator, Finder, Matcher, Recogniser, TypeCache};
use crate::codebook::Codebook;
use crate::document::{BlockKind, Document};
use crate::gazetteer::Gazetteer;
use crate::segment::{Segmentation, Subwords, segment};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

const RIGHTS: &str = "Everyone has the right to privacy and to freedom of expression, online and offline.";
const STATE: &str =
    "We uphold state sovereignty and reject interference in the internal affairs of other countries.";
const NEITHER: &str = "The committee adjourned for lunch and resumed its work at three.";

struct Known {
    codebook: Codebook,
    annotator: Annotator,
    judge: Judge,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let codebook = Codebook::built_in();
    let finder = Finder::new(Gazetteer::built_in(), Recogniser::built_in());
    let judge = Judge::built_in(&codebook, Arc::new(Subwords::built_in()));
    Known {
        annotator: Annotator::new(finder, Matcher::new(&codebook).expect("the built-in codebook compiles")),
        judge: judge.expect("the built-in model belongs to the built-in codebook: train it anew"),
        codebook,
    }
});

fn layers(text: &str, cache: &mut TypeCache) -> (Segmentation, Annotations) {
    let document = Document::of_paragraph("test", text);
    let segmentation = segment(&document);
    let counted = BlockKind::ALL.into_iter().collect();
    let annotations = KNOWN.annotator.annotate(&document, &segmentation, &counted, cache);
    (segmentation, annotations)
}

fn judged(text: &str, cache: &mut TypeCache) -> Judgement {
    let (segmentation, annotations) = layers(text, cache);
    KNOWN.judge.judge_whole(&segmentation, &annotations, cache)
}

/// The probabilities by adding up what each feature weighs, with nothing kept.
fn plain(text: &str) -> [f64; 2] {
    let model = Model::decode(BUILT_IN).expect("the built-in model is read");
    let words = Words::new(Arc::new(Subwords::built_in()));
    let scheme = Scheme::new(&KNOWN.codebook, KNOWN.codebook.contrast.expect("it contrasts two frames"));
    let (segmentation, annotations) = layers(text, &mut TypeCache::new());
    let form = |norm| segmentation.vocabulary.form(norm);
    let vector = |norm| model.vectors.row(key_of(form(norm).trim_end_matches("'s")));
    let mut sums = [0f64; 2];
    let mut watch = Watch::default();
    watch.begin(segmentation.vocabulary.len());
    watch.each(&scheme, &Passage::whole(&segmentation, &annotations), |feature, value| {
        let mut weigh = |weights: [f32; 2], share: f32| {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += f64::from(weight * share * value));
        };
        match feature {
            Feature::Word(norm) => {
                words.each_part(form(norm), |_, key, share| weigh(model.words.row(key), share));
                let [one, other, ..] = vector(norm);
                weigh([one, other], 1.0);
            }
            Feature::Pair(one, other) => {
                weigh(model.pairs.row(key_of_pair(words.stem(form(one)), words.stem(form(other)))), 1.0);
            }
            Feature::Near(Side::Positive, norm) => weigh([vector(norm)[2], vector(norm)[3]], 1.0),
            Feature::Near(Side::Negative, norm) => weigh([vector(norm)[4], vector(norm)[5]], 1.0),
            named => {
                let name = named.name(&KNOWN.codebook, &segmentation.vocabulary);
                weigh(model.named.row(key_of(&name)), 1.0);
            }
        }
    });
    [0, 1].map(|at| model.sides[at].probability(sums[at]))
}

#[test]
fn clear_sentences_show_what_they_say() {
    let mut cache = TypeCache::new();
    let shown = [RIGHTS, STATE, NEITHER].map(|text| judged(text, &mut cache).shown);
    assert_eq!(shown, [[true, false], [false, true], [false, false]]);
}

#[test]
fn a_judgement_is_the_plain_sum_of_its_weights() {
    for text in [RIGHTS, STATE, NEITHER, "Censorship of Internet users' speech must end, says Ms. Li (2019)."]
    {
        let kept = judged(text, &mut TypeCache::new()).probabilities;
        for (kept, plain) in kept.into_iter().zip(plain(text)) {
            assert!((kept - plain).abs() < 1e-5, "{text}: {kept} {plain}");
        }
    }
}

#[test]
fn what_the_cache_has_met_changes_nothing() {
    let mut used = TypeCache::new();
    judged(STATE, &mut used);
    assert_eq!(judged(RIGHTS, &mut used), judged(RIGHTS, &mut TypeCache::new()));
}

#[test]
fn reasons_are_given_where_a_frame_is_shown_heaviest_first() {
    let mut cache = TypeCache::new();
    let [rights, _] = judged(RIGHTS, &mut cache).reasons;
    assert!(rights.is_sorted_by(|one, other| one.weight.abs() >= other.weight.abs()));
    assert!(rights.iter().any(|it| it.feature == Feature::Evidence(Side::Positive)), "{rights:?}");
    assert_eq!(judged(NEITHER, &mut cache).reasons, [vec![], vec![]]);
}

#[test]
fn the_sentences_of_a_document_are_judged_one_by_one() {
    let (mut cache, text) = (TypeCache::new(), format!("{RIGHTS} {STATE}"));
    let (segmentation, annotations) = layers(&text, &mut cache);
    let all = KNOWN.judge.judge(&segmentation, &annotations, &mut cache);
    let all: Vec<[f64; 2]> = all.iter().map(|judgement| judgement.probabilities).collect();
    assert_eq!(all, [RIGHTS, STATE].map(|text| judged(text, &mut cache).probabilities));
}

#[test]
fn a_model_of_another_codebook_is_refused() {
    let other = Codebook {
        version: "9".to_owned(),
        fingerprint: crate::document::Fingerprint::of(b"9"),
        ..Codebook::built_in()
    };
    let refused = Judge::built_in(&other, Arc::new(Subwords::built_in())).err().expect("it is another one");
    assert!(matches!(&refused, JudgeError::OtherCodebook { id, .. } if id == "state-rights"));
}

#[test]
fn broken_files_are_told_by_what_is_wrong() {
    let bytes = Model::decode(BUILT_IN).expect("the built-in model is read").encode();
    assert!(bytes == BUILT_IN, "what is read is written again");
    let found = |bytes: &[u8]| Model::decode(bytes).err();
    assert_eq!(found(b"other"), Some(JudgeError::NotAModel));
    assert_eq!(found(&bytes[..bytes.len() - 1]), Some(JudgeError::Checksum));
    let mut changed = bytes;
    changed[8] = 9;
    assert_eq!(found(&changed), Some(JudgeError::Version { found: 9, expected: 1 }));
    changed.truncate(20);
    assert_eq!(found(&changed), Some(JudgeError::Checksum));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_has_probabilities(text in "\\PC{0,120}") {
        for probability in judged(&text, &mut TypeCache::new()).probabilities {
            prop_assert!((0.0..=1.0).contains(&probability));
        }
    }
}
