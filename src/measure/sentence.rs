//! What each sentence shows.

use super::SentenceFrames;
use super::counts::{HitsBySentence, evidence};
use super::voice::sentence_voice;
use crate::annotate::{Annotations, AttributionIx, Judgement, Sense, Side, TermHit, Voice};
use crate::codebook::{Codebook, FrameIx};
use crate::document::BlockKind;
use crate::segment::{Segmentation, SentenceIx, TokenKind};

/// Weights are written in decimals: `.7 + .1` must reach a threshold of `.8`.
const ROUNDING: f64 = 1e-9;

/// Reads off, for every counted sentence in text order, the evidence for each frame and the frames that it
/// shows: those whose weights add up to the frame's threshold, or those that a model says where one has judged.
///
/// A sentence is counted if its block is of one of the `body` kinds and it has at least one word. A hit adds
/// to it if its verdict is [`Counted`](crate::annotate::Verdict::Counted) and its entry is evidence.
/// By the rules more evidence never takes a frame away.
#[must_use]
pub fn sentence_frames(
    codebook: &Codebook,
    segmentation: &Segmentation,
    annotations: &Annotations,
    body: &[BlockKind],
) -> Vec<SentenceFrames> {
    let mut hits = HitsBySentence::new(&annotations.hits);
    let mut out = Vec::new();
    for (at, sentence) in segmentation.sentences.iter().enumerate() {
        let words = segmentation.tokens_of(sentence).iter().filter(|token| token.kind == TokenKind::Word);
        let n_words = u32::try_from(words.count()).expect("a text has at most 4 billion words");
        if n_words > 0 && body.contains(&segmentation.kind_of(sentence)) {
            let ix = SentenceIx::new(at);
            let here = hits.of(ix);
            let voice = sentence_voice(annotations, sentence.span, here);
            let shown = sentence_shown(codebook, (ix, n_words), here, voice);
            out.push(match annotations.judgements.get(at) {
                Some(judgement) => SentenceFrames { frames: judged(codebook, judgement, &shown.by_rules), ..shown },
                None => shown,
            });
        }
    }
    out
}

fn sentence_shown(
    codebook: &Codebook,
    (sentence, n_words): (SentenceIx, u32),
    hits: &[TermHit],
    (voice, attribution): (Voice, Option<AttributionIx>),
) -> SentenceFrames {
    let mut weights = vec![0.0; codebook.frames.len()];
    let mut families = Vec::new();
    for Sense { family, weight, .. } in hits.iter().filter_map(evidence) {
        weights[codebook.families[family.get()].frame.get()] += weight;
        families.push(family);
    }
    families.sort_unstable();
    families.dedup();
    let frames = frames_shown(codebook, &weights);
    SentenceFrames { sentence, n_words, weights, by_rules: frames.clone(), frames, families, voice, attribution }
}

/// The frames shown by a model's judgement of the frames of the contrast, and by the rules of all others.
#[must_use]
pub fn judged(codebook: &Codebook, judgement: &Judgement, by_rules: &[FrameIx]) -> Vec<FrameIx> {
    let Some(contrast) = codebook.contrast else { return by_rules.to_vec() };
    let others = by_rules.iter().copied().filter(|it| ![contrast.positive, contrast.negative].contains(it));
    let sides = Side::ALL.into_iter().zip(judgement.shown).filter(|(_, shown)| *shown);
    let mut frames: Vec<FrameIx> = others.chain(sides.map(|(side, _)| side.frame(contrast))).collect();
    frames.sort_unstable();
    frames
}

/// The frames whose evidence (`weights`, in codebook order) reaches their threshold, in codebook order.
#[must_use]
pub fn frames_shown(codebook: &Codebook, weights: &[f64]) -> Vec<FrameIx> {
    let reached =
        |at: &usize| weights[*at] > 0.0 && weights[*at] + ROUNDING >= codebook.frames[*at].threshold;
    (0..weights.len()).filter(reached).map(FrameIx::new).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, CENSORSHIP, GOVERNANCE, Line, PEOPLES, PRIVACY, SOVEREIGNTY, line};
    use super::*;
    use crate::annotate::Verdict;
    use crate::codebook::FamilyIx;

    fn shown(lines: &[Line]) -> Vec<SentenceFrames> {
        let (segmentation, annotations) = fixture::layers(lines);
        sentence_frames(&fixture::codebook(), &segmentation, &annotations, &[BlockKind::Paragraph])
    }

    #[test]
    fn weights_add_up_within_a_frame() {
        let shown = shown(&[line(12, &[PRIVACY, CENSORSHIP, SOVEREIGNTY]), line(9, &[])]);
        assert_eq!(shown[0].weights, [1.8, 1.0]);
        assert_eq!(shown[0].frames, [FrameIx::new(0), FrameIx::new(1)]);
        assert_eq!(shown[0].families, [FamilyIx::new(0), FamilyIx::new(2)]);
        assert_eq!(shown[1].frames, []);
    }

    #[test]
    fn evidence_below_the_threshold_shows_no_frame() {
        let mut codebook = fixture::codebook();
        codebook.frames[0].threshold = 0.6;
        let (segmentation, annotations) = fixture::layers(&[line(5, &[PEOPLES])]);
        let shown = sentence_frames(&codebook, &segmentation, &annotations, &[BlockKind::Paragraph]);
        assert_eq!((shown[0].weights[0], shown[0].frames.len()), (0.5, 0));
    }

    #[test]
    fn only_counted_evidence_in_the_body_is_read() {
        let title = Line { kind: BlockKind::Title, ..line(4, &[PRIVACY]) };
        let masked = Line { hits: vec![(PRIVACY, Verdict::Masked)], ..line(4, &[]) };
        let shown = shown(&[title, masked, line(3, &[GOVERNANCE]), line(0, &[])]);
        assert_eq!(shown.iter().map(|it| it.sentence.get()).collect::<Vec<_>>(), [1, 2]);
        assert!(shown.iter().all(|it| it.weights == [0.0, 0.0]));
    }
}
