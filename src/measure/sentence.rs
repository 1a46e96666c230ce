//! What each sentence shows.

use super::counts::{HitsBySentence, evidence};
use super::voice::sentence_voice;
use super::{SentenceFrames, Voices};
use crate::annotate::{Annotations, AttributionIx, Judgement, Sense, Side, Stance, TermHit, Verdict, Voice};
use crate::codebook::{Codebook, FrameIx};
use crate::document::BlockKind;
use crate::segment::{Segmentation, SentenceIx, TokenKind};

/// Weights are written in decimals: `.7 + .1` must reach a threshold of `.8`.
const ROUNDING: f64 = 1e-9;

/// Reads off, for every counted sentence in text order, the evidence for each frame and the frames that it
/// shows: those whose weights add up to the frame's threshold, or those that a model says where one has judged.
///
/// A sentence is counted if its block is of one of the `body` kinds and in the language that the text is read in, and
/// it has at least one word. A hit adds
/// to it if its verdict is [`Counted`](crate::annotate::Verdict::Counted) and its entry is evidence.
/// By the rules a frame that the one who speaks rejects is shown only where no other one is.
#[must_use]
pub fn sentence_frames(
    codebook: &Codebook,
    segmentation: &Segmentation,
    annotations: &Annotations,
    (body, voices): (&[BlockKind], Voices),
) -> Vec<SentenceFrames> {
    let counted = counted_sentences(segmentation, annotations, body);
    counted.iter().map(|sentence| sentence.frames(codebook, voices)).collect()
}

/// A counted sentence, whoever is heard.
#[derive(Clone, Copy)]
pub(super) struct CountedSentence<'a> {
    pub ix: SentenceIx,
    n_words: u32,
    pub hits: &'a [TermHit],
    judgement: Option<&'a Judgement>,
    voice: (Voice, Option<AttributionIx>),
}

/// Every counted sentence, in text order; see [`sentence_frames`].
pub(super) fn counted_sentences<'a>(
    segmentation: &Segmentation,
    annotations: &'a Annotations,
    body: &[BlockKind],
) -> Vec<CountedSentence<'a>> {
    let mut hits = HitsBySentence::new(&annotations.hits);
    let counted = segmentation.sentences.iter().enumerate().filter_map(|(at, sentence)| {
        let words = segmentation.tokens_of(sentence).iter().filter(|token| token.kind == TokenKind::Word);
        let n_words = u32::try_from(words.count()).expect("a text has at most 4 billion words");
        let ix = SentenceIx::new(at);
        let is_counted = body.contains(&segmentation.kind_of(sentence)) && segmentation.is_read(sentence);
        (n_words > 0 && is_counted).then(|| {
            let hits = hits.of(ix);
            let judgement = annotations.judgements.get(at);
            let voice = sentence_voice(annotations, (segmentation, sentence), hits);
            CountedSentence { ix, n_words, hits, judgement, voice }
        })
    });
    counted.collect()
}

impl CountedSentence<'_> {
    /// Whether all that is counted in it, what is masked or left undecided included, is the author's own and none of it
    /// rejected, and so are the frames that a model sees without any evidence: then it shows the same whoever is heard.
    pub fn is_authors(&self) -> bool {
        let is_own = |hit: &TermHit| match hit.verdict {
            Verdict::Masked | Verdict::Unresolved => Voices::Author.hear(hit),
            verdict => !verdict.counts() || Voices::Author.count(hit),
        };
        let is_seen = self.judgement.is_some_and(|it| it.shown.contains(&true));
        self.hits.iter().all(is_own) && !(is_seen && self.voice.0 == Voice::Attributed)
    }

    /// What the sentence shows in certain voices.
    pub fn frames(&self, codebook: &Codebook, voices: Voices) -> SentenceFrames {
        let counted = self.hits.iter().filter(|hit| voices.count(hit));
        let shown = sentence_shown(codebook, (self.ix, self.n_words), counted, self.voice);
        let Some(judgement) = self.judgement else { return shown };
        let mut frames = judged(codebook, judgement, &shown.by_rules);
        frames.retain(|frame| is_heard(codebook, self.hits, *frame, (voices, self.voice.0)));
        SentenceFrames { frames, ..shown }
    }
}

fn sentence_shown<'h>(
    codebook: &Codebook,
    (sentence, n_words): (SentenceIx, u32),
    hits: impl Iterator<Item = &'h TermHit>,
    (voice, attribution): (Voice, Option<AttributionIx>),
) -> SentenceFrames {
    let mut by_stance = vec![ByStance::default(); codebook.frames.len()];
    let mut families = Vec::new();
    for hit in hits {
        if let Some(Sense { family, weight, .. }) = evidence(hit) {
            by_stance[codebook.families[family.get()].frame.get()][hit.stance as usize] += weight;
            families.push(family);
        }
    }
    families.sort_unstable();
    families.dedup();
    let weights = by_stance.iter().map(|sums| sums.iter().sum()).collect();
    let frames = frames_shown(codebook, &by_stance);
    let by_rules = frames.clone();
    SentenceFrames { sentence, n_words, weights, frames, by_rules, by_stance, families, voice, attribution }
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

/// Whether a frame that a model sees in a sentence is in one of these voices: its evidence is, or where there is none, the
/// sentence.
fn is_heard(codebook: &Codebook, hits: &[TermHit], frame: FrameIx, (voices, voice): (Voices, Voice)) -> bool {
    let of_frame = |hit: &&TermHit| {
        evidence(hit).is_some_and(|sense| codebook.families[sense.family.get()].frame == frame)
    };
    let mut its = hits.iter().filter(of_frame).peekable();
    match its.peek() {
        Some(_) => its.any(|hit| voices.count(hit)),
        None => voices == Voices::All || voice != Voice::Attributed,
    }
}

/// Evidence for a frame (sum of weights) by how the one who speaks stands to it, in the order of [`Stance::ALL`].
pub type ByStance = [f64; Stance::ALL.len()];

/// The stance with the most evidence, the warmer one of two that weigh the same; `None` without evidence.
#[must_use]
pub fn stance_to(evidence: &ByStance) -> Option<Stance> {
    let most = evidence.iter().copied().fold(0.0, f64::max);
    let heaviest = Stance::ALL.into_iter().zip(evidence).find(|(_, sum)| most - **sum < ROUNDING);
    heaviest.filter(|_| most > 0.0).map(|(stance, _)| stance)
}

/// How the one who speaks stands to these frames together: rejects if any of them is rejected, reports if all are only
/// reported, else endorses (CODEBOOK §10). `None` without frames.
#[must_use]
pub fn stance_to_all(frames: &[FrameIx], evidence: &[ByStance]) -> Option<Stance> {
    let stances = || frames.iter().filter_map(|frame| stance_to(&evidence[frame.get()]));
    let is_rejected = stances().any(|stance| stance == Stance::Reject);
    if is_rejected { Some(Stance::Reject) } else { stances().min() }
}

/// The frames whose evidence (one a frame, in codebook order) reaches their threshold, in codebook order. Where one of
/// them is asserted, those that are rejected are left out: a reason that is unmasked as a pretext is there only to be
/// unmasked (CODEBOOK P4).
#[must_use]
pub fn frames_shown(codebook: &Codebook, evidence: &[ByStance]) -> Vec<FrameIx> {
    let reached = |at: &usize| {
        let weight: f64 = evidence[*at].iter().sum();
        weight > 0.0 && weight + ROUNDING >= codebook.frames[*at].threshold
    };
    let mut shown: Vec<FrameIx> = (0..evidence.len()).filter(reached).map(FrameIx::new).collect();
    let is_rejected = |frame: &FrameIx| stance_to(&evidence[frame.get()]) == Some(Stance::Reject);
    if !shown.iter().all(is_rejected) {
        shown.retain(|frame| !is_rejected(frame));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, CENSORSHIP, GOVERNANCE, Line, PEOPLES, PRIVACY, SOVEREIGNTY, line};
    use super::*;
    use crate::annotate::Verdict;
    use crate::codebook::FamilyIx;

    fn shown(lines: &[Line]) -> Vec<SentenceFrames> {
        let (segmentation, annotations) = fixture::layers(lines);
        sentence_frames(
            &fixture::codebook(),
            &segmentation,
            &annotations,
            (&[BlockKind::Paragraph], Voices::All),
        )
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
        let shown =
            sentence_frames(&codebook, &segmentation, &annotations, (&[BlockKind::Paragraph], Voices::All));
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
