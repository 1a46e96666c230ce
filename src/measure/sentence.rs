//! What each sentence shows.

use super::SentenceFrames;
use crate::annotate::{Annotations, TermHit};
use crate::codebook::{Codebook, FamilyIx, FrameIx, Role};
use crate::document::BlockKind;
use crate::segment::{Segmentation, SentenceIx, TokenKind};

/// Weights are written in decimals: `.7 + .1` must reach a threshold of `.8`.
const ROUNDING: f64 = 1e-9;

/// Reads off, for every counted sentence in text order, the evidence for each frame and the frames that it
/// shows: those whose weights add up to the frame's threshold.
///
/// A sentence is counted if its block is of one of the `body` kinds and it has at least one word. A hit adds
/// to it if its verdict is [`Counted`](crate::annotate::Verdict::Counted) and its entry is evidence.
/// More evidence never takes a frame away.
#[must_use]
pub fn sentence_frames(
    codebook: &Codebook,
    segmentation: &Segmentation,
    annotations: &Annotations,
    body: &[BlockKind],
) -> Vec<SentenceFrames> {
    let mut hits = annotations.hits.iter().peekable();
    let mut out = Vec::new();
    for (at, sentence) in segmentation.sentences.iter().enumerate() {
        let ix = SentenceIx::new(at);
        let words = segmentation.tokens_of(sentence).iter().filter(|token| token.kind == TokenKind::Word);
        let n_words = u32::try_from(words.count()).unwrap_or(u32::MAX);
        let counted = n_words > 0 && body.contains(&segmentation.kind_of(sentence));
        let mut shown = SentenceFrames {
            sentence: ix,
            n_words,
            weights: vec![0.0; codebook.frames.len()],
            frames: Vec::new(),
            families: Vec::new(),
        };
        while let Some(hit) = hits.next_if(|hit| hit.sentence <= ix) {
            if let Some((family, weight)) = evidence(codebook, hit).filter(|_| hit.sentence == ix) {
                shown.weights[codebook.families[family.get()].frame.get()] += weight;
                shown.families.push(family);
            }
        }
        if counted {
            shown.families.sort_unstable();
            shown.families.dedup();
            shown.frames = frames_shown(codebook, &shown.weights);
            out.push(shown);
        }
    }
    out
}

/// The frames whose evidence (`weights`, in codebook order) reaches their threshold, in codebook order.
#[must_use]
pub fn frames_shown(codebook: &Codebook, weights: &[f64]) -> Vec<FrameIx> {
    let reached =
        |at: &usize| weights[*at] > 0.0 && weights[*at] + ROUNDING >= codebook.frames[*at].threshold;
    (0..weights.len()).filter(reached).map(FrameIx::new).collect()
}

/// The family and weight of a hit that counts as evidence.
fn evidence(codebook: &Codebook, hit: &TermHit) -> Option<(FamilyIx, f64)> {
    match codebook.entries[hit.entry.get()].role {
        Role::Evidence { family, weight, .. } if hit.verdict.counts() => Some((family, weight)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, CENSORSHIP, GOVERNANCE, Line, PEOPLES, PRIVACY, SOVEREIGNTY, line};
    use super::*;
    use crate::annotate::Verdict;

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
