//! Agreement on every layer of hand-coded sentences: frame, voice, holder, stance.

use super::frames::agreement;
use super::voice::{stance_agreement, voice_agreement};
use super::{Agreement, ClassAgreement, GoldSentence, Reading, Resampling, VoiceAgreement};
use crate::codebook::{Codebook, FrameIx};

/// How well a set of sentences is read, layer by layer.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceAgreement {
    /// Which frames they show.
    pub frames: Agreement,
    /// Whose words framed ones are; `None` where nobody coded it.
    pub voice: Option<VoiceAgreement>,
    /// How the one who speaks stands to the frames; `None` where nobody coded it.
    pub stance: Option<ClassAgreement>,
}

/// Compares what people coded with what the program read, sentence by sentence: `found[i]` is the reading of `gold[i]`.
///
/// # Panics
/// If the two lists differ in length.
#[must_use]
pub fn sentence_agreement(
    codebook: &Codebook,
    gold: &[&GoldSentence],
    found: &[&Reading],
    resampling: Resampling,
) -> SentenceAgreement {
    let frames: Vec<&[FrameIx]> = found.iter().map(|read| read.frames.as_slice()).collect();
    SentenceAgreement {
        frames: agreement(codebook, gold, &frames, resampling),
        voice: voice_agreement(gold, found, resampling),
        stance: stance_agreement(gold, found, resampling),
    }
}
