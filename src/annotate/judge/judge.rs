//! A model made ready for its codebook.

use super::cache::TypeRow;
use super::error::JudgeError;
use super::feature::Feature;
use super::key::{key_of, key_of_pair};
use super::model::{Model, N_SIDES};
use super::passage::Passage;
use super::scheme::Scheme;
use super::word::Words;
use crate::annotate::{Annotations, TypeCache};
use crate::codebook::{Codebook, Contrast};
use crate::document::Fingerprint;
use crate::segment::{Segmentation, SentenceIx, Subwords, Vocabulary};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The weights that ship with the program.
pub(super) static BUILT_IN: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/framing/state-rights-en.bin"));

/// Reasons that a judgement gives for each frame, at most.
const MOST_REASONS: usize = 5;
/// Weights below are no reason, in log odds.
const LEAST_REASON: f32 = 0.05;

/// Judges which frames a sentence shows, by what was learnt from coded sentences.
pub struct Judge {
    model: Model,
    fingerprint: Fingerprint,
    words: Words,
    scheme: Scheme,
    /// By the code of the feature.
    named: FxHashMap<u64, [f32; N_SIDES]>,
    contrast: Contrast,
}

/// What a model says of a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// For each frame of the contrast, the positive one first: the calibrated probability that people would code it.
    pub probabilities: [f64; N_SIDES],
    /// Whether that reaches the model's threshold.
    pub shown: [bool; N_SIDES],
    /// What weighed most for and against each frame that is shown: heaviest first.
    pub reasons: [Vec<Weighed>; N_SIDES],
}

/// A feature's part in a judgement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed {
    /// What was seen.
    pub feature: Feature,
    /// What it adds to the log odds of the frame.
    pub weight: f32,
}

impl Judge {
    /// The model that ships with the program, made ready.
    ///
    /// # Errors
    /// If the codebook is not the one that the model was trained with.
    pub fn built_in(codebook: &Codebook, subwords: Arc<Subwords>) -> Result<Self, JudgeError> {
        Self::load(BUILT_IN, codebook, subwords)
    }

    /// A model made ready for its codebook, from the bytes of its file.
    ///
    /// # Errors
    /// If the file is none of ours, of another format, cut off or damaged, or if the codebook is not the one that the
    /// model was trained with.
    pub fn load(bytes: &[u8], codebook: &Codebook, subwords: Arc<Subwords>) -> Result<Self, JudgeError> {
        let model = Model::decode(bytes)?;
        let contrast = codebook.contrast.filter(|contrast| model.is_of(codebook, *contrast));
        let Some(contrast) = contrast else {
            return Err(JudgeError::OtherCodebook { id: model.codebook, fingerprint: model.fingerprint });
        };
        let no_words = Vocabulary::default();
        let weights =
            |feature: Feature| (feature.code(), model.named.row(key_of(&feature.name(codebook, &no_words))));
        let named = Feature::named(codebook).into_iter().map(weights);
        Ok(Self {
            named: named.filter(|(_, row)| *row != [0.0; N_SIDES]).collect(),
            words: Words::new(subwords),
            scheme: Scheme::new(codebook, contrast),
            contrast,
            fingerprint: Fingerprint::of(bytes),
            model,
        })
    }

    /// The SHA-256 of the model's file.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The frames that are judged.
    #[must_use]
    pub const fn contrast(&self) -> Contrast {
        self.contrast
    }

    /// The probability from which on each frame of the contrast is shown, the positive one first.
    #[must_use]
    pub fn thresholds(&self) -> [f64; N_SIDES] {
        self.model.sides.map(|side| side.threshold)
    }

    /// Judges every sentence of a document, in order. `cache` has met the document's words.
    #[must_use]
    pub(in crate::annotate) fn judge(
        &self,
        segmentation: &Segmentation,
        annotations: &Annotations,
        cache: &mut TypeCache,
    ) -> Vec<Judgement> {
        let mut hits = BySentence(&annotations.hits);
        let mut cues = BySentence(&annotations.cues);
        let mut mentions = BySentence(&annotations.mentions);
        let passages = segmentation.sentences.iter().enumerate().map(|(at, sentence)| {
            let ix = SentenceIx::new(at);
            let tokens = (sentence.tokens.start, sentence.tokens.end);
            Passage {
                segmentation,
                tokens,
                hits: hits.of(ix, |hit| hit.sentence),
                cues: cues.of(ix, |cue| cue.sentence),
                mentions: mentions.of(ix, |mention| mention.sentence),
            }
        });
        self.judge_passages(passages, cache)
    }

    /// Judges a whole document as if it were one sentence. `cache` met this document last, when it was annotated.
    #[must_use]
    pub fn judge_whole(
        &self,
        segmentation: &Segmentation,
        annotations: &Annotations,
        cache: &mut TypeCache,
    ) -> Judgement {
        let passage = Passage::whole(segmentation, annotations);
        let mut judged = self.judge_passages([passage].into_iter(), cache);
        judged.pop().expect("one passage has one judgement")
    }

    fn judge_passages<'a>(
        &self,
        passages: impl Iterator<Item = Passage<'a>>,
        cache: &mut TypeCache,
    ) -> Vec<Judgement> {
        let TypeCache { types, judged, .. } = cache;
        judged.catch_up(types, &self.words, (&self.model, self.fingerprint));
        judged.watch.begin(types.document().len());
        let mut watch = std::mem::take(&mut judged.watch);
        let scales = Scales { judge: self, rows: judged.of_document() };
        let mut parts = Vec::new();
        let judgements = passages
            .map(|passage| {
                parts.clear();
                let mut sums = [0f32; N_SIDES];
                watch.each(&self.scheme, &passage, |feature, value| {
                    let part = scales.weights(feature).map(|weight| weight * value);
                    // Most pairs of words weigh nothing.
                    if part != [0.0; N_SIDES] {
                        add(&mut sums, part);
                        let shown = feature.shown_as();
                        parts.push((shown.code(), Weighing { feature: shown, part }));
                    }
                });
                let mut judgement = self.read(sums);
                if judgement.shown.contains(&true) {
                    judgement.reasons = self.reasons(&mut parts, judgement.shown);
                }
                judgement
            })
            .collect();
        judged.watch = watch;
        judgements
    }

    fn read(&self, sums: [f32; N_SIDES]) -> Judgement {
        let probability = |at: usize| self.model.sides[at].probability(f64::from(sums[at]));
        let probabilities = std::array::from_fn(probability);
        let shown = std::array::from_fn(|at| probabilities[at] >= self.model.sides[at].threshold);
        Judgement { probabilities, shown, reasons: Default::default() }
    }

    /// The heaviest parts of each side that is shown, those of one reason added up.
    fn reasons(&self, parts: &mut Vec<(u64, Weighing)>, shown: [bool; N_SIDES]) -> [Vec<Weighed>; N_SIDES] {
        // Stable: parts of one reason are added in the order in which they were seen.
        parts.sort_by_key(|(code, _)| *code);
        parts.dedup_by(|(next, more), (code, sum)| {
            let is_same = next == code;
            if is_same {
                add(&mut sum.part, more.part);
            }
            is_same
        });
        std::array::from_fn(|at| if shown[at] { self.heaviest(at, parts) } else { Vec::new() })
    }

    fn heaviest(&self, side: usize, parts: &[(u64, Weighing)]) -> Vec<Weighed> {
        let slope = self.model.sides[side].slope as f32;
        let weighed =
            parts.iter().map(|(_, it)| Weighed { feature: it.feature, weight: it.part[side] * slope });
        let mut reasons: Vec<Weighed> = weighed.filter(|it| it.weight.abs() >= LEAST_REASON).collect();
        reasons.sort_unstable_by(|one, other| {
            other.weight.abs().total_cmp(&one.weight.abs()).then(one.feature.cmp(&other.feature))
        });
        reasons.truncate(MOST_REASONS);
        reasons
    }
}

/// What a feature adds for each side, before its reason is known.
#[derive(Clone, Copy)]
struct Weighing {
    feature: Feature,
    part: [f32; N_SIDES],
}

/// What features weigh in one document.
struct Scales<'j> {
    judge: &'j Judge,
    /// By norm.
    rows: &'j [TypeRow],
}

impl Scales<'_> {
    /// What a feature of the value 1 adds to the log odds of each side.
    fn weights(&self, feature: Feature) -> [f32; N_SIDES] {
        let row = |norm: crate::segment::Norm| &self.rows[norm.get()];
        match feature {
            Feature::Word(norm) => row(norm).word,
            Feature::Pair(left, right) => {
                self.judge.model.pairs.row(key_of_pair(row(left).stem, row(right).stem))
            }
            Feature::Near(side, norm) => row(norm).near[side as usize],
            named => self.judge.named.get(&named.code()).copied().unwrap_or_default(),
        }
    }
}

fn add(sums: &mut [f32; N_SIDES], part: [f32; N_SIDES]) {
    sums.iter_mut().zip(part).for_each(|(sum, weight)| *sum += weight);
}

/// The items of one sentence after another.
struct BySentence<'a, T>(&'a [T]);

impl<'a, T> BySentence<'a, T> {
    /// The items of a sentence, which must come after the one asked for before.
    fn of(&mut self, sentence: SentenceIx, sentence_of: impl Fn(&T) -> SentenceIx) -> &'a [T] {
        let skipped = self.0.iter().take_while(|item| sentence_of(item) < sentence).count();
        let rest = &self.0[skipped..];
        let n = rest.iter().take_while(|item| sentence_of(item) == sentence).count();
        let (found, rest) = rest.split_at(n);
        self.0 = rest;
        found
    }
}
